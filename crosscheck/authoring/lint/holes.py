"""A hole of one day: what ends on one day, and goes on two days later, mostly by a slip."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from crosscheck.authoring.citations import lines
from crosscheck.authoring.lint import finding
from crosscheck.authoring.lint.implication import follows_all, is_excluded, stated
from crosscheck.language.dates import iso
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Period
from crosscheck.rulebook.ruleset import Coverage, DatedValue, Ground, RuleSet


def find(rules: RuleSet) -> Iterator[Diagnostic]:
    """Look at the periods of each thing, at what follows on what at ports and in `covered`, and at successive grounds."""
    for line in lines(rules):
        yield from _between(line.validity.periods)
    for owner in rules.owners():
        for _, alike in groupby(sorted(owner.covered, key=_far), key=_far):
            yield from _between([_placed(coverage) for coverage in alike])
    for port in rules.ports.values():
        for values in port.facts.values():
            yield from _between([_placed(value) for value in values if not value.of])
        for closing in port.closings or ():
            yield from _between(closing.validity.periods)
    for requirement in rules.requirements():
        yield from _between_grounds(requirement.grounds)


def _far(coverage: Coverage) -> str:
    """Return what two items of `covered` have in common that follow each other."""
    limits = (
        coverage.nationalities,
        coverage.movements,
        coverage.document_types,
        coverage.neighbours,
        coverage.modes,
    )
    return repr([None if limit is None else sorted(limit) for limit in limits])


def _placed(of: Coverage | DatedValue) -> Period:
    return Period(of.period.first, of.period.last, of.period.span or of.span)


def _between(periods: Iterable[Period]) -> Iterator[Diagnostic]:
    """Yield each hole between two periods of one thing."""
    for before, after in pairwise(sorted(periods, key=attrgetter("start"))):
        if after.first == before.end + 2:
            yield from _hole(before, after, "this", "what ends two days before")


def _between_grounds(grounds: Sequence[Ground]) -> Iterator[Diagnostic]:
    """Yield each hole between grounds of one kind that may serve the same traveller.

    A third that serves all whom the later one serves, and as long ago, closes it.
    """
    ending: dict[int, list[tuple[Ground, Period]]] = {}
    for ground in grounds:
        for period in ground.validity.periods:
            ending.setdefault(period.end, []).append((ground, period))
    for later in grounds:
        for period in later.validity.periods:
            hole = period.start - 1
            for earlier, before in ending.get(hole - 1, ()):
                if (
                    earlier is not later
                    and earlier.basis == later.basis
                    and _may_serve_alike(earlier, later)
                    and not any(_serves(other, later, hole) for other in grounds)
                ):
                    yield from _hole(before, period, f"`{later.name}`", f"`{earlier.name}` ends here")


def _may_serve_alike(one: Ground, other: Ground) -> bool:
    given = stated(one.concerns)
    return not any(is_excluded(given, condition.predicate) for condition in other.concerns)


def _serves(ground: Ground, later: Ground, day: int) -> bool:
    """Whether *ground* is, or may be, in force on *day* for all whom *later* is for."""
    periods = ground.validity.periods
    return (
        (not periods or any(day in each for each in periods))
        and ground.basis == later.basis
        and follows_all(stated(later.concerns), ground.concerns)
    )


def _hole(before: Period, after: Period, what: str, of_before: str) -> Iterator[Diagnostic]:
    message = (
        f"{what} begins two days after what ended before it: on {iso(after.start - 1)} neither is in force"
    )
    hint = "compare both days with the source: the day belongs to one of them, unless the law itself has the hole"
    yield from finding.at(after.span, "CC420", message, hint, (before.span, of_before))
