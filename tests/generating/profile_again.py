"""`Facts` written out again, as the profile that states them."""

from collections.abc import Iterable, Mapping
from typing import Any

from crosscheck.deciding.facts import EVERYWHERE, Facts, Row
from crosscheck.language.values import show
from crosscheck.language.vocabulary import DOCUMENT, ThingType
from crosscheck.profile.shape import LISTS, PROPERTIES, SINGLE


def facts_to_profile(facts: Facts) -> dict[str, Any]:
    """Return a profile, in values that JSON has, that `read_profile` turns into *facts*.

    Unstated facts are left out.  A stay that was stated in days comes out in days.

    >>> facts_to_profile(Facts(values={"nationality": "KZ"}, documents=()))
    {'nationality': 'KZ', 'documents': []}
    """
    profile: dict[str, Any] = {}
    for name, fact in SINGLE.items():
        if name == "stay.until" and "stay.days" in facts.values:
            continue  # the day follows from the days
        if (value := facts.values.get(name)) is not None:
            heading, _, short = name.rpartition(".")
            (profile.setdefault(heading, {}) if heading else profile)[short] = show(fact, value)
    if facts.documents is not None:
        profile[DOCUMENT.plural] = _rows(DOCUMENT, facts.documents)
    for plural, thing in LISTS.items():
        held = facts.things.get(plural)
        if isinstance(held, Mapping):
            profile[plural] = _by_state(thing, held)
        elif held is not None:
            profile[plural] = _rows(thing, held)
    return profile


def _by_state(thing: ThingType, held: Mapping[str, tuple[Row, ...]]) -> list[Any] | dict[str, Any]:
    """Return past stays or visas: one list where every State is stated, else a list for each that is."""
    if EVERYWHERE in held:
        return _rows(thing, (row for rows in held.values() for row in rows))
    return {code: _rows(thing, rows) for code, rows in held.items()}


def _rows(thing: ThingType, rows: Iterable[Row]) -> list[dict[str, Any]]:
    known = PROPERTIES[thing.plural]
    return [
        {
            fact.name: show(fact, value)
            for fact, value in zip(thing.properties, row, strict=True)
            if value is not None and fact.name in known
        }
        for row in rows
    ]
