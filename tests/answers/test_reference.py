"""The reference of facts is the vocabulary, told to people."""

import runpy
from pathlib import Path

import pytest

from crosscheck.answers import reference
from crosscheck.answers.reference import as_markdown, sections
from crosscheck.language.vocabulary import DOCUMENT, FACTS, THINGS

SOURCE = Path(reference.__file__)
PAGE = Path(__file__).parents[2] / "docs/facts.md"


def test_the_page_is_generated_from_the_vocabulary() -> None:
    """Write it anew with `python -m crosscheck.answers.reference > docs/facts.md`."""
    assert PAGE.read_text(encoding="utf-8") == as_markdown()


def test_the_module_writes_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    """To standard output, for a redirection."""
    runpy.run_path(str(SOURCE), run_name="__main__")

    assert capsys.readouterr().out == as_markdown()


def test_every_fact_stands_in_it_once() -> None:
    """Facts of the document shown stand under the documents held; a new heading needs a section."""
    found = [(section.key, entry.name) for section in sections() for entry in section.entries]

    expected = [
        (fact.name.partition(".")[0] if "." in fact.name else None, fact.name)
        for fact in FACTS
        if not fact.name.startswith("document.")
    ]
    expected += [(thing.plural, fact.name) for thing in (DOCUMENT, *THINGS) for fact in thing.properties]
    assert sorted(found, key=str) == sorted(expected, key=str)
