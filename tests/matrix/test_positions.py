"""Who enters without a visa: each way in which a nationality can stand, asked of the one evaluator."""

from datetime import date

import pytest

from crosscheck import ProfileError, UncoveredError
from crosscheck.language.states import NATIONALITIES, parse
from crosscheck.matrix.asking import read_asked, read_days
from crosscheck.matrix.positions import Asked, Matrix, Position, WithoutVisa
from crosscheck.rulebook.citation import Grade
from tests.matrix.utopia import a_matrix, rules
from tests.profiles import day

YES, NO, UNDETERMINED = WithoutVisa
MARCH = day("2024-03-02")


def test_there_are_199_nationalities() -> None:
    """The 193 members of the United Nations, and six that tables of visas list beside them."""
    assert len(NATIONALITIES) == len(set(NATIONALITIES)) == 199
    assert {"HK", "MO", "PS", "TW", "VA", "XK"} < set(NATIONALITIES)
    assert parse("RKS") in NATIONALITIES
    assert [position.nationality for position in a_matrix().on(MARCH)] == list(NATIONALITIES)


def test_a_listed_nationality_enters_for_the_days_of_its_ground() -> None:
    """With the window, and with the sources of the ground and of its entry in the list."""
    assert a_matrix().position("IT", MARCH) == Position(
        "IT",
        YES,
        ground="listed",
        max_days=30,
        window="60/180",
        evisa=False,
        sources=("uto-border-act-2020, art. 4", "uto-border-act-2020, annex 1"),
        grade=Grade.OFFICIAL,
    )


def test_a_day_on_which_an_entry_has_ended_needs_a_visa() -> None:
    """It rests on the requirement, and on the entry that says so."""
    assert a_matrix().position("IT", day("2024-04-01")) == Position(
        "IT",
        NO,
        evisa=False,
        sources=("uto-border-act-2020", "uto-border-act-2020, annex 1"),
        grade=Grade.OFFICIAL,
    )


def test_a_nationality_on_no_list_needs_a_visa_by_the_word_of_the_ledger() -> None:
    """Whose grade counts: that nobody exempts it was read there."""
    listed, unlisted = (a_matrix().position(code, day("2024-01-31")) for code in ("IN", "US"))

    assert (listed.without_visa, listed.grade) == (NO, Grade.PRESS)
    assert listed.sources == ("uto-border-act-2020", "tower-news-2024")
    assert (unlisted.without_visa, unlisted.sources) == (NO, ("uto-border-act-2020",))


def test_an_entry_in_force_that_does_not_serve_is_no_reason_for_a_visa() -> None:
    """On another document the list says nothing of whoever stands on it."""
    position = a_matrix(document_type="service-passport").position("IT", MARCH)

    assert (position.without_visa, position.sources) == (NO, ("uto-border-act-2020",))


def test_the_ground_that_lets_stay_longest_is_told() -> None:
    """With the weakest grade of what it rests on."""
    position = a_matrix().position("FR", day("2024-05-01"))

    assert (position.ground, position.max_days, position.window) == ("treaty", 90, "90/year")
    assert position.grade is Grade.PRESS


def test_what_no_source_settles_is_undetermined() -> None:
    """Never yes; the ground that is open is named, without days."""
    position = a_matrix().position("GR", MARCH)

    assert (position.without_visa, position.ground, position.max_days) == (UNDETERMINED, "listed", None)


def test_a_fact_that_the_question_leaves_open_is_undetermined() -> None:
    """Nothing says how the traveller crosses."""
    assert a_matrix().position("ES", MARCH).without_visa is UNDETERMINED


def test_a_nationality_that_is_not_covered_is_undetermined() -> None:
    """Silence is not law: no ground, no source, and no word on electronic visas."""
    assert a_matrix().position("CN", MARCH) == Position("CN", UNDETERMINED)
    assert a_matrix().position("IT", day("2023-05-31")) == Position("IT", UNDETERMINED)


def test_own_nationals_enter_without_limit() -> None:
    """As citizens."""
    position = a_matrix().position("UTO", MARCH)

    assert (position.without_visa, position.ground, position.max_days) == (YES, "citizen", None)
    assert position.evisa is False


def test_a_stay_that_something_else_limits_is_counted_out() -> None:
    """Where the grant sets no limit and a condition does, the longest stay that passes is found."""
    assert a_matrix().position("PT", day("2024-06-21")).max_days == 10
    assert a_matrix().position("PT", day("2024-06-30")).max_days == 1
    assert a_matrix().position("PT", day("2024-07-01")).without_visa is NO


def test_purpose_and_document_are_those_that_are_asked() -> None:
    """A ground for tourists says nothing to others."""
    assert a_matrix(purpose="study").position("IT", MARCH).without_visa is NO
    assert a_matrix(document_type="service-passport").position("IT", MARCH).without_visa is NO


@pytest.mark.parametrize(
    ("nationality", "on", "evisa"),
    [
        ("IN", "2024-02-01", True),
        ("IN", "2024-01-31", False),
        ("IT", "2024-02-01", False),
        ("US", "2024-02-01", None),
    ],
)
def test_an_electronic_visa_is_one_for_the_purpose(nationality: str, on: str, evisa: bool | None) -> None:
    """In force on the day; a category whose purposes are not known leaves it open."""
    assert a_matrix().position(nationality, day(on)).evisa is evisa


def test_who_needs_a_visa_and_gets_it_electronically_has_both_sources() -> None:
    """The demand, who says that nothing exempts from it, and who says that the visa is issued."""
    position = a_matrix().position("IN", MARCH)

    assert position.sources == ("uto-border-act-2020", "tower-news-2024", "uto-border-act-2020, annex 3")


def test_a_state_without_rules_is_not_covered() -> None:
    """The error names those that are."""
    with pytest.raises(UncoveredError, match="covered: Utopia"):
        Matrix(rules(), Asked("DE"))


def test_everything_wrong_with_what_is_asked_is_told() -> None:
    """At once, each under its name."""
    with pytest.raises(ProfileError) as raised:
        read_asked(rules(), entering="Utopya", purpose="turism", document_type="none")

    assert [path for path, _ in raised.value.problems] == ["entering", "purpose", "document_type"]


def test_days_stand_in_order() -> None:
    """What ends before it begins is a mistake."""
    assert read_days(since="2024-01-01", until=date(2024, 1, 1)) == (day("2024-01-01"), day("2024-01-01"))
    with pytest.raises(ProfileError, match="lies before"):
        read_days(since="2024-01-02", until="2024-01-01")
    with pytest.raises(ProfileError, match="since"):
        read_days(since="tomorrow", until="2024-01-01")
