"""The rules of one State and movement, or of one port, asked of a traveller with one document shown."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from crosscheck.backends.by_walk import Context, applies
from crosscheck.backends.reasons.means import Means
from crosscheck.backends.verdicts import Evaluator, Judged, WalkedPart
from crosscheck.coverage import Covered
from crosscheck.decision import NoticeFinding, Outcome, PartDecision, RequirementFinding, Verdict
from crosscheck.expr.nodes import ALWAYS
from crosscheck.expr.validity import in_force
from crosscheck.facts import View
from crosscheck.rulebook import Coverage, DatedValue, Group, Notice, Requirement
from crosscheck.vocabulary import SLOT

WORTH_COMPILING: Final = 50
"""How many views of a part are judged plainly before functions are generated for it."""

GAP: Final = "/for"
"""Ends the name of a requirement that concerns everybody, and does not say what it demands of this traveller."""

_DAY: Final = SLOT["crossing.date"]
_PASS: Final = Verdict.PASS
_FAIL: Final = Verdict.FAIL
_CONDITIONAL: Final = Verdict.CONDITIONAL


class Shown(NamedTuple):
    """One part with one document shown: how each requirement came out, and the verdict."""

    part: "Part"
    view: View
    judged: Judged
    verdict: Verdict
    missing: tuple[str, ...]
    """Facts without which it cannot be told whether the rules cover this traveller."""


class Part:
    """The rules of one State and movement, or of one port.

    *part* is `exit`, `entry` or `port`; *of* the State or the port.  The first
    *plainly* views are judged by the plain evaluator: generating functions takes longer
    than that.  Safe to share between threads.
    """

    def __init__(
        self,
        part: str,
        of: str,
        requirements: tuple[Requirement, ...],
        notices: tuple[Notice, ...],
        covered: tuple[Coverage, ...],
        groups: Mapping[str, Group],
        plainly: int = WORTH_COMPILING,
    ) -> None:
        self.part, self.of = part, of
        self.covered = Covered(covered, None if part == "port" else part)
        self.requirements, self.groups, self.notices = requirements, groups, notices
        self.plainly = self._left = plainly
        ids = _demanded(part, of)
        demanded = {found.id: place for place, found in enumerate(requirements) if found.id in ids}
        self._lacks_demanded = len(demanded) < len(ids)
        self._may_not_apply = tuple(
            place
            for place in demanded.values()
            if requirements[place].concerns or requirements[place].validity != ALWAYS
        )
        """Of the requirements that a pass needs to be MET, those that may not apply to everybody."""
        self.is_demanding = not self._lacks_demanded and not self._may_not_apply
        """Whether all that a pass needs to be MET is there and applies to everybody."""
        self._use(WalkedPart(requirements, groups))

    def shown(self, view: View, covered: bool | None) -> Shown:
        """Return the part with the document of *view*; *covered* None: perhaps its rules are not complete for it."""
        judged = self._judged(view)
        if covered:
            return Shown(self, view, judged, self.verdict_of(*judged), ())
        return Shown(self, view, judged, _CONDITIONAL, self.covered.missing(view))

    def verdict_of(
        self, found: Sequence[RequirementFinding], unmet: Sequence[int], undetermined: Sequence[int]
    ) -> Verdict:
        """Return the verdict on one whom the rules cover; of *unmet* and *undetermined* only whether there are any."""
        if unmet:
            return _FAIL
        return _CONDITIONAL if undetermined or self._does_not_apply(found) else _PASS

    def verdict(self, view: View, covered: bool | None) -> Verdict | None:
        """Return the verdict alone; None where the rules are perhaps not complete for the traveller."""
        if not covered:
            return None
        evaluator = self._evaluator()
        unmet, is_open = evaluator.failing(view)
        if unmet:
            return _FAIL
        if is_open:
            return _CONDITIONAL
        return _PASS if self.is_demanding else self.verdict_of(*self._judged(view))

    def decided(
        self, shown: Shown, unsettled: Mapping[str, DatedValue], *, everything: bool = False
    ) -> PartDecision:
        """Return what this part says, with its reasons."""
        view, findings = shown.view, self._asked.findings
        found, unmet, undetermined = shown.judged
        if everything:
            found = tuple(
                whole.everything(known.outcome, known.met_by, view, unsettled)
                for whole, known in zip(findings, found, strict=True)
            )
        elif unmet or undetermined:
            told = list(found)
            for place in (*unmet, *undetermined):
                told[place] = findings[place].told(told[place].outcome, None, view, unsettled)
            found = tuple(told)
        return PartDecision(self.part, self.of, shown.verdict, found, self.concerning(view))

    def _judged(self, view: View) -> Judged:
        """Return what came of each requirement; what a pass needs is open while it may yet not apply, met or not."""
        found, unmet, undetermined = judged = self._evaluator().outcomes(view)
        context = Context(view, self.groups)
        open_ones = [
            place
            for place in self._may_not_apply
            if found[place].outcome is Outcome.MET and applies(self.requirements[place], context) is None
        ]
        if not open_ones:
            return judged
        told = list(found)
        for place in open_ones:
            told[place] = self._asked.findings[place].settled(Outcome.UNDETERMINED, None)
        return tuple(told), unmet, (*undetermined, *open_ones)

    def _evaluator(self) -> Evaluator:
        if self._left >= 0:
            self._left -= 1
            if self._left < 0:
                from crosscheck.backends.by_function import compile_part  # here: most never need it

                self._use(compile_part(self.requirements, self.groups))
        return self._asked

    def _use(self, evaluator: Evaluator) -> None:
        self._told_notices = tuple(_Told(notice, evaluator.means) for notice in self.notices)
        self._asked = evaluator

    def _does_not_apply(self, found: Sequence[RequirementFinding]) -> bool:
        """Whether one of the requirements that a pass needs to be MET is absent or does not apply."""
        return self._lacks_demanded or any(
            found[place].outcome is Outcome.NOT_APPLICABLE for place in self._may_not_apply
        )

    def concerning(self, view: View) -> tuple[NoticeFinding, ...]:
        """Return the notices that apply, or may apply."""
        if not self.notices:
            return ()
        return tuple([found for each in self._told_notices if (found := each.of(view)) is not None])


def gaps(part: PartDecision) -> tuple[str, ...]:
    """Return what a pass needs to be MET and *part* has not, or not for this traveller, as `REQUIREMENT/for`."""
    concerned = {found.id for found in part.requirements if found.outcome is not Outcome.NOT_APPLICABLE}
    return tuple(f"{name}{GAP}" for name in _demanded(part.part, part.of) if name not in concerned)


def _demanded(part: str, of: str) -> tuple[str, ...]:
    """Return the ids of the requirements that a pass needs to be MET."""
    return () if part == "port" else (f"{of.lower()}.{part}.document", f"{of.lower()}.{part}.permission")


class _Told:
    """One notice, prepared to be given to whom it concerns."""

    def __init__(self, notice: Notice, means: Means) -> None:
        self._validity, self._always = notice.validity, notice.validity == ALWAYS
        self._conditions = tuple(means.holding(each.predicate, None) for each in notice.concerns)
        said = notice.id, notice.title, notice.text
        self._certain = NoticeFinding(*said, certain=True, sources=notice.sources, first=notice.first)
        self._perhaps = NoticeFinding(*said, certain=False, sources=notice.sources, first=notice.first)

    def of(self, view: View) -> NoticeFinding | None:
        """Return the notice as it applies, or may apply, to a traveller; None where it does not."""
        in_time = self._always or in_force(self._validity, view[_DAY])
        truths = [in_time, *[holds(view, None) for holds in self._conditions]]
        if False in truths:
            return None
        return self._perhaps if None in truths else self._certain
