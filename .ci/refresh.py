#!/usr/bin/env python3
"""Write the two sets of exact versions that the tests are run with.

`constraints.txt`: the newest releases of today, for every Python that is supported.
`.ci/lowest.txt`: the lowest that `pyproject.toml` declares, for the lowest Python, with what else they need.

pip resolves for each Python with that Python itself where it is at hand (`pythonX.Y`, or one of pyenv's),
else from the metadata of wheels alone; then a package that only this Python needs may be missed.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""Lowest first; the last stands for all later ones, too."""
HEAD = """\
# Exact versions that the tests are known to pass with, so that they pass on any later day.
# Written by `.ci/refresh.py` ({how}); do not edit.
"""


def declared() -> tuple[list[str], list[str]]:
    """Return what crosscheck needs to run, and what building and testing it needs besides."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    more = [*extras["dev"], *project["build-system"]["requires"]]
    return [*project["project"]["dependencies"], *extras["author"]], more


def interpreter(version: str) -> str | None:
    """Return a Python of *version* with pip, None if this machine has none."""
    pyenv = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python3"))
    for each in (shutil.which(f"python{version}"), *map(str, pyenv)):
        if (
            each
            and not subprocess.run(
                [each, "-m", "pip", "--version"], capture_output=True, check=False
            ).returncode
        ):
            return each
    return None


def resolved(requirements: list[str], version: str) -> dict[str, str]:
    """Return the version of every package that *requirements* come down to on Python *version*."""
    own = interpreter(version)
    other = [] if own else ["--python-version", version, "--only-binary=:all:", "--target", "unused"]
    command = [own or sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    report = subprocess.run(
        [*command, "--report", "-", *other, *requirements], check=True, stdout=subprocess.PIPE, text=True
    )
    found = [each["metadata"] for each in json.loads(report.stdout)["install"]]
    return {re.sub(r"[-_.]+", "-", each["name"]).lower(): each["version"] for each in found}


def constraints(found: dict[str, dict[str, str]]) -> str:
    """Return one line for each package, or one for each Python where the versions differ."""
    lines = []
    for name in sorted({name for versions in found.values() for name in versions}):
        of = {python: versions[name] for python, versions in found.items() if name in versions}
        if len(set(of.values())) == 1:
            lines.append(f"{name}=={next(iter(of.values()))}")
            continue
        for python, version in of.items():
            sign = ">=" if python == PYTHONS[-1] else "=="
            lines.append(f'{name}=={version} ; python_version {sign} "{python}"')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Resolve and write both files."""
    own, more = declared()
    newest = {python: resolved([*own, *more], python) for python in PYTHONS}
    alone = [python for python in PYTHONS if interpreter(python) is None]
    how = f"for {', '.join(PYTHONS)}" + (f"; {', '.join(alone)} from metadata" if alone else "")
    (ROOT / "constraints.txt").write_text(HEAD.format(how=how) + constraints(newest), encoding="utf-8")
    floors = [each.replace(">=", "==") for each in own]
    kept = [
        each for each in more if re.split("[>=]", each)[0] not in {re.split("[>=]", one)[0] for one in own}
    ]
    lowest = {PYTHONS[0]: resolved([*floors, *kept], PYTHONS[0])}
    how = f"lowest declared, for {PYTHONS[0]}"
    (ROOT / ".ci" / "lowest.txt").write_text(HEAD.format(how=how) + constraints(lowest), encoding="utf-8")


if __name__ == "__main__":
    main()
