"""What is asked and what is stated: frozen values, nothing assumed.

`Question` is given; `Facts` is what a traveller states.  A *view* is what an evaluator
reads: a flat tuple laid out as `vocabulary.VIEW`, made by `views.py` from the question,
the facts, one document to show, and what the rulebook knows of the port.  None in a view
is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from crosscheck.deciding.stated import Row, Stated, View, lay_out
from crosscheck.language.errors import ProfileError
from crosscheck.language.spoken.sentences import Sentence
from crosscheck.language.vocabulary import DOCUMENT, THING_SLOT

__all__ = [
    "EVERYWHERE",
    "SIDES",
    "Direction",
    "Facts",
    "Question",
    "Row",
    "Side",
    "View",
    "contains",
    "possibly",
    "surely",
]

Direction: TypeAlias = Literal["outbound", "inbound"]
"""At a port: `outbound` leaves its home State, `inbound` enters it."""

Side: TypeAlias = Literal["exit", "entry"]
"""One State's part in a crossing: that it is left, or entered."""

SIDES: Final[tuple[Side, ...]] = ("exit", "entry")

EVERYWHERE = "*"
"""The key in `visits` that says: and in no other State."""


def contains(have: Any, want: Any) -> bool | None:
    """Return whether the set *have*, or a single value, holds *want*: one value, or every value of another set.

    A set of which some values are not settled is a pair: what is surely in it, and what is
    possibly.  None where it hangs on those.
    """
    if not isinstance(have, frozenset | tuple):
        have = frozenset((have,))
    surely, possibly = have if isinstance(have, tuple) else (have, have)
    least, most = want if isinstance(want, tuple) else (want, want)
    if not isinstance(want, frozenset | tuple):
        least = most = frozenset((want,))
    if most <= surely:
        return True
    return None if least <= possibly else False


def surely(value: Any) -> Any:
    """Return what a set surely holds; any other value as it is."""
    return value[0] if isinstance(value, tuple) and isinstance(value[0], frozenset) else value


def possibly(value: Any) -> Any:
    """Return what a set surely or possibly holds; any other value as it is."""
    return value[1] if isinstance(value, tuple) and isinstance(value[0], frozenset) else value


@dataclass(frozen=True, slots=True)
class Question:
    """From which State to which, on which day, at which port if any.

    A State is None where it is not known; one at least is.  *day* is an ordinal.  *assumed* names the parts
    that a tool filled in on its own (`date`, `direction`); they are shown with every answer.

    Of *sides* each is asked whose State is known and has rules; one that is *required* is asked, or
    the question is not covered.  Of the *border* every port between the two States is asked, where none is named.
    """

    exit_state: str | None
    entry_state: str | None
    day: int
    port: str | None = None
    direction: Direction | None = None
    assumed: tuple[str, ...] = ()
    sides: tuple[Side, ...] = SIDES
    require: tuple[Side, ...] = ()
    border: bool = False

    def state(self, side: Side) -> str | None:
        """Return the State that is left, or entered."""
        return self.exit_state if side == "exit" else self.entry_state


_STAY: Final = frozenset({"stay.days", "stay.until"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a traveller states, in the engine's own values (see `vocabulary.py`).

    *values* holds single facts by name; an absent name is unstated.  *documents* and
    *things* (by plural name) are None or absent while unstated and complete once
    stated.  `visits` is a mapping from State to rows; under `EVERYWHERE` stands an empty
    tuple where no stay in any other State is stated.  `visas` is one where those of some
    States alone are stated.  *assumed* names what the caller assumed, being asked of somebody who
    did not state it.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[Row, ...] | None = None
    things: Mapping[str, Any] = field(default_factory=dict)
    assumed: tuple[str, ...] = ()
    stated: Stated = field(init=False, repr=False, compare=False)
    """The same laid out, once, for every question that is asked of this traveller."""

    def __post_init__(self) -> None:
        """Lay out what is stated."""
        object.__setattr__(self, "stated", lay_out(self.values, self.documents, self.things))

    def assuming(self, other: "Facts") -> "Facts":
        """Return these facts, and those of *other* where nothing is stated.

        Raises:
            ProfileError: Of several documents nobody can tell which one something is taken for granted of.
        """
        stays = _STAY & self.values.keys()  # one stay is stated in two ways
        taken = {name: value for name, value in other.values.items() if not stays or name not in _STAY}
        values = {**taken, **self.values}
        things = {**other.things, **self.things}
        things |= {
            name: _also(things[name], held)
            for name, held in other.things.items()
            if isinstance(self.things.get(name), Mapping)
        }
        follows = {"stay.until"} if "stay.days" in values else set()
        names = [name for name in values if name not in self.values and name not in follows]
        documents = other.documents if self.documents is None else self.documents
        if self.documents is None and other.documents is not None:
            names.append("documents")
        elif documents and other.documents:
            if len(documents) > 1 or len(other.documents) > 1:
                raise ProfileError([("documents", Sentence("assumed.documents"))])
            (stated,), (assumed,) = documents, other.documents
            documents = (
                tuple(
                    mine if mine is not None else theirs for mine, theirs in zip(stated, assumed, strict=True)
                ),
            )
            columns = THING_SLOT[DOCUMENT.kind].items()
            names += [
                f"document.{name}" for name, at in columns if stated[at] is None and assumed[at] is not None
            ]
        names += [name for name, held in things.items() if held != self.things.get(name)]
        return Facts(values, documents, things, tuple(names))


def _also(stated: Mapping[str, Any], assumed: Any) -> Any:
    """Return what is held in the States of *stated*, and in all others what is *assumed* of them."""
    if isinstance(assumed, Mapping):
        return {**assumed, **stated}
    rows = tuple(row for rows in stated.values() for row in rows)
    return rows if not assumed else stated
