"""`crosscheck rules`: what a rule author runs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscheck.cli.answer import DONE, FINDINGS, UNREADABLE, Answer
from crosscheck.cli.group import CommandGroup
from crosscheck.cli.terminal import Terminal
from crosscheck.diagnostics import Severity
from crosscheck.load import Examination

if TYPE_CHECKING:
    from crosscheck.compiler.case import Case, Journey

_COMMANDS = {"lint": "crosscheck.cli.rules:lint", "test": "crosscheck.cli.rules:test"}
_NOTHING_TO_READ = frozenset({"CC102", "CC131"})
"""What is said of a file or folder that gives nothing to look at; the rest are findings."""

_PATHS = click.argument("paths", metavar="[PATH]...", nargs=-1)


@click.group(cls=CommandGroup, where=_COMMANDS)
def rules() -> None:
    """Check rule files: `lint` reads them, `test` runs their cases.

    Exit status: 0 clean, 1 findings, 2 the files cannot be read.
    """


@click.command()
@_PATHS
@click.pass_obj
def lint(terminal: Terminal, /, paths: Sequence[str]) -> Answer:
    """Find what is wrong in rule files, their cases and journeys.

    PATH is a folder of rules, again for more; the rules at hand if left out. All
    problems of all files are told, each with its place, a code, and a way out.
    """
    found, _, _ = _read(paths)
    if any(each.code in _NOTHING_TO_READ for each in found.diagnostics) or not found.files:
        return Answer(_report(found, terminal), UNREADABLE)
    return Answer(_report(found, terminal), FINDINGS if found.diagnostics else DONE)


@click.command()
@_PATHS
@click.pass_obj
def test(terminal: Terminal, /, paths: Sequence[str]) -> Answer:
    """Run the cases beside the rules, and the journeys.

    PATH is a folder of rules, again for more; the rules at hand if left out. What went
    otherwise than expected is told with its place.
    """
    from crosscheck.authoring.trial import run_cases, run_journeys
    from crosscheck.profile.reading import read_profile
    from crosscheck.render.trial_text import trial_text

    found, cases, journeys = _read(paths)
    if found.rules is None or any(each.severity is Severity.ERROR for each in found.diagnostics):
        return Answer(_report(found, terminal), UNREADABLE)
    tried = run_cases(found.rules, cases, read_profile)
    travelled = run_journeys(found.rules, journeys, read_profile)
    passed = all(result.passed for result in (*tried, *travelled))
    return Answer(trial_text(tried, travelled, terminal.page()), DONE if passed else FINDINGS)


def _read(paths: Sequence[str]) -> tuple[Examination, "tuple[Case, ...]", "tuple[Journey, ...]"]:
    """Return the rules of *paths* with their cases and journeys, and all that is wrong in any of them."""
    from crosscheck.load import examine, read_folders, shipped_folder, texts

    named = [Path(path) for path in paths] or [_nearest(Path("rules"), shipped_folder())]
    found = examine(named)
    if found.rules is None:
        return found, (), ()
    from crosscheck.compiler.cases import read_cases

    folders = read_folders(named)
    cases, journeys, more = read_cases([(folder.shown, folder.files) for folder in folders], found.rules)
    every = tuple(sorted([*found.diagnostics, *more], key=lambda each: each.sort_key))
    return Examination(found.rules, every, texts(folders, every), found.files), cases, journeys


def _nearest(here: Path, shipped: Path) -> Path:
    """Return the folder to look at where none is named: that of the checkout, else the one at hand."""
    return here if here.is_dir() and not shipped.is_dir() else shipped


def _report(found: Examination, terminal: Terminal) -> str:
    from crosscheck.render.diagnostic_text import diagnostics_text
    from crosscheck.render.page import unpainted

    return diagnostics_text(
        found.diagnostics,
        found.texts,
        files=found.files,
        ascii_only=terminal.ascii_only,
        paint=terminal.paint if terminal.colour else unpainted,
    )
