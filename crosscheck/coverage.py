"""What the rules declare to cover.  Outside it there is no verdict: silence is not law."""

from collections.abc import Collection, Sequence
from typing import Final

from crosscheck.dates import NO_END, iso
from crosscheck.errors import UncoveredError
from crosscheck.facts import Question, View
from crosscheck.rulebook import Coverage, RuleSet
from crosscheck.states import STATES
from crosscheck.vocabulary import SLOT

_DAY: Final = SLOT["crossing.date"]
_NATIONALITY: Final = SLOT["nationality"]
_DOCUMENT_TYPE: Final = SLOT["document.type"]
_MOVING: Final = {"exit": "leaving", "entry": "entering"}
_MOST_NAMED: Final = 8


def demand_route(rules: RuleSet, question: Question) -> None:
    """Raise `UncoveredError` where a State, the port or the route has no rules at all."""
    for state in (question.exit_state, question.entry_state):
        if state not in rules.states:
            raise no_rules_for(state, rules)
    if question.port is None:
        return
    port = rules.ports.get(question.port)
    if port is None:
        known = ", ".join(sorted(rules.ports)) or "none"
        raise UncoveredError(
            "port",
            question.port,
            question.port,
            f"There are no rules for the port {question.port}; covered: {known}.",
        )
    if {port.home, port.neighbour} != {question.exit_state, question.entry_state}:
        route = f"{_named(question.exit_state)} to {_named(question.entry_state)}"
        raise UncoveredError("route", port.id, route, f"The port {port.id} does not lead from {route}.")


def no_rules_for(state: str, rules: RuleSet) -> UncoveredError:
    """Return the error that says that no rules tell of *state*."""
    sentence = f"There are no rules for {_named(state)}; {_covered(set(map(_named, rules.states)))}."
    return UncoveredError("state", state, state, sentence)


class Covered:
    """For whom and when the rules of one part are complete; *movement* None is a port's."""

    def __init__(self, coverage: Sequence[Coverage], movement: str | None) -> None:
        self._coverage, self._movement = coverage, movement
        self._moving = tuple(
            (part.period.first or 0, part.period.last or NO_END, part.nationalities, part.document_types)
            for part in coverage
            if movement is None or part.movements is None or movement in part.movements
        )
        self._reads_nationality = any(part.nationalities is not None for part in coverage)
        self._reads_document = any(part.document_types is not None for part in coverage)
        self.is_for_all = not self._reads_nationality and not self._reads_document
        """Whether for whom they are complete hangs on the day alone."""

    def covers(self, view: View) -> bool | None:
        """Return whether the rules are complete for this traveller on this day; None where a fact is missing."""
        result: bool | None = False
        day, nationality, document = view[_DAY], view[_NATIONALITY], view[_DOCUMENT_TYPE]
        for first, last, nationalities, documents in self._moving:
            if not first <= day <= last:
                continue
            of_nationals = True if nationalities is None else _among(nationality, nationalities)
            of_documents = True if documents is None else _among(document, documents)
            if of_nationals and of_documents:
                return True
            if of_nationals is not False and of_documents is not False:
                result = None
        return result

    def surely(self, nationality: str | None, document: str | None) -> tuple[int, int]:
        """Return the first and last day of a period throughout which the rules are complete; last < first: none."""
        for first, last, nationalities, documents in self._moving:
            if (nationalities is None or _among(nationality, nationalities)) and (
                documents is None or _among(document, documents)
            ):
                return first, last
        return 1, 0

    def missing(self, view: View) -> tuple[str, ...]:
        """Return the facts without which it cannot be told whether the rules cover this traveller."""
        names = []
        if self._reads_nationality and view[_NATIONALITY] is None:
            names.append("nationality")
        if self._reads_document and view[_DOCUMENT_TYPE] is None:
            names.append("document.type")
        return tuple(names)

    def refusal(self, view: View, of: str) -> UncoveredError:
        """Return the error that says what about this question is not covered, and what would be."""
        return _why_not(self._coverage, self._movement, view, view[_DAY], of)


def _among(value: str | None, values: frozenset[str]) -> bool | None:
    if value is None:
        return None
    return value in values or value == "none"  # who holds no document is a matter of the rules


def _why_not(
    coverage: Sequence[Coverage], movement: str | None, view: View, day: int, of: str
) -> UncoveredError:
    """Return the error that says what about this question is not covered, and what would be."""
    whose = _named(of) if movement is not None else f"the port {of}"
    in_time = [part for part in coverage if (part.period.first or 0) <= day <= (part.period.last or NO_END)]
    if not in_time:
        first = min((part.period.first or 0 for part in coverage), default=0)
        since = f"; they begin on {iso(first)}" if first else ""
        return UncoveredError(
            "date", of, iso(day), f"The rules of {whose} are not complete on {iso(day)}{since}."
        )
    moving = [
        part for part in in_time if movement is None or part.movements is None or movement in part.movements
    ]
    if not moving:
        sentence = f"The rules of {whose} do not cover {_MOVING[str(movement)]} it."
        return UncoveredError("movement", of, str(movement), sentence)
    nationality = str(view[_NATIONALITY])
    if all(part.nationalities is not None and nationality not in part.nationalities for part in moving):
        known = _covered({_named(code) for part in moving for code in part.nationalities or ()})
        sentence = f"The rules of {whose} do not cover the nationality {_named(nationality)}; {known}."
        return UncoveredError("nationality", of, nationality, sentence)
    shown = str(view[_DOCUMENT_TYPE])
    known = _covered({word.replace("-", " ") for part in moving for word in part.document_types or ()})
    sentence = f"The rules of {whose} do not cover the document {shown.replace('-', ' ')}; {known}."
    return UncoveredError("document", of, shown, sentence)


def _named(state: str) -> str:
    return STATES.get(state, state)


def _covered(names: Collection[str]) -> str:
    """Return what is covered by its names, or where they are many how many there are."""
    if len(names) > _MOST_NAMED:
        return f"{len(names)} others are covered"
    return f"covered: {', '.join(sorted(names)) or 'none'}"
