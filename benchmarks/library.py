"""What the library costs a booking tool, as `docs/booking-tools.md` shows it.

    python -m benchmarks.library

prints the table of that page, to be pasted there; `tests/pages/test_costs.py` holds the two together.  Travellers are nationals of all 199 nationalities at Khorgos, both ways: once
with next to nothing stated (nationality and kind of document), once with everything.  Times are processor
time, medians unless a range is given; sizes are those of UTF-8.
"""

import argparse
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.shipped import outcomes, reasons
from crosscheck import Decision, Direction, Journey, Rulebook
from crosscheck.compiler.files import bundle
from crosscheck.compiler.files.load import load
from crosscheck.language.states import NATIONALITIES

ROOT: Final = Path(__file__).parents[1]
ON: Final = "2026-12-01"
WAYS: Final[tuple[Direction, ...]] = ("outbound", "inbound")
FRESH: Final = """
import resource, sys, time
start = time.process_time()
import crosscheck
{load}
taken = time.process_time() - start
rulebook.to_json(rulebook.check({{"nationality": "KZ"}}, on="2026-12-01", port="khorgos", direction="outbound"))
print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
FROM_FILES: Final = "rulebook = crosscheck.load_rulebook(sys.argv[1])"
FROM_WHEEL: Final = """
from pathlib import Path
from crosscheck.compiler.files import bundle
rulebook = crosscheck.Rulebook(bundle.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
"""

TIMES: Final = (
    "`import crosscheck` and `load_rulebook()` from the wheel, once",
    "`load_rulebook()` from rule files (a checkout, or your own folder), once",
    "one verdict alone, everything stated",
    "one check, its outcomes read, everything stated",
    "one check, all its reasons read, everything stated",
    "one decision that was read made JSON, everything stated",
    "one verdict alone, next to nothing stated",
    "one check, its outcomes read, next to nothing stated",
    "one check, all its reasons read, next to nothing stated",
    "one decision that was read made JSON, next to nothing stated",
    "a pickled rulebook, sent and read",
    "memory of a process that has loaded and checked, from the wheel",
)
"""The rows of the table that are of the machine and the day."""
SIZES: Final = (
    "a decision as JSON, everything stated",
    "a decision as JSON, next to nothing stated",
    "a decision as JSON, next to nothing stated, with `everything=True`",
    "a pickled rulebook, from the wheel",
    "a pickled rulebook, from rule files",
)
"""Those that hang on the rules alone."""


def stating_little(nationality: str) -> dict[str, Any]:
    """Return the profile of somebody of whom next to nothing is known."""
    return {"nationality": nationality, "document": {"type": "ordinary-passport"}}


def stating_all(nationality: str) -> dict[str, Any]:
    """Return the profile of a tourist of whom everything is known."""
    return {
        "nationality": nationality,
        "nationalities": [nationality],
        "residence": nationality,
        "date_of_birth": "1990-05-17",
        "purpose": "tourism",
        "documents": [
            {"type": "ordinary-passport", "issuing_state": nationality, "date_of_issue": "2020-05-01",
             "date_of_expiry": "2030-04-30", "blank_pages": 12}
        ],
        "stay": {"days": 14},
        "ending_stay": {"entered_on": "2026-11-20", "ground": "visa-exemption"},
        "visas": [], "permits": [], "papers": [], "tickets": [], "companions": [], "visits": [],
    }  # fmt: skip


def journeys(profile: Callable[[str], dict[str, Any]]) -> Iterator[Journey]:
    """Yield a journey of each nationality each way."""
    for nationality in NATIONALITIES:
        for way in WAYS:
            yield Journey(profile=profile(nationality), on=ON, port="khorgos", direction=way)


def decisions(rulebook: Rulebook, cases: Sequence[Journey], *, everything: bool = False) -> list[Decision]:
    """Return the decision on each of *cases*."""
    return [
        rulebook.check(each.profile, on=each.on, port=each.port, direction=each.direction, everything=everything)
        for each in cases
    ]  # fmt: skip


def sizes() -> dict[str, str]:
    """Return every row of the table that is a size: the same on every machine."""
    files = Rulebook(load([ROOT / "rules"]))
    wheel = Rulebook(bundle.loads(bundle.dumps(files.rules)))
    little, stated = list(journeys(stating_little)), list(journeys(stating_all))

    def of(cases: Sequence[Journey], *, everything: bool = False) -> str:
        found = [
            len(wheel.to_json(each).encode()) / 1000
            for each in decisions(wheel, cases, everything=everything)
        ]
        return f"{min(found):.0f} to {max(found):.0f} kB"

    found = [
        of(stated),
        of(little),
        of(little, everything=True),
        *(f"{len(pickle.dumps(each)) / 1000:.0f} kB" for each in (wheel, files)),
    ]
    return dict(zip(SIZES, found, strict=True))


def times(rounds: int) -> dict[str, str]:
    """Return every row of the table that is a time or the memory of a process: of this machine, on this day."""
    files = load([ROOT / "rules"])
    with tempfile.TemporaryDirectory() as folder:
        carried = Path(folder) / "bundle.json"
        carried.write_text(bundle.dumps(files), encoding="utf-8")
        from_wheel = [fresh(FROM_WHEEL, carried) for _ in range(rounds)]
        from_files = [fresh(FROM_FILES, ROOT / "rules") for _ in range(rounds)]
    rulebook = Rulebook(bundle.loads(bundle.dumps(files)))
    found = [in_seconds(from_wheel), in_seconds(from_files)]
    for profile in (stating_all, stating_little):
        cases = list(journeys(profile))

        def verdict(each: Journey) -> object:
            return rulebook.verdict(each.profile, on=each.on, port=each.port, direction=each.direction)

        found.append(in_range(verdict, cases, rounds))
        found.append(in_range(lambda each: outcomes(*decisions(rulebook, [each])), cases, rounds))
        found.append(in_range(lambda each: reasons(*decisions(rulebook, [each])), cases, rounds))
        told = decisions(rulebook, cases)
        for each in told:
            reasons(each)
        found.append(in_range(rulebook.to_json, told, rounds))
    there_and_back = in_range(lambda each: pickle.loads(pickle.dumps(each)), [rulebook] * 9, 1)  # noqa: S301 (its own)
    memory = statistics.median(kilobytes for _, kilobytes in from_wheel) / 1000
    return dict(zip(TIMES, [*found, there_and_back, f"{memory:.0f} MB"], strict=True))


def fresh(how: str, path: Path) -> tuple[float, float]:
    """Return the seconds that a new process takes to load the rules at *path*, and its memory in kB at most."""
    program = FRESH.format(load=how)
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        cwd=ROOT, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    seconds, kilobytes = done.stdout.split()
    return float(seconds), float(kilobytes)


def in_seconds(measured: Sequence[tuple[float, float]]) -> str:
    """Return the median of the first of each, in words."""
    return f"{statistics.median(seconds for seconds, _ in measured):.2f} s"


def in_range(run: Callable[[Any], object], cases: Sequence[Any], rounds: int) -> str:
    """Return what *run* takes for each of *cases*, from the quickest tenth to the slowest, in words."""
    taken = []
    for _ in range(rounds):
        for each in cases:
            start = time.process_time()
            run(each)
            taken.append((time.process_time() - start) * 1000)
    taken.sort()
    low, high = taken[len(taken) // 10], taken[len(taken) * 9 // 10]
    digits = 2 if low < 1 else 1
    return f"{low:.{digits}f} to {high:.{digits}f} ms"


def table(rows: dict[str, str]) -> str:
    """Return *rows* as the page has them."""
    return "\n".join(
        ["| what | costs |", "|---|---|", *(f"| {what} | {costs} |" for what, costs in rows.items())]
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    print(table({**times(arguments.rounds), **sizes()}))


if __name__ == "__main__":
    main()
