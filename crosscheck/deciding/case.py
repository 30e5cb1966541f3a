"""Question and facts laid out for an evaluator: one view for each document to show."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from crosscheck.deciding.coverage import demand_port
from crosscheck.deciding.decision import UnlistedVisa
from crosscheck.deciding.facts import Facts, Question, View, contains
from crosscheck.deciding.stated import Row, Unheard
from crosscheck.deciding.visas import VisaTables
from crosscheck.language.nodes import Among, Both, Compare, Held, Its, Literal, Period, Predicate
from crosscheck.language.trees import nodes_in
from crosscheck.language.vocabulary import PORT_FACTS, PORT_SOURCES, SLOT, THING_SLOT
from crosscheck.rulebook.citation import Source, strongest
from crosscheck.rulebook.closings import closed_for
from crosscheck.rulebook.ruleset import DatedValue, Port, RuleSet

_CLOSED: Final = "port.closed_for"
_HAS_MODE: Final = "port.has_mode"
_MODES: Final = "port.modes"
_PORT_MODES: Final = SLOT[_MODES]
_MODE: Final = SLOT["crossing.mode"]
_DATE: Final = SLOT["crossing.date"]
_UNTIL: Final = SLOT["stay.until"]
_FROM: Final = SLOT["crossing.from"]
_TO: Final = SLOT["crossing.to"]
_DIRECTION: Final = SLOT["crossing.direction"]
_OF_PORT: Final = slice(SLOT[PORT_FACTS[0]], SLOT[PORT_FACTS[-1]] + 1)
"""Where a view holds what the port is; whether it has the stated mode stands among it."""

_SOURCES: Final = SLOT[PORT_SOURCES]

_ALL_TIME: Final = Period(None, None)
_REMEMBERED: Final = 4096
"""Days of which it is kept what a port is on them."""
_LAST_DAY: Final = date.max.toordinal()
_NOTHING: Final = DatedValue(_ALL_TIME, None, settled=False, sources=())

_VISAS: Final = SLOT["visas"]


class Situation(NamedTuple):
    """Everything an evaluator reads of one case.

    *views* holds one view for each document held; one alone where documents are
    unstated or none is held.  *unsettled* maps the port's facts that no source settles on
    that day to what is known of them.  *assumed* names what was taken for granted.
    *unlisted* are the visas held whose category is not in the table of their State.
    """

    views: tuple[View, ...]
    unsettled: Mapping[str, DatedValue]
    assumed: tuple[str, ...]
    unlisted: tuple[UnlistedVisa, ...]


class Layout:
    """Lays out cases, with what *rules* know of ports and visas."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._ports: dict[str, _PortDays] = {}
        self._visas = VisaTables(rules)
        self._issuers: dict[tuple[str | None, ...], frozenset[str] | None] = {}

    def situation(self, question: Question, facts: Facts, *, moved: int = 0) -> Situation:
        """Return the views of *facts* under *question*, or as they would be if it were asked *moved* days later.

        Raises:
            UncoveredError: The rules do not know the port.
        """
        stated, day = facts.stated, question.day + moved
        views, assumed, port = [], question.assumed, None
        unsettled: Mapping[str, DatedValue] = {}
        unlisted: tuple[UnlistedVisa, ...] = ()
        if question.port is not None:
            port = (self._ports.get(question.port) or self._port_days(question.port)).on(day)
        for said in stated.views:
            view = [*said]
            view[_DATE], view[_DIRECTION] = day, question.direction
            view[_FROM], view[_TO] = question.exit_state, question.entry_state
            if moved and stated.stays_days:
                view[_UNTIL] = min(view[_UNTIL] + moved, _LAST_DAY)
            if port is not None:
                unsettled = port.lay_out_around(view) if stated.of_port else port.lay_out(view)
            if visas := view[_VISAS]:
                view[_VISAS], unlisted = self._visas.told(visas)
            if stated.visas_of is not None:
                view[_VISAS] = (*view[_VISAS], *self._unheard(question, stated.visas_of))
            views.append(tuple(view))
        if views[0][_MODE] is None and views[0][_PORT_MODES] is not None:
            assumed = (*assumed, "crossing.mode")
        return Situation(tuple(views), unsettled, assumed + stated.assumed + facts.assumed, unlisted)

    def _unheard(self, question: Question, visas_of: frozenset[str]) -> Iterator[Row]:
        """Yield a row for the visas of each other State that a rule asks for; one for all if any State's may do."""
        key = question.exit_state, question.entry_state, question.port
        if key not in self._issuers:
            self._issuers[key] = self._issuers_at(*key)
        issuers = self._issuers[key]
        for state in (None,) if issuers is None else sorted(issuers - visas_of):
            yield Unheard(state if name == "issuing_state" else None for name in THING_SLOT["visa"])

    def _issuers_at(
        self, leaving: str | None, entering: str | None, port: str | None
    ) -> frozenset[str] | None:
        """Return the States whose visas rules ask for there; None where one does not say by name whose."""
        found: frozenset[str] = frozenset()
        rules: list[Any] = [] if port is None else [self._rules.ports[port]]
        for state, movement in ((leaving, "exit"), (entering, "entry")):
            if (of_state := self._rules.states.get(state or "")) is not None:
                rules += [of_state.requirements.get(movement, ()), of_state.notices.get(movement, ())]
        for visa in nodes_in(tuple(rules), Held):
            if visa.kind != "visa":
                continue
            named = [
                states
                for condition in visa.conditions
                for each in _demanded(condition.predicate)
                if (states := _issued_by(each)) is not None
            ]
            if not named:
                return None
            found |= named[0]
        return found

    def _port_days(self, port: str) -> "_PortDays":
        days = self._ports[port] = _PortDays(demand_port(self._rules, port), self._rules.sources)
        return days


class _PortDays:
    """What a port is by date: one `_PortFacts` for all days on which it is the same."""

    def __init__(self, port: Port, sources: Mapping[str, Source]) -> None:
        periods = [value.period for name in PORT_FACTS for value in port.facts.get(name, ())]
        changes = {period.first for period in periods if period.first}
        changes |= {period.last + 1 for period in periods if period.last}
        self._port, self._sources = port, sources
        self._changes = sorted(changes)
        self._known: dict[tuple[int, Any], _PortFacts] = {}
        self._days: dict[int, _PortFacts] = {}

    def on(self, day: int) -> "_PortFacts":
        """Return what the port is on *day*."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= _REMEMBERED:
                self._days.clear()
            found = self._days[day] = self._worked_out(day)
        return found

    def _worked_out(self, day: int) -> "_PortFacts":
        between = bisect_right(self._changes, day)
        closings = self._port.closings
        closed = None if closings is None else closed_for(closings, day)
        key = between, None if closed is None else (closed.value, closed.sources, closed.doubt)
        if key not in self._known:
            self._known[key] = _PortFacts(self._port, self._sources, day, closed)
        return self._known[key]


class _PortFacts:
    """What is known of a port on one day and all like it, and what no source settles."""

    def __init__(
        self, port: Port, sources: Mapping[str, Source], day: int, closed: DatedValue | None
    ) -> None:
        known = {name: _on_day(port.facts.get(name, ()), day) for name in PORT_FACTS}
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
        self._cited = tuple(
            strongest(value.sources, sources) if value is not None and value.settled else ()
            for value in known.values()
        )
        self._mode_unsettled = self._unsettled | {_HAS_MODE: self._unsettled.get(_MODES, _NOTHING)}
        self._modes = next(value for name, _, value in self._values if name == _MODES)
        self._given: dict[str | None, tuple[Sequence[Any], Mapping[str, DatedValue]]] = {}

    def lay_out(self, view: list[Any]) -> Mapping[str, DatedValue]:
        """Fill in the port's facts; return those that are not settled."""
        mode = view[_MODE]
        if mode not in self._given:
            has_mode = _has_mode(self._modes, mode)
            unsettled = self._mode_unsettled if has_mode is None else self._unsettled
            known = {slot: value for _, slot, value in self._values} | {SLOT[_HAS_MODE]: has_mode}
            self._given[mode] = [value for _, value in sorted(known.items())], unsettled
        view[_OF_PORT], open_ones = self._given[mode]
        view[_SOURCES] = self._cited
        return open_ones

    def lay_out_around(self, view: list[Any]) -> Mapping[str, DatedValue]:
        """Fill in the port's facts, unless the traveller states them; return those that are not settled."""
        unsettled, stated = self._unsettled, set()
        for name, slot, value in self._values:
            if view[slot] is None:
                view[slot] = value
            else:
                stated.add(name)
        view[_SOURCES] = tuple(
            [() if name in stated else cited for name, cited in zip(PORT_FACTS, self._cited, strict=True)]
        )
        has_mode = view[SLOT[_HAS_MODE]] = _has_mode(view[SLOT[_MODES]], view[_MODE])
        if has_mode is None:
            unsettled = self._mode_unsettled
        return {name: value for name, value in unsettled.items() if name not in stated}


def _issued_by(predicate: Predicate) -> frozenset[str] | None:
    """Return the States of which *predicate* demands that one issued the visa; None where it names none."""
    match predicate:
        case Among(Its("issuing_state"), values, False):
            return values
        case Compare(Its("issuing_state"), "==", Literal(value)):
            return frozenset((str(value),))
        case _:
            return None


def _demanded(predicate: Predicate) -> tuple[Predicate, ...]:
    """Return the predicates all of which must hold for *predicate* to hold."""
    return predicate.items if isinstance(predicate, Both) else (predicate,)


def _has_mode(modes: Any, mode: str | None) -> bool | None:
    """Return whether a port with *modes* has *mode*; where none is stated, one that it has is assumed."""
    return None if modes is None else True if mode is None else contains(modes, mode)


def _on_day(values: Iterable[DatedValue], day: int) -> DatedValue | None:
    return next((value for value in values if not value.of and _is_on(value, day)), None)


def _is_on(value: DatedValue, day: int) -> bool:
    return (value.period.first or 0) <= day and (value.period.last is None or day <= value.period.last)
