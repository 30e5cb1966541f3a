"""How one crosses: what the port has, what is stated, and what is assumed while nothing is."""

from dataclasses import replace
from typing import Any

import pytest

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Standing, Verdict
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.facts import Facts, Question, contains
from crosscheck.deciding.reasons import ModeSaid
from crosscheck.language.nodes import Compare, Condition, Covers, Fact, Literal, Only, Predicate
from crosscheck.rulebook.ruleset import DatedValue
from tests.profiles import GATE, NEIGHBOUR, UTO, a_passport, day
from tests.rulebooks import a_ground, a_port, a_port_fact, a_requirement, a_rule_set, a_view

DAY = day("2026-12-01")
ROAD = frozenset({"car", "bus"})
WALKING = frozenset({"on-foot"})


def modes(*doubts: DatedValue) -> dict[str, tuple[DatedValue, ...]]:
    """Return the facts of a road port; *doubts* tell of words that are not settled."""
    return {"port.modes": (a_port_fact(ROAD), *doubts)}


def in_doubt(**when: int) -> DatedValue:
    """Return that walking is not settled, on the days *when*."""
    return replace(a_port_fact(None, settled=False, **when), of=WALKING)


def decided(facts: dict[str, tuple[DatedValue, ...]], **stated: Any) -> Decision:
    """Return what comes of a crossing at a port that demands a way of crossing it has."""
    has_mode = Condition("port.has_mode", Compare(Fact("port.has_mode"), "==", Literal(value=True)), "yes")
    demand = a_requirement("gate.mode", a_ground("needs", has_mode))
    rules = a_rule_set(port=a_port(facts=facts, requirements=(demand,)))
    values = {name.replace("__", "."): value for name, value in stated.items()}
    question = Question(UTO, NEIGHBOUR, DAY, GATE, "outbound")
    return Checker(rules).check(question, Facts(values, documents=(a_passport(nationality=UTO),)))


def at_port(decision: Decision) -> Verdict:
    """Return what the port says."""
    return next(part.verdict for part in decision.parts if part.part == "port")


@pytest.mark.parametrize(
    ("mode", "verdict"),
    [("bus", Verdict.PASS), ("rail", Verdict.FAIL), ("air", Verdict.FAIL), ("on-foot", Verdict.CONDITIONAL)],
)
def test_a_way_that_is_stated_is_one_that_the_port_has(mode: str, verdict: Verdict) -> None:
    """Not met where it has none; open only for the way that no source settles, which nobody is asked for."""
    decision = decided(modes(in_doubt()), crossing__mode=mode)

    assert at_port(decision) is verdict
    assert decision.wanted == ()
    assert [item.name for item in decision.unsettled] == (["port.has_mode"] if mode == "on-foot" else [])
    assert "crossing.mode" not in decision.assumed


def test_while_no_way_is_stated_one_that_the_port_has_is_assumed() -> None:
    """Said with the answer, asked of nobody."""
    decision = decided(modes(in_doubt()))

    assert at_port(decision) is Verdict.PASS
    assert "crossing.mode" in decision.assumed
    assert decision.wanted == ()


def test_of_a_port_whose_ways_nobody_knows_nothing_is_assumed() -> None:
    """There is no way that it surely has."""
    decision = decided({})

    assert at_port(decision) is Verdict.CONDITIONAL
    assert "crossing.mode" not in decision.assumed


def test_who_knows_the_ways_of_a_port_may_state_them() -> None:
    """The answer then rests on their word."""
    decision = decided(modes(in_doubt()), crossing__mode="on-foot", port__modes=frozenset({"on-foot"}))

    assert at_port(decision) is Verdict.PASS


def test_a_word_is_in_doubt_in_its_own_periods_only() -> None:
    """The day after, it is simply none of the port's ways."""
    decision = decided(modes(in_doubt(last=DAY - 1)), crossing__mode="on-foot")

    assert at_port(decision) is Verdict.FAIL


def test_the_reason_tells_the_way_and_those_that_the_port_has() -> None:
    """In the engine's own words; the sentence is made of them."""
    decision = decided(modes(), crossing__mode="rail")
    (reason,) = decision.parts[-1].requirements[0].grounds[0].reasons

    assert (reason.standing, reason.kind) == (Standing.UNMET, "has_mode")
    assert reason.said == ModeSaid("has_mode", "crossing.mode", "rail", frozenset({"bus", "car"}))


PARTLY = (ROAD, ROAD | WALKING)


@pytest.mark.parametrize(
    ("have", "want", "holds"),
    [
        (ROAD, "car", True),
        (ROAD, "rail", False),
        (PARTLY, "car", True),
        (PARTLY, "on-foot", None),
        (PARTLY, "rail", False),
        (PARTLY, frozenset({"car", "on-foot"}), None),
        (PARTLY, frozenset({"on-foot", "rail"}), False),
        (frozenset({"car", "bus", "on-foot"}), PARTLY, True),
        (frozenset({"car", "bus"}), PARTLY, None),
        (frozenset({"car"}), PARTLY, False),
        (PARTLY, PARTLY, None),
    ],
)
def test_a_set_in_part_unsettled_holds_what_it_surely_holds(have: Any, want: Any, holds: bool | None) -> None:
    """Not what it cannot hold; between the two it is unknown."""
    assert contains(have, want) is holds


@pytest.mark.parametrize(
    ("have", "words", "holds"),
    [
        (ROAD, ROAD, True),
        (ROAD, frozenset({"car"}), False),
        (PARTLY, ROAD | WALKING, True),
        (PARTLY, ROAD, None),
        (PARTLY, frozenset({"car"}), False),
    ],
)
def test_a_set_in_part_unsettled_is_only_what_it_surely_is(
    have: Any, words: frozenset[str], holds: bool | None
) -> None:
    """Asked of what the port has."""
    assert asked(Only(Fact("port.modes"), words), have) is holds


@pytest.mark.parametrize(
    ("have", "mode", "holds"),
    [
        (PARTLY, "car", True),
        (PARTLY, "on-foot", None),
        (PARTLY, "rail", False),
        (PARTLY, None, None),
        (None, "car", None),
        (ROAD, "on-foot", False),
    ],
)
def test_a_set_in_part_unsettled_covers_what_it_surely_covers(
    have: Any, mode: str | None, holds: bool | None
) -> None:
    """And what is said not to be in it is the opposite of it."""
    covers = Covers(Fact("port.modes"), Fact("crossing.mode"))
    assert asked(covers, have, mode) is holds
    assert asked(replace(covers, negated=True), have, mode) is (None if holds is None else not holds)


def asked(predicate: Predicate, modes: Any, mode: str | None = None) -> bool | None:
    """Return whether *predicate* holds at a port that has *modes*, of who crosses by *mode*."""
    return Evaluator({}).holds(predicate)(a_view(port__modes=modes, crossing__mode=mode), None)
