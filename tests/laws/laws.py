"""The laws of the rule language: each takes a drawn case and raises where it does not hold.

`test_laws.py` holds them over cases that hypothesis draws; `test_planted_bugs.py` shows
that they would notice.
"""

import copy
import json
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from crosscheck.answers.as_json import decision_data, decision_json
from crosscheck.compiler.files.bundle import dumps, loads
from crosscheck.deciding.case import Layout
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import (
    Decision,
    Outcome,
    PartDecision,
    Plan,
    Reason,
    RequirementFinding,
    Standing,
    Verdict,
)
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.facts import EVERYWHERE, SIDES, Facts, Question
from crosscheck.language.errors import CrosscheckError, UncoveredError
from crosscheck.library import Journey, Rulebook
from crosscheck.models.decision import DecisionModel
from crosscheck.profile.disagreements import disagreements
from crosscheck.profile.reading import read_profile
from crosscheck.rulebook.ruleset import Requirement, RuleSet
from tests.generating.cases import Case
from tests.generating.choices import Choices, Seeded
from tests.generating.profile_again import facts_to_profile
from tests.generating.rules import Ruler, settled
from tests.generating.worlds import PORT_FACTS, a_value, begun, openings, said, said_to_the_end
from tests.laws import reference
from tests.laws.asking import worth_asking
from tests.laws.interviews import Interview
from tests.laws.reference import Reading
from tests.laws.settling import some_settling_decides
from tests.strategies import Drawing

DECIDED: Final = (Verdict.PASS, Verdict.FAIL)

Law = Callable[[Drawing], None]


def verdict(case: Case) -> Verdict | None:
    """Return the engine's verdict, None where the rules do not cover the case."""
    try:
        return Checker(case.rules).verdict(case.question, case.facts)
    except UncoveredError:
        return None


def judged(
    case: Case, layout: Layout | None = None, evaluator: Evaluator | None = None
) -> Iterator[tuple[Reading, Requirement, tuple[Outcome, str | None]]]:
    """Yield how the engine judges every requirement of every part with every document shown; what is given is used again."""
    views = (layout or Layout(case.rules)).situation(case.question, case.facts).views
    evaluator = evaluator or Evaluator(case.rules.groups)
    for place, view in zip(reference.places(case), views, strict=True):
        for part in reference.asked(case):
            for requirement in reference.rules_of(case, part)[1]:
                found = evaluator.judge(requirement)(view)
                yield Reading(case, place), requirement, (found.outcome, found.met_by)


# Meaning ------------------------------------------------------------------------------


def every_outcome_is_what_the_language_says(drawing: Drawing) -> None:
    """Engine and reference give each requirement the same outcome and ground, and the crossing one verdict."""
    case = drawing.case
    for reading, requirement, found in judged(case):
        assert found == reading.outcome(requirement), requirement
    assert verdict(case) == reference.verdict(case)


def the_plan_is_the_best_there_is(drawing: Drawing) -> None:
    """The plan shown has the verdict that it says, no plan has a better one, and the next best no better."""
    case = drawing.case
    if verdict(case) is None:
        return
    decision = Checker(case.rules).check(case.question, case.facts)
    known = reference.plans(case)
    plan, second = decision.plan, decision.next_best
    assert known.get((plan.exit_document, plan.entry_document)) == plan.verdict == decision.verdict
    order = (Verdict.FAIL, Verdict.CONDITIONAL, Verdict.PASS)
    assert plan.verdict == max(known.values(), key=order.index)
    assert (second is None) == (len(known) == 1)
    if second is not None:
        others = [
            found for places, found in known.items() if places != (plan.exit_document, plan.entry_document)
        ]
        assert known.get((second.exit_document, second.entry_document)) == second.verdict
        assert second.verdict == max(others, key=order.index)
    for decided in decision.parts:
        assert decided.document in (plan.exit_document, plan.entry_document)
        reading = _seen_by(case, decided, plan)
        assert reading.verdict(decided.part) == decided.verdict
        assert [(found.outcome, found.met_by) for found in decided.requirements] == [
            reading.outcome_in(decided.part, requirement)
            for requirement in reference.rules_of(case, decided.part)[1]
        ]


def _seen_by(case: Case, decided: PartDecision, plan: Plan) -> Reading:
    """Return the case with the document shown that *decided* sees."""
    leaving = decided.part in reference.seen_by(case)[0]
    return Reading(case, plan.exit_document if leaving else plan.entry_document)


def a_side_says_alone_what_it_says_beside_the_other(drawing: Drawing) -> None:
    """Asked of the same crossing with the same document shown, it comes out, and is told, the same."""
    case = drawing.case
    if verdict(case) is None:
        return
    checker = Checker(case.rules)
    whole = checker.check(case.question, case.facts)
    for decided in whole.sides:
        side: Any = decided.part
        one = checker.check(replace(case.question, sides=(side,)), case.facts)
        assert one.asked == (side, *(place.part for place in whole.places))
        (alone,) = one.sides
        if alone.document == decided.document:
            assert alone == decided
        # whether the rules cover the other side may be open, and then the whole is
        assert one.verdict is not Verdict.FAIL or Verdict.FAIL in {part.verdict for part in whole.parts}


def a_verdict_holds_however_the_rest_turns_out(drawing: Drawing) -> None:
    """Whatever the unstated turns out to be, and however the unsettled is settled, pass and fail stand."""
    before = verdict(drawing.case)
    for _ in range(2):
        case = settled(drawing.choices, drawing.of_both_states())
        facts = said_to_the_end(drawing.choices, case.facts, case.question, drawing.anchor)
        case = replace(case, facts=facts)
        for reading, requirement, found in judged(case):
            assert found[0] is not Outcome.UNDETERMINED or not facts.documents, requirement
            assert found == reading.outcome(requirement), requirement
        if before in DECIDED and not _way_is_assumed(drawing.case):
            assert verdict(case) is before


# Laws over facts ----------------------------------------------------------------------


def a_stated_fact_never_flips_a_verdict(drawing: Drawing) -> None:
    """Stating one more fact never turns a pass or a fail into anything else."""
    case = drawing.case
    before = verdict(case)
    for _ in range(6):
        unsaid = openings(case.facts, case.question)
        if _way_is_assumed(case):
            unsaid = [path for path in unsaid if path != ("crossing.mode",)]
        if not unsaid:
            return
        path = drawing.choices.one(unsaid)
        facts = said(drawing.choices, case.facts, path, case.question, drawing.anchor)
        case = replace(case, facts=facts)
        after = verdict(case)
        assert before not in DECIDED or after is before, path
        before = after


def _way_is_assumed(case: Case) -> bool:
    """Whether coverage rests on the ways that the port has, while none is stated: what is assumed may be untrue."""
    limited = any(each.modes for state in case.rules.states.values() for each in state.covered)
    known = case.question.port is not None or "port.modes" in case.facts.values
    return limited and known and "crossing.mode" not in case.facts.values


def only_what_is_open_is_asked_for(drawing: Drawing) -> None:
    """A conditional asks for the unstated facts read inside what is itself unknown, all of them, no other."""
    case = drawing.case
    if verdict(case) is None:
        return
    decision = Checker(case.rules).check(case.question, case.facts)
    if decision.verdict is not Verdict.CONDITIONAL:
        assert decision.wanted == ()
        return
    asked = worth_asking(case)
    assert set(decision.wanted) == asked, (set(decision.wanted), asked)
    assert len(decision.wanted) == len(asked)
    assert decision.wanted or decision.unsettled, "a conditional that nothing can settle"


def an_interview_ends_where_the_whole_of_it_stands(drawing: Drawing) -> None:
    """Stating what is wanted ends, asks nothing twice, is taken at every door, and overturns no pass or fail.

    It comes to the verdict on the whole of what is true of the traveller, once each assumption that is
    not true is told too.
    """
    question, choices, whole = drawing.of_both_states().question, drawing.choices, _whole(drawing)
    if not disagreements(whole, question.day):
        facts = begun(choices, whole, choices.one((10, 30, 60, 90)))
        Interview(Checker(drawing.case.rules), question, whole, choices).held(facts)


def what_nobody_can_tell_can_be_settled(drawing: Drawing) -> None:
    """A conditional that wants nothing names what is unsettled, and some settling of it all decides."""
    case = replace(drawing.of_both_states(), facts=_whole(drawing))
    if verdict(case) is not Verdict.CONDITIONAL:
        return
    decision = Checker(case.rules).check(case.question, case.facts)
    assert decision.wanted == ()
    assert decision.unsettled
    if case.facts.documents:  # of none held, nobody can say when it expires
        assert some_settling_decides(drawing.choices, case, decision)


# One answer, however it is come by --------------------------------------------------------


def the_verdict_alone_is_that_of_the_decision(drawing: Drawing) -> None:
    """Whether it is asked for alone, with what decided, or with everything; and outcomes are what they add up to."""
    case = drawing.case
    alone = verdict(case)
    if alone is None:
        return
    checker = Checker(case.rules)
    decision = checker.check(case.question, case.facts)
    whole = checker.check(case.question, case.facts, everything=True)
    assert decision.verdict is whole.verdict is decision.plan.verdict is alone
    assert [_outcomes(each) for each in decision.parts] == [_outcomes(each) for each in whole.parts]
    for part in decision.parts:
        found = {each.outcome for each in part.requirements}
        if Outcome.NOT_MET in found:
            assert part.verdict is not Verdict.PASS
        elif Outcome.UNDETERMINED in found:
            assert part.verdict is Verdict.CONDITIONAL
    worst = min((part.verdict for part in decision.parts), key=_WORST_FIRST.index)
    assert alone in (worst, Verdict.CONDITIONAL)  # who is perhaps not covered does not fail either


def what_is_told_late_is_what_is_told_at_once(drawing: Drawing) -> None:
    """In whatever order it is read, after whatever else was asked and told, and from a copy too."""
    case, choices = drawing.case, drawing.choices
    if verdict(case) is None:
        return
    everything, checker = choices.whether(30), Checker(case.rules)
    expected = Checker(case.rules).check(case.question, case.facts, everything=everything)
    told(choices, expected)
    other = said_to_the_end(choices, case.facts, case.question, drawing.anchor)
    with suppress(UncoveredError):
        told(choices, checker.check(case.question, other))
    late, carried = (checker.check(case.question, case.facts, everything=everything) for _ in range(2))
    with suppress(UncoveredError):
        checker.check(case.question, other, everything=everything)
    told(choices, late)
    assert late == expected
    assert hash(late) == hash(expected)
    assert not holds_on(late)
    assert choices.one(COPIES)(carried) == expected


COPIES: Final[tuple[Callable[[Decision], Decision], ...]] = (
    copy.copy,
    copy.deepcopy,
    lambda decision: pickle.loads(pickle.dumps(decision)),  # noqa: S301 - our own bytes
)


def threads_that_read_one_decision_read_the_same(drawing: Drawing) -> None:
    """Each in an order of its own, and all that is told stays."""
    case = drawing.case
    if verdict(case) is None:
        return
    checker = Checker(case.rules)
    decision, expected = (checker.check(case.question, case.facts) for _ in range(2))
    orders = [Seeded(drawing.choices.number(0, 999)) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        read = list(threads.map(lambda choices: told(choices, decision), orders))
    assert read[0] == read[1] == told(drawing.choices, expected)
    assert decision == expected


def told(choices: Choices, value: Any) -> dict[str, Any]:
    """Read every field of *value*, and of what is within it, in some order; return those of the value itself."""
    names = [each.name for each in fields(value)]
    read = {}
    while names:
        name = names.pop(choices.number(0, len(names) - 1))
        read[name] = getattr(value, name)
        for part in read[name] if isinstance(read[name], tuple) else ():
            if is_dataclass(part) and not isinstance(part, type):
                told(choices, part)
    return dict(sorted(read.items()))


def holds_on(decision: Decision) -> bool:
    """Return whether *decision*, or anything within it, holds on to what it was made from."""
    within = [decision, *decision.parts, *(each for part in decision.parts for each in part.requirements)]
    return any(each._teller is not None for each in within)


def _outcomes(part: PartDecision) -> list[tuple[str, Outcome, str | None]]:
    return [(each.id, each.outcome, each.met_by) for each in part.requirements]


_WORST_FIRST: Final = (Verdict.FAIL, Verdict.CONDITIONAL, Verdict.PASS)


# Round trips ----------------------------------------------------------------------------


def rules_survive_the_bundle(drawing: Drawing) -> None:
    """Rules written as JSON for the wheel and read again are equal."""
    assert loads(dumps(drawing.case.rules)) == drawing.case.rules


def facts_survive_the_profile(drawing: Drawing) -> None:
    """Facts written as a profile, through JSON, and read again are equal, unless they contradict themselves."""
    case = drawing.case
    if disagreements(case.facts, case.question.day):
        return
    again = read_profile(json.loads(json.dumps(facts_to_profile(case.facts))), day=case.question.day)
    assert again.values == case.facts.values
    assert again.documents == case.facts.documents
    stated = dict(case.facts.things)
    if EVERYWHERE in (visits := stated.get("visits") or {}):
        stated["visits"] = {state: rows for state, rows in visits.items() if rows or state == EVERYWHERE}
    assert again.things == stated


def decisions_survive_json(drawing: Drawing) -> None:
    """A decision as JSON has no value that JSON changes, says the verdict, and holds its schema."""
    case = drawing.case
    if verdict(case) is None:
        return
    decision = Checker(case.rules).check(case.question, case.facts)
    data = decision_data(decision, case.rules)
    text = decision_json(decision, case.rules)
    assert json.loads(text) == data
    assert DecisionModel.model_validate_json(text).verdict is decision.verdict
    assert data["verdict"] == decision.verdict.value


def checking_many_is_checking_each(drawing: Drawing) -> None:
    """Travellers checked together get the decisions, or the refusals, that they get alone."""
    question, rulebook = drawing.case.question, Rulebook(drawing.case.rules)
    stated = [drawing.case.facts, drawing.everything, replace(drawing.case.facts, documents=None)]
    journeys = [
        Journey(
            profile=facts,
            on=date.fromordinal(question.day),
            port=question.port,
            direction=question.direction,
            exit_state=question.exit_state,
            entry_state=question.entry_state,
            sides=question.sides if question.sides != SIDES or _may_ask_the_border(question) else None,
        )
        for facts in (*stated, stated[0])
    ]
    alone = [_answer(drawing.case.rules, question, journey.profile) for journey in journeys]
    together = [
        answer if isinstance(answer, Decision) else str(answer)
        for answer in rulebook.check_many(iter(journeys))
    ]
    assert together == alone


def _may_ask_the_border(question: Question) -> bool:
    return question.port is None and None not in (question.exit_state, question.entry_state)


def _answer(rules: RuleSet, question: Question, facts: Any) -> Decision | str:
    try:
        return Checker(rules).check(question, facts)
    except CrosscheckError as refusal:
        return str(refusal)


# Laws over rules ----------------------------------------------------------------------


def another_ground_never_makes_it_worse(drawing: Drawing) -> None:
    """Adding a ground never turns a pass into anything else, nor a met requirement into one that is not."""
    case, choices = drawing.case, drawing.choices
    part = choices.one(reference.asked(case))
    requirements = reference.rules_of(case, part)[1]
    if not requirements:
        return
    chosen = choices.number(0, len(requirements) - 1)
    grounds = requirements[chosen].grounds
    ruler = Ruler(choices, case.question, drawing.anchor, drawing.everything, dict(case.rules.groups), 20)
    place = choices.number(0, len(grounds))
    another = ruler.ground("another", part, want=choices.whether(50))
    changed = replace(requirements[chosen], grounds=(*grounds[:place], another, *grounds[place:]))
    after = _with_requirements(case, part, (*requirements[:chosen], changed, *requirements[chosen + 1 :]))
    for (_, _, (was, _)), (_, requirement, (now, _)) in zip(judged(case), judged(after), strict=True):
        assert was is not Outcome.MET or now is Outcome.MET, requirement
        assert was is not Outcome.UNDETERMINED or now is not Outcome.NOT_MET, requirement
    if verdict(case) is Verdict.PASS:
        assert verdict(after) is Verdict.PASS


def another_requirement_never_makes_it_better(drawing: Drawing) -> None:
    """Adding a requirement never turns a fail into anything else, nor a conditional into a pass."""
    case, choices = drawing.case, drawing.choices
    part = choices.one(reference.asked(case))
    requirements = reference.rules_of(case, part)[1]
    ruler = Ruler(choices, case.question, drawing.anchor, drawing.everything, dict(case.rules.groups), 20)
    prefix = "gate" if part == "port" else f"{case.rules.states[_state(case, part)].code.lower()}.{part}"
    another = ruler.requirement(
        f"{prefix}.another", part, want=choices.whether(70), demanded=choices.whether(50)
    )
    place = choices.number(0, len(requirements))
    after = _with_requirements(case, part, (*requirements[:place], another, *requirements[place:]))
    before, now = verdict(case), verdict(after)
    assert before is not Verdict.FAIL or now is Verdict.FAIL
    assert before is not Verdict.CONDITIONAL or now is not Verdict.PASS


def _whole(drawing: Drawing) -> Facts:
    """Return all that is true of the traveller: where no port is asked for, what it would be too."""
    question, facts = drawing.case.question, drawing.everything
    if question.port is not None:
        return facts
    of_port = {fact.name: a_value(drawing.choices, fact, question, drawing.anchor) for fact in PORT_FACTS}
    return replace(facts, values={**facts.values, **of_port})


def _state(case: Case, part: str) -> str:
    return str(case.question.exit_state if part == "exit" else case.question.entry_state)


def _with_requirements(case: Case, part: str, requirements: tuple[Requirement, ...]) -> Case:
    rules = case.rules
    if part == "port":
        assert case.question.port is not None
        port = replace(rules.ports[case.question.port], requirements=requirements)
        return replace(case, rules=replace(rules, ports={**rules.ports, port.id: port}))
    state = rules.states[_state(case, part)]
    state = replace(state, requirements={**state.requirements, part: requirements})
    return replace(case, rules=replace(rules, states={**rules.states, state.code: state}))


# Reasons ------------------------------------------------------------------------------


def reasons_say_what_is_true(drawing: Drawing) -> None:
    """Every ground and condition shown stands as the reference says, under an id of its own."""
    case = drawing.case
    if verdict(case) is None:
        return
    checker = Checker(case.rules)
    plain = checker.check(case.question, case.facts)
    whole = checker.check(case.question, case.facts, everything=True)
    assert plain.verdict is whole.verdict
    assert plain.wanted == whole.wanted
    assert plain.unsettled == whole.unsettled
    for decision in (plain, whole):
        for decided in decision.parts:
            reading = _seen_by(case, decided, decision.plan)
            rules = reference.rules_of(case, decided.part)[1]
            for requirement, found in zip(rules, decided.requirements, strict=True):
                _stands_as_said(reading, requirement, found, everything=decision is whole)


def _stands_as_said(
    reading: Reading, requirement: Requirement, found: RequirementFinding, *, everything: bool
) -> None:
    assert found.id == requirement.id
    names = [ground.name for ground in found.grounds]
    assert len(set(names)) == len(names)
    if found.outcome is Outcome.MET and not everything:
        assert names == [found.met_by]
    elif everything:
        assert sorted(names) == sorted(ground.name for ground in requirement.grounds)
    for shown in found.grounds:
        ground = next(each for each in requirement.grounds if each.name == shown.name)
        if found.outcome is Outcome.MET and not everything:
            continue
        assert shown.truth == reading.truth(partial(reading.ground_holds, ground))
        truths = [
            (
                condition.key,
                reading.truth(partial(reading.holds, condition.predicate)),
            )
            for condition in (*ground.concerns, *ground.needs, *ground.granted)
        ]
        told = [(key, truth) for key, truth in truths if everything or truth is not True]
        reasons = [reason for reason in shown.reasons if not reason.id.endswith("/in_force")]
        if shown.ended is not None and shown.truth is False and not everything and not reasons:
            continue  # a near miss for having ended lately, of which that alone is told
        for reason, (key, truth) in zip(reasons, told, strict=True):
            assert reason.id == f"{requirement.id}/{ground.name}/{key}"
            _stands_for(reason, truth)


def _stands_for(reason: Reason, truth: bool | None) -> None:
    if truth is None:
        assert reason.standing in (Standing.UNSTATED, Standing.NOT_SETTLED)
        assert reason.wanted or reason.unsettled
        assert (reason.standing is Standing.UNSTATED) == bool(reason.wanted)
    else:
        assert reason.standing is (Standing.MET if truth else Standing.UNMET)
        assert not reason.wanted
        assert not reason.unsettled


LAWS: Final[tuple[Law, ...]] = (
    every_outcome_is_what_the_language_says,
    the_plan_is_the_best_there_is,
    a_side_says_alone_what_it_says_beside_the_other,
    a_verdict_holds_however_the_rest_turns_out,
    a_stated_fact_never_flips_a_verdict,
    only_what_is_open_is_asked_for,
    an_interview_ends_where_the_whole_of_it_stands,
    what_nobody_can_tell_can_be_settled,
    another_ground_never_makes_it_worse,
    another_requirement_never_makes_it_better,
    reasons_say_what_is_true,
    the_verdict_alone_is_that_of_the_decision,
    what_is_told_late_is_what_is_told_at_once,
    threads_that_read_one_decision_read_the_same,
    rules_survive_the_bundle,
    facts_survive_the_profile,
    decisions_survive_json,
    checking_many_is_checking_each,
)
