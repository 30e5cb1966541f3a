"""What no answer can ever hang on: law that ended too soon, groups nobody names, ports nobody can be told of."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from crosscheck.dates import NO_END, iso
from crosscheck.diagnostics import Diagnostic, Severity
from crosscheck.expr.nodes import Condition, Member, Validity
from crosscheck.expr.reading import facts_read, nodes_in
from crosscheck.rulebook import Coverage, Group, Notice, Port, Requirement, RuleSet, StateRules
from crosscheck.source import Span

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
    """What each requirement and notice names, looked up once: those of a border hold at every port of it."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def groups(self, owner: _Owner) -> set[str]:
        """Return every group that the law of *owner* names."""
        named = {name for each in _law(owner) for name in self._of(each)[0]}
        for category in owner.visas.values() if isinstance(owner, StateRules) else ():
            if category.electronic is not None:
                named |= {member.group for member in nodes_in(category.electronic.concerns, Member)}
        return named

    def facts(self, owner: _Owner) -> set[str]:
        """Return every fact that the law of *owner* reads."""
        return {name for each in _law(owner) for name in self._of(each)[1]}

    def _of(self, each: Requirement | Notice) -> tuple[frozenset[str], frozenset[str]]:
        if each.id not in self._known:
            conditions = tuple(_conditions(each))
            groups = frozenset(member.group for member in nodes_in(conditions, Member))
            self._known[each.id] = groups, frozenset(facts_read(conditions))
        return self._known[each.id]


def _law(owner: _Owner) -> Iterator[Requirement | Notice]:
    if isinstance(owner, Port):
        yield from owner.requirements
        yield from owner.notices
    else:
        for movement in owner.requirements:
            yield from owner.requirements[movement]
            yield from owner.notices[movement]


def _conditions(of: Requirement | Notice) -> Iterator[Condition]:
    """Yield each condition that is written there; `ending_stay` repeats what stands elsewhere."""
    yield from of.concerns
    for ground in of.grounds if isinstance(of, Requirement) else ():
        yield from ground.concerns
        yield from (need for need in ground.needs if need.key != "ending_stay")


def _first_day(covered: Iterable[Coverage]) -> int:
    return min((each.period.first or 0 for each in covered), default=0)


def _last_day(validity: Validity) -> int:
    periods = (*validity.in_force, *validity.unsettled)
    return max((each.last or NO_END for each in periods), default=NO_END)


def _ended(last: int, since: int, what: str, span: Span | None) -> Iterator[Diagnostic]:
    if last < since and span is not None:
        message = f"{what} ended on {iso(last)}, before anything is covered here: {iso(since)}"
        hint = "delete it, or cover from earlier; where a stay that it granted may end later, waive this"
        yield Diagnostic("CC421", span, message, hint, severity=Severity.WARNING)


def _of_group(group: Group, named_since: list[int] | None) -> Iterator[Diagnostic]:
    if group.span is None:
        return
    if named_since is None:
        message = f"no rule names the group `{group.id}`"
        hint = "write `in GROUP` where it is meant, or delete the file"
        yield Diagnostic("CC422", group.span, message, hint, severity=Severity.WARNING)
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
        yield Diagnostic("CC424", port.span, message, hint, severity=Severity.WARNING)
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
    return Diagnostic("CC425", span, message, hint, severity=Severity.WARNING)
