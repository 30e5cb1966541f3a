"""A tree that came from no rule file is read again, as the words that say it: the type checker is that of the compiler."""

from collections.abc import Iterable, Iterator
from typing import Final

from crosscheck.compiler.meaning import phrases, resolve, typecheck
from crosscheck.compiler.meaning.scope import Names, Scope
from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.reading.nodes import Scalar
from crosscheck.language.dates import MonthEnds
from crosscheck.language.errors import UnsupportedExpressionError
from crosscheck.language.nodes import (
    AllOf,
    AnyOf,
    Both,
    Compare,
    Condition,
    Fact,
    Held,
    InForce,
    Its,
    Literal,
    NoneOf,
    Predicate,
    Shift,
    Window,
)
from crosscheck.language.phrases.printing import phrase_text
from crosscheck.language.trees import blocks, facts_read, nodes_in
from crosscheck.language.vocabulary import FACT, THING, THING_SLOT

_NOWHERE: Final = ("", 1, 1, 1, 1)
_SOME_DAY: Final = Literal(1)


def check(conditions: Iterable[Condition], names: Names) -> None:
    """See that a rule file could say *conditions*, and what stands inside them.

    Raises:
        LookupError: One reads a property of a thing that has none such, or where there is no thing.
        TypeError: No words say one of them, or they mean something else.
    """
    checked: set[tuple[int, str | None]] = set()

    def look(conditions: Iterable[Condition], kind: str | None) -> None:
        for condition in conditions:
            if (id(condition), kind) not in checked:
                checked.add((id(condition), kind))
                for name, predicate in _as_said(condition.key, condition.predicate):
                    _demand_sense(name, predicate, kind, names)
                for block in blocks(condition.predicate):
                    look(block.conditions, block.thing.kind if block.thing else kind)

    look(conditions, None)


def _demand_sense(name: str, predicate: Predicate, kind: str | None, names: Names) -> None:
    for its in nodes_in(predicate, Its):
        if kind is None or its.name not in THING_SLOT[kind]:
            raise LookupError(f"there is no {its.name}")
    try:
        meant = _read(name, predicate, kind, names)
    except (StopIteration, UnsupportedExpressionError):
        meant = None
    if meant != predicate:
        raise TypeError(f"what it asks of `{name}` makes no sense")


def _as_said(key: str, predicate: Predicate) -> Iterator[tuple[str, Predicate]]:
    """Give what *predicate* demands in pieces that a phrase can say, each with the name that stands before it.

    What `grants` put into the tree is no phrase as it stands.
    """
    match predicate:
        case Both(items):
            for item in items:  # of a mapping nothing is said, and none stands in a phrase
                yield from tuple(_as_said(key, item)) or [(key, item)]
        case Held() | AnyOf() | AllOf() | NoneOf():
            pass  # mappings: what is in them stands beside them
        case Window(first=Fact(name) as first, last=last):
            yield name, Compare(first, "<=", last)
        case InForce(_, Fact(name) | Its(name) as on):
            yield name, Compare(on, "<=", _SOME_DAY)
        case Compare(Fact(name) as last, op, Shift(Shift() as stay, Literal(-1), "days")):
            yield name, Compare(last, op, stay)
        case Compare(Fact(name), _, Shift()) if key == "stay":
            yield name, predicate
        case _:
            yield key, predicate


def _read(name: str, said: Predicate, kind: str | None, names: Names) -> Predicate | None:
    """Return what the compiler makes of *name* and the words for *said*."""
    movement = next((found for fact in facts_read(said) if (found := FACT[fact].movement)), None)
    ends = next((shift.month_ends for shift in nodes_in(said, Shift)), MonthEnds.NOT_SETTLED)
    thing = None if kind is None else THING[kind]
    scope = Scope(Findings(), names, movement=movement, thing=thing, month_ends=ends)
    parts = phrases.parse(Scalar(phrase_text(said, kind), *_NOWHERE), scope.findings)
    subject = resolve.left_side(Scalar(name, *_NOWHERE), scope)
    return None if parts is None or subject is None else typecheck.check(parts, *subject, scope)
