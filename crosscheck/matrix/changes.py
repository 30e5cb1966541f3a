"""What changed between two days: positions are compared where a period begins or ends, and nowhere else.

Between two such days nothing can change for the imagined traveller, since law is written as
periods, as memberships by date, and as bounds on days.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from crosscheck.language.dates import NO_END, add_months
from crosscheck.language.nodes import Condition, InForce, Literal, Member, Period, Shift, Validity
from crosscheck.language.states import NATIONALITIES
from crosscheck.language.trees import nodes_in
from crosscheck.matrix.positions import AGE, Matrix, Position
from crosscheck.rulebook.ruleset import Electronic, Ground, Requirement

_FIRST_DAY: Final = 600_000
"""A literal from here on is a day, not a count: the year 1643."""
_AROUND: Final = range(-3, 5)
"""Months have different lengths: where a span in months is counted back, the days about it are all looked at."""


@dataclass(frozen=True, slots=True)
class Change:
    """A nationality's position from *day* on is another than it was on the day before."""

    day: int
    before: Position
    after: Position

    @property
    def nationality(self) -> str:
        """Whose position changed."""
        return self.after.nationality

    @property
    def sources(self) -> tuple[str, ...]:
        """What brought the change: the ground that is now read, or the one that no longer is."""
        return self.after.sources if self.after.ground or not self.before.sources else self.before.sources


def changes(matrix: Matrix, since: int, until: int) -> tuple[Change, ...]:
    """Return every change after *since*, up to and on *until*, by day and nationality."""
    return tuple(sorted(_found(matrix, since, until), key=lambda change: (change.day, change.nationality)))


def _found(matrix: Matrix, since: int, until: int) -> Iterator[Change]:
    rules = tuple(_rules(matrix))
    general = {part.period for part in matrix.state.covered}.union(
        *(_periods(rule.validity) for rule in rules)
    )
    turnings = [_Turning.of(condition) for rule in rules for condition in _conditions(rule)]
    for nationality in NATIONALITIES:
        days = set(_turns(general))
        for turning in turnings:
            days.update(turning.days(nationality, matrix))
        before = matrix.position(nationality, since)
        for day in sorted(day for day in days if since < day <= until):
            after = matrix.position(nationality, day)
            if _said(after) != _said(before):
                yield Change(day, before, after)
            before = after


def _rules(matrix: Matrix) -> Iterator[Requirement | Ground | Electronic]:
    """Yield everything with a period of its own that a position is read from."""
    if matrix.permission is not None:
        yield matrix.permission
        yield from matrix.permission.grounds
    yield from (category.electronic for category in matrix.state.visas.values() if category.electronic)


def _conditions(rule: Requirement | Ground | Electronic) -> tuple[Condition, ...]:
    return (*rule.concerns, *rule.needs, *rule.granted) if isinstance(rule, Ground) else rule.concerns


@dataclass(frozen=True, slots=True)
class _Turning:
    """On which days a condition may turn: those it names, those of its lists, and those a span away."""

    written: tuple[int, ...]
    groups: frozenset[str]
    spans: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, condition: Condition) -> "_Turning":
        tree = condition.predicate
        values = [literal.value for literal in nodes_in(tree, Literal)]
        days = [v for v in values if type(v) is int and _FIRST_DAY <= v < NO_END]
        dated = [period for each in nodes_in(tree, InForce) for period in _periods(each.validity)]
        spans = {
            (shift.amount.value, shift.unit)
            for shift in nodes_in(tree, Shift)
            if isinstance(shift.amount, Literal) and isinstance(shift.amount.value, int)
        }
        return cls(
            (*days, *(day + 1 for day in days), *_turns(dated)),
            frozenset(member.group for member in nodes_in(tree, Member)),
            frozenset({*spans, (12 * AGE, "months")}),
        )

    def days(self, nationality: str, matrix: Matrix) -> Iterator[int]:
        """Yield the days for one nationality: a superset, for spans are tried both ways."""
        days = list(self.written)
        for group in self.groups:
            entry = matrix.rules.groups[group].members.get(nationality)
            days += _turns(_periods(entry.validity)) if entry is not None else ()
        yield from days
        for day, (amount, unit), sign in product(days, self.spans, (1, -1)):
            if unit == "months":
                yield from (add_months(day, sign * amount) + near for near in _AROUND)
            else:
                yield day + sign * amount


def _periods(validity: Validity) -> tuple[Period, ...]:
    return (*validity.in_force, *validity.unsettled)


def _turns(periods: Iterable[Period]) -> Iterator[int]:
    """Yield the first day of each period, and the day after its last."""
    for period in periods:
        if period.first is not None:
            yield period.first
        if period.last is not None:
            yield period.last + 1


def _said(position: Position) -> Position:
    """Return what is answered, without who says so: a further source is no change of position."""
    return position._replace(sources=(), grade=None)
