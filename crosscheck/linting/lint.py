"""Everything there is to say of rules that can be used, as of a day."""

from collections.abc import Iterator

from crosscheck.diagnostics import Diagnostic
from crosscheck.linting import covered, decided, ledger, periods
from crosscheck.rulebook import RuleSet


def lint(rules: RuleSet, on: int) -> Iterator[Diagnostic]:
    """Yield every finding about the logic and the evidence of *rules*, as of the day *on*."""
    for requirement in rules.requirements():
        yield from decided.find(requirement)
        yield from covered.find(requirement)
    yield from ledger.find(rules, on)
    yield from periods.find(rules, on)
