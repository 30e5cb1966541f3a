"""What every construct of the language means: each predicate becomes a function, made once, that tells whether it holds.

Truth is three-valued, as in Kleene's strong logic: True, False, or None for unknown.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final, TypeAlias, TypeVar
from typing import Literal as Literal_

from crosscheck.deciding.decision import Outcome
from crosscheck.deciding.evaluating.terms import (
    Read,
    compared,
    fact_of,
    hours_apart,
    is_vague,
    moment_reader,
    reader,
)
from crosscheck.deciding.evaluating.truth import Holds, every, opposite, some
from crosscheck.deciding.evaluating.windows import rows_of_state, window_truth
from crosscheck.deciding.facts import Row, View, contains
from crosscheck.deciding.stated import Unheard
from crosscheck.language.nodes import (
    ALWAYS,
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
    Literal,
    Member,
    NoneOf,
    Only,
    Predicate,
    Term,
    Validity,
    Window,
    lower,
)
from crosscheck.language.trees import facts_read
from crosscheck.language.validity import Truth, during
from crosscheck.language.vocabulary import SLOT, THING, Type
from crosscheck.rulebook.ruleset import Electronic, Ground, Group, Notice, Requirement

RowsOf: TypeAlias = Callable[[View], "tuple[Row, ...] | None"]

_DAY: Final = SLOT["crossing.date"]
_COSTLY: Final = (Held, AnyOf, AllOf, NoneOf, Window)
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What came of one requirement, and the first ground that met it: of each there is one, told apart by identity."""

    outcome: Outcome
    met_by: str | None = None


Judge: TypeAlias = Callable[[View], Judged]
_Entries: TypeAlias = Mapping[str, Literal_[True] | Callable[[int], Truth]]
"""Of each member of a group that it always is one, or what tells on which days."""

NOT_APPLICABLE: Final = Judged(Outcome.NOT_APPLICABLE)
NOT_MET: Final = Judged(Outcome.NOT_MET)
UNDETERMINED: Final = Judged(Outcome.UNDETERMINED)


class Evaluator:
    """Makes functions of rules that look up *groups*, each once.  Safe to share between threads: two may make one twice."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        self.groups = groups
        self._closures = _Closures(self)
        self._made: dict[tuple[Any, ...], tuple[object, Any]] = {}
        """What was made, and of what: whatever has a place here lives on, so that no other gets its `id`."""
        self._met: dict[str, Judged] = {}

    def met(self, ground: str) -> Judged:
        """Return what came of a requirement that *ground* met."""
        return self._met.setdefault(ground, Judged(Outcome.MET, ground))

    def holds(self, predicate: Predicate, kind: str | None = None) -> Holds:
        """Return what tells whether *predicate* holds, with `its` being of a thing of *kind*."""
        return self._once((id(predicate), kind), predicate, lambda: lower(predicate, self._closures, kind))

    def every(
        self, conditions: Sequence[Condition], kind: str | None = None, *, validity: Validity = ALWAYS
    ) -> Holds:
        """Return what tells whether all of *conditions* hold, on a day on which *validity* is in force."""
        holding = [] if validity == ALWAYS else [_asked(Fact("crossing.date"), kind, during(validity))]
        in_turn = sorted(conditions, key=lambda condition: _turn(condition.predicate))
        return every([*holding, *[self.holds(each.predicate, kind) for each in in_turn]])

    def ground(self, ground: Ground) -> Holds:
        """Return what tells whether *ground* holds: in force, concerning this traveller, and all that it needs."""
        conditions = (*ground.concerns, *ground.needs, *ground.granted)
        return self._once((id(ground),), ground, lambda: self.every(conditions, validity=ground.validity))

    def concerns(self, rule: Requirement | Notice | Electronic) -> Holds:
        """Return what tells whether *rule* concerns a traveller on the day of the crossing."""
        return self._once((id(rule),), rule, lambda: self.every(rule.concerns, validity=rule.validity))

    def judge(self, requirement: Requirement, *, demanded: bool = False) -> Judge:
        """Return what tells how *requirement* comes out.

        *demanded*: a pass needs it to be MET, so that it is open while it may yet not apply.
        """
        key = id(requirement), demanded
        return self._once(key, requirement, lambda: self._judge(requirement, demanded=demanded))

    def _judge(self, requirement: Requirement, *, demanded: bool) -> Judge:
        concerns = self.concerns(requirement)
        grounds = [(self.ground(each), self.met(each.name)) for each in requirement.grounds]

        def judge(view: View) -> Judged:
            concerned = concerns(view, None)
            if concerned is False:
                return NOT_APPLICABLE
            failed = NOT_MET if concerned else UNDETERMINED
            for holds, met in grounds:
                held = holds(view, None)
                if held:
                    return met if concerned or not demanded else UNDETERMINED
                if held is None:
                    failed = UNDETERMINED
            return failed

        return judge

    def _once(self, key: tuple[Any, ...], of: object, make: Callable[[], _Made]) -> _Made:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = of, make()
        made: _Made = found[1]
        return made


class _Closures(Algebra[Holds]):
    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._entries = cache(lambda group: _entries(evaluator.groups[group]))

    def compare(self, node: Compare, kind: str | None) -> Holds:
        if is_vague(node.left, kind) or is_vague(node.right, kind):
            left, right, op = reader(node.left, kind), reader(node.right, kind), node.op
            return lambda view, row: compared(op, left(view, row), right(view, row))
        if isinstance(node.right, Literal):
            return _asked(node.left, kind, partial(_FLIPPED[node.op], node.right.value))
        return _both_known(reader(node.right, kind), reader(node.left, kind), _FLIPPED[node.op])

    def hours(self, node: Hours, kind: str | None) -> Holds:
        left, right = moment_reader(node.left, kind), moment_reader(node.right, kind)
        op, hours = node.op, node.hours
        return lambda view, row: hours_apart(op, left(view, row), right(view, row), hours)

    def among(self, node: Among, kind: str | None) -> Holds:
        holds = _asked(node.term, kind, node.values.__contains__)
        return opposite(holds) if node.negated else holds

    def member(self, node: Member, kind: str | None) -> Holds:
        outside = False if self._evaluator.groups[node.group].complete else None
        holds = _listed(node, kind, self._entries(node.group), outside)
        return opposite(holds) if node.negated else holds

    def covers(self, node: Covers, kind: str | None) -> Holds:
        holds = _both_known(reader(node.whole, kind), reader(node.part, kind), contains)
        return opposite(holds) if node.negated else holds

    def only(self, node: Only, kind: str | None) -> Holds:
        values = node.values
        return _asked(node.whole, kind, lambda have: contains(values, have))

    def in_force(self, node: InForce, kind: str | None) -> Holds:
        return _asked(node.on, kind, during(node.validity))

    def both(self, node: Both, kind: str | None) -> Holds:
        return every([self._evaluator.holds(item, kind) for item in node.items])

    def held(self, node: Held, kind: str | None) -> Holds:
        rows_of = rows_reader(node.kind, node.state)
        will_do = self._evaluator.every(node.conditions, node.kind)

        def holds(view: View, _: Row | None) -> Truth:
            rows = rows_of(view)
            if rows is None:
                return None
            result: Truth = False
            for row in rows:
                truth = will_do(view, row)
                if truth and not isinstance(row, Unheard):
                    return True
                if truth is not False:
                    result = None  # of what nobody spoke of it is not even known that it is held
            return result

        return holds

    def any_of(self, node: AnyOf, kind: str | None) -> Holds:
        return some(self._branches(node.branches, kind))

    def all_of(self, node: AllOf, kind: str | None) -> Holds:
        return every(self._branches(node.branches, kind))

    def none_of(self, node: NoneOf, kind: str | None) -> Holds:
        return opposite(some(self._branches(node.branches, kind)))

    def window(self, node: Window, kind: str | None) -> Holds:
        first, last = reader(node.first, kind), reader(node.last, kind)
        rows_of = rows_reader("visit", node.state)
        return lambda view, row: window_truth(node, first(view, row), last(view, row), rows_of(view))

    def _branches(self, branches: Iterable[Branch], kind: str | None) -> list[Holds]:
        return [self._evaluator.every(branch.conditions, kind) for branch in branches]


_FLIPPED: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.gt,
    "<=": operator.ge,
    ">": operator.lt,
    ">=": operator.le,
}
"""What holds of right and left where a comparison holds of left and right."""


def _turn(predicate: Predicate) -> int:
    """Return when to ask *predicate*: first what everybody states, as the vocabulary does; last what takes long.

    What is false spares the rest, so that the order decides how long an answer takes, and never what it is.
    """
    if isinstance(predicate, _COSTLY):
        return len(SLOT)
    return max((SLOT[name] for name in facts_read(predicate)), default=0)


def rows_reader(kind: str, state: str | None) -> RowsOf:
    """Return what reads the things of *kind* that are held, past stays those in *state*; None while they are unstated."""
    slot = SLOT[THING[kind].plural]
    if kind == "visit":
        assert state is not None, "the compiler demands the State of past stays"
        return lambda view: rows_of_state(view[slot], state)
    return lambda view: view[slot]


def _asked(term: Term, kind: str | None, holds_of: Callable[[Any], Truth]) -> Holds:
    """Return what tells whether *holds_of* the value of *term*, unknown where that is; most terms are facts, read at once."""
    if isinstance(term, Fact):
        slot = SLOT[term.name]

        def of_fact(view: View, _: Row | None) -> Truth:
            value = view[slot]
            return None if value is None else holds_of(value)

        return of_fact
    read = reader(term, kind)

    def holds(view: View, row: Row | None) -> Truth:
        value = read(view, row)
        return None if value is None else holds_of(value)

    return holds


def _both_known(one: Read, other: Read, stands: Callable[[Any, Any], Truth]) -> Holds:
    """Return what tells whether one value *stands* to another, unknown where one of them is."""

    def holds(view: View, row: Row | None) -> Truth:
        have, want = one(view, row), other(view, row)
        return None if have is None or want is None else stands(have, want)

    return holds


def _entries(group: Group) -> _Entries:
    members = group.members.items()
    return {code: member.validity == ALWAYS or during(member.validity) for code, member in members}


def _listed(node: Member, kind: str | None, entries: _Entries, outside: Truth) -> Holds:
    """Return what tells whether *node* finds its value among *entries*; who is in none of them is *outside*."""

    def on_day(code: str, day: int | None) -> Truth:
        found = entries.get(code, outside)
        if not callable(found):  # who never is one and who always is are known of an unknown day too
            return found
        return None if day is None else found(day)

    read, fact = reader(node.term, kind), fact_of(node.term, kind)
    day_of = reader(node.on or Fact("crossing.date"), kind)
    is_set = fact is not None and fact.type is Type.STATES
    if isinstance(node.term, Fact) and node.on is None and not is_set:
        slot = SLOT[node.term.name]

        def of_fact(view: View, _: Row | None) -> Truth:
            value = view[slot]
            if value is None:
                return None
            found = entries.get(value, outside)
            return found(view[_DAY]) if callable(found) else found

        return of_fact

    def holds(view: View, row: Row | None) -> Truth:
        value = read(view, row)
        if value is None:
            return None
        day = day_of(view, row)
        if not is_set:
            return on_day(value, day)
        result: Truth = False
        for code in value:
            found = on_day(code, day)
            if found:
                return True
            if found is None:
                result = None
        return result

    return holds
