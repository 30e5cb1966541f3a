"""A question and facts against the rules: the verdict of the best plan, and the whole decision."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from crosscheck.backends.endings import Endings
from crosscheck.decision import (
    Decision,
    Outcome,
    PartDecision,
    Plan,
    Reason,
    RequirementFinding,
    Unsettled,
    Verdict,
)
from crosscheck.errors import UncoveredError
from crosscheck.facts import Facts, Question
from crosscheck.parts import WORTH_COMPILING, gaps
from crosscheck.plans import Plans, Route
from crosscheck.rulebook import RuleSet
from crosscheck.views import Layout, Situation, view_on
from crosscheck.vocabulary import FACTS, PORT_FACTS

if TYPE_CHECKING:
    from crosscheck.crossings import Asked, Crossing

_CONDITIONAL: Final = Verdict.CONDITIONAL
_FAIL: Final = Verdict.FAIL
_new: Final = tuple.__new__
"""Makes a named tuple in half the time that its class takes."""
_ORDER: Final = {fact.name: place for place, fact in enumerate(FACTS)}


class Checker:
    """Checks travellers against one rule set.  Safe to share between threads, and picklable.

    *plainly* is how many times each part of the rules is asked plainly before functions
    are generated for it.
    """

    def __init__(self, rules: RuleSet, *, plainly: int = WORTH_COMPILING) -> None:
        self.rules = rules
        self._named = rules.name, rules.version, rules.digest
        self._plainly = plainly
        self._plans = Plans(rules, plainly)
        self._crossings: dict[tuple[str, str, str | None], Crossing] = {}
        self._asked: dict[tuple[str, ...], Asked] = {}
        self._layout = Layout(rules)
        self._endings = Endings(rules)

    def __reduce__(self) -> tuple[type["Checker"], tuple[RuleSet]]:
        """Pickle the rules alone; what was built from them is built again."""
        return type(self), (self.rules,)

    def check(self, question: Question, facts: Facts, *, everything: bool = False) -> Decision:
        """Return the whole decision, with its reasons.

        Args:
            question: From where to where, at which port, on which day.
            facts: What the traveller states.
            everything: Give every ground and condition, not only those that decide.

        Raises:
            UncoveredError: The rules do not cover the question.
        """
        crossing = self._prepared(question)
        case = self._layout.situation(question, facts)
        if crossing is not None and not everything and case.simple and crossing.applies(case.views[0]):
            return self._decided_at_once(crossing, question, facts, case)
        plans = self._plans.best_first(question, facts, case.views)
        best, verdict = plans[0], plans[0].verdict
        second = next((plan for plan in plans[1:] if plan.documents != best.documents), None)
        parts = tuple(
            [
                self._endings.added(
                    shown.part.decided(shown, case.unsettled, everything=everything),
                    shown.part.requirements,
                    shown.view,
                )
                for shown in best.parts
            ]
        )
        wanted: tuple[str, ...] = ()
        hinging = parts
        if verdict is _CONDITIONAL:
            # Of one document shown, each part is told once, however many plans it is in.
            open_ones = {
                id(shown): shown for plan in plans if plan.verdict is not _FAIL for shown in plan.parts
            }
            others = {
                key: shown for key, shown in open_ones.items() if all(shown is not s for s in best.parts)
            }
            hinging += tuple([shown.part.decided(shown, case.unsettled) for shown in others.values()])
            wanted = _wanted(hinging, [name for shown in open_ones.values() for name in shown.missing])
        return Decision(
            verdict,
            question,
            parts,
            wanted,
            _unsettled(hinging, case, verdict),
            _assumed(case, facts),
            best.as_plan(facts),
            second.as_plan(facts) if second else None,
            tuple(self._days_apart(question, facts, case, verdict)),
            *self._named,
            case.unlisted,
            _stated_of_port(case, facts),
        )

    def verdict(self, question: Question, facts: Facts) -> Verdict:
        """Return the verdict alone.

        Raises:
            UncoveredError: The rules do not cover the question.
        """
        crossing = self._prepared(question)
        case = self._layout.situation(question, facts)
        if crossing is not None and case.simple and crossing.applies(case.views[0]):
            return crossing.verdict(case.views[0])
        return self._plans.verdict(question, facts, case.views)

    def _decided_at_once(
        self, crossing: "Crossing", question: Question, facts: Facts, case: Situation
    ) -> Decision:
        """Return the decision on a crossing with one document, whose rules certainly cover the days around it."""
        view = case.views[0]
        verdict, parts, is_open, is_steady = crossing.decided(view, case.unsettled)
        document = 0 if facts.documents else None
        return _new(
            Decision,
            (
                verdict,
                question,
                parts,
                _wanted(parts, ()) if verdict is _CONDITIONAL else (),
                _unsettled(parts, case, verdict) if is_open or verdict is _CONDITIONAL else (),
                case.assumed,
                _new(Plan, (document, document, verdict)),
                None,
                () if is_steady else _beside(crossing, question.day, case, verdict),
                *self._named,
                case.unlisted,
                _stated_of_port(case, facts),
            ),
        )

    def _prepared(self, question: Question) -> "Crossing | None":
        """Return the whole crossing, where it is asked about often.

        Raises:
            UncoveredError: The rules know nothing of a State, the port or the route.
        """
        key = question.exit_state, question.entry_state, question.port
        crossing = self._crossings.get(key)
        if crossing is None:
            route = self._plans.route(question)
            route.asked += 1
            if route.asked > self._plainly and all(part.is_demanding for part in route.parts):
                crossing = self._crossings[key] = self._compiled(route)
        return crossing

    def _compiled(self, route: Route) -> "Crossing":
        from crosscheck.crossings import Asked, Crossing  # here: most never need it

        ids = tuple(requirement.id for part in route.parts for requirement in part.requirements)
        if ids not in self._asked:
            self._asked[ids] = Asked(route.parts, self._endings)
        return Crossing(route.parts, self._asked[ids])

    def _days_apart(
        self, question: Question, facts: Facts, case: Situation, verdict: Verdict
    ) -> Iterator[tuple[int, Verdict]]:
        """Yield the days next to the crossing date on which the verdict is another.

        Near midnight the two States may read different dates, and no time was stated.
        """
        for day in (question.day - 1, question.day + 1):
            try:
                then = self._plans.verdict(question, facts, self._layout.views_on(day, question, facts, case))
            except UncoveredError:
                continue
            if then is not verdict:
                yield day, then


def _beside(
    crossing: "Crossing", day: int, case: Situation, verdict: Verdict
) -> tuple[tuple[int, Verdict], ...]:
    """Return the verdicts of the *crossing* on the days beside *day* that are another."""
    verdicts = [(then, crossing.verdict(view_on(then, case.views[0], case))) for then in (day - 1, day + 1)]
    return tuple([found for found in verdicts if found[1] is not verdict])


def _unsettled(parts: Sequence[PartDecision], case: Situation, verdict: Verdict) -> tuple[Unsettled, ...]:
    """Return what no source settles and this decision hangs on, with the evidence; gaps in the rules among it."""
    names = dict.fromkeys(name for reason in _open_reasons(parts) for name in reason.unsettled)
    if verdict is _CONDITIONAL:
        names |= dict.fromkeys(name for part in parts for name in gaps(part))
    known = case.unsettled
    return tuple(Unsettled(name, known[name].evidence if name in known else ()) for name in names)


def _open_reasons(parts: Iterable[PartDecision]) -> Iterator[Reason]:
    """Yield every unknown reason inside a ground that is itself open, in an open requirement."""
    for part in parts:
        for requirement in part.requirements:
            if requirement.outcome is Outcome.UNDETERMINED:
                yield from _reasons_of(requirement)


def _reasons_of(requirement: RequirementFinding) -> Iterator[Reason]:
    yield from requirement.concerns
    for ground in requirement.grounds:
        if ground.truth is None:
            yield from ground.reasons


def _wanted(parts: Iterable[PartDecision], missing: Iterable[str]) -> tuple[str, ...]:
    """Return the paths worth stating, *missing* among them: those that most hangs on first."""
    counts: Counter[str] = Counter(missing)
    for reason in _open_reasons(parts):
        counts.update(reason.wanted)
    return tuple(sorted(counts, key=lambda path: (-counts[path], _ORDER.get(path, len(_ORDER)), path)))


def _assumed(case: Situation, facts: Facts) -> tuple[str, ...]:
    several = facts.documents is not None and len(facts.documents) > 1
    if several and "ending_stay.document" not in facts.values:
        return (*case.assumed, "ending_stay.document")
    return case.assumed


def _stated_of_port(case: Situation, facts: Facts) -> tuple[str, ...]:
    """Return the facts of the port that the traveller states, in the vocabulary's order."""
    return tuple([name for name in PORT_FACTS if name in facts.values]) if case.stated.of_port else ()
