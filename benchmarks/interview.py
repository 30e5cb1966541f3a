"""How many questions does a truthful traveller answer before the verdict is there, and how many are needed?

    python -m benchmarks.interview

Invented travellers who know everything about themselves begin with the crossing and their nationality, and answer what the
decision wants first, until it is decided or nothing more is wanted.  Beside it stand the best fixed order of facts that a
search finds on other travellers, and the smallest set of answers that would have decided, as hindsight has it.
"""

import argparse
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Any, Final

from benchmarks.travellers import Mix, Port, draw
from crosscheck import CrosscheckError, Rulebook, Verdict, load_rulebook
from crosscheck.profile.paths import stated_at

LONGEST: Final = 60
"""More answers than anybody is asked for."""
MOST_COUNTED: Final = 5
"""Of answers that decide so many together are tried in hindsight; who needs more is counted as needing those that were given."""
WITHIN: Final = 1.15
WITHIN_HINDSIGHT: Final = 1.5
KNOWING: Final = Mix(hidden=(0,), wild=(3, 3, 12), documents=(1,))

Choose = Callable[[Sequence[str]], str]
"""Which of the facts wanted is asked for."""


@dataclass
class Traveller:
    """Somebody of whom *whole* is true, on one *crossing*; what was decided of them with some of it stated is kept."""

    rulebook: Rulebook
    whole: Mapping[str, Any]
    crossing: Mapping[str, Any]
    known: dict[frozenset[str], tuple[Verdict, tuple[str, ...]]] = field(default_factory=dict)

    def told(self, paths: frozenset[str]) -> tuple[Verdict, tuple[str, ...]]:
        """Return the verdict with the answers to *paths* stated, and what is then wanted, in its order."""
        if paths not in self.known:
            profile: dict[str, Any] = {"nationality": self.whole["nationality"]}
            for path in sorted(paths, key=lambda path: ("[" in path, path)):
                profile = stated_at(profile, path, self.answer(path), instead=True)
            decision = self.rulebook.check(profile, **self.crossing)
            self.known[paths] = decision.verdict, decision.wanted
        return self.known[paths]

    def answer(self, path: str) -> Any:
        """Return what is true at *path*, as a profile has it."""
        heading, _, rest = path.partition(".")
        if heading == "visits":
            rows = self.whole["visits"]
            return rows.get(rest, []) if isinstance(rows, dict) else [r for r in rows if r["state"] == rest]
        if heading == "document":
            return self.whole["documents"][0][rest]
        found: Any = self.whole[heading]
        if path == "stay.until":
            return found["until"]
        return found[rest] if rest else found

    def interview(self, choose: Choose) -> frozenset[str]:
        """Return the paths asked for until nothing is open or wanted."""
        asked: frozenset[str] = frozenset()
        for _ in range(LONGEST):
            verdict, wanted = self.told(asked)
            if verdict is not Verdict.CONDITIONAL or not wanted:
                return asked
            asked |= {choose(wanted)}
        raise AssertionError(f"no end: {sorted(asked)}")


def truthful(rulebook: Rulebook, seed: int, first: int) -> Iterator[Traveller]:
    """Yield travellers of whom all is known, whom the rules cover and who begin undecided."""
    ports = [Port(port.id, port.home, port.neighbour) for port in rulebook.ports.values()]
    number = first
    while True:
        drawn = draw(seed, number, ports, KNOWING)
        number += 1
        whole = dict(drawn.profile)
        if "document" in whole:
            whole["documents"] = [whole.pop("document")]
        stay = whole.get("stay", {})
        if "days" in stay:
            day = date.fromisoformat(str(drawn.crossing["on"])) + timedelta(stay["days"] - 1)
            whole["stay"] = {"until": day.isoformat()}
        if (
            "nationality" not in whole
            or len(whole["date_of_birth"]) < len("YYYY-MM-DD")
            or not isinstance(whole.get("visas"), list)
        ):
            continue
        traveller = Traveller(rulebook, whole, drawn.crossing)
        try:
            rulebook.check(whole, **drawn.crossing)
            if traveller.interview(lambda wanted: wanted[0]):
                yield traveller
        except (CrosscheckError, KeyError):
            continue  # not covered, or asked for what these travellers do not know of themselves


def by_order(order: Sequence[str]) -> Choose:
    """Return the choice of whichever fact comes first in *order*, visits of any State as one."""
    place = {name: n for n, name in enumerate(order)}
    return lambda wanted: min(wanted, key=lambda path: place.get(path.split(".")[0] if path[:6] == "visits" else path, LONGEST))  # fmt: skip


def best_order(travellers: Sequence[Traveller], tries: int, seed: int) -> list[str]:
    """Return the order of facts that asks *travellers* least, as far as moving one fact at a time finds it."""
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    asked = [path for each in travellers for path in each.interview(lambda wanted: wanted[0])]
    names = {path.split(".")[0] if path[:6] == "visits" else path for path in asked}
    order = sorted(names, key=lambda name: -sum(path.startswith(name) for path in asked))
    best = questions(travellers, by_order(order))
    for _ in range(tries):
        other = [*order]
        other.insert(random.randrange(len(order)), other.pop(random.randrange(len(order))))
        found = questions(travellers, by_order(other))
        if found <= best:
            order, best = other, found
    return order


def questions(travellers: Sequence[Traveller], choose: Choose) -> float:
    """Return how many questions each of *travellers* is asked, on average."""
    total = 0
    for each in travellers:
        try:
            total += len(each.interview(choose))
        except (CrosscheckError, KeyError):
            total += len(each.whole)
    return total / len(travellers)


def in_hindsight(traveller: Traveller) -> int:
    """Return how many of the answers given would have come to the same verdict."""
    given = traveller.interview(lambda wanted: wanted[0])
    verdict, _ = traveller.told(given)
    for number in range(min(MOST_COUNTED, len(given)) if verdict is not Verdict.CONDITIONAL else 0):
        for some in combinations(sorted(given), number):
            try:
                if traveller.told(frozenset(some))[0] is verdict:
                    return number
            except (CrosscheckError, ValueError):
                continue
    return len(given)


def main() -> None:
    """Measure, print, and end with 1 where a limit does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--travellers", type=int, default=2_000)
    parser.add_argument("--searched", type=int, default=200, help="travellers on whom an order is searched")
    parser.add_argument("--tries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    rulebook = load_rulebook()
    drawn = truthful(rulebook, arguments.seed, 0)
    searched = [next(drawn) for _ in range(arguments.searched)]
    order = best_order(searched, arguments.tries, arguments.seed)
    found = [next(drawn) for _ in range(arguments.travellers)]
    ours, theirs = questions(found, lambda wanted: wanted[0]), questions(found, by_order(order))
    ratios = [
        len(each.interview(lambda wanted: wanted[0])) / max(1, in_hindsight(each))
        for each in found
        if each.told(each.interview(lambda wanted: wanted[0]))[0] is not Verdict.CONDITIONAL
    ]
    print(f"{len(found):,} travellers, {len(ratios):,} of them decided in the end")
    print(f"questions on average {ours:.2f}, in the best order found on {len(searched):,} others {theirs:.2f}: {ours / theirs:.2f} times")  # fmt: skip
    print(f"against the smallest set in hindsight: {statistics.median(ratios):.2f} times in the median")
    print(f"the order found: {', '.join(order)}")
    fits = ours <= WITHIN * theirs and statistics.median(ratios) <= WITHIN_HINDSIGHT
    print("within bounds" if fits else "OUT OF BOUNDS")
    raise SystemExit(not fits)


if __name__ == "__main__":
    main()
