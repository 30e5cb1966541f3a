"""The function that tells which requirements are not met: all that a verdict needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crosscheck.backends.python_source.formulas import (
    FALSE,
    Formula,
    Opposite,
    Present,
    Test,
    conjuncts,
    most_shared,
)
from crosscheck.backends.python_source.terms import Reads
from crosscheck.backends.python_source.writing import Form, Writer
from crosscheck.expr.nodes import Hours, Window
from crosscheck.rulebook import Group, Requirement

_MOST_NESTED: Final = 40
FAILED_ONES: Final = "failed"
OPEN_ONES: Final = "open"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A requirement that is not met where all of *parts* hold."""

    index: int
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """What *within* has in common stands before it, and is tested once."""

    guard: tuple[Formula, ...]
    within: tuple["Leaf | Branch", ...]


class Failing:
    """Writes a function that gives the ids not met and, where there are none, whether anything is undetermined."""

    def __init__(self, requirements: Sequence[Requirement], groups: Mapping[str, Group], form: Form) -> None:
        self._requirements = requirements
        self._write = Writer(groups, form)
        self._seeking = FAILED_ONES

    def written(self) -> Writer:
        """Return the writer, the function written."""
        write, all_known = self._write, self._write.form.all_known
        unmet = {n: conjuncts(write.formulas.unmet(r)) for n, r in enumerate(self._requirements)}
        unmet = {n: parts for n, parts in unmet.items() if FALSE not in parts}
        certain = {n: tuple(write.formulas.laid_open(parts)) for n, parts in unmet.items()}
        failed = self._nested(certain, frozenset(), 0)
        possible = () if all_known else self._nested(unmet, None, 0)
        write.share((*_all_formulas(failed), *_all_formulas(possible)))
        if not all_known:
            write.begin("is_open")
            self._seeking = OPEN_ONES
            self._level(possible, frozenset(), 1)
            write.line(1, "return False")
            write.end("[1]")
        write.begin("failing", "view, seek_open=True")
        self._seeking = FAILED_ONES
        write.line(1, "failed = []")
        self._level(failed, frozenset(), 1)
        write.line(
            1, f"return failed, {'False' if all_known else 'seek_open and not failed and is_open(view)'}"
        )
        write.end()
        return write

    def _nested(
        self, items: dict[int, tuple[Formula, ...]], known: frozenset[Formula] | None, depth: int
    ) -> tuple[Leaf | Branch, ...]:
        """Return *items* with what most of them share pulled out, again and again.

        *known* holds on the way in, and is left out below; None where a guard may be unknown.
        """
        shared = most_shared(items) if depth < _MOST_NESTED else None
        if shared is None:
            return tuple(Leaf(n, parts) for n, parts in items.items())
        guard, having = shared
        inside = None if known is None else known.union(guard)
        inner = {n: self._remaining(items[n], guard, inside) for n in having}
        inner = {n: parts for n, parts in inner.items() if FALSE not in parts}
        others = {n: parts for n, parts in items.items() if n not in having}
        branch = Branch(guard, self._nested(inner, inside, depth + 1))
        return (branch, *self._nested(others, known, depth))

    def _remaining(
        self, parts: Iterable[Formula], guard: tuple[Formula, ...], known: frozenset[Formula] | None
    ) -> tuple[Formula, ...]:
        rest = self._write.formulas.every([part for part in parts if part not in guard])
        return conjuncts(rest if known is None else self._write.formulas.assuming(rest, known))

    def _level(self, nodes: Sequence[Leaf | Branch], loaded: frozenset[Reads], depth: int) -> None:
        """Write *nodes*, after loading what two of them read or one reads at once."""
        if self._seeking is OPEN_ONES:
            # The first that is open ends the search: what is cheap to ask comes first.
            nodes = sorted(nodes, key=lambda node: isinstance(node, Branch))
        direct = [self._write.reads(self._at_once(node)) for node in nodes]
        later = [self._write.reads(self._later(node)) for node in nodes]
        needed: set[Reads] = set().union(*direct)
        for n, within in enumerate(later):
            needed |= {
                read for read in within if any(read in other for m, other in enumerate(later) if m != n)
            }
        needed |= {Reads(None, read.things) for read in needed if read.things is not None}
        if self._seeking is FAILED_ONES:
            self._write.load(needed - loaded, depth)
            loaded |= needed
        before = self._write.expressions.at_hand
        if self._seeking is FAILED_ONES:
            asked = [node.parts if isinstance(node, Leaf) else node.guard for node in nodes]
            for line in self._write.expressions.bring_to_hand(asked):
                self._write.line(depth, line)
        for node, own in zip(nodes, later, strict=True):
            missing = (
                needed
                & {
                    *own,
                    *(Reads(None, read.things) for read in own if read.things),
                    *self._write.reads(self._at_once(node)),
                }
            ) - loaded
            self._write.load(missing, depth)
            loaded |= missing
            if isinstance(node, Leaf):
                self._leaf(node, loaded, depth)
            else:
                self._branch(node, loaded, depth)
        self._write.expressions.forget(before)

    def _at_once(self, node: Leaf | Branch) -> Sequence[Formula]:
        """Return what is tested of *node* in any case: the guard of a branch, the cheapest part of a leaf."""
        if isinstance(node, Branch):
            return node.guard
        return self._write.order.cheapest_first(node.parts)[: 1 if self._seeking is FAILED_ONES else None]

    def _later(self, node: Leaf | Branch) -> Sequence[Formula]:
        """Return what is tested of *node* only where the rest holds."""
        return _all_formulas(node.within) if isinstance(node, Branch) else node.parts

    def _branch(self, branch: Branch, loaded: frozenset[Reads], depth: int) -> None:
        self._write.line(depth, f"if {self._test(branch.guard)}:")
        before, stated = self._write.present, self._write.conditions.stated
        if self._seeking is FAILED_ONES:
            self._write.conditions.stated = stated.union(*(self._stated_by(part) for part in branch.guard))
            self._write.present = before.union(
                part.things for part in branch.guard if isinstance(part, Present)
            )
        self._level(branch.within, loaded, depth + 1)
        self._write.present, self._write.conditions.stated = before, stated

    def _stated_by(self, part: Formula) -> set[str]:
        """Return the names that cannot be None where *part* certainly holds."""
        test = part.part if isinstance(part, Opposite) else part
        if not isinstance(test, Test) or isinstance(test.predicate, Window | Hours):
            return set()
        return {self._write.terms.name(read) for read in self._write.order.reads(test)}

    def _leaf(self, leaf: Leaf, loaded: frozenset[Reads], depth: int) -> None:
        first = self._at_once(leaf)
        rest = [part for part in leaf.parts if part not in first]
        missing = self._write.reads(rest) - loaded
        if missing:
            self._write.line(depth, f"if {self._test(first)}:")
            self._write.load(missing, depth + 1)
            depth, first = depth + 1, rest
        else:
            first = leaf.parts
        self._write.line(depth, f"if {self._test(first)}:")
        if self._seeking is OPEN_ONES:
            self._write.line(depth + 1, "return True")
        else:
            self._write.line(
                depth + 1, f"failed.append({self._write.constants.name(self._requirements[leaf.index].id)})"
            )

    def _test(self, parts: Iterable[Formula]) -> str:
        """Return the test that *parts* all hold; or, seeking what is open, that none certainly does not."""
        if self._seeking is OPEN_ONES:
            return f"not ({self._write.expressions.any_false(parts)})"
        return self._write.expressions.all_true(parts)


def _all_formulas(nodes: Iterable[Leaf | Branch]) -> list[Formula]:
    found: list[Formula] = []
    for node in nodes:
        if isinstance(node, Leaf):
            found.extend(node.parts)
        else:
            found.extend((*node.guard, *_all_formulas(node.within)))
    return found
