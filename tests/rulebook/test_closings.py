"""What a port is closed for on a day."""

from datetime import date

import pytest

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Verdict
from crosscheck.deciding.facts import Facts, Question
from crosscheck.deciding.reasons import EqualSaid
from crosscheck.language.nodes import ALWAYS, Compare, Condition, Fact, Literal, Period, Validity
from crosscheck.rulebook.closings import closed_for, falls_on
from crosscheck.rulebook.ruleset import Closing, Days
from tests.profiles import GATE, NEIGHBOUR, UTO, a_passport, day
from tests.rulebooks import SOURCES, a_ground, a_port, a_requirement, a_rule_set

SUNDAY = Days("Sunday", weekdays=frozenset({6}))
HARVEST = Days("Harvest", annual=frozenset({(10, 1), (2, 29)}))
MOON = Days("Moon", dated=(Period(day("2026-02-16"), day("2026-02-18")),), listed_until=day("2030-12-31"))


def closing(*days: Days, validity: Validity = ALWAYS) -> Closing:
    """Return that a port is closed on *days*."""
    return Closing(days, validity, SOURCES, (("It is said.", "uto-gazette"),), "Who knows?")


@pytest.mark.parametrize(
    ("days", "when", "falls"),
    [
        (SUNDAY, "2026-12-06", True),
        (SUNDAY, "2026-12-07", False),
        (HARVEST, "2026-10-01", True),
        (HARVEST, "2027-10-01", True),
        (HARVEST, "2026-10-02", False),
        (HARVEST, "2028-02-29", True),
        (HARVEST, "2027-03-01", False),
        (MOON, "2026-02-15", False),
        (MOON, "2026-02-16", True),
        (MOON, "2026-02-18", True),
        (MOON, "2026-02-19", False),
        (MOON, "2030-12-31", False),
        (MOON, "2031-01-01", None),
    ],
)
def test_days_are_of_the_week_of_every_year_or_dated(days: Days, when: str, falls: bool | None) -> None:
    """A list that ends does not say that no day after it is meant."""
    assert falls_on(days, day(when)) is falls


def test_a_port_works_on_every_day_on_which_nothing_closes_it() -> None:
    """That is a value, not the want of one."""
    assert closed_for((closing(SUNDAY),), day("2026-12-07")).value == "none"
    assert closed_for((closing(),), day("2026-12-06")).value == "none"


def test_a_certain_closing_wins_over_one_that_is_not_settled() -> None:
    """In whichever order they stand; what is not settled comes with its evidence."""
    open_ = closing(SUNDAY, validity=Validity(unsettled=(Period(None, None),)))
    certain = closing(Days("Feast", dated=(Period(day("2026-12-06"), day("2026-12-06")),)))

    assert closed_for((open_, certain), day("2026-12-06")).value == "Feast"
    found = closed_for((open_,), day("2026-12-06"))
    assert (found.settled, found.evidence, found.doubt) == (
        False,
        (("It is said.", "uto-gazette"),),
        "Who knows?",
    )
    assert closed_for((open_,), day("2026-12-07")).value == "none"


def test_a_closing_holds_in_its_periods_only() -> None:
    """Before the agreement nobody kept its Sundays."""
    since = closing(SUNDAY, validity=Validity(in_force=(Period(day("2026-12-06"), None),)))

    assert closed_for((since,), day("2026-12-06")).value == "Sunday"
    assert closed_for((since,), day("2026-11-29")).value == "none"


def decided(on: str, *closings: Closing, stated: str | None = None) -> Decision:
    """Return what comes of a crossing on the day *on*; the port demands that it work."""
    works = Condition("port.closed_for", Compare(Fact("port.closed_for"), "==", Literal("none")), "none")
    demand = a_requirement("gate.works", a_ground("needs", works))
    rules = a_rule_set(port=a_port(closings=closings or None, requirements=(demand,)))
    facts = Facts(
        {} if stated is None else {"port.closed_for": stated}, documents=(a_passport(nationality=UTO),)
    )
    return Checker(rules).check(Question(UTO, NEIGHBOUR, day(on), GATE, "outbound"), facts)


def test_rules_read_what_a_port_is_closed_for() -> None:
    """The answer names it, and tells that on the days beside it would be another."""
    decision = decided("2026-12-06", closing(SUNDAY))
    (reason,) = decision.parts[-1].requirements[0].grounds[0].reasons

    assert decision.verdict is Verdict.FAIL
    assert isinstance(reason.said, EqualSaid)
    assert reason.said.actual == "Sunday"
    assert [(date.fromordinal(on).isoformat(), verdict) for on, verdict in decision.days_apart] == [
        ("2026-12-05", Verdict.PASS),
        ("2026-12-07", Verdict.PASS),
    ]


def test_a_port_of_which_nobody_says_when_it_is_closed_may_be_closed_on_any_day() -> None:
    """Nothing is taken for granted, and nobody is asked."""
    decision = decided("2026-12-07")

    assert decision.verdict is Verdict.CONDITIONAL
    assert [item.name for item in decision.unsettled] == ["port.closed_for"]
    assert decision.wanted == ()


def test_who_knows_that_the_port_works_may_state_it() -> None:
    """The answer then rests on their word."""
    assert decided("2026-12-06", closing(SUNDAY), stated="none").verdict is Verdict.PASS
