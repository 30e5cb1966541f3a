"""Profiles as JSON has them, in its one spelling; and the same spelt otherwise, or spoilt."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from crosscheck.language.vocabulary import FactType, ThingType, Type
from crosscheck.profile.shape import BY_STATE, LISTS, PROPERTIES, SINGLE
from tests.generating.choices import Choices, some
from tests.soak import hostile

STATES: Final = (*("KZ",) * 30, "CN", "DE", "HK", "XXA", "GBN", "UTO")
"""One often, so that most profiles are without a contradiction."""
LABELS: Final = ("OLD", "Old passport", "new", "NEW 2", "документ", "B12", "L", "none", "x" * 200)
TIES: Final = (*("none", "documents[0]") * 3, "old")
_TIED: Final = frozenset({"document", "ending_stay.document"})
_BEFORE: Final = frozenset(
    {"date_of_issue", "valid_from", "entered_on", "exited_on", "date_of_birth", "date"}
)


class Text(str):
    """Text, and not quite."""

    __slots__ = ()


class Whole(int):
    """A number, and not quite."""


class Listed(list[Any]):
    """A list, and not quite."""


class Impostor:
    """Takes the place of *text* in every dict, and is none."""

    def __init__(self, text: Hashable) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return self.text == other

    def __hash__(self) -> int:
        return hash(self.text)


def a_profile(choices: Choices, day: int) -> dict[str, Any]:
    """Return a profile of which any part is stated, most of them without a contradiction."""
    made: dict[str, Any] = {}
    often = choices.one((15, 40, 90))
    for name, fact in SINGLE.items():
        heading, _, short = name.rpartition(".")
        if choices.whether(often) and (name != "stay.days" or "until" not in made.get("stay", ())):
            (made.setdefault(heading, {}) if heading else made)[short] = _value(choices, fact, day)
    if choices.whether(often):
        made["document"] = _thing(choices, LISTS["documents"], day)
    for plural, thing in LISTS.items():
        if choices.whether(often) and not (plural == "documents" and "document" in made):
            made[plural] = _things(choices, thing, day)
    order = [*made]
    return {key: made[key] for key in sorted(order, key=lambda _: choices.number(0, 99))}


def _things(choices: Choices, thing: ThingType, day: int) -> Any:
    if thing.plural in BY_STATE and choices.whether(40):
        of = BY_STATE[thing.plural]
        held: dict[str, Any] = {}
        for state in dict.fromkeys(some(choices, STATES, 0, 2)):
            rows = [_thing(choices, thing, day) for _ in range(choices.one((0, 1, 2)))]
            held[state] = [
                {key: value for key, value in row.items() if key != of or value == state} for row in rows
            ]
        return held
    rows = [_thing(choices, thing, day) for _ in range(choices.one((0, 0, 1, 1, 2, 3)))]
    if thing.plural == "visits":
        rows = [{"state": "KZ", **row} for row in rows]
    return rows


def _thing(choices: Choices, thing: ThingType, day: int) -> dict[str, Any]:
    often = choices.one((30, 80))
    return {
        name: _value(choices, fact, day)
        for name, fact in PROPERTIES[thing.plural].items()
        if choices.whether(often)
    }


def _value(choices: Choices, fact: FactType, day: int) -> Any:
    if choices.whether(4):
        return None
    if fact.absent is not None and choices.whether(12):
        return fact.absent
    match fact.type:
        case Type.STATE:
            return choices.one(STATES)
        case Type.STATES:
            return [*some(choices, STATES, 1, 3)]
        case Type.WORD:
            return choices.one(fact.words)
        case Type.WORDS:
            return choices.one(fact.words) if choices.whether(30) else [*some(choices, fact.words, 1, 3)]
        case Type.TEXT:
            return choices.one(TIES if fact.name in _TIED else LABELS)
        case Type.FLAG:
            return choices.whether(50)
        case Type.COUNT:
            return choices.one((1, 2, 30, 90, 0))
        case Type.TIME:
            return choices.one(("00:00", "09:15", "23:59"))
        case Type.PARTIAL | Type.DATE:
            name = fact.name.rpartition(".")[2]
            sign = -1 if name in _BEFORE and not choices.whether(3) else 1
            on = date.fromordinal(day + sign * choices.one((0, 1, 20, 400, 9000))).isoformat()
            return on[: choices.one((10, 10, 7, 4))] if fact.type is Type.PARTIAL else on


OTHERWISE: Final[tuple[Callable[[Any], Any], ...]] = (
    lambda value: f" {value} ",
    lambda value: str(value).upper(),
    lambda value: str(value).title(),
    lambda value: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in str(value)),  # full width
    lambda value: f"{value}\N{ZERO WIDTH SPACE}",
    lambda value: f"{value}\N{NO-BREAK SPACE}",
    lambda value: str(value).replace("-", "/"),
    lambda value: str(value).replace("-", ""),
    lambda value: f"{value},",
    str,
    lambda value: Text(value) if isinstance(value, str) else value,
    lambda value: str(value).encode("utf-8", "replace"),
    lambda value: Impostor(value) if isinstance(value, Hashable) else value,
    lambda value: [value],
    lambda value: [value, value],
    lambda value: [value] * 301,
    lambda value: {"": value},
    lambda value: tuple(value) if isinstance(value, list) else value,
    lambda value: Listed(value) if isinstance(value, list) else value,
    lambda value: OrderedDict(value) if isinstance(value, dict) else value,
    lambda value: MappingProxyType(value) if isinstance(value, dict) else value,
    lambda value: value * 40 if isinstance(value, list) else value,
    lambda value: frozenset(value) if isinstance(value, list) and all(type(v) is str for v in value) else value,
    lambda value: Whole(value) if type(value) is int else value,
    lambda value: float(value) if type(value) is int and value < 2**53 else value,
    lambda value: -value if type(value) is int else value,
    lambda value: bool(value) if type(value) is int else value,
    lambda value: int(value) if type(value) is bool else value,
)  # fmt: skip
"""What becomes of a value that is written by somebody else, or meant ill."""
_MOMENTS: Final = tuple(datetime.fromisoformat(each) for each in ("2026-12-01", "2026-12-01T09:00", "2026-12-01T00:00Z"))  # fmt: skip
OTHERS: Final[tuple[Any, ...]] = (
    *hostile.VALUES,
    *hostile.TEXTS,
    *("KAZ", "kz", "Kazakhstan", "哈萨克斯坦", "KZ, CN", "Tourism", "tourism, work", "None ", "NONE", "unlimited", "No End"),
    *("2026-W49-2", "2026-1201", "20261201", "2026-336", "2026-12-01T00:00", "２０２６-12-01", "-026-12-01", "0000-01-01"),
    *("2026-13", "0001", "1990-05", "9999-12-31", "24:00", "yes", "No", "1", "1.0", 1990, 1_000_000, 1_000_001, -0.0),
    *(date(2026, 12, 1), date.max, *_MOMENTS, b"KZ", 1j, object),
)  # fmt: skip
"""What is put in place of a value."""
PATHS: Final = (
    *("document.type", "documents[0].type", "visas[0].category", "visits.KZ", "visas.KZ[0].category", "stay.days", "stay.until"),
    *("purpose ", "Purpose", "crossing", "crossing.mode", "crossing.date", "on", "port", "direction", "port.class", "documents", "document"),
    *(Text("purpose"), Impostor("purpose"), Impostor("type"), 1, None, ("purpose",), b"purpose", "purposes"),
)  # fmt: skip
"""Keys that somebody may write in place of another, or besides."""


def otherwise(choices: Choices, made: Any) -> Any:
    """Return *made* with one value of it, however deep, written otherwise, or one key in place of another or added."""
    if isinstance(made, dict | list) and made and not choices.whether(12):
        keys: list[Any] = list(made) if isinstance(made, dict) else list(range(len(made)))
        key = choices.one(keys)
        if isinstance(made, dict) and choices.whether(15):
            put = choices.one((*PATHS, Text(key) if isinstance(key, str) else key, Impostor(key)))
            value = made[key] if choices.whether(70) else choices.one(OTHERS)
            kept = made if choices.whether(30) else {each: made[each] for each in keys if each is not key}
            return {**kept, put: value}
        changed = otherwise(choices, made[key])
        if isinstance(made, dict):
            return {each: changed if each is key else made[each] for each in keys}
        return [changed if each == key else made[each] for each in keys]
    return choices.one(OTHERS) if choices.whether(50) else choices.one(OTHERWISE)(made)
