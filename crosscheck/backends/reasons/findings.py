"""A requirement with its reasons: the ground that met it, or the near misses.

Prepared once for a requirement (`Findings`), then asked of any traveller whose outcome is
known.
"""

from collections.abc import Collection
from functools import cached_property
from typing import Final

from crosscheck.backends.by_walk import Context, Truth, all_true, judge
from crosscheck.backends.reasons.conditions import Telling, tellings
from crosscheck.backends.reasons.means import Means, walked
from crosscheck.backends.reasons.missing import Missing, lacks
from crosscheck.decision import GroundFinding, Outcome, Reason, RequirementFinding, Standing
from crosscheck.expr.nodes import ALWAYS, Predicate
from crosscheck.expr.validity import in_force
from crosscheck.facts import View
from crosscheck.rulebook import Ground, Requirement
from crosscheck.vocabulary import SLOT

_DAY: Final = SLOT["crossing.date"]
_NOT_MET: Final = Outcome.NOT_MET
_UNDETERMINED: Final = Outcome.UNDETERMINED


def finding(requirement: Requirement, context: Context, *, everything: bool = False) -> RequirementFinding:
    """Return the outcome of *requirement* with its reasons, all by the plain evaluator."""
    outcome, met_by = judge(requirement, context)
    findings = Findings(requirement, walked(context.groups))
    tell = findings.everything if everything else findings.told
    return tell(outcome, met_by, context.view, context.unsettled)


def missing(predicate: Predicate, context: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the unstated facts, and the unsettled ones, that leave *predicate* unknown."""
    means, found = walked(context.groups), Missing(context.unsettled)
    if means.holding(predicate, None)(context.view, None) is None:
        lacks(predicate, None, means)(context.view, None, found)
    return tuple(found.wanted), tuple(found.open)


class Findings:
    """One requirement, prepared to be told of any traveller."""

    def __init__(self, requirement: Requirement, means: Means) -> None:
        self._requirement = requirement
        self._means = means

    def told(
        self, outcome: Outcome, met_by: str | None, view: View, unsettled: Collection[str]
    ) -> RequirementFinding:
        """Return the finding with what decided: the ground that met it, or those that could have.

        Shown are near misses and grounds still open; *outcome* and *met_by* must be what an
        evaluator found of *view*.
        """
        if outcome is not _NOT_MET and outcome is not _UNDETERMINED:
            return self.settled(outcome, met_by)
        found = [near for ground in self._grounds if (near := ground.near(view, unsettled)) is not None]
        if outcome is _NOT_MET:
            return self._of(outcome, None, found, ())
        return self._of(outcome, None, found, self._open_concerns(view, unsettled))

    def settled(self, outcome: Outcome, met_by: str | None) -> RequirementFinding:
        """Return the finding that is the same for all travellers; of one not met or undetermined, without reasons."""
        met = [_found(ground, True, ()) for ground in self._requirement.grounds if ground.name == met_by]
        return self._of(outcome, met_by, met, ())

    def everything(
        self, outcome: Outcome, met_by: str | None, view: View, unsettled: Collection[str]
    ) -> RequirementFinding:
        """Return the finding with every ground and every condition."""
        found = [ground.whole(view, unsettled) for ground in self._grounds]
        concerns = self._open_concerns(view, unsettled) if outcome is _UNDETERMINED else ()
        return self._of(outcome, met_by, found, concerns)

    def _of(
        self, outcome: Outcome, met_by: str | None, grounds: list[GroundFinding], concerns: tuple[Reason, ...]
    ) -> RequirementFinding:
        if outcome is _UNDETERMINED:
            grounds.sort(key=lambda found: found.truth is False)
        rule = self._requirement
        return RequirementFinding(
            rule.id, rule.title, outcome, met_by, tuple(grounds), rule.sources, rule.fix, rule.doubt, concerns
        )

    def _open_concerns(self, view: View, unsettled: Collection[str]) -> tuple[Reason, ...]:
        """Return what leaves open whether the requirement concerns this traveller at all."""
        rule = self._requirement
        reasons = [
            each.tell(None, view, None, unsettled)
            for each in self._concerns
            if each.holds(view, None) is None
        ]
        if rule.validity != ALWAYS and in_force(rule.validity, view[_DAY]) is None:
            reasons.append(_period_open(f"{rule.id}/in_force", rule.id, view[_DAY]))
        return tuple(reasons)

    @cached_property
    def _concerns(self) -> tuple[Telling, ...]:
        rule = self._requirement
        return tellings(f"{rule.id}/for", rule.concerns, None, None, self._means)

    @cached_property
    def _grounds(self) -> tuple["_GroundFindings", ...]:
        rule = self._requirement
        return tuple(_GroundFindings(rule.id, ground, self._means) for ground in rule.grounds)


class _GroundFindings:
    """One ground, prepared to be told of any traveller."""

    def __init__(self, requirement_id: str, ground: Ground, means: Means) -> None:
        self._ground = ground
        self._always = ground.validity == ALWAYS
        self._prefix = prefix = f"{requirement_id}/{ground.name}"
        self._concerns = tellings(prefix, ground.concerns, ground.allowance, None, means)
        needs = (*ground.needs, *ground.granted)
        self._needs = tellings(prefix, needs, ground.allowance, None, means)

    def near(self, view: View, unsettled: Collection[str]) -> GroundFinding | None:
        """Return the finding with what is unmet or open; None where the ground is not this traveller's."""
        in_time = self._always or in_force(self._ground.validity, view[_DAY])
        if in_time is False:
            return None
        reasons = []
        if in_time is None:
            reasons.append(_period_open(f"{self._prefix}/in_force", self._prefix, view[_DAY]))
        truth: Truth = in_time
        for each in self._concerns:
            held = each.holds(view, None)
            if held is False:
                return None
            if held is None:
                truth = None
                reasons.append(each.tell(None, view, None, unsettled))
        for each in self._needs:
            held = each.holds(view, None)
            if held is not True:
                truth = None if truth is not False and held is None else False
                reasons.append(each.tell(held, view, None, unsettled))
        return _found(self._ground, truth, tuple(reasons))

    def whole(self, view: View, unsettled: Collection[str]) -> GroundFinding:
        """Return the finding with every condition."""
        in_time = in_force(self._ground.validity, view[_DAY])
        truths, reasons = [in_time], []
        if in_time is None:
            reasons.append(_period_open(f"{self._prefix}/in_force", self._prefix, view[_DAY]))
        elif not in_time:
            params = {"fact": "crossing.date", "actual": view[_DAY]}
            reasons.append(Reason(f"{self._prefix}/in_force", Standing.UNMET, "in_force", params))
        for each in (*self._concerns, *self._needs):
            truths.append(held := each.holds(view, None))
            reasons.append(each.tell(held, view, None, unsettled))
        return _found(self._ground, all_true(truths), tuple(reasons))


def _found(ground: Ground, truth: Truth, reasons: tuple[Reason, ...]) -> GroundFinding:
    return GroundFinding(ground.name, ground.title, truth, reasons, ground.sources, ground.fix, ground.doubt)


def _period_open(id_: str, name: str, day: int) -> Reason:
    params = {"fact": "crossing.date", "actual": day}
    return Reason(id_, Standing.NOT_SETTLED, "in_force", params, unsettled=(name,))
