"""What a YAML file holds, with its places: texts, lists and mappings."""

from typing import NamedTuple, TypeAlias

from crosscheck.language.source import Position, Span


class Scalar(NamedTuple):
    """A text.  It is empty only where nothing was written, which has been reported.

    *plain*: written without quotes and not as a block, so that on its one line the text
    and the source agree character by character.  *block*: written after `>` or `|`.

    Of a million texts few are ever asked where they stand: their spans are made then.
    """

    text: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    plain: bool = True
    block: bool = False

    @property
    def span(self) -> Span:
        """Where it stands, quotes included."""
        first = new_tuple(Position, (self.line, self.column))
        return new_tuple(Span, (self.path, first, new_tuple(Position, (self.end_line, self.end_column))))

    def cut(self, start: int, end: int) -> "Scalar":
        """Return `text[start:end]` as a text of its own: its place is exact in a plain scalar, else that of the whole."""
        if not self.plain:
            return self._replace(text=self.text[start:end])
        line, column = self.line, self.column
        return Scalar(self.text[start:end], self.path, line, column + start, line, column + end)

    def partition(self, joint: str) -> "tuple[Scalar, Scalar | None]":
        """Return what stands before *joint*, and what stands behind it; None where it does not stand."""
        before, found, _ = self.text.partition(joint)
        behind = self.cut(len(before) + len(joint), len(self.text)) if found else None
        return self.cut(0, len(before)), behind


class Sequence(NamedTuple):
    """A list; *flow*: written in brackets."""

    items: tuple["Node", ...]
    span: Span
    flow: bool = False


class Mapping(NamedTuple):
    """Keys with their values in the order written; no key stands twice.  *flow*: in braces."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    flow: bool = False

    def get(self, key: str) -> "Node | None":
        """Return the value under *key*, None where it is not written."""
        return next((value for name, value in self.entries if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


new_tuple = (
    tuple.__new__
)  # past the named tuples' own constructors: a rule set has a million places and texts
