"""Which lines of law the cases decide.

A case decides a line of its requirement if its answer hangs on it: were that line always
true, or never, another answer would come.  Only cases and journeys that come as expected
count, and of a journey only the requirements that its expectation hangs on.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Final

from crosscheck.authoring.bounds import Edges, edges_of
from crosscheck.authoring.hinges import Hanging, Hinges
from crosscheck.authoring.lines import Line, conditions_of
from crosscheck.authoring.points import Point, days_to_try, first_day
from crosscheck.authoring.trial import ReadProfile, Seen, Trial
from crosscheck.compiler.cases.case import Case, Expected, Journey, MembershipCase
from crosscheck.deciding.decision import Outcome
from crosscheck.language.dates import iso
from crosscheck.language.nodes import Validity
from crosscheck.language.source import Span
from crosscheck.language.vocabulary import FACT
from crosscheck.rulebook.ruleset import Ground, RuleSet

_AT, _PAST = "on the bound", "just past the bound"
_ANY_DAY: Final = "any day"


def decided(
    rules: RuleSet,
    cases: Iterable[Case | MembershipCase],
    journeys: Iterable[Journey],
    read_profile: ReadProfile,
) -> tuple[Point, ...]:
    """Return every point of *rules* that cases should decide, with the cases that do.

    Bounds of time before the rules claim to be complete are not called for.
    """
    trial = Trial(rules, read_profile)
    sheet = _Sheet(rules, trial)
    for tried in (*cases, *journeys):
        match tried:
            case MembershipCase(group, state, day):
                if trial.of(tried).passed:
                    sheet.take_member(f"{group}/{state}", day, f"{state} on {iso(day)}")
            case Case(name=name, expected=expected, profile=stated):
                for id_, seen, port in trial.seen_as_expected(tried):
                    named = expected.ground is not None
                    hanging = sheet.take(id_, seen, name, ground_named=named, expected=expected)
                    sheet.take_at(port, hanging, f"{id_}: {name}", stated)
            case Journey(id=id_, profile=stated, expected=crossing):
                name = f"journey {id_}"
                for of, seen, port in trial.seen_as_expected(tried):
                    if crossing.hangs_on(of):
                        hanging = sheet.take(of, seen, name, ground_named=of in crossing.met)
                        sheet.take_at(port, hanging, name, stated)
    return tuple(sheet.points.values())


class _Sheet:
    """Every point that cases should decide, by what it is of and its way; and the cases that do."""

    def __init__(self, rules: RuleSet, trial: Trial) -> None:
        self.points: dict[tuple[Hashable, str], Point] = {}
        self._ports = rules.ports
        self._hinges = {id_: Hinges(each, trial.evaluator) for id_, each in trial.requirements.items()}
        self._edges: dict[Line, Edges] = {}
        for id_, hinges in self._hinges.items():
            self._call_requirement(hinges, _since(rules, id_))
        since = first_day(each for state in rules.states.values() for each in state.covered)
        for group in rules.groups.values():
            for code, member in group.members.items():
                self._call_dated("member", f"{group.id}/{code}", [(member.validity, member.span)], since)
        for port in rules.ports.values():
            for fact, values in port.facts.items():
                dated = [(Validity((value.period,)), value.span) for value in values]
                self._call_dated("fact", f"{port.id}/{fact}", dated, first_day(port.covered))

    def _call_requirement(self, hinges: Hinges, since: int) -> None:
        requirement = hinges.requirement
        for outcome in Outcome:
            if _may_come(outcome, hinges, since):
                self._call(Point("outcome", requirement.id, outcome, requirement.span))
        for ground in requirement.grounds:
            settled = ground.validity.in_force or not ground.validity.unsettled
            for way in ("holds" if settled else "open", *(() if _cannot_fail(ground, since) else ("fails",))):
                self._call(Point("ground", f"{requirement.id}/{ground.name}", way, ground.span))
        for line in hinges.lines:
            if line.condition is None:
                for day in days_to_try(line.whole.validity, since):
                    self._call(Point("period", line.id, iso(day), line.span), line)
                continue
            for way in ("true", "false"):
                self._call(Point("condition", line.id, way, line.span), line)
            if edges := edges_of(line.condition.predicate, line.kind):
                self._edges[line] = edges
                for way in (_AT, _PAST):
                    self._call(Point("bound", line.id, way, line.span), line)

    def _call_dated(
        self, kind: str, id_: str, dated: Sequence[tuple[Validity, Span | None]], since: int
    ) -> None:
        """Call for the days at the ends of each validity; for any day if there are none."""
        days = [(iso(day), span) for validity, span in dated for day in days_to_try(validity, since)]
        for way, span in days or [(_ANY_DAY, span) for _, span in dated[-1:]]:
            self._call(Point(kind, id_, way, span))

    def _call(self, point: Point, of: Line | None = None) -> None:
        # Of a line by the line itself: `for` and `needs` of one ground may both read a fact, under one id.
        self.points.setdefault((of or point.id, point.way), point)

    def _mark(self, of: Hashable, way: str, name: str) -> None:
        """Note that the case called *name* decides this way of *of*, if that is called for."""
        point = self.points.get((of, way))
        if point is not None and name not in point.by:
            point.by.append(name)

    def take_member(self, id_: str, day: int, name: str) -> None:
        """Mark what a member is on *day*; of one that always is a member the first day tried will do."""
        self._mark(id_, iso(day), name)
        if (always := self.points.get((id_, _ANY_DAY))) and not always.by:
            always.by.append(name)

    def take(
        self, id_: str, seen: Seen, name: str, *, ground_named: bool, expected: Expected | None = None
    ) -> Hanging:
        """Mark all that the answer of *id_* hangs on in a case that is *seen* and has it as *expected*."""
        hinges = self._hinges[id_]
        hanging = hinges.of(seen)
        self._mark(id_, hanging.outcome, name)
        for part, ground in enumerate(hinges.requirement.grounds, 1):
            held = hanging.truths[part]
            if hanging.turns(part, held is False, ground_named=ground_named):
                way = "open" if held is None else "holds" if held else "fails"
                self._mark(f"{id_}/{ground.name}", way, name)
        for line, holds in hanging.lines(ground_named=ground_named):
            if line.condition is None:
                self._mark(line, iso(seen.day), name)
            elif holds is not None:
                self._mark(line, "true" if holds else "false", name)
                for row in hanging.rows(line) if line in self._edges else ():
                    if holds in self._edges[line](seen.view, row):
                        self._mark(line, _AT if holds else _PAST, name)
        if expected is not None and hanging.outcome in (Outcome.NOT_MET, Outcome.UNDETERMINED):
            for line in hanging.kept_out(expected):
                self._mark(line, "false", name)
        return hanging

    def take_at(self, port: str | None, hanging: Hanging, name: str, stated: Mapping[str, Any]) -> None:
        """Mark the facts on which the answer hangs, as the file of *port* has them."""
        if port is None or port not in self._ports:
            return
        of_port = stated.get("port")
        known_better = {f"port.{name}" for name in of_port} if isinstance(of_port, dict) else set()
        facts = self._ports[port].facts.keys() - known_better
        for line, _ in hanging.lines([each for each in hanging.hinges.lines if _fact_of(each) in facts]):
            for way in (iso(hanging.seen.day), _ANY_DAY):
                self._mark(f"{port}/{_fact_of(line)}", way, name)


def _fact_of(line: Line) -> str:
    """Return what is stated of the fact that a line of a requirement reads, if it is one."""
    fact = None if line.condition is None else FACT.get(line.condition.key)
    return "" if fact is None else fact.root


def _may_come(outcome: Outcome, hinges: Hinges, since: int) -> bool:
    """Whether the requirement may come out so for anybody."""
    requirement = hinges.requirement
    if outcome is Outcome.NOT_APPLICABLE:
        return any(line.part == 0 for line in hinges.lines)
    if outcome is Outcome.NOT_MET:
        if requirement.validity.unsettled and not requirement.validity.in_force:
            return False  # announced, and perhaps law: nobody certainly fails
        return not any(_cannot_fail(ground, since) for ground in requirement.grounds)
    return True


def _cannot_fail(ground: Ground, since: int) -> bool:
    """Whether *ground* asks nothing of anybody, and is in force, or not settled, on every day from *since* on."""
    periods = ground.validity.periods
    return not conditions_of(ground) and any(each.start <= since and each.last is None for each in periods)


def _since(rules: RuleSet, id_: str) -> int:
    """Return the first day on which whoever demands the requirement *id_* covers anything."""
    demanding = [owner for owner in rules.owners() if any(each.id == id_ for each in owner.law())]
    return min(first_day(owner.covered) for owner in demanding)
