"""From a record as JSON has it to the answer, through the public door: this library and the fastest other engine, same 44 rules.

    pip install zen-engine
    python -m benchmarks.end_to_end.run

The clock starts at the record, in which dates are text; for the other engine they are read into the numbers that it
compares.  It answers with the ids of the rules that fail; this library with its verdict, and with a decision of which every outcome is
read, prepared and not.  All take turns in one process, processor time, medians over rounds.  It fails only where the other engine
answers otherwise than the rules by hand.
"""

import argparse
import statistics
import sys
import time
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.border44 import by_hand, profiles
from benchmarks.end_to_end.decision_table import failing
from crosscheck import Decision, Outcome, load_rulebook

RULES: Final = Path(__file__).parents[1] / "border44/rules"
DATES: Final = ("crossing_date", "document_expiry", "visa_from", "visa_until")
LIMITS: Final = {
    "plain, outcomes read": 1.8, "plain, verdict": 1.4, "prepared, outcomes read": 1.1, "prepared, verdict": 0.8,
}  # fmt: skip
"""How many times the other engine's time is aimed at."""


def record_of(person: dict[str, Any]) -> dict[str, Any]:
    """Return *person* as JSON has it: dates are text, and nobody has worked out the limits of months."""
    told = {name: value for name, value in person.items() if not name.startswith("end_and_")}
    return told | {name: date.fromordinal(max(person[name], 1)).isoformat() for name in DATES}


def facts_of(record: dict[str, Any]) -> dict[str, Any]:
    """Return *record* with days as numbers, and with what an engine without a calendar must be given."""
    facts = dict(record)
    for name in DATES:
        facts[name] = date.fromisoformat(facts[name]).toordinal()
    end = facts["crossing_date"] + facts["stay_days"]
    return facts | {
        "end_and_three_months": _months_after(end, 3),
        "end_and_six_months": _months_after(end, 6),
    }


def _months_after(ordinal: int, months: int) -> int:
    start = date.fromordinal(ordinal)
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    day = start.day if start.day <= 28 else min(start.day, monthrange(year, month)[1])
    return date(year, month, day).toordinal()


def outcomes(decision: Decision) -> list[Outcome]:
    """Return every outcome."""
    return [requirement.outcome for part in decision.parts for requirement in part.requirements]


def library(
    name: str, asked: list[tuple[dict[str, Any], dict[str, Any]]]
) -> dict[str, Callable[[int], object]]:
    """Return what is measured of this library, by line: of a rulebook as it is loaded, or prepared if it can be."""
    rulebook: Any = load_rulebook(RULES)
    if name == "prepared":
        if not hasattr(rulebook, "prepare"):
            return {}
        rulebook.prepare()

    def read(number: int) -> list[Outcome]:
        profile, crossing = asked[number]
        return outcomes(rulebook.check(profile, **crossing))

    def verdict(number: int) -> object:
        profile, crossing = asked[number]
        return rulebook.verdict(profile, **crossing)

    found: dict[str, Callable[[int], object]] = {f"{name}, outcomes read": read}
    return found | ({f"{name}, verdict": verdict} if hasattr(rulebook, "verdict") else {})


def main() -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--travellers", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()

    random = Random(1)  # noqa: S311 - repeatable, not secret
    people = [profiles.traveller(random) for _ in range(arguments.travellers)]
    records = [record_of(person) for person in people]
    asked = [(profiles.profile(person), profiles.crossing(person)) for person in people]
    other = failing()
    unlike = sum(
        sorted(other(facts_of(record))) != sorted(by_hand.check(person)[1])
        for record, person in zip(records, people, strict=True)
    )
    print(f"{len(people):,} travellers; the other engine answers otherwise than by hand: {unlike:,}")

    contestants: dict[str, Callable[[int], object]] = {
        "zen-engine, failed ids": lambda number: other(facts_of(records[number])),
        **library("plain", asked),
        **library("prepared", asked),
    }
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(-1, arguments.rounds):
        for name, ask in contestants.items():
            started = time.process_time()
            for place in range(len(people)):
                ask(place)
            if number >= 0:  # the first one warms up
                taken[name].append((time.process_time() - started) / len(people) * 1e6)
    base = statistics.median(taken["zen-engine, failed ids"])
    for name, costs in taken.items():
        cost = statistics.median(costs)
        aim = f"   aim {LIMITS[name]}" if name in LIMITS else ""
        print(f"{name:28}{cost:9.1f} µs{cost / base:7.2f} times{aim}")
    return 1 if unlike else 0


if __name__ == "__main__":
    sys.exit(main())
