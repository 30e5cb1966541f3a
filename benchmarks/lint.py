"""How long `crosscheck rules lint` takes: the shipped rules, and synthetic ones in growing numbers.

Each measurement is a process of its own, from its start to its end. Seconds are processor
time: lint runs on one core, and on an idle machine an author waits no longer than that.
Exits with 1 if a bound does not hold.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
SHIPPED_SECONDS: Final = 1.0
MANY: Final = 10_000
MANY_SECONDS, MANY_BYTES = 10.0, 1 << 30
PROPORTION: Final = 1.5
"""How much more a file among many may cost than one among a tenth as many."""

STATES: Final = ("DE", "FR", "IT", "ES", "PT", "NL", "BE", "PL", "SE", "FI")
_LINT: Final = "import sys; from crosscheck.cli.group import run; sys.exit(run(sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run of lint took."""

    files: int
    seconds: float
    peak: int
    """Bytes of memory at most."""


def lint(folder: Path) -> Measured:
    """Run lint over *folder*, in which it must find nothing."""
    command = [sys.executable, "-c", _LINT, "rules", "lint", "--on", "2026-11-23", str(folder)]
    # With bytecode, as whoever has run it before: an environment may forbid to write any.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env={**environment, "PYTHONPATH": "."}
    )
    assert process.stdout is not None
    said = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"lint found something in {folder}:\n{said[:2000]}")
    counted = re.search(r"in (\d+) files", said)
    return Measured(int(counted[1]) if counted else 0, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def write_rules(folder: Path, count: int) -> None:
    """Write a rule set of *count* requirements, of the kinds and lengths that the shipped ones have."""
    (folder / "ruleset.yaml").write_text(
        "ruleset: synthetic\ntitle: Synthetic\nversion: 2026.1\nreview: 180 days\n"
    )
    (folder / "sources.yaml").write_text(
        "sources:\n"
        + "".join(
            f"  act-{state.lower()}:\n    cite: Border Act of {state}\n    publisher: Parliament\n"
            "    published: 2020-01-10\n    checked: 2026-11-01\n    grade: official\n"
            for state in STATES
        )
    )
    (folder / "groups").mkdir()
    (folder / "groups" / "friends.yaml").write_text(
        "group: friends\ntitle: Friends\nsource: act-de\nmembers:\n"
        + "".join(f"  {state}: {{in_force: 2021-01-01 ..}}\n" for state in STATES)
    )
    for state in STATES:
        for movement in ("entry", "exit"):
            (folder / "states" / state.lower() / movement).mkdir(parents=True)
        head = f"state: {state}\nauthority: Border Service\nsource: act-{state.lower()}\n"
        (folder / "states" / state.lower() / "state.yaml").write_text(head)
        visas = (
            f"visas: {state}\ncategories:\n  A:\n    title: Any visa\n"
            f"    purposes: tourism or private or business or transit\n    source: act-{state.lower()}\n"
        )
        (folder / "states" / state.lower() / "visas.yaml").write_text(visas)
    for number in range(count):
        state = STATES[number % len(STATES)].lower()
        movement = ("entry", "exit")[number // len(STATES) % 2]
        id_ = f"{state}.{movement}.demand-{number}"
        path = folder / "states" / state / movement / f"demand-{number}.yaml"
        path.write_text(_requirement(id_, state, number))


def _requirement(id_: str, state: str, number: int) -> str:
    head = (
        f"requirement: {id_}\ntitle: Demand {number}\nsays: >\n  Whoever crosses shows what article {number} demands of them,\n"
        f"  and nobody else need do so.\nsource: act-{state}, art. {number}\nin_force: 2020-02-01 ..\n"
    )
    if number % 3 == 0:
        return (
            f"{head}for:\n  nationality: not {state.upper()}\nneeds:\n"
            "  document.type: ordinary-passport or identity-card\n"
            f"  document.date_of_expiry: at least {number % 6 + 1} months after crossing.date\n"
            "  document.blank_pages: at least 2 pages\nfix: Renew the document before travelling.\n"
        )
    grounds = "".join(
        f"\n  - ground: way-{way}\n    title: The {way}. way\n    source: act-{state}, art. {number}({way})\n"
        f"    in_force: 202{way}-01-01 ..\n    for:\n      nationality: {nationality}\n    needs:\n"
        f"      document.type: ordinary-passport or identity-card\n      purpose: only {purpose} or transit\n"
        for way, (nationality, purpose) in enumerate(
            (("in friends", "tourism"), ("FR or IT", "private"), ("not FR", "business"))
        )
    )
    return (
        f"{head}met_by:\n{grounds}\n  - ground: visa\n    title: A visa\n    source: act-{state}, art. {number}(9)\n"
        f"    needs:\n      visa:\n        issuing_state: {state.upper()}\n        purposes: covers purpose\n"
        "        entries_left: at least 1 entry\n        valid_from: on or before crossing.date\n"
        "        valid_until: on or after crossing.date\n"
    )


def main() -> int:
    """Measure, print, and return 1 if a bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=MANY, help=f"requirements in the largest set ({MANY})")
    largest = parser.parse_args().files
    shipped = min((lint(ROOT / "rules") for _ in range(3)), key=lambda each: each.seconds)
    _show("shipped rules", shipped)
    measured = []
    for count in (largest // 10, largest):
        with tempfile.TemporaryDirectory() as place:
            write_rules(Path(place), count)
            measured.append(lint(Path(place)))
        _show(f"{count} requirements", measured[-1])
    few, many = measured
    each = [run.seconds / run.files for run in (few, many)]
    print(f"a file among many costs {each[1] / each[0]:.2f} times what it costs among a tenth as many")
    allowed = MANY_SECONDS * largest / MANY
    holds = (
        shipped.seconds < SHIPPED_SECONDS
        and many.seconds < allowed
        and many.peak < MANY_BYTES
        and each[1] < PROPORTION * each[0]
    )
    print("within bounds" if holds else "OVER A BOUND")
    return 0 if holds else 1


def _show(what: str, run: Measured) -> None:
    rate = 1000 * run.seconds / max(1, run.files)
    print(
        f"{what}: {run.files} files, {run.seconds:.2f} s ({rate:.2f} ms a file), {run.peak / 2**20:.0f} MiB at most"
    )


if __name__ == "__main__":
    sys.exit(main())
