"""Question and facts laid out for an evaluator: one view for each document to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from crosscheck.expr.nodes import Period
from crosscheck.facts import Facts, Question, Row, View
from crosscheck.rulebook import DatedValue, Port, RuleSet
from crosscheck.vocabulary import DOCUMENT, FACTS, SLOT, THING_SLOT, THINGS, VIEW

_DOCUMENT = THING_SLOT["document"]
_SHOWN: Final = tuple(
    (SLOT[f"document.{fact.name}"], _DOCUMENT[fact.name])
    for fact in DOCUMENT.properties
    if f"document.{fact.name}" in SLOT
)
_PORT_FACTS: Final = tuple(fact.name for fact in FACTS if fact.name.startswith("port."))
_QUESTION: Final = tuple(
    SLOT[name] for name in ("crossing.date", "crossing.from", "crossing.to", "crossing.direction")
)
_DATE: Final = SLOT["crossing.date"]
_NATIONALITIES: Final = SLOT["nationalities"]
_VISAS: Final = SLOT["visas"]
_TIED: Final = tuple(thing for thing in THINGS if "tied_to_document_shown" in THING_SLOT[thing.kind])
_NO_DOCUMENT: Final = {"document.type": "none", "document.issuing_state": "none"}

_ALL_TIME: Final = Period(None, None)

_PURPOSES: Final = THING_SLOT["visa"]["purposes"]


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything an evaluator reads of one case.

    *views* holds one view for each document held; one alone where documents are
    unstated or none is held.  *unsettled* maps the port's facts that no source settles on
    that day to what is known of them.  *assumed* names what was taken for granted.
    """

    views: tuple[View, ...]
    unsettled: dict[str, DatedValue]
    assumed: tuple[str, ...]


def situation(rules: RuleSet, question: Question, facts: Facts) -> Situation:
    """Return the views of *facts* under *question*, with what the rules know of port and visas."""
    values = facts.values
    base: list[Any] = [None] * len(VIEW)
    for name, value in values.items():
        if (slot := SLOT.get(name)) is not None:
            base[slot] = value
    asked = question.day, question.exit_state, question.entry_state, question.direction
    for slot, value in zip(_QUESTION, asked, strict=True):
        base[slot] = value
    unsettled: dict[str, DatedValue] = {}
    if question.port is not None:
        _lay_out_port(rules.ports[question.port], question.day, base, unsettled)
    for plural, rows in facts.things.items():
        base[SLOT[plural]] = rows
    if (visas := facts.things.get("visas")) is not None:
        base[_VISAS] = tuple(_with_purposes(row, rules) for row in visas)

    assumed = list(question.assumed)
    nationality = values.get("nationality")
    if base[_NATIONALITIES] is None:
        base[_NATIONALITIES] = _nationalities_shown(nationality, facts.documents)
        if base[_NATIONALITIES] is not None:
            assumed.append("nationalities")
    documents = facts.documents
    if not documents:
        if documents is not None:
            for name, value in _NO_DOCUMENT.items():
                base[SLOT[name]] = value
        elif any(base[SLOT[thing.plural]] for thing in _TIED):
            assumed.append("visas.document")
        _tie(base, None, several=False)
        return Situation((tuple(base),), unsettled, tuple(assumed))
    views = []
    for row in documents:
        view = list(base)
        for slot, column in _SHOWN:
            view[slot] = row[column]
        if nationality is None:
            view[SLOT["nationality"]] = row[_DOCUMENT["nationality"]]
        _tie(view, row[_DOCUMENT["label"]], several=len(documents) > 1)
        views.append(tuple(view))
    return Situation(tuple(views), unsettled, tuple(assumed))


def on_day(rules: RuleSet, question: Question, facts: Facts, case: Situation) -> Situation:
    """Return what `situation` would, for the day of *question*, from *case* of a day next to it.

    Only the day itself and what the port is by date can differ.
    """
    if question.port is not None:
        port, before = rules.ports[question.port], case.views[0][_DATE]
        if any(_on_day(known, question.day) is not _on_day(known, before) for known in port.facts.values()):
            return situation(rules, question, facts)
    views = tuple((*view[:_DATE], question.day, *view[_DATE + 1 :]) for view in case.views)
    return Situation(views, case.unsettled, case.assumed)


def _lay_out_port(port: Port, day: int, base: list[Any], unsettled: dict[str, DatedValue]) -> None:
    """Fill in the port's facts of that day, unless the traveller states them."""
    for name in _PORT_FACTS:
        if base[SLOT[name]] is not None:
            continue
        known = _on_day(port.facts.get(name, ()), day)
        if known is not None and known.settled:
            base[SLOT[name]] = known.value
        else:
            unsettled[name] = known or DatedValue(_ALL_TIME, None, settled=False, sources=port.sources)


def _on_day(values: Iterable[DatedValue], day: int) -> DatedValue | None:
    for value in values:
        if (value.period.first or 0) <= day and (value.period.last is None or day <= value.period.last):
            return value
    return None


def _with_purposes(row: Row, rules: RuleSet) -> Row:
    """Return a visa with the purposes that its State's table gives its category.

    What a visa is for is the State's to say: the table wins over what the traveller says.
    """
    slots = THING_SLOT["visa"]
    state, category = row[slots["issuing_state"]], row[slots["category"]]
    if state not in rules.states or category is None:
        return row
    known = rules.states[state].visas.get(category)
    if known is None or known.purposes is None:
        return row
    return (*row[:_PURPOSES], known.purposes, *row[_PURPOSES + 1 :])


def _nationalities_shown(nationality: str | None, documents: tuple[Row, ...] | None) -> frozenset[str] | None:
    """Return every nationality that the documents show, None where one of them is unstated."""
    if nationality is not None:
        return frozenset((nationality,))
    shown = [row[_DOCUMENT["nationality"]] for row in documents or ()]
    return frozenset(shown) if shown and None not in shown else None


def _tie(view: list[Any], label: str | None, *, several: bool) -> None:
    """Say of each visa and permit whether it is tied to the document shown.

    A sole document is the one that everything is tied to.  Among several, a tie that is
    unstated is unknown.
    """
    for thing in _TIED:
        rows = view[SLOT[thing.plural]]
        if not rows:
            continue
        slots = THING_SLOT[thing.kind]
        column, tied_to = slots["tied_to_document_shown"], slots["document"]
        view[SLOT[thing.plural]] = tuple(
            (*row[:column], _is_tied(row[tied_to], label, several=several), *row[column + 1 :])
            for row in rows
        )


def _is_tied(tied_to: str | None, label: str | None, *, several: bool) -> bool | None:
    if not several:
        return True
    return None if tied_to is None else tied_to == label
