"""What a reason says of a condition: one class a kind, with named fields.

Values are the engine's own: days are ordinals, States are codes; None is not known, or not demanded.  `fact` is what
the condition is about, `actual` what was stated of it, `needed` what is demanded, `other` the fact that it is
held against.  Sentences stand in `language/spoken/en.json`.
"""

from typing import Any, Literal, NamedTuple, TypeAlias


class EqualSaid(NamedTuple):
    """One value against one other."""

    kind: Literal["equal", "differs"]
    fact: str | None
    actual: Any
    needed: tuple[Any, ...] | None
    other: str | None


class FlagSaid(NamedTuple):
    """A yes or a no."""

    kind: Literal["flag"]
    fact: str | None
    actual: bool | None
    needed: bool | None


class DateSaid(NamedTuple):
    """A day against another, or so many days or months before or after it.

    *apart* is the span (amount and unit) where it counts, on *side* of the other day; *op* is then said of the span.
    """

    kind: Literal["date"]
    fact: str | None
    actual: Any
    op: str
    needed: Any
    other: str | None
    apart: tuple[Any, str] | None = None
    side: Literal["before", "after"] | None = None


class CountSaid(NamedTuple):
    """A number against another; *unit* is a plural."""

    kind: Literal["count"]
    fact: str | None
    actual: int | None
    op: str
    needed: int | None
    other: str | None
    unit: str | None


class HoursSaid(NamedTuple):
    """The hours between two moments; *op* is said of them."""

    kind: Literal["hours"]
    fact: str | None
    actual: int | None
    time: int | None
    op: str
    hours: int
    side: Literal["before", "after"]
    other: str | None
    since: int | None
    since_time: int | None


class AmongSaid(NamedTuple):
    """One of several values, or none of them."""

    kind: Literal["among", "not_among"]
    fact: str | None
    actual: Any
    needed: tuple[Any, ...]


class ListedSaid(NamedTuple):
    """Who, or whoever of several, is on a list on a *day*; *ended* is the last day of an entry, last *compared* when."""

    kind: Literal["member", "not_member", "covers_one", "not_covers_one"]
    fact: str | None
    actual: Any
    group: str
    title: str
    day: int | None
    ended: int | None = None
    compared: int | None = None


class CoverSaid(NamedTuple):
    """A set that holds others, or none of them; *extra* is what is wanting."""

    kind: Literal["covers", "not_covers"]
    fact: str | None
    actual: Any
    other: str | None
    needed: Any
    extra: frozenset[str]


class OnlySaid(NamedTuple):
    """A set that holds nothing else; *extra* is what it holds besides."""

    kind: Literal["only"]
    fact: str | None
    actual: Any
    needed: Any
    extra: frozenset[str]
    other: str | None = None


class InForceSaid(NamedTuple):
    """A day on which something was in force; *ended* and *compared* as of a list."""

    kind: Literal["in_force"]
    fact: str | None
    actual: Any
    ended: int | None = None
    compared: int | None = None


class ModeSaid(NamedTuple):
    """A way of crossing against those of the port."""

    kind: Literal["has_mode"]
    fact: str | None
    actual: str | None
    needed: frozenset[str] | None


class BothSaid(NamedTuple):
    """Several demands on one fact; each stands within the reason."""

    kind: Literal["both"]
    fact: str | None


class HeldSaid(NamedTuple):
    """A thing of the kind *fact*, with all that is demanded of it; *number* are held."""

    kind: Literal["held"]
    fact: str
    number: int | None
    state: str | None
    needed: tuple["Said", ...]


class BranchSaid(NamedTuple):
    """One, all or none of several *branches*."""

    kind: Literal["any_of", "all_of", "none_of"]
    fact: str | None
    branches: tuple[str, ...]


class StaySaid(NamedTuple):
    """The days planned (*actual*) against those allowed, as the ground counts them."""

    kind: Literal["stay"]
    fact: str
    days: int | None
    counted_from: str | None
    actual: int | None
    first: int | None
    last: int | None
    last_day: int | None


class WithinSaid(NamedTuple):
    """Days of presence within any *span* days, or a calendar year where that is None; *least* to *used* of them by *at*."""

    kind: Literal["within"]
    fact: str
    limit: int
    span: int | None
    state: str
    least: int | None
    used: int | None
    at: int | None


Said: TypeAlias = (
    EqualSaid
    | FlagSaid
    | DateSaid
    | CountSaid
    | HoursSaid
    | AmongSaid
    | ListedSaid
    | CoverSaid
    | OnlySaid
    | InForceSaid
    | ModeSaid
    | BothSaid
    | HeldSaid
    | BranchSaid
    | StaySaid
    | WithinSaid
)
