"""Conditions as they stood on other days than those of the crossing."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from crosscheck.language.nodes import Fact, Member

T = TypeVar("T")

_CROSSING = Fact("crossing.date")


def as_of(tree: T, days: Mapping[Fact, Fact]) -> T:
    """Return *tree* with each day of *days* read in place of another; membership of groups goes with the crossing.

    >>> as_of(Member(Fact("nationality"), "uto-friends"), {_CROSSING: Fact("ending_stay.entered_on")}).on
    Fact(name='ending_stay.entered_on')
    """
    moved: Any = tree
    if isinstance(tree, Fact):
        moved = days.get(tree, tree)
    elif isinstance(tree, tuple):
        moved = tuple(as_of(item, days) for item in tree)
    elif is_dataclass(tree) and not isinstance(tree, type):
        moved = replace(
            tree,
            **{field.name: as_of(getattr(tree, field.name), days) for field in fields(tree) if field.init},
        )
        if isinstance(moved, Member) and moved.on is None:
            moved = replace(moved, on=days.get(_CROSSING))
    return moved  # type: ignore[no-any-return]  # what came in, node by node
