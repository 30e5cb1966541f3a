"""The bounds of each construct: who is exactly on one, and who just past it."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from crosscheck.deciding.evaluating.evaluator import rows_reader
from crosscheck.deciding.evaluating.terms import moment_reader, reader
from crosscheck.deciding.evaluating.windows import window_count
from crosscheck.deciding.facts import Row, View
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import Algebra, Both, Compare, Hours, Predicate, Window, lower

Edges: TypeAlias = Callable[[View, Row | None], set[bool]]
"""Gives True where a value just keeps its bound, False where it just fails it."""

_JUST: Final = {">=": (0, -1), ">": (1, 0), "<=": (0, 1), "<": (-1, 0)}
"""By how much a value is off its bound where the comparison just holds, and just fails."""


def edges_of(predicate: Predicate, kind: str | None) -> Edges | None:
    """Return what tells who is on a bound of *predicate*; None where it has none that cases should decide.

    What stands inside a condition has bounds of its own.
    """
    return lower(predicate, _EDGES, kind)


class _EdgesOf(Algebra[Edges | None]):
    def compare(self, node: Compare, kind: str | None) -> Edges | None:
        left, right = reader(node.left, kind), reader(node.right, kind)

        def edges(view: View, row: Row | None) -> set[bool]:
            have, bound = _exact(left(view, row)), _exact(right(view, row))
            if have is None or bound is None or have >= NO_END or bound >= NO_END:
                return set()
            return _edges(node.op, have - bound)

        return edges if node.op in _JUST else None

    def hours(self, node: Hours, kind: str | None) -> Edges:
        left, right = moment_reader(node.left, kind), moment_reader(node.right, kind)

        def edges(view: View, row: Row | None) -> set[bool]:
            later, sooner = _exact(left(view, row)), _exact(right(view, row))
            unknown = later is None or sooner is None
            return set() if unknown else _edges(node.op, later - sooner - 60 * node.hours)

        return edges

    def both(self, node: Both, kind: str | None) -> Edges | None:
        bounded = [each for item in node.items if (each := lower(item, self, kind)) is not None]

        def edges(view: View, row: Row | None) -> set[bool]:
            return {edge for each in bounded for edge in each(view, row)}

        return edges if bounded else None

    def window(self, node: Window, kind: str | None) -> Edges:
        first, last = reader(node.first, kind), reader(node.last, kind)
        visits = rows_reader("visit", node.state)

        def edges(view: View, row: Row | None) -> set[bool]:
            start, end = first(view, row), last(view, row)
            if start is None or end is None or end >= NO_END:
                return set()
            used = _exact(window_count(node, start, max(start, end), visits(view)))
            return set() if used is None else _edges("<=", used - node.limit)

        return edges

    def _none(self, node: Predicate, kind: str | None) -> None:
        """Return that it has no bound: it is of words, of States, or of what stands inside it."""

    among = member = covers = only = in_force = held = any_of = all_of = none_of = _none


_EDGES: Final = _EdgesOf()


def _exact(value: Any) -> Any:
    """Return *value*, of a pair the one that both are; None where it may be several."""
    if not isinstance(value, tuple):
        return value
    return value[0] if value[0] == value[1] else None


def _edges(op: str, gap: int) -> set[bool]:
    return {edge for edge, just in zip((True, False), _JUST[op], strict=True) if gap == just}
