"""The comments of a rule file, which no parser keeps, by the lines on which they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar, Sequence
from crosscheck.language.source import SourceText

_MARK: Final = re.compile(r"(?<!\S)#")
_NO_CODE: Final = re.compile(r"\s*(?:---|\.\.\.|(?:-\s+)*-?)\s*")
"""What may stand before a comment that stands alone: nothing, the marks of a document or of a list item."""
_CLOSING: Final = re.compile(r"[\s\]},]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment.  *alone*: nothing stands before it that it could be about."""

    column: int
    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """What each line of a file holds besides values: its comment, or nothing at all."""

    comments: dict[int, Comment]
    blank: frozenset[int]
    bare: frozenset[int]
    """Lines with marks only: a dash, closing brackets, `---`."""


def find(source: SourceText, node: Node) -> Lines:
    """Look at every line of *source*, of which *node* is what it says."""
    hidden, inside = _without_comments(node)
    comments, blank, bare = {}, set(), set()
    for number, line in enumerate(source.text.split("\n"), start=1):
        if number in inside:
            continue
        marks = (mark.start() for mark in _MARK.finditer(line))
        quoted = hidden.get(number, ())
        start = next((at for at in marks if not any(at + 1 in columns for columns in quoted)), None)
        code = line if start is None else line[:start]
        if start is not None:
            alone = _NO_CODE.fullmatch(code) is not None
            comments[number] = Comment(start + 1, tidy(line[start:]), alone)
        elif not line.strip():
            blank.add(number)
        elif _NO_CODE.fullmatch(code) or _CLOSING.fullmatch(code):
            bare.add(number)
    return Lines(comments, frozenset(blank), frozenset(bare))


def tidy(comment: str) -> str:
    """Return *comment* with a space after its `#`, as far as that is no ornament.

    >>> tidy("#as everywhere  ")
    '# as everywhere'
    """
    text = comment.rstrip()
    return f"# {text[1:]}" if re.match(r"#[^\s#!]", text) else text


def _without_comments(node: Node) -> tuple[dict[int, list[range]], set[int]]:
    """Return where quoted texts stand, by line, and the lines within blocks of text: their `#` is no comment."""
    hidden: dict[int, list[range]] = {}
    inside: set[int] = set()
    for scalar in scalars(node):
        start, end = scalar.span.start, scalar.span.end
        if scalar.block:
            inside.update(range(start.line + 1, end.line + 1))
        elif not scalar.plain:
            hidden.setdefault(start.line, []).append(range(start.column, end.column))
    return hidden, inside


def scalars(node: Node) -> Iterator[Scalar]:
    """Give every key and value of *node*, in the order written."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from scalars(value)
