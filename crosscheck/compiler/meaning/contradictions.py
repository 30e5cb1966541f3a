"""Phrases joined by `and` that can never hold together: `KZ and CN` of one value."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import Among, Compare, Covers, Literal, Member, Only, Predicate, Term

_NEGATED: Final = {"==": "!=", "!=": "=="}


def never(items: Sequence[Predicate], term: Term) -> bool:
    """Whether no value of *term* can meet all *items*, told from the literals in them alone."""
    return (
        any(opposite(item) in items for item in items)
        or _no_value(items, term)
        or _no_number(items, term)
        or _no_set(items)
    )


def opposite(item: Predicate) -> Predicate | None:
    """Return what is true exactly where *item* is false; None where no one phrase says that."""
    match item:
        case Compare(left, op, right) if op in _NEGATED:
            return Compare(left, _NEGATED[op], right)
        case Among() | Member() | Covers():
            return replace(item, negated=not item.negated)
    return None


def _no_value(items: Sequence[Predicate], term: Term) -> bool:
    """Whether the words and States that one phrase takes are all refused by another."""
    allowed: frozenset[str] | None = None
    refused: set[str] = set()
    is_bound = False
    for item in items:
        match item:
            case Compare(left, op, Literal(str(value))) if left == term:
                values, negated = frozenset((value,)), op == "!="
            case Among(_, values, negated):
                pass
            case Compare(left, op, Literal()) if left == term and op != "!=":
                is_bound = True
                continue
            case _:
                continue
        if negated:
            refused |= values
        else:
            allowed = values if allowed is None else allowed & values
    # A day that is `none` lies neither before nor after any other.
    return allowed is not None and (is_bound or not allowed - refused)


def _no_number(items: Sequence[Predicate], term: Term) -> bool:
    """Whether no whole number, or no day, lies within all bounds."""
    least, most = 0, NO_END
    refused = set()
    for item in items:
        match item:
            case Compare(left, op, Literal(int(value))) if left == term:
                if op == "!=":
                    refused.add(value)
                if op in ("==", ">=", ">"):
                    least = max(least, value + (op == ">"))
                if op in ("==", "<=", "<"):
                    most = min(most, value - (op == "<"))
    return least > most or (least == most and least in refused)


def _no_set(items: Sequence[Predicate]) -> bool:
    """Whether a set should cover what `only` leaves no room for."""
    rooms = [item.values for item in items if isinstance(item, Only)]
    return any(
        item.part.value not in room
        for item in items
        if isinstance(item, Covers) and not item.negated and isinstance(item.part, Literal)
        for room in rooms
    )
