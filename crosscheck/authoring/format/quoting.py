"""Which texts can stand without quotes, and where."""

from crosscheck.compiler.reading.nodes import Node, Scalar, Sequence
from crosscheck.compiler.reading.plain import can_be_plain


def written(scalar: Scalar, *, in_brackets: bool = False) -> str:
    """Return a text on one line: without quotes wherever it can stand without."""
    text = scalar.text
    if scalar.plain or can_be_plain(text, in_brackets=in_brackets):
        return text
    if "'" in text and not set('"\\') & set(text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def quoted_for_its_brackets(node: Node) -> bool:
    """Whether *node* holds a text in quotes that could do without them on a line of its own.

    A citation with its article is one: rules take it without quotes only.
    """
    if isinstance(node, Scalar):
        return not node.plain and can_be_plain(node.text) and not can_be_plain(node.text, in_brackets=True)
    if isinstance(node, Sequence):
        return any(map(quoted_for_its_brackets, node.items))
    return any(quoted_for_its_brackets(each) for entry in node.entries for each in entry)
