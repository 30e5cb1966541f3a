"""What no source settles, settled one way or another: periods, lists, facts of a port, tables of visas, gaps."""

from dataclasses import replace
from typing import Any, Final

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Verdict
from crosscheck.deciding.facts import Facts
from crosscheck.deciding.parts import GAP
from crosscheck.language.errors import UncoveredError
from crosscheck.language.nodes import ALWAYS
from crosscheck.language.vocabulary import FACT, PURPOSES, THING_SLOT, Type
from crosscheck.rulebook.ruleset import Requirement, RuleSet
from tests.generating.cases import Case
from tests.generating.choices import Choices
from tests.generating.rules import settled

TRIES: Final = 12
_VISA: Final = THING_SLOT["visa"]


def some_settling_decides(choices: Choices, case: Case, decision: Decision) -> bool:
    """Return whether one of some ways to settle all that *decision* hangs on makes it a pass or a fail."""
    return any(_is_decided(choices, case, decision) for _ in range(TRIES))


def _is_decided(choices: Choices, case: Case, decision: Decision) -> bool:
    """Return whether one settling decides: of what *decision* names, and then of what hung on that."""
    named: set[str] = set()
    while new := {each.name for each in decision.unsettled} - named:
        named |= new
        case = settled(choices, replace(case, facts=_told(choices, case.facts, new)))
        try:
            decision = Checker(_without_gaps(case.rules, named)).check(case.question, case.facts)
        except UncoveredError:
            return True
    return decision.verdict is not Verdict.CONDITIONAL


def _told(choices: Choices, facts: Facts, named: set[str]) -> Facts:
    """Return *facts* with those of the port that are not settled, and with what each visa is for."""
    values = dict(facts.values)
    for name in sorted(named & FACT.keys()):
        fact = FACT["port.modes" if name == "port.has_mode" else name]
        if not fact.name.startswith("port."):
            continue
        options: dict[Type, tuple[Any, ...]] = {
            Type.FLAG: (True, False),
            Type.WORDS: (frozenset(fact.words), frozenset(fact.words[:1])),
            Type.TEXT: ("none", "REST"),
            Type.WORD: fact.words,
        }
        values[fact.name] = choices.one(options[fact.type])
    things = dict(facts.things)
    if "visa.purposes" in named:
        things["visas"] = tuple(
            (
                *row[: _VISA["purposes"]],
                row[_VISA["purposes"]] or frozenset(PURPOSES),
                *row[_VISA["purposes"] + 1 :],
            )
            for row in things["visas"]
        )
    return Facts(values, facts.documents, things)


def _without_gaps(rules: RuleSet, named: set[str]) -> RuleSet:
    """Return *rules* in which each requirement that is named as a gap concerns everybody."""
    gaps = {name.removesuffix(GAP) for name in named if name.endswith(GAP)}

    def closed(requirement: Requirement) -> Requirement:
        return replace(requirement, validity=ALWAYS, concerns=()) if requirement.id in gaps else requirement

    states = {
        code: replace(
            state,
            requirements={name: tuple(map(closed, found)) for name, found in state.requirements.items()},
        )
        for code, state in rules.states.items()
    }
    return replace(rules, states=states)
