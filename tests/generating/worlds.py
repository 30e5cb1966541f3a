"""Travellers whose every fact is stated, then left half said, then said again to the end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from crosscheck.deciding.facts import EVERYWHERE, Facts, Question, Row
from crosscheck.language.dates import NO_END
from crosscheck.language.vocabulary import (
    DOCUMENT,
    FACTS,
    THING,
    THING_SLOT,
    THINGS,
    FactType,
    Teller,
    ThingType,
    Type,
)
from tests.generating.choices import Choices, some
from tests.profiles import GATE, NEIGHBOUR, UTO, day

STATES: Final = (UTO, NEIGHBOUR, "CN", "XXA")
CATEGORIES: Final = ("B12", "C3", "L")
LABELS: Final = ("FIRST", "SECOND", "THIRD")
ANCHORS: Final = tuple(
    day(each)
    for each in (
        "2026-11-23",
        "2024-02-29",
        "2026-12-31",
        "2026-01-01",
        "2023-11-10",
        "2025-03-31",
        "2027-02-28",
    )
)
"""Days on which calendars do something: past stays end on or before, stays that end began on or after."""
WORDS_IN_PLAY: Final = 4
"""So few words of each list are used that rules and travellers meet."""

STATED: Final = tuple(
    fact
    for fact in FACTS
    if (fact.readable or fact.type is Type.TIME)
    and fact.teller is Teller.TRAVELLER
    and not fact.name.startswith("document.")
)
"""The single facts that a traveller states."""
PORT_FACTS: Final = tuple(fact for fact in FACTS if fact.teller is Teller.PORT)

_HELD: Final = tuple(thing for thing in THINGS if thing.kind != "visit")
_FIXED: Final = {("document", "label"), ("visit", "state"), ("visa", "purposes")}
"""Properties that are never left unsaid: names that others refer to, and what the State says."""
_TIED: Final = ("visa", "permit")
_NATIONALITY: Final = THING_SLOT["document"]["nationality"]


def a_question(choices: Choices, anchor: int) -> Question:
    """Return a crossing between UTO and its neighbour soon after *anchor*."""
    leaving = choices.whether(50)
    states = (UTO, NEIGHBOUR) if leaving else (NEIGHBOUR, UTO)
    when = anchor + choices.one((0, 0, 1, 29, 30, 40))
    if choices.whether(40):
        return Question(*states, when)
    return Question(*states, when, GATE, "outbound" if leaving else "inbound")


def a_traveller(choices: Choices, question: Question, anchor: int) -> Facts:
    """Return someone of whom everything is known."""
    values = {fact.name: a_value(choices, fact, question, anchor) for fact in STATED}
    documents = some_documents(choices, question, anchor)
    nationalities = {row[THING_SLOT["document"]["nationality"]] for row in documents}
    if documents and (len(nationalities) > 1 or choices.whether(70)):
        del values["nationality"]
    else:
        nationalities = {values["nationality"]}
        documents = tuple(_with(row, "document", "nationality", values["nationality"]) for row in documents)
    values["nationalities"] = frozenset(nationalities | set(some(choices, STATES[:3], 0, 1)))
    if documents and choices.whether(10):
        values["ending_stay.document"] = documents[choices.number(0, len(documents) - 1)][0]
    things: dict[str, Any] = {
        thing.plural: tuple(
            a_thing(choices, thing, question, anchor, documents) for _ in range(choices.one((0, 1, 1, 2)))
        )
        for thing in _HELD
    }
    things["visits"] = {
        **{state: some_visits(choices, state, anchor) for state in STATES[:2]},
        EVERYWHERE: (),
    }
    return Facts(values, documents, things)


def some_documents(choices: Choices, question: Question, anchor: int) -> tuple[Row, ...]:
    """Return the documents that someone holds: mostly one, sometimes none, two or three."""
    count = choices.one((1, 1, 1, 1, 2, 2, 2, 3, 0))
    return tuple(
        _with(a_thing(choices, DOCUMENT, question, anchor, ()), "document", "label", LABELS[n])
        for n in range(count)
    )


def a_thing(
    choices: Choices, thing: ThingType, question: Question, anchor: int, documents: tuple[Row, ...]
) -> Row:
    """Return one thing held, of which everything is known."""
    row = [a_value(choices, fact, question, anchor) for fact in thing.properties]
    slots = THING_SLOT[thing.kind]
    if "tied_to_document_shown" in slots:
        row[slots["tied_to_document_shown"]] = None
        row[slots["document"]] = choices.one([each[0] for each in documents]) if documents else None
    if thing.kind == "visa":
        row[slots["purposes"]] = None
    return tuple(row)


def some_visits(choices: Choices, state: str, anchor: int) -> tuple[Row, ...]:
    """Return past stays in *state*, all of them over by *anchor*."""
    rows, slots = [], THING_SLOT["visit"]
    for _ in range(choices.one((0, 1, 1, 2))):
        until = anchor - choices.one((0, 0, 1, 9, 60, 179, 180))
        since = until - choices.one((0, 1, 9, 60, 80))
        row: list[Any] = [None] * len(slots)
        row[slots["state"]], row[slots["entered_on"]], row[slots["exited_on"]] = state, since, until
        row[slots["ground"]] = choices.one(THING["visit"].properties[slots["ground"]].words)
        rows.append(tuple(row))
    return tuple(rows)


def a_value(choices: Choices, fact: FactType, question: Question, anchor: int) -> Any:
    """Return a value that *fact* may have."""
    if fact.absent is not None and fact.name != "type" and choices.whether(8):
        return NO_END if fact.absent in ("no end", "unlimited") else "none"
    match fact.type:
        case Type.STATE:
            return choices.one(STATES)
        case Type.STATES:
            return frozenset(some(choices, STATES[:3], 1, 2))
        case Type.WORD:
            return choices.one(fact.words[:WORDS_IN_PLAY])
        case Type.WORDS:
            return frozenset(some(choices, fact.words[:WORDS_IN_PLAY], 1, 2))
        case Type.TEXT:
            return choices.one(CATEGORIES)
        case Type.FLAG:
            return choices.whether(60)
        case Type.TIME:
            return choices.one((0, 540, 541, 1439))
        case Type.COUNT:
            return choices.one((0, 1, 2, 14, 30, 90))
        case Type.PARTIAL:
            born = _years_before(question.day, choices.one((0, 14, 16, 18, 40))) + choices.one(
                (0, -1, 1, -31)
            )
            return (min(born, question.day),) * 2
        case Type.DATE:
            return a_day(choices, fact.name, question.day, anchor)


def a_day(choices: Choices, name: str, crossing: int, anchor: int) -> int:
    """Return a day on the side of the crossing where that fact may lie."""
    if name == "ending_stay.entered_on":
        return max(anchor, crossing - choices.one((0, 1, 13, 29, 30)))
    if name in ("booking.date", "date_of_issue", "document.date_of_issue", "valid_from"):
        return crossing - choices.one((0, 1, 30, 200))
    if name == "stay.until":
        return crossing + choices.one((0, 1, 13, 14, 29, 30, 60))
    return crossing + choices.one((0, -1, 1, 30, 90, 184, 400))


# Left half said -----------------------------------------------------------------------


def half_said(choices: Choices, facts: Facts, percent: int) -> Facts:
    """Return *facts* with about *percent* of what they say left out."""
    values = {}
    for name, value in facts.values.items():
        if name == "ending_stay.document" or not choices.whether(percent):
            values[name] = value
        elif name == "date_of_birth" and choices.whether(60):
            values[name] = _vague(value[0], by_month=choices.whether(50))
    documents = facts.documents
    if documents is not None:
        tied = "ending_stay.document" in values
        documents = (
            None if not tied and choices.whether(percent) else _rows(choices, "document", documents, percent)
        )
    things: dict[str, Any] = {}
    for plural, held in facts.things.items():
        if choices.whether(percent):
            continue
        if plural == "visits":
            things[plural] = {
                state: _rows(choices, "visit", rows, percent)
                for state, rows in held.items()
                if not choices.whether(percent)
            }
        else:
            kind = next(thing.kind for thing in THINGS if thing.plural == plural)
            things[plural] = _rows(choices, kind, held, percent)
            if documents is None and kind in _TIED:
                things[plural] = tuple(_with(row, kind, "document", None) for row in things[plural])
    return Facts(values, documents, things)


def begun(choices: Choices, facts: Facts, percent: int) -> Facts:
    """Return *facts* half said as somebody begins to: the visas of some States alone, no document for the ending stay."""
    half = half_said(choices, facts, percent)
    values, things = dict(half.values), dict(half.things)
    if choices.whether(50):
        values.pop("ending_stay.document", None)
    visits = things.get("visits")
    if visits is not None and len(visits) < len(facts.things["visits"]):  # then there may be others elsewhere
        things["visits"] = {state: rows for state, rows in visits.items() if state != EVERYWHERE}
    issuers = [row[THING_SLOT["visa"]["issuing_state"]] for row in things.get("visas") or ()]
    if things.get("visas") is not None and None not in issuers and choices.whether(40):
        kept = [state for state in dict.fromkeys(issuers) if choices.whether(50)]
        things["visas"] = {
            state: tuple(row for row, issuer in zip(things["visas"], issuers, strict=True) if issuer == state)
            for state in kept
        }
    return Facts(values, half.documents, things)


def _rows(choices: Choices, kind: str, rows: tuple[Row, ...], percent: int) -> tuple[Row, ...]:
    kept = [(kind, name) in _FIXED for name in THING_SLOT[kind]]
    return tuple(
        tuple(
            value if fixed or not choices.whether(percent) else None
            for value, fixed in zip(row, kept, strict=True)
        )
        for row in rows
    )


def _vague(born: int, *, by_month: bool) -> tuple[int, int]:
    when = date.fromordinal(born)
    first = when.replace(day=1) if by_month else when.replace(month=1, day=1)
    after = (
        date(when.year + (when.month == 12), when.month % 12 + 1, 1)
        if by_month
        else date(when.year + 1, 1, 1)
    )
    return first.toordinal(), after.toordinal() - 1


# Said to the end ----------------------------------------------------------------------


def openings(facts: Facts, question: Question) -> list[tuple[str, ...]]:
    """Return the path of everything that is still unsaid: a fact, a list, a property of a thing.

    Held fixed are `ending_stay.document`, and `nationalities` where documents show them:
    a decision lists both as assumed.
    """
    found: list[tuple[str, ...]] = []
    shown = facts.documents is not None or "nationality" in facts.values
    for fact in STATED:
        name = fact.name
        if name == "nationalities" and shown:
            continue
        if name == "nationality" and (facts.documents or "nationality" in facts.values):
            continue
        value = facts.values.get(name)
        if value is None or (fact.type is Type.PARTIAL and value[0] != value[1]):
            found.append((name,))
    if question.port is None:
        found += [(fact.name,) for fact in PORT_FACTS if fact.name not in facts.values]
    if facts.documents is None:
        found.append(("documents",))
    else:
        overridden = "nationality" in facts.values
        found += [
            path
            for path in _unsaid("document", "documents", facts.documents)
            if not (overridden and path[-1] == "nationality")
        ]
    for thing in THINGS:
        held = facts.things.get(thing.plural)
        if held is None:
            found.append((thing.plural,))
        elif thing.kind == "visit":
            if EVERYWHERE not in held:
                found += [("visits", state) for state in (*STATES[:2], EVERYWHERE) if state not in held]
            for state, rows in held.items():
                found += _unsaid("visit", f"visits/{state}", rows)
        else:
            found += _unsaid(thing.kind, thing.plural, held, labelled=bool(facts.documents))
    return found


def _unsaid(kind: str, plural: str, rows: tuple[Row, ...], *, labelled: bool = True) -> list[tuple[str, ...]]:
    return [
        (plural, str(place), name)
        for place, row in enumerate(rows)
        for name, slot in THING_SLOT[kind].items()
        if row[slot] is None and (kind, name) not in _FIXED and name != "tied_to_document_shown"
        if labelled or kind not in _TIED or name != "document"
    ]


def said(choices: Choices, facts: Facts, path: tuple[str, ...], question: Question, anchor: int) -> Facts:
    """Return *facts* with the one at *path* stated."""
    match path:
        case ("documents",):
            # While documents are unstated, visas and permits held are taken to be tied to the one document.
            most = 1 if facts.things.get("visas") or facts.things.get("permits") else None
            documents = tuple(
                _with(row, "document", "nationality", facts.values.get("nationality") or row[_NATIONALITY])
                for row in some_documents(choices, question, anchor)[:most]
            )
            return replace(facts, documents=documents)
        case ("visits",):
            held = {state: some_visits(choices, state, anchor) for state in STATES[:2]} | {EVERYWHERE: ()}
            return replace(facts, things={**facts.things, "visits": held})
        case ("visits", state):
            more = () if state == EVERYWHERE else some_visits(choices, state, anchor)
            held = {**facts.things["visits"], state: more}
            return replace(facts, things={**facts.things, "visits": held})
        case (plural,) if plural in {thing.plural for thing in THINGS}:
            thing = next(each for each in THINGS if each.plural == plural)
            rows = tuple(
                a_thing(choices, thing, question, anchor, facts.documents or ())
                for _ in range(choices.one((0, 1, 2)))
            )
            return replace(facts, things={**facts.things, plural: rows})
        case (name,):
            return replace(
                facts, values={**facts.values, name: _value_for(choices, name, facts, question, anchor)}
            )
        case (plural, place, name):
            return _with_property(choices, facts, plural, int(place), name, question, anchor)
        case _:
            raise AssertionError(path)


def _value_for(choices: Choices, name: str, facts: Facts, question: Question, anchor: int) -> Any:
    fact = next(each for each in (*STATED, *PORT_FACTS) if each.name == name)
    if fact.type is Type.PARTIAL and name in facts.values:
        return (choices.number(*facts.values[name]),) * 2
    return a_value(choices, fact, question, anchor)


def _with_property(
    choices: Choices, facts: Facts, plural: str, place: int, name: str, question: Question, anchor: int
) -> Facts:
    if plural == "documents":
        assert facts.documents is not None
        rows = _filled(choices, "document", facts.documents, place, name, facts, question, anchor)
        return replace(facts, documents=rows)
    heading, _, state = plural.partition("/")
    kind = next(thing.kind for thing in THINGS if thing.plural == heading)
    held: Any = facts.things[heading]
    if state:
        filled = _filled(choices, kind, held[state], place, name, facts, question, anchor)
        return replace(facts, things={**facts.things, heading: {**held, state: filled}})
    rows = _filled(choices, kind, held, place, name, facts, question, anchor)
    return replace(facts, things={**facts.things, heading: rows})


def _filled(
    choices: Choices,
    kind: str,
    rows: tuple[Row, ...],
    place: int,
    name: str,
    facts: Facts,
    question: Question,
    anchor: int,
) -> tuple[Row, ...]:
    thing = DOCUMENT if kind == "document" else THING[kind]
    slots, row = THING_SLOT[kind], rows[place]
    value: Any
    if name == "document":
        labels = [each[0] for each in facts.documents or ()]
        value = choices.one(labels) if labels else None
    elif kind == "visit" and name == "entered_on":
        value = (row[slots["exited_on"]] or anchor) - choices.one((0, 1, 9, 80))
    elif kind == "visit" and name == "exited_on":
        entered = row[slots["entered_on"]]
        value = anchor if entered is None else choices.number(entered, anchor)
    else:
        value = a_value(choices, thing.properties[slots[name]], question, anchor)
    changed = _with(row, kind, name, value)
    return (*rows[:place], changed, *rows[place + 1 :])


def said_to_the_end(choices: Choices, facts: Facts, question: Question, anchor: int) -> Facts:
    """Return *facts* with everything stated."""
    for _ in range(12):
        unsaid = openings(facts, question)
        if not unsaid:
            return _with_purposes(choices, facts)
        for path in unsaid:
            if path in openings(facts, question):
                facts = said(choices, facts, path, question, anchor)
    raise AssertionError(openings(facts, question))


def _with_purposes(choices: Choices, facts: Facts) -> Facts:
    """Return *facts* with the purposes of every visa of which no State in play has a table."""
    slots, words = THING_SLOT["visa"], THING["visa"].properties[THING_SLOT["visa"]["purposes"]].words
    visas = tuple(
        row
        if row[slots["issuing_state"]] in STATES[:2]
        else _with(row, "visa", "purposes", frozenset(some(choices, words[:WORDS_IN_PLAY], 1, 2)))
        for row in facts.things["visas"]
    )
    return replace(facts, things={**facts.things, "visas": visas})


def _with(row: Row, kind: str, name: str, value: Any) -> Row:
    slot = THING_SLOT[kind][name]
    return (*row[:slot], value, *row[slot + 1 :])


def _years_before(when: int, years: int) -> int:
    start = date.fromordinal(when)
    last = 28 if (start.month, start.day) == (2, 29) else start.day
    return start.replace(year=start.year - years, day=last).toordinal()


def mixed(choices: Choices, facts: Facts, question: Question, anchor: int, percent: int) -> Facts:
    """Return another traveller: about *percent* of *facts* as somebody else would state them."""
    other = a_traveller(choices, question, anchor)
    values: Mapping[str, Any] = {
        name: other.values.get(name, value)
        if name not in ("nationality", "nationalities", "ending_stay.document") and choices.whether(percent)
        else value
        for name, value in facts.values.items()
    }
    kept = {
        plural: held
        if plural in ("visas", "permits") or not choices.whether(percent)
        else other.things[plural]
        for plural, held in facts.things.items()
    }
    return Facts(values, facts.documents, kept)
