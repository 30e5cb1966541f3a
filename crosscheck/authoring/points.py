"""What cases should decide, point by point; and which days of what a port is by date some case decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from crosscheck.authoring.hinges import Hanging
from crosscheck.authoring.lines import Line
from crosscheck.language.dates import iso
from crosscheck.language.nodes import Validity
from crosscheck.language.source import Span
from crosscheck.rulebook.ruleset import Coverage, Port


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

    def mark(self, name: str) -> None:
        """Note that the case called *name* decides it."""
        if name not in self.by:
            self.by.append(name)


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


ANY_DAY: Final = "any day"
_READ_AS: Final = {"port.has_mode": "port.modes"}
"""Worked out from a fact of the port, and so a case about the fact."""


class PortSheet:
    """The points of one port, and the cases at it whose answer hangs on its facts."""

    def __init__(self, port: Port) -> None:
        self.points: dict[tuple[str, str], Point] = {}
        since = first_day(port.covered)
        for fact, values in port.facts.items():
            id_ = f"{port.id}/{fact}"
            ways = [
                (iso(day), value.span)
                for value in values
                for day in days_to_try(Validity((value.period,)), since)
            ]
            for way, span in ways or [(ANY_DAY, value.span) for value in values[-1:]]:
                self.points.setdefault((fact, way), Point("fact", id_, way, span))

    def take(self, hanging: Hanging, name: str, stated: Mapping[str, Any]) -> None:
        """Mark the facts, as the port's file has them, on which the answer hangs."""
        of_port = stated.get("port")
        known_better = {f"port.{name}" for name in of_port} if isinstance(of_port, dict) else set()
        facts = {fact for fact, _ in self.points} - known_better
        lines = [line for line in hanging.hinges.lines if _fact_of(line) in facts]
        for line, _ in hanging.lines(lines):
            for way in (iso(hanging.seen.day), ANY_DAY):
                if point := self.points.get((_fact_of(line), way)):
                    point.mark(name)


def _fact_of(line: Line) -> str:
    """Return the fact that a line of a requirement reads, if it is one of a port."""
    key = "" if line.condition is None else line.condition.key
    return _READ_AS.get(key, key)
