"""Cases at the bounds of a requirement: the last day and the day after, one page and none.

Each is what the rules say today, for an author to compare with the source: who is tried is
somebody who meets a ground as far as that is plain, with one value moved to a bound, a step
before it and a step after it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from crosscheck.authoring.bounds import Bounding, Turn
from crosscheck.authoring.comparing import open_or_unmet
from crosscheck.authoring.lines import conditions_of
from crosscheck.authoring.traveller import Thing, Traveller
from crosscheck.authoring.trial import ReadProfile, Trial
from crosscheck.authoring.witness import traveller_of
from crosscheck.compiler.cases.case import Asked, Case, Expected, Stated
from crosscheck.compiler.cases.stated import over
from crosscheck.deciding.decision import Outcome
from crosscheck.language import values
from crosscheck.language.dates import NO_END, iso
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.language.nodes import Condition, Held, Period, Window, lower
from crosscheck.language.trees import blocks, nodes_in
from crosscheck.language.vocabulary import FACT, THING, Teller, Type
from crosscheck.rulebook.ruleset import Ground, Requirement, RuleSet

_ASKED: Final = {"crossing.from", "crossing.to", "crossing.direction", "crossing.date"}
_MONTH_ENDS: Final = ("2027-01-31", "2027-08-31", "2028-02-29")
"""Days on which a span in months meets a month that is too short, and a leap day."""
_TODAY: Final = date(2026, 12, 1).toordinal()
_STEPS: Final = ((-1, "a step below the bound"), (0, "on its bound"), (1, "a step above the bound"))
_DAYS: Final = ((-1, "the day before the bound"), (0, "on its bound"), (1, "the day after the bound"))

Bound = tuple[str, str, Traveller]
"""A ground, what is tried, and whom it is tried on."""


class _Place(NamedTuple):
    kind: str
    number: int

    def of(self, who: Traveller) -> Thing:
        return who.things[THING[self.kind].plural][self.number]


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
        conditions = (*requirement.concerns, *conditions_of(ground))
        for turn, place in _turns(rules, conditions, who):
            yield from _around(ground, turn, who, place)
            if turn.counts_months and not turn.of_thing:  # a month that is too short shifts the bound
                for month_end in _MONTH_ENDS:
                    then = traveller_of(rules, requirement, ground, date.fromisoformat(month_end).toordinal())
                    yield from _around(ground, turn, then, None, f", crossing on {month_end}")


def day_within(periods: Iterable[Period], otherwise: int) -> int:
    """Return *otherwise* if it lies in one of *periods*, or in none there are; else the nearest day that does."""
    nearest = [
        min(max(otherwise, period.first or 1), NO_END if period.last is None else period.last)
        for period in periods
    ]
    return min(nearest, key=lambda day: abs(day - otherwise), default=otherwise)


def _of_periods(rules: RuleSet, requirement: Requirement, ground: Ground) -> Iterator[Bound]:
    for validity in (requirement.validity, ground.validity):
        for period in (*validity.in_force, *validity.unsettled):
            for day, what, beyond, step in (
                (period.first, "on the first day", "the day before the first day", -1),
                (period.last, "on the last day", "the day after the last day", 1),
            ):
                for at, where in () if day is None else ((day, what), (day + step, beyond)):
                    who = traveller_of(rules, requirement, ground, at)
                    yield ground.name, f"{where} in force, {iso(at)}", who


def _turns(
    rules: RuleSet, conditions: Iterable[Condition], who: Traveller
) -> Iterator[tuple[Turn, _Place | None]]:
    """Give every bound of a day or a number, and the thing held that it is of."""
    bounding, held = Bounding(rules.groups), Counter[str]()

    def within(conditions: Iterable[Condition], place: _Place | None) -> Iterator[tuple[Turn, _Place | None]]:
        for predicate in (condition.predicate for condition in conditions):
            for turn in lower(predicate, bounding, place and place.kind).turns:
                yield turn, place
            for block in blocks(predicate):
                inside = place
                if block.thing is not None:
                    inside = _Place(block.thing.kind, held[block.thing.kind])
                    held[inside.kind] += 1
                    if inside.number >= len(who.things.get(THING[inside.kind].plural, ())):
                        continue
                yield from within(block.conditions, inside)

    yield from within(conditions, None)


def _around(
    ground: Ground, turn: Turn, who: Traveller, place: _Place | None, suffix: str = ""
) -> Iterator[Bound]:
    """Give the values beside one bound, and the bound itself."""
    fact = turn.fact
    bound = turn.value(who, place and place.of(who))
    if not isinstance(bound, int) or bound >= NO_END:
        return
    if not turn.of_thing:
        place = None
    name = fact.name if place is None else f"{fact.name} of a {place.kind}"
    for step, what in _STEPS if fact.type is Type.COUNT else _DAYS:
        value = bound + step
        if value < 0 or (fact.name == "crossing.date" and place is None):
            continue
        changed = who.copy()
        into = changed.facts if place is None else place.of(changed)
        into[fact.name] = (value, value) if fact.type is Type.PARTIAL else value
        shown = value if fact.type is Type.COUNT else iso(value)
        yield ground.name, f"{name} {shown}, {what}{suffix}", changed


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


def _shown_row(plural: str, row: Thing) -> dict[str, Any]:
    properties = next(thing.properties for thing in THING.values() if thing.plural == plural)
    known = {fact.name: fact for fact in properties}
    return {
        name: values.show(known[name], value)
        for name, value in row.items()
        if known[name].teller is Teller.TRAVELLER
    }


def _nothing_held(requirement: Requirement) -> dict[str, Stated]:
    """Return that nothing is held of what *requirement* looks for, and where nobody has stayed before."""
    read = (requirement.concerns, *map(conditions_of, requirement.grounds))
    nothing: dict[str, Stated] = {
        THING[held.kind].plural: [] for held in nodes_in(read, Held) if held.state is None
    }
    states = (
        *[held.state for held in nodes_in(read, Held)],
        *[each.state for each in nodes_in(read, Window)],
    )
    visited: dict[str, Stated] = {state: [] for state in states if state is not None}
    return nothing | ({"visits": visited} if visited else {})


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
