"""What is said of a condition: the kind of reason (`deciding/reasons.py`), and the words that fill its fields.

A word is a value, the same for all, or what reads it of a traveller and of the thing in hand.
"""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from crosscheck.deciding.evaluating.evaluator import rows_reader
from crosscheck.deciding.evaluating.terms import Read, fact_of, reader
from crosscheck.deciding.evaluating.windows import window_count
from crosscheck.deciding.facts import Row, View, surely
from crosscheck.deciding.reasons import CountSaid, DateSaid, EqualSaid, FlagSaid, ModeSaid, Said, WithinSaid
from crosscheck.deciding.stated import Unheard
from crosscheck.language.dates import NO_END, MonthEnds
from crosscheck.language.nodes import (
    Compare,
    Covers,
    Fact,
    Held,
    Hours,
    Its,
    Literal,
    Member,
    Shift,
    Term,
    Window,
)
from crosscheck.language.phrases.forms import FLIPPED
from crosscheck.language.vocabulary import SLOT, Teller, Type
from crosscheck.rulebook.ruleset import Allowance, Group

SaidOf: TypeAlias = Callable[[View, Row | None], Said]
Words: TypeAlias = dict[str, Any]
"""Each word by the name of its field: a value, or a `Read` that gives it."""

_HAS_MODE: Final = "port.has_mode"
_PORT_MODES: Final = SLOT["port.modes"]
_SETS: Final = (Type.STATES, Type.WORDS)
_ORDERED: Final = (Type.DATE, Type.PARTIAL, Type.COUNT)


def said_of(form: type[Said], kind: str, words: Words) -> SaidOf:
    """Return what gives a *form* of *kind*, filled with the values of *words*."""
    fields = form._field_defaults | words | {"kind": kind}
    values = [fields[name] for name in form._fields]
    read = [(place, word) for place, word in enumerate(values) if callable(word)]
    make: Any = form._make
    if not read:
        same: Said = make(values)
        return lambda _, __: same

    def said(view: View, row: Row | None) -> Said:
        filled = values.copy()
        for place, value_of in read:
            filled[place] = value_of(view, row)
        told: Said = make(filled)
        return told

    return said


def unread(form: type[Said], kind: str, words: Words) -> SaidOf:
    """Return what gives what is demanded, while nothing is in hand of which anything could be stated."""
    nothing = {name: None for name in ("actual", "extra", "ended", "compared") if name in form._fields}
    return said_of(form, kind, words | nothing)


def about(term: Term, kind: str | None) -> Words:
    """Return the fact that a condition is about, and its value: of a set of a port what is surely in it."""
    fact = fact_of(term, kind)
    of_port = fact is not None and fact.type in _SETS and fact.teller is Teller.PORT
    value = word(first_day(term), kind, surely if of_port else None)
    return {"fact": name_of(term, kind), "actual": value}


def is_set(term: Term, kind: str | None) -> bool:
    """Whether the value of *term* is a set."""
    fact = fact_of(term, kind)
    return fact is not None and fact.type in _SETS


def comparison(node: Compare, kind: str | None) -> tuple[type[Said], str, Words]:
    """Return the form, the kind and the words of a comparison."""
    left, op, right = node.left, node.op, node.right
    fact = fact_of(left, kind)
    if fact is not None and fact.name == _HAS_MODE:
        mode = word(Fact("crossing.mode"), kind)
        return ModeSaid, "has_mode", {"fact": "crossing.mode", "actual": mode, "needed": _ways}
    said, other = about(left, kind), None if isinstance(right, Literal) else name_of(right, kind)
    if fact is not None and fact.type is Type.FLAG:
        needed = word(right, kind, lambda yes: yes if op == "==" else not yes)
        return FlagSaid, "flag", said | {"needed": needed}
    said |= {"other": other}
    if fact is not None and fact.type in _ORDERED:
        said |= {"op": op, "needed": _certain(right, op, kind), "unit": fact.unit}
        if fact.type is Type.COUNT:
            return CountSaid, "count", said
        return DateSaid, "date", said | _apart(left, op, right, kind)
    return EqualSaid, "equal" if op == "==" else "differs", said | {"needed": word(right, kind, _alone)}


def stay(node: Compare, kind: str | None, allowance: Allowance | None) -> Words:
    """Return what is allowed and planned: days as the ground counts them, and the last day."""
    first, last, latest = (reader(term, kind) for term in (first_day(node.right), node.left, node.right))
    allowance = allowance or Allowance(None)
    extra = 1 if allowance.counted_from == "entry" else 0

    def days(until: Read) -> Read:
        return lambda view, row: _span(first(view, row), until(view, row), extra)

    return {
        "fact": "stay",
        "days": allowance.days if isinstance(allowance.days, int) else days(latest),
        "counted_from": allowance.counted_from,
        "actual": days(last),
        "first": first,
        "last": last,
        "last_day": latest,
    }


def hours(node: Hours, kind: str | None) -> Words:
    """Return the words of one moment, and of the other from which hours are counted."""
    left, right, after = node.left, node.right, node.hours >= 0
    said = about(left.day, kind) | {"time": word(left.time, kind), "other": name_of(right.day, kind)}
    said |= {"op": node.op if after else FLIPPED[node.op], "hours": abs(node.hours)}
    said |= {"side": "after" if after else "before"}
    return said | {"since": word(right.day, kind), "since_time": word(right.time, kind)}


def member(node: Member, kind: str | None, group: Group) -> tuple[str, Words]:
    """Return the kind and the words of who is looked up in a list."""
    day = word(Fact("crossing.date") if node.on is None else node.on, kind)
    name = "covers_one" if is_set(node.term, kind) else "member"
    said = about(node.term, kind) | {"group": group.id, "title": group.title, "day": day}
    return f"not_{name}" if node.negated else name, said


def covering(node: Covers, kind: str | None) -> Words:
    """Return the words of a set that is to hold values; of sets that are settled in part what is surely in them counts."""
    have, want = reader(node.whole, kind), reader(node.part, kind)
    fact = fact_of(node.part, kind)
    is_plain = fact is not None and fact.type in _SETS and fact.teller is not Teller.PORT

    def needed(view: View, row: Row | None) -> Any:
        value = want(view, row)
        if is_plain or (value := surely(value)) is None or isinstance(value, frozenset):
            return value
        return frozenset((value,))

    def extra(view: View, row: Row | None) -> frozenset[str]:
        return beyond(needed(view, row), have(view, row))

    return about(node.whole, kind) | {"other": name_of(node.part, kind), "needed": needed, "extra": extra}


def only(whole: Term, needed: Any, kind: str | None) -> Words:
    """Return the words of a set that is to hold nothing else than what is *needed*: values, or what reads them."""
    have, allowed = reader(whole, kind), needed if callable(needed) else lambda _, __: needed

    def extra(view: View, row: Row | None) -> frozenset[str]:
        return beyond(have(view, row), frozenset(allowed(view, row) or ()))

    return about(whole, kind) | {"needed": needed, "extra": extra}


def only_fact(node: Covers, kind: str | None) -> Words:
    """Return the words of a set that is to hold nothing else than one fact."""
    said = only(node.part, word(node.whole, kind, _alone), kind)
    return said | {"other": name_of(node.whole, kind)}


def window(node: Window, kind: str | None) -> SaidOf:
    """Return what gives the least and the most days used in a window, and all that they are held against."""
    first_of, last_of, rows_of = (
        reader(node.first, kind),
        reader(node.last, kind),
        rows_reader("visit", node.state),
    )

    def said(view: View, row: Row | None) -> Said:
        start, end = first_of(view, row), last_of(view, row)
        least = most = None
        if start is not None:
            until = None if end is None else max(start, end)
            least, most = window_count(node, start, until, rows_of(view))
        return WithinSaid("within", "within", node.limit, node.span, node.state, least, most, end)

    return said


def held(node: Held, demanded: Any) -> Words:
    """Return the words of things held, of which *demanded* is needed."""
    rows_of = rows_reader(node.kind, node.state)

    def number(view: View, _: Row | None) -> int | None:
        rows = rows_of(view)
        return None if rows is None else sum(not isinstance(row, Unheard) for row in rows)

    return {"fact": node.kind, "number": number, "state": node.state, "needed": demanded}


def first_day(term: Term) -> Term:
    """Return what *term* reads before anything is moved."""
    while isinstance(term, Shift):
        term = term.base
    return term


def name_of(term: Term, kind: str | None) -> str | None:
    """Return the name of the fact or property that *term* reads, or moves."""
    match first_day(term):
        case Fact(name):
            return name
        case Its(name):
            return full_name(name, kind)
        case _:
            return None


def word(term: Term, kind: str | None, tell: Callable[[Any], Any] | None = None) -> Any:
    """Return the value of *term*, as *tell* puts it, where it is the same for all, else what reads it."""
    if isinstance(term, Literal):
        return term.value if tell is None else tell(term.value)
    value_of = reader(term, kind)
    return value_of if tell is None else lambda view, row: tell(value_of(view, row))


def beyond(whole: Any, known: Any) -> frozenset[str]:
    """Return what the set *whole* has beyond *known*; nothing while one of them is unknown."""
    return frozenset() if whole is None or known is None else surely(whole) - surely(known)


def full_name(key: str, kind: str | None) -> str:
    """Return the name of what a condition is about, with that of the thing whose property it is."""
    return f"{kind}.{key}" if kind is not None and "." not in key else key


def _span(first: int | None, last: int | None, extra: int) -> int | None:
    """Return the days from *first* to *last*, and *extra*; None where one of them is unknown or there is no end."""
    return None if first is None or last is None or last >= NO_END else last - first + extra


def _alone(value: Any) -> tuple[Any] | None:
    return None if value is None else (value,)


def _certain(bound: Term, op: str, kind: str | None) -> Any:
    """Return a bound; where a month too short ends on either of two days, the one that surely does."""
    if not isinstance(bound, Shift) or (bound.unit, bound.month_ends) != ("months", MonthEnds.NOT_SETTLED):
        return word(bound, kind)
    place = op in (">", ">=")
    return word(bound, kind, lambda value: value[place] if isinstance(value, tuple) else value)


def _apart(left: Term, op: str, right: Term, kind: str | None) -> Words:
    """Return the span that is to lie between two days, where a day alone does not say it, and what is said of it."""
    moved, side = (left, "before") if isinstance(left, Shift) else (right, "after")
    if not isinstance(moved, Shift):
        return {}
    unit, said = moved.unit, FLIPPED.get(op, op) if side == "before" else op
    span = word(moved.amount, kind, lambda amount: (amount, unit))
    if side == "before":
        return {"apart": span, "side": side, "op": said}
    # The day that follows is known once the other is: it says more than the span.
    until = reader(first_day(right), kind)
    as_read = span if callable(span) else lambda _, __: span
    return {"apart": lambda view, row: as_read(view, row) if until(view, row) is None else None, "side": side}


def _ways(view: View, _: Row | None) -> frozenset[str] | None:
    """Return the ways of crossing that the port has."""
    ways: frozenset[str] | None = surely(view[_PORT_MODES])
    return ways
