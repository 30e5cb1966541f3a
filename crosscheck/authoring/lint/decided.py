"""A condition that its own `for` already decides: it says nothing, or can never be met."""

from collections.abc import Iterable, Iterator, Sequence

from crosscheck.authoring.lint import finding
from crosscheck.authoring.lint.implication import follows, is_excluded, stated
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Condition
from crosscheck.language.trees import blocks
from crosscheck.language.vocabulary import ENDING_STAY
from crosscheck.rulebook.ruleset import Requirement


def find(requirement: Requirement) -> Iterator[Diagnostic]:
    """Look at each condition of each ground against the `for` above it, and that of the requirement."""
    for ground in requirement.grounds:
        yield from _decided(requirement.concerns, ground.concerns)
        yield from _decided((*requirement.concerns, *ground.concerns), ground.needs)


def _decided(concerns: Sequence[Condition], conditions: Iterable[Condition]) -> Iterator[Diagnostic]:
    given = stated(concerns)
    for condition in _all(conditions) if given else ():
        always = follows(given, condition.predicate)
        if always or is_excluded(given, condition.predicate):
            message = (
                f"`{condition.key}` always holds here: `for` says so already"
                if always
                else f"`{condition.key}` can never hold here: `for` says otherwise"
            )
            hint = "delete it" if always else "say one of the two otherwise"
            places = ((of.span, "what `for` says") for of in concerns if of.key == condition.key)
            yield from finding.at(condition.span, "CC415", message, hint, *places)


def _all(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield each condition, and those within it that a `for` could decide as well."""
    for condition in conditions:
        yield condition
        if condition.key == ENDING_STAY:
            continue  # what stands within it was written elsewhere, of the day of entry
        for block in blocks(condition.predicate):
            yield from _all(block.conditions)
