"""A question and facts against the rules: which rules, which document, which verdict.

A traveller crosses on a *plan*: one document shown on leaving, one on entering; the port
sees the one that its home State sees.  A plan is as good as the worst of its parts, and
the crossing as good as its best plan.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from crosscheck.backends.by_walk import Context, conjunction, in_force, judge
from crosscheck.backends.reasons.findings import Findings
from crosscheck.backends.reasons.means import walked
from crosscheck.coverage import covers, demand_route, why_not
from crosscheck.decision import (
    Decision,
    NoticeFinding,
    Outcome,
    PartDecision,
    Plan,
    Reason,
    RequirementFinding,
    Unsettled,
    Verdict,
)
from crosscheck.errors import ProfileError, UncoveredError
from crosscheck.facts import Facts, Question, View
from crosscheck.rulebook import Coverage, Group, Notice, Requirement, RuleSet
from crosscheck.views import Situation, on_day, situation
from crosscheck.vocabulary import FACTS, SLOT, THING_SLOT

WORTH_COMPILING: Final = 50
"""How many views of a part are judged plainly before a function is generated for it."""

Finding: TypeAlias = tuple[Outcome, str | None]
"""The outcome of a requirement, and the first ground that met it."""

_RANK: Final = {Verdict.FAIL: 0, Verdict.CONDITIONAL: 1, Verdict.PASS: 2}
_LABEL: Final = THING_SLOT["document"]["label"]
_ORDER: Final = {fact.name: place for place, fact in enumerate(FACTS)}


class Part:
    """The rules of one State and movement, or of one port.

    *demanded* are the places of the requirements that a pass needs to be MET: `document`
    and `permission`.
    """

    def __init__(
        self,
        part: str,
        of: str,
        requirements: tuple[Requirement, ...],
        notices: tuple[Notice, ...],
        covered: tuple[Coverage, ...],
        groups: Mapping[str, Group],
    ) -> None:
        self.part, self.of = part, of
        self.requirements, self.notices, self.covered = requirements, notices, covered
        ids = (f"{of.lower()}.{part}.document", f"{of.lower()}.{part}.permission")
        self.demanded = tuple(place for place, found in enumerate(requirements) if found.id in ids)
        self._groups = groups
        self._asked = 0
        self._compiled: Callable[[View], tuple[Finding, ...]] | None = None
        means = walked(groups)
        self.findings = tuple(Findings(requirement, means) for requirement in requirements)
        self._settled: tuple[dict[str | None, RequirementFinding], ...] = tuple({} for _ in requirements)

    def outcomes(self, view: View) -> tuple[Finding, ...]:
        """Return the outcome of every requirement, and the first ground that met it.

        The first few views are judged by the plain evaluator: generating a function
        takes longer than that.
        """
        if self._compiled is not None:
            return self._compiled(view)
        self._asked += 1
        if self._asked > WORTH_COMPILING:
            from crosscheck.backends.by_function import compile_part

            self._compiled = compile_part(self.requirements, self._groups)
        context = Context(view, self._groups)
        return tuple(judge(requirement, context) for requirement in self.requirements)

    def finding(
        self, place: int, outcome: Outcome, met_by: str | None, context: Context
    ) -> RequirementFinding:
        """Return the finding of the requirement at *place*.

        One that is met or does not apply has no reasons to give: all travellers share it.
        """
        if outcome is Outcome.NOT_MET or outcome is Outcome.UNDETERMINED:
            return self.findings[place].told(outcome, met_by, context.view, context.unsettled)
        settled = self._settled[place]
        if (known := settled.get(met_by)) is None:
            known = settled[met_by] = self.findings[place].settled(outcome, met_by)
        return known


@dataclass(frozen=True, slots=True)
class _Shown:
    """One part with one document shown: how each requirement came out, and the verdict."""

    part: Part
    view: View
    outcomes: tuple[Finding, ...]
    verdict: Verdict
    missing: tuple[str, ...]
    """Facts without which it cannot be told whether the rules cover this traveller."""


class Checker:
    """Checks travellers against one rule set.  Safe to share between threads, and picklable."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._parts: dict[tuple[str, str], Part] = {}

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
        case = self._situation(question, facts)
        plans = self._plans(question, facts, case)
        best = plans[0]
        second = next((plan for plan in plans[1:] if plan.documents != best.documents), None)
        parts = tuple(self._decide(shown, case, everything=everything) for shown in best.parts)
        conditional = best.verdict is Verdict.CONDITIONAL
        return Decision(
            verdict=best.verdict,
            question=question,
            parts=parts,
            wanted=_wanted(parts, best.parts) if conditional else (),
            unsettled=self._unsettled(parts, case),
            assumed=_assumed(case, facts),
            plan=best.as_plan(facts),
            next_best=second.as_plan(facts) if second else None,
            days_apart=tuple(self._days_apart(question, facts, case, best.verdict)),
            rules_name=self.rules.name,
            rules_version=self.rules.version,
            rules_digest=self.rules.digest,
        )

    def verdict(self, question: Question, facts: Facts) -> Verdict:
        """Return the verdict alone.

        Raises:
            UncoveredError: The rules do not cover the question.
        """
        return self._plans(question, facts, self._situation(question, facts))[0].verdict

    # Plans ----------------------------------------------------------------------------

    def _situation(self, question: Question, facts: Facts) -> Situation:
        demand_route(self.rules, question)
        return situation(self.rules, question, facts)

    def _plans(self, question: Question, facts: Facts, case: Situation) -> list["_Plan"]:
        """Return the plans that the rules cover, best first."""
        leaving = list(range(len(case.views)))
        if (label := facts.values.get("ending_stay.document")) is not None and facts.documents:
            leaving = [n for n in leaving if facts.documents[n][_LABEL] == label]
            if not leaving:
                raise ProfileError([("ending_stay.document", f"no document held is labelled `{label}`")])
        at_port = self._part("port", question.port) if question.port is not None else None
        outbound = at_port is not None and self.rules.ports[at_port.of].home == question.exit_state
        exits = self._shown("exit", question.exit_state, case, leaving, question.day)
        entries = self._shown("entry", question.entry_state, case, range(len(case.views)), question.day)
        seen = exits if outbound else entries
        ports = self._shown("port", at_port.of, case, seen, question.day) if at_port is not None else {}
        plans = []
        for n, leave in exits.items():
            for m, enter in entries.items():
                parts = [leave, enter]
                if at_port is not None:
                    if (n if outbound else m) not in ports:
                        continue
                    parts.append(ports[n if outbound else m])
                plans.append(_Plan((n, m), tuple(parts)))
        return sorted(plans, key=_Plan.preference) if len(plans) > 1 else plans

    def _shown(
        self, part_name: str, of: str, case: Situation, documents: Iterable[int], day: int
    ) -> dict[int, _Shown]:
        """Return the part with each document that the rules cover.

        Raises:
            UncoveredError: They cover none of them.
        """
        part = self._part(part_name, of)
        movement = None if part_name == "port" else part_name
        shown: dict[int, _Shown] = {}
        refused: UncoveredError | None = None
        for n in documents:
            view = case.views[n]
            covered = covers(part.covered, movement, view, day)
            if covered is False:
                refused = refused or why_not(part.covered, movement, view, day, of)
                continue
            outcomes = part.outcomes(view)
            missing = () if covered else _uncertain_coverage(part.covered, view)
            shown[n] = _Shown(
                part, view, outcomes, _verdict(part, outcomes, certain=covered is True), missing
            )
        if not shown and refused is not None:
            raise refused
        return shown

    def _part(self, part: str, of: str) -> Part:
        key = (part, of)
        if key not in self._parts:
            if part == "port":
                port = self.rules.ports[of]
                chosen = port.requirements, port.notices, port.covered
            else:
                state = self.rules.states[of]
                chosen = state.requirements.get(part, ()), state.notices.get(part, ()), state.covered
            self._parts[key] = Part(part, of, *chosen, self.rules.groups)
        return self._parts[key]

    # The decision ---------------------------------------------------------------------

    def _decide(self, shown: _Shown, case: Situation, *, everything: bool) -> PartDecision:
        context = Context(shown.view, self.rules.groups, frozenset(case.unsettled))
        part = shown.part
        found = [
            part.findings[place].everything(outcome, met_by, context.view, context.unsettled)
            if everything
            else part.finding(place, outcome, met_by, context)
            for place, (outcome, met_by) in enumerate(shown.outcomes)
        ]
        notices = tuple(self._notices(part.notices, context))
        return PartDecision(part.part, part.of, shown.verdict, tuple(found), notices)

    def _notices(self, notices: Iterable[Notice], context: Context) -> Iterator[NoticeFinding]:
        for notice in notices:
            concerned = conjunction(notice.concerns, context)
            in_time = in_force(notice.validity, context.day)
            if concerned is not False and in_time is not False:
                certain = concerned is True and in_time is True
                yield NoticeFinding(notice.id, notice.title, notice.text, certain, notice.sources)

    def _unsettled(self, parts: Iterable[PartDecision], case: Situation) -> tuple[Unsettled, ...]:
        """Return what no source settles and this decision hangs on, with the evidence."""
        names = dict.fromkeys(name for reason in _open_reasons(parts) for name in reason.unsettled)
        known: dict[str, Any] = case.unsettled
        return tuple(Unsettled(name, known[name].evidence if name in known else ()) for name in names)

    def _days_apart(
        self, question: Question, facts: Facts, case: Situation, verdict: Verdict
    ) -> Iterator[tuple[int, Verdict]]:
        """Yield the days next to the crossing date on which the verdict is another.

        Near midnight the two States may read different dates, and no time was stated.
        """
        for day in (question.day - 1, question.day + 1):
            then = Question(question.exit_state, question.entry_state, day, question.port, question.direction)
            try:
                plans = self._plans(then, facts, on_day(self.rules, then, facts, case))
            except UncoveredError:
                continue
            if plans[0].verdict is not verdict:
                yield day, plans[0].verdict


@dataclass(frozen=True, slots=True)
class _Plan:
    documents: tuple[int, int]
    parts: tuple[_Shown, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of the parts; open while it is not certain that the rules cover them all."""
        if any(shown.missing for shown in self.parts):
            return Verdict.CONDITIONAL
        return min((shown.verdict for shown in self.parts), key=_RANK.__getitem__)

    def preference(self) -> tuple[int, int, int, bool, tuple[int, int]]:
        """Best verdict first; then the fewest unmet and open requirements; then one document for all."""
        outcomes = [outcome for shown in self.parts for outcome, _ in shown.outcomes]
        unmet, open_ = outcomes.count(Outcome.NOT_MET), outcomes.count(Outcome.UNDETERMINED)
        return -_RANK[self.verdict], unmet, open_, self.documents[0] != self.documents[1], self.documents

    def as_plan(self, facts: Facts) -> Plan:
        leave, enter = self.documents if facts.documents else (None, None)
        return Plan(leave, enter, self.verdict)


def _verdict(part: Part, outcomes: tuple[Finding, ...], *, certain: bool) -> Verdict:
    if not certain:
        return Verdict.CONDITIONAL
    verdict = Verdict.PASS
    for outcome, _ in outcomes:
        if outcome is Outcome.NOT_MET:
            return Verdict.FAIL
        if outcome is Outcome.UNDETERMINED:
            verdict = Verdict.CONDITIONAL
    if part.part != "port" and (
        len(part.demanded) < 2 or any(outcomes[place][0] is not Outcome.MET for place in part.demanded)
    ):
        return Verdict.CONDITIONAL
    return verdict


def _uncertain_coverage(coverage: Iterable[Coverage], view: View) -> tuple[str, ...]:
    read = []
    if any(part.nationalities is not None for part in coverage):
        read.append("nationality")
    if any(part.document_types is not None for part in coverage):
        read.append("document.type")
    return tuple(name for name in read if view[SLOT[name]] is None)


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


def _wanted(parts: Iterable[PartDecision], shown: Iterable[_Shown]) -> tuple[str, ...]:
    """Return the facts worth stating, those that most conditions hang on first."""
    counts: Counter[str] = Counter(name for part in shown for name in part.missing)
    for reason in _open_reasons(parts):
        counts.update(reason.wanted)
    return tuple(sorted(counts, key=lambda name: (-counts[name], _ORDER.get(name, len(_ORDER)), name)))


def _assumed(case: Situation, facts: Facts) -> tuple[str, ...]:
    several = facts.documents is not None and len(facts.documents) > 1
    if several and "ending_stay.document" not in facts.values:
        return (*case.assumed, "ending_stay.document")
    return case.assumed
