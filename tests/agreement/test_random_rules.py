"""Compiled and plain evaluation agree on rules and travellers drawn at random."""

import pickle
from collections import Counter

from crosscheck.backends.by_function import CompiledPart, compile_part
from crosscheck.backends.by_walk import Context, judge
from crosscheck.backends.reasons.findings import finding
from crosscheck.decision import Outcome
from crosscheck.rulebook import Requirement
from tests.agreement.random_rules import Draw

UNSTATED = (0.0, 0.0, 0.05, 0.2, 0.5)
THINGS = (1, 1, 1, 3)


def agree(seed: int, views: int) -> Counter[Outcome]:
    """Judge *views* travellers by the rules of *seed* in every way; return the outcomes that came up."""
    draw = Draw(seed)
    groups, requirements = draw.groups(), draw.requirements()
    part = compile_part(requirements, groups)
    seen: Counter[Outcome] = Counter()
    for number in range(views):
        view = draw.view(UNSTATED[number % len(UNSTATED)], THINGS[number % len(THINGS)])
        context = Context(view, groups)
        expected = tuple(judge(requirement, context) for requirement in requirements)
        outcomes = [outcome for outcome, _ in expected]
        not_met = [
            r.id for r, outcome in zip(requirements, outcomes, strict=True) if outcome is Outcome.NOT_MET
        ]

        assert [(found.outcome, found.met_by) for found in part.outcomes(view)[0]] == list(expected), (
            seed,
            number,
        )
        failed, is_open = part.failing(view)
        assert sorted(failed) == not_met, (seed, number)
        assert is_open is (not failed and Outcome.UNDETERMINED in outcomes), (seed, number)
        told_alike(part, requirements, Context(view, groups, draw.unsettled()))
        seen.update(outcome for outcome, _ in expected)
    return seen


def told_alike(part: CompiledPart, requirements: tuple[Requirement, ...], context: Context) -> None:
    """Hold every reason that *part* gives to those of the plain evaluator."""
    for found, findings, requirement in zip(
        part.outcomes(context.view)[0], part.findings, requirements, strict=True
    ):
        asked = found.outcome, found.met_by, context.view, context.unsettled
        assert findings.told(*asked) == finding(requirement, context)
        assert findings.everything(*asked) == finding(requirement, context, everything=True)


def test_compiled_and_plain_agree_on_random_rules() -> None:
    """Outcome, met ground and failing ids are the same, and every outcome comes up often."""
    seen = sum((agree(seed, 20) for seed in range(40)), Counter[Outcome]())

    assert all(seen[outcome] > sum(seen.values()) / 10 for outcome in Outcome)


def test_a_compiled_part_survives_pickling() -> None:
    """It is pickled by its requirements, and generated again."""
    draw = Draw(7)
    part = compile_part(draw.requirements(), draw.groups())
    view = draw.view(0.1, 2)
    expected = part.outcomes(view)

    assert pickle.loads(pickle.dumps(part)).outcomes(view) == expected  # noqa: S301 - our own bytes
