"""The page `docs/diagnostics.md`, made from the catalogue: `python -m tests.pages.diagnostics` writes it again."""

from pathlib import Path
from typing import Final

from crosscheck.language.catalogue import CATALOGUE, FAMILIES, Entry

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs/diagnostics.md"

_HEAD: Final = """\
# What the diagnostics mean

`crosscheck rules lint` tells every problem of every rule file in one run, sorted by place. A finding is a
place, a code, a sentence and a way out:

```text
rules/states/uto/entry/customs.yaml:8:22: error CC127: `О` is U+041E CYRILLIC CAPITAL LETTER O, which looks like `O`
    8 |   nationality: not UTО
      |                      ^
   hint: write `UTO`
```

An *error* means that the rules cannot be used: some file cannot be read as one definite law. A *warning*
means that they can, but an author should look. Lines and columns count from 1, columns count characters.
A code keeps its meaning for ever; one that falls out of use is not given out again.

Cases, logic and evidence are looked at once no file has an error. What depends on the calendar (review days,
periods that end) is judged as of today, or of the day after `--on`.

`--format json` gives the same to programs, `sarif` to code-scanning services and editors (SARIF 2.1.0), `github` to the
pages of a pull request.

## Mending

`crosscheck rules lint --fix` mends what is certain and tells what is left: a mark or line ends of Windows, a look-alike or
invisible character in a name, a missing space after a colon, a tab inside a line, quotation marks around a phrase, a State
under another spelling (`KAZ`, `Kazakhstan`), and a name of the language that is one slip of the keyboard away from exactly
one that fits. All else stays byte for byte, and a file is written whole or not at all. Names that somebody else defined
(groups, sources, ports) are never guessed: the next one may be another list of States.

## Waivers

A warning about logic, evidence or cases may be excused where the author knows better, on its line or alone on the
line above, with a reason for those who read the rule later:

```yaml
  residence: not UTO  # crosscheck: allow CC408, because who lives nowhere is meant too
```

Several codes are written `CC407 and CC408`. A waiver without a reason, one that excuses nothing, and one of what is
never excused are findings themselves. Errors are never excused: nobody could say what such a rule means.

## Pages

Each code has a page: what to avoid, what to write, why, and exceptions. Its examples stand in the small rulebook of
Utopia (`tests/rules_uto`): the first line names the file, and a key takes the place of the file's own unless the example
begins with the id of the file; commands are run in the folder that holds `rules`. A test runs them all. The exact report
about each mistake, and about its variants, is in the folders `tests/diagnostics/CODE-…`.

This page is written by `python -m tests.pages.diagnostics`; a test compares the two.
"""


def render() -> str:
    """Return the page."""
    return _HEAD + "".join(_family(prefix) for prefix in FAMILIES)


def _family(prefix: str) -> str:
    name, asks = FAMILIES[prefix]
    rows = "".join(
        f"| [{code}](diagnostics/{code}.md) | {entry.title} | {_weight(entry)} |\n"
        for code, entry in CATALOGUE.items()
        if code.startswith(prefix)
    )
    return f"\n## {name}: {asks}\n\n| code | found | weight |\n|---|---|---|\n{rows}"


def _weight(entry: Entry) -> str:
    return f"{entry.severity}{', may be waived' if entry.waivable else ''}"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
