"""How answers look: `python -m tests.pages.answers` types the commands of `docs/answers.md` and writes what they print."""

import re
import shlex
from typing import Final

from tests.pages.readme import PICTURE, ROOT, run_module

PAGE: Final = ROOT / "docs" / "answers.md"


def shown(page: str) -> str:
    """Return *page* with what each of its commands prints today, errors included."""
    return PICTURE.sub(_printed, page)


def _printed(picture: re.Match[str]) -> str:
    arguments = picture["arguments"]
    done = run_module(*shlex.split(arguments))
    return f"$ crosscheck {arguments}\n{done.stdout}{done.stderr}"


if __name__ == "__main__":
    PAGE.write_text(shown(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
