"""Ways out by the shipped rules: whoever follows one comes to what it promised."""

from collections import Counter

import pytest

from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.ways.ways import Ways
from tests.generating.cases import Case
from tests.generating.choices import Seeded
from tests.generating.travellers import a_crossing, a_whole_traveller
from tests.generating.worlds import half_said
from tests.laws.following import agrees, checked, follow
from tests.shipped.rules import shipped_checker, shipped_rules
from tests.soak.amount import CHUNKS, SOAK, seeds

MANY = SOAK // 10 or 150


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_whoever_follows_a_way_out_comes_to_what_it_promised(chunk: int) -> None:
    """Of travellers at all ports and days, of whom all or some is stated."""
    rules, ways = shipped_rules(), Ways(shipped_checker())
    found: Counter[str] = Counter()
    for seed in seeds(chunk, MANY):
        choices = Seeded(seed)
        question = a_crossing(choices, rules)
        whole = a_whole_traveller(choices, rules, question)
        case = Case(rules, question, half_said(choices, whole, choices.one((0, 0, 5, 20, 60))))
        before = checked(rules, question, case.facts)
        if before is None or before.verdict is Verdict.PASS:
            continue
        for way in ways.out(question, case.facts, agrees(rules)):
            found[way.kind] += 1
            follow(case, before, way, seed)
    assert SOAK or len(found) >= 5, found
