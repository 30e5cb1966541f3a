"""One side of a crossing is answered alone; what was not asked is told, and never counts as passed."""

import json
from typing import Any

import jsonschema
import pytest

import crosscheck
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.facts import Question
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.language.nodes import Period
from crosscheck.library import Rulebook
from crosscheck.models.decision import DecisionModel
from crosscheck.models.schema import published_schema
from crosscheck.rulebook.ruleset import Coverage
from tests.invented import invented_rulebook
from tests.profiles import CROSSING, a_passport, a_profile
from tests.rulebooks import a_ground, a_requirement, a_rule_set, a_state, states_that

ON = "2026-12-01"
CITIZEN: dict[str, Any] = {
    "nationality": "DE",
    "document": {"type": "ordinary-passport", "date_of_expiry": "2031-01-01"},
    "crossing": {"mode": "bus"},
}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The rules of Utopia and its neighbour."""
    return invented_rulebook()


def asked(rulebook: Rulebook, **question: Any) -> crosscheck.Decision:
    """Return the answer to a national of the neighbour."""
    return rulebook.check(CITIZEN, on=ON, **question)


def test_one_state_alone_is_one_side(rulebook: Rulebook) -> None:
    """The verdict is on entering; the other side is said not to have been asked."""
    decision = asked(rulebook, entry_state="DE")

    assert decision.asked == ("entry",)
    assert decision.not_asked == ("exit", "port")
    assert [side.of for side in decision.sides] == ["DE"]
    assert decision.places == ()
    assert decision.plan.exit_document is None
    assert decision.plan.entry_document == decision.sides[0].document == 0
    assert decision.verdict is rulebook.verdict(CITIZEN, on=ON, entry_state="DE")


def test_the_state_that_is_not_given_is_wanted_where_a_rule_reads_it() -> None:
    """By the name that the question has for it; once it is given the rule decides."""
    nearby = a_requirement("uto.entry.permission", a_ground("near", states_that("crossing.from", "KZ")))
    checker = Checker(a_rule_set(a_state(entry=[nearby])))
    traveller = a_profile(a_passport())

    unknown = checker.check(Question(None, "UTO", CROSSING), traveller)
    assert (unknown.verdict, unknown.wanted) == (Verdict.CONDITIONAL, ("exit_state",))
    assert unknown.sides[0].wanted == ("exit_state",)
    assert checker.verdict(Question("KZ", "UTO", CROSSING, sides=("entry",)), traveller) is Verdict.PASS
    assert checker.verdict(Question("CN", "UTO", CROSSING, sides=("entry",)), traveller) is Verdict.FAIL


def test_rules_that_reach_some_neighbours_alone_leave_an_unknown_one_open() -> None:
    """Whoever enters from nobody knows where may not be covered: no pass, and the State is asked for."""
    near = Coverage(Period(CROSSING, None), neighbours=frozenset({"KZ"}))
    checker = Checker(a_rule_set(a_state(covered=(near,))))
    traveller = a_profile(a_passport())

    for question, path in (
        (Question(None, "UTO", CROSSING), "exit_state"),
        (Question("UTO", None, CROSSING), "entry_state"),
    ):
        decision = checker.check(question, traveller)
        assert decision.verdict is checker.verdict(question, traveller) is Verdict.CONDITIONAL
        assert decision.wanted == decision.sides[0].wanted == (path,)
    with pytest.raises(UncoveredError) as caught:
        checker.verdict(Question("CN", "UTO", CROSSING), traveller)
    assert caught.value.what == "neighbour"


def test_a_state_without_rules_is_not_asked_unless_it_is_required(rulebook: Rulebook) -> None:
    """One whose rules do not reach the traveller is not covered all the same."""
    decision = asked(rulebook, exit_state="DE", entry_state="UTO", sides=["exit"])
    assert decision.asked == ("exit",)
    assert asked(rulebook, exit_state="DE", entry_state="UTO", require=["exit", "entry"]).asked == (
        "exit",
        "entry",
        "port",
    )
    for state in ("RU", "MN"):
        with pytest.raises(UncoveredError) as caught:
            asked(rulebook, exit_state=state, entry_state="UTO", require=["exit"])
        assert (caught.value.what, caught.value.of) == ("state", state)


def test_where_no_side_has_rules_nothing_is_covered(rulebook: Rulebook) -> None:
    """As ever: silence is not law."""
    for question in ({"exit_state": "UZ"}, {"exit_state": "UZ", "entry_state": "FR"}, {"entry_state": "FR"}):
        with pytest.raises(UncoveredError) as caught:
            asked(rulebook, **question)
        assert caught.value.what == "state"


@pytest.mark.parametrize(
    ("question", "path", "what"),
    [
        ({"entry_state": "DE", "require": ["exit"]}, "exit_state", "is missing"),
        ({"entry_state": "DE", "sides": ["exit"]}, "exit_state", "is missing"),
        ({"entry_state": "DE", "sides": []}, "sides", "names no side"),
        ({"entry_state": "DE", "sides": "entry"}, "sides", "is a list of names"),
        ({"entry_state": "DE", "require": ["port"]}, "require", "is none of the sides"),
        (
            {"exit_state": "UTO", "entry_state": "DE", "sides": ["exit"], "require": ["entry"]},
            "require",
            "is not among the sides to be asked",
        ),
        ({"entry_state": "DE", "exit_state": "DE"}, "entry_state", "no border is crossed"),
        ({}, "exit_state", "is missing"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_where(
    rulebook: Rulebook, question: dict[str, Any], path: str, what: str
) -> None:
    """With what to write instead."""
    with pytest.raises(ProfileError, match=what) as caught:
        asked(rulebook, **question)
    assert caught.value.problems[0][0] == path


def test_a_port_that_is_named_is_asked_whichever_side_is(rulebook: Rulebook) -> None:
    """It sees the document that its home State would see."""
    decision = rulebook.check(CITIZEN, on=ON, port="ferry", direction="outbound", sides=["entry"])

    assert decision.asked == ("entry", "port")
    assert decision.not_asked == ("exit",)
    assert [place.of for place in decision.places] == ["ferry"]
    assert decision.plan.exit_document == decision.places[0].document == 0


def test_the_json_of_one_side_holds_its_form(rulebook: Rulebook) -> None:
    """What is not known is null, and what is of a side stands with the side."""
    data = json.loads(rulebook.to_json(asked(rulebook, exit_state="DE")))

    jsonschema.validate(data, published_schema("decision"))
    model = DecisionModel.model_validate(data)
    assert model.question.entry_state is None
    assert [side.side for side in model.sides] == ["exit"]
    assert model.sides[0].wanted == tuple(data["wanted"])
    assert model.sides[0].grade is not None


def test_what_is_assumed_holds_where_nothing_is_stated_and_is_told(rulebook: Rulebook) -> None:
    """What is stated wins; a list that is stated of some States is filled up for the others."""
    traveller = {
        "nationality": "IS",
        "document": {
            "type": "ordinary-passport",
            "date_of_issue": "2022-05-01",
            "date_of_expiry": "2031-01-01",
        },
        "date_of_birth": "1990-05-17",
        "purpose": "tourism",
        "stay": {"days": 10},
        "visits": {"DE": []},
    }
    assume: dict[str, Any] = {
        "visas": [],
        "permits": [],
        "visits": [],
        "crossing": {"mode": "bus"},
        "stay": {"days": 80},
    }
    question: dict[str, Any] = {"on": ON, "exit_state": "DE", "entry_state": "UTO", "sides": ["entry"]}

    assert rulebook.check(traveller, **question).verdict is Verdict.CONDITIONAL
    decision = rulebook.check(traveller, **question, assume=assume)
    assert decision.verdict is rulebook.verdict(traveller, **question, assume=assume) is Verdict.PASS
    assert decision.assumed == ("nationalities", "crossing.mode", "visas", "permits", "visits")


def test_what_is_assumed_of_the_one_document_fills_in_what_is_not_stated_of_it(rulebook: Rulebook) -> None:
    """What is stated of it wins; with several it is refused, since nobody can tell of which it is said."""
    question: dict[str, Any] = {"on": ON, "exit_state": "RU", "entry_state": "DE", "sides": ["entry"]}
    traveller = {"nationality": "DE", "document": {"type": "ordinary-passport"}}
    assume = {"document": {"type": "identity-card", "date_of_expiry": "2030-05-01"}}

    decision = rulebook.check(traveller, **question, assume=assume)

    assert decision.verdict is rulebook.verdict(traveller, **question, assume=assume) is Verdict.PASS
    assert decision.assumed == ("nationalities", "document.date_of_expiry")
    two = {"documents": [{"type": "ordinary-passport", "nationality": "DE"}] * 2}
    for stated, filled in ((two, assume), (traveller, {"documents": two["documents"]})):
        with pytest.raises(ProfileError, match="can be filled in for one document"):
            rulebook.check(stated, **question, assume=filled)


@pytest.mark.parametrize(
    ("assume", "problem"),
    [
        ({"vises": []}, "assume.vises: no fact is called that"),
        ({"nationalities": ["IS"]}, "with what is assumed"),
        ([], None),
        ("visas", "assume"),
    ],
)
def test_an_assumption_that_cannot_be_is_told(rulebook: Rulebook, assume: Any, problem: str | None) -> None:
    """As what is stated is, and by its own name."""
    if problem is None:
        assert rulebook.check(CITIZEN, on=ON, entry_state="DE", assume=assume).assumed
        return
    with pytest.raises(ProfileError, match=problem):
        rulebook.check(CITIZEN, on=ON, entry_state="DE", assume=assume)


def test_facts_that_were_read_before_take_no_assumption(rulebook: Rulebook) -> None:
    """They were read without it."""
    with pytest.raises(ProfileError, match="goes with a profile"):
        rulebook.check(a_profile(a_passport()), on=ON, entry_state="DE", assume={"visas": []})


def test_what_only_the_other_side_would_assume_is_not_assumed(rulebook: Rulebook) -> None:
    """Which document the stay that ends was entered on matters to the State that is left, and to its ports."""
    held = [{"label": label, **CITIZEN["document"], "nationality": "DE"} for label in ("A", "B")]
    traveller = {"documents": held, "crossing": {"mode": "bus"}}
    question: dict[str, Any] = {"on": ON, "exit_state": "UTO", "entry_state": "DE"}

    assert "ending_stay.document" in rulebook.check(traveller, **question).assumed
    assert "ending_stay.document" not in rulebook.check(traveller, **question, sides=["entry"]).assumed
    # but a port sees what the State sees in which it lies, even where that State is not asked
    at_port = rulebook.check(traveller, **question, sides=["entry"], port="tower-bridge")
    assert "ending_stay.document" in at_port.assumed


def test_at_a_border_without_ports_no_port_is_asked_for(rulebook: Rulebook) -> None:
    """There is none to name: what a rule reads of the port can be stated alone, and where it is, the answer is reached."""
    traveller = {
        "nationality": "DE",
        "residence": "DE",
        "date_of_birth": "1990-05-17",
        "document": CITIZEN["document"] | {"date_of_issue": "2022-05-01", "blank_pages": 9},
        **{name: [] for name in ("visas", "permits", "visits")},
        "tickets": [{"to": "DE", "date": "2026-12-10", "confirmed": True}],
        "purpose": "tourism",
        "stay": {"days": 20},
        "crossing": {"mode": "car"},
    }
    at_a_port = {"port": {"open_to_travellers": True, "class": "international"}}

    from_france = rulebook.check(traveller, on=ON, exit_state="FR", entry_state="UTO")
    from_the_neighbour = rulebook.check(traveller, on=ON, exit_state="DE", entry_state="UTO", sides=["entry"])
    stated = rulebook.check(traveller | at_a_port, on=ON, exit_state="FR", entry_state="UTO")

    assert set(from_france.wanted) == {"port.class", "port.open_to_travellers"}
    assert from_the_neighbour.wanted == ("port",)
    assert stated.verdict is Verdict.PASS
    assert set(stated.stated_of_port) == {"port.class", "port.open_to_travellers"}
