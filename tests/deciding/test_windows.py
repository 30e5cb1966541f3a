"""Days of a window, counted by hand: boundary days, re-entry on the day of exit, calendar years."""

from dataclasses import replace

import pytest

from crosscheck.deciding.evaluating.windows import window_count, window_truth
from crosscheck.deciding.facts import Row
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import Fact, Window
from tests.profiles import a_visit, day

ENTRY = day("2026-12-01")
WINDOW = Window(90, 180, "UTO", Fact("crossing.date"), Fact("stay.until"))


def count(
    last: int | None, *visits: Row, span: int | None = 180, counted: frozenset[str] | None = None
) -> tuple[int, int | None]:
    """Return the least and the most days used by a stay from 1 December."""
    return window_count(replace(WINDOW, span=span, counted=counted), ENTRY, last, visits)


def test_entry_and_exit_days_both_count() -> None:
    """From 1 to 10 December is ten days; a past stay of one day is one."""
    assert count(day("2026-12-10")) == (10, 10)
    assert count(ENTRY, a_visit("2026-11-05", "2026-11-05")) == (2, 2)


def test_a_day_of_exit_and_re_entry_counts_once() -> None:
    """Whoever left on the day of entry was present on that day once."""
    assert count(ENTRY, a_visit("2026-11-22", "2026-12-01")) == (10, 10)


def test_overlapping_past_stays_count_once() -> None:
    """Days told twice are days present once."""
    visits = a_visit("2026-11-01", "2026-11-10"), a_visit("2026-11-10", "2026-11-12")
    assert count(ENTRY, *visits) == (13, 13)


def test_the_first_day_of_the_window_counts_and_the_day_before_does_not() -> None:
    """Of 180 days that end on 1 December 2026, 5 June is the first."""
    assert count(ENTRY, a_visit("2026-06-05", "2026-06-05")) == (2, 2)
    assert count(ENTRY, a_visit("2026-06-04", "2026-06-04")) == (1, 1)


@pytest.mark.parametrize(("last", "kept"), [("2026-12-10", True), ("2026-12-11", False)])
def test_eighty_days_leave_ten(last: str, kept: bool) -> None:
    """After eighty days used, ten more keep within ninety and eleven do not."""
    past = (a_visit(ENTRY - 80, ENTRY - 1),)
    assert window_truth(WINDOW, ENTRY, day(last), past) is kept


def test_a_calendar_year_starts_again_on_new_years_day() -> None:
    """The fuller of the two years counts."""
    assert count(day("2027-01-10"), span=None) == (31, 31)
    assert count(day("2027-02-20"), span=None) == (51, 51)
    assert count(
        ENTRY, a_visit("2026-01-01", "2026-01-02"), a_visit("2025-12-01", "2025-12-31"), span=None
    ) == (3, 3)


def test_what_is_unstated_of_a_past_stay_gives_a_least_and_a_most() -> None:
    """Without a day of exit it lasted one day at least, and until the entry at most."""
    assert count(ENTRY, a_visit("2026-11-22", None)) == (2, 10)
    assert count(ENTRY, a_visit("2026-11-22", "2026-11-23", None), counted=frozenset({"visa"})) == (1, 3)
    assert count(ENTRY, a_visit("2026-11-22", "2026-11-23", "visa"), counted=frozenset({"visa"})) == (3, 3)


def test_an_unstated_end_has_no_known_most() -> None:
    """A stay lasts one day at least; past stays unstated leave the most open too."""
    assert count(None) == (1, None)
    assert window_count(WINDOW, ENTRY, ENTRY, None) == (1, None)
    assert window_truth(WINDOW, ENTRY, None, (a_visit(ENTRY - 90, ENTRY - 1),)) is False


def test_a_stay_without_end_fills_every_window() -> None:
    """No limit shorter than the window is kept."""
    assert window_truth(WINDOW, ENTRY, NO_END, ()) is False
    assert window_truth(replace(WINDOW, span=None), ENTRY, NO_END, ()) is False


def test_stays_begun_before_the_day_named_do_not_count() -> None:
    """A stay that began the day before is out, with all its days."""
    past = (a_visit("2026-11-01", "2026-11-10"),)
    assert window_count(replace(WINDOW, begun=day("2026-11-01")), ENTRY, ENTRY, past) == (11, 11)
    assert window_count(replace(WINDOW, begun=day("2026-11-02")), ENTRY, ENTRY, past) == (1, 1)


def test_a_window_of_many_years_is_filled_by_a_stay_without_end() -> None:
    """However long the window, a stay that never ends outlasts it."""
    assert count(NO_END, span=1500) == (1500, 1500)
    assert window_truth(replace(WINDOW, limit=900, span=1500), ENTRY, NO_END, ()) is False
