"""The laws of the rule language, over rule sets and travellers that hypothesis draws."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from crosscheck.decision import Verdict
from tests.laws.laws import LAWS, Law, verdict
from tests.strategies import Drawing, drawings

EXAMPLES = 60


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_holds(law: Law) -> None:
    """The law holds of every case drawn, and each verdict is that of at least a tenth of them."""
    verdicts: Counter[Verdict | None] = Counter()

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(drawings())
    def holds(drawing: Drawing) -> None:
        verdicts[verdict(drawing.case)] += 1
        law(drawing)

    holds()
    for each in Verdict:
        assert verdicts[each] * 10 >= verdicts.total(), verdicts
