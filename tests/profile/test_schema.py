"""The published schema says what the reader takes."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crosscheck.errors import ProfileError
from crosscheck.facts import Facts
from crosscheck.profile.reading import read_profile
from crosscheck.profile.schema import SCHEMA_VERSION, profile_schema
from crosscheck.profile.shape import KEYS, LISTS, PROPERTIES, SINGLE
from tests.profiles import CROSSING

PUBLISHED = Path(__file__).parents[2] / f"docs/schema/profile-{SCHEMA_VERSION}.schema.json"

GOOD: list[dict[str, Any]] = [
    {},
    {"nationality": "KZ", "document": {"type": "ordinary-passport", "date_of_expiry": "2030-05-01"}},
    {
        "nationality": "Kazakhstan",
        "nationalities": ["KZ", "CN"],
        "date_of_birth": "1990",
        "purpose": "tourism",
    },
    {"stay": {"days": 20}, "visas": [], "permits": "none", "document": "none"},
    {"stay.until": "no end", "document.type": "identity-card", "purpose": ["work", "private"]},
    {"visits": {"KZ": [{"entered_on": "2026-01-01", "exited_on": "2026-01-09"}], "CN": None}},
    {"visits": [{"state": "KZ", "ground": "visa-exemption"}], "port": {"open_to_travellers": True}},
    {
        "visas": [{"issuing_state": "KZ", "entries_left": "unlimited", "duration_of_stay": 30}],
        "residence": "none",
    },
    {"nationality": None, "documents": None, "stay": None},
]
BAD: list[dict[str, Any]] = [
    {"nationalty": "KZ"},
    {"nationality": 398},
    {"stay": {"days": -1}},
    {"stay": {"days": True}},
    {"stay": {"length": 3}},
    {"stay.until": "01/02/2027"},
    {"date_of_birth": "90"},
    {"document": {"type": "passport"}},
    {"visas": {"issuing_state": "KZ"}},
    {"visas": [{"tied_to_document_shown": True}]},
    {"crossing": {"date": "2026-12-01"}},
    {"purpose": []},
    {"port": {"open_to_travellers": "maybe"}},
    {"visits": {"123": []}},
]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """Return a validator of the schema, which is itself one."""
    Draft202012Validator.check_schema(profile_schema())
    return Draft202012Validator(profile_schema())


def test_the_published_schema_is_the_one_of_the_vocabulary() -> None:
    """Write it anew with `crosscheck schema profile`."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == profile_schema()


@pytest.mark.parametrize("data", GOOD)
def test_what_is_good_is_valid_and_read(data: dict[str, Any], validator: Draft202012Validator) -> None:
    """Schema and reader take the same."""
    assert not list(validator.iter_errors(data))
    assert isinstance(read_profile(data, day=CROSSING), Facts)


@pytest.mark.parametrize("data", BAD)
def test_what_is_bad_is_invalid_and_refused(data: dict[str, Any], validator: Draft202012Validator) -> None:
    """Schema and reader refuse the same."""
    assert list(validator.iter_errors(data))
    with pytest.raises(ProfileError):
        read_profile(data, day=CROSSING)


def test_every_fact_of_the_vocabulary_is_in_the_schema() -> None:
    """Nested, dotted, and in lists; a new fact needs no edit."""
    schema = profile_schema()

    assert {*KEYS, *SINGLE} <= set(schema["properties"])
    for plural, thing in LISTS.items():
        assert set(schema["$defs"][thing.kind]["properties"]) == set(PROPERTIES[plural])
