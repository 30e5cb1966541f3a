"""A question and facts against the rules: the verdict of the best plan at the best port, and the whole decision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from crosscheck.deciding.case import Layout, Situation
from crosscheck.deciding.decision import (
    Decision,
    OpenPoint,
    PartDecision,
    Plan,
    PortStanding,
    Unsettled,
    Verdict,
)
from crosscheck.deciding.facts import Facts, Question
from crosscheck.deciding.nearby import comes_into_question, ports_between
from crosscheck.deciding.parts import open_points, unsettled, wanted
from crosscheck.deciding.plans import Plans, ShownPlan
from crosscheck.deciding.question import at_port
from crosscheck.deciding.told import made
from crosscheck.language.errors import UncoveredError
from crosscheck.language.vocabulary import PORT_FACTS
from crosscheck.rulebook.ruleset import RuleSet

_CONDITIONAL: Final = Verdict.CONDITIONAL
_FAIL: Final = Verdict.FAIL
_PASS: Final = Verdict.PASS
_OPENING: Final = ("port.open_to_travellers", "port.closed_for")
"""What says of a port whether travellers may cross there: at all, and on the day."""
_Hinging: TypeAlias = tuple[tuple[PartDecision, ...], tuple[OpenPoint, ...]]


class _Tried(NamedTuple):
    """The question at one port, or of the States alone: the case, and the plans, best first."""

    question: Question
    case: Situation
    plans: Sequence[ShownPlan]

    @property
    def verdict(self) -> Verdict:
        return self.plans[0].verdict

    def preference(self) -> tuple[int, int, list[bool], int]:
        """Best verdict first; then the fewest unmet; then where it is settled that travellers may cross; then the fewest open."""
        verdict, unmet, undetermined, *_ = self.plans[0].preference()
        return verdict, unmet, [name in self.case.unsettled for name in _OPENING], undetermined


class Checker:
    """Checks travellers against one rule set.  Safe to share between threads, and picklable."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._named = rules.name, rules.version, rules.digest
        self._plans = Plans(rules)
        self._layout = Layout(rules)
        self._between = cache(lambda one, other: tuple(ports_between(rules, one, other)))

    def __reduce__(self) -> tuple[type["Checker"], tuple[RuleSet]]:
        """Pickle the rules alone; what was built from them is built again."""
        return type(self), (self.rules,)

    def check(self, question: Question, facts: Facts, *, everything: bool = False) -> Decision:
        """Return the whole decision; why it is so is told when it is read.

        Args:
            question: From where to where, at which port, on which day.
            facts: What the traveller states.
            everything: Give every ground and condition, not only those that decide.

        Raises:
            UncoveredError: The rules do not cover the question.
        """
        tried = self._tried_at_ports(question, facts)
        if not tried:
            return self._decided(question, self._tried(question, facts), (), facts, everything=everything)
        border = tuple([PortStanding(str(each.question.port), each.verdict) for each in tried])
        best_first = sorted(tried, key=_Tried.preference)
        likely = (each for each in best_first if each.verdict is best_first[0].verdict)
        first: Decision | None = None
        for each in likely:
            decision = self._decided(question, each, border, facts, everything=everything)
            first = first or decision
            if decision.verdict is not _CONDITIONAL or decision.wanted:
                return decision
        assert first is not None, "what was tried has a verdict"
        return first

    def _tried(self, question: Question, facts: Facts) -> _Tried:
        case = self._layout.situation(question, facts)
        return _Tried(question, case, self._plans.best_first(question, facts, case.views))

    def _ports(self, question: Question, facts: Facts) -> Iterator[Question]:
        """Yield the question at each port that comes into it; none where one is named, or the border is not asked."""
        if question.border and question.port is None:
            mode = facts.values.get("crossing.mode")
            for port in self._between(question.exit_state, question.entry_state):
                if comes_into_question(port, question.day, mode):
                    yield at_port(question, port)

    def _tried_at_ports(self, question: Question, facts: Facts) -> list[_Tried]:
        """Return the crossing at each port that the rules cover; empty where the question is of the States alone.

        Raises:
            UncoveredError: It fails at each of these, and there is one more, of which the rules do not tell.
        """
        tried, refused = [], None
        for at in self._ports(question, facts):
            try:
                tried.append(self._tried(at, facts))
            except UncoveredError as error:
                refused = refused or error
        if refused is not None and tried and all(each.verdict is _FAIL for each in tried):
            alone = self._verdict(question, facts)
            if alone is not _FAIL:  # nor would it fail whatever the port
                raise refused
        return tried

    def _decided(
        self,
        asked: Question,
        tried: _Tried,
        border: tuple[PortStanding, ...],
        facts: Facts,
        *,
        everything: bool,
    ) -> Decision:
        """Return the decision on what was *asked*, as it stands where it was *tried*."""
        question, case, plans = tried
        best, verdict = plans[0], plans[0].verdict
        second = next((plan for plan in plans[1:] if plan.documents != best.documents), None)
        plan = best.as_plan(facts)
        parts = tuple(
            [
                each.part.decided(each, case.unsettled, n if facts.documents else None, everything=everything)
                for each, n in zip(best.parts, best.seen, strict=True)
            ]
        )
        return made(
            Decision,
            _UntoldDecision(self, question, facts, case, plans, parts, verdict),
            verdict,
            asked,
            question.port,
            border,
            parts,
            plan,
            second.as_plan(facts) if second else None,
            _assumed(case, facts, plan),
            tuple([name for name in PORT_FACTS if name in facts.values]),
            case.unlisted,
            *self._named,
            *(() if verdict is _CONDITIONAL else [(), ()]),
        )

    def verdict(self, question: Question, facts: Facts) -> Verdict:
        """Return the verdict alone.

        Raises:
            UncoveredError: The rules do not cover the question.
        """
        alone = self._verdict(question, facts)
        if alone is _FAIL or not question.border:
            return alone  # what the States alone refuse, whatever the port, is refused at each
        verdicts, refused = set(), None
        for at in self._ports(question, facts):
            try:
                verdicts.add(self._verdict(at, facts))
            except UncoveredError as error:
                refused = refused or error
            if _PASS in verdicts:
                return _PASS
        if _CONDITIONAL in verdicts:
            return _CONDITIONAL
        if verdicts and refused is not None:
            raise refused
        return _FAIL if verdicts else alone

    def _verdict(self, question: Question, facts: Facts) -> Verdict:
        return self._plans.verdict(question, facts, self._layout.situation(question, facts).views)

    def days_apart(
        self, question: Question, facts: Facts, verdict: Verdict
    ) -> tuple[tuple[int, Verdict], ...]:
        """Return the days next to the crossing date on which the verdict is another than *verdict*.

        Near midnight the two States may read different dates, and no time was stated.
        """
        found = []
        for moved in (-1, 1):
            views = self._layout.situation(question, facts, moved=moved).views
            try:
                then = self._plans.verdict(question, facts, views)
            except UncoveredError:
                continue
            if then is not verdict:
                found.append((question.day + moved, then))
        return tuple(found)


@dataclass(slots=True)
class _UntoldDecision:
    """What a decision is told from when somebody reads what else is worth knowing: it holds what the traveller stated."""

    checker: Checker
    question: Question
    facts: Facts
    case: Situation
    plans: Sequence[ShownPlan]
    parts: tuple[PartDecision, ...]
    verdict: Verdict
    found: _Hinging | None = None

    def days_apart(self) -> tuple[tuple[int, Verdict], ...]:
        return self.checker.days_apart(self.question, self.facts, self.verdict)

    def wanted(self) -> tuple[str, ...]:
        """Return the paths worth stating: those that most hangs on first."""
        return wanted(self.open_points())

    def open_points(self) -> tuple[OpenPoint, ...]:
        """Return what leaves it open, with each document with which it may still pass."""
        return self._hinging()[1]

    def unsettled(self) -> tuple[Unsettled, ...]:
        """Return what no source settles and this decision hangs on, with the evidence; gaps in the rules among it."""
        is_open = self.verdict is _CONDITIONAL
        parts = self._hinging()[0] if is_open else self.parts
        return unsettled(parts, self.case.unsettled, is_open=is_open)

    def _hinging(self) -> _Hinging:
        """Return the parts of every plan that does not fail, and what leaves them open.

        Of one document shown, each part is told once, however many plans it is in.
        """
        if self.found is None:
            hinging = {
                id(shown): shown for plan in self.plans if plan.verdict is not _FAIL for shown in plan.parts
            }
            of_best = {id(shown) for shown in self.plans[0].parts}
            others = [
                shown.part.decided(shown, self.case.unsettled, None)
                for key, shown in hinging.items()
                if key not in of_best
            ]
            parts = *self.parts, *others
            self.found = parts, open_points(parts, hinging.values())
        return self.found


def _assumed(case: Situation, facts: Facts, plan: Plan) -> tuple[str, ...]:
    """Return what was assumed; which document may be shown on leaving, too, where a State or the port sees it."""
    several = facts.documents is not None and len(facts.documents) > 1
    if several and plan.exit_document is not None and "ending_stay.document" not in facts.values:
        return (*case.assumed, "ending_stay.document")
    return case.assumed
