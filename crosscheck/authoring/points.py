"""What cases should decide, point by point."""

from collections.abc import Iterable
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


def days_to_try(validity: Validity, since: int) -> tuple[int, ...]:
    """Return the first and last day of each period and the day beside it, from *since* on."""
    days = set()
    for period in (*validity.in_force, *validity.unsettled):
        if period.first is not None:
            days |= {period.first - 1, period.first}
        if period.last is not None:
            days |= {period.last, period.last + 1}
    return tuple(sorted(day for day in days if day >= since))


def first_day(covered: Iterable[Coverage]) -> int:
    """Return the first day on which anything is covered."""
    return min((part.period.first or 0 for part in covered), default=0)
