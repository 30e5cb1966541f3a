"""The one form of rule files: what is said stays, every comment stays, and once is enough."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crosscheck.authoring.examine import examine_folders
from crosscheck.authoring.format import canonical
from crosscheck.authoring.format.canonical import comments_of, said
from crosscheck.compiler.files.folders import read_folders
from crosscheck.compiler.reading import yaml_nodes
from crosscheck.compiler.reading.nodes import Node
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import SourceText

ROOT = Path(__file__).parents[2]
FILES = {
    f"{folder}/{path}": data
    for folder in ("rules", "tests/rules_uto")
    for path, data in read_folders([ROOT / folder])[0].files.items()
}


def formed(text: str) -> str:
    """Return the form of *text*, which can be read."""
    result = canonical.formed("a.yaml", text.encode())
    assert result.text, result
    return result.text


def read(data: bytes) -> tuple[SourceText, Node] | None:
    """Return *data* as text and nodes; None if it is no definite text."""
    found: list[Diagnostic] = []
    source = yaml_nodes.decode("a.yaml", data, found.append)
    node = None if source is None else yaml_nodes.read(source, found.append)
    if source is None or node is None or any(each.is_error for each in found):
        return None
    return source, node


# By hand ------------------------------------------------------------------------------------


def test_keys_stand_in_the_order_of_their_form_and_comments_go_with_them() -> None:
    """Above, beside and below a key, a comment is about that key."""
    text = """\
# About the whole file.

# Why these grounds.
met_by:
- # The citizen.
  title: Citizens      # in the plural
  # The name of the ground.
  ground: citizen
  source: uto-border-act, s. 4
  for: # whom
      nationality: UTO
      # Nobody else.
# Until when.
- ground: visa
  source: uto-border-act, s. 5
  title: A visa
  needs:
    visa:
      issuing_state: UTO
requirement: uto.entry.permission  # the id
source: uto-border-act, s. 3
# Read twice.

title: Permission to enter Utopia
says: 'Whoever enters needs it.'
"""

    assert (
        formed(text)
        == """\
# About the whole file.

requirement: uto.entry.permission  # the id

title: Permission to enter Utopia
says: Whoever enters needs it.
source: uto-border-act, s. 3
# Read twice.

# Why these grounds.
met_by:

  # The citizen.
  # The name of the ground.
  - ground: citizen
    title: Citizens  # in the plural
    source: uto-border-act, s. 4
    for:  # whom
      nationality: UTO
      # Nobody else.

  # Until when.
  - ground: visa
    title: A visa
    source: uto-border-act, s. 5
    needs:
      visa:
        issuing_state: UTO
"""
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("group:   uto-friends", "group: uto-friends"),
        ("group:\n    uto-friends  # them", "group: uto-friends  # them"),
        ("group: uto-friends\n\n\n\ntitle: Friends\n\n", "group: uto-friends\n\ntitle: Friends"),
        ("# first\n---\ngroup: uto-friends", "# first\ngroup: uto-friends"),
        ("title: Friends\ngroup: uto-friends", "group: uto-friends\ntitle: Friends"),
        ("group: uto-friends\nsource:\n- a\n- b", "group: uto-friends\nsource:\n  - a\n  - b"),
        ("group: uto-friends\nsource: [ a,b ]", "group: uto-friends\nsource: [a, b]"),
        ("group: uto-friends\nsource: [\n  a,\n  b\n]", "group: uto-friends\nsource: [a, b]"),
        ("group: uto-friends\nsource: [\n  a,  # one\n  b]", "group: uto-friends\nsource:\n  - a  # one\n  - b"),
        (
            "group: uto-friends\nmembers: {\n  # west\n  FR: {},\n  # end\n}",
            "group: uto-friends\nmembers:\n  # west\n  FR: {}\n  # end",
        ),
        (
            "group: uto-friends\nmembers:\n  FR: {source: a, in_force: 2020-01-01 ..}",
            "group: uto-friends\nmembers:\n  FR: {in_force: 2020-01-01 .., source: a}",
        ),
        (
            "group: uto-friends\nmembers:\n  FR: {source: 'uto-act, s. 4', in_force: 2020-01-01 ..}  # why\n  # then",
            "group: uto-friends\nmembers:\n  FR:  # why\n    in_force: 2020-01-01 ..\n    source: uto-act, s. 4\n  # then",
        ),
        (
            "group: uto-friends\nsource: [uto-list, 'uto-act, s. 4']",
            "group: uto-friends\nsource:\n  - uto-list\n  - uto-act, s. 4",
        ),
        (
            "cases: a\nexamples:\n  one:\n    visits: [{to: 'a, b'}, {to: ': c'}]",
            "cases: a\nexamples:\n  one:\n    visits:\n      - to: a, b\n      - {to: ': c'}",
        ),
        ('group: uto-friends\ntitle: "Friends"', "group: uto-friends\ntitle: Friends"),
        ("group: uto-friends\ntitle: 'Friends: all'", "group: uto-friends\ntitle: 'Friends: all'"),
        ("group: uto-friends\ntitle: 'Utopia''s # 1'", "group: uto-friends\ntitle: \"Utopia's # 1\""),
        ("group: uto-friends #them", "group: uto-friends  # them"),
        ("notice: a\ntext: >-\n    One\n    two.\n\n    Three.", "notice: a\ntext: >\n  One two.\n\n  Three."),
        ("notice: a\ntext: >\n    One\n    two  \n       \n", "notice: a\ntext: >\n  One two"),
        ("notice: a\ntext: |\n    One\n      two", "notice: a\ntext: |\n  One\n    two"),
        ("notice: a\ntext: >\n  One\n    two\n  three", "notice: a\ntext: |\n  One\n    two\n  three"),
        ("notice: a\ntext: |3\n    One\n   two", "notice: a\ntext: |2\n   One\n  two"),
        ("notice: a\ntext: > # told\n  One # two", "notice: a\ntext: >  # told\n  One # two"),
        ("notice: a\ntitle: A\nmine: B", "notice: a\ntitle: A\nmine: B"),
        ("title: A\nmine: B\nnotice: a", "title: A\nmine: B\nnotice: a"),
        (
            "# yaml-language-server: $schema=x.json\ntitle: A\nnotice: a",
            "# yaml-language-server: $schema=x.json\nnotice: a\ntitle: A",
        ),
        (
            "cases: a\nexamples:\n  one:\n    expect: met\n    nationality: FR",
            "cases: a\nexamples:\n  one:\n    nationality: FR\n    expect: met",
        ),
    ],
)  # fmt: skip
def test_each_thing_is_written_in_one_way(before: str, after: str) -> None:
    """The form of a file, line by line; and what has it keeps it."""
    assert formed(before + "\n") == after + "\n"
    assert formed(after + "\n") == after + "\n"


def test_prose_is_filled_and_a_row_of_a_table_stays_on_its_line() -> None:
    """A sentence may break anywhere, what stands in braces reads across."""
    long = " ".join(["word"] * 40)
    row = "{in_force: [" + ", ".join(["2020-01-01 .. 2020-12-31"] * 9) + "]}"
    result = formed(f"notice: a\ntext: {long}\nfor:\n  nationality: {long}\n").split("\n")

    assert result[1] == "text: >"
    assert max(map(len, result[2:4])) <= 120
    assert result[-2] == f"  nationality: {long}", "a phrase stands on one line"
    assert formed(f"group: a\nmembers:\n  FR: {row}\n") == f"group: a\nmembers:\n  FR: {row}\n"


def test_a_citation_with_its_article_goes_to_a_line_where_it_needs_no_quotes() -> None:
    """Between brackets a comma needs quotes, and a citation in quotes is none for the compiler."""
    [folder] = read_folders([ROOT / "tests/rules_uto"])
    group = """\
group: uto-friends
title: States whose nationals Utopia admits without a visa
members:
  FR: {in_force: 2021-01-01 .., source: "uto-border-act-2020, art. 4"}
  NO: {in_force: 2021-01-01 .., source: [uto-de-treaty-2021, 'uto-border-act-2020, art. 5']}
"""

    def errors_of(text: str) -> list[str]:
        files = {**folder.files, "groups/uto-friends.yaml": text.encode()}
        found = examine_folders([replace(folder, files=files)], on=None).diagnostics
        return [each.code for each in found if each.is_error]

    assert errors_of(group) == ["CC312", "CC312"]
    assert errors_of(formed(group)) == []


def test_what_cannot_be_read_is_left_alone_and_told() -> None:
    """A file that says two things has no form."""
    result = canonical.formed("a.yaml", b"group: a\ngroup: b\n")

    assert not result.text
    assert [each.code for each in result.diagnostics] == ["CC115"]


# At random ----------------------------------------------------------------------------------


def with_a_comment(lines: list[str], chance: random.Random) -> list[str]:
    """Put a comment on a line of its own, indented as a line near it is, or a little off."""
    at = chance.randrange(len(lines) + 1)
    near = lines[min(at, len(lines) - 1)]
    indent = len(near) - len(near.lstrip()) + chance.choice((0, 0, 0, 2, -2, 1))
    return [*lines[:at], " " * max(0, indent) + chance.choice(("# why", "#why", "# a: b", "#")), *lines[at:]]


def with_a_comment_beside(lines: list[str], chance: random.Random) -> list[str]:
    """Put a comment beside what stands on a line."""
    at = chance.randrange(len(lines))
    return [*lines[:at], lines[at] + chance.choice((" # so", "   #so", " # - [")), *lines[at + 1 :]]


def with_a_blank_line(lines: list[str], chance: random.Random) -> list[str]:
    """Put in blank lines, with spaces in them or not."""
    at = chance.randrange(len(lines) + 1)
    return [*lines[:at], *chance.choice(([""], ["  "], ["", ""])), *lines[at:]]


def without_a_blank_line(lines: list[str], chance: random.Random) -> list[str]:
    """Take out a blank line."""
    blank = [at for at, line in enumerate(lines) if not line.strip()] or [len(lines)]
    at = chance.choice(blank)
    return lines[:at] + lines[at + 1 :]


def with_blocks_swapped(lines: list[str], chance: random.Random) -> list[str]:
    """Change the order of the blocks that begin in one column, with the comments above them."""
    indents = {len(line) - len(line.lstrip()) for line in lines if line.strip()}
    indent = chance.choice(sorted(indents))
    starts = [
        at
        for at, line in enumerate(lines)
        if re.match(rf" {{{indent}}}[^\s#]", line) and not line.startswith("-")
    ]
    if len(starts) < 3:
        return lines
    place = chance.randrange(len(starts) - 2)
    first, second, end = starts[place : place + 3]
    return [*lines[:first], *lines[second:end], *lines[first:second], *lines[end:]]


def with_spaces_at_the_end(lines: list[str], chance: random.Random) -> list[str]:
    """Leave spaces at the end of lines."""
    return [line + " " * chance.choice((0, 0, 3)) for line in lines]


def indented_twice_as_deep(lines: list[str], chance: random.Random) -> list[str]:
    """Indent by four spaces in place of two."""
    return [" " * (len(line) - len(line.lstrip(" "))) + line for line in lines]


def with_values_apart(lines: list[str], chance: random.Random) -> list[str]:
    """Put more spaces before values, or a value on the next line."""
    at = chance.randrange(len(lines))
    gap = chance.choice(("   ", "\n" + " " * 40))
    changed = re.sub(r"^(\s*(?:- )?[\w.-]+:) (?=[^\s>|#])", rf"\1{gap}", lines[at])
    return [*lines[:at], *changed.split("\n"), *lines[at + 1 :]]


def with_a_value_in_quotes(lines: list[str], chance: random.Random) -> list[str]:
    """Put a value into quotation marks."""
    at = chance.randrange(len(lines))
    changed = re.sub(r"^(\s*[\w.-]+: )([^'\"\[{>|#][^'#\[{]*)$", r"\1'\2'", lines[at])
    return [*lines[:at], changed, *lines[at + 1 :]]


def as_windows_saves_it(lines: list[str], chance: random.Random) -> list[str]:
    """End lines as Windows does."""
    return [line + "\r" for line in lines[:-1]] + lines[-1:]


Edit = Callable[[list[str], random.Random], list[str]]
OF_COMMENTS: tuple[Edit, ...] = (
    with_a_comment, with_a_comment, with_a_comment_beside, with_a_blank_line, without_a_blank_line,
    with_blocks_swapped, with_blocks_swapped,
)  # fmt: skip
OF_LAYOUT: tuple[Edit, ...] = (
    with_spaces_at_the_end, indented_twice_as_deep, with_values_apart, with_a_value_in_quotes, as_windows_saves_it,
)  # fmt: skip


@pytest.mark.parametrize("count", [40, pytest.param(1_000, marks=pytest.mark.slow)])
def test_random_legal_edits_lose_nothing(count: int) -> None:
    """Of edited files that can still be read: same tree, same comments, one form, reached at once.

    An edit that changes the layout alone leaves no trace.
    """
    chance = random.Random(4)  # noqa: S311 (edits, no secrets)
    paths = sorted(FILES)
    tried = traceless = 0
    while tried < count:
        path = chance.choice(paths)
        edits = [chance.choice(OF_COMMENTS) for _ in range(chance.randrange(5))] + [chance.choice(OF_LAYOUT)]
        lines = FILES[path].decode().split("\n")
        for edit in edits:
            lines = edit(lines, chance)
        text = "\n".join(lines)
        before = read(text.encode())
        if before is None:
            continue
        tried += 1
        once = formed(text)
        after = read(once.encode())

        assert after is not None, text
        assert said(after[1]) == said(before[1]), text
        assert comments_of(*after) == comments_of(*before), text
        assert formed(once) == once, text
        if len(edits) == 1 and said(before[1]) == said(read(FILES[path])[1]):  # type: ignore[index]
            traceless += 1
            assert once == formed(FILES[path].decode()), text
    assert traceless > count / 20
