"""The 44 rules by hand: plain Python, as one would write it for speed and clarity.

It takes a flat mapping of facts that are all stated, days as ordinals, the two month
limits of a stay worked out beforehand, and gives whether nothing failed and the ids that
did.  It is the yardstick; `rules/` says the same in the rule language.
"""

from typing import Any, Final

from benchmarks.border44.tables import LAW

_NEIGHBOURS: Final = frozenset({"CN", "KZ"})
_OFFICIAL: Final = frozenset({"diplomatic-passport", "service-passport"})
_CHINA, _KAZAKHSTAN = LAW["CN"], LAW["KZ"]


def check(facts: dict[str, Any]) -> tuple[bool, list[str]]:
    """Return whether the crossing is in order, and the ids of the rules that fail."""
    failed: list[str] = []
    if facts["direction"] == "CN-KZ":
        _leave("CN", _CHINA, facts, failed)
        _enter("KZ", _KAZAKHSTAN, facts, failed)
    else:
        _leave("KZ", _KAZAKHSTAN, facts, failed)
        _enter("CN", _CHINA, facts, failed)
    return not failed, failed


def _leave(state: str, law: dict[str, Any], facts: dict[str, Any], failed: list[str]) -> None:
    kind = facts["document_type"]
    if kind not in law["exit_types"]:
        failed.append(state + "-X01")
    if facts["document_expiry"] < facts["crossing_date"]:
        failed.append(state + "-X02")
    if facts["nationality"] == state:
        if kind != "refugee-travel-document" and facts["document_issuer"] != state:
            failed.append(state + "-X03")
        if facts["age"] < 18 and not facts["consent"]:
            failed.append(state + "-X04")
    elif facts["blank_pages"] < 1:
        failed.append(state + "-X05")


def _enter(state: str, law: dict[str, Any], facts: dict[str, Any], failed: list[str]) -> None:
    nationality = facts["nationality"]
    kind = facts["document_type"]
    day = facts["crossing_date"]
    stay = facts["stay_days"]
    expiry = facts["document_expiry"]
    purpose = facts["purpose"]
    end = day + stay
    foreign = nationality != state
    if kind not in law["entry_types"]:
        failed.append(state + "-E01")
    if expiry < day:
        failed.append(state + "-E02")
    if kind != "refugee-travel-document" and facts["document_issuer"] != nationality:
        failed.append(state + "-E03")
    six_months = nationality in law["six_months"]
    three_months = nationality in law["three_months"]
    if six_months and expiry < facts["end_and_six_months"]:
        failed.append(state + "-E04")
    if three_months and expiry < facts["end_and_three_months"]:
        failed.append(state + "-E05")
    if foreign and not six_months and not three_months and expiry < end:
        failed.append(state + "-E06")
    if foreign:
        exempt = (
            kind == "ordinary-passport"
            and purpose in law["exempt_purposes"]
            and (
                (
                    stay <= 30
                    and (
                        nationality in law["thirty_days"]
                        or (
                            nationality in law["thirty_days_dated"]
                            and law["dated_from"] <= day <= law["dated_until"]
                        )
                    )
                )
                or (stay <= 60 and nationality in law["sixty_days"])
                or (stay <= 90 and nationality in law["ninety_days"])
            )
        )
        needs_visa = not exempt and not (
            kind in _OFFICIAL and stay <= 30 and nationality in law["diplomatic"]
        )
        if day >= law["pages_from"] and facts["blank_pages"] < (2 if needs_visa else 1):
            failed.append(state + "-E07")
        if needs_visa:
            issuer = facts["visa_issuer"]
            if issuer == "none":
                failed.append(state + "-E08")
            elif issuer != state:
                failed.append(state + "-E09")
            else:
                until = facts["visa_until"]
                if day < facts["visa_from"] or day > until:
                    failed.append(state + "-E10")
                if facts["visa_entries_left"] < 1:
                    failed.append(state + "-E11")
                if facts["visa_category"] not in law["covers"][purpose]:
                    failed.append(state + "-E12")
                if end > until:
                    failed.append(state + "-E13")
        if facts["age"] < law["consent_age"] and not facts["consent"]:
            failed.append(state + "-E14")
        if purpose == "transit" and stay > law["transit_days"] and day >= law["transit_from"]:
            failed.append(state + "-E15")
        if (
            nationality not in _NEIGHBOURS
            and facts["port"] in law["bilateral_ports"]
            and law["bilateral_from"] <= day <= law["bilateral_until"]
        ):
            failed.append(state + "-E16")
        if (
            purpose == "tourism"
            and stay > law["watched_days"]
            and facts["residence"] in law["watched_residence"]
            and law["watched_from"] <= day <= law["watched_until"]
        ):
            failed.append(state + "-E17")
