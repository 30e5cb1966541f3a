"""The tables of the benchmark's invented law: lists of States, categories, limits and dates."""

from datetime import date
from typing import Any, Final


def words(text: str) -> frozenset[str]:
    """Return the words of *text*."""
    return frozenset(text.split())


_NATIONALITIES: Final = (
    "CN KZ RU UZ KG TJ TM MN BY AM AZ GE UA MD TR IR AF PK IN NP BT BD LK MV TH VN LA KH MM MY SG ID PH "
    "BN TL JP KR KP AU NZ FJ US CA MX BR AR CL PE CO EC UY PY BO VE CU GB IE FR DE NL BE LU ES PT IT GR "
    "CH AT HU CZ SK PL RO BG SI HR RS BA ME MK AL EE LV LT FI SE NO DK IS MT CY MC AD LI IL JO LB SY IQ "
    "SA AE QA KW BH OM YE EG MA TN DZ LY ZA NG KE ET TZ UG GH SN CM AO SD"
)
NATIONALITIES: Final = tuple(_NATIONALITIES.split())
PURPOSES: Final = ("tourism", "business", "family-reunion", "transit", "work", "study", "official")
DOCUMENT_TYPES: Final = (
    "ordinary-passport",
    "diplomatic-passport",
    "service-passport",
    "refugee-travel-document",
    "emergency-travel-document",
    "identity-card",
)
PORTS: Final = (
    "khorgos-road",
    "khorgos-rail",
    "alashankou-rail",
    "tacheng-road",
    "dulata-road",
    "jeminay-road",
    "muzart-road",
    "urumqi-air",
)

LAW: Final[dict[str, dict[str, Any]]] = {
    "CN": {
        "entry_types": words(
            "ordinary-passport diplomatic-passport service-passport refugee-travel-document"
        ),
        "exit_types": words(
            "ordinary-passport diplomatic-passport service-passport refugee-travel-document "
            "emergency-travel-document"
        ),
        "thirty_days": words(
            "KZ UZ AM AZ GE MV TH MY SG BN IE FR DE NL BE LU ES PT IT GR CH AT HU SK PL SI FI CY"
        ),
        "thirty_days_dated": words("JP KR AU NZ BR AR CL PE UY RO BG HR ME MK EE LV SE NO DK IS MT MC AD LI"),
        "dated_from": date(2024, 11, 30).toordinal(),
        "dated_until": date(2026, 12, 31).toordinal(),
        "sixty_days": words("MN RS"),
        "ninety_days": words("RU BA AL AE QA"),
        "exempt_purposes": words("tourism business family-reunion transit"),
        "diplomatic": words("KZ RU UZ KG TJ TM MN BY TR IR PK TH VN LA MY ID BR AR CL PE EG ZA"),
        "six_months": words(
            "IR AF PK IN NP BD LK VN LA KH MM ID PH AU NZ US CA GB SY IQ YE EG MA TN DZ LY NG KE ET "
            "TZ UG GH SN CM AO SD"
        ),
        "three_months": words(
            "KZ RU UZ KG TJ TM MN BY JP KR FR DE NL BE LU ES PT IT GR CH AT HU CZ SK PL RO BG SI HR"
        ),
        "covers": {
            "tourism": words("L"),
            "business": words("M F"),
            "family-reunion": words("Q S"),
            "transit": words("L M G"),
            "work": words("Z"),
            "study": words("X"),
            "official": words("F D"),
        },
        "categories": ("L", "M", "F", "Q", "S", "G", "Z", "X", "D"),
        "consent_age": 16,
        "transit_days": 5,
        "transit_from": date(2026, 3, 1).toordinal(),
        "pages_from": date(2026, 7, 1).toordinal(),
        "bilateral_ports": words("dulata-road jeminay-road muzart-road"),
        "bilateral_from": date(2020, 1, 1).toordinal(),
        "bilateral_until": date(2027, 3, 31).toordinal(),
        "watched_residence": words("AF MM SY YE LY SD"),
        "watched_from": date(2026, 5, 1).toordinal(),
        "watched_until": date(2026, 10, 31).toordinal(),
        "watched_days": 15,
    },
    "KZ": {
        "entry_types": words(
            "ordinary-passport diplomatic-passport service-passport refugee-travel-document "
            "emergency-travel-document"
        ),
        "exit_types": words(
            "ordinary-passport diplomatic-passport service-passport refugee-travel-document "
            "emergency-travel-document"
        ),
        "thirty_days": words(
            "CN US CA GB FR DE NL BE LU ES PT IT GR CH AT HU CZ SK PL RO BG SI HR EE LV LT FI SE NO "
            "DK IS MT CY MC LI"
        ),
        "thirty_days_dated": words("IN TH VN MY SG PH JP KR AU NZ MX CL IL JO SA AE QA KW BH OM"),
        "dated_from": date(2022, 7, 7).toordinal(),
        "dated_until": date(2027, 1, 31).toordinal(),
        "sixty_days": words("TR BR AR CO EC RS"),
        "ninety_days": words("RU UZ KG TJ MN BY AM AZ GE UA MD"),
        "exempt_purposes": words("tourism business family-reunion transit official"),
        "diplomatic": words("CN RU UZ KG TJ TM MN BY TR IR PK IN TH VN BR CU EG"),
        "six_months": words("CN AF PK IN NP BD LK TH VN MY SG ID PH SY IQ YE NG KE ET TZ UG GH SN CM AO SD"),
        "three_months": words(
            "TR JP KR AU NZ US CA MX BR AR CL GB FR DE NL BE LU ES PT IT GR CH AT HU CZ SK PL RO BG SI HR"
        ),
        "covers": {
            "tourism": words("B12"),
            "business": words("B2 B3"),
            "family-reunion": words("B8 C2"),
            "transit": words("B12 B2 B11"),
            "work": words("C3 C4"),
            "study": words("C9"),
            "official": words("A3 B1"),
        },
        "categories": ("B12", "B2", "B3", "B8", "C2", "B11", "C3", "C4", "C9", "A3", "B1"),
        "consent_age": 18,
        "transit_days": 5,
        "transit_from": date(2026, 9, 1).toordinal(),
        "pages_from": date(2020, 1, 1).toordinal(),
        "bilateral_ports": words("dulata-road jeminay-road muzart-road"),
        "bilateral_from": date(2026, 4, 1).toordinal(),
        "bilateral_until": date(2030, 12, 31).toordinal(),
        "watched_residence": words("AF SY IQ YE NG SD"),
        "watched_from": date(2026, 2, 1).toordinal(),
        "watched_until": date(2026, 8, 31).toordinal(),
        "watched_days": 10,
    },
}
