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
    cited = [source for position in positions for source in position.sources]
    return {
        "schema": MATRIX_SCHEMA,
        **_asked(asked),
        "date": day(on),
        "rows": [_row(position) for position in positions],
        **_by_rules(cited, rules),
    }


def changes_data(
    asked: Asked, since: int, until: int, changes: Sequence[Change], rules: RuleSet
) -> dict[str, Any]:
    """Return what changed between two days as plain dicts and lists."""
    cited = [source for change in changes for source in change.sources]
    return {
        "schema": CHANGES_SCHEMA,
        **_asked(asked),
        "since": day(since),
        "until": day(until),
        "changes": [
            {
                "date": day(change.day),
                "nationality": change.nationality,
                "before": _position(change.before),
                "after": _position(change.after),
                "source": list(change.sources),
                "grade": grade_of(change.sources, rules),
            }
            for change in changes
        ],
        **_by_rules(cited, rules),
    }


def as_json(data: dict[str, Any]) -> str:
    """Return *data* as one JSON text in ASCII, ending in a line end."""
    return json.dumps(data, indent=2) + "\n"


def matrix_csv(positions: Iterable[Position]) -> str:
    """Return one line for each nationality below a line of column names; what there is not is empty."""
    return _csv(COLUMNS, map(cells, positions))


def changes_csv(changes: Iterable[Change], rules: RuleSet) -> str:
    """Return one line for each change below a line of column names."""
    return _csv(CHANGE_COLUMNS, (map(_cell, _values(change, rules)) for change in changes))


def _values(change: Change, rules: RuleSet) -> Iterator[Any]:
    yield from (day(change.day), change.nationality)
    yield from (*_position(change.before).values(), *_position(change.after).values())
    yield from (list(change.sources), grade_of(change.sources, rules))


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "entering": asked.entering,
        "purpose": sorted(asked.purposes),
        "document_type": asked.document_type,
    }


def _by_rules(cited: Iterable[str], rules: RuleSet) -> dict[str, Any]:
    of_rules = {"name": rules.name, "version": rules.version, "digest": rules.digest}
    return {"sources": sources_data(cited, rules), "rules": of_rules}


def _position(position: Position) -> dict[str, Any]:
    return {
        "without_visa": str(position.without_visa),
        "ground": position.ground,
        "max_days": position.max_days,
        "window": position.window,
        "evisa": None if position.evisa is None else "yes" if position.evisa else "no",
    }


def _row(position: Position) -> dict[str, Any]:
    return {
        "nationality": position.nationality,
        **_position(position),
        "source": list(position.sources),
        "grade": None if position.grade is None else str(position.grade),
    }


def cells(position: Position) -> list[str]:
    """Return what is told of a nationality in each of `COLUMNS`."""
    row = _row(position)
    return [_cell(row[name]) for name in COLUMNS]


def _cell(value: Any) -> str:
    return "" if value is None else "; ".join(value) if isinstance(value, list) else str(value)


def _csv(columns: Sequence[str], lines: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return text.getvalue()
