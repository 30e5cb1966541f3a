"""What the calendar has overtaken: sources past their review day, periods that ended unseen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from crosscheck.authoring.citations import lines
from crosscheck.authoring.lint import finding
from crosscheck.language.dates import iso
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Span
from crosscheck.rulebook.citation import Source
from crosscheck.rulebook.ruleset import RuleSet

NOTICE_OF_END: Final = 30
"""Days before the last day of a period within which somebody should ask whether it is prolonged."""


def find(rules: RuleSet, on: int) -> Iterator[Diagnostic]:
    """Look at every source and every period that has a last day, as of the day *on*."""
    for source in rules.sources.values():
        yield from _review(source, on)
    for line in lines(rules):
        # What begins later says what holds then: such an end is no surprise.
        latest = max((each.start for each in line.validity.periods), default=0)
        for period in line.validity.in_force:
            if period.last is not None and period.last >= latest:
                checked = _last_read(line.sources, rules.sources)
                yield from _end(period.last, period.span, checked, on)


def _review(source: Source, on: int) -> Iterator[Diagnostic]:
    if source.review_by is None or source.checked is None or on <= source.review_by:
        return
    read, due = iso(source.checked), iso(source.review_by)
    message = f"`{source.id}` was last read on {read}, and was to be read again by {due}"
    hint = "compare the rules with it, and write the day as `checked`"
    yield from finding.at(source.span, "CC505", message, hint)


def _last_read(cited: Sequence[str], sources: Mapping[str, Source]) -> int | None:
    """Return the day on which any of the sources *cited* was last read; None if none ever was."""
    days = [sources[each.partition(", ")[0]].checked for each in cited]
    return max((day for day in days if day is not None), default=None)


def _end(last: int, span: Span | None, checked: int | None, on: int) -> Iterator[Diagnostic]:
    read = "was never read" if checked is None else f"was last read on {iso(checked)}"
    hint = "find out whether it was prolonged, and write the day as `checked` of its source"
    if on > last and (checked is None or checked <= last):
        yield from finding.at(span, "CC506", f"this ended on {iso(last)}, and its source {read}", hint)
    elif last - NOTICE_OF_END <= on <= last and (checked is None or checked < last - NOTICE_OF_END):
        left = "today" if on == last else "tomorrow" if on == last - 1 else f"in {last - on} days"
        yield from finding.at(span, "CC507", f"this ends {left}, and its source {read}", hint)
