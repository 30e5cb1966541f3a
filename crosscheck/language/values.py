"""What people write for a fact, and the engine's value for it: one parser for every door.

JSON, YAML, the command line, rule files and cases all come through `parse`.  Nothing is
guessed: a day is `YYYY-MM-DD`, a number has no leading zero, a word is spelt as listed;
anything else is refused with the form to use.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date, time
from itertools import pairwise
from typing import Any, Final

from crosscheck.language import states
from crosscheck.language.dates import NO_END, iso
from crosscheck.language.raw import _PLAIN, as_python, as_text, quoted
from crosscheck.language.spelling import named_or_near, typed
from crosscheck.language.spoken.sentences import Sentence, UnreadableError, Word, unreadable
from crosscheck.language.vocabulary import FactType, Type

YES: Final = frozenset({"yes", "true"})
NO: Final = frozenset({"no", "false"})
ENDLESS: Final = frozenset({"no end", "unlimited"})

_PARTIAL: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_COUNT: Final = re.compile(r"(0|[1-9]\d*)(?:\.0+)?", re.ASCII)
A_WORD: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""How words are spelt of which the rules say which there are."""
LONGEST_TEXT: Final = 200
"""The most characters of a text, such as a label."""
_MOST_LISTED: Final = 8
LARGEST_COUNT: Final = 1_000_000
"""The largest number that is read."""
MOST_IN_SET: Final = 300
"""The most values that one set may hold, as text or as a list: there are fewer States and words."""


def parse(fact: FactType, raw: object) -> Any:
    """Return the engine's value of *raw* for *fact* (see `vocabulary.py`).

    Args:
        fact: The fact it is said of; its type, its words and its word for "none" decide.
        raw: Text, or what JSON, Python, numpy and pandas have for it: a truth value, a
            number, a day (a time of day only at midnight and without a time zone), a
            list, tuple or set.  Not None, which says nothing: an unstated fact is left
            out by the caller.

    Raises:
        UnreadableError: *raw* is no such value; the message says what is wrong and what to write.
    """
    if type(raw) not in _PLAIN:
        raw = as_python(raw)
    if fact.absent and isinstance(raw, str) and (said := _absent(fact, raw)) is not None:
        return said
    match fact.type:
        case Type.STATE:
            return _parse_state(fact, raw)
        case Type.DATE:
            return _parse_date(fact, raw)
        case Type.PARTIAL:
            return _parse_partial(raw)
        case Type.TIME:
            return _parse_time(raw)
        case Type.COUNT:
            return _parse_count(fact, raw)
        case Type.FLAG:
            return _parse_flag(raw)
        case Type.WORD:
            return _parse_word(fact, raw)
        case Type.TEXT:
            return _parse_text(raw)
    return _parse_set(fact, raw)


def show(fact: FactType, value: Any) -> Any:
    """Return *value* as JSON would hold it, such that `parse` reads it back.

    Days are `YYYY-MM-DD`, sets are sorted lists, "no end" is the word the fact has for it.
    """
    if value is None:
        return None
    match fact.type:
        case Type.DATE:
            return show_day(value)
        case Type.TIME:
            return show_time(value)
        case Type.COUNT:
            return (fact.absent or "unlimited") if value >= NO_END else value
        case Type.PARTIAL:
            return show_partial(*value)
        case Type.STATES | Type.WORDS:
            return sorted(value)
        case _:
            return value


def show_time(minutes: int) -> str:
    """Return a time of day as `HH:MM`.

    >>> show_time(9 * 60 + 15)
    '09:15'
    """
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def show_day(day: int) -> str:
    """Return *day* as `YYYY-MM-DD`, or `no end`."""
    return "no end" if day >= NO_END else iso(day)


def show_partial(earliest: int, latest: int) -> str:
    """Return the year, month or day that reaches from *earliest* to *latest*.

    >>> show_partial(date(1990, 5, 1).toordinal(), date(1990, 5, 31).toordinal())
    '1990-05'
    """
    whole = iso(earliest)
    for length in (4, 7):
        if _partial_bounds(whole[:length]) == (earliest, latest):
            return whole[:length]
    return whole


def plain_day(raw: object) -> int | None:
    """Return the ordinal of a `date`, or of a day written exactly `YYYY-MM-DD`; None of all that takes more to read.

    >>> plain_day("2026-12-01"), plain_day("2026-02-30"), plain_day("2026-W49-2")
    (739951, None, None)
    """
    if type(raw) is str and len(raw) == 10 and raw[4] == raw[7] == "-":
        try:
            return date.fromisoformat(raw).toordinal()
        except ValueError:
            return None
    return raw.toordinal() if type(raw) is date else None


def parse_day(raw: object) -> int:
    """Return the ordinal of a day written `YYYY-MM-DD`, or of a `date`.

    Raises:
        UnreadableError: It is no such day, or it could be read in more than one way.

    >>> parse_day("2026-12-01") == date(2026, 12, 1).toordinal()
    True
    >>> parse_day("01/02/2027")
    Traceback (most recent call last):
    crosscheck.language.spoken.sentences.UnreadableError: `01/02/2027` could be 2027-02-01 or 2027-01-02; write the date that is meant as YYYY-MM-DD
    """
    if (day := plain_day(raw)) is not None:
        return day
    raw = as_python(raw)
    if isinstance(raw, date):
        return raw.toordinal()
    text = as_text(raw, "day.no_text")
    match = _PARTIAL.fullmatch(text)
    if match is None or match[3] is None:
        raise UnreadableError(_wrong_day(text))
    return _partial_bounds(text)[0]


def _absent(fact: FactType, raw: str) -> Any:
    """Return the value that stands for "there is none", None if *raw* does not say so.

    "none" is not taken for "unlimited": of entries left it would more likely mean zero.
    """
    word = " ".join(typed(raw).split()).casefold()
    if fact.type in (Type.DATE, Type.COUNT):
        return NO_END if word in ENDLESS else None
    return word if word == fact.absent else None


def _parse_state(fact: FactType, raw: object) -> str:
    text = as_text(raw, "state.no_text", example=fact.example or "KZ")
    try:
        return states.parse(text)
    except UnreadableError as error:
        if "," in text and fact.name == "nationality":
            raise unreadable("nationality.several", problem=error.said) from None
        raise


def _parse_date(fact: FactType, raw: object) -> int:
    try:
        return parse_day(raw)
    except UnreadableError as error:
        raise UnreadableError(_or_absent(fact, error.said)) from None


def _parse_partial(raw: object) -> tuple[int, int]:
    if (day := plain_day(raw)) is not None:
        return day, day
    if isinstance(raw, date):
        return raw.toordinal(), raw.toordinal()
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < LARGEST_COUNT:
        raw = str(raw)
    text = as_text(raw, "partial.no_text")
    if _PARTIAL.fullmatch(text) is None:
        raise unreadable("partial.or_less", problem=_wrong_day(text))
    try:
        return _partial_bounds(text)
    except UnreadableError as error:
        raise unreadable("partial.or_less", problem=error.said) from None


def _parse_time(raw: object) -> int:
    if isinstance(raw, time) and raw.tzinfo is None:
        return raw.hour * 60 + raw.minute
    text = as_text(raw, "time.no_text")
    if _TIME.fullmatch(text) is None:
        raise unreadable("time.unread", given=quoted(text))
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _parse_count(fact: FactType, raw: object) -> int:
    number = None
    if isinstance(raw, int) and not isinstance(raw, bool):
        number = raw
    elif isinstance(raw, str) and (match := _COUNT.fullmatch(typed(raw))):
        number = int(match[1]) if len(match[1]) < 20 else LARGEST_COUNT + 1
    if number is not None and fact.least <= number <= LARGEST_COUNT:
        return number
    key = "count.unread" if number is None else "count.range"
    words: dict[str, Word] = {
        "given": quoted(raw),
        "least": fact.least,
        "most": LARGEST_COUNT,
        "example": fact.example or "30",
    }
    said = Sentence(f"{key}.of", unit=fact.unit, **words) if fact.unit else Sentence(key, **words)
    raise UnreadableError(_or_absent(fact, said))


def _parse_flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    word = typed(raw).casefold() if isinstance(raw, str) else None
    if word in YES:
        return True
    if word in NO:
        return False
    raise unreadable("flag.unread", given=quoted(raw))


def _parse_word(fact: FactType, raw: object) -> str:
    """Return a word of *fact*; one spelt as such, where it is not known which words the rules have."""
    text = as_text(raw, "word.no_text", example=fact.example or fact.words[0])
    word = text.casefold()
    if word in fact.words or (not fact.words and word != "none" and A_WORD.fullmatch(word)):
        return word
    given = quoted(text)
    otherwise = with_words("word.unread", fact, given=given)
    raise UnreadableError(named_or_near("word.unread", word, fact.words, otherwise, fact.called, given=given))


def with_words(key: str, fact: FactType, **words: Word) -> Sentence:
    """Return the sentence *key* that ends with the words that *fact* takes, or with where they are listed."""
    if 0 < len(fact.words) <= _MOST_LISTED:
        listed = tuple([f"`{word}`" for word in fact.words])
        return _or_absent(fact, Sentence(f"{key}.one_of", words=listed, **words))
    return Sentence(f"{key}.such_as", example=fact.example or fact.words[0], **words)


def _parse_text(raw: object) -> str:
    text = " ".join(
        as_text(str(raw) if type(raw) is int and abs(raw) < 10**18 else raw, "text.no_text").split()
    ).upper()
    if not text:
        raise unreadable("text.empty")
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise unreadable("text.too_long", given=quoted(text))
    return text


def _parse_set(fact: FactType, raw: object) -> frozenset[str]:
    items: Sequence[object]
    if isinstance(raw, str) and fact.type is Type.STATES:
        items = _states_in(raw)
    elif isinstance(raw, str):
        items = [part.strip(" ") for part in raw.split(",", MOST_IN_SET)]
    elif isinstance(raw, Sequence | AbstractSet) and not isinstance(raw, bytes | bytearray | memoryview):
        if len(raw) > MOST_IN_SET:
            raise _too_many(len(raw))
        items = tuple(raw)
    else:
        raise unreadable("set.unread", given=quoted(raw), example=str(fact.example))
    if len(items) > MOST_IN_SET:
        raise _too_many(raw.count(",") + 1 if isinstance(raw, str) else len(items))
    if not items or "" in items:
        raise unreadable("set.gap", example=str(fact.example))
    if fact.type is Type.STATES:
        return frozenset(states.parse(as_text(item, "set.no_text")) for item in items)
    return frozenset(_parse_word(fact, item) for item in items)


def _states_in(raw: str) -> list[str]:
    """Return the names of States that *raw* sets apart by commas, one of which may stand within a name.

    Raises:
        UnreadableError: Two of them may be one State: `Taiwan, China`.
    """
    parts = [part.strip(" ") for part in raw.split(",", MOST_IN_SET)]
    if all(part.upper() in states.STATES for part in parts):
        return parts  # codes, which no name holds
    for one, other in pairwise(parts):
        whole, apart = states.find(f"{one}, {other}"), (states.find(one), states.find(other))
        if whole is not None and None not in apart and apart[0] != apart[1]:
            first, second = map(str, apart)
            raise unreadable(
                "set.one_or_two", given=f"{one}, {other}", whole=whole, first=first, second=second
            )
    return parts if "" in parts or states.find(raw) is None else [raw]


def _too_many(number: int) -> UnreadableError:
    return unreadable("set.too_many", count=number, most=MOST_IN_SET)


def _partial_bounds(text: str) -> tuple[int, int]:
    """Return the first and the last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` may mean."""
    year, *known = (int(part) for part in text.split("-"))
    try:
        first = date(year, *(*known, 1, 1)[:2])
        month = known[0] if known else 12
        last = date(year, month, known[1] if len(known) > 1 else monthrange(year, month)[1])
    except ValueError:
        raise unreadable("day.none_such", given=f"`{text}`") from None
    return first.toordinal(), last.toordinal()


def _wrong_day(text: str) -> Sentence:
    """Return what is wrong with *text* as a day, showing the form to use on it where that is certain."""
    example, given = "2027-02-01", quoted(text)
    if text.casefold() in ("today", "tomorrow", "yesterday", "now"):
        return Sentence("day.relative", given=given, example=example)
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text, re.ASCII):
        example = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
        try:
            date.fromisoformat(example)
        except ValueError:
            return Sentence("day.none_such", given=given)
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text, re.ASCII):
        meant = _days_meant(int(match[1]), int(match[2]), int(match[3]))
        if len(meant) == 1:
            return Sentence("day.other_form", given=given, day=meant[0])
        if meant:
            return Sentence("day.of_two", given=given, days=tuple(meant))
    elif re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}", text, re.ASCII):
        return Sentence("day.of_several", given=given, example=example)
    return Sentence("day.unread", given=given, example=example)


def _days_meant(one: int, other: int, year: int) -> list[str]:
    """Return the days of *year* that two numbers may mean, the day of the month first or last."""
    days = []
    for day, month in dict.fromkeys(((one, other), (other, one))):
        with suppress(ValueError):
            days.append(date(year, month, day).isoformat())
    return days


def _or_absent(fact: FactType, said: Sentence) -> Sentence:
    return Sentence("or_absent", problem=said, absent=fact.absent) if fact.absent else said
