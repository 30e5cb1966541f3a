"""`crosscheck rules`: what a rule author runs."""

from pathlib import Path

import click

from crosscheck.cli.answer import DONE, FINDINGS, UNREADABLE, Answer
from crosscheck.cli.group import CommandGroup
from crosscheck.cli.terminal import Terminal

_COMMANDS = {"lint": "crosscheck.cli.rules:lint", "test": "crosscheck.cli.rules:test"}


@click.group(cls=CommandGroup, where=_COMMANDS)
def rules() -> None:
    """Check rule files: `lint` reads them, `test` runs their cases.

    Exit status: 0 clean, 1 findings, 2 the files cannot be read.
    """
