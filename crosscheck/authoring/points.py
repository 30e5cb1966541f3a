"""What cases should decide, point by point, and on which days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crosscheck.language.nodes import Validity
from crosscheck.language.source import Span
from crosscheck.rulebook.ruleset import Coverage


@dataclass(slots=True)
class Point:
    """One thing that a case should decide: *way* says how, *by* which cases do.

    *kind* is `outcome`, `ground`, `condition`, `bound`, `period`, `member` or
    `fact`; *id* that of the requirement, ground, condition, member or fact of a port.
    """

    kind: str
    id: str
    way: str
    span: Span | None
    by: list[str] = field(default_factory=list)


def ends(validity: Validity) -> Iterator[tuple[int, str]]:
    """Give the first and last day of each period and the day beside it, and which of them each is."""
    for period in validity.periods:
        if period.first is not None:
            yield period.first, "on the first day"
            yield period.first - 1, "the day before the first day"
        if period.last is not None:
            yield period.last, "on the last day"
            yield period.last + 1, "the day after the last day"


def days_to_try(validity: Validity, since: int) -> tuple[int, ...]:
    """Return the days at the ends of each period, from *since* on."""
    return tuple(sorted({day for day, _ in ends(validity) if day >= since}))


def first_day(covered: Iterable[Coverage]) -> int:
    """Return the first day on which anything is covered."""
    return min((part.period.start for part in covered), default=0)
