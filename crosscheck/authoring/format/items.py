"""A rule file as entries and list items, each with the comments that belong to it.

A comment beside a value belongs to it; one alone on its line to what follows, unless it is
indented deeper than that, or stands right below something and apart from what follows: then
it belongs to what it stands below.
"""

from collections.abc import Sequence as Several
from dataclasses import dataclass, field

from crosscheck.authoring.format.comments import Comment, Lines
from crosscheck.authoring.format.quoting import quoted_for_its_brackets
from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar, Sequence

BLANK = ""
"""A blank line among comments."""


@dataclass(slots=True)
class Item:
    """An entry of a mapping, or an item of a list (*key* is None).

    *above*, *below*: comments and blank lines around it; *beside*: the comment on its
    line.  *inner* are the items of its value, None where that is one word or text, or
    stands in brackets on its line.
    """

    key: Scalar | None
    value: Node
    column: int
    above: list[str] = field(default_factory=list)
    beside: str | None = None
    below: list[str] = field(default_factory=list)
    inner: "list[Item] | None" = None

    @property
    def name(self) -> str:
        """The text of its key; nothing of an item of a list."""
        return self.key.text if self.key else ""


def gather(mapping: Mapping, lines: Lines) -> list[Item]:
    """Return the entries of a whole file, and give each comment of *lines* to one of them."""
    gatherer = _Gatherer(lines)
    items = gatherer.items(mapping, 0)
    gatherer.finish(mapping.span.end.line)
    return items


def bare(node: Mapping | Sequence) -> list[Item]:
    """Return the items of *node* by themselves: all there is to one in brackets on its line, without comments."""
    if isinstance(node, Sequence):
        return [Item(None, item, 0) for item in node.items]
    return [Item(key, value, 0) for key, value in node.entries]


class _Gatherer:
    """Goes through a file from top to bottom; *_path* is the way to the item passed last."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._path: list[Item] = []
        self._next = 1

    def items(self, node: Mapping | Sequence, depth: int) -> list[Item]:
        found = []
        for item in bare(node):
            value, start = item.value, (item.key or item.value).span.start
            of_list = isinstance(node, Sequence) and not node.flow
            item.column = node.span.start.column if of_list else start.column
            self._reach(start.line, item, depth)
            if not isinstance(value, Scalar) and not self._stays_on_its_line(value):
                item.inner = self.items(value, depth + 1)
                if value.flow and value.span.start.line == value.span.end.line:
                    # What stands beside it is beside all of it.
                    del self._path[depth + 1 :]
            found.append(item)
        return found

    def finish(self, last: int) -> None:
        """Give what stands below the last item to the items that it stands below."""
        self._below(self._run(max([last, *self._lines.comments]) + 1), 0)

    def _stays_on_its_line(self, value: Mapping | Sequence) -> bool:
        inside = range(value.span.start.line, value.span.end.line)
        commented = any(line in self._lines.comments for line in inside)
        return value.flow and not commented and not quoted_for_its_brackets(value)

    def _reach(self, line: int, item: Item, depth: int) -> None:
        """Go on to *item*: what stands above it is its own, or belongs below what was passed."""
        run = self._run(line)
        cut = self._end_of_what_is_below(run, item.column) if len(self._path) > depth else 0
        self._below(run[:cut], depth)
        item.above += [BLANK if each is None else each.text for each in run[cut:]]
        self._path[depth:] = [item]

    def _run(self, line: int) -> list[Comment | None]:
        """Return the comments and (None) blank lines right above *line*; give those before to what was passed."""
        run: list[Comment | None] = []
        for number in range(self._next, line):
            comment = self._lines.comments.get(number)
            if comment is not None and comment.alone:
                run.append(comment)
            elif number in self._lines.blank:
                run.append(None)
            elif number not in self._lines.bare:
                if self._path:  # comments between a key and its value go above the key
                    self._path[-1].above += [each.text for each in run if each is not None]
                run = []
                if comment is not None:
                    self._beside(comment.text)
        self._next = max(line, self._next)
        return run

    def _beside(self, text: str) -> None:
        item = self._path[-1]
        if item.beside is not None:
            item.above.append(item.beside)
        item.beside = text

    def _end_of_what_is_below(self, run: Several[Comment | None], column: int) -> int:
        """Return how much of *run* belongs to what stands above it, not to what follows in *column*."""
        deeper = 0
        for place, each in enumerate(run):
            if each is None:
                continue
            if each.column <= column:
                break
            deeper = place + 1
        if deeper:
            return deeper
        return next((place for place, each in enumerate(run) if each is None), 0)

    def _below(self, run: Several[Comment | None], depth: int) -> None:
        """Put each comment below the innermost item passed that begins no further to the right."""
        innermost = len(self._path) - 1
        apart = False
        for each in run:
            if each is None:
                apart = True
                continue
            while innermost > depth and self._path[innermost].column > each.column:
                innermost -= 1
            self._path[innermost].below += [BLANK, each.text] if apart else [each.text]
            apart = False
