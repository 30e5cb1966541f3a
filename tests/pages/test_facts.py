"""The reference of facts is the vocabulary, told to people."""

from crosscheck.language.vocabulary import DOCUMENT, FACTS, THINGS
from tests.pages.facts import PAGE, as_markdown, sections
from tests.shipped.rules import shipped_rules


def test_the_page_is_generated_from_vocabulary_and_rules() -> None:
    """Write it anew with `python -m tests.pages.facts`."""
    assert PAGE.read_text(encoding="utf-8") == as_markdown(shipped_rules())


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
