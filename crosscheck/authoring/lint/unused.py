"""What no answer can ever hang on: law that ended too soon, groups nobody names, ports nobody can be told of."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from crosscheck.language.dates import NO_END, iso
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Member, Predicate, Validity
from crosscheck.language.source import Span
from crosscheck.language.trees import facts_read, nodes_in
from crosscheck.rulebook.ruleset import Coverage, Group, Notice, Port, Requirement, RuleSet, StateRules

_WORKED_OUT: Final = {"port.closed_for": "closed", "port.has_mode": "port.modes"}
"""Facts of a port that follow from another key of its file."""

_Owner: TypeAlias = StateRules | Port
"""Whose law it is."""


def find(rules: RuleSet) -> Iterator[Diagnostic]:
    """Look at every group and port, and at everything that is law for a time only."""
    reads = _Reads()
    named_by: dict[str, list[int]] = {}
    owners: list[_Owner] = [*rules.states.values(), *rules.ports.values()]
    for owner in owners:
        since = _first_day(owner.covered)
        for name in reads.groups(owner):
            named_by.setdefault(name, []).append(since)
        for each in _law(owner):
            yield from _ended(_last_day(each.validity), since, f"`{each.id}`", each.span)
            for ground in each.grounds if isinstance(each, Requirement) else ():
                yield from _ended(
                    _last_day(ground.validity), since, f"the ground `{ground.name}`", ground.span
                )
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
        for predicate in _predicates(owner):
            if id(predicate) not in self._groups:
                found = frozenset(member.group for member in nodes_in(predicate, Member))
                self._groups[id(predicate)] = found
            named |= self._groups[id(predicate)]
        return named

    def facts(self, owner: _Owner) -> set[str]:
        """Return every fact that the law of *owner* reads."""
        if id(owner) not in self._facts:
            self._facts[id(owner)] = {name for each in _predicates(owner) for name in facts_read(each)}
        return self._facts[id(owner)]


def _law(owner: _Owner) -> Iterator[Requirement | Notice]:
    if isinstance(owner, Port):
        yield from owner.requirements
        yield from owner.notices
    else:
        for movement in owner.requirements:
            yield from owner.requirements[movement]
            yield from owner.notices[movement]


def _predicates(owner: _Owner) -> Iterator[Predicate]:
    """Yield what each condition of the law of *owner* demands; `ending_stay` repeats what stands elsewhere."""
    for each in _law(owner):
        yield from (condition.predicate for condition in each.concerns)
        for ground in each.grounds if isinstance(each, Requirement) else ():
            yield from (condition.predicate for condition in ground.concerns)
            yield from (need.predicate for need in ground.needs if need.key != "ending_stay")
    for category in owner.visas.values() if isinstance(owner, StateRules) else ():
        if category.electronic is not None:
            yield from (condition.predicate for condition in category.electronic.concerns)


def _first_day(covered: Iterable[Coverage]) -> int:
    return min((each.period.first or 0 for each in covered), default=0)


def _last_day(validity: Validity) -> int:
    periods = (*validity.in_force, *validity.unsettled)
    return max((each.last or NO_END for each in periods), default=NO_END)


def _ended(last: int, since: int, what: str, span: Span | None) -> Iterator[Diagnostic]:
    if last < since and span is not None:
        message = f"{what} ended on {iso(last)}, before anything is covered here: {iso(since)}"
        hint = "delete it, or cover from earlier; where a stay that it granted may end later, waive this"
        yield Diagnostic("CC421", span, message, hint)


def _of_group(group: Group, named_since: list[int] | None) -> Iterator[Diagnostic]:
    if group.span is None:
        return
    if named_since is None:
        message = f"no rule names the group `{group.id}`"
        hint = "write `in GROUP` where it is meant, or delete the file"
        yield Diagnostic("CC422", group.span, message, hint)
        return
    last = max((_last_day(member.validity) for member in group.members.values()), default=NO_END)
    if group.complete:
        yield from _ended(last, min(named_since), f"the group `{group.id}`", group.span)


def _of_port(port: Port, rules: RuleSet, reads: _Reads) -> Iterator[Diagnostic]:
    if port.span is None:
        return
    sides = (port.home, port.neighbour), (port.neighbour, port.home)
    if not any(_covers(rules.states.get(state), other) for state, other in sides):
        message = f"neither {port.home} nor {port.neighbour} covers this border, and so nobody is ever answered here"
        hint = "write the rules of one of them, or name the other after `with` in its `covered`"
        yield Diagnostic("CC424", port.span, message, hint)
    read: set[str] = set()
    owners: list[_Owner] = [port, *(rules.states[state] for state, _ in sides if state in rules.states)]
    if any(each.modes is not None for owner in owners for each in owner.covered):
        read.add("port.modes")
    read |= {_WORKED_OUT.get(name, name) for owner in owners for name in reads.facts(owner)}
    for name, values in port.facts.items():
        if name not in read and values:
            yield _unread(name, values[0].span or port.span)
    if port.closings and "closed" not in read:
        yield _unread("closed", port.span)


def _covers(state: StateRules | None, other: str) -> bool:
    return state is not None and any(
        each.neighbours is None or other in each.neighbours for each in state.covered
    )


def _unread(name: str, span: Span) -> Diagnostic:
    shown = name.removeprefix("port.")
    message = (
        f"no rule that holds at this port reads its `{shown}`: whatever stands here, the answer is the same"
    )
    hint = "write a requirement or notice of all ports of the border, or of this one, that reads it"
    return Diagnostic("CC425", span, message, hint)
