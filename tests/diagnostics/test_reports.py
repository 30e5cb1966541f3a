"""Every situation in this folder gives exactly the report that it expects (see README.md)."""

import shutil
from pathlib import Path

import pytest

from crosscheck.authoring.examine import examine
from crosscheck.authoring.reports.diagnostic_text import diagnostics_text
from crosscheck.language.catalogue import CATALOGUE
from tests.diagnostics.made import MADE
from tests.profiles import day

HERE = Path(__file__).parent
GOOD_RULES = HERE.parent / "rules_uto"
TODAY = day("2026-11-15")
SITUATIONS = sorted(path.name for path in HERE.glob("CC*"))


def laid_out(name: str, place: Path) -> None:
    """Lay the situation *name* over the good rules in *place*/rules."""
    rules = place / "rules"
    shutil.copytree(GOOD_RULES, rules)
    shutil.copytree(HERE / name, rules, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    if name in MADE:
        MADE[name](rules)


def report_of(name: str, place: Path) -> str:
    """Return the whole report about the situation *name*, laid out in *place*, which is the working folder."""
    laid_out(name, place)
    found = examine([Path("rules")], on=TODAY)
    return diagnostics_text(found.diagnostics, found.texts)


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_bad_rule_file_gives_exactly_its_report(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Place, code, sentence, line, marker, hint, related places and count, to the character."""
    monkeypatch.chdir(tmp_path)

    assert report_of(name, tmp_path) == (HERE / name / "expected.txt").read_text(encoding="utf-8")


def test_a_situation_shows_the_code_that_it_is_named_for() -> None:
    """So that an author who looks for a code finds an example of it."""
    reports = {name: (HERE / name / "expected.txt").read_text(encoding="utf-8") for name in SITUATIONS}

    assert {name.partition("-")[0] for name in SITUATIONS} <= set(CATALOGUE)
    assert [name for name, report in reports.items() if f" {name.partition('-')[0]}: " not in report] == []


def test_every_made_situation_has_its_folder() -> None:
    """A function that no folder calls for would test nothing."""
    assert set(MADE) <= set(SITUATIONS)


def test_the_good_rules_are_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is reported about a situation comes from its own files."""
    shutil.copytree(GOOD_RULES, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)

    assert examine([Path("rules")], on=TODAY).diagnostics == ()
