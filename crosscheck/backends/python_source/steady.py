"""The function that tells whether the day before and the day after certainly come out as the crossing date does.

It asks of each test that reads the date whether the date is too near to where the test
turns.  It answers in doubt with no: then the neighbouring days have to be judged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from crosscheck.backends.python_source.formulas import Formula, Test, Things, parts_of
from crosscheck.backends.python_source.terms import Reads
from crosscheck.backends.python_source.writing import KNOWN, Writer
from crosscheck.expr.nodes import Compare, Fact, Hours, InForce, Literal, Member, Shift, Term, Validity
from crosscheck.expr.reading import facts_read
from crosscheck.rulebook import Group, Requirement
from crosscheck.vocabulary import SLOT

_DAY: Final = Fact("crossing.date")
_MOVING: Final = frozenset({"crossing.date", "stay.until"})
"""What may be another day where the crossing is."""
_MONTH_ENDS: Final = 4
"""Days by which a day moved by months may jump further than the day before it."""
_MONTH: Final = 30.436875
"""Days of a month in the calendar's mean."""
_OFF: Final = 4
"""Days by which months may be longer or shorter than so many mean ones."""


def steady(requirements: Sequence[Requirement], groups: Mapping[str, Group]) -> Writer | None:
    """Write a function that tells whether the neighbouring days certainly come out as this one; None: never."""
    write = Writer(groups, KNOWN)
    formulas = [
        formula
        for requirement in requirements
        for formula in (
            write.formulas.applies(requirement),
            *(write.formulas.ground(ground) for ground in requirement.grounds),
        )
    ]
    far = is_far(write, formulas, groups)
    if far is None:
        return None
    compared = [test for test in _tests_of_the_day(formulas) if isinstance(test.predicate, Compare | Hours)]
    write.share(formulas)
    write.begin("steady")
    write.load(
        write.reads(compared) | {Reads(None, test.hand) for test in compared if test.hand is not None}, 1
    )
    write.line(1, f"return {far}")
    write.end()
    return write


def is_far(write: Writer, formulas: Iterable[Formula], groups: Mapping[str, Group]) -> str | None:
    """Return the text of whether the day is far from where any of *formulas* turns; None: it never is for certain."""
    turning: set[int] = set()
    near: defaultdict[str, set[int]] = defaultdict(set)
    for test in _tests_of_the_day(formulas):
        match test.predicate:
            case Compare(left, op, right):
                (first, sooner), (second, later) = (_parted(write, term, test.hand) for term in (left, right))
                least, most = _near(op, _movement(left, right))
                present = f"not {write.terms.list_name(test.hand)} or " if test.hand else ""
                near[f"{present}{first} - {second}"] |= set(
                    range(least + later.start - sooner.stop + 1, most + later.stop - sooner.start)
                )
            case Hours(left, _, right, hours):
                days = [write.terms.text(each.day, test.hand).lower for each in (left, right)]
                present = f"not {write.terms.list_name(test.hand)} or " if test.hand else ""
                near[f"{present}{days[0]} - {days[1]}"] |= set(range(hours // 24 - 3, hours // 24 + 5))
            case InForce(validity, on) if on == _DAY:
                turning |= _turning(validity)
            case Member(_, group, None | Fact("crossing.date"), _):
                for entry in groups[group].members.values():
                    turning |= _turning(entry.validity)
            case _:
                return None
    turns = {f"view[{SLOT['crossing.date']}]": turning} | near
    far = [f"({text} not in {write.constants.name(frozenset(days))})" for text, days in turns.items() if days]
    return " and ".join(far) or "True"


def is_of_no_day(formulas: Iterable[Formula]) -> bool:
    """Whether *formulas* come out the same on every day."""
    return not _tests_of_the_day(formulas)


def _parted(write: Writer, term: Term, hand: Things | None) -> tuple[str, range]:
    """Return the text of *term* without what it is moved by, and all days that this may be."""
    match term:
        case Shift(base, Literal(length), unit) if not write.terms.text(term, hand).endless:
            text, more = _parted(write, base, hand)
            days = round(int(length) * _MONTH) if unit == "months" else int(length)
            off = _OFF if unit == "months" else 0
            return text, range(more.start + days - off, more.stop + days + off)
        case _:
            return write.terms.text(term, hand).lower, range(1)


def _tests_of_the_day(formulas: Iterable[Formula]) -> list[Test]:
    return [test for test in dict.fromkeys(_tests(formulas)) if _is_of_the_day(test)]


def _tests(formulas: Iterable[Formula]) -> Iterator[Test]:
    for formula in formulas:
        if isinstance(formula, Test):
            yield formula
        yield from _tests(parts_of(formula))


def _is_of_the_day(test: Test) -> bool:
    """Whether the test may come out otherwise on another day."""
    predicate = test.predicate
    by_the_crossing = isinstance(predicate, Member) and predicate.on is None
    return by_the_crossing or not _MOVING.isdisjoint(facts_read(predicate))


def _near(op: str, movement: int) -> tuple[int, int]:
    """Return the least and the most that one side may exceed the other by where a change of *movement* may turn it."""
    match op:
        case "<=":
            return 1 - movement, movement
        case "<":
            return -movement, movement - 1
        case _:
            return -movement, movement


def _movement(*terms: Term) -> int:
    """Return by how many days the difference of *terms* may change to a neighbouring day: all move the same way."""
    moving = [term for term in terms if not _MOVING.isdisjoint(facts_read(term))]
    return 1 + _MONTH_ENDS * sum(_jumps(term) for term in moving)


def _jumps(term: Term) -> int:
    """Return how often *term* is moved by months."""
    return (term.unit == "months") + _jumps(term.base) if isinstance(term, Shift) else 0


def _turning(validity: Validity) -> set[int]:
    """Return the days that have a neighbour on which *validity* may be another."""
    days = set()
    for period in (*validity.in_force, *validity.unsettled):
        days |= {period.first - 1, period.first} if period.first is not None else set()
        days |= {period.last, period.last + 1} if period.last is not None else set()
    return days
