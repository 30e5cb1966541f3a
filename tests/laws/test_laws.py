"""The laws of the rule language, over rule sets and travellers that are drawn."""

from collections import Counter
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import DataObject, data

from crosscheck.deciding.decision import Verdict
from tests.generating.choices import Seeded
from tests.laws.laws import LAWS, Law, verdict
from tests.soak.amount import CHUNKS, SOAK, seeds
from tests.strategies import Drawing, draw_case, drawings

MANY, SHRINKABLE = SOAK or 200, 4
"""Cases for each law made from a number, which is fast, and choice by choice, which hypothesis can shrink."""


@lru_cache(maxsize=MANY if MANY < 1_000 else 0)
def _drawn(seed: int) -> tuple[Drawing, Verdict | None]:
    drawing = draw_case(Seeded(seed))
    return drawing, verdict(drawing.case)


def drawn(seed: int) -> tuple[Drawing, Verdict | None]:
    """Return what is drawn from *seed*, of which nobody has asked anything yet, and its verdict.

    Drawing takes longer than most laws, so that all laws of a process share it; a law has its own choices.
    """
    drawing, found = _drawn(seed)
    case = replace(drawing.case, facts=replace(drawing.case.facts))  # facts are laid out when they are made
    everything = replace(drawing.everything)
    return replace(drawing, case=case, everything=everything, choices=Seeded(seed)), found


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_holds(law: Law, chunk: int) -> None:
    """The law holds of every case drawn, and at the gate each verdict is that of at least a tenth of them."""
    verdicts: Counter[Verdict | None] = Counter()
    for seed in seeds(chunk, MANY):
        drawing, found = drawn(seed)
        verdicts[found] += 1
        try:
            law(drawing)
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
    assert SOAK or all(verdicts[each] * 10 >= verdicts.total() for each in Verdict), verdicts


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law_holds_of_what_can_be_made_simpler(law: Law) -> None:
    """The law holds whichever verdict is wanted; a case that broke it would be shrunk."""

    @settings(max_examples=SHRINKABLE, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data())
    def holds(drawn: DataObject) -> None:
        for wanted in Verdict:
            law(drawn.draw(drawings(wanted)))

    holds()
