"""Paths of what is wanted, as keys of a profile."""

from typing import Any

import pytest

from crosscheck.language.errors import ProfileError
from crosscheck.language.vocabulary import SLOT, THING_SLOT
from crosscheck.profile.paths import stated_at
from crosscheck.profile.reading import read_profile
from tests.profiles import CROSSING

TWO = {"documents": [{"nationality": "DE"}, {"nationality": "TR"}]}


@pytest.mark.parametrize(
    ("profile", "path", "value", "same"),
    [
        (TWO, "documents[1].type", "identity-card", {"documents": [{"nationality": "DE"}, {"nationality": "TR", "type": "identity-card"}]}),
        ({"documents": [{"nationality": "DE"}]}, "document.type", "identity-card", {"documents": [{"nationality": "DE", "type": "identity-card"}]}),
        ({"document": {"nationality": "DE"}}, "documents[0].type", "identity-card", {"document": {"nationality": "DE", "type": "identity-card"}}),
        ({}, "document.type", "identity-card", {"document": {"type": "identity-card"}}),
        ({"visas": [{"category": "L"}]}, "visas[0].issuing_state", "CN", {"visas": [{"category": "L", "issuing_state": "CN"}]}),
        ({"visas": {"KZ": []}}, "visas.CN", [{"category": "L"}], {"visas": {"KZ": [], "CN": [{"category": "L"}]}}),
        ({"visas": {"China": [{"category": "L"}]}}, "visas.CN[0].form", "sticker", {"visas": {"CN": [{"category": "L", "form": "sticker"}]}}),
        ({}, "visits.KZ", [], {"visits": {"KZ": []}}),
        ({"visits": {"KZ": [{"entered_on": "2026-01-01"}]}}, "visits.KZ[0].ground", "visa", {"visits": {"KZ": [{"entered_on": "2026-01-01", "ground": "visa"}]}}),
        ({"visits": [{"state": "CN"}, {"state": "KAZ"}]}, "visits.KZ[0].ground", "visa", {"visits": [{"state": "CN"}, {"state": "KZ", "ground": "visa"}]}),
        ({"stay": {"days": 3}}, "ending_stay.ground", "visa", {"stay": {"days": 3}, "ending_stay": {"ground": "visa"}}),
        ({"papers": [{}, {}]}, "papers[1].kind", "insurance", {"papers": [{}, {"kind": "insurance"}]}),
    ],
)  # fmt: skip
def test_a_path_is_a_key_of_a_profile(
    profile: dict[str, Any], path: str, value: Any, same: dict[str, Any]
) -> None:
    """It says what the same thing says where it stands, and the profile itself is left as it was."""
    before = repr(profile)

    assert read_profile({**profile, path: value}, day=CROSSING) == read_profile(same, day=CROSSING)
    assert repr(profile) == before


@pytest.mark.parametrize(
    ("profile", "path", "value", "says"),
    [
        (TWO, "documents[2].type", "identity-card", "there is no such thing: documents has 2"),
        (TWO, "documents[1].nationality", "KZ", "is stated twice"),
        (TWO, "documents[1].colour", "red", "a document has no such property"),
        (TWO, "document.type", "identity-card", "`document` and `documents` are both stated"),
        ({}, "visas[0].category", "L", "there is no such thing: visas has 0"),
        ({"visas": []}, "visas.CN", [], "all visas are stated already"),
        ({"visas": {"CN": []}}, "visas.China", [], "is stated twice"),
        ({"visits": {"KZ": []}}, "visits.KZ[0].ground", "visa", "there is no such thing"),
        ({"visits": {}}, "visits.Atlantis", [], "Atlantis"),
        ({}, "papers.KZ", [], "papers are not stated State by State"),
        ({"papers": "none"}, "papers[0].kind", "insurance", "there is no such thing"),
        ({"papers": [{}]}, "papers[0].kind", "luck", "luck"),
        ({"papers": {"0": {}}}, "papers[0].kind", "insurance", "there is no such thing"),
    ],
)
def test_a_path_to_nothing_is_refused(profile: dict[str, Any], path: str, value: Any, says: str) -> None:
    """With what there is in its place."""
    with pytest.raises(ProfileError) as raised:
        read_profile({**profile, path: value}, day=CROSSING)

    assert says in " ".join(what for _, what in raised.value.problems)


def test_what_stands_at_a_path_can_be_replaced() -> None:
    """Where somebody states it anew; a reader of a profile never replaces anything."""
    replaced = stated_at(TWO, "documents[1].nationality", "KZ", instead=True)

    assert replaced == {"documents": [{"nationality": "DE"}, {"nationality": "KZ"}]}


def test_a_document_without_a_label_is_called_by_its_path() -> None:
    """So a visa can be tied to it, and a label is never needed for an answer."""
    facts = read_profile({**TWO, "visas": [{"document": "documents[1]"}]}, day=CROSSING)

    tie = THING_SLOT["visa"]["tied_to_document_shown"]
    assert [view[SLOT["visas"]][0][tie] for view in facts.stated.views] == [False, True]
    with pytest.raises(ProfileError):
        read_profile({**TWO, "visas": [{"document": "documents[2]"}]}, day=CROSSING)
