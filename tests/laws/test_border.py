"""Without a port the border is asked: the answer is that at the best of its ports, whoever asks, on invented borders."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Verdict
from crosscheck.deciding.facts import SIDES
from crosscheck.deciding.nearby import ports_between
from crosscheck.deciding.question import at_port
from crosscheck.language.errors import UncoveredError
from crosscheck.rulebook.ruleset import DatedValue, Port
from tests.generating.cases import Case
from tests.generating.choices import Choices, Seeded
from tests.generating.rules import Ruler
from tests.generating.worlds import openings, said
from tests.laws.laws import DECIDED
from tests.laws.reference import at_ports, verdict_of_border
from tests.rulebooks import a_port_fact
from tests.soak.amount import CHUNKS, SOAK, seeds
from tests.strategies import Drawing, draw_case

BORDERS = SOAK // 10 or 150
WORTH = (Verdict.FAIL, Verdict.CONDITIONAL, Verdict.PASS)
OPENING = "port.open_to_travellers"


def a_border(choices: Choices) -> tuple[Case, Drawing]:
    """Return a case of both States that names no port, with one to four ports between them, and what it was drawn from."""
    drawing = draw_case(choices)
    case = drawing.of_both_states()
    question = replace(case.question, port=None, direction=None, sides=SIDES, border=True)
    ruler = Ruler(choices, question, drawing.anchor, drawing.everything, dict(case.rules.groups), 25)
    ports = {f"gate-{n}": a_port(ruler, f"gate-{n}") for n in range(choices.number(1, 4))}
    default = choices.one((None, *ports))
    facts = case.facts
    if choices.whether(15):
        facts = replace(facts, values={**facts.values, "crossing.mode": "air"})
    return Case(replace(case.rules, ports=ports, default_port=default), question, facts), drawing


def a_port(ruler: Ruler, name: str) -> Port:
    """Return a port of either State, now and then an airport, or one that the rules do not cover."""
    choices = ruler.choices
    port = replace(ruler.port(choices.whether(60)), id=name)
    if choices.whether(50):
        port = replace(port, home=port.neighbour, neighbour=port.home)
    if choices.whether(25):
        ways: tuple[DatedValue, ...] = (a_port_fact(frozenset({"air", *choices.one(((), ("car",)))})),)
        port = replace(port, facts={**port.facts, "port.modes": ways})
    return replace(port, covered=()) if choices.whether(10) else port


def answer(case: Case) -> Decision | None:
    """Return the decision, None where the rules do not cover the case."""
    try:
        return Checker(case.rules).check(case.question, case.facts)
    except UncoveredError:
        return None


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_border_is_as_good_as_its_best_port(chunk: int) -> None:
    """Verdict and ports are those that the reference finds one by one, and the verdict alone is the same."""
    seen: Counter[tuple[Verdict | None, int]] = Counter()
    for seed in seeds(chunk, BORDERS):
        case, _ = a_border(Seeded(seed))
        decision, expected = answer(case), verdict_of_border(case)
        covered = {port: found for port, found in at_ports(case).items() if found is not None}

        assert (decision and decision.verdict) == expected, seed
        try:
            alone = Checker(case.rules).verdict(case.question, case.facts)
        except UncoveredError:
            alone = None
        assert alone == expected, seed
        if decision is not None:
            assert dict(decision.border) == covered, seed
            order = [port.id for port in ports_between(case.rules, *_states(case))]
            assert [each.port for each in decision.border] == [port for port in order if port in covered]
            default = case.rules.default_port
            assert default not in covered or decision.border[0].port == default
            assert (decision.question, decision.port is None) == (case.question, not covered), seed
        seen[expected, min(len(covered), 2)] += 1
    assert SOAK or all(seen[each, 2] > BORDERS // 25 for each in Verdict), seen


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_all_that_is_said_is_of_the_port_at_which_it_stands(chunk: int) -> None:
    """As if that port had been named: parts, plan, what is wanted, what is unsettled, and the days beside."""
    for seed in seeds(chunk, BORDERS):
        case, _ = a_border(Seeded(seed))
        decision = answer(case)
        if decision is None or decision.port is None:
            continue
        named = replace(case, question=at_port(case.question, case.rules.ports[decision.port]))
        there: Any = answer(named)
        told = (
            "verdict",
            "parts",
            "plan",
            "next_best",
            "assumed",
            "wanted",
            "unsettled",
            "days_apart",
            "port",
        )
        assert [getattr(decision, name) for name in told] == [getattr(there, name) for name in told], seed
        assert there.border == ()


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nobody_is_sent_to_a_port_that_may_be_shut_for_good(chunk: int) -> None:
    """Where it does as well at one of which the opening is settled, with as little unmet; unless nothing can be asked there."""
    noticed = 0
    for seed in seeds(chunk, BORDERS):
        case, _ = a_border(Seeded(seed))
        decision = answer(case)
        if decision is None or decision.port is None or not _may_be_shut(case, decision.port):
            continue
        for port, found in decision.border:
            if found is decision.verdict and not _may_be_shut(case, port):
                noticed += 1
                there: Any = answer(replace(case, question=at_port(case.question, case.rules.ports[port])))
                more_unmet = _unmet(there) > _unmet(decision)
                assert more_unmet or (found is Verdict.CONDITIONAL and not there.wanted), (seed, port)
    assert SOAK or noticed


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_is_stated_more_never_flips_a_verdict_at_a_border(chunk: int) -> None:
    """A pass or a fail stands, and a conditional that wants nothing is one at which no port wants anything."""
    for seed in seeds(chunk, BORDERS):
        choices = Seeded(seed)
        case, drawing = a_border(choices)
        for _ in range(4):
            before = answer(case)
            if before is not None and before.verdict is Verdict.CONDITIONAL and not before.wanted:
                for port, found in before.border:
                    there: Any = answer(
                        replace(case, question=at_port(case.question, case.rules.ports[port]))
                    )
                    assert found is Verdict.FAIL or there.wanted == (), (seed, port)
            here = replace(case.question, port="gate-0", border=False)  # where nothing is stated of a port
            unsaid = [path for path in openings(case.facts, here) if path != ("crossing.mode",)]
            if not unsaid:
                break
            path = choices.one(unsaid)
            case = replace(case, facts=said(choices, case.facts, path, here, drawing.anchor))
            after = answer(case)
            if before is not None and before.verdict in DECIDED:
                assert after is not None, (seed, path)
                assert after.verdict is before.verdict, (seed, path)


def _states(case: Case) -> tuple[str | None, str | None]:
    return case.question.exit_state, case.question.entry_state


def _may_be_shut(case: Case, port: str) -> bool:
    day = case.question.day
    today = [each for each in case.rules.ports[port].facts.get(OPENING, ()) if day in each.period]
    return not today or not today[0].settled


def _unmet(decision: Decision) -> int:
    return sum(each.outcome == "not_met" for each in decision.requirements)
