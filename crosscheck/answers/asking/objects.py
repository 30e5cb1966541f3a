"""A question as an object: what is asked, of what, how it may be answered, and what hangs on it."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from crosscheck.language.vocabulary import Type

LIST: Final = "list"
PORT: Final = "port"
TYPES: Final[Mapping[Type, str]] = {
    Type.STATE: "state",
    Type.DATE: "date",
    Type.PARTIAL: "partial_date",
    Type.TIME: "time",
    Type.COUNT: "count",
    Type.FLAG: "flag",
    Type.WORD: "word",
    Type.TEXT: "text",
    Type.STATES: "states",
    Type.WORDS: "set",
}
"""What values an answer takes, by the type of the fact."""


class Choice(NamedTuple):
    """An answer that can be chosen: *value* as a profile has it, *label* what it is called."""

    value: Any
    label: str


class About(NamedTuple):
    """The document or thing held that a question is about: its *kind*, its *place* in the list, from 0.

    *state* is given where the list is stated State by State, and the place is counted in that of the State.
    """

    kind: str
    place: int
    state: str | None = None


class NextQuestion(NamedTuple):
    """One question.

    Attributes:
        fact: What is asked for, as `crosscheck facts` calls it (`purpose`, `visa.category`), or the list of
            things held (`visas`); `port`, `exit_state`, `entry_state` where the question itself lacks it.
        path: Where a profile states the answer (JSON Pointer, RFC 6901): `/stay/until`, `/documents/1/type`;
            None where it is no part of a profile.
        wanted: The same as in `Decision.wanted`: a profile may also have it as a key, whatever else it holds.
        about: The document or thing held that is meant; None of what there is one of.
        type: What an answer is: `word`, `set` (of words), `state`, `states`, `date`, `partial_date` (or a month or
            year alone), `time`, `count`, `flag`, `text`, `list` (of things held), `port`.
        options: The answers that can still make a difference, usual ones first; of a `set` any number of them is
            one answer.  Values that are left out act alike, and some value that is an option may be as good.
        free: Whether other values than the options may be answered.
        ask: The question in a sentence.
        none_allowed: Whether "there is none" is an answer; it is among the options then.
        only_if: Of things held the properties, with their values, that one must have to matter; empty: any may.
        decides: The ids of the requirements that hang on it.
        sides: The parts that hang on it: `exit CN`, `entry KZ`, `port khorgos`.
        key: The name of the sentence, for whoever says it in another language.
        unit: What a count counts: `days`, `entries`, `pages`.
        least: The smallest count that is taken.
        earliest: The first day that is taken, `YYYY-MM-DD`; None where any is.
        latest: The last day that is taken.
    """

    fact: str
    path: str | None
    wanted: str
    about: About | None
    type: str
    options: tuple[Choice, ...]
    free: bool
    ask: str
    none_allowed: bool
    only_if: Mapping[str, tuple[str, ...]]
    decides: tuple[str, ...]
    sides: tuple[str, ...]
    key: str
    unit: str | None = None
    least: int | None = None
    earliest: str | None = None
    latest: str | None = None

    def as_data(self) -> dict[str, Any]:
        """Return it as plain values, in the published form (`docs/schema/`)."""
        return self._asdict() | {
            "about": None if self.about is None else self.about._asdict(),
            "options": [choice._asdict() for choice in self.options],
            "only_if": {name: list(values) for name, values in self.only_if.items()},
            "decides": list(self.decides),
            "sides": list(self.sides),
        }
