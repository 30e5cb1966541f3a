"""Facts that cannot all be true are an error, never a silent choice."""

from typing import Any

import pytest

from crosscheck.deciding.facts import Facts
from crosscheck.language.errors import ProfileError
from crosscheck.profile.reading import read_profile
from tests.profiles import CROSSING

TWO_PASSPORTS = [{"label": "old", "nationality": "KZ"}, {"label": "new", "nationality": "CN"}]


@pytest.mark.parametrize(
    ("data", "path", "says"),
    [
        (
            {"stay": {"days": 3, "until": "2026-12-09"}},
            "stay.days",
            "end on 2026-12-03, but stay.until says 2026-12-09",
        ),
        ({"stay": {"days": 3, "until": "no end"}}, "stay.days", "but stay.until says no end"),
        ({"stay.until": "2026-11-30"}, "stay.until", "is before the crossing on 2026-12-01"),
        ({"nationality": "KZ", "nationalities": ["CN"]}, "nationality", "KZ is not among the nationalities"),
        (
            {"documents": TWO_PASSPORTS, "nationalities": ["CN"]},
            "documents[0].nationality",
            "KZ is not among the nationalities that are stated (CN)",
        ),
        (
            {"nationality": "KZ", "document.nationality": "CN"},
            "document.nationality",
            "the document shows CN",
        ),
        (
            {"nationality": "KZ", "documents": TWO_PASSPORTS},
            "documents[1].nationality",
            "the document shows CN",
        ),
        ({"visas": [{"document": "old"}]}, "visas[0].document", "(labels: no document is stated)"),
        (
            {"documents": TWO_PASSPORTS, "permits": [{"document": "x"}]},
            "permits[0].document",
            "(labels: OLD, NEW)",
        ),
        (
            {"nationality": "KZ", "document": {"type": "ordinary-passport", "issuing_state": "DE"}},
            "document.issuing_state",
            "issued by DE does not show the nationality KZ",
        ),
        (
            {"document": {"date_of_issue": "2027-05-01"}},
            "document.date_of_issue",
            "2027-05-01 is after the crossing",
        ),
        (
            {"documents": TWO_PASSPORTS, "ending_stay.document": "x"},
            "ending_stay.document",
            "no document stated",
        ),
        (
            {"documents": [{"label": "a"}, {"label": "A"}]},
            "documents[1].label",
            "another document is labelled A",
        ),
        (
            {"document": {"date_of_issue": "2020-01-02", "date_of_expiry": "2020-01-01"}},
            "document.date_of_expiry",
            "2020-01-01 is before date_of_issue, which is 2020-01-02",
        ),
        (
            {"visas": [{"valid_from": "2027-01-02", "valid_until": "2027-01-01"}]},
            "visas[0].valid_until",
            "is before",
        ),
        (
            {"permits": [{"valid_from": "2027-01-02", "valid_until": "2027-01-01"}]},
            "permits[0].valid_until",
            "is before",
        ),
        (
            {"papers": [{"valid_from": "2027-01-02", "valid_until": "2027-01-01"}]},
            "papers[0].valid_until",
            "is before",
        ),
        (
            {"visits": {"KZ": [{"entered_on": "2026-02-02", "exited_on": "2026-02-01"}]}},
            "visits.KZ[0].exited_on",
            "2026-02-01 is before entered_on",
        ),
        (
            {"visits": {"KZ": [{"entered_on": "2026-12-02"}]}},
            "visits.KZ[0].entered_on",
            "is after the crossing",
        ),
        (
            {"visits": [{"state": "KZ", "exited_on": "2026-12-02"}]},
            "visits.KZ[0].exited_on",
            "is after the crossing",
        ),
        ({"ending_stay.entered_on": "2026-12-02"}, "ending_stay.entered_on", "is after the crossing"),
        ({"booking.date": "2026-12-02"}, "booking.date", "is after the crossing"),
        ({"date_of_birth": "2027"}, "date_of_birth", "is after the crossing"),
    ],
)
def test_facts_that_disagree_are_an_error(data: dict[str, Any], path: str, says: str) -> None:
    """Whichever of them is wrong, an answer would be about somebody else."""
    with pytest.raises(ProfileError) as raised:
        read_profile(data, day=CROSSING)

    assert [at for at, _ in raised.value.problems] == [path]
    assert says in raised.value.problems[0][1]


@pytest.mark.parametrize(
    "data",
    [
        {"stay": {"days": 1, "until": "2026-12-01"}},
        {"stay.until": "2026-12-01"},
        {"nationality": "XXB", "nationalities": ["SY"]},
        {"nationality": "KZ", "documents": [{"nationality": "KZ"}, {}]},
        {"documents": TWO_PASSPORTS, "nationalities": ["KZ", "CN", "RU"], "visas": [{"document": "Old"}]},
        {"document": {"date_of_issue": "2020-01-01", "date_of_expiry": "no end"}},
        {"visas": [{"valid_from": "2027-01-01", "valid_until": "2027-01-01"}]},
        {"visits": [{"state": "KZ", "entered_on": "2026-12-01", "exited_on": "2026-12-01"}]},
        {"ending_stay.entered_on": "2026-12-01", "booking.date": "2026-12-01"},
        {"date_of_birth": "2026"},
    ],
)
def test_facts_that_agree_on_the_very_day_are_fine(data: dict[str, Any]) -> None:
    """Each boundary includes its day, and a refugee's document shows no nationality that is held."""
    assert isinstance(read_profile(data, day=CROSSING), Facts)
