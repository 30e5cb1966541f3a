"""Where generated things take their choices from: hypothesis, which shrinks, or a seed, which is fast."""

import random
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choices(Protocol):
    """One choice after another; the first option of each is the simplest."""

    def one(self, options: Sequence[T]) -> T:
        """Return one of *options*."""

    def number(self, low: int, high: int) -> int:
        """Return a number, both ends included."""

    def whether(self, percent: int) -> bool:
        """Return True *percent* times in a hundred."""


class Seeded:
    """Choices that follow from a number."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - nothing here is secret
        self._next = self._random.random

    def one(self, options: Sequence[T]) -> T:
        """Return one of *options*."""
        return options[int(self._next() * len(options))]

    def number(self, low: int, high: int) -> int:
        """Return a number, both ends included."""
        return low + int(self._next() * (high - low + 1))

    def whether(self, percent: int) -> bool:
        """Return True *percent* times in a hundred."""
        return self._next() * 100 < percent


class Drawn:
    """Choices that hypothesis makes, and makes simpler when a law fails."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self._draw = draw

    def one(self, options: Sequence[T]) -> T:
        """Return one of *options*."""
        return options[self.number(0, len(options) - 1)]

    def number(self, low: int, high: int) -> int:
        """Return a number, both ends included."""
        drawn: int = low if low == high else self._draw(st.integers(low, high))
        return drawn

    def whether(self, percent: int) -> bool:
        """Return True *percent* times in a hundred."""
        return self.number(0, 99) >= 100 - percent


def some(choices: Choices, options: Sequence[T], least: int, most: int) -> tuple[T, ...]:
    """Return between *least* and *most* different ones of *options*, in their order."""
    count = min(len(options), choices.number(least, most))
    kept = set[int]()
    while len(kept) < count:
        place = choices.number(0, len(options) - 1)
        while place in kept:
            place = (place + 1) % len(options)
        kept.add(place)
    return tuple(options[place] for place in sorted(kept))
