"""A profile is read whole: every problem at once, nothing assumed, nothing lost."""

from typing import Any

import pytest

from crosscheck.deciding.facts import EVERYWHERE, Facts
from crosscheck.language.dates import NO_END
from crosscheck.language.errors import ProfileError
from crosscheck.profile.reading import read_profile
from tests.profiles import CROSSING, a_thing, day


def read(data: Any) -> Facts:
    """Return the facts of *data* for a crossing on 1 December 2026."""
    return read_profile(data, day=CROSSING)


def problems(data: Any) -> dict[str, str]:
    """Return what is wrong with *data*, by path."""
    with pytest.raises(ProfileError) as raised:
        read(data)
    return dict(raised.value.problems)


def test_nothing_stated_is_nothing_known() -> None:
    """An empty profile is a profile."""
    assert read({}) == Facts()


def test_null_is_unstated_and_an_empty_list_is_none() -> None:
    """The two are told apart everywhere."""
    facts = read(
        {"nationality": None, "visas": None, "permits": [], "stay": {"until": None}, "stay.days": None}
    )

    assert facts == Facts(things={"permits": ()})


@pytest.mark.parametrize(
    "data",
    [
        {"stay": {"until": "2026-12-20"}},
        {"stay.until": "2026-12-20"},
        {"stay": {"days": 20}},
        {"stay.days": "20"},
        {"stay": {"days": 20}, "stay.until": "2026-12-20"},
    ],
)
def test_the_planned_stay_is_a_day_however_it_is_said(data: dict[str, Any]) -> None:
    """The day of entry is day 1, so that 20 days from 1 December end on 20 December."""
    assert read(data).values["stay.until"] == day("2026-12-20")


@pytest.mark.parametrize(
    "data",
    [
        {"document": {"type": "ordinary-passport", "date_of_expiry": "no end"}},
        {"document.type": "ordinary-passport", "document.date_of_expiry": "unlimited"},
        {"document": {"type": "ordinary-passport"}, "document.date_of_expiry": "no end"},
        {"documents": [{"type": "ordinary-passport", "date_of_expiry": "no end"}]},
    ],
)
def test_one_document_may_be_said_shortly(data: dict[str, Any]) -> None:
    """`document` is a list of one."""
    assert read(data).documents == (a_thing("document", type="ordinary-passport", date_of_expiry=NO_END),)


@pytest.mark.parametrize(
    "data", [{"documents": []}, {"document": "none"}, {"document.type": "none"}, {"documents": "none"}]
)
def test_no_document_at_all_can_be_said(data: dict[str, Any]) -> None:
    """That none is held is a statement."""
    assert read(data).documents == ()


def test_a_list_of_past_stays_is_complete_for_every_state() -> None:
    """Whoever lists past stays says that there are no others anywhere."""
    facts = read({"visits": [{"state": "KAZ", "entered_on": "2026-01-01"}]})

    assert facts.things["visits"] == {
        "KZ": (a_thing("visit", state="KZ", entered_on=day("2026-01-01")),),
        EVERYWHERE: (),
    }


def test_past_stays_by_state_say_nothing_of_other_states() -> None:
    """A mapping is complete for the States it names, and for no other."""
    facts = read({"visits": {"Kazakhstan": [{"entered_on": "2026-01-01"}], "CN": [], "RU": None}})

    assert facts.things["visits"] == {
        "KZ": (a_thing("visit", state="KZ", entered_on=day("2026-01-01")),),
        "CN": (),
    }


def test_every_kind_of_thing_is_read() -> None:
    """Visas, permits, papers, tickets and companions are lists of rows."""
    facts = read(
        {
            "visas": [{"issuing_state": "kz", "category": "b12", "entries_left": "unlimited"}],
            "permits": [{"issuing_state": "CN", "kind": "temporary"}],
            "papers": [{"kind": "border-zone-permit", "area": "Zhaosu"}],
            "tickets": [{"to": "UZ", "confirmed": "yes"}],
            "companions": [{"relation": "parent"}],
        }
    )

    assert facts.things == {
        "visas": (a_thing("visa", issuing_state="KZ", category="B12", entries_left=NO_END),),
        "permits": (("CN", "temporary", None, None, None, None),),
        "papers": (("border-zone-permit", None, None, None, "ZHAOSU"),),
        "tickets": (a_thing("ticket", to="UZ", confirmed=True),),
        "companions": (a_thing("companion", relation="parent"),),
    }


def test_all_problems_are_found_in_one_go() -> None:
    """Somebody who mends a profile is not sent round again for each mistake."""
    found = problems(
        {
            "nationality": "Kazakstan",
            "natonalities": ["KZ"],
            "stay": {"until": "01/02/2027", "lenght": 3},
            "visas": [{"issuing_state": "KZ", "valid_to": "2027-01-01"}, 5],
            "document.type": "passport",
            "visits": {"Kazakstan": []},
        }
    )

    assert found == {
        "nationality": "`Kazakstan` is no known State (did you mean Kazakhstan (KZ)?)",
        "natonalities": "no fact is called that (did you mean nationalities?)",
        "stay.until": (
            "`01/02/2027` could be 2027-02-01 or 2027-01-02; write the date that is meant as YYYY-MM-DD, or `no end`"
        ),
        "stay.lenght": "no fact is called that; `stay` holds until, days",
        "visas[0].valid_to": "a visa has no such property (did you mean valid_until?)",
        "visas[1]": "write a mapping from names to values, not a number",
        "document.type": (
            "`passport` is not known here (did you mean ordinary-passport or internal-passport?)"
        ),
        "visits.Kazakstan": "`Kazakstan` is no known State (did you mean Kazakhstan (KZ)?)",
    }


@pytest.mark.parametrize(
    ("data", "path", "says"),
    [
        (["nationality"], "", "a profile is a mapping from facts to values, not a list"),
        ({1: 2}, "", "a name must be text, not a number"),
        ({"nationalty": None}, "nationalty", "did you mean nationality?"),
        ({"stay": {1: 2}}, "stay", "a name must be text, not a number"),
        ({"visas": [{True: 2}]}, "visas[0]", "a name must be text, not `true`"),
        ({"visits": {1: []}}, "visits", "a name must be text, not a number"),
        ({"crossing": {"date": None, "from": "CN"}}, "crossing.from", "part of the question"),
        ({"stay": "20 days"}, "stay", "write a mapping from names to values, not text"),
        (
            {"permits": {"issuing_state": "KZ"}},
            "permits",
            "write a list, `[]` if there is none, not a mapping",
        ),
        ({"visas": {"issuing_state": "KZ"}}, "visas.issuing_state", "is no known State"),
        ({"visas": "B12"}, "visas", "write a list"),
        ({"visas": [None]}, "visas[0]", "not null"),
        ({"document": "passport"}, "document", "write a mapping from names to values, not text"),
        (
            {"visas": [{"tied_to_document_shown": True}]},
            "visas[0].tied_to_document_shown",
            "no such property",
        ),
        ({"crossing": {"date": "2026-12-01"}}, "crossing.date", "part of the question"),
        ({"crossing.from": "CN"}, "crossing.from", "part of the question"),
        ({"stay": {"days": 20}, "stay.days": 20}, "stay.days", "is stated twice"),
        (
            {"document": {"type": "identity-card"}, "document.type": "identity-card"},
            "document.type",
            "stated twice",
        ),
        ({"visits": {"KZ": [], "KAZ": []}}, "visits.KAZ", "is stated twice"),
        ({"document": {}, "document.type": "identity-card", "documents": []}, "documents", "are both stated"),
        ({"document": "none", "document.type": "identity-card"}, "document", "says that none is held"),
        (
            {"document": {"type": "none", "date_of_expiry": "2030-01-01"}},
            "document",
            "says that none is held",
        ),
        ({"documents": [{"type": "none"}]}, "documents[0].type", "a document that is listed has a type"),
        (
            {"visits": [{"entered_on": "2026-01-01"}]},
            "visits[0].state",
            "the State of a past stay is missing",
        ),
        ({"visits": {"KZ": [{"state": "CN"}]}}, "visits.KZ[0].state", "says CN in the list of KZ"),
        ({"stay.days": 0}, "stay.days", "is out of range, 1 to"),
        ({"stay.days": 1_000_000_0}, "stay.days", "is out of range"),
    ],
)
def test_a_profile_that_means_nothing_definite_is_refused(data: Any, path: str, says: str) -> None:
    """Each with the place and a sentence."""
    assert says in problems(data)[path]


def test_a_stay_beyond_the_calendar_is_refused() -> None:
    """The last day that can be written is 9999-12-31."""
    with pytest.raises(ProfileError, match="after the year 9999"):
        read_profile({"stay.days": 30}, day=day("9999-12-20"))
