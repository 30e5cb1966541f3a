"""What every evaluator gives of one part, and the plain one: `by_walk.py`, asked of each requirement."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol, TypeAlias

from crosscheck.backends.by_walk import Context, judge
from crosscheck.backends.reasons.findings import Findings
from crosscheck.backends.reasons.means import Means, walked
from crosscheck.decision import Outcome, RequirementFinding
from crosscheck.facts import View
from crosscheck.rulebook import Group, Requirement

Judged: TypeAlias = tuple[tuple[RequirementFinding, ...], Sequence[int], Sequence[int]]
"""A finding for each requirement, and the places of those not met and of those undetermined.

Those two kinds are without their reasons, which `Findings.told` gives.
"""
InOrder: TypeAlias = tuple[Sequence[str], bool]
"""The ids of the requirements not met, in no order that matters; and whether any is undetermined, told only
where none is not met."""

Tell: TypeAlias = Callable[[View, Collection[str]], RequirementFinding]
"""Gives the finding of one requirement that is not met, with its reasons; the names are of what no source settles."""


class Evaluator(Protocol):
    """The requirements of one part, ready to be asked of any view."""

    means: Means
    findings: tuple[Findings, ...]

    def outcomes(self, view: View, /) -> Judged:
        """Return what came of each requirement."""

    def failing(self, view: View, /) -> InOrder:
        """Return what a verdict needs, and no more."""


class WalkedPart:
    """The plain evaluator of one part: quickly made, slow to ask."""

    def __init__(self, requirements: Sequence[Requirement], groups: Mapping[str, Group]) -> None:
        self.means = walked(groups)
        self.findings = tuple(Findings(requirement, self.means) for requirement in requirements)
        self._requirements = tuple(requirements)
        self._groups = groups

    def outcomes(self, view: View) -> Judged:
        """Return what came of each requirement."""
        context, found = Context(view, self._groups), []
        unmet, undetermined = [], []
        for place, requirement in enumerate(self._requirements):
            outcome, met_by = judge(requirement, context)
            found.append(self.findings[place].settled(outcome, met_by))
            if outcome is Outcome.NOT_MET:
                unmet.append(place)
            elif outcome is Outcome.UNDETERMINED:
                undetermined.append(place)
        return tuple(found), unmet, undetermined

    def failing(self, view: View) -> InOrder:
        """Return the ids of those not met; where there are none, whether any is undetermined."""
        _, unmet, undetermined = self.outcomes(view)
        return [self._requirements[place].id for place in unmet], bool(undetermined) and not unmet
