"""What no answer can ever hang on: law that ended too soon, groups and types of document nobody names, ports nobody can be told of."""

from collections.abc import Iterator
from typing import TypeAlias

from crosscheck.authoring.lint import finding
from crosscheck.language.dates import NO_END, iso
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Among, Condition, Literal, Member, Period, Validity
from crosscheck.language.source import Span
from crosscheck.language.trees import facts_read, nodes_in
from crosscheck.language.vocabulary import FACT
from crosscheck.rulebook.ruleset import Group, Port, RuleSet, StateRules

_Owner: TypeAlias = StateRules | Port
"""Whose law it is."""


def find(rules: RuleSet) -> Iterator[Diagnostic]:
    """Look at every group and port, and at everything that is law for a time only."""
    reads = _Reads()
    named_by: dict[str, list[int]] = {}
    for owner in rules.owners():
        since = min((each.period.start for each in owner.covered), default=0)
        for name in reads.groups(owner):
            named_by.setdefault(name, []).append(since)
        for each in owner.law():
            yield from _ended(each.validity, since, f"`{each.id}`", each.span)
            for ground in each.grounds:
                yield from _ended(ground.validity, since, f"the ground `{ground.name}`", ground.span)
    for state in rules.states.values():
        yield from _of_documents(state, rules)
    for group in rules.groups.values():
        yield from _of_group(group, named_by.get(group.id))
    for port in rules.ports.values():
        yield from _of_port(port, rules, reads)


class _Reads:
    """What is named where; a phrase that stands again and again is one predicate, and is looked through once."""

    def __init__(self) -> None:
        self._groups: dict[int, frozenset[str]] = {}
        self._facts: dict[int, set[str]] = {}

    def groups(self, owner: _Owner) -> set[str]:
        """Return every group that the law of *owner* names."""
        named: set[str] = set()
        for condition in _conditions(owner):
            key = id(condition.predicate)
            if key not in self._groups:
                members = nodes_in(condition.predicate, Member)
                self._groups[key] = frozenset(member.group for member in members)
            named |= self._groups[key]
        return named

    def facts(self, owner: _Owner) -> set[str]:
        """Return every fact that the law of *owner* reads."""
        if id(owner) not in self._facts:
            self._facts[id(owner)] = {name for each in _conditions(owner) for name in facts_read(each)}
        return self._facts[id(owner)]


def _conditions(owner: _Owner) -> Iterator[Condition]:
    """Yield each condition of the law of *owner*."""
    for each in owner.law():
        yield from each.written
    for category in owner.visas.values() if isinstance(owner, StateRules) else ():
        if category.electronic is not None:
            yield from category.electronic.concerns


def _ended(validity: Validity, since: int, what: str, span: Span | None) -> Iterator[Diagnostic]:
    last = max((each.end for each in validity.periods), default=NO_END)
    if last < since:
        message = f"{what} ended on {iso(last)}, before anything is covered here: {iso(since)}"
        hint = "delete it, or cover from earlier; where a stay that it granted may end later, waive this"
        yield from finding.at(span, "CC421", message, hint)


def _of_group(group: Group, named_since: list[int] | None) -> Iterator[Diagnostic]:
    if named_since is None:
        hint = "write `in GROUP` where it is meant, or delete the file"
        yield from finding.at(group.span, "CC422", f"no rule names the group `{group.id}`", hint)
    elif group.complete:
        periods = [each.validity.periods or (Period(None, None),) for each in group.members.values()]
        lasting = Validity(tuple(period for of_member in periods for period in of_member))
        yield from _ended(lasting, min(named_since), f"the group `{group.id}`", group.span)


def _of_documents(state: StateRules, rules: RuleSet) -> Iterator[Diagnostic]:
    """Look for types of document that *state* declares, and that stand in no rule's condition and nobody's coverage."""
    if not (types := state.documents.types):
        return
    named: set[object] = set()
    for owner in rules.owners():
        named.update(*(each.document_types or () for each in owner.covered))
        for condition in _conditions(owner):
            named.update(*(among.values for among in nodes_in(condition.predicate, Among)))
            named.update(literal.value for literal in nodes_in(condition.predicate, Literal))
    for name in types.keys() - named:
        hint = "name it where rules read `document.type`, or delete it"
        yield from finding.at(types[name].span, "CC426", f"no rule reads the document type `{name}`", hint)


def _of_port(port: Port, rules: RuleSet, reads: _Reads) -> Iterator[Diagnostic]:
    sides = (port.home, port.neighbour), (port.neighbour, port.home)
    if not any(_covers(rules.states.get(state), other) for state, other in sides):
        message = f"neither {port.home} nor {port.neighbour} covers this border, and so nobody is ever answered here"
        hint = "write the rules of one of them, or name the other after `with` in its `covered`"
        yield from finding.at(port.span, "CC424", message, hint)
    read: set[str] = set()
    owners: list[_Owner] = [port, *(rules.states[state] for state, _ in sides if state in rules.states)]
    if any(each.modes is not None for owner in owners for each in owner.covered):
        read.add("port.modes")
    read |= {FACT[name].root for owner in owners for name in reads.facts(owner)}
    places = {name: values[0].span or port.span for name, values in port.facts.items() if values}
    if port.closings:
        places["port.closed"] = port.span
    for name in places.keys() - read:
        shown = name.removeprefix("port.")
        message = f"no rule that holds at this port reads its `{shown}`: whatever stands here, the answer is the same"
        hint = "write a requirement or notice of all ports of the border, or of this one, that reads it"
        yield from finding.at(places[name], "CC425", message, hint)


def _covers(state: StateRules | None, other: str) -> bool:
    return state is not None and any(
        each.neighbours is None or other in each.neighbours for each in state.covered
    )
