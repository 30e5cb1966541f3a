"""The interview: which question comes next, and what comes of what is typed in reply."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from crosscheck.answers.asking.objects import PORT, Choice, NextQuestion
from crosscheck.answers.asking.questions import questions
from crosscheck.answers.labels import listed, shown
from crosscheck.answers.sentences.messages import say
from crosscheck.cli.check import taken_up
from crosscheck.cli.days import in_digits
from crosscheck.cli.interview.replies import choice_in, with_reply
from crosscheck.cli.interview.talk import Talk, problems_told
from crosscheck.cli.options import today
from crosscheck.cli.statements import Statements
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision
from crosscheck.deciding.facts import Facts, Question
from crosscheck.deciding.question import ask, find_port
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.language.vocabulary import Type
from crosscheck.rulebook.ruleset import RuleSet

_DAY: Final = "on"
_STATES: Final = {"exit_state": "exit", "entry_state": "entry"}


class LeftError(Exception):
    """Somebody left before the answer was there, or nothing more can be typed."""


class Known(NamedTuple):
    """What was said so far: the parts of the question as `check` takes them, the profile, what is not asked again."""

    asked: Mapping[str, Any]
    profile: Mapping[str, Any]
    skipped: frozenset[str] = frozenset()


class Interview:
    """One traveller being asked, until nothing more is worth asking."""

    def __init__(self, rules: RuleSet, taken: Statements, known: Known, talk: Talk) -> None:
        self.known = known
        self._rules, self._taken, self._talk = rules, taken, talk
        self._before: list[Known] = []
        self._found: tuple[Known, Decision] | None = None
        self._last: str | None = None

    def hold(self, save: Callable[[str, Mapping[str, Any]], str]) -> tuple[Question, Facts]:
        """Ask until the answer is decided or all that remains is skipped; return what was asked and stated then.

        *save* writes a profile to the file of a name, and returns what to say of it.

        Raises:
            LeftError: Somebody left before.
            UncoveredError: It lies outside what the rules cover.
            ProfileError: An answer cannot be taken, and nobody is there to be asked again.
        """
        self._talk.tell(say("interview.how"))
        while (question := self._next()) is not None:
            if question.wanted == self._last and not self._talk.is_typed:
                # The line that follows was written for another question.
                self._go_on(self.known._replace(skipped=self.known.skipped | {question.wanted}))
                continue
            if question.wanted == self._last:
                self._talk.tell(say("interview.still_open"))
            self._last = None
            self._talk.show(question)
            text = self._talk.read()
            if text is None:
                raise LeftError
            self._heed(question, text, save)
        return self._taken_up(self.known)

    def _heed(self, question: NextQuestion, text: str, save: Callable[[str, Mapping[str, Any]], str]) -> None:
        """Do what *text* says: a word of command, or the answer to *question*."""
        word, _, rest = text.partition(" ")
        match word.casefold(), rest.strip():
            case "quit", "":
                raise LeftError
            case "back", "":
                if self._before:
                    self.known = self._before.pop()
                else:
                    self._talk.tell(say("interview.first"))
            case "skip", "":
                self._skip(question)
            case "why", "":
                self._talk.tell(*self._why(question))
            case "save", name if name:
                self._save(name, save)
            case (("" | "help" | "?" | "save"), ""):
                self._talk.tell(say("interview.how"))
            case _:
                self._take(question, text)

    def _take(self, question: NextQuestion, text: str) -> None:
        try:
            known = self._answered(question, text)
        except ProfileError as error:
            if not self._talk.is_typed:
                raise  # the lines that follow were written for other questions
            self._talk.tell(*problems_told(error, question.wanted))
        else:
            self._last = question.wanted
            self._go_on(known)

    def _skip(self, question: NextQuestion) -> None:
        known = self.known._replace(skipped=self.known.skipped | {question.wanted})
        if not _has_a_way(known) and not any(each.wanted in _STATES for each in self._missing(known)):
            self._talk.tell(say("interview.no_route"))
        else:
            self._go_on(known)

    def _go_on(self, known: Known) -> None:
        self._before.append(self.known)
        self.known = known

    def _save(self, name: str, save: Callable[[str, Mapping[str, Any]], str]) -> None:
        try:
            self._talk.tell(save(name, self.known.profile).rstrip())
        except ProfileError as error:
            self._talk.tell(*error.lines())

    def _why(self, question: NextQuestion) -> list[str]:
        """Return what hangs on *question*."""
        if question.path is None:
            return [say("interview.why.crossing")]
        if not question.decides:
            return [say("interview.why.covered")]
        told = [say("interview.why")]
        for part in self.decision().parts:
            titles = [each.title for each in part.requirements if each.id in question.decides]
            if titles:
                of = self._port(part.of) if part.part == PORT else shown(part.of, form=Type.STATE)
                told.append(
                    say(
                        "interview.why.part",
                        part=say(f"part.{part.part}", of=of),
                        titles=listed(titles, "and"),
                    )
                )
        return told

    def _port(self, port: str) -> str:
        return self._rules.ports[port].names.get("en", port)

    # What comes next ------------------------------------------------------------------------

    def _next(self) -> NextQuestion | None:
        """Return the next question; None where nothing is to be asked."""
        if (part := next(self._missing(self.known), None)) is not None:
            return part
        try:
            asked = questions(self.decision(), self._rules)
        except UncoveredError:
            if self._before:  # another answer may lie within
                self.known = self._before.pop()
            raise
        return next((each for each in asked if each.wanted not in self.known.skipped), None)

    def _missing(self, known: Known) -> Iterator[NextQuestion]:
        """Yield what the question itself lacks: the States, the day."""
        asked, skipped = known.asked, known.skipped
        sides = asked["sides"] or tuple(_STATES.values())
        port = None if asked["port"] is None else find_port(self._rules, asked["port"])
        if asked["direction"] is None and not (port is not None and _has_a_way(known)):
            ends = () if port is None else (port.home, port.neighbour)
            for name, side in _STATES.items():
                if asked[name] is None and name not in skipped and side in sides:
                    options = tuple(Choice(code, shown(code, form=Type.STATE)) for code in ends)
                    yield _of_the_question(name, "state", options)
        if asked[_DAY] is None and _DAY not in skipped:
            yield _of_the_question(_DAY, "date")

    # What is answered -----------------------------------------------------------------------

    def _answered(self, question: NextQuestion, text: str) -> Known:
        """Return what is known when *text* is the answer to *question*.

        Raises:
            ProfileError: It cannot be, or is at odds with what is known.
        """
        if question.path is not None:
            known = self.known._replace(profile=with_reply(question, text, self.known.profile))
            self._taken_up(known)
            return known
        choice = choice_in(question, text)
        value = text if choice is None else choice.value
        known = self.known._replace(
            asked={**self.known.asked, question.fact: in_digits(value) if question.fact == _DAY else value}
        )
        problems: list[Any] = []
        parts = {**known.asked, _DAY: known.asked[_DAY] or today()}
        try:
            ask(
                self._rules,
                problems,
                border_of=self._rules.default_port,
                **{**parts, "sides": None, "require": ()},
            )
        except UncoveredError as error:
            if question.fact != PORT:
                raise
            raise ProfileError([(PORT, error.sentence)]) from None
        if problems:
            raise ProfileError(problems)
        return known

    def decision(self) -> Decision:
        """Return what the rules say to all that is known."""
        if self._found is None or self._found[0] is not self.known:
            self._found = self.known, Checker(self._rules).check(*self._taken_up(self.known))
        return self._found[1]

    def _taken_up(self, known: Known) -> tuple[Question, Facts]:
        return taken_up(self._rules, Statements(data=dict(known.profile)), self._taken, **known.asked)


def _has_a_way(known: Known) -> bool:
    """Return whether anything says which way the border is crossed."""
    return any(known.asked[name] is not None for name in ("direction", *_STATES))


def _of_the_question(name: str, kind: str, options: tuple[Choice, ...] = ()) -> NextQuestion:
    """Return the question for the part *name* of what is asked."""
    key = f"ask.{name}"
    return NextQuestion(
        fact=name,
        path=None,
        wanted=name,
        about=None,
        type=kind,
        options=options,
        free=True,
        ask=say(key),
        none_allowed=False,
        only_if={},
        decides=(),
        sides=(),
        key=key,
    )
