"""The engine agrees with the reference, which shares no code with it, on travellers of every kind."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from crosscheck.deciding.case import Layout
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.language.errors import UncoveredError
from tests.generating.cases import Case
from tests.generating.choices import Choices, Seeded
from tests.generating.worlds import a_traveller, half_said
from tests.laws import reference
from tests.laws.laws import judged
from tests.soak.amount import CHUNKS, SOAK, seeds
from tests.strategies import draw_case

TRAVELLERS = 50
"""Asked of each rule set drawn, which takes longer to draw than they."""
RULE_SETS = 10 * SOAK // TRAVELLERS or 40


def travellers(choices: Choices) -> Iterator[Case]:
    """Yield cases of one rule set: its own traveller and others, of whom more or less is said, on days about the same."""
    drawing = draw_case(choices)
    case, whole = drawing.case, drawing.everything
    yield case
    for number in range(1, TRAVELLERS):
        if number % 5 == 0:
            whole = a_traveller(choices, case.question, drawing.anchor)
        facts = half_said(choices, choices.one((whole, drawing.everything)), choices.one((0, 0, 5, 15, 40)))
        day = case.question.day + choices.one((0, 0, 0, 1, -1))
        yield replace(case, facts=facts, question=replace(case.question, day=day))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_engine_and_reference_agree(chunk: int) -> None:
    """On outcome and ground of every requirement with every document shown, and on the verdict."""
    verdicts: Counter[Verdict | None] = Counter()
    for seed in seeds(chunk, RULE_SETS):
        cases = list(travellers(Seeded(seed)))
        rules = cases[0].rules
        checker, layout, evaluator = Checker(rules), Layout(rules), Evaluator(rules.groups)
        for number, case in enumerate(cases):
            at = f"seed {seed}, traveller {number}"
            for reading, requirement, found in judged(case, layout, evaluator):
                assert found == reading.outcome(requirement), (at, requirement.id)
            come_to = found_by(checker, case)
            assert come_to == reference.verdict(case), at
            verdicts[come_to] += 1
    assert SOAK or all(verdicts[each] * 10 >= verdicts.total() for each in Verdict), verdicts


def found_by(checker: Checker, case: Case) -> Verdict | None:
    """Return the verdict, None where the rules do not cover the case."""
    try:
        return checker.verdict(case.question, case.facts)
    except UncoveredError:
        return None
