"""`crosscheck rules`: what a rule author runs."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from crosscheck.authoring.examine import Examination
from crosscheck.cli.answer import UNREADABLE, Answer, AnsweredError
from crosscheck.cli.group import CommandGroup
from crosscheck.cli.terminal import Terminal
from crosscheck.rulebook.ruleset import RuleSet

_COMMANDS = {
    "new": "crosscheck.cli.rules.new:new",
    "lint": "crosscheck.cli.rules.lint:lint",
    "test": "crosscheck.cli.rules.trial:trial",
    "format": "crosscheck.cli.rules.format:format_",
    "schema": "crosscheck.cli.rules.schema:schema_of_rules",
    "coverage": "crosscheck.cli.rules.coverage:coverage",
    "explain": "crosscheck.cli.rules.explain:explain",
    "sources": "crosscheck.cli.rules.sources:sources",
}

HERE = Path("rules")
"""The folder of rules at hand: the one of this name where the author stands."""

PATHS = click.argument("paths", metavar="[PATH]...", nargs=-1)


@click.group(cls=CommandGroup, where=_COMMANDS)
def rules() -> None:
    """Check rule files: `lint` reads them, `test` runs their cases, `coverage` tells what these decide.

    Exit status: 0 clean, 1 findings, 2 the files cannot be read.
    """


def usable(paths: Sequence[str], terminal: Terminal) -> tuple[RuleSet, Examination]:
    """Return the rules of *paths*, of those at hand where none is named, and all else that stands there.

    Raises:
        AnsweredError: They do not compile; it tells what is wrong.
    """
    from crosscheck.authoring.examine import examine

    found = examine(folders(paths))
    if found.rules is None:
        raise AnsweredError(Answer(report(found, terminal), UNREADABLE))
    return found.rules, found


def folders(paths: Sequence[str]) -> list[Path]:
    """Return the folders that *paths* name; where none is named the one at hand, else that of the checkout."""
    from crosscheck.compiler.files.load import shipped_folder

    shipped = shipped_folder()
    at_hand = shipped if os.path.isdir(shipped) and not os.path.isdir(HERE) else HERE
    return [Path(path) for path in paths] or [at_hand]


def report(found: Examination, terminal: Terminal) -> str:
    """Return every diagnostic of *found* as text."""
    from crosscheck.authoring.reports.diagnostic_text import diagnostics_text

    page = terminal.page()
    return diagnostics_text(
        found.diagnostics, found.texts, files=found.files, ascii_only=page.ascii_only, paint=page.paint
    )
