"""Terms as Python text: which local names they read, and the bounds of a partial date."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from crosscheck.backends.python_source.formulas import Things
from crosscheck.dates import NO_END, MonthEnds, add_months
from crosscheck.expr.nodes import Fact, Its, Literal, Shift, Term
from crosscheck.vocabulary import FACT, SLOT, THING, THING_SLOT, FactType, Type

_SETS: Final = (Type.STATES, Type.WORDS)
_ALWAYS_KNOWN: Final = "crossing.date"
_REMEMBERED: Final = 65536
_PROPERTY: Final = {(thing.kind, fact.name): fact for thing in THING.values() for fact in thing.properties}


PARTIAL_SLOTS: Final = {
    SLOT[fact.name] for fact in FACT.values() if fact.readable and fact.type is Type.PARTIAL
}
"""Where a view holds a pair of days."""


_CLOCKS: Final = {(None, SLOT[fact.name]) for fact in FACT.values() if fact.type is Type.TIME} | {
    (thing.kind, THING_SLOT[thing.kind][fact.name])
    for thing in THING.values()
    for fact in thing.properties
    if fact.type is Type.TIME
}


class Constants:
    """Values that generated source refers to by a name of ours, never by their own text."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._names: dict[Any, str] = {}

    def name(self, value: Any) -> str:
        """Return the name under which *value* is bound."""
        try:
            name = self._names.setdefault((type(value), value), f"k{len(self._names)}")
        except TypeError:
            name = self._names.setdefault(id(value), f"k{len(self._names)}")
        self.values[name] = value
        return name


class Months(dict[int, int]):
    """Days moved by a number of months, remembered: far quicker than asking the calendar."""

    def __init__(self, months: int, month_ends: MonthEnds) -> None:
        super().__init__()
        self._months, self._month_ends = months, month_ends

    def __missing__(self, day: int) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        moved = self[day] = add_months(day, self._months, self._month_ends)
        return moved


@cache
def months(number: int, month_ends: MonthEnds) -> Months:
    """Return the one table of days moved by *number* months."""
    return Months(number, month_ends)


def later(day: int, days: int) -> int:
    """Return *day* moved by *days*, where either may have no end."""
    return NO_END if day >= NO_END or days >= NO_END else day + days


@dataclass(frozen=True, slots=True)
class Reads:
    """A value that generated source takes out of the view or out of the one thing held.

    *things* None and a *slot*: a fact of the view.  *things* and a *slot*: a property of
    the one thing.  *things* alone: the list itself.
    """

    slot: int | None
    things: Things | None = None

    @property
    def is_clock(self) -> bool:
        """Whether it is a time of day, which may be unknown where all else is known."""
        kind = None if self.things is None else self.things.kind
        return (kind, self.slot) in _CLOCKS


@dataclass(frozen=True, slots=True)
class Text:
    """A term as text: *upper* differs from *lower* for a date that is perhaps partial.

    *names* are the local names that must not be None; *endless* tells that it may be
    `NO_END`.  *at_most* is cheap to work out and never less than the term: where that
    settles a comparison, nothing needs to be looked up.
    """

    lower: str
    upper: str
    names: tuple[str, ...]
    endless: bool
    at_most: str | None = None

    @property
    def is_exact(self) -> bool:
        """Whether it is one value."""
        return self.lower == self.upper


class Terms:
    """Words terms; *whole_dates*: a partial date is taken for one day."""

    def __init__(self, constants: Constants, *, whole_dates: bool) -> None:
        self.constants = constants
        self.whole_dates = whole_dates
        self._lists: dict[Things, int] = {}

    def list_name(self, things: Things) -> str:
        """Return the local name of a list of things."""
        return f"r{self._lists.setdefault(things, len(self._lists))}"

    def thing_name(self, things: Things) -> str:
        """Return the local name of the one thing in a list."""
        return f"t{self.list_name(things)[1:]}"

    def name(self, read: Reads) -> str:
        """Return the local name of what is read."""
        if read.things is None:
            return f"f{read.slot}"
        return (
            self.list_name(read.things)
            if read.slot is None
            else f"p{self.list_name(read.things)[1:]}_{read.slot}"
        )

    def is_partial(self, read: Reads) -> bool:
        """Whether what is read is a pair of days: the earliest and the latest that it may be."""
        return read.things is None and read.slot in PARTIAL_SLOTS and not self.whole_dates

    def text(self, term: Term, hand: Things | None) -> Text:
        """Return *term* as text, with `its` bound to the thing of *hand*."""
        match term:
            case Literal(value):
                name = self.constants.name(value)
                return Text(name, name, (), value == NO_END)
            case Fact() | Its():
                fact, name = fact_of(term, hand), self.name(reading(term, hand))
                names = () if isinstance(term, Fact) and term.name == _ALWAYS_KNOWN else (name,)
                upper = f"{name}z" if self.is_partial(reading(term, hand)) else name
                return Text(name, upper, names, fact.absent is not None)
            case Shift():
                return self._shift(term, hand)

    def _shift(self, term: Shift, hand: Things | None) -> Text:
        base, amount = self.text(term.base, hand), self.text(term.amount, hand)
        names = tuple(dict.fromkeys((*base.names, *amount.names)))

        def moved(day: str) -> str:
            if isinstance(term.amount, Literal) and term.unit == "months" and not amount.endless:
                table = months(int(term.amount.value), term.month_ends)
                return f"{self.constants.name(table)}[{day}]"
            if base.endless or amount.endless:
                return f"{self.constants.name(later)}({day}, {amount.lower})"
            return f"({day} + {amount.lower})"

        lower = moved(base.lower)
        upper = lower if base.is_exact else moved(base.upper)
        at_most = None
        if term.unit == "months" and isinstance(term.amount, Literal) and int(term.amount.value) > 0:
            # No run of months is longer than its average by as much as four days.
            at_most = f"{base.lower} + {int(int(term.amount.value) * 30.44) + 4}"
        return Text(lower, upper, names, base.endless or amount.endless, at_most)


def fact_of(term: Fact | Its, hand: Things | None) -> FactType:
    """Return what the vocabulary says of the fact or property that *term* names."""
    if isinstance(term, Fact):
        return FACT[term.name]
    assert hand is not None, "the compiler lets `its` stand only inside a list condition"
    return _PROPERTY[hand.kind, term.name]


def is_set(term: Term, hand: Things | None) -> bool:
    """Whether *term* is a set of values, not one."""
    return isinstance(term, Fact | Its) and fact_of(term, hand).type in _SETS


def reading(term: Fact | Its, hand: Things | None) -> Reads:
    """Return what is read for *term*."""
    if isinstance(term, Fact):
        return Reads(SLOT[term.name])
    assert hand is not None, "the compiler lets `its` stand only inside a list condition"
    return Reads(THING_SLOT[hand.kind][term.name], hand)


def readings(term: Term, hand: Things | None) -> tuple[Reads, ...]:
    """Return all that is read for *term*."""
    match term:
        case Literal():
            return ()
        case Shift(base, amount, _, _):
            return (*readings(base, hand), *readings(amount, hand))
        case _:
            return (reading(term, hand),)
