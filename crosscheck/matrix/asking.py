"""What somebody asks of a matrix, as text or as Python has it, and the engine's values for it."""

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any

from crosscheck.deciding.question import read_part
from crosscheck.language.errors import Problem, ProfileError
from crosscheck.language.spoken.sentences import Sentence
from crosscheck.language.values import parse, parse_day
from crosscheck.language.vocabulary import FACT
from crosscheck.matrix.positions import Asked
from crosscheck.rulebook.ruleset import RuleSet


def read_asked(rules: RuleSet, *, entering: str, purpose: str | Collection[str], document_type: str) -> Asked:
    """Return which State is entered, what for, and on which document.

    Raises:
        ProfileError: Something of it cannot be read.
    """
    problems: list[Problem] = []
    found: list[Any] = [
        read_part(name, partial(parse, fact), raw, problems)
        for name, fact, raw in (
            ("entering", FACT["crossing.to"], entering),
            ("purpose", FACT["purpose"], purpose),
            ("document_type", rules.documents.fact, document_type),
        )
    ]
    if found[-1] == "none":
        problems.append(("document_type", Sentence("matrix.no_document")))
    if problems:
        raise ProfileError(problems)
    return Asked(*found)


def read_days(**given: date | str) -> tuple[int, ...]:
    """Return each day of *given*, by name, in their order.

    Raises:
        ProfileError: One is no day, or lies before the one that stands before it.
    """
    days: list[int] = []
    problems: list[Problem] = []
    for name, text in given.items():
        if (day := read_part(name, parse_day, text, problems)) is not None:
            days.append(day)
            if day < max(days):
                problems.append((name, Sentence("matrix.days", first=str(next(iter(given.values()))))))
    if problems:
        raise ProfileError(problems)
    return tuple(days)
