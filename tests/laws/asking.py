"""Which facts are worth asking for, read off the tree with the reference's truth."""

from collections.abc import Iterable, Iterator

from crosscheck.decision import Outcome
from crosscheck.expr.nodes import (
    AllOf,
    Among,
    AnyOf,
    Both,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    InForce,
    Its,
    Member,
    NoneOf,
    Only,
    Predicate,
    Shift,
    Term,
    Window,
)
from crosscheck.vocabulary import THING, THING_SLOT
from tests.generating.cases import Case
from tests.laws.reference import Reading, Thing, rules_of


def worth_asking(case: Case, exit_place: int | None, entry_place: int | None) -> set[str]:
    """Return every unstated fact read inside something that is itself unknown, under one plan."""
    leaving, entering = Reading(case, exit_place), Reading(case, entry_place)
    asked = {*_of_part(leaving, "exit"), *_of_part(entering, "entry")}
    if (port := case.question.port) is not None:
        outbound = case.rules.ports[port].home == case.question.exit_state
        asked |= {*_of_part(leaving if outbound else entering, "port")}
    return asked


def _of_part(reading: Reading, part: str) -> Iterator[str]:
    coverage, requirements, _ = rules_of(reading.case, part)
    if not reading.is_covered(part, assume=False):
        for each in coverage:
            limits = reading.within_limits(each, part)
            if False not in limits.values():
                yield from (name for name, within in limits.items() if within is None)
    for requirement in requirements:
        if reading.outcome(requirement)[0] is not Outcome.UNDETERMINED:
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
        case Compare(left, _, right):
            yield from _of_terms(reading, (left, right), thing)
        case Among(term, _, _) | Only(term, _) | InForce(_, term):
            yield from _of_terms(reading, (term,), thing)
        case Member(term, _, on, _):
            yield from _of_terms(reading, (term,) if on is None else (term, on), thing)
        case Covers(whole, part, _):
            yield from _of_terms(reading, (whole, part), thing)
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
            for row in rows or ():
                yield from _of_conjunction(reading, conditions, (kind, row))
        case Window(_, _, state, first, last, counted, _):
            yield from _of_terms(reading, (first, last), thing)
            rows = reading.things("visit", state)
            slots = THING_SLOT["visit"]
            read = ["entered_on", "exited_on", *(["ground"] if counted is not None else [])]
            if rows is None or any(row[slots[name]] is None for row in rows for name in read):
                yield f"visits.{state}"


def _of_terms(reading: Reading, terms: Iterable[Term], thing: Thing | None) -> Iterator[str]:
    for term in terms:
        match term:
            case Shift(base, amount, _, _):
                yield from _of_terms(reading, (base, amount), thing)
            case Fact(name):
                possible = reading.possible(term, thing)
                if possible is None or len(possible) > 1:
                    if not name.startswith("port."):
                        yield name
                    elif reading.case.question.port is None:
                        yield "port"
            case Its(name) if thing is not None and reading.its(thing, name) is None:
                kind, row = thing
                if (kind, name) == ("visa", "purposes"):
                    slots = THING_SLOT["visa"]
                    yield from (
                        f"visa.{each}" for each in ("issuing_state", "category") if row[slots[each]] is None
                    )
                else:
                    yield f"{kind}.{'document' if name == 'tied_to_document_shown' else name}"
            case _:
                pass
