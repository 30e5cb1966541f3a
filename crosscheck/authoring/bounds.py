"""What is tried of each construct: who meets it, where it turns, and who is on its bound or just past it."""
# ruff: noqa: D102 - each method of an algebra is called by the name of its node

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from crosscheck.authoring.traveller import Thing, Traveller
from crosscheck.deciding.evaluating.evaluator import rows_reader
from crosscheck.deciding.evaluating.terms import fact_of, moment_reader, reader, shifted
from crosscheck.deciding.evaluating.windows import window_count
from crosscheck.deciding.facts import Row, View
from crosscheck.language.dates import NO_END, MonthEnds
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
    Fact,
    Held,
    Hours,
    InForce,
    Its,
    Literal,
    Member,
    NoneOf,
    Only,
    Shift,
    Window,
    lower,
)
from crosscheck.language.states import NATIONALITIES
from crosscheck.language.validity import during
from crosscheck.language.vocabulary import THING, FactType, Type
from crosscheck.rulebook.ruleset import Group

Meet: TypeAlias = Callable[[Traveller, Thing | None], None]
"""Says of somebody, or of the thing in hand, what meets a construct, as far as that is plain."""
Edges: TypeAlias = Callable[[View, Row | None], set[bool]]
"""Gives True where a value just keeps its bound, False where it just fails it."""

_JUST: Final = {">=": (0, -1), ">": (1, 0), "<=": (0, 1), "<": (-1, 0)}
"""By how much a value is off its bound where the comparison just holds, and just fails."""
_MEETS: Final = {"==": 0, "!=": 1} | {op: holds for op, (holds, _) in _JUST.items()}
_MOVED: Final = (Type.DATE, Type.PARTIAL, Type.COUNT)


class Turn(NamedTuple):
    """A fact that can be moved across a bound, and the value at which a construct turns; None if that is not stated."""

    fact: FactType
    of_thing: bool
    counts_months: bool
    value: Callable[[Traveller, Thing | None], Any]


class Bounds(NamedTuple):
    """What is tried of one construct; *edges* None: it has no bound that cases should decide."""

    meet: Meet
    turns: tuple[Turn, ...] = ()
    edges: Edges | None = None


class Bounding(Algebra[Bounds]):
    """Finds what is tried, of rules that look up *groups*; what stands inside a condition has bounds of its own."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        self._groups = groups

    def compare(self, node: Compare, kind: str | None) -> Bounds:
        left = node.left.base if isinstance(node.left, Shift) else node.left
        fact, op = fact_of(left, kind), node.op

        def value(who: Traveller, thing: Thing | None) -> Any:
            right = who.value(node.right, thing)
            if right is None or not isinstance(node.left, Shift):
                return right
            # The span is added to the earlier day: the bound lies that much before *right*.
            amount = who.value(node.left.amount, thing)
            return shifted(right, None if amount is None else -amount, node.left.unit, MonthEnds.LAST_DAY)

        def meet(who: Traveller, thing: Thing | None) -> None:
            who.assume(node.right, thing, kind)
            bound = value(who, thing)
            if bound is None:
                return
            if op == "!=" and isinstance(bound, str):
                bound = next(each for each in _known(fact) if each != bound)
            elif not isinstance(bound, bool | str):
                bound += _MEETS[op]
            who.state(left, bound, thing)

        months = any(isinstance(side, Shift) and side.unit == "months" for side in (node.left, node.right))
        turns = (Turn(fact, isinstance(left, Its), months, value),) if fact and fact.type in _MOVED else ()
        one, other = reader(node.left, kind), reader(node.right, kind)

        def edges(view: View, row: Row | None) -> set[bool]:
            have, bound = _exact(one(view, row)), _exact(other(view, row))
            if have is None or bound is None or have >= NO_END or bound >= NO_END:
                return set()
            return _edges(op, have - bound)

        return Bounds(meet, turns, edges if op in _JUST else None)

    def hours(self, node: Hours, kind: str | None) -> Bounds:
        left, right = moment_reader(node.left, kind), moment_reader(node.right, kind)

        def edges(view: View, row: Row | None) -> set[bool]:
            later, sooner = _exact(left(view, row)), _exact(right(view, row))
            unknown = later is None or sooner is None
            return set() if unknown else _edges(node.op, later - sooner - 60 * node.hours)

        return Bounds(
            lambda who, thing: who.state(node.left.day, who.value(node.right.day, thing), thing), edges=edges
        )

    def among(self, node: Among, kind: str | None) -> Bounds:
        def meet(who: Traveller, thing: Thing | None) -> None:
            known = _known(fact_of(node.term, kind))
            allowed = [value for value in known if (value in node.values) != node.negated]
            who.state(node.term, (allowed or sorted(node.values))[0], thing)

        return Bounds(meet)

    def member(self, node: Member, kind: str | None) -> Bounds:
        fact = fact_of(node.term, kind)

        def meet(who: Traveller, thing: Thing | None) -> None:
            members, day = self._groups[node.group].members, who.facts["crossing.date"]
            if node.negated:
                code = next(code for code in NATIONALITIES if code not in members)
            else:
                settled = (code for code in sorted(members) if not members[code].validity.unsettled)
                code = next((each for each in settled if during(members[each].validity)(day)), min(members))
            is_set = fact is not None and fact.type is Type.STATES
            who.state(node.term, frozenset({code}) if is_set else code, thing)

        return Bounds(meet)

    def covers(self, node: Covers, kind: str | None) -> Bounds:
        whole, part, fact = node.whole, node.part, fact_of(node.whole, kind)

        def meet(who: Traveller, thing: Thing | None) -> None:
            if node.negated:
                if isinstance(part, Literal):
                    other = next(value for value in _known(fact) if value != part.value)
                    who.state(whole, frozenset({other}), thing)
                return
            is_one = isinstance(part, Fact) and fact is not None and fact.type is Type.STATE
            stated, follows = (whole, part) if is_one else (part, whole)
            who.assume(stated, thing, kind)
            value = who.value(stated, thing)
            if value is not None:
                who.state(follows, value if isinstance(value, frozenset) else frozenset({value}), thing)

        return Bounds(meet)

    def only(self, node: Only, kind: str | None) -> Bounds:
        return Bounds(lambda who, thing: who.state(node.whole, frozenset({min(node.values)}), thing))

    def in_force(self, node: InForce, kind: str | None) -> Bounds:
        return _NOTHING

    def both(self, node: Both, kind: str | None) -> Bounds:
        items = [lower(item, self, kind) for item in node.items]
        bounded = [item.edges for item in items if item.edges is not None]

        def edges(view: View, row: Row | None) -> set[bool]:
            return {edge for each in bounded for edge in each(view, row)}

        turns = tuple([turn for item in items for turn in item.turns])
        return Bounds(_every([item.meet for item in items]), turns, edges if bounded else None)

    def held(self, node: Held, kind: str | None) -> Bounds:
        meet_all = self._meet_all(node.conditions, node.kind)

        def meet(who: Traveller, _: Thing | None) -> None:
            thing: Thing = {}
            who.things.setdefault(THING[node.kind].plural, []).append(thing)
            meet_all(who, thing)

        return Bounds(meet) if node.state is None else _NOTHING

    def any_of(self, node: AnyOf, kind: str | None) -> Bounds:
        return self._branches(node.branches[:1], kind)

    def all_of(self, node: AllOf, kind: str | None) -> Bounds:
        return self._branches(node.branches, kind)

    def none_of(self, node: NoneOf, kind: str | None) -> Bounds:
        return _NOTHING

    def window(self, node: Window, kind: str | None) -> Bounds:
        first, last = reader(node.first, kind), reader(node.last, kind)
        visits = rows_reader("visit", node.state)

        def edges(view: View, row: Row | None) -> set[bool]:
            start, end = first(view, row), last(view, row)
            if start is None or end is None or end >= NO_END:
                return set()
            used = _exact(window_count(node, start, max(start, end), visits(view)))
            return set() if used is None else _edges("<=", used - node.limit)

        return _NOTHING._replace(edges=edges)

    def _branches(self, branches: Iterable[Branch], kind: str | None) -> Bounds:
        return Bounds(self._meet_all([each for branch in branches for each in branch.conditions], kind))

    def _meet_all(self, conditions: Iterable[Condition], kind: str | None) -> Meet:
        return _every([lower(each.predicate, self, kind).meet for each in conditions])


def _every(meets: Iterable[Meet]) -> Meet:
    each_of = tuple(meets)

    def meet(who: Traveller, thing: Thing | None) -> None:
        for each in each_of:
            each(who, thing)

    return meet


_NOTHING: Final = Bounds(_every(()))
"""It is met while nothing is held, or by no statement."""


def _known(fact: FactType | None) -> tuple[str, ...]:
    return fact.words if fact and fact.words else NATIONALITIES


def _exact(value: Any) -> Any:
    """Return *value*, of a pair the one that both are; None where it may be several."""
    if not isinstance(value, tuple):
        return value
    return value[0] if value[0] == value[1] else None


def _edges(op: str, gap: int) -> set[bool]:
    return {edge for edge, just in zip((True, False), _JUST[op], strict=True) if gap == just}
