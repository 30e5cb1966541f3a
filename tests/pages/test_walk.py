"""The walk of an author comes out as its page shows, and every mistake is caught where it was made."""

import re
import shutil
from pathlib import Path

import pytest

from crosscheck.language.catalogue import CATALOGUE, FAMILIES
from tests.pages.consoles import ROOT, in_shell
from tests.pages.walk import MISTAKES, WALK, mistaken, walked

GUIDE = ROOT / "docs/rule-authors.md"
_HEADING = re.compile(r"^### \[(CC\d+)\]\(diagnostics/(CC\d+)\.md\): (.+)$", re.MULTILINE)
_CAUGHT = r"^\S+:[1-9]\d*:[1-9]\d*: (?:error|warning) {code}: "

_TYPED = re.compile(r"^\.venv/bin/(crosscheck (?!.*&&).*)$", re.MULTILINE)
TOO_MANY = {"CC130": {"CC117", "CC130"}, "CC142": {"CC142", "CC203"}}
"""Too many problems are many of something."""


@pytest.fixture(name="end", scope="module")
def _end(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder in which the walk ended, and its page as it came out."""
    place = tmp_path_factory.mktemp("walk") / "here"
    place.mkdir()
    return place, walked(place)


def test_every_line_of_the_walk_prints_what_the_page_shows(end: tuple[Path, str]) -> None:
    """From an empty folder, as a reader types it; `python -m tests.pages.walk` writes what comes out."""
    assert end[1] == WALK.read_text(encoding="utf-8")


def test_every_mistake_is_caught_at_its_line_and_column(end: tuple[Path, str], tmp_path: Path) -> None:
    """In the rules that the walk leads to, with the sentence that the page shows, and as nothing else."""
    page, codes = mistaken(end[0], tmp_path)

    assert page == MISTAKES.read_text(encoding="utf-8")
    assert codes == {code: {code} for code in CATALOGUE} | TOO_MANY


def test_every_command_of_the_guide_can_be_typed_where_the_walk_ended(
    end: tuple[Path, str], tmp_path: Path
) -> None:
    """But for setting up and watching.  Sources age, so that `lint` may warn; 31 days are one too many."""
    place = Path(shutil.copytree(end[0], tmp_path / "here"))
    typed = _TYPED.findall(GUIDE.read_text(encoding="utf-8"))
    came = {line: in_shell(line, place) for line in typed if "--watch" not in line}

    assert len(came) >= 10
    assert {line: done.stderr for line, done in came.items() if done.stderr} == {}
    failed = {line for line, done in came.items() if done.returncode}
    assert {line for line in failed if "rules lint" not in line} == {
        line for line in came if "--stay 31" in line
    }


def test_no_code_is_left_out() -> None:
    """The page has a section for each code of the catalogue, in its order, that shows where it was caught."""
    page = MISTAKES.read_text(encoding="utf-8")
    sections = re.split(r"^(?=### )", page, flags=re.MULTILINE)[1:]

    assert [found.groups() for found in _HEADING.finditer(page)] == [
        (code, code, CATALOGUE[code].title) for code in CATALOGUE
    ]
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == [
        f"{name}: {asks}" for name, asks in FAMILIES.values()
    ]
    for code, section in zip(CATALOGUE, sections, strict=True):
        assert re.search(_CAUGHT.format(code=code), section, re.MULTILINE), code
