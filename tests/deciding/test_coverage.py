"""Outside what the rules cover there is no verdict; where a fact is missing, no certain one."""

import pytest

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Verdict
from crosscheck.language.errors import UncoveredError
from crosscheck.language.nodes import Period
from crosscheck.rulebook.ruleset import Coverage
from tests.profiles import CROSSING, a_passport, a_profile, a_question
from tests.rulebooks import a_ground, a_port, a_port_fact, a_requirement, a_rule_set, a_state, states_that

NATIONALS = Coverage(Period(CROSSING, CROSSING + 9), nationalities=frozenset({"KZ", "UTO"}))
CHECKER = Checker(a_rule_set(a_state(covered=(NATIONALS,)), port=a_port()))


@pytest.mark.parametrize("shift", [0, 9])
def test_the_first_and_the_last_day_are_covered(shift: int) -> None:
    """Coverage begins and ends with whole days."""
    assert CHECKER.verdict(a_question(CROSSING + shift), a_profile()) is Verdict.PASS


@pytest.mark.parametrize("shift", [-1, 10])
def test_a_day_outside_is_not_covered(shift: int) -> None:
    """The error names the date."""
    with pytest.raises(UncoveredError) as caught:
        CHECKER.verdict(a_question(CROSSING + shift), a_profile())
    assert caught.value.what == "date"


def test_another_nationality_is_not_covered() -> None:
    """Never a fail: silence is not law."""
    with pytest.raises(UncoveredError, match="the nationality stateless person") as caught:
        CHECKER.verdict(a_question(), a_profile(a_passport(nationality="XXA")))
    assert caught.value.what == "nationality"


def test_an_unstated_nationality_leaves_coverage_open_and_is_asked_for() -> None:
    """Nothing is a pass before it is known to be covered."""
    decision = CHECKER.check(a_question(), a_profile(a_passport(nationality=None)))
    assert decision.verdict is Verdict.CONDITIONAL
    assert decision.wanted == ("nationality",)


def test_what_may_not_be_covered_is_no_fail_either() -> None:
    """What the neighbour refuses is conditional too, until UTO's rules are known to cover the crossing."""
    refused = a_requirement("kz.exit.permission", a_ground("ground", states_that("document.type", "none")))
    rules = a_rule_set(a_state(covered=(NATIONALS,)), a_state("KZ", exit_=[refused]))
    unstated, stated = a_passport(nationality=None), a_passport(nationality="KZ")
    assert Checker(rules).verdict(a_question(), a_profile(unstated)) is Verdict.CONDITIONAL
    assert Checker(rules).verdict(a_question(), a_profile(stated)) is Verdict.FAIL


def test_a_document_that_is_not_covered_leaves_the_others() -> None:
    """The plan shows the one passport that the rules know."""
    profile = a_profile(a_passport(label="A", nationality="CN"), a_passport(label="B", nationality="KZ"))
    decision = CHECKER.check(a_question(), profile)
    assert (decision.verdict, decision.plan.entry_document) == (Verdict.PASS, 1)


BY_ROAD = Coverage(Period(None, None), neighbours=frozenset({"KZ"}), modes=frozenset({"car", "bus"}))


def by_road(*ways: str, beside: Coverage = BY_ROAD) -> Checker:
    """Return rules that cover the road from KZ alone, with a port that has *ways*."""
    facts = {"port.modes": (a_port_fact(frozenset(ways)),)} if ways else {}
    return Checker(a_rule_set(a_state(covered=(BY_ROAD, beside)), port=a_port(facts=facts)))


def test_from_another_neighbour_is_not_covered() -> None:
    """Though that State has rules too: what was read for one border says nothing of the next."""
    rules = a_rule_set(a_state(covered=(BY_ROAD,)), a_state("KZ"), a_state("CN"))
    coming = a_profile(crossing__mode="bus")

    assert Checker(rules).verdict(a_question(), coming) is Verdict.PASS
    with pytest.raises(
        UncoveredError, match="do not cover entering it from China; covered: Kazakhstan"
    ) as caught:
        Checker(rules).verdict(a_question(exit_state="CN"), coming)
    assert caught.value.what == "neighbour"


def test_another_way_of_crossing_is_not_covered() -> None:
    """Flights have exemptions of their own."""
    with pytest.raises(
        UncoveredError, match="do not cover entering it by air; covered: by bus, by car"
    ) as caught:
        by_road().verdict(a_question(), a_profile(crossing__mode="air"))
    assert (caught.value.what, caught.value.value) == ("mode", "air")


def test_an_unstated_way_leaves_coverage_open_and_is_asked_for() -> None:
    """Without a port there is no way that could be assumed."""
    decision = by_road().check(a_question(), a_profile())
    assert (decision.verdict, decision.wanted) == (Verdict.CONDITIONAL, ("crossing.mode",))


def test_an_unstated_way_is_not_asked_for_where_it_makes_no_difference() -> None:
    """Items of `covered` are alternatives: together these leave out no way for whom they are the same."""
    anyhow = Coverage(Period(None, None), neighbours=frozenset({"KZ"}))
    assert by_road(beside=anyhow).verdict(a_question(), a_profile()) is Verdict.PASS


@pytest.mark.parametrize(
    ("ways", "verdict"), [(("car",), Verdict.PASS), (("car", "rail"), Verdict.CONDITIONAL), (("rail",), None)]
)
def test_the_ways_of_the_port_settle_one_that_is_unstated(
    ways: tuple[str, ...], verdict: Verdict | None
) -> None:
    """If all are covered it is covered, if none is it is not; between the two it is asked for."""
    question = a_question(port="gate", direction="inbound")
    if verdict is None:
        with pytest.raises(UncoveredError, match="by rail"):
            by_road(*ways).check(question, a_profile())
        return
    decision = by_road(*ways).check(question, a_profile())
    assert (decision.verdict, "crossing.mode" in decision.assumed) == (verdict, True)
    assert decision.wanted == (("crossing.mode",) if verdict is Verdict.CONDITIONAL else ())


@pytest.mark.parametrize(
    ("what", "question"),
    [
        ("state", a_question(entry_state="CN", require=("entry",))),
        ("state", a_question(exit_state="FR", entry_state="CN")),
        ("port", a_question(port="nowhere", direction="inbound")),
        ("route", a_question(exit_state="UTO", entry_state="UTO", port="gate", direction="inbound")),
    ],
)
def test_a_route_without_rules_is_not_covered(what: str, question: object) -> None:
    """The error names the State, the port, or the route."""
    with pytest.raises(UncoveredError) as caught:
        CHECKER.verdict(question, a_profile())  # type: ignore[arg-type]  # a question, as parametrised
    assert caught.value.what == what
