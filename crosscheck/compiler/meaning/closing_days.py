"""On which days a port is closed: `closed` in its file, and lists of days that the ports of a border share."""

import re
from collections.abc import Mapping as Mappings
from typing import Final, TypeAlias

from crosscheck.compiler.meaning import citing, resolve, validity
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Mapping, Scalar, Sequence
from crosscheck.compiler.shape import forms, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.dates import MONTHS
from crosscheck.language.nodes import Period
from crosscheck.rulebook.ruleset import Closing, Days

Lists: TypeAlias = Mappings[str, tuple[tuple[Days, ...], tuple[str, ...]]]
"""Every list of days by its id, with the sources of the list."""

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ANNUAL: Final = re.compile(r"([1-9]|[12][0-9]|3[01]) ([A-Z][a-z]+)")
_LISTED: Final = "days of "
_NEVER: Final = "no day"


def read_list(mapping: Mapping, scope: Scope) -> tuple[tuple[Days, ...], tuple[str, ...]]:
    """Read the mapping of a file of the kind `days`: each of the days by name, and the sources of the list."""
    fields = Fields(mapping, "a list of days", forms.DAYS, scope.findings)
    found = []
    each = fields.mapping("each")
    for key, value in each.entries if each else ():
        inner = shape.mapping(value, f"`{key.text}`", scope.findings, key.span)
        if shape.name(key, "the name of days", scope.findings) is not None and inner is not None:
            named = Fields(inner, f"the days `{key.text}`", forms.NAMED_DAYS, scope.findings)
            found.append(_days(named, named.text("title") or "", scope.findings))
    return tuple(found), citing.read(fields, scope.names, scope.findings)


def read_closed(fields: Fields, lists: Lists, scope: Scope) -> tuple[Closing, ...] | None:
    """Read the list under `closed`; None where nothing says when the port is closed."""
    if "closed" not in fields:
        return None
    found = []
    for item in fields.items("closed"):
        mapping = shape.mapping(item, "an item of `closed`", scope.findings)
        if mapping is None:
            continue
        inner = Fields(mapping, "an item of `closed`", forms.CLOSING, scope.findings)
        cited = citing.read(inner, scope.names, scope.findings)
        on = None if isinstance(inner.node("on"), Sequence) else inner.word("on")
        evidence = citing.read_evidence(inner, scope.names, scope.findings)
        days: tuple[Days, ...] = ()
        if on is not None and on.text.startswith(_LISTED):
            days, of_list = _listed(on, lists, scope.findings)
            cited = tuple(dict.fromkeys((*cited, *of_list)))
        elif on is None or on.text != _NEVER:
            days = (_days(inner, inner.text("title") or (on.text if on is not None else ""), scope.findings),)
        if not cited and not evidence and "source" not in inner:
            inner.miss_source()
        validity.demand_doubt(inner, scope.findings)
        cited = cited or tuple(dict.fromkeys(source for _, source in evidence))
        periods = validity.read(inner, scope.findings)
        found.append(Closing(days, periods, cited, evidence, inner.text("doubt")))
    return tuple(found)


def _listed(on: Scalar, lists: Lists, findings: Findings) -> tuple[tuple[Days, ...], tuple[str, ...]]:
    name = on.text.removeprefix(_LISTED)
    if name not in lists:
        hint = meant(name, lists, "such a list stands beside the ports and begins with `days:`")
        findings.report("CC211", on.part(len(_LISTED), len(on.text)), f"`{name}` is no list of days", hint)
    return lists.get(name, ((), ()))


def _days(fields: Fields, title: str, findings: Findings) -> Days:
    weekdays: set[int] = set()
    annual: set[tuple[int, int]] = set()
    dated: list[Period] = []
    for scalar in fields.words("on"):
        if scalar.text in _WEEKDAYS:
            weekdays.add(_WEEKDAYS.index(scalar.text))
        elif scalar.text[:4].isdigit():
            first, _, last = scalar.text.partition(" .. ")
            start = resolve.parse_date(first, scalar.part(0, len(first)), findings)
            end = (
                resolve.parse_date(last, scalar.part(len(first) + 4, len(scalar.text)), findings)
                if last
                else start
            )
            if start is not None and end is not None and end < start:
                findings.report("CC310", scalar.span, "the period ends before it begins")
            elif start is not None and end is not None:
                dated.append(Period(start, end))
        elif (found := _annual(scalar.text)) is not None:
            annual.add(found)
        else:
            hint = "write `Sunday`, `1 October`, `2026-02-16` or `2026-02-16 .. 2026-02-18`"
            findings.report("CC301", scalar.span, f"`{scalar.text}` is no day", hint)
    until = fields.word("listed_until") if "listed_until" in fields else None
    listed = None if until is None else resolve.parse_date(until.text, until.span, findings)
    return Days(title, frozenset(weekdays), frozenset(annual), tuple(dated), listed)


def _annual(text: str) -> tuple[int, int] | None:
    """Return month and day of `1 October`; None where there is no such day in any year."""
    match = _ANNUAL.fullmatch(text)
    if match is None or match[2] not in MONTHS:
        return None
    month, day = MONTHS.index(match[2]) + 1, int(match[1])
    return (month, day) if day <= _LENGTHS[month - 1] else None
