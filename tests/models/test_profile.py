"""The model of a profile, its published schema and the reader take the same and refuse the same."""

import pickle
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from crosscheck.language.errors import ProfileError
from crosscheck.language.values import MOST_IN_SET
from crosscheck.models.profile import ProfileModel
from crosscheck.models.schema import published_schema
from crosscheck.profile.reading import read_profile
from crosscheck.profile.shape import HEADINGS, KEYS, LISTS, PROPERTIES, under
from crosscheck.rulebook.documents import OF_EVERY_STATE, DocumentType, StateDocuments, documents
from tests.profiles import CROSSING

GOOD: list[dict[str, Any]] = [
    {},
    {"nationality": "KZ", "document": {"type": "ordinary-passport", "date_of_expiry": "2030-05-01"}},
    {
        "nationality": "Kazakhstan",
        "nationalities": ["KZ", "CN"],
        "date_of_birth": "1990",
        "purpose": "tourism",
    },
    {"date_of_birth": 1990, "port": {"open_to_travellers": "yes", "modes": ["car", "bus"]}},
    {"stay": {"days": 20}, "visas": [], "permits": "none", "document": "none"},
    {"stay": {"until": "no end"}, "document": {"type": "none"}, "purpose": ["work", "private"]},
    {"visits": {"KZ": [{"entered_on": "2026-01-01", "exited_on": "2026-01-09"}], "CN": None}},
    {"visits": [{"state": "KZ", "ground": "visa-exemption"}], "port": {"open_to_travellers": True}},
    {"visits": {"Kazakhstan": []}, "tickets": "none"},
    {"visas": {"KZ": [{"category": "B12"}], "China": [], "UZ": None}},
    {"visits": "none", "documents": [{"label": "old", "type": "identity-card"}, {"label": "new"}]},
    {
        "visas": [{"issuing_state": "KZ", "entries_left": "unlimited", "duration_of_stay": 30}],
        "residence": "none",
    },
    {"nationality": None, "documents": None, "stay": None, "visits": None, "document": None},
]

BAD: list[tuple[dict[str, Any], tuple[str | int, ...]]] = [
    ({"nationalty": "KZ"}, ("nationalty",)),
    ({"nationality": 398}, ("nationality",)),
    ({"stay": {"days": -1}}, ("stay", "days")),
    ({"stay": {"days": True}}, ("stay", "days")),
    ({"stay": {"days": 0}}, ("stay", "days")),
    ({"date_of_birth": "1990-00-00"}, ("date_of_birth",)),
    ({"purpose": ["work"] * (MOST_IN_SET + 1)}, ("purpose",)),
    ({"stay": {"length": 3}}, ("stay", "length")),
    ({"stay": {"until": "01/02/2027"}}, ("stay", "until")),
    ({"date_of_birth": "90"}, ("date_of_birth",)),
    ({"document": {"type": "pass port"}}, ("document", "type")),
    ({"permits": {"issuing_state": "KZ"}}, ("permits",)),
    ({"visas": {"123": []}}, ("visas", "by_state", "123", "[key]")),
    ({"visas": [{"tied_to_document_shown": True}]}, ("visas", "everywhere", 0, "tied_to_document_shown")),
    ({"papers": [{}] * (LISTS["papers"].most + 1)}, ("papers",)),
    ({"crossing": {"date": "2026-12-01"}}, ("crossing", "date")),
    ({"purpose": []}, ("purpose",)),
    ({"port": {"open_to_travellers": "maybe"}}, ("port", "open_to_travellers")),
    ({"visits": {"123": []}}, ("visits", "by_state", "123", "[key]")),
    ({"visits": [{"ground": "luck", "state": "KZ"}]}, ("visits", "everywhere", 0, "ground")),
]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """Return a validator of the published schema."""
    return Draft202012Validator(published_schema("profile", OF_EVERY_STATE))


@pytest.mark.parametrize("data", GOOD)
def test_what_is_good_is_good_everywhere(data: dict[str, Any], validator: Draft202012Validator) -> None:
    """Schema and model take it, and the reader finds the same facts in either."""
    model = ProfileModel.model_validate(data)

    assert not list(validator.iter_errors(data))
    assert read_profile(model.stated(), day=CROSSING) == read_profile(data, day=CROSSING)
    assert ProfileModel.model_validate_json(model.model_dump_json(exclude_unset=True)) == model


@pytest.mark.parametrize(("data", "place"), BAD)
def test_what_is_bad_is_refused_everywhere(
    data: dict[str, Any], place: tuple[str | int, ...], validator: Draft202012Validator
) -> None:
    """By schema and reader too; a web framework gets one error, with its place."""
    with pytest.raises(ValidationError) as raised:
        ProfileModel.model_validate(data)

    assert [error["loc"] for error in raised.value.errors()] == [place]
    assert list(validator.iter_errors(data))
    with pytest.raises(ProfileError):
        read_profile(data, day=CROSSING)


def test_which_types_of_document_there_are_the_rules_say() -> None:
    """The model takes any, and the schema lists those of the rules that it is published for."""
    data = {"document": {"type": "river-pass"}}
    profile = ProfileModel.model_validate(data)
    known = documents({"UTO": StateDocuments({"river-pass": DocumentType("river pass", "A card.", ())})})

    assert profile.stated() == data
    assert read_profile(data, day=CROSSING, documents=known).documents
    with pytest.raises(ProfileError, match="`river-pass` is not known here"):
        read_profile(profile.stated(), day=CROSSING)
    assert Draft202012Validator(published_schema("profile", known)).is_valid(data)
    assert not Draft202012Validator(published_schema("profile", OF_EVERY_STATE)).is_valid(data)


def test_a_value_that_cannot_be_read_is_told_in_the_words_of_every_door() -> None:
    """The parser's sentence, with the near name."""
    with pytest.raises(ValidationError) as raised:
        ProfileModel.model_validate({"nationality": "Kazakstan"})

    assert [error["msg"] for error in raised.value.errors()] == [
        "Value error, `Kazakstan` is no known State (did you mean Kazakhstan (KZ)?)"
    ]


def test_a_state_stands_once_in_a_mapping_by_state() -> None:
    """Under two names the last would win, and erase what the first says."""
    stays = [{"entered_on": "2026-01-01"}]

    with pytest.raises(ValidationError, match="KZ is stated twice, as Kazakhstan too"):
        ProfileModel.model_validate({"visits": {"KZ": stays, "Kazakhstan": []}})
    unsaid = ProfileModel.model_validate({"visits": {"KZ": stays, "Kazakhstan": None}})
    assert unsaid.stated() == {"visits": {"KZ": stays}}


def test_values_are_held_in_the_one_form_that_json_has() -> None:
    """And what was not stated stays so."""
    model = ProfileModel.model_validate(
        {
            "nationality": "kaz",
            "stay": {"days": "20"},
            "document": {"date_of_expiry": "Unlimited"},
            "visas": "none",
        }
    )

    assert model.stated() == {
        "nationality": "KZ",
        "stay": {"days": 20},
        "document": {"date_of_expiry": "no end"},
        "visas": [],
    }


def test_a_model_goes_to_another_process() -> None:
    """A booking tool spreads its travellers over workers."""
    model = ProfileModel.model_validate({"stay": {"days": 20}, "visas": [{"issuing_state": "KZ"}]})

    assert pickle.loads(pickle.dumps(model)) == model  # noqa: S301 - its own output


def test_every_fact_of_the_vocabulary_is_a_field_and_described() -> None:
    """A new fact needs no edit here either."""
    schema = published_schema("profile", OF_EVERY_STATE)

    assert set(schema["properties"]) == set(KEYS)
    for kind, facts in [
        *((heading, under(heading)) for heading in HEADINGS),
        *((thing.kind, PROPERTIES[plural]) for plural, thing in LISTS.items()),
    ]:
        fields = schema["$defs"]["".join(word.capitalize() for word in kind.split("_"))]["properties"]
        assert {name: field["description"] for name, field in fields.items()} == {
            name: fact.meaning for name, fact in facts.items()
        }


def test_every_example_of_the_schema_fits_it() -> None:
    """An editor offers them."""
    schema = published_schema("profile", OF_EVERY_STATE)
    fields = [
        *schema["properties"].values(),
        *(field for part in schema["$defs"].values() for field in part.get("properties", {}).values()),
    ]

    checked = 0
    for field in fields:
        for example in field.get("examples", ()):
            Draft202012Validator({**field, "$defs": schema["$defs"]}).validate(example)
            checked += 1
    assert checked > 40
