"""A ground that another of the same requirement always covers: nothing would change without it."""

from collections.abc import Iterator

from crosscheck.authoring.lint import finding
from crosscheck.authoring.lint.implication import follows_all, stated
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Period, Validity
from crosscheck.rulebook.ruleset import Allowance, Ground, Requirement


def find(requirement: Requirement) -> Iterator[Diagnostic]:
    """Look at every pair of grounds; of two that are alike the later one is covered."""
    grounds = requirement.grounds
    for place, ground in enumerate(grounds):
        covering = (
            other
            for at, other in enumerate(grounds)
            if at != place
            and _covers(other, ground, requirement)
            and (at < place or not _covers(ground, other, requirement))
        )
        if (of := next(covering, None)) is not None:
            message = f"`{ground.name}` never decides: whenever it holds, `{of.name}` holds too"
            related = of.span, "it needs no more and grants no less"
            yield from finding.at(ground.span, "CC416", message, "delete it, or say what it adds", related)


def _covers(wide: Ground, narrow: Ground, requirement: Requirement) -> bool:
    """Whether *wide* holds, and grants as much, wherever and whenever *narrow* does.

    A stay rests on its `basis`, which later stays are counted by: grounds that differ in it differ.
    """
    return (
        wide.basis == narrow.basis
        and _lasts_as_long(wide.validity, narrow.validity)
        and _grants_as_much(wide.allowance, narrow.allowance)
        and follows_all(
            stated((*requirement.concerns, *narrow.concerns, *narrow.needs)), (*wide.concerns, *wide.needs)
        )
    )


def _lasts_as_long(wide: Validity, narrow: Validity) -> bool:
    """Whether *wide* is settled and in force on each day on which *narrow* may be."""
    ever = (Period(None, None),)
    in_force = wide.in_force or (() if wide.unsettled else ever)
    days = narrow.periods or ever
    return all(
        any(one.start <= day.start and day.end <= one.end for one in in_force)
        and not any(one.start <= day.end and day.start <= one.end for one in wide.unsettled)
        for day in days
    )


def _grants_as_much(wide: Allowance | None, narrow: Allowance | None) -> bool:
    if wide is None or (wide.days is None and wide.limit is None):
        return True
    if narrow is None:
        return False
    return _stays_as_long(wide, narrow) and _window_as_wide(wide, narrow)


def _stays_as_long(wide: Allowance, narrow: Allowance) -> bool:
    if wide.days is None:
        return True
    if not isinstance(wide.days, int) or not isinstance(narrow.days, int):
        return wide.days == narrow.days and wide.counted_from == narrow.counted_from
    # Counted from the day after entry, the same number of days ends a day later.
    ends = [
        each.days - (each.counted_from == "entry") for each in (wide, narrow) if isinstance(each.days, int)
    ]
    return ends[0] >= ends[1]


def _window_as_wide(wide: Allowance, narrow: Allowance) -> bool:
    if wide.limit is None:
        return True
    same = (wide.span, wide.counting) == (narrow.span, narrow.counting)
    return same and narrow.limit is not None and wide.limit >= narrow.limit
