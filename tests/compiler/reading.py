"""The good rules of Utopia, and rules written in a test, through the whole compiler."""

from pathlib import Path

from crosscheck.compiler.files.build import build
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Condition
from crosscheck.rulebook.ruleset import Requirement, RuleSet

GOOD_RULES = Path(__file__).parents[1] / "rules_uto"


def good_files() -> dict[str, bytes]:
    """Return the files of `tests/rules_uto` by their path within it."""
    return {
        path.relative_to(GOOD_RULES).as_posix(): path.read_bytes()
        for path in sorted(GOOD_RULES.rglob("*.yaml"))
    }


def good_rules() -> RuleSet:
    """Return the compiled rules of Utopia."""
    rules, found = build(good_files())
    assert rules is not None, found
    return rules


def built(path: str, text: str) -> tuple[RuleSet | None, tuple[Diagnostic, ...]]:
    """Compile the good rules with the file at *path* replaced or added."""
    return build(good_files() | {path: text.encode()})


def requirement(rules: RuleSet, id_: str) -> Requirement:
    """Return the requirement of Utopia called *id_*."""
    movement = id_.split(".")[1]
    return next(found for found in rules.states["UTO"].requirements[movement] if found.id == id_)


def needs(lines: str, *, movement: str = "entry", month_ends: str = "") -> tuple[Condition, ...]:
    """Return the conditions that *lines* make under `needs` of one requirement of Utopia.

    Fails with the diagnostics if they are no good.
    """
    indented = "".join(f"  {line}\n" for line in lines.splitlines())
    text = (
        f"requirement: uto.{movement}.document\ntitle: Document\nsays: It is shown.\nsource: uto-border-act-2020\n"
        f"{month_ends}needs:\n{indented}"
    )
    rules, found = built(f"states/uto/{movement}/document.yaml", text)
    assert rules is not None, found
    return requirement(rules, f"uto.{movement}.document").grounds[0].needs


def need(line: str, **where: str) -> Condition:
    """Return the one condition that *line* makes."""
    (condition,) = needs(line, **where)
    return condition
