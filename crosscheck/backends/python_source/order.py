"""In which order parts of a formula are best tested, and what testing them reads.

Costs and chances are rough guesses: they decide what is fast, never what is true.
"""

from collections.abc import Iterable
from math import prod
from typing import Final

from crosscheck.backends.python_source.conditions import Conditions, reads_of
from crosscheck.backends.python_source.formulas import (
    Either,
    Every,
    Formula,
    OnlyThing,
    Opposite,
    Present,
    Some,
    Test,
    parts_of,
)
from crosscheck.backends.python_source.terms import Reads
from crosscheck.expr.nodes import Among, Compare, InForce, Member, Only, Shift

_CALL_COST: Final = 30
_MONTHS_COST: Final = 6


class Order:
    """Orders the formulas of one function; what it once found out it remembers."""

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self._costs: dict[Formula, int] = {}
        self._chances: dict[Formula, float] = {}
        self._reads: dict[Formula, frozenset[Reads]] = {}

    def cheapest_first(self, formulas: Iterable[Formula]) -> list[Formula]:
        """Return *formulas* in the order in which one that does not hold is found soonest."""
        return sorted(formulas, key=lambda formula: self.cost(formula) / (1 - self.chance(formula)))

    def likeliest_first(self, formulas: Iterable[Formula]) -> list[Formula]:
        """Return *formulas* in the order in which one that holds is found soonest."""
        return sorted(formulas, key=lambda formula: self.cost(formula) / self.chance(formula))

    def cost(self, formula: Formula) -> int:
        """Return how long testing *formula* takes, a comparison being 1."""
        if formula not in self._costs:
            self._costs[formula] = self._cost(formula)
        return self._costs[formula]

    def chance(self, formula: Formula) -> float:
        """Return a guess at how often *formula* holds: lists by their length, all else by kind."""
        if formula not in self._chances:
            self._chances[formula] = min(max(self._chance(formula), 0.05), 0.95)
        return self._chances[formula]

    def reads(self, formula: Formula) -> frozenset[Reads]:
        """Return all that *formula* reads, less what a search through a list takes from each thing."""
        if formula not in self._reads:
            self._reads[formula] = self._find_reads(formula)
        return self._reads[formula]

    def _cost(self, formula: Formula) -> int:
        match formula:
            case Present():
                return 0
            case Some():
                return _CALL_COST
            case Test(predicate, _):
                if self._conditions.is_call(formula):
                    return _CALL_COST
                if isinstance(predicate, Compare):
                    terms = (predicate.left, predicate.right)
                    by_months = any(isinstance(term, Shift) and term.unit == "months" for term in terms)
                    return _MONTHS_COST if by_months else 1
                if isinstance(predicate, InForce | Among):
                    return 1
                return 2 + isinstance(predicate, Only)
            case _:
                return sum(self.cost(part) for part in parts_of(formula))

    def _chance(self, formula: Formula) -> float:
        match formula:
            case Test(Among(_, values, _), _):
                return len(values) / 12
            case Test(Member() as member, _):
                return self._conditions.size_of(member) / 150
            case Test(Compare(_, "==", _), _):
                return 0.3
            case Opposite(part):
                return 1 - self.chance(part)
            case Every(parts):
                return prod(self.chance(part) for part in parts)
            case Either(parts):
                return 1 - prod(1 - self.chance(part) for part in parts)
            case _:
                return 0.5

    def _find_reads(self, formula: Formula) -> frozenset[Reads]:
        match formula:
            case Test():
                return frozenset(reads_of(formula))
            case Present(things):
                return frozenset({Reads(None, things)})
            case OnlyThing(things, inner):
                return self.reads(inner) | {Reads(None, things)}
            case Some(things, inner):
                outer = {read for read in self.reads(inner) if read.things != things or read.slot is None}
                return frozenset({Reads(None, things), *outer})
            case _:
                return frozenset().union(*(self.reads(part) for part in parts_of(formula)))
