"""The front door: rules are loaded once, then travellers are checked against them.

Nothing here prints, keeps state between calls, or knows what day it is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, runtime_checkable

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Verdict
from crosscheck.deciding.facts import Direction, Facts, Question, Side
from crosscheck.deciding.question import understood
from crosscheck.language.errors import CrosscheckError, ProfileError, refused_at
from crosscheck.language.spoken.sentences import Sentence, speaking
from crosscheck.profile.reading import read_profile
from crosscheck.rulebook.ruleset import Port, RuleSet

if TYPE_CHECKING:
    from crosscheck.answers.asking.objects import NextQuestion
    from crosscheck.deciding.ways.changes import WayOut
    from crosscheck.deciding.ways.ways import Ways
    from crosscheck.matrix.changes import Change
    from crosscheck.matrix.positions import Position


@runtime_checkable
class Stating(Protocol):
    """A model of a profile, such as `crosscheck.models.profile.ProfileModel`."""

    def stated(self) -> Mapping[str, Any]:
        """Return what is stated, as a mapping."""


Profile: TypeAlias = Mapping[str, Any] | Facts | Stating
"""What is stated of a traveller: a mapping as JSON has it, a model of one, or facts read before."""

Assumable: TypeAlias = Literal["date", "direction"]
"""A part of the question that a tool may fill in for somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One traveller on one crossing: what `Rulebook.check` takes, as one value."""

    profile: Profile
    on: date | str
    port: str | None = None
    direction: Direction | None = None
    exit_state: str | None = None
    entry_state: str | None = None
    sides: Collection[Side] | None = None
    require: Collection[Side] = ()
    assume: Mapping[str, Any] | None = None


class Rulebook:
    """All rules, ready to check travellers against.

    Immutable, safe to share between threads, and picklable: a worker process may get it
    from its parent or load its own.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._checker = Checker(rules)
        self._ways: Ways | None = None

    def __reduce__(self) -> tuple[type["Rulebook"], tuple[RuleSet]]:
        """Pickle the rules alone."""
        return type(self), (self.rules,)

    def __repr__(self) -> str:
        return f"<Rulebook {self.name} {self.version} {self.digest[:12]}>"

    @property
    def rules(self) -> RuleSet:
        """Everything compiled."""
        return self._checker.rules

    @property
    def name(self) -> str:
        """The name of the rule set."""
        return self.rules.name

    @property
    def version(self) -> str:
        """The version of the rule set; rules are versioned by date."""
        return self.rules.version

    @property
    def digest(self) -> str:
        """The SHA-256 of the rule files: two rulebooks with one digest answer alike."""
        return self.rules.digest

    @property
    def ports(self) -> Mapping[str, Port]:
        """Every port that the rules know, by id."""
        return self.rules.ports

    def check(
        self,
        profile: Profile,
        *,
        on: date | str,
        port: str | None = None,
        direction: Direction | None = None,
        exit_state: str | None = None,
        entry_state: str | None = None,
        sides: Collection[Side] | None = None,
        require: Collection[Side] = (),
        assume: Mapping[str, Any] | None = None,
        assumed: Collection[Assumable] = (),
        everything: bool = False,
    ) -> Decision:
        """Check one traveller on one crossing.

        The crossing is asked for by `port` and `direction`, by a port and either State, by `exit_state` and
        `entry_state`, or by one State alone.  Nothing of it is ever assumed.

        Every side is asked whose State is given and has rules, and so is a port that is named.  Without one the
        border between two States is asked: every port between them by land or rail, and airports of those who
        say that they fly; the decision is that at the best of them (`Decision.port`), and `Decision.border` has
        what comes of the crossing at each.  With *sides* no port is asked but one that is named.  What was asked
        stands beside the verdict (`Decision.asked`), which says nothing of a side that was not.

        Args:
            profile: What is stated of the traveller; see `crosscheck facts`.
            on: The crossing date: a `date`, or text `YYYY-MM-DD`.
            port: A port, by id or name.
            direction: At the port: `outbound` leaves its home State, `inbound` enters it.
            exit_state: The State that is left, as code or name.
            entry_state: The State that is entered, as code or name.
            sides: Ask no more than these: `exit`, `entry`.
            require: The sides that must be asked; without rules for one of them the question is not covered.
            assume: What to take for granted where the profile is silent, as a profile has it
                (`{"visas": [], "permits": []}`); what was taken is listed in the decision.
            assumed: Parts of the question that the caller filled in for somebody
                (`date`, `direction`); they are listed in the decision.
            everything: Keep every condition in the decision, not only those that decide.

        Raises:
            ProfileError: Question or profile cannot be read or contradict themselves.
            UncoveredError: The rules do not cover the question.
        """
        question, facts = self._understood(
            profile,
            on=on,
            port=port,
            direction=direction,
            exit_state=exit_state,
            entry_state=entry_state,
            sides=sides,
            require=require,
            assume=assume,
            assumed=assumed,
        )
        return self._checker.check(question, facts, everything=everything)

    def verdict(
        self,
        profile: Profile,
        *,
        on: date | str,
        port: str | None = None,
        direction: Direction | None = None,
        exit_state: str | None = None,
        entry_state: str | None = None,
        sides: Collection[Side] | None = None,
        require: Collection[Side] = (),
        assume: Mapping[str, Any] | None = None,
        assumed: Collection[Assumable] = (),
    ) -> Verdict:
        """Return the verdict alone, the one that `check` would give, and faster: for whoever needs no reasons.

        It takes all that `check` takes but `everything`.

        Raises:
            ProfileError: Question or profile cannot be read or contradict themselves.
            UncoveredError: The rules do not cover the question.
        """
        question, facts = self._understood(
            profile,
            on=on,
            port=port,
            direction=direction,
            exit_state=exit_state,
            entry_state=entry_state,
            sides=sides,
            require=require,
            assume=assume,
            assumed=assumed,
        )
        return self._checker.verdict(question, facts)

    def _understood(self, profile: Profile, **asked: Any) -> tuple[Question, Facts]:
        return understood(self.rules, _stated(profile), read_profile, **asked)

    def ways_out(
        self,
        profile: Profile,
        *,
        on: date | str,
        port: str | None = None,
        direction: Direction | None = None,
        exit_state: str | None = None,
        entry_state: str | None = None,
        sides: Collection[Side] | None = None,
        require: Collection[Side] = (),
        assume: Mapping[str, Any] | None = None,
        assumed: Collection[Assumable] = (),
    ) -> tuple["WayOut", ...]:
        """Return what the traveller could change to be in order, each way checked again; the cheapest first.

        A way out changes one thing, or two where no one thing serves, and leads to a pass, or to a conditional in which
        nothing is open that was not before: its `verdict` says which, `wanted` what is then still to be stated.
        There are none on a pass, nor where all that is lacking is an answer.  It takes all that `verdict` takes;
        days are proleptic ordinals (`date.fromordinal`).

        Raises:
            ProfileError: Question or profile cannot be read or contradict themselves.
            UncoveredError: The rules do not cover the question.
        """
        from crosscheck.deciding.ways.ways import Ways
        from crosscheck.profile.disagreements import agreeing

        question, facts = self._understood(
            profile,
            on=on,
            port=port,
            direction=direction,
            exit_state=exit_state,
            entry_state=entry_state,
            sides=sides,
            require=require,
            assume=assume,
            assumed=assumed,
        )
        if self._ways is None:
            self._ways = Ways(self._checker)  # two threads may both make it: they are alike
        found: tuple[WayOut, ...] = self._ways.out(question, facts, agreeing(self.rules.documents))
        return found

    def ways_to_dict(self, ways: Iterable["WayOut"], *, language: str = "en") -> dict[str, Any]:
        """Return *ways* out as plain values, in the published form (`docs/schema/`), said in *language*.

        Raises:
            ProfileError: Nobody wrote the sentences of that language; it names those there are.
        """
        from crosscheck.answers.sentences.ways import ways_data

        with _speaking(language):
            return ways_data(ways, self.rules)

    def check_many(self, journeys: Iterable[Journey]) -> Iterator[Decision | CrosscheckError]:
        """Check each of *journeys*, and yield one answer for each, in their order.

        An answer is a decision, or the `ProfileError` or `UncoveredError` that `check` would
        have raised: one traveller who cannot be checked does not lose the others.  One
        journey is read at a time, so that a stream of any length can be passed through.
        """
        for journey in journeys:
            if not isinstance(journey, Journey):
                yield ProfileError([("", Sentence("question.no_journey", type=type(journey).__name__))])
                continue
            try:
                yield self.check(**{name: getattr(journey, name) for name in journey.__slots__})
            except CrosscheckError as error:
                error.__context__ = None  # nor does what it was raised from keep the traveller
                yield error.with_traceback(None)

    def matrix(
        self,
        *,
        entering: str,
        on: date | str,
        purpose: str | Collection[str] = "tourism",
        document_type: str = "ordinary-passport",
    ) -> tuple["Position", ...]:
        """Return where each of 199 nationalities stands on one day: who enters a State without a visa.

        Asked of somebody who holds one document, in order and of *document_type*, and nothing else; see `docs/matrix.md`.

        Raises:
            ProfileError: What is asked cannot be read.
            UncoveredError: There are no rules for the State.
        """
        from crosscheck.matrix.asking import read_asked, read_days
        from crosscheck.matrix.positions import Matrix

        asked = read_asked(self.rules, entering=entering, purpose=purpose, document_type=document_type)
        return Matrix(self.rules, asked).on(*read_days(on=on))

    def matrix_changes(
        self,
        *,
        entering: str,
        since: date | str,
        until: date | str,
        purpose: str | Collection[str] = "tourism",
        document_type: str = "ordinary-passport",
    ) -> tuple["Change", ...]:
        """Return every change of anybody's position after *since*, up to and on *until*.

        Raises:
            ProfileError: What is asked cannot be read.
            UncoveredError: There are no rules for the State.
        """
        from crosscheck.matrix.asking import read_asked, read_days
        from crosscheck.matrix.changes import changes
        from crosscheck.matrix.positions import Matrix

        asked = read_asked(self.rules, entering=entering, purpose=purpose, document_type=document_type)
        first, last = read_days(since=since, until=until)
        return changes(Matrix(self.rules, asked), first, last)

    def questions(self, decision: Decision, *, language: str = "en") -> tuple["NextQuestion", ...]:
        """Return what *decision* still wants, as questions; none if it is decided.

        What settles most stands first.  Ask it, state the answer at its `path`, and check again: what is worth asking next
        may be another thing.  Sentences and labels are in *language*; `as_data` of a question gives the published form.

        Raises:
            ProfileError: As `to_dict` does.
        """
        from crosscheck.answers.asking.questions import questions

        with _speaking(language):
            return questions(decision, self.rules)

    def card(
        self, decision: Decision, *, ways_out: Iterable["WayOut"] = (), language: str = "en"
    ) -> dict[str, Any]:
        """Return *decision* in short, as plain values in the published form (`docs/schema/`): about 2 kB as JSON.

        It holds what a page draws, and nothing that the decision does not hold; one made with `everything` says more of
        the stay.  Of *ways_out*, as `ways_out` returns them, the first three are told.

        Raises:
            ProfileError: As `to_dict` does.
        """
        from crosscheck.answers.card.card import card_data

        with _speaking(language):
            return card_data(decision, self.rules, ways_out)

    def to_dict(self, decision: Decision, *, language: str = "en") -> dict[str, Any]:
        """Return *decision* as plain values, in the published form (`docs/schema/`).

        It holds every reason as a sentence in *language*, and every source that is cited.

        Raises:
            ProfileError: Nobody wrote the sentences of that language; it names those there are.
        """
        from crosscheck.answers.as_json import decision_data

        with _speaking(language):
            return decision_data(decision, self.rules)

    def to_json(self, decision: Decision, *, language: str = "en") -> str:
        """Return *decision* as one line of JSON, in the published form (`docs/schema/`).

        Raises:
            ProfileError: As `to_dict` does.
        """
        from crosscheck.answers.as_json import decision_json

        with _speaking(language):
            return decision_json(decision, self.rules, indent=None)


def load_rulebook(path: str | Path | Sequence[str | Path] | None = None) -> Rulebook:
    """Return the rules that crosscheck ships, or those of one or several folders.

    Raises:
        RulebookError: They cannot be used; it holds everything that is wrong in them.
    """
    from crosscheck.compiler.files.load import load  # here, because a rulebook may also come pickled

    if path is None:
        return Rulebook(load(None))
    paths = [path] if isinstance(path, str | Path) else path
    return Rulebook(load([Path(each) for each in paths]))


def _speaking(language: str) -> AbstractContextManager[None]:
    with refused_at("language"):
        return speaking(language)


def _stated(profile: Profile) -> Mapping[str, Any] | Facts:
    if type(profile) is dict or isinstance(profile, Facts):
        return profile  # as most often; whether something follows a protocol takes longer to find out than to read it
    return profile.stated() if isinstance(profile, Stating) else profile
