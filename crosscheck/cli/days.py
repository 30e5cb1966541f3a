"""Days as people type them: the terminal alone reads more than `YYYY-MM-DD`."""

import re
from datetime import date, timedelta
from typing import Final

from crosscheck.language.dates import month_called

_YEAR_FIRST: Final = r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?"
_MONTH: Final = r"\d{4}-(0[1-9]|1[0-2])"
_CHINESE: Final = r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
_DAY_FIRST: Final = r"(?P<day>\d{1,2})[ -](?P<month>[A-Za-z]{3,9})\.?,?[ -](?P<year>\d{4})"
_MONTH_FIRST: Final = r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})"


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
        return digits if re.fullmatch(_MONTH, digits, re.ASCII) else text
    return digits


def _in_digits(text: str) -> str:
    bare = re.sub(" +", " ", text.strip(" ")).casefold()
    if bare in ("today", "tomorrow"):
        wall = date.today()  # noqa: DTZ011 - a traveller's calendar is the one on the wall
        return (wall + timedelta(days=bare == "tomorrow")).isoformat()
    if match := re.fullmatch(_YEAR_FIRST, bare, re.ASCII):
        return "-".join([match[1], *(part.zfill(2) for part in (match[3], match[4]) if part)])
    if match := re.fullmatch(_CHINESE, bare, re.ASCII):
        return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"
    match = re.fullmatch(_DAY_FIRST, bare, re.ASCII) or re.fullmatch(_MONTH_FIRST, bare, re.ASCII)
    if match and (number := month_called(match["month"])) is not None:
        return f"{match['year']}-{number:02d}-{match['day']:0>2}"
    return text
