"""What a decision still wants, as questions in the order in which they are worth asking."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from crosscheck.answers.asking.objects import LIST, PORT, TYPES, About, Choice, NextQuestion
from crosscheck.answers.asking.options import (
    Open,
    innermost,
    only_if,
    open_conditions,
    options_of,
    things_offered,
)
from crosscheck.answers.labels import day, listed, naming, shown
from crosscheck.answers.sentences.messages import say
from crosscheck.deciding.decision import Decision
from crosscheck.language.vocabulary import DOCUMENT, FACT, FACTS, THINGS, FactType, Type
from crosscheck.rulebook.ruleset import RuleSet

_KINDS: Final = {thing.plural: thing.kind for thing in (DOCUMENT, *THINGS)}
_OF_THING: Final = re.compile(
    r"(?P<plural>[a-z]+)(?:\.(?P<state>[A-Z]+))?\[(?P<place>[0-9]+)\]\.(?P<prop>[a-z_]+)"
)
_PROPERTIES: Final = {
    f"{thing.kind}.{fact.name}": fact for thing in (DOCUMENT, *THINGS) for fact in thing.properties
}
_SINGLE: Final = {fact.name: fact for fact in FACTS}
_OF_THE_QUESTION: Final = {"exit_state": FACT["crossing.from"], "entry_state": FACT["crossing.to"]}
_PAST: Final = frozenset(
    {
        "ending_stay.entered_on",
        "booking.date",
        "document.date_of_issue",
        "visit.entered_on",
        "visit.exited_on",
    }
    | {"date_of_birth"}
)
"""What is told of a day that has come: none after the crossing is taken."""
_TO_COME: Final = frozenset({"stay.until"})
"""What is told of a day that comes: none before the crossing is taken."""
_WITHOUT: Final = frozenset({"document.type", "document.issuing_state"})
"""What is none of somebody who holds no document: of one that is held it is not asked so."""


class _Asked(NamedTuple):
    """Where a path leads: the fact by its name and its type, and what it is about."""

    name: str
    fact: FactType
    about: About | None = None


def questions(decision: Decision, rules: RuleSet) -> tuple[NextQuestion, ...]:
    """Return what *decision* wants, as questions in the order in which they are worth asking; none if it is decided.

    *rules* are those that it was decided by.
    """
    with naming(rules.documents):
        return tuple(_questions(decision, rules))


def _questions(decision: Decision, rules: RuleSet) -> Iterator[NextQuestion]:
    points = decision.open_points
    found = [each for point in points for each in open_conditions(point.reasons)]
    for path in decision.wanted:
        hanging = [
            point
            for point in points
            if path in point.missing or any(path in reason.wanted for reason in point.reasons)
        ]
        decides = tuple(
            dict.fromkeys(point.requirement for point in hanging if point.requirement is not None)
        )
        sides = tuple(dict.fromkeys(f"{point.part} {point.of}" for point in hanging))
        reading = innermost(path, found)
        if path == PORT:
            yield _of_port(decision, rules, decides, sides)
        elif (listed_at := _list_at(path)) is not None:
            yield _of_list(path, *listed_at, reading, rules, decides, sides)
        else:
            asked = _asked(path, rules)
            options, free = options_of(asked.name, asked.fact, reading, hanging, rules)
            none = asked.fact.absent is not None and asked.name not in _WITHOUT
            if none:
                options += (Choice(asked.fact.absent, say(f"choice.absent.{asked.name}")),)
            is_port = asked.name in _OF_THE_QUESTION
            is_count = asked.fact.type is Type.COUNT
            key = f"ask.{asked.name}"
            crossing = day(decision.question.day)
            yield NextQuestion(
                fact=asked.name,
                path=None if is_port else _pointer(path),
                wanted=path,
                about=asked.about,
                type=TYPES[asked.fact.type],
                options=options,
                free=free,
                ask=say(key, **_words(asked, decision)),
                none_allowed=none,
                only_if={},
                decides=decides,
                sides=sides,
                key=key,
                unit=asked.fact.unit,
                least=asked.fact.least if is_count else None,
                earliest=crossing if asked.name in _TO_COME else None,
                latest=crossing if asked.name in _PAST else None,
            )


def _of_port(
    decision: Decision, rules: RuleSet, decides: tuple[str, ...], sides: tuple[str, ...]
) -> NextQuestion:
    """Return the question at which port the border is crossed: one that lies between the two States."""
    asked = decision.question
    known = {state for state in (asked.exit_state, asked.entry_state) if state is not None}
    between = [port for port in rules.ports.values() if known <= {port.home, port.neighbour}]
    options = tuple(Choice(port.id, port.names.get("en", port.id)) for port in between)
    key = "ask.port"
    return NextQuestion(
        PORT, None, PORT, None, PORT, options, False, say(key), False, {}, decides, sides, key
    )  # fmt: skip


def _of_list(
    path: str,
    plural: str,
    state: str | None,
    reading: list[Open],
    rules: RuleSet,
    decides: tuple[str, ...],
    sides: tuple[str, ...],
) -> NextQuestion:
    limits = only_if(reading, rules)
    offered = things_offered(plural, state, limits)
    key, words = f"ask.{plural}", dict[str, str]()
    if kinds := limits.get("kind"):
        key, words = (
            f"ask.{plural}.of_kind",
            {"kinds": listed([shown(each, form=Type.WORD) for each in kinds])},
        )
    issuers = (state,) if state is not None else limits.get("issuing_state", ())
    if issuers and not kinds:
        key, words = (
            f"ask.{plural}.of",
            {"states": listed([shown(each, form=Type.STATE) for each in issuers])},
        )
    if categories := limits.get("category"):
        key, words = f"ask.{plural}.of_category", words | {"categories": listed(list(categories))}
    return NextQuestion(
        plural, _pointer(path), path, None, LIST, offered, True, say(key, **words), True, limits, decides, sides, key
    )  # fmt: skip


def _list_at(path: str) -> tuple[str, str | None] | None:
    """Return the list that *path* leads to, and the State of whose things it is; None where it leads to no list."""
    plural, _, state = path.partition(".")
    return (plural, state or None) if plural in _KINDS and "[" not in path else None


def _asked(path: str, rules: RuleSet) -> _Asked:
    if (fact := _OF_THE_QUESTION.get(path)) is not None:
        return _Asked(path, fact)
    if (found := _OF_THING.fullmatch(path)) is not None:
        kind = _KINDS[found["plural"]]
        name = f"{kind}.{found['prop']}"
        about = About(kind, int(found["place"]), found["state"])
        return _Asked(name, rules.documents.known(_PROPERTIES[name]), about)
    return _Asked(path, rules.documents.known(_SINGLE[path]))


def _words(asked: _Asked, decision: Decision) -> dict[str, str]:
    """Return what fills the question: the document or thing that is meant, the State that is meant."""
    about, question = asked.about, decision.question
    kind = asked.name.partition(".")[0]
    words: dict[str, str] = {}
    if about is not None:
        numbered = {"number": about.place + 1}
        key = f"ask.which.{about.kind}"
        if about.state is not None:
            words[about.kind] = say(f"{key}.of", state=shown(about.state, form=Type.STATE), **numbered)
        else:
            words[about.kind] = say(key, **numbered)
    elif kind == DOCUMENT.kind:
        words[kind] = say("ask.which.document.shown")
    for name, code in (("left", question.exit_state), ("entered", question.entry_state)):
        words[name] = say(f"ask.state.{name}") if code is None else shown(code, form=Type.STATE)
    return words


def _pointer(path: str) -> str:
    """Return *path* as a JSON Pointer.

    >>> _pointer("visits.KZ[0].ground"), _pointer("stay.until")
    ('/visits/KZ/0/ground', '/stay/until')
    """
    return "/" + path.replace("[", ".").replace("]", "").replace(".", "/")
