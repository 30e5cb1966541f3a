"""How one crosses: what the port has, what is stated, and what is assumed while nothing is."""

from dataclasses import replace
from typing import Any

import pytest

from crosscheck.backends.by_function import compile_part
from crosscheck.backends.by_walk import Context, judge
from crosscheck.checker import Checker
from crosscheck.decision import Decision, Outcome, Standing, Verdict
from crosscheck.expr.nodes import Compare, Condition, Covers, Fact, Literal, Only, Predicate
from crosscheck.facts import Facts, Question, contains
from crosscheck.rulebook import DatedValue
from crosscheck.views import situation
from crosscheck.vocabulary import SLOT
from tests.profiles import GATE, NEIGHBOUR, UTO, a_passport, day
from tests.rulebooks import a_ground, a_port, a_port_fact, a_requirement, a_rule_set

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

    assert (reason.standing, reason.message) == (Standing.UNMET, "has_mode")
    assert reason.params == {"fact": "crossing.mode", "actual": "rail", "needed": frozenset({"bus", "car"})}


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
    "predicate",
    [
        *(Covers(Fact("port.modes"), Literal(word), negated) for word in ("car", "on-foot", "rail") for negated in (False, True)),
        Covers(Fact("port.modes"), Fact("crossing.mode")),
        Only(Fact("port.modes"), ROAD),
        Only(Fact("port.modes"), ROAD | WALKING),
        Only(Fact("port.modes"), frozenset({"car"})),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mode", ["car", "on-foot", "rail", None])
@pytest.mark.parametrize("known", [ROAD, PARTLY, None])
def test_both_evaluators_agree_on_sets_in_part_unsettled(
    predicate: Predicate, mode: str | None, known: Any
) -> None:
    """Plain and generated code, whatever is stated and settled."""
    requirement = a_requirement("gate.set", a_ground("needs", Condition("port.modes", predicate, "")))
    question = Question(UTO, NEIGHBOUR, DAY, GATE, "outbound")
    rules = a_rule_set(port=a_port())
    view = list(situation(rules, question, Facts({"crossing.mode": mode} if mode else {})).views[0])
    view[SLOT["port.modes"]] = known

    plain, _ = judge(requirement, Context(tuple(view), {}))
    found, unmet, undetermined = compile_part((requirement,), {}).outcomes(tuple(view))

    assert (found[0].outcome, len(unmet), len(undetermined)) == (
        plain,
        plain is Outcome.NOT_MET,
        plain is Outcome.UNDETERMINED,
    )
