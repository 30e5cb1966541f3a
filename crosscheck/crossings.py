"""A whole crossing asked at once of a traveller who shows one document to everybody: the common case, and fast.

It applies where the rules are certainly complete and nothing that the port is by date
changes, on the crossing date and on the days next to it.  `plans.py` answers every case;
where this applies the two must agree.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import Any, Final

from crosscheck.backends.by_function import CompiledPart, Decide, Noticing
from crosscheck.backends.endings import DatedRequirement, Endings
from crosscheck.backends.verdicts import Tell
from crosscheck.decision import Outcome, PartDecision, RequirementFinding, Verdict
from crosscheck.facts import View
from crosscheck.parts import Part
from crosscheck.plans import worst
from crosscheck.vocabulary import SLOT

_DAY: Final = SLOT["crossing.date"]
_REMEMBERED: Final = 4096
_PASS: Final = Verdict.PASS
_FAIL: Final = Verdict.FAIL
_CONDITIONAL: Final = Verdict.CONDITIONAL
_NOT_MET: Final = Outcome.NOT_MET
_UNDETERMINED: Final = Outcome.UNDETERMINED
_OFTEN: Final = 10
"""How many times as often reasons are told plainly: to generate what tells them takes long, and saves less."""


class Asked:
    """All that is demanded at one crossing, compiled as one part, with what tells why each of it is not met.

    Ports that demand nothing of their own share it: nothing of one port may stand in it.
    """

    def __init__(self, parts: Sequence[Part], endings: Endings) -> None:
        requirements = [requirement for part in parts for requirement in part.requirements]
        dated = [endings.of(requirement) for requirement in requirements]
        self.compiled = CompiledPart(requirements, parts[0].groups, dated)
        self.told = tuple(
            _Told(self.compiled, place, each, _OFTEN * parts[0].plainly) for place, each in enumerate(dated)
        )
        self.at_once: Decide = self._at_first
        self._spans = tuple((first, end) for _, first, end in _with_places(parts) if first < end)

    def _at_first(
        self, view: View, unsettled: Collection[str], parts: Sequence[Noticing]
    ) -> tuple[Verdict, tuple[PartDecision, ...], bool] | None:
        self.at_once = self.compiled.deciding(self.told, self._spans)
        return self.at_once(view, unsettled, parts)


class Crossing:
    """The rules of all *parts*, and what is *asked* in them; all that a pass needs must concern everybody."""

    def __init__(self, parts: Sequence[Part], asked: Asked) -> None:
        self._parts = tuple(_with_places(parts))
        self._reads = sorted({slot for part in parts for slot in part.covered.reads})
        self._spans: dict[tuple[Any, ...], tuple[int, int]] = {}
        self._part_of = tuple(n for n, part in enumerate(parts) for _ in part.requirements)
        self._asked, self._compiled = asked, asked.compiled
        self._asking = tuple(part for part in parts if part.requirements)
        self._silent = tuple(
            PartDecision(part.part, part.of, _PASS, (), ())
            for part in parts
            if not part.requirements and not part.notices
        )

    def applies(self, view: View) -> bool:
        """Whether the rules are certainly complete for the traveller, on the day before and after too."""
        key = tuple([view[slot] for slot in self._reads])
        if key not in self._spans:
            if len(self._spans) >= _REMEMBERED:
                self._spans.clear()
            spans = [part.covered.surely(view) for part, _, _ in self._parts]
            self._spans[key] = max(first for first, _ in spans), min(last for _, last in spans)
        first, last = self._spans[key]
        day: int = view[_DAY]
        return first < day < last

    def verdict(self, view: View) -> Verdict:
        """Return the verdict alone."""
        unmet, is_open = self._compiled.failing(view)
        if unmet:
            return _FAIL
        if is_open:
            return _CONDITIONAL
        return _PASS

    def decided(
        self, view: View, unsettled: Collection[str]
    ) -> tuple[Verdict, tuple[PartDecision, ...], bool, bool]:
        """Return the verdict, what each part says with its reasons, and whether anything is undetermined.

        And whether the verdict is certainly the same on the day before and the day after.
        """
        found = self._asked.at_once(view, unsettled, self._asking)
        if found is None:
            return (*self._decided_plainly(view, unsettled), self._compiled.steady(view))
        verdict, parts, is_steady = found
        return verdict, parts + (self._silent or self._noticing(view)), False, is_steady

    def _noticing(self, view: View) -> tuple[PartDecision, ...]:
        """Return what the parts say that demand nothing: their notices."""
        return tuple(
            [
                PartDecision(part.part, part.of, _PASS, (), part.concerning(view))
                for part, first, end in self._parts
                if first == end
            ]
        )

    def _decided_plainly(
        self, view: View, unsettled: Collection[str]
    ) -> tuple[Verdict, tuple[PartDecision, ...], bool]:
        outcomes, unmet, undetermined = self._compiled.outcomes(view)
        told = list(outcomes)
        verdicts = {self._part_of[place]: _CONDITIONAL for place in undetermined}
        for place in undetermined:
            told[place] = self._asked.told[place].plainly(_UNDETERMINED, view, unsettled)
        for place in unmet:
            told[place] = self._asked.told[place].unmet(view, unsettled)
            verdicts[self._part_of[place]] = _FAIL
        parts = []
        for n, (part, first, end) in enumerate(self._parts):
            own = tuple(told[first:end])
            verdict = verdicts.get(n) or part.verdict_of(own, (), ())
            parts.append(PartDecision(part.part, part.of, verdict, own, part.concerning(view)))
        return worst([part.verdict for part in parts]), tuple(parts), bool(undetermined)


def _with_places(parts: Sequence[Part]) -> Iterator[tuple[Part, int, int]]:
    """Yield the parts, each with the place of its first requirement among all, and where they end."""
    ends = accumulate((len(part.requirements) for part in parts), initial=0)
    return ((part, first, end) for part, (first, end) in zip(parts, pairwise(ends), strict=True))


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
