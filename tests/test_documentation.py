"""What the pages promise holds: their links lead somewhere, and their rules compile and do what they say."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for folder in (ROOT, ROOT / "docs", ROOT / "docs/decisions", ROOT / "rules")
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


def test_the_rulebook_of_the_language_page_compiles() -> None:
    """The reference shows one whole rulebook, and it is right as it stands."""
    from crosscheck.compiler.build import build

    ruleset, diagnostics = build(rule_files(LANGUAGE))

    assert [f"{each.span} {each.code} {each.message}" for each in diagnostics] == []
    assert ruleset is not None
