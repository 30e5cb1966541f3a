"""What reasons are made with: how values are read, and who says whether a condition holds.

Reasons are prepared once for a rule and then given for any number of travellers.  Whoever
prepares them chooses the evaluator: `walked` asks the plain one, `by_function.py` has
another that must agree with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from crosscheck.backends.by_walk import Context, Hand, Truth, shifted, truth
from crosscheck.backends.windows import rows_of_state
from crosscheck.expr.nodes import Fact, Its, Literal, Predicate, Shift, Term
from crosscheck.facts import Row, View
from crosscheck.rulebook import Group
from crosscheck.vocabulary import SLOT, THING, THING_SLOT

Read: TypeAlias = Callable[[View, Row | None], Any]
"""Gives a value: of the view, or of the thing in hand inside a list condition."""
Holds: TypeAlias = Callable[[View, Row | None], Truth]
"""Tells whether a predicate holds."""


@dataclass(frozen=True, slots=True)
class Means:
    """The groups that rules look up, and *holding*, which gives the `Holds` of a predicate and kind of thing in hand."""

    groups: Mapping[str, Group]
    holding: Callable[[Predicate, str | None], Holds]


def walked(groups: Mapping[str, Group]) -> Means:
    """Return the means that ask the plain evaluator."""

    def holding(predicate: Predicate, kind: str | None) -> Holds:
        def holds(view: View, row: Row | None) -> Truth:
            hand = None if kind is None or row is None else Hand(kind, row)
            return truth(predicate, Context(view, groups), hand)

        return holds

    return Means(groups, holding)


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
            return lambda view, row: row[column] if row is not None else None  # noqa: ARG005 - as above
        case Shift(base, amount, unit, month_ends):
            start, length = reader(base, kind), reader(amount, kind)
            return lambda view, row: shifted(start(view, row), length(view, row), unit, month_ends)


def rows_reader(kind: str, state: str | None) -> Callable[[View], tuple[Row, ...] | None]:
    """Return what reads the things of *kind* that are held, None while the list is unstated."""
    slot = SLOT[THING[kind].plural]
    if kind == "visit":
        assert state is not None, "the compiler demands the State of past stays"
        return lambda view: rows_of_state(view[slot], state)
    return lambda view: view[slot]
