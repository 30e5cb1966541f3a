"""Invented travellers, drawn at random and repeatably; about half of them pass.

A traveller is a flat mapping for `by_hand.py`, and the same person as question and facts
of the engine: the purpose a set of one, a visa or the consent for a minor a list of at
most one, the age a date of birth.
"""

from random import Random
from typing import Any, Final

from benchmarks.border44.tables import DOCUMENT_TYPES, LAW, NATIONALITIES, PORTS, PURPOSES
from crosscheck.dates import add_months
from crosscheck.facts import Direction, Facts, Question, Row
from crosscheck.vocabulary import THING_SLOT

_FIRST: Final = 739_617
"""1 January 2026; crossings fall into the 18 months from there."""
_CATEGORIES: Final = (*LAW["CN"]["categories"], *LAW["KZ"]["categories"])
_PURPOSES_OF: Final = {
    (state, category): frozenset(purpose for purpose, having in law["covers"].items() if category in having)
    for state, law in LAW.items()
    for category in law["categories"]
}


def traveller(random: Random) -> dict[str, Any]:
    """Return one traveller, every fact stated."""
    draw = random.random()
    nationality = "CN" if draw < 0.2 else "KZ" if draw < 0.4 else random.choice(NATIONALITIES)
    direction = random.choice(("CN-KZ", "KZ-CN"))
    purpose = random.choices(PURPOSES, (40, 20, 12, 10, 8, 6, 4))[0]
    day = _FIRST + random.randrange(546)
    stay = min(1 + int(random.expovariate(1 / 18)), 180)
    near_the_limits = random.random() < 0.1
    expiry = day + (stay + random.randrange(-60, 200) if near_the_limits else random.randrange(240, 3650))
    visa = _visa(random, direction[3:], purpose, day) if random.random() < 0.55 else {}
    return {
        "nationality": nationality,
        "residence": nationality if random.random() < 0.85 else random.choice(NATIONALITIES),
        "direction": direction,
        "purpose": purpose,
        "crossing_date": day,
        "stay_days": stay,
        "end_and_three_months": add_months(day + stay, 3),
        "end_and_six_months": add_months(day + stay, 6),
        "document_type": random.choices(DOCUMENT_TYPES, (90, 3, 3, 2, 1, 1))[0],
        "document_issuer": nationality if random.random() < 0.97 else random.choice(NATIONALITIES),
        "document_expiry": expiry,
        "blank_pages": random.randrange(2, 40) if random.random() < 0.94 else random.randrange(2),
        "visa_issuer": visa.get("issuer", "none"),
        "visa_category": visa.get("category", "none"),
        "visa_from": visa.get("from", 0),
        "visa_until": visa.get("until", 0),
        "visa_entries_left": visa.get("entries_left", 0),
        "age": random.randrange(1, 80),
        "consent": random.random() < 0.8,
        "port": random.choices(PORTS, (30, 20, 15, 10, 4, 4, 2, 15))[0],
    }


def _visa(random: Random, entered: str, purpose: str, day: int) -> dict[str, Any]:
    issuer = entered if random.random() < 0.95 else random.choice(("CN", "KZ", "RU"))
    fitting = min(LAW["KZ" if issuer == "RU" else issuer]["covers"][purpose])
    first = day - random.randrange(-5, 60)
    return {
        "issuer": issuer,
        "category": fitting if random.random() < 0.9 else random.choice(_CATEGORIES),
        "from": first,
        "until": first + random.choice((30, 60, 90, 180, 365, 1825)),
        "entries_left": random.choices((0, 1, 2, 99), (5, 50, 25, 20))[0],
    }


def unknown_facts(random: Random, chance: float) -> frozenset[str]:
    """Return the facts that a traveller leaves unstated, each with the same *chance*."""
    return frozenset(name for name in _MAY_BE_UNSTATED if random.random() < chance)


_MAY_BE_UNSTATED: Final = (
    "nationality", "residence", "purpose", "stay_days", "document_type", "document_issuer", "document_expiry",
    "blank_pages", "visa_issuer", "visa_category", "visa_from", "visa_until", "visa_entries_left", "age", "consent", "port",
)  # fmt: skip
"""All facts but the question: direction and day."""


def question(person: dict[str, Any], unstated: frozenset[str] = frozenset()) -> Question:
    """Return what is asked about *person*."""
    leaving, entering = person["direction"].split("-")
    port = None if "port" in unstated else person["port"]
    return Question(leaving, entering, person["crossing_date"], port, _DIRECTIONS[leaving] if port else None)


_DIRECTIONS: Final[dict[str, Direction]] = {"CN": "outbound", "KZ": "inbound"}


def facts(person: dict[str, Any], unstated: frozenset[str] = frozenset()) -> Facts:
    """Return what *person* states, less what is *unstated*."""

    def told(name: str, value: Any) -> Any:
        return None if name in unstated else value

    day = person["crossing_date"]
    born = add_months(day, -12 * person["age"])
    document = _row(
        "document",
        type=told("document_type", person["document_type"]),
        issuing_state=told("document_issuer", person["document_issuer"]),
        date_of_expiry=told("document_expiry", person["document_expiry"]),
        blank_pages=told("blank_pages", person["blank_pages"]),
    )
    values = {
        "nationality": told("nationality", person["nationality"]),
        "residence": told("residence", person["residence"]),
        "purpose": told("purpose", _ALONE[person["purpose"]]),
        "stay.until": told("stay_days", day + person["stay_days"]),
        "date_of_birth": told("age", (born, born)),
    }
    return Facts(
        {name: value for name, value in values.items() if value is not None},
        (document,),
        {
            "visas": told("visa_issuer", _visas(person, unstated)),
            "papers": told("consent", _CONSENT if person["consent"] else ()),
        },
    )


def _visas(person: dict[str, Any], unstated: frozenset[str]) -> tuple[Row, ...]:
    issuer, category = person["visa_issuer"], person["visa_category"]
    if issuer == "none":
        return ()
    known = {
        "category": category,
        "valid_from": person["visa_from"],
        "valid_until": person["visa_until"],
        "entries_left": person["visa_entries_left"],
        # Where the State has no such category it covers nothing, as the rules by hand have it.
        "purposes": _PURPOSES_OF.get((issuer, category), frozenset()),
    }
    hidden = {
        name.removeprefix("visa_").replace("from", "valid_from").replace("until", "valid_until")
        for name in unstated
    }
    if "category" in hidden:
        hidden.add("purposes")
    return (_row("visa", issuing_state=issuer, **{n: v for n, v in known.items() if n not in hidden}),)


def _row(kind: str, /, **properties: Any) -> Row:
    row: list[Any] = [None] * len(THING_SLOT[kind])
    for name, value in properties.items():
        row[THING_SLOT[kind][name]] = value
    return tuple(row)


_ALONE: Final = {purpose: frozenset((purpose,)) for purpose in PURPOSES}
_CONSENT: Final = (_row("paper", kind="consent-for-minor"),)
