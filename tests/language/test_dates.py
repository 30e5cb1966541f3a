"""Calendar arithmetic at its edges: short months, and the last date that there is."""

from datetime import date

import pytest

from crosscheck.language.dates import BEYOND, NO_END, MonthEnds, add_months, iso

LAST = date.max.toordinal()


@pytest.mark.parametrize(
    ("start", "months", "ends", "day"),
    [
        ("2026-08-31", 6, MonthEnds.LAST_DAY, "2027-02-28"),
        ("2026-08-31", 6, MonthEnds.NEXT_DAY, "2027-03-01"),
        ("2028-02-29", 12, MonthEnds.LAST_DAY, "2029-02-28"),
        ("2027-05-31", -3, MonthEnds.LAST_DAY, "2027-02-28"),
        ("2026-08-30", 1, MonthEnds.NEXT_DAY, "2026-09-30"),
    ],
)
def test_a_month_too_short_ends_as_the_law_says(start: str, months: int, ends: MonthEnds, day: str) -> None:
    """The last day of that month, or the first of the next."""
    assert iso(add_months(date.fromisoformat(start).toordinal(), months, ends)) == day


def test_a_finite_span_never_reaches_no_end() -> None:
    """Past the calendar it is later than any date, but not without end."""
    assert LAST < add_months(LAST, 6) == BEYOND < NO_END
    assert add_months(NO_END, 6) == NO_END


def test_a_day_past_the_calendar_can_still_be_shown() -> None:
    """It is said to lie beyond the last date."""
    assert iso(LAST + 400) == "after 9999-12-31"
