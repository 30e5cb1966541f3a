"""Which other ports of a border are offered, and in which order."""

from dataclasses import replace
from datetime import date

from crosscheck.deciding.nearby import kilometres, nearest_ports, working_ports
from crosscheck.rulebook.ruleset import Location, Port
from tests.rulebooks import SOURCES, a_port, a_port_fact, a_rule_set

DAY = date(2026, 12, 1).toordinal()
HERE = Location(440000, 800000, 1, SOURCES)


def named(name: str, **changes: object) -> Port:
    """Return an open port called *name*."""
    facts = {
        "port.open_to_travellers": (a_port_fact(True),),
        "port.modes": (a_port_fact(frozenset({"car"})),),
    }
    return replace(a_port(**({"location": HERE, "facts": facts} | changes)), id=name)


def offered(*others: Port, mode: str | None = None) -> list[str]:
    """Return the ids of the ports offered instead of `gate`, which lies at `HERE`."""
    gate = a_port(location=HERE)
    rules = replace(a_rule_set(), ports={port.id: port for port in (gate, *others)})
    return [port.id for port in working_ports(rules, gate, DAY, mode=mode)]


def test_the_nearest_port_comes_first_and_one_of_unknown_location_last() -> None:
    """North and south count as they lie; the port asked about is not near to itself."""
    far = named("far", location=Location(-440000, 800000, 1, SOURCES))
    near = named("near", location=Location(440100, 800100, 1, SOURCES))
    lost = named("a-lost-one", location=None)

    assert offered(far, lost, near) == ["near", "far", "a-lost-one"]


def test_only_ports_known_to_be_open_on_that_day_are_offered() -> None:
    """Closed, not settled and unknown are all no good to a traveller."""
    closed = named("closed", facts={"port.open_to_travellers": (a_port_fact(False),)})
    unsettled = named("unsettled", facts={"port.open_to_travellers": (a_port_fact(None, settled=False),)})
    later = named("later", facts={"port.open_to_travellers": (a_port_fact(True, first=DAY + 1),)})
    ended = named("ended", facts={"port.open_to_travellers": (a_port_fact(True, last=DAY),)})

    assert offered(closed, unsettled, later, named("silent", facts={}), ended) == ["ended"]


def test_ports_between_other_states_are_not_offered() -> None:
    """Nor are those where one cannot cross in the way asked for."""
    elsewhere, by_car = named("elsewhere", neighbour="FR"), named("by-car")

    assert offered(elsewhere, by_car, mode="car") == ["by-car"]
    assert offered(elsewhere, by_car, mode="rail") == []


def test_the_nearest_ports_are_told_whether_they_are_open_or_not() -> None:
    """For the page about a port, which is of no day."""
    gate, closed = a_port(location=HERE), named("closed", facts={})
    rules = replace(a_rule_set(), ports={port.id: port for port in (gate, closed)})

    assert [port.id for port in nearest_ports(rules, gate)] == ["closed"]


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    """A degree of longitude is less, the farther north."""
    assert round(kilometres(HERE, Location(450000, 800000, 1, SOURCES))) == 111
    assert round(kilometres(HERE, Location(440000, 810000, 1, SOURCES))) == 80
