"""`crosscheck matrix`: who enters a State without a visa, and what changed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from crosscheck.cli.answer import Answer
from crosscheck.cli.options import LANGUAGE, RULES, day_option, format_option, load_rules, today
from crosscheck.cli.terminal import Terminal

EXAMPLES = """\b
Examples:
  crosscheck matrix --entering KZ --on 2024-03-02
  crosscheck matrix --entering CN --purpose business --format csv
  crosscheck matrix --entering KZ --since 2023-01-01 --until 2026-12-31 --changes
"""


@click.command(epilog=EXAMPLES)
@click.option("--entering", required=True, metavar="STATE", help="The State that is entered.")
@day_option("--on", "The day, YYYY-MM-DD; today if left out.")
@click.option("--purpose", default="tourism", metavar="WORDS", show_default=True, help="All purposes.")
@click.option(
    "--document-type",
    default="ordinary-passport",
    metavar="WORD",
    show_default=True,
    help="The one document held.",
)
@click.option("--changes", is_flag=True, help="What changed, in place of a day.")
@day_option("--since", "With --changes: the day from which they are looked for.")
@day_option("--until", "With --changes: the last day.")
@format_option("table", "csv", "json")
@LANGUAGE
@RULES
@click.pass_obj
def matrix(
    terminal: Terminal,
    /,
    *,
    entering: str,
    on: str | None,
    purpose: str,
    document_type: str,
    changes: bool,
    since: str | None,
    until: str | None,
    output: str,
    rules: Sequence[str],
) -> Answer:
    """Show where each of 199 nationalities stands: who enters without a visa.

    It is asked of somebody with one document and no other paper, at a port that is
    open to everybody. `docs/matrix.md` tells what that means.
    """
    from crosscheck.matrix import data as for_programs
    from crosscheck.matrix import text as for_people
    from crosscheck.matrix.asking import read_asked, read_days
    from crosscheck.matrix.positions import Matrix

    if changes and (on is not None or since is None or until is None):
        raise click.UsageError("--changes needs --since and --until, and no --on")
    if not changes and (since is not None or until is not None):
        raise click.UsageError("--since and --until belong to --changes; a single day is --on")
    rule_set = load_rules(rules)
    with _as_typed():
        asked = read_asked(rule_set, entering=entering, purpose=purpose, document_type=document_type)
    found = Matrix(rule_set, asked)
    if changes:
        from crosscheck.matrix.changes import changes as changes_of

        assert since is not None
        assert until is not None
        with _as_typed():
            first, last = read_days(since=since, until=until)
        changed = changes_of(found, first, last)
        if output == "csv":
            return Answer(for_programs.changes_csv(changed, rule_set))
        if output == "json":
            data = for_programs.changes_data(asked, first, last, changed, rule_set)
            return Answer(for_programs.as_json(data))
        return Answer(for_people.changes_text(asked, first, last, changed, rule_set, terminal.page()))
    with _as_typed():
        (day,) = read_days(on=today() if on is None else on)
    positions = found.on(day)
    if output == "csv":
        return Answer(for_programs.matrix_csv(positions))
    if output == "json":
        return Answer(for_programs.as_json(for_programs.matrix_data(asked, day, positions, rule_set)))
    return Answer(for_people.matrix_text(asked, day, positions, rule_set, terminal.page()))


@contextmanager
def _as_typed() -> Iterator[None]:
    """Call what cannot be read by its option."""
    from crosscheck.language.errors import ProfileError

    try:
        yield
    except ProfileError as error:
        problems = [(f"--{name.replace('_', '-')}", what) for name, what in error.problems]
        raise ProfileError(problems) from None
