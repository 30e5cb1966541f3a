"""A hole of one day: what ends on one day, and goes on two days later, mostly by a slip."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from crosscheck.authoring.lint.implication import follows_all, is_excluded, stated
from crosscheck.authoring.lint.periods import dated
from crosscheck.language.dates import NO_END, iso
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Period
from crosscheck.rulebook.ruleset import Coverage, DatedValue, Ground, RuleSet


def find(rules: RuleSet) -> Iterator[Diagnostic]:
    """Look at the periods of each thing, at what follows on what at ports and in `covered`, and at successive grounds."""
    for validity, _ in dated(rules):
        yield from _between((*validity.in_force, *validity.unsettled))
    of_states = [state.covered for state in rules.states.values()]
    for covered in (*of_states, *(port.covered for port in rules.ports.values())):
        for _, alike in groupby(sorted(covered, key=_far), key=_far):
            yield from _between([_placed(coverage) for coverage in alike])
    for port in rules.ports.values():
        for values in port.facts.values():
            yield from _between([_placed(value) for value in values if not value.of])
        for closing in port.closings or ():
            yield from _between((*closing.validity.in_force, *closing.validity.unsettled))
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
    ordered = sorted(periods, key=_first)
    for before, after in pairwise(ordered):
        if before.last is not None and after.first == before.last + 2:
            yield from _hole(before, after, "this", "what ends two days before")


def _between_grounds(grounds: Sequence[Ground]) -> Iterator[Diagnostic]:
    """Yield each hole between grounds of one kind that may serve the same traveller.

    A third that serves all whom the later one serves, and as long ago, closes it.
    """
    ending: dict[int, list[tuple[Ground, Period]]] = {}
    for ground in grounds:
        for period in _periods(ground):
            if period.last is not None:
                ending.setdefault(period.last, []).append((ground, period))
    for later in grounds:
        for period in _periods(later):
            hole = _first(period) - 1
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
    lasts = any(_first(each) <= day <= (each.last or NO_END) for each in _periods(ground))
    always = not _periods(ground)
    return (
        (lasts or always)
        and ground.basis == later.basis
        and follows_all(stated(later.concerns), ground.concerns)
    )


def _periods(ground: Ground) -> tuple[Period, ...]:
    return (*ground.validity.in_force, *ground.validity.unsettled)


def _first(period: Period) -> int:
    return period.first or 0


def _hole(before: Period, after: Period, what: str, of_before: str) -> Iterator[Diagnostic]:
    if after.span is None:
        return
    message = (
        f"{what} begins two days after what ended before it: on {iso(_first(after) - 1)} neither is in force"
    )
    hint = "compare both days with the source: the day belongs to one of them, unless the law itself has the hole"
    related = () if before.span is None else ((before.span, of_before),)
    yield Diagnostic("CC420", after.span, message, hint, related)
