"""Requirements, groups and views drawn at random, of every kind of node and value.

Everything is drawn from a `random.Random`, so a seed names a case for good.  Values come
from small pools, so that conditions hold, fail and hang in the balance about equally often.
"""

import itertools
from random import Random
from typing import Any

from crosscheck.dates import NO_END, MonthEnds
from crosscheck.expr.nodes import (
    ALWAYS,
    AllOf,
    Among,
    AnyOf,
    Both,
    Branch,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    InForce,
    Its,
    Literal,
    Member,
    NoneOf,
    Only,
    Period,
    Predicate,
    Shift,
    Term,
    Validity,
    Window,
)
from crosscheck.facts import View
from crosscheck.rulebook import Ground, Group, Membership, Requirement
from crosscheck.vocabulary import FACTS, THING, THINGS, FactType, Type

DAY = 740_000
STATES = ("KZ", "CN", "UTO", "none")
TEXTS = ("B12", "L", "X")
KINDS = tuple(THING)
DATES, COUNTS, SETS = (Type.DATE, Type.PARTIAL), (Type.COUNT,), (Type.STATES, Type.WORDS)
SINGLE = (Type.STATE, Type.WORD, Type.TEXT)
READABLE = tuple(fact for fact in FACTS if fact.readable)


class Draw:
    """Draws from one generator of random numbers."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - repeatable, not secret
        self._numbers = itertools.count()

    # Rules ----------------------------------------------------------------------------

    def groups(self) -> dict[str, Group]:
        """Return a few groups: plain, dated, unsettled, incomplete, empty."""
        plain = {code: Membership(ALWAYS, ()) for code in ("KZ", "UTO")}
        dated = {code: Membership(self.validity(), ()) for code in ("KZ", "CN")}
        settled = Membership(Validity((self.period(),)), ())
        groups = (
            Group("plain", "", plain),
            Group("dated", "", {"KZ": settled, "CN": settled, "UTO": Membership(ALWAYS, ())}),
            Group("unsettled", "", dated),
            Group("incomplete", "", plain, complete=False),
            Group("empty", "", {}),
        )
        return {group.id: group for group in groups}

    def requirements(self) -> tuple[Requirement, ...]:
        """Return a part's requirements; some conditions stand in several of them."""
        shared = tuple(self.condition() for _ in range(3))
        return tuple(self.requirement(n, shared) for n in range(self.random.randint(1, 5)))

    def requirement(self, number: int, shared: tuple[Condition, ...]) -> Requirement:
        """Return one requirement that may use some of the *shared* conditions."""
        grounds = tuple(self.ground(n, shared) for n in range(self.random.randint(1, 3)))
        concerns = self.conditions(2, shared)
        return Requirement(f"uto.entry.r{number}", "", "", (), grounds, self.rarely_dated(), concerns)

    def ground(self, number: int, shared: tuple[Condition, ...]) -> Ground:
        """Return one ground."""
        needs, granted = self.conditions(3, shared), self.conditions(1, ())
        return Ground(
            f"g{number}", "", (), "visa", self.rarely_dated(), self.conditions(1, shared), needs, granted
        )

    def conditions(self, most: int, shared: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """Return at most *most* conditions, some of them *shared*."""
        return tuple(
            self.random.choice(shared) if shared and self.chance(0.5) else self.condition()
            for _ in range(self.random.randint(0, most))
        )

    def condition(self, depth: int = 2, kind: str | None = None) -> Condition:
        """Return a condition, inside a list condition on *kind* if that is given."""
        return Condition(f"c{next(self._numbers)}", self.predicate(depth, kind), "")

    def predicate(self, depth: int, kind: str | None) -> Predicate:
        """Return a predicate of any class, nested at most *depth* deep."""
        names = ["compare"] * 4 + [
            "among",
            "member",
            "covers",
            "only",
            "in_force",
            "both",
            "held",
            "branches",
        ]
        name = self.random.choice(names if depth else names[:9])
        if kind is None and self.chance(0.06):
            return self.window()
        match name:
            case "compare":
                return self.comparison(kind)
            case "among":
                fact, term = self.term(SINGLE, kind)
                return Among(term, frozenset(self.some_of(fact)), self.chance(0.4))
            case "member":
                group = self.random.choice(("plain", "dated", "unsettled", "incomplete", "empty"))
                on = self.term((Type.DATE,), None)[1] if self.chance(0.3) else None
                return Member(self.term((Type.STATE,), kind)[1], group, on, self.chance(0.4))
            case "covers":
                fact, whole = self.term(SETS, None if kind != "visa" else kind)
                part: Term = whole if self.chance(0.2) else Fact("purpose")
                if self.chance(0.7) or fact.type is Type.STATES:
                    part = Literal(self.random.choice(self.pool(fact)))
                return Covers(whole, part, self.chance(0.4))
            case "only":
                fact, whole = self.term(SETS, None if kind != "visa" else kind)
                return Only(whole, frozenset(self.some_of(fact)))
            case "in_force":
                return InForce(self.validity(), self.term((Type.DATE,), None)[1])
            case "both":
                return Both(tuple(self.predicate(depth - 1, kind) for _ in range(2)) if depth else ())
            case "held":
                held = self.random.choice(KINDS)
                inner = tuple(self.condition(depth - 1, held) for _ in range(self.random.randint(0, 3)))
                return Held(held, inner, self.random.choice(STATES[:3]) if held == "visit" else None)
            case _:
                branches = tuple(
                    Branch(
                        f"b{n}",
                        tuple(self.condition(depth - 1, kind) for _ in range(self.random.randint(0, 2))),
                    )
                    for n in range(self.random.randint(0, 3))
                )
                return self.random.choice((AnyOf, AllOf, NoneOf))(branches)

    def comparison(self, kind: str | None) -> Compare:
        """Return a comparison of two terms of like type."""
        if self.chance(0.5):
            left, right = self.day_term(kind), self.day_term(kind)
            return Compare(left, self.random.choice(("==", "!=", "<", "<=", ">", ">=")), right)
        fact, left = self.term((*SINGLE, Type.FLAG, Type.COUNT, *SETS), kind)
        ops = ("==", "!=", "<", "<=", ">", ">=") if fact.type is Type.COUNT else ("==", "!=")
        if fact.type in SETS:
            return Compare(left, self.random.choice(ops), self.term((fact.type,), kind)[1])
        if fact.type is Type.STATE and self.chance(0.3):
            return Compare(left, self.random.choice(ops), self.term((Type.STATE,), kind)[1])
        return Compare(left, self.random.choice(ops), Literal(self.random.choice(self.pool(fact))))

    def day_term(self, kind: str | None) -> Term:
        """Return a day: written, stated, or shifted."""
        if self.chance(0.15):
            return Literal(self.random.choice((DAY, DAY + 10, NO_END)))
        base = self.term(DATES, kind)[1]
        if self.chance(0.5):
            return base
        if self.chance(0.4):
            ends = self.random.choice(tuple(MonthEnds))
            return Shift(base, Literal(self.random.choice((-1, 1, 6, 216))), "months", ends)
        if self.chance(0.3):
            return Shift(base, self.term(COUNTS, kind)[1], "days")
        return Shift(base, Literal(self.random.choice((-20, 1, 10, 30))), "days")

    def window(self) -> Window:
        """Return a window over past stays."""
        span = self.random.choice((None, 30, 180))
        counted = frozenset({"visa-exemption"}) if self.chance(0.5) else None
        begun = DAY - 40 if self.chance(0.3) else None
        state = self.random.choice(STATES[:3])
        limit = self.random.choice((5, 20, 60))
        return Window(limit, span, state, Fact("crossing.date"), Fact("stay.until"), counted, begun)

    def term(self, types: tuple[Type, ...], kind: str | None) -> tuple[FactType, Fact | Its]:
        """Return a fact of one of *types*, or a property of the thing in hand."""
        if kind is not None and self.chance(0.7):
            own = [fact for fact in THING[kind].properties if fact.type in types]
            if own:
                fact = self.random.choice(own)
                return fact, Its(fact.name)
        fact = self.random.choice([fact for fact in READABLE if fact.type in types])
        return fact, Fact(fact.name)

    def rarely_dated(self) -> Validity:
        """Return how long a requirement or ground is in force: mostly always."""
        return self.validity() if self.chance(0.2) else ALWAYS

    def validity(self) -> Validity:
        """Return periods in force and unsettled around the day."""
        in_force = tuple(self.period() for _ in range(self.random.choice((0, 1, 1, 2))))
        return Validity(in_force, (self.period(),) if self.chance(0.25) else ())

    def period(self) -> Period:
        """Return a period, open or closed at either end."""
        first = self.random.choice((None, DAY - 30, DAY, DAY + 5))
        return Period(first, self.random.choice((None, None, (first or DAY) + 20)))

    # Views ----------------------------------------------------------------------------

    def view(self, unstated: float, things: int) -> View:
        """Return a view in which a fact is unknown with the given chance, with at most *things* of each kind."""
        values = [
            self.value(fact, 0.0 if fact.name.startswith("crossing.") else unstated) for fact in READABLE
        ]
        return (*values, *(self.held(thing.kind, unstated, things) for thing in THINGS))

    def unsettled(self) -> frozenset[str]:
        """Return some of the port's facts, as if no source settled them."""
        return frozenset(fact.name for fact in READABLE if fact.name.startswith("port.") and self.chance(0.5))

    def held(self, kind: str, unstated: float, most: int) -> Any:
        """Return the things of *kind* that are held."""
        if self.chance(unstated):
            return None
        if kind != "visit":
            return self.rows(kind, unstated, most)
        visits = {state: self.rows(kind, unstated, most) for state in STATES[:3] if self.chance(1 - unstated)}
        return {**visits, "*": ()} if self.chance(0.5) or not unstated else visits

    def rows(self, kind: str, unstated: float, most: int) -> tuple[Any, ...]:
        """Return rows of *kind*."""
        return tuple(
            tuple(self.value(fact, unstated) for fact in THING[kind].properties)
            for _ in range(self.random.randint(0, most))
        )

    def value(self, fact: FactType, unstated: float) -> Any:
        """Return a value that *fact* may have."""
        if self.chance(unstated):
            return None
        if fact.type in SETS:
            return frozenset(self.some_of(fact))
        if fact.type is Type.PARTIAL:
            day = self.random.choice((DAY, DAY - 6570, DAY - 40))
            return (day, day + (self.random.choice((10, 400)) if self.chance(unstated) else 0))
        return self.random.choice(self.pool(fact))

    def pool(self, fact: FactType) -> tuple[Any, ...]:
        """Return the few values that are drawn for *fact*."""
        match fact.type:
            case Type.DATE:
                days = (DAY, DAY + 3, DAY + 30, DAY + 180, DAY - 25)
                return (*days, NO_END) if fact.absent else days
            case Type.COUNT:
                return (0, 1, 30, NO_END) if fact.absent else (0, 1, 30)
            case Type.FLAG:
                return (True, False)
            case Type.STATE | Type.STATES:
                return STATES
            case Type.TEXT:
                return TEXTS
            case _:
                return fact.words[:3]

    def some_of(self, fact: FactType) -> list[Any]:
        """Return one or more values from the pool of *fact*."""
        pool = self.pool(fact)
        return self.random.sample(pool, self.random.randint(1, len(pool)))

    def chance(self, probability: float) -> bool:
        """Return true with the given probability."""
        return self.random.random() < probability
