"""`crosscheck rules`, as a rule author types it."""

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, Shell

CASES = "states/uto/exit/permission.cases.yaml"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a copy of the rules of Utopia, to break."""
    return Path(shutil.copytree(ROOT / "tests" / "rules_uto", tmp_path / "rules"))


def test_clean_rules_exit_with_0(shell: Shell, folder: Path) -> None:
    """Nothing is found, and the last line says in how many files."""
    done = shell(f"crosscheck rules lint --on 2026-11-15 {folder}")

    assert done.status == 0
    assert done.out.startswith("nothing found in ")


def test_what_the_calendar_brings_is_told_as_of_a_day(shell: Shell, folder: Path) -> None:
    """The same files are clean on one day and not on another; without a day it is today's."""
    with (folder / "ruleset.yaml").open("a") as file:
        file.write("review: 10 days\n")

    on_the_last_day, a_day_later, today = (
        shell(f"crosscheck rules lint {on} {folder}") for on in ("--on 2026-11-11", "--on 2026-11-12", "")
    )

    assert on_the_last_day.status == 0
    assert a_day_later.status == today.status == 1
    assert a_day_later.out.count("warning CC505") == 2


def test_a_day_that_is_none_exits_with_2(shell: Shell, folder: Path) -> None:
    """And the option is named."""
    done = shell(f"crosscheck rules lint --on someday {folder}")

    assert done.status == 2
    assert "--on" in done.err


def test_a_finding_exits_with_1_and_stands_on_stdout(shell: Shell, folder: Path) -> None:
    """Place, code, sentence: where an editor looks for them."""
    file = folder / "states/uto/entry/document.yaml"
    file.write_text(file.read_text().replace("crossing.date and", "crosing.date and"))

    done = shell(f"crosscheck rules lint {folder}")

    assert done.status == 1
    assert "states/uto/entry/document.yaml:" in done.out
    assert "crossing.date" in done.out
    assert done.err == ""


@pytest.mark.parametrize("command", ["lint", "test"])
def test_a_folder_that_is_not_there_exits_with_2(shell: Shell, command: str) -> None:
    """Nothing was looked at: that is neither clean nor a finding."""
    assert shell(f"crosscheck rules {command} /nowhere/at/all").status == 2


def test_cases_that_go_as_expected_exit_with_0(shell: Shell, folder: Path) -> None:
    """Each is tried, and the last line says so."""
    (folder / CASES).write_text(
        "cases: uto.exit.permission\n"
        "given:\n"
        "  crossing.date: 2026-12-01\n"
        "examples:\n"
        "  undetermined while nothing is stated of the stay:\n"
        "    expect: {undetermined: [ending_stay]}\n"
    )

    done = shell(f"crosscheck rules test {folder}")

    assert done.status == 0, done.out
    assert done.out.endswith(": all as expected\n")


def test_a_case_that_goes_otherwise_exits_with_1(shell: Shell, folder: Path) -> None:
    """What was expected, what came, and where it stands."""
    (folder / CASES).write_text(
        "cases: uto.exit.permission\n"
        "given:\n"
        "  crossing.date: 2026-12-01\n"
        "examples:\n"
        "  undetermined while nothing is stated of the stay:\n"
        "    expect: met\n"
    )

    done = shell(f"crosscheck rules test {folder}")

    assert done.status == 1, done.out
    assert "permission.cases.yaml:" in done.out
    assert "uto.exit.permission: undetermined while nothing is stated of the stay" in done.out
    assert "went otherwise than expected" in done.out


def test_rules_that_cannot_be_read_run_no_cases(shell: Shell, folder: Path) -> None:
    """A test of broken rules would say nothing; the report says what is broken."""
    (folder / "ruleset.yaml").write_text("ruleset: [")

    done = shell(f"crosscheck rules test {folder}")

    assert done.status == 2
    assert "error CC" in done.out


def test_what_is_wrong_in_a_case_is_a_finding_of_lint(shell: Shell, folder: Path) -> None:
    """Cases are read with the rules."""
    (folder / CASES).write_text("cases: uto.exit.nothing\ngiven: {}\nexamples: {}\n")

    done = shell(f"crosscheck rules lint {folder}")

    assert done.status == 1
    assert "permission.cases.yaml:1" in done.out
