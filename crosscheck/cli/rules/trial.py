"""`crosscheck rules test`: the cases and journeys, run against the rules."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscheck.cli.answer import DONE, FINDINGS, UNREADABLE, Answer, AnsweredError
from crosscheck.cli.options import format_option
from crosscheck.cli.rules.group import PATHS, folders, usable
from crosscheck.cli.terminal import Terminal

if TYPE_CHECKING:
    from crosscheck.authoring.trial import Tried


@click.command("test")
@PATHS
@format_option("text", "json", "junit", about="For people, for programs, or as JUnit XML for a build server.")
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
    from crosscheck.authoring.reports.trial_text import trial_json, trial_junit, trial_text
    from crosscheck.authoring.trial import Trial
    from crosscheck.profile.reading import read_profile

    try:
        rules, found = usable(paths, terminal)
    except AnsweredError as instead:  # who watches goes on
        return instead.answer
    trial = Trial(rules, read_profile)
    cases = [trial.of(case) for case in found.cases if _is_named(case, words)]
    journeys = [trial.of(journey) for journey in found.journeys if _is_named(journey, words)]
    ran = (*cases, *journeys)
    if words and not ran:
        message = f"crosscheck: no case or journey has `{words}` in its id, name or path\n"
        return Answer("", UNREADABLE, aside=message)
    if output == "text":
        text = trial_text(cases, journeys, terminal.page())
    else:
        text = (trial_json if output == "json" else trial_junit)(ran)
    aside = "" if ran else "crosscheck: there is neither case nor journey: nothing was tested\n"
    return Answer(text, DONE if ran and all(result.passed for result in ran) else FINDINGS, aside=aside)


def _is_named(tried: "Tried", words: str) -> bool:
    from crosscheck.authoring.trial import name_of

    path = tried.span.path if tried.span else ""
    named = " ".join((*name_of(tried), path)).casefold()
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
