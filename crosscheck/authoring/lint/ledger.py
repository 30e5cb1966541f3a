"""Whether every nationality is decided on purpose for every permission to enter.

A code is decided where a ground of the permission admits its ordinary visitors or leaves
open whether it does, and where the State's ledger names it.  What falls through would need
a visa merely because nobody thought of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from crosscheck.authoring.lint import finding
from crosscheck.authoring.lint.implication import is_excluded
from crosscheck.compiler.meaning.completeness import PERMISSION
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import (
    Among,
    AnyOf,
    Both,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    Literal,
    Member,
    Predicate,
)
from crosscheck.language.states import STATES
from crosscheck.language.trees import facts_read
from crosscheck.language.validity import in_force
from crosscheck.rulebook.ruleset import Coverage, Ground, Group, RuleSet, StateRules

_SPECIMEN: Final = "UTO"
"""The State on specimens of passports: no traveller holds it, unless a rule set is about it."""
_NATIONALITY: Final = frozenset({Fact("nationality"), Fact("nationalities")})
_VISITOR: Final = (
    Compare(Fact("document.type"), "==", Literal("ordinary-passport")),
    Covers(Fact("purpose"), Literal("tourism")),
)
_MOST_NAMED: Final = 10
"""Codes on one line: nobody reads two hundred, and the first ones tell which list is lacking."""
_OF_EVERY_VISIT: Final = frozenset(
    {
        "nationality", "nationalities", "purpose", "stay.until", "crossing.date", "port.open_to_travellers",
        "document.type", "document.date_of_expiry", "document.date_of_issue", "document.blank_pages",
    }
)  # fmt: skip
"""What a ground for ordinary visitors may read; one that reads more is for some of them only."""


def find(rules: RuleSet, on: int) -> Iterator[Diagnostic]:
    """Look at the permission to enter each State, as of the day *on*."""
    for state in rules.states.values():
        grounds = _grounds(state)
        if grounds is None:
            continue
        admitted: dict[str, Ground] = {}
        decided: set[str] = set()
        for ground in grounds:
            if in_force(ground.validity, on) is not False and _is_for_visitors(ground):
                settled, named = _named(ground, rules.groups, on)
                decided |= named
                if in_force(ground.validity, on):
                    admitted |= dict.fromkeys(settled, ground)
        yield from _forgotten(state, decided, on)
        yield from _contradicted(state, admitted)


def _grounds(state: StateRules) -> tuple[Ground, ...] | None:
    id_ = f"{state.code.lower()}.entry.{PERMISSION}"
    return next((each.grounds for each in state.requirements["entry"] if each.id == id_), None)


def _forgotten(state: StateRules, decided: set[str], on: int) -> Iterator[Diagnostic]:
    ledger = state.ledger
    known = decided | (ledger.needs_visa | ledger.unsettled if ledger else set())
    missing = sorted(_covered(state.covered, on) - known - {_SPECIMEN})
    place = ledger.span if ledger and ledger.span else state.covered[0].span if state.covered else None
    if missing:
        count = "1 nationality is" if len(missing) == 1 else f"{len(missing)} nationalities are"
        more = len(missing) - _MOST_NAMED
        named = ", ".join(missing[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        message = f"{count} decided by nobody: {named}"
        file = f"states/{state.code.lower()}/ledger.yaml"
        hint = (
            f"write each into {file}, under `needs_visa` or `unsettled`, or into the group that it belongs to"
        )
        yield from finding.at(place, "CC417", message, hint)


def _contradicted(state: StateRules, admitted: Mapping[str, Ground]) -> Iterator[Diagnostic]:
    if (ledger := state.ledger) is None:
        return
    for code in sorted(ledger.needs_visa & admitted.keys()):
        ground = admitted[code]
        message = f"`{code}` is written down as in need of a visa, and the ground `{ground.name}` admits it"
        hint = "delete it here, or correct the ground or its group"
        yield from finding.at(ledger.places[code], "CC418", message, hint, (ground.span, "this ground"))


def _covered(covered: Iterable[Coverage], on: int) -> frozenset[str]:
    """Return the nationalities for which entry is covered on the day *on* or later."""
    found: frozenset[str] = frozenset()
    for each in covered:
        if (each.movements is None or "entry" in each.movements) and each.period.end >= on:
            found |= frozenset(STATES) if each.nationalities is None else each.nationalities
    return found


def _is_for_visitors(ground: Ground) -> bool:
    """Whether an ordinary passport and a visit as a tourist may do, whatever else is demanded of every visit."""
    conditions = (*ground.concerns, *ground.needs)
    return all(
        not isinstance(each.predicate, Held)
        and set(facts_read(each.predicate)) <= _OF_EVERY_VISIT
        and not is_excluded(_VISITOR, each.predicate)
        for each in conditions
    )


def _named(ground: Ground, groups: Mapping[str, Group], on: int) -> tuple[set[str], set[str]]:
    """Return the nationalities that *ground* names and is settled about, and all that it names."""
    settled: set[str] = set()
    named: set[str] = set()
    for predicate in _of_nationality(ground.concerns):
        match predicate:
            case Compare(_, "==", Literal(str(code))) | Covers(_, Literal(str(code)), False):
                settled.add(code)
            case Among(_, codes, False):
                settled |= codes
            case Member(_, group, _, False):
                for code, member in groups[group].members.items():
                    holds = in_force(member.validity, on)
                    if holds is not False:
                        (settled if holds else named).add(code)
    return settled, settled | named


def _of_nationality(conditions: Iterable[Condition]) -> Iterator[Predicate]:
    for condition in conditions:
        match condition.predicate:
            case Both(items):
                yield from items
            case AnyOf(branches):
                for branch in branches:
                    yield from _of_nationality(branch.conditions)
            case Compare(term) | Among(term) | Member(term) | Covers(term) as predicate if (
                term in _NATIONALITY
            ):
                yield predicate
