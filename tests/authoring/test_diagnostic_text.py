"""The report for an author: exact markers on every kind of line, and nothing that acts on a terminal."""

from crosscheck.authoring.reports.diagnostic_text import diagnostics_text
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Position, Span


def a_finding(line: int, start: int, end: int, code: str = "CC302") -> Diagnostic:
    """Return a finding on one line of a.yaml."""
    span = Span("a.yaml", Position(line, start), Position(line, end))
    return Diagnostic(code, span, "30 has no unit", "write `30 days`")


def report(text: str, *found: Diagnostic, ascii_only: bool = False) -> list[str]:
    """Return the lines of the report on a.yaml."""
    return diagnostics_text(found, {"a.yaml": text}, ascii_only=ascii_only).splitlines()


def test_the_marker_stands_under_the_characters() -> None:
    """Neither one too few nor one too many."""
    assert report("stay: 30 counted\n", a_finding(1, 7, 9)) == [
        "a.yaml:1:7: error CC302: 30 has no unit",
        "    1 | stay: 30 counted",
        "      |       ^^",
        "   hint: write `30 days`",
        "",
        "1 error in 1 file; docs/diagnostics.md explains each code",
    ]


def test_a_tab_stands_in_both_lines() -> None:
    """Only the terminal knows how wide it is."""
    assert report("\ta: 30\n", a_finding(1, 5, 7))[1:3] == ["    1 | \ta: 30", "      | \t   ^^"]


def test_wide_characters_take_two_columns() -> None:
    """As terminals show them."""
    assert report("木: 30\n", a_finding(1, 4, 6))[1:3] == ["    1 | 木: 30", "      |     ^^"]


def test_what_would_act_on_a_terminal_is_escaped() -> None:
    """In the line, with the marker still in place, and in the message."""
    lines = report("a\x1b[1m: 30\n", a_finding(1, 8, 10))

    assert lines[1:3] == ["    1 | a\\x1b[1m: 30", "      |           ^^"]


def test_ascii_alone_is_enough() -> None:
    """A terminal without Unicode gets escapes, and the marker still fits."""
    lines = report("木: 30 …\n", a_finding(1, 4, 6), ascii_only=True)

    assert lines[1:3] == ["    1 | \\u6728: 30 \\u2026", "      |         ^^"]
    assert all(line.isascii() for line in lines)


def test_a_long_line_is_shown_around_the_marker() -> None:
    """A file of one line does not flood the terminal."""
    lines = report("x" * 500 + "30" + "y" * 500, a_finding(1, 501, 503))

    assert max(map(len, lines)) < 120
    assert lines[1][lines[2].index("^") :][:2] == "30"


def test_a_span_over_several_lines_is_marked_on_its_first() -> None:
    """To the end of that line."""
    span = Span("a.yaml", Position(1, 4), Position(2, 3))
    lines = report("a: bc\n  d\n", Diagnostic("CC124", span, "goes on"))

    assert lines[1:3] == ["    1 | a: bc", "      |    ^^"]


def test_related_places_are_shown_with_their_lines() -> None:
    """Each with what it has to do with the finding."""
    first = Span("a.yaml", Position(1, 1), Position(1, 2))
    again = Span("a.yaml", Position(2, 1), Position(2, 2))
    lines = report("a: b\na: c\n", Diagnostic("CC115", again, "twice", related=((first, "the first one"),)))

    assert lines[3:6] == ["   a.yaml:1:1: the first one", "    1 | a: b", "      | ^"]


def test_findings_are_sorted_and_counted() -> None:
    """By place, whatever order they were found in; errors and warnings apart."""
    found = (a_finding(2, 1, 2, "CC408"), a_finding(1, 4, 5), a_finding(1, 1, 2))
    lines = report("a: b\nc: d\n", *found)

    assert [line[:10] for line in lines if line.startswith("a.yaml")] == [
        "a.yaml:1:1",
        "a.yaml:1:4",
        "a.yaml:2:1",
    ]
    assert lines[-1] == "2 errors and 1 warning in 1 file; docs/diagnostics.md explains each code"


def test_nothing_found_is_said() -> None:
    """With the number of files, if it is known."""
    assert diagnostics_text([], {}) == "nothing found\n"
    assert diagnostics_text([], {}, files=214) == "nothing found in 214 files\n"


def test_the_number_of_files_read_is_told() -> None:
    """One bad file of 214 is another thing than one of one."""
    text = diagnostics_text([a_finding(1, 1, 2)], {}, files=214)

    assert text.splitlines()[-1] == "1 error in 1 of 214 files; docs/diagnostics.md explains each code"


def test_a_line_without_end_is_shown_around_its_marker() -> None:
    """A report stays readable, whatever stands in the file, and the marker stays below its text."""
    line = "x" * 200_000 + "HERE" + "y" * 200_000
    span = Span("a.yaml", Position(1, 200_001), Position(1, 200_005))
    text = diagnostics_text([Diagnostic("CC201", span, "a key")], {"a.yaml": line})

    shown, marker = text.splitlines()[1:3]
    assert len(shown) < 120
    assert shown[marker.index("^") :].startswith("HERE")
    assert marker.count("^") == 4
