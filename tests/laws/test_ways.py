"""The laws of ways out, over rules and travellers that are drawn: whoever follows one comes to what it promised."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.facts import Facts, Question
from crosscheck.deciding.nearby import nearest_ports
from crosscheck.deciding.ways.changes import (
    Change,
    DayChange,
    PortChange,
    StayChange,
    WayOut,
    followed,
    on_day,
    place_of,
)
from crosscheck.deciding.ways.proposing import DAYS
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import ALWAYS, Period
from crosscheck.rulebook.ruleset import Closing, Days
from tests.generating.cases import Case
from tests.generating.choices import Seeded
from tests.generating.travellers import a_crossing, a_whole_traveller
from tests.generating.worlds import half_said
from tests.invented import invented_rules
from tests.laws.following import agrees, checked, follow, ways_of
from tests.rulebooks import SOURCES, a_ground, a_requirement, states_that
from tests.soak.amount import CHUNKS, SOAK, seeds
from tests.strategies import draw_case

MANY = SOAK or 300


def drawn(seed: int) -> Case:
    """Return a case of drawn rules, or every other time of the invented ones, where a few changes are often enough."""
    choices = Seeded(seed)
    if seed % 2:
        return draw_case(choices).case
    rules = invented_rules()
    question = a_crossing(choices, rules)
    facts = half_said(choices, a_whole_traveller(choices, rules, question), choices.one((0, 0, 5, 20)))
    if question.port is not None and choices.whether(25):
        question = replace(question, port=None, direction=None, border=True)
    return Case(rules, question, facts)


def spoiled(seed: int) -> Case | None:
    """Return a case that fails and would pass with one change: at another port, on another day or for fewer days."""
    choices = Seeded(seed)
    case = draw_case(choices, Verdict.PASS).case
    before = checked(case.rules, case.question, case.facts)
    if before is None or before.verdict is not Verdict.PASS:
        return None
    question, facts, rules = case.question, case.facts, case.rules
    match choices.one(("port", "closing", "day", "stay")):
        case "port" if question.port is not None:
            gate = rules.ports[question.port]
            nobody = a_requirement("bridge.nobody", a_ground("nobody", states_that("nationality", "AQ")))
            bridge = replace(gate, id="bridge", requirements=(*gate.requirements, nobody))
            rules = replace(rules, ports={**rules.ports, "bridge": bridge})
            question = replace(question, port="bridge")
        case "closing" if question.port is not None:
            gate = rules.ports[question.port]
            first, last = question.day - choices.one((0, 1, 9)), question.day + choices.one((0, 1, 9, 58))
            closing = Closing((Days("a holiday", dated=(Period(first, last),)),), ALWAYS, SOURCES)
            works = a_requirement("gate.works", a_ground("works", states_that("port.closed_for", "none")))
            gate = replace(gate, requirements=(*gate.requirements, works), closings=(closing,))
            rules = replace(rules, ports={**rules.ports, gate.id: gate})
        case "day":
            question, facts = on_day(question, facts, question.day + choices.one((-60, -20, -1, 1, 20, 60)))
        case _ if (until := facts.values.get("stay.until")) is not None and until < NO_END:
            longer = StayChange("stay", until + 90 - question.day, until + choices.one((1, 30, 90)))
            question, facts = followed(question, facts, (longer,), rules)
    after = checked(rules, question, facts) if agrees(rules)(question, facts) else None
    fails = after is not None and after.verdict is Verdict.FAIL
    return Case(rules, question, facts) if fails else None


def serves(case: Case, changes: tuple[Change, ...]) -> bool:
    """Return whether *changes* make a case that fails pass."""
    question, facts = followed(case.question, case.facts, changes, case.rules)
    decision = checked(case.rules, question, facts) if agrees(case.rules)(question, facts) else None
    return decision is not None and decision.verdict is Verdict.PASS


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_whoever_follows_a_way_out_comes_to_what_it_promised(chunk: int) -> None:
    """The verdict is the one promised, nothing fails or is newly unsettled, and nobody is told to be somebody else."""
    found: Counter[str] = Counter()
    for seed in seeds(chunk, MANY):
        case = drawn(seed)
        before = checked(case.rules, case.question, case.facts)
        if before is None:
            continue
        ways = ways_of(case)
        assert not ways or before.verdict is not Verdict.PASS, seed
        for way in ways:
            found[way.kind] += 1
            follow(case, before, way, seed)
    assert SOAK or len(found) >= 5, found


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_part_of_a_way_out_serves_alone(chunk: int) -> None:
    """Of a pair that leads to a pass, neither change does."""
    pairs = 0
    for seed in seeds(chunk, MANY):
        case = drawn(seed)
        if checked(case.rules, case.question, case.facts) is None:
            continue
        for way in ways_of(case):
            if len(way.changes) == 2 and way.verdict is Verdict.PASS:
                pairs += 1
                assert not any(serves(case, (each,)) for each in way.changes), (seed, way)
    assert SOAK or pairs


def small_world(case: Case) -> Iterator[Change]:
    """Yield every other port of the border, every day within reach, and every shorter stay."""
    question, rules = case.question, case.rules
    if question.port is not None:
        for port in nearest_ports(rules, rules.ports[question.port]):
            yield PortChange("port", port.id)
    for apart in range(1, DAYS + 1):
        for sign in (1, -1):
            yield DayChange("day", question.day + sign * apart, question.day + sign * apart)
    until = case.facts.values.get("stay.until")
    if until is not None:
        for last in range(min(until - 1, question.day + 200), question.day - 1, -1):
            yield StayChange("stay", last - question.day + 1, last)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_change_of_a_small_world_comes_earlier(chunk: int) -> None:
    """Of every port, day and shorter stay, none that leads to a pass comes before the first way out that is shown."""
    first: Counter[str] = Counter()
    for seed in seeds(chunk, MANY):
        if (case := spoiled(seed)) is None:
            continue
        ways = ways_of(case)
        best = next(iter(sorted(_ways(case), key=lambda way: place_of(way, case.question))), None)
        if best is None:  # what was closed is closed on every day within reach
            continue
        first[best.kind] += 1
        assert ways, (seed, best)
        assert place_of(ways[0], case.question) <= place_of(best, case.question), (seed, best, ways[0])
    assert SOAK or len(first) == 3, first


def test_nobody_crosses_before_today_nor_at_another_port_of_a_border_that_was_asked() -> None:
    """A day that a tool filled in is today; and where no port was named, all of them were tried."""
    earlier = 0
    for seed in range(MANY):
        case = spoiled(seed)
        if case is None:
            continue
        days = [each for way in ways_of(case) for each in way.changes if isinstance(each, DayChange)]
        earlier += any(each.day < case.question.day for each in days)
        today = replace(case, question=replace(case.question, assumed=("date",)))
        days = [each for way in ways_of(today) for each in way.changes if isinstance(each, DayChange)]
        assert all(each.day > case.question.day for each in days), seed
        if case.question.exit_state is not None and case.question.entry_state is not None:
            border = replace(case.question, port=None, direction=None, border=True)
            if checked(case.rules, border, case.facts) is not None:
                found = ways_of(replace(case, question=border))
                assert not any(each.kind == "port" for way in found for each in way.changes), seed

    assert earlier


def _ways(case: Case) -> Iterator[WayOut]:
    known: set[Any] = set()
    for change in small_world(case):
        if change.kind != "day" and change.kind in known:
            continue  # the first of a kind is the best of it
        if serves(case, (change,)):
            known.add(change.kind)
            yield WayOut(change.kind, (change,), Verdict.PASS)


def test_days_of_stay_that_were_stated_move_with_the_day_and_a_last_day_does_not() -> None:
    """Who said ten days stays ten days, who said until Friday leaves on Friday."""
    question = Question("DE", "UTO", 1000)

    ten = on_day(question, Facts({"stay.days": 10, "stay.until": 1009}), 1005)[1]
    friday = on_day(question, Facts({"stay.until": 1009}), 1005)[1]

    assert (ten.values["stay.until"], friday.values["stay.until"]) == (1014, 1009)
    assert replace(question, day=1005) == on_day(question, Facts(), 1005)[0]
