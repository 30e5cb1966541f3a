"""Facts that cannot all be true of one traveller: an error, whichever is wrong."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any, Final

from crosscheck.facts import Facts, Row
from crosscheck.profile.shape import LISTS
from crosscheck.stated import labels
from crosscheck.states import is_nationality
from crosscheck.values import show_day
from crosscheck.vocabulary import THING_SLOT

_DOCUMENT: Final = THING_SLOT["document"]
_NO_DOCUMENT: Final = frozenset({"none"})
"""What a card is tied to that belongs to no document."""
_ORDERED: Final = (
    ("documents", "date_of_issue", "date_of_expiry"),
    ("visas", "valid_from", "valid_until"),
    ("permits", "valid_from", "valid_until"),
    ("papers", "valid_from", "valid_until"),
    ("visits", "entered_on", "exited_on"),
)
"""Pairs of days of which the first never comes after the second."""

_NATIONAL: Final = ("ordinary-passport", "diplomatic-passport", "service-passport", "public-affairs-passport")
"""Documents that a State issues to its own nationals."""
_ISSUED_FOR: Final = {("HK", "CN"), ("MO", "CN")}
"""Nationality and issuing State that differ in the codes, not in the State."""

_MOST_LISTED: Final = 8
_LONGEST_LISTED: Final = 40

_PAST: Final = ("ending_stay.entered_on", "booking.date")

Problem = tuple[str, str]


def disagreements(facts: Facts, day: int) -> list[Problem]:
    """Return every pair of *facts* that disagree, as (path, what), for a crossing on *day*."""
    return [
        *_nationalities(facts),
        *_issuers(facts),
        *_labels(facts),
        *_order(facts),
        *_around_the_crossing(facts, day),
    ]


def _nationalities(facts: Facts) -> Iterator[Problem]:
    nationality, held = facts.values.get("nationality"), facts.values.get("nationalities")
    if held is not None and nationality is not None:
        yield from _not_held("nationality", nationality, held)
    for number, row in enumerate(facts.documents or ()):
        shown = row[_DOCUMENT["nationality"]]
        path = f"documents[{number}].nationality"
        if shown is None:
            continue
        if nationality is not None and shown != nationality:
            yield (
                path,
                (
                    f"the document shows {shown}, but nationality says {nationality}; with several nationalities, "
                    "state that of each document, and all of them under nationalities"
                ),
            )
        elif held is not None and nationality is None:
            yield from _not_held(path, shown, held)


def _not_held(path: str, shown: str, held: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem if *shown* is missing from all nationalities held; `XXA` or `UNO` is none to hold."""
    if is_nationality(shown) and shown not in held:
        yield (
            path,
            f"{shown} is not among the nationalities that are stated ({_listed(sorted(held))}); add it there",
        )


def _issuers(facts: Facts) -> Iterator[Problem]:
    """Check that a national passport shows the nationality of the State that issued it.

    Codes that are no State (`GBN`, `XXA`) may stand beside any issuer.
    """
    for number, row in enumerate(facts.documents or ()):
        shown = row[_DOCUMENT["nationality"]] or facts.values.get("nationality")
        issuer = row[_DOCUMENT["issuing_state"]]
        if row[_DOCUMENT["type"]] not in _NATIONAL or shown is None or issuer in (None, "none", shown):
            continue
        if len(shown) == len(issuer) == 2 and (shown, issuer) not in _ISSUED_FOR:
            yield (
                f"documents[{number}].issuing_state",
                f"a passport issued by {issuer} does not show the nationality {shown}; correct one of the two",
            )


def _labels(facts: Facts) -> Iterator[Problem]:
    """Check that labels name one document each, and that whatever is tied to one finds it."""
    called: dict[str, None] = {}
    for number, own in enumerate(labels(facts.documents or ())):
        if own in called:
            yield (
                f"documents[{number}].label",
                f"another document is labelled {own} too; give each its own label",
            )
        called[own] = None
    known = _listed(called) or "no document is stated"
    ties = [("ending_stay.document", facts.values.get("ending_stay.document"))]
    for plural in ("visas", "permits"):
        column = THING_SLOT[LISTS[plural].kind]["document"]
        ties += [(f"{path}.document", row[column]) for path, row in _rows(facts, plural)]
    for path, label in ties:
        if label is not None and label not in called and label not in _NO_DOCUMENT:
            yield path, f"no document stated is labelled {label} (labels: {known})"


def _listed(names: Collection[str]) -> str:
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return ", ".join(name[:_LONGEST_LISTED] for name in islice(names, _MOST_LISTED)) + more


def _order(facts: Facts) -> Iterator[Problem]:
    for plural, first, last in _ORDERED:
        slots = THING_SLOT[LISTS[plural].kind]
        for path, row in _rows(facts, plural):
            start, end = row[slots[first]], row[slots[last]]
            if start is not None and end is not None and start > end:
                yield f"{path}.{last}", f"{show_day(end)} is before {first}, which is {show_day(start)}"


def _around_the_crossing(facts: Facts, day: int) -> Iterator[Problem]:
    crossing = f"the crossing on {show_day(day)}"
    until = facts.values.get("stay.until")
    if until is not None and until < day:
        yield "stay.until", f"{show_day(until)} is before {crossing}, with which the stay begins"
    for name in _PAST:
        if (stated := facts.values.get(name)) is not None and stated > day:
            yield name, f"{show_day(stated)} is after {crossing}"
    for path, row in _rows(facts, "documents"):
        if (stated := row[_DOCUMENT["date_of_issue"]]) is not None and stated > day:
            yield f"{path}.date_of_issue", f"{show_day(stated)} is after {crossing}"
    born = facts.values.get("date_of_birth")
    if born is not None and born[0] > day:
        yield "date_of_birth", f"is after {crossing}"
    slots = THING_SLOT["visit"]
    for path, row in _rows(facts, "visits"):
        for name in ("entered_on", "exited_on"):
            if (stated := row[slots[name]]) is not None and stated > day:
                yield f"{path}.{name}", f"{show_day(stated)} is after {crossing}; a past stay lies before it"


def _rows(facts: Facts, plural: str) -> Iterator[tuple[str, Row]]:
    """Yield every thing of one kind with its path."""
    held: Any = facts.documents if plural == "documents" else facts.things.get(plural)
    lists = (
        {f"{plural}.{key}": rows for key, rows in held.items()}
        if isinstance(held, dict)
        else {plural: held or ()}
    )
    for path, rows in lists.items():
        for number, row in enumerate(rows):
            yield f"{path}[{number}]", row
