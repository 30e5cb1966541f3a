"""What a tree reads: its facts, and its nodes of one kind."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from crosscheck.expr.nodes import Fact

Node = TypeVar("Node")


def nodes_in(tree: Any, kind: type[Node]) -> Iterator[Node]:
    """Give every node of *kind* in *tree*, a node or a tuple of nodes, as often as it stands there."""
    if isinstance(tree, kind):
        yield tree
    if isinstance(tree, tuple):
        for item in tree:
            yield from nodes_in(item, kind)
    else:
        for name in _fields(tree.__class__):
            yield from nodes_in(getattr(tree, name), kind)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def facts_read(tree: Any) -> Iterator[str]:
    """Give the name of every fact of the case in *tree*, a node or a tuple of nodes, as often as it stands there.

    >>> from crosscheck.expr.nodes import Compare, Fact, Literal
    >>> list(facts_read(Compare(Fact("nationality"), "==", Literal("KZ"))))
    ['nationality']
    """
    return (fact.name for fact in nodes_in(tree, Fact))
