"""What a decision by the shipped rules costs: nationals of China and Kazakhstan at Khorgos, both ways.

    python -m benchmarks.shipped

Profiles are as JSON has them.  Travellers differ in the day of crossing, the stay,
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

from crosscheck import Decision, Direction, Journey, Outcome, Rulebook, load_rulebook

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
    asked = list(journeys(arguments.travellers))
    verdicts = Counter(check(rulebook, each).verdict.value for each in asked)
    told = ", ".join(f"{n:,} {verdict}" for verdict, n in sorted(verdicts.items()))
    print(f"{len(asked):,} travellers: {told}")

    def verdict(each: Journey) -> object:
        return rulebook.verdict(each.profile, on=each.on, port=each.port, direction=each.direction)

    report("verdict alone", verdict, asked, arguments.rounds)
    report("outcomes read", lambda each: outcomes(check(rulebook, each)), asked, arguments.rounds)
    report("reasons read", lambda each: reasons(check(rulebook, each)), asked, arguments.rounds)
    report("as JSON", lambda each: rulebook.to_json(check(rulebook, each)), asked, arguments.rounds)


def check(rulebook: Rulebook, journey: Journey) -> Decision:
    """Return the decision on one journey."""
    return rulebook.check(journey.profile, on=journey.on, port=journey.port, direction=journey.direction)


def outcomes(decision: Decision) -> list[Outcome]:
    """Return every outcome of *decision*."""
    return [found.outcome for part in decision.parts for found in part.requirements]


def reasons(decision: Decision) -> list[object]:
    """Return all that is told of *decision* when somebody reads it."""
    found = [
        (part.notices, [(each.grounds, each.concerns) for each in part.requirements])
        for part in decision.parts
    ]
    return [found, decision.wanted, decision.unsettled, decision.days_apart]


def report(what: str, ask: Callable[[Journey], object], asked: list[Journey], rounds: int) -> None:
    """Print the median cost of one traveller over the rounds, in processor time."""
    taken = []
    gc.collect()
    for _ in range(rounds):
        began = time.process_time()
        for each in asked:
            ask(each)
        taken.append((time.process_time() - began) / len(asked) * 1e6)
    print(f"{what:16}{statistics.median(taken):9.1f} µs")


if __name__ == "__main__":
    main()
