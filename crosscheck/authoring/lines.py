"""The lines of a requirement, one by one, each with what the requirement would be without it.

A *line* is a condition, wherever it stands, or the time in which a ground or the
requirement is in force.  Rewritten to hold always, or never, it shows whether an answer
hangs on it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

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
        for heading in ("concerns", "needs", "granted"):
            for place in _places(getattr(ground, heading), name, None):
                always_, never_ = (replace(ground, **{heading: place.put(each)}) for each in (_TRUE, _FALSE))
                yield Line(
                    place.id, number, always_, never_, place.condition, thing=place.thing,
                    span=place.condition.span,
                )  # fmt: skip


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
    put: Callable[[Predicate], tuple[Condition, ...]]


def _places(conditions: tuple[Condition, ...], name: str, thing: Held | None) -> Iterator[_Place]:
    for number, condition in enumerate(conditions):
        if condition.key == _OF_THE_ENGINE:
            continue

        def put(
            new: Predicate, number: int = number, condition: Condition = condition
        ) -> tuple[Condition, ...]:
            return (*conditions[:number], replace(condition, predicate=new), *conditions[number + 1 :])

        here = f"{name}/{condition.key}"
        yield _Place(here, condition, thing, put)
        if condition.key == _OF_ENTRY:
            continue
        for inner, within in _inside(condition.predicate, here, thing):
            yield replace(
                inner, put=lambda new, put=put, inner=inner, within=within: put(within(inner.put(new)))
            )


_Within = Callable[[tuple[Condition, ...]], Predicate]


def _inside(predicate: Predicate, name: str, thing: Held | None) -> Iterator[tuple[_Place, _Within]]:
    """Give the conditions within *predicate*, each with what builds it anew around them."""
    match predicate:
        case Held():
            for place in _places(predicate.conditions, name, predicate):
                yield place, lambda conditions, held=predicate: replace(held, conditions=conditions)
        case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
            for number, branch in enumerate(branches):

                def within(
                    conditions: tuple[Condition, ...], number: int = number
                ) -> AnyOf | AllOf | NoneOf:
                    changed = replace(branches[number], conditions=conditions)
                    return replace(predicate, branches=(*branches[:number], changed, *branches[number + 1 :]))

                for place in _places(branch.conditions, f"{name}/{branch.name}", thing):
                    yield place, within
