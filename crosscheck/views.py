"""Question and facts laid out for an evaluator: one view for each document to show."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from crosscheck.closings import closed_for
from crosscheck.expr.nodes import Period
from crosscheck.facts import Facts, Question, Row, View, contains
from crosscheck.rulebook import DatedValue, Port, RuleSet
from crosscheck.vocabulary import DOCUMENT, FACTS, SLOT, THING_SLOT, THINGS, VIEW, Teller

_DOCUMENT = THING_SLOT["document"]
_SHOWN: Final = tuple(
    (SLOT[f"document.{fact.name}"], _DOCUMENT[fact.name])
    for fact in DOCUMENT.properties
    if f"document.{fact.name}" in SLOT
)
_PORT_FACTS: Final = tuple(fact.name for fact in FACTS if fact.teller is Teller.PORT)
_CLOSED: Final = "port.closed_for"
_HAS_MODE: Final = "port.has_mode"
_MODES: Final = "port.modes"
_MODE: Final = SLOT["crossing.mode"]
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
_REMEMBERED: Final = 4096
"""Days of which it is kept what a port is on them."""
_LAST_DAY: Final = date.max.toordinal()
_NOTHING: Final = DatedValue(_ALL_TIME, None, settled=False, sources=())

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
        assumed = question.assumed
        steady = True
        if question.port is not None:
            port = self._port_days(question.port)
            unsettled = port.on(question.day).lay_out(base)
            steady = port.is_steady(question.day)
            if base[_MODE] is None and base[SLOT[_MODES]] is not None:
                assumed = (*assumed, "crossing.mode")
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
    """What a port is by date: one `_PortFacts` for all days on which it is the same."""

    def __init__(self, port: Port) -> None:
        periods = [value.period for name in _PORT_FACTS for value in port.facts.get(name, ())]
        changes = {period.first for period in periods if period.first}
        changes |= {period.last + 1 for period in periods if period.last}
        self._port = port
        self._changes = sorted(changes)
        self._known: dict[tuple[int, Any, str | None], _PortFacts] = {}
        self._days: dict[int, _PortFacts] = {}

    def on(self, day: int) -> "_PortFacts":
        """Return what the port is on *day*."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= _REMEMBERED:
                self._days.clear()
            found = self._days[day] = self._worked_out(day)
        return found

    def is_steady(self, day: int) -> bool:
        """Whether the port is the same on *day* and on the days beside it."""
        return self.on(day - 1) is self.on(day) is self.on(day + 1)

    def _worked_out(self, day: int) -> "_PortFacts":
        between = bisect_right(self._changes, day)
        closings = self._port.closings
        closed = None if closings is None else closed_for(closings, day)
        key = between, None if closed is None else closed.value, None if closed is None else closed.doubt
        if key not in self._known:
            self._known[key] = _PortFacts(self._port, day, closed)
        return self._known[key]


class _PortFacts:
    """What is known of a port on one day and all like it, and what no source settles."""

    def __init__(self, port: Port, day: int, closed: DatedValue | None) -> None:
        known = {name: _on_day(port.facts.get(name, ()), day) for name in _PORT_FACTS}
        if closed is not None:
            known[_CLOSED] = closed
        self._values: list[tuple[str, int, Any]] = []
        self._unsettled: dict[str, DatedValue] = {}
        for name, value in known.items():
            held = value.value if value is not None and value.settled else None
            if held is None:
                self._unsettled[name] = value or DatedValue(
                    _ALL_TIME, None, settled=False, sources=port.sources
                )
            elif doubts := [each for each in port.facts.get(name, ()) if each.of and _is_on(each, day)]:
                words = frozenset().union(*[each.of or () for each in doubts])
                held = held - words, held | words
                self._unsettled[name] = doubts[0]
            self._values.append((name, SLOT[name], held))
        self._mode_unsettled = self._unsettled | {_HAS_MODE: self._unsettled.get(_MODES, _NOTHING)}

    def lay_out(self, view: list[Any]) -> Mapping[str, DatedValue]:
        """Fill in the port's facts, unless the traveller states them; return those that are not settled."""
        unsettled, stated = self._unsettled, set()
        for name, slot, value in self._values:
            if view[slot] is None:
                view[slot] = value
            elif name in unsettled:
                stated.add(name)
        modes, mode = view[SLOT[_MODES]], view[_MODE]
        has_mode = None if modes is None else True if mode is None else contains(modes, mode)
        view[SLOT[_HAS_MODE]] = has_mode
        if has_mode is None:
            unsettled = self._mode_unsettled
        return (
            {name: value for name, value in unsettled.items() if name not in stated} if stated else unsettled
        )


def _on_day(values: Iterable[DatedValue], day: int) -> DatedValue | None:
    return next((value for value in values if not value.of and _is_on(value, day)), None)


def _is_on(value: DatedValue, day: int) -> bool:
    return (value.period.first or 0) <= day and (value.period.last is None or day <= value.period.last)


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
