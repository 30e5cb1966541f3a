"""What ways out cost, as the number of verdicts that take as long.

    python -m benchmarks.ways

Travellers are those of `benchmarks/travellers.py` whom a booking tool meets, at all ports and at none, as far as they are not
in order.  Both times are of one traveller, processor time: each is the fastest of a few rounds.
The bar: in the median 60 verdicts, never over 600.  Exits with 1 where it is not kept.
"""

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from benchmarks.travellers import COMMON, Port, draw
from crosscheck import CrosscheckError, Verdict, load_rulebook

MEDIAN: Final = 60
MOST: Final = 600
ROUNDS: Final = 3


def taken(work: Callable[[], Any], rounds: int) -> float:
    """Return the processor time of the fastest of *rounds*, in seconds."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main() -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--travellers", type=int, default=2_000, help="so many of them, in order or not")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()

    rulebook = load_rulebook()
    ports = [Port(each.id, each.home, each.neighbour) for each in rulebook.ports.values()]
    ratios: list[tuple[float, int]] = []
    kinds: Counter[str] = Counter()
    for number in range(arguments.travellers):
        asked = draw(arguments.seed, number, ports, COMMON)
        profile, crossing = asked.profile, asked.crossing
        with suppress(CrosscheckError):
            if rulebook.verdict(profile, **crossing) is Verdict.PASS:
                continue
            found = rulebook.ways_out(profile, **crossing)
            verdict = taken(lambda p=profile, c=crossing: rulebook.verdict(p, **c), ROUNDS)  # type: ignore[misc]
            ways = taken(lambda p=profile, c=crossing: rulebook.ways_out(p, **c), ROUNDS)  # type: ignore[misc]
            ratios.append((ways / verdict, number))
            kinds[found[0].kind if found else "none"] += 1
    if arguments.verbose:
        print([(round(r), n) for r, n in sorted(ratios, reverse=True)[:25]])
    median, (most, worst) = statistics.median(ratio for ratio, _ in ratios), max(ratios)
    print(
        f"{len(ratios):,} travellers not in order: "
        + ", ".join(f"{n:,} {kind}" for kind, n in kinds.most_common())
    )
    print(f"ways out cost as many verdicts: median {median:.0f}, at most {most:.0f} (traveller {worst})")
    return 0 if median <= MEDIAN and most <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
