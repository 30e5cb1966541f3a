"""A visa or paper such as a rule asks for: its properties are read from the conditions, and the evaluator says whether it will do."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final

from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.evaluating.terms import reader
from crosscheck.deciding.facts import Row, View
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import Among, Branch, Compare, Condition, Held, Its, Literal
from crosscheck.language.trees import nodes_in
from crosscheck.language.vocabulary import SLOT, THING_SLOT, TIE
from crosscheck.rulebook.ruleset import StateRules

_DAY: Final = SLOT["crossing.date"]
_UNTIL: Final = SLOT["stay.until"]
_NEXT: Final = {">": 1, "<": -1}
_OF_A_TRADE: Final = frozenset({"crew-list", "tour-group-list"})
"""Papers that no traveller obtains for the asking: they are of a crew or a group."""


def things_asked(
    held: Held,
    view: View,
    evaluator: Evaluator,
    states: Mapping[str, StateRules],
    cards: frozenset[str],
) -> Iterator[Row]:
    """Yield a thing for each kind or category that may do where *held* is asked for; of equals the one that lasts no longer than it must.

    *cards* are the categories of what serves in place of a visa.
    """
    slots, holds = THING_SLOT[held.kind], evaluator.every(held.conditions, held.kind)
    named = _named(held, view)
    for first in _first(held, named, states, cards):
        options = {name: _options(name, named.get(name, ()), view) for name in named if name not in first}
        perhaps: Row | None = None
        for values in product(*options.values()):
            row: list[Any] = [None] * len(slots)
            if TIE in slots:
                row[slots[TIE]] = True
            for name, value in (*zip(options, values, strict=True), *first.items()):
                if name != TIE:
                    row[slots[name]] = value
            truth = holds(view, tuple(row))
            if truth is True:
                perhaps = tuple(row)
                break
            if truth is None and perhaps is None:
                perhaps = tuple(row)
        if perhaps is not None:
            yield _as_stated(perhaps, slots, held.kind)


def _as_stated(row: Row, slots: Any, kind: str) -> Row:
    """Return *row* without what nobody states of it: the State says what a visa is for, the engine what it is tied to."""
    unsaid = [slots[name] for name in (TIE, "purposes") if kind == "visa" and name in slots]
    return tuple([None if place in unsaid else value for place, value in enumerate(row)])


def _named(held: Held, view: View) -> dict[str, tuple[Any, ...]]:
    """Return by each property that is asked about the values that are named of it."""
    found: dict[str, list[Any]] = {node.name: [] for node in nodes_in(held.conditions, Its)}
    nothing: Row = (None,) * len(THING_SLOT[held.kind])
    for among in nodes_in(held.conditions, Among):
        if isinstance(among.term, Its) and not among.negated:
            found[among.term.name] += sorted(among.values)
    for node in nodes_in(held.conditions, Compare):
        if isinstance(node.left, Its) and node.op != "!=":
            value = reader(node.right, held.kind)(view, nothing)
            value = value[node.op in (">", ">=")] if isinstance(value, tuple) else value
            if value is not None:
                moved = _NEXT.get(node.op, 0) if isinstance(value, int) and value < NO_END else 0
                found[node.left.name].append(value + moved if moved else value)
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


def _first(
    held: Held, named: dict[str, tuple[Any, ...]], states: Mapping[str, StateRules], cards: frozenset[str]
) -> Iterator[dict[str, Any]]:
    """Yield what says best what a thing is: of a visa issuer and category, with what the State says that is for; else its kind."""
    if held.kind != "visa":
        kinds = [each for each in named.get("kind", (None,)) or (None,) if each not in _OF_A_TRADE]
        yield from ({"kind": each} for each in kinds)
        return
    demanded = _categories(held.conditions)
    for issuer in named.get("issuing_state", ()):
        table = states[issuer].visas if issuer in states else {}
        listed: list[str | None] = [*(each for each in table or demanded if each not in cards - demanded)]
        for each in listed or [None]:
            if demanded and each not in demanded:
                continue
            first: dict[str, Any] = {"issuing_state": issuer, "category": each}
            if "purposes" in named:
                first["purposes"] = table[each].purposes if each is not None and each in table else None
            yield first


def _categories(conditions: Sequence[Condition]) -> frozenset[str]:
    """Return the categories of which *conditions* themselves demand one; none where any will do."""
    for each in (condition.predicate for condition in conditions if condition.key == "category"):
        match each:
            case Among(values=values, negated=False):
                return values
            case Compare(op="==", right=Literal(value=value)):
                return frozenset((str(value),))
    return frozenset()


def cards_in(tree: Any) -> frozenset[str]:
    """Return the categories that stand within a branch alone: cards that serve in place of a visa, which nobody obtains for a journey."""
    branches = nodes_in(tree, Branch)
    return frozenset().union(*(_categories(each.conditions) for each in branches))


def _options(name: str, values: Sequence[Any], view: View) -> tuple[Any, ...]:
    """Return what a property may be, the best to try first."""
    day, until = view[_DAY], view[_UNTIL]
    match name:
        case "valid_from":
            return (day,)  # what is obtained now was not valid before
        case "valid_until":
            least = [day] if until is None else [max(day, until)]
            return tuple(dict.fromkeys((NO_END,) if until is None else (*least, *values, NO_END)))
        case "duration_of_stay":
            stay = [] if until is None or until >= NO_END else [until - day + 1, until - day]
            return tuple(dict.fromkeys((*[each for each in stay if each >= 0], *values, NO_END)))
        case "entries_left":
            return tuple(dict.fromkeys((*[each for each in values if isinstance(each, int)], 1)))
        case "form":
            return ("sticker", "electronic")
        case _ if name == TIE:
            return (True,)
    return tuple(values) or (None,)
