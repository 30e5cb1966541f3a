"""Facts are written out as the profile that states them."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crosscheck.deciding.facts import EVERYWHERE, Facts, Row
from crosscheck.language.vocabulary import ThingType
from crosscheck.profile.disagreements import disagreements
from crosscheck.profile.reading import read_profile
from crosscheck.profile.shape import LISTS, PROPERTIES, SINGLE
from tests.generating.profile_again import facts_to_profile
from tests.language.test_values import values_of
from tests.profiles import CROSSING, a_passport, a_visa

STATABLE = {name: fact for name, fact in SINGLE.items() if name != "stay.days"}


def rows_of(thing: ThingType) -> st.SearchStrategy[Row]:
    """Return rows of things held, with anything unstated that may be."""
    stated = PROPERTIES[thing.plural]
    return st.tuples(
        *(
            st.none() | values_of(fact).filter(lambda value: value != "none")
            if fact.name in stated
            else st.none()
            for fact in thing.properties
        )
    )


@st.composite
def facts_stated(draw: st.DrawFn) -> Facts:
    """Return facts, most of which agree."""
    names = draw(st.sets(st.sampled_from(sorted(STATABLE)), max_size=5))
    values = {name: draw(values_of(STATABLE[name])) for name in sorted(names)}
    documents = draw(st.none() | st.lists(rows_of(LISTS["documents"]), max_size=2).map(tuple))
    things: dict[str, Any] = {
        plural: draw(st.lists(rows_of(thing), max_size=2).map(tuple))
        for plural, thing in LISTS.items()
        if plural not in {"documents", "visits"} and draw(st.booleans())
    }
    if draw(st.booleans()):
        visits: dict[str, tuple[Row, ...]] = {
            code: tuple(
                ("KZ" if code == "KZ" else "CN", *row[1:])
                for row in draw(st.lists(rows_of(LISTS["visits"]), min_size=1, max_size=2))
            )
            for code in draw(st.sets(st.sampled_from(["KZ", "CN"])))
        }
        things["visits"] = visits | ({EVERYWHERE: ()} if draw(st.booleans()) else {})
    return Facts(values, documents, things)


@given(facts_stated())
def test_facts_survive_json(facts: Facts) -> None:
    """What is written out as JSON and read back is the same, whatever is stated."""
    profile = json.loads(json.dumps(facts_to_profile(facts)))

    if not disagreements(facts, CROSSING):
        assert read_profile(profile, day=CROSSING) == facts


def test_a_profile_reads_as_people_write_it() -> None:
    """Dates as dates, "no end" in words, nothing that was not stated."""
    facts = Facts(
        {"nationality": "KZ", "stay.until": CROSSING}, (a_passport(label="OLD"),), {"visas": (a_visa(),)}
    )

    assert facts_to_profile(facts) == {
        "nationality": "KZ",
        "stay": {"until": "2026-12-01"},
        "documents": [
            {
                "label": "OLD",
                "nationality": "UTO",
                "type": "ordinary-passport",
                "issuing_state": "UTO",
                "date_of_issue": "2020-05-01",
                "date_of_expiry": "2030-05-01",
                "blank_pages": 12,
            }
        ],
        "visas": [
            {
                "issuing_state": "UTO",
                "category": "B12",
                "form": "sticker",
                "valid_from": "2026-12-01",
                "valid_until": "2026-12-31",
                "entries_left": 1,
                "duration_of_stay": 30,
            }
        ],
    }
