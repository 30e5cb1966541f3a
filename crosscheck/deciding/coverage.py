"""What the rules declare to cover.  Outside it there is no verdict: silence is not law."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from crosscheck.deciding.facts import Question, Side, View, possibly
from crosscheck.deciding.stated import path_of
from crosscheck.language.dates import iso
from crosscheck.language.errors import UncoveredError
from crosscheck.language.spoken.sentences import Sentence
from crosscheck.language.states import STATES
from crosscheck.language.vocabulary import SLOT
from crosscheck.rulebook.ruleset import Coverage, Port, RuleSet

_DAY: Final = SLOT["crossing.date"]
_MODE: Final = SLOT["crossing.mode"]
_PORT_MODES: Final = SLOT["port.modes"]
_ASKED: Final = {
    "neighbour": "crossing.to",
    "mode": "crossing.mode",
    "nationality": "nationality",
    "document": "document.type",
}
"""By what coverage is limited in, in the order in which it is told: the fact that says so; of an entry it is where from."""
_SAID: Final = {
    "neighbour": ("state", "states"),
    "mode": ("modes", "modes"),
    "nationality": ("nationality", "states"),
    "document": ("document", "documents"),
}
"""What is not covered by each of them in the sentence that says so; of what kind it is."""
_MOST_NAMED: Final = 30
_Limits: TypeAlias = Mapping[str, frozenset[str]]


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
        self._moving = tuple(
            (part.period.start, part.period.end, _limits(part))
            for part in coverage
            if movement is None or part.movements is None or movement in part.movements
        )
        self._asked = _ASKED | ({"neighbour": "crossing.from"} if movement == "entry" else {})

    def covers(self, view: View) -> bool | None:
        """Return whether the rules are complete for this traveller on this day; None where a fact is missing."""
        result: bool | None = False
        for limits in self._in_time(view):
            within = self._within(limits, view).values()
            if False not in within:
                if None not in within:
                    return True
                result = None
        return result

    def missing(self, view: View) -> tuple[str, ...]:
        """Return the paths of the facts without which it cannot be told whether the rules cover this traveller."""
        found = [self._within(limits, view) for limits in self._in_time(view)]
        open_ones = [within for within in found if False not in within.values()]
        names = dict.fromkeys(what for within in open_ones for what, fits in within.items() if fits is None)
        return tuple([path for what in names if (path := path_of(self._asked[what], view)) is not None])

    def refusal(self, view: View, of: str) -> UncoveredError:
        """Return the error that says what about this question is not covered, and what would be."""
        whose = Sentence("whose.port" if self._movement is None else "whose.state", of=of)
        day, moving, left = view[_DAY], str(self._movement), self._in_time(view)
        if not any(day in part.period for part in self._coverage):
            first = min((part.period.start for part in self._coverage), default=0)
            said = Sentence("uncovered.date", whose=whose, day=iso(day))
            if first:
                said = Sentence("uncovered.date.first", whose=whose, day=iso(day), first=iso(first))
            return UncoveredError("date", of, iso(day), said)
        later = [
            first
            for first, _, limits in self._moving
            if first > day and False not in self._within(limits, view).values()
        ]
        if later:
            said = Sentence("uncovered.date.later", whose=whose, day=iso(day), first=iso(min(later)))
            return UncoveredError("date", of, iso(day), said)
        if not left:
            said = Sentence(f"uncovered.movement.{moving}", whose=whose)
            return UncoveredError("movement", of, moving, said)
        for what in _ASKED:
            fitting = [limits for limits in left if self._within(limits, view).get(what) is not False]
            if not fitting:
                break
            left = fitting
        word, kind = _SAID[what]
        value = view[SLOT[self._asked[what]]]
        modes = tuple(sorted(possibly(view[_PORT_MODES]))) if value is None else (value,)
        given = {word: modes if what == "mode" else value}
        covered = _covered(kind, [each for limits in left for each in limits[what]])
        key = f"uncovered.{what}.{moving}" if what in ("neighbour", "mode") else f"uncovered.{what}"
        said = Sentence(key, whose=whose, **given, covered=covered)
        return UncoveredError(what, of, " or ".join(modes), said)

    def _in_time(self, view: View) -> list[_Limits]:
        """Return the limits within which the rules are complete on the day of the crossing."""
        day = view[_DAY]
        return [limits for first, last, limits in self._moving if first <= day <= last]

    def _within(self, limits: _Limits, view: View) -> dict[str, bool | None]:
        """Return of each of *limits* whether the traveller is within it; None where a fact is missing."""
        within: dict[str, bool | None] = {}
        for what, values in limits.items():
            value = view[SLOT[self._asked[what]]]
            if what == "mode":
                within[what] = _is_by(values, view)
            else:  # who holds no document is a matter of the rules
                within[what] = None if value is None else value in values or value == "none"
        return within


def _limits(part: Coverage) -> _Limits:
    limits = zip(_ASKED, (part.neighbours, part.modes, part.nationalities, part.document_types), strict=True)
    return {what: values for what, values in limits if values is not None}


def _is_by(modes: frozenset[str], view: View) -> bool | None:
    """Return whether the way of crossing is one of *modes*: the way stated, or else all or none of the port's."""
    if view[_MODE] is not None:
        return view[_MODE] in modes
    if view[_PORT_MODES] is None:
        return None
    possible = possibly(view[_PORT_MODES])
    return True if possible <= modes else None if possible & modes else False


def _named(state: str) -> str:
    return STATES.get(state, state)


def _covered(kind: str, names: Iterable[str]) -> Sentence:
    """Return what is covered by its names, or where they are many how many there are."""
    known = tuple(sorted(set(names)))
    if len(known) > _MOST_NAMED:
        return Sentence("covered.many", count=len(known))
    return Sentence(f"covered.{kind}", names=known)
