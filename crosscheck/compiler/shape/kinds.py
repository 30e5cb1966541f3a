"""What one value in a mapping is, in JSON Schema: so editors check it, and the compiler where it has a pattern.

Patterns are those of ECMA-262, as JSON Schema has them, and of Python alike.  What none can tell (30 February,
a group that does not exist) is left to `rules lint`.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final, TypeAlias

from crosscheck.language.states import STATES as CODES

Kind: TypeAlias = dict[str, Any]

NOT_YET: Final = "not yet"
"""What says of law that it was announced, and never was in force so far as is known."""
ANY: Final = "any"
"""What says of neighbours and of ways of crossing that none is left out."""
ANY_VALUE: Final[Kind] = {"type": ["string", "number", "boolean"]}
"""A text; one that looks like a number or a truth is that to an editor."""
_ANY_TEXT: Final[Kind] = {"type": "string"}


def pattern(like: str, advice: str | None = None, examples: Iterable[str] = ()) -> Kind:
    """Return the kind of texts that look *like* that; *advice* says what to write, *examples* are to begin from."""
    found: Kind = {"type": "string", "pattern": f"^({like})$"}
    if advice is not None:
        found["patternErrorMessage"] = advice
    return found | ({"examples": list(examples)} if examples else {})


def shared(name: str) -> Kind:
    """Return the kind that each schema describes once, under *name*."""
    return {"$ref": f"#/$defs/{name}"}


def named(of: str) -> Kind:
    """Return the names of what other files define: they are offered, not demanded."""
    return {"$ref": f"names.schema.json#/$defs/{of}"}


def list_of(item: Kind, least: int = 1) -> Kind:
    """Return a list of at *least* so many."""
    return {"type": "array", "items": item, "minItems": least}


def one_or_list(item: Kind, least: int = 1) -> Kind:
    """Return one of them, or a list."""
    return {"anyOf": [item, list_of(item, least)]}


def several(value: str) -> str:
    """Return what `A or B` looks like.

    >>> several("[AB]")
    '[AB]( or [AB])*'
    """
    return f"{value}( or {value})*"


def _state_codes() -> str:
    """Return what a State code looks like: exactly those that there are."""
    short = sorted(code for code in CODES if len(code) == 2)
    by_letter = (
        f"{first}[{''.join(code[1] for code in codes)}]"
        for first, codes in groupby(short, lambda code: code[0])
    )
    return f"({'|'.join([*by_letter, *sorted(code for code in CODES if len(code) != 2)])})"


NAME_LIKE: Final = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
DATE_LIKE: Final = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
STATE_LIKE: Final = _state_codes()
_DAYS_LIKE: Final = "[1-9][0-9]{0,4} days?"
_MONTH: Final = "(January|February|March|April|May|June|July|August|September|October|November|December)"

TEXT: Final = ANY_VALUE | {"pattern": r"\S"}
"""A text for people, on one line or several."""
WORD: Final = dict(TEXT)
"""A word or phrase."""
CATEGORY: Final = pattern("[^ a-z]+", "one word in capitals")
"""A category of visas."""
NAME: Final = pattern(NAME_LIKE, "small letters and digits, words joined by hyphens")
KEY: Final = pattern(NAME_LIKE)
"""A name that is the key of what it names."""
ID: Final = pattern(rf"{NAME_LIKE}(\.{NAME_LIKE})+", "names joined by dots: `kz.entry.permission`")
FORMER: Final = one_or_list(_ANY_TEXT)
"""Former names."""
CITATIONS: Final = one_or_list(shared("citation"))
PERIODS: Final = one_or_list(shared("period"))
IN_FORCE: Final[Kind] = {"anyOf": [*PERIODS["anyOf"], {"const": NOT_YET}]}
DATE: Final = shared("date")
STATE: Final = shared("state")
STATES: Final = shared("states")
"""`A or B` of States."""
NEIGHBOURS: Final = pattern(f"({several(STATE_LIKE)}|{ANY})", "write `KZ or CN`", [*CODES, ANY])
STATES_LISTED: Final = one_or_list(STATES)
DOCUMENT_TYPES: Final[Kind] = {
    "anyOf": [named("document-type"), pattern(several(NAME_LIKE), "write `A or B`")]
}
PORT: Final[Kind] = {"anyOf": [named("port"), pattern(NAME_LIKE)]}
REQUIREMENT_ID: Final[Kind] = {"anyOf": [named("requirement"), _ANY_TEXT]}
DAYS: Final = pattern(_DAYS_LIKE, "write a number of days: `180 days`")
DAYS_LISTED: Final = one_or_list(pattern(
    rf"((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[1-3]?[0-9] {_MONTH}|{DATE_LIKE}( \.\. {DATE_LIKE})?|days of .+|no day)",
    "write `Sunday`, `1 October` or `2026-02-16`",
))  # fmt: skip
"""Days of the week, of every year, or by date."""
URL: Final = pattern(r"https?://[^\s<>\"]+", "write the whole address")
ADDRESS: Final = pattern(r"https://[^\s<>\"]+", "write the whole address, from `https://` on")
"""Where a traveller applies: nobody is sent over an open line."""
POINT: Final = pattern(
    r"[0-9]{1,2}(\.[0-9]{1,4})? [NS] [0-9]{1,3}(\.[0-9]{1,4})? [EW]", "write `44.2028 N 80.4164 E`"
)
RADIUS: Final = pattern("[1-9][0-9]{0,2} km", "write `5 km`")
CONDITIONS: Final[Kind] = {"$ref": "conditions.schema.json"}
"""Facts of the case, and what each must be."""
STAY: Final = pattern(
    rf"(({_DAYS_LIKE}|visa\.duration_of_stay) counted from the day (of|after) entry|no limit)",
    "write `30 days counted from the day of entry`",
    [
        "30 days counted from the day of entry", "30 days counted from the day after entry",
        "visa.duration_of_stay counted from the day of entry", "no limit",
    ],
)  # fmt: skip
"""How long a stay is granted."""
WITHIN: Final = pattern(
    rf"{_DAYS_LIKE} in (any {_DAYS_LIKE}|a calendar year)",
    "write `90 days in any 180 days`",
    ["90 days in any 180 days", "90 days in a calendar year"],
)
"""In which window stays are counted."""
COUNTING: Final = pattern(
    rf"(all stays|stays without a visa or permit)( begun on or after {DATE_LIKE})?",
    "write which stays count",
    ["all stays", "stays without a visa or permit"],
)
STATED: Final = shared("stated")
"""Facts that are stated."""
EXAMPLE: Final = shared("example")
"""The facts of a case, and what is expected of it."""
FACT_OF_A_PORT: Final = shared("fact-of-a-port")
"""The name of a fact, without `port.`."""
VALUE_OF_A_PORT: Final = dict(ANY_VALUE)
REASONS: Final = one_or_list(_ANY_TEXT, least=0)
"""`REQUIREMENT/GROUND/FACT`."""
GROUND_BY_REQUIREMENT: Final[Kind] = {"type": "object", "additionalProperties": _ANY_TEXT}

SHARED: Final[dict[str, Kind]] = {
    "citation": {
        "description": "`SOURCE-ID`, or `SOURCE-ID, place in it`",
        "anyOf": [
            named("source"),
            pattern(rf"{NAME_LIKE}(, .*\S.*)?", "write `SOURCE-ID` or `SOURCE-ID, place in it`"),
        ],
    },
    "date": pattern(DATE_LIKE, "write a day as `2026-12-01`"),
    "period": pattern(
        rf"({DATE_LIKE} \.\.( {DATE_LIKE})?|\.\. {DATE_LIKE})",
        "write `2023-11-10 ..`, `.. 2023-11-09` or `2023-12-01 .. 2026-12-31`",
    ),
    "state": {"enum": list(CODES)},
    "states": pattern(several(STATE_LIKE), "write `KZ or CN`", CODES),
}
"""What each schema describes once, but for what the vocabulary says."""
