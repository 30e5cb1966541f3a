"""The matrix and its changes as pydantic models: the published forms, and a way back from JSON to values.

They are what `matrix/data.py` writes.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from crosscheck.matrix.positions import WithoutVisa
from crosscheck.models.decision import Day, Form, Rules, Source
from crosscheck.rulebook.citation import Grade

Days = Annotated[int, Field(ge=0)]
Nationality = Annotated[str, Field(pattern="^[A-Z]{2}$")]


class Standing(Form):
    """Where a nationality stands."""

    without_visa: WithoutVisa
    ground: str | None
    """The ground of the permission to enter that lets stay longest, or one that is open."""
    max_days: Days | None
    """The longest stay, as that ground counts its days; null: it sets no limit, or there is no such stay."""
    window: Annotated[str, Field(pattern="^[0-9]+/([0-9]+|year)$")] | None
    """`90/180`: at most 90 days in any 180; `90/year`: in a calendar year."""
    evisa: Literal["yes", "no"] | None
    """Whether a visa for the purpose is issued electronically; null: not known."""


class Row(Standing):
    """One nationality on one day."""

    nationality: Nationality
    source: tuple[str, ...]
    """`ID` or `ID, locator`; see `sources`."""
    grade: Grade | None
    """The grade of the weakest of them."""


class Change(Form):
    """From a day on, a nationality stands elsewhere."""

    date: Day
    nationality: Nationality
    before: Standing
    after: Standing
    source: tuple[str, ...]
    """`ID` or `ID, locator`; see `sources`."""
    grade: Grade | None
    """The grade of the weakest of them."""


class _Asked(Form):
    entering: str
    """The State that is entered."""
    purpose: tuple[str, ...]
    document_type: str


class MatrixModel(_Asked):
    """Who enters a State without a visa on one day."""

    model_config = ConfigDict(title="Matrix")

    form: Annotated[Literal["crosscheck.matrix/1"], Field(alias="schema")]
    """Name and version of this form."""
    date: Day
    rows: tuple[Row, ...]
    sources: dict[str, Source]
    """Every source that is cited, by id."""
    rules: Rules


class MatrixChangesModel(_Asked):
    """What changed between two days in who enters a State without a visa."""

    model_config = ConfigDict(title="MatrixChanges")

    form: Annotated[Literal["crosscheck.matrix-changes/1"], Field(alias="schema")]
    """Name and version of this form."""
    since: Day
    """The day whose positions the changes start from."""
    until: Day
    changes: tuple[Change, ...]
    sources: dict[str, Source]
    """Every source that is cited, by id."""
    rules: Rules
