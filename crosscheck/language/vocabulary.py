"""Every fact that a rule may read: its name, type, unit, meaning, and who states it.

This is the one home of facts.  The profile model, the JSON Schema, the reference page
(`crosscheck facts`), the compiler and the evaluators all derive from it.

How a value is held in the engine, by type:

=========  ==========================================================================
`STATE`    a code of `states.py` (`KZ`, `XXA`), or `none`
`DATE`     an ordinal (see `dates.py`); `NO_END` for "no end"
`PARTIAL`  a date of which perhaps only year or month is known: (earliest, latest)
`COUNT`    a whole number; `NO_END` for "unlimited"
`FLAG`     True or False
`TIME`     minutes from 0:00, by the clock of the place
`WORD`     one of a closed list of words, or `none`
`TEXT`     free text, compared as it stands (a visa category); upper case
`STATES`   a frozenset of State codes
`WORDS`    a frozenset of words; of a port, where some are not settled, the pair of what
           it surely holds and what it possibly holds
=========  ==========================================================================

An unstated fact is None.  A list of things held is None while unstated and a tuple of
`Thing` rows once stated; past stays (`visits`) are a mapping from State to such a tuple.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final


class Type(Enum):
    """What values a fact takes."""

    STATE = "State"
    DATE = "date"
    PARTIAL = "date, perhaps only year or month"
    TIME = "time of day"
    COUNT = "number"
    FLAG = "yes or no"
    WORD = "word"
    TEXT = "text"
    STATES = "set of States"
    WORDS = "set of words"


class Teller(Enum):
    """Who states a fact."""

    QUESTION = "the question"
    TRAVELLER = "the traveller"
    PORT = "the port"
    STATE = "the State"
    ENGINE = "worked out by crosscheck"


@dataclass(frozen=True, slots=True)
class FactType:
    """One fact or one property of a thing.

    *absent* is the word that states that there is none (`no end`, `unlimited`, `none`).
    *least* is the smallest number that means anything.
    *is_open*: the rules of a State may have words of its own besides *words*.
    *called* has what people say for one of *words*, as `meanings.py` has it; it is read as none.
    *movement* limits where a rule may read it: `entry`, `exit`, or None for anywhere.
    *readable* is False for what a traveller may say but no rule names.
    *changeable* is False for what says who somebody is: nobody is told to be somebody else.
    *derived_from* is what else it is worked out from: a fact, a property of the same thing, or a key of a port's file.
    """

    name: str
    type: Type
    meaning: str
    teller: Teller = Teller.TRAVELLER
    unit: str | None = None
    words: tuple[str, ...] = ()
    absent: str | None = None
    least: int = 0
    movement: str | None = None
    readable: bool = True
    example: str | None = None
    is_open: bool = False
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    changeable: bool = True
    derived_from: str | None = None

    @property
    def root(self) -> str:
        """The name of what is stated of it: of what it is derived from, else its own."""
        return self.derived_from or self.name


@dataclass(frozen=True, slots=True)
class ThingType:
    """A kind of thing held in a list: *kind* in rules (`visa:`), *plural* in profiles, *most* of them in one.

    *period* names its first and last day, *by_state* the State by which a profile may sort the list.
    """

    kind: str
    plural: str
    meaning: str
    properties: tuple[FactType, ...]
    most: int = 100
    period: tuple[str, str] | None = None
    by_state: str | None = None


DOCUMENT_TYPES: Final = (
    "ordinary-passport", "diplomatic-passport", "service-passport",
    "identity-card", "internal-passport", "refugee-travel-document", "stateless-travel-document", "aliens-passport",
    "seafarer-document", "laissez-passer", "emergency-travel-document", "return-certificate", "birth-certificate",
)  # fmt: skip
"""Those that several States issue; a State declares those of its own in its rules."""
PURPOSES: Final = (
    "private", "tourism", "medical-treatment", "business", "exchange", "transit", "international-transport",
    "work", "study", "missionary", "journalism", "official", "family-reunion", "permanent-residence",
    "internship", "investment", "volunteering", "adoption", "religious-event", "remote-work",
)  # fmt: skip
MODES: Final = ("on-foot", "bicycle", "motorcycle", "car", "bus", "lorry", "rail", "air")
STAY_GROUNDS: Final = ("citizenship", "visa-exemption", "visa", "residence-permit")
PAPER_KINDS: Final = (
    "consent-for-minor", "invitation", "insurance", "vaccination-certificate",
    "border-zone-permit", "crew-list", "tour-group-list", "transport-permit", "exit-papers", "exit-visa",
)  # fmt: skip
PORT_CLASSES: Final = ("bilateral", "international")

_T, _P, _Q, _E = Teller.TRAVELLER, Teller.PORT, Teller.QUESTION, Teller.ENGINE

FACTS: Final = (
    FactType("crossing.date", Type.DATE, "The day on which the border is crossed.", _Q, example="2026-12-01"),
    FactType(
        "crossing.time", Type.TIME, "The time of the crossing, by the clock of the port; while it is unstated, any of that day.",
        readable=False, example="14:30",
    ),
    FactType("crossing.from", Type.STATE, "The exit State: the State that is left.", _Q, example="CN"),
    FactType("crossing.to", Type.STATE, "The entry State: the State that is entered.", _Q, example="KZ"),
    FactType(
        "crossing.direction", Type.WORD,
        "At a port: outbound leaves its home State for the neighbour, inbound is the reverse.",
        _Q, words=("outbound", "inbound"), example="outbound",
    ),
    FactType("crossing.mode", Type.WORD, "How the traveller crosses.", words=MODES, example="bus"),
    FactType(
        "nationality", Type.STATE,
        "The nationality shown on the document presented; a Doc 9303 code such as XXA where it is no State.",
        example="KZ", changeable=False,
    ),
    FactType("nationalities", Type.STATES, "Every nationality that the person holds.", example="KZ, CN", changeable=False),
    FactType(
        "residence", Type.STATE, "The State where the person may lawfully live.", absent="none", example="KZ", changeable=False,
    ),
    FactType(
        "date_of_birth", Type.PARTIAL, "The date of birth; a year or a month where the day is not known.",
        example="1990-05-17", changeable=False,
    ),
    FactType(
        "purpose", Type.WORDS, "What the traveller comes for; everything that will be done, not only the main thing.",
        words=PURPOSES, example="tourism",
    ),
    FactType("booking.date", Type.DATE, "The day on which the journey was booked.", example="2026-10-01"),
    FactType(
        "stay.until", Type.DATE, "The intended day of exit from the State being entered; that day is part of the stay.",
        movement="entry", absent="no end", example="2026-12-20",
    ),
    FactType(
        "stay.days", Type.COUNT,
        "The planned stay in calendar days, the day of entry being the first; `stay.until` follows from it.",
        unit="days", least=1, movement="entry", readable=False, example="20",
    ),
    FactType(
        "ending_stay.entered_on", Type.DATE, "The day on which the stay that is ending began.",
        movement="exit", example="2026-11-01",
    ),
    FactType(
        "ending_stay.entered_from", Type.STATE, "The State that was left when the stay that is ending began.",
        movement="exit", example="KZ",
    ),
    FactType(
        "ending_stay.ground", Type.WORD, "What the stay that is ending rested on.",
        words=STAY_GROUNDS, movement="exit", example="visa-exemption",
    ),
    FactType(
        "ending_stay.document", Type.TEXT,
        "The label of the document on which the stay that is ending was entered; it is the one to show on leaving.",
        movement="exit", readable=False, example="OLD PASSPORT",
    ),
    FactType("document.type", Type.WORD,
             "The kind of travel document shown; an aliens-passport is what a State issues to residents who are not its nationals (Latvia, Estonia).",
             words=DOCUMENT_TYPES, absent="none", is_open=True,
             example="ordinary-passport"),
    FactType("document.issuing_state", Type.STATE, "The State or organization that issued it.", absent="none", example="KZ"),
    FactType("document.date_of_issue", Type.DATE, "The day of issue.", example="2020-05-01"),
    FactType(
        "document.date_of_expiry", Type.DATE, "The last day on which the document is valid.", absent="no end",
        example="2030-05-01",
    ),
    FactType("document.blank_pages", Type.COUNT, "Blank visa pages left.", unit="pages", example="4"),
    FactType("port.class", Type.WORD, "Whether the port is open to people of third countries.", _P,
             words=PORT_CLASSES, example="international"),
    FactType("port.open_to_travellers", Type.FLAG,
             "Whether the port is open to international passenger traffic, so that ordinary travellers may cross there.",
             _P, example="yes"),
    FactType("port.modes", Type.WORDS, "How one may cross there.", _P, words=MODES, example="car, bus"),
    FactType("port.long_transit", Type.FLAG,
             "Whether the port is on the list of those where a transit of several days without a visa begins and ends.",
             _P, example="no"),
    FactType(
        "port.has_mode", Type.FLAG,
        "Whether one may cross there in the way that is stated; while none is, one that the port has is assumed.", _E,
        derived_from="port.modes",
    ),
    FactType(
        "port.closed_for", Type.TEXT,
        "What it is closed for on the day of the crossing: a holiday, a day of rest; none where it works.", _P,
        absent="none", example="none", derived_from="port.closed",
    ),
)  # fmt: skip
"""Every fact that is one value, in the order in which the reference lists them."""

DOCUMENT: Final = ThingType(
    "document", "documents", "A travel document held.",
    (
        FactType("label", Type.TEXT, "A name for the document, by which visas are tied to it.", readable=False, example="OLD PASSPORT"),
        FactType("nationality", Type.STATE, "The nationality that it shows.", readable=False, example="KZ"),
        *(replace(f, name=f.name.removeprefix("document.")) for f in FACTS if f.name.startswith("document.")),
    ),
    most=20,  # each is tried on leaving with each on entering
    period=("date_of_issue", "date_of_expiry"),
)  # fmt: skip
"""What is held; rules read the one that is shown, as `document.type` and so on."""

TIE: Final = "tied_to_document_shown"
"""The property of what can be tied to a document; each condition on such a thing demands it, unless it speaks of it."""
ENDING_STAY: Final = "ending_stay"
"""The heading of facts about the stay that an exit ends; its condition stands for what was demanded on entry."""
_VALID: Final = ("valid_from", "valid_until")

_TIED = (
    FactType("document", Type.TEXT, "The label of the document that it is tied to; `none` of a card that belongs to no document.",
             readable=False, absent="none", example="OLD PASSPORT"),
    FactType(TIE, Type.FLAG,
             "Whether it is tied to the document that is shown; demanded of every visa and permit unless the rule says otherwise.",
             _E, derived_from="document"),
)  # fmt: skip

THINGS: Final = (
    ThingType("visa", "visas", "A visa held.", (
        FactType("issuing_state", Type.STATE, "The State that issued it.", example="KZ"),
        FactType("category", Type.TEXT, "Its category, as that State writes it.", example="B12"),
        FactType("form", Type.WORD, "On paper in the document, or electronic.", words=("sticker", "electronic"), example="sticker"),
        FactType("valid_from", Type.DATE, "The first day on which it may be used to enter.", example="2026-12-01"),
        FactType("valid_until", Type.DATE, "The last day on which it may be used to enter.", absent="no end", example="2027-02-28"),
        FactType("entries_left", Type.COUNT, "How many entries it still allows.", unit="entries", absent="unlimited", example="1"),
        FactType("duration_of_stay", Type.COUNT, "Days allowed inside after an entry.", unit="days", absent="unlimited", example="30"),
        FactType("purposes", Type.WORDS, "The purposes that its category covers, by the State's own table.", Teller.STATE,
                 words=PURPOSES, example="tourism"),
        *_TIED,
    ), period=_VALID, by_state="issuing_state"),
    ThingType("permit", "permits", "A residence permit held.", (
        FactType("issuing_state", Type.STATE, "The State that issued it.", example="CN"),
        FactType("kind", Type.WORD,
                 "A residence permit, temporary or permanent; or a stay permit or an extension, given inside the State for a stay that goes on.",
                 words=("temporary", "permanent", "stay-permit", "extension"), example="temporary"),
        FactType("valid_from", Type.DATE, "The first day of validity.", example="2026-01-01"),
        FactType("valid_until", Type.DATE, "The last day of validity.", absent="no end", example="2027-01-01"),
        *_TIED,
    ), period=_VALID),
    ThingType("paper", "papers", "Another paper carried: a consent, an invitation, a border-zone permit.", (
        FactType("kind", Type.WORD, "What it is.", words=PAPER_KINDS, example="consent-for-minor"),
        FactType("issuing_state", Type.STATE, "The State that issued or certified it.", absent="none", example="KZ"),
        FactType("valid_from", Type.DATE, "The first day of validity.", example="2026-01-01"),
        FactType("valid_until", Type.DATE, "The last day of validity.", absent="no end", example="2027-01-01"),
        FactType("area", Type.TEXT, "The area that it is for.", example="ZHAOSU"),
    ), period=_VALID),
    ThingType("ticket", "tickets", "A ticket for onward travel.", (
        FactType("to", Type.STATE, "The State it leads to.", example="UZ"),
        FactType("date", Type.DATE, "The day of departure.", example="2026-12-10"),
        FactType("time", Type.TIME, "The time of departure, by the clock of the place; while it is unstated, any of that day.",
                 readable=False, example="09:15"),
        FactType("mode", Type.WORD, "How.", words=MODES, example="air"),
        FactType("confirmed", Type.FLAG, "Whether date and seat are fixed.", example="yes"),
    )),
    ThingType("companion", "companions", "A person travelling along.", (
        FactType("relation", Type.WORD, "Who it is to the traveller.", words=("parent", "guardian", "other-adult", "child"), example="parent"),
    )),
    ThingType("visit", "visits", "A past stay in a State.", (
        FactType("state", Type.STATE, "Where.", example="KZ"),
        FactType("entered_on", Type.DATE, "The day of entry; a day of the stay.", example="2026-06-01"),
        FactType("exited_on", Type.DATE, "The day of exit; a day of the stay.", example="2026-06-20"),
        FactType("ground", Type.WORD, "What the stay rested on.", words=STAY_GROUNDS, example="visa-exemption"),
    ), most=1000, period=("entered_on", "exited_on"), by_state="state"),  # who drives a lorry crosses every other day
)  # fmt: skip
"""Every kind of thing held in a list besides documents."""

THING: Final = {thing.kind: thing for thing in THINGS}
FACT: Final = {fact.name: fact for fact in FACTS}

PORT_FACTS: Final = tuple(fact.name for fact in FACTS if fact.teller is Teller.PORT)
"""What a port's file says of it."""
PORT_SOURCES: Final = "port.sources"
"""What no rule reads: the sources of each of `PORT_FACTS`, in that order; none of those that the traveller states."""

PATHS: Final = "paths"
"""What no rule reads: how a profile calls what is seen (`stated.Paths`); None where each has its plain name."""
CLOCK: Final = {"crossing.date": "crossing.time", "ticket.date": "ticket.time"}
"""Days of which a time may be stated too; hours are counted between these alone."""

VIEW: Final = (
    *(fact.name for fact in FACTS if fact.readable or fact.name in CLOCK.values()),
    *(thing.plural for thing in THINGS),
    PORT_SOURCES,
    PATHS,
)
"""The layout of a view: what an evaluator is given, value by value (see `facts.py`)."""
SLOT: Final = {name: slot for slot, name in enumerate(VIEW)}
"""The place of each fact and list in a view."""
THING_SLOT: Final = {
    thing.kind: {fact.name: slot for slot, fact in enumerate(thing.properties)}
    for thing in (DOCUMENT, *THINGS)
}
"""The place of each property in a row of each kind of thing."""
