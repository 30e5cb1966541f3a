"""Facts that cannot all be true of one traveller: an error, whichever is wrong.

Every profile is looked through, and next to none holds one: a path is written where there is something to tell.
"""

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Final

from crosscheck.deciding.facts import Facts, Question, Row
from crosscheck.deciding.stated import labels
from crosscheck.language.errors import Problem
from crosscheck.language.spoken.sentences import Sentence, Word
from crosscheck.language.states import is_nationality
from crosscheck.language.values import show_day
from crosscheck.language.vocabulary import DOCUMENT, THING_SLOT, THINGS, TIE
from crosscheck.rulebook.documents import OF_EVERY_STATE, Documents

_DOCUMENT: Final = THING_SLOT[DOCUMENT.kind]
_LABEL, _SHOWN, _TYPE, _ISSUER, _ISSUED = (
    _DOCUMENT[name] for name in ("label", "nationality", "type", "issuing_state", "date_of_issue")
)
_NO_DOCUMENT: Final = "none"
"""What a card is tied to that belongs to no document."""
_TIED: Final = tuple(
    (thing.plural, THING_SLOT[thing.kind]["document"]) for thing in THINGS if TIE in THING_SLOT[thing.kind]
)
"""The lists of what is tied to a document, and where a row names it."""
_ORDERED: Final = tuple(
    (thing.plural, THING_SLOT[thing.kind], thing.period) for thing in (DOCUMENT, *THINGS) if thing.period
)
"""Pairs of days of which the first never comes after the second, and where a row holds them."""
_STAYED: Final = tuple((name, THING_SLOT["visit"][name]) for name in ("entered_on", "exited_on"))

_MOST_LISTED: Final = 8
_LONGEST_LISTED: Final = 40

_PAST: Final = ("ending_stay.entered_on", "booking.date")


def agreeing(documents: Documents) -> Callable[[Question, Facts], bool]:
    """Return what tells whether a question and facts can both be true of one traveller."""
    return lambda question, facts: not disagreements(facts, question.day, documents)


def disagreements(facts: Facts, day: int, documents: Documents = OF_EVERY_STATE) -> list[Problem]:
    """Return every pair of *facts* that disagree, as (path, what), for a crossing on *day*."""
    return [
        *_nationalities(facts),
        *_issuers(facts, documents),
        *_labels(facts),
        *_order(facts),
        *_around_the_crossing(facts, day),
    ]


def _nationalities(facts: Facts) -> Iterator[Problem]:
    nationality, held = facts.values.get("nationality"), facts.values.get("nationalities")
    if held is not None and nationality is not None:
        yield from _is_held("nationality", nationality, held)
    for number, row in enumerate(facts.documents or ()):
        if (shown := row[_SHOWN]) is None or shown == nationality:
            continue
        path = f"documents[{number}].nationality"
        if nationality is not None:
            yield path, Sentence("nationality.other", shown=shown, nationality=nationality)
        elif held is not None:
            yield from _is_held(path, shown, held)


def _is_held(path: str, shown: str, held: frozenset[str]) -> Iterator[Problem]:
    """Check that *shown* is among all nationalities held; `XXA` or `UNO` is none to hold."""
    if shown not in held and is_nationality(shown):
        yield path, _with_listed("nationality.not_held", sorted(held), shown=shown)


def _issuers(facts: Facts, documents: Documents) -> Iterator[Problem]:
    """Check that a national passport shows the nationality of the State that issued it.

    Codes that are no State (`GBN`, `XXA`) may stand beside any issuer.
    """
    for number, row in enumerate(facts.documents or ()):
        shown, issuer = row[_SHOWN] or facts.values.get("nationality"), row[_ISSUER]
        if issuer in (shown, None, "none") or shown is None or row[_TYPE] not in documents.national:
            continue
        if len(shown) == len(issuer) == 2 and (shown, issuer) not in documents.issued_for:
            yield (
                f"documents[{number}].issuing_state",
                Sentence("passport.of_another", issuer=issuer, nationality=shown),
            )


def _labels(facts: Facts) -> Iterator[Problem]:
    """Check that labels name one document each, and that whatever is tied to one finds it."""
    ties = [("ending_stay", facts.values.get("ending_stay.document"))]
    ties += [
        (f"{path}[{number}]", row[column])
        for plural, column in _TIED
        for path, number, row in _held(facts, plural)
    ]
    stated: list[tuple[str, str]] = [(path, label) for path, label in ties if label is not None]
    documents = facts.documents or ()
    if not stated and len(documents) < 2:
        return
    called: dict[str, None] = {}
    for number, own in enumerate(labels(documents)):
        if own in called:
            yield f"documents[{number}].label", Sentence("label.twice", label=own)
        called[own] = None
    for path, label in stated:
        if label not in called and label != _NO_DOCUMENT:
            none = Sentence("label.unknown.none", label=label)
            yield f"{path}.document", _with_listed("label.unknown", called, label=label) if called else none


def _with_listed(key: str, names: Collection[str], **words: Word) -> Sentence:
    """Return the sentence *key*, which lists *names*: the first few, and how many more there are."""
    known = tuple([name[:_LONGEST_LISTED] for name in islice(names, _MOST_LISTED)])
    if len(names) > _MOST_LISTED:
        return Sentence(f"{key}.more", known=known, count=len(names) - _MOST_LISTED, **words)
    return Sentence(key, known=known, **words)


def _order(facts: Facts) -> Iterator[Problem]:
    for plural, slots, (first, last) in _ORDERED:
        for path, number, row in _held(facts, plural):
            start, end = row[slots[first]], row[slots[last]]
            if start is not None and end is not None and start > end:
                said = Sentence("day.before", day=show_day(end), property=first, first=show_day(start))
                yield f"{path}[{number}].{last}", said


def _around_the_crossing(facts: Facts, day: int) -> Iterator[Problem]:
    until = facts.values.get("stay.until")
    if until is not None and until < day:
        yield "stay.until", Sentence("stay.before", day=show_day(until), crossing=show_day(day))
    for name in _PAST:
        if (stated := facts.values.get(name)) is not None and stated > day:
            yield name, _after(stated, day)
    for number, row in enumerate(facts.documents or ()):
        if (stated := row[_ISSUED]) is not None and stated > day:
            yield f"documents[{number}].date_of_issue", _after(stated, day)
    born = facts.values.get("date_of_birth")
    if born is not None and born[0] > day:
        yield "date_of_birth", Sentence("day.after.birth", crossing=show_day(day))
    for path, number, row in _held(facts, "visits"):
        for name, slot in _STAYED:
            if (stated := row[slot]) is not None and stated > day:
                yield f"{path}[{number}].{name}", _after(stated, day, "day.after.visit")


def _after(stated: int, day: int, key: str = "day.after") -> Sentence:
    return Sentence(key, day=show_day(stated), crossing=show_day(day))


def _held(facts: Facts, plural: str) -> Iterator[tuple[str, int, Row]]:
    """Yield each thing of one kind, with its list (one, or one for each State) and its place there."""
    held = facts.documents if plural == DOCUMENT.plural else facts.things.get(plural)
    if isinstance(held, dict):
        for state, rows in held.items():
            for number, row in enumerate(rows):
                yield f"{plural}.{state}", number, row
    else:
        for number, row in enumerate(held or ()):
            yield plural, number, row
