"""Every answer of the shipped rules fits on a screen, whoever asks and whatever the verdict."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from functools import partial

import pytest

from crosscheck.answers.page import WIDTH, Page, columns
from crosscheck.answers.screen.screen import LINES
from crosscheck.cli.check import screen_of
from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.facts import Facts, Question
from crosscheck.deciding.question import understood
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.profile.reading import read_profile
from tests.generating.choices import Seeded
from tests.generating.travellers import a_crossing, a_whole_traveller
from tests.generating.worlds import begun
from tests.shipped.rules import shipped_checker, shipped_examined

WORDS = {Verdict.PASS: "IN ORDER", Verdict.FAIL: "NOT IN ORDER", Verdict.CONDITIONAL: "NOT DECIDED YET"}
OF_EACH = 100
"""So many travellers of each verdict are drawn."""


def journeys() -> Iterator[tuple[Question, Facts]]:
    """Yield who travels in the journeys beside the rules."""
    for journey in shipped_examined().journeys:
        with suppress(ProfileError):  # some journeys are about what cannot be read
            yield understood(shipped_checker().rules, journey.profile, read_profile, **asdict(journey.asked))


def drawn() -> Iterator[tuple[Question, Facts]]:
    """Yield travellers of every verdict, some of whom state little."""
    checker, left = shipped_checker(), Counter(dict.fromkeys(Verdict, OF_EACH))
    seed = 0
    while +left:
        choices, seed = Seeded(seed), seed + 1
        question = a_crossing(choices, checker.rules)
        whole = a_whole_traveller(choices, checker.rules, question)
        facts = begun(choices, whole, choices.one((30, 60, 90))) if choices.whether(50) else whole
        try:
            verdict = checker.verdict(question, facts)
        except UncoveredError:
            continue
        if left[verdict] > 0:
            left[verdict] -= 1
            yield question, facts


@pytest.mark.parametrize("travellers", [journeys, drawn])
def test_an_answer_is_read_at_a_glance(travellers: Callable[[], Iterator[tuple[Question, Facts]]]) -> None:
    """At most 24 lines of 80 columns; the first two answer; no line is too wide, and no word is cut, on narrow pages too."""
    checker, seen = shipped_checker(), Counter[Verdict]()
    for question, facts in travellers():
        try:
            decision = checker.check(question, facts)
        except UncoveredError:
            continue
        seen[decision.verdict] += 1
        said = screen_of(checker, question, facts, Page)
        lines = said.splitlines()
        assert len(lines) <= LINES, said
        assert lines[1].startswith(f"  {WORDS[decision.verdict]}  "), said
        assert max(map(columns, lines)) <= WIDTH, said
        for width in (60, 40) if seen.total() % 5 == 0 else ():
            narrow = screen_of(checker, question, facts, partial(Page, width=width))
            assert max(map(columns, narrow.splitlines())) <= width, narrow

    assert len(seen) == len(Verdict)
