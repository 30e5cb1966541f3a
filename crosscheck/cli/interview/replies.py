"""What is typed in reply to a question, read into the profile by what reads the options of `check`."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from crosscheck.answers.asking.objects import LIST, Choice, NextQuestion
from crosscheck.cli.statements import Statements, state_options
from crosscheck.language.errors import ProfileError, refused_at
from crosscheck.language.spelling import folded, typed
from crosscheck.language.spoken.sentences import Sentence
from crosscheck.profile.paths import key_of, stated_at

SEVERAL: Final = frozenset({"set", "states"})
"""The types of which one answer may be several values."""
_UNTIL, _DAYS = "stay.until", "stay.days"
_NUMBER_OF_DAYS: Final = re.compile(r"(?P<days>\d+)(?: *days?)?", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,3}", re.ASCII)


def is_numbered(question: NextQuestion) -> bool:
    """Return whether a number chooses one of the options: not where a number is an answer itself."""
    return question.type != "count" and question.fact != _UNTIL


def with_reply(question: NextQuestion, text: str, profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return *profile*, and what *text* says in reply to *question*.

    A choice is named by its number, its words or its value; all else is written as options of `check` have it.
    Days may be said in place of the last of them.

    Raises:
        ProfileError: It cannot be read, or not be stated there.
    """
    if question.type in SEVERAL:
        values = [_value(choice_in(question, part), part) for part in _parts(question, text)]
        return _assigned(profile, [f"{question.wanted}={','.join(values)}"])
    if (choice := choice_in(question, text)) is not None:
        return _placed(profile, question.wanted, choice.value)
    if question.fact == _UNTIL and (found := _NUMBER_OF_DAYS.fullmatch(text)) is not None:
        return _assigned(profile, [f"{_DAYS}={found['days']}"])
    things = [each.strip() for each in text.split(";")] if question.type == LIST else [text]
    return _assigned(profile, [f"{question.wanted}={each}" for each in things if each])


def choice_in(question: NextQuestion, text: str) -> Choice | None:
    """Return the option that *text* names, None where it may be an answer in words.

    Raises:
        ProfileError: It is the number of no option.
    """
    said = folded(typed(text))
    for each in question.options:
        names = [each.label, each.value] if isinstance(each.value, str) else [each.label]
        if said in map(folded, names):
            return each
    if not (question.options and is_numbered(question) and _NUMBER.fullmatch(text)):
        return None
    if 1 <= int(text) <= len(question.options):
        return question.options[int(text) - 1]
    if question.type == "text":
        return None  # a category may be called by a number
    raise ProfileError(
        [(question.wanted, Sentence("reply.no_choice", given=text, count=len(question.options)))]
    )


def _parts(question: NextQuestion, text: str) -> list[str]:
    """Return the answers that *text* holds: apart by commas, and numbers by spaces as well."""
    words = text.replace(",", " ").split()
    if is_numbered(question) and all(word.isascii() and word.isdigit() for word in words):
        return words
    return [part.strip() for part in text.split(",")]


def _value(choice: Choice | None, text: str) -> str:
    return text if choice is None else str(choice.value)


def _assigned(profile: Mapping[str, Any], assignments: Iterable[str]) -> dict[str, Any]:
    """Return *profile* with what each `fact=value` states."""
    statements = Statements(data=dict(profile))
    state_options(
        statements,
        nationality=(),
        purpose=(),
        visa=(),
        no_visa=False,
        no_other_visa=False,
        assignments=tuple(assignments),
    )
    if statements.problems:
        raise ProfileError(statements.problems)
    return statements.data


def _placed(profile: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return *profile* with *value* at *path*; what is told of some States stands beside what is told of others."""
    held = profile.get(path)
    if isinstance(value, Mapping) and isinstance(held, Mapping):
        return {**profile, path: {**held, **{key_of(held, state): rows for state, rows in value.items()}}}
    with refused_at(path):
        return stated_at(profile, path, value, instead=True)
