"""A condition on what a visa is for, where no table says what the visas of that State are for."""

from collections.abc import Iterable, Iterator

from crosscheck.diagnostics import Diagnostic, Severity
from crosscheck.expr.nodes import Compare, Condition, Held, Literal
from crosscheck.linting.implication import every_condition
from crosscheck.rulebook import Requirement, RuleSet

_READ = "purposes"


def find(requirement: Requirement, rules: RuleSet) -> Iterator[Diagnostic]:
    """Look at each visa that a requirement reads the purposes of: nobody states them, only the table of its State."""
    for condition in every_condition(_written(requirement)):
        match condition.predicate:
            case Held("visa", inner, _):
                state = _issuer(inner)
                if state is not None and (state not in rules.states or not rules.states[state].visas):
                    has_rules = state in rules.states
                    yield from (
                        _unknown(each, state, has_rules=has_rules) for each in inner if each.key == _READ
                    )


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


def _unknown(condition: Condition, state: str, *, has_rules: bool) -> Diagnostic:
    assert condition.span is not None, "only what was read from a file is looked at"
    message = f"nothing tells what visas of {state} are for"
    hint = f"write states/{state.lower()}/visas.yaml: what each category is for"
    if not has_rules:
        hint = f"read `category` in place of it; there are no rules for {state}"
    return Diagnostic("CC419", condition.span, message, hint, severity=Severity.WARNING)
