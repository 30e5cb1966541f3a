"""On which days a port is closed: `closed` in its file, and lists of days that the ports of a border share."""

import re
from calendar import monthrange
from collections.abc import Mapping as Mappings
from typing import Final, TypeAlias

from crosscheck.compiler.meaning import citing, validity
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.nodes import Mapping, Sequence
from crosscheck.compiler.shape import forms, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.dates import MONTHS
from crosscheck.language.nodes import Period
from crosscheck.rulebook.ruleset import Citations, Closing, Days

Lists: TypeAlias = Mappings[str, tuple[tuple[Days, ...], Citations]]
"""Every list of days by its id, with the sources of the list."""

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LEAP_YEAR: Final = 2000
_ANNUAL: Final = re.compile(r"([1-9]|[12][0-9]|3[01]) ([A-Z][a-z]+)")
_LISTED: Final = "days of "
_NEVER: Final = "no day"


def read_list(mapping: Mapping, scope: Scope) -> tuple[tuple[Days, ...], Citations]:
    """Read the mapping of a file of the kind `days`: each of the days by name, and the sources of the list."""
    findings = scope.findings
    fields = Fields(mapping, "a list of days", forms.DAYS, findings)
    found = []
    for key, value in fields.entries("each"):
        inner = shape.mapping(value, f"`{key.text}`", findings, key.span)
        if shape.name(key, "the name of days", findings) is not None and inner is not None:
            named = Fields(inner, f"the days `{key.text}`", forms.NAMED_DAYS, findings)
            found.append(_days(named, named.text("title") or ""))
    return tuple(found), citing.read(fields, scope.names)


def read_closed(fields: Fields, lists: Lists, scope: Scope) -> tuple[Closing, ...] | None:
    """Read the list under `closed`; None where nothing says when the port is closed."""
    if "closed" not in fields:
        return None
    return tuple(_closing(inner, lists, scope) for inner in fields.each("closed"))


def _closing(fields: Fields, lists: Lists, scope: Scope) -> Closing:
    on = None if isinstance(fields.node("on"), Sequence) else fields.word("on")
    cited, evidence = citing.read(fields, scope.names), citing.read_evidence(fields, scope.names)
    days: tuple[Days, ...] = ()
    if on is not None and on.text.startswith(_LISTED):
        name = on.cut(len(_LISTED), len(on.text))
        hint = "such a list stands beside the ports and begins with `days:`"
        scope.findings.known(name, lists, "CC211", "list of days", hint)
        days, of_list = lists.get(name.text, ((), ()))
        cited = tuple(dict.fromkeys((*cited, *of_list)))
    elif on is None or on.text != _NEVER:
        days = (_days(fields, fields.text("title") or (on.text if on is not None else "")),)
    if not cited and not evidence and "source" not in fields:
        fields.miss_source()
    cited = cited or tuple(dict.fromkeys(source for _, source in evidence))
    return Closing(days, validity.read(fields), cited, evidence, fields.text("doubt"))


def _days(fields: Fields, title: str) -> Days:
    findings = fields.findings
    weekdays: set[int] = set()
    annual: set[tuple[int, int]] = set()
    dated: list[Period] = []
    for scalar in fields.words("on"):
        if scalar.text in _WEEKDAYS:
            weekdays.add(_WEEKDAYS.index(scalar.text))
        elif scalar.text[:4].isdigit():
            first, last = scalar.partition(" .. ")
            start = shape.day(first, findings)
            end = shape.day(last, findings) if last else start
            if start is not None and end is not None and end < start:
                findings.report("CC310", scalar.span, "the period ends before it begins")
            elif start is not None and end is not None:
                dated.append(Period(start, end))
        elif (found := _annual(scalar.text)) is not None:
            annual.add(found)
        else:
            hint = "write `Sunday`, `1 October`, `2026-02-16` or `2026-02-16 .. 2026-02-18`"
            findings.is_no(scalar, "CC301", "day", hint)
    until = fields.day("listed_until")
    return Days(title, frozenset(weekdays), frozenset(annual), tuple(dated), until)


def _annual(text: str) -> tuple[int, int] | None:
    """Return month and day of `1 October`; None where there is no such day in any year."""
    match = _ANNUAL.fullmatch(text)
    if match is None or match[2] not in MONTHS:
        return None
    month, day = MONTHS.index(match[2]) + 1, int(match[1])
    return (month, day) if day <= monthrange(_LEAP_YEAR, month)[1] else None
