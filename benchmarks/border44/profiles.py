"""Invented travellers, drawn at random and repeatably; about half of them pass.

A traveller is a flat mapping for `by_hand.py`, and the same person as a profile and a
crossing of the library: a visa or the consent for a minor a list of at most one, the age
a date of birth.
"""

from datetime import date
from random import Random
from typing import Any, Final

from benchmarks.border44.tables import DOCUMENT_TYPES, LAW, NATIONALITIES, PORTS, PURPOSES
from crosscheck.language.dates import add_months

_FIRST: Final = 739_617
"""1 January 2026; crossings fall into the 18 months from there."""
_PASSPORTS: Final = ("ordinary-passport", "diplomatic-passport", "service-passport")
"""Documents that show the nationality of the State that issued them; the library refuses others."""


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
    document_type = random.choices(DOCUMENT_TYPES, (90, 3, 3, 2, 1, 1))[0]
    own = document_type in _PASSPORTS or random.random() < 0.5
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
        "document_type": document_type,
        "document_issuer": nationality if own else random.choice(NATIONALITIES),
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
    law = LAW["KZ" if issuer == "RU" else issuer]
    first = day - random.randrange(-5, 60)
    return {
        "issuer": issuer,
        "category": min(law["covers"][purpose])
        if random.random() < 0.9
        else random.choice(law["categories"]),
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


def crossing(person: dict[str, Any], unstated: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return what is asked about *person*: the arguments of `Rulebook.check`."""
    leaving, entering = person["direction"].split("-")
    asked: dict[str, Any] = {
        "on": _day(person["crossing_date"]),
        "exit_state": leaving,
        "entry_state": entering,
    }
    return asked if "port" in unstated else asked | {"port": person["port"]}


def profile(person: dict[str, Any], unstated: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return what *person* states, as JSON has it, less what is *unstated*."""
    day = person["crossing_date"]
    stated: dict[str, Any] = {
        "nationality": ("nationality", person["nationality"]),
        "residence": ("residence", person["residence"]),
        "purpose": ("purpose", person["purpose"]),
        "stay": {"until": ("stay_days", _day(day + person["stay_days"]))},
        "date_of_birth": ("age", _day(add_months(day, -12 * person["age"]))),
        "document": {
            "type": ("document_type", person["document_type"]),
            "issuing_state": ("document_issuer", person["document_issuer"]),
            "date_of_expiry": ("document_expiry", _day(person["document_expiry"])),
            "blank_pages": ("blank_pages", person["blank_pages"]),
        },
        "papers": ("consent", [{"kind": "consent-for-minor"}] if person["consent"] else []),
        "visas": ("visa_issuer", []),
    }
    if person["visa_issuer"] != "none":
        visa = {
            "issuing_state": ("visa_issuer", person["visa_issuer"]),
            "category": ("visa_category", person["visa_category"]),
            "valid_from": ("visa_from", _day(person["visa_from"])),
            "valid_until": ("visa_until", _day(person["visa_until"])),
            "entries_left": ("visa_entries_left", person["visa_entries_left"]),
        }
        stated["visas"] = ("visa_issuer", [_told(visa, unstated)])
    return _told(stated, unstated)


def _told(stated: dict[str, Any], unstated: frozenset[str]) -> dict[str, Any]:
    """Return the values of those that are not *unstated*: each is a pair of its name in `by_hand.py` and its value."""
    told = {}
    for key, value in stated.items():
        if isinstance(value, dict):
            told[key] = _told(value, unstated)
        elif value[0] not in unstated:
            told[key] = value[1]
    return told


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
