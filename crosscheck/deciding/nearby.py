"""The ports of a border, the nearest first: which of them travellers may use on a day, which come into question."""

from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

from crosscheck.rulebook.closings import WORKS, closed_for
from crosscheck.rulebook.ruleset import DatedValue, Location, Port, RuleSet

_AIR: Final = "air"
_EARTH: Final = 6371.0
"""Its mean radius in kilometres."""


def working_ports(rules: RuleSet, port: Port, day: int, *, mode: str | None = None) -> list[Port]:
    """Return the other ports between the same States that are open to travellers, and not closed, on *day*.

    With *mode*, those where one crosses in that way.
    """
    return [
        other
        for other in nearest_ports(rules, port)
        if value_on(other, "port.open_to_travellers", day) is True
        and (other.closings is None or closed_for(other.closings, day).value == WORKS)
        and (mode is None or mode in (value_on(other, "port.modes", day) or ()))
    ]


def nearest_ports(rules: RuleSet, port: Port) -> list[Port]:
    """Return the other ports between the same States; one of which no location is known comes last."""
    found = [
        other
        for other in rules.ports.values()
        if other.id != port.id and {other.home, other.neighbour} == {port.home, port.neighbour}
    ]
    return sorted(found, key=lambda other: (*_far(port.location, other.location), other.id))


def ports_between(rules: RuleSet, one: str | None, other: str | None) -> list[Port]:
    """Return every port between two States: if the default port is of them, that one and then the nearest; or else by id."""
    found = [port for port in rules.ports.values() if {port.home, port.neighbour} == {one, other}]
    first = next((port for port in found if port.id == rules.default_port), None)
    return sorted(found, key=lambda port: port.id) if first is None else [first, *nearest_ports(rules, first)]


def comes_into_question(port: Port, day: int, mode: str | None) -> bool:
    """Return whether *port* is asked of on *day* when its border is: an airport only of those who fly, and they of no other.

    Where nobody knows in which ways one crosses there, it is asked of everybody.
    """
    dated = [value for value in port.facts.get("port.modes", ()) if day in value.period]
    settled = next((value for value in dated if not value.of), None)
    if settled is None or not settled.settled:
        return True
    ways = settled.value.union(*[value.of or () for value in dated])
    return _AIR in ways if mode == _AIR else ways != {_AIR}


def next_closed(port: Port, day: int) -> tuple[int, ...]:
    """Return the next days after *day*, one after the other and within 60, on which *port* is closed; none where it is not known."""
    closed: list[int] = []
    for then in range(day + 1, day + 61):
        if port.closings is None:
            break
        found = closed_for(port.closings, then)
        if found.settled and found.value != WORKS:
            closed.append(then)
        elif closed:
            break
    return tuple(closed)


def value_on(port: Port, fact: str, day: int) -> Any:
    """Return the value of a fact of *port* on *day*, None where it is not settled."""
    value = dated_on(port, fact, day)
    return value.value if value is not None and value.settled else None


def dated_on(port: Port, fact: str, day: int) -> DatedValue | None:
    """Return what the rules say of a fact of *port* on *day*."""
    return next((value for value in port.facts.get(fact, ()) if not value.of and day in value.period), None)


def _far(one: Location | None, other: Location | None) -> tuple[bool, float]:
    if one is None or other is None:
        return True, 0.0
    return False, kilometres(one, other)


def kilometres(one: Location, other: Location) -> float:
    """Return the distance as the crow flies."""
    south, west, north, east = (
        radians(part / 10_000) for part in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
