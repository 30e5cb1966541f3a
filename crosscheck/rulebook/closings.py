"""What a port is closed for on a day."""

from datetime import date
from typing import Final

from crosscheck.language.nodes import Period
from crosscheck.language.validity import in_force
from crosscheck.rulebook.ruleset import Closing, DatedValue, Days

WORKS: Final = "none"
"""What a port is closed for on a day on which it works."""


def closed_for(closings: tuple[Closing, ...], day: int) -> DatedValue:
    """Return what a port is closed for on *day*, by name; not settled where no closing is certain and one is possible."""
    here = Period(day, day)
    open_: DatedValue | None = None
    for closing in closings:
        stands = in_force(closing.validity, day)
        for days in closing.days if stands is not False else ():
            falls = falls_on(days, day)
            if falls and stands:
                return DatedValue(
                    here, days.title, settled=True, sources=closing.sources, doubt=closing.doubt
                )
            if falls is not False:
                open_ = open_ or DatedValue(
                    here, None, settled=False, sources=closing.sources,
                    evidence=closing.evidence, doubt=closing.doubt,
                )  # fmt: skip
    if open_ is not None:
        return open_
    return DatedValue(here, WORKS, settled=True, sources=())


def falls_on(days: Days, day: int) -> bool | None:
    """Return whether *day* is one of *days*, None after the last that is listed."""
    when = date.fromordinal(max(1, day))
    if (
        when.weekday() in days.weekdays
        or (when.month, when.day) in days.annual
        or any(day in each for each in days.dated)
    ):
        return True
    return None if days.listed_until is not None and day > days.listed_until else False
