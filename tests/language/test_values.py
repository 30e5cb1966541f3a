"""What people write for a fact, and what it becomes."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.language.dates import NO_END
from crosscheck.language.states import STATES
from crosscheck.language.values import parse, parse_day, show, show_partial
from crosscheck.language.vocabulary import DOCUMENT, FACT, FACTS, THINGS, FactType, Type

ALL_FACTS = [*FACTS, *(fact for thing in (DOCUMENT, *THINGS) for fact in thing.properties)]


def a_fact(name: str) -> FactType:
    """Return a fact by full name: `stay.until`, `visa.entries_left`."""
    if name in FACT:
        return FACT[name]
    kind, _, short = name.partition(".")
    thing = next(thing for thing in THINGS if thing.kind == kind)
    return next(fact for fact in thing.properties if fact.name == short)


@pytest.mark.parametrize(("written", "minutes"), [("00:00", 0), ("09:15", 555), (time(23, 59), 1439)])
def test_a_time_of_day_is_hours_and_minutes(written: object, minutes: int) -> None:
    """As a clock of 24 hours shows it; what is shown is read again."""
    fact = a_fact("crossing.time")

    assert parse(fact, written) == minutes
    assert parse(fact, show(fact, minutes)) == minutes


@pytest.mark.parametrize("written", ["9:15", "24:00", "12:60", "9.15", "noon", 915, "09:15:00", "٠٩:١٥"])
def test_what_is_no_time_of_day_is_refused_with_the_form_to_use(written: object) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="time of day"):
        parse(a_fact("crossing.time"), written)


def ordinal(text: str) -> int:
    """Return a day as the engine holds it."""
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("nationality", "Kazakhstan", "KZ"),
        ("residence", "none", "none"),
        ("nationalities", "KZ, China", frozenset({"KZ", "CN"})),
        ("nationalities", ["KAZ"], frozenset({"KZ"})),
        ("crossing.date", "2026-12-01", ordinal("2026-12-01")),
        ("crossing.date", date(2026, 12, 1), ordinal("2026-12-01")),
        ("document.date_of_expiry", "no end", NO_END),
        ("document.date_of_expiry", "Unlimited", NO_END),
        ("date_of_birth", "1990", (ordinal("1990-01-01"), ordinal("1990-12-31"))),
        ("date_of_birth", 1990, (ordinal("1990-01-01"), ordinal("1990-12-31"))),
        ("date_of_birth", "1992-02", (ordinal("1992-02-01"), ordinal("1992-02-29"))),
        ("date_of_birth", "1990-05-17", (ordinal("1990-05-17"), ordinal("1990-05-17"))),
        ("date_of_birth", date(1990, 5, 17), (ordinal("1990-05-17"), ordinal("1990-05-17"))),
        ("stay.days", "30", 30),
        ("stay.days", 30, 30),
        ("visa.entries_left", "0", 0),
        ("visa.entries_left", "unlimited", NO_END),
        ("port.open_to_travellers", "yes", True),
        ("port.open_to_travellers", "TRUE", True),
        ("port.open_to_travellers", False, False),
        ("port.open_to_travellers", "no", False),
        ("document.type", "Ordinary-Passport", "ordinary-passport"),
        ("document.type", "none", "none"),
        ("purpose", "tourism, private", frozenset({"tourism", "private"})),
        ("visa.category", " b12 ", "B12"),
        ("visa.category", 5, "5"),
    ],
)
def test_every_type_has_its_forms(name: str, raw: object, value: object) -> None:
    """Text from a terminal and values from JSON come to the same."""
    assert parse(a_fact(name), raw) == value


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("crossing.date", "01/02/2027", "could be 2027-02-01 or 2027-01-02; write the date that is meant"),
        ("crossing.date", "13/04/2026", "is not written as YYYY-MM-DD; write 2026-04-13"),
        ("crossing.date", "05.05.2026", "is not written as YYYY-MM-DD; write 2026-05-05"),
        ("crossing.date", "31/02/2026", "is no date; write it as YYYY-MM-DD"),
        ("crossing.date", "1.2.27", "could be more than one day"),
        ("crossing.date", "2027-1-2", "write it as YYYY-MM-DD, such as 2027-01-02"),
        ("crossing.date", "20270102", "is no date"),
        ("crossing.date", "2027-02-30", "is no day of the calendar"),
        ("crossing.date", "2027-02", "is no date"),
        ("crossing.date", "0000-01-01", "is no day of the calendar"),
        ("crossing.date", "٢٠٢٧-01-02", "is no date"),
        ("crossing.date", datetime(2027, 1, 2, tzinfo=UTC), "is not a day alone"),
        ("crossing.date", datetime(2027, 1, 2, 14, 30), "is not a day alone"),  # noqa: DTZ001
        ("crossing.date", "2027-00-00", "is no day of the calendar"),
        ("crossing.date", "2027-01-00", "is no day of the calendar"),
        ("date_of_birth", "1990-00-00", "YYYY-MM or YYYY where no more is known"),
        ("date_of_birth", "1990-00", "YYYY-MM or YYYY where no more is known"),
        ("crossing.date", 20270102, "is not a date"),
        ("crossing.date", "no end", "is no date"),
        ("document.date_of_expiry", "none", "or `no end`"),
        ("date_of_birth", "90", "YYYY-MM or YYYY where no more is known"),
        ("date_of_birth", "1990-13", "is no day of the calendar"),
        ("stay.days", "010", "is no number; write a whole number of days"),
        ("stay.days", "1_000", "is no number"),
        ("stay.days", "-1", "is no number"),
        ("stay.days", -1, "is out of range"),
        ("stay.days", 1.5, "is no number"),
        ("stay.days", "1.5", "is no number"),
        ("stay.days", float("inf"), "is no number"),
        ("stay.days", float("nan"), "is no number"),
        ("stay.days", 0, "is out of range, 1 to 1000000"),
        ("stay.days", [20], "a value of type list is no number"),
        ("stay.days", True, "is no number"),
        ("stay.days", "9" * 5000, "is out of range"),
        ("stay.days", "unlimited", "is no number"),
        ("visa.entries_left", "none", "or `unlimited`"),
        ("port.open_to_travellers", "y", "is neither yes nor no"),
        ("port.open_to_travellers", 1, "is neither yes nor no"),
        ("document.type", "identity card", "did you mean identity-card?"),
        ("document.type", "zzz", "`crosscheck facts` lists them"),
        ("crossing.mode", "zzz", "it is one of `on-foot`"),
        ("crossing.mode", 3, "is not a word"),
        ("purpose", [], "a value is missing"),
        ("purpose", "tourism,,work", "a value is missing"),
        ("purpose", {"tourism": True}, "a value of type dict is no list"),
        ("purpose", iter(["tourism"]), "a value of type list_iterator is no list"),
        ("purpose", (word for word in ["tourism"]), "a value of type generator is no list"),
        ("purpose", range(10**9), "1000000000 values are stated; write each once, and 300 at most"),
        ("purpose", "work," * 10_000, "10001 values are stated"),
        ("purpose", b"tourism", "a value of type bytes is no list"),
        ("purpose", [["tourism"]], "a value of type list is not a word"),
        ("nationalities", ["KZ"] * 301, "301 values are stated"),
        ("nationality", "none", "is no known State"),
        ("nationality", 398, "is not a State"),
        ("nationality", "KZ\0", "cannot be seen"),
        (
            "nationality",
            "DE,FR",
            "is 2 States where one is asked for; `nationalities` is for all that are held",
        ),
        ("residence", "none\x1f", "cannot be seen"),
        ("stay.days", "3\x1f", "cannot be seen"),
        ("port.open_to_travellers", "yes\x1c", "cannot be seen"),
        ("purpose", "tourism\x1c", "cannot be seen"),
        ("purpose", "holiday", "did you mean tourism?"),
        ("visa.category", "", "the text is empty"),
        ("visa.category", "\x1b[31m", "cannot be seen"),
        ("visa.category", "x" * 201, "too long"),
        ("visa.category", None, "is not a text"),
    ],
)
def test_what_is_no_value_is_refused_with_a_way_out(name: str, raw: object, says: str) -> None:
    """Nothing is guessed, and nothing but ValueError is raised."""
    with pytest.raises(ValueError, match=re.escape(says)) as raised:
        parse(a_fact(name), raw)

    assert len(str(raised.value)) < 300
    assert str(raised.value).isprintable()


def test_a_number_that_python_would_not_write_is_refused_in_words() -> None:
    """Of thousands of digits neither Python nor anybody else wants to see all."""
    for name in ("stay.days", "date_of_birth", "visa.category", "nationality"):
        with pytest.raises(ValueError, match="a number of too many digits"):
            parse(a_fact(name), 10**5000)


def test_none_is_never_taken_for_unlimited() -> None:
    """`none` entries left would more likely be zero, and a wrong pass is the worst error."""
    with pytest.raises(ValueError, match="is no number"):
        parse(a_fact("visa.entries_left"), "none")


@pytest.mark.parametrize("fact", [fact for fact in ALL_FACTS if fact.example], ids=lambda fact: fact.name)
def test_the_example_of_every_fact_is_a_value_of_it(fact: FactType) -> None:
    """What the reference page shows can be typed."""
    assert parse(fact, fact.example) is not None


@pytest.mark.parametrize("fact", [fact for fact in ALL_FACTS if fact.absent], ids=lambda fact: fact.name)
def test_the_word_for_none_is_read_and_shown(fact: FactType) -> None:
    """`no end`, `unlimited` and `none` come back as they were written."""
    assert show(fact, parse(fact, fact.absent)) == fact.absent


def values_of(fact: FactType) -> st.SearchStrategy[Any]:
    """Return engine values of *fact*."""
    days = st.integers(min_value=1, max_value=date.max.toordinal())
    words = st.sampled_from(fact.words) if fact.words else st.nothing()
    states = st.sampled_from(sorted(STATES))
    strategies: dict[Type, st.SearchStrategy[Any]] = {
        Type.STATE: states,
        Type.DATE: days,
        Type.PARTIAL: st.dates().flatmap(
            lambda day: st.sampled_from([parse(fact, day.isoformat()[:length]) for length in (4, 7, 10)])
        ),
        Type.COUNT: st.integers(min_value=fact.least, max_value=1_000_000),
        Type.TIME: st.integers(min_value=0, max_value=24 * 60 - 1),
        Type.FLAG: st.booleans(),
        Type.WORD: words,
        Type.TEXT: st.from_regex(r"[A-Z0-9][A-Z0-9 /-]{0,20}[A-Z0-9]", fullmatch=True).map(
            lambda text: " ".join(text.split())
        ),
        Type.STATES: st.frozensets(states, min_size=1, max_size=3),
        Type.WORDS: st.frozensets(words, min_size=1, max_size=3),
    }
    values = strategies[fact.type]
    if fact.absent is None:
        return values
    return values | st.just(NO_END if fact.type in {Type.DATE, Type.COUNT} else "none")


@given(st.data())
def test_what_is_shown_reads_back(data: st.DataObject) -> None:
    """`show` and `parse` are each other's inverse, for every fact."""
    fact = data.draw(st.sampled_from(ALL_FACTS))
    value = data.draw(values_of(fact))

    assert parse(fact, show(fact, value)) == value


def test_an_unstated_fact_is_shown_as_null() -> None:
    """None in, None out: nothing is said of it."""
    assert show(FACT["nationality"], None) is None


def test_a_partial_date_is_shown_as_short_as_it_was_said() -> None:
    """A whole year is a year, even though it could be written as two days."""
    assert show_partial(ordinal("1990-01-01"), ordinal("1990-12-31")) == "1990"
    assert show_partial(ordinal("1990-12-01"), ordinal("1990-12-31")) == "1990-12"
    assert show_partial(ordinal("1990-12-31"), ordinal("1990-12-31")) == "1990-12-31"


@given(st.text(max_size=30) | st.integers() | st.floats() | st.booleans() | st.lists(st.text(max_size=3)))
def test_nothing_but_a_value_error_is_raised(raw: object) -> None:
    """Whatever arrives, from whatever door, is a value or a sentence."""
    for fact in ALL_FACTS:
        with suppress(ValueError):
            parse(fact, raw)


def test_a_day_is_a_date_too() -> None:
    """The library takes what Python has for a day, at midnight too, but no moment: it would need a time zone."""
    assert parse_day(date(2026, 12, 1)) == ordinal("2026-12-01")
    assert parse_day(datetime(2026, 12, 1)) == ordinal("2026-12-01")  # noqa: DTZ001
    with pytest.raises(ValueError, match="is not a day alone"):
        parse_day(datetime(2026, 12, 1, tzinfo=UTC))
