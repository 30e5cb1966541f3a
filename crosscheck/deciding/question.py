"""The question as people put it, made into a `Question`: nothing missing, nothing at odds."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final, TypeVar

from crosscheck.deciding.facts import SIDES, Direction, Facts, Question, Side
from crosscheck.deciding.nearby import ports_between
from crosscheck.language import states
from crosscheck.language.errors import Problem, ProfileError, UncoveredError
from crosscheck.language.spelling import folded, near, typed
from crosscheck.language.spoken.sentences import Sentence, UnreadableError, unreadable
from crosscheck.language.values import parse_day
from crosscheck.language.vocabulary import PORT_FACTS
from crosscheck.rulebook.ruleset import Port, RuleSet

OUTBOUND: Final = "outbound"
INBOUND: Final = "inbound"
ASSUMABLE: Final[tuple[str, ...]] = ("date", "direction")
"""The parts of a question that a tool may fill in for somebody, as every answer says."""
_PARTS: Final = {"exit_state": "exit_state", "entry_state": "entry_state"}
"""What the States of a question are called by programs; others may call them otherwise."""
_LAST_YEAR: Final = 9000
_LAST_DAY: Final = date(_LAST_YEAR, 12, 31).toordinal()
_SHOWN: Final = 60

Problems = list[Problem]
_Name = TypeVar("_Name", bound=str)
_Value = TypeVar("_Value")


def ask(
    rules: RuleSet,
    problems: Problems,
    *,
    on: object,
    port: object,
    direction: object,
    exit_state: object,
    entry_state: object,
    sides: object = None,
    require: object = (),
    assumed: object = (),
    border_of: str | None = None,
) -> Question | None:
    """Return the question, or None with what is wrong with it added to *problems* as (path, what).

    The arguments come as somebody gave them, of whatever type: what is no text is a problem.

    A port has two sides, so that with a port the direction, or one of the States, says
    the rest.  Without one, a State that is not given is not known, and its side is not asked;
    the border between two States is asked, unless *sides* says what is.  Where neither a port nor a
    State is given, *border_of* is a port whose border the direction is of.

    Raises:
        UncoveredError: The port is none that the rules know.
    """
    day = read_part("on", _day, on, problems)
    leaving = read_part("exit_state", _state, exit_state, problems)
    entering = read_part("entry_state", _state, entry_state, problems)
    towards = read_part("direction", _direction, direction, problems)
    filled_in = read_part("assumed", _ASSUMED, assumed, problems)
    at = read_part("port", partial(_port, rules), port, problems)
    if problems:
        return None
    route: tuple[str | None, str | None] | None
    if at is not None:
        route = _route_at(at, towards, leaving, entering, problems)
    elif border_of is not None and leaving is None and entering is None:
        route = _route_at(rules.ports[border_of], towards, None, None, problems)
    else:
        route = _route(towards, leaving, entering, problems)
    if route is None or day is None or filled_in is None:
        return None
    asked, required = (
        (SIDES, ()) if sides is None and not require else _sides(sides, require, route, problems)
    )
    if problems:
        return None
    border = at is None and sides is None and None not in route
    question = Question(*route, day, None, towards, filled_in, asked, required, border)
    return question if at is None else at_port(question, at)


def at_port(question: Question, port: Port) -> Question:
    """Return the same question, asked at *port* of its border."""
    return Question(
        question.exit_state,
        question.entry_state,
        question.day,
        port.id,
        OUTBOUND if question.exit_state == port.home else INBOUND,
        question.assumed,
        question.sides,
        question.require,
    )


def understood(
    rules: RuleSet,
    profile: Any,
    read_profile: Callable[..., Facts],
    *,
    on: object,
    assume: Mapping[str, Any] | None = None,
    **asked: Any,
) -> tuple[Question, Facts]:
    """Return question and facts as the engine has them, from what somebody asks and states.

    Args:
        rules: Those that name the ports.
        profile: What is stated: a mapping, or facts that were read before.
        read_profile: What reads a mapping.
        on: The crossing date.
        assume: What is assumed where the profile is silent, as a profile.
        asked: The rest of the question, as `ask` takes it.

    Raises:
        ProfileError: They cannot be read, or contradict themselves; with all that is wrong in either.
        UncoveredError: The port is none that the rules know.
    """
    problems: Problems = []
    question = ask(rules, problems, on=on, **asked)
    of_question, more = len(problems), 0
    facts: Facts | None = None
    try:
        day = parse_day(on) if question is None else question.day
    except ValueError:  # the crossing date, which is among the problems already
        day = _LAST_DAY
    try:
        if not isinstance(profile, Facts):
            facts = read_profile(profile, day=day, assume=assume, documents=rules.documents)
        elif assume:
            problems.append(("assume", Sentence("question.read_before")))
        else:
            facts = profile
    except ProfileError as error:
        problems += error.problems
        more = error.more
    if question is not None and facts is not None and question.border:
        which = _of_no_port(rules, question, facts)
        problems, of_question = which + problems, len(which)
    if question is None or facts is None or problems:
        raise ProfileError(problems, more, asked=of_question)
    return question, facts


def _of_no_port(rules: RuleSet, question: Question, facts: Facts) -> Problems:
    """Return what is stated of the port while none is named, and several may be meant."""
    stated = [name for name in PORT_FACTS if name in facts.values]
    if not stated or not ports_between(rules, question.exit_state, question.entry_state):
        return []
    return [("port", Sentence("port.which", facts=tuple(stated)))]


def find_port(rules: RuleSet, text: str) -> Port:
    """Return the port that *text* names, by id or by any of its names, whatever the case, accents and hyphens.

    Raises:
        UnreadableError: No port is called that, but one or several nearly that; or it is no text of any.
        UncoveredError: None is called even nearly that.
    """
    if (by_id := rules.ports.get(text)) is not None:
        return by_id  # most ask by it, and no other port is called so
    names = _by_name(
        tuple([(port.id, *port.names.values(), *port.spellings) for port in rules.ports.values()])
    )
    wanted = folded(typed(text))
    if (found := names.get(wanted)) is not None:
        return rules.ports[found]
    if close := dict.fromkeys(names[name] for name in near(wanted, names, meanings={})):
        raise unreadable("port.unread", given=text, names=tuple(close))
    shown = _cut(text)
    said = Sentence("uncovered.port.called", given=shown, known=tuple(sorted(rules.ports)))
    raise UncoveredError("port", shown, shown, said)


@lru_cache(8)
def _by_name(called: tuple[tuple[str, ...], ...]) -> Mapping[str, str]:
    """Return the id of a port by each of its names, folded; *called* begins with it, and is the same for every traveller."""
    return {folded(name): names[0] for names in called for name in names}


def _route_at(
    port: Port, direction: str | None, leaving: str | None, entering: str | None, problems: Problems
) -> tuple[str, str] | None:
    """Return the State that is left and the State that is entered at *port*."""
    ways = {OUTBOUND: (port.home, port.neighbour), INBOUND: (port.neighbour, port.home)}
    led = {"port": port.id, "home": port.home, "neighbour": port.neighbour}
    if direction is None and leaving is None and entering is None:
        problems.append(("direction", Sentence("direction.missing", **led)))
        return None
    for name, (left, entered) in ways.items():
        if direction in (None, name) and leaving in (None, left) and entering in (None, entered):
            return left, entered
    asked = _way(leaving, entering)
    if direction is not None and any(
        leaving in (None, way[0]) and entering in (None, way[1]) for way in ways.values()
    ):
        left, entered = ways[direction]
        words = {"direction": direction, "port": port.id, "left": left, "entered": entered, "asked": asked}
        problems.append(("direction", Sentence("direction.other", **words)))
    else:
        problems.append(("port", Sentence("port.other_way", asked=asked, **led)))
    return None


def _way(left: str | None, entered: str | None) -> Sentence:
    """Return which State was said to be left, which to be entered, or both."""
    if left is None:
        return Sentence("way.to", entered=str(entered))
    return (
        Sentence("way.from", left=left)
        if entered is None
        else Sentence("way.from_to", left=left, entered=entered)
    )


def _route(
    direction: str | None, leaving: str | None, entering: str | None, problems: Problems
) -> tuple[str | None, str | None] | None:
    if direction is not None:
        problems.append(("direction", Sentence("direction.of_no_port", direction=direction, **_PARTS)))
    if leaving is None and entering is None:
        problems.append(("exit_state", Sentence("question.no_route", **_PARTS)))
    elif leaving == entering:
        problems.append(("entry_state", Sentence("question.no_border", state=str(leaving))))
    return None if problems else (leaving, entering)


def _sides(
    sides: object, require: object, route: tuple[str | None, str | None], problems: Problems
) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Return the sides to ask and those that must be, each in the order in which they are crossed."""
    to_ask = SIDES if sides is None else read_part("sides", _SIDES, sides, problems) or ()
    required = read_part("require", _SIDES, require, problems) or ()
    if not to_ask and not problems:
        problems.append(("sides", Sentence("sides.none", names=SIDES)))
    states = dict(zip(SIDES, route, strict=True))
    for side in required if sides is None else dict.fromkeys((*to_ask, *required)):
        if side in states and states[side] is None:
            problems.append((f"{side}_state", Sentence("side.of_no_state", side=side)))
        elif side not in to_ask:
            problems.append(("require", Sentence("side.left_out", side=side)))
    asked, demanded = (tuple([side for side in SIDES if side in named]) for named in (to_ask, required))
    return asked, demanded


def _cut(text: str) -> str:
    """Return as much of *text* as is shown again."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def read_part(path: str, read: Callable[[Any], _Value], given: object, problems: Problems) -> _Value | None:
    """Return what *read* makes of what is *given*; None where it cannot be read, which is added to *problems*."""
    try:
        return read(given)
    except UnreadableError as error:
        problems.append((path, error.said))
        return None


def _text(given: object) -> str | None:
    if given is None or isinstance(given, str):
        return given
    raise unreadable("question.no_text", type=type(given).__name__)


def _names(given: object, *, known: Sequence[_Name], otherwise: str) -> tuple[_Name, ...]:
    """Return the names *given*, which must be some of the *known* ones; the sentence *otherwise* says so."""
    if type(given) is tuple and not given:
        return ()  # as most often, and a protocol is slowly asked
    if isinstance(given, str | bytes) or not isinstance(given, Sequence | AbstractSet):
        raise unreadable("question.no_list", example=known[0], type=type(given).__name__)
    for name in given:
        if name not in known:
            is_text = isinstance(name, str)
            shown = f"`{name[:60]}`" if is_text else Sentence("given.type", type=type(name).__name__)
            raise unreadable(otherwise, given=shown, known=tuple(known))
    return tuple(given)


_ASSUMED: Final = partial(_names, known=ASSUMABLE, otherwise="assumed.unknown")
_SIDES: Final = partial(_names, known=SIDES, otherwise="sides.unknown")


def _day(given: object) -> int:
    day = parse_day(given)
    if day > _LAST_DAY:
        raise unreadable("day.too_late", year=_LAST_YEAR)
    return day


def _state(given: object) -> str | None:
    text = _text(given)
    return None if text is None else states.parse(text)


def _port(rules: RuleSet, given: object) -> Port | None:
    text = _text(given)
    return None if text is None else find_port(rules, text)


def _direction(given: object) -> Direction | None:
    if (text := _text(given)) is None:
        return None
    word = text.strip(" ").casefold()
    if word in (OUTBOUND, INBOUND):
        return OUTBOUND if word == OUTBOUND else INBOUND
    raise unreadable("direction.unread", given=_cut(text))
