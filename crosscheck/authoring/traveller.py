"""Somebody on whom a ground is tried: what is stated of them, and what they say to meet each construct."""
# ruff: noqa: D102 - each method of an algebra is called by the name of its node

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from crosscheck.deciding.evaluating.terms import fact_of, shifted
from crosscheck.language.dates import MonthEnds
from crosscheck.language.nodes import (
    Algebra,
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
    Predicate,
    Shift,
    Term,
    lower,
)
from crosscheck.language.states import NATIONALITIES
from crosscheck.language.validity import during
from crosscheck.language.vocabulary import FACT, THING, FactType, Type
from crosscheck.rulebook.ruleset import Group

Thing = dict[str, Any]
"""A thing held: its properties by name."""

_USUAL_STAY: Final = 9
_USUAL_COUNT: Final = 30
_MEETS: Final = {"==": 0, "!=": 1, ">=": 0, ">": 1, "<=": 0, "<": -1}
"""How far from what it is compared with a value is that meets a comparison."""


@dataclass(slots=True)
class Traveller:
    """Facts by name, and things held by kind: values as the engine holds them."""

    facts: dict[str, Any] = field(default_factory=dict)
    things: dict[str, list[Thing]] = field(default_factory=dict)

    def copy(self) -> "Traveller":
        """Return one to change."""
        return Traveller(
            dict(self.facts),
            {kind: [dict(thing) for thing in things] for kind, things in self.things.items()},
        )

    def value(self, term: Term, thing: Thing | None) -> Any:
        """Return what *term* is, of what may be several days the first; None if that is not stated."""
        found: Any
        match term:
            case Literal(value):
                return value
            case Fact(name):
                found = self.facts.get(name)
            case Its(name):
                found = None if thing is None else thing.get(name)
            case Shift(base, amount, unit, ends):
                found = shifted(self.value(base, thing), self.value(amount, thing), unit, ends)
        return found[0] if isinstance(found, tuple) else found

    def bound(self, node: Compare, thing: Thing | None) -> Any:
        """Return the value at which *node* turns for what it compares; None if that is not stated."""
        right = self.value(node.right, thing)
        if right is None or not isinstance(node.left, Shift):
            return right
        # The span is added to the earlier day: the bound lies that much before *right*.
        amount = self.value(node.left.amount, thing)
        return shifted(right, None if amount is None else -amount, node.left.unit, MonthEnds.LAST_DAY)


class Meeting(Algebra[None]):
    """Says of *who*, and of the *thing* in hand, what meets a construct, as far as that is plain."""

    def __init__(self, groups: Mapping[str, Group], who: Traveller, thing: Thing | None = None) -> None:
        self._groups, self._who, self._thing = groups, who, thing

    def all(self, conditions: Iterable[Condition], kind: str | None = None) -> None:
        """Say what meets each of *conditions*."""
        for condition in conditions:
            lower(condition.predicate, self, kind)

    def compare(self, node: Compare, kind: str | None) -> None:
        self._assume(node.right, kind)
        bound = self._who.bound(node, self._thing)
        if node.op == "!=" and isinstance(bound, str):
            bound = next(each for each in _known(fact_of(node.left, kind)) if each != bound)
        elif not isinstance(bound, bool | str | None):
            bound += _MEETS[node.op]
        self._state(node.left, bound)

    def hours(self, node: Hours, kind: str | None) -> None:
        self._state(node.left.day, self._who.value(node.right.day, self._thing))

    def among(self, node: Among, kind: str | None) -> None:
        known = _known(fact_of(node.term, kind))
        allowed = [value for value in known if (value in node.values) != node.negated]
        self._state(node.term, (allowed or sorted(node.values))[0])

    def member(self, node: Member, kind: str | None) -> None:
        members, fact = self._groups[node.group].members, fact_of(node.term, kind)
        if node.negated:
            code = next(code for code in NATIONALITIES if code not in members)
        else:
            day = self._who.facts["crossing.date"]
            settled = (code for code in sorted(members) if not members[code].validity.unsettled)
            code = next((each for each in settled if during(members[each].validity)(day)), min(members))
        self._state(node.term, frozenset({code}) if fact and fact.type is Type.STATES else code)

    def covers(self, node: Covers, kind: str | None) -> None:
        whole, part, fact = node.whole, node.part, fact_of(node.whole, kind)
        if node.negated:
            if isinstance(part, Literal):
                self._state(whole, frozenset({next(each for each in _known(fact) if each != part.value)}))
            return
        is_one = isinstance(part, Fact) and fact is not None and fact.type is Type.STATE
        stated, follows = (whole, part) if is_one else (part, whole)
        self._assume(stated, kind)
        value = self._who.value(stated, self._thing)
        self._state(follows, value if isinstance(value, frozenset | None) else frozenset({value}))

    def only(self, node: Only, kind: str | None) -> None:
        self._state(node.whole, frozenset({min(node.values)}))

    def both(self, node: Both, kind: str | None) -> None:
        for item in node.items:
            lower(item, self, kind)

    def held(self, node: Held, kind: str | None) -> None:
        if node.state is None:
            thing: Thing = {}
            self._who.things.setdefault(THING[node.kind].plural, []).append(thing)
            Meeting(self._groups, self._who, thing).all(node.conditions, node.kind)

    def any_of(self, node: AnyOf, kind: str | None) -> None:
        self.all(node.branches[0].conditions, kind)

    def all_of(self, node: AllOf, kind: str | None) -> None:
        for branch in node.branches:
            self.all(branch.conditions, kind)

    def _nothing(self, node: Predicate, kind: str | None) -> None:
        """Say nothing: it is met while nothing is held, or by no statement."""

    in_force = none_of = window = _nothing

    def _state(self, term: Term, value: Any) -> None:
        """Say that *term*, or the day that it moves, is *value*, unless something else was said of it before."""
        if value is None:
            return
        match term:
            case Shift(base):
                self._state(base, value)
            case Fact(name):
                partial = FACT[name].type is Type.PARTIAL and isinstance(value, int)
                self._who.facts.setdefault(name, (value, value) if partial else value)
            case Its(name) if self._thing is not None:
                self._thing.setdefault(name, value)

    def _assume(self, term: Term, kind: str | None) -> None:
        """Say something usual of what a condition compares with, where nothing is said of it yet."""
        if isinstance(term, Shift):
            self._assume(term.base, kind)
            self._assume(term.amount, kind)
        elif (fact := fact_of(term, kind)) is not None:
            usual: dict[Type, Any] = {
                Type.DATE: self._who.facts["crossing.date"] + _USUAL_STAY,
                Type.COUNT: _USUAL_COUNT,
                Type.STATE: NATIONALITIES[0],
            }
            word = next(iter(fact.words), None)
            self._state(
                term,
                usual.get(fact.type, word if fact.type is Type.WORD or word is None else frozenset({word})),
            )


def _known(fact: FactType | None) -> tuple[str, ...]:
    return fact.words if fact and fact.words else NATIONALITIES
