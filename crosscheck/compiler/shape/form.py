"""What a form is: the keys of a mapping, and what each holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias


class Kind(Enum):
    """What one value is; each has one way to be written."""

    TEXT = "a text for people, on one line or several"
    WORD = "a word or phrase"
    CATEGORY = "a category of visas: one word in capitals"
    NAME = "a name: small letters, digits and hyphens"
    ID = "an id: names joined by dots"
    FORMER = "a former name, or a list of them"
    CITATIONS = "`SOURCE`, or `SOURCE, place in it`, or a list of them"
    PERIODS = "`FIRST .. LAST`, or a list of them"
    IN_FORCE = "`FIRST .. LAST`, or a list of them, or `not yet`"
    DATE = "a day"
    STATE = "a State"
    STATES = "`A or B` of States"
    NEIGHBOURS = "`A or B` of States, or `any`"
    STATES_LISTED = "`A or B` of States, or a list of such lines"
    PORT = "the id of a port"
    DAYS = "a number of days"
    DAYS_LISTED = "days of the week, of every year, or by date, or a list of them"
    URL = "a web address"
    POINT = "a point on the map"
    RADIUS = "a distance"
    CONDITIONS = "facts of the case, and what each must be"
    FACT_OF_A_PORT = "the name of a fact, without `port.`"
    VALUE_OF_A_PORT = "the value of a fact of a port"
    STAY = "how long a stay is granted"
    WITHIN = "in which window stays are counted"
    COUNTING = "which stays count"
    STATED = "facts that are stated"
    EXAMPLE = "the facts of a case, and what is expected of it"
    ANSWERS = "`yes`, `no` or `not settled` by day"
    REQUIREMENT_ID = "the id of a requirement"
    REASONS = "`REQUIREMENT/GROUND/FACT`, in a list"
    GROUND_BY_REQUIREMENT = "by requirement, the ground that meets it"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list of words, which is a *what*; with *several*, `A or B` of them, or *instead* alone."""

    words: tuple[str, ...]
    what: str
    several: bool = False
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list, each item of one form."""

    item: "Holds"


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping whose keys are the author's: names of one *key* kind, each with one form."""

    key: Kind
    value: "Holds"


Holds: TypeAlias = "Kind | Choice | ListOf | MapOf | Form"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it holds, and what it says, in the words that an editor shows."""

    name: str
    holds: Holds
    meaning: str
    required: bool = False


def must(name: str, holds: Holds, meaning: str) -> Key:
    """Return a key that may not be left out."""
    return Key(name, holds, meaning, required=True)


class Form:
    """A mapping with keys of ours.

    *order*: their names as they should stand, with the place of each; *required*: those it must have; *one_of*: of
    these exactly one; *together*: by key, those that must stand with it.
    """

    def __init__(
        self,
        *keys: Key,
        one_of: tuple[str, ...] = (),
        together: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        self.keys, self.one_of, self.together = keys, one_of, together
        self.order = {key.name: place for place, key in enumerate(keys)}
        self.required = tuple(key.name for key in keys if key.required)

    def holds(self, name: str) -> "Holds | None":
        """Return what stands under *name*; None if it is no key of this form."""
        return next((key.holds for key in self.keys if key.name == name), None)
