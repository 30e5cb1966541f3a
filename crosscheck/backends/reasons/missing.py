"""What would settle a condition that is unknown: facts unstated, and what no source settles.

Only what is read inside a part that is itself unknown counts: a thing that is out for
another reason asks for nothing.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from crosscheck.backends.by_walk import Truth, all_true
from crosscheck.backends.reasons.means import Holds, Means, reader, rows_reader
from crosscheck.backends.reasons.wording import TIED
from crosscheck.backends.windows import may_differ
from crosscheck.expr.nodes import (
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
    Member,
    NoneOf,
    Only,
    Predicate,
    Shift,
    Term,
    Window,
)
from crosscheck.facts import Row, View
from crosscheck.stated import PLAIN, Unheard, path_of
from crosscheck.vocabulary import PATHS, SLOT, THING, THING_SLOT

MONTH_ENDS: Final = "month_ends"
"""What is not settled where no rule says how a month too short ends."""
_PATHS: Final = SLOT[PATHS]
_VISA = THING_SLOT["visa"]
_LOOKED_UP_BY: Final = ("issuing_state", "category")
_VISIT = THING_SLOT["visit"]
_VISIT_DAYS: Final = ("entered_on", "exited_on")


@dataclass(slots=True)
class Missing:
    """What was found to be missing, as paths of a profile; *at* is that of the thing in hand.

    *unsettled* are the port's facts that no source settles.
    """

    unsettled: Collection[str]
    at: str = ""
    wanted: dict[str, None] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)


Lacks: TypeAlias = Callable[[View, Row | None, Missing], None]
"""Adds what leaves a predicate unknown, or what of a term is unknown."""


def lacks(predicate: Predicate, kind: str | None, means: Means) -> Lacks:
    """Return what finds all that leaves *predicate* unknown, where it is unknown."""
    match predicate:
        case Compare(left, _, right):
            return _of_comparison((left, right), kind)
        case Hours(left, _, right, _):
            return _of_terms((left.day, left.time, right.day, right.time), kind)
        case Among(term, _, _) | Only(term, _):
            return _of_terms((term,), kind)
        case Covers(whole, part, _):
            return _of_terms((whole, part), kind)
        case Member(term, group, on, _):
            return _of_member((term,) if on is None else (term, on), group, kind)
        case InForce(_, on):
            return _of_period(on, kind)
        case Both(items):
            return _of_each([_Asked(item, kind, means) for item in items])
        case Held(held, conditions, state):
            return _of_things(held, _asked(conditions, held, means), state)
        case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
            return _of_branches([_asked(branch.conditions, kind, means) for branch in branches])
        case Window():
            return _of_window(predicate, kind)


class _Asked:
    """One predicate inside another: whether it holds, and what it lacks where that is unknown."""

    __slots__ = ("holds", "lacks")

    def __init__(self, predicate: Predicate, kind: str | None, means: Means) -> None:
        self.holds: Holds = means.holding(predicate, kind)
        self.lacks = lacks(predicate, kind, means)


def _asked(conditions: Iterable[Condition], kind: str | None, means: Means) -> list[_Asked]:
    return [_Asked(condition.predicate, kind, means) for condition in conditions]


def _of_each(asked: list[_Asked]) -> Lacks:
    def find(view: View, row: Row | None, missing: Missing) -> None:
        for each in asked:
            if each.holds(view, row) is None:
                each.lacks(view, row, missing)

    return find


def _of_all(asked: list[_Asked], view: View, row: Row | None, missing: Missing) -> None:
    """Add what *asked* lack, where they are unknown taken together."""
    truths: list[Truth] = [each.holds(view, row) for each in asked]
    if all_true(truths) is None:
        for each, truth in zip(asked, truths, strict=True):
            if truth is None:
                each.lacks(view, row, missing)


def _of_branches(branches: list[list[_Asked]]) -> Lacks:
    def find(view: View, row: Row | None, missing: Missing) -> None:
        for branch in branches:
            _of_all(branch, view, row, missing)

    return find


def _of_things(kind: str, asked: list[_Asked], state: str | None) -> Lacks:
    rows_of = rows_reader(kind, state)
    listed = f"visits.{state}" if kind == "visit" else THING[kind].plural

    def find(view: View, _: Row | None, missing: Missing) -> None:
        rows, outer = rows_of(view), missing.at
        if rows is None:
            missing.wanted[listed] = None
        called = (view[_PATHS] or PLAIN).visas if kind == "visa" else None
        for n, row in enumerate(rows or ()):
            if not isinstance(row, Unheard):
                missing.at = f"{listed}[{n}]" if called is None else called[n]
                _of_all(asked, view, row, missing)
            elif all_true([each.holds(view, row) for each in asked]) is None:
                issuer = row[_VISA["issuing_state"]]
                missing.wanted[listed if issuer is None else f"{listed}.{issuer}"] = None
        missing.at = outer

    return find


def _of_window(window: Window, kind: str | None) -> Lacks:
    """Return what finds the ends that are unstated, and of each past stay that matters what is."""
    ends, rows_of = _of_terms((window.first, window.last), kind), rows_reader("visit", window.state)
    first_of, last_of = reader(window.first, kind), reader(window.last, kind)
    read = _VISIT_DAYS if window.counted is None else (*_VISIT_DAYS, "ground")
    listed = f"visits.{window.state}"

    def find(view: View, row: Row | None, missing: Missing) -> None:
        ends(view, row, missing)
        rows, first = rows_of(view), first_of(view, row)
        if rows is None:
            missing.wanted[listed] = None
        elif first is not None:
            for n, each in enumerate(rows):
                if may_differ(window.span, first, last_of(view, row), each, window.counted, window.begun):
                    unsaid = [name for name in read if each[_VISIT[name]] is None]
                    missing.wanted.update({f"{listed}[{n}].{name}": None for name in unsaid})

    return find


def _of_member(terms: tuple[Term, ...], group: str, kind: str | None) -> Lacks:
    read, values = _of_terms(terms, kind), [reader(term, kind) for term in terms]

    def find(view: View, row: Row | None, missing: Missing) -> None:
        read(view, row, missing)
        if all(value(view, row) is not None for value in values):  # what is left open is the list itself
            missing.open[group] = None

    return find


def _of_period(on: Term, kind: str | None) -> Lacks:
    day, day_of = _of_terms((on,), kind), reader(on, kind)

    def find(view: View, row: Row | None, missing: Missing) -> None:
        day(view, row, missing)
        if day_of(view, row) is not None:
            missing.open["in_force"] = None

    return find


def _of_comparison(terms: tuple[Term, Term], kind: str | None) -> Lacks:
    read = _of_terms(terms, kind)

    def find(view: View, row: Row | None, missing: Missing) -> None:
        found = Missing(missing.unsettled, missing.at)
        read(view, row, found)
        if not found.wanted and not found.open:  # all is known but how a month too short ends
            found.open[MONTH_ENDS] = None
        missing.wanted |= found.wanted
        missing.open |= found.open

    return find


def _of_terms(terms: Iterable[Term], kind: str | None) -> Lacks:
    found = [each for term in terms for each in _of_term(term, kind)]

    def find(view: View, row: Row | None, missing: Missing) -> None:
        for each in found:
            each(view, row, missing)

    return find


def _of_term(term: Term, kind: str | None) -> list[Lacks]:
    match term:
        case Fact(name):
            return [_of_fact(name)]
        case Its("purposes") if kind == "visa":
            return [_of_purposes]
        case Its(name) if kind is not None:
            return [_of_property(kind, name)]
        case Shift(base, amount, _, _):
            return [*_of_term(base, kind), *_of_term(amount, kind)]
        case _:
            return []


def _of_fact(name: str) -> Lacks:
    slot = SLOT[name]

    def find(view: View, _: Row | None, missing: Missing) -> None:
        value = view[slot]
        if name in missing.unsettled:
            missing.open[name] = None
        elif value is None or _is_vague(value):
            path = path_of(name, view)
            if path is None:  # nobody can tell it of a document that is not held
                missing.open[name] = None
            else:
                missing.wanted[path] = None

    return find


def _is_vague(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and value[0] != value[1]


def _of_property(kind: str, name: str) -> Lacks:
    column, asked = THING_SLOT[kind][name], "document" if name == TIED else name

    def find(_: View, row: Row | None, missing: Missing) -> None:
        if row is not None and row[column] is None:
            missing.wanted[f"{missing.at}.{asked}"] = None

    return find


def _of_purposes(_: View, row: Row | None, missing: Missing) -> None:
    """Add what the State's table of visas is looked up by; where that is stated, the table is silent."""
    if row is None or row[_VISA["purposes"]] is not None:
        return
    read = [name for name in _LOOKED_UP_BY if row[_VISA[name]] is None]
    missing.wanted.update({f"{missing.at}.{name}": None for name in read})
    if not read:
        missing.open["visa.purposes"] = None
