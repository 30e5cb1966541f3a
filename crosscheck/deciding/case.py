"""Question and facts laid out for an evaluator: one view for each document to show."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

from crosscheck.deciding.coverage import demand_port
from crosscheck.deciding.decision import UnlistedVisa
from crosscheck.deciding.facts import Facts, Question, View, contains
from crosscheck.deciding.stated import PLAIN, Row, Unheard
from crosscheck.deciding.visas import VisaTables
from crosscheck.language.nodes import Among, Both, Compare, Held, Its, Literal, Period, Predicate
from crosscheck.language.trees import nodes_in
from crosscheck.language.vocabulary import PATHS, PORT_FACTS, PORT_SOURCES, SLOT, THING_SLOT, VIEW
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

_PORT_VIEW: Final = VIEW[_OF_PORT]
_UNSTATED: Final = [None] * len(_PORT_VIEW)
_LaidOut: TypeAlias = tuple[Sequence[Any], tuple[Sequence[str], ...], Mapping[str, DatedValue]]
"""The part of a view that the port fills; from what each of its facts is cited; what of them is not settled."""

_SOURCES: Final = SLOT[PORT_SOURCES]

_ALL_TIME: Final = Period(None, None)
_REMEMBERED: Final = 4096
"""Days of which it is kept what a port is on them."""
_LAST_DAY: Final = date.max.toordinal()

_VISAS: Final = SLOT["visas"]
_PATHS: Final = SLOT[PATHS]


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
        self._port_days = cache(lambda port: _PortDays(demand_port(rules, port), rules.sources))
        self._visas = VisaTables(rules)
        self._issuers = cache(self._issuers_at)
        self._borders = frozenset(frozenset((port.home, port.neighbour)) for port in rules.ports.values())

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
            port = self._port_days(question.port).on(day)
        border = frozenset((question.exit_state, question.entry_state))
        without_ports = port is None and None not in border and border not in self._borders
        for said in stated.views:
            view = [*said]
            view[_DATE], view[_DIRECTION] = day, question.direction
            view[_FROM], view[_TO] = question.exit_state, question.entry_state
            if moved and stated.stays_days:
                view[_UNTIL] = min(view[_UNTIL] + moved, _LAST_DAY)
            if port is not None:
                unsettled = port.lay_out(view)
            elif without_ports:
                view[_PATHS] = (view[_PATHS] or PLAIN)._replace(port=None)
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
        issuers = self._issuers(question.exit_state, question.entry_state, question.port)
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


class _PortDays:
    """What a port is by date: one `_PortFacts` for all days on which it is the same."""

    def __init__(self, port: Port, sources: Mapping[str, Source]) -> None:
        periods = [value.period for name in PORT_FACTS for value in port.facts.get(name, ())]
        changes = {period.first for period in periods if period.first}
        changes |= {period.last + 1 for period in periods if period.last}
        self._port, self._sources = port, sources
        self._changes = sorted(changes)
        self._known: dict[tuple[int, Any], _PortFacts] = {}
        self.on = lru_cache(_REMEMBERED)(self._worked_out)

    def _worked_out(self, day: int) -> "_PortFacts":
        """Return what the port is on *day*."""
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
        self._known: dict[str, Any] = {}
        self._cited: dict[str, Sequence[str]] = {}
        self._unsettled: dict[str, DatedValue] = {}
        for name in PORT_FACTS:
            dated = [each for each in port.facts.get(name, ()) if day in each.period]
            value = next((each for each in dated if not each.of), None)
            if name == _CLOSED and closed is not None:
                value = closed
            settled = value is not None and value.settled
            held = value.value if value is not None and settled else None
            self._cited[name] = strongest(value.sources, sources) if value is not None and settled else ()
            if held is None:
                self._unsettled[name] = value or DatedValue(
                    _ALL_TIME, None, settled=False, sources=port.sources
                )
            elif doubts := [each for each in dated if each.of]:
                words = frozenset().union(*[each.of or () for each in doubts])
                held = held - words, held | words
                self._unsettled[name] = doubts[0]
            self._known[name] = held
        self._unstated = cache(lambda mode: self._around(mode, _UNSTATED))

    def lay_out(self, view: list[Any]) -> Mapping[str, DatedValue]:
        """Fill in the port's facts, unless the traveller states them; return those that are not settled."""
        mode, stated = view[_MODE], view[_OF_PORT]
        laid_out = self._unstated(mode) if stated == _UNSTATED else self._around(mode, stated)
        view[_OF_PORT], view[_SOURCES], unsettled = laid_out
        return unsettled

    def _around(self, mode: str | None, stated: Sequence[Any]) -> _LaidOut:
        own = {name: value for name, value in zip(_PORT_VIEW, stated, strict=True) if value is not None}
        known = self._known | own
        modes = known[_MODES]
        # where no way of crossing is stated, one that the port has is assumed
        has_mode = None if modes is None else True if mode is None else contains(modes, mode)
        known[_HAS_MODE] = has_mode
        unsettled = self._unsettled
        if has_mode is None:
            unsettled = unsettled | {_HAS_MODE: unsettled[_MODES]}
        cited = tuple([() if name in own else self._cited[name] for name in PORT_FACTS])
        left = {name: value for name, value in unsettled.items() if name not in own}
        return [known[name] for name in _PORT_VIEW], cited, left


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
