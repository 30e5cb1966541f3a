"""What somebody sees of the package before calling anything: names, help, version, types."""

import ast
import pydoc
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import crosscheck
from crosscheck import ProfileError, Rulebook
from tests.invented import invented_rulebook

ROOT = Path(__file__).parents[1]

MISTAKES = {
    "from crosscheck import Rulebok": 'Module "crosscheck" has no attribute "Rulebok"',
    "crosscheck.load_rulebok()": 'Module has no attribute "load_rulebok"',
    "rules.check({}, on='2026-12-01', port='gate', direction='inward')": 'Argument "direction"',
    "crosscheck.Journey(profile={}, on='2026-12-01', direction='in')": 'Argument "direction"',
    "rules.check({}, on='2026-12-01', assumed='date')": 'Argument "assumed"',
    "rules.check({}, on='2026-12-01', assumed=['prot'])": "List item 0",
    "rules.matrix(entering=None, on='2026-12-01')": 'Argument "entering"',
}
"""A line that a program might hold, and what mypy says of it."""


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    """Return the rules of Utopia and its neighbour."""
    return invented_rulebook()


def test_dir_and_help_show_what_is_public() -> None:
    """Before anything was loaded, as `help(crosscheck)` in a fresh session prints it."""
    program = (
        "import crosscheck, pydoc; print(dir(crosscheck)); print(pydoc.plain(pydoc.render_doc(crosscheck)))"
    )
    shown, helped = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n", 1)

    assert [name for name in ast.literal_eval(shown) if not name.startswith("__")] == [
        name for name in crosscheck.__all__ if not name.startswith("__")
    ]
    for said in ("class Rulebook", "load_rulebook(", "Check one traveller on one crossing.", "VERSION"):
        assert said in helped


def test_every_public_name_is_there_and_explained() -> None:
    """`__all__` promises nothing that cannot be had, nor without a docstring."""
    for name in crosscheck.__all__:
        assert getattr(crosscheck, name) is not None
        assert name.startswith("__") or name == "Direction" or pydoc.getdoc(getattr(crosscheck, name))


def test_the_version_is_that_of_the_distribution() -> None:
    """One line of source says it; what is built and what runs cannot differ."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]

    assert "version" in project["dynamic"]
    assert crosscheck.__version__ == version("crosscheck-travel")


def test_a_misspelt_name_is_caught_by_a_type_checker(tmp_path: Path) -> None:
    """And so is a word that is no direction; everything that is spelt right passes."""
    program = tmp_path / "program.py"
    right = [
        "import crosscheck",
        "rules = crosscheck.load_rulebook('rules')",
        "print(crosscheck.__version__.upper(), rules.name)",
        "rules.check({}, on='2026-12-01', port='gate', direction='inbound', assumed=['date'])",
    ]
    program.write_text("\n".join([*right, *MISTAKES]), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}", str(program)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = dict(
        line.split(": error: ") for line in done.stdout.splitlines() if ": error: " in line
    )  # by file and line

    assert list(found) == [f"{program}:{len(right) + n}" for n in range(1, len(MISTAKES) + 1)], done.stdout
    for said, expected in zip(found.values(), MISTAKES.values(), strict=True):
        assert said.startswith(expected)


def test_no_type_checker_sees_the_names_that_are_looked_up_late() -> None:
    """A module with a `__getattr__` has every name there is, for mypy, pyright and all others."""
    for path in (ROOT / "crosscheck").rglob("*.py"):
        found = {
            node.name
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        assert "__getattr__" not in found, path


@pytest.mark.parametrize(
    ("call", "path"),
    [
        (lambda rules: rules.matrix(entering=None, on="2026-12-01"), "entering"),
        (lambda rules: rules.matrix(entering=["UTO"], on="2026-12-01"), "entering"),
        (lambda rules: rules.matrix(entering="UTO", on=None), "on"),
        (lambda rules: rules.matrix(entering="UTO", on="2026-12-01", purpose=None), "purpose"),
        (lambda rules: rules.matrix(entering="UTO", on="2026-12-01", purpose=5), "purpose"),
        (lambda rules: rules.matrix(entering="UTO", on="2026-12-01", purpose=[None]), "purpose"),
        (lambda rules: rules.matrix(entering="UTO", on="2026-12-01", document_type=None), "document_type"),
        (lambda rules: rules.matrix_changes(entering=None, since="2026-01-01", until="2026-02-01"), "entering"),
        (lambda rules: rules.matrix_changes(entering="UTO", since=None, until="2026-02-01"), "since"),
        (lambda rules: rules.matrix_changes(entering="UTO", since="2026-01-01", until=5), "until"),
        (lambda rules: check(rules, assumed="date"), "assumed"),
        (lambda rules: check(rules, assumed=None), "assumed"),
        (lambda rules: check(rules, assumed=5), "assumed"),
        (lambda rules: check(rules, assumed=["prot"]), "assumed"),
        (lambda rules: check(rules, assumed=[None]), "assumed"),
        (lambda rules: check(rules, assumed=iter(["date"])), "assumed"),
        (lambda rules: check(rules, assumed=[["date"]]), "assumed"),
    ],
)  # fmt: skip
def test_an_argument_of_a_wrong_type_is_a_problem_that_names_it(
    rules: Rulebook, call: Any, path: str
) -> None:
    """Never an AttributeError or a TypeError from inside, and never read letter by letter."""
    with pytest.raises(ProfileError) as raised:
        call(rules)

    assert [where for where, _ in raised.value.problems] == [path]


def check(rules: Rulebook, **more: Any) -> Any:
    """Ask a question in which all but *more* is right."""
    return rules.check({"nationality": "DE"}, on="2026-12-01", port="ferry", direction="inbound", **more)


def test_what_may_be_assumed_is_listed_in_the_decision(rules: Rulebook) -> None:
    """A list, a tuple or a set of the three names, in the order given."""
    assert check(rules, assumed=("date", "direction")).assumed[:2] == ("date", "direction")
