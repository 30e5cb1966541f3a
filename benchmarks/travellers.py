"""Invented travellers for the shipped rules, as JSON has them: each follows from a seed and a number.

The standard library draws them, and the words come from the published schema of a profile, so that two engines, each in
an environment of its own, can be asked the same.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final, TypeVar

_T = TypeVar("_T")
_SCHEMA: Final = json.loads(
    (Path(__file__).parents[1] / "docs/schema/profile-1.schema.json").read_text(encoding="utf-8")
)
_CODES: Final[Sequence[str]] = _SCHEMA["$defs"]["State"]["enum"]
_OFTEN: Final = (
    *("CN", "KZ") * 12, "DE", "US", "PK", "TR", "FR", "IN", "RU", "GB", "HK", "MO", "TW", "GBN", "SM", "BY", "UZ", "KG",
    "TM", "BR", "MN", "KR", "JP", "PH", "VN", "IL", "SG", "AE", "QA", "NG", "UA", "IR", "AF", "MU", "XXA", "XXB", "UNO",
)  # fmt: skip
"""The two States, and those of which some rule says something of its own."""
_STATES: Final = ("CN", "KZ")
_CATEGORIES: Final = {
    state: categories.split()
    for state, categories in {
        "CN": "L L L M F Q1 Q2 S1 S2 X1 X2 Z R J1 J2 K G D C HMP ABTC",
        "KZ": "B12 B12 B1 B2 B3 B8 B9 B10 B11 A1 A3 A5 C1 C2 C3 C4 C9 C12 B9-1",
    }.items()
}
_NATIONAL: Final = ("ordinary-passport", "diplomatic-passport", "service-passport", "public-affairs-passport")
_DAYS: Final = (
    date(2023, 1, 1), date(2023, 11, 10), date(2024, 2, 29), date(2025, 7, 15), date(2026, 6, 30), date(2026, 12, 1), date(2027, 1, 1),
)  # fmt: skip
"""Days on or about which law or calendars turn."""
_JUNK: Final[tuple[Any, ...]] = (
    "",
    "tursim",
    "2026-13-01",
    "31.12.2026",
    -1,
    3.5,
    True,
    [],
    {},
    ["KZ", "KZ"],
    "none",
    "  KZ ",
    "KAZ",
    10**12,
)


@dataclass(frozen=True, slots=True)
class Port:
    """A port as far as drawing goes."""

    id: str
    home: str
    neighbour: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What one traveller is asked with: the arguments of `Rulebook.check`."""

    profile: dict[str, Any]
    crossing: dict[str, Any]
    everything: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Who is among the travellers: of the options of each, every one is as likely."""

    hidden: Sequence[int]
    """In a hundred facts, how many are left unstated."""
    wild: Sequence[int]
    """In a hundred facts, how many are as nobody's who is let through."""
    documents: Sequence[int]
    """How many are held."""
    junk: int = 0
    """In a hundred travellers, how many state something that cannot be read."""
    everything: int = 0
    """In a hundred travellers, of how many every condition is asked for."""


COMMON: Final = Mix(hidden=(0, 0, 0, 5, 15, 40), wild=(3, 3, 12), documents=(1, 1, 1, 1, 1, 1, 2, 2))
"""Those whom a booking tool meets."""
WIDE: Final = Mix(
    hidden=(0, 0, 0, 0, 5, 5, 15, 15, 40, 80), wild=(3, 3, 3, 12, 12, 100), documents=(1, 1, 1, 1, 1, 2, 2, 3, 0), junk=2, everything=2
)  # fmt: skip
"""Those whom an engine must also answer."""


def draw(seed: int, number: int, ports: Sequence[Port], mix: Mix) -> Asked:
    """Return traveller *number* of *seed*."""
    return _Drawing(Random(f"{seed}/{number}"), ports, mix).asked()  # noqa: S311 - repeatable, not secret


def _words(thing: str | None, name: str) -> Sequence[str]:
    """Return the words that a fact takes by the schema."""
    defined = _SCHEMA["$defs"]
    known = (_SCHEMA if thing is None else defined[thing])["properties"][name]["anyOf"]
    found: Sequence[str] = next(
        defined[each["$ref"].rpartition("/")[2]]["enum"] for each in known if "$ref" in each
    )
    return found


class _Drawing:
    def __init__(self, random: Random, ports: Sequence[Port], mix: Mix) -> None:
        self.random, self.one, self.ports, self.mix = random, random.choice, ports, mix
        self.hidden, self.wild = self.one(mix.hidden), self.one(mix.wild)
        self.day = self.one((*_DAYS, *(_DAYS[0] + timedelta(random.randrange(-3, 1900)) for _ in range(14))))
        self.labels: list[str] = []

    def whether(self, percent: int) -> bool:
        return self.random.random() * 100 < percent

    def usual(self, usual: Sequence[_T], others: Sequence[_T]) -> _T:
        """Return one of what is *usual*, or of the *others*."""
        return self.one((*usual, *others) if self.whether(self.wild) else usual)

    def on(self, days: int) -> str:
        return (self.day + timedelta(days)).isoformat()

    def state(self) -> str:
        return self.one(_OFTEN) if self.whether(85) else self.one(_CODES)

    def real_state(self) -> str:
        """Return the code of a State, where no other code may stand."""
        return next(code for code in iter(self.state, None) if len(code) == 2)

    def asked(self) -> Asked:
        crossing = self.crossing()
        profile = self.profile(crossing.get("port"))
        if self.whether(self.mix.junk):
            self.spoil(profile)
        return Asked(profile, crossing, self.whether(self.mix.everything))

    def crossing(self) -> dict[str, Any]:
        """Return a crossing asked for in any of the ways there are: mostly at a port, by direction."""
        leaving, entering = self.one((_STATES, _STATES[::-1]))
        if self.whether(15):
            return {"on": self.day.isoformat(), "exit_state": leaving, "entry_state": entering}
        port, outbound = self.one(self.ports), self.whether(50)
        leaving, entering = (port.home, port.neighbour) if outbound else (port.neighbour, port.home)
        direction = "outbound" if outbound else "inbound"
        way = self.one((
            *[{"direction": direction}] * 7,
            {"exit_state": leaving},
            {"entry_state": entering},
            {"exit_state": leaving, "entry_state": entering},
        ))  # fmt: skip
        return {"on": self.day.isoformat(), "port": port.id, **way}

    def profile(self, at: str | None) -> dict[str, Any]:
        """Return somebody in whom next to nothing contradicts itself, some of it left out."""
        first = self.state()
        documents = [self.document(first if n == 0 or self.whether(40) else self.state())
                     for n in range(self.one(self.mix.documents))]  # fmt: skip
        if len(documents) > 1:
            for row, label in zip(documents, ("OLD", "NEW", "THIRD"), strict=False):
                row["label"] = label
        self.labels = [row["label"] for row in documents if "label" in row]
        shown = {row["nationality"] for row in documents} or {first}
        profile: dict[str, Any] = {
            "residence": self.usual((first if len(first) == 2 else "KZ",), ("none", "CN", "KZ", "DE")),
            "date_of_birth": self.born(),
            "purpose": self.purposes(),
            "crossing": {"mode": self.mode(at), "time": self.one(("00:00", "09:00", "23:59"))},
            "booking": {"date": self.on(-self.one((0, 3, 60)))},
            "stay": self.stay(),
            "ending_stay": self.ending_stay(),
            "visas": [self.visa() for _ in range(self.one((0, 0, 1, 1, 2)))],
            "permits": [self.permit() for _ in range(self.one((0, 0, 0, 1, 2)))],
            "papers": [self.paper() for _ in range(self.one((0, 1, 1, 2)))],
            "tickets": [self.ticket() for _ in range(self.one((0, 0, 1, 2)))],
            "companions": [{"relation": self.one(_words("Companion", "relation"))} for _ in range(self.one((0, 0, 1, 2)))],
            "visits": [self.visit(state) for state in (*_STATES, "RU") for _ in range(self.one((0, 0, 1, 2)))],
        }  # fmt: skip
        if len(shown) == 1:
            profile["nationality"] = first
        profile["nationalities"] = sorted(
            {each for each in shown if len(each) == 2 or each.startswith("GB")}
        ) or ["KZ"]
        if self.whether(12):
            profile["nationalities"] += [
                each for each in ("CN", "TR") if each not in profile["nationalities"]
            ]
        if at is not None and self.whether(10):  # what is said of the port is said of one that is named
            profile["port"] = self.port()
        profile["documents"] = documents
        return self.half_said(profile, tied=len(self.labels) > 0)

    def mode(self, at: str | None) -> str:
        if at is not None and at.endswith("-rail") and self.whether(90):
            return "rail"
        return self.usual(
            [mode for mode in _words("Crossing", "mode") if mode not in ("rail", "air")], ("rail", "air")
        )

    def born(self) -> str:
        day = self.on(-self.usual((14_000, 22_000), (300, 5_000, 5_843, 5_844, 6_573, 6_575)))
        return day[: self.one((10, 10, 10, 7, 4))]

    def purposes(self) -> str | list[str]:
        words = self.usual(("tourism", "private", "business"), _words(None, "purpose"))
        return words if self.whether(70) else sorted({words, self.one(_words(None, "purpose"))})

    def stay(self) -> dict[str, Any]:
        days = self.usual((1, 2, 10), (14, 15, 30, 31, 60, 61, 90, 91))
        return self.one(
            ({"days": days}, {"until": self.on(days - 1)}, {"until": self.usual((self.on(5),), ("no end",))})
        )

    def ending_stay(self) -> dict[str, Any]:
        stay = {
            "entered_on": self.on(-self.usual((0, 3, 9), (13, 14, 29, 30, 60))),
            "entered_from": self.real_state(),
            "ground": self.usual(("visa-exemption", "visa"), _words("EndingStay", "ground")),
        }
        return stay | ({"document": self.one(self.labels)} if self.labels and self.whether(20) else {})

    def document(self, nationality: str) -> dict[str, Any]:
        type_ = self.usual(("ordinary-passport",), _words("ListedDocument", "type"))
        issuer = nationality if len(nationality) == 2 else self.one(("DE", "KZ", "GB"))
        if nationality in ("HK", "MO") and self.whether(50):
            issuer = "CN"
        elif type_ not in _NATIONAL and self.whether(30):
            issuer = self.one(("CN", "KZ", "DE", "none"))
        return {
            "nationality": nationality,
            "type": type_,
            "issuing_state": issuer,
            "date_of_issue": self.on(-self.one((1, 5, 400, 2000, 3900))),
            "date_of_expiry": self.usual(
                (self.on(1500),), (*map(self.on, (0, -1, 9, 60, 183, 200, 800)), "no end")
            ),
            "blank_pages": self.usual((8,), (0, 1, 2)),
        }

    def dated(self) -> dict[str, Any]:
        return {
            "valid_from": self.on(-self.usual((100,), (0, 1, 20, 200))),
            "valid_until": self.usual((self.on(200),), (*map(self.on, (0, 9, 30, 800)), "no end")),
        }

    def tied(self) -> dict[str, Any]:
        return (
            {"document": self.one((*self.labels, *self.labels, "none"))}
            if self.labels or self.whether(3)
            else {}
        )

    def visa(self) -> dict[str, Any]:
        state = self.one(_STATES) if self.whether(85) else self.real_state()
        row = {
            "issuing_state": state,
            "category": self.one(_CATEGORIES.get(state, ["C"])) if self.whether(95) else "ZZ",
            "form": self.one(_words("Visa", "form")),
            "entries_left": self.usual((2, "unlimited"), (0, 1)),
            "duration_of_stay": self.usual((60, "unlimited"), (0, 10, 30)),
            **self.dated(),
            **self.tied(),
        }
        return row | ({"purposes": [self.one(_words(None, "purpose"))]} if state not in _STATES else {})

    def permit(self) -> dict[str, Any]:
        state = self.one(_STATES) if self.whether(80) else self.real_state()
        return {
            "issuing_state": state,
            "kind": self.one(_words("Permit", "kind")),
            **self.dated(),
            **self.tied(),
        }

    def paper(self) -> dict[str, Any]:
        row = {
            "kind": self.one(_words("Paper", "kind")),
            "issuing_state": self.one((*_STATES, "DE", "none")),
            **self.dated(),
        }
        return row | ({"area": self.one(("ZHAOSU", "HUOCHENG"))} if self.whether(50) else {})

    def ticket(self) -> dict[str, Any]:
        return {
            "to": self.real_state(),
            "date": self.on(self.one((0, 1, 9, 30))),
            "time": self.one(("00:00", "09:00", "23:59")),
            "mode": self.one(_words("Ticket", "mode")),
            "confirmed": self.whether(70),
        }

    def visit(self, state: str) -> dict[str, Any]:
        until = self.one((0, 1, 15, 40, 90, 170, 300))
        since = until + self.usual((0, 5), (29, 60))
        ground = self.one(_words("Visit", "ground"))
        return {"state": state, "entered_on": self.on(-since), "exited_on": self.on(-until), "ground": ground}

    def port(self) -> dict[str, Any]:
        modes = _words("Crossing", "mode")
        return {
            "class": self.one(("international", "international", "bilateral")),
            "open_to_travellers": self.whether(90),
            "modes": sorted({*self.random.sample(modes, 4), "bus"}),
            "long_transit": self.whether(50),
            "closed_for": self.usual(("none",), ("a strike",)),
        }

    def half_said(self, profile: dict[str, Any], *, tied: bool) -> dict[str, Any]:
        """Return *profile* less what is hidden, some lists stated in part: the visas or stays of some States alone."""
        said: dict[str, Any] = {}
        for key, value in profile.items():
            if self.whether(self.hidden) and not (key == "documents" and tied):
                continue
            if isinstance(value, dict):
                said[key] = self.less(value)
            elif key in ("visas", "visits") and self.whether(10 + self.hidden // 2):
                said[key] = self.by_state(value, "issuing_state" if key == "visas" else "state")
            elif key == "documents" and len(value) == 1 and not tied and self.whether(50):
                said["document"] = self.less(value[0])
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                said[key] = [self.less(row, keep=("label", "state")) for row in value]
            else:
                said[key] = value
        return said

    def less(self, row: dict[str, Any], keep: Collection[str] = ()) -> dict[str, Any]:
        return {name: value for name, value in row.items() if name in keep or not self.whether(self.hidden)}

    def by_state(self, rows: list[dict[str, Any]], name: str) -> dict[str, list[dict[str, Any]]]:
        states = [state for state in (*_STATES, "RU", "DE") if self.whether(50)]
        return {
            state: [self.less(row, keep=(name,)) for row in rows if row[name] == state] for state in states
        }

    def spoil(self, profile: dict[str, Any]) -> None:
        """Put something that cannot be read, or is nobody's, in place of one value."""
        held = [profile, *(each for each in profile.values() if isinstance(each, dict))]
        held += [
            row
            for each in profile.values()
            if isinstance(each, list)
            for row in each
            if isinstance(row, dict)
        ]
        into = self.one([each for each in held if each] or [profile])
        into[self.one((*into, "visa_free"))] = self.one(_JUNK)
