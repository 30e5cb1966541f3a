"""Every code has its page, a bad file with its exact report, and a good file."""

from pathlib import Path

import pytest

from crosscheck.authoring.examine import examine
from crosscheck.language.catalogue import CATALOGUE, Severity
from tests.diagnostics import pages
from tests.diagnostics.test_reports import HERE, SITUATIONS, TODAY

CODES = sorted(CATALOGUE)
ALSO = {"CC130": {"CC117"}, "CC142": {"CC203"}}
"""What cannot be shown without another finding: too many problems are many of something."""


def codes_of(code: str, heading: str, place: Path) -> set[str]:
    """Return the codes that the example under *heading* of the page about *code* gives."""
    pages.read(code).lay_out(heading, place)
    return {each.code for each in examine([Path("rules")], on=TODAY).diagnostics}


def test_every_code_has_a_page_that_says_what_to_do() -> None:
    """Avoid, Prefer, Why, Exceptions, A slip, in this order; title and weight are those of the catalogue."""
    for code in CODES:
        page = pages.read(code)
        head = (pages.PAGES / f"{code}.md").read_text(encoding="utf-8").split("\n")[2]

        assert page.title == f"# {code}: {CATALOGUE[code].title}"
        assert tuple(page.sections) == pages.HEADINGS, code
        assert all(page.sections.values()), code
        is_warning = CATALOGUE[code].severity is Severity.WARNING
        assert head.startswith("A warning" if is_warning else "An error"), code
        assert ("waived" in head) == CATALOGUE[code].waivable, code


@pytest.mark.parametrize("code", CODES)
def test_what_a_page_says_to_avoid_gives_its_code(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing else, so that an example shows one mistake."""
    monkeypatch.chdir(tmp_path)

    assert codes_of(code, "Avoid", tmp_path) == {code} | ALSO.get(code, set())


@pytest.mark.parametrize("code", CODES)
def test_what_a_page_says_to_prefer_is_good(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing at all is found."""
    monkeypatch.chdir(tmp_path)

    assert codes_of(code, "Prefer", tmp_path) == set()


def test_every_code_has_a_bad_file_with_its_exact_report() -> None:
    """A situation is named for the code that it shows; `test_reports.py` holds it to its report."""
    shown = {name.partition("-")[0] for name in SITUATIONS}

    assert shown == set(CATALOGUE)
    assert all((HERE / name / "expected.txt").is_file() for name in SITUATIONS)


def test_every_page_is_of_a_code() -> None:
    """A page about nothing would never be found out."""
    assert {path.stem for path in pages.PAGES.glob("*.md")} == set(CATALOGUE)
