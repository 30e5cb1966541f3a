"""How many cases are drawn, and from which numbers: the same few at the gate, many fresh ones by `make soak`."""

import os
from collections.abc import Iterator
from typing import Final

SOAK: Final = int(os.environ.get("CROSSCHECK_SOAK", "0"))
"""How many of each `make soak` draws; 0 at the gate."""
FIRST: Final = int(os.environ.get("CROSSCHECK_SOAK_SEED", "0")) * 1_000_000_000
"""The first of the numbers from which cases are drawn; `make soak` prints what it follows from."""
CHUNKS: Final = 8 if SOAK else 1
"""Into how many tests that many are parted, so that they run side by side."""


def seeds(chunk: int, count: int) -> Iterator[int]:
    """Yield the numbers of one chunk of *count*."""
    return iter(range(FIRST + chunk, FIRST + count, CHUNKS))
