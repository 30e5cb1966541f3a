"""A decision goes out as JSON and comes back as typed values."""

import json

import pytest
from pydantic import ValidationError

from crosscheck import Outcome, Rulebook, Verdict
from crosscheck.models.decision import DecisionModel
from tests.invented import invented_rulebook

PASSPORT = {"type": "ordinary-passport", "date_of_expiry": "2030-05-01"}


@pytest.fixture(scope="module", name="rulebook")
def _rulebook() -> Rulebook:
    return invented_rulebook()


@pytest.fixture(scope="module", name="text")
def _text(rulebook: Rulebook) -> str:
    """Return the JSON of a decision with a bit of everything."""
    profile = {
        "nationality": "IS",
        "document": PASSPORT,
        "stay": {"days": 45},
        "visas": [],
        "permits": [],
        "papers": [],
    }
    return rulebook.to_json(rulebook.check(profile, on="2026-12-01", port="ferry", direction="inbound"))


def test_what_comes_back_has_types(text: str) -> None:
    """Words are those of the library, and days are days."""
    model = DecisionModel.model_validate_json(text)

    assert model.verdict is Verdict.FAIL
    assert model.question.date.isoformat() == "2026-12-01"
    unmet = [each for part in model.sides for each in part.requirements if each.outcome is Outcome.NOT_MET]
    assert [each.id for each in unmet] == ["uto.entry.permission"]
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
