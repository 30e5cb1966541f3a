"""Hypothesis strategies: a rule set, a question and a traveller that make sense together."""

from dataclasses import dataclass, replace
from typing import Final

from hypothesis import strategies as st

from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.facts import SIDES, Facts, Question, Side
from tests.generating.cases import Case
from tests.generating.choices import Choices, Drawn
from tests.generating.rules import Ruler, some_groups
from tests.generating.worlds import ANCHORS, a_question, a_traveller, half_said

_OPEN: Final = {Verdict.PASS: (0, 0, 3), Verdict.FAIL: (0, 0, 3), Verdict.CONDITIONAL: (10, 20, 40)}
"""How much a traveller leaves unsaid, in percent, where about that verdict is wanted."""


@dataclass(frozen=True)
class Drawing:
    """A case, the traveller of whom all is known behind it, and further choices for a law to make."""

    case: Case
    anchor: int
    everything: Facts
    choices: Choices
    between: tuple[str, str]
    """The States left and entered, of which the question may know one."""

    def of_both_states(self) -> Case:
        """Return the case with both States known, and no other side asked than before."""
        question = self.case.question
        sides: tuple[Side, ...] = ("entry",) if question.exit_state is None else question.sides
        if question.entry_state is None:
            sides = ("exit",)
        leaving, entering = self.between
        return replace(
            self.case, question=replace(question, exit_state=leaving, entry_state=entering, sides=sides)
        )


def draw_case(choices: Choices, wanted: Verdict | None = None) -> Drawing:
    """Return a case whose verdict is *wanted* more often than not; any verdict where that is None."""
    anchor = choices.one(ANCHORS)
    question = a_question(choices, anchor)
    everything = a_traveller(choices, question, anchor)
    if wanted is None:
        wanted = choices.one(
            (Verdict.PASS, Verdict.CONDITIONAL, Verdict.FAIL, Verdict.PASS, Verdict.CONDITIONAL)
        )
    unsettled = choices.one((0, 10, 30)) if wanted is Verdict.CONDITIONAL else 3
    groups = some_groups(choices, question, anchor, everything, unsettled)
    rules = Ruler(choices, question, anchor, everything, groups, unsettled).rule_set(wanted)
    facts = half_said(choices, everything, choices.one(_OPEN[wanted]))
    between = str(question.exit_state), str(question.entry_state)
    return Drawing(Case(rules, asked_of(choices, question), facts), anchor, everything, choices, between)


def asked_of(choices: Choices, question: Question) -> Question:
    """Return *question*, or mostly so: now and then one side alone is asked, or without a port one State alone given."""
    if not choices.whether(20):
        return question
    side = choices.one(SIDES)
    if question.port is not None or choices.whether(50):
        return replace(question, sides=(side,))
    return replace(question, entry_state=None) if side == "exit" else replace(question, exit_state=None)


@st.composite
def drawings(draw: st.DrawFn, wanted: Verdict | None = None) -> Drawing:
    """Return cases that hypothesis draws, and can make simpler."""
    return draw_case(Drawn(draw), wanted)
