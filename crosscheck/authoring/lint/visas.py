"""What conditions on visas look for, and the table of their State does not have."""

from collections.abc import Iterable, Iterator

from crosscheck.authoring.lint import finding
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Among, Compare, Condition, Held, Literal
from crosscheck.language.spelling import did_you_mean
from crosscheck.language.trees import nodes_in
from crosscheck.rulebook.ruleset import Requirement, RuleSet

_PURPOSES, _CATEGORY = "purposes", "category"


def find(requirement: Requirement, rules: RuleSet) -> Iterator[Diagnostic]:
    """Look at each visa of one State: its purposes are told by the table of that State, its category stands in it."""
    # What an ending stay asks of a visa was written elsewhere, and leaves purposes out.
    for held in nodes_in(requirement.written, Held):
        state = _issuer(held.conditions) if held.kind == "visa" else None
        if state is not None:
            yield from _unknown(held.conditions, state, rules)


def _issuer(conditions: Iterable[Condition]) -> str | None:
    """Return the one State that must have issued the visa."""
    for condition in conditions:
        match condition.key, condition.predicate:
            case "issuing_state", Compare(_, "==", Literal(str(state))):
                return state
    return None


def _unknown(conditions: tuple[Condition, ...], state: str, rules: RuleSet) -> Iterator[Diagnostic]:
    table = rules.states[state].visas if state in rules.states else {}
    file = f"states/{state.lower()}/visas.yaml"
    for condition in nodes_in(conditions, Condition):
        if condition.key == _PURPOSES and not table:
            hint = f"write {file}: what each category is for"
            if state not in rules.states:
                hint = f"read `category` in place of it; there are no rules for {state}"
            yield from finding.at(
                condition.span, "CC419", f"nothing tells what visas of {state} are for", hint
            )
        for category in sorted(_named(condition) - table.keys()) if table else ():
            near = did_you_mean(category, table)
            message = f"{state} has no visas of the category `{category}`{near}"
            hint = f"write it into {file} with its source, or the category that is meant here"
            yield from finding.at(condition.span, "CC423", message, hint)


def _named(condition: Condition) -> set[str]:
    """Return each category of visas that *condition* names, to take or to refuse it."""
    if condition.key != _CATEGORY:
        return set()
    compared = {
        each.right.value
        for each in nodes_in(condition.predicate, Compare)
        if isinstance(each.right, Literal) and isinstance(each.right.value, str)
    }
    return compared.union(*(each.values for each in nodes_in(condition.predicate, Among)))
