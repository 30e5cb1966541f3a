"""Options that several commands share."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import click

from crosscheck.rulebook.ruleset import RuleSet

RULES: Final = click.option(
    "--rules",
    multiple=True,
    metavar="PATH",
    help="A folder of rules in place of those shipped; again for more.",
)


def _speak(_ctx: click.Context, _param: click.Parameter, code: str | None) -> None:
    if code is None:
        return
    from crosscheck.language.errors import refused_at
    from crosscheck.language.spoken.sentences import speak

    with refused_at("--language"):
        speak(code)


LANGUAGE: Final = click.option(
    "--language",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help="The language of the answer; English, `en`, if left out.",
)


def format_option(*forms: str, about: str = "For people, or for programs.") -> Callable[[Any], Any]:
    """Return the option that asks for one of *forms*, for the first of them where it is left out."""
    return click.option(
        "--format", "output", type=click.Choice(forms), default=forms[0], help=about, show_default=True
    )


def day_option(name: str, about: str) -> Callable[[Any], Any]:
    """Return the option *name*, which takes a day; what is none is left as it stands, for one reader to tell what is wrong."""
    return click.option(name, metavar="DATE", type=_as_day, help=about)


def _as_day(text: str) -> str:
    from crosscheck.cli.days import in_digits

    return in_digits(text)


def today() -> str:
    """Return the day on the wall: a command that no day is given for is asked today."""
    from datetime import date

    return date.today().isoformat()  # noqa: DTZ011 - a traveller's calendar is the one on the wall


def day_asked(on: str | None) -> int:
    """Return the day that `--on` names, today where it is left out."""
    from crosscheck.language.errors import refused_at
    from crosscheck.language.values import parse_day

    with refused_at("--on"):
        return parse_day(today() if on is None else on)


def load_rules(paths: Sequence[str]) -> RuleSet:
    """Return the rules of the folders named, or the shipped ones where none is."""
    from pathlib import Path

    from crosscheck.compiler.files.load import load

    return load([Path(path) for path in paths] or None)
