"""Where something stands in a rule file: a text, a position in it, a span of it."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a text: line and column count from 1, columns count characters."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of a file, from *start* up to but not including *end*.

    Places are made by the hundred thousand, which is why they are tuples.
    """

    path: str
    start: Position
    end: Position

    def __str__(self) -> str:
        """Return `path:line:column`, as editors and terminals link it."""
        return f"{self.path}:{self.start.line}:{self.start.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What a file says; *span* is where, which is no part of what it says."""

    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file as read: its path as shown to people, and its text with `\\n` line ends."""

    path: str
    text: str

    def place(self, index: int) -> Position:
        """Return where the character at *index* stands."""
        return Position(self.text.count("\n", 0, index) + 1, index - self.text.rfind("\n", 0, index))
