"""A decision goes out as JSON and comes back as typed values."""

import json

import jsonschema
import pytest
from pydantic import ValidationError

import crosscheck
from crosscheck import Decision, Outcome, Rulebook, Verdict
from crosscheck.models.decision import DecisionModel
from crosscheck.models.schema import published_schema
from tests.cases_page import ROOT, journeys

PASSPORT = {"type": "ordinary-passport", "date_of_expiry": "2030-05-01"}


@pytest.fixture(scope="module", name="rulebook")
def _rulebook() -> Rulebook:
    return crosscheck.load_rulebook(ROOT / "rules")


@pytest.fixture(scope="module", name="text")
def _text(rulebook: Rulebook) -> str:
    """Return the JSON of a decision with a bit of everything."""
    profile = {"nationality": "CN", "document": PASSPORT, "stay": {"days": 45}, "visas": [], "permits": []}
    return rulebook.to_json(rulebook.check(profile, on="2026-12-01", port="khorgos", direction="outbound"))


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


def test_every_decision_on_the_shipped_journeys_fits_the_schema_and_comes_back(rulebook: Rulebook) -> None:
    """What is parsed and written again is what was written."""
    validator = jsonschema.Draft202012Validator(published_schema("decision"))
    decisions = decided(rulebook)

    for decision in decisions:
        text = rulebook.to_json(decision)
        validator.validate(json.loads(text))
        model = DecisionModel.model_validate_json(text)

        assert model == DecisionModel.model_validate(rulebook.to_dict(decision))
        assert json.loads(model.model_dump_json(by_alias=True)) == json.loads(text)
    assert len(decisions) > 40
    assert {decision.verdict for decision in decisions} == set(Verdict)


def test_what_comes_back_has_types(text: str) -> None:
    """Words are those of the library, and days are days."""
    model = DecisionModel.model_validate_json(text)

    assert model.verdict is Verdict.FAIL
    assert model.question.date.isoformat() == "2026-12-01"
    unmet = [each for part in model.sides for each in part.requirements if each.outcome is Outcome.NOT_MET]
    assert [each.id for each in unmet] == ["kz.entry.permission"]
    assert {each.partition(", ")[0] for each in unmet[0].sources} <= set(model.sources)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "crosscheck.decision/2"},
        {"schema": "crosscheck.decision/1"},
        {"verdict": "admitted"},
        {"more": 1},
    ],
)
def test_another_form_is_refused(text: str, change: dict[str, object]) -> None:
    """A reader never takes a later form for this one."""
    with pytest.raises(ValidationError):
        DecisionModel.model_validate(json.loads(text) | change)


def test_a_key_that_is_missing_is_refused(text: str) -> None:
    """Every key is always there; null says that nothing is known."""
    data = json.loads(text)
    del data["next_best"]

    with pytest.raises(ValidationError):
        DecisionModel.model_validate(data)
