"""Options that several commands share."""

from collections.abc import Sequence
from typing import Final

import click

from crosscheck.rulebook.ruleset import RuleSet

FORMAT: Final = click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json"]),
    default="table",
    help="For people, or for programs.",
    show_default=True,
)
RULES: Final = click.option(
    "--rules",
    multiple=True,
    metavar="PATH",
    help="A folder of rules in place of those shipped; again for more.",
)


def as_day(text: str) -> str:
    """Read what an option that takes a day is given; what is none is left as it stands, for one reader to tell what is wrong."""
    from crosscheck.cli.days import in_digits

    return in_digits(text)


def today() -> str:
    """Return the day on the wall: a command that no day is given for is asked today."""
    from datetime import date

    return date.today().isoformat()  # noqa: DTZ011 - a traveller's calendar is the one on the wall


def load_rules(paths: Sequence[str]) -> RuleSet:
    """Return the rules of the folders named, or the shipped ones where none is."""
    from pathlib import Path

    from crosscheck.compiler.files.load import load

    return load([Path(path) for path in paths] or None)
