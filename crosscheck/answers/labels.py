"""What facts and their values are called in sentences for travellers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, Final

from crosscheck.language.dates import NO_END
from crosscheck.language.spoken.sentences import name_of, phrase, state_name
from crosscheck.language.states import STATES
from crosscheck.language.values import show_time
from crosscheck.language.vocabulary import DOCUMENT, FACT, THINGS, FactType, Type
from crosscheck.rulebook.documents import OF_EVERY_STATE, Documents

DAYS: Final = frozenset({"last_day", "at", "first", "last", "day", "ended", "compared"})
"""The parameters of reasons that are days, whatever fact they are about."""
_OF_LIST: Final = re.compile(r"(?P<plural>[a-z]+)(\.[A-Z]+)?\[[0-9]+\]\.(?P<prop>[a-z_]+)")
_KINDS: Final = {thing.plural: thing.kind for thing in (DOCUMENT, *THINGS)}
_TYPES: Final = {
    f"{thing.kind}.{p.name}": p for thing in (DOCUMENT, *THINGS) for p in thing.properties
} | FACT
_CODE: Final = re.compile(r"\b[A-Z]{2,3}\b")
_DOTTED: Final = re.compile(r"\b[a-z_]+\.[a-z_]+\b")
_PASSPORT: Final = " passport"
_DOCUMENTS: ContextVar[Documents] = ContextVar("documents", default=OF_EVERY_STATE)


@contextmanager
def naming(documents: Documents) -> Iterator[None]:
    """Call types of travel document as *documents* of some rules do, in this thread or task, until the block ends."""
    before = _DOCUMENTS.set(documents)
    try:
        yield
    finally:
        _DOCUMENTS.reset(before)


def known_documents() -> Documents:
    """Return the types of travel document that sentences are about."""
    return _DOCUMENTS.get()


def fact_type(name: str) -> FactType | None:
    """Return the type of the fact or property *name* (`stay.until`, `visa.category`)."""
    return _TYPES.get(name)


def label(name: str) -> str:
    """Return what the fact *name*, or what a path names, is called in a sentence; the name itself if it has no label.

    >>> label("visits.KZ[0].ground")
    'the ground of the past stay'
    """
    if (found := name_of(name)) is not None:
        return found
    if (path := _OF_LIST.fullmatch(name)) is not None and path["plural"] in _KINDS:
        name = f"{_KINDS[path['plural']]}.{path['prop']}"
    plural, _, state = name.partition(".")
    if plural in _KINDS and state in STATES:
        return phrase(f"{plural}.of_state").format(state=state_name(state))
    return name_of(name) or name


def shown(value: Any, fact: str | None = None, *, form: Type | None = None, joined: str = "or") -> str:
    """Return an engine value in words, formatted as the type of *fact* (or *form*) says; several are *joined* by `or` or `and`.

    >>> shown(738000, "stay.until"), shown("KZ", "nationality"), shown(True)
    ('2021-07-29', 'Kazakhstan', 'yes')
    """
    kind = fact_type(fact) if fact else None
    form = form or (kind.type if kind is not None else None)
    if isinstance(value, str):
        if fact == "document.type" and value != "none":
            return _one(document_type(value))
        if value in STATES and form in (Type.STATE, Type.STATES, None):
            return state_name(value)
        return value.replace("-", " ") if form in (Type.WORD, Type.WORDS) else value
    if isinstance(value, bool):
        return phrase("value.yes" if value else "value.no")
    if isinstance(value, tuple) and len(value) == 2 and form in (Type.PARTIAL, Type.DATE):
        first, last = value
        return day(first) if first == last else f"{day(first)} .. {day(last)}"
    if isinstance(value, (list, tuple, frozenset, set)):
        if fact == "document.type":
            return listed(_document_types(_in_order(value, known_documents().fact.words)))
        words = kind.words if kind is not None else ()
        return listed([shown(item, fact, form=form) for item in _in_order(value, words)], joined)
    if isinstance(value, int):
        if value >= NO_END:
            return (kind.absent if kind is not None else None) or phrase("value.no_end")
        if form is Type.TIME:
            return show_time(value)
        return day(value) if form in (Type.DATE, Type.PARTIAL) else str(value)
    return phrase("value.not_stated") if value is None else str(value)


def in_words(phrase: str) -> str:
    """Return a phrase of a rule with the facts it names called as in a sentence.

    >>> in_words("on or after stay.until")
    'on or after the last day of the stay'
    """
    named = _CODE.sub(lambda match: state_name(match[0]), phrase)
    return _DOTTED.sub(lambda match: label(match[0]), named)


def document_type(word: str) -> str:
    """Return what a type of travel document is called.

    >>> document_type("identity-card")
    'identity card'
    """
    return known_documents().titles.get(word) or word.replace("-", " ")


def _one(thing: str) -> str:
    return f"{'an' if thing[0].lower() in 'aeiou' else 'a'} {thing}"


def _document_types(words: Sequence[str]) -> list[str]:
    """Return kinds of document with their articles, the kinds of passport as one: `an ordinary or service passport`."""
    national = known_documents().national
    passports = [word for word in words if word in national and document_type(word).endswith(_PASSPORT)]
    if len(passports) < 2:
        return [shown(word, "document.type") for word in words]
    kinds = [document_type(word).removesuffix(_PASSPORT) for word in passports]
    others = [shown(word, "document.type") for word in words if word not in passports]
    return [_one(listed(kinds) + _PASSPORT), *others]


def day(ordinal: int) -> str:
    """Return a day as `2026-11-23`, or `no end`."""
    return date.fromordinal(ordinal).isoformat() if 0 < ordinal < NO_END else phrase("value.no_end")


def listed(items: Sequence[str], word: str = "or") -> str:
    """Return *items* as people list them.

    >>> listed(["a", "b", "c"]), listed([])
    ('a, b or c', 'none')
    """
    if len(items) < 2:
        return items[0] if items else phrase("value.none")
    return phrase(f"list.{word}").format(first=", ".join(items[:-1]), last=items[-1])


def _in_order(values: Iterable[Any], words: Sequence[str]) -> list[Any]:
    """Return *values* in the order in which the vocabulary lists them, the usual ones first."""
    items = sorted(values) if isinstance(values, (set, frozenset)) else list(values)
    if not words or len(items) < 2:
        return items
    place = {word: number for number, word in enumerate(words)}
    return sorted(items, key=lambda item: place.get(item, len(place)))
