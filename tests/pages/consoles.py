"""What pages show typed: files to save and commands to type, done as they stand, with what comes out.

A block of YAML whose first line is a path in a comment is saved there, or added to what is there.
In a block `console` each line that begins with `$ ` is a command, and what follows is what it prints.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_BLOCK: Final = re.compile(r"^```(yaml|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH: Final = re.compile(r"# (\S+\.yaml)(, at its end)?\n")

Run = Callable[[str, Path], str]
"""Types one command in a folder; gives what it prints."""


def in_shell(line: str, place: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one line in a shell that stands in *place*, `crosscheck` being the one that is tested."""
    own = place.parent / "bin"
    own.mkdir(exist_ok=True)
    command = own / "crosscheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crosscheck "$@"\n')
    command.chmod(0o755)
    paths = {"PATH": f"{own}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", line], cwd=place, env=os.environ | paths | environment,
        text=True, capture_output=True, check=False,
    )  # fmt: skip


def printed(line: str, place: Path) -> str:
    """Return all that one line prints, as a terminal would show it."""
    done = in_shell(line, place)
    return done.stdout + done.stderr


def played(page: str, place: Path, run: Run = printed) -> str:
    """Do what *page* says in the folder *place*; return the page with what came out in place of what it shows."""

    def block(found: re.Match[str]) -> str:
        kind, text = found[1], found[2]
        if kind == "yaml":
            if path := _PATH.match(text):
                file = place / path[1]
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("a" if path[2] else "w", encoding="utf-8") as opened:
                    opened.write(text[path.end() :])
            return found[0]
        typed = (line for line in text.splitlines() if line.startswith("$ "))
        return "```console\n" + "".join(f"{line}\n{run(line[2:], place)}" for line in typed) + "```"

    return _BLOCK.sub(block, page)
