"""What is stated on the command line, as a profile has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from crosscheck.cli.days import in_digits
from crosscheck.cli.things import placeholder, placeholders_in, property_at, read_thing
from crosscheck.language import states
from crosscheck.language.errors import Problem, ProfileError
from crosscheck.language.spelling import named_or_near
from crosscheck.language.spoken.sentences import Sentence, UnreadableError, Word
from crosscheck.language.values import with_words
from crosscheck.language.vocabulary import DOCUMENT, THING, FactType, Type
from crosscheck.profile.paths import code_of, is_of_list, key_of, stated_at
from crosscheck.profile.reading import says_none
from crosscheck.profile.shape import ASKED, BY_STATE, LISTS, PROPERTIES, SINGLE

OPTIONS: Final = {
    "nationality": "--nationality",
    "nationalities": "--nationality",
    "purpose": "--purpose",
    "stay.days": "--stay",
    "stay.until": "--until",
    "document.type": "--document-type",
    "document.date_of_expiry": "--document-expires",
    "on": "--on",
    "port": "--port",
    "direction": "--direction",
    "exit_state": "--from",
    "entry_state": "--to",
    "sides": "--side",
    "require": "--require",
}
"""The option by which each fact or part of the question is stated, if it has one of its own."""
_OF_DOCUMENT: Final = tuple(f"{DOCUMENT.kind}.{prop}" for prop in PROPERTIES[DOCUMENT.plural])


@dataclass
class Statements:
    """A profile in the making, and the option that each of its facts came from."""

    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, origin: str, what: str, /, **words: Word) -> None:
        """Note that something is wrong with what *origin* states: the sentence *what*, or that of this key."""
        self.problems.append((origin, what if isinstance(what, Sentence) else Sentence(what, **words)))

    def state(self, name: str, value: Any, origin: str) -> None:
        """State one fact; what an option says replaces what the profile file said."""
        if self._is_another(name, origin) or self._is_of_several(name, origin):
            return
        try:
            self.data = stated_at(self.data, name, value, instead=True)
        except UnreadableError as error:
            self.wrong(origin, error.said)

    def hold(self, name: str, thing: Mapping[str, Any], origin: str) -> None:
        """State one thing more of the list *name*, or of the list of one State (`visits.KZ`).

        A list that the profile says to be empty has one then.  What is no list is left as it is:
        whoever reads the profile says so.
        """
        if self._is_another(name, origin):
            return
        plural, _, state = name.partition(".")
        held, more = self.data.get(plural), dict(thing)
        if says_none(held):
            held = []
        if not state and plural in BY_STATE and isinstance(held, Mapping):
            state = more.pop(BY_STATE[plural], "")
            if not state:
                self.wrong(origin, "option.which_state", list=plural)
        if state and isinstance(held, list):
            more = {BY_STATE[plural]: state, **more}
        if isinstance(held, list) or (held is None and not state):
            self.data[plural] = [*(held or ()), more]
        elif state and (held is None or isinstance(held, Mapping)):
            of_states = held or {}
            key = key_of(of_states, state)
            if (rows := _things(of_states.get(key))) is not None:
                self.data[plural] = {**of_states, key: [*rows, more]}

    def hold_none(self, name: str, origin: str) -> None:
        """State that the list *name* (of one State: `visits.KZ`) is empty; an error beside anything stated of it.

        It looks back, so whatever states a thing is to be read before (see `state_options`).
        """
        plural, _, state = name.partition(".")
        held = self.data.get(plural)
        stated = _things(held)
        if isinstance(held, Mapping):
            keys = [key_of(held, state)] if state else held
            lists = [_things(held.get(key)) for key in keys]
            stated = None if None in lists else [row for rows in lists for row in rows or ()]
        elif stated and state:
            rows = [row for row in stated if isinstance(row, Mapping)]
            stated = [row for row in rows if code_of(row.get(BY_STATE[plural])) == code_of(state)]
        if plural == DOCUMENT.plural and any(
            key.partition(".")[0] == DOCUMENT.kind and value is not None and not says_none(value)
            for key, value in self.data.items()
        ):
            stated = [*(stated or ()), DOCUMENT.kind]
        if stated:
            self.wrong(origin, "option.none_and_some", name=name)
        elif state and (held is None or (isinstance(held, Mapping) and stated is not None)):
            self.state(name, [], origin)
        elif not state and stated is not None:
            self.origins.setdefault(name, origin)
            self.data[plural] = []

    def _is_another(self, name: str, origin: str) -> bool:
        """Note that *origin* states *name*; return whether another option did before, as a problem."""
        is_another = self.origins.setdefault(name, origin) != origin
        if is_another:
            self.wrong(origin, "option.twice", name=name, option=self.origins[name])
        return is_another

    def _is_of_several(self, name: str, origin: str) -> bool:
        """Return whether *name* tells of the one document where none or several are listed, as a problem."""
        heading, _, prop = name.partition(".")
        held = self.data.get(DOCUMENT.plural)
        listed = _things(held)
        if heading != DOCUMENT.kind or held is None or listed is None or len(listed) == 1:
            return False
        if listed:
            form = f"{DOCUMENT.plural}[0].{prop}={placeholder(PROPERTIES[DOCUMENT.plural][prop])}"
            self.wrong(origin, "option.which_document", count=len(listed), form=form)
        else:
            self.wrong(origin, "option.no_document")
        return True

    def told(self, path: str) -> str:
        """Return *path* as the person at the terminal knows it: the option, if one stated it."""
        for name, origin in self.origins.items():
            if path == name or path.startswith((f"{name}[", f"{name}.")):
                return origin if path == name else f"{origin} ({path})"
        if path == "document.type" or path.startswith("documents[0]."):
            return self.origins.get(path.replace("documents[0]", "document"), path)
        return path


def state_options(
    statements: Statements,
    *,
    nationality: Sequence[str],
    purpose: Sequence[str],
    visa: Sequence[str],
    no_visa: bool,
    no_other_visa: bool,
    assignments: Sequence[str],
    **single: str | None,
) -> None:
    """Add what the options of `check` state to *statements*; problems are kept there, too.

    Options stand in any order: what says that there is none is read last, when all that is held is known.
    """
    _state_nationalities(statements, nationality)
    if purpose:
        _assign_one(statements, "purpose", ",".join(purpose), "--purpose")
    for name, option in OPTIONS.items():
        if (value := single.get(option.removeprefix("--").replace("-", "_"))) is not None:
            _assign_one(statements, name, value, option)
    for text in visa:
        _hold(statements, "visas", text, "--visa")
    _assign(statements, assignments, "--set")
    if no_visa:
        for plural in ("visas", "permits"):
            statements.hold_none(plural, "--no-visa")
    if no_other_visa:
        _close_visas(statements)


def _state_nationalities(statements: Statements, stated: Sequence[str]) -> None:
    """State each nationality held, that of the document shown first."""
    if not stated or _stands_for(statements, "--nationality", stated):
        return
    if listed := [each for each in stated if states.several(each)]:
        apart = " ".join(f"--nationality {states.parse(part)}" for part in states.several(listed[0]))
        statements.wrong("--nationality", "option.several", given=listed[0], options=apart)
        return
    statements.state("nationality", stated[0], "--nationality")
    if len(stated) > 1:
        statements.state("nationalities", list(stated), "--nationality")


def assumed(assignments: Sequence[str]) -> Statements:
    """Return what `--assume` says is to be taken for granted."""
    statements = Statements()
    _assign(statements, assignments, "--assume")
    return statements


def _hold(statements: Statements, name: str, text: str, origin: str) -> None:
    """State the thing that *text* describes; a visa is one of those of its State, of whose others nothing is said."""
    if _stands_for(statements, origin, [text]):
        return
    plural, _, state = name.partition(".")
    try:
        # Whose the visas of one State are is said already.
        thing = read_thing(plural, f"{state} {text}" if plural == "visas" and state else text)
        if plural == "visas" and (state or not isinstance(statements.data.get(plural), list)):
            issuer = thing.pop("issuing_state")
            if not state:
                states.parse(issuer)
                name = f"{plural}.{issuer}"
    except UnreadableError as error:
        statements.wrong(origin, error.said)
    else:
        statements.hold(name, thing, origin)


def _close_visas(statements: Statements) -> None:
    """State that no visa is held but those that are stated."""
    held = statements.data.get("visas")
    if not isinstance(held, Mapping):
        if held is None:
            statements.wrong("--no-other-visa", "option.no_visa")
        return
    if any(_things(rows) is None for rows in held.values()):
        return  # what is no list is told by whoever reads the profile
    statements.data["visas"] = [
        {"issuing_state": state, **row} if isinstance(row, Mapping) else row
        for state, rows in held.items()
        for row in _things(rows) or ()
    ]


def _stands_for(
    statements: Statements, origin: str, texts: Sequence[str], fact: FactType | None = None
) -> bool:
    """Return whether one of *texts* has a word that stands for what is to be written there, as a problem.

    The words that *fact* takes, if they are counted, are told.
    """
    found = [word for text in texts for word in placeholders_in(text)]
    for word in found:
        if fact is not None and fact.words:
            statements.wrong(origin, with_words("placeholder", fact, word=word))
        else:
            statements.wrong(origin, "placeholder", word=word)
    return bool(found)


def _things(raw: object) -> list[Any] | None:
    """Return the list that *raw* is, or says to be empty; None where it is none."""
    return [] if raw is None or says_none(raw) else raw if isinstance(raw, list) else None


def _assign(statements: Statements, assignments: Sequence[str], option: str) -> None:
    """Read each `fact=value`: those last that say of a list that it is empty."""
    read = [(written, *map(str.strip, written.partition("="))) for written in assignments]
    for written, name, _, value in sorted(read, key=lambda each: _is_list(each[1]) and says_none(each[3])):
        if name and value:
            _assign_one(statements, name, value, f"{option} {name}")
        else:
            statements.wrong(option, "option.form", given=written)


def _assign_one(statements: Statements, name: str, value: str, origin: str) -> None:
    heading, _, prop = name.partition(".")
    fact = _fact_at(name)
    if name in ASKED:
        statements.wrong(origin, "option.of_question")
    elif _is_list(name) and says_none(value):
        statements.hold_none(name, origin)
    elif _is_list(name):
        _hold(statements, name, value, origin)
    elif _stands_for(statements, origin, [value], fact):
        pass
    elif name in SINGLE or name in _OF_DOCUMENT or is_of_list(name):
        is_day = fact is not None and fact.type in (Type.DATE, Type.PARTIAL)
        statements.state(name, in_digits(value) if is_day else value, origin)
    elif heading in THING:
        statements.wrong(origin, "option.which_thing", path=f"{THING[heading].plural}[0].{prop}")
    else:
        known, otherwise = [*SINGLE, *_OF_DOCUMENT, *LISTS], Sentence("fact.unknown.listed")
        statements.wrong(origin, named_or_near("fact.unknown", name, known, otherwise))


def _fact_at(name: str) -> FactType | None:
    return SINGLE.get(name) or property_at(name)


def _is_list(name: str) -> bool:
    plural, dot, state = name.partition(".")
    return plural in LISTS and (not dot or (plural in BY_STATE and bool(state) and "[" not in state))


def raise_problems(
    statements: Statements,
    assumptions: Statements,
    found: ProfileError | None = None,
) -> None:
    """Raise one error with every problem, if there is any: of the options, of the question, of what is stated and assumed.

    A key `on` of a profile is no option: who is asked and who is told differ by where a problem was found.
    """
    problems = [*statements.problems, *assumptions.problems]
    for place, (path, what) in enumerate(found.problems if found is not None else ()):
        if found is not None and place < found.asked:
            called = {name: OPTIONS[name] for name in ("exit_state", "entry_state") if name in what.words}
            problems.append((OPTIONS.get(path, path), Sentence(what.key, **{**what.words, **called})))
        elif path.startswith("assume."):
            problems.append((f"--{path.replace('.', ' ', 1)}", what))
        else:
            problems.append((statements.told(path), what))
    if problems:
        raise ProfileError(problems, found.more if found is not None else 0)
