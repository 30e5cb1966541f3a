"""Ways out as a pydantic model: the published form, which `answers/sentences/ways.py` writes.

Every key is always there, so that a reader may rely on it, and none besides; a change that could break a reader raises
the number of the form.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from crosscheck.deciding.decision import Verdict
from crosscheck.models.decision import Day, Form, Place


class _Change(Form):
    """One thing to change."""

    key: str
    """The name of the sentence, for whoever says it in another language."""
    text: str
    """What to do, in a sentence; its words may change."""


class PortChange(_Change):
    """Cross at another port of the border."""

    kind: Literal["port"]
    port: str
    """Its id."""


class DayChange(_Change):
    """Cross on another day."""

    kind: Literal["day"]
    date: Day
    """The nearest day that serves."""
    until: Day | None
    """The last day in a row that serves; null: all do that lie within 60 days of the one asked."""


class StayChange(_Change):
    """Stay so long at most."""

    kind: Literal["stay"]
    days: int
    """Calendar days, the day of entry being the first."""
    last_day: Day


class PaperChange(_Change):
    """Obtain a paper."""

    kind: Literal["paper"]
    paper: str
    issuing_state: str | None
    valid_from: Day | None
    """Valid from this day at the latest; null: nothing is asked of it."""
    valid_until: Day | Literal["no end"] | None
    """Valid until this day at least."""
    area: str | None


class PassportChange(_Change):
    """Renew a document."""

    kind: Literal["passport"]
    document: Place
    """The place of the old one in `documents`."""
    type: str
    date_of_expiry: Day
    """The new one is valid until this day at least."""
    blank_pages: int | None
    """How many it has at least; null: none are asked for."""


class VisaChange(_Change):
    """Obtain a visa."""

    kind: Literal["visa"]
    issuing_state: str
    categories: tuple[str, ...]
    """Any of them serves; empty where the State has no table of them."""
    valid_from: Day | None
    """Valid from this day at the latest."""
    valid_until: Day | Literal["no end"] | None
    """Valid until this day at least; `no end`: until the end of the stay, which is not stated."""
    entries_left: int | Literal["unlimited"] | None
    duration_of_stay: int | Literal["unlimited"] | None
    """Days that it allows at least; `unlimited`: those of the stay, which is not stated."""
    form: str | None


class Way(Form):
    """What to change for the verdict, a pass or a conditional in which nothing is open that was not; no part of it serves alone."""

    kind: Annotated[str, Field(pattern="^(port|day|stay|paper|passport|visa|pair)$")]
    """The kind of the one change; `pair`: two changes, both to be made."""
    verdict: Verdict
    text: str
    """What to do, in a sentence or two."""
    wanted: tuple[str, ...]
    """The paths that are then still to be stated."""
    unsettled: tuple[str, ...]
    """What no source settles of requirements that no fact could decide, whatever is stated."""
    changes: tuple[
        Annotated[
            PortChange | DayChange | StayChange | PaperChange | PassportChange | VisaChange,
            Field(discriminator="kind"),
        ],
        ...,
    ]


class WaysModel(Form):
    """The ways out of one traveller, the cheapest first."""

    model_config = ConfigDict(title="Ways")

    form: Annotated[Literal["crosscheck.ways/1"], Field(alias="schema")]
    """Name and version of this form."""
    ways_out: tuple[Way, ...]
