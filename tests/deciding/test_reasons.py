"""What is asked for, and what is said of a condition, one situation each."""

from typing import Any

from crosscheck.deciding.decision import RequirementFinding, Standing
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.explaining.explaining import Telling
from crosscheck.deciding.explaining.findings import Findings
from crosscheck.deciding.facts import View
from crosscheck.language.nodes import (
    AnyOf,
    Both,
    Branch,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    Its,
    Literal,
    Member,
    Period,
    Predicate,
    Validity,
    Window,
)
from crosscheck.rulebook.ruleset import Group, Membership, Requirement
from tests.profiles import a_visa, a_visit
from tests.rulebooks import a_ground, a_requirement, a_view, states_that


def missing(predicate: Predicate, view: View, *groups: Group) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what *predicate*, which is unknown, wants to be told, and what of it no source settles."""
    evaluator = Evaluator({group.id: group for group in groups})
    condition = Condition("condition", predicate, "")
    reason = Telling("id", condition, None, None, evaluator).tell(None, view, None, ())
    return reason.wanted, reason.unsettled


def finding(requirement: Requirement, view: View) -> RequirementFinding:
    """Return how *requirement* comes out, with what decided."""
    evaluator = Evaluator({})
    return Findings(requirement, evaluator).told(evaluator.judge(requirement)(view), view, ())


WINDOW = Window(90, 180, "UTO", Fact("crossing.date"), Fact("stay.until"))


def test_a_window_asks_for_past_stays_only_where_something_of_them_is_unstated() -> None:
    """With every past stay told, the planned end alone is missing."""
    told = {"UTO": (a_visit("2026-11-01", "2026-11-10"),)}
    assert missing(WINDOW, a_view(visits=told))[0] == ("stay.until",)
    assert missing(WINDOW, a_view(visits={}))[0] == ("stay.until", "visits.UTO")
    open_ = {"UTO": (*told["UTO"], a_visit("2026-11-01", None))}
    assert missing(WINDOW, a_view(visits=open_))[0] == ("stay.until", "visits.UTO[1].exited_on")


def test_purposes_of_a_visa_ask_for_what_its_table_is_looked_up_by() -> None:
    """Never for a category that was stated; with both stated it is the State's table that is silent."""
    wanted = Held("visa", (Condition("purposes", Covers(Its("purposes"), Literal("tourism")), ""),))

    def asked(**changes: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return missing(wanted, a_view(visas=(a_visa(**changes),)))

    assert asked(category=None) == (("visas[0].category",), ())
    assert asked(issuing_state=None) == (("visas[0].issuing_state",), ())
    assert asked() == ((), ("visa.purposes",))


def test_a_list_is_not_settled_only_where_who_and_when_are_known() -> None:
    """While the day is unstated it is asked for, however often it is read; the list itself may be clear."""
    on = Fact("ending_stay.entered_on")
    twice = Both((Member(Fact("nationality"), "open", on), Member(Fact("nationality"), "open", on)))
    group = Group("open", "", {"KZ": Membership(Validity((), (Period(None, None),)), ())})

    assert missing(twice, a_view(nationality="KZ"), group) == (("ending_stay.entered_on",), ())
    known = a_view(nationality="KZ", ending_stay__entered_on=740_000)
    assert missing(twice, known, group) == ((), ("open",))


def test_what_is_said_of_a_thing_wants_a_path_of_the_profile() -> None:
    """Inside, too: `visas[1].form`, and never `.form`, which could be of any of them."""
    wanted = Condition(
        "visa", Held("visa", (Condition("form", Compare(Its("form"), "==", Literal("paper")), ""),)), ""
    )
    view = a_view(visas=(a_visa(form="electronic"), a_visa(form=None)))

    reason = Telling("id", wanted, None, None, Evaluator({})).tell(None, view, None, ())

    assert [inner.wanted for _, told in reason.within for inner in told] == [(), ("visas[1].form",)]
    assert reason.wanted == ("visas[1].form",)


def test_a_thing_that_is_out_asks_for_nothing() -> None:
    """Of two visas only the one that could still do is asked about."""
    wanted = Held(
        "visa",
        (
            Condition("issuing_state", Compare(Its("issuing_state"), "==", Literal("UTO")), ""),
            Condition("valid_until", Compare(Its("valid_until"), ">=", Fact("crossing.date")), ""),
            Condition("form", Compare(Its("form"), "==", Literal("sticker")), ""),
        ),
    )
    visas = (a_visa(issuing_state="KZ", form=None), a_visa(valid_until=None))
    assert missing(wanted, a_view(visas=visas))[0] == ("visas[1].valid_until",)


def test_near_misses_are_shown_with_each_unmet_condition_under_a_stable_id() -> None:
    """A ground that is not this traveller's is not mentioned."""
    near = a_ground("near", states_that("residence", "UTO"), states_that("crossing.mode", "bus"))
    other = a_ground("other", concerns=(states_that("nationality", "CN"),))
    found = finding(
        a_requirement("uto.entry.permission", near, other),
        a_view(nationality="KZ", residence="KZ", crossing__mode="bus"),
    )
    assert [ground.name for ground in found.grounds] == ["near"]
    assert [(reason.id, reason.standing) for reason in found.grounds[0].reasons] == [
        ("uto.entry.permission/near/residence", Standing.UNMET)
    ]


def test_of_a_choice_that_is_open_what_is_out_is_not_told() -> None:
    """It could no longer help; where all are out, each is told as a near miss."""
    by_bus = Branch("by-bus", (states_that("crossing.mode", "bus"),))
    resident = Branch("resident", (states_that("residence", "UTO"),))
    choice = Condition("any_of", AnyOf((by_bus, resident)), "")
    requirement = a_requirement("uto.entry.permission", a_ground("either", choice))

    def told(**facts: Any) -> list[str]:
        reason = finding(requirement, a_view(**facts)).grounds[0].reasons[0]
        return [name for name, _ in reason.within]

    assert told(residence="KZ") == ["by-bus"]
    assert told(residence="KZ", crossing__mode="car") == ["by-bus", "resident"]
