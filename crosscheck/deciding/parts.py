"""The rules of one State and movement, or of one port, asked of a traveller with one document shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from crosscheck.deciding.coverage import Covered
from crosscheck.deciding.decision import (
    NoticeFinding,
    OpenPoint,
    Outcome,
    PartDecision,
    Reason,
    RequirementFinding,
    Unsettled,
    Verdict,
)
from crosscheck.deciding.evaluating.evaluator import NOT_APPLICABLE, NOT_MET, UNDETERMINED, Evaluator, Judged
from crosscheck.deciding.explaining.expired import Endings
from crosscheck.deciding.explaining.findings import Findings, UntoldFinding
from crosscheck.deciding.facts import View
from crosscheck.deciding.told import made, teller_of
from crosscheck.language.validity import Truth
from crosscheck.language.vocabulary import FACTS
from crosscheck.rulebook.ruleset import Coverage, DatedValue, Notice, Requirement

GAP: Final = "/for"
"""Ends the name of a requirement that concerns everybody, and does not say what it demands of this traveller."""

_ORDER: Final = {fact.name: place for place, fact in enumerate(FACTS)}
_PASS: Final = Verdict.PASS
_FAIL: Final = Verdict.FAIL
_CONDITIONAL: Final = Verdict.CONDITIONAL


class Shown(NamedTuple):
    """One part with one document shown: how each requirement came out, and the verdict.

    *verdict* is None where the rules perhaps do not cover the traveller; *missing* are the facts without which
    that cannot be told.  *unmet* and *undetermined* count requirements.
    """

    part: "Part"
    view: View
    judged: tuple[Judged, ...]
    verdict: Verdict | None
    unmet: int
    undetermined: int
    missing: tuple[str, ...]


class _UntoldPart(NamedTuple):
    """What a part is told from when somebody reads why: it holds what the traveller stated."""

    shown: Shown
    requirements: tuple[RequirementFinding, ...]
    known: Mapping[str, DatedValue]

    def notices(self) -> tuple[NoticeFinding, ...]:
        return self.shown.part.notices(self.shown.view)

    def wanted(self) -> tuple[str, ...]:
        return wanted(open_points((self,), () if self.shown.unmet else (self.shown,)))

    def unsettled(self) -> tuple[Unsettled, ...]:
        is_open = (self.shown.verdict or _CONDITIONAL) is _CONDITIONAL
        return unsettled((self,), self.known, is_open=is_open)

    @property
    def part(self) -> str:
        return self.shown.part.part

    @property
    def of(self) -> str:
        return self.shown.part.of


class Part:
    """The rules of one State and movement, or of one port.

    *part* is `exit`, `entry` or `port`; *of* the State or the port.  Safe to share between threads.
    """

    def __init__(
        self,
        part: str,
        of: str,
        requirements: tuple[Requirement, ...],
        notices: tuple[Notice, ...],
        covered: tuple[Coverage, ...],
        evaluator: Evaluator,
        endings: Endings,
    ) -> None:
        self.part, self.of = part, of
        self.covered = Covered(covered, None if part == "port" else part)
        ids = _demanded(part, of)
        self._asked = tuple(
            (evaluator.judge(each, demanded=each.id in ids), each.id in ids) for each in requirements
        )
        self._at_best = _CONDITIONAL if set(ids) - {each.id for each in requirements} else _PASS
        """The verdict on whom nothing is unmet or open: no pass where what a pass needs is not in the rules."""
        self._findings = tuple(Findings(each, evaluator, endings.of(each)) for each in requirements)
        self._notices = tuple((evaluator.concerns(each), each) for each in notices)

    def shown(self, view: View, covered: Truth) -> Shown:
        """Return the part with the document of *view*; *covered* None: perhaps its rules are not complete for it."""
        judged, verdict = [], self._at_best
        unmet = undetermined = 0
        for judge, demanded in self._asked:
            found = judge(view)
            judged.append(found)
            if found is NOT_MET:
                unmet += 1
            elif found is UNDETERMINED:
                undetermined += 1
            elif demanded and found is NOT_APPLICABLE:
                verdict = _CONDITIONAL
        if unmet:
            verdict = _FAIL
        elif undetermined:
            verdict = _CONDITIONAL
        missing = () if covered else self.covered.missing(view)
        return Shown(self, view, tuple(judged), verdict if covered else None, unmet, undetermined, missing)

    def verdict(self, view: View, covered: Truth) -> Verdict | None:
        """Return the verdict alone; None where the rules are perhaps not complete for the traveller."""
        if not covered:
            return None
        verdict = self._at_best
        for judge, demanded in self._asked:
            found = judge(view)
            if found is NOT_MET:
                return _FAIL
            if found is UNDETERMINED or (demanded and found is NOT_APPLICABLE):
                verdict = _CONDITIONAL
        return verdict

    def decided(
        self, shown: Shown, known: Mapping[str, DatedValue], document: int | None, *, everything: bool = False
    ) -> PartDecision:
        """Return what this part says; reasons and notices are told when they are read.

        Args:
            shown: How each requirement came out.
            known: What is known of the facts of the port that no source settles.
            document: The place of the document that it sees, if one is stated.
            everything: Tell every ground and condition.
        """
        view, judged = shown.view, zip(self._findings, shown.judged, strict=True)
        found = tuple(
            [
                (not everything and each.same.get(came))
                or each.told(came, view, known, everything=everything)
                for each, came in judged
            ]
        )
        teller = _UntoldPart(shown, found, known)
        return made(PartDecision, teller, self.part, self.of, shown.verdict or _CONDITIONAL, document, found)

    def notices(self, view: View) -> tuple[NoticeFinding, ...]:
        """Return the notices that apply, or may apply."""
        told = [(concerns(view, None), each) for concerns, each in self._notices]
        return tuple(
            [
                NoticeFinding(
                    each.id,
                    each.title,
                    each.text,
                    applies is True,
                    each.sources,
                    each.first,
                    each.kind,
                    each.apply,
                )
                for applies, each in told
                if applies is not False
            ]
        )


_Told: TypeAlias = "PartDecision | _UntoldPart"


def open_points(parts: Iterable[_Told], shown: Iterable[Shown]) -> tuple[OpenPoint, ...]:
    """Return what leaves each open requirement of *parts* open, and what is missing to know whether the rules cover *shown*."""
    missing = [
        OpenPoint(each.part.part, each.part.of, None, (), each.missing) for each in shown if each.missing
    ]
    found = [OpenPoint(part.part, part.of, of.id, tuple(reasons)) for part, of, reasons in _open(parts)]
    return *missing, *found


def wanted(points: Iterable[OpenPoint]) -> tuple[str, ...]:
    """Return the paths worth stating, those that most of *points* hangs on first."""
    counts: Counter[str] = Counter()
    for point in points:
        counts.update(point.missing)
        for reason in point.reasons:
            counts.update(reason.wanted)
    return tuple(sorted(counts, key=lambda path: (-counts[path], _ORDER.get(path, len(_ORDER)), path)))


def unsettled(
    parts: Sequence[_Told], known: Mapping[str, DatedValue], *, is_open: bool
) -> tuple[Unsettled, ...]:
    """Return what no source settles and *parts* hang on, with the evidence *known*; of an open verdict gaps in the rules too."""
    names = dict.fromkeys(name for reason in _open_reasons(parts) for name in reason.unsettled)
    if is_open:
        names |= dict.fromkeys(name for part in parts for name in gaps(part))
    return tuple(Unsettled(name, known[name].evidence if name in known else ()) for name in names)


def _open_reasons(parts: Iterable[_Told]) -> Iterator[Reason]:
    """Yield every unknown reason inside a ground that is itself open, in an open requirement."""
    for _, _, reasons in _open(parts):
        yield from reasons


def _open(parts: Iterable[_Told]) -> Iterator[tuple[_Told, RequirementFinding, Iterator[Reason]]]:
    """Yield each open requirement with its part, and the unknown reasons inside its grounds that are open themselves."""
    for part in parts:
        for requirement in part.requirements:
            if requirement.outcome is Outcome.UNDETERMINED:
                teller = teller_of(requirement, "grounds")
                of: Any = teller if isinstance(teller, UntoldFinding) else requirement
                yield part, requirement, of.open_reasons()


def gaps(part: _Told) -> tuple[str, ...]:
    """Return what a pass needs to be MET and *part* has not, or not for this traveller, as `REQUIREMENT/for`."""
    concerned = {found.id for found in part.requirements if found.outcome is not Outcome.NOT_APPLICABLE}
    return tuple(f"{name}{GAP}" for name in _demanded(part.part, part.of) if name not in concerned)


def _demanded(part: str, of: str) -> tuple[str, ...]:
    """Return the ids of the requirements that a pass needs to be MET."""
    return () if part == "port" else (f"{of.lower()}.{part}.document", f"{of.lower()}.{part}.permission")
