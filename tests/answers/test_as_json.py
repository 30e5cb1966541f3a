"""The JSON of a decision is what its schema says, whatever was decided."""

import json
from typing import Any

import jsonschema
import pytest

from crosscheck.answers.as_json import decision_data, decision_json
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.facts import Direction, Question
from crosscheck.language.values import parse_day
from crosscheck.models.decision import DecisionModel
from crosscheck.models.schema import published_schema
from crosscheck.profile.reading import read_profile
from tests.invented import invented_rules

SCHEMA = jsonschema.Draft202012Validator(published_schema("decision"))
DAY = parse_day("2026-12-01")
PASSPORT = {"type": "ordinary-passport", "date_of_expiry": "2030-05-01"}
VISA = {"issuing_state": "UTO", "category": "T1", "valid_from": "2026-12-01", "valid_until": "2027-02-28"}

PROFILES: dict[str, dict[str, Any]] = {
    "nothing but a nationality": {"nationality": "IS"},
    "a visa of which much is unstated": {"nationality": "IS", "document": PASSPORT, "visas": [VISA]},
    "a long stay": {"nationality": "IS", "document": PASSPORT, "stay.days": 200, "visas": [], "permits": []},
    "a month of birth and no end": {
        "nationality": "UTO", "date_of_birth": "2010-12", "document": PASSPORT | {"date_of_expiry": "no end"},
    },
    "past stays": {
        "nationality": "IS", "document": PASSPORT, "purpose": ["tourism"], "stay.days": 20, "visas": [], "permits": [],
        "visits": [{"state": "UTO", "entered_on": "2026-09-01", "exited_on": "2026-11-20", "ground": "visa-exemption"}],
    },
    "two documents": {
        "nationalities": ["IS", "UTO"],
        "documents": [PASSPORT | {"nationality": "IS"}, PASSPORT | {"nationality": "UTO"}],
    },
}  # fmt: skip


@pytest.fixture(scope="module", name="checker")
def _checker() -> Checker:
    return Checker(invented_rules())


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize(("port", "direction"), [("ferry", "inbound"), ("ferry", "outbound"), (None, None)])
def test_every_decision_fits_the_schema(
    checker: Checker, name: str, port: str | None, direction: Direction | None, everything: bool
) -> None:
    """Every key is there and none besides, and it survives a journey through text and the model."""
    states = ("UTO", "DE") if direction == "outbound" else ("DE", "UTO")
    question = Question(*states, DAY, port, direction)
    decision = checker.check(question, read_profile(PROFILES[name], day=DAY), everything=everything)

    data = decision_data(decision, checker.rules)

    text = decision_json(decision, checker.rules)
    SCHEMA.validate(data)
    assert data["verdict"] in {"pass", "fail", "conditional"}
    assert json.loads(text) == data
    assert DecisionModel.model_validate_json(text).model_dump(mode="json", by_alias=True) == data


def test_days_are_dates_and_no_end_is_a_word(checker: Checker) -> None:
    """No number of the engine's own gets out: neither an ordinal nor the stand-in for no end."""
    for profile in PROFILES.values():
        question = Question("DE", "UTO", DAY, "ferry", "inbound")
        decision = checker.check(question, read_profile(profile, day=DAY), everything=True)

        numbers = list(_numbers(decision_data(decision, checker.rules)))

        assert all(number < 10_000 for number in numbers)


def test_every_source_cited_is_told(checker: Checker) -> None:
    """A program can show who says so without the rule files."""
    question = Question("DE", "UTO", DAY, "ferry", "inbound")
    data = decision_data(checker.check(question, read_profile({"nationality": "IS"}, day=DAY)), checker.rules)

    cited = {
        source.partition(", ")[0]
        for part in (*data["sides"], *data["places"])
        for requirement in part["requirements"]
        for source in requirement["sources"]
    }
    assert cited
    assert cited <= set(data["sources"])


def test_the_verdict_has_three_words() -> None:
    """A program may switch over them; a fourth would need a new version."""
    assert published_schema("decision")["$defs"]["Verdict"]["enum"] == ["pass", "fail", "conditional"]


def _numbers(data: Any) -> Any:
    if isinstance(data, bool):
        return
    if isinstance(data, int):
        yield data
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _numbers(item)
