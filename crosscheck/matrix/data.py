"""The matrix and its changes for programs: rows of plain values, JSON and CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from crosscheck.answers.as_json import grade_of, sources_data
from crosscheck.answers.labels import day
from crosscheck.matrix.changes import Change
from crosscheck.matrix.positions import Asked, Position
from crosscheck.rulebook.ruleset import RuleSet

COLUMNS: Final = ("nationality", "without_visa", "ground", "max_days", "window", "evisa", "source", "grade")
"""What is told of each nationality, in this order."""
_POSITION: Final = COLUMNS[1:6]
CHANGE_COLUMNS: Final = (
    "date", "nationality", *(f"{name}_before" for name in _POSITION), *_POSITION, "source", "grade",
)  # fmt: skip

MATRIX_SCHEMA: Final = "crosscheck.matrix/1"
CHANGES_SCHEMA: Final = "crosscheck.matrix-changes/1"


def matrix_data(asked: Asked, on: int, positions: Sequence[Position], rules: RuleSet) -> dict[str, Any]:
    """Return the matrix of one day as plain dicts and lists."""
    told = {"date": day(on), "rows": [_row(position) for position in positions]}
    return _form(MATRIX_SCHEMA, asked, told, positions, rules)


def changes_data(
    asked: Asked, since: int, until: int, changes: Sequence[Change], rules: RuleSet
) -> dict[str, Any]:
    """Return what changed between two days as plain dicts and lists."""
    rows = [_change(change, rules) for change in changes]
    told = {"since": day(since), "until": day(until), "changes": rows}
    return _form(CHANGES_SCHEMA, asked, told, changes, rules)


def _form(
    schema: str, asked: Asked, told: dict[str, Any], citing: Iterable[Position | Change], rules: RuleSet
) -> dict[str, Any]:
    return {
        "schema": schema,
        "entering": asked.entering,
        "purpose": sorted(asked.purposes),
        "document_type": asked.document_type,
        **told,
        "sources": sources_data([source for each in citing for source in each.sources], rules),
        "rules": {"name": rules.name, "version": rules.version, "digest": rules.digest},
    }


def as_json(data: dict[str, Any]) -> str:
    """Return *data* as one JSON text in ASCII, ending in a line end."""
    return json.dumps(data, indent=2) + "\n"


def matrix_csv(positions: Iterable[Position]) -> str:
    """Return one line for each nationality below a line of column names; what there is not is empty."""
    return _csv(COLUMNS, map(cells, positions))


def changes_csv(changes: Iterable[Change], rules: RuleSet) -> str:
    """Return one line for each change below a line of column names."""
    return _csv(CHANGE_COLUMNS, (map(_cell, _flat(_change(change, rules))) for change in changes))


def cells(position: Position) -> list[str]:
    """Return what is told of a nationality in each of `COLUMNS`."""
    return [_cell(value) for value in _row(position).values()]


def _row(position: Position) -> dict[str, Any]:
    return dict(zip(COLUMNS, map(_plain, position), strict=True))


def _change(change: Change, rules: RuleSet) -> dict[str, Any]:
    before, after = (
        {name: row[name] for name in _POSITION} for row in (_row(change.before), _row(change.after))
    )
    return {
        "date": day(change.day),
        "nationality": change.nationality,
        "before": before,
        "after": after,
        "source": list(change.sources),
        "grade": grade_of(change.sources, rules),
    }


def _plain(value: Any) -> Any:
    """Return a value of a position as JSON has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple) else value


def _flat(row: dict[str, Any]) -> Iterator[Any]:
    for value in row.values():
        yield from value.values() if isinstance(value, dict) else (value,)


def _cell(value: Any) -> str:
    return "" if value is None else "; ".join(value) if isinstance(value, list) else str(value)


def _csv(columns: Sequence[str], lines: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *lines])
    return text.getvalue()
