"""Things that strangers send, made of good ones by a few random changes; each follows from a number."""

import json
from copy import deepcopy
from typing import Any, Final

from tests.generating.choices import Seeded

RUNS: Final = "__import__('builtins').__dict__.update(crosscheck_ran=1)"
"""A text that leaves a mark where it is run as code."""

TEXTS: Final = (
    *("", " ", "KZ", "CN", "XXX", "none", "null", "NO", "yes", "010", "1e9", "2026-02-30", "2026-12-01", "9999-12-31", "no end"),
    *("ordinary-passport", "tourism", "khorgos", "visa", "\x00", "KZ\u0000", "\u202e", "\x1b[2J", "С", "木", "\ud800", "a\nIN ORDER"),
    *("x" * 300, "'", '"', "{", "[", "`", "${x}", "%s", "../..", RUNS),
)  # fmt: skip
VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    10**30,
    1.5,
    float("nan"),
    float("inf"),
    [],
    {},
    [[]],
    [{}],
    {"": 1},
    [None],
)

PROFILES: Final[tuple[dict[str, Any], ...]] = (
    {"nationality": "KZ"},
    {
        "nationality": ["CN"],
        "documents": [{"type": "ordinary-passport", "date_of_expiry": "2030-05-01", "label": "a"}],
        "purpose": "tourism",
        "stay": {"days": 20},
        "visas": [],
        "permits": [],
        "companions": [],
        "papers": [],
        "date_of_birth": "1990-05-17",
    },
    {
        "nationality": "PK",
        "document": {"type": "ordinary-passport", "date_of_expiry": "2030-05-01", "blank_pages": 4},
        "visas": [{"issuer": "KZ", "category": "B12", "valid_from": "2026-11-01", "valid_until": "2027-01-31", "entries": 1}],
        "ending_stay": {"entered_on": "2026-11-20", "ground": "visa"},
        "visits": {"CN": [{"from": "2026-01-01", "until": "2026-01-20", "ground": "visa"}], "KZ": []},
        "papers": [{"type": "consent", "issued_on": "2026-11-01"}],
        "companions": [{"relation": "parent"}],
    },
)  # fmt: skip
WORDS: Final = (
    "--nationality", "--direction", "--port", "--from", "--to", "--on", "--purpose", "--stay", "--until", "--document-type",
    "--document-expires", "--visa", "--no-visa", "--set", "--explain", "--format", "--help", "--", "-", "--profile=-", "inbound",
    "outbound", "check", "ports", "port", "facts", "schema", "matrix", "rules", "explain", "json", "text", "--entering", "visits.CN=none",
    "ending_stay.ground=visa", "date_of_birth=1990-05-17", "CN L 2026-01-01..2026-12-31 entries=1 stay=30", "cn.exit.permission",
)  # fmt: skip


def profile(seed: int) -> Any:
    """Return a profile with up to six changes."""
    choices = Seeded(seed)
    made: Any = deepcopy(choices.one(PROFILES))
    for _ in range(choices.number(0, 6)):
        made = _changed(choices, made)
    return made


def profile_text(seed: int) -> tuple[bytes, str]:
    """Return the bytes of a profile file with a few of them changed, and its name."""
    choices = Seeded(seed)
    as_json = choices.whether(50)
    data = bytearray(
        json.dumps(profile(seed), indent=choices.one((None, 1))).encode("utf-8", "surrogatepass")
    )
    for _ in range(choices.number(0, 4)):
        at = choices.number(0, len(data))
        data[at : at + choices.number(0, 3)] = choices.one(
            (
                b"",
                b"\x00",
                b"\xff",
                b"\n  ",
                b"\t",
                b"{",
                b"]",
                b": ",
                b"- ",
                b"&a ",
                b"*a",
                b"!!x ",
                b"#",
                b"'",
                b'"',
                b"1" * 50,
            )
        )
    return bytes(data), "p.json" if as_json else "p.yaml"


def rows(seed: int, good: list[list[Any]]) -> list[list[Any]]:
    """Return the rows of a bundle with up to three changes."""
    choices = Seeded(seed)
    made = [list(row) for row in good]
    for _ in range(choices.number(1, 3)):
        at, to = choices.number(0, len(made) - 1), choices.number(0, len(made) - 1)
        match choices.number(0, 5):
            case 0:
                made[at] = made[to]
            case 1:
                made[at] = made[at][: choices.number(0, len(made[at]))]
            case 2:
                made.insert(at, made[to])
            case 3 | 4:
                made[at] = [*made[at][:-1], choices.one((*VALUES, *TEXTS, RUNS, RUNS))]
            case _:
                made[at] = [choices.number(-6, 45), *made[at][1:]]
    return made


def command_line(seed: int) -> list[str]:
    """Return the words after `crosscheck`; the file system is not theirs to write to."""
    choices = Seeded(seed)
    words = ["--nationality", "KZ", "--direction", "outbound"] if choices.whether(60) else []
    for _ in range(choices.number(0, 8)):
        word = choices.one(WORDS) if choices.whether(70) else choices.one(TEXTS).replace("\x00", "")
        words.insert(choices.number(0, len(words)), word)
    return words


def _changed(choices: Seeded, made: Any) -> Any:
    """Return *made* with one value of it, however deep, replaced, doubled, renamed or left out."""
    if not made or not isinstance(made, dict | list) or choices.whether(20):
        return deepcopy(choices.one((*VALUES, *TEXTS)))
    keys: list[Any] = list(made) if isinstance(made, dict) else list(range(len(made)))
    key = choices.one(keys)
    match choices.number(0, 5):
        case 0:
            del made[key]
        case 1 if isinstance(made, dict):
            made[choices.one(TEXTS)] = made.pop(key)
        case 2 if isinstance(made, list):
            made *= choices.one((2, 1500))
        case _:
            made[key] = _changed(choices, made[key])
    return made
