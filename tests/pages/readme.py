"""What the README shows of the command: `python -m tests.pages.readme` types its commands and writes what they print."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "README.md"
PICTURE: Final = re.compile(
    r"(?<=^```text\n)\$ crosscheck (?P<arguments>.*)\n(?:.*\n)*?(?=```$)", re.MULTILINE
)


def run_module(*arguments: str, folder: Path = ROOT, path: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `crosscheck` from *path* in *folder*, with no terminal and no writable home."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = {**kept, "PYTHONPATH": str(path), "HOME": os.devnull, "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "crosscheck", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def shown(page: str) -> str:
    """Return *page* with what each of its commands prints today, the version and digest of the rules included."""
    return PICTURE.sub(_printed, page)


def _printed(picture: re.Match[str]) -> str:
    arguments = picture["arguments"]
    done = run_module(*shlex.split(arguments))
    assert done.stderr == "", done.stderr
    return f"$ crosscheck {arguments}\n{done.stdout}"


if __name__ == "__main__":
    PAGE.write_text(shown(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
