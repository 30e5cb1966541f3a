"""What the calendar has overtaken: sources past their review day, periods that ended unseen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from crosscheck.language.dates import iso
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Period, Validity
from crosscheck.rulebook.citation import Source
from crosscheck.rulebook.ruleset import Notice, RuleSet

NOTICE_OF_END: Final = 30
"""Days before the last day of a period within which somebody should ask whether it is prolonged."""


def find(rules: RuleSet, on: int) -> Iterator[Diagnostic]:
    """Look at every source and every period that has a last day, as of the day *on*."""
    for source in rules.sources.values():
        yield from _review(source, on)
    for validity, cited in dated(rules):
        checked = _last_read(cited, rules.sources)
        # What begins later says what holds then: such an end is no surprise.
        latest = max((each.first or 0 for each in (*validity.in_force, *validity.unsettled)), default=0)
        for period in validity.in_force:
            if period.last is not None and period.last >= latest:
                yield from _end(period, period.last, checked, on)


def _review(source: Source, on: int) -> Iterator[Diagnostic]:
    if source.review_by is None or source.checked is None or source.span is None or on <= source.review_by:
        return
    message = (
        f"`{source.id}` was last read on {iso(source.checked)}, "
        f"and was to be read again by {iso(source.review_by)}"
    )
    hint = "compare the rules with it, and write the day as `checked`"
    yield Diagnostic("CC505", source.span, message, hint)


def dated(rules: RuleSet) -> Iterator[tuple[Validity, Sequence[str]]]:
    """Yield each validity that an author wrote, with what it rests on."""
    for group in rules.groups.values():
        for member in group.members.values():
            yield member.validity, member.sources
    for each in rules.requirements():
        yield each.validity, each.sources
        for ground in each.grounds:
            yield ground.validity, ground.sources
    for state in rules.states.values():
        for category in state.visas.values():
            if category.electronic is not None:
                yield category.electronic.validity, category.electronic.sources
    for notice in _notices(rules):
        yield notice.validity, notice.sources


def _notices(rules: RuleSet) -> Iterator[Notice]:
    for state in rules.states.values():
        for of_movement in state.notices.values():
            yield from of_movement
    for port in rules.ports.values():
        yield from port.notices


def _last_read(cited: Sequence[str], sources: Mapping[str, Source]) -> int | None:
    """Return the day on which any of the sources *cited* was last read; None if none ever was."""
    days = [sources[each.partition(", ")[0]].checked for each in cited]
    return max((day for day in days if day is not None), default=None)


def _end(period: Period, last: int, checked: int | None, on: int) -> Iterator[Diagnostic]:
    if period.span is None:
        return
    read = "was never read" if checked is None else f"was last read on {iso(checked)}"
    hint = "find out whether it was prolonged, and write the day as `checked` of its source"
    if on > last and (checked is None or checked <= last):
        message = f"this ended on {iso(last)}, and its source {read}"
        yield Diagnostic("CC506", period.span, message, hint)
    elif last - NOTICE_OF_END <= on <= last and (checked is None or checked < last - NOTICE_OF_END):
        left = "today" if on == last else "tomorrow" if on == last - 1 else f"in {last - on} days"
        message = f"this ends {left}, and its source {read}"
        yield Diagnostic("CC507", period.span, message, hint)
