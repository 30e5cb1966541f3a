"""What conditions on visas look for, and the table of their State does not have."""

from collections.abc import Iterable, Iterator

from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Among, Compare, Condition, Held, Literal
from crosscheck.language.spelling import did_you_mean
from crosscheck.language.trees import nodes_in
from crosscheck.rulebook.ruleset import Requirement, RuleSet

_PURPOSES, _CATEGORY = "purposes", "category"


def find(requirement: Requirement, rules: RuleSet) -> Iterator[Diagnostic]:
    """Look at each visa of one State: its purposes are told by the table of that State, its category stands in it."""
    for held in nodes_in(tuple(_written(requirement)), Held):
        state = _issuer(held.conditions) if held.kind == "visa" else None
        if state is not None:
            yield from _unknown(held.conditions, state, rules)


def _written(requirement: Requirement) -> Iterator[Condition]:
    yield from requirement.concerns
    for ground in requirement.grounds:
        yield from ground.concerns
        # What an ending stay asks of a visa was written elsewhere, and leaves purposes out.
        yield from (each for each in ground.needs if each.key != "ending_stay")


def _issuer(conditions: Iterable[Condition]) -> str | None:
    """Return the one State that must have issued the visa."""
    for condition in conditions:
        match condition.key, condition.predicate:
            case "issuing_state", Compare(_, "==", Literal(str(state))):
                return state
    return None


def _unknown(conditions: tuple[Condition, ...], state: str, rules: RuleSet) -> Iterator[Diagnostic]:
    table = rules.states[state].visas if state in rules.states else {}
    for condition in nodes_in(conditions, Condition):
        if condition.key == _PURPOSES and not table:
            yield _no_table(condition, state, has_rules=state in rules.states)
        if condition.key == _CATEGORY and table:
            for category in sorted(_named(condition) - table.keys()):
                yield _no_such_category(condition, category, state, table)


def _named(condition: Condition) -> set[str]:
    """Return each category that *condition* names, to take or to refuse it."""
    compared = {
        each.right.value
        for each in nodes_in(condition.predicate, Compare)
        if isinstance(each.right, Literal) and isinstance(each.right.value, str)
    }
    return compared.union(*(each.values for each in nodes_in(condition.predicate, Among)))


def _no_table(condition: Condition, state: str, *, has_rules: bool) -> Diagnostic:
    assert condition.span is not None, "only what was read from a file is looked at"
    message = f"nothing tells what visas of {state} are for"
    hint = f"write states/{state.lower()}/visas.yaml: what each category is for"
    if not has_rules:
        hint = f"read `category` in place of it; there are no rules for {state}"
    return Diagnostic("CC419", condition.span, message, hint)


def _no_such_category(condition: Condition, category: str, state: str, table: Iterable[str]) -> Diagnostic:
    assert condition.span is not None, "only what was read from a file is looked at"
    message = f"{state} has no visas of the category `{category}`{did_you_mean(category, table)}"
    hint = (
        f"write it into states/{state.lower()}/visas.yaml with its source, or the category that is meant here"
    )
    return Diagnostic("CC423", condition.span, message, hint)
