"""The meaning of the language told a second time, by other means, to hold the engine to.

Here nothing is three-valued.  Whatever is unknown is taken once for what spoils a
condition and once for what helps it (*assume* False, then True); what holds even at the
worst is true, what fails even at the best is false, the rest is unknown.  For logic
without negation of compounds but `none_of`, which turns the assumption around, that is
Kleene's strong logic.  Partial dates and windows are counted out day by day.

It reads rules, question and facts, and shares no code with `crosscheck.deciding`,
`crosscheck.deciding.case`, `crosscheck.deciding.coverage` and `crosscheck.deciding.crossing`.
"""

import operator
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from crosscheck.deciding.decision import Outcome, Verdict
from crosscheck.deciding.facts import Row
from crosscheck.language.dates import NO_END, SAID_OF_MONTH_ENDS, MonthEnds
from crosscheck.language.nodes import (
    AllOf,
    Among,
    AnyOf,
    Both,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    Hours,
    InForce,
    Its,
    Literal,
    Member,
    Moment,
    NoneOf,
    Only,
    Period,
    Predicate,
    Shift,
    Term,
    Validity,
    Window,
)
from crosscheck.language.vocabulary import THING, THING_SLOT
from crosscheck.rulebook.ruleset import Coverage, Ground, Group, Requirement
from tests.generating.cases import Case

Truth = bool | None
Thing = tuple[str, Row]

_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_HORIZON: Final = 800
"""Days of a stay without end that are counted out."""


@dataclass(frozen=True)
class Reading:
    """A case with one of the documents held shown: *shown* is its place, None where there is none."""

    case: Case
    shown: int | None

    # What is known ------------------------------------------------------------------

    def fact(self, name: str) -> Any:
        """Return what is known of a fact, None where nothing is."""
        case, stated = self.case, self.case.facts.values.get(name)
        heading, _, rest = name.partition(".")
        if heading == "crossing" and rest not in ("mode", "time"):
            question = case.question
            return {
                "date": question.day,
                "from": question.exit_state,
                "to": question.entry_state,
                "direction": question.direction,
            }[rest]
        if heading == "document":
            if case.facts.documents == ():
                return "none" if rest in ("type", "issuing_state") else None
            return self._of_document(rest)
        if name == "nationality":
            return stated or self._of_document("nationality")
        if name == "nationalities" and stated is None:
            return self._nationalities()
        if heading == "port" and stated is None:
            return self._of_port(name)
        return stated

    def _of_document(self, name: str) -> Any:
        if self.shown is None:
            return None
        assert self.case.facts.documents
        return self.case.facts.documents[self.shown][THING_SLOT["document"][name]]

    def _nationalities(self) -> frozenset[str] | None:
        shown = [Reading(self.case, place).fact("nationality") for place in places(self.case)]
        return frozenset(shown) if None not in shown else None

    def _of_port(self, name: str) -> Any:
        if self.case.question.port is None:
            return None
        known = self.case.rules.ports[self.case.question.port].facts.get(name, ())
        today = [each for each in known if _within(each.period, self.case.question.day)]
        doubted = {word for each in today for word in each.of or ()}
        for each in today:
            if each.of is None:
                value = each.value if each.settled else None
                return (value - doubted, value | doubted) if doubted and value is not None else value
        return None

    def things(self, kind: str, state: str | None) -> tuple[Row, ...] | None:
        """Return the things of one kind that are held, None where that is unstated."""
        stated = self.case.facts.things.get(THING[kind].plural)
        if kind != "visit" or stated is None:
            rows: tuple[Row, ...] | None = stated
            return rows
        elsewhere: tuple[Row, ...] | None = stated.get("*")
        rows = stated.get(state)
        return elsewhere if rows is None else rows

    def its(self, thing: Thing, name: str) -> Any:
        """Return what is known of a thing's property."""
        kind, row = thing
        slots = THING_SLOT[kind]
        if name == "tied_to_document_shown":
            if len(self.case.facts.documents or ()) < 2:
                return True
            label = row[slots["document"]]
            return None if label is None else label == "none" or label == self._of_document("label")
        value = row[slots[name]]
        if (kind, name) == ("visa", "purposes") and value is None:
            issuer = self.case.rules.states.get(row[slots["issuing_state"]])
            category = issuer and issuer.visas.get(row[slots["category"]])
            return category.purposes if category else None
        return value

    # Terms --------------------------------------------------------------------------

    def possible(self, term: Term, thing: Thing | None) -> list[Any] | None:
        """Return every value that *term* may have, None where any value may be."""
        known = None
        match term:
            case Literal(value):
                return [value]
            case Fact(name):
                known = self.fact(name)
            case Its(name):
                assert thing is not None
                known = self.its(thing, name)
            case Shift(base, amount, unit, month_ends):
                starts, lengths = self.possible(base, thing), self.possible(amount, thing)
                if starts is None or lengths is None:
                    return None
                kinds = SAID_OF_MONTH_ENDS if month_ends is MonthEnds.NOT_SETTLED else (month_ends,)
                moved = (
                    _moved(start, length, unit, each)
                    for each in kinds
                    for start in starts
                    for length in lengths
                )
                return list(dict.fromkeys(moved))
        if known is None:
            return None
        if isinstance(known, tuple) and isinstance(known[0], int):
            return list(range(known[0], known[1] + 1))
        return [known]

    def minutes(self, moment: Moment, thing: Thing | None) -> list[int] | None:
        """Return the first and the last minute that *moment* may be; between them nothing turns."""
        on, at = self.value(moment.day, thing), self.value(moment.time, thing)
        return None if on is None else [24 * 60 * on + time for time in ((0, 1439) if at is None else (at,))]

    def value(self, term: Term, thing: Thing | None) -> Any:
        """Return the value of *term*, None where it is not known for certain."""
        possible = self.possible(term, thing)
        return possible[0] if possible is not None and len(possible) == 1 else None

    # Predicates ---------------------------------------------------------------------

    def holds(self, predicate: Predicate, assume: bool, thing: Thing | None = None) -> bool:
        """Return whether *predicate* holds if what is unknown is as *assume* says."""
        match predicate:
            case AnyOf(branches):
                return any(self.all_hold(branch.conditions, assume, thing) for branch in branches)
            case AllOf(branches):
                return all(self.all_hold(branch.conditions, assume, thing) for branch in branches)
            case NoneOf(branches):
                return not any(self.all_hold(branch.conditions, not assume, thing) for branch in branches)
            case Both(items):
                return all(self.holds(item, assume, thing) for item in items)
            case Held(kind, conditions, state):
                rows = self.things(kind, state)
                if rows is None:
                    return assume
                return any(self.all_hold(conditions, assume, (kind, row)) for row in rows)
            case Window(_, _, _, _, _, _, _):
                return self._keeps_within(predicate, assume, thing)
            case _:
                known = self._test(predicate, thing)
                return assume if known is None else known

    def all_hold(self, conditions: Iterable[Condition], assume: bool, thing: Thing | None = None) -> bool:
        """Return whether every one of *conditions* holds."""
        return all(self.holds(condition.predicate, assume, thing) for condition in conditions)

    def _test(self, predicate: Predicate, thing: Thing | None) -> Truth:
        match predicate:
            case Compare(left, op, right):
                lefts, rights = self.possible(left, thing), self.possible(right, thing)
                if lefts is None or rights is None:
                    return None
                found = {_COMPARE[op](one, other) for one in lefts for other in rights}
                return found.pop() if len(found) == 1 else None
            case Hours(left, op, right, hours):
                lefts, rights = self.minutes(left, thing), self.minutes(right, thing)
                if lefts is None or rights is None:
                    return None
                found = {_COMPARE[op](one, other + 60 * hours) for one in lefts for other in rights}
                return found.pop() if len(found) == 1 else None
            case Among(term, values, negated):
                value = self.value(term, thing)
                return None if value is None else (value not in values if negated else value in values)
            case Member(term, group, on, negated):
                value = self.value(term, thing)
                when = self.case.question.day if on is None else self.value(on, thing)
                if value is None:
                    return None
                listed = self.case.rules.groups[group]
                found_in = {
                    _is_member(listed, code, when)
                    for code in (value if isinstance(value, frozenset) else (value,))
                }
                settled = True if True in found_in else None if None in found_in else False
                return None if settled is None else settled != negated
            case Covers(whole, part, negated):
                have, want = self.value(whole, thing), self.value(part, thing)
                if have is None or want is None:
                    return None
                least, most = want if isinstance(want, tuple) else (want, want)
                have = have if isinstance(have, frozenset | tuple) else {have}
                surely, perhaps = ({_has(have, each) for each in _all(of)} for of in (least, most))
                held = False if False in surely else True if perhaps <= {True} else None
                return None if held is None else held != negated
            case Only(whole, values):
                have = self.value(whole, thing)
                if have is None:
                    return None
                least, most = have if isinstance(have, tuple) else (have, have)
                return True if not most - values else False if least - values else None
            case InForce(validity, on):
                when = self.value(on, thing)
                return None if when is None else _stands(validity, when)
            case _:
                raise AssertionError(predicate)

    def _keeps_within(self, window: Window, assume: bool, thing: Thing | None) -> bool:
        first, last = self.value(window.first, thing), self.value(window.last, thing)
        if first is None:
            return assume
        if (last is None or self.things("visit", window.state) is None) and not assume:
            return False
        return self.days_used(window, assume) <= window.limit

    def days_used(self, window: Window, assume: bool) -> int:
        """Return the days present in the window, as few or as many as *assume* says."""
        first, last = self.value(window.first, None), self.value(window.last, None)
        rows = self.things("visit", window.state)
        last = min(max(first, first if last is None else last), first + _HORIZON)
        present = {*range(first, last + 1)}
        for row in rows or ():
            present.update(days_of_visit(row, window, first, shortest=assume))
        if window.span is None:
            years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
            return max(sum(date.fromordinal(each).year == year for each in present) for year in years)
        return max(
            sum(each in present for each in range(end - window.span + 1, end + 1))
            for end in range(first, last + 1)
        )

    # Requirements -------------------------------------------------------------------

    def truth(self, holds: Callable[[bool], bool]) -> Truth:
        """Return True where *holds* even at the worst, False where not even at the best."""
        return True if holds(False) else None if holds(True) else False

    def ground_holds(self, ground: Ground, assume: bool) -> bool:
        """Return whether *ground* holds."""
        return self._in_force(ground.validity, assume) and self.all_hold(
            (*ground.concerns, *ground.needs, *ground.granted), assume
        )

    def concerns(self, requirement: Requirement, assume: bool) -> bool:
        """Return whether *requirement* concerns this traveller today."""
        return self._in_force(requirement.validity, assume) and self.all_hold(requirement.concerns, assume)

    def _in_force(self, validity: Validity, assume: bool) -> bool:
        known = _stands(validity, self.case.question.day)
        return assume if known is None else known

    def outcome(self, requirement: Requirement) -> tuple[Outcome, str | None]:
        """Return the outcome and the first ground that met it."""
        if not self.concerns(requirement, assume=True):
            return Outcome.NOT_APPLICABLE, None
        for ground in requirement.grounds:
            if self.ground_holds(ground, assume=False):
                return Outcome.MET, ground.name
        if self.concerns(requirement, assume=False) and not any(
            self.ground_holds(ground, assume=True) for ground in requirement.grounds
        ):
            return Outcome.NOT_MET, None
        return Outcome.UNDETERMINED, None

    def outcome_in(self, part: str, requirement: Requirement) -> tuple[Outcome, str | None]:
        """Return the outcome in a part: what a pass needs is open while it may yet not apply."""
        found = self.outcome(requirement)
        certain = requirement.id not in rules_of(self.case, part)[2] or self.concerns(
            requirement, assume=False
        )
        return found if certain or found[0] is not Outcome.MET else (Outcome.UNDETERMINED, None)

    def verdict(self, part: str) -> Verdict | None:
        """Return what one part of the crossing says: `exit`, `entry` or `port`; None where not covered."""
        _, requirements, demanded = rules_of(self.case, part)
        if not self.is_covered(part, assume=True):
            return None
        if not self.is_covered(part, assume=False):
            return Verdict.CONDITIONAL
        outcomes = {found.id: self.outcome_in(part, found)[0] for found in requirements}
        if Outcome.NOT_MET in outcomes.values():
            return Verdict.FAIL
        met = all(outcomes.get(name) is Outcome.MET for name in demanded)
        return Verdict.PASS if met and Outcome.UNDETERMINED not in outcomes.values() else Verdict.CONDITIONAL

    def is_covered(self, part: str, *, assume: bool) -> bool:
        """Return whether the rules of *part* cover this traveller with this document."""
        return any(self._covers(each, part, assume=assume) for each in rules_of(self.case, part)[0])

    def _covers(self, coverage: Coverage, part: str, assume: bool) -> bool:
        return all(
            assume if within is None else within for within in self.within_limits(coverage, part).values()
        )

    def within_limits(self, coverage: Coverage, part: str) -> dict[str, Truth]:
        """Return whether this is within each limit of *coverage*, by the fact that says so."""
        question = self.case.question
        other = question.entry_state if part == "exit" else question.exit_state
        in_time = _within(coverage.period, question.day)
        moves = part == "port" or coverage.movements is None or part in coverage.movements
        return {
            "crossing.date": in_time and moves,
            "crossing.from" if part == "entry" else "crossing.to": _all_or_none({other}, coverage.neighbours),
            "crossing.mode": _all_or_none(self._ways(), coverage.modes),
            "nationality": _all_or_none({self.fact("nationality")}, coverage.nationalities),
            "document.type": _all_or_none({self.fact("document.type")}, coverage.document_types),
        }

    def _ways(self) -> set[str | None]:
        """Return every way in which this crossing may be: the one stated, or those that the port has or may have."""
        stated, known = self.fact("crossing.mode"), self.fact("port.modes")
        if stated is not None or known is None:
            return {stated}
        return {*(known[1] if isinstance(known, tuple) else known)}


def _all_or_none(possible: set[str | None], allowed: frozenset[str] | None) -> Truth:
    """Return True if all that is *possible* is *allowed*, False if none of it is."""
    if allowed is None or "none" in possible:
        return True
    if None in possible:
        return None
    return True if possible <= allowed else None if possible & allowed else False


def _all(words: Any) -> frozenset[Any]:
    return words if isinstance(words, frozenset) else frozenset((words,))


def _has(have: Any, value: str) -> Truth:
    """Return whether a set has *value*; where words are not settled the set is what it surely and possibly has."""
    surely, possibly = have if isinstance(have, tuple) else (have, have)
    return True if value in surely else None if value in possibly else False


def rules_of(case: Case, part: str) -> tuple[tuple[Coverage, ...], tuple[Requirement, ...], tuple[str, ...]]:
    """Return the coverage of a part, its requirements, and the ids of those that a pass needs to be met."""
    question = case.question
    if part == "port":
        assert question.port is not None
        port = case.rules.ports[question.port]
        return port.covered, port.requirements, ()
    state = case.rules.states[str(question.exit_state if part == "exit" else question.entry_state)]
    prefix = f"{state.code.lower()}.{part}"
    return state.covered, state.requirements.get(part, ()), (f"{prefix}.document", f"{prefix}.permission")


def asked(case: Case) -> tuple[str, ...]:
    """Return the parts that have a say."""
    question = case.question
    known = {"exit": question.exit_state, "entry": question.entry_state}
    sides = [
        side for side in ("exit", "entry") if side in question.sides and known[side] in case.rules.states
    ]
    return (*sides, *(() if question.port is None else ("port",)))


def seen_by(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parts that see what is shown on leaving, and those that see the other document."""
    parts = asked(case)
    home = [] if case.question.port is None else [case.rules.ports[case.question.port].home]
    outbound = case.question.exit_state in home
    return (
        tuple(part for part in parts if part == "exit" or (part == "port" and outbound)),
        tuple(part for part in parts if part == "entry" or (part == "port" and not outbound)),
    )


def places(case: Case) -> tuple[int | None, ...]:
    """Return the places of the documents that may be shown."""
    return tuple(range(len(case.facts.documents))) if case.facts.documents else (None,)


def plans(case: Case) -> dict[tuple[int | None, int | None], Verdict]:
    """Return the verdict of every plan that the rules cover, by the documents shown on exit and on entry."""
    leaving = case.facts.values.get("ending_stay.document")
    order = (Verdict.FAIL, Verdict.CONDITIONAL, Verdict.PASS)
    found: dict[tuple[int | None, int | None], Verdict] = {}
    on_leaving, on_entering = seen_by(case)
    for exit_place in places(case) if on_leaving else (None,):
        shown = Reading(case, exit_place)
        if exit_place is not None and leaving is not None and shown._of_document("label") != leaving:
            continue
        for entry_place in places(case) if on_entering else (None,):
            entering = Reading(case, entry_place)
            seen = [*((shown, part) for part in on_leaving), *((entering, part) for part in on_entering)]
            verdicts = [
                (reading.is_covered(part, assume=False), reading.verdict(part)) for reading, part in seen
            ]
            known = [verdict for _, verdict in verdicts if verdict is not None]
            if len(known) < len(verdicts):
                continue
            certain = all(covered for covered, _ in verdicts)
            found[exit_place, entry_place] = min(known, key=order.index) if certain else Verdict.CONDITIONAL
    return found


def verdict(case: Case) -> Verdict | None:
    """Return the verdict of the best plan, None where the rules cover none."""
    found = set(plans(case).values())
    return next((each for each in (Verdict.PASS, Verdict.CONDITIONAL, Verdict.FAIL) if each in found), None)


def at_ports(case: Case) -> dict[str, Verdict | None]:
    """Return the verdict at each port between the two States that comes into question, None where the rules do not cover it.

    An airport is for those who fly, and they go by nothing else.
    """
    asked, flies = case.question, case.facts.values.get("crossing.mode") == "air"
    found: dict[str, Verdict | None] = {}
    for port in case.rules.ports.values():
        here = replace(
            case,
            question=replace(
                asked,
                port=port.id,
                border=False,
                direction="outbound" if port.home == asked.exit_state else "inbound",
            ),
        )
        ways = Reading(here, None)._of_port("port.modes")
        most = ways[1] if isinstance(ways, tuple) else ways
        in_question = most is None or ("air" in most if flies else bool(most - {"air"}))
        if {port.home, port.neighbour} == {asked.exit_state, asked.entry_state} and in_question:
            found[port.id] = verdict(here)
    return found


def verdict_of_border(case: Case) -> Verdict | None:
    """Return the best verdict at any port; that of the States alone where no port is covered.

    A fail is one at every port: where one is not covered, whatever the port.
    """
    alone = replace(case, question=replace(case.question, border=False))
    found = set(at_ports(case).values())
    for best in (Verdict.PASS, Verdict.CONDITIONAL):
        if best in found:
            return best
    if found <= {None}:
        return verdict(alone)
    return Verdict.FAIL if None not in found or verdict(alone) is Verdict.FAIL else None


def days_of_visit(row: Row, window: Window, first: int, *, shortest: bool) -> Iterable[int]:
    """Return the days of a past stay that count, as few or as many as they may be."""
    slots = THING_SLOT["visit"]
    entered, exited, ground = row[slots["entered_on"]], row[slots["exited_on"]], row[slots["ground"]]
    if window.counted is not None and (shortest if ground is None else ground not in window.counted):
        return ()
    if window.begun is not None and (shortest if entered is None else entered < window.begun):
        return ()
    if shortest:
        start, end = (entered or exited), (exited or entered)
        return () if start is None else range(start, end + 1)
    earliest = window.begun or 1
    start, end = (entered or earliest), (exited or first)
    return range(max(start, first - _HORIZON), end + 1)


def _moved(start: int, length: int, unit: str, month_ends: MonthEnds) -> int:
    if NO_END in (start, length):
        return NO_END
    if unit == "days":
        return start + length
    begin = date.fromordinal(start)
    year, month = divmod(begin.year * 12 + begin.month - 1 + length, 12)
    last = monthrange(year, month + 1)[1]
    if begin.day <= last:
        return date(year, month + 1, begin.day).toordinal()
    end = date(year, month + 1, last)
    return (end + timedelta(days=1) if month_ends is MonthEnds.NEXT_DAY else end).toordinal()


def _within(period: Period, when: int) -> bool:
    return not (period.first is not None and when < period.first) and not (
        period.last is not None and when > period.last
    )


def _is_member(listed: Group, code: str, when: int | None) -> Truth:
    member = listed.members.get(code)
    if member is None:
        return False if listed.complete else None
    if when is None:
        always = not member.validity.in_force and not member.validity.unsettled
        return True if always else None
    return _stands(member.validity, when)


def _stands(validity: Validity, when: int) -> Truth:
    if any(_within(period, when) for period in validity.unsettled):
        return None
    if not validity.in_force and not validity.unsettled:
        return True
    return any(_within(period, when) for period in validity.in_force)
