"""The pages of `docs/diagnostics`, and their examples laid over the good rules of Utopia.

A block of YAML begins with the path of its file.  If it holds the id of that file (its
first key), or the file is new, it is the whole file; otherwise each of its keys takes
the place of the file's own.  A block of shell is run in the folder that holds `rules/`.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.diagnostics.test_reports import GOOD_RULES, HERE

PAGES: Final = HERE.parents[1] / "docs" / "diagnostics"
HEADINGS: Final = ("Avoid", "Prefer", "Why", "Exceptions", "A slip")
_SECTION: Final = re.compile(r"^## ([^\n]+)\n\n(.+?)\n*(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK: Final = re.compile(r"```(yaml|sh)\n(.*?)```", re.DOTALL)
_TYPED: Final = re.compile(r"```console\n(?:\$ .*\n)+```")
_KEY: Final = re.compile(r"^[a-z_]+(?=:)", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """What one page says, by heading; *title* is its first line."""

    title: str
    sections: dict[str, str]

    @property
    def typed(self) -> str:
        """The block of what is typed to make the mistake in the rules of the walk, and to have it found."""
        (block,) = _TYPED.findall(self.sections["A slip"])
        return str(block)

    def lay_out(self, heading: str, place: Path) -> None:
        """Lay the example under *heading* over the good rules, in *place*/rules."""
        shutil.copytree(GOOD_RULES, place / "rules")
        ((kind, text),) = _BLOCK.findall(self.sections[heading])
        if kind == "sh":
            subprocess.run(
                ["bash", "-euo", "pipefail", "-c", text], cwd=place, check=True, capture_output=True
            )
            return
        path, _, example = text.removeprefix("# ").partition("\n")
        file = place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        good = file.read_text(encoding="utf-8") if file.exists() else ""
        first = _KEY.search(good)
        whole = first is None or first[0] in example
        file.write_text(example if whole else _with_keys(good, example), encoding="utf-8")


def read(code: str) -> Page:
    """Return the page about *code*."""
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    return Page(text.partition("\n")[0], dict(_SECTION.findall(text)))


def _with_keys(good: str, example: str) -> str:
    """Return *good* with each top key of *example* in place of its own, the first where that stood."""
    replaced = set(_KEY.findall(example))
    chunks = re.split(r"^(?=[a-z_]+:)", good, flags=re.MULTILINE)
    keys = [_KEY.match(chunk) for chunk in chunks]
    at = next((n for n, key in enumerate(keys) if key and key[0] in replaced), len(chunks))
    kept = [chunk for chunk, key in zip(chunks, keys, strict=True) if not (key and key[0] in replaced)]
    return "".join([*kept[:at], example, *kept[at:]])
