"""What fills a sentence, as data: each value by its name, to be read plainly or written as code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from crosscheck.backends.reasons.means import Read, reader, rows_reader
from crosscheck.dates import NO_END
from crosscheck.expr.nodes import Fact, Its, Literal, Shift, Term
from crosscheck.facts import Row, View, surely
from crosscheck.stated import Unheard

Params: TypeAlias = dict[str, Any]
ParamsOf: TypeAlias = Callable[[View, Row | None], Params]


@dataclass(frozen=True, slots=True)
class Same:
    """A value that is the same for every traveller."""

    value: Any


@dataclass(frozen=True, slots=True)
class Span:
    """The days from *first* to *last*, and *extra*; None where one of them is unknown or *last* has no end."""

    first: Term
    last: Term
    extra: int


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the set *whole* has beyond *known*, another set or its values; nothing while one of them is unknown."""

    whole: Term
    known: Term | frozenset[str]


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of *kind* are held, past stays being those in *state*; None while that is unstated."""

    kind: str
    state: str | None


@dataclass(frozen=True, slots=True)
class Each:
    """One set of values after the other."""

    sets: tuple[Mapping[str, "Word"], ...]


Word: TypeAlias = Same | Term | Span | Beyond | Count | Each | Read
"""What gives one value: the value itself, a term to be read, or what works it out."""
Words: TypeAlias = Mapping[str, Word] | ParamsOf
"""What gives each value by its name, or all of them together."""


def params_of(words: Words, kind: str | None) -> ParamsOf:
    """Return what gives the values of *words* together, `its` being of a thing of *kind*."""
    if callable(words):
        return words
    read = [(name, read_of(word, kind)) for name, word in words.items()]
    return lambda view, row: {name: value(view, row) for name, value in read}


def read_of(word: Word, kind: str | None) -> Read:
    """Return what gives the value of *word*, `its` being of a thing of *kind*."""
    match word:
        case Same(value):
            return lambda view, row: value  # noqa: ARG005 - called as all readers are
        case Literal() | Fact() | Its() | Shift():
            return reader(word, kind)
        case Span(first, last, extra):
            first_of, last_of = reader(first, kind), reader(last, kind)
            return lambda view, row: span(first_of(view, row), last_of(view, row), extra)
        case Beyond(whole, known):
            have_of = reader(whole, kind)
            if isinstance(known, frozenset):
                return lambda view, row: beyond(have_of(view, row), known)
            known_of = reader(known, kind)
            return lambda view, row: beyond(have_of(view, row), known_of(view, row))
        case Count(of, state):
            rows_of = rows_reader(of, state)
            return lambda view, row: _count(rows_of(view))  # noqa: ARG005 - as above
        case Each(sets):
            each = [params_of(words, kind) for words in sets]
            return lambda view, row: tuple([params(view, row) for params in each])
        case _:
            return word


def _count(rows: tuple[Row, ...] | None) -> int | None:
    return None if rows is None else sum(not isinstance(row, Unheard) for row in rows)


def span(first: int | None, last: int | None, extra: int) -> int | None:
    """Return what a `Span` gives."""
    return None if first is None or last is None or last >= NO_END else last - first + extra


def beyond(whole: Any, known: Any) -> frozenset[str]:
    """Return what a `Beyond` gives; of sets that are settled in part what is surely in them counts."""
    return frozenset() if whole is None or known is None else surely(whole) - surely(known)
