"""What is read straight is what is read with care; where anything is unusual, care is taken."""

import json
from collections import OrderedDict
from copy import deepcopy
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import library, shipped
from crosscheck.deciding.facts import Facts
from crosscheck.language.errors import ProfileError
from crosscheck.language.values import parse_day
from crosscheck.profile.reading import read_profile, read_with_care
from crosscheck.profile.straight import straight
from tests.generating.choices import Choices, Drawn, Seeded
from tests.generating.profile_again import facts_to_profile
from tests.generating.travellers import a_crossing, a_whole_traveller
from tests.generating.written import Impostor, Listed, Text, Whole, a_profile, otherwise
from tests.invented import invented_rules
from tests.profiles import CROSSING, a_passport
from tests.soak import hostile

ROOT: Final = Path(__file__).parents[2]


def exactly(value: Any) -> Any:
    """Return *value* such that two are equal only if types and the order of keys are too."""
    if isinstance(value, dict):
        return dict, [(key, exactly(each)) for key, each in value.items()]
    if isinstance(value, tuple):
        return tuple, [exactly(each) for each in value]
    return type(value), value


def in_full(facts: Facts) -> Any:
    """Return all that *facts* hold, as it stands there."""
    return exactly((facts.values, facts.documents, facts.things, tuple(facts.stated)))


def is_straight(data: Any, day: int) -> bool:
    """Return whether *data* is read straight; it is then what is read with care, to the last type."""
    known = invented_rules().documents
    read = straight(data, day, known)
    try:
        with_care = read_with_care(data, day=day, documents=known)
    except ProfileError:
        assert read is None
        return False
    assert read is None or in_full(read) == in_full(with_care)
    return read is not None


def is_straight_however_written(choices: Choices) -> tuple[bool, bool]:
    """Return whether a profile is read straight, and whether it still is with a few changes."""
    day = CROSSING + choices.one((0, 0, 0, -400, 2_000_000))
    made = a_profile(choices, day)
    plain = is_straight(made, day)
    for _ in range(choices.one((1, 1, 2, 4))):
        made = otherwise(choices, made)
    return plain, is_straight(made, day)


# The two read the same ------------------------------------------------------------------


@given(st.data())
@settings(max_examples=400, suppress_health_check=list(HealthCheck))
def test_what_is_read_straight_is_what_is_read_with_care(data: st.DataObject) -> None:
    """Whatever is stated, however it is spelt; and what is refused with care is not read straight."""
    is_straight_however_written(Drawn(data.draw))


def test_of_many_profiles_some_are_read_straight_and_some_are_not() -> None:
    """The property above would hold of a reader that always gives up, or of profiles without a fault."""
    tried = [is_straight_however_written(Seeded(seed)) for seed in range(2_000)]

    plain, changed = (sum(each) for each in zip(*tried, strict=True))
    assert plain > 500
    assert 100 < changed < plain


def test_what_strangers_send_is_read_straight_as_it_is_with_care() -> None:
    """Of good profiles with up to six changes, too."""
    assert 10 < sum(is_straight(hostile.profile(seed), CROSSING) for seed in range(500)) < 490


# It is not idle -------------------------------------------------------------------------


def test_whole_travellers_are_read_straight() -> None:
    """Whoever states everything, and contradicts nothing, as JSON has it."""
    rules = invented_rules()
    for seed in range(300):
        choices = Seeded(seed)
        question = a_crossing(choices, rules)
        facts = a_whole_traveller(choices, rules, question)

        assert is_straight(json.loads(json.dumps(facts_to_profile(facts))), question.day), seed


def test_what_programs_send_is_read_straight() -> None:
    """The travellers of the examples and of the benchmarks."""
    sent: list[tuple[Any, date | str]] = [(each.profile, each.on) for each in shipped.journeys(60)]
    sent += [(each.profile, each.on) for each in library.journeys(library.stating_all)]
    for name in ("booking", "family"):
        booking = json.loads((ROOT / f"examples/{name}.json").read_text(encoding="utf-8"))
        sent += [(each["profile"], booking["on"]) for each in booking["travellers"]]

    left = [profile for profile, on in sent if not is_straight(profile, parse_day(on))]
    assert [each["nationality"] for each in left] == ["Kazakstan"], "a mistake that the example shows"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"nationality": None, "visas": None, "documents": None, "stay": {"until": None}},
        {"document": {"type": "ordinary-passport", "issuing_state": "UTO"}, "nationality": "GE"},
        {"documents": [{"label": "Old passport", "nationality": "KZ"}, {"nationality": "CN"}],
         "visas": [{"document": "OLD PASSPORT"}, {"document": "none"}, {"document": "documents[1]"}]},
        {"documents": []},
        {"visits": [{"state": "KZ", "entered_on": "2026-01-01"}, {"state": "CN"}, {"state": "KZ"}]},
        {"visits": {"KZ": [{"ground": "visa"}], "CN": []}, "visas": {"KZ": [{"category": "B12"}]}},
        {"purpose": "tourism"},
        {"purpose": ["tourism", "work"], "nationalities": ["KZ", "CN"]},
        {"date_of_birth": "1990"},
        {"date_of_birth": "1990-05", "stay": {"until": "no end"}},
        {"stay": {"days": 20}, "crossing": {"time": "14:30", "mode": "bus"}},
        {"date_of_birth": date(1990, 5, 17), "booking": {"date": date(2026, 10, 1)}},
        {"visas": [{"entries_left": "unlimited"}], "tickets": [{"confirmed": True, "time": "09:15"}]},
        {"document": {"type": "refugee-travel-document", "issuing_state": "DE"}, "nationality": "XXB"},
    ],
)  # fmt: skip
def test_what_is_spelt_as_json_has_it_is_read_straight(data: Any) -> None:
    """Each form that a profile takes."""
    assert is_straight(data, CROSSING)


# It gives up ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        {"stay.days": 20},
        {"document": {"type": "ordinary-passport"}, "document.blank_pages": 3},
        {"documents": [{"type": "ordinary-passport"}], "document.label": "old"},
        {"visas": [{}], "visas[0].category": "B12"},
        {"visits.KZ": []},
        {"nationality": "Kazakhstan"},
        {"nationality": "kaz"},
        {"nationality": Text("KZ")},
        {"nationalities": "KZ, CN"},
        {"nationalities": {"KZ", "CN"}},
        {"purpose": "Tourism"},
        {"document": "none"},
        {"document": {}, "documents": [{}]},
        {"document": {"type": "none"}},
        {"visas": "none"},
        {"visas": ()},
        {"visas": Listed()},
        {"visits": {"Kazakhstan": []}},
        {"visits": {"KZ": "none"}},
        {"stay": {"days": 20, "until": "2026-12-20"}},
        {"stay": {"days": Whole(20)}},
        {"stay": MappingProxyType({"days": 20})},
        OrderedDict({"nationality": "KZ"}),
        {Text("nationality"): "KZ"},
        {"booking": {"date": " 2026-10-01 "}},
    ],
)  # fmt: skip
def test_another_spelling_is_left_to_the_careful_reader(data: Any) -> None:
    """It reads what the straight one does not."""
    assert straight(data, CROSSING) is None
    assert read_profile(data, day=CROSSING) == read_with_care(data, day=CROSSING)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"nationalitey": "KZ"},
        {"nationalitey": None},
        {"nationality": True},
        {"nationality": Impostor("KZ")},
        {Impostor("nationality"): "KZ"},
        {"visas": [{Impostor("category"): "B12"}]},
        {"stay": {Impostor("days"): 3}},
        {"visits": {Impostor("KZ"): []}},
        {"on": "2026-12-01"},
        {"port": "khorgos"},
        {"crossing": {"date": "2026-12-01"}},
        {"stay": {"days": True}},
        {"stay": {"days": 0}},
        {"stay": {"days": 3_000_000}},
        {"stay": {"days": 3, "until": "2026-12-09"}},
        {"tickets": [{"confirmed": 1}]},
        {"visas": [{"entries_left": float("nan")}]},
        {"document": {"blank_pages": "no end"}},
        {"visas": [{"valid_from": "no end"}]},
        {"document": {"date_of_expiry": "2026-W49-2"}},
        {"document": {"label": ""}},
        {"document": {"label": "x" * 201}},
        {"document": {"label": "a\N{ZERO WIDTH SPACE}"}},
        {"document": {"type": "ordinary-passport"}, "documents": [{"type": "ordinary-passport"}]},
        {"documents": [{"type": "none"}]},
        {"documents": [{}] * 21},
        {"visits": [{"state": "KZ"}] * 1_001},
        {"visits": {"KZ": [{}] * 600, "CN": [{}] * 401}},
        {"visits": {"KZ": [{"state": "CN"}]}},
        {"visits": {"": None}},
        {"visits": [{}]},
        {"permits": {"KZ": []}},
        {"nationalities": []},
        {"nationalities": ["KZ"] * 301},
        {"nationality": "KZ", "nationalities": ["CN"]},
        {"visas": [{"valid_from": "2026-12-02", "valid_until": "2026-12-01"}]},
        {"visas": [{"document": "OLD"}]},
    ],
)  # fmt: skip
def test_what_is_wrong_is_never_read_straight(data: Any) -> None:
    """It is refused, with what is wrong with it."""
    assert straight(data, CROSSING) is None
    with pytest.raises(ProfileError):
        read_profile(data, day=CROSSING)


def test_a_stay_that_ends_after_the_last_day_there_is_is_not_read_straight() -> None:
    """Of the last day itself it is."""
    last = date.max.toordinal()

    assert is_straight({"stay": {"days": 1}}, last)
    assert not is_straight({"stay": {"days": 2}}, last)


def test_nothing_of_a_profile_is_kept_in_the_facts_or_changed_by_reading() -> None:
    """Who changes a profile afterwards changes nothing that was read."""
    profile: dict[str, Any] = {
        "nationalities": ["KZ"],
        "documents": [{"type": "ordinary-passport"}],
        "visits": {"KZ": [{"ground": "visa"}]},
    }
    as_it_was = deepcopy(profile)

    read = read_profile(profile, day=CROSSING)
    assert profile == as_it_was
    profile["nationalities"].append("CN")
    profile["documents"][0].clear()
    profile["visits"]["KZ"].clear()

    assert read == read_profile(as_it_was, day=CROSSING)


def test_a_document_of_which_nothing_is_said_is_none_that_is_stated() -> None:
    """A row of nothing but unknowns would be a document that is held."""
    assert straight({"document": {"type": None}}, CROSSING) is None
    assert read_profile({"document": {"type": None}}, day=CROSSING) == Facts()
    assert straight({"document": {"blank_pages": 0}}, CROSSING) == Facts(
        documents=((*(None,) * (len(a_passport()) - 1), 0),)
    )
