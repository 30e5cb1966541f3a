"""`crosscheck rules`: what a rule author runs."""

from collections.abc import Sequence
from pathlib import Path

import click

from crosscheck.cli.answer import DONE, FINDINGS, UNREADABLE, Answer, Exit
from crosscheck.cli.group import CommandGroup
from crosscheck.cli.terminal import Terminal
from crosscheck.load import Examination

_COMMANDS = {"lint": "crosscheck.cli.rules:lint", "test": "crosscheck.cli.rules:test"}
_UNREADABLE = frozenset({"CC102", "CC131"})
"""What is said of a file or folder that gives nothing to look at; the rest are findings."""


@click.group(cls=CommandGroup, where=_COMMANDS)
def rules() -> None:
    """Check rule files: `lint` reads them, `test` runs their cases.

    Exit status: 0 clean, 1 findings, 2 the files cannot be read.
    """


@click.command()
@click.argument("path", nargs=-1)
@click.pass_obj
def lint(terminal: Terminal, path: Sequence[str]) -> Answer:
    """Find what is wrong in rule files.

    PATH is a folder of rules, again for more; the rules of this checkout if left out.
    All problems of all files are told, each with its place, a code, and a way out.
    """
    found = _examine(path)
    return Answer(_report(found, terminal), _status(found))


def _examine(paths: Sequence[str]) -> Examination:
    from crosscheck.load import examine, shipped_folder

    return examine([Path(path) for path in paths] or [_nearest(Path("rules"), shipped_folder())])


def _nearest(here: Path, shipped: Path) -> Path:
    """Return the folder to look at where none is named: that of the checkout, else the one at hand."""
    return here if here.is_dir() and not shipped.is_dir() else shipped


def _report(found: Examination, terminal: Terminal) -> str:
    from crosscheck.render.diagnostic_text import diagnostics_text

    return diagnostics_text(
        found.diagnostics,
        found.texts,
        files=found.files,
        ascii_only=terminal.ascii_only,
        **({"paint": terminal.paint} if terminal.colour else {}),
    )


def _status(found: Examination) -> Exit:
    """Return the status of what was found: unreadable wins over findings, any finding over none."""
    if any(each.code in _UNREADABLE for each in found.diagnostics) or not found.files:
        return UNREADABLE
    return FINDINGS if found.diagnostics else DONE
