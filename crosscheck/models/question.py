"""A question as a pydantic model: the published form of what a decision still wants."""

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, JsonValue

from crosscheck.models.decision import Day, Form, Place


class AnswerType(StrEnum):
    """What an answer is."""

    WORD = "word"
    SET = "set"
    """Words, as a list."""
    STATE = "state"
    STATES = "states"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    """A day, or a month (`1990-05`) or year alone."""
    TIME = "time"
    COUNT = "count"
    FLAG = "flag"
    TEXT = "text"
    LIST = "list"
    """Everything that is held of one kind."""
    PORT = "port"


class Choice(Form):
    """An answer that can be chosen: its value as a profile has it, and what it is called."""

    value: JsonValue
    label: str
    """What it is called; words may change."""


class About(Form):
    """The document or thing held that is meant."""

    kind: str
    place: Place
    """Its place in the list, counted from 0."""
    state: str | None
    """Given where the list is stated State by State; the place is then counted in that of the State."""


class QuestionModel(Form):
    """What is asked of a traveller: who answers with an option, or with a value of the type where `free`, is not refused."""

    model_config = ConfigDict(title="Question")

    fact: str
    """What is asked for, as `crosscheck facts` calls it, or the list of things held (`visas`)."""
    path: Annotated[str, Field(pattern="^/")] | None
    """Where a profile states the answer, as JSON Pointer; null: it is a part of the question, not of the profile."""
    wanted: str
    """The same as the decision's `wanted` has it; a profile may also have it as a key."""
    about: About | None
    """null: there is but one that can be meant."""
    type: AnswerType
    options: tuple[Choice, ...]
    """The answers that can still make a difference; of a `set` any of them together. What is left out acts alike."""
    free: bool
    """Whether other values than the options may be answered."""
    ask: str
    """The question in a sentence; its words may change, its key does not."""
    none_allowed: bool
    """Whether "there is none" is an answer; it is then among the options."""
    only_if: dict[str, tuple[str, ...]]
    """Of things held: the properties with the values one of which each must have to matter."""
    decides: tuple[str, ...]
    """The ids of the requirements that hang on it."""
    sides: tuple[str, ...]
    """What hangs on it: `exit CN`, `entry KZ`, `port khorgos`."""
    key: str
    """The name of the sentence, for whoever says it in another language."""
    unit: str | None
    """What a count counts."""
    least: int | None
    """The smallest count that is taken."""
    earliest: Day | None
    """The first day that is taken."""
    latest: Day | None
    """The last day that is taken."""
