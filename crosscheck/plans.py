"""Which document to show to which State.

A traveller crosses on a *plan*: one document shown on leaving, one on entering; the port
sees the one that its home State sees.  A plan is as good as the worst of its parts, and
the crossing as good as its best plan.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from crosscheck.decision import Plan, Verdict
from crosscheck.errors import ProfileError, UncoveredError
from crosscheck.facts import Facts, Question, View
from crosscheck.parts import WORTH_COMPILING, Part, Shown
from crosscheck.rulebook import RuleSet
from crosscheck.views import Situation
from crosscheck.vocabulary import THING_SLOT

_WORST_FIRST: Final = (Verdict.FAIL, Verdict.CONDITIONAL, Verdict.PASS)
_LABEL: Final = THING_SLOT["document"]["label"]

_Seen = TypeVar("_Seen")
"""What is found of one part with one document shown."""


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan: the places of the documents shown on leaving and on entering, and what each part makes of it."""

    documents: tuple[int, int]
    parts: tuple[Shown, ...]
    verdict: Verdict

    def preference(self) -> tuple[int, int, int, bool, tuple[int, int]]:
        """Best verdict first; then the fewest unmet and open requirements; then one document for all."""
        unmet = sum(len(shown.judged[1]) for shown in self.parts)
        undetermined = sum(len(shown.judged[2]) for shown in self.parts)
        rank = -_WORST_FIRST.index(self.verdict)
        return rank, unmet, undetermined, self.documents[0] != self.documents[1], self.documents

    def as_plan(self, facts: Facts) -> Plan:
        """Return the plan as a decision holds it."""
        leave, enter = self.documents if facts.documents else (None, None)
        return Plan(leave, enter, self.verdict)


class Plans:
    """Tries every plan for a crossing against *rules*."""

    def __init__(self, rules: RuleSet, plainly: int = WORTH_COMPILING) -> None:
        self._rules = rules
        self._plainly = plainly
        self._parts: dict[tuple[str, str], Part] = {}

    def best_first(self, question: Question, facts: Facts, case: Situation) -> list[ShownPlan]:
        """Return the plans that the rules cover, best first.

        Raises:
            UncoveredError: They cover none.
        """
        plans = [
            ShownPlan(documents, parts, _verdict([None if each.missing else each.verdict for each in parts]))
            for documents, parts in self._tried(question, facts, case, _shown)
        ]
        return sorted(plans, key=ShownPlan.preference) if len(plans) > 1 else plans

    def verdict(self, question: Question, facts: Facts, case: Situation) -> Verdict:
        """Return the verdict of the best plan; *case* may be of another day than *question*.

        Raises:
            UncoveredError: The rules cover no plan.
        """
        verdicts = [_verdict(parts) for _, parts in self._tried(question, facts, case, _judged)]
        return max(verdicts, key=_WORST_FIRST.index) if len(verdicts) > 1 else verdicts[0]

    def _tried(
        self,
        question: Question,
        facts: Facts,
        case: Situation,
        see: Callable[[Part, View, bool | None], _Seen],
    ) -> Iterator[tuple[tuple[int, int], tuple[_Seen, ...]]]:
        """Yield the documents of each plan that the rules cover, and what each part makes of it."""
        documents, views = range(len(case.views)), case.views
        exits = _seen(self._part("exit", question.exit_state), views, _leaving(facts, documents), see)
        entries = _seen(self._part("entry", question.entry_state), views, documents, see)
        if question.port is None:
            for n, leave in exits.items():
                for m, enter in entries.items():
                    yield (n, m), (leave, enter)
            return
        outbound = self._is_outbound(question.port, question)
        ports = _seen(self._part("port", question.port), views, exits if outbound else entries, see)
        for n, leave in exits.items():
            for m, enter in entries.items():
                shown = n if outbound else m
                if shown in ports:
                    yield (n, m), (leave, enter, ports[shown])

    def _is_outbound(self, port: str, question: Question) -> bool:
        """Whether the home State of *port* is the one left."""
        return self._rules.ports[port].home == question.exit_state

    def _part(self, part: str, of: str) -> Part:
        key = (part, of)
        if key not in self._parts:
            if part == "port":
                port = self._rules.ports[of]
                chosen = port.requirements, port.notices, port.covered
            else:
                state = self._rules.states[of]
                chosen = state.requirements.get(part, ()), state.notices.get(part, ()), state.covered
            self._parts[key] = Part(part, of, *chosen, self._rules.groups, self._plainly)
        return self._parts[key]


def _leaving(facts: Facts, documents: range) -> Iterable[int]:
    """Return the places of the documents that may be shown on leaving.

    Raises:
        ProfileError: The document that the ending stay was entered on is not held.
    """
    label = facts.values.get("ending_stay.document")
    if label is None or not facts.documents:
        return documents
    entered_on = [n for n in documents if facts.documents[n][_LABEL] == label]
    if not entered_on:
        raise ProfileError([("ending_stay.document", f"no document held is labelled `{label}`")])
    return entered_on


def _seen(
    part: Part,
    views: tuple[View, ...],
    documents: Iterable[int],
    see: Callable[[Part, View, bool | None], _Seen],
) -> Mapping[int, _Seen]:
    """Return what is found of *part* with each document that its rules cover.

    Raises:
        UncoveredError: They cover none of them.
    """
    seen: dict[int, _Seen] = {}
    refused: UncoveredError | None = None
    for n in documents:
        covered = part.covered.covers(views[n])
        if covered is False:
            refused = refused or part.covered.refusal(views[n], part.of)
        else:
            seen[n] = see(part, views[n], covered)
    if not seen and refused is not None:
        raise refused
    return seen


def _shown(part: Part, view: View, covered: bool | None) -> Shown:
    return part.shown(view, covered=covered)


def _judged(part: Part, view: View, covered: bool | None) -> Verdict | None:
    return part.verdict(view) if covered else None


def _verdict(parts: Iterable[Verdict | None]) -> Verdict:
    """Return the verdict of a plan; None is that of a part whose rules perhaps do not cover it."""
    return Verdict.CONDITIONAL if None in parts else _worst(parts)


def _worst(verdicts: Iterable[Verdict | None]) -> Verdict:
    for verdict in _WORST_FIRST:
        if verdict in verdicts:
            return verdict
    return Verdict.PASS
