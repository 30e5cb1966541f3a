"""Cases and journeys are run, and what comes otherwise than expected is told."""

import sys
from types import FrameType

import pytest

from crosscheck.authoring.comparing import Difference
from crosscheck.authoring.hinges import Hinges
from crosscheck.authoring.trial import CaseResult, Trial
from crosscheck.compiler.cases.case import Case
from crosscheck.compiler.cases.cases import read_cases
from crosscheck.deciding.explaining.explaining import Telling
from crosscheck.language.nodes import lower
from crosscheck.profile.reading import read_profile
from tests.compiler.reading import good_rules
from tests.compiler.test_cases import JOURNEY

PERMISSION = """cases: uto.entry.permission
given:
  nationality: DE
  nationalities: [DE]
  date_of_birth: 1990-05-17
  residence: DE
  document: {type: ordinary-passport, blank_pages: 3}
  purpose: [tourism]
  crossing.date: 2026-12-01
  crossing.mode: car
  stay.until: 2026-12-30
  port.open_to_travellers: yes
  port.class: international
  tickets: [{to: DE, date: 2026-12-30, confirmed: yes}]
  visits: []
  visas: []
  permits: []
  papers: []
examples:
  a case:
"""


def tried(case: str) -> CaseResult:
    """Run one case of the permission to enter Utopia."""
    rules = good_rules()
    files = {"states/uto/entry/permission.cases.yaml": (PERMISSION + case).encode()}
    cases, _, wrong = read_cases([("rules", files)], rules)
    assert not wrong, wrong
    (result,) = map(Trial(rules, read_profile).of, cases)
    return result


def travelled(rest: str, on: str = "2026-12-01") -> CaseResult:
    """Run one journey from Utopia to Utopia's neighbour."""
    rules = good_rules()
    text = JOURNEY.replace("2026-12-01", on) + rest
    _, journeys, wrong = read_cases([("rules", {"journeys/going-home.yaml": text.encode()})], rules)
    assert not wrong, wrong
    (result,) = map(Trial(rules, read_profile).of, journeys)
    return result


GOOD = [
    "    expect: met\n",
    "    expect: {met: treaty}\n",
    "    stay.until: 2026-12-31\n    expect: {not_met: [treaty/stay]}\n",
    "    stay.until: unstated\n    expect: {undetermined: [treaty/ticket, treaty/stay, treaty/within]}\n",
    (
        "    crossing.date: 2024-02-01\n    stay.until: 2024-02-10\n    tickets: unstated\n"
        "    expect: {undetermined: [treaty/in_force, treaty/ticket]}\n"
    ),
]


@pytest.mark.parametrize("case", GOOD)
def test_what_comes_as_expected_passes(case: str) -> None:
    """Met, not met, undetermined; grounds that are not named are no business of the case."""
    assert tried(case).differences == ()


def test_another_outcome_is_told() -> None:
    """With what was expected and what came."""
    result = tried("    expect: {not_met: [treaty/stay]}\n")

    assert not result.passed
    assert result.differences[0] == Difference("outcome", "uto.entry.permission", "not_met", "met")


def test_another_ground_is_told() -> None:
    """Met is not enough where the ground is named."""
    assert tried("    expect: {met: visa}\n").differences == (
        Difference("ground", "uto.entry.permission", "visa", "treaty"),
    )


def test_a_condition_too_many_and_one_too_few_are_told() -> None:
    """The list is exact for the grounds that it names."""
    case = (
        "    stay.until: 2026-12-31\n    tickets: []\n    expect: {not_met: [treaty/stay, treaty/within]}\n"
    )

    assert set(tried(case).differences) == {
        Difference("condition", "treaty/within", "treaty/within", None),
        Difference("condition", "treaty/ticket", None, "treaty/ticket"),
    }


def test_a_fact_that_cannot_be_read_is_told() -> None:
    """With the profile's own sentence."""
    (difference,) = tried("    stay.until: 2026-13-31\n    expect: met\n").differences

    assert (difference.what, difference.of) == ("profile", "stay.until")


def test_a_member_on_another_day_is_told() -> None:
    """What no source settles is neither a member nor none."""
    rules = good_rules()
    text = "cases: uto-friends\nmembers:\n  FR: {2020-12-31: no, 2026-12-31: no}\n  DE: {2026-12-31: not settled}\n"
    cases, _, wrong = read_cases([("rules", {"groups/uto-friends.cases.yaml": text.encode()})], rules)
    assert not wrong, wrong

    before, last, unlisted = map(Trial(rules, read_profile).of, cases)

    assert (before.passed, unlisted.passed) == (True, True)
    assert (last.subject, last.name) == ("uto-friends", "FR on 2026-12-31")
    assert last.differences == (Difference("membership", "FR", "no", "yes"),)


def test_a_journey_outside_what_is_covered_passes_only_if_that_was_expected() -> None:
    """The rules of the State that is entered begin later than that."""
    assert travelled("  not_covered: date\n", on="1990-12-01").passed
    (difference,) = travelled("  verdict: pass\n", on="1990-12-01").differences
    assert difference.what == "coverage"


def test_a_problem_with_the_profile_may_be_what_is_expected() -> None:
    """Slips are not guessed away, and the way out is offered."""
    rest = "  problem: nationality\n  did_you_mean: Germany\n"
    rules = good_rules()
    text = (JOURNEY + rest).replace("nationality: UTO", "nationality: Germny")
    _, journeys, _ = read_cases([("rules", {"journeys/going-home.yaml": text.encode()})], rules)

    assert [result.differences for result in map(Trial(rules, read_profile).of, journeys)] == [()]


def test_what_cases_share_is_made_once() -> None:
    """The sentences of a requirement, and what its lines would be, are prepared for its first case, and serve all the others."""
    rules = good_rules()
    text = PERMISSION + GOOD[2] + "".join(f"  another {n}:\n{GOOD[2]}" for n in range(5))
    cases, _, _ = read_cases([("rules", {"states/uto/entry/permission.cases.yaml": text.encode()})], rules)
    trial = Trial(rules, read_profile)
    hinges = Hinges(trial.requirements["uto.entry.permission"], trial.evaluator)
    made: list[int] = []

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in (Telling.__init__.__code__, lower.__code__):
            made[-1] += 1

    for case in cases:
        assert isinstance(case, Case)
        made.append(0)
        sys.setprofile(watch)
        try:
            assert trial.of(case).passed
            hanging = hinges.of(trial.seen(case))
            assert [*hanging.lines(), *hanging.kept_out(case.expected)]
        finally:
            sys.setprofile(None)

    assert made[0] > 0
    assert made[1:] == [0] * 5
