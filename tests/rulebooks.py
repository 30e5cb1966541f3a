"""Builders of rules: the least that makes a sound rule set, changed by a test where it matters."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from crosscheck.deciding.facts import View
from crosscheck.language.nodes import ALWAYS, Compare, Condition, Fact, Literal, Period, Predicate, Validity
from crosscheck.language.vocabulary import SLOT, VIEW
from crosscheck.rulebook.ruleset import (
    Coverage,
    DatedValue,
    Ground,
    Group,
    Port,
    Requirement,
    RuleSet,
    StateRules,
)
from tests.profiles import CROSSING, GATE, NEIGHBOUR, UTO

SOURCES: Final = ("uto-border-act",)
COVERED: Final = (Coverage(Period(None, None)),)


def a_condition(predicate: Predicate, key: str = "condition") -> Condition:
    """Return *predicate* under a name."""
    return Condition(key, predicate, "as generated")


def states_that(fact: str, value: Any) -> Condition:
    """Return the condition that *fact* is *value*."""
    return a_condition(Compare(Fact(fact), "==", Literal(value)), fact)


def a_ground(name: str = "ground", *needs: Condition, **changes: Any) -> Ground:
    """Return a ground that needs only what is given."""
    return Ground(
        name, f"The ground {name}", SOURCES, changes.pop("basis", "visa-exemption"), needs=needs, **changes
    )


def a_requirement(name: str, *grounds: Ground, **changes: Any) -> Requirement:
    """Return the requirement *name* (`uto.entry.permission`), met by one of *grounds*."""
    return Requirement(name, f"The requirement {name}", "What it says.", SOURCES, grounds, **changes)


def a_met_requirement(name: str) -> Requirement:
    """Return a requirement that everybody meets."""
    return a_requirement(name, a_ground("everybody"))


def a_state(
    code: str = UTO,
    *,
    entry: Iterable[Requirement] | None = None,
    exit_: Iterable[Requirement] | None = None,
    **changes: Any,
) -> StateRules:
    """Return a State that demands a document and a permission each way, which everybody has."""
    given = {"entry": entry, "exit": exit_}
    requirements = {}
    for movement, stated in given.items():
        prefix = f"{code.lower()}.{movement}"
        named = {found.id: found for found in stated or ()}
        standing = {name: a_met_requirement(name) for name in (f"{prefix}.document", f"{prefix}.permission")}
        requirements[movement] = tuple((standing | named).values())
    settings: dict[str, Any] = {
        "authority": "The border service",
        "sources": SOURCES,
        "covered": COVERED,
        "requirements": requirements,
        "notices": {},
        "visas": {},
    }
    return StateRules(code, **(settings | changes))


def a_port(**changes: Any) -> Port:
    """Return the port `gate` of UTO, which demands nothing."""
    settings: dict[str, Any] = {
        "names": {"en": "Gate"},
        "home": UTO,
        "neighbour": NEIGHBOUR,
        "covered": COVERED,
        "facts": {},
        "details": (),
        "location": None,
        "requirements": (),
        "notices": (),
        "sources": SOURCES,
    }
    return Port(GATE, **(settings | changes))


def a_port_fact(
    value: Any, *, settled: bool = True, first: int | None = None, last: int | None = None
) -> DatedValue:
    """Return a port's fact over a period; unsettled facts carry evidence on both sides."""
    evidence = () if settled else (("It is open.", "uto-gazette"), ("It is closed.", "uto-border-act"))
    return DatedValue(Period(first, last), value, settled, SOURCES, evidence)


def a_rule_set(
    *states: StateRules, port: Port | None = None, groups: Mapping[str, Group] | None = None
) -> RuleSet:
    """Return the rules of UTO and its neighbour, who demand nothing but what *states* say."""
    named = {found.code: found for found in (a_state(UTO), a_state(NEIGHBOUR), *states)}
    ports = {} if port is None else {port.id: port}
    return RuleSet("invented", "2026.11.23", "0" * 64, None, {}, groups or {}, named, ports)


def in_force(first: int | None = None, last: int | None = None) -> Validity:
    """Return a validity of one period."""
    return Validity(in_force=(Period(first, last),))


def a_view(**values: Any) -> View:
    """Return what is seen of a case of which only *values* are stated; `stay__until` stands for `stay.until`."""
    view: list[Any] = [None] * len(VIEW)
    view[SLOT["crossing.date"]] = CROSSING
    for name, value in values.items():
        view[SLOT[name.replace("__", ".")]] = value
    return tuple(view)


__all__ = [
    "ALWAYS",
    "COVERED",
    "SOURCES",
    "a_condition",
    "a_ground",
    "a_met_requirement",
    "a_port",
    "a_port_fact",
    "a_requirement",
    "a_rule_set",
    "a_state",
    "a_view",
    "in_force",
    "states_that",
]
