"""Bugs planted in the engine while a test runs: in the tree of the rules, or in place of one function.

A bug in the tree is what the engine would make of other rules than those that stand there; one of a
construct is an algebra with one method replaced; what is not in the tree has a function that is wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final
from unittest.mock import patch

from crosscheck.answers import as_json
from crosscheck.compiler.files import bundle
from crosscheck.deciding import coverage, crossing, facts, parts, plans, stated
from crosscheck.deciding.case import Layout
from crosscheck.deciding.coverage import Covered
from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.evaluating import evaluator, terms, windows
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.evaluating.truth import Holds
from crosscheck.deciding.explaining import explaining, findings, missing
from crosscheck.deciding.parts import Part
from crosscheck.deciding.plans import Plans
from crosscheck.deciding.stated import PLAIN, Stated
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import (
    ALWAYS,
    AllOf,
    AnyOf,
    Literal,
    Member,
    NoneOf,
    Period,
    Shift,
    Validity,
    Window,
)
from crosscheck.language.trees import mapped
from crosscheck.language.vocabulary import PATHS, SLOT, THING, THING_SLOT
from crosscheck.library import Rulebook
from crosscheck.profile import paths
from crosscheck.rulebook.ruleset import Ground, Group, Requirement, RuleSet
from tests.generating import profile_again
from tests.laws import laws
from tests.laws.laws import Law


@dataclass(frozen=True)
class Bug:
    """Each of *wrong*, an object and the name of what is replaced there, stands for it; *law* must notice."""

    name: str
    law: Law
    wrong: tuple[tuple[Any, str, Any], ...]


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """Put what is wrong in place of what is right, and take it away again."""
    with ExitStack() as stack:
        for where, name, wrong in bug.wrong:
            assert getattr(where, name) is not wrong, f"there is no {name} in {where} to be wrong"
            stack.enter_context(patch.object(where, name, wrong))
        yield


# What is wrong --------------------------------------------------------------------------


def tree(name: str, law: Law, change: Callable[[Any], Any]) -> Bug:
    """Return the bug of an engine that takes each rule for one with *change*, which returns a node as it is or another."""
    judge, make = Evaluator.judge, Evaluator.__init__

    def judging(self: Evaluator, requirement: Requirement, *, demanded: bool = False) -> Any:
        return judge(self, mapped(requirement, change), demanded=demanded)

    def made(self: Evaluator, groups: Mapping[str, Group]) -> None:
        make(self, {id_: change(group) for id_, group in groups.items()})

    return Bug(name, law, ((Evaluator, "judge", judging), (Evaluator, "__init__", made)))


def construct(name: str, law: Law, **methods: Callable[..., Holds]) -> Bug:
    """Return the bug of closures of which *methods* are replaced."""
    return Bug(name, law, ((evaluator, "_Closures", type("Wrong", (_CLOSURES,), methods)),))


def function(name: str, law: Law, where: Any, called: str, wrong: Callable[..., Any]) -> Bug:
    """Return the bug of a function that is *wrong*; it is *called* so in the module or class *where*."""
    return Bug(name, law, ((where, called, wrong),))


# Trees --------------------------------------------------------------------------------------


def _demanding_all(node: Any) -> Any:
    return AllOf(node.branches) if isinstance(node, AnyOf) else node


def _sparing_what_is_refused(node: Any) -> Any:
    return AnyOf(node.branches) if isinstance(node, NoneOf) else node


def _a_day_shorter(node: Any) -> Any:
    return Period(node.first, node.last - 1) if isinstance(node, Period) and node.last is not None else node


def _settled(node: Any) -> Any:
    if isinstance(node, Validity) and node.unsettled:
        return Validity((*node.in_force, *node.unsettled))
    return node


def _complete(node: Any) -> Any:
    return replace(node, complete=True) if isinstance(node, Group) else node


def _a_day_longer(node: Any) -> Any:
    if isinstance(node, Shift) and node.unit == "days" and isinstance(node.amount, Literal):
        return replace(node, amount=Literal(int(node.amount.value) + 1))
    return node


def _first_ground_alone(node: Any) -> Any:
    return replace(node, grounds=node.grounds[:1]) if isinstance(node, Requirement) else node


def _for_everybody(node: Any) -> Any:
    return replace(node, concerns=()) if isinstance(node, Ground) else node


_CLOSURES: Final = evaluator._Closures


# Constructs -----------------------------------------------------------------------------------


def _refused(self: Any, node: Member, kind: str | None) -> Holds:
    """Take an unknown member for one that is none, where none is wanted."""
    holds = _CLOSURES.member(self, replace(node, negated=False), kind)
    return (lambda view, row: not holds(view, row)) if node.negated else holds


def _held_of_what_is_told(self: Any, node: Any, kind: str | None) -> Holds:
    """Take a list that is not stated for an empty one."""
    holds, slot = _CLOSURES.held(self, node, kind), SLOT[THING[node.kind].plural]
    return lambda view, row: False if view[slot] is None else holds(view, row)


# Functions ------------------------------------------------------------------------------------


def _every(unknown: bool | None) -> Callable[[Sequence[Holds]], Holds]:
    """Return an `every` that takes what is unknown for *unknown*."""

    def wrong(holding: Sequence[Holds]) -> Holds:
        return lambda view, row: all(
            unknown if truth is None else truth for truth in (each(view, row) for each in holding)
        )

    return wrong


def _some(holding: Sequence[Holds]) -> Holds:
    """Stop at the first that is unknown."""
    return lambda view, row: next((t for t in (each(view, row) for each in holding) if t is not False), False)


def _concerning(unknown: bool) -> Callable[..., Holds]:
    """Return an `Evaluator.concerns` that takes whom a rule may concern for *unknown*."""
    right = Evaluator.concerns

    def wrong(self: Evaluator, rule: Any) -> Holds:
        concerns = right(self, rule)
        return lambda view, row: unknown if (truth := concerns(view, row)) is None else truth

    return wrong


def _moved(day: int, length: int, unit: str, month_ends: Any) -> int:
    return day if NO_END in (day, length) else _RIGHT["moved"](day, length, unit, month_ends)


def _union(spans: Any) -> Any:
    return sorted(spans)


def _days_within(spans: Any, first: int, last: int) -> int:
    return sum(max(0, min(end, last) - max(start, first) + 2) for start, end in spans)


def _window_count(window: Window, first: int, last: Any, rows: Any) -> tuple[int, int | None]:
    found: tuple[int, int | None] = _RIGHT["window_count"](window, first, last, rows or ())
    return found


def _past_days(window: Window, rows: Any, first: int) -> Any:
    told = [row for row in rows if window.counted is None or row[THING_SLOT["visit"]["ground"]] is not None]
    return _RIGHT["past_days"](window, told, first)


def _nationalities_shown(nationality: str | None, documents: Sequence[Any]) -> Any:
    shown = [row[THING_SLOT["document"]["nationality"]] for row in documents]
    return frozenset((nationality, *shown)) - {None} or None


def _covers(self: Covered, view: Any) -> bool:
    return _RIGHT["covers"](self, view) is not False


def _is_by(modes: frozenset[str], view: Any) -> bool:
    return _RIGHT["is_by"](modes, view) is not False


def _best(verdicts: Any) -> Verdict:
    return next((each for each in reversed(plans._WORST_FIRST) if each in verdicts), Verdict.PASS)


def _is_outbound(self: Plans, question: Any) -> bool:
    return not _RIGHT["is_outbound"](self, question)


def _open_reasons(self: findings.Findings, view: Any, unsettled: Any) -> Iterator[Any]:
    yield from self.open_concerns(view, unsettled)
    for ground in self.grounds(evaluator.UNDETERMINED, view, unsettled, everything=False):
        yield from ground.reasons


def _left_open(within: Any) -> Iterator[Any]:
    """Take what is out for what is open, if anything of it is unknown."""
    return (each for _, inner in within for each in inner)


def _on_the_best_alone(
    self: Any, of: Any, question: Any, stated_: Any, case: Any, tried: Any, *rest: Any
) -> None:
    _RIGHT["untold"](self, of, question, stated_, case, tried[:1], *rest)


def _laid_out(values: Any, documents: Any, things: Any) -> Stated:
    """Call each document shown the only one."""
    right: Stated = stated.lay_out(values, documents, things)
    seen, place = [], SLOT[PATHS]
    for view in right.views:
        called = view[place] and view[place]._replace(document=PLAIN.document)
        seen.append((*view[:place], called, *view[place + 1 :]))
    return right._replace(views=tuple(seen))


def _of_window(window: Any, kind: str | None) -> Any:
    find, listed = _RIGHT["of_window"](window, kind), f"visits.{window.state}"

    def wrong(view: Any, row: Any, found: Any) -> None:
        own = missing.Missing(found.unsettled, found.at)
        find(view, row, own)
        found.wanted |= {listed if path.startswith(f"{listed}[") else path: None for path in own.wanted}
        found.open |= own.open

    return wrong


def _path_in(listed: str, place: int, view: Any) -> str:
    return str(_RIGHT["path_in"](listed, 0, view))


def _judge(self: Evaluator, requirement: Requirement, *, demanded: bool = False) -> Any:
    return _RIGHT["judge"](self, requirement)


def _unsettled(self: Any) -> Any:
    """Name the gaps alone."""
    with patch.object(parts, "_open_reasons", lambda _: ()):
        return _RIGHT["unsettled"](self)


def _in_list(path: str, held: Any, place: int, prop: str, value: Any, instead: bool) -> Any:
    return _RIGHT["in_list"](path, held, 0, prop, value, instead)


def _verdict(self: Part, view: Any, covered: bool | None) -> Any:
    """Decide the verdict alone as if everybody were covered."""
    return _RIGHT["verdict"](self, view, covered is not False)


def _told_once(self: Any, judged: Any, view: Any, unsettled: Any, *, everything: bool = False) -> Any:
    """Keep of each outcome what the first was told, for all that follow."""
    kept = self.__dict__.setdefault("_kept", {})
    return kept.setdefault(judged, _RIGHT["told"](self, judged, view, unsettled, everything=everything))


def _what_decided_alone(self: Any, judged: Any, view: Any, unsettled: Any, *, everything: bool) -> Any:
    return _RIGHT["told"](self, judged, view, unsettled)


def _last_alone(self: Part, view: Any, covered: bool | None) -> Any:
    """Let the last requirement decide."""
    with patch.object(self, "_asked", self._asked[-1:]):
        return _RIGHT["verdict"](self, view, covered)


def _check_many(self: Rulebook, journeys: Iterable[Any]) -> Iterator[Any]:
    """Give everybody the first answer."""
    given = list(_RIGHT["check_many"](self, journeys))
    yield from given[:1] * len(given)


def _by_state(thing: Any, held: Any) -> Any:
    """Write the things of some States as if no other were held."""
    return profile_again._rows(thing, [row for rows in held.values() for row in rows])


def _value(*said: Any, **how: Any) -> Any:
    value = _RIGHT["value"](*said, **how)
    return tuple(value) if isinstance(value, list) else value


def _dumped(rules: RuleSet) -> str:
    """Forget in which periods each is a member."""
    groups = {
        id_: replace(
            group, members={code: replace(each, validity=ALWAYS) for code, each in group.members.items()}
        )
        for id_, group in rules.groups.items()
    }
    return bundle.dumps(replace(rules, groups=groups))


_RIGHT: Final[dict[str, Any]] = {
    "moved": terms._moved,
    "window_count": windows.window_count,
    "past_days": windows.past_days,
    "covers": Covered.covers,
    "is_by": coverage._is_by,
    "is_outbound": Plans._is_outbound,
    "untold": crossing._UntoldDecision.__init__,
    "of_window": missing.of_window,
    "path_in": missing.path_in,
    "judge": Evaluator.judge,
    "unsettled": crossing._UntoldDecision.unsettled,
    "in_list": paths._in_list,
    "verdict": Part.verdict,
    "told": findings.Findings.told,
    "check_many": Rulebook.check_many,
    "value": as_json._value,
}
"""What the wrong functions begin with."""

_MEANING: Final = laws.every_outcome_is_what_the_language_says
_ENDS: Final = laws.a_verdict_holds_however_the_rest_turns_out
_FLIPS: Final = laws.a_stated_fact_never_flips_a_verdict
_ASKS: Final = laws.only_what_is_open_is_asked_for
_PLAN: Final = laws.the_plan_is_the_best_there_is
_INTERVIEW: Final = laws.an_interview_ends_where_the_whole_of_it_stands
_SETTLED: Final = laws.what_nobody_can_tell_can_be_settled
_ALONE: Final = laws.the_verdict_alone_is_that_of_the_decision
_LATE: Final = laws.what_is_told_late_is_what_is_told_at_once
_REASONS: Final = laws.reasons_say_what_is_true

BUGS: Final = (
    tree("any_of demands all", _MEANING, _demanding_all),
    tree("none_of is taken for any_of", _MEANING, _sparing_what_is_refused),
    tree("the last day of a period is out", _MEANING, _a_day_shorter),
    tree("what is not settled is in force", _ENDS, _settled),
    tree("an incomplete group has no other members", _MEANING, _complete),
    tree("a stay may be a day too long", _MEANING, _a_day_longer),
    tree("only the first ground counts", laws.another_ground_never_makes_it_worse, _first_ground_alone),
    tree("`for` of a ground is forgotten", _MEANING, _for_everybody),
    construct("not a member, of whom nothing is known", _MEANING, member=_refused),
    construct("things not stated are none held", _FLIPS, held=_held_of_what_is_told),
    function("unknown counts as false", _FLIPS, evaluator, "every", _every(False)),
    function("unknown counts as true", _FLIPS, evaluator, "every", _every(True)),
    function("unknown spoils what another makes true", _MEANING, evaluator, "some", _some),
    function("unlimited lasts no day", _MEANING, terms, "_moved", _moved),
    function("of a partial date only its first day", _MEANING, terms, "_bounds", lambda v: (v[0],) * 2 if isinstance(v, tuple) else (v, v)),
    function("whom it may concern is not concerned", _MEANING, Evaluator, "concerns", _concerning(False)),
    function("whom it may concern fails", _ENDS, Evaluator, "concerns", _concerning(True)),
    function("the day of entry counts twice", _MEANING, windows, "_days_within", _days_within),
    function("the day of exit and re-entry counts twice", _MEANING, windows, "_union", _union),
    function("past stays not stated are none", _MEANING, windows, "window_count", _window_count),
    function("a stay of unstated ground does not count", _MEANING, windows, "past_days", _past_days),
    function("a visa goes with any document", _MEANING, stated, "_is_tied", lambda *_: True),
    function("other documents show no nationality", _MEANING, stated, "_nationalities_shown", _nationalities_shown),
    function("whom the rules may not cover is covered", _MEANING, Covered, "covers", _covers),
    function("a way that is not stated is covered", _MEANING, coverage, "_is_by", _is_by),
    function("a plan is as good as its best part", _PLAN, plans, "worst", _best),
    function("the port sees the other document", _PLAN, Plans, "_is_outbound", _is_outbound),
    function("what may yet not apply lets pass", _MEANING, Evaluator, "judge", _judge),
    function("grounds that are out ask for facts", _ASKS, findings.Findings, "open_reasons", _open_reasons),
    function("things that are out ask for facts", _ASKS, explaining, "_left_open", _left_open),
    function("only the best plan asks", _ASKS, crossing._UntoldDecision, "__init__", _on_the_best_alone),
    function("the document is asked for by no place", _ASKS, facts, "lay_out", _laid_out),
    function("the whole list is asked for again", _INTERVIEW, missing, "of_window", _of_window),
    function("a past stay without its ground asks for nothing", _INTERVIEW, missing, "may_differ", lambda *_: False),
    function("a property of the wrong thing is asked for", _INTERVIEW, missing, "path_in", _path_in),
    function("visas of other States are none", _INTERVIEW, Layout, "_unheard", lambda *_: ()),
    function("an answer lands elsewhere", _INTERVIEW, paths, "_in_list", _in_list),
    function("a gap is not named", _SETTLED, parts, "gaps", lambda _: ()),
    function("what is not settled is forgotten", _SETTLED, crossing._UntoldDecision, "unsettled", _unsettled),
    function("the verdict alone takes all for covered", _ALONE, Part, "verdict", _verdict),
    function("what one was told is told the next", _LATE, findings.Findings, "told", _told_once),
    function("the last requirement decides alone", laws.another_requirement_never_makes_it_better, Part, "verdict", _last_alone),
    function("everybody gets the first answer", laws.checking_many_is_checking_each, Rulebook, "check_many", _check_many),
    function("things of some States are written as all", laws.facts_survive_the_profile, profile_again, "_by_state", _by_state),
    function("a list in JSON is none of JSON's", laws.decisions_survive_json, as_json, "_value", _value),
    function("the bundle forgets periods", laws.rules_survive_the_bundle, laws, "dumps", _dumped),
    function("everything is what decided alone", _REASONS, findings.Findings, "told", _what_decided_alone),
)  # fmt: skip
"""Every bug with the law that must notice it."""
