"""What the pages promise holds: their links lead somewhere, and their rules compile and do what they say."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for folder in (ROOT, ROOT / "docs", ROOT / "docs/decisions", ROOT / "docs/diagnostics", ROOT / "rules")
    for path in folder.glob("*.md")
)
LANGUAGE = ROOT / "docs/rule-language.md"


def name(path: Path) -> str:
    """Return *path* as the tests name it."""
    return path.relative_to(ROOT).as_posix()


def rule_files(page: Path) -> dict[str, bytes]:
    """Return the rule files shown on *page*: each YAML block that begins with its path."""
    blocks = re.findall(
        r"^```yaml\n# rules/(\S+)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return {path: text.encode() for path, text in blocks}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a place in the repository leads to a file that is there."""
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]

    assert missing == []


@pytest.mark.parametrize("command", ["lint", "test"])
def test_the_rulebook_of_the_language_page_is_right_as_it_stands(command: str, tmp_path: Path) -> None:
    """The reference shows one whole rulebook, in which nothing is found and whose cases pass."""
    for path, text in rule_files(LANGUAGE).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)

    done = subprocess.run(
        [sys.executable, "-m", "crosscheck", "rules", command, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_the_programs_of_the_page_for_booking_tools_run() -> None:
    """Each goes on where the one before ended; the page leaves open whose profiles they are."""
    page = (ROOT / "docs/booking-tools.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {"profiles": [{"nationality": "KZ"}, {"nationalty": "KZ"}]}
    for program in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        exec(program, names)  # noqa: S102 - our own page

    assert names["model"].verdict == names["decision"].verdict
    assert names["profile"].stated() == {"nationality": "KZ", "visas": []}
