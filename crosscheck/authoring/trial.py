"""Cases and journeys, run against the rules: what was expected, what came, condition by condition."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Final, NamedTuple, TypeAlias, cast

from crosscheck.authoring.comparing import Difference, compare, problems_of, refused, unlike
from crosscheck.compiler.cases.case import Asked, Case, Journey, MembershipCase
from crosscheck.deciding.case import Layout
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, RequirementFinding
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.explaining.findings import Findings
from crosscheck.deciding.facts import Direction, Facts, Question, View
from crosscheck.deciding.question import ask, at_port, understood
from crosscheck.language.dates import iso
from crosscheck.language.errors import Problem, ProfileError, UncoveredError, refused_at
from crosscheck.language.nodes import Fact, Member
from crosscheck.language.source import Span
from crosscheck.language.values import parse_day
from crosscheck.language.vocabulary import SLOT, VIEW
from crosscheck.rulebook.ruleset import Requirement, RuleSet

ReadProfile: TypeAlias = Callable[..., Facts]
"""`profile.reading.read_profile`: a mapping, `day=` and `documents=` -> facts."""

Tried: TypeAlias = Case | MembershipCase | Journey

_ANSWERS: Final = {True: "yes", False: "no", None: "not settled"}


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
        self.rules, self.requirements = rules, rules.requirements_by_id()
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
        facts = self._read_profile(case.profile, day=question.day, documents=self.rules.documents)
        laid_out = self._layout.situation(question, facts)
        return Seen(laid_out.views[0], laid_out.unsettled.keys())

    def seen_as_expected(self, tried: Case | Journey) -> Iterator[tuple[str, Seen, str | None]]:
        """Give every requirement that is asked in a case or journey, what it sees of it, and the id of the port; none where not all came as expected."""
        try:
            differences, seen = self._came(tried)
        except (ProfileError, UncoveredError):
            return
        if not any(differences):
            yield from seen

    def _came(
        self, tried: Case | Journey
    ) -> tuple[Iterable[Difference], Iterable[tuple[str, Seen, str | None]]]:
        """Return how a case or journey came otherwise than expected, and what each requirement sees that is asked in it."""
        if isinstance(tried, Case):
            of_case = self.seen(tried)
            return unlike(tried.expected, self.found(tried, of_case)), [
                (tried.requirement, of_case, tried.asked.port)
            ]
        question, facts = self._read(tried)
        decision = self._checker.check(question, facts)

        def seen() -> Iterator[tuple[str, Seen, str | None]]:
            port = self.rules.ports.get(decision.port or "")
            at = question if port is None else at_port(question, port)
            laid_out = self._layout.situation(at, facts)
            for part in decision.parts:
                of_part = Seen(laid_out.views[part.document or 0], laid_out.unsettled.keys())
                yield from ((each.id, of_part, decision.port) for each in part.requirements)

        return compare(tried.expected, decision, facts), seen()

    def found(self, case: Case, seen: Seen | None = None, *, everything: bool = False) -> RequirementFinding:
        """Return the outcome of the requirement of *case*, with its reasons.

        Args:
            case: What is asked, and stated.
            seen: What rules see of it, where that is at hand.
            everything: Give every ground and condition, not only those that decide.

        Raises:
            ProfileError: What the case states, or its question, cannot be read.
            UncoveredError: It names a port that the rules do not know.
        """
        requirement = self.requirements[case.requirement]
        if requirement.id not in self._findings:
            self._findings[requirement.id] = Findings(requirement, self.evaluator)
        findings, of_case = self._findings[requirement.id], seen or self.seen(case)
        judged = self.evaluator.judge(requirement)(of_case.view)
        return findings.told(judged, *of_case, everything=everything)

    def decision(self, journey: Journey) -> Decision:
        """Return the answer to a journey.

        Raises:
            ProfileError: What it states, or its question, cannot be read.
            UncoveredError: The rules do not cover it.
        """
        return self._checker.check(*self._read(journey))

    def _differences(self, tried: Tried) -> Iterator[Difference]:
        try:
            match tried:
                case MembershipCase(group, state, day, expected):
                    known = {"nationality": state, "crossing.date": day}
                    view = tuple([known.get(name) for name in VIEW])
                    if (came := self.evaluator.holds(self._listed[group])(view, None)) is not expected:
                        yield Difference("membership", state, _ANSWERS[expected], _ANSWERS[came])
                case _:
                    yield from self._came(tried)[0]
        except (ProfileError, UncoveredError) as problem:
            if not isinstance(tried, Journey):
                yield from problems_of(problem)
            elif isinstance(problem, ProfileError):
                yield from refused(tried.expected, problem)
            elif problem.what != (expected_what := tried.expected.not_covered):
                came_what = f"{problem.what}: {problem.sentence}"
                yield Difference("coverage", problem.of, expected_what, came_what)

    def _read(self, journey: Journey) -> tuple[Question, Facts]:
        return understood(self.rules, journey.profile, self._read_profile, **asdict(journey.asked))


# Cases ----------------------------------------------------------------------------------


def _question(rules: RuleSet, requirement: Requirement, asked: Asked) -> Question:
    """Return the question of a case.

    The requirement itself names its port, or its State and movement; one of all ports of a border names neither.
    """
    first, *rest = requirement.id.split(".")
    port = asked.port
    leaving, entering = asked.exit_state, asked.entry_state
    if first in rules.ports:
        port = port or first
    elif first.upper() in rules.states and rest[0] == "entry":
        entering = entering or first.upper()
    elif first.upper() in rules.states:
        leaving = leaving or first.upper()
    if port is not None and (asked.direction or leaving or entering):
        problems: list[Problem] = []
        whole = asdict(asked) | {"port": port, "exit_state": leaving, "entry_state": entering}
        if (question := ask(rules, problems, **whole)) is None:
            raise ProfileError(problems)
        return question
    with refused_at("crossing.date"):
        day = parse_day(asked.on)
    direction = cast("Direction | None", asked.direction)  # the reader of cases lets nothing else through
    return Question(leaving, entering, day, port, direction)
