"""A case: rules, a question and what a traveller states."""

from dataclasses import dataclass

from crosscheck.deciding.facts import Facts, Question
from crosscheck.rulebook.ruleset import RuleSet


@dataclass(frozen=True)
class Case:
    """Everything that a verdict follows from."""

    rules: RuleSet
    question: Question
    facts: Facts
