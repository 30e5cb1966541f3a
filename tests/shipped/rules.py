"""The shipped rules, compiled once for all tests of a process: nothing can change them."""

from functools import cache
from pathlib import Path
from typing import Final

from crosscheck import Rulebook
from crosscheck.authoring.examine import Examination, examine
from crosscheck.compiler.files.load import load
from crosscheck.deciding.crossing import Checker
from crosscheck.rulebook.ruleset import RuleSet

SHIPPED: Final = Path(__file__).parents[2] / "rules"


@cache
def shipped_rules() -> RuleSet:
    """Return the shipped rules."""
    return load()


@cache
def shipped_rulebook() -> Rulebook:
    """Return the shipped rules, ready to check travellers against."""
    return Rulebook(shipped_rules())


@cache
def shipped_checker() -> Checker:
    """Return the shipped rules, ready to decide."""
    return Checker(shipped_rules())


@cache
def shipped_examined() -> Examination:
    """Return all that is known of the shipped rules, with the cases beside them."""
    return examine([SHIPPED])
