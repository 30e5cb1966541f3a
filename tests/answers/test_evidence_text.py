"""How far an answer carries stands in the answer: what it rests on, and whether somebody should have looked again."""

import json
from dataclasses import replace

import pytest

from crosscheck import Decision, Facts, Verdict
from crosscheck.answers.as_json import decision_data
from crosscheck.answers.page import Page
from crosscheck.answers.screen.screen import screen
from crosscheck.deciding.crossing import Checker
from crosscheck.language.nodes import Period
from crosscheck.rulebook.citation import Grade, Source, named, weakest
from crosscheck.rulebook.ruleset import DatedValue, RuleSet
from tests.profiles import CROSSING, GATE, a_profile, a_question, day
from tests.rulebooks import (
    a_condition,
    a_ground,
    a_port,
    a_requirement,
    a_rule_set,
    a_state,
    states_that,
)


def a_source(id_: str, grade: Grade = Grade.OFFICIAL, review_by: str | None = None) -> Source:
    """Return a source of a grade; *review_by* is the day by which it is to be read again."""
    last = None if review_by is None else day(review_by)
    return Source(id_, f"The {id_}", "Utopia", None, None, None, grade, review_by=last)


SOURCES = {
    source.id: source
    for source in (
        a_source("uto-border-act"),
        a_source("news", Grade.PRESS),
        a_source("guide", Grade.SECONDARY, "2026-11-30"),
        a_source("rumour", Grade.UNSOURCED, "2026-12-01"),
    )
}


def rules(*cited: str) -> RuleSet:
    """Return rules whose permission to enter has a ground for everybody, and one for none, that cite *cited*."""
    grounds = (
        replace(a_ground("everybody"), sources=cited[:1]),
        replace(
            a_ground("diplomats", states_that("document.type", "diplomatic-passport")), sources=cited[1:]
        ),
    )
    state = a_state(entry=[a_requirement("uto.entry.permission", *grounds)])
    return replace(a_rule_set(state), sources=SOURCES)


def decided(rule_set: RuleSet) -> tuple[Decision, Facts]:
    """Return the decision on entering Utopia, and what was stated."""
    facts = a_profile()
    return Checker(rule_set).check(a_question(CROSSING), facts), facts


def text_of(rule_set: RuleSet) -> str:
    """Return the answer as people read it, on one line."""
    decision, facts = decided(rule_set)
    return " ".join(screen(decision, facts, rule_set, Page).split())


def test_what_rests_on_the_text_of_the_law_says_nothing_of_it() -> None:
    """There is nothing to warn of."""
    text = text_of(rules("uto-border-act, s. 2", "news"))

    assert "Read " not in text
    assert "!!" not in text


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("news", "Read in press reports only: The news."),
        ("guide", "Read second hand only: The guide."),
        ("rumour", "Of this no text was found: The rumour."),
    ],
)
def test_what_rests_on_less_says_so_in_a_line(source: str, said: str) -> None:
    """By the weakest source of what decides."""
    assert said in text_of(rules(source))


def test_grounds_that_did_not_decide_lend_no_weakness() -> None:
    """What met the requirement is what it rests on."""
    decision, _ = decided(rules("uto-border-act", "rumour"))
    data = decision_data(decision, rules("uto-border-act", "rumour"))

    assert decision.verdict is Verdict.PASS
    assert data["grade"] == "official"


def test_a_fail_rests_on_the_requirement_and_on_what_was_tried() -> None:
    """Whoever is turned away hears how far the "no" carries."""
    rule_set = rules("news", "guide, p. 3")
    refused = a_requirement(
        "uto.entry.permission",
        replace(
            a_ground("diplomats", states_that("document.type", "diplomatic-passport")),
            sources=("guide, p. 3",),
        ),
    )
    state = rule_set.states["UTO"]
    state = replace(state, requirements={**state.requirements, "entry": (refused,)})
    rule_set = replace(rule_set, states={**rule_set.states, "UTO": state})
    decision, _ = decided(rule_set)
    data = decision_data(decision, rule_set)
    (permission,) = (part["requirements"][0] for part in data["sides"] if part["side"] == "entry")

    assert decision.verdict is Verdict.FAIL
    assert permission["grade"] == permission["grounds"][0]["grade"] == data["grade"] == "secondary"
    assert data["overdue"] == ["guide"]


def test_a_crossing_after_the_day_of_review_is_told_loudly() -> None:
    """With the source; on the day itself it is still in time."""
    late, in_time = text_of(rules("guide")), text_of(rules("rumour"))

    assert "rules overdue" in late
    assert "First This crossing lies after 2026-11-30." in late
    assert "(The guide). Look for changes before you rely on this answer." in late
    assert "First" not in in_time


def test_json_names_what_is_overdue() -> None:
    """By id; its day stands with the source."""
    rule_set = rules("guide")
    decision, _ = decided(rule_set)
    data = json.loads(json.dumps(decision_data(decision, rule_set)))

    assert data["overdue"] == ["guide"]
    assert data["sources"]["guide"]["review_by"] == "2026-11-30"


def test_many_sources_are_counted() -> None:
    """Two are named."""
    rule_set = rules("uto-border-act")
    more = {f"paper-{n}": a_source(f"paper-{n}", Grade.PRESS) for n in range(4)}
    ground = replace(
        a_ground("everybody", a_condition(states_that("nationality", "KZ").predicate)), sources=tuple(more)
    )
    state = a_state(entry=[a_requirement("uto.entry.permission", ground)])
    rule_set = replace(a_rule_set(state), sources=SOURCES | more)

    assert "The paper-0 (and 3 more)." in text_of(rule_set)


def test_grades_carry_as_far_as_the_weakest() -> None:
    """A source that is not known has none, and nothing cited has none."""
    assert weakest(["news, p. 1", "uto-border-act", "guide"], SOURCES) is Grade.SECONDARY
    assert weakest(["unknown"], SOURCES) is None
    assert weakest([], SOURCES) is None
    assert [source.id for source in named(["news, p. 1", "news", "unknown"], SOURCES)] == ["news"]


def at_the_gate(*cited: str) -> RuleSet:
    """Return rules of a port, open as *cited* say, that lets cross whoever is at an open port."""
    is_open = DatedValue(Period(None, None), value=True, settled=True, sources=cited)
    at_open_port = replace(a_ground("open", states_that("port.open_to_travellers", True)), sources=())
    port = a_port(
        facts={"port.open_to_travellers": (is_open,)},
        requirements=(replace(a_requirement("gate.persons", at_open_port), sources=()),),
    )
    return replace(a_rule_set(a_state(), port=port), sources=SOURCES)


def test_what_rests_on_a_fact_of_the_port_cites_it() -> None:
    """The ground has the sources of the fact; the answer says of the port, not of the law, that it was read in the press."""
    rule_set = at_the_gate("news")
    question, facts = a_question(port=GATE), a_profile()

    decision = Checker(rule_set).check(question, facts)

    (requirement,) = decision.parts[-1].requirements
    assert requirement.grounds[0].sources == ("news",)
    text = " ".join(screen(decision, facts, rule_set, Page).split())
    assert "What is said of the port is read in press reports only: The news." in text
    assert "Read in press reports only" not in text


def test_one_good_witness_is_enough_for_a_fact_of_the_port() -> None:
    """Where an official notice says so too, it is what the answer rests on."""
    rule_set = at_the_gate("news", "uto-border-act")

    decision = Checker(rule_set).check(a_question(port=GATE), a_profile())

    assert decision.parts[-1].requirements[0].grounds[0].sources == ("uto-border-act",)


def test_what_the_traveller_states_of_the_port_rests_on_no_source() -> None:
    """Somebody who knows that it is open takes that upon himself."""
    stated = Facts({**a_profile().values, "port.open_to_travellers": True}, documents=a_profile().documents)

    decision = Checker(at_the_gate("news")).check(a_question(port=GATE), stated)

    assert decision.parts[-1].requirements[0].grounds[0].sources == ()
