"""Requirements as formulas: `and`, `or` and `not` over single tests, each formula held once.

Formulas are interned: equal ones are the same object, so that what several requirements
share is seen, and worked out once.  Every rewriting here (flattening, absorption, pulling
out what branches have in common) is sound in Kleene's logic, not only in two values.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from crosscheck.errors import UnsupportedExpressionError
from crosscheck.expr.nodes import (
    ALWAYS,
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
    Member,
    NoneOf,
    Only,
    Predicate,
    Validity,
    Window,
)
from crosscheck.rulebook import Ground, Requirement

_CROSSING = Fact("crossing.date")
_TESTS = (Compare, Hours, Among, Member, Covers, Only, InForce, Window)


@dataclass(frozen=True, slots=True)
class Things:
    """A list of things held; *state* is given for past stays only."""

    kind: str
    state: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """One predicate without parts, with `its` bound to a thing of *hand*."""

    predicate: Compare | Hours | Among | Member | Covers | Only | InForce | Window
    hand: Things | None


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """A thing is there, where a list is known to hold no more than one."""

    things: Things


@dataclass(frozen=True, slots=True, eq=False)
class OnlyThing:
    """There is a thing and it meets *formula*, where a list holds no more than one; unknown while the list is."""

    things: Things
    formula: "Formula"


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """Some one of *things* meets *formula*, however many there are; unknown while the list is."""

    things: Things
    formula: "Formula"


@dataclass(frozen=True, slots=True, eq=False)
class Every:
    """All *parts* hold; none at all is true."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Either:
    """At least one of *parts* holds; none at all is false."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Opposite:
    """*part* does not hold."""

    part: "Formula"


Formula: TypeAlias = Test | Present | OnlyThing | Some | Every | Either | Opposite

_INVERSE: Final = {"!=": "==", ">": "<=", ">=": "<"}
"""Of two opposite comparisons one stands for both, so that what is shared is seen."""

_Item = TypeVar("_Item", bound=Hashable)

TRUE = Every(())
FALSE = Either(())


class Formulas:
    """Makes formulas of rules, for cases where all is known or not, and where at most one thing of a kind is held or any number."""

    def __init__(self, *, all_known: bool, at_most_one: bool) -> None:
        self._all_known = all_known
        self._at_most_one = at_most_one
        self._made: dict[Hashable, Formula] = {}

    # From rules ---------------------------------------------------------------------

    def applies(self, requirement: Requirement) -> Formula:
        """Return that *requirement* is in force and concerns the traveller."""
        return self.every((self._in_force(requirement.validity), self.conditions(requirement.concerns)))

    def ground(self, ground: Ground) -> Formula:
        """Return that *ground* holds."""
        conditions = (*ground.concerns, *ground.needs, *ground.granted)
        return self.every((self._in_force(ground.validity), self.conditions(conditions)))

    def concerned(self, ground: Ground) -> Formula:
        """Return that *ground* is in force and is this traveller's."""
        return self.every((self._in_force(ground.validity), self.conditions(ground.concerns)))

    def unmet(self, requirement: Requirement) -> Formula:
        """Return that *requirement* applies and no ground meets it: true is NOT_MET, unknown UNDETERMINED."""
        met = self.either(self.ground(ground) for ground in requirement.grounds)
        return self.every((self.applies(requirement), self.opposite(met)))

    def conditions(self, conditions: Iterable[Condition], hand: Things | None = None) -> Formula:
        """Return that all *conditions* hold."""
        return self.every([self._predicate(c.predicate, c, hand) for c in conditions])

    def _in_force(self, validity: Validity) -> Formula:
        # The crossing date is part of the question and always known.
        return TRUE if validity == ALWAYS else self._test(InForce(validity, _CROSSING), None)

    def _predicate(self, predicate: Predicate, condition: Condition, hand: Things | None) -> Formula:
        match predicate:
            case Both(items):
                return self.every([self._predicate(item, condition, hand) for item in items])
            case Held(kind, conditions, state):
                return self._held(Things(kind, state), conditions)
            case AllOf(branches):
                return self.every([self.conditions(branch.conditions, hand) for branch in branches])
            case AnyOf(branches):
                return self.either([self.conditions(branch.conditions, hand) for branch in branches])
            case NoneOf(branches):
                held = self.either([self.conditions(branch.conditions, hand) for branch in branches])
                return self.opposite(held)
            case InForce(validity, on) if on == _CROSSING:
                return self._in_force(validity)
            case Compare(left, "!=" | ">" | ">=" as op, right):
                return self.opposite(self._test(Compare(left, _INVERSE[op], right), hand))
            case Among(term, values, True):
                return self.opposite(self._test(Among(term, values), hand))
            case Covers(whole, part, True):
                return self.opposite(self._test(Covers(whole, part), hand))
            case Member(term, group, on, True):
                return self.opposite(self._test(Member(term, group, on), hand))
            case _ if isinstance(predicate, _TESTS):
                return self._test(predicate, hand)
            case _:
                raise UnsupportedExpressionError(type(predicate).__name__, condition.span)

    def _held(self, things: Things, conditions: Iterable[Condition]) -> Formula:
        formula = self.conditions(conditions, things)
        if not self._at_most_one:
            return self._intern(("some", things, formula), Some(things, formula))
        if not self._all_known:
            return self._intern(("only", things, formula), OnlyThing(things, formula))
        present = self._present(things)
        # What nothing can meet still depends on the list: while that is unstated, it is unknown.
        return self.every((present, self.opposite(present) if formula is FALSE else formula))

    def _present(self, things: Things) -> Formula:
        return self._intern(("present", things), Present(things))

    def laid_open(self, parts: Iterable[Formula]) -> Iterator[Formula]:
        """Yield *parts* with each demand on a thing taken apart: what is certainly true stays just so."""
        for part in parts:
            if isinstance(part, OnlyThing):
                yield self._present(part.things)
                yield from self.laid_open(conjuncts(part.formula))
            else:
                yield part

    def _test(
        self,
        predicate: Compare | Hours | Among | Member | Covers | Only | InForce | Window,
        hand: Things | None,
    ) -> Formula:
        return self._intern((type(predicate).__name__, predicate, hand), Test(predicate, hand))

    # Connectives --------------------------------------------------------------------

    def every(self, parts: Iterable[Formula]) -> Formula:
        """Return that all of *parts* hold."""
        flat: dict[Formula, None] = {}
        for part in parts:
            flat.update(dict.fromkeys(conjuncts(part)))
        if FALSE in flat:
            return FALSE
        if len(flat) == 1:
            return next(iter(flat))
        return self._intern(("every", frozenset(flat)), Every(tuple(flat))) if flat else TRUE

    def either(self, parts: Iterable[Formula]) -> Formula:
        """Return that at least one of *parts* holds, what they share being tested once."""
        flat: dict[Formula, None] = {}
        for part in parts:
            flat.update(dict.fromkeys(part.parts if isinstance(part, Either) else (part,)))
        if TRUE in flat:
            return TRUE
        branches = list(flat)
        shared = most_shared({branch: conjuncts(branch) for branch in branches})
        if shared is not None:
            common, having = shared
            rest = self.either([self.without(branch, common) for branch in having])
            factored = self.every((*common, rest))
            place = branches.index(having[0])
            others = [branch for branch in branches if branch not in having]
            return self.either((*others[:place], factored, *others[place:]))
        if len(branches) == 1:
            return branches[0]
        return self._intern(("either", frozenset(branches)), Either(tuple(branches))) if branches else FALSE

    def opposite(self, part: Formula) -> Formula:
        """Return that *part* does not hold."""
        match part:
            case Opposite(same):
                return same
            case Either(parts):
                return self.every([self.opposite(each) for each in parts])
            case Every(parts) if all(isinstance(each, Opposite) for each in parts):
                return self.either([self.opposite(each) for each in parts])
            case _:
                return self._intern(("not", part), Opposite(part))

    def without(self, formula: Formula, conjunct: Iterable[Formula]) -> Formula:
        """Return *formula* less some of its conjuncts."""
        gone = set(conjunct)
        return self.every([part for part in conjuncts(formula) if part not in gone])

    def assuming(self, formula: Formula, known: AbstractSet[Formula]) -> Formula:
        """Return what is left of *formula* where *known* are certainly true."""
        if formula in known:
            return TRUE
        match formula:
            case OnlyThing(things, part) if self._present(things) in known:
                return self.assuming(part, known)
            case Every(parts):
                return self.every([self.assuming(part, known) for part in parts])
            case Either(parts):
                return self.either([self.assuming(part, known) for part in parts])
            case Opposite(part):
                return self.opposite(self.assuming(part, known))
            case _:
                return FALSE if self.opposite(formula) in known else formula

    def _intern(self, key: Hashable, formula: Formula) -> Formula:
        return self._made.setdefault(key, formula)


def conjuncts(formula: Formula) -> tuple[Formula, ...]:
    """Return what must all hold for *formula* to hold."""
    return formula.parts if isinstance(formula, Every) else (formula,)


def most_shared(items: Mapping[_Item, Sequence[Formula]]) -> tuple[tuple[Formula, ...], list[_Item]] | None:
    """Return the conjuncts that most items have in common, and those items; None if no two share one."""
    counts = Counter(conjunct for parts in items.values() for conjunct in parts)
    if not counts:
        return None
    best, count = max(counts.items(), key=lambda entry: entry[1])
    if count == 1:
        return None
    having = [item for item, parts in items.items() if best in parts]
    common = tuple(part for part in items[having[0]] if all(part in items[item] for item in having))
    return common, having


def parts_of(formula: Formula) -> Iterator[Formula]:
    """Yield the formulas right under *formula*."""
    match formula:
        case Every(parts) | Either(parts):
            yield from parts
        case Opposite(part) | Some(_, part) | OnlyThing(_, part):
            yield part
        case _:
            return
