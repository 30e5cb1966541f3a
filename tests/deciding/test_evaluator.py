"""What every construct means, on single nodes: truth tables, inclusive bounds, month ends, partial dates."""

import itertools
import operator
from typing import Any

import pytest

from crosscheck.deciding.decision import Outcome
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.evaluating.truth import all_true, any_true, every, some
from crosscheck.deciding.facts import View
from crosscheck.language.dates import NO_END, MonthEnds, add_months
from crosscheck.language.nodes import (
    AllOf,
    Among,
    AnyOf,
    Both,
    Branch,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    Hours,
    InForce,
    Its,
    Literal,
    Member,
    Moment,
    NoneOf,
    Only,
    Period,
    Predicate,
    Shift,
    Validity,
    Window,
)
from crosscheck.language.validity import during
from crosscheck.rulebook.ruleset import Group, Membership, Requirement
from tests.profiles import CROSSING, a_thing, a_visa, a_visit, day
from tests.rulebooks import SOURCES, a_ground, a_requirement, a_view, in_force, states_that

_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
TRUTHS = (True, False, None)
DOUBTED = Validity((), (Period(None, None),))


def truth(predicate: Predicate, view: View, *groups: Group) -> bool | None:
    """Return whether *predicate* holds of *view*."""
    return Evaluator({group.id: group for group in groups}).holds(predicate)(view, None)


def judge(requirement: Requirement, view: View, *, demanded: bool = False) -> tuple[Outcome, str | None]:
    """Return how *requirement* comes out, and by which ground."""
    found = Evaluator({}).judge(requirement, demanded=demanded)(view)
    return found.outcome, found.met_by


@pytest.mark.parametrize("truths", list(itertools.product(TRUTHS, repeat=3)))
def test_kleenes_tables(truths: tuple[bool | None, ...]) -> None:
    """False decides `all`, true decides `any`, and unknown comes next."""
    assert all_true(truths) is (False if False in truths else None if None in truths else True)
    assert any_true(truths) is (True if True in truths else None if None in truths else False)
    stand_for = [lambda view, row, held=held: held for held in truths]  # noqa: ARG005 - called as all are
    assert every(stand_for)((), None) is all_true(truths)
    assert some(stand_for)((), None) is any_true(truths)


@pytest.mark.parametrize(("shift", "kept"), [(-1, True), (0, True), (1, False)])
def test_on_or_before_takes_the_day_in(shift: int, kept: bool) -> None:
    """A bound written `on or before` holds on that day."""
    test = Compare(Fact("stay.until"), "<=", Literal(CROSSING))
    assert truth(test, a_view(stay__until=CROSSING + shift)) is kept


@pytest.mark.parametrize(
    ("ends", "until"), [(MonthEnds.LAST_DAY, "2027-02-28"), (MonthEnds.NEXT_DAY, "2027-03-01")]
)
def test_a_month_too_short_ends_as_the_rule_says(ends: MonthEnds, until: str) -> None:
    """Three months after 30 November end on the last of February, or on the first of March."""
    moved = Shift(Fact("booking.date"), Literal(3), "months", ends)
    view = a_view(booking__date=day("2026-11-30"))
    assert truth(Compare(moved, "==", Literal(day(until))), view) is True


@pytest.mark.parametrize(("on", "adult"), [("2026-02-27", False), ("2026-02-28", None), ("2026-03-01", True)])
def test_an_age_is_not_settled_on_the_day_that_29_february_may_stand_for(on: str, adult: bool | None) -> None:
    """Unless a rule says otherwise: certain the day before and the day after."""
    eighteen = Shift(Fact("date_of_birth"), Literal(18 * 12), "months")
    born = day("2008-02-29")
    view = a_view(date_of_birth=(born, born), crossing__date=day(on))
    assert truth(Compare(eighteen, "<=", Fact("crossing.date")), view) is adult


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
    view = a_view(crossing__time=arrives, tickets=(ticket,))
    held = Held("ticket", (Condition("date", DEPARTURE, "at most 24 hours after crossing.date"),))
    assert truth(held, view) is holds


def test_no_end_is_later_than_every_day() -> None:
    """A document without expiry is valid six months after any day."""
    view = a_view(document__date_of_expiry=NO_END)
    bound = Shift(Fact("crossing.date"), Literal(6), "months")
    assert truth(Compare(Fact("document.date_of_expiry"), ">=", bound), view) is True


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
    assert truth(test, a_view(date_of_birth=born)) is adult


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
    assert truth(wanted, a_view(visas=None)) is None
    assert truth(wanted, a_view(visas=())) is False
    assert truth(wanted, a_view(visas=(wrong,))) is False
    assert truth(wanted, a_view(visas=(wrong, open_))) is None
    assert truth(wanted, a_view(visas=(wrong, open_, right))) is True


@pytest.mark.parametrize(("shift", "inside"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_period_holds_its_first_and_its_last_day(shift: int, inside: bool) -> None:
    """Ten days from the crossing: the day before and the day after are out."""
    assert during(in_force(CROSSING, CROSSING + 9))(CROSSING + shift) is inside


def test_an_unsettled_day_is_unknown_even_within_a_period_in_force() -> None:
    """Unsettled wins; with nothing but unsettled periods, other days are out of force."""
    doubtful = Period(CROSSING, CROSSING)
    assert during(Validity((Period(None, None),), (doubtful,)))(CROSSING) is None
    assert during(Validity((), (doubtful,)))(CROSSING) is None
    assert during(Validity((), (doubtful,)))(CROSSING + 1) is False


def among(group: Group, value: object, fact: str = "nationality") -> bool | None:
    """Return whether *value* of *fact* is in *group* on the day of the crossing."""
    return truth(Member(Fact(fact), group.id), a_view(**{fact: value}), group)


def test_an_incomplete_group_may_have_other_members() -> None:
    """Who is not listed is out of a complete group, and unknown of another."""
    members = {"UTO": Membership(Validity(), SOURCES)}
    assert among(Group("g", "G", members), "KZ") is False
    assert among(Group("g", "G", members, complete=False), "KZ") is None


def test_one_of_a_set_in_a_group_is_enough() -> None:
    """Known to be in wins; not settled is unknown, and so is nobody where the list is not complete."""
    members = {"UTO": Membership(Validity(), SOURCES), "XXA": Membership(DOUBTED, SOURCES)}
    whole, partial = Group("g", "G", members), Group("g", "G", members, complete=False)

    def found(group: Group, *codes: str) -> bool | None:
        return among(group, frozenset(codes), "nationalities")

    assert [found(whole, *codes) for codes in (("KZ", "UTO"), ("UTO", "XXA"))] == [True, True]
    assert [found(whole, *codes) for codes in (("XXA",), ("KZ", "XXA"))] == [None, None]
    assert [found(whole, *codes) for codes in (("KZ", "DE"), ())] == [False, False]
    assert [found(partial, *codes) for codes in (("KZ",), ("KZ", "UTO"))] == [None, True]


def test_of_an_unknown_day_it_is_known_who_never_is_a_member_and_who_always_is() -> None:
    """Who is one for a time is unknown."""
    since = Membership(in_force(CROSSING), SOURCES)
    group = Group("g", "G", {"UTO": Membership(Validity(), SOURCES), "KZ": since})
    on = Member(Fact("nationality"), "g", Fact("booking.date"))
    assert [truth(on, a_view(nationality=code), group) for code in ("UTO", "KZ", "DE")] == [True, None, False]
    told = a_view(nationality="KZ", booking__date=CROSSING - 1)
    assert truth(on, told, group) is False


UTO_OR_KZ = frozenset({"UTO", "KZ"})
BY_BUS = Compare(Fact("crossing.mode"), "==", Literal("bus"))
BRANCHES = (
    Branch("a", (states_that("residence", "UTO"),)),
    Branch("b", (states_that("crossing.mode", "bus"),)),
)


@pytest.mark.parametrize(
    ("predicate", "facts", "holds"),
    [
        (Among(Fact("residence"), UTO_OR_KZ), {"residence": "KZ"}, True),
        (Among(Fact("residence"), UTO_OR_KZ), {"residence": "DE"}, False),
        (Among(Fact("residence"), UTO_OR_KZ), {}, None),
        (Among(Fact("residence"), UTO_OR_KZ, negated=True), {"residence": "KZ"}, False),
        (Among(Fact("residence"), UTO_OR_KZ, negated=True), {}, None),
        (Member(Fact("residence"), "g", negated=True), {"residence": "UTO"}, False),
        (Member(Fact("residence"), "g", negated=True), {"residence": "DE"}, True),
        (Member(Fact("residence"), "g", negated=True), {}, None),
        (Covers(Fact("nationalities"), Literal("UTO")), {"nationalities": UTO_OR_KZ}, True),
        (Covers(Fact("nationalities"), Literal("DE")), {"nationalities": UTO_OR_KZ}, False),
        (Covers(Fact("nationalities"), Literal("DE"), negated=True), {"nationalities": UTO_OR_KZ}, True),
        (Covers(Fact("nationalities"), Fact("residence")), {"nationalities": UTO_OR_KZ}, None),
        (Only(Fact("nationalities"), UTO_OR_KZ), {"nationalities": frozenset({"KZ"})}, True),
        (Only(Fact("nationalities"), frozenset({"KZ"})), {"nationalities": UTO_OR_KZ}, False),
        (Only(Fact("nationalities"), UTO_OR_KZ), {}, None),
        (InForce(in_force(CROSSING), Fact("booking.date")), {"booking__date": CROSSING}, True),
        (InForce(in_force(CROSSING), Fact("booking.date")), {"booking__date": CROSSING - 1}, False),
        (InForce(in_force(CROSSING), Fact("booking.date")), {}, None),
        (Both((Among(Fact("residence"), UTO_OR_KZ), BY_BUS)), {"residence": "DE"}, False),
        (Both((Among(Fact("residence"), UTO_OR_KZ), BY_BUS)), {"residence": "KZ"}, None),
        (AnyOf(BRANCHES), {"residence": "UTO"}, True),
        (AnyOf(BRANCHES), {"residence": "DE"}, None),
        (AnyOf(BRANCHES), {"residence": "DE", "crossing__mode": "car"}, False),
        (AllOf(BRANCHES), {"residence": "UTO"}, None),
        (AllOf(BRANCHES), {"residence": "DE"}, False),
        (AllOf(BRANCHES), {"residence": "UTO", "crossing__mode": "bus"}, True),
        (NoneOf(BRANCHES), {"residence": "UTO"}, False),
        (NoneOf(BRANCHES), {"residence": "DE"}, None),
        (NoneOf(BRANCHES), {"residence": "DE", "crossing__mode": "car"}, True),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_a_construct_means(predicate: Predicate, facts: dict[str, Any], holds: bool | None) -> None:
    """True, false, and unknown while what decides is unstated."""
    group = Group("g", "G", {"UTO": Membership(Validity(), SOURCES)})
    assert truth(predicate, a_view(**facts), group) is holds


@pytest.mark.parametrize(
    ("until", "visits", "holds"),
    [
        (CROSSING + 9, {}, None),
        (CROSSING + 9, {"UTO": ()}, True),
        (CROSSING + 10, {"UTO": ()}, False),
        (CROSSING + 10, None, False),
        (CROSSING + 8, {"UTO": (a_visit("2026-11-01", "2026-11-01"),)}, True),
        (CROSSING + 9, {"UTO": (a_visit("2026-11-01", "2026-11-01"),)}, False),
        (None, {"UTO": ()}, None),
    ],
)
def test_a_window_counts_past_stays_and_the_planned_one(
    until: int | None, visits: object, holds: bool | None
) -> None:
    """Ten days in any 180; what is over the limit already fails, whatever is unstated."""
    window = Window(10, 180, "UTO", Fact("crossing.date"), Fact("stay.until"))
    assert truth(window, a_view(stay__until=until, visits=visits)) is holds


@pytest.mark.parametrize("days_off", [-1, 0, 1])
@pytest.mark.parametrize("op", ["<", "<=", ">", ">="])
@pytest.mark.parametrize("months", [1, 3, 216])
def test_a_comparison_with_a_day_moved_by_months_is_that_with_each_day_it_may_be(
    op: str, months: int, days_off: int
) -> None:
    """For whole and for partial dates, on either side."""
    moved = Shift(Fact("date_of_birth"), Literal(months), "months", MonthEnds.LAST_DAY)
    for latest in range(CROSSING, CROSSING + 400, 17):
        for expiry in (latest + 30 * months + days_off, latest + 31 * months + days_off):
            for earliest in (latest, latest - 3):
                view = a_view(document__date_of_expiry=expiry, date_of_birth=(earliest, latest))
                expected = {
                    _COMPARE[op](add_months(day, months, MonthEnds.LAST_DAY), expiry)
                    for day in range(earliest, latest + 1)
                }
                found = truth(Compare(moved, op, Fact("document.date_of_expiry")), view)
                assert found is (expected.pop() if len(expected) == 1 else None)


def test_a_thing_is_looked_at_as_often_as_it_is_held() -> None:
    """One of two that will do is enough; an unstated list is unknown."""
    held = Held(
        "visa", (Condition("issuing_state", Compare(Its("issuing_state"), "==", Literal("UTO")), "UTO"),)
    )
    rule = a_requirement("uto.entry.papers", a_ground("needs", Condition("visa", held, "")))
    theirs, ours = a_visa(issuing_state="KZ"), a_visa()

    assert judge(rule, a_view(visas=(theirs, ours))) == (Outcome.MET, "needs")
    assert judge(rule, a_view(visas=(theirs,))) == (Outcome.NOT_MET, None)
    assert judge(rule, a_view(visas=())) == (Outcome.NOT_MET, None)
    assert judge(rule, a_view(visas=None)) == (Outcome.UNDETERMINED, None)


@pytest.mark.parametrize("count", [1, 50, 600])
def test_a_requirement_may_have_any_number_of_grounds(count: int) -> None:
    """Each is found, and whoever meets none is told so."""
    pages = "document.blank_pages"
    rule = a_requirement(
        "uto.entry.toll", *(a_ground(f"g{n}", states_that(pages, n)) for n in range(2, count + 2))
    )
    for number in (2, count + 1):
        assert judge(rule, a_view(document__blank_pages=number)) == (Outcome.MET, f"g{number}")
    assert judge(rule, a_view(document__blank_pages=1)) == (Outcome.NOT_MET, None)
    assert judge(rule, a_view()) == (Outcome.UNDETERMINED, None)


def test_a_node_of_no_known_kind_is_refused() -> None:
    """What nobody has defined is never approximated."""
    omen: Any = object()
    with pytest.raises(AssertionError):
        Evaluator({}).holds(omen)


def test_an_evaluator_makes_each_function_once() -> None:
    """However often a rule is asked about; whatever it was made of stays alive, so that no other takes its place."""
    evaluator, rule = Evaluator({}), a_requirement("uto.entry.money", a_ground("any"))
    assert evaluator.judge(rule) is evaluator.judge(rule)
    assert evaluator.judge(rule) is not evaluator.judge(rule, demanded=True)
    assert evaluator.ground(rule.grounds[0]) is evaluator.ground(rule.grounds[0])


def test_outcomes() -> None:
    """Each of the four, from what concerns the traveller and what is met."""
    needs = a_ground("tourist", states_that("residence", "UTO"))
    rule = a_requirement("uto.entry.money", needs, concerns=(states_that("nationality", "KZ"),))
    assert judge(rule, a_view(nationality="CN")) == (Outcome.NOT_APPLICABLE, None)
    assert judge(rule, a_view(nationality="KZ", residence="UTO")) == (Outcome.MET, "tourist")
    assert judge(rule, a_view(residence="UTO")) == (Outcome.MET, "tourist")
    assert judge(rule, a_view(nationality="KZ", residence="KZ")) == (Outcome.NOT_MET, None)
    assert judge(rule, a_view(residence="KZ")) == (Outcome.UNDETERMINED, None)
    assert judge(rule, a_view(nationality="KZ")) == (Outcome.UNDETERMINED, None)


def test_the_first_ground_that_holds_is_named() -> None:
    """An unknown ground before it does not matter."""
    grounds = a_ground("open", states_that("residence", "UTO")), a_ground("sure"), a_ground("late")
    assert judge(a_requirement("uto.entry.permission", *grounds), a_view()) == (Outcome.MET, "sure")


def test_what_a_pass_needs_is_open_while_it_may_yet_not_apply() -> None:
    """Met for whom it concerns, it is undetermined of whom it perhaps does not concern."""
    rule = a_requirement("uto.entry.document", a_ground("any"), concerns=(states_that("nationality", "KZ"),))
    assert judge(rule, a_view(), demanded=True) == (Outcome.UNDETERMINED, None)
    assert judge(rule, a_view(nationality="KZ"), demanded=True) == (Outcome.MET, "any")
    assert judge(rule, a_view(nationality="CN"), demanded=True) == (Outcome.NOT_APPLICABLE, None)
