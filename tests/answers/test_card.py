"""The card: a decision in short."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from crosscheck import Decision, Rulebook, UncoveredError, Verdict
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Outcome
from crosscheck.models.card import CardModel
from crosscheck.models.schema import published_schema
from tests.generating.choices import Seeded
from tests.invented import invented_rulebook
from tests.strategies import draw_case

DRAWN = 45


@cache
def drawn() -> tuple[tuple[Rulebook, Decision], ...]:
    """Return decisions in each verdict, with reasons kept and without, each under law of its own."""
    found = []
    for seed in range(DRAWN):
        case = draw_case(Seeded(seed), list(Verdict)[seed % 3]).case
        try:
            decision = Checker(case.rules).check(case.question, case.facts, everything=seed % 2 == 0)
        except UncoveredError:
            continue
        found.append((Rulebook(case.rules), decision))
    assert {decision.verdict for _, decision in found} == {*Verdict}
    return tuple(found)


def test_a_card_is_of_the_published_form() -> None:
    """As JSON, and back."""
    validator = Draft202012Validator(published_schema("card"))
    for rulebook, decision in drawn():
        card = json.loads(json.dumps(rulebook.card(decision)))
        validator.validate(card)
        assert CardModel.model_validate(card).model_dump(mode="json", by_alias=True) == card


def test_a_card_says_nothing_that_the_decision_does_not_hold() -> None:
    """Each requirement, ground, notice and source of it; each sentence is one of the decision's, or of a question's."""
    for rulebook, decision in drawn():
        card, whole = rulebook.card(decision), rulebook.to_dict(decision)
        texts = set(_texts(whole))
        for part, of in zip(card["parts"], decision.parts, strict=True):
            outcomes = {each.id: each.outcome for each in of.requirements}
            assert part["verdict"] == of.verdict
            assert [each["requirement"] for each in part["not_met"]] == [
                id_ for id_, outcome in outcomes.items() if outcome is Outcome.NOT_MET
            ]
            assert [each["requirement"] for each in part["open"]] == [
                id_ for id_, outcome in outcomes.items() if outcome is Outcome.UNDETERMINED
            ]
            if part["ground"] is not None:
                id_, _, name = part["ground"]["id"].partition("/")
                assert any((each.id, each.met_by) == (id_, name) for each in of.requirements)
        told = {key: value for key, value in card.items() if key not in ("ask", "schema")}
        assert {each for name, each in _named(told) if name == "text" and each} <= texts
        assert set(card["rests_on"]["sources"]) <= set(whole["sources"])
        for key in ("verdict", "assumed", "asked", "not_asked", "stated_of_port"):
            assert card[key] == whole[key], key
        assert card["rules"].items() <= whole["rules"].items()


def test_a_card_asks_what_is_to_be_asked_next() -> None:
    """The first question, and how many there are; none of what is decided."""
    for rulebook, decision in drawn():
        card, questions = rulebook.card(decision), rulebook.questions(decision)
        assert card["asks"] == len(questions) == len(decision.wanted)
        assert card["ask"] == (questions[0].as_data() if questions else None)


def test_a_card_says_how_long_one_may_stay() -> None:
    """By the ground that lets in: so many days, and how much of a window is used; no last day, which the window may cut."""
    rulebook = invented_rulebook()
    profile = {
        "nationality": "DE",
        "residence": "DE",
        "date_of_birth": "1980-01-01",
        "document": {"type": "ordinary-passport", "date_of_expiry": "2030-05-01", "blank_pages": 2},
        "crossing": {"mode": "car"},
        "purpose": "tourism",
        "stay": {"days": 10},
        "tickets": [{"to": "DE", "date": "2026-12-05", "confirmed": True}],
        "visits": {"UTO": []},
    }
    asked: Any = {
        "on": "2026-12-01",
        "exit_state": "DE",
        "entry_state": "UTO",
        "port": "ferry",
        "sides": ["entry"],
    }
    decision = rulebook.check(profile, **asked, everything=True)
    without = rulebook.check(profile, **asked)

    expected = {"days": 30, "until": None, "limit": 90, "span": 180, "used": 10}
    assert rulebook.card(decision)["stay"] == expected
    assert rulebook.card(without)["stay"] == expected | {"used": None}


def test_a_card_tells_the_ways_out_that_come_first() -> None:
    """As they stand where all of them are told; none unless they are asked for."""
    rulebook = invented_rulebook()
    profile = {
        "nationality": "IS",
        "document": {"type": "ordinary-passport", "date_of_expiry": "2030-05-01"},
        "purpose": "tourism",
        "stay": {"days": 45},
        "visas": [],
        "permits": [],
        "papers": [],
    }
    asked: Any = {"on": "2026-12-01", "port": "ferry", "direction": "inbound"}
    decision, ways = rulebook.check(profile, **asked), rulebook.ways_out(profile, **asked)
    card = rulebook.card(decision, ways_out=ways)

    assert ways
    assert card["ways_out"] == rulebook.ways_to_dict(ways)["ways_out"][:3]
    Draft202012Validator(published_schema("card")).validate(json.loads(json.dumps(card)))
    assert rulebook.card(decision)["ways_out"] == []


def _named(part: Any) -> list[tuple[str, Any]]:
    if isinstance(part, dict):
        return [*part.items(), *(each for value in part.values() for each in _named(value))]
    return [each for value in part for each in _named(value)] if isinstance(part, list) else []


def _texts(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part]
    values = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [text for value in values for text in _texts(value)]
