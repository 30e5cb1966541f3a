"""Every bound of age in the shipped rules, on the days around the birthday of who was born on 29 February."""

from collections.abc import Iterator

import pytest

from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.language.nodes import Compare, Fact, Literal, Shift
from crosscheck.language.trees import nodes_in
from crosscheck.language.vocabulary import VIEW
from crosscheck.rulebook.ruleset import Notice, Requirement
from tests.profiles import day
from tests.shipped.rules import shipped_rules

RULES = shipped_rules()
EVALUATOR = Evaluator(RULES.groups)
BORN = day("2084-02-29")


def ages() -> Iterator[tuple[str, Compare, int]]:
    """Yield every comparison of a date of birth moved by years, with the rule it stands in and the years."""
    for rule in (*RULES.requirements(), *notices()):
        for compare in nodes_in(rule, Compare):
            for moved in (compare.left, compare.right):
                if isinstance(moved, Shift) and moved.base == Fact("date_of_birth"):
                    assert isinstance(moved.amount, Literal)
                    yield rule.id, compare, int(moved.amount.value) // 12


def notices() -> Iterator[Notice | Requirement]:
    """Yield every notice."""
    for state in RULES.states.values():
        for of_movement in state.notices.values():
            yield from of_movement
    for port in RULES.ports.values():
        yield from port.notices


AGES = [*ages()]


def test_the_shipped_rules_read_ages() -> None:
    """What the next test holds of each is held of some."""
    assert {years for _, _, years in AGES} >= {14, 16, 18}


@pytest.mark.parametrize(
    ("rule", "compare", "years"), AGES, ids=[f"{rule}-{years}" for rule, _, years in AGES]
)
def test_an_age_is_open_on_28_february_and_certain_on_the_days_beside(
    rule: str, compare: Compare, years: int
) -> None:
    """No text of either State says which of the two days counts; a rule that finds one says `month_ends`."""
    year = 2084 + years  # 2100 is no leap year either

    def on(when: str) -> bool | None:
        known = {"date_of_birth": (BORN, BORN), "crossing.date": day(f"{year}-{when}")}
        return EVALUATOR.holds(compare)(tuple(known.get(name) for name in VIEW), None)

    before, between, after = on("02-27"), on("02-28"), on("03-01")
    assert {before, after} == {True, False}, rule
    assert between is None, rule
