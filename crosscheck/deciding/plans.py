"""Which document to show to which State.

A traveller crosses on a *plan*: one document shown on leaving, one on entering; the port
sees the one that its home State sees.  A plan is as good as the worst of its parts, and
the crossing as good as its best plan.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from crosscheck.deciding.coverage import demand_route, sides_asked
from crosscheck.deciding.decision import Plan, Verdict
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.explaining.expired import Endings
from crosscheck.deciding.facts import SIDES, Facts, Question, Side, View
from crosscheck.deciding.parts import Part, Shown
from crosscheck.deciding.stated import labels
from crosscheck.language.errors import ProfileError
from crosscheck.language.spoken.sentences import Sentence
from crosscheck.rulebook.ruleset import RuleSet

_WORST_FIRST: Final = (Verdict.FAIL, Verdict.CONDITIONAL, Verdict.PASS)

_NONE: Final = -1
"""The place of the document that nobody sees."""

_Seen = TypeVar("_Seen")
"""What is found of one part with one document shown."""


class ShownPlan(NamedTuple):
    """A plan: the places of the documents shown on leaving and on entering, and what each part makes of it.

    *seen* has for each part the place of the document that it sees.  A place is `_NONE` where nobody is asked
    who would see one.
    """

    documents: tuple[int, int]
    parts: Sequence[Shown]
    seen: Sequence[int]
    verdict: Verdict

    def preference(self) -> tuple[int, int, int, bool, tuple[int, int]]:
        """Best verdict first; then the fewest unmet and open requirements; then one document for all."""
        rank = -_WORST_FIRST.index(self.verdict)
        return rank, *_lacking(self.parts), self.documents[0] != self.documents[1], self.documents

    def as_plan(self, facts: Facts) -> Plan:
        """Return the plan as a decision holds it."""
        leave, enter = (n if facts.documents and n != _NONE else None for n in self.documents)
        return Plan(leave, enter, self.verdict)


_Route: TypeAlias = Sequence[tuple[Part, Side]]
"""The parts that have a say, in the order in which they are asked; the side that sees the same document as each."""


class Plans:
    """Tries every plan for a crossing against *rules*."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._evaluator = Evaluator(rules.groups)
        self._endings = Endings(rules, self._evaluator)
        self._part = cache(self._prepared)
        self._routes: dict[tuple[Any, ...], _Route] = {}

    def best_first(self, question: Question, facts: Facts, views: tuple[View, ...]) -> list[ShownPlan]:
        """Return the plans that the rules cover, best first: for each document shown, that with the best other.

        The best plan of all is among them, and the next best.  They are as many as documents
        are held, not as many as pairs of them.

        Raises:
            UncoveredError: They cover none.
        """
        leaving, entering = self._tried(question, facts, views, Part.shown)
        plans = []
        for n, m in _pairs(leaving, entering):
            seen = [(each, n) for each in leaving[n]] + [(each, m) for each in entering[m]]
            seen.sort(key=lambda shown: shown[0].part.part == "port")  # which is told last
            parts = [each for each, _ in seen]
            plans.append(
                ShownPlan((n, m), parts, [at for _, at in seen], _verdict([each.verdict for each in parts]))
            )
        return sorted(plans, key=ShownPlan.preference) if len(plans) > 1 else plans

    def verdict(self, question: Question, facts: Facts, views: tuple[View, ...]) -> Verdict:
        """Return the verdict of the best plan; *views* may be of another day than *question*.

        Raises:
            UncoveredError: The rules cover no plan.
        """
        leaving, entering = (
            {_worst_known(parts) for parts in side.values()}
            for side in self._tried(question, facts, views, Part.verdict)
        )
        verdicts = [_verdict((leave, enter)) for leave in leaving for enter in entering]
        return max(verdicts, key=_WORST_FIRST.index) if len(verdicts) > 1 else verdicts[0]

    def _tried(
        self,
        question: Question,
        facts: Facts,
        views: tuple[View, ...],
        see: Callable[[Part, View, bool | None], _Seen],
    ) -> Iterable[Mapping[int, Sequence[_Seen]]]:
        """Return what is made of each document that may be shown on leaving, and on entering; of `_NONE` where none is.

        Raises:
            UncoveredError: The rules of a part cover none of them.
        """
        places = range(len(views))
        tried: dict[Side, dict[int, list[_Seen]]] = {
            "exit": {n: [] for n in _leaving(facts, places)},
            "entry": {n: [] for n in places},
        }
        for part, side in self._route(question):
            found, refused = tried[side], None
            for n in [*found]:
                covered = part.covered.covers(views[n])
                if covered is False:
                    refused = refused or part.covered.refusal(views[n], part.of)
                    del found[n]
                else:
                    found[n].append(see(part, views[n], covered))
            if refused is not None and not found:
                raise refused
        return [found if any(found.values()) else {_NONE: []} for found in tried.values()]

    def _route(self, question: Question) -> _Route:
        """Return the parts that have a say.

        Raises:
            UncoveredError: The rules know nothing of a State, the port or the route.
        """
        key = question.exit_state, question.entry_state, question.port, question.sides, question.require
        route = self._routes.get(key)
        if route is None:
            demand_route(self._rules, question)
            asked = sides_asked(self._rules, question)
            found = [(self._part(side, str(question.state(side))), side) for side in SIDES if side in asked]
            if question.port is not None:
                side: Side = "exit" if self._is_outbound(question) else "entry"
                found.append((self._part("port", question.port), side))
            route = self._routes[key] = found
        return route

    def _is_outbound(self, question: Question) -> bool:
        """Whether the port's home State is the one left."""
        return self._rules.ports[str(question.port)].home == question.exit_state

    def _prepared(self, part: str, of: str) -> Part:
        if part == "port":
            port = self._rules.ports[of]
            chosen = port.requirements, port.notices, port.covered
        else:
            state = self._rules.states[of]
            chosen = state.requirements.get(part, ()), state.notices.get(part, ()), state.covered
        return Part(part, of, *chosen, self._evaluator, self._endings)


def _leaving(facts: Facts, documents: range) -> Iterable[int]:
    """Return the places of the documents that may be shown on leaving.

    Raises:
        ProfileError: The document that the ending stay was entered on is not held.
    """
    label = facts.values.get("ending_stay.document")
    if label is None or not facts.documents:
        return documents
    entered_on = [n for n, called in enumerate(labels(facts.documents)) if called == label]
    if not entered_on:
        raise ProfileError([("ending_stay.document", Sentence("label.of_ending_stay", label=label))])
    return entered_on


def _pairs(
    leaving: Mapping[int, Sequence[Shown]], entering: Mapping[int, Sequence[Shown]]
) -> Iterable[tuple[int, int]]:
    """Return for each document its best companions: itself, and whichever does best for each verdict.

    What a pair comes to hangs on the verdict of either and on how much of either is unmet
    and open, added up.  So no other pair can be the best of one of its two.
    """
    if len(leaving) == len(entering) == 1:
        return [(n, m) for n in leaving for m in entering]
    best_leaving, best_entering = _best_of_each_verdict(leaving), _best_of_each_verdict(entering)
    pairs = {(n, m): None for n in leaving for m in (n, *best_entering) if m in entering}
    pairs |= {(n, m): None for m in entering for n in (m, *best_leaving) if n in leaving}
    return pairs


def _best_of_each_verdict(side: Mapping[int, Sequence[Shown]]) -> Iterable[int]:
    best: dict[Verdict | None, tuple[int, int, int]] = {}
    for n, parts in side.items():
        verdict, found = _worst_known([shown.verdict for shown in parts]), (*_lacking(parts), n)
        best[verdict] = min(best.get(verdict, found), found)
    return [n for _, _, n in best.values()]


def _lacking(parts: Sequence[Shown]) -> tuple[int, int]:
    """Return how many requirements of *parts* are unmet, and how many open."""
    return sum([shown.unmet for shown in parts]), sum([shown.undetermined for shown in parts])


def _worst_known(parts: Sequence[Verdict | None]) -> Verdict | None:
    """Return what *parts* come to together; None if the rules perhaps do not cover one of them."""
    return None if None in parts else worst(parts)


def _verdict(parts: Sequence[Verdict | None]) -> Verdict:
    """Return the verdict of a plan; None is that of a part whose rules perhaps do not cover it."""
    return _worst_known(parts) or Verdict.CONDITIONAL


def worst(verdicts: Iterable[Verdict | None]) -> Verdict:
    """Return the worst of *verdicts*."""
    for verdict in _WORST_FIRST:
        if verdict in verdicts:
            return verdict
    return Verdict.PASS
