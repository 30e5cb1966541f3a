"""A whole crossing asked at once of a traveller who shows one document to everybody: the common case, and fast.

It applies where the rules are certainly complete and nothing that the port is by date
changes, on the crossing date and on the days next to it.  `plans.py` answers every case;
where this applies the two must agree.
"""

from collections.abc import Collection, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import Final

from crosscheck.backends.by_function import CompiledPart
from crosscheck.backends.endings import DatedRequirement, Endings
from crosscheck.backends.verdicts import Tell
from crosscheck.decision import Outcome, PartDecision, RequirementFinding, Verdict
from crosscheck.facts import View
from crosscheck.parts import Part
from crosscheck.plans import worst
from crosscheck.vocabulary import SLOT

_DAY: Final = SLOT["crossing.date"]
_NATIONALITY: Final = SLOT["nationality"]
_DOCUMENT_TYPE: Final = SLOT["document.type"]
_REMEMBERED: Final = 4096
_PASS: Final = Verdict.PASS
_FAIL: Final = Verdict.FAIL
_CONDITIONAL: Final = Verdict.CONDITIONAL
_NOT_MET: Final = Outcome.NOT_MET
_UNDETERMINED: Final = Outcome.UNDETERMINED
_OFTEN: Final = 10
"""How many times as often reasons are told plainly: to generate what tells them takes long, and saves less."""


class Asked:
    """All that is asked at one crossing, compiled as one part, with what tells why each of it is not met.

    Where ports ask nothing of their own it is the same at all of them.
    """

    def __init__(self, parts: Sequence[Part], endings: Endings) -> None:
        requirements = [requirement for part in parts for requirement in part.requirements]
        dated = [endings.of(requirement) for requirement in requirements]
        self.compiled = CompiledPart(requirements, parts[0].groups, dated)
        self.told = tuple(
            _Told(self.compiled, place, each, _OFTEN * parts[0].plainly) for place, each in enumerate(dated)
        )


class Crossing:
    """The rules of all *parts*, and what is *asked* in them."""

    def __init__(self, parts: Sequence[Part], asked: Asked) -> None:
        ends = accumulate((len(part.requirements) for part in parts), initial=0)
        self._covers = tuple(part.covered for part in parts)
        self._parts = tuple(
            (
                part.part,
                part.of,
                first,
                end,
                part.concerning if part.notices else None,
                None if part.is_demanding else part.verdict_of,
                None
                if part.requirements or part.notices
                else PartDecision(part.part, part.of, _PASS, (), ()),
            )
            for part, (first, end) in zip(parts, pairwise(ends), strict=True)
        )
        self._part_of = tuple(n for n, part in enumerate(parts) for _ in part.requirements)
        self._compiled, self._told = asked.compiled, asked.told
        self._is_demanding = all(part.is_demanding for part in parts)
        self._covered: dict[tuple[str | None, str | None], tuple[int, int]] = {}

    def applies(self, view: View) -> bool:
        """Whether the rules are certainly complete for the traveller, on the day before and after too."""
        key = view[_NATIONALITY], view[_DOCUMENT_TYPE]
        span = self._covered.get(key)
        if span is None:
            spans = [covered.surely(*key) for covered in self._covers]
            if len(self._covered) >= _REMEMBERED:
                self._covered.clear()
            span = self._covered[key] = max(first for first, _ in spans), min(last for _, last in spans)
        day: int = view[_DAY]
        return span[0] < day < span[1]

    def verdict(self, view: View) -> Verdict:
        """Return the verdict alone."""
        unmet, is_open = self._compiled.failing(view)
        if unmet:
            return _FAIL
        if is_open:
            return _CONDITIONAL
        return _PASS if self._is_demanding else self.decided(view, ())[0]

    def decided(
        self, view: View, unsettled: Collection[str]
    ) -> tuple[Verdict, tuple[PartDecision, ...], bool]:
        """Return the verdict, what each part says with its reasons, and whether anything is undetermined."""
        outcomes, unmet, undetermined = self._compiled.outcomes(view)
        if not unmet and not undetermined and self._is_demanding:
            passed = [
                silent
                or PartDecision(name, of, _PASS, outcomes[first:end], concerning(view) if concerning else ())
                for name, of, first, end, concerning, _, silent in self._parts
            ]
            return _PASS, tuple(passed), False
        told, verdicts, whose = [*outcomes], [_PASS] * len(self._parts), self._part_of
        for place in undetermined:
            told[place] = self._told[place].plainly(_UNDETERMINED, view, unsettled)
            verdicts[whose[place]] = _CONDITIONAL
        for place in unmet:
            told[place] = self._told[place].unmet(view, unsettled)
            verdicts[whose[place]] = _FAIL
        parts = []
        for verdict, (name, of, first, end, concerning, verdict_of, silent) in zip(
            verdicts, self._parts, strict=True
        ):
            if silent is None:
                own, notices = tuple(told[first:end]), concerning(view) if concerning else ()
                if verdict is _PASS and verdict_of is not None:
                    verdict = verdict_of(own, (), ())  # noqa: PLW2901 - nobody passes who has not what is demanded
                parts.append(PartDecision(name, of, verdict, own, notices))
            else:
                parts.append(silent)
        overall = _FAIL if unmet else worst([part.verdict for part in parts])
        return overall, tuple(parts), bool(undetermined)

    def is_steady(self, view: View) -> bool:
        """Whether the verdict is certainly the same on the day before and the day after."""
        return self._compiled.steady(view)


class _Told:
    """Why one requirement is not met: told plainly, and by a generated function once it was asked often."""

    def __init__(
        self, compiled: CompiledPart, place: int, dated: DatedRequirement | None, plainly: int
    ) -> None:
        self._compiled, self._place, self._dated, self._left = compiled, place, dated, plainly
        self.unmet: Tell = self._at_first

    def plainly(self, outcome: Outcome, view: View, unsettled: Collection[str]) -> RequirementFinding:
        """Return the finding, whose *outcome* an evaluator found, with its reasons."""
        found = self._compiled.findings[self._place].told(outcome, None, view, unsettled)
        return found if self._dated is None else self._dated.told(found, view)

    def _at_first(self, view: View, unsettled: Collection[str]) -> RequirementFinding:
        self._left -= 1
        if self._left < 0:
            self.unmet = self._compiled.telling(self._place, partial(self.plainly, _NOT_MET))
            return self.unmet(view, unsettled)
        return self.plainly(_NOT_MET, view, unsettled)
