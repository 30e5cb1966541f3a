"""The plain evaluator: what every construct of the language means.

Truth is three-valued, as in Kleene's strong logic: True, False, or None for unknown.
Nothing here is fast or clever; every other evaluator must agree with this file.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from crosscheck.backends.windows import rows_of_state, window_truth
from crosscheck.dates import NO_END, MonthEnds, add_months
from crosscheck.decision import Outcome
from crosscheck.errors import UnsupportedExpressionError
from crosscheck.expr.nodes import (
    ALWAYS,
    AllOf,
    Among,
    AnyOf,
    Both,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    Hours,
    InForce,
    Its,
    Literal,
    Member,
    NoneOf,
    Only,
    Predicate,
    Shift,
    Term,
    Window,
)
from crosscheck.expr.validity import in_force
from crosscheck.facts import Row, View, contains
from crosscheck.rulebook import Ground, Group, Requirement
from crosscheck.vocabulary import SLOT, THING, THING_SLOT

Truth = bool | None

_OPERATORS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_DAY = SLOT["crossing.date"]
_DAY_LONG: Final = 24 * 60
_EITHER: Final = MonthEnds.NOT_SETTLED


@dataclass(frozen=True, slots=True)
class Context:
    """One case to judge: its facts, and the groups that rules look up.

    *unsettled* names the facts that are unknown in *view* because no source settles
    them, not because nobody stated them.
    """

    view: View
    groups: Mapping[str, Group]
    unsettled: frozenset[str] = frozenset()

    @property
    def day(self) -> int:
        """The crossing date."""
        day: int = self.view[_DAY]
        return day


@dataclass(frozen=True, slots=True)
class Hand:
    """The thing in hand inside a list condition."""

    kind: str
    row: Row


def all_true(truths: Iterable[Truth]) -> Truth:
    """Return false if any is false, else unknown if any is unknown, else true."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def any_true(truths: Iterable[Truth]) -> Truth:
    """Return true if any is true, else unknown if any is unknown, else false."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


def opposite(truth: Truth) -> Truth:
    """Return the negation; unknown stays unknown."""
    return None if truth is None else not truth


def value_of(term: Term, context: Context, hand: Hand | None = None) -> Any:
    """Return the value of *term*, None where unknown; a partial date is (earliest, latest)."""
    match term:
        case Literal(value):
            return value
        case Fact(name):
            return context.view[SLOT[name]]
        case Its(name):
            assert hand is not None, "the compiler lets `its` stand only inside a list condition"
            return hand.row[THING_SLOT[hand.kind][name]]
        case Shift(base, amount, unit, month_ends):
            return shifted(value_of(base, context, hand), value_of(amount, context, hand), unit, month_ends)


def shifted(start: Any, length: int | None, unit: str, month_ends: MonthEnds) -> Any:
    """Return a day moved by *length* days or months; None where unknown.

    A partial date is moved at both ends, and so is a day of which nobody says on which of two it arrives.
    """
    if start is None or length is None:
        return None
    least, most = (MonthEnds.LAST_DAY, MonthEnds.NEXT_DAY) if month_ends is _EITHER else (month_ends,) * 2
    first, last = _bounds(start)
    earliest, latest = _moved(first, length, unit, least), _moved(last, length, unit, most)
    return earliest if earliest == latest and not isinstance(start, tuple) else (earliest, latest)


def _moved(day: int, length: int, unit: str, month_ends: MonthEnds) -> int:
    if day >= NO_END or length >= NO_END:
        return NO_END
    return add_months(day, length, month_ends) if unit == "months" else day + length


def truth(predicate: Predicate, context: Context, hand: Hand | None = None) -> Truth:
    """Return whether *predicate* holds in *context*, with `its` bound to *hand*."""
    match predicate:
        case Compare(left, op, right):
            return compared(op, value_of(left, context, hand), value_of(right, context, hand))
        case Hours(left, op, right, hours):
            moments = [
                (value_of(each.day, context, hand), value_of(each.time, context, hand))
                for each in (left, right)
            ]
            return hours_apart(op, *moments[0], *moments[1], hours)
        case Among(term, values, negated):
            value = value_of(term, context, hand)
            return None if value is None else (value in values) is not negated
        case Member(term, group, on, negated):
            value = value_of(term, context, hand)
            day = context.day if on is None else value_of(on, context, hand)
            found = None if value is None else membership(context.groups[group], value, day)
            return opposite(found) if negated else found
        case Covers(whole, part, negated):
            have, want = value_of(whole, context, hand), value_of(part, context, hand)
            if have is None or want is None:
                return None
            held = contains(have, want)
            return opposite(held) if negated else held
        case Only(whole, values):
            have = value_of(whole, context, hand)
            return None if have is None else contains(values, have)
        case InForce(validity, on):
            day = value_of(on, context, hand)
            return None if day is None else in_force(validity, day)
        case Both(items):
            return all_true(truth(item, context, hand) for item in items)
        case Held(kind, conditions, state):
            rows = rows_of(kind, state, context)
            if rows is None:
                return None
            return any_true(conjunction(conditions, context, Hand(kind, row)) for row in rows)
        case AnyOf(branches):
            return any_true(conjunction(branch.conditions, context, hand) for branch in branches)
        case AllOf(branches):
            return all_true(conjunction(branch.conditions, context, hand) for branch in branches)
        case NoneOf(branches):
            return opposite(any_true(conjunction(branch.conditions, context, hand) for branch in branches))
        case Window(limit, span, state, first, last, counted, begun):
            return window_truth(
                limit,
                span,
                value_of(first, context, hand),
                value_of(last, context, hand),
                rows_of("visit", state, context),
                counted,
                begun,
            )
        case _:
            raise UnsupportedExpressionError(type(predicate).__name__, None)


def hours_apart(op: str, day: Any, time: Any, other_day: Any, other_time: Any, hours: int) -> Truth:
    """Return whether one moment stands to another moved by *hours* as *op* says; a time may be None, and so a day."""
    if day is None or other_day is None:
        return None
    (first, last), (other_first, other_last) = _minutes(day, time), _minutes(other_day, other_time)
    return compared(op, (first, last), (other_first + 60 * hours, other_last + 60 * hours))


def _minutes(day: int, time: int | None) -> tuple[int, int]:
    """Return the first and the last minute that a moment may be."""
    midnight = day * _DAY_LONG
    return (midnight, midnight + _DAY_LONG - 1) if time is None else (midnight + time, midnight + time)


def compared(op: str, left: Any, right: Any) -> Truth:
    """Return whether *left* stands to *right* as *op* says; of a pair of days any day from one to the other may be meant."""
    if left is None or right is None:
        return None
    if not isinstance(left, tuple) and not isinstance(right, tuple):
        return _OPERATORS[op](left, right)
    (earliest, latest), (first, last) = _bounds(left), _bounds(right)
    if op in ("==", "!="):
        if earliest == latest == first == last:
            return op == "=="
        return None if earliest <= last and first <= latest else op == "!="
    holds = _OPERATORS[op]
    ends = {holds(earliest, last), holds(latest, first)}
    return ends.pop() if len(ends) == 1 else None


def _bounds(value: Any) -> tuple[int, int]:
    return value if isinstance(value, tuple) else (value, value)


def rows_of(kind: str, state: str | None, context: Context) -> tuple[Row, ...] | None:
    """Return the things of *kind* that are held, None while the list is unstated."""
    rows = context.view[SLOT[THING[kind].plural]]
    if kind == "visit":
        assert state is not None, "the compiler demands the State of past stays"
        return rows_of_state(rows, state)
    stated: tuple[Row, ...] | None = rows
    return stated


def membership(group: Group, code: str | frozenset[str], day: int | None) -> Truth:
    """Return whether *code*, or one of several, is a member of *group* on *day*; None where that is not settled.

    Of an unknown day it is still known who never is a member, and who always is.
    """
    if isinstance(code, frozenset):
        return any_true(membership(group, each, day) for each in code)
    member = group.members.get(code)
    if member is None:
        return False if group.complete else None
    if day is None:
        return True if member.validity == ALWAYS else None
    return in_force(member.validity, day)


def conjunction(conditions: Iterable[Condition], context: Context, hand: Hand | None = None) -> Truth:
    """Return whether every one of *conditions* holds."""
    return all_true(truth(condition.predicate, context, hand) for condition in conditions)


def ground_truth(ground: Ground, context: Context) -> Truth:
    """Return whether a ground holds: in force, concerning this traveller, and all it needs."""
    return all_true(
        (
            in_force(ground.validity, context.day),
            conjunction(ground.concerns, context),
            conjunction(ground.needs, context),
            conjunction(ground.granted, context),
        )
    )


def applies(requirement: Requirement, context: Context) -> Truth:
    """Return whether a requirement concerns this traveller on this day."""
    return all_true((in_force(requirement.validity, context.day), conjunction(requirement.concerns, context)))


def judge(requirement: Requirement, context: Context) -> tuple[Outcome, str | None]:
    """Return the outcome of *requirement* and the name of the first ground that met it."""
    concerned = applies(requirement, context)
    if concerned is False:
        return Outcome.NOT_APPLICABLE, None
    met: Truth = False
    for ground in requirement.grounds:
        held = ground_truth(ground, context)
        if held is True:
            return Outcome.MET, ground.name
        if held is None:
            met = None
    if concerned is True and met is False:
        return Outcome.NOT_MET, None
    return Outcome.UNDETERMINED, None
