"""Cases at the bounds of a requirement: the last day and the day after, one page and none.

Each is what the rules say today, for an author to compare with the source: who is tried is
somebody who meets a ground as far as that is plain, with one value moved to a bound, a step
before it and a step after it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from crosscheck.authoring.comparing import open_or_unmet
from crosscheck.authoring.lines import conditions_of
from crosscheck.authoring.points import ends
from crosscheck.authoring.traveller import Meeting, Thing, Traveller
from crosscheck.authoring.trial import ReadProfile, Trial
from crosscheck.compiler.cases.case import Asked, Case, Expected, Stated
from crosscheck.compiler.cases.stated import over
from crosscheck.deciding.decision import Outcome
from crosscheck.deciding.evaluating.terms import fact_of
from crosscheck.language import values
from crosscheck.language.dates import NO_END, iso
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.language.nodes import Both, Compare, Condition, Held, Its, Period, Shift, Term, Window
from crosscheck.language.trees import blocks, nodes_in
from crosscheck.language.vocabulary import FACT, THING, FactType, Teller, Type
from crosscheck.profile.shape import ASKED, PROPERTIES
from crosscheck.rulebook.ruleset import Ground, Requirement, RuleSet

_MONTH_ENDS: Final = ("2027-01-31", "2027-08-31", "2028-02-29")
"""Days on which a span in months meets a month that is too short, and a leap day."""
_TODAY: Final = date(2026, 12, 1).toordinal()
_STEPS: Final = ((-1, "a step below the bound"), (0, "on its bound"), (1, "a step above the bound"))
_DAYS: Final = ((-1, "the day before the bound"), (0, "on its bound"), (1, "the day after the bound"))

_MOVED: Final = (Type.DATE, Type.PARTIAL, Type.COUNT)

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
        stated = _stated(who)
        expected = _outcome(trial, requirement, who, over(nothing, stated))
        if expected is None or name in seen:
            continue
        seen.add(name)
        lines += ["  # confirm", f"  {name}:", *_lines_of(stated), f"    expect: {_written(expected)}"]
    return "\n".join(lines) + "\n"


# Which -----------------------------------------------------------------------------------------


def _bounds(rules: RuleSet, requirement: Requirement) -> Iterator[Bound]:
    for ground in requirement.grounds:
        meets = partial(traveller_of, rules, requirement, ground)
        who = meets(day_within(ground.validity.periods, _TODAY))
        yield ground.name, "as it is meant", who
        for validity in (requirement.validity, ground.validity):
            for day, what in ends(validity):
                yield ground.name, f"{what} in force, {iso(day)}", meets(day)
        conditions = (*requirement.concerns, *conditions_of(ground))
        for node, place in _compared(conditions, who):
            yield from _around(ground, node, who, place)
            sides = node.left, node.right
            if not isinstance(_base(node), Its) and any(
                isinstance(side, Shift) and side.unit == "months" for side in sides
            ):  # a month that is too short shifts the bound
                for month_end in _MONTH_ENDS:
                    then = meets(date.fromisoformat(month_end).toordinal())
                    yield from _around(ground, node, then, None, f", crossing on {month_end}")


def day_within(periods: Iterable[Period], otherwise: int) -> int:
    """Return *otherwise* if it lies in one of *periods*, or in none there are; else the nearest day that does."""
    nearest = [min(max(otherwise, period.start), period.end) for period in periods]
    return min(nearest, key=lambda day: abs(day - otherwise), default=otherwise)


def _compared(conditions: Iterable[Condition], who: Traveller) -> Iterator[tuple[Compare, _Place | None]]:
    """Give every comparison, and the thing held that it is of."""
    held = Counter[str]()

    def within(
        conditions: Iterable[Condition], place: _Place | None
    ) -> Iterator[tuple[Compare, _Place | None]]:
        for predicate in (condition.predicate for condition in conditions):
            phrases = predicate.items if isinstance(predicate, Both) else (predicate,)
            yield from ((each, place) for each in phrases if isinstance(each, Compare))
            for block in blocks(predicate):
                inside = place
                if block.thing is not None:
                    inside = _Place(block.thing.kind, held[block.thing.kind])
                    held[inside.kind] += 1
                    if inside.number >= len(who.things.get(THING[inside.kind].plural, ())):
                        continue
                yield from within(block.conditions, inside)

    yield from within(conditions, None)


def _base(node: Compare) -> Term:
    """Return what is compared, without the span by which it is moved."""
    return node.left.base if isinstance(node.left, Shift) else node.left


def _around(
    ground: Ground, node: Compare, who: Traveller, place: _Place | None, suffix: str = ""
) -> Iterator[Bound]:
    """Give the values beside one bound of a day or a number, and the bound itself."""
    fact = fact_of(node.left, place and place.kind)
    bound = who.bound(node, place and place.of(who))
    if fact is None or fact.type not in _MOVED or not isinstance(bound, int) or bound >= NO_END:
        return
    if not isinstance(_base(node), Its):
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


# Whom ----------------------------------------------------------------------------------------


def traveller_of(rules: RuleSet, requirement: Requirement, ground: Ground, day: int) -> Traveller:
    """Return who meets *ground* on *day*, as far as each condition by itself can be met by saying something."""
    who = Traveller({"crossing.date": day})
    Meeting(rules.groups, who).all((*requirement.concerns, *conditions_of(ground)))
    facts = who.facts
    if len(requirement.grounds) > 1 and facts.keys().isdisjoint({"nationality", "nationalities"}):
        facts |= _admitted_by_no_list(rules, requirement)
    if "nationality" in facts and "nationalities" not in facts:
        facts["nationalities"] = frozenset({facts["nationality"]})
    if "nationality" not in facts and len(facts.get("nationalities", ())) == 1:
        (facts["nationality"],) = facts["nationalities"]
    for visa in who.things.get("visas", ()):
        visa.update(_category_for(rules, visa, facts.get("purpose", frozenset())))
    return who


def _admitted_by_no_list(rules: RuleSet, requirement: Requirement) -> Thing:
    """Return a nationality of which the State's ledger says that it needs a visa, so that no other ground is open."""
    state = rules.states.get(requirement.id.partition(".")[0].upper())
    needing = state.ledger.needs_visa if state and state.ledger else ()
    return {"nationality": min(needing)} if needing else {}


def _category_for(rules: RuleSet, visa: Thing, purpose: frozenset[str]) -> Thing:
    """Return the first category of the State's visas for *purpose*, unless a rule asks for one, or none is for it."""
    state = rules.states.get(visa.get("issuing_state", ""))
    if state is None or "category" in visa or not purpose:
        return {}
    meant = [name for name, known in state.visas.items() if purpose <= (known.purposes or frozenset())]
    return {"category": meant[0]} if meant else {}


# What comes of it ------------------------------------------------------------------------------


def _outcome(
    trial: Trial, requirement: Requirement, who: Traveller, stated: dict[str, Stated]
) -> Expected | None:
    """Return what the evaluator gives; None where nobody could state this."""
    asked = Asked(
        on=iso(who.facts["crossing.date"]),
        exit_state=who.facts.get("crossing.from"),
        entry_state=who.facts.get("crossing.to"),
    )
    profile = {name: value for name, value in stated.items() if name not in ASKED}
    try:
        found = trial.found(Case(requirement.id, "", asked, profile, Expected(Outcome.MET)))
    except (ProfileError, UncoveredError):
        return None
    expected = Expected(found.outcome)
    if found.outcome is Outcome.MET:
        named = found.met_by if requirement.grounds[0].name != "needs" else None
        return replace(expected, ground=named)
    if found.outcome is Outcome.NOT_APPLICABLE:
        return expected
    return replace(expected, conditions=open_or_unmet(found, unmet=found.outcome is Outcome.NOT_MET))


def _stated(who: Traveller) -> dict[str, Any]:
    """Return facts by name and lists of things held, as a case states them."""
    facts = {name: values.show(FACT[name], value) for name, value in who.facts.items()}
    return facts | {
        plural: [_shown(row, PROPERTIES[plural]) for row in rows] for plural, rows in who.things.items()
    }


def _shown(row: Thing, known: Mapping[str, FactType]) -> Thing:
    """Return what a traveller tells of a thing: for what a visa is, the State's table says."""
    told = {name for name, fact in known.items() if fact.teller is Teller.TRAVELLER}
    return {name: values.show(known[name], value) for name, value in row.items() if name in told}


def _nothing_held(requirement: Requirement) -> dict[str, Stated]:
    """Return that nothing is held of what *requirement* looks for, and where nobody has stayed before."""
    read = (requirement.concerns, *map(conditions_of, requirement.grounds))
    held = list(nodes_in(read, Held))
    nothing: dict[str, Stated] = {THING[each.kind].plural: [] for each in held if each.state is None}
    states = [*[each.state for each in held], *[each.state for each in nodes_in(read, Window)]]
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


def _lines_of(stated: dict[str, Any]) -> Iterator[str]:
    for name, value in stated.items():
        if name in PROPERTIES:
            yield f"    {name}:"
            for row in value:
                yield f"      - {{{', '.join(f'{key}: {_text(each)}' for key, each in row.items())}}}"
        elif name != "crossing.direction":
            yield f"    {name}: {_text(value)}"


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
