"""A traveller who meets a ground, as far as that is plain from its conditions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from crosscheck.dates import NO_END, add_months
from crosscheck.expr.nodes import (
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
    Its,
    Literal,
    Member,
    Only,
    Period,
    Predicate,
    Shift,
    Term,
)
from crosscheck.rulebook import Ground, Requirement, RuleSet
from crosscheck.states import NATIONALITIES
from crosscheck.vocabulary import FACT, THING, FactType, Type

Row = dict[str, Any]

_USUAL_STAY: Final = 9
_USUAL_COUNT: Final = 30
_STEP: Final = {"==": 0, "<=": 0, ">=": 0, "<": -1, ">": 1, "!=": 1}


@dataclass(slots=True)
class Traveller:
    """Facts by name, and things held by kind: values as the engine holds them."""

    facts: dict[str, Any] = field(default_factory=dict)
    things: dict[str, list[Row]] = field(default_factory=dict)

    def copy(self) -> "Traveller":
        """Return one to change."""
        return Traveller(
            dict(self.facts), {kind: [dict(row) for row in rows] for kind, rows in self.things.items()}
        )


def day_within(periods: Iterable[Period], otherwise: int) -> int:
    """Return *otherwise* if it lies in one of *periods*, or in none there are; else the nearest day that does."""
    listed = list(periods)
    nearest = [
        min(max(otherwise, period.first or 1), NO_END if period.last is None else period.last)
        for period in listed
    ]
    return min(nearest, key=lambda day: abs(day - otherwise), default=otherwise)


def traveller_of(rules: RuleSet, requirement: Requirement, ground: Ground, day: int) -> Traveller:
    """Return who meets *ground* on *day*, as far as each condition by itself can be met by saying something."""
    writer = _Writer(rules, Traveller({"crossing.date": day}))
    for condition in (*requirement.concerns, *ground.concerns, *ground.needs, *ground.granted):
        writer.meet(condition.predicate, None)
    facts = writer.who.facts
    if len(requirement.grounds) > 1 and facts.keys().isdisjoint({"nationality", "nationalities"}):
        facts |= _admitted_by_no_list(rules, requirement)
    if "nationality" in facts and "nationalities" not in facts:
        facts["nationalities"] = frozenset({facts["nationality"]})
    if "nationality" not in facts and len(facts.get("nationalities", ())) == 1:
        (facts["nationality"],) = facts["nationalities"]
    for visa in writer.who.things.get("visas", ()):
        visa.update(_category_for(rules, visa, facts.get("purpose", frozenset())))
    return writer.who


def _admitted_by_no_list(rules: RuleSet, requirement: Requirement) -> Row:
    """Return a nationality of which the State's ledger says that it needs a visa, so that no other ground is open."""
    state = rules.states.get(requirement.id.partition(".")[0].upper())
    needing = state.ledger.needs_visa if state and state.ledger else ()
    return {"nationality": min(needing)} if needing else {}


def _category_for(rules: RuleSet, visa: Row, purpose: frozenset[str]) -> Row:
    """Return the first category of the State's visas for *purpose*, unless a rule asks for one, or none is for it."""
    state = rules.states.get(visa.get("issuing_state", ""))
    if state is None or "category" in visa or not purpose:
        return {}
    meant = [name for name, known in state.visas.items() if purpose <= (known.purposes or frozenset())]
    return {"category": meant[0]} if meant else {}


def value_of(term: Term, who: Traveller, row: Row | None) -> Any:
    """Return what *term* is of *who*; None if that is not stated."""
    match term:
        case Literal(value):
            return value
        case Fact(name):
            found = who.facts.get(name)
            return found[0] if isinstance(found, tuple) else found
        case Its(name):
            return None if row is None else row.get(name)
        case Shift(base, amount, unit, ends):
            start, length = value_of(base, who, row), value_of(amount, who, row)
            if start is None or length is None:
                return None
            if start >= NO_END or length >= NO_END:
                return NO_END
            return add_months(start, length, ends) if unit == "months" else start + length
    return None


def property_named(name: str) -> FactType:
    """Return a property of a thing held; one of that name has one type whatever the thing."""
    return next(each for thing in THING.values() for each in thing.properties if each.name == name)


class _Writer:
    """States what each condition asks for, unless something else stated it before."""

    def __init__(self, rules: RuleSet, who: Traveller) -> None:
        self.rules, self.who = rules, who

    def meet(self, predicate: Predicate, row: Row | None) -> None:
        match predicate:
            case Both(items):
                for item in items:
                    self.meet(item, row)
            case Compare(left, op, right):
                self._compare(left, op, right, row)
            case Hours(left, _, right, _):
                self._state(left.day, value_of(right.day, self.who, row), row)
            case Among(term, values, negated):
                fact = self._fact(term, row)
                known = fact.words if fact and fact.words else NATIONALITIES
                allowed = [value for value in known if (value in values) != negated] or sorted(values)
                self._state(term, allowed[0], row)
            case Member(term, group, _, negated):
                member = self._member(group, negated=negated)
                fact = self._fact(term, row)
                is_set = fact is not None and fact.type is Type.STATES
                self._state(term, frozenset({member}) if is_set else member, row)
            case Covers(whole, Fact() as part, False) if (
                one := self._fact(whole, row)
            ) is not None and one.type is Type.STATE:
                self._assume(whole, row)
                self._state(part, frozenset({value_of(whole, self.who, row)}), row)
            case Covers(whole, part, False):
                self._assume(part, row)
                value = value_of(part, self.who, row)
                if value is not None:
                    self._state(whole, value if isinstance(value, frozenset) else frozenset({value}), row)
            case Covers(whole, Literal(refused), True):
                fact = self._fact(whole, row)
                known = fact.words if fact and fact.words else NATIONALITIES
                self._state(whole, frozenset({next(value for value in known if value != refused)}), row)
            case Only(whole, values):
                self._state(whole, frozenset({min(values)}), row)
            case Held(kind, conditions, None):
                self._held(kind, conditions)
            case AnyOf(branches):
                for condition in branches[0].conditions:
                    self.meet(condition.predicate, row)
            case AllOf(branches):
                for branch in branches:
                    for condition in branch.conditions:
                        self.meet(condition.predicate, row)

    def _compare(self, left: Term, op: str, right: Term, row: Row | None) -> None:
        self._assume(right, row)
        value = value_of(right, self.who, row)
        if isinstance(left, Shift):
            # The span is added to the earlier day: what is asked for lies that much before *right*.
            amount = value_of(left.amount, self.who, row)
            if value is None or amount is None:
                return
            value = add_months(value, -amount) if left.unit == "months" else value - amount
            left = left.base
        if value is None:
            return
        if op == "!=" and isinstance(value, str):
            fact = self._fact(left, row)
            known = fact.words if fact and fact.words else NATIONALITIES
            value = next(each for each in known if each != value)
        elif not isinstance(value, (bool, str)):
            value += _STEP[op]
        self._state(left, value, row)

    def _assume(self, term: Term, row: Row | None) -> None:
        """Say something usual of what a condition compares with, where nothing is said of it yet."""
        if isinstance(term, Shift):
            self._assume(term.base, row)
            self._assume(term.amount, row)
            return
        fact = self._fact(term, row)
        if fact is None:
            return
        usual: dict[Type, Any] = {
            Type.DATE: self.who.facts["crossing.date"] + _USUAL_STAY,
            Type.COUNT: _USUAL_COUNT,
            Type.STATE: NATIONALITIES[0],
        }
        if fact.type in usual:
            self._state(term, usual[fact.type], row)
        elif fact.words:
            self._state(term, fact.words[0] if fact.type is Type.WORD else frozenset({fact.words[0]}), row)

    def _member(self, group: str, *, negated: bool) -> str:
        members = self.rules.groups[group].members
        if negated:
            return next(code for code in NATIONALITIES if code not in members)
        day = self.who.facts["crossing.date"]
        within = [
            code
            for code, member in sorted(members.items())
            if not member.validity.unsettled and day_within(member.validity.in_force, day) == day
        ]
        return (within or sorted(members))[0]

    def _held(self, kind: str, conditions: tuple[Condition, ...]) -> None:
        row: Row = {}
        self.who.things.setdefault(THING[kind].plural, []).append(row)
        for condition in conditions:
            self.meet(condition.predicate, row)

    def _state(self, term: Term, value: Any, row: Row | None) -> None:
        match term:
            case Fact(name) if name not in self.who.facts:
                partial = FACT[name].type is Type.PARTIAL and isinstance(value, int)
                self.who.facts[name] = (value, value) if partial else value
            case Its(name) if row is not None:
                row.setdefault(name, value)

    def _fact(self, term: Term, row: Row | None) -> FactType | None:
        if isinstance(term, Fact):
            return FACT[term.name]
        return property_named(term.name) if isinstance(term, Its) else None
