"""The laws would notice: each of many bugs, planted in an evaluator, breaks one of them."""

from dataclasses import replace
from functools import lru_cache

import pytest

from tests.generating.choices import Seeded
from tests.laws.laws import Law
from tests.laws.planting import BUGS, Bug, planted
from tests.strategies import Drawing, draw_case

SEEDS = 1500


@lru_cache(maxsize=SEEDS)
def _drawing(seed: int) -> Drawing:
    return draw_case(Seeded(seed))


def _breaks(law: Law, seed: int) -> bool:
    """Return whether *law* fails on the case of *seed*, its own choices being the same each time."""
    drawn = _drawing(seed)
    case = replace(drawn.case, facts=replace(drawn.case.facts))  # facts are laid out when they are made
    drawing = replace(drawn, case=case, everything=replace(drawn.everything), choices=Seeded(seed))
    try:
        law(drawing)
    except AssertionError:
        return True
    return False


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_law_notices_the_bug(bug: Bug) -> None:
    """With the bug the law fails on some case, and without it holds on that very case."""
    with planted(bug):
        noticed = next((seed for seed in range(SEEDS) if _breaks(bug.law, seed)), None)
    assert noticed is not None, "no case drawn breaks the law"
    assert not _breaks(bug.law, noticed)
