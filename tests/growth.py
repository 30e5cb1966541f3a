"""How much work something takes, counted in lines of the engine that are run: no clock is asked."""

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

PACKAGE = str(Path(__file__).parents[1] / "crosscheck")


def lines_run(run: Callable[[], object]) -> int:
    """Return how many lines of the package *run* passes through, each as often as it does."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def grows_in_proportion(counts: Sequence[int]) -> bool:
    """Whether *counts*, of inputs each twice as large as the one before, at most double, and a little."""
    return all(larger <= 2.2 * smaller + 200 for smaller, larger in pairwise(counts))


class Counted(str):
    """A text that counts how often any of its kind is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)

    def __hash__(self) -> int:
        return str.__hash__(self)


def comparisons(run: Callable[[], object]) -> int:
    """Return how often *run* compares a `Counted` text."""
    Counted.compared = 0
    run()
    return Counted.compared
