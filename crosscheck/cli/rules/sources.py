"""`crosscheck rules sources`: what rests on what, what is past its review day, what ends soon, what passes rest on."""

from collections.abc import Sequence

import click

from crosscheck.cli.answer import Answer
from crosscheck.cli.options import day_asked, day_option, format_option
from crosscheck.cli.rules.group import PATHS, usable
from crosscheck.cli.terminal import Terminal


@click.command()
@PATHS
@day_option("--on", "The day to look from, YYYY-MM-DD; today if left out.")
@click.option(
    "--within",
    type=click.IntRange(0, 100_000),
    default=90,
    metavar="N",
    help="Tell what ends in so many days.",
    show_default=True,
)
@format_option("table", "json", "csv")
@click.pass_obj
def sources(terminal: Terminal, /, paths: Sequence[str], on: str | None, within: int, output: str) -> Answer:
    """Tell what rests on which source, what is past its review day, and what ends soon.

    Told too is how many of the passes that the cases and journeys show rest on official
    texts alone, and which sources hold back the others.

    PATH is a folder of rules, again for more; the rules at hand if left out.
    """
    from crosscheck.authoring.citations import ending, resting
    from crosscheck.authoring.official import official_share
    from crosscheck.authoring.reports.sources_text import sources_csv, sources_json, sources_text
    from crosscheck.profile.reading import read_profile

    day = day_asked(on)
    rules, found = usable(paths, terminal)
    rests, ends = resting(rules), ending(rules, day, within)
    if output == "csv":
        return Answer(sources_csv(rests, day))
    share = official_share(rules, found.cases, found.journeys, read_profile)
    if output == "json":
        return Answer(sources_json(rests, ends, share, day, within))
    return Answer(sources_text(rests, ends, share, day, within, terminal.page()))
