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
from crosscheck.backends.python_source.expressions import Expressions
from crosscheck.backends.python_source.formulas import (
    FALSE,
    Formula,
    Formulas,
    OnlyThing,
    Opposite,
    Present,
    Test,
    Things,
    conjuncts,
    most_shared,
    parts_of,
)
from crosscheck.backends.python_source.terms import PARTIAL_SLOTS, Constants, Reads, Terms
from crosscheck.backends.windows import rows_of_state
from crosscheck.decision import Outcome
from crosscheck.expr.nodes import Window
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


class Source:
    """Writes the functions of one part in one form."""

    def __init__(self, requirements: Sequence[Requirement], groups: Mapping[str, Group], form: Form) -> None:
        self.constants = Constants()
        self._requirements = requirements
        self._form = form
        self._formulas = Formulas(all_known=form.all_known, at_most_one=form.at_most_one)
        self._terms = Terms(self.constants, whole_dates=form.all_known)
        self._conditions = Conditions(self._terms, groups, all_known=form.all_known)
        self._expressions = Expressions(self._terms, self._conditions, all_known=form.all_known)
        self._order = self._expressions.order
        self._lines: list[str] = []
        self._functions: list[str] = []
        self._singles: set[Things] = set()
        self._present: frozenset[Things] = frozenset()
        self._seeking = FAILED_ONES
        self._arguments = "view"

    # Two questions ------------------------------------------------------------------

    def failing(self) -> str:
        """Return a function that gives the ids not met and, where there are none, whether anything is undetermined."""
        unmet = {n: conjuncts(self._formulas.unmet(r)) for n, r in enumerate(self._requirements)}
        unmet = {n: parts for n, parts in unmet.items() if FALSE not in parts}
        certain = {n: tuple(self._formulas.laid_open(parts)) for n, parts in unmet.items()}
        failed = self._nested(certain, frozenset(), 0)
        possible = () if self._form.all_known else self._nested(unmet, None, 0)
        self._expressions.keep_what_is_shared((*_all_formulas(failed), *_all_formulas(possible)))
        self._singles = _single((*failed, *possible))
        if not self._form.all_known:
            self._begin("is_open")
            self._seeking = OPEN_ONES
            self._level(possible, frozenset(), 1)
            self._line(1, "return False")
            self._end()
        self._begin("failing", "view, seek_open=True")
        self._seeking = FAILED_ONES
        self._line(1, "failed = []")
        self._level(failed, frozenset(), 1)
        is_open = "False" if self._form.all_known else "seek_open and not failed and is_open(view)"
        self._line(1, f"return failed, {is_open}")
        return self._finished()

    def outcomes(self) -> str:
        """Return a function that gives the outcome of every requirement, and the ground that met it."""
        cases = [
            (self._formulas.applies(r), tuple(self._formulas.ground(g) for g in r.grounds))
            for r in self._requirements
        ]
        everything = [formula for applies, grounds in cases for formula in (applies, *grounds)]
        self._expressions.keep_what_is_shared(everything)
        self._singles = {f.things for f in _all_parts(everything) if isinstance(f, Present | OnlyThing)}
        self._begin("outcomes")
        self._load(set().union(*(self._order.reads(formula) for formula in everything)), 1)
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
        rest = self._formulas.every([part for part in parts if part not in guard])
        return conjuncts(rest if known is None else self._formulas.assuming(rest, known))

    def _level(self, nodes: Sequence[Leaf | Branch], loaded: frozenset[Reads], depth: int) -> None:
        """Write *nodes*, after loading what two of them read or one reads at once."""
        if self._seeking is OPEN_ONES:
            # The first that is open ends the search: what is cheap to ask comes first.
            nodes = sorted(nodes, key=lambda node: isinstance(node, Branch))
        direct = [self._reads_of(self._at_once(node)) for node in nodes]
        later = [self._reads_of(self._later(node)) for node in nodes]
        needed: set[Reads] = set().union(*direct)
        for n, within in enumerate(later):
            needed |= {
                read for read in within if any(read in other for m, other in enumerate(later) if m != n)
            }
        needed |= {Reads(None, read.things) for read in needed if read.things is not None}
        if self._seeking is FAILED_ONES:
            self._load(needed - loaded, depth)
            loaded |= needed
        before = self._expressions.at_hand
        if self._seeking is FAILED_ONES:
            asked = [node.parts if isinstance(node, Leaf) else node.guard for node in nodes]
            for line in self._expressions.bring_to_hand(asked):
                self._line(depth, line)
        for node, own in zip(nodes, later, strict=True):
            missing = (
                needed
                & {
                    *own,
                    *(Reads(None, read.things) for read in own if read.things),
                    *self._reads_of(self._at_once(node)),
                }
            ) - loaded
            self._load(missing, depth)
            loaded |= missing
            if isinstance(node, Leaf):
                self._leaf(node, loaded, depth)
            else:
                self._branch(node, loaded, depth)
        self._expressions.forget(before)

    def _reads_of(self, formulas: Iterable[Formula]) -> set[Reads]:
        return set().union(*(self._order.reads(formula) for formula in formulas))

    def _at_once(self, node: Leaf | Branch) -> Sequence[Formula]:
        """Return what is tested of *node* in any case: the guard of a branch, the cheapest part of a leaf."""
        if isinstance(node, Branch):
            return node.guard
        return self._order.cheapest_first(node.parts)[: 1 if self._seeking is FAILED_ONES else None]

    def _later(self, node: Leaf | Branch) -> Sequence[Formula]:
        """Return what is tested of *node* only where the rest holds."""
        return _all_formulas(node.within) if isinstance(node, Branch) else node.parts

    def _branch(self, branch: Branch, loaded: frozenset[Reads], depth: int) -> None:
        self._line(depth, f"if {self._test(branch.guard)}:")
        before, stated = self._present, self._conditions.stated
        if self._seeking is FAILED_ONES:
            self._conditions.stated = stated.union(*(self._stated_by(part) for part in branch.guard))
            self._present = before.union(part.things for part in branch.guard if isinstance(part, Present))
        self._level(branch.within, loaded, depth + 1)
        self._present, self._conditions.stated = before, stated

    def _stated_by(self, part: Formula) -> set[str]:
        """Return the names that cannot be None where *part* certainly holds."""
        test = part.part if isinstance(part, Opposite) else part
        if not isinstance(test, Test) or isinstance(test.predicate, Window):
            return set()
        return {self._terms.name(read) for read in self._order.reads(test)}

    def _leaf(self, leaf: Leaf, loaded: frozenset[Reads], depth: int) -> None:
        first = self._at_once(leaf)
        rest = [part for part in leaf.parts if part not in first]
        missing = self._reads_of(rest) - loaded
        if missing:
            self._line(depth, f"if {self._test(first)}:")
            self._load(missing, depth + 1)
            depth, first = depth + 1, rest
        else:
            first = leaf.parts
        self._line(depth, f"if {self._test(first)}:")
        if self._seeking is OPEN_ONES:
            self._line(depth + 1, "return True")
        else:
            self._line(depth + 1, f"failed.append({self.constants.name(self._requirements[leaf.index].id)})")

    def _test(self, parts: Iterable[Formula]) -> str:
        """Return the test that *parts* all hold; or, seeking what is open, that none certainly does not."""
        if self._seeking is OPEN_ONES:
            return f"not ({self._expressions.any_false(parts)})"
        return self._expressions.all_true(parts)

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
                self._line(depth + 1, f"return slow({self._arguments})")
        for things in lists:
            slots = [read.slot for read in ordered if read.things == things and read.slot is not None]
            self._load_things(things, slots, depth, anew=Reads(None, things) in wanted)

    def _hand_on(self, depth: int, names: Sequence[str]) -> None:
        """Write that the view is handed on where one of *names* is unknown."""
        if self._form.all_known and names:
            self._line(depth, f"if {' or '.join(f'{name} is None' for name in names)}:")
            self._line(depth + 1, f"return slow({self._arguments})")

    def _load_things(self, things: Things, slots: Sequence[int], depth: int, *, anew: bool) -> None:
        """Write that a list is loaded, unless it is there already, and the properties of the one thing in it."""
        name = self._terms.list_name(things)
        thing = self._terms.thing_name(things)
        if anew:
            self._load_list(things, depth)
        is_single = things in self._singles
        surely = things in self._present and not anew
        names = [self._terms.name(Reads(slot, things)) for slot in slots]
        if not (names or (anew and is_single)):
            return
        if not surely:
            self._line(depth, f"if {name}:")
        inner = depth if surely else depth + 1
        if anew:
            # Raises ValueError, and so hands the view on, where there are several.
            self._line(inner, f"({thing},) = {name}")
        for property_name, slot in zip(names, slots, strict=True):
            self._line(inner, f"{property_name} = {thing}[{slot}]")
        self._hand_on(inner, names)
        if names and not surely and not self._form.all_known:
            self._line(depth, "else:")
            self._line(depth + 1, f"{' = '.join(names)} = None")

    def _load_list(self, things: Things, depth: int) -> None:
        name, slot = self._terms.list_name(things), SLOT[THING[things.kind].plural]
        if things.state is None:
            self._line(depth, f"{name} = view[{slot}]")
        else:
            rows_of = self.constants.name(rows_of_state)
            self._line(depth, f"{name} = {rows_of}(view[{slot}], {self.constants.name(things.state)})")
        self._hand_on(depth, [name])

    # Lines ----------------------------------------------------------------------------

    def _begin(self, name: str, parameters: str = "view") -> None:
        self._arguments = parameters.replace("=True", "")
        self._lines = [f"def {name}({parameters}):"]

    def _line(self, depth: int, text: str) -> None:
        self._lines.append("    " * depth + text)

    def _end(self) -> None:
        """End a function; it hands the view on where it turns out to be for a case of another form."""
        head, *body = self._lines
        if used := self._expressions.locals_used():
            body = [f"    {' = '.join(used)} = ...", *body]
        many = f"return many({self._arguments}){'[1]' if self._seeking is OPEN_ONES else ''}"
        handed_on = {"ValueError": many} if self._singles else {}
        if self._form.all_known and any("settled(" in line for line in body):
            handed_on["Unsettled"] = f"return slow({self._arguments})"
        if handed_on:
            body = ["    try:", *("    " + line for line in body)]
            for error, answer in handed_on.items():
                body += [f"    except {error}:", f"        {answer}"]
        self._functions.append("\n".join((head, *body)))

    def _finished(self) -> str:
        self._end()
        return "\n".join((*self._expressions.helpers, *self._functions)) + "\n"


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
