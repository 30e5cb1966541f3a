"""Ways out: the fewest changes within a traveller's reach that lead to a pass, or leave nothing open that was not.

Reasons propose (`proposing.py`), and the evaluator decides: each change, alone and then with one other, is checked again
with the facts or the question as they would be.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Standing, Verdict
from crosscheck.deciding.facts import Facts, Question
from crosscheck.deciding.ways.changes import (
    RANK,
    Agrees,
    Change,
    DayChange,
    StayChange,
    VisaChange,
    WayOut,
    place_of,
)
from crosscheck.deciding.ways.proposing import DAYS, Proposing
from crosscheck.deciding.ways.tried import Tried, Trying, undetermined

_PORTS: Final = 3
"""Of ports that serve, so many of the nearest are named."""
_PAIRS: Final = 4
"""Of pairs that serve, so many are named."""
_ROUNDS: Final = 4
"""How often a shorter stay that does not serve may name a still shorter one."""


class Ways:
    """Finds ways out under the rules of *checker*.  Safe to share between threads."""

    def __init__(self, checker: Checker) -> None:
        self._checker, self._proposing = checker, Proposing(checker.rules)

    def out(
        self, question: Question, facts: Facts, agrees: Agrees, *, not_before: int = 0
    ) -> tuple[WayOut, ...]:
        """Return the ways out, the cheapest first (`changes.RANK`): pairs only where no single change serves.

        Args:
            question: What was asked.
            facts: What the traveller states.
            agrees: Tells whether a question and facts can both be true of one traveller.
            not_before: The first day that may be proposed: nobody crosses yesterday.

        Raises:
            UncoveredError: The rules do not cover the question.
        """
        trying = Trying(self._checker, question, facts, agrees)
        if not trying.base.obstacles:
            return ()
        search = _Search(trying, self._proposing, not_before)
        found = search.singles()
        return tuple(sorted(found or search.pairs(), key=lambda way: place_of(way, question)))


class _Search:
    """One search: what was tried alone is kept, to be tried with one other."""

    def __init__(self, trying: Trying, proposing: Proposing, not_before: int) -> None:
        self._trying, self._proposing, self._not_before = trying, proposing, not_before
        self._alone: list[Tried] = []
        self._by_day: dict[int, frozenset[str]] = {}
        """What stands in the way on each other day that was tried alone."""

    def singles(self) -> list[WayOut]:
        """Return every single change that serves."""
        return list(self._from(self._trying.base, RANK))

    def pairs(self) -> list[WayOut]:
        """Return pairs of changes that serve, none of which does alone."""
        found: list[WayOut] = []
        seen: set[tuple[str, frozenset[str], frozenset[str]]] = set()
        base = self._trying.base
        for first in sorted(self._alone, key=lambda each: RANK.index(each.changes[0].kind)):
            kind = first.changes[0].kind
            alike = kind, first.obstacles, undetermined(first.decision)
            if not first.obstacles or alike in seen:
                continue
            if kind in ("port", "day") and not first.obstacles < base.obstacles:
                continue  # a port or day that removes nothing stands in the way of nothing either
            seen.add(alike)
            self._trying.charge()
            later = RANK[RANK.index(kind) + 1 :]
            found += [way for way in self._from(first, later) if self._trying.is_needed(way.changes)]
            if len(found) >= _PAIRS:
                break
        return sorted(found, key=lambda way: place_of(way, base.question))[:_PAIRS]

    def _from(self, tried: Tried, kinds: Sequence[str]) -> Iterator[WayOut]:
        """Yield the ways out that add one change of *kinds* to those of *tried*."""
        proposing = self._proposing
        if "port" in kinds:
            yield from self._serving(tried, proposing.ports(tried), most=_PORTS)
        if "stay" in kinds:
            yield from self._stays(tried)
        if "paper" in kinds:
            yield from self._serving(tried, proposing.papers(tried))
        if "passport" in kinds:
            yield from self._serving(tried, proposing.passports(tried), most=1)
        if "visa" in kinds:
            yield from self._visas(tried)
        if "day" in kinds:  # of which there are most, and so they are tried last
            yield from self._days(tried)

    def _serving(self, tried: Tried, changes: Iterator[Change], most: int | None = None) -> Iterator[WayOut]:
        found = 0
        for change in changes:
            way = self._way(tried, change)
            if way is not None:
                yield way
                found += 1
                if found == most:
                    return

    def _way(self, tried: Tried, change: Change) -> WayOut | None:
        """Return the way out that adds *change*, None where it is none."""
        changes = *tried.changes, change
        after = self._trying.tried(changes)
        if after is None:
            return None
        if self._trying.is_way_out(after):
            return _way_of(after)
        if not tried.changes:
            self._alone.append(after)
        return None

    def _stays(self, tried: Tried) -> Iterator[WayOut]:
        """Yield the longest stay that serves; one that does not may name a shorter one that does."""
        known: set[int] = set()
        naming = [tried]
        best: WayOut | None = None
        for _ in range(_ROUNDS):
            changes = [each for case in naming for each in self._proposing.stays(case)]
            naming = []
            for change in sorted(changes, key=lambda each: -each.days):
                if change.last_day in known:
                    continue
                known.add(change.last_day)
                after = self._trying.tried((*tried.changes, change))
                if after is None:
                    continue
                if self._trying.is_way_out(after):
                    way = _way_of(after)
                    best = way if best is None or _days(way) > _days(best) else best
                    break
                naming.append(after)
                if not tried.changes:
                    self._alone.append(after)
        if best is None and known:
            best = self._stay_between(tried, min(known))
        if best is not None:
            yield best

    def _stay_between(self, tried: Tried, too_long: int) -> WayOut | None:
        """Return the longest stay that serves and ends before *too_long*; each longer one is taken not to where one does not."""
        best, first, beyond = None, tried.question.day, too_long
        last = first
        while first < beyond:
            change = StayChange("stay", last - tried.question.day + 1, last)
            after = self._trying.tried((*tried.changes, change))
            if after is not None and self._trying.is_way_out(after):
                best, first = _way_of(after), last + 1
            elif best is None:
                return None
            else:
                beyond = last
            last = (first + beyond) // 2
        return best

    def _days(self, tried: Tried) -> Iterator[WayOut]:
        """Yield the nearest later and the nearest earlier day that serve."""
        movable = self._proposing.of_a_day(tried)
        if not movable or (tried.changes and not tried.obstacles <= movable):
            return
        is_single, day = not tried.changes, self._trying.base.question.day
        shrunk: set[frozenset[str]] = set()
        # the day that a tool filled in is today, and nobody crosses yesterday
        for sign in (1,) if "date" in self._trying.base.question.assumed else (1, -1):
            for change in self._days_apart(day, sign):
                if not is_single and not self._may_serve(change.day, tried):
                    continue
                after = self._trying.tried((*tried.changes, change))
                if after is None:
                    continue
                if not after.obstacles and self._trying.is_way_out(after):
                    until = self._until(after, change) if sign > 0 else change.day
                    yield _way_of(after, *tried.changes, change._replace(until=until))
                    break
                if is_single:
                    self._by_day[change.day] = after.obstacles
                    if after.obstacles < tried.obstacles and after.obstacles not in shrunk:
                        shrunk.add(after.obstacles)
                        self._alone.append(after)

    def _days_apart(self, day: int, sign: int) -> Iterator[DayChange]:
        for other in range(day + sign, day + sign * (DAYS + 1), sign):
            if other > 0 and (sign > 0 or other >= self._not_before):
                yield DayChange("day", other, other)

    def _may_serve(self, day: int, tried: Tried) -> bool:
        """Whether *day* may remove what is left of *tried*: of a State's requirement it does so alone, or not at all."""
        of_port = {each.id for part in tried.decision.places for each in part.requirements}
        return not tried.obstacles & self._by_day.get(day, tried.obstacles) - of_port

    def _until(self, found: Tried, change: DayChange) -> int | None:
        """Return the last day in a row that serves as *change* does; None where all do that lie within reach."""
        end = self._trying.base.question.day + DAYS
        before, alike, last = found.changes[:-1], _outcomes(found), found
        for day in range(change.day + 1, end + 1):
            after = self._trying.tried((*before, DayChange("day", day, day)))
            if after is None or _outcomes(after) != alike:
                break
            last = after
        if self._trying.is_spent or (last is not found and not self._trying.is_way_out(last)):
            return change.day  # of the days after it nothing is said
        return None if last.question.day == end else last.question.day

    def _visas(self, tried: Tried) -> Iterator[WayOut]:
        """Yield for each issuer the visa that serves, by every category of which one does."""
        ways: dict[tuple[str, Verdict], WayOut] = {}
        known: set[tuple[str, tuple[str, ...]]] = set()
        for change in self._proposing.visas(tried):
            if (change.issuing_state, change.categories) in known:
                continue
            way = self._way(tried, change)
            if way is None:
                continue
            known.add((change.issuing_state, change.categories))
            key = change.issuing_state, way.verdict
            ways[key] = _also(ways[key], change) if key in ways else way
        for (issuer, verdict), way in ways.items():
            if verdict is Verdict.PASS or (issuer, Verdict.PASS) not in ways:
                yield way


def _also(way: WayOut, change: VisaChange) -> WayOut:
    """Return *way* with the category of *change* besides."""
    *others, visa = way.changes
    assert isinstance(visa, VisaChange)
    more = visa._replace(categories=visa.categories + change.categories, rows=visa.rows + change.rows)
    return way._replace(changes=(*others, more))


def _way_of(after: Tried, *changes: Change) -> WayOut:
    made = changes or after.changes
    decision = after.decision
    kind = made[0].kind if len(made) == 1 else "pair"
    if decision.verdict is not Verdict.CONDITIONAL:
        return WayOut(kind, tuple(made), decision.verdict)
    beyond = [each for each in decision.requirements if each.standing is Standing.NOT_SETTLED]
    unsettled = dict.fromkeys(name for each in beyond for of in each.open_reasons() for name in of.unsettled)
    return WayOut(kind, tuple(made), decision.verdict, decision.wanted, tuple(unsettled))


def _days(way: WayOut) -> int:
    return next(each.days for each in way.changes if isinstance(each, StayChange))


def _outcomes(tried: Tried) -> tuple[Verdict, list[tuple[str, str]]]:
    return tried.decision.verdict, [(each.id, each.outcome) for each in tried.decision.requirements]
