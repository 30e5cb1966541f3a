"""What a decision by the shipped rules costs: nationals of China and Kazakhstan at Khorgos, both ways.

    python -m benchmarks.shipped

Every decision holds all its reasons.  Travellers differ in the day of crossing, the stay,
the purpose and what they state, so that no two questions are alike.
"""

import argparse
import gc
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from crosscheck import Decision, Direction, Journey, Rulebook, load_rulebook
from crosscheck.profile.reading import read_profile

FIRST: Final = date(2026, 1, 1)
WAYS: Final[tuple[Direction, Direction]] = ("outbound", "inbound")
PURPOSES: Final = ("tourism", "business", "work")


def journeys(count: int) -> Iterator[Journey]:
    """Yield *count* journeys, profiles as JSON has them; a third leave most unstated."""
    for n in range(count):
        nationality, direction = ("CN", "KZ")[n % 2], WAYS[n // 2 % 2]
        day = FIRST + timedelta(days=n % 500)
        document: dict[str, Any] = {"type": "ordinary-passport", "issuing_state": nationality}
        profile: dict[str, Any] = {
            "nationality": nationality,
            "date_of_birth": "1990-05-17",
            "purpose": [PURPOSES[n % 5 % 3]],
            "documents": [document],
            "visas": [],
        }
        if n % 3:
            document["date_of_expiry"] = (day + timedelta(days=n * 7 % 2_000)).isoformat()
            profile["stay"] = {"until": (day + timedelta(days=n * 11 % 60)).isoformat()}
            profile |= {"visits": [], "permits": [], "companions": [], "papers": [], "tickets": []}
        yield Journey(profile=profile, on=day, port="khorgos", direction=direction)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--travellers", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()

    rulebook = load_rulebook()
    raw = list(journeys(arguments.travellers))
    read = [
        Journey(
            profile=read_profile(each.profile, day=each.on.toordinal()),  # type: ignore[arg-type,union-attr]
            on=each.on,
            port=each.port,
            direction=each.direction,
        )
        for each in raw
    ]
    answers = [answer for answer in rulebook.check_many(raw) if isinstance(answer, Decision)]
    verdicts = Counter(answer.verdict.value for answer in answers)
    print(
        f"{len(raw):,} travellers: "
        + ", ".join(f"{n:,} {verdict}" for verdict, n in sorted(verdicts.items()))
    )

    def check_each(cases: list[Journey]) -> None:
        for each in cases:
            rulebook.check(each.profile, on=each.on, port=each.port, direction=each.direction)

    report("check, profiles as JSON has them", lambda: check_each(raw), arguments)
    report("check, facts read before", lambda: check_each(read), arguments)
    report("check_many, facts read before", lambda: exhaust(rulebook, read), arguments)


def exhaust(rulebook: Rulebook, cases: list[Journey]) -> None:
    """Check all *cases* and keep nothing."""
    for _ in rulebook.check_many(cases):
        pass


def report(what: str, run: Callable[[], None], arguments: argparse.Namespace) -> None:
    """Print the median cost of one traveller over the rounds, in processor time."""
    taken = []
    gc.collect()
    for _ in range(arguments.rounds):
        began = time.process_time()
        run()
        taken.append((time.process_time() - began) / arguments.travellers * 1e6)
    print(f"{what:36}{statistics.median(taken):9.1f} µs")


if __name__ == "__main__":
    main()
