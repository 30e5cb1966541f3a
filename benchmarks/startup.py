"""How long the first command takes, against the mere import of the libraries it stands on.

    python benchmarks/startup.py

builds the wheel of this checkout, installs it into an environment of its own in a
temporary folder, and runs two commands in turn, 15 times each, in an empty folder with
a HOME that cannot be written:

    crosscheck --nationality KZ --direction outbound
    python -c "import click, tabulate, dateutil.relativedelta, pydantic; …"

It prints both medians and their ratio, and exits with 1 if the ratio is above the limit.
`--python PATH` measures an environment in which crosscheck is already installed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = ("--nationality", "KZ", "--direction", "outbound")
IMPORTS = "import click, tabulate, dateutil.relativedelta, pydantic; from pydantic import BaseModel"
RUNS = 15
LIMIT = 1.5
VERDICTS = (0, 1, 3)
"""Exit statuses that say: answered."""


def installed(folder: Path) -> Path:
    """Build and install the wheel under *folder*; return the interpreter that holds it."""
    home = folder / "venv"
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("crosscheck_travel-*.whl")
    subprocess.run([*pip, "install", str(wheel)], check=True)
    return python


def seconds(command: list[str], folder: Path, statuses: tuple[int, ...]) -> float:
    """Run *command* in *folder* with an unwritable HOME; return its wall time."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))
    }
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env={**environment, "HOME": os.devnull}, capture_output=True, check=False
    )
    taken = time.perf_counter() - start
    if done.returncode not in statuses:
        raise SystemExit(f"{command[0]} exited with {done.returncode}:\n{done.stderr.decode()}")
    return taken


def compare(python: Path, folder: Path) -> tuple[float, float]:
    """Return the medians of the command and of the imports, in seconds."""
    crosscheck = [str(python.with_name("crosscheck" + python.suffix)), *COMMAND]
    imports = [str(python), "-c", IMPORTS]
    seconds(crosscheck, folder, VERDICTS)
    seconds(imports, folder, (0,))
    pairs = [(seconds(crosscheck, folder, VERDICTS), seconds(imports, folder, (0,))) for _ in range(RUNS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def main() -> int:
    """Measure, print, and say by the exit status whether the limit is kept."""
    parser = argparse.ArgumentParser(description="Measure the start-up time of the first command.")
    parser.add_argument(
        "--python", type=Path, help="an interpreter beside which `crosscheck` is already installed"
    )
    python = parser.parse_args().python
    with tempfile.TemporaryDirectory(prefix="crosscheck-startup-") as name:
        folder = Path(name)
        empty = folder / "empty"
        empty.mkdir()
        command, imports = compare(python.absolute() if python else installed(folder), empty)
    ratio = command / imports
    print(f"crosscheck {' '.join(COMMAND)}: {command * 1000:.0f} ms (median of {RUNS})")
    print(f"the imports alone: {imports * 1000:.0f} ms")
    print(f"ratio {ratio:.2f}, limit {LIMIT}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
