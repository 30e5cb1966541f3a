"""How ways out are said, and what programs get of them."""

from datetime import date
from typing import Any

import jsonschema
import pytest

from crosscheck.answers.sentences.ways import change_text
from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.ways.changes import (
    Change,
    DayChange,
    PaperChange,
    PassportChange,
    PortChange,
    StayChange,
    VisaChange,
    WayOut,
)
from crosscheck.language.dates import NO_END
from crosscheck.models.schema import published_schema
from crosscheck.models.ways import WaysModel
from tests.invented import invented_rulebook, invented_rules

DAY = date(2026, 12, 16).toordinal()
LATER = date(2026, 12, 18).toordinal()
PAPER = ("invitation", "UTO", DAY, LATER, None)
VISA = ("UTO", "T1", "sticker", DAY, NO_END, 1, NO_END, None, None, None)


def a_visa(*categories: str) -> VisaChange:
    """Return a visa of any of *categories*."""
    return VisaChange("visa", "UTO", categories, (VISA,))


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (PortChange("port", "tower-bridge"), "Cross at Tower Bridge."),
        (DayChange("day", DAY, DAY), "Cross on 2026-12-16."),
        (DayChange("day", DAY, LATER), "Cross on 2026-12-16, or later until 2026-12-18."),
        (DayChange("day", DAY, None), "Cross on 2026-12-16 or later."),
        (StayChange("stay", 3, LATER), "Stay at most 3 days: leave by 2026-12-18."),
        (StayChange("stay", 1, DAY), "Stay at most 1 day: leave by 2026-12-16."),
        (PaperChange("paper", "invitation", "UTO", PAPER), "Get a paper (invitation) of Utopia (specimen)."),
        (
            PassportChange("passport", 0, "ordinary-passport", LATER, None),
            "Renew the ordinary passport: one that is valid until 2026-12-18 at least.",
        ),
        (
            PassportChange("passport", 0, "ordinary-passport", LATER, 2),
            "Renew the ordinary passport: one that is valid until 2026-12-18 at least, with 2 blank pages.",
        ),
        (a_visa(), "Get a visa of Utopia (specimen)."),
        (a_visa("T1", "X9"), "Get a visa of Utopia (specimen), category T1 or X9."),
        (a_visa(*"ABCDEFGH"), "Get a visa of Utopia (specimen) for what you come for."),
    ],
)
def test_each_change_is_said_as_what_to_do(change: Change, text: str) -> None:
    """One sentence, with the day, the number or the category in it."""
    assert change_text(change, invented_rules()) == text


def test_ways_out_as_values_fit_the_published_form() -> None:
    """Both things to do, what it then comes to, and what is asked of what is to be obtained; `no end` where it is open."""
    ways = (
        WayOut("port", (PortChange("port", "tower-bridge"),), Verdict.PASS),
        WayOut("pair", (DayChange("day", DAY, None), a_visa("T1")), Verdict.CONDITIONAL, ("purpose",)),
    )

    data = invented_rulebook().ways_to_dict(ways)

    jsonschema.Draft202012Validator(published_schema("ways")).validate(data)
    assert WaysModel.model_validate(data).model_dump(mode="json", by_alias=True) == data
    one, two = data["ways_out"]
    assert one["text"] == "Cross at Tower Bridge."
    assert (two["kind"], two["verdict"], two["wanted"]) == ("pair", "conditional", ["purpose"])
    assert two["text"] == "Cross on 2026-12-16 or later. Get a visa of Utopia (specimen), category T1."
    visa: dict[str, Any] = two["changes"][1]
    assert (visa["valid_until"], visa["duration_of_stay"], visa["entries_left"]) == ("no end", "unlimited", 1)


def test_a_citizen_whose_passport_ends_too_soon_hears_until_when_to_renew_it() -> None:
    """Utopia asks for three months, and for no more than a day too little there is one way: a new passport."""
    profile = {
        "nationality": "UTO",
        "nationalities": ["UTO"],
        "document": {
            "type": "ordinary-passport",
            "date_of_issue": "2020-01-01",
            "date_of_expiry": "2027-02-27",
        },
        "date_of_birth": "1990-05-17",
        "stay": {"until": "2026-12-01"},
        "visas": [],
        "papers": [],
    }
    rulebook = invented_rulebook()

    ways = rulebook.ways_out(profile, on="2026-12-01", entry_state="UTO")

    *others, renewed = ways
    assert [each.kind for each in others] in ([], ["day"])
    assert renewed.verdict is Verdict.PASS
    assert rulebook.ways_to_dict([renewed])["ways_out"][0]["text"] == (
        "Renew the ordinary passport: one that is valid until 2027-03-01 at least."
    )


def test_a_pass_and_one_who_is_only_asked_have_no_ways_out() -> None:
    """What is lacking there is an answer, and a question is no way out."""
    document = {"type": "ordinary-passport", "date_of_issue": "2020-01-01", "date_of_expiry": "2030-01-01"}
    stated = {"nationality": "UTO", "nationalities": ["UTO"], "date_of_birth": "1990-05-17"}
    rulebook = invented_rulebook()

    for profile in ({**stated, "document": document}, stated):
        assert rulebook.ways_out(profile, on="2026-12-01", entry_state="UTO") == ()
