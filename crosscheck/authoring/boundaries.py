"""Cases at the bounds of a requirement: the last day and the day after, one page and none.

Each is what the rules say today, for an author to compare with the source: who is tried is
somebody who meets a ground as far as that is plain, with one value moved to a bound, a step
before it and a step after it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from crosscheck import values
from crosscheck.authoring.trial import ReadProfile, Trial, open_or_unmet
from crosscheck.authoring.witness import Row, Traveller, day_within, property_named, traveller_of, value_of
from crosscheck.compiler.case import Asked, Case, Expected, Stated
from crosscheck.compiler.stated import over
from crosscheck.dates import NO_END, add_months, iso
from crosscheck.decision import Outcome
from crosscheck.errors import ProfileError, UncoveredError
from crosscheck.expr.nodes import Both, Compare, Condition, Fact, Held, Its, Predicate, Shift, Window
from crosscheck.expr.reading import blocks
from crosscheck.rulebook import Ground, Requirement, RuleSet
from crosscheck.vocabulary import FACT, THING, FactType, Teller, Type

_ASKED: Final = {"crossing.from", "crossing.to", "crossing.direction", "crossing.date"}
_MONTH_ENDS: Final = ("2027-01-31", "2027-08-31", "2028-02-29")
"""Days on which a span in months meets a month that is too short, and a leap day."""
_TODAY: Final = date(2026, 12, 1).toordinal()
_STEPS: Final = ((-1, "a step below"), (0, "on"), (1, "a step above"))
_DAYS: Final = ((-1, "the day before"), (0, "on"), (1, "the day after"))

Bound = tuple[str, str, Traveller]
"""A ground, what is tried, and whom it is tried on."""


def cases_at_bounds(rules: RuleSet, requirement: Requirement, read_profile: ReadProfile) -> str:
    """Return a file of cases of *requirement*, each marked for its author to confirm."""
    trial, nothing = Trial(rules, read_profile), _nothing_held(requirement)
    lines = [f"cases: {requirement.id}", *_given(nothing), "examples:"]
    seen: set[str] = set()
    for ground, what, who in _bounds(rules, requirement):
        name = f"{ground}, {what}" if ground != "needs" else what
        expected = _outcome(trial, requirement, who, nothing)
        if expected is None or name in seen:
            continue
        seen.add(name)
        lines += ["  # confirm", f"  {name}:", *_stated(who), f"    expect: {_written(expected)}"]
    return "\n".join(lines) + "\n"


# Which -----------------------------------------------------------------------------------------


def _bounds(rules: RuleSet, requirement: Requirement) -> Iterator[Bound]:
    for ground in requirement.grounds:
        day = day_within((*ground.validity.in_force, *ground.validity.unsettled), _TODAY)
        who = traveller_of(rules, requirement, ground, day)
        yield ground.name, "as it is meant", who
        yield from _of_periods(rules, requirement, ground)
        conditions = (*requirement.concerns, *ground.concerns, *ground.needs, *ground.granted)
        for compare, row in _comparisons(conditions, who):
            yield from _around(ground, compare, who, row)
            if _counts_months(compare):
                for month_end in _MONTH_ENDS:
                    then = traveller_of(rules, requirement, ground, date.fromisoformat(month_end).toordinal())
                    yield from _around_again(ground, compare, then, month_end)


def _of_periods(rules: RuleSet, requirement: Requirement, ground: Ground) -> Iterator[Bound]:
    periods = [
        *requirement.validity.in_force, *requirement.validity.unsettled,
        *ground.validity.in_force, *ground.validity.unsettled,
    ]  # fmt: skip
    for period in periods:
        for day, is_first in ((period.first, True), (period.last, False)):
            if day is None:
                continue
            side = "first" if is_first else "last"
            beyond = "the day before the first day" if is_first else "the day after the last day"
            for at, what in ((day, f"on the {side} day"), (day - 1 if is_first else day + 1, beyond)):
                who = traveller_of(rules, requirement, ground, at)
                yield ground.name, f"{what} in force, {iso(at)}", who


def _comparisons(
    conditions: Iterable[Condition], who: Traveller
) -> Iterator[tuple[Compare, tuple[str, int] | None]]:
    """Give every comparison of a day or a number, and the thing held that it is of."""
    held: dict[str, int] = {}

    def within(
        conditions: Iterable[Condition], row: tuple[str, int] | None
    ) -> Iterator[tuple[Compare, tuple[str, int] | None]]:
        for predicate in (condition.predicate for condition in conditions):
            for each in predicate.items if isinstance(predicate, Both) else (predicate,):
                if isinstance(each, Compare) and _moves(each) is not None:
                    yield each, row
            for block in blocks(predicate):
                inside = row
                if block.thing is not None:
                    plural = THING[block.thing.kind].plural
                    inside = plural, held.get(plural, 0)
                    held[plural] = inside[1] + 1
                    if inside[1] >= len(who.things.get(plural, ())):
                        continue
                yield from within(block.conditions, inside)

    yield from within(conditions, None)


def _moves(compare: Compare) -> FactType | None:
    """Return the fact that can be moved across the bound of *compare*; None if there is none."""
    left = compare.left.base if isinstance(compare.left, Shift) else compare.left
    if isinstance(left, Fact):
        fact = FACT[left.name]
    elif isinstance(left, Its):
        fact = property_named(left.name)
    else:
        return None
    return fact if fact.type in (Type.DATE, Type.PARTIAL, Type.COUNT) else None


def _counts_months(compare: Compare) -> bool:
    return any(isinstance(side, Shift) and side.unit == "months" for side in (compare.left, compare.right))


def _around(
    ground: Ground, compare: Compare, who: Traveller, row: tuple[str, int] | None, suffix: str = ""
) -> Iterator[Bound]:
    """Give the values beside the bound of one comparison, and the bound itself."""
    fact = _moves(compare)
    assert fact is not None
    thing = None if row is None else who.things[row[0]][row[1]]
    bound = _bound(compare, who, thing)
    left = compare.left.base if isinstance(compare.left, Shift) else compare.left
    row = row if isinstance(left, Its) else None
    if bound is None or bound >= NO_END:
        return
    name = (
        fact.name
        if row is None
        else f"{fact.name} of a {next(k for k, t in THING.items() if t.plural == row[0])}"
    )
    for step, what in _STEPS if fact.type is Type.COUNT else _DAYS:
        value = bound + step
        if value < 0 or (fact.name == "crossing.date" and row is None):
            continue
        changed = who.copy()
        into: Row = changed.facts if row is None else changed.things[row[0]][row[1]]
        into[fact.name] = (value, value) if fact.type is Type.PARTIAL else value
        where = "" if what == "on" else f" {what}"
        shown = value if fact.type is Type.COUNT else iso(value)
        yield (
            ground.name,
            f"{name} {shown},{where or ' on'} {'the bound' if where else 'its bound'}{suffix}",
            changed,
        )


def _around_again(ground: Ground, compare: Compare, who: Traveller, month_end: str) -> Iterator[Bound]:
    """Give the same on another day: a month that is too short shifts the bound."""
    if isinstance(compare.left, Its) or (
        isinstance(compare.left, Shift) and isinstance(compare.left.base, Its)
    ):
        return
    yield from _around(ground, compare, who, None, f", crossing on {month_end}")


def _bound(compare: Compare, who: Traveller, row: Row | None) -> int | None:
    """Return the value at which the outcome of *compare* turns."""
    right = value_of(compare.right, who, row)
    if not isinstance(right, int) or isinstance(right, bool):
        return None
    if not isinstance(compare.left, Shift):
        return right
    amount = value_of(compare.left.amount, who, row)
    if amount is None:
        return None
    return add_months(right, -amount) if compare.left.unit == "months" else right - int(amount)


# What comes of it ------------------------------------------------------------------------------


def _outcome(
    trial: Trial, requirement: Requirement, who: Traveller, nothing: dict[str, Stated]
) -> Expected | None:
    """Return what the evaluator gives; None where nobody could state this."""
    asked = Asked(
        on=iso(who.facts["crossing.date"]),
        from_state=who.facts.get("crossing.from"),
        to_state=who.facts.get("crossing.to"),
    )
    case = Case(requirement.id, "", asked, over(nothing, _profile(who)), Expected(Outcome.MET))
    try:
        found = trial.found(case)
    except (ProfileError, UncoveredError):
        return None
    expected = Expected(found.outcome)
    if found.outcome is Outcome.MET:
        named = found.met_by if requirement.grounds[0].name != "needs" else None
        return replace(expected, ground=named)
    if found.outcome is Outcome.NOT_APPLICABLE:
        return expected
    return replace(expected, conditions=open_or_unmet(found, unmet=found.outcome is Outcome.NOT_MET))


def _profile(who: Traveller) -> dict[str, Any]:
    profile: dict[str, Any] = {}
    for name, value in who.facts.items():
        if name not in _ASKED:
            root, _, rest = name.partition(".")
            shown = values.show(FACT[name], value)
            if rest:
                profile.setdefault(root, {})[rest] = shown
            else:
                profile[name] = shown
    for plural, rows in who.things.items():
        profile[plural] = [_shown_row(plural, row) for row in rows]
    return profile


def _shown_row(plural: str, row: Row) -> dict[str, Any]:
    properties = next(thing.properties for thing in THING.values() if thing.plural == plural)
    known = {fact.name: fact for fact in properties}
    return {
        name: values.show(known[name], value)
        for name, value in row.items()
        if known[name].teller is Teller.TRAVELLER
    }


def _nothing_held(requirement: Requirement) -> dict[str, Stated]:
    """Return that nothing is held of what *requirement* looks for, and where nobody has stayed before."""
    nothing: dict[str, Stated] = {}
    visited: dict[str, Stated] = {}
    grounds = requirement.grounds
    conditions = [
        *requirement.concerns,
        *(each for ground in grounds for each in (*ground.concerns, *ground.needs, *ground.granted)),
    ]
    for predicate in _predicates(conditions):
        match predicate:
            case Window(state=str(state)) | Held(state=str(state)):
                visited[state] = []
            case Held(kind):
                nothing[THING[kind].plural] = []
    return nothing | ({"visits": visited} if visited else {})


def _predicates(conditions: Iterable[Condition]) -> Iterator[Predicate]:
    """Give what is demanded of the traveller, but not what is of a thing held."""
    for condition in conditions:
        yield condition.predicate
        for block in blocks(condition.predicate):
            if block.thing is None:
                yield from _predicates(block.conditions)


# As text ---------------------------------------------------------------------------------------


def _given(nothing: dict[str, Stated]) -> Iterator[str]:
    if nothing:
        yield "given:"
    for name, value in nothing.items():
        if isinstance(value, dict):
            yield from (f"  {name}.{state}: []" for state in value)
        else:
            yield f"  {name}: []"


def _stated(who: Traveller) -> Iterator[str]:
    for name, value in who.facts.items():
        if name != "crossing.direction":
            yield f"    {name}: {_text(values.show(FACT[name], value))}"
    for plural, rows in who.things.items():
        yield f"    {plural}:"
        for row in rows:
            inner = ", ".join(f"{name}: {_text(value)}" for name, value in _shown_row(plural, row).items())
            yield f"      - {{{inner}}}"


def _text(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _written(expected: Expected) -> str:
    if expected.outcome is Outcome.MET and expected.ground:
        return f"{{met: {expected.ground}}}"
    if expected.outcome in (Outcome.MET, Outcome.NOT_APPLICABLE):
        return str(expected.outcome)
    return f"{{{expected.outcome}: [{', '.join(expected.conditions)}]}}"
