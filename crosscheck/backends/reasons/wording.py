"""What is said of a condition: the name of its sentence, and the values that fill it.

Sentences stand in `render/reason_sentences.py`.  Everything that does not depend on the traveller
is found out once.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, TypeAlias

from crosscheck.backends.reasons.means import reader, rows_reader
from crosscheck.backends.reasons.words import (
    Beyond,
    Count,
    Each,
    Params,
    ParamsOf,
    Same,
    Span,
    Word,
    Words,
    beyond,
    read_of,
)
from crosscheck.backends.windows import window_count
from crosscheck.dates import MonthEnds
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
    Hours,
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
from crosscheck.expr.reading import facts_read
from crosscheck.facts import Row, View, surely
from crosscheck.rulebook import Allowance, Group
from crosscheck.vocabulary import FACT, SLOT, THING, THING_SLOT, VIEW, FactType, Teller, Type

_HAS_MODE = "port.has_mode"
TIED = "tied_to_document_shown"
"""The condition that every visa meets beyond those written; where it holds nobody needs to hear of it."""

_DEMANDED: Final = frozenset({"op", "needed", "other", "branches"})
"""What is said of each condition on a thing held, while no thing is in hand."""
_NOTHING_STATED: Final[View] = (None,) * len(VIEW)

Wording: TypeAlias = tuple[str, Words]

_SETS = (Type.STATES, Type.WORDS)


def wording(
    condition: Condition, allowance: Allowance | None, kind: str | None, groups: Mapping[str, Group]
) -> Wording:
    """Return the message that *condition* is said by, and what gives its values."""
    predicate = condition.predicate
    if condition.key == "stay" and isinstance(predicate, Compare):
        return "stay", _stay(predicate, allowance)
    match predicate:
        case Compare():
            return _comparison(predicate, condition, kind)
        case Hours(left, op, right, hours):
            said = _about(left.day, kind) | {"time": left.time, "op": Same(op), "hours": Same(hours)}
            since = {"since": right.day, "since_time": right.time}
            return "hours", said | since | {"phrase": Same(condition.phrase)}
        case Among(term, values, negated):
            said = _about(term, kind) | {"needed": _in_order(values)}
            return "not_among" if negated else "among", said
        case Member(term, group, on, negated):
            id_, title = Same(group), Same(groups[group].title)
            day = Fact("crossing.date") if on is None else on
            said = _about(term, kind) | {"group": id_, "title": title, "day": day}
            fact = _fact_of(term, kind)
            message = "covers_one" if fact is not None and fact.type in _SETS else "member"
            return f"not_{message}" if negated else message, said
        case Covers(whole, part, False) if (
            fact := _fact_of(whole, kind)
        ) is not None and fact.type not in _SETS:
            return "only", _only_fact(whole, part, kind)
        case Covers(whole, part, negated):
            return "not_covers" if negated else "covers", _covering(whole, part, kind)
        case Only(whole, values):
            return "only", _only(whole, values, kind)
        case InForce(_, on):
            return "in_force", _about(on, kind)
        case Both(_):
            return "both", {"fact": Same(_full_key(condition.key, kind)), "phrase": Same(condition.phrase)}
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


def _in_order(values: Collection[str]) -> Same:
    return Same(tuple(sorted(values)))


def _about(term: Term, kind: str | None) -> dict[str, Word]:
    """Return the fact that a condition is about, and what gives its value: of a set of a port what is surely in it."""
    subject = _first_day(term)
    fact, name = _fact_of(subject, kind), Same(_name(subject, kind))
    if fact is None or fact.type not in _SETS:
        return {"fact": name, "actual": subject}
    if fact.teller is not Teller.PORT:
        return {"fact": name, "actual": subject}
    value_of = reader(subject, kind)
    return {"fact": name, "actual": lambda view, row: surely(value_of(view, row))}


def _covering(whole: Term, part: Term, kind: str | None) -> dict[str, Word]:
    fact = _fact_of(part, kind)
    said = _about(whole, kind) | {"other": Same(_name(part, kind))}
    if fact is not None and fact.type in _SETS and fact.teller is not Teller.PORT:
        return said | {"needed": part, "extra": Beyond(part, whole)}
    have_of, want_of = reader(whole, kind), reader(part, kind)

    def needed(view: View, row: Row | None) -> frozenset[str] | None:
        want = surely(want_of(view, row))
        return want if want is None or isinstance(want, frozenset) else frozenset((want,))

    def extra(view: View, row: Row | None) -> frozenset[str]:
        return beyond(needed(view, row), have_of(view, row))

    return said | {"needed": needed, "extra": extra}


def _only(whole: Term, values: frozenset[str], kind: str | None) -> dict[str, Word]:
    return _about(whole, kind) | {"needed": _in_order(values), "extra": Beyond(whole, values)}


def _only_fact(whole: Term, part: Term, kind: str | None) -> dict[str, Word]:
    needed_of, have_of = reader(whole, kind), reader(part, kind)

    def needed(view: View, row: Row | None) -> tuple[str, ...] | None:
        value = needed_of(view, row)
        return None if value is None else (value,)

    def extra(view: View, row: Row | None) -> frozenset[str]:
        return beyond(have_of(view, row), frozenset(needed(view, row) or ()))

    return _about(part, kind) | {"needed": needed, "extra": extra}


def _held(held: Held, groups: Mapping[str, Group]) -> dict[str, Word]:
    conditions = tuple(condition for condition in held.conditions if condition.key != TIED)
    return {
        "fact": Same(held.kind),
        "kind": Same(held.kind),
        "count": Count(held.kind, held.state),
        "state": Same(held.state),
        "needed": _demanded(conditions, held.kind, groups),
    }


def _demanded(conditions: Sequence[Condition], kind: str, groups: Mapping[str, Group]) -> Word:
    """Return what gives what is demanded of a thing of *kind*, while none is in hand."""
    sets = []
    for condition in conditions:
        said: dict[str, Word] = {
            "fact": Same(_full_key(condition.key, kind)),
            "phrase": Same(condition.phrase),
        }
        words = wording(condition, None, kind, groups)[1]
        if not callable(words):
            said |= {name: _of_none(word, kind) for name, word in words.items() if name in _DEMANDED}
        sets.append(said)
    demanded = Each(tuple(sets))
    if any(facts_read(conditions)):
        return demanded
    return Same(read_of(demanded, kind)(_NOTHING_STATED, None))


def _of_none(word: Word, kind: str) -> Word:
    """Return what gives the value of *word* while no thing of *kind* is in hand."""
    match word:
        case Same() | Literal() | Fact():
            return word
        case _:
            read = read_of(word, kind)
            return lambda view, row: read(view, None)  # noqa: ARG005 - called as all readers are


def _branches(condition: Condition, branches: tuple[Branch, ...]) -> dict[str, Word]:
    names = tuple(branch.name for branch in branches)
    return {"fact": Same(condition.key), "branches": Same(names), "phrase": Same(condition.phrase)}


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
    fact = _fact_of(left, kind)
    if fact is not None and fact.name == _HAS_MODE:
        return "has_mode", {"fact": Same("crossing.mode"), "actual": Fact("crossing.mode"), "needed": _ways}
    type_ = None if fact is None else fact.type
    other = Same(None if isinstance(right, Literal) else _name(right, kind))
    if type_ is Type.FLAG:
        needs = _told_of(right, kind, lambda value: value if op == "==" else not value)
        return "flag", _about(left, kind) | {"needed": needs}
    if fact is not None and type_ in (Type.DATE, Type.PARTIAL, Type.COUNT):
        about = _about(left, kind)
        said = {"op": Same(op), "needed": _certain(right, op, kind), "other": other, "unit": Same(fact.unit)}
        words = about | said | {"phrase": Same(condition.phrase)} | _shift(left, kind)
        return "count" if type_ is Type.COUNT else "date", words
    needs = _told_of(right, kind, lambda value: None if value is None else (value,))
    return "equal" if op == "==" else "differs", _about(left, kind) | {"needed": needs, "other": other}


def _certain(bound: Term, op: str, kind: str | None) -> Word:
    """Return what gives a bound; where a month too short ends on either of two days, the one that surely does."""
    if not isinstance(bound, Shift) or (bound.unit, bound.month_ends) != ("months", MonthEnds.NOT_SETTLED):
        return bound
    value_of, place = reader(bound, kind), op in (">", ">=")

    def certain(view: View, row: Row | None) -> Any:
        value = value_of(view, row)
        return value[place] if isinstance(value, tuple) else value

    return certain


def _told_of(term: Term, kind: str | None, tell: Callable[[Any], Any]) -> Word:
    """Return what gives the value of *term* as *tell* puts it."""
    if isinstance(term, Literal):
        return Same(tell(term.value))
    value_of = reader(term, kind)
    return lambda view, row: tell(value_of(view, row))


def _shift(left: Term, kind: str | None) -> dict[str, Word]:
    """Return the span by which *left* is moved, if it is."""
    if not isinstance(left, Shift):
        return {}
    unit = left.unit
    if isinstance(left.amount, Literal):
        return {"shift": Same((left.amount.value, unit))}
    amount_of = reader(left.amount, kind)
    return {"shift": lambda view, row: (amount_of(view, row), unit)}


def _ways(view: View, _: Row | None) -> frozenset[str] | None:
    """Return the ways of crossing that the port has."""
    ways: frozenset[str] | None = surely(view[SLOT["port.modes"]])
    return ways


def _stay(compare: Compare, allowance: Allowance | None) -> dict[str, Word]:
    """Return what is allowed and planned: days as the ground counts them, and the last day."""
    first, last, latest = _first_day(compare.right), compare.left, compare.right
    from_entry = allowance is None or allowance.counted_from == "entry"
    counted_from, extra = ("entry", 1) if from_entry else ("day-after", 0)
    is_known = allowance is not None and isinstance(allowance.days, int)
    return {
        "fact": Same("stay"),
        "days": Same(allowance.days) if allowance is not None and is_known else Span(first, latest, extra),
        "counted_from": Same(counted_from),
        "actual": Span(first, last, extra),
        "first": first,
        "last": last,
        "last_day": latest,
    }


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
