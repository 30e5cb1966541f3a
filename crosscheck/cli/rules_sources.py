"""`crosscheck rules sources`: what rests on what, what is past its review day, and what ends soon."""

from collections.abc import Sequence

import click

from crosscheck.cli.answer import UNREADABLE, Answer
from crosscheck.cli.options import today
from crosscheck.cli.rules import PATHS, read, report
from crosscheck.cli.terminal import Terminal


@click.command()
@PATHS
@click.option("--on", metavar="DATE", help="The day to look from, YYYY-MM-DD; today if left out.")
@click.option(
    "--within",
    type=click.IntRange(0, 100_000),
    default=90,
    metavar="N",
    help="Tell what ends in so many days.",
    show_default=True,
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    help="For people, or for programs.",
    show_default=True,
)
@click.pass_obj
def sources(terminal: Terminal, /, paths: Sequence[str], on: str | None, within: int, output: str) -> Answer:
    """Tell what rests on which source, what is past its review day, and what ends soon.

    PATH is a folder of rules, again for more; the rules at hand if left out.
    """
    from crosscheck.authoring.citations import ending, resting
    from crosscheck.matrix.asking import read_days
    from crosscheck.render.sources_text import sources_csv, sources_json, sources_text

    (day,) = read_days(on=today() if on is None else on)
    found = read(paths)
    if found.rules is None:
        return Answer(report(found, terminal), UNREADABLE)
    rests, ends = resting(found.rules), ending(found.rules, day, within)
    if output == "json":
        return Answer(sources_json(rests, ends, day, within))
    if output == "csv":
        return Answer(sources_csv(rests, day))
    return Answer(sources_text(rests, ends, day, within, terminal.page()))
