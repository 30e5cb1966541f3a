"""What a way out changes, how it is followed, and the one table of which comes first.

Values are the engine's own: days are ordinals, States and ports are codes and ids.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.facts import Facts, Question, Row
from crosscheck.deciding.question import at_port
from crosscheck.deciding.stated import labels
from crosscheck.language.vocabulary import PORT_FACTS, THING_SLOT, THINGS, TIE
from crosscheck.rulebook.ruleset import RuleSet

Kind: TypeAlias = Literal["port", "day", "stay", "paper", "passport", "visa"]

RANK: Final[tuple[Kind, ...]] = ("port", "day", "stay", "paper", "passport", "visa")
"""The kinds of change, what costs a traveller least first: the one place where that is said."""

_DOCUMENT: Final = THING_SLOT["document"]
_TIED: Final = tuple(
    (thing.plural, THING_SLOT[thing.kind]["document"]) for thing in THINGS if TIE in THING_SLOT[thing.kind]
)
_LAST_DAY: Final = date.max.toordinal()


class PortChange(NamedTuple):
    """Cross at another *port* of the same border."""

    kind: Literal["port"]
    port: str


class DayChange(NamedTuple):
    """Cross on another *day*; it works on each day from then to *until*, None: on all that were tried."""

    kind: Literal["day"]
    day: int
    until: int | None


class StayChange(NamedTuple):
    """Stay so many *days* at most, that of the entry the first and *last_day* the last."""

    kind: Literal["stay"]
    days: int
    last_day: int


class PaperChange(NamedTuple):
    """Obtain a paper: *row* is what the rule asks of it."""

    kind: Literal["paper"]
    paper: str
    issuing_state: str | None
    row: Row


class PassportChange(NamedTuple):
    """Renew the document at *place*, so that it is valid *until* that day at least; *type* is what it is.

    *blank_pages* is how many are asked for, None where nothing is.
    """

    kind: Literal["passport"]
    place: int
    type: str
    until: int
    blank_pages: int | None


class VisaChange(NamedTuple):
    """Obtain a visa of any of *categories* (none: the State has no table of them); *rows* has one visa for each."""

    kind: Literal["visa"]
    issuing_state: str
    categories: tuple[str, ...]
    rows: tuple[Row, ...]


Change: TypeAlias = PortChange | DayChange | StayChange | PaperChange | PassportChange | VisaChange


class WayOut(NamedTuple):
    """What to change for *verdict*: a pass, or a conditional in which nothing is open that was not.

    *kind* is that of the one change, or `pair` of two; *wanted* are the paths that are then still to be stated,
    *unsettled* names what no source settles, of requirements that no fact could decide.
    No part of it works alone.
    """

    kind: str
    changes: tuple[Change, ...]
    verdict: Verdict
    wanted: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


def place_of(way: WayOut, question: Question) -> tuple[Any, ...]:
    """Return where *way* comes: fewest changes, then rank, then the nearest day and the most days kept."""
    near = [abs(each.day - question.day) for each in way.changes if isinstance(each, DayChange)]
    days = [-each.days for each in way.changes if isinstance(each, StayChange)]
    return len(way.changes), [RANK.index(each.kind) for each in way.changes], near, days


def followed(
    question: Question, facts: Facts, changes: Sequence[Change], rules: RuleSet
) -> tuple[Question, Facts]:
    """Return question and facts of a traveller who followed *changes*; of several categories, the first."""
    for change in sorted(changes, key=lambda each: RANK.index(each.kind)):
        question, facts = _changed(question, facts, change, rules)
    return question, facts


def _changed(question: Question, facts: Facts, change: Change, rules: RuleSet) -> tuple[Question, Facts]:
    match change:
        case PortChange(port=port):
            # what was stated of a port was of the one that was asked
            values = {name: value for name, value in facts.values.items() if name not in PORT_FACTS}
            facts = facts if len(values) == len(facts.values) else replace(facts, values=values)
            return at_port(question, rules.ports[port]), facts
        case DayChange(day=day):
            return on_day(question, facts, day)
        case StayChange(last_day=last):
            values = {**facts.values, "stay.until": last}
            if "stay.days" in values:
                values["stay.days"] = last - question.day + 1
            return question, replace(facts, values=values)
        case PaperChange(row=row):
            return question, replace(facts, things={**facts.things, "papers": (*facts.things["papers"], row)})
        case VisaChange(rows=rows, issuing_state=issuer):
            return question, replace(
                facts, things={**facts.things, "visas": _and(facts.things["visas"], issuer, rows[0])}
            )
        case PassportChange():
            return question, _renewed(question, facts, change)


def on_day(question: Question, facts: Facts, day: int) -> tuple[Question, Facts]:
    """Return the same crossing on another *day*: days of stay that were stated are kept."""
    if "stay.days" in facts.values and (until := facts.values.get("stay.until")) is not None:
        moved = min(until + day - question.day, _LAST_DAY)
        facts = replace(facts, values={**facts.values, "stay.until": moved})
    return replace(question, day=day, assumed=_without(question.assumed, "date")), facts


def _without(assumed: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple([each for each in assumed if each != name])


def _and(held: Any, issuer: str, row: Row) -> Any:
    if isinstance(held, Mapping):
        return {**held, issuer: (*held.get(issuer, ()), row)}
    return (*held, row)


def _renewed(question: Question, facts: Facts, change: PassportChange) -> Facts:
    """Return *facts* with the new document: in the place of the old one, or beside it where that has visas or permits in it."""
    documents = facts.documents or ()
    row = [*documents[change.place]]
    row[_DOCUMENT["date_of_expiry"]] = change.until
    if row[_DOCUMENT["date_of_issue"]] is not None:
        row[_DOCUMENT["date_of_issue"]] = question.day  # at the latest
    if change.blank_pages is not None:
        row[_DOCUMENT["blank_pages"]] = change.blank_pages
    called = labels(documents)
    old = called[change.place]
    tied = {
        plural: each for plural, column in _TIED if (each := _tie(facts, plural, column, old, len(documents)))
    }
    stays_in_old = any(tied.values())
    if not stays_in_old and facts.values.get("ending_stay.document") != old:
        new = (*documents[: change.place], tuple(row), *documents[change.place + 1 :])
        return replace(facts, documents=new)
    row[_DOCUMENT["label"]] = None
    return replace(facts, documents=(*documents, tuple(row)), things={**facts.things, **tied})


def _tie(facts: Facts, plural: str, column: int, label: str, documents: int) -> Any:
    """Return what is held of *plural*, tied to the document called *label* as far as it is; None where nothing is."""
    held = facts.things.get(plural)
    if not held:
        return None

    def in_it(row: Row) -> bool:
        return row[column] == label or (documents == 1 and row[column] is None)

    def tied(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple([(*row[:column], label, *row[column + 1 :]) if in_it(row) else row for row in rows])

    if isinstance(held, Mapping):
        found = any(in_it(row) for rows in held.values() for row in rows)
        return {state: tied(rows) for state, rows in held.items()} if found else None
    return tied(held) if any(map(in_it, held)) else None


Agrees: TypeAlias = Callable[[Question, Facts], bool]
"""Tells whether what a change made can be true of one traveller."""
