"""True, false and not known, together: what holds if all do, or if one does."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from crosscheck.deciding.facts import Row, View
from crosscheck.language.validity import Truth

Holds: TypeAlias = Callable[[View, Row | None], Truth]
"""Tells whether something holds of a traveller, and of the thing in hand inside a list condition."""


def every(holding: Sequence[Holds]) -> Holds:
    """Return what is false if one of *holding* is, else unknown if one is unknown, else true."""
    if len(holding) == 1:
        return holding[0]
    if len(holding) == 2:
        return _both(*holding)
    each_of = tuple(holding)

    def holds(view: View, row: Row | None) -> Truth:
        result: Truth = True
        for each in each_of:
            truth = each(view, row)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return holds


def _both(one: Holds, other: Holds) -> Holds:
    def both(view: View, row: Row | None) -> Truth:
        first = one(view, row)
        if first is False:
            return False
        second = other(view, row)
        return second if first or second is False else None

    return both


def some(holding: Sequence[Holds]) -> Holds:
    """Return what is true if one of *holding* is, else unknown if one is unknown, else false."""
    each_of = tuple(holding)

    def holds(view: View, row: Row | None) -> Truth:
        result: Truth = False
        for each in each_of:
            truth = each(view, row)
            if truth:
                return True
            if truth is None:
                result = None
        return result

    return holds


def all_true(truths: Iterable[Truth]) -> Truth:
    """Return false if any is false, else unknown if any is unknown, else true."""
    found = set(truths)
    return False if False in found else None if None in found else True


def any_true(truths: Iterable[Truth]) -> Truth:
    """Return true if any is true, else unknown if any is unknown, else false."""
    found = set(truths)
    return True if True in found else None if None in found else False


def opposite(holds: Holds) -> Holds:
    """Return what is true where *holds* is false, and the other way round."""

    def otherwise(view: View, row: Row | None) -> Truth:
        truth = holds(view, row)
        return None if truth is None else not truth

    return otherwise
