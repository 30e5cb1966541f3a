"""The pydantic model: the same facts, for web frameworks."""

from typing import Any

import pytest
from pydantic import ValidationError

from crosscheck.profile.model import profile_model
from crosscheck.profile.reading import read_profile
from crosscheck.profile.shape import HEADINGS, KEYS, LISTS, PROPERTIES, under
from tests.profiles import CROSSING

PROFILE: dict[str, Any] = {
    "nationality": "kaz",
    "date_of_birth": 1990,
    "stay": {"days": "20"},
    "document": {"type": "ordinary-passport", "date_of_expiry": "unlimited"},
    "visas": [],
    "visits": {"KZ": [{"entered_on": "2026-01-01"}]},
    "purpose": None,
}


def test_a_model_says_the_same_as_the_mapping_it_came_from() -> None:
    """Values are held in their one JSON form; what was not stated stays so."""
    profile = profile_model().model_validate(PROFILE)

    assert profile.facts(day=CROSSING) == read_profile(PROFILE, day=CROSSING)
    assert profile.stated()["nationality"] == "KZ"
    assert "permits" not in profile.stated()


def test_every_fact_of_the_vocabulary_is_a_field() -> None:
    """A new fact needs no edit here either."""
    definitions = profile_model().model_json_schema()

    assert set(definitions["properties"]) == set(KEYS)
    for kind, names in [
        *((heading, under(heading)) for heading in HEADINGS),
        *((thing.kind, PROPERTIES[plural]) for plural, thing in LISTS.items()),
    ]:
        title = "".join(word.capitalize() for word in kind.split("_"))
        assert set(definitions["$defs"][title]["properties"]) == set(names)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"nationality": "Kazakstan"}, ("nationality",)),
        ({"stay": {"lenght": 3}}, ("stay", "lenght")),
        ({"visa": []}, ("visa",)),
        ({"document": {"type": "passport"}}, ("document", "type")),
    ],
)
def test_what_cannot_be_read_is_a_validation_error(data: dict[str, Any], place: tuple[str, ...]) -> None:
    """In the form that web frameworks turn into an answer."""
    with pytest.raises(ValidationError) as raised:
        profile_model().model_validate(data)

    assert [error["loc"] for error in raised.value.errors()] == [place]
