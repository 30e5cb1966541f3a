"""What is asked: the questions of a decision, as objects that a form can draw and a program can answer."""

import copy
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Any

from crosscheck import Decision, ProfileError, Rulebook, UncoveredError, Verdict
from crosscheck.answers.asking.objects import NextQuestion
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.facts import Facts
from crosscheck.language.spoken.sentences import ENGLISH
from crosscheck.language.vocabulary import DOCUMENT, FACTS, THINGS, Teller
from crosscheck.profile.paths import stated_at
from crosscheck.profile.reading import read_profile
from tests.generating.cases import Case
from tests.generating.choices import Seeded
from tests.generating.profile_again import facts_to_profile
from tests.strategies import draw_case

DRAWN = 40
"""Travellers of whom some is unsaid, each under law of their own."""

TYPED: dict[str, list[Any]] = {
    "word": ["none-such"],
    "state": ["IS"],
    "states": [["IS"]],
    "set": [],
    "date": ["2026-01-31"],
    "partial_date": ["1990", "1990-05", "1990-05-17"],
    "time": ["14:30"],
    "count": [1, 30],
    "text": ["X1"],
    "flag": [True, False],
    "list": [[], [{}]],
    "port": [],
}
"""Values of each type, which nobody offered."""
CONTRADICTIONS = {
    "nationality.other", "nationality.not_held", "passport.of_another", "day.before", "label.unknown",
    "label.unknown.none", "label.of_ending_stay", "label.twice",
}  # fmt: skip
"""How an answer may disagree with another answer, which no single question can tell."""


@cache
def opened() -> tuple[tuple[Case, Decision], ...]:
    """Return drawn cases that are open, with their decisions."""
    found = []
    for seed in range(DRAWN):
        drawing = draw_case(Seeded(seed), Verdict.CONDITIONAL)
        case = drawing.case
        try:
            decision = Checker(case.rules).check(case.question, case.facts)
        except UncoveredError:
            continue
        if decision.wanted:
            found.append((case, decision))
    assert len(found) > DRAWN // 3
    return tuple(found)


def asked_of(case: Case, decision: Decision) -> tuple[NextQuestion, ...]:
    """Return what *decision* asks."""
    return Rulebook(case.rules).questions(decision)


def answered(case: Case, asked: NextQuestion, value: Any) -> Facts:
    """Return the facts of the case with *value* stated as an answer; only a contradiction is refused."""
    profile = stated_at(facts_to_profile(case.facts), asked.wanted, value, instead=True)
    return read_profile(profile, day=case.question.day, documents=case.rules.documents)


def values_of(asked: NextQuestion) -> Iterator[Any]:
    """Yield answers as the question allows them: each option, some of several, and some of its type."""
    offered = [choice.value for choice in asked.options]
    if asked.type == "set":
        yield from (list(some) for number in (1, 2) for some in combinations(offered, number))
        return
    yield from offered
    if asked.free and asked.type != "word":
        for value in TYPED[asked.type]:
            if asked.type == "date":
                yield asked.latest or asked.earliest or value
            elif asked.type != "count" or value >= (asked.least or 0):
                yield value


def refusals(case: Case, asked: NextQuestion, value: Any) -> set[str]:
    """Return why *value* is refused, by the names of the sentences; nothing where it is taken."""
    try:
        outcomes(case, answered(case, asked, value))
    except ProfileError as error:
        return {getattr(what, "key", "") for _, what in error.problems}
    return set()


def outcomes(case: Case, facts: Facts) -> Any:
    """Return the verdict, and what comes of each requirement."""
    try:
        decision = Checker(case.rules).check(case.question, facts)
    except UncoveredError as error:
        return error.what
    return decision.verdict, [(each.id, each.outcome, each.met_by) for each in decision.requirements]


def test_whoever_answers_as_the_question_says_is_not_refused() -> None:
    """Each option, several of a set, and values of the type that it names; but what disagrees with an answer given before."""
    tried = 0
    for case, decision in opened():
        for asked in asked_of(case, decision):
            for value in values_of(asked) if asked.path is not None else ():
                refused = refusals(case, asked, value)
                assert refused <= CONTRADICTIONS, (asked, value, refused)
                tried += not refused
    assert tried > 200


def test_words_that_are_left_out_act_alike() -> None:
    """By the evaluator: whichever of them is stated, each requirement comes out the same."""
    left_out = 0
    for case, decision in opened():
        for asked in asked_of(case, decision):
            fact = {each.name: each for each in FACTS}.get(asked.fact)
            if asked.type not in ("word", "set") or not asked.free or fact is None:
                continue
            offered = {choice.value for choice in asked.options}
            others = [word for word in case.rules.documents.known(fact).words if word not in offered]
            came = []
            for word in others:
                try:
                    facts = answered(case, asked, [word] if asked.type == "set" else word)
                except ProfileError:
                    continue
                came.append(outcomes(case, facts))
            left_out += len(came)
            assert all(each == came[0] for each in came), (asked, others)
    assert left_out > 100


def test_an_answer_leaves_the_question_unasked() -> None:
    """What was answered in full is not asked again; of a list what it holds may be."""
    for case, decision in opened():
        for asked in asked_of(case, decision):
            for value in values_of(asked) if asked.path is not None else ():
                try:
                    facts = answered(case, asked, value)
                    after = Checker(case.rules).check(case.question, facts)
                except (ProfileError, UncoveredError):
                    continue
                assert asked.type == "partial_date" or asked.wanted not in after.wanted, (asked, value)


def at_pointer(held: Any, steps: list[str], value: Any) -> Any:
    """Return *held* with *value* where *steps* lead, as a program states it that knows nothing of profiles."""
    if not steps:
        return value
    if isinstance(held, list):
        place = int(steps[0])
        return [*held[:place], at_pointer(held[place], steps[1:], value), *held[place + 1 :]]
    return {**(held or {}), steps[0]: at_pointer((held or {}).get(steps[0]), steps[1:], value)}


def test_a_program_that_follows_the_pointer_states_the_same() -> None:
    """In a profile that states one document as `document`, and past stays by State."""
    tried = 0
    for case, decision in opened():
        profile = facts_to_profile(case.facts)
        if len(profile.get("documents", ())) == 1:
            profile["document"] = profile.pop("documents")[0]
        if isinstance(profile.get("visits"), list):
            continue
        for asked in asked_of(case, decision):
            for value in values_of(asked) if asked.path is not None else ():
                told = at_pointer(profile, str(asked.path)[1:].split("/"), value)
                try:
                    expected = answered(case, asked, value)
                except ProfileError:
                    continue
                assert read_profile(told, day=case.question.day, documents=case.rules.documents) == expected
                tried += 1
    assert tried > 100


def test_questions_stand_in_the_order_of_what_is_wanted() -> None:
    """One each, and each hangs on what it says."""
    for case, decision in opened():
        asked = asked_of(case, decision)
        assert tuple(each.wanted for each in asked) == decision.wanted
        ids = {requirement.id for requirement in decision.requirements}
        assert all(set(each.decides) <= ids and each.sides for each in asked)


def test_a_decision_that_is_decided_asks_nothing() -> None:
    """Whether it is a pass or a fail."""
    found = [
        draw_case(Seeded(seed), wanted).case for seed in range(9) for wanted in (Verdict.PASS, Verdict.FAIL)
    ]
    for case in found:
        rulebook = Rulebook(case.rules)
        try:
            decision = Checker(case.rules).check(case.question, case.facts)
        except UncoveredError:
            continue
        assert decision.verdict is Verdict.CONDITIONAL or rulebook.questions(decision) == ()


def test_a_copy_asks_what_the_decision_asks() -> None:
    """Which holds on to nothing of the traveller but what is told."""
    for case, decision in opened():
        copied = copy.deepcopy(decision)
        assert asked_of(case, copied) == asked_of(case, decision)


def test_every_fact_that_may_be_asked_for_has_its_question() -> None:
    """And every value that says that there is none has its words."""
    properties = [(f"{thing.kind}.{f.name}", f) for thing in (DOCUMENT, *THINGS) for f in thing.properties]
    told = (Teller.TRAVELLER, Teller.PORT, Teller.STATE)
    facts = [(name, fact) for name, fact in [(f.name, f) for f in FACTS] + properties if fact.teller in told]
    lists = [f"ask.{thing.plural}" for thing in (DOCUMENT, *THINGS)]
    none = [
        f"choice.absent.{name}"
        for name, fact in facts
        if fact.absent and name not in ("document.type", "document.issuing_state")
    ]

    assert [
        key for key in (*(f"ask.{name}" for name, _ in facts), *lists) if key not in ENGLISH.phrases
    ] == []
    assert [key for key in none if key not in ENGLISH.phrases] == []
