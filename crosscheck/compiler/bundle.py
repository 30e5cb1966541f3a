"""A rule set as one JSON text, quick to load: what the wheel carries.

Every value stands once, in a table; a value made of others names them by their rows, which
come before it.  A row is `[kind, ...]`: a class of the tree and its fields, or a container.
Spans are dropped: whoever has no sources has nothing to point at.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from crosscheck.citation import Grade, Source
from crosscheck.dates import MonthEnds
from crosscheck.expr import nodes
from crosscheck.rulebook import (
    Allowance,
    Closing,
    Coverage,
    DatedValue,
    Days,
    Electronic,
    Former,
    Ground,
    Group,
    Ledger,
    Location,
    Membership,
    Notice,
    Port,
    PortDetail,
    Requirement,
    RuleSet,
    StateRules,
    VisaCategory,
)

FORMAT: Final = 1
"""Counts up when a bundle of the last version can no longer be read."""

_CLASSES: Final[tuple[type[Any], ...]] = (
    nodes.Literal, nodes.Fact, nodes.Its, nodes.Shift, nodes.Compare, nodes.Among, nodes.Member, nodes.Covers,
    nodes.Only, nodes.InForce, nodes.Both, nodes.Held, nodes.Branch, nodes.AnyOf, nodes.AllOf, nodes.NoneOf,
    nodes.Window, nodes.Condition, nodes.Period, nodes.Validity,
    Allowance, Ground, Requirement, Notice, Membership, Group, Coverage, VisaCategory, StateRules, DatedValue,
    PortDetail, Port, Source, RuleSet, Electronic, Ledger, Former, Location, Closing, Days,
)  # fmt: skip
_FIELDS: Final = {cls: tuple(f.name for f in fields(cls) if f.compare) for cls in _CLASSES}
_KIND: Final = {cls: place for place, cls in enumerate(_CLASSES)}
_ENUMS: Final = (Grade, MonthEnds)
_TUPLE, _SET, _MAPPING, _ENUM, _PLAIN = -1, -2, -3, -4, -5


def dumps(ruleset: RuleSet) -> str:
    """Return *ruleset* as JSON; equal rule sets give the same text."""
    table = _Table()
    table.add(ruleset)
    return json.dumps({"format": FORMAT, "rows": table.rows}, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> RuleSet:
    """Return the rule set that `dumps` wrote.

    Raises:
        ValueError: *text* is no bundle of this format.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("not a bundle of this version")
    values: list[Any] = []
    for kind, *parts in data["rows"]:
        if kind >= 0:
            values.append(_CLASSES[kind](*[values[part] for part in parts]))
        elif kind == _PLAIN:
            values.append(parts[0])
        elif kind == _TUPLE:
            values.append(tuple([values[part] for part in parts]))
        elif kind == _SET:
            values.append(frozenset([values[part] for part in parts]))
        elif kind == _MAPPING:
            found = [values[part] for part in parts]
            values.append(dict(zip(found[::2], found[1::2], strict=True)))
        else:
            values.append(_ENUMS[parts[0]](parts[1]))
    ruleset = values[-1]
    if not isinstance(ruleset, RuleSet):
        raise ValueError("a bundle ends with its rule set")  # noqa: TRY004 - the text is wrong, not a type
    return ruleset


class _Table:
    """Rows written so far, and where each value stands among them."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._places: dict[tuple[Any, ...], int] = {}

    def add(self, value: Any) -> int:
        """Write *value* and what it is made of, unless it stands there already; return its row."""
        if type(value) in _KIND:
            parts = [self.add(getattr(value, name)) for name in _FIELDS[type(value)]]
            return self._row(_KIND[type(value)], parts)
        if isinstance(value, _ENUMS):
            return self._row(_ENUM, [_ENUMS.index(type(value)), value.value])
        if isinstance(value, tuple):
            return self._row(_TUPLE, [self.add(item) for item in value])
        if isinstance(value, frozenset):
            return self._row(_SET, [self.add(item) for item in sorted(value)])
        if isinstance(value, Mapping):
            return self._row(_MAPPING, [self.add(part) for item in value.items() for part in item])
        if value is not None and not isinstance(value, (bool, int, str)):
            raise TypeError(f"{type(value).__name__} has no place in a bundle")
        return self._row(_PLAIN, [value])

    def _row(self, kind: int, parts: list[Any]) -> int:
        # The type is part of the key because True equals 1.
        key = (kind, type(parts[0]) if kind == _PLAIN else None, *parts)
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append([kind, *parts])
        return self._places[key]
