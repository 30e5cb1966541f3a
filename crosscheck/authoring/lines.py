"""The lines of a requirement, one by one, each with what the requirement would be without it.

A *line* is a condition, wherever it stands, or the time in which a ground or the
requirement is in force.  Rewritten to hold always, or never, it shows whether an answer
hangs on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from crosscheck.language.nodes import ALWAYS, AllOf, AnyOf, Condition, Held, Period, Validity
from crosscheck.language.source import Span
from crosscheck.language.trees import blocks, mapped
from crosscheck.language.vocabulary import ENDING_STAY, TIE
from crosscheck.rulebook.ruleset import Ground, Requirement

_TRUE: Final = AllOf(())
_FALSE: Final = AnyOf(())
_NEVER: Final = Validity((Period(2, 1),))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line, and the requirement or ground in which it stands.

    *part* is 0 for a line of the requirement itself, else the place of its ground, from 1.
    *condition* is None for the time in force of *whole*.  Inside any other condition, *outer* is the line of
    the outermost one, and *thing* the list condition around it.
    """

    id: str
    part: int
    whole: Ground | Requirement
    span: Span | None
    condition: Condition | None = None
    outer: "Line | None" = None
    thing: Held | None = None

    @property
    def kind(self) -> str | None:
        """The kind of the thing in hand, inside a list condition."""
        return None if self.thing is None else self.thing.kind

    def whole_if(self, *, true: bool) -> Ground | Requirement:
        """Return its ground or requirement, were it always true, or never."""
        condition = self.condition
        if condition is None:
            return replace(self.whole, validity=ALWAYS if true else _NEVER)
        changed = replace(condition, predicate=_TRUE if true else _FALSE)
        return mapped(self.whole, lambda node: changed if node is condition else node)


def conditions_of(whole: Ground | Requirement) -> tuple[Condition, ...]:
    """Return all conditions that must hold for a ground to hold, or for a requirement to concern somebody."""
    if isinstance(whole, Ground):
        return (*whole.concerns, *whole.needs, *whole.granted)
    return whole.concerns


def lines_of(requirement: Requirement) -> Iterator[Line]:
    """Give every line of *requirement*: its own, for which its grounds do not matter, then those of each ground."""
    yield from _lines_in(replace(requirement, grounds=()), 0, requirement.id, f"{requirement.id}/for")
    for part, ground in enumerate(requirement.grounds, 1):
        name = f"{requirement.id}/{ground.name}"
        yield from _lines_in(ground, part, name, name)


def _lines_in(whole: Requirement | Ground, part: int, name: str, prefix: str) -> Iterator[Line]:
    if whole.validity != ALWAYS:
        yield Line(f"{name}/in_force", part, whole, whole.span)
    for condition in conditions_of(whole):
        outer = None
        if not _is_held_by_its_window(condition, whole):
            for id_, each, thing in _inside((condition,), prefix, None):
                line = Line(id_, part, whole, each.span, each, outer, thing)
                outer = outer or line
                yield line


def _is_held_by_its_window(condition: Condition, whole: Requirement | Ground) -> bool:
    """Whether no stay can be too long without being too long for the window as well: 90 days, 90 in any 180."""
    if condition.key != "stay" or isinstance(whole, Requirement):
        return False
    grant = whole.allowance
    return (
        any(condition is granted for granted in whole.granted)
        and grant is not None
        and isinstance(grant.days, int)
        and grant.span is not None
        and grant.limit is not None
        and grant.limit <= grant.days
    )


def _inside(
    conditions: tuple[Condition, ...], name: str, thing: Held | None
) -> Iterator[tuple[str, Condition, Held | None]]:
    """Give each condition, and those within it, with its id and the list condition around it."""
    for condition in conditions:
        if condition.key != TIE:
            here = f"{name}/{condition.key}"
            yield here, condition, thing
            # What a stay may be stands among the grounds of entry, and is decided there.
            for block in blocks(condition.predicate) if condition.key != ENDING_STAY else ():
                within = here if block.name is None else f"{here}/{block.name}"
                yield from _inside(block.conditions, within, block.thing or thing)
