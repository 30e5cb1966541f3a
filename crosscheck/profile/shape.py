"""How a profile is laid out: which keys, where, derived from the vocabulary."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from crosscheck.deciding.facts import EVERYWHERE, Row
from crosscheck.language.vocabulary import (
    DOCUMENT,
    FACTS,
    THING,
    THING_SLOT,
    THINGS,
    FactType,
    Teller,
    ThingType,
)
from crosscheck.rulebook.documents import Documents

SINGLE: Final = MappingProxyType(
    {
        fact.name: fact
        for fact in FACTS
        if fact.teller not in (Teller.QUESTION, Teller.ENGINE) and not fact.name.startswith("document.")
    }
)
"""Every fact of one value that a profile may state, by its dotted name."""

ASKED: Final = frozenset(fact.name for fact in FACTS if fact.teller is Teller.QUESTION)
"""Names that belong to the question (day, States, direction) and not to the profile."""

HEADINGS: Final = tuple(dict.fromkeys(name.partition(".")[0] for name in SINGLE if "." in name))
"""Names that hold others: `stay` holds `until` and `days`."""

LISTS: Final = MappingProxyType({thing.plural: thing for thing in (DOCUMENT, *THINGS)})
"""Every kind of thing held, by the name of its list."""

BY_STATE: Final = MappingProxyType({thing.plural: thing.by_state for thing in THINGS if thing.by_state})
"""The lists that may also be stated State by State, and the property that names the State."""

PROPERTIES: Final = MappingProxyType(
    {
        thing.plural: {fact.name: fact for fact in thing.properties if fact.teller is not Teller.ENGINE}
        for thing in LISTS.values()
    }
)
"""The properties of each kind of thing that a profile may state, by list and name."""


@lru_cache(maxsize=8)
def properties(documents: Documents) -> Mapping[str, Mapping[str, FactType]]:
    """Return `PROPERTIES`, with what types of document there are by *documents*."""
    return {
        plural: {name: documents.known(fact) for name, fact in held.items()}
        for plural, held in PROPERTIES.items()
    }


KEYS: Final = (*(name for name in SINGLE if "." not in name), *HEADINGS, DOCUMENT.kind, *LISTS)
"""Every key that may stand at the top of a profile, dotted names aside."""


def under(heading: str) -> dict[str, FactType]:
    """Return the facts under *heading* by their short names: `until` and `days` of `stay`."""
    start = f"{heading}."
    return {name.removeprefix(start): fact for name, fact in SINGLE.items() if name.startswith(start)}


VISITS: Final = THING["visit"].plural
VISITED: Final = THING_SLOT["visit"]["state"]
"""Where the row of a past stay names its State."""


def visits_by_state(rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    """Return the past stays of one list by State; who lists them so has stayed nowhere else."""
    visited = dict.fromkeys(row[VISITED] for row in rows)
    by_state = {state: tuple([row for row in rows if row[VISITED] == state]) for state in visited}
    return {**by_state, EVERYWHERE: ()}


def row_of(thing: ThingType, values: dict[str, object]) -> tuple[object, ...]:
    """Return the engine's row for one thing held: its properties in the vocabulary's order."""
    return tuple(values.get(fact.name) for fact in thing.properties)
