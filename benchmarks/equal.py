"""Do two engines, each in an environment of its own, answer the same travellers in the same words?

    python -m benchmarks.equal --old OLD/.venv/bin/python --new .venv/bin/python

Travellers are those of `benchmarks/travellers.py`: at all ports and at none, by every way of crossing, with none to three
documents, lists stated in part, some of what cannot be read.  Compared is the JSON, which holds
all reasons, and of every fifth also each field of the decision, half of those before it is made JSON, the
others after; where a traveller is refused, the error's text.  Each follows from the seed and its number, which are printed where
answers differ, with the first place that does.  Exits with 1 where one does.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from benchmarks.side import Journey, Side
from benchmarks.travellers import WIDE, Port, draw

ROOT: Final = Path(__file__).parents[1]
CHUNK: Final = 200
SHOWN: Final = 10
"""So many of those who are answered differently are told in full."""


def differing(old: Any, new: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield every place in which two answers differ, in the order of the old one."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from differing(old.get(key), new.get(key), f"{path}.{key}" if path else key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, pair in enumerate(zip(old, new, strict=True)):
            yield from differing(*pair, f"{path}[{place}]")
    elif old != new:
        yield path, old, new


def journey_of(seed: int, number: int, ports: Sequence[Port]) -> Journey:
    """Return one traveller, and when the fields of the decision are to be read: mostly as JSON alone, which is costly enough."""
    asked: Journey = asdict(draw(seed, number, ports, WIDE))
    return asked | {"fields": {0: "first", 5: "last"}.get(number % 10)}


def tell(old: Side, new: Side, number: int, journey: Journey) -> None:
    """Print the first place in which the answers to one traveller differ."""
    said = [side.ask("answer", journey=journey) for side in (old, new)]
    found = list(differing(*said))
    print(f"traveller {number}: {json.dumps(journey, ensure_ascii=False)}")
    for path, before, after in found[:1]:
        print(f"  {path}\n    old {json.dumps(before)[:1000]}\n    new {json.dumps(after)[:1000]}")
    print(
        f"  {len(found)} places differ"
        if found
        else "  asked once more, both answer alike: it hangs on what was asked before"
    )


def main() -> int:
    """Ask both, and compare; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--old", required=True, help="the Python of the one environment")
    parser.add_argument("--new", default=sys.executable, help="the Python of the other (default: this one)")
    parser.add_argument("--rules", type=Path, default=ROOT / "rules", help="the rules of both")
    parser.add_argument(
        "--old-rules", type=Path, help="those of the old one, where it cannot read the others"
    )
    parser.add_argument("--prepare", action="store_true", help="prepare the rulebook of the new one first")
    parser.add_argument("--travellers", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    kinds: Counter[str] = Counter()
    unlike, started = 0, time.monotonic()
    with (
        Side("old", arguments.old, arguments.old_rules or arguments.rules) as old,
        Side("new", arguments.new, arguments.rules, prepare=arguments.prepare) as new,
    ):
        for side in (old, new):
            print(f"{side.name}: {side.about['engine']}, {side.about['rules']}")
        ports = [Port(*each) for each in old.about["ports"]]
        last = arguments.first + arguments.travellers
        for start in range(arguments.first, last, CHUNK):
            numbers = range(start, min(start + CHUNK, last))
            journeys = [journey_of(arguments.seed, number, ports) for number in numbers]
            for side in (old, new):
                side.send("answers", journeys=journeys)
            answers = zip(old.receive(), new.receive(), strict=True)
            for place, (before, after) in enumerate(answers):
                kinds[before[0]] += 1
                if before != after:
                    unlike += 1
                    if unlike <= SHOWN:
                        tell(old, new, numbers[place], journeys[place])
    print(f"{arguments.travellers:,} travellers of seed {arguments.seed}, {time.monotonic() - started:.0f} s: " + ", ".join(
        f"{count:,} {kind}" for kind, count in kinds.most_common()
    ))  # fmt: skip
    print(f"answered differently: {unlike:,}")
    return 1 if unlike else 0


if __name__ == "__main__":
    sys.exit(main())
