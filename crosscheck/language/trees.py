"""What a tree reads: its facts, its nodes of one kind, what stands inside a condition; and the tree with changes."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import NoneType
from typing import Any, Final, NamedTuple, TypeVar

from crosscheck.language.nodes import Branch, Condition, Fact, Held, Predicate

Node = TypeVar("Node")
_PLAIN: Final = frozenset({str, int, bool, frozenset, NoneType})


def nodes_in(tree: Any, kind: type[Node] | tuple[type[Node], ...]) -> Iterator[Node]:
    """Give every node of *kind*, or of one of several, in *tree*, a node or a tuple of nodes, as often as it stands there."""
    if isinstance(tree, kind):
        yield tree
    if isinstance(tree, tuple):
        for item in tree:
            yield from nodes_in(item, kind)
    else:
        for name in _fields(tree.__class__):
            part = getattr(tree, name)
            if part.__class__ not in _PLAIN:  # most parts are, and each would be a generator of nothing
                yield from nodes_in(part, kind)


def mapped(tree: Node, change: Callable[[Any], Any]) -> Node:
    """Return *tree*, a node or a tuple of nodes, with what *change* gives in place of each node.

    A node for which it gives another is not looked into; one in which nothing changes stays the same object.
    """
    changed: Node = change(tree)
    if changed is not tree:
        return changed
    if isinstance(tree, tuple):
        items: Any = tuple([mapped(item, change) for item in tree])
        return tree if all(new is old for new, old in zip(items, tree, strict=True)) else items
    node: Any = tree
    parts = {name: getattr(node, name) for name in _fields(node.__class__)}
    new = {name: made for name, part in parts.items() if (made := mapped(part, change)) is not part}
    return replace(node, **new) if new else tree


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the fields of a node; where it was written is none of its parts."""
    return tuple(field.name for field in fields(kind) if field.compare) if is_dataclass(kind) else ()


class Block(NamedTuple):
    """Conditions that stand together inside another: those of the branch called *name*, or on a thing held."""

    name: str | None
    thing: Held | None
    conditions: tuple[Condition, ...]


def blocks(predicate: Predicate) -> tuple[Block, ...]:
    """Return what stands inside *predicate*, one level down."""
    if isinstance(predicate, Held):
        return (Block(None, predicate, predicate.conditions),)
    node: Any = predicate
    parts = (getattr(node, name) for name in _fields(node.__class__))
    inside = (part for part in parts if isinstance(part, tuple))
    branches = (each for part in inside for each in part if isinstance(each, Branch))
    return tuple([Block(branch.name, None, branch.conditions) for branch in branches])


def facts_read(tree: Any) -> Iterator[str]:
    """Give the name of every fact of the case in *tree*, a node or a tuple of nodes, as often as it stands there.

    >>> from crosscheck.language.nodes import Compare, Fact, Literal
    >>> list(facts_read(Compare(Fact("nationality"), "==", Literal("KZ"))))
    ['nationality']
    """
    return (fact.name for fact in nodes_in(tree, Fact))
