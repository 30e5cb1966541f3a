"""Single tests as Python text: what is certainly true, and what is certainly false.

Negation is for formulas: of a test, `negated` is never set here.

Where every fact read is known the two are each other's negation; where one may be unknown
each guards itself, so that an unknown test is neither.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from crosscheck.backends.by_walk import compared, hours_apart, membership, shifted
from crosscheck.backends.python_source.formulas import Test, Things
from crosscheck.backends.python_source.terms import Reads, Terms, Text, is_set, readings
from crosscheck.backends.windows import window_truth
from crosscheck.dates import NO_END, MonthEnds
from crosscheck.expr.nodes import (
    Among,
    Compare,
    Covers,
    Fact,
    Hours,
    InForce,
    Literal,
    Member,
    Only,
    Shift,
    Term,
    Validity,
    Window,
)
from crosscheck.expr.validity import in_force
from crosscheck.facts import contains
from crosscheck.rulebook import Group
from crosscheck.vocabulary import FACTS, Teller, Type

_INVERSE: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_CROSSING: Final = Fact("crossing.date")
_MOST_PERIODS: Final = 4
"""Memberships with more different periods than this are looked up, not written out."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A test as text: certainly true, and certainly false."""

    true: str
    false: str


@dataclass(frozen=True, slots=True)
class Call:
    """A test as the text of a call that gives True, False or None."""

    text: str


class Conditions:
    """Words tests; with *all_known*, as if no fact read could be unknown."""

    def __init__(self, terms: Terms, groups: Mapping[str, Group], *, all_known: bool) -> None:
        self._terms = terms
        self._groups = groups
        self._all_known = all_known
        self._periods: dict[str, Mapping[Validity, frozenset[str]]] = {}
        self._calls: dict[Test, bool] = {}
        self.stated: frozenset[str] = frozenset()
        """Names that cannot be None where text is being written."""

    def words(self, test: Test) -> Pair | Call:
        """Return *test* as text."""
        hand = test.hand
        match test.predicate:
            case Compare(left, op, right) if _is_open(left) or _is_open(right):
                read = [self._value(each) for each in reads_of(test)]
                return Call(f"{self._constant(_walked(op, left, right))}({', '.join(read)})")
            case Compare(left, sign, right):
                op = _SIGN[sign]
                texts = self._terms.text(left, hand), self._terms.text(right, hand)
                if all(text.is_exact for text in texts) and (op in _LESS and not isinstance(left, Shift)) != (
                    op in _LESS and not isinstance(right, Shift)
                ):
                    return self._compare_shifted(texts[0], op, texts[1])
                return self._compare(texts[0], op, texts[1], right)
            case Hours(_, op, _, hours):
                moments = ", ".join(self._terms.name(each) for each in reads_of(test))
                return Call(
                    f"{self._constant(hours_apart)}({self._constant(op)}, {moments}, {self._constant(hours)})"
                )
            case Among(term, values, _):
                return self._among(self._terms.text(term, hand), values)
            case Covers(whole, part, _) if _may_be_a_pair(whole) or _may_be_a_pair(part):
                have, want = self._terms.text(whole, hand), self._terms.text(part, hand)
                return Call(f"{self._constant(_contains)}({have.lower}, {want.lower})")
            case Only(Fact() as whole, values) if _may_be_a_pair(whole):
                have = self._terms.text(whole, hand)
                return Call(f"{self._constant(_contains)}({self._constant(values)}, {have.lower})")
            case Covers(whole, part, _):
                have, want = self._terms.text(whole, hand), self._terms.text(part, hand)
                if not is_set(whole, hand):
                    return self._guarded(f"{want.lower} <= {{{have.lower}}}", (*have.names, *want.names))
                op = "<=" if is_set(part, hand) else "in"
                return self._guarded(f"{want.lower} {op} {have.lower}", (*have.names, *want.names))
            case Only(whole, values):
                have = self._terms.text(whole, hand)
                return self._guarded(f"{have.lower} <= {self._constant(values)}", have.names)
            case InForce(validity, on):
                return self._in_force(validity, self._terms.text(on, hand))
            case Member(term, group, on, _):
                return self._member(term, group, on, hand)
            case Window(limit, span, state, first, last, counted, begun):
                rows = self._terms.list_name(Things("visit", state))
                days = f"{self._terms.text(first, hand).lower}, {self._terms.text(last, hand).lower}"
                fixed = ", ".join(self._constant(value) for value in (limit, span))
                rest = ", ".join(self._constant(value) for value in (counted, begun))
                return Call(f"{self._constant(window_truth)}({fixed}, {days}, {rows}, {rest})")

    def is_call(self, test: Test) -> bool:
        """Whether *test* is worded as a call."""
        if test not in self._calls:
            self._calls[test] = isinstance(self.words(test), Call)
        return self._calls[test]

    def size_of(self, member: Member) -> int:
        """Return how many members the group has that *member* asks about."""
        return len(self._groups[member.group].members)

    def _value(self, read: Reads) -> str:
        """Return the text of what is read; of a partial date both its ends."""
        name = self._terms.name(read)
        return f"{name} and ({name}, {name}z)" if self._terms.is_partial(read) else name

    def _constant(self, value: object) -> str:
        return self._terms.constants.name(value)

    def _guarded(self, text: str, names: Iterable[str], opposite: str | None = None) -> Pair:
        opposite = opposite or f"not {text}"
        if self._all_known:
            return Pair(f"({text})", f"({opposite})")
        guard = "".join(
            f"{name} is not None and " for name in dict.fromkeys(names) if name not in self.stated
        )
        return Pair(f"({guard}{text})", f"({guard}{opposite})")

    def _compare(self, left: Text, op: str, right: Text, literal: Term) -> Pair:
        names = (*left.names, *right.names)
        if isinstance(literal, Literal) and isinstance(literal.value, bool):
            true, false = (
                (left.lower, left.lower)
                if self._all_known
                else (f"{left.lower} is True", f"{left.lower} is False")
            )
            pair = Pair(f"({true})", f"(not {false})" if self._all_known else f"({false})")
            return pair if (op == "==") == literal.value else Pair(pair.false, pair.true)
        if left.is_exact and right.is_exact:
            pair = self._guarded(
                f"{left.lower} {op} {right.lower}", names, f"{left.lower} {_INVERSE[op]} {right.lower}"
            )
            if (
                isinstance(literal, Literal)
                and op in _UNGUARDED
                and not self._all_known
                and len(left.names) == 1
                and left.lower in left.names
            ):
                # None equals no literal: what says "equal" needs no guard.
                bare = f"({left.lower} == {right.lower})"
                return Pair(bare, pair.false) if op == "==" else Pair(pair.true, bare)
            return pair
        return self._compare_ranges(left, op, right, names)

    def _compare_shifted(self, left: Text, op: str, right: Text) -> Pair:
        """Word `<` or `<=` of two days one of which is shifted: by months only where a rough bound leaves it open."""
        yes, no = f"{left.lower} {op} {right.lower}", f"{left.lower} {_INVERSE[op]} {right.lower}"
        if left.at_most is not None:
            rough = f"{left.at_most} {op} {right.lower}", f"{left.at_most} {_INVERSE[op]} {right.lower}"
            yes, no = f"({rough[0]} or {yes})", f"{rough[1]} and {no}"
        elif right.at_most is not None:
            rough = f"{left.lower} {op} {right.at_most}", f"{left.lower} {_INVERSE[op]} {right.at_most}"
            yes, no = f"{rough[0]} and {yes}", f"({rough[1]} or {no})"
        return self._guarded(yes, (*left.names, *right.names), no)

    def _compare_ranges(self, left: Text, op: str, right: Text, names: Iterable[str]) -> Pair:
        if op in {"==", "!="}:
            equal = f"{left.lower} == {left.upper} == {right.lower} == {right.upper}"
            apart = f"({left.upper} < {right.lower} or {right.upper} < {left.lower})"
            pair = Pair(self._guarded(equal, names).true, self._guarded(apart, names).true)
            return pair if op == "==" else Pair(pair.false, pair.true)
        early, late = (left.lower, right.upper), (left.upper, right.lower)
        surely, possibly = (late, early) if op in {"<", "<="} else (early, late)
        true = self._guarded(f"{surely[0]} {op} {surely[1]}", names).true
        false = self._guarded(f"{possibly[0]} {_INVERSE[op]} {possibly[1]}", names).true
        return Pair(true, false)

    def _among(self, value: Text, values: frozenset[str]) -> Pair:
        if len(values) == 1:
            inside, outside = "==", "!="
            listed = self._constant(next(iter(values)))
        else:
            inside, outside = "in", "not in"
            listed = self._constant(values)
        pair = self._guarded(
            f"{value.lower} {inside} {listed}", value.names, f"{value.lower} {outside} {listed}"
        )
        # None is in no list: what says "in" needs no guard.
        return Pair(f"({value.lower} {inside} {listed})", pair.false)

    def _in_force(self, validity: Validity, day: Text) -> Pair | Call:
        if validity.unsettled:
            return Call(f"{self._constant(_in_force_on)}({self._constant(validity)}, {day.lower})")
        return self._guarded(self._period_text(validity, day.lower), day.names)

    def _periods_of(self, group: Group) -> Mapping[Validity, frozenset[str]]:
        """Return the members of *group* by the periods that they share."""
        if group.id not in self._periods:
            found: dict[Validity, set[str]] = {}
            for code, member in group.members.items():
                found.setdefault(member.validity, set()).add(code)
            self._periods[group.id] = {validity: frozenset(codes) for validity, codes in found.items()}
        return self._periods[group.id]

    def _member(self, term: Term, name: str, on: Term | None, hand: Things | None) -> Pair | Call:
        group, value = self._groups[name], self._terms.text(term, hand)
        day = self._terms.text(_CROSSING if on is None else on, hand)
        if is_set(term, hand):
            return Call(f"{self._constant(_member_on)}({self._constant(group)}, {value.lower}, {day.lower})")
        by_period = self._periods_of(group)
        if not group.complete or len(by_period) > _MOST_PERIODS or any(v.unsettled for v in by_period):
            return Call(f"{self._constant(_member_on)}({self._constant(group)}, {value.lower}, {day.lower})")
        if set(by_period) == {Validity()}:
            return self._among(value, frozenset(group.members))
        if day.names and not self._all_known:  # who never is a member is none on an unknown day either
            return Call(f"{self._constant(_member_on)}({self._constant(group)}, {value.lower}, {day.lower})")
        alternatives = [
            f"{value.lower} in {self._constant(codes)} and {self._period_text(validity, day.lower)}"
            for validity, codes in by_period.items()
        ]
        return self._guarded(f"({' or '.join(alternatives) or 'False'})", value.names)

    def _period_text(self, validity: Validity, day: str) -> str:
        if not validity.in_force:
            return "True"
        alternatives = []
        for period in validity.in_force:
            # Two comparisons run faster than one with three sides.
            first = [f"{self._constant(period.first)} <= {day}"] if period.first else []
            last = [f"{day} <= {self._constant(period.last)}"] if period.last and period.last < NO_END else []
            alternatives.append(" and ".join((*first, *last)) or "True")
        return f"({' or '.join(alternatives)})"


_PAIRS: Final = frozenset(
    fact.name for fact in FACTS if fact.teller is Teller.PORT and fact.type is Type.WORDS
)
_SIGN: Final = {sign: sign for sign in _INVERSE}
"""What is written for a sign of a rule: a text of ours, never one that came with the rules."""
_LESS: Final = frozenset({"<", "<="})
_UNGUARDED: Final = frozenset({"==", "!="})


def _may_be_a_pair(term: Term) -> bool:
    """Whether the term is a set of a port, of which some words may not be settled."""
    return isinstance(term, Fact) and term.name in _PAIRS


def _is_open(term: Term) -> bool:
    """Whether the day that *term* is may be one of two although all is stated: nobody says how a month too short ends."""
    if not isinstance(term, Shift):
        return False
    months = term.unit == "months" and term.month_ends is MonthEnds.NOT_SETTLED
    return months or _is_open(term.base)


@cache
def _walked(op: str, left: Term, right: Term) -> Callable[..., bool | None]:
    """Return what compares as the plain evaluator does, given all that both sides read, in their order."""

    def value(term: Term, read: Iterator[Any]) -> Any:
        match term:
            case Literal(known):
                return known
            case Shift(base, amount, unit, month_ends):
                return shifted(value(base, read), value(amount, read), unit, month_ends)
            case _:
                return next(read)

    def compare(*read: Any) -> bool | None:
        values = iter(read)
        return compared(op, value(left, values), value(right, values))

    return compare


def _contains(have: Any, want: Any) -> bool | None:
    return None if have is None or want is None else contains(have, want)


def _in_force_on(validity: Validity, day: int | None) -> bool | None:
    return None if day is None else in_force(validity, day)


def _member_on(group: Group, code: str | frozenset[str] | None, day: int | None) -> bool | None:
    return None if code is None else membership(group, code, day)


def reads_of(test: Test) -> tuple[Reads, ...]:
    """Return all that *test* reads."""
    hand = test.hand
    match test.predicate:
        case Compare(left, _, right):
            return (*readings(left, hand), *readings(right, hand))
        case Hours(left, _, right, _):
            terms = left.day, left.time, right.day, right.time
            return tuple(read for term in terms for read in readings(term, hand))
        case Among(term, _, _) | Only(term, _):
            return readings(term, hand)
        case Covers(whole, part, _):
            return (*readings(whole, hand), *readings(part, hand))
        case InForce(_, on):
            return readings(on, hand)
        case Member(term, _, on, _):
            return (*readings(term, hand), *readings(_CROSSING if on is None else on, hand))
        case Window(_, _, state, first, last, _, _):
            return (*readings(first, hand), *readings(last, hand), Reads(None, Things("visit", state)))
