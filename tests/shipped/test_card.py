"""The cards of the shipped journeys are as short as is promised."""

import json
from statistics import median

from tests.shipped.rules import shipped_rulebook
from tests.shipped.test_decisions import decided

HALF, MOST = 2_000, 4_000
"""Bytes of JSON in UTF-8, without spaces: of half of them, of each."""


def test_a_card_fits_where_a_decision_does_not() -> None:
    """Half of the cards of all journeys are under 2 kB, and none is over 4."""
    rulebook = shipped_rulebook()
    sizes = sorted(
        len(json.dumps(rulebook.card(each), ensure_ascii=False, separators=(",", ":")).encode())
        for each in decided(rulebook)
    )

    assert sizes[0] > 500
    assert median(sizes) < HALF
    assert sizes[-1] <= MOST
