"""The laws of advice over the shipped rules: travellers of every kind, both directions, every port."""

from collections import Counter

import pytest

from crosscheck.deciding.decision import Verdict
from tests.generating.cases import Case
from tests.generating.choices import Seeded
from tests.generating.travellers import a_crossing, a_whole_traveller
from tests.generating.worlds import begun
from tests.laws.interviews import Interview
from tests.laws.settling import some_settling_decides
from tests.shipped.rules import shipped_checker

MANY = [100, pytest.param(5_000, marks=pytest.mark.slow)]


def _interview(seed: int) -> Interview:
    choices, checker = Seeded(seed), shipped_checker()
    question = a_crossing(choices, checker.rules)
    return Interview(checker, question, a_whole_traveller(choices, checker.rules, question), choices)


@pytest.mark.parametrize("count", MANY)
def test_an_interview_ends_where_the_whole_traveller_stands(count: int) -> None:
    """It ends, asks nothing twice, takes every answer at every door, and overturns no pass or fail."""
    seen: Counter[Verdict | None] = Counter()
    answers = 0
    for seed in range(count):
        interview = _interview(seed)
        interview.held(begun(interview.choices, interview.whole, interview.choices.one((10, 30, 60, 90))))
        seen[interview.expected] += 1
        answers += len(interview.asked)

    assert min(seen[each] for each in Verdict) > count / 40, seen
    assert answers > 2 * count


@pytest.mark.parametrize("count", MANY)
def test_what_nobody_can_tell_can_be_settled(count: int) -> None:
    """A conditional about a whole traveller wants nothing, names what is unsettled, and some settling decides."""
    settled = 0
    for seed in range(count):
        interview = _interview(seed)
        if interview.expected is Verdict.CONDITIONAL:
            decision = interview.checker.check(interview.question, interview.whole)
            assert decision.wanted == (), seed
            assert decision.unsettled, seed
            case = Case(interview.checker.rules, interview.question, interview.whole)
            assert some_settling_decides(interview.choices, case, decision), seed
            settled += 1

    assert settled > count / 10
