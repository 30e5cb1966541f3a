"""What stands on stdout in place of a decision where `--format json` led to none."""

from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field

from crosscheck.models.decision import Form


class Sentence(Form):
    """A sentence within a sentence."""

    key: str
    """Its name, for whoever says it in another language; `words` fill it."""
    words: dict[str, "Word"]


Word: TypeAlias = int | str | Sentence | tuple[str | Sentence, ...]
"""What fills a sentence."""


class Problem(Sentence):
    """One thing wrong with a question or a profile."""

    path: str
    """Where, such as `documents[0].type`; empty for the whole."""
    problem: str
    """The sentence; its words may change, its key does not."""


class RuleProblem(Form):
    """One thing wrong with the rule files."""

    code: str
    severity: str
    place: str
    """`file:line:column`."""
    message: str
    hint: str | None
    """What to write."""


class Failure(Form):
    """Why there is no verdict."""

    kind: Literal["input", "usage", "not_covered", "rules", "internal"]
    exit_status: int
    message: str
    problems: tuple[Problem, ...] = ()
    """What is wrong with the input, the first 50."""
    more: int = 0
    """How many problems there are besides, at least."""
    what: str | None = None
    """What is not covered."""
    of: str | None = None
    """The State or port whose coverage ends there."""
    value: str | None = None
    """What was asked."""
    key: str | None = None
    """The name of the sentence, where one alone says what is not covered or why rules cannot be used."""
    words: dict[str, Word] = Field(default_factory=dict)
    """What fills it."""
    diagnostics: tuple[RuleProblem, ...] = ()
    """All that is wrong with the rules."""


class ErrorModel(Form):
    """No verdict was reached."""

    model_config = ConfigDict(title="Error")

    form: Annotated[Literal["crosscheck.error/1"], Field(alias="schema")]
    """Name and version of this form."""
    error: Failure
