"""The matrix and its changes as people read them: a table, and below it the sources by number."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from crosscheck.answers.citing import cited
from crosscheck.answers.labels import day, document_type, listed, naming
from crosscheck.answers.page import Page, columns
from crosscheck.answers.sentences.messages import counted, say
from crosscheck.language.spoken.sentences import state_name
from crosscheck.matrix.changes import Change
from crosscheck.matrix.data import COLUMNS, cells
from crosscheck.matrix.positions import Asked, Position, WithoutVisa
from crosscheck.rulebook.ruleset import RuleSet

_CHANGES: Final = ("date", "nationality", "before", "from that day", "source")


def matrix_text(asked: Asked, on: int, positions: Sequence[Position], rules: RuleSet, page: Page) -> str:
    """Return the matrix of one day; its table is as wide as its longest cells."""
    page.add(say("matrix.heading", **_asked(asked, rules), date=day(on)), role="strong")
    page.gap()
    numbers = _numbered(position.sources for position in positions)
    rows = [cells(each._replace(sources=(_numbers_of(each.sources, numbers),))) for each in positions]
    _add_table(page, COLUMNS, rows)
    page.gap()
    counts = Counter(position.without_visa for position in positions)
    page.add(say("matrix.counts", **{answer.name.lower(): counts[answer] for answer in WithoutVisa}))
    _add_sources(page, numbers, rules)
    return page.text()


def changes_text(
    asked: Asked, since: int, until: int, changes: Sequence[Change], rules: RuleSet, page: Page
) -> str:
    """Return what changed between two days; its table is as wide as its longest cells."""
    words = _asked(asked, rules) | {"since": day(since), "until": day(until)}
    page.add(counted("matrix.changes", len(changes), **words), role="strong")
    if not changes:
        return page.text()
    page.gap()
    numbers = _numbered(change.sources for change in changes)
    rows = [
        (
            day(change.day),
            change.nationality,
            _in_short(change.before),
            _in_short(change.after),
            _numbers_of(change.sources, numbers),
        )
        for change in changes
    ]
    _add_table(page, _CHANGES, rows)
    _add_sources(page, numbers, rules)
    return page.text()


def _asked(asked: Asked, rules: RuleSet) -> dict[str, str]:
    with naming(rules.documents):
        document = document_type(asked.document_type)
    purposes = listed([purpose.replace("-", " ") for purpose in sorted(asked.purposes)], "and")
    return {"entering": state_name(asked.entering), "purpose": purposes, "document": document}


def _numbered(cited_by: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return a number for each source, by its id: those cited most come first."""
    counts = Counter(name for sources in cited_by for name in _ids(sources))
    return {name: number for number, (name, _) in enumerate(counts.most_common(), 1)}


def _ids(sources: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.partition(", ")[0] for source in sources))


def _numbers_of(sources: Iterable[str], numbers: dict[str, int]) -> str:
    return " ".join(map(str, sorted(numbers[name] for name in _ids(sources))))


def _in_short(position: Position) -> str:
    """Return a position in a few words."""
    electronic = say("matrix.electronic") if position.evisa else ""
    words = {"ground": position.ground, "days": position.max_days, "window": position.window}
    match position:
        case Position(without_visa=WithoutVisa.YES, max_days=None):
            return say("matrix.yes.unlimited", **words)
        case Position(without_visa=WithoutVisa.YES, window=None):
            return say("matrix.yes", **words)
        case Position(without_visa=WithoutVisa.YES):
            return say("matrix.yes.window", **words)
        case Position(without_visa=WithoutVisa.NO):
            return say("matrix.no") + electronic
        case Position(ground=None):
            return say("matrix.undetermined") + electronic
        case _:
            return say("matrix.undetermined.ground", **words) + electronic


def _add_table(page: Page, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(columns, column)) for column in zip(headers, *rows, strict=True)]
    page.table(headers, rows, widths)


def _add_sources(page: Page, numbers: dict[str, int], rules: RuleSet) -> None:
    """Write what each number stands for, and by which rules it was worked out."""
    if numbers:
        page.gap()
        page.add(say("matrix.sources"), role="strong")
    for name, number in numbers.items():
        page.add(cited((name,), rules), mark=str(number).rjust(len(str(len(numbers)))), right=name)
    page.gap()
    page.add(say("matrix.hypothesis"), right=say("rules", version=rules.version, digest=rules.digest[:4]))
