"""The collector of findings: how many it shows, and how much of what it quotes."""

from crosscheck.compiler.reading.findings import MAX_FINDINGS, Findings
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Position, Span
from tests.compiler.reading import built

EXIT = "states/uto/exit/document.yaml"


def at(line: int) -> Span:
    """Return a place on *line*."""
    return Span("a.yaml", Position(line, 1), Position(line, 2))


def test_a_file_with_too_many_problems_shows_the_first_and_counts_the_rest() -> None:
    """The closing finding stands where the first one left out would stand."""
    findings = Findings()
    for line in range(MAX_FINDINGS + 7):
        findings.report("CC201", at(line + 1), "a key")

    *shown, closing = findings.sorted()

    assert len(shown) == MAX_FINDINGS
    assert closing.code == "CC130"
    assert closing.span == at(MAX_FINDINGS + 1)
    assert closing.message == "this file has over 500 problems: 7 more are not shown"


def test_an_error_that_is_not_shown_is_one_still() -> None:
    """Rules are refused even where warnings alone filled the report."""
    findings = Findings()
    for line in range(MAX_FINDINGS):
        findings.report("CC203", at(line + 1), "an order")
    assert not findings.has_errors

    findings.report("CC201", at(1), "a key")

    assert findings.has_errors
    assert [each.severity for each in findings.sorted() if each.code == "CC130"] == ["error"]


def test_a_file_with_too_many_warnings_can_still_be_used() -> None:
    """What is left out weighs as the worst of it, which its code says."""
    findings = Findings()
    for line in range(MAX_FINDINGS + 7):
        findings.report("CC203", at(line + 1), "an order")

    assert not findings.has_errors
    assert [each.severity for each in findings.sorted() if each.code == "CC142"] == ["warning"]


def test_a_way_out_is_looked_for_only_while_there_is_room() -> None:
    """Looking for near names is what took most time."""
    looked: list[int] = []
    findings = Findings()
    for line in range(MAX_FINDINGS + 5):
        findings.report("CC201", at(line + 1), "a key", lambda line=line: looked.append(line))  # type: ignore[misc]

    assert len(looked) == MAX_FINDINGS


def test_long_text_is_quoted_in_part() -> None:
    """A message stays a sentence, whatever the file holds."""
    found = Diagnostic("CC213", at(1), f"`{'x' * 400_000}` is no State code", f"write `{'y' * 400_000}`")

    assert found.message == f"`{'x' * 100}…` is no State code"
    assert found.hint == f"write `{'y' * 100}…`"


def codes(phrases: str) -> list[str]:
    """Return what is found in `needs` of one requirement."""
    text = f"requirement: uto.exit.document\ntitle: T\nsays: S.\nsource: uto-border-act-2020\nneeds:\n  {phrases}\n"
    return [each.code for each in built(EXIT, text)[1]]


def test_phrases_that_can_never_hold_together_are_an_error() -> None:
    """No traveller could meet them, so that they are a mistake."""
    for phrase in (
        "nationality: UTO and not UTO",
        "nationality: UTO and DE",
        "nationality: UTO or DE and not DE or UTO",
        "document.blank_pages: at least 5 pages and at most 3 pages",
        "document.blank_pages: more than 3 pages and less than 4 pages",
        "document.blank_pages: exactly 3 pages and more than 3 pages",
        "document.date_of_expiry: after 2027-01-01 and before 2026-01-01",
        "document.date_of_expiry: after 2027-01-01 and before 2027-01-02",
        "document.date_of_expiry: no end and before 2026-01-01",
        "document.date_of_expiry: same as crossing.date and not same as crossing.date",
        "nationalities: covers DE and only UTO",
        "nationalities: covers DE and not covers DE",
        "nationality: in uto-friends and not in uto-friends",
    ):
        assert "CC413" in codes(phrase), phrase


def test_phrases_that_some_value_meets_are_none() -> None:
    """Bounds that leave one day, one number or one value are good law."""
    for phrase in (
        "nationality: UTO or DE and not DE",
        "nationality: not UTO and not DE",
        "document.blank_pages: at least 3 pages and at most 3 pages",
        "document.date_of_expiry: on or after 2027-01-01 and on or before 2027-01-01",
        "document.date_of_expiry: after 2027-01-01 and no end",
        "document.date_of_expiry: after crossing.date and on or before 2027-01-01",
        "nationalities: covers DE and only UTO or DE",
        "nationalities: covers DE and covers UTO",
    ):
        assert "CC413" not in codes(phrase), phrase
