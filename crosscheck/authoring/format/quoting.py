"""Which texts can stand without quotes, and where."""

from typing import Final

from crosscheck.compiler.reading.nodes import Node, Scalar, Sequence
from crosscheck.compiler.reading.plain import can_be_plain

_OF_BRACKETS: Final = frozenset("[]{},")
"""What means something between brackets, and nothing on a line of its own."""


def written(scalar: Scalar, *, in_brackets: bool = False) -> str:
    """Return a text on one line: without quotes wherever it can stand without."""
    text = scalar.text
    if scalar.plain or (can_be_plain(text) and not (in_brackets and _OF_BRACKETS & set(text))):
        return text
    if "'" in text and not set('"\\') & set(text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def quoted_for_its_brackets(node: Node) -> bool:
    """Whether *node* holds a text in quotes that could do without them on a line of its own.

    A citation with its article is one: rules take it without quotes only.
    """
    if isinstance(node, Scalar):
        return not node.plain and can_be_plain(node.text) and not _OF_BRACKETS.isdisjoint(node.text)
    if isinstance(node, Sequence):
        return any(map(quoted_for_its_brackets, node.items))
    return any(quoted_for_its_brackets(each) for entry in node.entries for each in entry)
