"""How many days of a window a person is present: one count, used by every evaluator.

"90 days in any 180" looks back 180 days from every day of the stay and counts the union
of the days present, days of entry and of exit included.  While a stay goes on, each
further day adds one and drops at most one from the window, so the count is highest on
its last day: that is the only day to look at.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crosscheck.deciding.facts import Row
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import Window
from crosscheck.language.validity import Truth
from crosscheck.language.vocabulary import THING_SLOT

_VISIT = THING_SLOT["visit"]
_FROM, _UNTIL, _GROUND = _VISIT["entered_on"], _VISIT["exited_on"], _VISIT["ground"]
_TWO_YEARS = 800
"""A stay without end fills the whole of a calendar year by then."""


def past_days(
    window: Window, rows: Iterable[Row], first: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the past stays that certainly count and those that may, as inclusive spans.

    A past stay ended on or before *first*.  What is unstated of it is taken as short as
    it can be for the first list and as long as it can be for the second.
    """
    counted, begun = window.counted, window.begun
    least, most = [], []
    for row in rows:
        entered, exited, ground = row[_FROM], row[_UNTIL], row[_GROUND]
        if counted is not None and ground is not None and ground not in counted:
            continue
        if begun is not None and entered is not None and entered < begun:
            continue
        longest = entered or begun or 1, exited or first
        if longest[0] > longest[1]:
            continue
        most.append(longest)
        known = entered or exited
        if (
            known is None
            or (counted is not None and ground is None)
            or (begun is not None and entered is None)
        ):
            continue
        least.append((known, exited or known))
    return least, most


def days_used(span: int | None, first: int, last: int, stays: Iterable[tuple[int, int]]) -> int:
    """Return the most days present in one window, the stay from *first* to *last* included.

    *span* None counts calendar years: the year of the stay with the most days.
    """
    last = min(last, first + (_TWO_YEARS if span is None else span))  # by then the window is full
    present = _union([*stays, (first, last)])
    if span is not None:
        return _days_within(present, last - span + 1, last)
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    return max(
        _days_within(present, date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()) for year in years
    )


def window_count(
    window: Window, first: int, last: int | None, rows: Iterable[Row] | None
) -> tuple[int, int | None]:
    """Return the least and the most days used in one window; a most of None is unbounded.

    *rows* None: past stays are unstated.  *last* None: the stay lasts at least one day.
    """
    least, most = past_days(window, rows or (), first)
    fewest = days_used(window.span, first, first if last is None else last, least)
    if rows is None or last is None:
        return fewest, None
    return fewest, days_used(window.span, first, last, most)


def may_differ(window: Window, first: int, last: int | None, row: Row) -> bool:
    """Return whether what is unstated of one past stay leaves open how many of its days a window counts."""
    least, most = past_days(window, (row,), first)
    if (span := window.span) is None:
        start = date(date.fromordinal(first).year, 1, 1).toordinal()
    else:
        start = (first if last is None else min(max(first, last), first + span)) - span + 1
    return _days_within(least, start, first) != _days_within(most, start, first)


def window_truth(window: Window, first: int | None, last: int | None, rows: Iterable[Row] | None) -> Truth:
    """Return whether the days used stay within the limit; None where facts leave it open."""
    if first is None or first >= NO_END:
        return None
    if last is not None and last < first:
        last = first
    fewest, most = window_count(window, first, last, rows)
    if fewest > window.limit:
        return False
    return True if most is not None and most <= window.limit else None


def rows_of_state(visits: Any, state: str) -> tuple[Row, ...] | None:
    """Return the past stays stated for *state*, None where that State's are unstated."""
    if visits is None:
        return None
    rows: tuple[Row, ...] | None = visits.get(state, visits.get("*"))
    return rows


def _union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _days_within(spans: Iterable[tuple[int, int]], first: int, last: int) -> int:
    return sum(max(0, min(end, last) - max(start, first) + 1) for start, end in spans)
