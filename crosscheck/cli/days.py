"""Days as people type them: the terminal alone reads more than `YYYY-MM-DD`."""

import re
from datetime import date, timedelta
from typing import Final

from crosscheck.language.dates import month_called

_FORMS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<year>\d{4})(?P<between>[-/.])(?P<month>\d{1,2})(?:(?P=between)(?P<day>\d{1,2}))?",
        r"(?P<year>\d{4}) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日",
        r"(?P<day>\d{1,2})[ -](?P<month>[a-z]{3,9})\.?,?[ -](?P<year>\d{4})",
        r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})",
    )
)
"""The year first, or the month by its name; in small letters."""
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def in_digits(text: str) -> str:
    """Return the day that *text* certainly means as `YYYY-MM-DD`, or *text* as it is, for the reader to judge.

    Read are `today`, `tomorrow`, the year first with or without zeros, and months by name.
    What could be two days (`01/02/2027`) is not, nor what no calendar has (`2026-13-1`).

    >>> in_digits("2026-12-1"), in_digits("1 Dec 2026"), in_digits("December 1, 2026"), in_digits("01/02/2027")
    ('2026-12-01', '2026-12-01', '2026-12-01', '01/02/2027')
    """
    digits = _in_digits(text)
    try:
        date.fromisoformat(digits)
    except ValueError:
        return digits if _MONTH.fullmatch(digits) else text
    return digits


def _in_digits(text: str) -> str:
    bare = re.sub(" +", " ", text.strip(" ")).casefold()
    if bare in ("today", "tomorrow"):
        wall = date.today()  # noqa: DTZ011 - a traveller's calendar is the one on the wall
        return (wall + timedelta(days=bare == "tomorrow")).isoformat()
    match = next(filter(None, (form.fullmatch(bare) for form in _FORMS)), None)
    if match is None:
        return text
    month = match["month"] if match["month"].isdigit() else str(month_called(match["month"]) or 0)
    return "-".join([match["year"], *(part.zfill(2) for part in (month, match["day"]) if part)])
