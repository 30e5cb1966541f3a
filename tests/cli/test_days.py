"""Days as people type them at a terminal, and as they do not stand in a file."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.cli.days import in_digits
from crosscheck.language.dates import MONTHS
from tests.cli.commands import Shell

AT = "crosscheck --nationality DE --direction inbound --document-type ordinary-passport"


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-01", "2026-12-1", "2026/12/1", "2026.12.01", "'1 Dec 2026'", "'01 December 2026'", "1-Dec-2026",
        "'Dec 1, 2026'", "'December 1 2026'", "2026年12月1日",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_type_it(shell: Shell, typed: str) -> None:
    """The year first, or the month by its name: nobody takes it for another day."""
    done = shell(f"{AT} --on {typed}")

    assert done.status == 3, done.err
    assert "on 2026-12-01" in done.out.split("\n", 1)[0]


def test_today_and_tomorrow_are_days_at_the_terminal(shell: Shell) -> None:
    """As a day that is stated, not assumed."""
    for word, day in (("today", date.today()), ("Tomorrow", date.today() + timedelta(days=1))):  # noqa: DTZ011
        done = shell(f"{AT} --on {word} --format json")

        assert f'"date": "{day.isoformat()}"' in done.out
        assert '"date"' not in re.search(r'"assumed": \[[^]]*\]', done.out, re.DOTALL)[0]  # type: ignore[index]


@pytest.mark.parametrize(
    "stated",
    [
        "--until 2026-12-9", "--document-expires '1 May 2030'", "--set document.date_of_issue=2020-5-1",
        "--set date_of_birth=1990-5", "--visa 'UTO T1 2026-12-1..2027-2-28'", "--set ending_stay.entered_on=2026.11.1",
    ],
)  # fmt: skip
def test_every_option_that_takes_a_day_reads_it_so(shell: Shell, stated: str) -> None:
    """And every fact that is one, by `--set`."""
    done = shell(f"{AT} --on 2026-12-01 {stated}")

    assert done.status in {0, 1, 3}, done.err


@pytest.mark.parametrize(
    "command", ["crosscheck ports --on 2026-12-1", "crosscheck matrix --entering UTO --on 2026-12-1"]
)
def test_so_do_the_other_commands(shell: Shell, command: str) -> None:
    """What takes a day takes it as `check` does."""
    assert shell(command).status == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("01/02/2027", "could be 2027-02-01 or 2027-01-02"),
        ("13/04/2026", "is not written as YYYY-MM-DD; write 2026-04-13"),
        ("1.2.27", "could be more than one day"),
        ("2026-2-30", "is no day of the calendar"),
        ("'1 Smarch 2026'", "is no date"),
        ("next-week", "is no date"),
    ],
)
def test_what_could_be_another_day_is_asked_back(shell: Shell, typed: str, says: str) -> None:
    """The order of day and month is never guessed."""
    done = shell(f"{AT} --on {typed}")

    assert done.status == 2
    assert says in done.err


@pytest.mark.parametrize("text", ["2026-12-1\x1f", "\x1ctoday", "2026-12-1\n", "1\x1fDec 2026"])
def test_a_character_that_cannot_be_seen_is_no_part_of_a_day(text: str) -> None:
    """It is left for the reader, who refuses it."""
    assert in_digits(text) == text


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_back_in_each_form(day: date) -> None:
    """Of every month by its name, whole or cut short."""
    month = MONTHS[day.month - 1]
    forms = (
        day.isoformat(),
        f"{day.year}-{day.month}-{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
    )

    assert {in_digits(form) for form in forms} == {day.isoformat()}


@given(st.integers(1, 31), st.integers(1, 31), st.sampled_from("/-."), st.integers(1900, 2100))
def test_numbers_alone_with_the_year_last_are_left_for_the_reader(
    one: int, other: int, sign: str, year: int
) -> None:
    """Who writes the day first and who writes the month first writes the same."""
    text = f"{one}{sign}{other}{sign}{year}"

    assert in_digits(text) == text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("document.date_of_expiry: today", "`today` depends on when it is read; write the date itself"),
        ("document.date_of_expiry: 2030-5-1", "write it as YYYY-MM-DD, such as 2030-05-01"),
        ("document.date_of_expiry: 1 May 2030", "is no date; write it as YYYY-MM-DD"),
    ],
)
def test_in_a_file_a_day_is_written_as_its_schema_says(
    shell: Shell, tmp_path: Path, line: str, says: str
) -> None:
    """A word for a day is no fact in a file that is read on another day."""
    (tmp_path / "me.yaml").write_text(f"{line}\n", encoding="utf-8")

    done = shell(f"{AT} --profile {tmp_path}/me.yaml")

    assert done.status == 2
    assert says in done.err


@pytest.mark.parametrize(
    "key", ["on", "date", "port", "direction", "from", "to", "exit_state", "entry_state"]
)
def test_the_question_in_a_profile_is_no_option(shell: Shell, tmp_path: Path, key: str) -> None:
    """It is told as the key that stands in the file, and where it belongs."""
    (tmp_path / "me.yaml").write_text(f"{key}: 2026-12-01\n", encoding="utf-8")

    done = shell(f"{AT} --on 2026-12-01 --profile {tmp_path}/me.yaml")

    assert done.status == 2
    assert f"{key}: this is part of the question" in done.err
    assert f"--{key}" not in done.err


@pytest.mark.parametrize("null", ["Null", "NULL", "null", "~"])
def test_null_is_unstated_however_it_is_written(shell: Shell, tmp_path: Path, null: str) -> None:
    """As YAML has it."""
    (tmp_path / "me.yaml").write_text(f"visas: {null}\n", encoding="utf-8")

    assert shell(f"{AT} --on 2026-12-01 --profile {tmp_path}/me.yaml").status == 3


def test_two_nationalities_in_one_option_are_told_apart(shell: Shell) -> None:
    """With what to type instead."""
    done = shell("crosscheck --nationality DE,FR --direction inbound")

    assert done.status == 2
    assert "--nationality DE --nationality FR" in done.err


def test_a_name_of_a_state_with_a_comma_is_one(shell: Shell) -> None:
    """Bonaire, Sint Eustatius and Saba are one."""
    done = shell(
        "crosscheck --nationality 'Bonaire, Sint Eustatius and Saba' --direction inbound --port ferry"
    )

    assert done.status == 3


def test_a_holiday_is_asked_back_as_tourism(shell: Shell) -> None:
    """By its meaning."""
    done = shell(f"{AT} --purpose holiday")

    assert done.status == 2
    assert "did you mean tourism?" in done.err
