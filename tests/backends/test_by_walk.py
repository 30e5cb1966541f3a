"""The plain evaluator on single nodes: truth tables, inclusive bounds, month ends, partial dates."""

import itertools

import pytest

from crosscheck.backends.by_walk import all_true, any_true, judge, membership, opposite, truth
from crosscheck.dates import NO_END, MonthEnds
from crosscheck.decision import Outcome
from crosscheck.expr.nodes import (
    Compare,
    Condition,
    Fact,
    Held,
    Hours,
    Its,
    Literal,
    Moment,
    Period,
    Shift,
    Validity,
)
from crosscheck.expr.validity import in_force
from crosscheck.rulebook import Group, Membership
from tests.profiles import CROSSING, a_thing, a_visa, day
from tests.rulebooks import SOURCES, a_context, a_ground, a_requirement, states_that

TRUTHS = (True, False, None)
DOUBTED = Validity((), (Period(None, None),))


@pytest.mark.parametrize("truths", list(itertools.product(TRUTHS, repeat=3)))
def test_kleenes_tables(truths: tuple[bool | None, ...]) -> None:
    """False decides `all`, true decides `any`, and unknown comes next."""
    assert all_true(truths) is (False if False in truths else None if None in truths else True)
    assert any_true(truths) is (True if True in truths else None if None in truths else False)
    assert any_true(map(opposite, truths)) is opposite(all_true(truths))


@pytest.mark.parametrize(("shift", "kept"), [(-1, True), (0, True), (1, False)])
def test_on_or_before_takes_the_day_in(shift: int, kept: bool) -> None:
    """A bound written `on or before` holds on that day."""
    test = Compare(Fact("stay.until"), "<=", Literal(CROSSING))
    assert truth(test, a_context(stay__until=CROSSING + shift)) is kept


@pytest.mark.parametrize(
    ("ends", "until"), [(MonthEnds.LAST_DAY, "2027-02-28"), (MonthEnds.NEXT_DAY, "2027-03-01")]
)
def test_a_month_too_short_ends_as_the_rule_says(ends: MonthEnds, until: str) -> None:
    """Three months after 30 November end on the last of February, or on the first of March."""
    moved = Shift(Fact("booking.date"), Literal(3), "months", ends)
    context = a_context(booking__date=day("2026-11-30"))
    assert truth(Compare(moved, "==", Literal(day(until))), context) is True


@pytest.mark.parametrize(("on", "adult"), [("2026-02-27", False), ("2026-02-28", None), ("2026-03-01", True)])
def test_an_age_is_not_settled_on_the_day_that_29_february_may_stand_for(on: str, adult: bool | None) -> None:
    """Unless a rule says otherwise: certain the day before and the day after."""
    eighteen = Shift(Fact("date_of_birth"), Literal(18 * 12), "months")
    born = day("2008-02-29")
    context = a_context(date_of_birth=(born, born), crossing__date=day(on))
    assert truth(Compare(eighteen, "<=", Fact("crossing.date")), context) is adult


DEPARTURE = Hours(
    Moment(Its("date"), Its("time")), "<=", Moment(Fact("crossing.date"), Fact("crossing.time")), 24
)


@pytest.mark.parametrize(
    ("days", "arrives", "departs", "holds"),
    [
        (0, None, None, True),
        (1, None, None, None),
        (2, None, None, False),
        (1, 10 * 60, None, None),
        (1, 0, 1, False),
        (1, 10 * 60, 10 * 60, True),
        (1, 10 * 60, 10 * 60 + 1, False),
        (1, 23 * 60 + 59, None, True),
        (2, 23 * 60 + 59, 0, False),
        (-1, None, None, True),
        (None, None, None, None),
    ],
)
def test_hours_run_from_one_moment_to_another_and_a_day_is_any_minute_of_it(
    days: int | None, arrives: int | None, departs: int | None, holds: bool | None
) -> None:
    """The same day is certain, two days later too; on the day between the clocks decide."""
    ticket = a_thing("ticket", date=None if days is None else CROSSING + days, time=departs)
    context = a_context(crossing__time=arrives, tickets=(ticket,))
    held = Held("ticket", (Condition("date", DEPARTURE, "at most 24 hours after crossing.date"),))
    assert truth(held, context) is holds


def test_no_end_is_later_than_every_day() -> None:
    """A document without expiry is valid six months after any day."""
    context = a_context(document__date_of_expiry=NO_END)
    bound = Shift(Fact("crossing.date"), Literal(6), "months")
    assert truth(Compare(Fact("document.date_of_expiry"), ">=", bound), context) is True


@pytest.mark.parametrize(
    ("born", "adult"),
    [
        ((day("2008-01-01"), day("2008-12-01")), True),
        ((day("2008-01-01"), day("2008-12-31")), None),
        ((day("2008-12-02"), day("2008-12-31")), False),
    ],
)
def test_a_partial_date_of_birth_decides_where_every_day_of_it_agrees(
    born: tuple[int, int], adult: bool | None
) -> None:
    """Born some day of 2008, somebody is eighteen on 1 December 2026 for certain, perhaps, or not."""
    test = Compare(Shift(Fact("date_of_birth"), Literal(216), "months"), "<=", Fact("crossing.date"))
    assert truth(test, a_context(date_of_birth=born)) is adult


def test_a_thing_with_one_property_wrong_is_out_whatever_else_is_unstated() -> None:
    """A visa of another State is none, even if its end is unstated."""
    wanted = Held(
        "visa",
        (
            Condition("issuing_state", Compare(Its("issuing_state"), "==", Literal("UTO")), "UTO"),
            Condition("valid_until", Compare(Its("valid_until"), ">=", Fact("crossing.date")), ""),
        ),
    )
    wrong, open_, right = a_visa(issuing_state="KZ", valid_until=None), a_visa(valid_until=None), a_visa()
    assert truth(wanted, a_context(visas=None)) is None
    assert truth(wanted, a_context(visas=())) is False
    assert truth(wanted, a_context(visas=(wrong,))) is False
    assert truth(wanted, a_context(visas=(wrong, open_))) is None
    assert truth(wanted, a_context(visas=(wrong, open_, right))) is True


@pytest.mark.parametrize(("shift", "inside"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_period_holds_its_first_and_its_last_day(shift: int, inside: bool) -> None:
    """Ten days from the crossing: the day before and the day after are out."""
    assert in_force(Validity((Period(CROSSING, CROSSING + 9),)), CROSSING + shift) is inside


def test_an_unsettled_day_is_unknown_even_within_a_period_in_force() -> None:
    """Unsettled wins; with nothing but unsettled periods, other days are out of force."""
    doubtful = Period(CROSSING, CROSSING)
    assert in_force(Validity((Period(None, None),), (doubtful,)), CROSSING) is None
    assert in_force(Validity((), (doubtful,)), CROSSING) is None
    assert in_force(Validity((), (doubtful,)), CROSSING + 1) is False


def test_an_incomplete_group_may_have_other_members() -> None:
    """Who is not listed is out of a complete group, and unknown of another."""
    members = {"UTO": Membership(Validity(), SOURCES)}
    assert membership(Group("g", "G", members), "KZ", CROSSING) is False
    assert membership(Group("g", "G", members, complete=False), "KZ", CROSSING) is None


def test_one_of_a_set_in_a_group_is_enough() -> None:
    """Known to be in wins; not settled is unknown, and so is nobody where the list is not complete."""
    members = {"UTO": Membership(Validity(), SOURCES), "XXA": Membership(DOUBTED, SOURCES)}
    whole, partial = Group("g", "G", members), Group("g", "G", members, complete=False)

    def found(group: Group, *codes: str) -> bool | None:
        return membership(group, frozenset(codes), CROSSING)

    assert [found(whole, *codes) for codes in (("KZ", "UTO"), ("UTO", "XXA"))] == [True, True]
    assert [found(whole, *codes) for codes in (("XXA",), ("KZ", "XXA"))] == [None, None]
    assert [found(whole, *codes) for codes in (("KZ", "DE"), ())] == [False, False]
    assert [found(partial, *codes) for codes in (("KZ",), ("KZ", "UTO"))] == [None, True]


def test_outcomes() -> None:
    """Each of the four, from what concerns the traveller and what is met."""
    needs = a_ground("tourist", states_that("residence", "UTO"))
    rule = a_requirement("uto.entry.money", needs, concerns=(states_that("nationality", "KZ"),))
    assert judge(rule, a_context(nationality="CN")) == (Outcome.NOT_APPLICABLE, None)
    assert judge(rule, a_context(nationality="KZ", residence="UTO")) == (Outcome.MET, "tourist")
    assert judge(rule, a_context(residence="UTO")) == (Outcome.MET, "tourist")
    assert judge(rule, a_context(nationality="KZ", residence="KZ")) == (Outcome.NOT_MET, None)
    assert judge(rule, a_context(residence="KZ")) == (Outcome.UNDETERMINED, None)
    assert judge(rule, a_context(nationality="KZ")) == (Outcome.UNDETERMINED, None)


def test_the_first_ground_that_holds_is_named() -> None:
    """An unknown ground before it does not matter."""
    grounds = a_ground("open", states_that("residence", "UTO")), a_ground("sure"), a_ground("late")
    assert judge(a_requirement("uto.entry.permission", *grounds), a_context()) == (Outcome.MET, "sure")
