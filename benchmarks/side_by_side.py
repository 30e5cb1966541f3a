"""What two engines cost, each in an environment of its own, in one run, beside what the new one may cost of the old.

    python -m benchmarks.side_by_side --old OLD/.venv/bin/python --new .venv/bin/python

By one folder of rules, the shipped ones, profiles as `json.loads` gives them.  Both take turns: processes that are fresh for
the first decisions and for memory, a few hundred travellers at a time where engines are warm, whole commands one by one.  Times
are those of the processor, medians over rounds.  *Outcomes read* is the outcome of every requirement; *reasons told* is every
reason of every ground, what is wanted, what is unsettled and the days apart.  A line above its limit is marked, and nothing fails by it: a
machine has its days.
"""

import argparse
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks import shipped
from benchmarks.side import Journey, Side
from benchmarks.travellers import COMMON, WIDE, Port, draw

ROOT: Final = Path(__file__).parents[1]
MIXES: Final = {"common": COMMON, "wide": WIDE}
"""Those of `benchmarks/travellers.py`; `shipped` are those of `benchmarks/shipped.py`, so alike that an engine is soon warm."""
FIRST: Final = (50, 500, 1_000)
LATER: Final = 50
"""From here on a decision is a later one."""
TURN: Final = 250
"""How many travellers a side is asked in a row."""
WARM_UP: Final = 3
"""Rounds over the same travellers that are not counted."""
WARM: Final = {
    "outcomes": "warm, a decision, outcomes read",
    "wanted": "warm, a decision, verdict and wanted read",
    "json": "warm, a decision, told in full as JSON",
}
COMMANDS: Final = ("coverage", "test")
LIMITS: Final = {
    "first 50 decisions, outcomes read": 0.05,
    "first 500 decisions, outcomes read": 0.08,
    "first 1,000 decisions, outcomes read": 0.1,
    "first 50 decisions, reasons told": 0.2,
    "first 500 decisions, reasons told": 0.3,
    "first 1,000 decisions, reasons told": 0.4,
    "slowest later decision, outcomes read": 0.05,
    "slowest later telling of all reasons": 0.05,
    WARM["outcomes"]: 0.17,
    WARM["wanted"]: 0.5,
    WARM["json"]: 0.7,
    "crosscheck rules coverage": 1 / 3,
    "crosscheck rules test": 1.0,
    "memory at most": 1.0,
    "memory after 1,000 decisions told": 1.0,
}
"""What the new engine may cost of the old."""

Measured = dict[str, list[float]]
"""By line, one figure a round: milliseconds, and megabytes where the line says memory."""


class Pair:
    """The old engine and the new, and what was measured of each."""

    def __init__(self, old: str, new: str, rules: Path, *, prepare: bool) -> None:
        self.pythons, self.rules, self.prepare = {"old": old, "new": new}, rules, prepare
        self.measured: dict[str, Measured] = {"old": defaultdict(list), "new": defaultdict(list)}

    def side(self, name: str) -> Side:
        """Return a fresh process of one of them."""
        return Side(name, self.pythons[name], self.rules, prepare=self.prepare and name == "new")

    def sides(self, number: int) -> Iterator[Side]:
        """Yield a fresh process of each, one at a time, the one or the other first."""
        for name in ("old", "new") if number % 2 else ("new", "old"):
            with self.side(name) as side:
                yield side

    def note(self, side: str, line: str, figure: float) -> None:
        """Note one figure of *side*."""
        self.measured[side][line].append(figure)


def answerable(pair: Pair, mix: str, seed: int, wanted: int) -> list[Journey]:
    """Return *wanted* travellers whom the old engine answers; how a profile is refused is no part of this."""
    if mix == "shipped":
        return [
            {
                "profile": each.profile,
                "crossing": {"on": str(each.on), "port": each.port, "direction": each.direction},
                "everything": False,
            }
            for each in shipped.journeys(wanted)
        ]
    found: list[Journey] = []
    with pair.side("old") as side:
        ports = [Port(*each) for each in side.about["ports"]]
        for start in count(0, TURN):
            drawn = [asdict(draw(seed, number, ports, MIXES[mix])) for number in range(start, start + TURN)]
            answered = side.ask("answerable", journeys=drawn)
            found += [journey for journey, is_answered in zip(drawn, answered, strict=True) if is_answered]
            if len(found) >= wanted:
                return found[:wanted]
    raise AssertionError  # for mypy: one counts forever


def firsts(pair: Pair, journeys: Sequence[Journey], rounds: int) -> None:
    """Measure the first decisions of a process, and its memory after them."""
    for number in range(rounds):
        for how in ("outcomes read", "reasons told"):
            for side in pair.sides(number):
                side.ask("keep", journeys=journeys)
                taken = side.ask("first", told=how == "reasons told")
                for many in FIRST:
                    line = f"first {many:,} decisions, {how}"
                    pair.note(side.name, line, sum(map(sum, taken[:many])) * 1e3)
                if how == "outcomes read":
                    slowest = max(decided for decided, _ in taken[LATER:])
                    pair.note(side.name, "slowest later decision, outcomes read", slowest * 1e3)
                    continue
                # Where reasons are told at once, a decision is what somebody waits for: it is what reading them is held to.
                slowest = max(
                    told if side.name == "new" else decided + told for decided, told in taken[LATER:]
                )
                pair.note(side.name, "slowest later telling of all reasons", slowest * 1e3)
                now, most = side.ask("memory")
                pair.note(side.name, "memory at most", most / 1e3)
                pair.note(side.name, "memory after 1,000 decisions told", now / 1e3)


def warm(pair: Pair, journeys: Sequence[Journey], rounds: int) -> None:
    """Measure what a decision costs when nothing is new to the engine, both sides in turns of a few hundred."""
    with pair.side("old") as old, pair.side("new") as new:
        for side in (old, new):
            side.ask("keep", journeys=journeys)
        for number in range(-WARM_UP, rounds):
            for how, line in WARM.items():
                spent = {"old": 0.0, "new": 0.0}
                for start in range(0, len(journeys), TURN):
                    for side in (old, new):
                        spent[side.name] += side.ask("warm", how=how, first=start, count=TURN)
                for name, seconds in spent.items():
                    if number >= 0:
                        pair.note(name, line, seconds / len(journeys) * 1e3)


def commands(pair: Pair, rounds: int) -> None:
    """Measure whole commands, one after the other."""
    for command in COMMANDS:
        for number in range(rounds):
            for name in ("old", "new") if number % 2 else ("new", "old"):
                called = [pair.pythons[name], "-P", "-m", "crosscheck", "rules", command, str(pair.rules)]
                pair.note(name, f"crosscheck rules {command}", processor(called) * 1e3)


def processor(called: Sequence[str]) -> float:
    """Return the processor seconds of a command and all that it starts."""
    before = os.times()
    done = subprocess.run(called, check=False, capture_output=True, text=True)
    after = os.times()
    if done.returncode not in (0, 1):  # 1: a case that goes otherwise, which is not the question here
        raise SystemExit(f"{' '.join(called)}\n{done.stderr}")
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def report(pair: Pair) -> None:
    """Print every line: old, new, the new one's share of the old, and its limit."""
    print(f"\n{'':44}{'old':>12}{'new':>12}{'new/old':>9}{'limit':>7}")
    for line, limit in LIMITS.items():
        both = [pair.measured[name].get(line) for name in ("old", "new")]
        if not all(both):
            continue
        old, new = (statistics.median(figures) for figures in both if figures is not None)
        unit = "MB" if "memory" in line else "ms"
        mark = "" if new <= limit * old else "  above"
        print(f"{line:44}{old:9,.2f} {unit}{new:9,.2f} {unit}{new / old:9.3f}{limit:7.2f}{mark}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--old", required=True, help="the Python of the one environment")
    parser.add_argument("--new", default=sys.executable, help="the Python of the other (default: this one)")
    parser.add_argument("--rules", type=Path, default=ROOT / "rules", help="the rules of both")
    parser.add_argument("--prepare", action="store_true", help="prepare the rulebook of the new one first")
    parser.add_argument("--mix", choices=(*MIXES, "shipped"), default="common", help="which travellers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--only", nargs="+", choices=("first", "warm", "commands"), default=("first", "warm", "commands")
    )
    arguments = parser.parse_args()
    pair = Pair(arguments.old, arguments.new, arguments.rules.absolute(), prepare=arguments.prepare)
    for side in pair.sides(0):
        print(f"{side.name}: {side.about['engine']}, {side.about['rules']}")
    if {"first", "warm"} & set(arguments.only):
        journeys = answerable(pair, arguments.mix, arguments.seed, max(FIRST))
        if "first" in arguments.only:
            firsts(pair, journeys, arguments.rounds)
        if "warm" in arguments.only:
            warm(pair, journeys, arguments.rounds)
    if "commands" in arguments.only:
        commands(pair, arguments.rounds)
    report(pair)


if __name__ == "__main__":
    main()
