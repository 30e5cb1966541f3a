"""The 44 rules, asked through the library, against the same rules by hand: do they agree, and what does each cost?

    python -m benchmarks.border44.run

Exits with 1 where an answer differs.  Costs are printed beside those of the rules by hand, and limit nothing.
"""

import argparse
import gc
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.border44 import by_hand, profiles
from crosscheck import Decision, Outcome, Rulebook, Verdict, load_rulebook

RULES: Final = Path(__file__).parent / "rules"
IDS: Final = {
    "X01": "exit.document", "X02": "exit.permission", "X03": "exit.own-document", "X04": "exit.consent",
    "X05": "exit.blank-page", "E01": "entry.document", "E02": "entry.valid", "E03": "entry.issuer",
    "E04": "entry.valid-six-months", "E05": "entry.valid-three-months", "E06": "entry.valid-for-stay",
    "E07": "entry.blank-pages", "E08": "entry.permission", "E09": "entry.visa-issuer", "E10": "entry.visa-dates",
    "E11": "entry.visa-entries", "E12": "entry.visa-purpose", "E13": "entry.visa-stay", "E14": "entry.consent",
    "E15": "entry.transit", "E16": "entry.third-country", "E17": "entry.watched-residence",
}  # fmt: skip
"""The rules by hand, by number, and the requirements that say the same."""
TURN: Final = 250
"""How many cases a contestant does in a row."""

Asked = tuple[dict[str, Any], dict[str, Any]]
"""A profile, and a crossing."""


def outcomes(decision: Decision) -> list[str]:
    """Return the ids of what is not met; every outcome is read."""
    return [
        requirement.id
        for part in decision.parts
        for requirement in part.requirements
        if requirement.outcome is Outcome.NOT_MET
    ]


def differences(
    rulebook: Rulebook, people: Sequence[dict[str, Any]], hidden: Sequence[frozenset[str]], what: str
) -> int:
    """Print how the answers compare; return how many contradict the rules by hand, which see every fact.

    Who states everything has their verdict and their failed rules.  Where something is left unstated there may be
    no verdict, and what is found is theirs.
    """
    contradicting, verdicts = 0, Counter[Verdict]()
    for person, unstated in zip(people, hidden, strict=True):
        passed, failed = by_hand.check(person)
        expected = {f"{id_[:2].lower()}.{IDS[id_[3:]]}" for id_ in failed}
        decision = rulebook.check(profiles.profile(person, unstated), **profiles.crossing(person, unstated))
        verdicts[decision.verdict] += 1
        found = set(outcomes(decision))
        undecided = decision.verdict is Verdict.CONDITIONAL and bool(unstated)
        agrees = undecided or decision.verdict is (Verdict.PASS if passed else Verdict.FAIL)
        contradicting += not (agrees and (found <= expected if unstated else found == expected))
    told = ", ".join(f"{verdicts[each]:,} {each}" for each in Verdict)
    print(f"{len(people):,} travellers, {what}: {told}; otherwise than by hand: {contradicting:,}")
    return contradicting


def measure(
    contestants: dict[str, tuple[Callable[[Any], object], Sequence[Any]]], rounds: int
) -> dict[str, float]:
    """Return the median cost of each contestant in microseconds over *rounds*.

    In every round all of them take turns, a few hundred cases at a time, so that whatever
    else the machine does falls on all alike.  Time is that of the processor.
    """
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    gc.collect()
    for number in range(rounds + 1):
        spent = dict.fromkeys(contestants, 0.0)
        counted = len(next(iter(contestants.values()))[1])
        for start in range(0, counted, TURN):
            for name, (function, cases) in contestants.items():
                turn = cases[start : start + TURN]
                began = time.process_time()
                for case in turn:
                    function(case)
                spent[name] += time.process_time() - began
        if number:  # the first one warms up
            for name, total in spent.items():
                taken[name].append(total / counted * 1e6)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> int:
    """Compare and measure; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--travellers", type=int, default=20_000)
    parser.add_argument("--measured", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()

    random = Random(7)  # noqa: S311 - repeatable, not secret
    rulebook = load_rulebook(RULES)
    people = [profiles.traveller(random) for _ in range(arguments.travellers)]
    nothing = [frozenset[str]() for _ in people]
    hidden = [profiles.unknown_facts(random, 0.15) for _ in people]
    unlike = differences(rulebook, people, nothing, "every fact stated")
    unlike += differences(rulebook, people, hidden, "some facts unstated")

    few = slice(0, arguments.measured)
    asked = [(profiles.profile(person), profiles.crossing(person)) for person in people[few]]
    less = [
        (profiles.profile(person, unstated), profiles.crossing(person, unstated))
        for person, unstated in zip(people[few], hidden[few], strict=True)
    ]

    def check(asked: Asked) -> Decision:
        return rulebook.check(asked[0], **asked[1])

    costs = measure(
        {
            "by hand, facts laid out": (by_hand.check, people[few]),
            "from JSON, verdict": (lambda asked: rulebook.verdict(asked[0], **asked[1]), asked),
            "from JSON, outcomes read": (lambda asked: outcomes(check(asked)), asked),
            "from JSON, told in full": (lambda asked: rulebook.to_json(check(asked)), asked),
            "some unstated, outcomes read": (lambda asked: outcomes(check(asked)), less),
            "some unstated, told in full": (lambda asked: rulebook.to_json(check(asked)), less),
        },
        arguments.rounds,
    )
    print(f"\n{'':32}{'µs':>9}{'times by hand':>16}")
    base = next(iter(costs.values()))
    for name, cost in costs.items():
        print(f"{name:32}{cost:9.2f}{cost / base:16.1f}")
    return 1 if unlike else 0


if __name__ == "__main__":
    sys.exit(main())
