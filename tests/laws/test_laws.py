"""The laws of the rule language, over rule sets and travellers that hypothesis draws."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import DataObject, data, integers

from crosscheck.decision import Verdict
from tests.generating.choices import Seeded
from tests.laws.laws import LAWS, Law, compiled_is_plain, verdict
from tests.strategies import draw_case, drawings

MANY, SHRINKABLE = 200, 4
"""Cases for each law made from a number, which is fast, and choice by choice, which hypothesis can shrink."""
COSTLY: dict[Law, int] = {compiled_is_plain: 40}
"""It generates functions for each case; `test_agreement.py` goes through 100,000 travellers."""


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_holds(law: Law) -> None:
    """The law holds of every case drawn, and each verdict is that of at least a tenth of them."""
    verdicts: Counter[Verdict | None] = Counter()

    @settings(max_examples=COSTLY.get(law, MANY), suppress_health_check=list(HealthCheck), derandomize=True)
    @given(integers(0, 2**32))
    def holds(seed: int) -> None:
        drawing = draw_case(Seeded(seed))
        verdicts[verdict(drawing.case)] += 1
        law(drawing)

    holds()
    for each in Verdict:
        assert verdicts[each] * 10 >= verdicts.total(), verdicts


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_holds_of_what_can_be_made_simpler(law: Law) -> None:
    """The law holds whichever verdict is wanted; a case that broke it would be shrunk."""

    @settings(max_examples=SHRINKABLE, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data())
    def holds(drawn: DataObject) -> None:
        for wanted in Verdict:
            law(drawn.draw(drawings(wanted)))

    holds()
