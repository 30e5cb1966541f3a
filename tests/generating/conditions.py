"""Conditions as the lines of a rule file that say them: crosscheck itself writes single phrases alone."""

from collections.abc import Iterable
from typing import Final

from crosscheck.language.nodes import AllOf, AnyOf, Branch, Compare, Condition, Held, Its, Literal, NoneOf
from crosscheck.language.phrases.printing import phrase_text
from crosscheck.language.vocabulary import THING

_TIE: Final = "tied_to_document_shown"
_BRANCHING: Final = {AnyOf: "any_of", AllOf: "all_of", NoneOf: "none_of"}


def conditions_text(conditions: Iterable[Condition], indent: int = 0) -> str:
    """Return *conditions* as the lines of a rule file, as they stand under `for` or `needs`."""
    return "".join(f"{line}\n" for line in _lines(conditions, None, " " * indent))


def _lines(conditions: Iterable[Condition], kind: str | None, indent: str) -> Iterable[str]:
    for condition in conditions:
        match condition.predicate:
            case Held(held, inner, state):
                yield f"{indent}{held}:"
                yield from _held_lines(held, inner, state, indent + "  ")
            case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
                if condition.key == "ending_stay":
                    yield f"{indent}ending_stay: {condition.phrase}"
                    continue
                yield f"{indent}{_BRANCHING[type(condition.predicate)]}:"
                for branch in branches:
                    yield from _branch_lines(branch, kind, indent + "  ")
            case predicate:
                yield f"{indent}{condition.key}: {phrase_text(predicate, kind)}"


def _branch_lines(branch: Branch, kind: str | None, indent: str) -> Iterable[str]:
    yield f"{indent}{branch.name}:"
    yield from _lines(branch.conditions, kind, indent + "  ")


def _held_lines(
    kind: str, conditions: tuple[Condition, ...], state: str | None, indent: str
) -> Iterable[str]:
    if state is not None:
        yield f"{indent}state: {state}"
    tie = Compare(Its(_TIE), "==", Literal(value=True))
    # A stay that the visa allows is written under `grants`, and a tie at the end goes without saying.
    written = [condition for condition in conditions if condition.key != "stay"]
    if written and written[-1].predicate == tie:
        written.pop()
    yield from _lines(written, kind, indent)
    can_be_tied = any(found.name == _TIE for found in THING[kind].properties)
    if can_be_tied and not any(condition.key == _TIE for condition in conditions):
        yield f"{indent}{_TIE}: yes or no"
