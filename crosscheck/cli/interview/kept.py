"""What is kept of an interview: the profile in a file, and the command line that goes on from here or answers again."""

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from crosscheck.cli.check import PARTS_ASKED, STATEMENTS, check
from crosscheck.cli.options import today
from crosscheck.cli.rules.writing import create_file, saved, write_file
from crosscheck.cli.statements import OPTIONS, Statements, state_options
from crosscheck.cli.things import written
from crosscheck.deciding.facts import Facts
from crosscheck.language.errors import ProfileError
from crosscheck.language.values import parse_day
from crosscheck.profile.reading import read_profile, says_none
from crosscheck.profile.shape import LISTS
from crosscheck.rulebook.ruleset import RuleSet

_SHARED: Final = {"assumptions": "--assume", "rules": "--rules"}
"""The options that say neither what is asked nor what is stated."""


class Kept:
    """The file that an interview began from or was saved to, and what it holds."""

    def __init__(self, name: str | None, profile: Mapping[str, Any]) -> None:
        self.name, self.profile = name, profile

    def save(self, name: str, profile: Mapping[str, Any]) -> str:
        """Write *profile* to the file *name*, whole or not at all, and return what to say of it.

        A file that is there already is replaced only if it is the one that this interview keeps.

        Raises:
            ProfileError: It cannot be written.
        """
        path = Path(name).expanduser()
        text = json.dumps(profile, indent=2, ensure_ascii=False) + "\n"
        is_own = self.name is not None and path == Path(self.name)
        told = saved(path, text.encode(), write_file if is_own else _create)
        self.name, self.profile = str(path), profile
        return told

    def command(
        self,
        name: str,
        asked: Mapping[str, Any],
        profile: Mapping[str, Any],
        shared: Mapping[str, Sequence[str]],
        rules: RuleSet,
    ) -> tuple[str, str | None]:
        """Return the command line that asks *asked* of *profile*, and the text of the file that it reads if nobody has that yet.

        Options say it where they can, so that reading them gives the very facts; otherwise a file does.
        """
        words = [*name.split(), *_question(asked)]
        words += [word for key, option in _SHARED.items() for each in shared[key] for word in (option, each)]
        if self.name is not None and self.profile == profile:
            return shlex.join([*words, "--profile", self.name]), None
        stated = list(_options(profile))
        if None not in stated:
            options = [word for word in stated if word is not None]
            facts = _facts(profile, asked["on"], rules)
            if _facts(_stated_by(options), asked["on"], rules) == facts and facts is not None:
                return shlex.join([*words, *options]), None
        return shlex.join([*words, "--profile", "FILE"]), json.dumps(profile, ensure_ascii=False)


def _create(path: Path, data: bytes) -> None:
    """Write *data* to a file that is not there yet; no part of it is left behind where that fails."""
    create_file(path, b"")
    try:
        write_file(path, data, was=b"")
    except BaseException:
        path.unlink()
        raise


def _question(asked: Mapping[str, Any]) -> Iterator[str]:
    for name in PARTS_ASKED:
        value = asked[name]
        for each in value if isinstance(value, tuple | list) else () if value is None else (value,):
            yield from (OPTIONS["sides" if name == "sides" else name], each)


def _options(profile: Mapping[str, Any]) -> Iterator[str | None]:
    """Yield the options of `check` that state *profile*, word by word; None for what none can."""
    for name, value in profile.items():
        if value is None:
            continue
        if name in LISTS:
            yield from _of_list(name, value)
        elif isinstance(value, Mapping):
            for key, each in value.items():
                yield from _single(f"{name}.{key}", each)
        else:
            yield from _single(name, value)


def _single(name: str, value: Any) -> Iterator[str]:
    each = value if isinstance(value, list | tuple) else [value]
    text = ",".join(("yes" if one else "no") if isinstance(one, bool) else str(one) for one in each)
    if name in OPTIONS and name != "nationalities":
        yield from (OPTIONS[name], text)
    else:
        yield from ("--set", f"{name}={text}")


def _of_list(plural: str, held: Any) -> Iterator[str | None]:
    if isinstance(held, Mapping):
        for state, rows in held.items():
            yield from _rows(f"{plural}.{state}", plural, rows, str(state))
        return
    yield from _rows(plural, plural, held, None)
    if plural == "visas" and held and not says_none(held):
        yield "--no-other-visa"


def _rows(name: str, plural: str, rows: Any, state: str | None) -> Iterator[str | None]:
    if not rows or says_none(rows):
        yield from ("--set", f"{name}=none")
        return
    listed = rows if isinstance(rows, list | tuple) else (None,)
    for place, row in enumerate(each if isinstance(each, Mapping) else None for each in listed):
        apart = {key: str(value) for key, value in (row or {}).items() if " " in str(value)}
        plain = None if row is None else {key: value for key, value in row.items() if key not in apart}
        text = None if plain is None else written(plural, plain, state)
        yield from ("--set", None if text is None else f"{name}={text}")
        for key, value in apart.items():  # in one line of words a space ends a value
            yield from ("--set", f"{name}[{place}].{key}={value}")


def _stated_by(words: list[str]) -> Mapping[str, Any] | None:
    """Return the profile that the options *words* state; None where they cannot be read."""
    try:
        params = dict(check.make_context("check", list(words)).params)
    except click.UsageError:
        return None
    statements = Statements()
    state_options(statements, **{name: params[name] for name in STATEMENTS})
    return None if statements.problems else statements.data


def _facts(profile: Mapping[str, Any] | None, on: str | None, rules: RuleSet) -> Facts | None:
    try:
        day = parse_day(on or today())
        return None if profile is None else read_profile(profile, day=day, documents=rules.documents)
    except (ProfileError, ValueError):
        return None
