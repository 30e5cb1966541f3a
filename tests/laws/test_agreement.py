"""Generated functions agree with the plain evaluator on 100,000 travellers, ids and all."""

import random

from crosscheck.facts import View
from crosscheck.views import situation
from tests.generating.choices import Seeded
from tests.generating.worlds import a_traveller, half_said
from tests.laws import reference
from tests.laws.laws import compiled_agrees, parts
from tests.strategies import draw_case

RULE_SETS, VIEWS = 50, 800
"""Views for each of the two or three parts of a rule set."""


def _views(seed: int, pool: list[View], count: int) -> list[View]:
    """Return *count* views, each fact of which is that of some view in *pool*."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    columns = [list(column) for column in zip(*pool, strict=True)]
    return [tuple(map(chance.choice, columns)) for _ in range(count)]


def test_generated_functions_agree_on_a_hundred_thousand_travellers() -> None:
    """Outcome, ground and every id are those of the plain evaluator, whatever is left unsaid."""
    judged = 0
    for seed in range(RULE_SETS):
        choices = Seeded(seed)
        drawing = draw_case(choices)
        case = drawing.case
        pool = list(situation(case.rules, case.question, drawing.everything).views)
        for percent in (0, 0, 5, 15, 40):
            other = a_traveller(choices, case.question, drawing.anchor)
            for facts in (drawing.everything, other):
                said = half_said(choices, facts, percent)
                pool += situation(case.rules, case.question, said).views
        for part in parts(case):
            views = _views(seed, pool, VIEWS)
            compiled_agrees(reference.rules_of(case, part)[1], case.rules.groups, views)
            judged += len(views)
    assert judged >= 100_000
