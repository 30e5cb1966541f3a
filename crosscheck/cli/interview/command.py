"""`crosscheck ask`: the interview at a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from crosscheck.cli.answer import Answer, Exit
from crosscheck.cli.check import (
    PARTS_ASKED,
    STATEMENTS,
    CheckCommand,
    answer_to,
    check,
    read_profile_file,
    taken_up,
)
from crosscheck.cli.options import load_rules
from crosscheck.cli.terminal import Terminal

if TYPE_CHECKING:
    from crosscheck.cli.statements import Statements
    from crosscheck.rulebook.ruleset import RuleSet

EXAMPLES: Final = """\b
Examples:
  crosscheck ask
  crosscheck ask --nationality KZ --from CN --to KZ --on 2026-12-01
  crosscheck ask --profile traveller.json --direction inbound

\b
Exit status: that of the verdict, as of check; 130 where the answers end before it.
"""

_TAKEN: Final = (*PARTS_ASKED, *STATEMENTS, "assumptions", "profile", "language", "rules")
"""The options of `check` that say what is asked and what is stated; the others say how the answer looks."""


@click.command(
    cls=CheckCommand, epilog=EXAMPLES, params=[each for each in check.params if each.name in _TAKEN]
)
@click.pass_obj
def ask(
    terminal: Terminal,
    /,
    *,
    profile: str | None,
    assumptions: Sequence[str],
    rules: Sequence[str],
    **stated: Any,
) -> Answer:
    """Be asked, one question at a time, until the answer is there.

    Takes the options of check for what is known already, and asks for the day, too,
    where it is left out. Questions are written to stderr, answers read from stdin,
    one a line; stdout has the answer alone.
    """
    from crosscheck.answers.sentences.messages import say
    from crosscheck.cli.failures import failed
    from crosscheck.cli.interview.interview import Interview, Known, LeftError
    from crosscheck.cli.interview.kept import Kept
    from crosscheck.cli.interview.talk import Talk
    from crosscheck.cli.statements import Statements, assumed, state_options
    from crosscheck.language.errors import UncoveredError

    if profile == "-":
        raise click.UsageError("--profile - reads stdin, where answers are typed; name a file")
    asked = {name: stated.pop(name) for name in PARTS_ASKED}
    statements = Statements(data=read_profile_file(profile) if profile is not None else {})
    file = Kept(profile, dict(statements.data))
    state_options(statements, **stated)
    rule_set, taken = load_rules(rules), assumed(assumptions)
    _must_be_readable(rule_set, statements, taken, asked)
    interview = Interview(rule_set, taken, Known(asked, statements.data), Talk(terminal))

    def kept(key: str, command: str) -> str:
        known, shared = interview.known, {"assumptions": assumptions, "rules": rules}
        line, text = file.command(command, known.asked, known.profile, shared, rule_set)
        told = f"\n{say(key)}\n  {line}\n"
        return told if text is None else f"{told}{say('interview.file')}\n  {text}\n"

    try:
        question, facts = interview.hold(file.save)
    except (LeftError, KeyboardInterrupt):
        return Answer("", Exit.INTERRUPTED, aside=kept("interview.left", "crosscheck ask"))
    except UncoveredError as error:
        answer = failed(error, ())
        return replace(answer, aside=f"{answer.aside}{kept('interview.otherwise', 'crosscheck ask')}")
    return replace(
        answer_to(terminal, rule_set, question, facts), aside=f"{kept('interview.again', 'crosscheck')}\n"
    )


_ASKED_FIRST: Final = frozenset({"question.no_route", "direction.missing"})
"""What is wrong with a question that the interview itself mends."""


def _must_be_readable(
    rules: "RuleSet", statements: "Statements", taken: "Statements", asked: Mapping[str, Any]
) -> None:
    """Refuse what is wrong with the options or the profile before the first question, as `check` does.

    Raises:
        ProfileError: Something cannot be read.
        UncoveredError: It lies outside what the rules know.
    """
    from crosscheck.language.errors import ProfileError

    try:
        taken_up(rules, statements, taken, **asked)
    except ProfileError as error:
        wrong = [each for each in error.problems if each[1].key not in _ASKED_FIRST]
        if wrong:
            raise ProfileError(wrong, error.more) from None
