"""The walk of an author, and every mistake in the rules that it leads to.

`python -m tests.pages.walk` does what both pages say, and writes into them what comes out.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Final

from crosscheck.authoring.examine import examine
from crosscheck.authoring.reports.diagnostic_text import diagnostics_text
from crosscheck.language.catalogue import CATALOGUE, FAMILIES
from tests.diagnostics import pages
from tests.pages.consoles import ROOT, played, printed
from tests.profiles import day

WALK: Final = ROOT / "docs/authors-walk.md"
MISTAKES: Final = ROOT / "docs/every-mistake.md"
_LINT: Final = re.compile(r"crosscheck rules lint --on (\S+) \| grep (CC\d+)")


def walked(place: Path) -> str:
    """Walk in *place*, which then holds the rules; return the page with what came out."""
    return played(WALK.read_text(encoding="utf-8"), place)


def mistaken(end: Path, room: Path) -> tuple[str, dict[str, set[str]]]:
    """Make each mistake in a copy of what the walk left in *end*.

    Return the page with what came out, and by the code that is meant all that were found.
    """
    codes: dict[str, set[str]] = {}

    def linted(line: str, place: Path) -> str:
        """Type a line; `lint`, which is most of them, without a process of its own."""
        asked = _LINT.fullmatch(line)
        if asked is None:
            return printed(line, place)
        on, code = asked.groups()
        with chdir(place):
            found = examine([Path("rules")], on=day(on))
        codes[code] = {each.code for each in found.diagnostics}
        report = diagnostics_text(found.diagnostics, found.texts)
        return "".join(f"{told}\n" for told in report.splitlines() if code in told)

    sections = list(_sections())
    places = (Path(shutil.copytree(end, room / str(number))) for number in range(len(sections)))
    page = "".join(played(section, place, linted) for section, place in zip(sections, places, strict=True))
    return page.rstrip() + "\n", codes


def _sections() -> Iterator[str]:
    """Give the page in pieces: what stands at its head, each family, and of each code what its own page shows typed."""
    head, _, _ = MISTAKES.read_text(encoding="utf-8").partition("\n## ")
    yield f"{head}\n"
    for family, (name, asks) in FAMILIES.items():
        yield f"## {name}: {asks}\n\n"
        for code, entry in CATALOGUE.items():
            if code.startswith(family):
                yield f"### [{code}](diagnostics/{code}.md): {entry.title}\n\n{pages.read(code).typed}\n\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "walk"
        here.mkdir()
        WALK.write_text(walked(here), encoding="utf-8")
        MISTAKES.write_text(mistaken(here, Path(folder) / "mistakes")[0], encoding="utf-8")
