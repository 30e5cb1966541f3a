"""What would settle a condition that is unknown: facts unstated, and what no source settles.

Only what is read inside a part that is itself unknown counts: a thing that is out for
another reason asks for nothing.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

from crosscheck.deciding.evaluating.evaluator import rows_reader
from crosscheck.deciding.evaluating.terms import reader
from crosscheck.deciding.evaluating.truth import Holds, every
from crosscheck.deciding.evaluating.windows import may_differ
from crosscheck.deciding.facts import Row, View
from crosscheck.deciding.stated import PLAIN, Unheard, path_of
from crosscheck.language.nodes import Fact, Its, Shift, Term, Window
from crosscheck.language.vocabulary import PATHS, SLOT, THING, THING_SLOT

TIED: Final = "tied_to_document_shown"
"""The condition that every visa meets beyond those written; where it holds nobody needs to hear of it."""
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


class Asked(NamedTuple):
    """One predicate inside another, or several together: whether it holds, and what it lacks where that is unknown."""

    holds: Holds
    lacks: Lacks


def together(asked: Sequence[Asked]) -> Asked:
    """Return *asked* as one: where they are unknown taken together, each that is unknown says what it lacks."""
    return Asked(every([each.holds for each in asked]), of_each(asked))


def of_each(asked: Sequence[Asked]) -> Lacks:
    """Return what finds what each of *asked* lacks that is unknown."""

    def find(view: View, row: Row | None, missing: Missing) -> None:
        for each in asked:
            if each.holds(view, row) is None:
                each.lacks(view, row, missing)

    return find


def of_things(kind: str, asked: Asked, state: str | None) -> Lacks:
    """Return what finds what is unknown of each thing of *kind* of which *asked* is demanded."""
    rows_of = rows_reader(kind, state)
    listed = f"visits.{state}" if kind == "visit" else THING[kind].plural

    def find(view: View, _: Row | None, missing: Missing) -> None:
        rows, outer = rows_of(view), missing.at
        if rows is None:
            missing.wanted[listed] = None
        called = (view[_PATHS] or PLAIN).visas if kind == "visa" else None
        for n, row in enumerate(rows or ()):
            truth = asked.holds(view, row)
            if truth is None and not isinstance(row, Unheard):
                missing.at = f"{listed}[{n}]" if called is None else called[n]
                asked.lacks(view, row, missing)
            elif truth is not False and isinstance(row, Unheard):
                issuer = row[_VISA["issuing_state"]]
                missing.wanted[listed if issuer is None else f"{listed}.{issuer}"] = None
        missing.at = outer

    return find


def of_window(window: Window, kind: str | None) -> Lacks:
    """Return what finds the ends that are unstated, and of each past stay that matters what is."""
    ends, rows_of = of_terms((window.first, window.last), kind), rows_reader("visit", window.state)
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
                if may_differ(window, first, last_of(view, row), each):
                    unsaid = [name for name in read if each[_VISIT[name]] is None]
                    missing.wanted.update({f"{listed}[{n}].{name}": None for name in unsaid})

    return find


def of_what_is_open(terms: Sequence[Term], kind: str | None, name: str) -> Lacks:
    """Return what finds what of *terms* is unknown; where all of it is known, *name* is what is left open."""
    read, values = of_terms(terms, kind), [reader(term, kind) for term in terms]

    def find(view: View, row: Row | None, missing: Missing) -> None:
        read(view, row, missing)
        if all(value(view, row) is not None for value in values):
            missing.open[name] = None

    return find


def of_comparison(terms: Sequence[Term], kind: str | None) -> Lacks:
    """Return what finds what of *terms* is unknown; where nothing is, how a month too short ends is left open."""
    read = of_terms(terms, kind)

    def find(view: View, row: Row | None, missing: Missing) -> None:
        found = Missing(missing.unsettled, missing.at)
        read(view, row, found)
        if not found.wanted and not found.open:
            found.open[MONTH_ENDS] = None
        missing.wanted |= found.wanted
        missing.open |= found.open

    return find


def of_terms(terms: Iterable[Term], kind: str | None) -> Lacks:
    """Return what finds what of *terms* is unknown."""
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
