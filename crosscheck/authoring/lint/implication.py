"""What follows from what, told from the phrases alone: a no only means that it is not plain to see."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from crosscheck.compiler.meaning.contradictions import never, opposite
from crosscheck.language.nodes import (
    AllOf,
    Among,
    AnyOf,
    Both,
    Compare,
    Condition,
    Covers,
    Held,
    Literal,
    Member,
    Only,
    Predicate,
    Shift,
    Term,
)
from crosscheck.language.trees import nodes_in
from crosscheck.rulebook.ruleset import Requirement

MOST_CONDITIONS: Final = 300
"""Of a requirement, its grounds counted too: each is held against each other, and beyond these nothing is plain to see."""

_DENIED: Final = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def stated(conditions: Iterable[Condition]) -> tuple[Predicate, ...]:
    """Return what *conditions* say together, `and` and `all_of` taken apart."""
    return tuple(part for condition in conditions for part in _parts(condition.predicate))


def is_short(requirement: Requirement) -> bool:
    """Whether *requirement* has few enough grounds and conditions to hold them against each other."""
    written = (
        requirement.concerns,
        *(part for ground in requirement.grounds for part in (ground.concerns, ground.needs)),
    )
    most = islice(nodes_in(written, Condition), MOST_CONDITIONS + 1)
    return len(requirement.grounds) + sum(1 for _ in most) <= MOST_CONDITIONS


def follows(given: Sequence[Predicate], wanted: Predicate) -> bool:
    """Whether *wanted* is true wherever all of *given* are."""
    if wanted in given:
        return True
    match wanted:
        case Both() | AllOf():
            return all(follows(given, part) for part in _parts(wanted))
        case AnyOf(branches):
            return any(follows_all(given, branch.conditions) for branch in branches) or any(
                all(
                    follows((*_without(given, one), *stated(branch.conditions)), wanted)
                    for branch in one.branches
                )
                for one in given
                if isinstance(one, AnyOf)
            )
        case Held(kind, conditions, state):
            return any(
                follows_all(stated(one.conditions), conditions)
                for one in given
                if isinstance(one, Held) and (one.kind, one.state) == (kind, state)
            )
        case Compare(Shift(), _, _) | Compare(_, _, Shift()):
            return any(isinstance(one, Compare) and _is_as_strict(one, wanted) for one in given)
    denied = _denied(given, wanted)
    return denied is not None and _clash(given, denied)


def _without(given: Sequence[Predicate], one: Predicate) -> Iterator[Predicate]:
    """Yield what else is given: a choice is gone through once."""
    return (other for other in given if other != one)


def follows_all(given: Sequence[Predicate], wanted: Iterable[Condition]) -> bool:
    """Whether all of *wanted* are true wherever all of *given* are."""
    return all(follows(given, condition.predicate) for condition in wanted)


def is_excluded(given: Sequence[Predicate], wanted: Predicate) -> bool:
    """Whether *wanted* is false wherever all of *given* are true."""
    match wanted:
        case Both() | AllOf():
            return any(is_excluded(given, part) for part in _parts(wanted))
        case AnyOf(branches):
            return all(
                any(is_excluded(given, condition.predicate) for condition in branch.conditions)
                for branch in branches
            )
        case Compare(Shift() as left, op, right) if op in _DENIED:
            denied = Compare(left, _DENIED[op], right)
            return any(isinstance(one, Compare) and _is_as_strict(one, denied) for one in given)
    return subject(wanted) is not None and _clash(given, wanted)


def subject(predicate: Predicate) -> Term | None:
    """Return what a phrase speaks of; None where it is more than one phrase."""
    match predicate:
        case Compare():
            return predicate.left
        case Among() | Member():
            return predicate.term
        case Covers() | Only():
            return predicate.whole
    return None


def _parts(predicate: Predicate) -> Iterator[Predicate]:
    match predicate:
        case Both(items):
            for item in items:
                yield from _parts(item)
        case AllOf(branches):
            for branch in branches:
                yield from stated(branch.conditions)
        case _:
            yield predicate


def _clash(given: Sequence[Predicate], further: Predicate) -> bool:
    """Whether no value could meet what is *given* of the same thing, and *further*."""
    term = subject(further)
    same = [one for one in given if subject(one) == term] if term is not None else []
    return term is not None and bool(same) and never([*same, further], term)


def _denied(given: Sequence[Predicate], wanted: Predicate) -> Predicate | None:
    """Return what is true exactly where *wanted* is false, for the values that *given* leaves."""
    match wanted:
        case Compare(term, op, right) if op in _DENIED:
            return Compare(term, _DENIED[op], right) if _is_bounded(given, term) else None
    return opposite(wanted)


def _is_bounded(given: Sequence[Predicate], term: Term) -> bool:
    """Whether *term* is surely no `none`, of which neither `on or after` nor `before` is true."""
    return any(
        isinstance(one, Compare) and one.left == term and isinstance(one.right, Literal) and one.op != "!="
        for one in given
    )


def _is_as_strict(one: Compare, other: Compare) -> bool:
    """Whether two bounds differ in their span alone, and *one* leaves no more room than *other*.

    A day moved further lies no earlier, so `at least 18 years before` is `at least 16 years before`.
    """
    spans = _span_between(one.left, other.left), _span_between(one.right, other.right)
    if None in spans:
        return False
    left, right = (span or 0 for span in spans)
    if other.op in (">", ">=") and one.op in (">", other.op):
        return left >= 0 and right <= 0
    if other.op in ("<", "<=") and one.op in ("<", other.op):
        return left <= 0 and right >= 0
    return False


def _span_between(one: Term, other: Term) -> int | None:
    """Return how much further *other* is moved than *one*; None unless they are the same day otherwise."""
    if one == other:
        return 0
    match one, other:
        case (
            Shift(base, Literal(int(amount)), unit, ends),
            Shift(base_2, Literal(int(amount_2)), unit_2, ends_2),
        ) if (base, unit, ends) == (base_2, unit_2, ends_2):
            return amount_2 - amount
    return None
