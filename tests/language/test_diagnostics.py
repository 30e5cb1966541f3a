"""The catalogue of codes, and the page that lists them."""

import re
from pathlib import Path

from crosscheck.language.catalogue import CATALOGUE
from tests.pages.diagnostics import PAGE, render

ROOT = Path(__file__).parents[2]
_CODE = re.compile(r'"(CC[1-6]\d\d)"')


def test_the_page_is_current() -> None:
    """Whoever adds a code runs `python -m tests.pages.diagnostics`."""
    assert PAGE.read_text(encoding="utf-8") == render()


def test_codes_are_listed_in_order() -> None:
    """So that a family reads as one, and the next free number is seen."""
    assert list(CATALOGUE) == sorted(CATALOGUE)


def test_the_code_that_reports_and_the_list_agree() -> None:
    """A code that no line reports is dead; one that is not listed has no title."""
    listed = ROOT / "crosscheck" / "language" / "catalogue.py"
    package = (path for path in (ROOT / "crosscheck").rglob("*.py") if path != listed)
    used = {code for path in package for code in _CODE.findall(path.read_text(encoding="utf-8"))}

    assert used == set(CATALOGUE)


def test_every_code_of_reading_has_an_example() -> None:
    """A situation under tests/diagnostics shows each code of the family CC1."""
    folders = (ROOT / "tests" / "diagnostics").glob("CC1*")
    shown = {path.name.partition("-")[0] for path in folders}

    assert shown == {code for code in CATALOGUE if code.startswith("CC1")}
