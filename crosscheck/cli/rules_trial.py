"""`crosscheck rules test`: the cases and journeys, run against the rules."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import click

from crosscheck.authoring.trial import CaseResult
from crosscheck.cli.answer import DONE, FINDINGS, UNREADABLE, Answer
from crosscheck.cli.rules import PATHS, folders, read, report
from crosscheck.cli.terminal import Terminal


@click.command("test")
@PATHS
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    help="For people, for programs, or as JUnit XML for a build server.",
    show_default=True,
)
@click.option(
    "-k",
    "word",
    default="",
    metavar="WORDS",
    help="Only cases and journeys whose id, name or path holds all of these words.",
)
@click.option("--watch", is_flag=True, help="Run again whenever a file of the rules changes, until Ctrl-C.")
@click.pass_obj
def trial(terminal: Terminal, /, paths: Sequence[str], output: str, word: str, watch: bool) -> Answer:
    """Run the cases beside the rules, and the journeys.

    PATH is a folder of rules, again for more; the rules at hand if left out. What went
    otherwise than expected is told with its place.
    """
    if not watch:
        return _tested(terminal, paths, output, word)
    changes = _changes(folders(paths))
    return Answer("", more=(_tested(terminal, paths, output, word) for _ in changes))


def _tested(terminal: Terminal, paths: Sequence[str], output: str, words: str) -> Answer:
    from crosscheck.authoring.trial import run_cases, run_journeys
    from crosscheck.profile.reading import read_profile

    found = read(paths)
    if found.rules is None:
        return Answer(report(found, terminal), UNREADABLE)
    cases = [case for case in run_cases(found.rules, found.cases, read_profile) if _named(case, words)]
    journeys = [
        each for each in run_journeys(found.rules, found.journeys, read_profile) if _named(each, words)
    ]
    if words and not cases and not journeys:
        message = f"crosscheck: no case or journey has `{words}` in its id, name or path\n"
        return Answer("", UNREADABLE, aside=message)
    if output == "text":
        from crosscheck.render.trial_text import trial_text

        text = trial_text(cases, journeys, terminal.page())
    else:
        from crosscheck.render.trial_report import trial_json, trial_junit

        text = (trial_json if output == "json" else trial_junit)([*cases, *journeys])
    return Answer(text, DONE if all(result.passed for result in (*cases, *journeys)) else FINDINGS)


def _named(result: CaseResult, words: str) -> bool:
    path = result.span.path if result.span else ""
    named = f"{result.subject} {result.name} {path}".casefold()
    return all(word in named for word in words.casefold().split())


def _changes(places: Sequence[Path]) -> Iterator[None]:
    """Give a turn at once, and one after each change of a file in *places*."""
    try:
        from watchfiles import watch
    except ImportError:
        message = "--watch needs the package watchfiles: pip install watchfiles"
        raise click.UsageError(message) from None
    return _turns(watch(*places, rust_timeout=200, yield_on_timeout=True))


def _turns(changed: Iterable[Collection[object]]) -> Iterator[None]:
    first = True
    for changes in changed:
        if first or changes:  # the first run comes once the watch is on, so that no change is lost
            yield
        first = False
