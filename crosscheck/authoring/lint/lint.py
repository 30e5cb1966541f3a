"""Everything there is to say of rules that can be used, as of a day."""

from collections.abc import Iterable, Iterator, Mapping

from crosscheck.authoring.lint import (
    covered,
    decided,
    holes,
    in_short,
    ledger,
    periods,
    unused,
    visas,
    waivers,
)
from crosscheck.authoring.lint.implication import is_short
from crosscheck.compiler.reading.findings import Findings
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.rulebook.ruleset import RuleSet


def lint(
    rules: RuleSet, on: int, found: Iterable[Diagnostic], texts: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Return what was *found* so far and what is found about logic and evidence, less what is waived.

    Args:
        rules: Rules without an error.
        on: The day as of which periods and review days are judged.
        found: What the compiler said of them.
        texts: Every file that was read, by the path that findings show: waivers stand there.
    """
    findings = Findings()
    for each in waivers.apply([*found, *_lint(rules, on)], texts):
        findings.add(each)
    return findings.sorted()


def _lint(rules: RuleSet, on: int) -> Iterator[Diagnostic]:
    for requirement in rules.requirements():
        if is_short(requirement):
            yield from decided.find(requirement)
            yield from covered.find(requirement)
        yield from visas.find(requirement, rules)
    yield from ledger.find(rules, on)
    yield from periods.find(rules, on)
    yield from holes.find(rules)
    yield from in_short.find(rules)
    yield from unused.find(rules)
