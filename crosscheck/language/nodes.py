"""The typed tree of a rule: frozen values, one class per construct.

A *term* has a value: a literal, a fact, a shifted day.  A *predicate* is true, false or
unknown of a traveller.  `deciding/evaluating/evaluator.py` defines what each one means, and
`lower` is how everybody gets at them.  Days are ordinals and "no end" is
`dates.NO_END`; see `vocabulary.py` for how each type of fact is held.

A new construct is a class here, an arm of `lower`, and a method of each `Algebra`: mypy names the ones that lack it.
"""
# ruff: noqa: D102 - each method of an algebra is called by the name of its node

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar, assert_never

from crosscheck.language.dates import NO_END, MonthEnds
from crosscheck.language.source import Span

Value: TypeAlias = int | bool | str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the rule: a day, a count, a State, a word, yes or no."""

    value: Value


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the case, by its full name in the vocabulary: `document.type`."""

    name: str


@dataclass(frozen=True, slots=True)
class Its:
    """A property of the thing in hand inside a list condition: `valid_until` of this visa."""

    name: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A day moved by a span.  *amount* is negative to move back.

    *unit* is `days` or `months` (years are written as twelve months each).  A span in
    months is always a literal.  `NO_END` shifted stays `NO_END`; a day shifted by
    `NO_END` ("unlimited") is `NO_END`.  Where *month_ends* is not settled, a span in months
    whose last month is too short ends on that month's last day or on the day after: either.
    """

    base: "Term"
    amount: "Term"
    unit: str
    month_ends: MonthEnds = MonthEnds.NOT_SETTLED


Term: TypeAlias = Literal | Fact | Its | Shift


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and the time of it, as far as that is stated: any minute of the day while it is not."""

    day: Term
    time: Term


@dataclass(frozen=True, slots=True)
class Compare:
    """*left* stands to *right* as *op* says: `==` `!=` `<` `<=` `>` `>=`.

    Words, States, texts and yes/no facts know only `==` and `!=`; `none` is the literal
    word `none` and equals nothing but itself.  Where *left* or *right* (or the base of a
    shift) is a partial date the comparison is true if it holds for every day it may be,
    false if for none, else unknown.
    """

    left: Term
    op: str
    right: Term


@dataclass(frozen=True, slots=True)
class Hours:
    """*left* stands to *right* moved by *hours* (negative: back) as *op* says: `<` `<=` `>` `>=`.

    True if it holds whatever minutes the two may be, false if for none, else unknown.
    """

    left: Moment
    op: str
    right: Moment
    hours: int


@dataclass(frozen=True, slots=True)
class Among:
    """One value is one of *values*, or with *negated* none of them."""

    term: Term
    values: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A State (or other code), or one of a set of them, is a member of *group* on the day *on* (None: crossing date).

    A membership that is not settled on that day is unknown, and so is that of a
    non-member where the group is not complete; of a set it is enough that one is known to be a member.
    """

    term: Term
    group: str
    on: Term | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Covers:
    """The set *whole* contains *part*: a single value, or every element of another set.

    Where *whole* is a single value, the set *part* has no other: `only FACT`.
    """

    whole: Term
    part: Term
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Only:
    """The set *whole* has no element outside *values*."""

    whole: Term
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class InForce:
    """The day *on* lies in a period of *validity*; unknown where it lies in an unsettled one."""

    validity: "Validity"
    on: Term


@dataclass(frozen=True, slots=True)
class Both:
    """Every one of *items* holds: `PHRASE and PHRASE`."""

    items: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Some one thing of *kind* (`visa`, `permit`, ...) that is held meets all *conditions*.

    Unknown while the list is unstated.  Every condition is read with `Its` bound to the
    same thing.  *state* is given for `visit` only: the State whose past stays are meant.
    """

    kind: str
    conditions: tuple["Condition", ...]
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """One named mapping under `any_of`, `all_of` or `none_of`; all its conditions must hold."""

    name: str
    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one branch holds."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every branch holds."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No branch holds."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days present in *state*, this stay included, keep within a window.

    `90 days in any 180 days`: on every day from *first* to *last* (both present, both
    included) the union of days present in the *span* days that end on that day is at
    most *limit*.  *span* None means: in each calendar year.  Past stays count whose
    ground of stay is in *counted* (None: all) and that began on or after *begun* (None:
    whenever).  A past stay whose ground or days are unstated gives a least and a most.
    Where *last* is unknown the stay lasts at least one day and has no known most.
    """

    limit: int
    span: int | None
    state: str
    first: Term
    last: Term
    counted: frozenset[str] | None = None
    begun: int | None = None


Predicate: TypeAlias = (
    Compare | Hours | Among | Member | Covers | Only | InForce | Both | Held | AnyOf | AllOf | NoneOf | Window
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A predicate under the name that reasons give it.

    *key* is the left side as written (`document.type`, `visa`, a property inside a list
    condition), or `stay` and `within` for what a ground's `grants` demand.  *phrase* is
    the right side as written, for printing and for explaining.
    """

    key: str
    predicate: Predicate
    phrase: str
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Period:
    """First to last day, both inclusive; None is open."""

    first: int | None
    last: int | None
    span: Span | None = field(default=None, compare=False)

    @property
    def start(self) -> int:
        """The first day; 0, before every day, where it is open."""
        return self.first or 0

    @property
    def end(self) -> int:
        """The last day; `NO_END` where it is open."""
        return NO_END if self.last is None else self.last

    def __contains__(self, day: int) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Validity:
    """When something is in force: on a day of any period; unknown on a day of *unsettled*.

    Neither given means always.  `unsettled` wins where both hold a day.
    """

    in_force: tuple[Period, ...] = ()
    unsettled: tuple[Period, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """All of them, settled or not."""
        return self.in_force + self.unsettled


ALWAYS = Validity()

Made = TypeVar("Made")
"""What an algebra makes of a predicate."""


class Algebra(ABC, Generic[Made]):
    """What stands for each construct; *kind* is that of the thing in hand inside a list condition, if any."""

    @abstractmethod
    def compare(self, node: Compare, kind: str | None) -> Made: ...
    @abstractmethod
    def hours(self, node: Hours, kind: str | None) -> Made: ...
    @abstractmethod
    def among(self, node: Among, kind: str | None) -> Made: ...
    @abstractmethod
    def member(self, node: Member, kind: str | None) -> Made: ...
    @abstractmethod
    def covers(self, node: Covers, kind: str | None) -> Made: ...
    @abstractmethod
    def only(self, node: Only, kind: str | None) -> Made: ...
    @abstractmethod
    def in_force(self, node: InForce, kind: str | None) -> Made: ...
    @abstractmethod
    def both(self, node: Both, kind: str | None) -> Made: ...
    @abstractmethod
    def held(self, node: Held, kind: str | None) -> Made: ...
    @abstractmethod
    def any_of(self, node: AnyOf, kind: str | None) -> Made: ...
    @abstractmethod
    def all_of(self, node: AllOf, kind: str | None) -> Made: ...
    @abstractmethod
    def none_of(self, node: NoneOf, kind: str | None) -> Made: ...
    @abstractmethod
    def window(self, node: Window, kind: str | None) -> Made: ...


def lower(predicate: Predicate, algebra: Algebra[Made], kind: str | None = None) -> Made:
    """Return what *algebra* makes of *predicate*, with `its` being of a thing of *kind*.

    The only match over predicates in evaluating, telling and asking.
    """
    match predicate:
        case Compare():
            return algebra.compare(predicate, kind)
        case Hours():
            return algebra.hours(predicate, kind)
        case Among():
            return algebra.among(predicate, kind)
        case Member():
            return algebra.member(predicate, kind)
        case Covers():
            return algebra.covers(predicate, kind)
        case Only():
            return algebra.only(predicate, kind)
        case InForce():
            return algebra.in_force(predicate, kind)
        case Both():
            return algebra.both(predicate, kind)
        case Held():
            return algebra.held(predicate, kind)
        case AnyOf():
            return algebra.any_of(predicate, kind)
        case AllOf():
            return algebra.all_of(predicate, kind)
        case NoneOf():
            return algebra.none_of(predicate, kind)
        case Window():
            return algebra.window(predicate, kind)
        case _:
            assert_never(predicate)
