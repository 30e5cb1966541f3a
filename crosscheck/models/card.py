"""The card as a pydantic model: a decision in short, for a page or a program.

Every key is always there, so that a reader may rely on it, and none besides.  It is what `answers/card/card.py` writes.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from crosscheck.deciding.decision import Verdict
from crosscheck.models.decision import Day, Form, PartName, Place
from crosscheck.models.question import QuestionModel
from crosscheck.models.ways import Way
from crosscheck.rulebook.citation import Grade
from crosscheck.rulebook.ruleset import NoticeKind


class Headline(Form):
    """The rule that carries the verdict."""

    requirement: str | None
    """Its id."""
    ground: str | None
    """The name of the ground that met it; null: it is not met, or open."""
    text: str


class CardGround(Form):
    """The ground that lets in or out."""

    id: str
    """`requirement/ground`."""
    text: str


class Why(Form):
    """One condition that is not met."""

    key: str
    """The name of the sentence, for whoever says it in another language."""
    text: str


class NotMet(Form):
    """A requirement that is not met."""

    requirement: str
    """Its id."""
    text: str
    """What it is called."""
    why: tuple[Why, ...]
    """Of the ground that comes nearest, the first conditions that are not met."""
    fix: str | None
    """What the traveller can do, by the author of the rule."""


class NotDecided(Form):
    """A requirement that is open."""

    requirement: str
    """Its id."""
    text: str
    """What it is called."""
    settled: bool
    """false: no fact could decide it, for no source settles it."""


class CardPart(Form):
    """What one State says of its exit or entry, or a port."""

    part: PartName
    of: str
    """The code of the State, or the id of the port."""
    verdict: Verdict
    document: Place | None
    """Which of the `documents` is shown there, counted from 0; null where none is stated."""
    ground: CardGround | None
    """null: the permission is not met, or open; a port asks for none."""
    not_met: tuple[NotMet, ...]
    open: tuple[NotDecided, ...]


class CardQuestion(Form):
    """What was asked."""

    exit_state: str | None
    entry_state: str | None
    date: Day
    port: str | None


class Stay(Form):
    """The stay that the ground grants on which somebody is let in; a visa or a document may end it sooner."""

    days: int | Literal["unlimited"] | None
    """Calendar days at most; null: none are set, or those of a visa that was not told of."""
    until: Day | None
    """The last of these days; null also where a window, or how long a document is valid, may end the stay sooner."""
    limit: int | None
    """Of a window: the most days present within `span`."""
    span: int | None
    """Of a window: its days; null beside a limit: a calendar year."""
    used: int | None
    """Days of the window used by the end of the stay; null where the decision was not made with everything kept."""


class CardPort(Form):
    """The port at which the crossing stands."""

    id: str
    open: bool | None
    """Whether travellers may cross there on that day, by the rules; null: no source settles it."""
    next_closed: tuple[Day, ...]
    """The next days in a row on which it is closed, within 60 days."""


class CardNotice(Form):
    """What to do (a duty, also one that is done at the border), to carry or to read first."""

    id: str
    kind: NoticeKind
    text: str
    """What it is called; of one that is read first, all of it."""
    certain: bool
    """false: it may not concern this traveller."""
    apply: str | None
    """The official address at which it is done."""


class RestsOn(Form):
    """What the verdict rests on."""

    sources: tuple[str, ...]
    """By id; the whole decision has what they are."""
    grade: Grade | None
    """The grade of the weakest."""
    checked: Day | None
    """When the one that was read longest ago was last read for these rules."""
    overdue: tuple[str, ...]
    """Those that were to be read again before the crossing."""


class CardRules(Form):
    """The rules it was decided by."""

    version: str
    digest: str
    """The SHA-256 of the rule files."""


class CardModel(Form):
    """Whether a traveller's documents are in order for one crossing, in short; never that somebody is admitted."""

    model_config = ConfigDict(title="Card")

    form: Annotated[Literal["crosscheck.card/1-draft"], Field(alias="schema")]
    """Name and version of this form; a draft may change without a new number."""
    verdict: Verdict
    headline: Headline
    read_first: tuple[CardNotice, ...]
    """What is to be shown before the verdict, in full."""
    question: CardQuestion
    asked: tuple[PartName, ...]
    """What had a say: the verdict is of all of it, and of nothing else."""
    not_asked: tuple[PartName, ...]
    """What has a say at every crossing and had none here."""
    assumed: tuple[str, ...]
    """Parts of the question, and facts, that were taken for granted."""
    stated_of_port: tuple[str, ...]
    """Facts of the port that rest on the traveller's own word."""
    parts: tuple[CardPart, ...]
    stay: Stay | None
    """null: nobody is let in, or on no ground that counts the stay."""
    port: CardPort | None
    """null: no port was asked."""
    ask: QuestionModel | None
    """The question that is worth asking next."""
    asks: int
    """How many questions there are."""
    unsettled: tuple[str, ...]
    """What no source settles and the verdict hangs on."""
    ways_out: tuple[Way, ...]
    """What could be changed, the three that are cheapest at most; none where the card was made without them."""
    to_do: tuple[CardNotice, ...]
    """What is to be done or carried; the whole decision has it in full."""
    to_know: int
    """How many notices there are to know of besides."""
    rests_on: RestsOn
    rules: CardRules
