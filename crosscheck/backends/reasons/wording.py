"""What is said of a condition: the name of its sentence, and the values that fill it.

Sentences stand in `render/reason_sentences.py`.  Everything that does not depend on the traveller
is found out once.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from crosscheck.backends.reasons.means import Read, reader, rows_reader
from crosscheck.backends.windows import window_count
from crosscheck.dates import NO_END
from crosscheck.expr.nodes import (
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
    InForce,
    Its,
    Literal,
    Member,
    NoneOf,
    Only,
    Shift,
    Term,
    Window,
)
from crosscheck.facts import Row, View, surely
from crosscheck.rulebook import Allowance, Group
from crosscheck.vocabulary import FACT, SLOT, THING, THING_SLOT, FactType, Type

_HAS_MODE = "port.has_mode"
TIED = "tied_to_document_shown"
"""The condition that every visa meets beyond those written; where it holds nobody needs to hear of it."""

_DEMANDED: Final = frozenset({"op", "needed", "other", "branches"})
"""What is said of each condition on a thing held, while no thing is in hand."""

Params: TypeAlias = dict[str, Any]
ParamsOf: TypeAlias = Callable[[View, Row | None], Params]
Wording: TypeAlias = tuple[str, ParamsOf]

_SETS = (Type.STATES, Type.WORDS)


def wording(
    condition: Condition, allowance: Allowance | None, kind: str | None, groups: Mapping[str, Group]
) -> Wording:
    """Return the message that *condition* is said by, and what gives its values."""
    predicate = condition.predicate
    if condition.key == "stay" and isinstance(predicate, Compare):
        return "stay", _stay(predicate, allowance, kind)
    match predicate:
        case Compare():
            return _comparison(predicate, condition, kind)
        case Among(term, values, negated):
            return "not_among" if negated else "among", _amongst(term, values, kind)
        case Member(term, group, on, negated):
            return "not_member" if negated else "member", _membership(term, groups[group], on, kind)
        case Covers(whole, part, negated):
            return "not_covers" if negated else "covers", _covering(whole, part, kind)
        case Only(whole, values):
            return "only", _only(whole, values, kind)
        case InForce(_, on):
            return "in_force", _period(on, kind)
        case Both(_):
            said = {"fact": _full_key(condition.key, kind), "phrase": condition.phrase}
            return "both", lambda view, row: said.copy()  # noqa: ARG005 - called as all are
        case Held():
            return "held", _held(predicate, groups)
        case AnyOf(branches):
            return "any_of", _branches(condition, branches)
        case AllOf(branches):
            return "all_of", _branches(condition, branches)
        case NoneOf(branches):
            return "none_of", _branches(condition, branches)
        case Window():
            return "within", _window(predicate, kind)


def _about(term: Term, kind: str | None) -> tuple[str | None, Read]:
    """Return the fact that a condition is about, and what reads its value: that of a set in order."""
    subject = _first_day(term)
    value_of, fact = reader(subject, kind), _fact_of(subject, kind)
    if fact is None or fact.type not in _SETS:
        return _name(subject, kind), value_of

    def in_order(view: View, row: Row | None) -> Any:
        value = surely(value_of(view, row))
        return None if value is None else sorted(value)

    return _name(subject, kind), in_order


def _amongst(term: Term, values: frozenset[str], kind: str | None) -> ParamsOf:
    (fact, actual), needed = _about(term, kind), sorted(values)
    return lambda view, row: {"fact": fact, "actual": actual(view, row), "needed": [*needed]}


def _period(on: Term, kind: str | None) -> ParamsOf:
    fact, actual = _about(on, kind)
    return lambda view, row: {"fact": fact, "actual": actual(view, row)}


def _membership(term: Term, group: Group, on: Term | None, kind: str | None) -> ParamsOf:
    (fact, actual), id_, title = _about(term, kind), group.id, group.title
    day_of = reader(Fact("crossing.date") if on is None else on, kind)

    def params(view: View, row: Row | None) -> Params:
        day = day_of(view, row)
        return {"fact": fact, "actual": actual(view, row), "group": id_, "title": title, "day": day}

    return params


def _covering(whole: Term, part: Term, kind: str | None) -> ParamsOf:
    (fact, actual), other = _about(whole, kind), _name(part, kind)
    have_of, want_of = reader(whole, kind), reader(part, kind)

    def params(view: View, row: Row | None) -> Params:
        have, want = surely(have_of(view, row)), surely(want_of(view, row))
        need = None if want is None else sorted(want) if isinstance(want, frozenset) else [want]
        extra = sorted(set(need) - have) if have is not None and need is not None else []
        return {"fact": fact, "actual": actual(view, row), "needed": need, "extra": extra, "other": other}

    return params


def _only(whole: Term, values: frozenset[str], kind: str | None) -> ParamsOf:
    (fact, actual), have_of, needed = _about(whole, kind), reader(whole, kind), sorted(values)

    def params(view: View, row: Row | None) -> Params:
        have = surely(have_of(view, row))
        extra = sorted(have - values) if have is not None else []
        return {"fact": fact, "actual": actual(view, row), "needed": [*needed], "extra": extra}

    return params


def _held(held: Held, groups: Mapping[str, Group]) -> ParamsOf:
    kind, state, rows_of = held.kind, held.state, rows_reader(held.kind, held.state)
    needed = [
        ({"fact": _full_key(c.key, kind), "phrase": c.phrase}, wording(c, None, kind, groups)[1])
        for c in held.conditions
        if c.key != TIED
    ]

    def params(view: View, _: Row | None) -> Params:
        rows = rows_of(view)
        count = None if rows is None else len(rows)
        each = [
            {**need, **{name: value for name, value in of(view, None).items() if name in _DEMANDED}}
            for need, of in needed
        ]
        return {"fact": kind, "kind": kind, "count": count, "state": state, "needed": each}

    return params


def _branches(condition: Condition, branches: tuple[Branch, ...]) -> ParamsOf:
    key, phrase, names = condition.key, condition.phrase, [branch.name for branch in branches]
    return lambda view, row: {"fact": key, "branches": [*names], "phrase": phrase}  # noqa: ARG005 - as above


def _window(window: Window, kind: str | None) -> ParamsOf:
    first_of, last_of = reader(window.first, kind), reader(window.last, kind)
    rows_of = rows_reader("visit", window.state)

    def params(view: View, row: Row | None) -> Params:
        start, end = first_of(view, row), last_of(view, row)
        least = most = None
        if start is not None:
            until = None if end is None else max(start, end)
            least, most = window_count(window.span, start, until, rows_of(view), window.counted, window.begun)
        return {
            "fact": "within",
            "limit": window.limit,
            "span": window.span,
            "state": window.state,
            "least": least,
            "used": most,
            "at": end,
        }

    return params


def _comparison(compare: Compare, condition: Condition, kind: str | None) -> Wording:
    left, op, right = compare.left, compare.op, compare.right
    (about, actual), needed_of = _about(left, kind), reader(right, kind)
    fact = _fact_of(left, kind)
    if fact is not None and fact.name == _HAS_MODE:
        return "has_mode", _mode
    type_ = None if fact is None else fact.type
    other = None if isinstance(right, Literal) else _name(right, kind)
    if type_ is Type.FLAG:
        return "flag", _flag(about, actual, needed_of, op)
    if fact is not None and type_ in (Type.DATE, Type.PARTIAL, Type.COUNT):
        unit, phrase = fact.unit, condition.phrase

        def bound(view: View, row: Row | None) -> Params:
            return {
                "fact": about,
                "actual": actual(view, row),
                "op": op,
                "needed": needed_of(view, row),
                "other": other,
                "unit": unit,
                "phrase": phrase,
            }

        return "count" if type_ is Type.COUNT else "date", _shifted(bound, left, kind)

    def one_value(view: View, row: Row | None) -> Params:
        needed = needed_of(view, row)
        needs = None if needed is None else [needed]
        return {"fact": about, "actual": actual(view, row), "needed": needs, "other": other}

    return "equal" if op == "==" else "differs", one_value


def _shifted(bound: ParamsOf, left: Term, kind: str | None) -> ParamsOf:
    """Return *bound*, with the span by which its left side is moved."""
    if not isinstance(left, Shift):
        return bound
    amount_of, unit = reader(left.amount, kind), left.unit
    return lambda view, row: bound(view, row) | {"shift": (amount_of(view, row), unit)}


def _flag(about: str | None, actual: Read, needed_of: Read, op: str) -> ParamsOf:
    def params(view: View, row: Row | None) -> Params:
        needed = needed_of(view, row)
        needs = needed if op == "==" else not needed
        return {"fact": about, "actual": actual(view, row), "needed": needs}

    return params


def _mode(view: View, _: Row | None) -> Params:
    """Return the way of crossing that is stated, and those that the port has."""
    ways = surely(view[SLOT["port.modes"]])
    return {
        "fact": "crossing.mode",
        "actual": view[SLOT["crossing.mode"]],
        "needed": None if ways is None else sorted(ways),
    }


def _stay(compare: Compare, allowance: Allowance | None, kind: str | None) -> ParamsOf:
    """Return what is allowed and planned: days as the ground counts them, and the last day."""
    first_of, last_of = reader(_first_day(compare.right), kind), reader(compare.left, kind)
    latest_of = reader(compare.right, kind)
    from_entry = allowance is None or allowance.counted_from == "entry"
    counted_from, extra = ("entry", 1) if from_entry else ("day-after", 0)
    allowed = allowance.days if allowance is not None and isinstance(allowance.days, int) else None

    def params(view: View, row: Row | None) -> Params:
        start, last, latest = first_of(view, row), last_of(view, row), latest_of(view, row)
        days = allowed
        if days is None and latest is not None and start is not None and latest < NO_END:
            days = latest - start + extra
        actual = None
        if last is not None and start is not None and last < NO_END:
            actual = last - start + extra
        return {
            "fact": "stay",
            "days": days,
            "counted_from": counted_from,
            "actual": actual,
            "first": start,
            "last": last,
            "last_day": latest,
        }

    return params


def _first_day(term: Term) -> Term:
    while isinstance(term, Shift):
        term = term.base
    return term


def _name(term: Term, kind: str | None) -> str | None:
    match _first_day(term):
        case Fact(name):
            return name
        case Its(name):
            return _full_key(name, kind)
        case _:
            return None


def _full_key(key: str, kind: str | None) -> str:
    return f"{kind}.{key}" if kind is not None and "." not in key else key


def _fact_of(term: Term, kind: str | None) -> FactType | None:
    match _first_day(term):
        case Fact(name):
            return FACT[name]
        case Its(name) if kind is not None:
            return THING[kind].properties[THING_SLOT[kind][name]]
        case _:
            return None
