"""The shipped rules, compiled once for all tests of a process: nothing can change them."""

from functools import cache

from crosscheck import Rulebook
from crosscheck.compiler.files.load import load
from crosscheck.deciding.crossing import Checker
from crosscheck.rulebook.ruleset import RuleSet


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
