"""Which facts a tree reads."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from crosscheck.expr.nodes import Fact


def facts_read(tree: Any) -> Iterator[str]:
    """Give the name of every fact of the case in *tree*, a node or a tuple of nodes, as often as it stands there.

    >>> from crosscheck.expr.nodes import Compare, Fact, Literal
    >>> list(facts_read(Compare(Fact("nationality"), "==", Literal("KZ"))))
    ['nationality']
    """
    if isinstance(tree, Fact):
        yield tree.name
    elif isinstance(tree, tuple):
        for item in tree:
            yield from facts_read(item)
    elif is_dataclass(tree):
        for field in fields(tree):
            yield from facts_read(getattr(tree, field.name))
