"""Cases and journeys, run against the rules: what was expected, what came, condition by condition."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, TypeAlias, cast

from crosscheck.compiler.cases.case import Asked, Case, Expected, ExpectedCrossing, Journey, MembershipCase
from crosscheck.compiler.cases.cases import requirements_by_id
from crosscheck.deciding.case import Layout
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Outcome, Reason, RequirementFinding, Standing
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.explaining.findings import Findings
from crosscheck.deciding.facts import Direction, Facts, Question, View
from crosscheck.deciding.question import ask, understood
from crosscheck.language.dates import iso
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.language.nodes import Fact, Member
from crosscheck.language.source import Span
from crosscheck.language.values import parse_day
from crosscheck.language.vocabulary import SLOT, THING_SLOT, VIEW
from crosscheck.rulebook.ruleset import Requirement, RuleSet

ReadProfile: TypeAlias = Callable[..., Facts]
"""`profile.reading.read_profile`: a mapping and `day=` -> facts."""

Tried: TypeAlias = Case | MembershipCase | Journey

_OPEN: Final = (Standing.UNSTATED, Standing.NOT_SETTLED)
_LABEL: Final = THING_SLOT["document"]["label"]
_ANSWERS: Final = {True: "yes", False: "no", None: "not settled"}
_NOTHING_STATED: Final[View] = (None,) * len(VIEW)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came otherwise than expected.

    *what* is `outcome`, `verdict`, `ground`, `condition`, `membership`, `plan`, `coverage`
    or `profile`; *of* says which (a requirement, a part, a path).  Of a condition one of
    *expected* and *actual* is None: it was expected and did not come, or the reverse.
    """

    what: str
    of: str
    expected: str | None
    actual: str | None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case or journey went: *subject* is the requirement or group, or the journey's id."""

    subject: str
    name: str
    differences: tuple[Difference, ...]
    span: Span | None = None

    @property
    def passed(self) -> bool:
        """Whether all came as expected."""
        return not self.differences


def name_of(tried: Tried) -> tuple[str, str]:
    """Return the requirement or group, and the name, of a case; the id and the title of a journey."""
    match tried:
        case Case(requirement, name):
            return requirement, name
        case MembershipCase(group, state, day):
            return group, f"{state} on {iso(day)}"
        case Journey(id_, title):
            return id_, title


class Seen(NamedTuple):
    """What rules see of one case: its facts, and the names of those that are unknown because no source settles them."""

    view: View
    unsettled: Collection[str]

    @property
    def day(self) -> int:
        """The crossing date."""
        day: int = self.view[SLOT["crossing.date"]]
        return day


class Trial:
    """Tries cases and journeys against *rules*.

    What the cases of one requirement share is made once.  What the rules cover does not matter to a
    case, a State that it does not name is unknown, and of several documents the first is the one that
    is shown; a journey is checked as a whole crossing.
    """

    def __init__(self, rules: RuleSet, read_profile: ReadProfile) -> None:
        self.rules, self.requirements = rules, requirements_by_id(rules)
        self.evaluator = Evaluator(rules.groups)
        self._read_profile = read_profile
        self._layout, self._checker = Layout(rules), Checker(rules)
        self._findings: dict[str, Findings] = {}
        self._listed = {group: Member(Fact("nationality"), group) for group in rules.groups}

    def of(self, tried: Tried) -> CaseResult:
        """Return how a case or journey went."""
        return CaseResult(*name_of(tried), tuple(self._differences(tried)), tried.span)

    def seen(self, case: Case) -> Seen:
        """Return what rules see of a case.

        Raises:
            ProfileError: What the case states, or its question, cannot be read.
            UncoveredError: It names a port that the rules do not know.
        """
        question = _question(self.rules, self.requirements[case.requirement], case.asked)
        laid_out = self._layout.situation(question, self._read_profile(case.profile, day=question.day))
        return Seen(laid_out.views[0], laid_out.unsettled.keys())

    def seen_as_expected(self, tried: Case | Journey) -> Iterator[tuple[str, Seen]]:
        """Give every requirement that is asked in a case or journey, and what it sees of it; none where not all came as expected."""
        try:
            if isinstance(tried, Case):
                seen = self.seen(tried)
                if not any(_unlike(tried.expected, self._found(tried, seen))):
                    yield tried.requirement, seen
                return
            crossed = self._crossed(tried)
        except (ProfileError, UncoveredError):
            return
        if not any(_compare(tried.expected, crossed.decision, crossed.facts)):
            yield from self._seen_by_part(crossed)

    def found(self, case: Case, *, everything: bool = False) -> RequirementFinding:
        """Return the outcome of the requirement of *case*, with its reasons.

        Args:
            case: What is asked, and stated.
            everything: Give every ground and condition, not only those that decide.

        Raises:
            ProfileError: What the case states, or its question, cannot be read.
            UncoveredError: It names a port that the rules do not know.
        """
        return self._found(case, self.seen(case), everything=everything)

    def decision(self, journey: Journey) -> Decision:
        """Return the answer to a journey.

        Raises:
            ProfileError: What it states, or its question, cannot be read.
            UncoveredError: The rules do not cover it.
        """
        return self._crossed(journey).decision

    def _found(self, case: Case, seen: Seen, *, everything: bool = False) -> RequirementFinding:
        requirement = self.requirements[case.requirement]
        if requirement.id not in self._findings:
            self._findings[requirement.id] = Findings(requirement, self.evaluator)
        findings = self._findings[requirement.id]
        tell = findings.everything if everything else findings.told
        return tell(self.evaluator.judge(requirement)(seen.view), *seen)

    def _differences(self, tried: Tried) -> Iterator[Difference]:
        match tried:
            case MembershipCase():
                return self._look_up(tried)
            case Case():
                return self._try(tried)
            case Journey():
                return self._travel(tried)

    def _look_up(self, case: MembershipCase) -> Iterator[Difference]:
        view = _with(_NOTHING_STATED, {"nationality": case.state, "crossing.date": case.day})
        came = self.evaluator.holds(self._listed[case.group])(view, None)
        if came is not case.expected:
            yield Difference("membership", case.state, _ANSWERS[case.expected], _ANSWERS[came])

    def _try(self, case: Case) -> Iterator[Difference]:
        try:
            found = self.found(case)
        except (ProfileError, UncoveredError) as problem:
            yield from _problems(problem)
        else:
            yield from _unlike(case.expected, found)

    def _travel(self, journey: Journey) -> Iterator[Difference]:
        expected = journey.expected
        try:
            crossed = self._crossed(journey)
        except ProfileError as problem:
            yield from _refused(expected, problem)
        except UncoveredError as problem:
            if problem.what != expected.not_covered:
                yield Difference(
                    "coverage", problem.of, expected.not_covered, f"{problem.what}: {problem.sentence}"
                )
        else:
            yield from _compare(expected, crossed.decision, crossed.facts)

    def _crossed(self, journey: Journey) -> "_Crossed":
        asked = _as_asked(journey.asked)
        question, facts = understood(self.rules, journey.profile, self._read_profile, **asked)
        return _Crossed(question, facts, self._checker.check(question, facts))

    def _seen_by_part(self, crossed: "_Crossed") -> Iterator[tuple[str, Seen]]:
        question, facts, decision = crossed
        laid_out = self._layout.situation(question, facts)
        for part in decision.parts:
            view = laid_out.views[part.document or 0]
            for each in part.requirements:
                yield each.id, Seen(view, laid_out.unsettled.keys())


class _Crossed(NamedTuple):
    """A journey, and the answer to it."""

    question: Question
    facts: Facts
    decision: Decision


# Cases ----------------------------------------------------------------------------------


def _question(rules: RuleSet, requirement: Requirement, asked: Asked) -> Question:
    """Return the question of a case.

    The requirement itself names its port, or its State and movement; one of all ports of a border names neither.
    """
    first, *rest = requirement.id.split(".")
    port = asked.port
    leaving, entering = asked.from_state, asked.to_state
    if first in rules.ports:
        port = port or first
    elif first.upper() in rules.states and rest[0] == "entry":
        entering = entering or first.upper()
    elif first.upper() in rules.states:
        leaving = leaving or first.upper()
    if port is not None and (asked.direction or leaving or entering):
        problems: list[tuple[str, str]] = []
        whole = replace(asked, port=port, from_state=leaving, to_state=entering)
        if (question := ask(rules, problems, **_as_asked(whole))) is None:
            raise ProfileError(problems)
        return question
    try:
        day = parse_day(asked.on)
    except ValueError as error:
        raise ProfileError([("crossing.date", str(error))]) from error
    direction = cast("Direction | None", asked.direction)  # the reader of cases lets nothing else through
    return Question(leaving, entering, day, port, direction)


def _as_asked(asked: Asked) -> dict[str, Any]:
    """Return the parts of a question by the names that `ask` has for them."""
    return {
        "on": asked.on,
        "port": asked.port,
        "direction": asked.direction,
        "exit_state": asked.from_state,
        "entry_state": asked.to_state,
    }


def _with(view: View, values: Mapping[str, Any]) -> View:
    changed: list[Any] = list(view)
    for name, value in values.items():
        changed[SLOT[name]] = value
    return tuple(changed)


def _unlike(expected: Expected, found: RequirementFinding) -> Iterator[Difference]:
    if found.outcome is not expected.outcome:
        yield Difference("outcome", found.id, expected.outcome, found.outcome)
    elif expected.ground is not None and found.met_by != expected.ground:
        yield Difference("ground", found.id, expected.ground, found.met_by)
    if expected.conditions:
        actual = open_or_unmet(found, unmet=expected.outcome is Outcome.NOT_MET)
        yield from _conditions(expected, actual)


def _conditions(expected: Expected, actual: tuple[str, ...]) -> Iterable[Difference]:
    """Compare conditions: exactly for each ground that is named, for all where only facts are."""
    for item in expected.conditions:
        if not any(_stands_for(item, path) for path in actual):
            yield Difference("condition", item, item, None)
    for path in unexpected(expected, actual):
        yield Difference("condition", path, None, path)


def unexpected(expected: Expected, actual: Iterable[str]) -> Iterator[str]:
    """Yield each condition among the *actual* ones that a case rules out by those it names."""
    for path in actual:
        named = any(_stands_for(item, path) for item in expected.conditions)
        if not named and is_exact_for(expected, path.partition("/")[0]):
            yield path


def is_exact_for(expected: Expected, ground: str) -> bool:
    """Whether a case names all that is unmet, or open, in *ground*."""
    return any(item.partition("/")[0] == ground or "/" not in item for item in expected.conditions)


def _stands_for(item: str, path: str) -> bool:
    """Whether *item* names *path*, something above it, or (as a bare fact) that fact in any ground."""
    if "/" not in item:
        path = (
            path.partition("/")[2] or path
        )  # whether the requirement itself is in force stands in no ground
    return path == item or path.startswith(f"{item}/")


def open_or_unmet(found: RequirementFinding, *, unmet: bool) -> tuple[str, ...]:
    """Return the path below the requirement of every condition that is unmet, or else open.

    Of grounds that are certainly not met, what is open in them matters to nobody.
    """
    reasons: list[Reason] = []
    for ground in found.grounds:
        if unmet or ground.truth is None:
            reasons += ground.reasons
    if not unmet:
        reasons += found.concerns
    wanted = (Standing.UNMET,) if unmet else _OPEN
    paths = (path for reason in reasons for path in _leaves(reason, wanted))
    return tuple(dict.fromkeys(path.removeprefix(f"{found.id}/") for path in paths))


def _leaves(reason: Reason, wanted: tuple[Standing, ...]) -> Iterable[str]:
    if reason.standing not in wanted:
        return
    below = [path for _, inner in reason.within for each in inner for path in _leaves(each, wanted)]
    yield from below or [reason.id]


# Journeys -------------------------------------------------------------------------------


def _refused(expected: ExpectedCrossing, problem: ProfileError) -> Iterable[Difference]:
    fits = [
        (path, what)
        for path, what in problem.problems
        if path == expected.problem and (expected.did_you_mean is None or expected.did_you_mean in what)
    ]
    if len(fits) != 1 or len(problem.problems) != 1:
        offered = f"{expected.problem}: {expected.did_you_mean or ''}" if expected.problem else None
        for path, what in problem.problems:
            yield Difference("profile", path, offered, f"{path}: {what}")


def _compare(expected: ExpectedCrossing, decision: Decision, facts: Facts) -> Iterable[Difference]:
    if expected.not_covered or expected.problem:
        wanted = (
            f"not covered: {expected.not_covered}" if expected.not_covered else f"problem: {expected.problem}"
        )
        yield Difference("verdict", "crossing", wanted, decision.verdict)
        return
    if expected.verdict is not None and decision.verdict is not expected.verdict:
        yield Difference("verdict", "crossing", expected.verdict, decision.verdict)
    parts = {part.part: part.verdict for part in decision.parts}
    for name, verdict in expected.parts.items():
        if parts.get(name) is not verdict:
            yield Difference("verdict", name, verdict, parts.get(name))
    found = {each.id: each for part in decision.parts for each in part.requirements}
    for id_, ground in expected.met.items():
        met_by = found[id_].met_by if id_ in found else None
        if met_by != ground:
            yield Difference("ground", id_, ground, met_by or (found[id_].outcome if id_ in found else None))
    yield from _lists(expected, found)
    for name, label in expected.plan.items():
        index = decision.plan.exit_document if name == "exit" else decision.plan.entry_document
        shown = facts.documents[index][_LABEL] if facts.documents and index is not None else None
        if str(shown).casefold() != label.casefold():
            yield Difference("plan", name, label, shown)


def _lists(expected: ExpectedCrossing, found: Mapping[str, RequirementFinding]) -> Iterable[Difference]:
    for outcome, items in (
        (Outcome.NOT_MET, expected.not_met),
        (Outcome.UNDETERMINED, expected.undetermined),
    ):
        if items is None:
            continue
        unmet = outcome is Outcome.NOT_MET
        grounds = {tuple(item.split("/")[:2]) for item in items if item.count("/") >= 1}
        named = {item.partition("/")[0] for item in items}
        actual = [
            f"{each.id}/{path}"
            for each in found.values()
            if each.outcome is outcome
            for path in open_or_unmet(each, unmet=unmet)
        ]
        for item in items:
            if not any(path == item or path.startswith(f"{item}/") for path in actual):
                yield Difference("condition", item, item, None)
        for path in actual:
            id_ = path.partition("/")[0]
            concerned = id_ not in named or tuple(path.split("/")[:2]) in grounds
            if concerned and not any(path == item or path.startswith(f"{item}/") for item in items):
                yield Difference("condition", path, None, path)


def _problems(problem: ProfileError | UncoveredError) -> Iterable[Difference]:
    if isinstance(problem, UncoveredError):
        yield Difference("coverage", problem.of, None, problem.sentence)
        return
    for path, what in problem.problems:
        yield Difference("profile", path, None, f"{path}: {what}" if path else what)
