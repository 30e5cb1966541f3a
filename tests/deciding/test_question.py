"""A question is asked of some rules, and says the same whatever was asked before."""

from dataclasses import replace
from datetime import date

import pytest

from crosscheck.deciding.facts import Question
from crosscheck.deciding.question import ask
from crosscheck.language.errors import Problem
from crosscheck.rulebook.ruleset import RuleSet
from tests.profiles import CROSSING, NEIGHBOUR, UTO
from tests.rulebooks import a_port, a_rule_set


def asked(rules: RuleSet, **parts: object) -> Question:
    """Return the question of *parts*, of which nothing is wrong."""
    problems: list[Problem] = []
    unsaid = dict.fromkeys(("port", "direction", "exit_state", "entry_state"))

    question = ask(rules, problems, **({"on": "2026-12-01"} | unsaid | parts))

    assert problems == []
    assert question is not None
    return question


def test_a_name_is_that_of_a_port_of_the_rules_that_are_asked() -> None:
    """Two sets of rules may call two ports alike; each knows its own, in any order and again."""
    one, other = a_rule_set(port=a_port()), a_rule_set(port=replace(a_port(), id="mole"))

    for _ in range(2):
        assert asked(one, port="GATE", direction="inbound").port == "gate"
        assert asked(other, port="GATE", direction="inbound").port == "mole"


def test_names_that_are_given_to_a_port_later_are_known() -> None:
    """Rules that are read again are other rules."""
    before, after = (a_rule_set(port=a_port(names={"en": name})) for name in ("Gate", "Door"))
    asked(before, port="the Gate", direction="inbound")

    assert asked(after, port="the Door", direction="inbound").port == "gate"


@pytest.mark.parametrize(
    "parts",
    [
        {"port": "gate", "direction": "inbound"},
        {"port": "gate", "direction": " Inbound "},
        {"port": "Gate", "entry_state": UTO},
        {"port": "gate", "exit_state": NEIGHBOUR, "entry_state": "uto"},
        {"port": "gate", "exit_state": "Kazakhstan", "direction": "inbound"},
        {"port": "gate", "direction": "inbound", "on": date(2026, 12, 1)},
        {"port": "gate", "direction": "inbound", "on": " 2026-12-01 "},
    ],
)
def test_a_question_is_the_same_however_it_is_put(parts: dict[str, object]) -> None:
    """By id or name, direction or State, a day as text or as a day."""
    assert asked(a_rule_set(port=a_port()), **parts) == Question(NEIGHBOUR, UTO, CROSSING, "gate", "inbound")
