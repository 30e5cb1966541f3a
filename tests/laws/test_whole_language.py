"""What draws rules and what tells of them know every construct of the language."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import get_args

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Reason, RequirementFinding, Standing
from crosscheck.language.errors import UncoveredError
from crosscheck.language.nodes import Predicate
from crosscheck.language.spoken.sentences import ENGLISH
from crosscheck.language.trees import nodes_in
from tests.generating.choices import Seeded
from tests.strategies import Drawing, draw_case


@cache
def drawn() -> tuple[Drawing, ...]:
    """Return rule sets and travellers, always the same."""
    return tuple(draw_case(Seeded(seed)) for seed in range(150))


def test_every_construct_is_drawn() -> None:
    """Or every law would hold of it, and none would have been tried."""
    rules = [tuple(each.case.rules.requirements()) for each in drawn()]

    never = [kind.__name__ for kind in get_args(Predicate) if not any(nodes_in(tuple(rules), kind))]

    assert never == []


def within(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    """Yield *reasons* and those inside them."""
    for reason in reasons:
        yield reason
        for _, inner in reason.within:
            yield from within(inner)


def findings() -> Iterator[RequirementFinding]:
    """Yield every requirement as it came out for the travellers drawn, with every condition."""
    for case in (each.case for each in drawn()):
        with suppress(UncoveredError):
            decision = Checker(case.rules).check(case.question, case.facts, everything=True)
            yield from (found for part in decision.parts for found in part.requirements)


def test_every_message_that_is_given_has_a_sentence_for_each_standing() -> None:
    """A construct whose sentences were forgotten ends in a fault, for the first traveller whom it concerns."""
    grounds = [ground for found in findings() for ground in found.grounds]
    given = {reason.kind for ground in grounds for reason in within(ground.reasons)}

    has = {(key.partition(".")[0], key.rpartition(".")[2]) for key in ENGLISH.reasons}
    asked = [(kind, str(standing)) for kind in sorted(given) for standing in Standing]

    assert len(given) > len(get_args(Predicate))
    assert [key for key in asked if key not in has] == []
