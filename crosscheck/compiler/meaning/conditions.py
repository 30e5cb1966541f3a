"""Mappings under `for` and `needs` -> conditions."""

from dataclasses import replace
from typing import Final

from crosscheck.compiler.meaning import phrases, resolve, typecheck
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar
from crosscheck.compiler.shape import shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.nodes import (
    AllOf,
    AnyOf,
    Branch,
    Compare,
    Condition,
    Held,
    Its,
    Literal,
    NoneOf,
    Predicate,
)
from crosscheck.language.vocabulary import ENDING_STAY, THING, TIE, ThingType
from crosscheck.rulebook.ruleset import Conditions

_ANY_TERM: Final = "any term"
"""Demands nothing of a day, and says that this is meant."""
TERM: Final = {
    "valid_from": ("CC430", "may not have begun", "on or before crossing.date"),
    "valid_until": ("CC407", "may have ended", "on or after crossing.date"),
    "date": ("CC407", "may be for any day", "on or after crossing.date"),
}
"""The days of a thing held that a rule must read, or say that any will do: by what code it is told otherwise, what then may be, how to read it."""
_BRANCHING: Final[dict[str, type[AllOf | AnyOf | NoneOf]]] = {
    "any_of": AnyOf,
    "all_of": AllOf,
    "none_of": NoneOf,
}


def read(node: Node, what: str, scope: Scope) -> Conditions:
    """Return a condition for each line of a mapping that is understood; the rest is reported."""
    mapping = shape.mapping(node, what, scope.findings)
    if mapping is None:
        return ()
    if mapping.flow:
        hint = "write one condition to a line, without braces"
        scope.findings.report("CC312", mapping.span, f"{what} is written in braces", hint)
        return ()
    return tuple(
        Condition(key.text, meant, value.text if isinstance(value, Scalar) else "", key.span)
        for key, value in mapping.entries
        if (meant := _predicate(key, value, scope)) is not None
    )


def under(fields: Fields, name: str, scope: Scope) -> Conditions:
    """Return the conditions under the key *name*, if it is there."""
    node = fields.node(name)
    return () if node is None else read(node, f"`{name}`", scope)


def _predicate(key: Scalar, value: Node, scope: Scope) -> Predicate | None:
    if shape.plain(key, "the name of a fact", scope.findings) is None:
        return None
    thing = THING.get(key.text)
    if thing is not None and scope.thing is None:
        return _held(thing, key, value, scope)
    if thing is not None and isinstance(value, Mapping):
        message = f"`{key.text}:` stands inside another list condition"
        scope.findings.report("CC204", key.span, message, "put it beside, not inside")
        return None
    if key.text in _BRANCHING:
        branches = _branches(key, value, scope)
        return _BRANCHING[key.text](branches) if branches else None
    if key.text == ENDING_STAY and scope.thing is None:
        return _ending_stay(key, value, scope)
    phrase = value.text if isinstance(value, Scalar) and value.plain else None
    kind = None if scope.thing is None else scope.thing.kind
    said = (key.text, phrase, kind, scope.movement, scope.month_ends)
    understood, reported = scope.names.understood.get(said), scope.findings.count
    if understood is None:
        understood = _meaning(key, value, scope)
        if understood is not None and phrase is not None and scope.findings.count == reported:
            scope.names.understood[said] = understood
    return understood


def _meaning(key: Scalar, value: Node, scope: Scope) -> Predicate | None:
    """Return what the phrase *value* says of the fact *key*; None too where it demands nothing."""
    subject = resolve.left_side(key, scope)
    phrase = shape.plain(value, f"`{key.text}`", scope.findings)
    if phrase is None or (phrase.text == _ANY_TERM and scope.thing is not None and key.text in TERM):
        return None
    parts = phrases.parse(phrase, scope.findings)
    if subject is None or parts is None:
        return None
    if subject[0] == Its(TIE) and [word.text for word in phrases.values(parts)] == ["yes", "no"]:
        return None
    return typecheck.check(parts, *subject, scope)


def _held(thing: ThingType, key: Scalar, value: Node, scope: Scope) -> Predicate | None:
    mapping = shape.mapping(value, f"`{thing.kind}`", scope.findings, key.span)
    if mapping is None:
        return None
    state, entries = None, mapping.entries
    if thing.kind == "visit":
        state = _state_of_visit(mapping, key, scope)
        entries = tuple(entry for entry in entries if entry[0].text != "state")
        if state is None:
            return None
    inner = replace(scope, thing=thing)
    conditions = read(mapping._replace(entries=entries), f"`{thing.kind}`", inner) if entries else ()
    said = {entry.text for entry, _ in entries}
    lacking = {found.name for found in thing.properties} - said
    for name in lacking & TERM.keys():
        code, what, phrase = TERM[name]
        message = f"this {thing.kind} {what}: no condition reads `{name}`"
        hint = f"add `{name}: {phrase}`; `{name}: {_ANY_TERM}` where the source says that it does not matter"
        scope.findings.report(code, key.span, message, hint)
    if TIE in lacking:
        conditions = (*conditions, tied(key))
    return Held(thing.kind, conditions, state)


def tied(key: Scalar) -> Condition:
    """Return what every visa and permit must be, unless the rule says otherwise."""
    return Condition(TIE, Compare(Its(TIE), "==", Literal(value=True)), "yes", key.span)


def _state_of_visit(mapping: Mapping, key: Scalar, scope: Scope) -> str | None:
    node = mapping.get("state")
    if node is None:
        hint = "add `state: KZ`: past stays are stated State by State"
        scope.findings.report("CC202", key.span, "`visit` has no `state`", hint)
        return None
    scalar = shape.plain(node, "`state`", scope.findings)
    if scalar is not None and " " in scalar.text:
        hint = "write a `visit:` for each, under `any_of`"
        scope.findings.report("CC305", scalar.span, "`state` of a visit is one State", hint)
        return None
    return None if scalar is None else resolve.state(scalar, scope.findings)


def _branches(key: Scalar, value: Node, scope: Scope) -> tuple[Branch, ...]:
    mapping = shape.mapping(value, f"`{key.text}`", scope.findings, key.span)
    branches = []
    for entry, node in mapping.entries if mapping else ():
        name = shape.name(entry, "the name of a branch", scope.findings)
        conditions = read(node, f"`{entry.text}`", scope)
        if name is not None:
            branches.append(Branch(name, conditions))
    return tuple(branches)


def _ending_stay(key: Scalar, value: Node, scope: Scope) -> Predicate | None:
    phrase = shape.plain(value, "`ending_stay`", scope.findings)
    if phrase is None:
        return None
    if phrase.text != "within its grant":
        scope.findings.not_understood(phrase, "write `within its grant`")
    elif scope.movement != "exit":
        message = "`ending_stay: within its grant` may be demanded only on exit"
        scope.findings.report("CC411", key.span, message, "a stay ends where a State is left")
    elif scope.endings:
        return AnyOf(tuple(Branch(name, conditions) for name, conditions in scope.endings))
    elif (
        scope.endings is not None
    ):  # otherwise the permission to enter could not be read, which has been reported
        message = f"no `{str(scope.state).lower()}.entry.permission` says what stays it grants"
        scope.findings.report("CC411", key.span, message, "write the permission to enter first")
    return None
