"""What would settle a condition that is unknown: facts unstated, and what no source settles.

What stands inside a condition tells on its own what it lacks (`explaining.py`).
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from crosscheck.deciding.evaluating.evaluator import rows_reader
from crosscheck.deciding.evaluating.terms import reader
from crosscheck.deciding.evaluating.truth import Holds
from crosscheck.deciding.evaluating.windows import may_differ
from crosscheck.deciding.facts import Row, View
from crosscheck.deciding.stated import PLAIN, Unheard, path_of
from crosscheck.language.nodes import Fact, Held, Its, Window
from crosscheck.language.trees import nodes_in
from crosscheck.language.vocabulary import PATHS, SLOT, THING, THING_SLOT

MONTH_ENDS: Final = "month_ends"
"""What is not settled where no rule says how a month too short ends."""
_PATHS: Final = SLOT[PATHS]
_VISA = THING_SLOT["visa"]
_VISAS: Final = THING["visa"].plural
_LOOKED_UP_BY: Final = ("issuing_state", "category")
_VISIT = THING_SLOT["visit"]
_VISIT_DAYS: Final = ("entered_on", "exited_on")


@dataclass(slots=True)
class Missing:
    """What one condition was found to lack, as paths of a profile; *at* is that of the thing in hand.

    *unsettled* are the port's facts that no source settles.
    """

    unsettled: Collection[str]
    at: str = ""
    wanted: dict[str, None] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)


Lacks: TypeAlias = Callable[[View, Row | None, Missing], None]
"""Adds what leaves a predicate unknown."""


def of_what_is_read(node: Any, kind: str | None, otherwise: str | None = None) -> Lacks:
    """Return what finds what is unknown of all that *node* reads; where nothing is, *otherwise* is what is left open."""
    names: Iterator[Fact | Its] = nodes_in(node, (Fact, Its))
    read = [_of_fact(n.name) if isinstance(n, Fact) else _of_property(str(kind), n.name) for n in names]

    def find(view: View, row: Row | None, missing: Missing) -> None:
        for each in read:
            each(view, row, missing)
        if otherwise is not None and not missing.wanted and not missing.open:
            missing.open[otherwise] = None

    return find


def nothing(view: View, row: Row | None, missing: Missing) -> None:
    """Add nothing: what stands inside tells all of it."""


def of_things(node: Held, will_do: Holds) -> Lacks:
    """Return what asks for the things of *node* where none is stated, or not all; *will_do* tells of one whether it may do."""
    rows_of, listed = rows_reader(node.kind, node.state), list_of(node)

    def find(view: View, _: Row | None, missing: Missing) -> None:
        rows = rows_of(view)
        if rows is None:
            missing.wanted[listed] = None
        for row in rows or ():
            if isinstance(row, Unheard) and will_do(view, row) is not False:
                issuer = row[_VISA["issuing_state"]]
                missing.wanted[listed if issuer is None else f"{listed}.{issuer}"] = None

    return find


def list_of(node: Held) -> str:
    """Return where a profile states the things of *node*."""
    return f"visits.{node.state}" if node.kind == "visit" else THING[node.kind].plural


def path_in(listed: str, place: int, view: View) -> str:
    """Return where a profile states the thing at *place* of the list *listed*."""
    called = (view[_PATHS] or PLAIN).visas if listed == _VISAS else None
    return f"{listed}[{place}]" if called is None else called[place]


def of_window(window: Window, kind: str | None) -> Lacks:
    """Return what finds the ends that are unstated, and of each past stay that matters what is."""
    ends, rows_of = of_what_is_read(window, kind), rows_reader("visit", window.state)
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


def _of_fact(name: str) -> Lacks:
    slot = SLOT[name]

    def find(view: View, _: Row | None, missing: Missing) -> None:
        value = view[slot]
        if name in missing.unsettled:
            missing.open[name] = None
        elif value is None or (isinstance(value, tuple) and len(value) == 2 and value[0] != value[1]):
            path = path_of(name, view)
            if path is None:  # nobody can tell it of a document that is not held
                missing.open[name] = None
            else:
                missing.wanted[path] = None

    return find


def _of_property(kind: str, name: str) -> Lacks:
    if (kind, name) == ("visa", "purposes"):
        return _of_purposes
    column = THING_SLOT[kind][name]
    asked = THING[kind].properties[column].root

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
