"""What somebody asks of a matrix, as text or as Python has it, and the engine's values for it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from crosscheck.language.errors import Problem, ProfileError
from crosscheck.language.spoken.sentences import Sentence, UnreadableError
from crosscheck.language.values import parse, parse_day
from crosscheck.language.vocabulary import FACT
from crosscheck.matrix.positions import Asked


def read_asked(*, entering: str, purpose: str | Collection[str], document_type: str) -> Asked:
    """Return which State is entered, what for, and on which document.

    Raises:
        ProfileError: Something of it cannot be read.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for name, fact, raw in (
        ("entering", "crossing.to", entering),
        ("purpose", "purpose", purpose),
        ("document_type", "document.type", document_type),
    ):
        try:
            found[fact] = parse(FACT[fact], raw)
        except UnreadableError as error:
            problems.append((name, error.said))
    if found.get("document.type") == "none":
        problems.append(("document_type", Sentence("matrix.no_document")))
    if problems:
        raise ProfileError(problems)
    return Asked(*found.values())


def read_days(**given: date | str) -> tuple[int, ...]:
    """Return each day of *given*, by name, in their order.

    Raises:
        ProfileError: One is no day, or lies before the one that stands before it.
    """
    days: list[int] = []
    problems: list[Problem] = []
    for name, text in given.items():
        try:
            days.append(parse_day(text))
        except UnreadableError as error:
            problems.append((name, error.said))
        else:
            if days[-1] < max(days):
                problems.append((name, Sentence("matrix.days", first=str(next(iter(given.values()))))))
    if problems:
        raise ProfileError(problems)
    return tuple(days)
