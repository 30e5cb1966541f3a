"""A requirement with its reasons: the ground that met it, or the near misses.

Prepared once for a requirement (`Findings`), then asked of any traveller whose outcome is
known.  Reasons are made when somebody first reads them.
"""

from collections.abc import Collection, Iterator, Mapping
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

    def told(self, judged: Judged, view: View, unsettled: Collection[str]) -> RequirementFinding:
        """Return the finding with what decided: the ground that met it, or those that could have.

        Shown are near misses and grounds still open; *judged* must be what the evaluator found of *view*.
        """
        if judged is UNDETERMINED:
            return self._made(judged, UntoldFinding(self, judged, view, unsettled))
        return self.same.get(judged) or self._made(judged, UntoldFinding(self, judged, view, unsettled), ())

    def everything(self, judged: Judged, view: View, unsettled: Collection[str]) -> RequirementFinding:
        """Return the finding with every ground and every condition."""
        return self._made(judged, _WholeFinding(self, judged, view, unsettled))

    def _made(self, judged: Judged, teller: object, *told: Any) -> RequirementFinding:
        rule = self.requirement
        said = rule.id, rule.title, judged.outcome, judged.met_by, rule.sources, rule.fix, rule.doubt
        return made(RequirementFinding, teller, *said, *told)

    def near(self, judged: Judged, view: View, unsettled: Collection[str]) -> tuple[GroundFinding, ...]:
        """Return the ground that met the requirement, or those that could have."""
        if judged.met_by is not None:
            grounds = self.requirement.grounds
            found = [_found(ground, True, ()) for ground in grounds if ground.name == judged.met_by]
        else:
            near = [ground.near(view, unsettled) for ground in self._prepared()[1]]
            found = [each for each in near if each is not None]
        return self._in_order(judged, found, view)

    def open_reasons(self, view: View, unsettled: Collection[str]) -> Iterator[Reason]:
        """Yield what leaves the requirement open, without what is said of grounds that are out."""
        yield from self.open_concerns(view, unsettled)
        near = [ground.near(view, unsettled) for ground in self._prepared()[1] if ground.is_open(view)]
        for found in self._in_order(UNDETERMINED, [each for each in near if each is not None], view):
            if found.truth is None:
                yield from found.reasons

    def whole(self, judged: Judged, view: View, unsettled: Collection[str]) -> tuple[GroundFinding, ...]:
        """Return every ground."""
        return self._in_order(judged, [ground.whole(view, unsettled) for ground in self._prepared()[1]], view)

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
            reasons.append(_period_open(rule.id, view))
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

    def grounds(self) -> tuple[GroundFinding, ...]:
        """Return the grounds that are shown."""
        return self.findings.near(self.judged, self.view, self.unsettled)

    def open_reasons(self) -> Iterator[Reason]:
        """Yield what leaves the requirement open."""
        return self.findings.open_reasons(self.view, self.unsettled)

    def concerns(self) -> tuple[Reason, ...]:
        """Return what leaves open whether the requirement concerns this traveller."""
        is_open = self.judged is UNDETERMINED
        return self.findings.open_concerns(self.view, self.unsettled) if is_open else ()


class _WholeFinding(UntoldFinding):
    """The same, where every ground and condition is asked for."""

    def grounds(self) -> tuple[GroundFinding, ...]:
        return self.findings.whole(self.judged, self.view, self.unsettled)


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

    def near(self, view: View, unsettled: Collection[str]) -> GroundFinding | None:
        """Return the finding with what is unmet or open; None where the ground is not this traveller's."""
        concerned = self._concerned(view, None)
        if concerned is False:
            return None
        truths: list[Truth] = [concerned]
        reasons: list[Reason] = []
        if concerned is None and self._in_force(view[_DAY]) is None:
            reasons.append(_period_open(self._prefix, view))
        for each in self._demands if concerned else self._conditions:
            truths.append(held := each.holds(view, None))
            if held is not True:
                reasons.append(each.tell(held, view, None, unsettled))
        return _found(self._ground, all_true(truths), tuple(reasons))

    def whole(self, view: View, unsettled: Collection[str]) -> GroundFinding:
        """Return the finding with every condition."""
        in_time = self._in_force(view[_DAY])
        truths, reasons = [in_time], []
        if in_time is None:
            reasons.append(_period_open(self._prefix, view))
        elif not in_time:
            said = InForceSaid("in_force", "crossing.date", view[_DAY])
            reasons.append(Reason(f"{self._prefix}/in_force", Standing.UNMET, said))
        for each in self._conditions:
            truths.append(held := each.holds(view, None))
            reasons.append(each.tell(held, view, None, unsettled))
        return _found(self._ground, all_true(truths), tuple(reasons))


def _found(ground: Ground, truth: Truth, reasons: tuple[Reason, ...]) -> GroundFinding:
    return GroundFinding(ground.name, ground.title, truth, reasons, ground.sources, ground.fix, ground.doubt)


def _period_open(name: str, view: View) -> Reason:
    said = InForceSaid("in_force", "crossing.date", view[_DAY])
    return Reason(f"{name}/in_force", Standing.NOT_SETTLED, said, unsettled=(name,))
