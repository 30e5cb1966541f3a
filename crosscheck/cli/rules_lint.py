"""`crosscheck rules lint`: what is wrong in rule files."""

from collections.abc import Sequence

import click

from crosscheck.cli.answer import DONE, FINDINGS, UNREADABLE, Answer
from crosscheck.cli.rules import PATHS, folders, report
from crosscheck.cli.terminal import Terminal

_NOTHING_TO_READ = frozenset({"CC102", "CC131"})
"""What is said of a file or folder that gives nothing to look at; the rest are findings."""


@click.command()
@PATHS
@click.option(
    "--on",
    metavar="DATE",
    help="The day to judge review days and periods as of, YYYY-MM-DD; today if left out.",
)
@click.pass_obj
def lint(terminal: Terminal, /, paths: Sequence[str], on: str | None) -> Answer:
    """Find what is wrong in rule files, their cases and journeys.

    PATH is a folder of rules, again for more; the rules at hand if left out. All
    problems of all files are told, each with its place, a code, and a way out.
    """
    from crosscheck.load import examine

    found = examine(folders(paths), on=_day(on))
    if any(each.code in _NOTHING_TO_READ for each in found.diagnostics) or not found.files:
        return Answer(report(found, terminal), UNREADABLE)
    return Answer(report(found, terminal), FINDINGS if found.diagnostics else DONE)


def _day(on: str | None) -> int:
    from datetime import date

    from crosscheck.errors import ProfileError
    from crosscheck.values import parse_day

    try:
        return parse_day(on if on is not None else date.today())  # noqa: DTZ011 - the calendar on the wall
    except ValueError as error:
        raise ProfileError([("--on", str(error))]) from None
