"""Question and facts laid out for an evaluator: one view for each document to show."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple

from crosscheck.dates import NO_END
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
_DATE: Final = SLOT["crossing.date"]
_UNTIL: Final = SLOT["stay.until"]
_FROM: Final = SLOT["crossing.from"]
_TO: Final = SLOT["crossing.to"]
_DIRECTION: Final = SLOT["crossing.direction"]
_NATIONALITY: Final = SLOT["nationality"]
_NATIONALITIES: Final = SLOT["nationalities"]
_SHOWN_NATIONALITY: Final = _DOCUMENT["nationality"]
_LABEL: Final = _DOCUMENT["label"]
_TIE: Final = "tied_to_document_shown"
_TIED: Final = tuple(
    (SLOT[thing.plural], THING_SLOT[thing.kind][_TIE], THING_SLOT[thing.kind]["document"])
    for thing in THINGS
    if _TIE in THING_SLOT[thing.kind]
)
"""Where a view holds what may be tied to a document; where a row says so, and where it names the document."""
_NO_DOCUMENT: Final = ((SLOT["document.type"], "none"), (SLOT["document.issuing_state"], "none"))

_ALL_TIME: Final = Period(None, None)
_LAST_DAY: Final = date.max.toordinal()

_VISA = THING_SLOT["visa"]
_ISSUER: Final = _VISA["issuing_state"]
_CATEGORY: Final = _VISA["category"]
_PURPOSES: Final = _VISA["purposes"]


class Situation(NamedTuple):
    """Everything an evaluator reads of one case.

    *views* holds one view for each document held; one alone where documents are
    unstated or none is held.  *unsettled* maps the port's facts that no source settles on
    that day to what is known of them.  *assumed* names what was taken for granted.
    *steady*: what the rules know of the port is the same on the days next to this one.
    """

    views: tuple[View, ...]
    unsettled: Mapping[str, DatedValue]
    assumed: tuple[str, ...]
    steady: bool


def situation(rules: RuleSet, question: Question, facts: Facts) -> Situation:
    """Return the views of *facts* under *question*, with what the rules know of port and visas."""
    return Layout(rules).situation(question, facts)


class Layout:
    """Lays out cases, with what *rules* know of ports and visas."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._ports: dict[str, _PortDays] = {}

    def situation(self, question: Question, facts: Facts) -> Situation:
        """Return the views of *facts* under *question*."""
        values, documents = facts.values, facts.documents
        base = self._stated(facts)
        base[_DATE], base[_DIRECTION] = question.day, question.direction
        base[_FROM], base[_TO] = question.exit_state, question.entry_state
        unsettled: Mapping[str, DatedValue] = {}
        steady = True
        if question.port is not None:
            port = self._port_days(question.port).on(question.day)
            unsettled = port.lay_out(base)
            steady = port.first < question.day < port.last

        assumed = question.assumed
        nationality = values.get("nationality")
        if base[_NATIONALITIES] is None:
            base[_NATIONALITIES] = _nationalities_shown(nationality, documents)
            if base[_NATIONALITIES] is not None:
                assumed = (*assumed, "nationalities")
        if not documents:
            if documents is not None:
                for slot, value in _NO_DOCUMENT:
                    base[slot] = value
            elif any(base[slot] for slot, _, _ in _TIED):
                assumed = (*assumed, "visas.document")
            _tie(base, None, several=False)
            return Situation((tuple(base),), unsettled, assumed, steady)
        views = []
        several = len(documents) > 1
        for row in documents:
            view = base.copy() if several else base
            for slot, column in _SHOWN:
                view[slot] = row[column]
            if nationality is None:
                view[_NATIONALITY] = row[_SHOWN_NATIONALITY]
            _tie(view, row[_LABEL], several=several)
            views.append(tuple(view))
        return Situation(tuple(views), unsettled, assumed, steady)

    def views_on(self, day: int, question: Question, facts: Facts, case: Situation) -> tuple[View, ...]:
        """Return the views that `situation` would have on *day*, from *case*, which is of the day of *question*.

        Only the day itself, the last day of a stay that was stated in days, and what the port
        is by date can differ.
        """
        facts = _begun_later(facts, day - question.day)
        if not case.steady:
            then = Question(question.exit_state, question.entry_state, day, question.port, question.direction)
            return self.situation(then, facts).views
        until = facts.values.get("stay.until")
        return tuple([_with_days(view, day, until) for view in case.views])

    def _stated(self, facts: Facts) -> list[Any]:
        """Return a view of what the traveller states of himself."""
        view: list[Any] = [None] * len(VIEW)
        for name, value in facts.values.items():
            if (slot := SLOT.get(name)) is not None:
                view[slot] = value
        for plural, rows in facts.things.items():
            visas = plural == "visas" and rows
            view[SLOT[plural]] = tuple([self._with_purposes(row) for row in rows]) if visas else rows
        return view

    def _with_purposes(self, row: Row) -> Row:
        """Return a visa with the purposes that its State's table gives its category.

        What a visa is for is the State's to say: the table wins over what the traveller says.
        """
        rules, category = self._rules.states.get(row[_ISSUER]), row[_CATEGORY]
        known = None if rules is None or category is None else rules.visas.get(category)
        if known is None or known.purposes is None:
            return row
        return (*row[:_PURPOSES], known.purposes, *row[_PURPOSES + 1 :])

    def _port_days(self, port: str) -> "_PortDays":
        if port not in self._ports:
            self._ports[port] = _PortDays(self._rules.ports[port])
        return self._ports[port]


def _begun_later(facts: Facts, days: int) -> Facts:
    """Return *facts* of one who crosses so many days later: a stay stated in days ends as much later."""
    until = facts.values.get("stay.until")
    if until is None or "stay.days" not in facts.values:
        return facts
    return replace(facts, values={**facts.values, "stay.until": min(until + days, _LAST_DAY)})


def _with_days(view: View, day: int, until: int | None) -> View:
    then = list(view)
    then[_DATE], then[_UNTIL] = day, until
    return tuple(then)


class _PortDays:
    """What a port is by date: one `_PortFacts` for all days on which nothing of it changes."""

    def __init__(self, port: Port) -> None:
        periods = [value.period for name in _PORT_FACTS for value in port.facts.get(name, ())]
        changes = {period.first for period in periods if period.first}
        changes |= {period.last + 1 for period in periods if period.last}
        self._changes = sorted(changes)
        self._between = tuple(
            _PortFacts(port, first, until - 1) for first, until in pairwise((0, *self._changes, NO_END + 1))
        )

    def on(self, day: int) -> "_PortFacts":
        """Return what the port is on *day*."""
        return self._between[bisect_right(self._changes, day)]


class _PortFacts:
    """What is known of a port from *first* to *last*, and what no source settles."""

    def __init__(self, port: Port, first: int, last: int) -> None:
        self.first, self.last = first, last
        known = {name: _on_day(port.facts.get(name, ()), first) for name in _PORT_FACTS}
        self._settled = tuple(
            (SLOT[name], value.value) for name, value in known.items() if value is not None and value.settled
        )
        self._unsettled = {
            name: value or DatedValue(_ALL_TIME, None, settled=False, sources=port.sources)
            for name, value in known.items()
            if value is None or not value.settled
        }
        self._open_slots = tuple(SLOT[name] for name in self._unsettled)

    def lay_out(self, view: list[Any]) -> Mapping[str, DatedValue]:
        """Fill in the port's facts, unless the traveller states them; return those that are not settled."""
        for slot, value in self._settled:
            if view[slot] is None:
                view[slot] = value
        for slot in self._open_slots:
            if view[slot] is not None:
                return {name: value for name, value in self._unsettled.items() if view[SLOT[name]] is None}
        return self._unsettled


def _on_day(values: Iterable[DatedValue], day: int) -> DatedValue | None:
    for value in values:
        if (value.period.first or 0) <= day and (value.period.last is None or day <= value.period.last):
            return value
    return None


def _nationalities_shown(nationality: str | None, documents: tuple[Row, ...] | None) -> frozenset[str] | None:
    """Return every nationality that the documents show, None where one of them is unstated."""
    if nationality is not None:
        return frozenset((nationality,))
    shown = [row[_SHOWN_NATIONALITY] for row in documents or ()]
    return frozenset(shown) if shown and None not in shown else None


def _tie(view: list[Any], label: str | None, *, several: bool) -> None:
    """Say of each visa and permit whether it is tied to the document shown.

    A sole document is the one that everything is tied to.  Among several, a tie that is
    unstated is unknown.
    """
    for slot, column, document in _TIED:
        if rows := view[slot]:
            view[slot] = tuple(
                [
                    (
                        *row[:column],
                        _is_tied(row[document], label) if several else True,
                        *row[column + 1 :],
                    )
                    for row in rows
                ]
            )


def _is_tied(tied_to: str | None, label: str | None) -> bool | None:
    return None if tied_to is None else tied_to == label
