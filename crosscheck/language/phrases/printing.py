"""Trees -> the words they are written in.  Reading them again gives the same tree.

What a phrase cannot say is said beside it: how months end stands in `month_ends` of the
rule, and which grant a stay is held against in the rule that grants it.
"""

from collections.abc import Iterable
from typing import assert_never

from crosscheck.language.dates import NO_END, iso
from crosscheck.language.errors import UnsupportedExpressionError
from crosscheck.language.nodes import (
    AllOf,
    Among,
    AnyOf,
    Both,
    Compare,
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
    Predicate,
    Shift,
    Term,
    Window,
)
from crosscheck.language.phrases import forms
from crosscheck.language.phrases.forms import FLIPPED, unit_of
from crosscheck.language.vocabulary import FACT, THING, FactType, Type


def phrase_text(predicate: Predicate, kind: str | None = None) -> str:
    """Return the phrase that says *predicate* of the fact on its left side.

    Args:
        predicate: What one line of a rule demands.
        kind: The kind of thing in hand inside a list condition.

    Raises:
        UnsupportedExpressionError: *predicate* holds a mapping, or stands for something
            that is written elsewhere (a grant).

    >>> phrase_text(Compare(Fact("document.blank_pages"), ">=", Literal(1)))
    'at least 1 page'
    """
    match predicate:
        case Compare(left, op, right):
            return _compare(left, op, right, kind)
        case Hours(_, op, right, hours):
            op, side = (op, "after") if hours >= 0 else (FLIPPED[op], "before")
            return forms.HOURS.say(op, abs(hours), unit_of(abs(hours), "hours"), side, _day(right.day))
        case Among(_, values, negated):
            return forms.IS.say(negated, _or(values))
        case Member(term, group, on, negated):
            form = forms.ONE_IN if _fact(term, kind).type is Type.STATES else forms.IN
            return form.say(negated, group, on and _term(on))
        case Covers(whole, part, False) if _fact(whole, kind).type not in (Type.STATES, Type.WORDS):
            return forms.ONLY.say(_term(whole))
        case Covers(_, part, negated):
            return forms.COVERS.say(negated, _term(part))
        case Only(_, values):
            return forms.ONLY.say(_or(values))
        case Both(items):
            return " and ".join(phrase_text(item, kind) for item in items)
        case InForce() | Held() | AnyOf() | AllOf() | NoneOf() | Window():
            raise UnsupportedExpressionError(type(predicate).__name__, None)
        case _:
            assert_never(predicate)


def _compare(left: Term, op: str, right: Term, kind: str | None) -> str:
    if isinstance(left, Shift):
        if op not in FLIPPED:  # no phrase counts the time between two days exactly
            raise UnsupportedExpressionError("Shift", None)
        return forms.SPAN.say(FLIPPED[op], _span(left), "before", _day(right))
    fact, negated = _fact(left, kind), op == "!="
    if isinstance(right, Literal):
        if right.value is True or right.value is False:
            return forms.IS.say(False, "yes" if right.value is not negated else "no")
        if right.value == NO_END or isinstance(right.value, str):
            return forms.IS.say(negated, fact.absent if right.value == NO_END else right.value)
    if fact.type is Type.COUNT:
        return forms.COUNT.say(op, _count(right, fact.unit))
    if op in ("==", "!="):
        return forms.SAME.say(negated, _term(right))
    if isinstance(right, Shift):
        return forms.SPAN.say(op, _span(right), "after", _day(right.base))
    return forms.BOUND.say(op, _day(right))


def _fact(term: Term, kind: str | None) -> FactType:
    match term:
        case Fact(name):
            return FACT[name]
        case Its(name) if kind is not None:
            return next(found for found in THING[kind].properties if found.name == name)
        case _:
            raise UnsupportedExpressionError(type(term).__name__, None)


def _span(shift: Shift) -> str:
    if not isinstance(shift.amount, Literal):
        return _term(shift.amount)
    months = shift.amount.value if shift.unit == "months" else 0
    if isinstance(months, int) and months and months % 12 == 0:
        return _count(Literal(months // 12), "years")
    return _count(shift.amount, shift.unit)


def _count(term: Term, unit: str | None) -> str:
    if not isinstance(term, Literal) or unit is None:
        return _term(term)
    return f"{term.value} {unit_of(term.value, unit)}"


def _day(term: Term) -> str:
    return iso(term.value) if isinstance(term, Literal) and isinstance(term.value, int) else _term(term)


def _term(term: Term) -> str:
    match term:
        case Literal(value):
            return str(value)
        case Fact(name):
            return name
        case Its(name):
            return f"its {name}"
        case Shift():
            raise UnsupportedExpressionError("Shift", None)


def _or(values: Iterable[str]) -> str:
    return " or ".join(sorted(values))
