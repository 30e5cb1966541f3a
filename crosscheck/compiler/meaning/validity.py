"""`2023-11-10 ..` -> periods; in force and not settled."""

import re
from bisect import bisect_left
from collections.abc import Sequence as Several
from operator import itemgetter
from typing import Final

from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.reading.nodes import Scalar, Sequence
from crosscheck.compiler.shape import kinds, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.nodes import ALWAYS, Period, Validity
from crosscheck.language.source import Span

_PERIOD: Final = re.compile(r"(?:(\S+) )?\.\.(?: (\S+))?")


def read(fields: Fields) -> Validity:
    """Read `in_force` and `unsettled`."""
    in_force, unsettled = _in_force(fields), periods(fields.words("unsettled"), fields.findings)
    return Validity(in_force, unsettled) if in_force or unsettled else ALWAYS


def _in_force(fields: Fields) -> tuple[Period, ...]:
    """Read the periods of law; none where it was announced, and from which day on is not known."""
    words, is_listed = fields.words("in_force"), isinstance(fields.node("in_force"), Sequence)
    if is_listed or [word.text for word in words] != [kinds.NOT_YET]:
        return periods(words, fields.findings)
    if "unsettled" not in fields:
        hint = "write `unsettled` beside it: from the first day on which it may be law, such as that of the announcement"
        fields.findings.report("CC414", words[0].span, "this is law on no day, and so decides nothing", hint)
    return ()


def periods(scalars: Several[Scalar], findings: Findings) -> tuple[Period, ...]:
    """Read a list of periods, none of which may overlap another."""
    found = [(period, scalar.span) for scalar in scalars if (period := _period(scalar, findings)) is not None]
    refuse_overlaps(found, findings)
    return tuple(period for period, _ in found)


def refuse_overlaps(found: Several[tuple[Period, Span]], findings: Findings) -> None:
    """Report each period that begins before one written earlier has ended."""
    apart: list[tuple[int, int, Span]] = []  # by day: only the neighbours of a period can overlap it
    for period, span in found:
        first, last = period.start, period.end
        place = bisect_left(apart, first, key=itemgetter(0))
        near = apart[max(0, place - 1) : place + 1]
        overlapped = [other for other in near if other[0] <= last and first <= other[1]]
        if overlapped:
            related = ((overlapped[0][2], "the other one"),)
            findings.report("CC311", span, "two periods overlap", "a day belongs to one of them", related)
        else:
            apart.insert(place, (first, last, span))


def _period(scalar: Scalar, findings: Findings) -> Period | None:
    """Period = [DATE] ".." [DATE], both days included."""
    match = _PERIOD.fullmatch(scalar.text)
    if match is None or scalar.text == "..":
        hint = "write `2023-11-10 ..`, `.. 2023-11-09` or `2023-12-01 .. 2026-12-31`"
        if shape.DATE.fullmatch(scalar.text):
            hint = f"write `{scalar.text} ..` for from that day on, `.. {scalar.text}` for until that day"
        elif scalar.text == "..":
            hint = "name a first or a last day; what always is in force has no `in_force`"
        findings.is_no(scalar, "CC309", "period", hint)
        return None
    days: list[int | None] = [None, None]
    for side in (1, 2):
        if match[side]:
            days[side - 1] = shape.day(scalar.cut(*match.span(side)), findings)
            if days[side - 1] is None:
                return None
    first, last = days
    if first is not None and last is not None and last < first:
        hint = "the first day stands before `..`, the last day after it"
        findings.report("CC310", scalar.span, "the period ends before it begins", hint)
        return None
    return Period(first, last, scalar.span)
