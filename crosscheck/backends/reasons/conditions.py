"""One condition as a reason: how it stands, what is said of it, what it lacks, what is inside it."""

from collections.abc import Callable, Collection, Iterable
from typing import Final, TypeAlias

from crosscheck.backends.by_walk import Truth, all_true, any_true
from crosscheck.backends.reasons.means import Means, rows_reader
from crosscheck.backends.reasons.missing import Missing, lacks
from crosscheck.backends.reasons.wording import TIED, wording
from crosscheck.backends.reasons.words import params_of
from crosscheck.decision import Reason, Standing
from crosscheck.expr.nodes import AllOf, AnyOf, Condition, Held, NoneOf, Predicate
from crosscheck.facts import Row, View
from crosscheck.rulebook import Allowance
from crosscheck.stated import Unheard

_Within: TypeAlias = tuple[tuple[str, tuple[Reason, ...]], ...]
_Branches: TypeAlias = "list[tuple[str, tuple[Telling, ...]]]"
_WithinOf: TypeAlias = Callable[[View, Row | None, Collection[str]], _Within]

_UNSTATED: Final = Standing.UNSTATED
_NOT_SETTLED: Final = Standing.NOT_SETTLED
_KNOWN: Final = {True: Standing.MET, False: Standing.UNMET}


class Telling:
    """One condition, prepared to be told of any traveller; *kind* is that of the thing in hand, if any."""

    __slots__ = ("_id", "_lacks", "_message", "_params", "_within", "holds", "is_tie")

    def __init__(
        self, id_: str, condition: Condition, allowance: Allowance | None, kind: str | None, means: Means
    ) -> None:
        predicate = condition.predicate
        self.holds = means.holding(predicate, kind)
        self.is_tie = condition.key == TIED
        self._id = id_
        self._message, words = wording(condition, allowance, kind, means.groups)
        self._params = params_of(words, kind)
        self._lacks = lacks(predicate, kind, means)
        self._within = _within(id_, predicate, allowance, kind, means)

    def tell(self, held: Truth, view: View, row: Row | None, unsettled: Collection[str]) -> Reason:
        """Return the reason, the condition being known to have come out as *held*.

        *unsettled* names the facts that are unknown because no source settles them.
        """
        params = self._params(view, row)
        within = () if self._within is None else self._within(view, row, unsettled)
        if held is not None:
            return Reason(self._id, _KNOWN[held], self._message, params, (), (), within)
        missing = Missing(unsettled)
        self._lacks(view, row, missing)
        standing = _UNSTATED if missing.wanted else _NOT_SETTLED
        return Reason(
            self._id, standing, self._message, params, tuple(missing.wanted), tuple(missing.open), within
        )


def tellings(
    prefix: str,
    conditions: Iterable[Condition],
    allowance: Allowance | None,
    kind: str | None,
    means: Means,
) -> tuple[Telling, ...]:
    """Return *conditions* prepared, under ids that begin with *prefix*."""
    return tuple(Telling(f"{prefix}/{c.key}", c, allowance, kind, means) for c in conditions)


def _within(
    id_: str, predicate: Predicate, allowance: Allowance | None, kind: str | None, means: Means
) -> _WithinOf | None:
    """Return what tells of each thing held, or of each branch; None where nothing is inside."""
    match predicate:
        case Held(held, conditions, state):
            inner, rows_of = tellings(id_, conditions, allowance, held, means), rows_reader(held, state)
            return lambda view, _, unsettled: tuple(
                (f"{held} {n}", _tell(inner, view, row, unsettled))
                for n, row in enumerate(rows_of(view) or (), 1)
                if not isinstance(row, Unheard)
            )
        case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
            named = [(b.name, tellings(id_, b.conditions, allowance, kind, means)) for b in branches]
            is_choice = isinstance(predicate, AnyOf)
            return lambda view, row, unsettled: tuple(
                (name, _tell(branch, view, row, unsettled))
                for name, branch in (_worth_telling(named, view, row) if is_choice else named)
            )
        case _:
            return None


def _worth_telling(choices: _Branches, view: View, row: Row | None) -> _Branches:
    """Return all of *choices*; of those that are open together, the ones that are open, which may still decide."""
    truths = [all_true(each.holds(view, row) for each in branch) for _, branch in choices]
    if any_true(truths) is not None:
        return choices
    return [choice for choice, truth in zip(choices, truths, strict=True) if truth is None]


def _tell(
    inner: tuple[Telling, ...], view: View, row: Row | None, unsettled: Collection[str]
) -> tuple[Reason, ...]:
    reasons = []
    for each in inner:
        held = each.holds(view, row)
        if held is not True or not each.is_tie:
            reasons.append(each.tell(held, view, row, unsettled))
    return tuple(reasons)
