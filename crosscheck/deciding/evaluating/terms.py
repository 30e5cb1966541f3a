"""What the terms of the language come to: values read of a traveller or of the thing in hand, and days moved.

None is unknown.  A day of which perhaps only the month or the year is known is a pair, from the earliest to
the latest day that may be meant.
"""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from crosscheck.deciding.facts import Row, View
from crosscheck.language.dates import NO_END, MonthEnds, add_months
from crosscheck.language.nodes import Fact, Its, Literal, Moment, Shift, Term
from crosscheck.language.validity import Truth
from crosscheck.language.vocabulary import FACT, SLOT, THING, THING_SLOT, FactType, Type

Read: TypeAlias = Callable[[View, Row | None], Any]
"""Gives a value: of the view, or of the thing in hand inside a list condition."""

_DAY_LONG: Final = 24 * 60
_EITHER: Final = MonthEnds.NOT_SETTLED


def reader(term: Term, kind: str | None) -> Read:
    """Return what reads *term*, with `its` being of a thing of *kind*."""
    match term:
        case Literal(value):
            return lambda view, row: value  # noqa: ARG005 - called as all readers are
        case Fact(name):
            slot = SLOT[name]
            return lambda view, row: view[slot]  # noqa: ARG005 - called as all readers are
        case Its(name):
            assert kind is not None, "the compiler lets `its` stand only inside a list condition"
            column = THING_SLOT[kind][name]
            return lambda view, row: row[column]  # type: ignore[index]  # noqa: ARG005 - a thing is in hand
        case Shift(base, amount, unit, month_ends):
            start, length = reader(base, kind), reader(amount, kind)
            return lambda view, row: shifted(start(view, row), length(view, row), unit, month_ends)


def fact_of(term: Term, kind: str | None) -> FactType | None:
    """Return the fact that *term* reads, or moves; None where it reads none."""
    match term:
        case Fact(name):
            return FACT[name]
        case Its(name) if kind is not None:
            return THING[kind].properties[THING_SLOT[kind][name]]
        case Shift(base):
            return fact_of(base, kind)
        case _:
            return None


def is_vague(term: Term, kind: str | None) -> bool:
    """Whether the value of *term* may be a pair of days."""
    if isinstance(term, Shift):
        return (term.unit, term.month_ends) == ("months", _EITHER) or is_vague(term.base, kind)
    fact = fact_of(term, kind)
    return fact is not None and fact.type is Type.PARTIAL


def shifted(start: Any, length: int | None, unit: str, month_ends: MonthEnds) -> Any:
    """Return a day moved by *length* days or months; None where unknown.

    A partial date is moved at both ends, and so is a day of which nobody says on which of two it arrives.
    """
    if start is None or length is None:
        return None
    if unit == "days" and not isinstance(start, tuple):
        return _moved(start, length, unit, month_ends)
    least, most = (MonthEnds.LAST_DAY, MonthEnds.NEXT_DAY) if month_ends is _EITHER else (month_ends,) * 2
    first, last = _bounds(start)
    earliest, latest = _moved(first, length, unit, least), _moved(last, length, unit, most)
    return earliest if earliest == latest and not isinstance(start, tuple) else (earliest, latest)


def _moved(day: int, length: int, unit: str, month_ends: MonthEnds) -> int:
    if day >= NO_END or length >= NO_END:
        return NO_END
    return add_months(day, length, month_ends) if unit == "months" else day + length


def moment_reader(moment: Moment, kind: str | None) -> Read:
    """Return what reads the first and the last minute that *moment* may be; None while its day is unknown."""
    day_of, time_of = reader(moment.day, kind), reader(moment.time, kind)

    def minutes(view: View, row: Row | None) -> tuple[int, int] | None:
        day, time = day_of(view, row), time_of(view, row)
        if day is None:
            return None
        midnight = day * _DAY_LONG
        return (midnight, midnight + _DAY_LONG - 1) if time is None else (midnight + time, midnight + time)

    return minutes


def hours_apart(op: str, left: tuple[int, int] | None, right: tuple[int, int] | None, hours: int) -> Truth:
    """Return whether *left*, the minutes that a moment may be, stands to *right* moved by *hours* as *op* says."""
    return compared(op, left, right and (right[0] + 60 * hours, right[1] + 60 * hours))


def compared(op: str, left: Any, right: Any) -> Truth:
    """Return whether *left* stands to *right* as *op* says; of a pair of days any day from one to the other may be meant."""
    if left is None or right is None:
        return None
    (earliest, latest), (first, last) = _bounds(left), _bounds(right)
    match op:
        case "==":
            if earliest == latest == first == last:
                return True
            return None if earliest <= last and first <= latest else False
        case "!=":
            same = compared("==", left, right)
            return None if same is None else not same
        case "<" | ">=":
            is_before = True if latest < first else False if earliest >= last else None
            return is_before if op == "<" or is_before is None else not is_before
        case _:
            return compared({">": "<", "<=": ">="}[op], right, left)


def _bounds(value: Any) -> tuple[Any, Any]:
    return value if isinstance(value, tuple) else (value, value)
