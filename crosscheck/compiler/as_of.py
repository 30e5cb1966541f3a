"""Conditions as they stood on another day than that of the crossing."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from crosscheck.expr.nodes import Fact, Member

T = TypeVar("T")

_CROSSING = Fact("crossing.date")


def as_of(tree: T, day: Fact) -> T:
    """Return *tree* with *day* wherever it reads the day of the crossing, membership of groups included.

    >>> as_of(Member(Fact("nationality"), "uto-friends"), Fact("ending_stay.entered_on")).on
    Fact(name='ending_stay.entered_on')
    """
    moved: Any = tree
    if tree == _CROSSING:
        moved = day
    elif isinstance(tree, tuple):
        moved = tuple(as_of(item, day) for item in tree)
    elif is_dataclass(tree) and not isinstance(tree, type):
        moved = replace(
            tree,
            **{field.name: as_of(getattr(tree, field.name), day) for field in fields(tree) if field.init},
        )
        if isinstance(moved, Member) and moved.on is None:
            moved = replace(moved, on=day)
    return moved  # type: ignore[no-any-return]  # what came in, node by node
