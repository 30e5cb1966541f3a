"""Whole functions: what they load from the view, and what they answer.

Three forms of each function share one way of writing it:

- *known*: every fact it reads is stated and no list holds more than one thing.  It hands
  the view on where that turns out otherwise.
- *open*: facts may be unknown.
- *many*: lists may hold any number of things besides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crosscheck.backends.python_source.conditions import Conditions
from crosscheck.backends.python_source.expressions import Expressions, reads
from crosscheck.backends.python_source.formulas import (
    FALSE,
    Formula,
    Formulas,
    OnlyThing,
    Present,
    Things,
    conjuncts,
    most_shared,
    parts_of,
)
from crosscheck.backends.python_source.terms import PARTIAL_SLOTS, Constants, Reads, Terms
from crosscheck.backends.windows import rows_of_state
from crosscheck.decision import Outcome
from crosscheck.rulebook import Group, Requirement
from crosscheck.vocabulary import SLOT, THING

_MOST_NESTED: Final = 40
_CROSSING_DATE: Final = Reads(SLOT["crossing.date"])


@dataclass(frozen=True, slots=True)
class Form:
    """Which cases a function is for."""

    name: str
    all_known: bool
    at_most_one: bool


KNOWN: Final = Form("known", all_known=True, at_most_one=True)
OPEN: Final = Form("open", all_known=False, at_most_one=True)
MANY: Final = Form("many", all_known=False, at_most_one=False)


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


class Source:
    """Writes the functions of one part in one form."""

    def __init__(self, requirements: Sequence[Requirement], groups: Mapping[str, Group], form: Form) -> None:
        self.constants = Constants()
        self._requirements = requirements
        self._form = form
        self._formulas = Formulas(all_known=form.all_known, at_most_one=form.at_most_one)
        self._terms = Terms(self.constants, whole_dates=form.all_known)
        conditions = Conditions(self._terms, groups, all_known=form.all_known)
        self._expressions = Expressions(self._terms, conditions, all_known=form.all_known)
        self._lines: list[str] = []
        self._singles: set[Things] = set()
        self._present: frozenset[Things] = frozenset()

    # Two questions ------------------------------------------------------------------

    def failing(self) -> str:
        """Return a function that gives the ids that are not met, and those undetermined."""
        items = {n: conjuncts(self._formulas.unmet(r)) for n, r in enumerate(self._requirements)}
        tree = self._nested({n: parts for n, parts in items.items() if FALSE not in parts}, frozenset(), 0)
        self._expressions.keep_what_is_shared(_all_formulas(tree))
        self._begin("failing", _single(tree))
        self._line(1, "failed = []")
        if not self._form.all_known:
            self._line(1, "undetermined = []")
        self._level(tree, frozenset(), 1, ())
        self._line(1, "return failed, ()" if self._form.all_known else "return failed, undetermined")
        return self._finished()

    def outcomes(self) -> str:
        """Return a function that gives the outcome of every requirement, and the ground that met it."""
        cases = [
            (self._formulas.applies(r), tuple(self._formulas.ground(g) for g in r.grounds))
            for r in self._requirements
        ]
        everything = [formula for applies, grounds in cases for formula in (applies, *grounds)]
        self._expressions.keep_what_is_shared(everything)
        self._begin(
            "outcomes", {f.things for f in _all_parts(everything) if isinstance(f, Present | OnlyThing)}
        )
        self._load(set().union(*(reads(formula) for formula in everything)), 1)
        for n, (applies, grounds) in enumerate(cases):
            self._outcome(f"o{n}", self._requirements[n], applies, grounds)
        self._line(1, f"return ({''.join(f'o{n}, ' for n in range(len(cases)))})")
        return self._finished()

    # Outcomes -------------------------------------------------------------------------

    def _outcome(
        self, name: str, requirement: Requirement, applies: Formula, grounds: Sequence[Formula]
    ) -> None:
        say = self._expressions
        answers: list[tuple[str, Outcome, str | None]] = [(say.false(applies), Outcome.NOT_APPLICABLE, None)]
        answers += [
            (say.true(formula), Outcome.MET, ground.name)
            for ground, formula in zip(requirement.grounds, grounds, strict=True)
        ]
        last = Outcome.NOT_MET
        if not self._form.all_known:
            unmet = " and ".join((say.true(applies), *(say.false(formula) for formula in grounds)))
            answers.append((unmet, Outcome.NOT_MET, None))
            last = Outcome.UNDETERMINED
        self._line(1, f"{name} = {self.constants.name((last, None))}")
        for n, (test, outcome, met_by) in enumerate(answers):
            self._line(1, f"{'elif' if n else 'if'} {test}:")
            self._line(2, f"{name} = {self.constants.name((outcome, met_by))}")

    # Failing --------------------------------------------------------------------------

    def _nested(
        self, items: dict[int, tuple[Formula, ...]], known: frozenset[Formula], depth: int
    ) -> tuple[Leaf | Branch, ...]:
        """Return *items* with what most of them share pulled out, again and again."""
        shared = most_shared(items) if depth < _MOST_NESTED else None
        if shared is None:
            return tuple(Leaf(n, parts) for n, parts in items.items())
        guard, having = shared
        inner = {n: self._remaining(items[n], guard, known) for n in having}
        inner = {n: parts for n, parts in inner.items() if FALSE not in parts}
        others = {n: parts for n, parts in items.items() if n not in having}
        branch = Branch(guard, self._nested(inner, known.union(guard), depth + 1))
        return (branch, *self._nested(others, known, depth))

    def _remaining(
        self, parts: Iterable[Formula], guard: tuple[Formula, ...], known: frozenset[Formula]
    ) -> tuple[Formula, ...]:
        rest = self._formulas.every([part for part in parts if part not in guard])
        if self._form.all_known:
            rest = self._formulas.assuming(rest, known.union(guard))
        return conjuncts(rest)

    def _level(
        self, nodes: Sequence[Leaf | Branch], loaded: frozenset[Reads], depth: int, sure: tuple[str, ...]
    ) -> None:
        """Write *nodes*, after loading what two of them read or one reads at once."""
        direct = [_reads_of_all(node.parts if isinstance(node, Leaf) else node.guard) for node in nodes]
        inner = [_reads_within(node.within) if isinstance(node, Branch) else set() for node in nodes]
        needed: set[Reads] = set().union(*direct)
        for n, within in enumerate(inner):
            needed |= {
                read for read in within if any(read in other for m, other in enumerate(inner) if m != n)
            }
        self._load(needed - loaded, depth)
        loaded |= needed
        for node in nodes:
            if isinstance(node, Leaf):
                self._leaf(node, depth, sure)
            else:
                self._branch(node, loaded, depth, sure)

    def _branch(self, branch: Branch, loaded: frozenset[Reads], depth: int, sure: tuple[str, ...]) -> None:
        if self._form.all_known:
            self._line(depth, f"if {self._expressions.all_true(branch.guard)}:")
            before = self._present
            self._present = before.union(part.things for part in branch.guard if isinstance(part, Present))
            self._level(branch.within, loaded, depth + 1, ())
            self._present = before
            return
        self._line(depth, f"if not ({self._expressions.any_false(branch.guard)}):")
        self._line(depth + 1, f"s{depth} = {self._expressions.all_true(branch.guard)}")
        self._level(branch.within, loaded, depth + 1, (*sure, f"s{depth}"))

    def _leaf(self, leaf: Leaf, depth: int, sure: tuple[str, ...]) -> None:
        name = self.constants.name(self._requirements[leaf.index].id)
        true = self._expressions.all_true(leaf.parts)
        if self._form.all_known:
            self._line(depth, f"if {true}:")
            self._line(depth + 1, f"failed.append({name})")
            return
        self._line(depth, f"if not ({self._expressions.any_false(leaf.parts)}):")
        self._line(depth + 1, f"if {' and '.join((*sure, true))}:")
        self._line(depth + 2, f"failed.append({name})")
        self._line(depth + 1, "else:")
        self._line(depth + 2, f"undetermined.append({name})")

    # Loading --------------------------------------------------------------------------

    def _load(self, wanted: set[Reads], depth: int) -> None:
        ordered = sorted(
            wanted, key=lambda read: (read.things is not None, read.slot is not None, self._terms.name(read))
        )
        facts = [read for read in ordered if read.things is None]
        lists = dict.fromkeys(read.things for read in ordered if read.things is not None)
        for read in facts:
            name = self._terms.name(read)
            if self._terms.is_partial(read):
                self._line(depth, f"{name}, {name}z = view[{read.slot}] or (None, None)")
            else:
                self._line(depth, f"{name} = view[{read.slot}]")
        self._hand_on(depth, [self._terms.name(read) for read in facts if read != _CROSSING_DATE])
        for read in facts:
            if self._form.all_known and read.slot in PARTIAL_SLOTS:
                name = self._terms.name(read)
                self._line(depth, f"{name}, {name}z = {name}")
                self._line(depth, f"if {name} != {name}z:")
                self._line(depth + 1, "return slow(view)")
        for things in lists:
            if Reads(None, things) in wanted:
                self._load_list(things, depth)
            slots = [read.slot for read in ordered if read.things == things and read.slot is not None]
            if slots:
                self._load_properties(things, slots, depth)

    def _hand_on(self, depth: int, names: Sequence[str]) -> None:
        """Write that the view is handed on where one of *names* is unknown."""
        if self._form.all_known and names:
            self._line(depth, f"if {' or '.join(f'{name} is None' for name in names)}:")
            self._line(depth + 1, "return slow(view)")

    def _load_list(self, things: Things, depth: int) -> None:
        name, slot = self._terms.list_name(things), SLOT[THING[things.kind].plural]
        if things.state is None:
            self._line(depth, f"{name} = view[{slot}]")
        else:
            rows_of = self.constants.name(rows_of_state)
            self._line(depth, f"{name} = {rows_of}(view[{slot}], {self.constants.name(things.state)})")
        self._hand_on(depth, [name])
        if things in self._singles:
            self._line(depth, f"if {name} and len({name}) > 1:")
            self._line(depth + 1, "return many(view)")

    def _load_properties(self, things: Things, slots: Sequence[int], depth: int) -> None:
        names = [self._terms.name(Reads(slot, things)) for slot in slots]
        if things not in self._present:
            self._line(depth, f"if {self._terms.list_name(things)}:")
            depth += 1
        self._line(depth, f"row = {self._terms.list_name(things)}[0]")
        for name, slot in zip(names, slots, strict=True):
            self._line(depth, f"{name} = row[{slot}]")
        self._hand_on(depth, names)
        if not self._form.all_known:
            self._line(depth - 1, "else:")
            self._line(depth, f"{' = '.join(names)} = None")

    # Lines ----------------------------------------------------------------------------

    def _begin(self, name: str, singles: set[Things]) -> None:
        self._singles = singles
        self._line(0, f"def {name}(view):")
        if self._expressions.kept:
            self._line(1, f"{' = '.join(self._expressions.kept)} = ...")

    def _line(self, depth: int, text: str) -> None:
        self._lines.append("    " * depth + text)

    def _finished(self) -> str:
        head, *body = self._lines
        if self._form.all_known and any("settled(" in line for line in body):
            body = [
                "    try:",
                *("    " + line for line in body),
                "    except Unsettled:",
                "        return slow(view)",
            ]
        return "\n".join((*self._expressions.helpers, head, *body)) + "\n"


def _all_formulas(nodes: Iterable[Leaf | Branch]) -> list[Formula]:
    found: list[Formula] = []
    for node in nodes:
        if isinstance(node, Leaf):
            found.extend(node.parts)
        else:
            found.extend((*node.guard, *_all_formulas(node.within)))
    return found


def _all_parts(formulas: Iterable[Formula]) -> list[Formula]:
    return [part for formula in formulas for part in (formula, *_all_parts(parts_of(formula)))]


def _single(nodes: Iterable[Leaf | Branch]) -> set[Things]:
    return {part.things for part in _all_parts(_all_formulas(nodes)) if isinstance(part, Present | OnlyThing)}


def _reads_of_all(formulas: Iterable[Formula]) -> set[Reads]:
    return set().union(*(reads(formula) for formula in formulas))


def _reads_within(nodes: Iterable[Leaf | Branch]) -> set[Reads]:
    return _reads_of_all(_all_formulas(nodes))
