"""What the rules declare to cover.  Outside it there is no verdict: silence is not law."""

from collections.abc import Sequence
from typing import Final

from crosscheck.dates import NO_END, iso
from crosscheck.errors import UncoveredError
from crosscheck.facts import Question, View
from crosscheck.rulebook import Coverage, RuleSet
from crosscheck.vocabulary import SLOT

_NATIONALITY: Final = SLOT["nationality"]
_DOCUMENT_TYPE: Final = SLOT["document.type"]


def demand_route(rules: RuleSet, question: Question) -> None:
    """Raise `UncoveredError` where a State, the port or the route has no rules at all."""
    for state in (question.exit_state, question.entry_state):
        if state not in rules.states:
            known = ", ".join(sorted(rules.states)) or "none"
            raise UncoveredError("state", state, state, f"There are no rules for {state}; covered: {known}.")
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
        route = f"{question.exit_state} to {question.entry_state}"
        raise UncoveredError("route", port.id, route, f"The port {port.id} does not lead from {route}.")


def covers(coverage: Sequence[Coverage], movement: str | None, view: View, day: int) -> bool | None:
    """Return whether the rules are complete for this traveller; None where a fact is missing."""
    result: bool | None = False
    for part in coverage:
        truth = _covers(part, movement, view, day)
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


def _covers(part: Coverage, movement: str | None, view: View, day: int) -> bool | None:
    if not (part.period.first or 0) <= day <= (part.period.last or NO_END):
        return False
    if movement is not None and part.movements is not None and movement not in part.movements:
        return False
    known: bool | None = True
    for value, values in (
        (view[_NATIONALITY], part.nationalities),
        (view[_DOCUMENT_TYPE], part.document_types),
    ):
        if values is None or value == "none":  # who holds no document is a matter of the rules
            continue
        if value is None:
            known = None
        elif value not in values:
            return False
    return known


def why_not(
    coverage: Sequence[Coverage], movement: str | None, view: View, day: int, of: str
) -> UncoveredError:
    """Return the error that says what about this question is not covered, and what would be."""
    in_time = [part for part in coverage if (part.period.first or 0) <= day <= (part.period.last or NO_END)]
    if not in_time:
        first = min((part.period.first or 0 for part in coverage), default=0)
        since = f"; they begin on {iso(first)}" if first else ""
        return UncoveredError(
            "date", of, iso(day), f"The rules of {of} are not complete on {iso(day)}{since}."
        )
    moving = [
        part for part in in_time if movement is None or part.movements is None or movement in part.movements
    ]
    if not moving:
        return UncoveredError("movement", of, str(movement), f"The rules of {of} do not cover {movement}.")
    nationality = view[_NATIONALITY]
    if all(part.nationalities is not None and nationality not in part.nationalities for part in moving):
        known = ", ".join(sorted({code for part in moving for code in part.nationalities or ()}))
        return UncoveredError(
            "nationality",
            of,
            str(nationality),
            f"The rules of {of} do not cover nationals of {nationality}; covered: {known}.",
        )
    shown = view[_DOCUMENT_TYPE]
    known = ", ".join(sorted({word for part in moving for word in part.document_types or ()}))
    return UncoveredError(
        "document", of, str(shown), f"The rules of {of} do not cover {shown}; covered: {known}."
    )
