"""What somebody gave for a value, before anybody asks what it is to be: as Python has it, and quoted."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final

from crosscheck.language.spelling import typed, visible
from crosscheck.language.spoken.sentences import Sentence, Word, unreadable

_PLAIN: Final = frozenset({str, int, bool, list, date})
"""The types of values that are read as they are."""


_OF_NUMPY: Final[dict[str, Callable[[Any], bool | int | float]]] = {"b": bool, "i": int, "u": int, "f": float}
"""What makes a value of Python of one of numpy, by its kind."""


_LONGEST_QUOTED: Final = 60


def as_python(raw: object) -> object:
    """Return *raw* as Python has it: a number, a truth value or a day of numpy or pandas; else as it is.

    Both are told by what their values look like, so that neither is imported here.

    Raises:
        UnreadableError: It says that nothing is known, or a time of day too.
    """
    if type(raw) in _PLAIN:
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    if isinstance(raw, date):  # of pandas, `NaT` is one
        return _day_alone(raw)
    of_numpy, shape = getattr(raw, "dtype", None), getattr(raw, "shape", None)
    kind = getattr(of_numpy, "kind", None)
    if shape == () and kind in _OF_NUMPY:
        return as_python(_OF_NUMPY[kind](raw))
    if shape == () and kind == "M":
        if (unit := str(of_numpy)[11:-1]) in ("Y", "M"):
            return str(raw)
        day = raw.astype("datetime64[D]")  # type: ignore[attr-defined]  # a day of numpy has it
        return _day_alone(day.item() if day == raw and unit != "W" else raw)
    return raw


def _day_alone(raw: object) -> date:
    if isinstance(raw, datetime) and raw == raw:  # noqa: PLR0124 (nothing else tells `NaT`)
        if raw.tzinfo is None and raw.time() == time.min:
            return raw.date()
    elif isinstance(raw, date) and raw == raw:  # noqa: PLR0124 (as above)
        return raw
    if str(raw) == "NaT":
        raise unreadable("day.nat")
    raise unreadable("day.not_alone", given=str(raw))


def as_text(raw: object, otherwise: str, **words: Word) -> str:
    """Return the text *raw*, tidied.

    Raises:
        UnreadableError: It is none; the sentence *otherwise*, of *words*, says what was to be written.
    """
    if not isinstance(raw, str):
        raise unreadable(otherwise, given=quoted(raw), **words)
    return typed(raw)


def quoted(raw: object) -> str:
    """Return *raw* as an error shows it: short, and with nothing invisible."""
    if raw is not None and not isinstance(raw, str | int | float | date):
        return Sentence("given.type", type=type(raw).__name__)
    if isinstance(raw, int) and abs(raw) >= 10**_LONGEST_QUOTED:
        return Sentence("given.digits")
    text = raw if isinstance(raw, str) else str(raw).lower() if isinstance(raw, bool) else repr(raw)
    shown = text if len(text) <= _LONGEST_QUOTED else text[: _LONGEST_QUOTED - 3] + "..."
    return f"`{visible(shown)}`"
