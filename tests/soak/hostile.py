"""Things that strangers send, made of good ones by a few random changes; each follows from a number."""

import json
from copy import deepcopy
from typing import Any, Final

from tests.generating.choices import Seeded

PLAIN: Final = -5
"""How the row of a single value of a bundle begins."""

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
        "nationality": "CN",
        "nationalities": ["CN"],
        "residence": "CN",
        "documents": [{"nationality": "CN", "type": "ordinary-passport", "date_of_expiry": "2030-05-01", "label": "a"}],
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
        "visas": [{"issuing_state": "KZ", "category": "B12", "valid_from": "2026-11-01", "valid_until": "2027-01-31", "entries_left": 1}],
        "ending_stay": {"entered_on": "2026-11-20", "ground": "visa"},
        "visits": {"CN": [{"entered_on": "2026-01-01", "exited_on": "2026-01-20", "ground": "visa"}], "KZ": []},
        "permits": [{"issuing_state": "CN", "kind": "temporary", "valid_from": "2026-01-01", "valid_until": "no end"}],
        "papers": [{"kind": "consent-for-minor", "valid_from": "2026-11-01", "area": "ZHAOSU"}],
        "tickets": [{"to": "UZ", "date": "2026-12-10", "time": "09:15", "mode": "air", "confirmed": True}],
        "companions": [{"relation": "parent"}],
        "crossing": {"time": "14:30", "mode": "bus"},
    },
)  # fmt: skip
CHECK: Final = (
    ("--nationality", "KZ"), ("--nationality", "CN"), ("--direction", "inbound"), ("--direction", "outbound"), ("--port", "muzart"),
    ("--port", "khorgos"), ("--from", "CN", "--to", "KZ"), ("--on", "2026-12-01"), ("--purpose", "tourism,business"), ("--stay", "20"),
    ("--until", "2026-12-20"), ("--document-type", "ordinary-passport"), ("--document-expires", "2030-05-01"), ("--no-visa",),
    ("--visa", "CN L 2026-01-01..2026-12-31 entries=1 stay=30", "--no-other-visa"), ("--set", "visits.CN=none"), ("--explain",),
    ("--set", "ending_stay.ground=visa"), ("--set", "date_of_birth=1990-05-17"), ("--profile=-",), ("--format", "json"), ("--help",),
)  # fmt: skip
COMMANDS: Final = (
    ("ports",), ("port", "khorgos"), ("facts",), ("facts", "visas"), ("schema", "profile"), ("matrix", "--entering", "KZ"),
    ("matrix", "--entering", "CN", "--on", "2026-12-01", "--format", "csv"), ("rules", "explain", "cn.exit.permission"),
)  # fmt: skip
"""Commands that are typed, each with what belongs to it."""
INTERVIEWS: Final = (("ask",), ("ask", "--from", "KZ", "--to", "CN", "--on", "2026-12-01"))
"""Commands that take what is piped to them for answers."""
WORDS: Final = (
    *(word for words in (*CHECK, *COMMANDS) for word in words),
    *("--", "-", "check", "text", "--visa", "--changes", "--since", "--rules"),
)


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
    """Return the rows of a bundle with up to three changes; every other bundle keeps the types of its rows."""
    choices = Seeded(seed)
    made = [list(row) for row in good]
    for _ in range(choices.number(1, 3)):
        at, to = choices.number(0, len(made) - 1), choices.number(0, len(made) - 1)
        match choices.number(0, 5) if seed // 8 % 2 else 6:
            case 0:
                made[at] = made[to]
            case 1:
                made[at] = made[at][: choices.number(0, len(made[at]))]
            case 2:
                made.insert(at, made[to])
            case 3 | 4:
                made[at] = [*made[at][:-1], choices.one((*VALUES, *TEXTS, RUNS, RUNS))]
            case 5:
                made[at] = [choices.number(-6, 45), *made[at][1:]]
            case _:
                made[at] = _of_its_type(choices, made, at)
    return made


def _of_its_type(choices: Seeded, made: list[list[Any]], at: int) -> list[Any]:
    """Return for the row *at* one that says something else, and holds what its own type may hold."""
    kind, *parts = made[at]
    alike = [row for row in made[:at] if row[0] == kind and _type(row) is _type(made[at])]
    if isinstance(parts[0] if parts else None, str) and choices.whether(50):
        return [*made[at][:-1], choices.one((*TEXTS, RUNS))]
    if type(parts[0] if parts else None) is int and choices.whether(50) and kind == PLAIN:
        return [kind, choices.one((0, 1, -1, 10**30, 3_652_059, 3_652_060, parts[0] + 1))]
    return choices.one(alike) if alike else made[at]


def _type(row: list[Any]) -> type[Any] | None:
    return type(row[1]) if row[0] == PLAIN else None


def command_line(seed: int) -> list[str]:
    """Return the words after `crosscheck`: a command that is sound, with a few words of others in between.

    The file system is not theirs to write to.
    """
    choices = Seeded(seed)
    if choices.whether(25):
        words = list(choices.one((*COMMANDS, *INTERVIEWS)))
    else:
        words = ["--nationality", choices.one(("KZ", "CN", "PK")), "--direction", "outbound"]
        for _ in range(choices.number(0, 5)):
            words += choices.one(CHECK)
    for _ in range(choices.number(0, 3)):
        word = choices.one(WORDS) if choices.whether(50) else choices.one(TEXTS).replace("\x00", "")
        at = choices.number(0, len(words))
        words[at : at + choices.number(0, 1)] = [word]
    return words


LONG: Final = 1500
"""A list of that many is only doubled, or a few changes of one list would fill the memory."""


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
            made *= choices.one((2, 1500)) if len(made) < LONG else 2
        case _:
            made[key] = _changed(choices, made[key])
    return made
