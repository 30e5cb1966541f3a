"""Which lines of law the cases decide.

A case decides a line of its requirement if its answer hangs on it: were that line always
true, or never, another answer would come.  Only cases and journeys that come as expected
count, and of a journey only the requirements that its expectation hangs on.
"""

from collections.abc import Iterable, Iterator

from crosscheck.authoring.bounds import Bounding, Edges
from crosscheck.authoring.hinges import Hanging, Hinges
from crosscheck.authoring.lines import Line
from crosscheck.authoring.points import ANY_DAY, Point, PortSheet, days_to_try, first_day
from crosscheck.authoring.trial import ReadProfile, Seen, Trial
from crosscheck.compiler.cases.case import Case, Expected, Journey, MembershipCase
from crosscheck.deciding.decision import Outcome
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.language.dates import iso
from crosscheck.language.nodes import lower
from crosscheck.language.source import Span
from crosscheck.rulebook.ruleset import Ground, Requirement, RuleSet

_AT, _PAST = "on the bound", "just past the bound"


class _Sheet:
    """The points of one requirement, and the cases that decide them."""

    def __init__(self, requirement: Requirement, since: int, evaluator: Evaluator) -> None:
        self.requirement = requirement
        self.hinges = Hinges(requirement, evaluator)
        self.lines = self.hinges.lines
        self.points: dict[tuple[str, str, str, Span | None], Point] = {}
        self.edges: dict[Line, Edges] = {}
        bounding = Bounding(evaluator.groups)
        for outcome in Outcome:
            if self._may_come(outcome, since):
                self._call("outcome", requirement.id, outcome, requirement.span)
        for ground in requirement.grounds:
            settled = ground.validity.in_force or not ground.validity.unsettled
            for way in ("holds" if settled else "open", "fails"):
                if way != "fails" or not _cannot_fail(ground, since):
                    self._call("ground", f"{requirement.id}/{ground.name}", way, ground.span)
        for line in self.lines:
            if line.condition is None:
                for day in days_to_try(line.validity, since):
                    self._call("period", line.id, iso(day), line.span)
                continue
            for way in ("true", "false"):
                self._call("condition", line.id, way, line.span)
            if edges := lower(line.condition.predicate, bounding, line.kind).edges:
                self.edges[line] = edges
                for way in (_AT, _PAST):
                    self._call("bound", line.id, way, line.span)

    def _may_come(self, outcome: Outcome, since: int) -> bool:
        """Whether the requirement may come out so for anybody."""
        if outcome is Outcome.NOT_APPLICABLE:
            return any(line.ground is None for line in self.lines)
        if outcome is Outcome.NOT_MET:
            if self.requirement.validity.unsettled and not self.requirement.validity.in_force:
                return False  # announced, and perhaps law: nobody certainly fails
            return not any(_cannot_fail(ground, since) for ground in self.requirement.grounds)
        return True

    def _call(self, kind: str, id_: str, way: str, span: Span | None) -> None:
        # By its place too: `for` and `needs` of one ground may both read a fact, under one id.
        self.points[kind, id_, way, span] = Point(kind, id_, way, span)

    def _mark(self, kind: str, id_: str, way: str, span: Span | None, name: str) -> None:
        if point := self.points.get((kind, id_, way, span)):
            point.mark(name)

    def take(self, seen: Seen, name: str, *, ground_named: bool, expected: Expected | None = None) -> Hanging:
        """Mark all that the answer in a case that is *seen* hangs on as decided by *name*, which has it as *expected*."""
        hanging = self.hinges.of(seen)
        base = hanging.answer
        self._mark("outcome", self.requirement.id, base.outcome, self.requirement.span, name)
        for number, ground in enumerate(self.requirement.grounds):
            held = base.grounds[number]
            if base.hangs_on_ground(number, ground_named=ground_named):
                way = "open" if held is None else "holds" if held else "fails"
                self._mark("ground", f"{self.requirement.id}/{ground.name}", way, ground.span, name)
        for line, holds in hanging.lines(ground_named=ground_named):
            if line.condition is None:
                self._mark("period", line.id, iso(seen.day), line.span, name)
            elif holds is not None:
                self._mark("condition", line.id, "true" if holds else "false", line.span, name)
                for row in hanging.rows(line) if line in self.edges else ():
                    if holds in self.edges[line](seen.view, row):
                        self._mark("bound", line.id, _AT if holds else _PAST, line.span, name)
        if expected is not None and base.outcome in (Outcome.NOT_MET, Outcome.UNDETERMINED):
            for line in hanging.kept_out(expected):
                self._mark("condition", line.id, "false", line.span, name)
        return hanging


def _cannot_fail(ground: Ground, since: int) -> bool:
    """Whether *ground* asks nothing of anybody, and is in force, or not settled, on every day from *since* on."""
    if ground.concerns or ground.needs or ground.granted:
        return False
    periods = (*ground.validity.in_force, *ground.validity.unsettled)
    return any((period.first or 0) <= since and period.last is None for period in periods)


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
    sheets = {
        id_: _Sheet(found, _since(rules, id_), trial.evaluator) for id_, found in trial.requirements.items()
    }
    ports: dict[str | None, PortSheet] = {port.id: PortSheet(port) for port in rules.ports.values()}
    members = []
    for tried in (*cases, *journeys):
        if isinstance(tried, MembershipCase):
            members += [tried] if trial.of(tried).passed else []
            continue
        for id_, seen in trial.seen_as_expected(tried):
            if isinstance(tried, Case):
                name, named, port = (
                    f"{id_}: {tried.name}",
                    tried.expected.ground is not None,
                    tried.asked.port,
                )
                hanging = sheets[id_].take(seen, tried.name, ground_named=named, expected=tried.expected)
            elif tried.expected.hangs_on(id_):
                name, named = f"journey {tried.id}", id_ in tried.expected.met
                port = tried.asked.port or rules.default_port
                hanging = sheets[id_].take(seen, name, ground_named=named)
            else:
                continue
            if port in ports:
                ports[port].take(hanging, name, tried.profile)
    of_rules, of_ports = (
        [point for sheet in of.values() for point in sheet.points.values()] for of in (sheets, ports)
    )
    return (*of_rules, *_members(rules, members), *of_ports)


def _since(rules: RuleSet, id_: str) -> int:
    first = id_.partition(".")[0].upper()
    if first in rules.states:
        return first_day(rules.states[first].covered)
    demanding = [port for port in rules.ports.values() if any(each.id == id_ for each in port.requirements)]
    return min(first_day(port.covered) for port in demanding)


def _members(rules: RuleSet, cases: Iterable[MembershipCase]) -> Iterator[Point]:
    since = min((first_day(state.covered) for state in rules.states.values()), default=0)
    tried: dict[tuple[str, str], dict[int, None]] = {}
    for case in cases:
        tried.setdefault((case.group, case.state), {})[case.day] = None
    for group in rules.groups.values():
        for state, member in group.members.items():
            by = {iso(day): f"{state} on {iso(day)}" for day in tried.get((group.id, state), ())}
            ways = {
                iso(day): [by[iso(day)]] if iso(day) in by else []
                for day in days_to_try(member.validity, since)
            }
            for way, decided_by in (ways or {ANY_DAY: [*by.values()][:1]}).items():
                yield Point("member", f"{group.id}/{state}", way, member.span, decided_by)
