"""Whole travellers over the shipped vocabulary: every fact known, both directions, every port, lists of every kind."""

from datetime import date
from typing import Any, Final

from crosscheck.deciding.facts import EVERYWHERE, Facts, Question, Row
from crosscheck.language.dates import NO_END
from crosscheck.language.vocabulary import (
    DOCUMENT,
    DOCUMENT_TYPES,
    FACTS,
    STAY_GROUNDS,
    THING,
    THING_SLOT,
    FactType,
    Teller,
    ThingType,
    Type,
)
from crosscheck.profile.disagreements import disagreements
from crosscheck.rulebook.ruleset import RuleSet
from tests.generating.choices import Choices, some

NATIONALITIES: Final = (
    *("KZ", "CN") * 12, "DE", "US", "PK", "TR", "FR", "IN", "RU", "GB", "HK", "MO", "TW", "GBN", "SM", "BY", "UZ", "KG",
    "TM", "BR", "MN", "KR", "JP", "PH", "VN", "IL", "SG", "AE", "QA", "NG", "UA", "IR", "AF", "MU", "XXA", "XXB", "UNO",
)  # fmt: skip
"""The two States often, then those of which some rule says something of its own, and some of which none does."""
_HELD: Final = tuple(thing for kind, thing in THING.items() if kind != "visit")
_DAYS: Final = (
    "2023-01-01",
    "2023-11-10",
    "2024-02-29",
    "2025-07-15",
    "2026-06-30",
    "2026-12-01",
    "2026-12-03",
    "2027-01-01",
)
_SAFE: Final[dict[str, tuple[Any, ...]]] = {
    "crossing.mode": ("bus",),
    "purpose": (frozenset({"tourism"}), frozenset({"private"}), frozenset({"tourism", "business"})),
    "ending_stay.ground": ("visa-exemption", "visa-exemption", "visa"),
    "form": ("sticker",),
    "entries_left": (2,),
    "duration_of_stay": (60,),
    "relation": ("parent",),
    "port.open_to_travellers": (True,),
    "port.class": ("international",),
    "port.closed_for": ("none",),
    "port.modes": (frozenset({"bus", "rail", "car"}),),
}
"""What keeps nobody from crossing."""
_CODE: Final = 2
"""Letters of the code of a State; longer ones are no State's."""


def a_crossing(choices: Choices, rules: RuleSet) -> Question:
    """Return a crossing between two States of *rules*, mostly at one of their ports."""
    day = date.fromisoformat(choices.one(_DAYS)).toordinal() + choices.one((0, 0, 0, 1, 5, 15))
    if choices.whether(8):
        leaving, entering = some(choices, sorted(rules.states), 2, 2)
        return Question(*((leaving, entering) if choices.whether(50) else (entering, leaving)), day)
    port = rules.ports[choices.one(sorted(rules.ports))]
    if choices.whether(50):
        return Question(port.home, port.neighbour, day, port.id, "outbound")
    return Question(port.neighbour, port.home, day, port.id, "inbound")


def a_whole_traveller(choices: Choices, rules: RuleSet, question: Question) -> Facts:
    """Return somebody of whom everything is known, and nothing contradicts itself."""
    for _ in range(50):
        facts = _Whole(choices, rules, question).facts()
        if not disagreements(facts, question.day):
            return facts
    raise AssertionError("no traveller is without a contradiction")


class _Whole:
    def __init__(self, choices: Choices, rules: RuleSet, question: Question) -> None:
        self.choices, self.rules, self.question = choices, rules, question
        self.labels: tuple[str, ...] = ()
        self.wild = choices.one((3, 3, 3, 12, 100))
        """In a hundred things, how many are as nobody's who is let through."""

    def usual(self, usual: Any, *others: Any) -> Any:
        """Return one of what is *usual*, or of the *others*."""
        return self.choices.one((*usual, *others) if self.choices.whether(self.wild) else usual)

    def facts(self) -> Facts:
        choices = self.choices
        nationality = choices.one(NATIONALITIES)
        count = choices.one((1, 1, 1, 1, 1, 2, 2, 3, 0))
        rows = [
            self.document(nationality if n == 0 or choices.whether(40) else choices.one(NATIONALITIES))
            for n in range(count)
        ]
        shown = {row["nationality"] for row in rows} or {nationality}
        if count > 1 and choices.whether(70):
            for row, label in zip(rows, ("OLD", "NEW", "THIRD"), strict=False):
                row["label"] = label
        self.labels = tuple(row["label"] or f"DOCUMENTS[{n}]" for n, row in enumerate(rows))
        values = {fact.name: self.value(fact) for fact in FACTS if self.is_stated(fact)}
        held = shown | set(some(choices, ("CN", "KZ", "TR"), 1, 1) if choices.whether(12) else ())
        values["nationalities"] = frozenset(each for each in held if len(each) == _CODE) or frozenset({"KZ"})
        if len(shown) == 1:
            values["nationality"] = next(iter(shown))
        if count > 1 and choices.whether(20):
            values["ending_stay.document"] = choices.one(self.labels)
        documents = tuple(_row(DOCUMENT, row) for row in rows)
        things: dict[str, Any] = {thing.plural: self.things(thing) for thing in _HELD}
        things["visits"] = {state: self.visits(state) for state in self.rules.states} | {EVERYWHERE: ()}
        return Facts({name: value for name, value in values.items() if value is not None}, documents, things)

    def is_stated(self, fact: FactType) -> bool:
        if fact.teller is Teller.PORT:
            return self.question.port is None
        return (
            fact.teller is Teller.TRAVELLER
            and (fact.readable or fact.type is Type.TIME)
            and not fact.name.startswith(("document.", "nationalit"))
        )

    def document(self, nationality: str) -> dict[str, Any]:
        choices, day = self.choices, self.question.day
        issuer = nationality if len(nationality) == _CODE else choices.one(("DE", "KZ", "GB"))
        if nationality in ("HK", "MO") and choices.whether(50):
            issuer = "CN"
        return {
            "label": None,
            "nationality": nationality,
            "type": self.usual(("ordinary-passport",), *DOCUMENT_TYPES),
            "issuing_state": issuer,
            "date_of_issue": day - choices.one((5, 400, 2000, 3900)),
            "date_of_expiry": day + self.usual((1500,), -30, -1, 0, 9, 60, 200, 800),
            "blank_pages": self.usual((8,), 0, 1, 2),
        }

    def things(self, thing: ThingType) -> tuple[Row, ...]:
        choices = self.choices
        return tuple(_row(thing, self.thing(thing)) for _ in range(choices.one((0, 0, 1, 1, 2))))

    def thing(self, thing: ThingType) -> dict[str, Any]:
        choices = self.choices
        row: dict[str, Any] = {
            fact.name: self.value(fact) for fact in thing.properties if fact.teller is Teller.TRAVELLER
        }
        if "document" in row:
            row["document"] = choices.one(self.labels) if self.labels else None
        if "valid_from" in row:
            row["valid_from"] = self.question.day - self.usual((100,), 0, 1, 20, 200)
            row["valid_until"] = self.question.day + self.usual((200,), -1, 0, 9, 30, 800)
            row["valid_until"] = max(row["valid_until"], row["valid_from"])
        if thing.kind in ("visa", "permit") and choices.whether(80):
            row["issuing_state"] = choices.one(sorted(self.rules.states))
        table = (
            self.rules.states[row["issuing_state"]].visas
            if row.get("issuing_state") in self.rules.states
            else {}
        )
        if thing.kind == "visa":
            row["category"] = self.usual([each for each in ("L", "B12") if each in table] or ["ZZ"], *table)
        return row

    def visits(self, state: str) -> tuple[Row, ...]:
        rows = []
        for _ in range(self.usual((0, 1, 2), 3)):
            until = self.question.day - self.choices.one((15, 40, 90, 170, 300))
            since = until - self.usual((0, 5), 29, 60)
            values = {
                "state": state,
                "entered_on": since,
                "exited_on": until,
                "ground": self.choices.one(STAY_GROUNDS),
            }
            rows.append(_row(THING["visit"], values))
        return tuple(rows)

    def value(self, fact: FactType) -> Any:
        choices, day = self.choices, self.question.day
        if fact.name == "crossing.mode" and (self.question.port or "").endswith("-rail"):
            return "rail"
        if fact.name in _SAFE and not choices.whether(self.wild):
            return choices.one(_SAFE[fact.name])
        if fact.name == "ending_stay.entered_on":
            return day - self.usual((0, 3, 9), 13, 14, 29, 30, 60)
        if fact.name == "stay.until":
            return day + self.usual((0, 1, 9), 13, 14, 29, 30, 60, 89, 90)
        if fact.name == "date_of_birth":
            return (day - self.usual((14000, 22000), 300, 5000, 5843, 5844, 6573, 6575),) * 2
        if fact.absent is not None and choices.whether(6):
            return NO_END if fact.absent in ("no end", "unlimited") else "none"
        match fact.type:
            case Type.STATE:
                return choices.one([code for code in NATIONALITIES if len(code) == _CODE])
            case Type.STATES:
                return None
            case Type.WORD:
                return choices.one(fact.words)
            case Type.WORDS:
                return frozenset(some(choices, fact.words, 1, 2))
            case Type.TEXT:
                return choices.one(("ZHAOSU", "HUOCHENG"))
            case Type.FLAG:
                return choices.whether(70)
            case Type.COUNT:
                return choices.one((0, 1, 2, 30, 60, 90))
            case Type.TIME:
                return choices.one((0, 540, 1439))
            case Type.PARTIAL | Type.DATE:
                return day + choices.one((0, -3, -60)) * (1 if fact.name == "booking.date" else -1)


def _row(thing: ThingType, values: dict[str, Any]) -> Row:
    assert set(values) <= set(THING_SLOT[thing.kind])
    return tuple(values.get(fact.name) for fact in thing.properties)
