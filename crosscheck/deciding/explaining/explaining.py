"""One condition, prepared to be told as a reason: how it stands, what is said of it, what it lacks, what is inside it.

The second algebra: what is said and asked of each construct.  Whether it holds is the evaluator's to say.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from crosscheck.deciding.decision import Reason, Standing
from crosscheck.deciding.evaluating.evaluator import Evaluator, rows_reader
from crosscheck.deciding.evaluating.terms import Read
from crosscheck.deciding.evaluating.truth import Holds, any_true
from crosscheck.deciding.explaining import missing, wording
from crosscheck.deciding.explaining.missing import TIED, Asked, Lacks, Missing
from crosscheck.deciding.explaining.wording import SaidOf, Words, about, said_of, unread
from crosscheck.deciding.facts import Row, View
from crosscheck.deciding.reasons import (
    AmongSaid,
    BothSaid,
    BranchSaid,
    CoverSaid,
    HeldSaid,
    HoursSaid,
    InForceSaid,
    ListedSaid,
    OnlySaid,
    Said,
    StaySaid,
)
from crosscheck.deciding.stated import Unheard
from crosscheck.language.nodes import (
    Algebra,
    AllOf,
    Among,
    AnyOf,
    Both,
    Branch,
    Compare,
    Condition,
    Covers,
    Held,
    Hours,
    InForce,
    Member,
    NoneOf,
    Only,
    Window,
    lower,
)
from crosscheck.language.validity import Truth
from crosscheck.language.vocabulary import THING_SLOT
from crosscheck.rulebook.ruleset import Allowance

_Within: TypeAlias = tuple[tuple[str, tuple[Reason, ...]], ...]
_WithinOf: TypeAlias = Callable[[View, Row | None, Collection[str]], _Within]
_Branches: TypeAlias = "Sequence[tuple[str, tuple[Telling, ...]]]"

_KNOWN: Final = {True: Standing.MET, False: Standing.UNMET}


class Explained(NamedTuple):
    """What is said of a predicate, what of it while nothing is in hand, what it lacks, and what is inside it."""

    said: SaidOf
    demanded: tuple[SaidOf, ...]
    lacks: Lacks
    within: _WithinOf | None = None


def _explained(
    form: type[Said], kind: str, words: Words, lacks: Lacks, within: _WithinOf | None = None
) -> Explained:
    return Explained(said_of(form, kind, words), (unread(form, kind, words),), lacks, within)


class Telling:
    """One condition, prepared to be told of any traveller; *kind* is that of the thing in hand, if any."""

    __slots__ = ("_id", "_said", "_within", "condition", "demanded", "holds", "lacks")

    def __init__(
        self,
        id_: str,
        condition: Condition,
        allowance: Allowance | None,
        kind: str | None,
        evaluator: Evaluator,
    ) -> None:
        self._id, self.condition = id_, condition
        self.holds: Holds = evaluator.holds(condition.predicate, kind)
        explaining = _Explaining(id_, condition, allowance, evaluator)
        self._said, self.demanded, self.lacks, self._within = lower(condition.predicate, explaining, kind)

    def tell(self, held: Truth, view: View, row: Row | None, unsettled: Collection[str]) -> Reason:
        """Return the reason, the condition being known to have come out as *held*.

        *unsettled* names the facts that are unknown because no source settles them.
        """
        said = self._said(view, row)
        within = () if self._within is None else self._within(view, row, unsettled)
        if held is not None:
            return Reason(self._id, _KNOWN[held], said, (), (), within)
        found = Missing(unsettled)
        self.lacks(view, row, found)
        standing = Standing.UNSTATED if found.wanted else Standing.NOT_SETTLED
        wanted, left_open = tuple(found.wanted), tuple(found.open)
        return Reason(self._id, standing, said, wanted, left_open, within)


def tellings(
    prefix: str,
    conditions: Iterable[Condition],
    allowance: Allowance | None,
    kind: str | None,
    evaluator: Evaluator,
) -> tuple[Telling, ...]:
    """Return *conditions* prepared, under ids that begin with *prefix*."""
    return tuple(Telling(f"{prefix}/{c.key}", c, allowance, kind, evaluator) for c in conditions)


class _Explaining(Algebra[Explained]):
    """Explains the predicate of *condition*, and what is inside it, under *id_*."""

    def __init__(
        self, id_: str, condition: Condition, allowance: Allowance | None, evaluator: Evaluator
    ) -> None:
        self._id, self._condition, self._allowance, self._evaluator = id_, condition, allowance, evaluator

    def compare(self, node: Compare, kind: str | None) -> Explained:
        lacks = missing.of_comparison((node.left, node.right), kind)
        if self._condition.key == "stay":
            return _explained(StaySaid, "stay", wording.stay(node, kind, self._allowance), lacks)
        return _explained(*wording.comparison(node, kind), lacks)

    def hours(self, node: Hours, kind: str | None) -> Explained:
        read = (node.left.day, node.left.time, node.right.day, node.right.time)
        return _explained(HoursSaid, "hours", wording.hours(node, kind), missing.of_terms(read, kind))

    def among(self, node: Among, kind: str | None) -> Explained:
        said = about(node.term, kind) | {"needed": tuple(sorted(node.values))}
        name = "not_among" if node.negated else "among"
        return _explained(AmongSaid, name, said, missing.of_terms((node.term,), kind))

    def member(self, node: Member, kind: str | None) -> Explained:
        read = (node.term,) if node.on is None else (node.term, node.on)
        said = wording.member(node, kind, self._evaluator.groups[node.group])
        return _explained(ListedSaid, *said, missing.of_what_is_open(read, kind, node.group))

    def covers(self, node: Covers, kind: str | None) -> Explained:
        lacks = missing.of_terms((node.whole, node.part), kind)
        if not node.negated and not wording.is_set(node.whole, kind):
            return _explained(OnlySaid, "only", wording.only_fact(node, kind), lacks)
        name = "not_covers" if node.negated else "covers"
        return _explained(CoverSaid, name, wording.covering(node, kind), lacks)

    def only(self, node: Only, kind: str | None) -> Explained:
        said = wording.only(node.whole, node.values, kind)
        return _explained(OnlySaid, "only", said, missing.of_terms((node.whole,), kind))

    def in_force(self, node: InForce, kind: str | None) -> Explained:
        lacks = missing.of_what_is_open((node.on,), kind, "in_force")
        return _explained(InForceSaid, "in_force", about(node.on, kind), lacks)

    def both(self, node: Both, kind: str | None) -> Explained:
        each = [replace(self._condition, predicate=item) for item in node.items]
        items = [Telling(self._id, item, self._allowance, kind, self._evaluator) for item in each]

        def within(view: View, row: Row | None, unsettled: Collection[str]) -> _Within:
            return (("", _tell(items, view, row, unsettled)),)

        said = said_of(BothSaid, "both", {"fact": wording.full_name(self._condition.key, kind)})
        demanded = tuple(said for item in items for said in item.demanded)
        lacks = missing.of_each([Asked(item.holds, item.lacks) for item in items])
        return Explained(said, demanded, lacks, within)

    def held(self, node: Held, kind: str | None) -> Explained:
        inner = tellings(self._id, node.conditions, self._allowance, node.kind, self._evaluator)
        rows_of = rows_reader(node.kind, node.state)

        def within(view: View, _: Row | None, unsettled: Collection[str]) -> _Within:
            return tuple(
                (f"{node.kind} {n}", _tell(inner, view, row, unsettled))
                for n, row in enumerate(rows_of(view) or (), 1)
                if not isinstance(row, Unheard)
            )

        said = wording.held(node, _demanded(inner, node.kind))
        lacks = missing.of_things(node.kind, _asked(inner), node.state)
        return Explained(said_of(HeldSaid, "held", said), (), lacks, within)

    def any_of(self, node: AnyOf, kind: str | None) -> Explained:
        return self._branching("any_of", node.branches, kind)

    def all_of(self, node: AllOf, kind: str | None) -> Explained:
        return self._branching("all_of", node.branches, kind)

    def none_of(self, node: NoneOf, kind: str | None) -> Explained:
        return self._branching("none_of", node.branches, kind)

    def window(self, node: Window, kind: str | None) -> Explained:
        return Explained(wording.window(node, kind), (), missing.of_window(node, kind))

    def _branching(self, name: str, branches: tuple[Branch, ...], kind: str | None) -> Explained:
        named = [
            (branch.name, tellings(self._id, branch.conditions, self._allowance, kind, self._evaluator))
            for branch in branches
        ]

        asked = [_asked(inner) for _, inner in named]

        def within(view: View, row: Row | None, unsettled: Collection[str]) -> _Within:
            told = _worth_telling(named, asked, view, row) if name == "any_of" else named
            return tuple((name, _tell(branch, view, row, unsettled)) for name, branch in told)

        names = tuple(branch.name for branch in branches)
        said = {"fact": self._condition.key, "branches": names}
        return _explained(BranchSaid, name, said, missing.of_each(asked), within)


def _asked(inner: Iterable[Telling]) -> Asked:
    return missing.together([Asked(each.holds, each.lacks) for each in inner])


def _worth_telling(choices: _Branches, asked: Iterable[Asked], view: View, row: Row | None) -> _Branches:
    """Return all of *choices*; of those that are open together, the ones that are open, which may still decide."""
    truths = [each.holds(view, row) for each in asked]
    if any_true(truths) is not None:
        return choices
    return [choice for choice, truth in zip(choices, truths, strict=True) if truth is None]


def _tell(
    inner: Iterable[Telling], view: View, row: Row | None, unsettled: Collection[str]
) -> tuple[Reason, ...]:
    reasons = []
    for each in inner:
        held = each.holds(view, row)
        if held is not True or each.condition.key != TIED:
            reasons.append(each.tell(held, view, row, unsettled))
    return tuple(reasons)


def _demanded(inner: Iterable[Telling], kind: str) -> Read:
    """Return what gives what is demanded of a thing of *kind* while none is in hand."""
    nothing: Row = (None,) * len(THING_SLOT[kind])
    said = [said for each in inner if each.condition.key != TIED for said in each.demanded]

    def demanded(view: View, _: Row | None) -> tuple[Said, ...]:
        return tuple([each(view, nothing) for each in said])

    return demanded
