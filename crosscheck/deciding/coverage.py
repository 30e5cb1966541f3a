"""What the rules declare to cover.  Outside it there is no verdict: silence is not law."""

from collections.abc import Iterable, Sequence
from typing import Final

from crosscheck.deciding.facts import Question, Side, View, possibly
from crosscheck.deciding.stated import path_of
from crosscheck.language.dates import NO_END, iso
from crosscheck.language.errors import UncoveredError
from crosscheck.language.nodes import Period
from crosscheck.language.spoken.sentences import Sentence
from crosscheck.language.states import STATES
from crosscheck.language.vocabulary import SLOT
from crosscheck.rulebook.ruleset import Coverage, Port, RuleSet

_DAY: Final = SLOT["crossing.date"]
_MODE: Final = SLOT["crossing.mode"]
_PORT_MODES: Final = SLOT["port.modes"]
_NATIONALITY: Final = SLOT["nationality"]
_DOCUMENT_TYPE: Final = SLOT["document.type"]
_ASKED: Final = {
    "neighbour": "crossing.to",
    "mode": "crossing.mode",
    "nationality": "nationality",
    "document": "document.type",
}
"""By what coverage is limited in, in the order in which it is told: the fact that says so; of an entry it is where from."""
_MOST_NAMED: Final = 30


def demand_route(rules: RuleSet, question: Question) -> None:
    """Raise `UncoveredError` where a State, the port or the route has no rules at all."""
    asked = sides_asked(rules, question)
    demanded = question.require or (() if asked else question.sides)
    states = [state for side in demanded if side not in asked and (state := question.state(side)) is not None]
    if states:
        raise no_rules_for(states, rules)
    if question.port is None:
        return
    port = demand_port(rules, question.port)
    if {port.home, port.neighbour} != {question.exit_state, question.entry_state}:
        left, entered = question.exit_state or "?", question.entry_state or "?"
        said = Sentence("uncovered.route", port=port.id, left=left, entered=entered)
        raise UncoveredError("route", port.id, f"{_named(left)} to {_named(entered)}", said)


def sides_asked(rules: RuleSet, question: Question) -> tuple[Side, ...]:
    """Return the sides that have a say: of those that are to be asked, each whose State has rules."""
    return tuple([side for side in question.sides if question.state(side) in rules.states])


def demand_port(rules: RuleSet, id_: str) -> Port:
    """Return the port *id_*.

    Raises:
        UncoveredError: The rules know none that is called so.
    """
    port = rules.ports.get(id_)
    if port is None:
        said = Sentence("uncovered.port", port=id_, known=tuple(sorted(rules.ports)))
        raise UncoveredError("port", id_, id_, said)
    return port


def no_rules_for(states: Sequence[str], rules: RuleSet) -> UncoveredError:
    """Return the error that says that no rules tell of any of *states*; the first is the one that it is of."""
    said = Sentence("uncovered.state", states=tuple(states), covered=_covered("states", rules.states))
    return UncoveredError("state", states[0], states[0], said)


class Covered:
    """For whom, from where, in which way and when the rules of one part are complete; *movement* None is a port's."""

    def __init__(self, coverage: Sequence[Coverage], movement: str | None) -> None:
        self._coverage, self._movement = coverage, movement
        self._moving = tuple(part for part in coverage if _moves(part, movement))
        self._asked = _ASKED | ({"neighbour": "crossing.from"} if movement == "entry" else {})
        self._other = SLOT[self._asked["neighbour"]]
        """Where a view holds the State on the other side of the border."""

    def covers(self, view: View) -> bool | None:
        """Return whether the rules are complete for this traveller on this day; None where a fact is missing."""
        result: bool | None = False
        for part in self._moving:
            if not _is_in(part.period, view[_DAY]):
                continue
            within = self._limits(part, view).values()
            if False not in within:
                if None not in within:
                    return True
                result = None
        return result

    def missing(self, view: View) -> tuple[str, ...]:
        """Return the paths of the facts without which it cannot be told whether the rules cover this traveller."""
        found = [self._limits(part, view) for part in self._moving if _is_in(part.period, view[_DAY])]
        open_ones = [limits for limits in found if False not in limits.values()]
        names = dict.fromkeys(what for limits in open_ones for what, fits in limits.items() if fits is None)
        return tuple([path for what in names if (path := path_of(self._asked[what], view)) is not None])

    def refusal(self, view: View, of: str) -> UncoveredError:
        """Return the error that says what about this question is not covered, and what would be."""
        whose = Sentence("whose.port" if self._movement is None else "whose.state", of=of)
        day = view[_DAY]
        in_time = [part for part in self._coverage if _is_in(part.period, day)]
        if not in_time:
            first = min((part.period.first or 0 for part in self._coverage), default=0)
            said = Sentence("uncovered.date", whose=whose, day=iso(day))
            if first:
                said = Sentence("uncovered.date.first", whose=whose, day=iso(day), first=iso(first))
            return UncoveredError("date", of, iso(day), said)
        moving = str(self._movement)
        left = [part for part in in_time if _moves(part, self._movement)]
        if not left:
            return UncoveredError(
                "movement", of, moving, Sentence(f"uncovered.movement.{moving}", whose=whose)
            )
        for what in _ASKED:
            fitting = [part for part in left if self._limits(part, view).get(what) is not False]
            if not fitting:
                break
            left = fitting
        return UncoveredError(what, of, *self._told(what, left, view, whose))

    def _limits(self, part: Coverage, view: View) -> dict[str, bool | None]:
        """Return of each limit that *part* has whether the traveller is within it; None where a fact is missing."""
        within: dict[str, bool | None] = {}
        if part.neighbours is not None:
            other = view[self._other]
            within["neighbour"] = None if other is None else other in part.neighbours
        if part.modes is not None:
            within["mode"] = _is_by(part.modes, view)
        if part.nationalities is not None:
            within["nationality"] = _among(view[_NATIONALITY], part.nationalities)
        if part.document_types is not None:
            within["document"] = _among(view[_DOCUMENT_TYPE], part.document_types)
        return within

    def _told(self, what: str, left: Sequence[Coverage], view: View, whose: Sentence) -> tuple[str, Sentence]:
        """Return what *left* does not cover, as it is and in a sentence that says what it covers of the kind."""
        key = f"uncovered.{what}.{self._movement}"
        match what:
            case "neighbour":
                state = view[self._other]
                covered = _covered("states", [code for part in left for code in part.neighbours or ()])
                return state, Sentence(key, whose=whose, state=state, covered=covered)
            case "mode":
                modes = sorted([view[_MODE]] if view[_MODE] is not None else possibly(view[_PORT_MODES]))
                covered = _covered("modes", [word for part in left for word in part.modes or ()])
                return " or ".join(modes), Sentence(key, whose=whose, modes=tuple(modes), covered=covered)
            case "nationality":
                nationality = view[_NATIONALITY]
                covered = _covered("states", [code for part in left for code in part.nationalities or ()])
                said = Sentence(
                    "uncovered.nationality", whose=whose, nationality=nationality, covered=covered
                )
                return nationality, said
            case _:
                shown = view[_DOCUMENT_TYPE]
                covered = _covered("documents", [word for part in left for word in part.document_types or ()])
                return shown, Sentence("uncovered.document", whose=whose, document=shown, covered=covered)


def _moves(part: Coverage, movement: str | None) -> bool:
    return movement is None or part.movements is None or movement in part.movements


def _is_in(period: Period, day: int) -> bool:
    return (period.first or 0) <= day <= (period.last or NO_END)


def _is_by(modes: frozenset[str], view: View) -> bool | None:
    """Return whether the way of crossing is one of *modes*: the way stated, or else all or none of the port's."""
    if view[_MODE] is not None:
        return view[_MODE] in modes
    if view[_PORT_MODES] is None:
        return None
    possible = possibly(view[_PORT_MODES])
    return True if possible <= modes else None if possible & modes else False


def _among(value: str | None, values: frozenset[str]) -> bool | None:
    if value is None:
        return None
    return value in values or value == "none"  # who holds no document is a matter of the rules


def _named(state: str) -> str:
    return STATES.get(state, state)


def _covered(kind: str, names: Iterable[str]) -> Sentence:
    """Return what is covered by its names, or where they are many how many there are."""
    known = tuple(sorted(set(names)))
    if len(known) > _MOST_NAMED:
        return Sentence("covered.many", count=len(known))
    return Sentence(f"covered.{kind}", names=known)
