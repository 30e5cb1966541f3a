"""What a form is: the keys of a mapping, and what each holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from crosscheck.compiler.shape import kinds
from crosscheck.compiler.shape.kinds import Kind


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
    """A mapping whose keys are the author's, of the kind *key* if that is told; each holds the same."""

    value: "Holds"
    key: Kind | None = None


Holds: TypeAlias = "Kind | Choice | ListOf | MapOf | Form"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it holds, and what it says, in the words that an editor shows."""

    name: str
    holds: Holds
    meaning: str
    required: bool = False


class Needs(NamedTuple):
    """Where *key* stands *other* does, too: else so it is reported, or where there is no *code* by who reads the form."""

    key: str
    other: str
    code: str = ""
    message: str = ""
    hint: str = ""


class Form:
    """A mapping with keys of ours, as the rows of a table: name (`!`: it is required), kind, meaning.

    What a kind cannot say is given by the name of its key, and a row of names alone takes those of *common*.
    *order*: their names as they should stand, with the place of each; *holds*: by name, what stands there; *required*: those it must have; *one_of*: of
    these exactly one.
    """

    def __init__(
        self,
        rows: str,
        common: "Form | None" = None,
        one_of: tuple[str, ...] = (),
        needs: tuple[Needs, ...] = (),
        **given: "Holds",
    ) -> None:
        self.one_of, self.needs = one_of, needs
        known = {key.name: key for key in common.keys} if common else {}
        self.keys: tuple[Key, ...] = ()
        for row in rows.strip().splitlines():
            names = row.split()
            self.keys += (
                tuple(known[name] for name in names) if known.keys() >= set(names) else (_key(row, given),)
            )
        self.order = {key.name: place for place, key in enumerate(self.keys)}
        self.holds = {key.name: key.holds for key in self.keys}
        assert given.keys() <= self.order.keys(), "each is for a key that a row names"
        self.required = tuple(key.name for key in self.keys if key.required)


def inner(holds: "Holds | None", name: str) -> "Holds | None":
    """Return what stands under the key *name*, or what an item without one is; None if nothing is known of it."""
    match holds:
        case Form():
            return holds.holds.get(name)
        case MapOf(each) if name:
            return each
        case ListOf(each) if not name:
            return each
    return None


def _key(row: str, given: Mapping[str, Holds]) -> Key:
    marked, rest = row.split(maxsplit=1)
    name = marked.removesuffix("!")
    if name in given:
        return Key(name, given[name], rest, name != marked)
    kind, meaning = rest.split(maxsplit=1)
    return Key(name, getattr(kinds, kind), meaning, name != marked)
