"""The laws of the rule language, over rule sets and travellers that hypothesis draws."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import DataObject, data

from crosscheck.decision import Verdict
from tests.laws.laws import LAWS, Law, verdict
from tests.strategies import drawings

EXAMPLES = 13
"""Of each verdict wanted, for each law; `test_planted_bugs.py` goes through many more."""


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_holds(law: Law) -> None:
    """The law holds of every case drawn, and each verdict is that of at least a tenth of them."""
    verdicts: Counter[Verdict | None] = Counter()

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data())
    def holds(drawn: DataObject) -> None:
        for wanted in Verdict:
            drawing = drawn.draw(drawings(wanted))
            verdicts[verdict(drawing.case)] += 1
            law(drawing)

    holds()
    for each in Verdict:
        assert verdicts[each] * 10 >= verdicts.total(), verdicts
