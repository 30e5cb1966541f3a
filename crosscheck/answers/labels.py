"""What facts and their values are called in sentences for travellers."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from crosscheck.language.dates import NO_END
from crosscheck.language.states import STATES
from crosscheck.language.values import show_time
from crosscheck.language.vocabulary import DOCUMENT, FACT, THINGS, FactType, Type

LABELS: Final = {
    "crossing.date": "the crossing date",
    "crossing.time": "the time of the crossing",
    "crossing.from": "the State that is left",
    "crossing.to": "the State that is entered",
    "crossing.direction": "the direction",
    "crossing.mode": "the way of crossing",
    "nationality": "the nationality",
    "nationalities": "the nationalities held",
    "residence": "the State of residence",
    "date_of_birth": "the date of birth",
    "purpose": "the purpose",
    "booking.date": "the day of booking",
    "stay.until": "the last day of the stay",
    "stay.days": "the length of the stay",
    "stay": "the stay",
    "ending_stay.entered_on": "the first day of the stay that is ending",
    "ending_stay.entered_from": "the State from which the stay that is ending was entered",
    "ending_stay.ground": "the ground of the stay that is ending",
    "ending_stay.document": "the document on which the stay that is ending began",
    "document.label": "the name of the document",
    "document.nationality": "the nationality on the document",
    "document.type": "the travel document",
    "document.issuing_state": "the issuing State of the document",
    "document.date_of_issue": "the date of issue of the document",
    "document.date_of_expiry": "the date of expiry of the document",
    "document.blank_pages": "the number of blank pages",
    "port.class": "the class of the port",
    "port.open_to_travellers": "the opening of the port to travellers",
    "port.modes": "the ways of crossing at the port",
    "port.long_transit": "the place of the port on the list for transit of several days",
    "port.has_mode": "the way of crossing at the port",
    "port.closed_for": "the closing of the port on the day",
    "visa.issuing_state": "the issuing State of the visa",
    "visa.category": "the category of the visa",
    "visa.form": "the form of the visa",
    "visa.valid_from": "the first day of the visa",
    "visa.valid_until": "the last day of the visa",
    "visa.entries_left": "the number of entries left on the visa",
    "visa.duration_of_stay": "the duration of stay of the visa",
    "visa.purposes": "the purposes of the visa's category",
    "visa.document": "the document of the visa",
    "visa.tied_to_document_shown": "the tie of the visa to the document shown",
    "permit.issuing_state": "the issuing State of the permit",
    "permit.kind": "the kind of permit",
    "permit.valid_from": "the first day of the permit",
    "permit.valid_until": "the last day of the permit",
    "permit.document": "the document of the permit",
    "permit.tied_to_document_shown": "the tie of the permit to the document shown",
    "paper.kind": "the kind of paper",
    "paper.issuing_state": "the issuing State of the paper",
    "paper.valid_from": "the first day of the paper",
    "paper.valid_until": "the last day of the paper",
    "paper.area": "the area of the paper",
    "ticket.to": "the State that the ticket leads to",
    "ticket.date": "the day of the ticket",
    "ticket.time": "the time of the ticket",
    "ticket.mode": "the way of travelling on the ticket",
    "ticket.confirmed": "the booking of the ticket",
    "companion.relation": "who the companion is",
    "visit.state": "the State of the past stay",
    "visit.entered_on": "the first day of the past stay",
    "visit.exited_on": "the last day of the past stay",
    "visit.ground": "the ground of the past stay",
    "month_ends": "the day on which months or years end in a month that is too short",
}
"""Every fact and property of the vocabulary as the subject of a sentence."""
DAYS: Final = frozenset({"last_day", "at", "first", "last", "day", "ended", "compared"})
"""The parameters of reasons that are days, whatever fact they are about."""
_OF_LIST: Final = re.compile(r"(?P<plural>[a-z]+)(\.[A-Z]+)?\[[0-9]+\]\.(?P<prop>[a-z_]+)")
_KINDS: Final = {thing.plural: thing.kind for thing in (DOCUMENT, *THINGS)}
_TYPES: Final = {
    f"{thing.kind}.{p.name}": p for thing in (DOCUMENT, *THINGS) for p in thing.properties
} | FACT
_CODE: Final = re.compile(r"\b[A-Z]{2,3}\b")
_DOTTED: Final = re.compile(r"\b[a-z_]+\.[a-z_]+\b")
_PASSPORTS: Final = {
    "ordinary-passport": "ordinary",
    "diplomatic-passport": "diplomatic",
    "service-passport": "service",
    "public-affairs-passport": "public affairs",
}
_PROPER: Final = {
    "chinese-travel-document": "Chinese travel document",
    "hong-kong-macao-travel-permit": "Hong Kong or Macao travel permit",
    "taiwan-travel-permit": "Taiwan travel permit",
}


def fact_type(name: str) -> FactType | None:
    """Return the type of the fact or property *name* (`stay.until`, `visa.category`)."""
    return _TYPES.get(name)


def label(name: str) -> str:
    """Return what the fact *name*, or what a path names, is called in a sentence; the name itself if it has no label.

    >>> label("visits.KZ[0].ground")
    'the ground of the past stay'
    """
    if name in LABELS:
        return LABELS[name]
    if (found := _OF_LIST.fullmatch(name)) is not None and found["plural"] in _KINDS:
        name = f"{_KINDS[found['plural']]}.{found['prop']}"
    return LABELS.get(name, name)


def shown(value: Any, fact: str | None = None, *, form: Type | None = None) -> str:
    """Return an engine value in words, formatted as the type of *fact* (or *form*) says.

    >>> shown(738000, "stay.until"), shown("KZ", "nationality"), shown(True)
    ('2021-07-29', 'Kazakhstan', 'yes')
    """
    kind = fact_type(fact) if fact else None
    form = form or (kind.type if kind is not None else None)
    if isinstance(value, str):
        if fact == "document.type" and value != "none":
            return f"{'an' if value[0] in 'aeiou' else 'a'} {document_type(value)}"
        if value in STATES and form in (Type.STATE, Type.STATES, None):
            return STATES[value]
        return value.replace("-", " ") if form in (Type.WORD, Type.WORDS) else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple) and len(value) == 2 and form in (Type.PARTIAL, Type.DATE):
        first, last = value
        return day(first) if first == last else f"{day(first)} .. {day(last)}"
    if isinstance(value, (list, tuple, frozenset, set)):
        words = kind.words if kind is not None else ()
        if fact == "document.type":
            return listed(_document_types(_in_order(value, words)))
        return listed([shown(item, fact, form=form) for item in _in_order(value, words)])
    if isinstance(value, int):
        if value >= NO_END:
            return (kind.absent if kind is not None else None) or "no end"
        if form is Type.TIME:
            return show_time(value)
        return day(value) if form in (Type.DATE, Type.PARTIAL) else str(value)
    return "not stated" if value is None else str(value)


@lru_cache(maxsize=1024)
def in_words(phrase: str) -> str:
    """Return a phrase of a rule with the facts it names called as in a sentence.

    >>> in_words("on or after stay.until")
    'on or after the last day of the stay'
    """
    named = _CODE.sub(lambda match: STATES.get(match[0], match[0]), phrase)
    return _DOTTED.sub(lambda match: label(match[0]), named)


def document_type(word: str) -> str:
    """Return what a type of travel document is called.

    >>> document_type("chinese-travel-document")
    'Chinese travel document'
    """
    return _PROPER.get(word, word.replace("-", " "))


def _document_types(words: Sequence[str]) -> list[str]:
    """Return kinds of document with their articles, the kinds of passport as one: `an ordinary or service passport`."""
    passports = [word for word in words if word in _PASSPORTS]
    others = [shown(word, "document.type") for word in words if word not in _PASSPORTS]
    if len(passports) < 2:
        return [shown(word, "document.type") for word in words]
    kinds = listed([_PASSPORTS[word] for word in passports])
    return [f"{'an' if kinds[0] in 'aeiou' else 'a'} {kinds} passport", *others]


def day(ordinal: int) -> str:
    """Return a day as `2026-11-23`, or `no end`."""
    return date.fromordinal(ordinal).isoformat() if 0 < ordinal < NO_END else "no end"


def listed(items: Sequence[str], word: str = "or") -> str:
    """Return *items* as people list them.

    >>> listed(["a", "b", "c"]), listed([])
    ('a, b or c', 'none')
    """
    if len(items) < 2:
        return items[0] if items else "none"
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def _in_order(values: Iterable[Any], words: Sequence[str]) -> list[Any]:
    """Return *values* in the order in which the vocabulary lists them, the usual ones first."""
    items = sorted(values) if isinstance(values, (set, frozenset)) else list(values)
    if not words or len(items) < 2:
        return items
    place = {word: number for number, word in enumerate(words)}
    return sorted(items, key=lambda item: place.get(item, len(place)))
