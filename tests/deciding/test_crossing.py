"""Plans, ties, assumptions and ports, each shown by a crossing into UTO."""

from dataclasses import replace
from typing import Any

import pytest

from crosscheck.deciding.case import Layout
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Outcome, Verdict
from crosscheck.deciding.facts import Direction, Facts
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.language.nodes import Compare, Condition, Covers, Fact, Held, Its, Literal, Shift
from crosscheck.rulebook.ruleset import Requirement
from tests.profiles import CROSSING, a_passport, a_profile, a_question, a_visa, day
from tests.rulebooks import (
    a_condition,
    a_ground,
    a_met_requirement,
    a_port,
    a_port_fact,
    a_requirement,
    a_rule_set,
    a_state,
    states_that,
)

TIED = Condition(
    "tied_to_document_shown", Compare(Its("tied_to_document_shown"), "==", Literal(value=True)), "yes"
)
TWO = a_passport(label="A", nationality="UTO"), a_passport(label="B", nationality="KZ", issuing_state="KZ")


def entering(*conditions: Condition, name: str = "uto.entry.permission", **changes: Any) -> Checker:
    """Return the rules of a UTO that admits whoever meets *conditions*."""
    return Checker(
        a_rule_set(a_state(entry=[a_requirement(name, a_ground("ground", *conditions))]), **changes)
    )


def leaving(*conditions: Condition) -> tuple[Requirement, ...]:
    """Return what the neighbour demands of those who leave: its own nationality shown."""
    return (a_requirement("kz.exit.permission", a_ground("ground", *conditions)),)


def test_each_state_is_shown_its_own_passport() -> None:
    """One plan, two documents; showing one alone would fail."""
    rules = a_rule_set(
        a_state(
            entry=[
                a_requirement("uto.entry.permission", a_ground("citizen", states_that("nationality", "UTO")))
            ]
        ),
        a_state("KZ", exit_=leaving(states_that("nationality", "KZ"))),
    )
    decision = Checker(rules).check(a_question(), a_profile(*TWO, nationalities=frozenset({"UTO", "KZ"})))
    assert decision.verdict is Verdict.PASS
    assert (decision.plan.exit_document, decision.plan.entry_document) == (1, 0)
    assert decision.next_best is not None
    assert decision.next_best.verdict is Verdict.FAIL
    for passport in TWO:
        assert Checker(rules).verdict(a_question(), a_profile(passport)) is Verdict.FAIL


def test_nobody_escapes_a_citizens_duty_by_the_other_passport() -> None:
    """What a State demands of its citizens reads all nationalities held."""
    duty = a_requirement(
        "uto.entry.own-passport",
        a_ground("ground", states_that("nationality", "UTO")),
        concerns=(a_condition(Covers(Fact("nationalities"), Literal("UTO")), "nationalities"),),
    )
    checker = Checker(a_rule_set(a_state(entry=[duty])))
    only_other = a_profile(TWO[1], nationalities=frozenset({"UTO", "KZ"}))
    assert checker.verdict(a_question(), only_other) is Verdict.FAIL
    assert checker.verdict(a_question(), a_profile(TWO[1])) is Verdict.PASS


def test_other_nationalities_are_assumed_not_to_be_and_the_decision_says_so() -> None:
    """Unstated, they are those that the documents show; stated, nothing is assumed."""
    checker = Checker(a_rule_set())
    assert checker.check(a_question(), a_profile(nationalities=None)).assumed == ("nationalities",)
    assert checker.check(a_question(), a_profile()).assumed == ()


@pytest.mark.parametrize(
    ("tied_to", "verdict"), [("A", Verdict.FAIL), ("B", Verdict.PASS), (None, Verdict.CONDITIONAL)]
)
def test_a_visa_counts_with_the_document_it_is_tied_to(tied_to: str | None, verdict: Verdict) -> None:
    """Only the second passport is admitted here, so only a visa tied to it helps."""
    checker = entering(states_that("nationality", "KZ"), a_condition(Held("visa", (TIED,)), "visa"))
    visas = (a_visa(document=tied_to),)
    decision = checker.check(
        a_question(), a_profile(*TWO, things={"visas": visas}, nationalities=frozenset({"UTO", "KZ"}))
    )
    assert decision.verdict is verdict
    assert decision.wanted == (("visas[0].document",) if tied_to is None else ())


def test_a_visa_counts_with_a_sole_document() -> None:
    """With one passport held there is nothing to ask."""
    checker = entering(a_condition(Held("visa", (TIED,)), "visa"))
    assert checker.verdict(a_question(), a_profile(things={"visas": (a_visa(),)})) is Verdict.PASS


def test_a_visa_is_assumed_to_go_with_an_unstated_document_and_the_decision_says_so() -> None:
    """Which document it is tied to cannot be told while documents are unstated."""
    unstated = replace(a_profile(things={"visas": (a_visa(),)}), documents=None)

    decision = entering(a_condition(Held("visa", (TIED,)), "visa")).check(a_question(), unstated)

    assert "visas.document" in decision.assumed


def test_the_ending_stay_says_which_document_is_shown_on_leaving() -> None:
    """A label that no document bears cannot be shown."""
    rules = a_rule_set(a_state("KZ", exit_=leaving(states_that("nationality", "KZ"))))
    profile = a_profile(*TWO, ending_stay__document="A", nationalities=frozenset({"UTO", "KZ"}))
    assert Checker(rules).verdict(a_question(), profile) is Verdict.FAIL
    lost = replace(profile, values={**profile.values, "ending_stay.document": "C"})
    with pytest.raises(ProfileError, match="labelled `C`"):
        Checker(rules).verdict(a_question(), lost)


@pytest.mark.parametrize(("direction", "shown"), [("inbound", 0), ("outbound", 1)])
def test_the_port_sees_the_document_that_its_home_state_sees(direction: Direction, shown: int) -> None:
    """Going out it is the exit document, coming in the entry document."""
    citizen, foreigner = states_that("nationality", "UTO"), states_that("nationality", "KZ")
    port = a_port(
        requirements=(a_requirement("gate.persons", a_ground("needs", citizen if shown == 0 else foreigner)),)
    )
    uto = a_state(
        entry=[a_requirement("uto.entry.permission", a_ground("ground", citizen))],
        exit_=[a_requirement("uto.exit.permission", a_ground("ground", foreigner))],
    )
    states = ("KZ", "UTO") if direction == "inbound" else ("UTO", "KZ")
    question = a_question(exit_state=states[0], entry_state=states[1], port="gate", direction=direction)
    profile = a_profile(*TWO, nationalities=frozenset({"UTO", "KZ"}))
    decision = Checker(a_rule_set(uto, port=port)).check(question, profile)
    assert decision.verdict is Verdict.PASS
    seen = decision.plan.entry_document if direction == "inbound" else decision.plan.exit_document
    assert seen == shown


def test_what_no_source_settles_is_told_apart_and_never_asked_for() -> None:
    """The evidence of both sides is given; whoever knows better may state it."""
    opened = a_requirement(
        "gate.persons", a_ground("needs", states_that("port.open_to_travellers", value=True))
    )
    port = a_port(
        requirements=(opened,), facts={"port.open_to_travellers": (a_port_fact(None, settled=False),)}
    )
    checker = Checker(a_rule_set(port=port))
    question = a_question(port="gate", direction="inbound")
    decision = checker.check(question, a_profile())
    assert (decision.verdict, decision.wanted) == (Verdict.CONDITIONAL, ())
    assert [(each.name, len(each.evidence)) for each in decision.unsettled] == [
        ("port.open_to_travellers", 2)
    ]
    assert checker.verdict(question, a_profile(port__open_to_travellers=True)) is Verdict.PASS


@pytest.mark.parametrize(("until", "verdict"), [("2026-12-30", Verdict.PASS), ("2026-12-31", Verdict.FAIL)])
def test_thirty_days_counted_from_the_day_of_entry(until: str, verdict: Verdict) -> None:
    """From 1 December they end on the thirtieth."""
    limit = Shift(Fact("crossing.date"), Literal(29), "days")
    checker = entering(Condition("stay", Compare(Fact("stay.until"), "<=", limit), ""))
    assert checker.verdict(a_question(), a_profile(stay__until=day(until))) is verdict


def test_a_day_either_way_that_changes_the_verdict_is_told() -> None:
    """A passport that expires on the day of crossing fails on the next."""
    valid = Compare(Fact("document.date_of_expiry"), ">=", Fact("crossing.date"))
    checker = entering(a_condition(valid, "document.date_of_expiry"), name="uto.entry.document")
    decision = checker.check(a_question(), a_profile(a_passport(nationality="KZ", date_of_expiry=CROSSING)))
    assert decision.verdict is Verdict.PASS
    assert decision.days_apart == ((CROSSING + 1, Verdict.FAIL),)


@pytest.mark.parametrize("kept", ["document", "permission"])
def test_a_pass_needs_both_a_document_and_a_permission(kept: str) -> None:
    """Nobody passes because the other was never written."""
    name = f"uto.entry.{kept}"
    state = replace(a_state(), requirements={"entry": (a_met_requirement(name),)})
    assert Checker(a_rule_set(state)).verdict(a_question(), a_profile()) is Verdict.CONDITIONAL


def test_a_requirement_that_does_not_apply_is_no_permission() -> None:
    """Nobody passes because nothing concerned them."""
    name = "uto.entry.document"
    off = replace(a_met_requirement(name), concerns=(states_that("nationality", "CN"),))
    decision = Checker(a_rule_set(a_state(entry=[off]))).check(a_question(), a_profile())
    assert decision.verdict is Verdict.CONDITIONAL
    assert [found.outcome for found in decision.parts[1].requirements if found.id == name] == [
        Outcome.NOT_APPLICABLE
    ]


def test_somebody_without_any_document_shows_none() -> None:
    """`[]` is a statement: the type of the document shown is `none`."""
    checker = entering(states_that("document.type", "ordinary-passport"), name="uto.entry.document")
    nobody = Facts({"nationality": "KZ"}, documents=())
    assert checker.verdict(a_question(), nobody) is Verdict.FAIL
    assert checker.verdict(a_question(), Facts({"nationality": "KZ"})) is Verdict.CONDITIONAL


def test_of_no_document_nothing_is_asked() -> None:
    """Who holds none cannot tell when it expires, though a rule reads nothing else of it."""
    valid = a_condition(
        Compare(Fact("document.date_of_expiry"), ">=", Fact("crossing.date")), "document.date_of_expiry"
    )
    checker, nobody = entering(valid), replace(a_profile(nationality="UTO"), documents=())

    assert checker.check(a_question(), replace(nobody, documents=None)).wanted == ("document.date_of_expiry",)
    assert checker.check(a_question(), nobody).wanted == ()


def test_what_concerns_nobody_like_this_traveller_is_a_gap() -> None:
    """Nothing can be told that closes it, so it is named; while it may yet not apply, that is asked for."""
    by_bus = states_that("crossing.mode", "bus")
    document = replace(a_requirement("uto.entry.document", a_ground("ground")), concerns=(by_bus,))
    checker = Checker(
        a_rule_set(a_state(entry=[document, a_requirement("uto.entry.permission", a_ground("ground"))]))
    )

    by_car = checker.check(a_question(), a_profile(crossing__mode="car"))
    assert (by_car.verdict, by_car.wanted) == (Verdict.CONDITIONAL, ())
    assert [each.name for each in by_car.unsettled] == ["uto.entry.document/for"]

    unsaid = checker.check(a_question(), a_profile())
    assert (unsaid.verdict, unsaid.wanted, unsaid.unsettled) == (Verdict.CONDITIONAL, ("crossing.mode",), ())
    assert checker.verdict(a_question(), a_profile()) is Verdict.CONDITIONAL
    assert checker.verdict(a_question(), a_profile(crossing__mode="bus")) is Verdict.PASS


ISSUED = Condition("issuing_state", Compare(Its("issuing_state"), "==", Literal("UTO")), "")
VALID = Condition("valid_until", Compare(Its("valid_until"), ">=", Fact("crossing.date")), "")


def test_visas_stated_of_one_state_leave_those_of_another_open() -> None:
    """Until they are stated too, or the list as a whole."""
    checker = entering(a_condition(Held("visa", (ISSUED, VALID)), "visa"))
    of_kz = (a_visa(issuing_state="KZ"),)

    def asked(visas: object) -> tuple[Verdict, tuple[str, ...]]:
        decision = checker.check(a_question(), a_profile(things={"visas": visas}))
        return decision.verdict, decision.wanted

    assert asked({"KZ": of_kz}) == (Verdict.CONDITIONAL, ("visas.UTO",))
    assert asked({"KZ": of_kz, "UTO": ()}) == (Verdict.FAIL, ())
    assert asked({"KZ": of_kz, "UTO": (a_visa(),)}) == (Verdict.PASS, ())
    assert asked({"UTO": ()}) == (Verdict.FAIL, ())
    assert asked({"UTO": (a_visa(valid_until=None),)}) == (Verdict.CONDITIONAL, ("visas.UTO[0].valid_until",))
    assert asked(of_kz) == (Verdict.FAIL, ())


def test_a_rule_that_names_no_issuer_leaves_the_visas_of_every_state_open() -> None:
    """Then the list itself is asked for: whether there is another."""
    checker = entering(a_condition(Held("visa", (VALID,)), "visa"))
    late = (a_visa(issuing_state="KZ", valid_until=1),)

    decision = checker.check(a_question(), a_profile(things={"visas": {"KZ": late}}))
    assert (decision.verdict, decision.wanted) == (Verdict.CONDITIONAL, ("visas",))
    assert checker.verdict(a_question(), a_profile(things={"visas": late})) is Verdict.FAIL


def test_a_port_that_nobody_knows_is_not_covered() -> None:
    """Whoever lays out a case for it is told so, in the words of every other door."""
    checker = entering(states_that("nationality", "UTO"))

    for ask in (checker.check, checker.verdict, Layout(checker.rules).situation):
        with pytest.raises(UncoveredError, match="There are no rules for the port nowhere"):
            ask(a_question(port="nowhere"), a_profile())


def test_visas_of_which_nobody_spoke_are_none_for_certain_and_held_for_certain_neither() -> None:
    """Where any visa will do, those of some States alone decide nothing by what is not said of the others."""
    checker = entering(a_condition(Held("visa", ()), "visa"))

    def asked(visas: object) -> tuple[Verdict, tuple[str, ...]]:
        decision = checker.check(a_question(), a_profile(things={"visas": visas}))
        return decision.verdict, decision.wanted

    assert asked({}) == (Verdict.CONDITIONAL, ("visas",))
    assert asked({"UTO": ()}) == (Verdict.CONDITIONAL, ("visas",))
    assert asked({"KZ": (a_visa(issuing_state="KZ"),)}) == (Verdict.PASS, ())
    assert asked(()) == (Verdict.FAIL, ())
