"""Cases and journeys: what they state, what they expect."""

import pytest

from crosscheck.compiler.cases.case import Asked, Case, Expected, Journey, MembershipCase
from crosscheck.compiler.cases.cases import Read, read_cases
from crosscheck.deciding.decision import Outcome, Verdict
from crosscheck.language.values import parse_day
from tests.compiler.reading import good_rules

HEAD = """cases: uto.exit.document
given:
  nationality: UTO
  document: {type: ordinary-passport, issuing_state: UTO}
  crossing.date: 2026-12-01
  stay.until: 2026-12-20
examples:
"""
JOURNEY = """journey: going-home
title: Going home
told: Somebody goes home.
question:
  from: UTO
  to: DE
  on: 2026-12-01
given:
  nationality: UTO
follows_from:
  - Everybody may go home.
expect:
"""


def read(path: str, text: str) -> Read:
    """Read one file of cases against the good rules."""
    return read_cases([("rules", {path: text.encode()})], good_rules())


def cases(examples: str) -> tuple[Case, ...]:
    """Return the cases that *examples* make beside `uto.exit.document`."""
    found, _, wrong = read("states/uto/exit/document.cases.yaml", HEAD + examples)
    assert not wrong, wrong
    return tuple(case for case in found if isinstance(case, Case))


def journey(expect: str) -> Journey:
    """Return the journey that expects *expect*."""
    _, (found,), wrong = read("journeys/going-home.yaml", JOURNEY + expect)
    assert not wrong, wrong
    return found


def test_an_example_is_laid_over_what_is_given() -> None:
    """Mappings join, lists and values replace, and `unstated` takes away."""
    (case,) = cases(
        "  met:\n    document: {issuing_state: DE, date_of_expiry: unstated}\n    stay.until: unstated\n"
        "    visas: [{category: T1}]\n    expect: met\n"
    )

    assert case.profile == {
        "nationality": "UTO",
        "document": {"type": "ordinary-passport", "issuing_state": "DE"},
        "stay": {},
        "visas": [{"category": "T1"}],
    }


def test_the_question_stands_beside_the_facts() -> None:
    """A port's name is part of the question, a port's fact is a fact."""
    (case,) = cases(
        "  met:\n    port: tower-bridge\n    from: UTO\n    crossing.date: 2026-12-02\n"
        "    port.class: international\n    crossing.mode: car\n    expect: met\n"
    )

    assert case.asked == Asked("2026-12-02", "UTO", None, "tower-bridge")
    assert case.profile["port"] == {"class": "international"}
    assert case.profile["crossing"] == {"mode": "car"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("met", Expected(Outcome.MET)),
        ("{met: needs}", Expected(Outcome.MET, "needs")),
        ("not_applicable", Expected(Outcome.NOT_APPLICABLE)),
        ("{not_met: [document.issuing_state]}", Expected(Outcome.NOT_MET, None, ("document.issuing_state",))),
        (
            "\n      undetermined:\n        - needs/document.date_of_expiry",
            Expected(Outcome.UNDETERMINED, None, ("needs/document.date_of_expiry",)),
        ),
    ],
)
def test_an_expectation_is_one_of_four_outcomes(written: str, expected: Expected) -> None:
    """With the ground that meets it, or the conditions that are unmet or open."""
    assert cases(f"  a case:\n    expect: {written}\n")[0].expected == expected


def test_values_stay_text() -> None:
    """The profile room reads them; Norway is no answer to a question here either."""
    (case,) = cases("  met:\n    nationality: NO\n    document.blank_pages: 010\n    expect: met\n")

    assert case.profile["nationality"] == "NO"
    assert case.profile["document"] == {
        "type": "ordinary-passport",
        "issuing_state": "UTO",
        "blank_pages": "010",
    }


def test_a_journey_expects_a_verdict_and_more() -> None:
    """Part by part, requirement by requirement, document by document."""
    expected = journey(
        "  verdict: conditional\n  exit: pass\n  met:\n    uto.exit.document: needs\n"
        "  undetermined: [uto.exit.permission/needs/ending_stay]\n  plan: {exit: blue, entry: red}\n"
    ).expected

    assert expected.verdict is Verdict.CONDITIONAL
    assert expected.parts == {"exit": Verdict.PASS}
    assert expected.met == {"uto.exit.document": "needs"}
    assert (expected.not_met, expected.undetermined) == (None, ("uto.exit.permission/needs/ending_stay",))
    assert expected.plan == {"exit": "blue", "entry": "red"}


def test_a_journey_may_lead_out_of_what_is_covered() -> None:
    """Or end in a profile that cannot be read."""
    assert journey("  not_covered: nationality\n").expected.not_covered == "nationality"
    assert journey("  problem: nationality\n  did_you_mean: Utopia\n").expected.did_you_mean == "Utopia"


def test_cases_of_a_group_say_who_is_a_member_on_which_day() -> None:
    """One line a State, one answer a day."""
    found, _, wrong = read(
        "groups/uto-friends.cases.yaml",
        "cases: uto-friends\nmembers:\n  FR: {2020-12-31: no, 2021-01-01: yes}\n  DE: {2021-01-01: not settled}\n",
    )

    assert not wrong
    assert found == (
        MembershipCase("uto-friends", "FR", parse_day("2020-12-31"), expected=False),
        MembershipCase("uto-friends", "FR", parse_day("2021-01-01"), expected=True),
        MembershipCase("uto-friends", "DE", parse_day("2021-01-01"), expected=None),
    )


WRONG = [
    (
        "states/uto/exit/document.cases.yaml",
        HEAD + "  a case:\n    expect: {met: needs, not_met: [residence]}\n",
        "CC602",
    ),
    ("states/uto/exit/document.cases.yaml", HEAD + "  a case:\n    nationality: UTO\n", "CC202"),
    (
        "states/uto/exit/document.cases.yaml",
        HEAD + "  a case:\n    expect: {not_met: [citizen/residence]}\n",
        "CC603",
    ),
    ("states/uto/exit/permission.cases.yaml", HEAD + "  a case:\n    expect: met\n", "CC205"),
    ("states/uto/document.cases.yaml", HEAD + "  a case:\n    expect: met\n", "CC208"),
    ("groups/uto-friends.cases.yaml", "cases: uto-fiends\nmembers:\n  FR: {2026-01-01: yes}\n", "CC601"),
    ("groups/uto-fiends.cases.yaml", "cases: uto-friends\nmembers:\n  FR: {2026-01-01: yes}\n", "CC205"),
    ("groups/uto-friends.cases.yaml", "cases: uto-friends\nmembers:\n  FR: {2026-01-01: maybe}\n", "CC315"),
    ("groups/uto-friends.cases.yaml", "cases: uto-friends\nmembers:\n  FR: {2026-13-01: yes}\n", "CC308"),
    ("groups/uto-friends.cases.yaml", "cases: uto-friends\nmembers:\n  UX: {2026-01-01: yes}\n", "CC213"),
    ("journeys/going-home.yaml", JOURNEY + "  exit: pass\n", "CC602"),
    ("journeys/going-home.yaml", JOURNEY + "  verdict: passed\n", "CC315"),
    ("journeys/going-home.yaml", JOURNEY + "  verdict: fail\n  not_met: [uto.exit.papers]\n", "CC601"),
    ("journeys/going-away.yaml", JOURNEY + "  verdict: fail\n", "CC205"),
]


@pytest.mark.parametrize(("path", "text", "code"), WRONG)
def test_an_expectation_that_nothing_can_meet_is_a_finding(path: str, text: str, code: str) -> None:
    """A misspelt name must not let a case pass by expecting nothing."""
    _, _, wrong = read(path, text)

    assert [finding.code for finding in wrong] == [code]
