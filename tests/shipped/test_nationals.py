"""Whose nationals cross, over the shipped rules: nobody comes to a State of their own as a foreigner."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, product
from typing import Any, Final

import pytest

from crosscheck import Rulebook, Verdict
from crosscheck.deciding.facts import Direction
from crosscheck.language.nodes import Covers, Fact
from crosscheck.language.trees import nodes_in
from crosscheck.rulebook.ruleset import RuleSet
from tests.shipped.rules import shipped_rulebook, shipped_rules

OWN: Final = ("CN", "HK", "MO", "GBN", "TW")
"""What China holds, or may hold, for its own; whoever holds one of the last two alone may be another State's."""
DAY: Final = "2026-12-01"
OTHERS: Final = ("AM", "BY", "DE", "GB", "IN", "KZ", "MY", "PT", "RU", "US", "XXB")
"""Of each kind: on China's own list, under an agreement of each sort, in need of a visa, with no State."""
PARTS: Final[tuple[tuple[Direction, str], ...]] = (("inbound", "entry"), ("outbound", "exit"))
SHOWN: Final = ("ordinary-passport", "diplomatic-passport", "emergency-travel-document")


def a_foreigner(nationality: str, *others: str, type_: str = "ordinary-passport") -> dict[str, Any]:
    """Return who shows a document of *nationality* and has all that a foreigner may need on `DAY`."""
    validity = {"valid_from": "2022-01-01", "valid_until": "2030-01-01"}
    visas = [
        {"issuing_state": state, "category": category, "form": "sticker", "entries_left": "unlimited"}
        | {"duration_of_stay": 90, **validity}
        for state, category in (("CN", "L"), ("KZ", "B12"))
    ]
    permits = [{"issuing_state": "CN", "kind": kind, **validity} for kind in ("temporary", "permanent")]
    return {
        "nationality": nationality,
        "nationalities": [nationality, *others],
        "date_of_birth": "1990-05-17",
        "document": {
            "type": type_,
            "issuing_state": nationality,
            "date_of_expiry": "2035-01-01",
            "blank_pages": 9,
        },
        "purpose": "tourism",
        "stay": {"days": 5},
        "visas": visas,
        "permits": permits,
        "papers": [],
        "companions": [],
        "ending_stay": {"entered_on": "2022-12-31", "ground": "residence-permit"},
        "visits": {"CN": [], "KZ": []},
    }


def as_foreigners(rulebook: Rulebook, others: tuple[str, ...] = OTHERS) -> Iterator[tuple[str, ...]]:
    """Yield who of China's own passes China's border on the document of another State."""
    for own, other, type_ in product(OWN, others, SHOWN):
        traveller = a_foreigner(other, own, type_=type_)
        for direction, part in PARTS:
            decided = rulebook.check(traveller, port="khorgos", direction=direction, on=DAY)
            if verdict_of(decided, part) is Verdict.PASS:
                yield own, other, type_, direction


def verdict_of(decided: Any, part: str) -> Verdict:
    """Return what one part says."""
    found: Verdict = next(each.verdict for each in decided.parts if each.part == part)
    return found


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Return the shipped rules."""
    return shipped_rulebook()


def test_nobody_of_chinas_own_passes_its_border_as_a_foreigner(rulebook: Rulebook) -> None:
    """Whatever else they hold: no exemption, visa, permit or document for foreigners serves."""
    assert not list(as_foreigners(rulebook))


def test_the_same_foreigners_pass_without_chinas_nationality(rulebook: Rulebook) -> None:
    """So it is the nationality that keeps them from it."""
    decided = rulebook.check(a_foreigner("GB"), port="khorgos", direction="inbound", on=DAY)

    assert verdict_of(decided, "entry") is Verdict.PASS


def test_a_document_for_foreigners_that_forgets_hong_kong_is_caught() -> None:
    """The law fails on rules that ask for the nationality shown alone."""
    rules = shipped_rules()
    forgetful = replace(rules, states={**rules.states, "CN": without_nationals(rules)})

    assert ("HK", "GB") in {found[:2] for found in as_foreigners(Rulebook(forgetful), ("GB",))}


def test_no_rule_says_who_is_no_chinese_by_naming_one_of_chinas_nationalities() -> None:
    """`not covers CN` forgets Hong Kong and Macao: who is none of China's own is said by the name of the group."""
    rules = shipped_rules()
    china = rules.states["CN"]
    law = (*chain(*china.requirements.values()), *chain(*china.notices.values()), rules.ports)
    read = nodes_in(tuple(law), Covers)

    assert not [each for each in read if each.negated and each.whole == Fact("nationalities")]


def without_nationals(rules: RuleSet) -> Any:
    """Return China's rules, where no ground reads which nationalities are held besides the one shown."""
    china = rules.states["CN"]
    requirements = {
        movement: tuple(
            replace(
                requirement,
                grounds=tuple(
                    replace(ground, concerns=tuple(c for c in ground.concerns if c.key != "nationalities"))
                    for ground in requirement.grounds
                ),
            )
            for requirement in listed
        )
        for movement, listed in china.requirements.items()
    }
    return replace(china, requirements=requirements)


@pytest.mark.parametrize("other", ["DE", "GB", "RU", "TR", "US"])
@pytest.mark.parametrize(("direction", "part"), [("outbound", "entry"), ("inbound", "exit")])
def test_a_kazakh_document_beside_another_nationality_settles_nothing(
    rulebook: Rulebook, direction: Direction, part: str, other: str
) -> None:
    """Taking the other may have ended the one of Kazakhstan: never a pass, never a fail, on its document."""
    traveller = a_foreigner("KZ", other) | {"visas": [], "permits": []}
    decided = rulebook.check(traveller, port="khorgos", direction=direction, on=DAY)

    assert verdict_of(decided, part) is Verdict.CONDITIONAL


@pytest.mark.parametrize(
    ("shown", "held", "expected"),
    [
        ("CN", "CN", Verdict.PASS),
        ("KZ", "KZ", Verdict.PASS),
        ("HK", "HK", Verdict.PASS),
        ("GB", "HK", Verdict.PASS),
        ("PT", "MO", Verdict.PASS),
        ("GB", "TW", Verdict.CONDITIONAL),
        ("GB", "GBN", Verdict.CONDITIONAL),
        ("DE", "KZ", Verdict.CONDITIONAL),
        ("DE", "DE", Verdict.FAIL),
    ],
)
def test_who_is_of_the_two_states_at_a_bilateral_port(
    rulebook: Rulebook, shown: str, held: str, expected: Verdict
) -> None:
    """A nationality that is held counts, not only the one shown; where that is not settled, so."""
    traveller = a_foreigner(shown, *({held} - {shown})) | {"port": {"class": "bilateral"}}
    decided = rulebook.check(traveller, port="dulata", direction="outbound", on=DAY)

    assert verdict_of(decided, "port") is expected
