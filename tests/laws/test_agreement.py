"""Generated functions agree with the plain evaluator on 100,000 travellers, ids and all."""

import gc
import pickle
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

from crosscheck.backends.by_function import CompiledPart, compile_part
from crosscheck.dates import NO_END, add_months
from crosscheck.expr.nodes import Literal, Period, Shift
from crosscheck.expr.reading import nodes_in
from crosscheck.facts import View
from crosscheck.views import situation
from crosscheck.vocabulary import SLOT
from tests.generating.choices import Seeded
from tests.generating.worlds import a_traveller, half_said
from tests.laws import reference
from tests.laws.laws import compiled_agrees, parts
from tests.strategies import draw_case

RULE_SETS, VIEWS = 50, 800
"""Views for each of the two or three parts of a rule set."""
DAY, UNTIL = SLOT["crossing.date"], SLOT["stay.until"]
FIRST_DAY = date(1900, 1, 1).toordinal()
"""Smaller numbers are no days."""


def _views(seed: int, pool: list[View], count: int) -> list[View]:
    """Return *count* views, each fact of which is that of some view in *pool*."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    columns = [list(column) for column in zip(*pool, strict=True)]
    return [tuple(map(chance.choice, columns)) for _ in range(count)]


def _drawn(seed: int, count: int) -> Iterator[tuple[CompiledPart, list[View]]]:
    """Yield each part of a rule set, compiled, with *count* views of it; all follow from *seed*."""
    choices = Seeded(seed)
    drawing = draw_case(choices)
    case = drawing.case
    pool = list(situation(case.rules, case.question, drawing.everything).views)
    for percent in (0, 0, 5, 15, 40):
        other = a_traveller(choices, case.question, drawing.anchor)
        for facts in (drawing.everything, other):
            said = half_said(choices, facts, percent)
            pool += situation(case.rules, case.question, said).views
    for part in parts(case):
        yield compile_part(reference.rules_of(case, part)[1], case.rules.groups), _views(seed, pool, count)


def test_generated_functions_agree_on_a_hundred_thousand_travellers() -> None:
    """Outcome, ground and every id are those of the plain evaluator, whatever is left unsaid."""
    judged = 0
    for seed in range(RULE_SETS):
        for part, views in _drawn(seed, VIEWS):
            compiled_agrees(part.requirements, part.groups, views)
            judged += len(views)
    assert judged >= 100_000


def test_beside_a_steady_day_all_comes_out_the_same() -> None:
    """Whether a stay that ends is counted in days and ends a day later too, or ends on a day that is fixed."""
    seen: Counter[bool] = Counter()
    for seed in range(RULE_SETS):
        chance = random.Random(seed)  # noqa: S311 - nothing here is secret
        for part, views in _drawn(seed, VIEWS // 4):
            for view in (_near_a_turn(chance, part, each) for each in views):
                is_steady = part.steady(view)
                seen[is_steady] += 1
                if is_steady:
                    assert all(_outcomes(part, then) == _outcomes(part, view) for then in _beside(view))
    assert min(seen[True], seen[False]) > sum(seen.values()) / 10


def _near_a_turn(chance: random.Random, part: CompiledPart, view: View) -> View:
    """Return *view* with a crossing, or the end of a stay, about when some condition may turn."""
    ends = (day for period in nodes_in(part.requirements, Period) for day in (period.first, period.last))
    days = [*(day for day in ends if day is not None), *_days(view)]
    spans = [
        (int(each.amount.value), each.unit)
        for each in nodes_in(part.requirements, Shift)
        if isinstance(each.amount, Literal) and int(each.amount.value) < NO_END
    ]
    count, unit = chance.choice([*spans, (0, "days")])
    day, sign = chance.choice(days), chance.choice((-1, 1))
    near = add_months(day, sign * count) if unit == "months" else day + sign * count
    then = list(view)
    then[chance.choice((DAY, UNTIL))] = near + chance.randint(-2, 2)
    return tuple(then)


def _days(value: object) -> Iterator[int]:
    """Yield each day in a view."""
    if isinstance(value, tuple):
        for each in value:
            yield from _days(each)
    elif type(value) is int and FIRST_DAY < value < NO_END:
        yield value


def _outcomes(part: CompiledPart, view: View) -> list[str]:
    return [found.outcome for found in part.outcomes(view)[0]]


def _beside(view: View) -> Iterator[View]:
    """Yield *view* as it would be a day earlier and a day later."""
    for step in (-1, 1):
        for until in {view[UNTIL], None if view[UNTIL] is None else view[UNTIL] + step}:
            then = list(view)
            then[DAY], then[UNTIL] = view[DAY] + step, until
            yield tuple(then)


@contextmanager
def hurried() -> Iterator[None]:
    """Let threads change places all the time, wherever Python looks for garbage too."""
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    gc.callbacks.append(_watch)
    sys.setswitchinterval(1e-6)
    gc.set_threshold(20)
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        sys.setswitchinterval(interval)
        gc.callbacks.remove(_watch)


def _watch(_phase: str, _info: dict[str, int]) -> None:
    time.sleep(0)


def test_threads_may_all_be_the_first_to_ask() -> None:
    """Functions generated by many threads at the same time are sound."""
    asked = [(part, view) for seed in range(4) for part, (view,) in _drawn(seed, 1)]
    with hurried(), ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda case: case[0].outcomes(case[1]), asked))

    assert answers == [part.outcomes(view) for part, view in asked]


def test_a_compiled_part_survives_pickling() -> None:
    """It is pickled by its requirements, and generated again."""
    part, (view,) = next(_drawn(7, 1))
    expected = part.outcomes(view)

    assert pickle.loads(pickle.dumps(part)).outcomes(view) == expected  # noqa: S301 - our own bytes
