"""Which facts are worth asking for, read off the tree with the reference's truth."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any, Final

from crosscheck.deciding.decision import Outcome, Verdict
from crosscheck.deciding.facts import Row
from crosscheck.language.nodes import (
    AllOf,
    AnyOf,
    Both,
    Condition,
    Fact,
    Held,
    Its,
    Moment,
    NoneOf,
    Predicate,
    Shift,
    Term,
    Window,
)
from crosscheck.language.vocabulary import THING, THING_SLOT
from tests.generating.cases import Case
from tests.laws.reference import Reading, Thing, days_of_visit, plans, rules_of, seen_by

HAND: Final = "its."
"""Stands for the path of the thing in hand, while that is not known."""


def worth_asking(case: Case) -> set[str]:
    """Return the path of all that is unstated and read inside what is itself unknown, under any plan that may pass."""
    asked: set[str] = set()
    for (leave, enter), found in plans(case).items():
        if found is not Verdict.FAIL:
            asked |= _under(case, leave, enter)
    return asked


def _under(case: Case, exit_place: int | None, entry_place: int | None) -> set[str]:
    on_leaving, on_entering = seen_by(case)
    asked = {each for part in on_leaving for each in _of_part(Reading(case, exit_place), part)}
    return asked | {each for part in on_entering for each in _of_part(Reading(case, entry_place), part)}


def _of_part(reading: Reading, part: str) -> Iterator[str]:
    coverage, requirements, _ = rules_of(reading.case, part)
    if not reading.is_covered(part, assume=False):
        for each in coverage:
            limits = reading.within_limits(each, part)
            if False not in limits.values():
                yield from (_path(reading, name) for name, within in limits.items() if within is None)
    for requirement in requirements:
        if reading.outcome_in(part, requirement)[0] is not Outcome.UNDETERMINED:
            continue
        yield from _of_conjunction(reading, requirement.concerns, None)
        for ground in requirement.grounds:
            if reading.ground_holds(ground, assume=True) and not reading.ground_holds(ground, assume=False):
                for condition in (*ground.concerns, *ground.needs, *ground.granted):
                    yield from _of_predicate(reading, condition.predicate, None)


def _of_conjunction(reading: Reading, conditions: Iterable[Condition], thing: Thing | None) -> Iterator[str]:
    conditions = tuple(conditions)
    if reading.all_hold(conditions, True, thing) and not reading.all_hold(conditions, False, thing):
        for condition in conditions:
            yield from _of_predicate(reading, condition.predicate, thing)


def _of_predicate(reading: Reading, predicate: Predicate, thing: Thing | None) -> Iterator[str]:
    if reading.holds(predicate, True, thing) == reading.holds(predicate, False, thing):
        return
    match predicate:
        case Both(items):
            for item in items:
                yield from _of_predicate(reading, item, thing)
        case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
            for branch in branches:
                yield from _of_conjunction(reading, branch.conditions, thing)
        case Held(kind, conditions, state):
            rows = reading.things(kind, state)
            if rows is None:
                yield f"visits.{state}" if kind == "visit" else THING[kind].plural
            listed = f"visits.{state}" if kind == "visit" else THING[kind].plural
            for place, row in enumerate(rows or ()):
                for each in _of_conjunction(reading, conditions, (kind, row)):
                    yield each.replace(HAND, f"{listed}[{place}].")
        case Window(_, _, state, first, last, _, _):
            yield from _of_terms(reading, (first, last), thing)
            rows, entered = reading.things("visit", state), reading.value(first, thing)
            if rows is None:
                yield f"visits.{state}"
            for place, row in enumerate(rows or ()) if entered is not None else ():
                yield from (
                    f"visits.{state}[{place}].{name}" for name in _in_play(reading, predicate, row, thing)
                )
        case _:
            yield from _of_terms(reading, _terms(predicate), thing)


def _terms(node: Any) -> Iterator[Term]:
    """Yield the terms that stand in *node*, those of its moments too."""
    for part in (getattr(node, field.name) for field in fields(node)):
        if isinstance(part, Moment):
            yield from _terms(part)
        elif isinstance(part, Term):
            yield part


def _of_terms(reading: Reading, terms: Iterable[Term], thing: Thing | None) -> Iterator[str]:
    for term in terms:
        match term:
            case Shift(base, amount, _, _):
                yield from _of_terms(reading, (base, amount), thing)
            case Fact(name):
                possible = reading.possible(term, thing)
                if possible is None or len(possible) > 1:
                    if not name.startswith("port."):
                        if reading.case.facts.documents != () or not name.startswith("document."):
                            yield _path(reading, name)
                    elif reading.case.question.port is None:
                        yield "port"
            case Its(name) if thing is not None and reading.its(thing, name) is None:
                kind, row = thing
                if (kind, name) == ("visa", "purposes"):
                    slots = THING_SLOT["visa"]
                    yield from (
                        f"{HAND}{each}" for each in ("issuing_state", "category") if row[slots[each]] is None
                    )
                else:
                    yield f"{HAND}{'document' if name == 'tied_to_document_shown' else name}"
            case _:
                pass


def _path(reading: Reading, name: str) -> str:
    """Return where the profile states a fact: among several documents, of the one that is shown."""
    of_document = name.startswith("document.") or name == "nationality"
    if of_document and len(reading.case.facts.documents or ()) > 1:
        return f"documents[{reading.shown}].{name.removeprefix('document.')}"
    return {"crossing.from": "exit_state", "crossing.to": "entry_state"}.get(name, name)


def _in_play(reading: Reading, window: Window, row: Row, thing: Thing | None) -> Iterator[str]:
    """Yield what is unsaid of a past stay some of whose days within reach of the window may count or not."""
    first, last = reading.value(window.first, thing), reading.value(window.last, thing)
    least, most = (set(days_of_visit(row, window, first, shortest=short)) for short in (True, False))
    if window.span is None:
        start = date(date.fromordinal(first).year, 1, 1).toordinal()
    else:
        end = first if last is None else min(max(first, last), first + window.span)
        start = end - window.span + 1
    if any(start <= each <= first for each in most - least):
        slots = THING_SLOT["visit"]
        read = ["entered_on", "exited_on", *(["ground"] if window.counted is not None else [])]
        yield from (name for name in read if row[slots[name]] is None)
