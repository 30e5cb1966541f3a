"""What is asked and what is stated: frozen values, nothing assumed.

`Question` is given; `Facts` is what a traveller states.  A *view* is what an evaluator
reads: a flat tuple laid out as `vocabulary.VIEW`, made by `views.py` from the question,
the facts, one document to show, and what the rulebook knows of the port.  None in a view
is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from crosscheck.stated import Row, Stated, View, lay_out

__all__ = ["EVERYWHERE", "Direction", "Facts", "Question", "Row", "View", "contains", "possibly", "surely"]

Direction: TypeAlias = Literal["outbound", "inbound"]
"""At a port: `outbound` leaves its home State, `inbound` enters it."""

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

    *day* is an ordinal.  *assumed* names the parts that a tool filled in on its own
    (`port`, `date`, `direction`); they are shown with every answer.
    """

    exit_state: str
    entry_state: str
    day: int
    port: str | None = None
    direction: Direction | None = None
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a traveller states, in the engine's own values (see `vocabulary.py`).

    *values* holds single facts by name; an absent name is unstated.  *documents* and
    *things* (by plural name) are None or absent while unstated and complete once
    stated.  `visits` is a mapping from State to rows; under `EVERYWHERE` stands an empty
    tuple where no stay in any other State is stated.  `visas` is one where those of some
    States alone are stated.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[Row, ...] | None = None
    things: Mapping[str, Any] = field(default_factory=dict)
    stated: Stated = field(init=False, repr=False, compare=False)
    """The same laid out, once, for every question that is asked of this traveller."""

    def __post_init__(self) -> None:
        """Lay out what is stated."""
        object.__setattr__(self, "stated", lay_out(self.values, self.documents, self.things))
