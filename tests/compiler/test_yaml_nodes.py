"""Text into nodes: exact places, YAML's traps refused, and what cannot be read told in plain words."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar, Sequence
from crosscheck.compiler.reading.yaml_nodes import MAX_DEPTH, decode, read
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Position, SourceText


def read_text(text: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the node of *text* and all findings."""
    found: list[Diagnostic] = []
    return read(SourceText("a.yaml", text), found.append), found


def value_of(text: str, key: str = "a") -> Node:
    """Return what stands under *key* of a file without findings."""
    node, found = read_text(text)
    assert not found
    assert isinstance(node, Mapping)
    value = node.get(key)
    assert value is not None
    return value


def places(node: Node) -> tuple[int, int, int, int]:
    """Return first line and column, and the line and column after the last character."""
    start, end = node.span.start, node.span.end
    return start.line, start.column, end.line, end.column


@pytest.mark.parametrize(
    "text", ["NO", "on", "010", "1_000", "12:30", "~", "null", "2026-01-01", ".5", "yes"]
)
def test_a_scalar_stays_the_text_that_was_written(text: str) -> None:
    """Norway is `NO`, and 010 is not 8: only the fact knows the type."""
    value = value_of(f"a: {text}\n")

    assert isinstance(value, Scalar)
    assert value.text == text


def test_columns_count_characters() -> None:
    """Not bytes, and not the halves of a surrogate pair."""
    value = value_of("title: {木𠮷: я, a: b}\n", "title")

    assert isinstance(value, Mapping)
    assert places(value) == (1, 8, 1, 21)
    assert [places(inner) for _, inner in value.entries] == [(1, 13, 1, 14), (1, 19, 1, 20)]


def test_collections_end_with_their_last_value() -> None:
    """The parser ends a block at the next token, which may stand lines below."""
    value = value_of("a:\n  - b\n  - c: d\n\n# a comment\nb: e\n")

    assert isinstance(value, Sequence)
    assert places(value) == (2, 3, 3, 9)
    assert not value.flow


def test_a_block_text_ends_with_its_last_line() -> None:
    """Neither blank lines after it nor its last line end belong to it."""
    value = value_of("a: >\n  one\n  two\n\nb: c\n")

    assert isinstance(value, Scalar)
    assert (value.text, value.block, value.plain) == ("one two", True, False)
    assert places(value) == (1, 4, 3, 6)


def test_a_part_of_a_plain_scalar_has_its_exact_place() -> None:
    """So that a diagnostic can mark one word of a phrase."""
    value = value_of("  a: at least 30 days\n")

    assert isinstance(value, Scalar)
    part = value.cut(9, 11).span
    assert value.text[9:11] == "30"
    assert (part.start, part.end) == (Position(1, 15), Position(1, 17))


def test_a_part_of_a_quoted_scalar_is_the_whole() -> None:
    """An escape may have moved the characters."""
    value = value_of("a: 'it''s'\n")

    assert isinstance(value, Scalar)
    assert value.text == "it's"
    assert value.cut(0, 1).span == value.span


def test_the_first_of_two_equal_keys_stays() -> None:
    """The second one is reported with the place of the first."""
    node, (found,) = read_text("a: b\na: c\n")

    assert isinstance(node, Mapping)
    first = node.get("a")
    assert isinstance(first, Scalar)
    assert first.text == "b"
    assert (found.code, found.related[0][0].start) == ("CC115", Position(1, 1))


def test_a_text_in_any_script_is_no_look_alike_in_prose() -> None:
    """`СССР` under `names` is Russian, `Kop` in Cyrillic letters a place; neither is mistyped."""
    value_of("names:\n  ru: Кор\n  zh: 霍尔果斯：口岸\n  kk: Қорғас\ntitle: “A” – б\na: b\n")


def test_a_value_in_another_language_is_no_look_alike() -> None:
    """Only what is ASCII apart from its look-alikes has been mistyped."""
    value_of("a: Музарт\n")


def test_a_look_alike_is_read_on_as_what_it_looks_like() -> None:
    """One slip gives one finding: later stages see what was meant."""
    node, (found,) = read_text("a: not СN\n")

    assert isinstance(node, Mapping)
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert value.text == "not CN"
    assert (found.code, found.span.start) == ("CC127", Position(1, 8))


def test_a_depth_of_64_is_read() -> None:
    """The limit itself is allowed."""
    _, found = read_text("[" * MAX_DEPTH + "]" * MAX_DEPTH)

    assert not found


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 999, 1_000, 1_001, 5_000])
@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[\n", "{a: ", "a: [", "[{b: "])
@pytest.mark.parametrize("before", ["", "a: b\nc:\n  "])
def test_our_own_limit_of_depth_speaks_first(opening: str, depth: int, before: str) -> None:
    """Whatever a release of libyaml makes of deep nesting, and wherever it says so."""
    node, found = read_text(before + opening * depth)

    assert node is None
    assert found[-1].code == "CC120"


@pytest.mark.parametrize("wrong", ["a: 'b\n", "@", "a: b: c\n", "- a\nb: c\n"])
def test_depth_that_ends_before_a_mistake_is_not_blamed_for_it(wrong: str) -> None:
    """The limit is asked about once more where libyaml gives up, and holds there as elsewhere."""
    _, allowed = read_text("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1) + "\n" + wrong)
    _, refused = read_text("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "\n" + wrong)

    assert "CC120" not in {each.code for each in allowed}
    assert {each.code for each in refused} == {"CC120"}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a:b\nc: d\n", "CC111", 1, 2),
        ("a: b\nt： x\nc: d\n", "CC128", 2, 2),
        ("a: 'x\nb: c\n", "CC112", 1, 4),
        ("a: 'x\n---\nb: c\n", "CC112", 1, 4),
        ("a: [x\nb: c\n", "CC113", 1, 4),
        ("a: {b: [c}\n", "CC113", 1, 8),
        ("a: [\n", "CC113", 1, 4),
        ("a: ]\n", "CC113", 1, 4),
        ("a: b\n  c: d\n", "CC114", 2, 3),
        ("a:\n  b: c\n d: e\n", "CC114", 3, 2),
        ("- a\nb: c\n", "CC114", 2, 1),
        ("a: b\n- c\n", "CC114", 2, 1),
        ("a: !x!y z\n", "CC118", 1, 4),
        ("a: b\n...\nc: d\n", "CC121", 3, 1),
        ("%FOO\na: b\n", "CC122", 1, 1),
        ("a: ? b\n", "CC123", 1, 4),
        ("a: [b,,c]\n", "CC125", 1, 7),
        ("a: b: c\n", "CC133", 1, 5),
        ("a: `b`\n", "CC134", 1, 4),
        ("a: *\n", "CC134", 1, 4),
        ("a: 'b' c\n", "CC135", 1, 8),
        ('a: "\\x4"\n', "CC136", 1, 7),
        ("a: - b\n", "CC137", 1, 4),
        ("a: b\nfoo bar\nc: d\n", "CC138", 2, 1),
        ("ke\ny: b\n", "CC138", 1, 1),
        ("a: >99\n x\n", "CC139", 1, 6),
        ("a: b\n: c\n", "CC110", 2, 1),
        (": b\n", "CC110", 1, 1),
        ("{a: b} c\n", "CC110", 1, 8),
        ("a: b\n'foo'\nc: d\n", "CC138", 2, 1),
        ('a: b\n"fo\\"o"\nc: d\n', "CC138", 2, 1),
        ("a: &\n", "CC134", 1, 4),
        ("a: %b\n", "CC134", 1, 4),
        ("a: [|]\n", "CC134", 1, 5),
        ("a: !<x\n", "CC118", 1, 4),
        ("a: >0\n x\n", "CC139", 1, 5),
        ("%YAML 3.0\n---\na: b\n", "CC122", 1, 1),
        ("%YAML 1.1\n%YAML 1.1\n---\na: b\n", "CC122", 2, 1),
        ('a: "b\n', "CC112", 1, 4),
        ('a: "b\\q"\n', "CC136", 1, 6),
        ("a: {b: [c: d e: f]}\n", "CC113", 1, 8),
        ("...\n", "CC110", 1, 1),
    ],
)
def test_what_cannot_be_read_is_told_once_at_its_cause(text: str, code: str, line: int, column: int) -> None:
    """Not where libyaml gave up, which is often a line below."""
    node, found = read_text(text)

    assert node is None
    assert [(each.code, each.span.start) for each in found] == [(code, Position(line, column))]


@pytest.mark.parametrize("text", ['a: "b\\u200bc"\n', 'a: "b\\nc"\n', 'a: "b\\x07"\n'])
def test_a_backslash_makes_nothing_that_cannot_be_seen(text: str) -> None:
    """Escapes are no way around what is refused in the open."""
    _, found = read_text(text)

    assert [each.code for each in found] == ["CC108"]


@pytest.mark.parametrize(
    ("data", "codes", "text"),
    [
        (b"a: b\n", [], "a: b\n"),
        (b"\xef\xbb\xbfa: b\r\nc: d\r\n", ["CC106", "CC107"], "a: b\nc: d\n"),
        (b"a: b\rc\n", ["CC108"], "a: b c\n"),
        ("a: b\u2028c\x85\n".encode(), ["CC108", "CC108"], "a: b c \n"),
        (b"a: \xff\n", ["CC104"], None),
        (b"a: \xed\xa0\x80\n", ["CC104"], None),
        (b"a\x00", ["CC105"], None),
        (b"\x01" * 9, ["CC105"], None),
        (b"#" * (1 << 20), [], "#" * (1 << 20)),
        (b"#" * ((1 << 20) + 1), ["CC101"], None),
    ],
)
def test_bytes_become_text_or_a_finding(data: bytes, codes: list[str], text: str | None) -> None:
    """What is untidy is a warning, what hides meaning an error, what is no text is refused."""
    found: list[Diagnostic] = []
    source = decode("a.yaml", data, found.append)

    assert [each.code for each in found] == codes
    assert (source and source.text) == text
    assert {each.code for each in found if not each.is_error} <= {"CC106", "CC107"}


@given(st.text(alphabet=st.sampled_from("ab:-?#[]{}'\"&*!|>%@,\n\t ~.СN：\u00a0\u200b"), max_size=60))
def test_any_text_gives_a_node_or_a_finding(text: str) -> None:
    """Nothing is raised, and no file is passed over in silence."""
    node, found = read_text(text)

    assert node is not None or found


_REFUSE = """
import sys
from crosscheck.authoring.examine import examine
from pathlib import Path
print(*{each.code for each in examine([Path(sys.argv[1])]).diagnostics})
"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[" * 10_000, "CC120"),
        ("[" * 1_000_000, "CC120"),
        ("{" * 1_000_000, "CC120"),
        ("- " * 500_000, "CC120"),
        ("? " * 500_000, "CC120"),
        ("[\n" * 500_000, "CC120"),
        (None, "CC101"),
    ],
    ids=["10,000 brackets", "1,000,000 brackets", "braces", "hyphens", "question marks", "lines", "100 MB"],
)
def test_a_hostile_file_is_refused(tmp_path: Path, content: str | None, code: str) -> None:
    """In a process of its own, since libyaml's composer would take the interpreter down."""
    path = tmp_path / "ruleset.yaml"
    if content is None:
        with path.open("wb") as file:
            file.truncate(100_000_000)
    else:
        path.write_text(content)
    ran = subprocess.run(
        [sys.executable, "-c", _REFUSE, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=Path(__file__).parent.parent.parent,
    )

    assert code in ran.stdout.split()
