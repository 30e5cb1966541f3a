"""What numpy and pandas have for a number, a day, a truth value and a list: read, or refused by name."""

import re
from datetime import date
from typing import Any

import pytest

from crosscheck import ProfileError
from crosscheck.language.values import parse, parse_day
from crosscheck.language.vocabulary import DOCUMENT, FACT
from crosscheck.profile.reading import read_profile
from tests.invented import invented_rulebook
from tests.profiles import CROSSING, day

np: Any = pytest.importorskip("numpy")
pd: Any = pytest.importorskip("pandas")

DAY = day("2030-05-01")
PAGES = next(fact for fact in DOCUMENT.properties if fact.name == "blank_pages")
EXPIRY = next(fact for fact in DOCUMENT.properties if fact.name == "date_of_expiry")


@pytest.mark.parametrize(
    "number",
    [np.int64(4), np.uint8(4), np.float64(4.0), np.float32(4.0), np.longdouble(4.0), np.array(4), pd.Series([4]).iloc[0],
     pd.Series([4, None]).iloc[0], pd.array([4], dtype="Int64")[0]],
)  # fmt: skip
def test_a_number_of_numpy_or_pandas_is_a_number(number: Any) -> None:
    """A column of numbers that lacks one is a column of floats; a whole one among them is whole."""
    assert parse(PAGES, number) == 4
    assert type(parse(PAGES, number)) is int


@pytest.mark.parametrize(
    "moment",
    [np.datetime64("2030-05-01"), np.datetime64("2030-05-01", "ns"), np.datetime64("2030-05-01T00:00"),
     pd.Timestamp("2030-05-01"), pd.to_datetime(pd.Series(["2030-05-01"])).iloc[0],
     pd.Timestamp("2030-05-01").to_pydatetime(), date(2030, 5, 1), pd.Timestamp("2030-05-01").date()],
)  # fmt: skip
def test_a_day_of_numpy_or_pandas_is_a_day(moment: Any) -> None:
    """At midnight and without a time zone it can be one day only."""
    assert parse(EXPIRY, moment) == DAY
    assert parse_day(moment) == DAY
    assert parse(FACT["date_of_birth"], moment) == (DAY, DAY)


@pytest.mark.parametrize("flag", [np.bool_(True), pd.Series([True]).iloc[0], np.array(True)])
def test_a_truth_value_of_numpy_is_yes_or_no(flag: Any) -> None:
    """And is never a number."""
    assert parse(FACT["port.open_to_travellers"], flag) is True
    with pytest.raises(ValueError, match="is no number"):
        parse(PAGES, flag)


def test_a_year_or_a_month_of_numpy_is_no_day() -> None:
    """It is one for a date of birth, of which no more need be known."""
    month = np.datetime64("1990-05")

    assert parse(FACT["date_of_birth"], month) == (day("1990-05-01"), day("1990-05-31"))
    with pytest.raises(ValueError, match="`1990-05` is no date"):
        parse(EXPIRY, month)


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("date_of_birth", pd.NaT, "`NaT` says that no day is known; leave the fact out"),
        ("date_of_birth", np.datetime64("NaT", "D"), "`NaT` says that no day is known; leave the fact out"),
        ("date_of_birth", np.datetime64("1990-05-17T14:30"), "`1990-05-17T14:30` is not a day alone"),
        ("date_of_birth", np.datetime64("1990-05-17", "W"), "is not a day alone"),
        ("date_of_birth", pd.Timestamp("1990-05-17T14:30"), "is not a day alone"),
        ("date_of_birth", pd.Timestamp("1990-05-17", tz="Asia/Almaty"), "is not a day alone"),
        ("date_of_birth", np.datetime64(20_000, "ns"), "is not a day alone"),
        ("nationality", pd.NA, "a value of type NAType is not a State"),
        ("nationality", float("nan"), "`nan` is not a State"),
        ("stay.days", np.float64("nan"), "`nan` is no number"),
        ("stay.days", pd.NA, "a value of type NAType is no number"),
        ("stay.days", np.float64(4.5), "is no number"),
        ("stay.days", np.timedelta64(20, "D"), "a value of type timedelta64 is no number"),
        ("stay.days", np.timedelta64(20, "ns"), "a value of type timedelta64 is no number"),
        ("stay.days", pd.Timedelta(days=20), "a value of type Timedelta is no number"),
        ("stay.days", np.array([20]), "a value of type ndarray is no number"),
        ("stay.days", np.complex128(20), "a value of type complex128 is no number"),
        ("purpose", np.array(["tourism"]), "a value of type ndarray is no list"),
        ("purpose", pd.Series(["tourism"]), "a value of type Series is no list"),
    ],
)  # fmt: skip
def test_what_says_more_or_less_than_a_value_is_refused_by_name(name: str, raw: Any, says: str) -> None:
    """Nothing is guessed: neither what was missing, nor the unit of a duration, nor a day from a moment."""
    with pytest.raises(ValueError, match=re.escape(says)):
        parse(FACT[name], raw)


@pytest.mark.parametrize("key", ["visas", "visits", "documents"])
def test_a_table_is_no_list(key: str) -> None:
    """`to_dict("records")` makes a list of it."""
    table = pd.DataFrame([{"issuing_state": "KZ"}])

    with pytest.raises(
        ProfileError, match="write a list, `\\[\\]` if there is none, not a value of type DataFrame"
    ):
        read_profile({key: table}, day=CROSSING)


def test_a_row_of_a_table_is_checked_as_its_values_are() -> None:
    """A booking tool that keeps its travellers in a frame hands over `to_dict()`."""
    rules = invented_rulebook()
    plain = {"nationality": "IS", "stay.days": 14, "document.date_of_expiry": "2030-05-01"}
    frame = pd.DataFrame([{**plain, "document.date_of_expiry": pd.Timestamp("2030-05-01")}])
    asked: dict[str, Any] = {"port": "ferry", "direction": "inbound"}

    decision = rules.check(frame.to_dict("records")[0], on=pd.Timestamp("2026-12-01"), **asked)

    assert decision == rules.check(plain, on="2026-12-01", **asked)
