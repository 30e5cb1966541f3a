"""When something is in force."""

from collections.abc import Callable
from typing import TypeAlias

from crosscheck.language.nodes import Period, Validity

Truth: TypeAlias = bool | None
"""True, False, or None for unknown."""


def in_force(validity: Validity, day: int) -> Truth:
    """Return whether *day* lies in a period in force; None on a day that is not settled."""
    return during(validity)(day)


def during(validity: Validity) -> Callable[[int], Truth]:
    """Return what tells of a day whether it lies in a period in force, and None of one that is not settled."""
    settled, open_ = _ends(validity.in_force), _ends(validity.unsettled)
    if len(settled) == 1 and not open_:
        ((first, last),) = settled
        return lambda day: first <= day <= last

    def holds(day: int) -> Truth:
        for first, last in open_:
            if first <= day <= last:
                return None
        for first, last in settled:
            if first <= day <= last:
                return True
        return not settled and not open_

    return holds


def _ends(periods: tuple[Period, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((period.start, period.end) for period in periods)
