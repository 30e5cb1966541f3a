"""A way out, followed: what somebody comes to who does what it says."""

from collections.abc import Iterator
from typing import Final

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Outcome, Verdict
from crosscheck.deciding.facts import Facts, Question
from crosscheck.deciding.ways.changes import Agrees, Change, DayChange, VisaChange, WayOut, followed
from crosscheck.deciding.ways.proposing import DAYS
from crosscheck.deciding.ways.ways import Ways
from crosscheck.language.errors import UncoveredError
from crosscheck.profile.disagreements import disagreements
from crosscheck.rulebook.ruleset import RuleSet
from tests.generating.cases import Case

UNTOUCHED: Final = (
    "nationality", "nationalities", "date_of_birth", "residence", "purpose",
    "ending_stay.entered_on", "ending_stay.entered_from", "ending_stay.ground",
)  # fmt: skip
"""What somebody is, wants, or truly said of the past."""


def agrees(rules: RuleSet) -> Agrees:
    """Return what tells whether question and facts can be true of one traveller under *rules*."""

    def both(question: Question, facts: Facts) -> bool:
        return not disagreements(facts, question.day, rules.documents)

    return both


_CHECKERS: Final[list[Checker]] = []


def checker_of(rules: RuleSet) -> Checker:
    """Return what checks against *rules*: the one of before where they are the same, since much is made once for it."""
    if not _CHECKERS or _CHECKERS[0].rules is not rules:
        _CHECKERS[:] = [Checker(rules)]
    return _CHECKERS[0]


def checked(rules: RuleSet, question: Question, facts: Facts) -> Decision | None:
    """Return the decision, None where the rules do not cover the question."""
    try:
        return checker_of(rules).check(question, facts)
    except UncoveredError:
        return None


def ways_of(case: Case) -> tuple[WayOut, ...]:
    """Return the ways out of *case*."""
    return Ways(checker_of(case.rules)).out(case.question, case.facts, agrees(case.rules))


def open_of(decision: Decision) -> set[str]:
    """Return what no source settles of what is open, told part by part."""
    return {
        name
        for each in decision.requirements
        if each.outcome is Outcome.UNDETERMINED
        for reason in each.open_reasons()
        for name in reason.unsettled
    }


def each_category(way: WayOut) -> Iterator[tuple[Change, ...]]:
    """Yield the changes of *way*, once for every category of a visa that it names."""
    *others, last = way.changes
    if isinstance(last, VisaChange):
        for row in last.rows:
            yield (*others, last._replace(rows=(row,)))
    else:
        yield way.changes


def follow(case: Case, before: Decision, way: WayOut, seed: int) -> None:
    """Raise where whoever follows *way*, by any of its categories, does not come to what it promised."""
    assert 1 <= len(way.changes) <= 2
    for changes in each_category(way):
        question, facts = followed(case.question, case.facts, changes, case.rules)
        after = checked(case.rules, question, facts)
        assert after is not None, (seed, way)
        assert after.verdict is way.verdict, (seed, way)
        assert after.verdict is not Verdict.FAIL, (seed, way)
        assert open_of(after) <= open_of(before), (seed, way)
        assert agrees(case.rules)(question, facts), (seed, way)
        kept = [(case.facts.values.get(name), facts.values.get(name)) for name in UNTOUCHED]
        assert all(one == other for one, other in kept), (seed, way)
        for name in ("visits", "companions", "tickets", "permits"):
            assert len(case.facts.things.get(name) or ()) == len(facts.things.get(name) or ()), (seed, way)
    assert _days_hold(case, way), (seed, way)


def _days_hold(case: Case, way: WayOut) -> bool:
    """Return whether *way* serves on each day that it says."""
    for place, change in enumerate(way.changes):
        if not isinstance(change, DayChange):
            continue
        last = case.question.day + DAYS if change.until is None else change.until
        for day in range(change.day, last + 1):
            changes = [*way.changes]
            changes[place] = change._replace(day=day)
            question, facts = followed(case.question, case.facts, changes, case.rules)
            after = checked(case.rules, question, facts)
            if after is None or after.verdict is not way.verdict:
                return False
    return True
