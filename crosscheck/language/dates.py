"""Civil days as plain numbers, and the calendar arithmetic that rules use.

Inside the engine a day is its proleptic Gregorian ordinal (1 January of year 1 is 1):
comparing and adding days is then integer work.  `NO_END` stands for "no expiry" and
"unlimited": it is later than every day and larger than every count, so that ordinary
comparisons give the right answer.
"""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from dateutil.relativedelta import relativedelta

NO_END: Final = 10_000_000
"""Later than any day, more than any count."""

BEYOND: Final = NO_END - 1
"""A day that a finite span leads to past the last date of the calendar: late, but not without end."""

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""Their names, as rules and answers write them."""

_LAST: Final = date.max.toordinal()


def month_called(name: str) -> int | None:
    """Return the number of the month *name*, which may be cut short after three letters; None if none is.

    >>> month_called("Dec"), month_called("september"), month_called("sept"), month_called("Ma")
    (12, 9, 9, None)
    """
    wanted = name.casefold()
    return next(
        (at for at, month in enumerate(MONTHS, 1) if len(name) > 2 and month.casefold().startswith(wanted)),
        None,
    )


class MonthEnds(StrEnum):
    """The day a span in months ends on when the last month is too short: one of two, or which of them nobody says."""

    LAST_DAY = "last-day"
    NEXT_DAY = "next-day"
    NOT_SETTLED = "not-settled"


SAID_OF_MONTH_ENDS: Final = (MonthEnds.LAST_DAY, MonthEnds.NEXT_DAY)
"""What a law may say of it."""


@lru_cache(maxsize=65536)
def add_months(day: int, months: int, month_ends: MonthEnds = MonthEnds.LAST_DAY) -> int:
    """Return the day that falls *months* calendar months after *day*.

    A month is not a number of days, so a span in months can end on a day that does
    not exist; the law that set the span decides what happens then.

    Args:
        day: An ordinal; `NO_END` stays `NO_END`.
        months: Calendar months; negative counts back.
        month_ends: Whether a month that is too short ends on its last day or runs
            over to the first day of the next month; where nobody says, its last day.

    >>> date.fromordinal(add_months(date(2026, 11, 30).toordinal(), 3)).isoformat()
    '2027-02-28'
    >>> date.fromordinal(add_months(date(2026, 11, 30).toordinal(), 3, MonthEnds.NEXT_DAY)).isoformat()
    '2027-03-01'
    """
    if not 0 < day <= _LAST:
        return day
    start = date.fromordinal(day)
    try:
        moved = start + relativedelta(months=months)
    except (ValueError, OverflowError):
        return BEYOND if months > 0 else 0
    over = month_ends is MonthEnds.NEXT_DAY and moved.day < start.day
    return moved.toordinal() + (1 if over else 0)


def iso(day: int) -> str:
    """Return *day* as `YYYY-MM-DD`; a day that no calendar date names as the year it lies beyond.

    >>> iso(738000)
    '2021-07-29'
    """
    if day > _LAST:
        return f"after {date.max.isoformat()}"
    return date.fromordinal(max(day, 1)).isoformat()
