"""A requirement with its reasons: the ground that met it, or the near misses.

Prepared once for a requirement (`Findings`), then asked of any traveller whose outcome is
known.  Reasons are made when somebody first reads them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from crosscheck.deciding.decision import GroundFinding, Outcome, Reason, RequirementFinding, Standing
from crosscheck.deciding.evaluating.evaluator import NOT_APPLICABLE, UNDETERMINED, Evaluator, Judged
from crosscheck.deciding.evaluating.truth import all_true
from crosscheck.deciding.explaining.expired import DatedGround, with_ends
from crosscheck.deciding.explaining.explaining import Telling, tellings
from crosscheck.deciding.facts import View
from crosscheck.deciding.reasons import InForceSaid
from crosscheck.deciding.told import made
from crosscheck.language.nodes import ALWAYS
from crosscheck.language.validity import Truth, during
from crosscheck.language.vocabulary import SLOT
from crosscheck.rulebook.ruleset import Ground, Requirement

_DAY = SLOT["crossing.date"]


class Findings:
    """One requirement, prepared to be told of any traveller; *dated* adds what of it ended lately."""

    def __init__(
        self, requirement: Requirement, evaluator: Evaluator, dated: Mapping[str, DatedGround] | None = None
    ) -> None:
        self.requirement, self._evaluator, self._dated = requirement, evaluator, dated or {}
        self._tellings: tuple[tuple[Telling, ...], tuple[_GroundFindings, ...]] | None = None
        self.same = {NOT_APPLICABLE: self._made(NOT_APPLICABLE, None, (), ())}
        """Those that tell no more than the outcome and the ground that met it, and so are the same for all."""
        for ground in requirement.grounds:
            if ground.name not in self._dated or not self._dated[ground.name].reads:
                met = evaluator.met(ground.name)
                self.same[met] = self._made(met, None, (), (_found(ground, True, ()),))

    def told(
        self, judged: Judged, view: View, unsettled: Collection[str], *, everything: bool = False
    ) -> RequirementFinding:
        """Return the finding with what decided: the ground that met it, or the near misses and grounds still open.

        *judged* must be what the evaluator found of *view*.  *everything*: with every ground and every condition.
        """
        teller = UntoldFinding(self, judged, view, unsettled, everything)
        if everything or judged is UNDETERMINED:
            return self._made(judged, teller)
        return self.same.get(judged) or self._made(judged, teller, ())

    def _made(self, judged: Judged, teller: object, *told: Any) -> RequirementFinding:
        rule = self.requirement
        said = rule.id, rule.title, judged.outcome, judged.met_by, rule.sources, rule.fix, rule.doubt
        return made(RequirementFinding, teller, *said, *told)

    def grounds(
        self, judged: Judged, view: View, unsettled: Collection[str], *, everything: bool
    ) -> tuple[GroundFinding, ...]:
        """Return the ground that met the requirement, or those that could have; *everything*: all."""
        if judged.met_by is not None and not everything:
            grounds = self.requirement.grounds
            found = [_found(ground, True, ()) for ground in grounds if ground.name == judged.met_by]
        else:
            found = _told(self._prepared()[1], view, unsettled, everything=everything)
        return self._in_order(judged, found, view)

    def open_reasons(self, view: View, unsettled: Collection[str]) -> Iterator[Reason]:
        """Yield what leaves the requirement open, without what is said of grounds that are out."""
        yield from self.open_concerns(view, unsettled)
        are_open = [ground for ground in self._prepared()[1] if ground.is_open(view)]
        for found in self._in_order(UNDETERMINED, _told(are_open, view, unsettled), view):
            if found.truth is None:
                yield from found.reasons

    def _in_order(self, judged: Judged, found: list[GroundFinding], view: View) -> tuple[GroundFinding, ...]:
        """Return the grounds *found*, those that are out last where others are open, with what of them ended."""
        if judged.outcome is Outcome.UNDETERMINED:
            found.sort(key=lambda ground: ground.truth is False)
        if judged is NOT_APPLICABLE:
            return tuple(found)
        return with_ends(found, self._dated, view, is_open=judged.outcome is not Outcome.MET)

    def open_concerns(self, view: View, unsettled: Collection[str]) -> tuple[Reason, ...]:
        """Return what leaves open whether the requirement concerns this traveller at all."""
        rule = self.requirement
        reasons = [
            each.tell(None, view, None, unsettled)
            for each in self._prepared()[0]
            if each.holds(view, None) is None
        ]
        if rule.validity != ALWAYS and during(rule.validity)(view[_DAY]) is None:
            reasons.append(_out_of_time(rule.id, None, view))
        return tuple(reasons)

    def _prepared(self) -> "tuple[tuple[Telling, ...], tuple[_GroundFindings, ...]]":
        """Return what tells whom it concerns, and each ground: made when somebody first reads a reason."""
        # Two threads may both make it: a lock might be held while a process is forked.
        if self._tellings is None:
            rule = self.requirement
            concerns = tellings(f"{rule.id}/for", rule.concerns, None, None, self._evaluator)
            grounds = tuple(_GroundFindings(rule.id, ground, self._evaluator) for ground in rule.grounds)
            self._tellings = concerns, grounds
        return self._tellings


class UntoldFinding(NamedTuple):
    """What a finding is told from when somebody reads why: it holds what the traveller stated."""

    findings: Findings
    judged: Judged
    view: View
    unsettled: Collection[str]
    everything: bool

    def grounds(self) -> tuple[GroundFinding, ...]:
        """Return the grounds that are shown."""
        return self.findings.grounds(self.judged, self.view, self.unsettled, everything=self.everything)

    def open_reasons(self) -> Iterator[Reason]:
        """Yield what leaves the requirement open."""
        return self.findings.open_reasons(self.view, self.unsettled)

    def concerns(self) -> tuple[Reason, ...]:
        """Return what leaves open whether the requirement concerns this traveller."""
        is_open = self.judged is UNDETERMINED
        return self.findings.open_concerns(self.view, self.unsettled) if is_open else ()


class _GroundFindings:
    """One ground, prepared to be told of any traveller."""

    def __init__(self, requirement_id: str, ground: Ground, evaluator: Evaluator) -> None:
        self._ground = ground
        self._in_force = during(ground.validity)
        self._concerned = evaluator.every(ground.concerns, validity=ground.validity)
        self._holds = evaluator.ground(ground)
        self._prefix = prefix = f"{requirement_id}/{ground.name}"
        conditions = (*ground.concerns, *ground.needs, *ground.granted)
        self._conditions = tellings(prefix, conditions, ground.allowance, None, evaluator)
        self._demands = self._conditions[len(ground.concerns) :]

    def is_open(self, view: View) -> bool:
        """Whether it is not known if the ground holds."""
        return self._holds(view, None) is None

    def told(self, view: View, unsettled: Collection[str], *, everything: bool) -> GroundFinding | None:
        """Return the finding with what is unmet or open; None where the ground is not this traveller's.

        *everything*: with every condition, whosever it is.
        """
        concerned, in_time = self._concerned(view, None), self._in_force(view[_DAY])
        if concerned is False and not everything:
            return None
        truths = [in_time]
        reasons = [] if in_time else [_out_of_time(self._prefix, in_time, view)]
        for each in self._conditions if everything or concerned is None else self._demands:
            truths.append(held := each.holds(view, None))
            if everything or held is not True:
                reasons.append(each.tell(held, view, None, unsettled))
        return _found(self._ground, all_true(truths), tuple(reasons))


def _told(
    grounds: Iterable[_GroundFindings], view: View, unsettled: Collection[str], *, everything: bool = False
) -> list[GroundFinding]:
    told = [ground.told(view, unsettled, everything=everything) for ground in grounds]
    return [each for each in told if each is not None]


def _found(ground: Ground, truth: Truth, reasons: tuple[Reason, ...]) -> GroundFinding:
    return GroundFinding(
        ground.name,
        ground.title,
        truth,
        reasons,
        ground.sources,
        ground.fix,
        ground.doubt,
        in_short=ground.in_short,
        apply=ground.apply,
    )


def _out_of_time(name: str, in_time: Truth, view: View) -> Reason:
    """Return the reason that says that *name* is not in force, or that no source settles it."""
    said = InForceSaid("in_force", "crossing.date", view[_DAY])
    if in_time is None:
        return Reason(f"{name}/in_force", Standing.NOT_SETTLED, said, unsettled=(name,))
    return Reason(f"{name}/in_force", Standing.UNMET, said)
