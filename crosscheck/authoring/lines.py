"""The lines of a requirement, one by one, each with what the requirement would be without it.

A *line* is a condition, wherever it stands, or the time in which a ground or the
requirement is in force.  Rewritten to hold always, or never, it shows whether an answer
hangs on it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias

from crosscheck.expr.nodes import (
    ALWAYS,
    AllOf,
    AnyOf,
    Condition,
    Held,
    NoneOf,
    Period,
    Predicate,
    Validity,
)
from crosscheck.rulebook import Ground, Requirement
from crosscheck.source import Span

_Conditions: TypeAlias = tuple[Condition, ...]
_Around: TypeAlias = Callable[[_Conditions], Predicate]

_TRUE: Final = AllOf(())
_FALSE: Final = AnyOf(())
_NEVER: Final = Validity((Period(2, 1),))
_OF_THE_ENGINE: Final = "tied_to_document_shown"
_OF_ENTRY: Final = "ending_stay"
"""What a stay may be stands among the grounds of entry, and is decided there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and the requirement or ground that it stands in with the line always or never true.

    *ground* is the place of its ground, None for a line of the requirement itself, and
    *always* and *never* are then requirements.  *condition* is None for a time in force,
    whose periods are *validity*.  *thing* is the list condition around it.
    """

    id: str
    ground: int | None
    always: Ground | Requirement
    never: Ground | Requirement
    condition: Condition | None = None
    validity: Validity = ALWAYS
    thing: Held | None = None
    span: Span | None = None


def lines_of(requirement: Requirement) -> Iterator[Line]:
    """Give every line of *requirement*: its own, then those of each ground."""
    yield from _of_time(requirement, None, requirement.id)
    for place in _places(requirement.concerns, f"{requirement.id}/for", None):
        always, never = (replace(requirement, concerns=place.put(each)) for each in (_TRUE, _FALSE))
        yield Line(
            place.id, None, always, never, place.condition, thing=place.thing, span=place.condition.span
        )
    for number, ground in enumerate(requirement.grounds):
        name = f"{requirement.id}/{ground.name}"
        yield from _of_time(ground, number, name)
        for place, rebuild in _headings(ground, name):
            yield Line(
                place.id,
                number,
                rebuild(place.put(_TRUE)),
                rebuild(place.put(_FALSE)),
                place.condition,
                thing=place.thing,
                span=place.condition.span,
            )


def _headings(ground: Ground, name: str) -> Iterator[tuple["_Place", Callable[[_Conditions], Ground]]]:
    """Give every condition of *ground*, each with what puts its heading back into the ground."""
    for place in _places(ground.concerns, name, None):
        yield place, lambda conditions: replace(ground, concerns=conditions)
    for place in _places(ground.needs, name, None):
        yield place, lambda conditions: replace(ground, needs=conditions)
    for place in _places(ground.granted, name, None):
        if place.condition.key != "stay" or not _window_is_tighter(ground):
            yield place, lambda conditions: replace(ground, granted=conditions)


def _window_is_tighter(ground: Ground) -> bool:
    """Whether no stay can be too long without being too long for the window as well: 90 days, 90 in any 180."""
    grant = ground.allowance
    return (
        grant is not None
        and isinstance(grant.days, int)
        and grant.span is not None
        and grant.limit is not None
        and grant.limit <= grant.days
    )


def _of_time(whole: Requirement | Ground, number: int | None, name: str) -> Iterator[Line]:
    if whole.validity != ALWAYS:
        always, never = replace(whole, validity=ALWAYS), replace(whole, validity=_NEVER)
        yield Line(f"{name}/in_force", number, always, never, validity=whole.validity, span=whole.span)


@dataclass(frozen=True, slots=True)
class _Place:
    """A condition, and what writes another predicate in its place: the conditions of the whole heading."""

    id: str
    condition: Condition
    thing: Held | None
    put: Callable[[Predicate], _Conditions]


def _places(conditions: _Conditions, name: str, thing: Held | None) -> Iterator[_Place]:
    for number, condition in enumerate(conditions):
        if condition.key != _OF_THE_ENGINE:
            put = partial(_put, conditions, number)
            here = f"{name}/{condition.key}"
            yield _Place(here, condition, thing, put)
            if condition.key != _OF_ENTRY:
                for inner, around in _inside(condition.predicate, here, thing):
                    yield replace(inner, put=partial(_put_inside, put, around, inner))


def _inside(predicate: Predicate, name: str, thing: Held | None) -> Iterator[tuple[_Place, _Around]]:
    """Give the conditions within *predicate*, each with what builds it anew around them."""
    match predicate:
        case Held():
            for place in _places(predicate.conditions, name, predicate):
                yield place, partial(_with_conditions, predicate)
        case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
            for number, branch in enumerate(branches):
                for place in _places(branch.conditions, f"{name}/{branch.name}", thing):
                    yield place, partial(_with_branch, predicate, number)


def _put(conditions: _Conditions, number: int, new: Predicate) -> _Conditions:
    changed = replace(conditions[number], predicate=new)
    return (*conditions[:number], changed, *conditions[number + 1 :])


def _put_inside(
    put: Callable[[Predicate], _Conditions], around: _Around, inner: _Place, new: Predicate
) -> _Conditions:
    return put(around(inner.put(new)))


def _with_conditions(held: Held, conditions: _Conditions) -> Held:
    return replace(held, conditions=conditions)


def _with_branch(whole: AnyOf | AllOf | NoneOf, number: int, conditions: _Conditions) -> Predicate:
    changed = replace(whole.branches[number], conditions=conditions)
    return replace(whole, branches=(*whole.branches[:number], changed, *whole.branches[number + 1 :]))
