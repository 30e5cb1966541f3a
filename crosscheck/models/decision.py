"""A decision as a pydantic model: the published form, and a way back from JSON to values.

Every key is always there, so that a reader may rely on it, and none besides.  It is what
`answers/as_json.py` writes; a change that could break a reader raises the number of the form.
"""

from datetime import date
from enum import StrEnum
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_type_hints,
)

from pydantic import BaseModel, ConfigDict, Field, JsonValue, create_model

from crosscheck.answers.labels import DAYS
from crosscheck.deciding import reasons
from crosscheck.deciding.decision import Outcome, Standing, Verdict
from crosscheck.rulebook.citation import Grade
from crosscheck.rulebook.ruleset import NoticeKind

Day = Annotated[date, Field(json_schema_extra={"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})]
"""A day, `YYYY-MM-DD`."""

Place = Annotated[int, Field(ge=0)]


class SideName(StrEnum):
    """A side of a crossing."""

    EXIT = "exit"
    ENTRY = "entry"


class PartName(StrEnum):
    """What may have a say."""

    EXIT = "exit"
    ENTRY = "entry"
    PORT = "port"


class DirectionName(StrEnum):
    """At a port: outbound leaves its home State."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


class BeforeOrAfter(StrEnum):
    """On which side of a day a span is counted."""

    BEFORE = "before"
    AFTER = "after"


class Form(BaseModel):
    """A closed, immutable part of a form; what a field means stands below it."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Question(Form):
    """What was asked."""

    exit_state: str | None
    """The State that is left; null: not known."""
    entry_state: str | None
    """The State that is entered; null: not known."""
    date: Day
    """The day of the crossing."""
    port: str | None
    """The id of the port that was named; null: none was."""
    direction: DirectionName | None
    """At the port; outbound leaves its home State."""
    sides: tuple[SideName, ...]
    """What was to be asked, as far as there are rules."""
    require: tuple[SideName, ...]
    """What had to be asked."""


_AS_JSON: dict[str, Any] = {
    **dict.fromkeys(DAYS, Day | Literal["no end"] | None),
    **dict.fromkeys(("actual", "needed", "extra", "since", "apart", "span", "days"), JsonValue),
    "side": BeforeOrAfter | None,
}
"""What JSON has otherwise than the engine: days, and what is formatted as the type of the fact demands."""


def _model(said: type[Any]) -> type[Form]:
    """Return the model of one kind of reason: its fields as `deciding/reasons.py` has them."""
    fields: dict[str, Any] = {
        name: (_AS_JSON.get(name, hint), ...) for name, hint in get_type_hints(said).items()
    }
    return create_model(said.__name__, __base__=Form, __doc__=said.__doc__, **fields)


if TYPE_CHECKING:
    Said: TypeAlias = Any
else:
    Said = Annotated[Union[tuple(map(_model, get_args(reasons.Said)))], Field(discriminator="kind")]  # noqa: UP007


class Reason(Form):
    """One condition, as it stands."""

    id: str
    """`requirement/ground/fact`; stable between versions."""
    key: str
    """The name of the sentence, for whoever says it in another language; `said` fills it."""
    standing: Standing
    text: str
    """The condition in a sentence; its words may change, its id does not."""
    said: Said
    """The kind of condition, and the values in the sentence."""
    wanted: tuple[str, ...]
    """The paths of the unstated facts that it hangs on."""
    unsettled: tuple[str, ...]
    """What it hangs on that no source settles."""
    within: tuple["Branch", ...]


class Branch(Form):
    """The conditions on one thing held, or of one branch."""

    name: str
    reasons: tuple[Reason, ...]


class Ground(Form):
    """One way of meeting a requirement."""

    name: str
    title: str
    in_short: str | None
    """One sentence without its full stop: what is so for whoever has this ground."""
    holds: bool | None
    """null: not known."""
    reasons: tuple[Reason, ...]
    sources: tuple[str, ...]
    """`ID` or `ID, locator`; see the decision's `sources`."""
    grade: Grade | None
    """The grade of the weakest of them."""
    ended: Day | None
    """The last day of what ended, where nobody knows whether it was renewed."""
    fix: str | None
    """What the traveller can do."""
    apply: str | None
    """The official address at which it is applied for, or done."""
    doubt: str | None
    """What the sources leave open."""


class Requirement(Form):
    """Something that is demanded."""

    id: str
    title: str
    outcome: Outcome
    met_by: str | None
    """The name of the ground that met it."""
    grounds: tuple[Ground, ...]
    """The ground that met it, or those that could have."""
    concerns: tuple[Reason, ...]
    """What leaves open whether it concerns this traveller."""
    sources: tuple[str, ...]
    """`ID` or `ID, locator`; see the decision's `sources`."""
    grade: Grade | None
    """The grade of the weakest source of what decides: the ground that met it, or it and the grounds that did not."""
    fix: str | None
    """What the traveller can do."""
    doubt: str | None
    """What the sources leave open."""


class Notice(Form):
    """What to do, carry or know, without being a reason to pass or fail."""

    id: str
    kind: NoticeKind
    title: str
    text: str
    apply: str | None
    """The official address at which it is applied for, or done."""
    certain: bool
    """false: it may not concern this traveller."""
    first: bool
    """true: it says what the whole answer is about, and is to be shown before the verdict."""
    sources: tuple[str, ...]
    """`ID` or `ID, locator`; see the decision's `sources`."""


class Evidence(Form):
    """What speaks on one side."""

    says: str
    source: str


class Unsettled(Form):
    """What no source settles."""

    name: str
    evidence: tuple[Evidence, ...]


class _Part(Form):
    verdict: Verdict
    document: Place | None
    """Which of the `documents` is shown there, counted from 0; null where none is stated."""
    requirements: tuple[Requirement, ...]
    notices: tuple[Notice, ...]
    wanted: tuple[str, ...]
    """As the decision's, of this part alone, with that document."""
    unsettled: tuple[Unsettled, ...]
    grade: Grade | None
    """The grade of the weakest source of what decides here."""


class CrossingSide(_Part):
    """What one State says of its exit or entry."""

    side: SideName
    state: str
    """The code of the State."""


class CrossingPlace(_Part):
    """What a port says."""

    port: str
    """Its id."""


class Plan(Form):
    """Which of the `documents` to show, counted from 0; null where none is stated."""

    exit_document: Place | None
    entry_document: Place | None
    verdict: Verdict


class PortStanding(Form):
    """A port of the border, and what comes of the crossing there."""

    port: str
    """Its id."""
    verdict: Verdict


class UnlistedVisa(Form):
    """A visa whose category the State's table, as the rules have it, does not list."""

    visa: Place
    """Its place among the visas stated, from 0."""
    issuing_state: str
    category: str
    near: tuple[str, ...]
    """Categories that may have been meant."""


class DayApart(Form):
    """A day next to the crossing date with another verdict."""

    date: Day
    verdict: Verdict


class Source(Form):
    """A law, an agreement or a notice."""

    cite: str
    publisher: str
    url: str | None
    published: Day | None
    checked: Day | None
    """When it was last read for these rules."""
    review_by: Day | None
    """By when it is to be read again."""
    grade: Grade


class Rules(Form):
    """The rules it was decided by."""

    name: str
    version: str
    digest: str
    """The SHA-256 of the rule files."""


class DecisionModel(Form):
    """Whether a traveller's documents are in order for one crossing; never that somebody is admitted."""

    model_config = ConfigDict(title="Decision")

    form: Annotated[Literal["crosscheck.decision/2-draft"], Field(alias="schema")]
    """Name and version of this form; a draft may change without a new number."""
    verdict: Verdict
    question: Question
    port: str | None
    """The id of the port at which the decision stands: the one named, or the best of the border; null: none was asked."""
    border: tuple[PortStanding, ...]
    """Every port of the border that was tried, the nearest to where the rules began first; empty where a port was named, or none was asked."""
    asked: tuple[PartName, ...]
    """What had a say: the verdict is of all of it, and of nothing else."""
    assumed: tuple[str, ...]
    """Parts of the question, and facts, that were taken for granted."""
    not_asked: tuple[PartName, ...]
    """What has a say at every crossing and had none here: no port was asked, a State has no rules, or one side alone was to be asked."""
    stated_of_port: tuple[str, ...]
    """Facts of the port that rest on the traveller's own word, whatever its file says."""
    sides: tuple[CrossingSide, ...]
    """The exit, the entry, as far as they were asked."""
    places: tuple[CrossingPlace, ...]
    """The port, if one was asked."""
    wanted: tuple[str, ...]
    """Paths of a profile still worth stating, those that can settle most first: `visas[0].category`."""
    unsettled: tuple[Unsettled, ...]
    plan: Plan
    next_best: Plan | None
    """The plan to follow if the first fails."""
    unlisted_visas: tuple[UnlistedVisa, ...]
    """Visas held whose category is not in the table of the State; what they are for is not known."""
    days_apart: tuple[DayApart, ...]
    grade: Grade | None
    """The grade of the weakest source of what decides."""
    overdue: tuple[str, ...]
    """The sources of what decides that were to be read again before the crossing, by id."""
    sources: dict[str, Source]
    """Every source that is cited, by id."""
    rules: Rules
