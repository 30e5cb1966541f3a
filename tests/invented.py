"""The law that tests of the engine rest on: Utopia's, and what its neighbour asks, compiled once for all tests of a process."""

from functools import cache
from pathlib import Path
from typing import Final

from crosscheck import Rulebook
from crosscheck.compiler.files.load import load
from crosscheck.rulebook.ruleset import RuleSet

HERE: Final = Path(__file__).parent
INVENTED: Final = (HERE / "rules_uto", HERE / "rules_beside_uto")


@cache
def invented_rules() -> RuleSet:
    """Return the invented rules."""
    return load(INVENTED)


@cache
def invented_rulebook() -> Rulebook:
    """Return the invented rules, ready to check travellers against."""
    return Rulebook(invented_rules())
