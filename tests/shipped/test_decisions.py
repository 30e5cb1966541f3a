"""What the shipped rules decide fits every form that a program may read it in."""

import json
from typing import Any

import jsonschema
import pytest

from crosscheck import Decision, Rulebook, UncoveredError, Verdict
from crosscheck.compiler.cases.case import MembershipCase
from crosscheck.language.errors import ProfileError
from crosscheck.language.values import parse_day
from crosscheck.models.decision import DecisionModel
from crosscheck.models.schema import published_schema
from crosscheck.profile.reading import read_with_care
from tests.generating.profile_again import facts_to_profile
from tests.pages.cases import journeys
from tests.profile.test_straight import is_straight
from tests.shipped.rules import shipped_examined, shipped_rulebook

ON = "2026-12-01"
CITIZEN: dict[str, Any] = {
    "nationality": "KZ",
    "document": {"type": "ordinary-passport", "date_of_expiry": "2031-01-01"},
    "crossing": {"mode": "bus"},
}
THIRD_STATES = (
    "AF AE AM AT AZ BD BE BY CA DE EG FR GB GE IN IR IT JP KR LK MN MY NP PK PL SG TH TJ TR VN".split()  # noqa: SIM905
)


def answered(rulebook: Rulebook, ours: str, question: dict[str, Any]) -> Decision | None:
    """Return the answer, None where our own rules do not reach that neighbour."""
    try:
        return rulebook.check(CITIZEN, on=ON, **question)
    except UncoveredError as error:
        if (error.what, error.of) != ("neighbour", ours):
            raise
        return None


def decided(rulebook: Rulebook) -> list[Decision]:
    """Return the decision on each journey beside the shipped rules that they decide."""
    found = []
    for journey in journeys():
        if "not_covered" in journey["expect"] or "problem" in journey["expect"]:
            continue
        asked = dict(journey["question"])
        states = {"exit_state": asked.pop("from", None), "entry_state": asked.pop("to", None)}
        found.append(rulebook.check(journey["given"], **asked, **states))
    return found


def test_every_decision_on_the_journeys_fits_the_schema_and_comes_back() -> None:
    """What is parsed and written again is what was written."""
    validator = jsonschema.Draft202012Validator(published_schema("decision"))
    rulebook = shipped_rulebook()
    decisions = decided(rulebook)

    for decision in decisions:
        text = rulebook.to_json(decision)
        validator.validate(json.loads(text))
        model = DecisionModel.model_validate_json(text)

        assert model == DecisionModel.model_validate(rulebook.to_dict(decision))
        assert json.loads(model.model_dump_json(by_alias=True)) == json.loads(text)
    assert len(decisions) > 40
    assert {decision.verdict for decision in decisions} == set(Verdict)


def test_the_travellers_of_the_cases_are_read_straight() -> None:
    """Written as JSON has them: rule files have text for every value, and dotted keys."""
    found = shipped_examined()
    tried = 0
    for case in (*found.cases, *found.journeys):
        if isinstance(case, MembershipCase):
            continue
        try:
            day = parse_day(case.asked.on)
            facts = read_with_care(case.profile, day=day)
        except (ProfileError, ValueError):
            continue  # what a journey shows to be refused
        tried += 1
        assert is_straight(facts_to_profile(facts), day), case
    assert tried > 900


@pytest.mark.parametrize("ours", ["CN", "KZ"])
def test_third_states_are_answered_or_refused_side_by_side(ours: str) -> None:
    """Into and out of both: never an answer about a State without rules, and never one that says so of neither side."""
    rulebook = shipped_rulebook()
    into: list[tuple[str, dict[str, Any]]] = [
        ("entry", {"exit_state": state, "entry_state": ours}) for state in THIRD_STATES
    ]
    out_of: list[tuple[str, dict[str, Any]]] = [
        ("exit", {"exit_state": ours, "entry_state": state}) for state in THIRD_STATES
    ]
    for side, question in (*into, *out_of):
        (state,) = {*question.values()} - {ours}
        if (decision := answered(rulebook, ours, question)) is not None:
            assert decision.asked == (side,)
            data = json.loads(rulebook.to_json(decision))
            assert data["asked"] == [side]
            assert [each["state"] for each in data["sides"]] == [ours]
        with pytest.raises(UncoveredError) as caught:
            rulebook.check(CITIZEN, on=ON, **question, require=["exit", "entry"])
        assert (caught.value.what, caught.value.of) == ("state", state)
