"""A profile in the spelling that JSON has, read straight into `Facts`; every other one is left to `reading.py`.

Programs send profiles by the thousand in which nothing is unusual.  Here such a profile is looked up, key by
key, in tables made once from the vocabulary and the rules.  Whatever is in none of them (another spelling or type, a path,
facts that disagree) ends the attempt: nothing is guessed here, and no problem is told.  What is read here
is read with care in the same way; a property holds the two together.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

from crosscheck.deciding.facts import Facts, Row
from crosscheck.language.dates import NO_END
from crosscheck.language.states import STATES
from crosscheck.language.values import ENDLESS, LARGEST_COUNT, MOST_IN_SET, parse, plain_day
from crosscheck.language.vocabulary import DOCUMENT, THING_SLOT, FactType, Type
from crosscheck.profile.disagreements import disagreements
from crosscheck.profile.shape import (
    BY_STATE,
    HEADINGS,
    KEYS,
    LISTS,
    SINGLE,
    VISITED,
    VISITS,
    properties,
    under,
    visits_by_state,
)
from crosscheck.rulebook.documents import OF_EVERY_STATE, Documents

Read: TypeAlias = Callable[[Any], Any]
"""Returns the engine's value of what is stated; raises KeyError or ValueError where that is unusual."""
Table: TypeAlias = Mapping[str, tuple[Any, Read]]
"""By each key that a mapping may have: the place of its value, and what reads it."""


def straight(data: object, day: int, documents: Documents = OF_EVERY_STATE) -> Facts | None:
    """Return the facts that *data* states, for a crossing on *day*; None where anything about it is unusual."""
    try:
        facts = _facts(data, day, _lists(documents))
    except (KeyError, ValueError):
        return None
    return None if disagreements(facts, day, documents) else facts


# Values ---------------------------------------------------------------------------------

_QUICK: Final = frozenset({str, int, bool, date})


def _reader(fact: FactType) -> Read:
    absent = (fact.absent,) if fact.absent else ()
    words = fact.words or STATES
    match fact.type:
        case Type.STATE | Type.WORD:
            return _one_of((*words, *absent))
        case Type.STATES | Type.WORDS:
            return _set_of(words)
        case Type.DATE:
            return _day_or_no_end if absent else _day
        case Type.COUNT:
            return _count(fact)
        case Type.PARTIAL | Type.TIME | Type.FLAG | Type.TEXT:
            return _short(fact)


def _one_of(words: Iterable[str]) -> Read:
    known = {word: word for word in words}

    def read(raw: Any) -> str:
        if type(raw) is not str:
            raise ValueError
        return known[raw]

    return read


def _set_of(words: Iterable[str]) -> Read:
    one = _one_of(words)

    def read(raw: Any) -> frozenset[str]:
        if type(raw) is not list:
            return frozenset((one(raw),))
        if not 0 < len(raw) <= MOST_IN_SET:
            raise ValueError
        return frozenset(map(one, raw))

    return read


def _day(raw: Any) -> int:
    if (day := plain_day(raw)) is None:
        raise ValueError
    return day


def _day_or_no_end(raw: Any) -> int:
    return NO_END if type(raw) is str and raw in ENDLESS else _day(raw)


def _count(fact: FactType) -> Read:
    least, other = fact.least, _short(fact)

    def read(raw: Any) -> Any:
        return raw if type(raw) is int and least <= raw <= LARGEST_COUNT else other(raw)

    return read


def _short(fact: FactType) -> Read:
    """Return what reads a fact of which all spellings are read quickly, by the one reader of them."""

    def read(raw: Any) -> Any:
        if type(raw) not in _QUICK:
            raise ValueError
        return parse(fact, raw)

    return read


# The profile ----------------------------------------------------------------------------


class _List(NamedTuple):
    """How things of one kind are read into rows."""

    most: int
    unstated: tuple[None, ...]
    properties: Table
    state: int | None
    """Where a row names the State by which they may be stated."""


def _list(plural: str, known: Mapping[str, FactType]) -> _List:
    thing = LISTS[plural]
    slots = THING_SLOT[thing.kind]
    table = {name: (slots[name], _reader(fact)) for name, fact in known.items()}
    state = slots[BY_STATE[plural]] if plural in BY_STATE else None
    return _List(thing.most, (None,) * len(slots), table, state)


@lru_cache(maxsize=8)
def _lists(documents: Documents) -> Mapping[str, _List]:
    return {plural: _list(plural, known) for plural, known in properties(documents).items()}


_KEYS: Final = frozenset(KEYS)
_SINGLE: Final = {name: _reader(fact) for name, fact in SINGLE.items() if "." not in name}
_UNDER: Final[Mapping[str, Table]] = {
    heading: {name: (fact.name, _reader(fact)) for name, fact in under(heading).items()}
    for heading in HEADINGS
}
_STATE: Final = _one_of(STATES)
_TYPE: Final = THING_SLOT[DOCUMENT.kind]["type"]
_LAST: Final = date.max.toordinal()


def _facts(data: Any, day: int, lists: Mapping[str, _List]) -> Facts:
    if type(data) is not dict:
        raise ValueError
    values: dict[str, Any] = {}
    things: dict[str, Any] = {}
    document: Row | None = None
    for key, raw in data.items():
        if type(key) is not str:
            raise ValueError
        if raw is None and key in _KEYS:
            continue
        if (read := _SINGLE.get(key)) is not None:
            values[key] = read(raw)
        elif (facts := _UNDER.get(key)) is not None:
            _read(facts, raw, values)
        elif key == DOCUMENT.kind:
            document = _row(lists[DOCUMENT.plural], raw)
        elif (of := lists[key]).state is None:
            things[key] = _rows(of, raw)
        else:
            things[key] = _by_state(of, raw, all_anywhere=key == VISITS)
    documents = things.pop(DOCUMENT.plural, None)
    if document is not None:
        if documents is not None or document == lists[DOCUMENT.plural].unstated:
            raise ValueError
        documents = (document,)
    for row in documents or ():
        if row[_TYPE] == "none":  # says that no document is held
            raise ValueError
    if (days := values.get("stay.days")) is not None:
        last = day + days - 1
        if "stay.until" in values or last > _LAST:
            raise ValueError
        values["stay.until"] = last
    return Facts(values, documents, things)


def _read(table: Table, raw: Any, into: Any) -> None:
    """Put what *raw* states into its places."""
    if type(raw) is not dict:
        raise ValueError
    for key, value in raw.items():
        if type(key) is not str:
            raise ValueError
        place, read = table[key]
        if value is not None:
            into[place] = read(value)


def _row(of: _List, raw: Any, state: str | None = None) -> Row:
    """Return the row of one thing, of one in *state* where they are stated State by State."""
    row: list[Any] = [*of.unstated]
    _read(of.properties, raw, row)
    if state is not None and of.state is not None:
        if row[of.state] not in (None, state):
            raise ValueError
        row[of.state] = state
    return tuple(row)


def _rows(of: _List, raw: Any, state: str | None = None) -> tuple[Row, ...]:
    if type(raw) is not list or len(raw) > of.most:
        raise ValueError
    return tuple([_row(of, each, state) for each in raw]) if raw else ()


def _by_state(of: _List, raw: Any, *, all_anywhere: bool) -> Mapping[str, tuple[Row, ...]] | tuple[Row, ...]:
    """Return the rows of each State that is named; of one list, those of all, by State where they are *all_anywhere*."""
    if type(raw) is dict:
        by_state = [(_STATE(code), rows) for code, rows in raw.items()]
        held = {code: _rows(of, rows, code) for code, rows in by_state if rows is not None}
        if sum(map(len, held.values())) > of.most:
            raise ValueError
        return held
    rows = _rows(of, raw)
    if not all_anywhere:
        return rows
    if any(row[VISITED] is None for row in rows):
        raise ValueError
    return visits_by_state(rows)
