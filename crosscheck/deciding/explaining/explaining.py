"""One condition, prepared to be told as a reason: how it stands, what is said of it, what it lacks, what is inside it.

The second algebra: what is said and asked of each construct.  Whether it holds is the evaluator's to say.  What
stands inside is told first, and what that lacks is what the whole of it lacks.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from crosscheck.deciding.decision import Reason, Standing
from crosscheck.deciding.evaluating.evaluator import Evaluator, rows_reader
from crosscheck.deciding.evaluating.terms import Read
from crosscheck.deciding.evaluating.truth import Holds, any_true
from crosscheck.deciding.explaining import missing, wording
from crosscheck.deciding.explaining.missing import Lacks, Missing
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
    Predicate,
    Window,
    lower,
)
from crosscheck.language.validity import Truth
from crosscheck.language.vocabulary import THING_SLOT, TIE
from crosscheck.rulebook.ruleset import Allowance

_Within: TypeAlias = tuple[tuple[str, tuple[Reason, ...]], ...]
_WithinOf: TypeAlias = Callable[[View, Row | None, Collection[str], str], _Within]

_KNOWN: Final = {True: Standing.MET, False: Standing.UNMET}


class Explained(NamedTuple):
    """What is said of a predicate, what it lacks, what is said of it while nothing is in hand, and what is inside it."""

    said: SaidOf
    lacks: Lacks
    demanded: tuple[SaidOf, ...] = ()
    within: _WithinOf | None = None


def _explained(
    node: Predicate, kind: str | None, said: tuple[type[Said], str, Words], otherwise: str | None = None
) -> Explained:
    """Return what is told of a *node* with nothing inside; *otherwise* is open where all that it reads is known."""
    lacks = missing.of_what_is_read(node, kind, otherwise)
    return Explained(said_of(*said), lacks, (unread(*said),))


class Telling:
    """One condition, prepared to be told of any traveller; *kind* is that of the thing in hand, if any."""

    __slots__ = ("_id", "_lacks", "_said", "_within", "condition", "demanded", "holds")

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
        self._said, self._lacks, self.demanded, self._within = lower(condition.predicate, explaining, kind)

    def tell(
        self, held: Truth, view: View, row: Row | None, unsettled: Collection[str], at: str = ""
    ) -> Reason:
        """Return the reason, the condition being known to have come out as *held*.

        *unsettled* names the facts that are unknown because no source settles them; *at* is where a profile
        states the thing in hand, *row*.
        """
        said = self._said(view, row)
        within = () if self._within is None else self._within(view, row, unsettled, at)
        if held is not None:
            return Reason(self._id, _KNOWN[held], said, (), (), within)
        found = Missing(unsettled, at)
        for each in _left_open(within):
            found.wanted.update(dict.fromkeys(each.wanted))
            found.open.update(dict.fromkeys(each.unsettled))
        self._lacks(view, row, found)
        standing = Standing.UNSTATED if found.wanted else Standing.NOT_SETTLED
        return Reason(self._id, standing, said, tuple(found.wanted), tuple(found.open), within)


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
        if self._condition.key == "stay":
            stay = StaySaid, "stay", wording.stay(node, kind, self._allowance)
            return _explained(node, kind, stay, missing.MONTH_ENDS)
        return _explained(node, kind, wording.comparison(node, kind), missing.MONTH_ENDS)

    def hours(self, node: Hours, kind: str | None) -> Explained:
        return _explained(node, kind, (HoursSaid, "hours", wording.hours(node, kind)))

    def among(self, node: Among, kind: str | None) -> Explained:
        words = about(node.term, kind) | {"needed": tuple(sorted(node.values))}
        return _explained(node, kind, (AmongSaid, "not_among" if node.negated else "among", words))

    def member(self, node: Member, kind: str | None) -> Explained:
        name, words = wording.member(node, kind, self._evaluator.groups[node.group])
        return _explained(node, kind, (ListedSaid, name, words), node.group)

    def covers(self, node: Covers, kind: str | None) -> Explained:
        if not node.negated and not wording.is_set(node.whole, kind):
            return _explained(node, kind, (OnlySaid, "only", wording.only_fact(node, kind)))
        words = wording.covering(node, kind)
        return _explained(node, kind, (CoverSaid, "not_covers" if node.negated else "covers", words))

    def only(self, node: Only, kind: str | None) -> Explained:
        words = wording.only(node.whole, tuple(sorted(node.values)), kind)
        return _explained(node, kind, (OnlySaid, "only", words))

    def in_force(self, node: InForce, kind: str | None) -> Explained:
        return _explained(node, kind, (InForceSaid, "in_force", about(node.on, kind)), "in_force")

    def both(self, node: Both, kind: str | None) -> Explained:
        each = [replace(self._condition, predicate=item) for item in node.items]
        items = [Telling(self._id, item, self._allowance, kind, self._evaluator) for item in each]

        def within(view: View, row: Row | None, unsettled: Collection[str], at: str) -> _Within:
            return (("", _tell(items, view, row, unsettled, at)),)

        said = said_of(BothSaid, "both", {"fact": wording.full_name(self._condition.key, kind)})
        demanded = tuple(said for item in items for said in item.demanded)
        return Explained(said, missing.nothing, demanded, within)

    def held(self, node: Held, kind: str | None) -> Explained:
        inner = self._inside(node.conditions, node.kind)
        rows_of, listed = rows_reader(node.kind, node.state), missing.list_of(node)

        def within(view: View, _: Row | None, unsettled: Collection[str], __: str) -> _Within:
            return tuple(
                (f"{node.kind} {n + 1}", _tell(inner, view, row, unsettled, missing.path_in(listed, n, view)))
                for n, row in enumerate(rows_of(view) or ())
                if not isinstance(row, Unheard)
            )

        said = said_of(HeldSaid, "held", wording.held(node, _demanded(inner, node.kind)))
        lacks = missing.of_things(node, self._evaluator.every(node.conditions, node.kind))
        return Explained(said, lacks, (), within)

    def any_of(self, node: AnyOf, kind: str | None) -> Explained:
        return self._branching("any_of", node.branches, kind)

    def all_of(self, node: AllOf, kind: str | None) -> Explained:
        return self._branching("all_of", node.branches, kind)

    def none_of(self, node: NoneOf, kind: str | None) -> Explained:
        return self._branching("none_of", node.branches, kind)

    def window(self, node: Window, kind: str | None) -> Explained:
        return Explained(wording.window(node, kind), missing.of_window(node, kind))

    def _inside(self, conditions: Iterable[Condition], kind: str | None) -> tuple[Telling, ...]:
        return tellings(self._id, conditions, self._allowance, kind, self._evaluator)

    def _branching(self, name: str, branches: tuple[Branch, ...], kind: str | None) -> Explained:
        told = [self._inside(each.conditions, kind) for each in branches]
        holding = [self._evaluator.every(each.conditions, kind) for each in branches]

        def within(view: View, row: Row | None, unsettled: Collection[str], at: str) -> _Within:
            truths = [holds(view, row) for holds in holding] if name == "any_of" else [True]
            # of branches that leave it open together, the ones that are open may still decide
            of_all = any_true(truths) is not None
            return tuple(
                (branch.name, _tell(each, view, row, unsettled, at))
                for n, (branch, each) in enumerate(zip(branches, told, strict=True))
                if of_all or truths[n] is None
            )

        said = {"fact": self._condition.key, "branches": tuple(branch.name for branch in branches)}
        return Explained(
            said_of(BranchSaid, name, said), missing.nothing, (unread(BranchSaid, name, said),), within
        )


def _left_open(within: _Within) -> Iterator[Reason]:
    """Yield the reasons *within* that tell what is lacking: a thing or branch that is out for another one lacks nothing."""
    for _, inner in within:
        if not any(each.standing is Standing.UNMET for each in inner):
            yield from inner


def _tell(
    inner: Iterable[Telling], view: View, row: Row | None, unsettled: Collection[str], at: str
) -> tuple[Reason, ...]:
    reasons = []
    for each in inner:
        held = each.holds(view, row)
        if held is not True or each.condition.key != TIE:
            reasons.append(each.tell(held, view, row, unsettled, at))
    return tuple(reasons)


def _demanded(inner: Iterable[Telling], kind: str) -> Read:
    """Return what gives what is demanded of a thing of *kind* while none is in hand."""
    nothing: Row = (None,) * len(THING_SLOT[kind])
    said = [said for each in inner if each.condition.key != TIE for said in each.demanded]

    def demanded(view: View, _: Row | None) -> tuple[Said, ...]:
        return tuple([each(view, nothing) for each in said])

    return demanded
