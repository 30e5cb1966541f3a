"""`crosscheck rules coverage`: which lines of law the cases decide."""

from collections.abc import Sequence

import click

from crosscheck.cli.answer import DONE, FINDINGS, Answer
from crosscheck.cli.options import format_option
from crosscheck.cli.rules.group import PATHS, folders, usable
from crosscheck.cli.terminal import Terminal


class _Percentage(click.FloatRange):
    name = "number from 0 to 100"


@click.command()
@PATHS
@format_option(
    "text", "json", "html", about="For people, for programs, or a page with the rule files line by line."
)
@click.option(
    "--fail-under",
    type=_Percentage(0, 100),
    default=0.0,
    metavar="PERCENT",
    help="Exit with 1 if cases decide less than this.",
)
@click.pass_obj
def coverage(terminal: Terminal, /, paths: Sequence[str], output: str, fail_under: float) -> Answer:
    """Tell which lines of law the cases and journeys decide.

    A case decides a line if its answer hangs on it. Wanted are: every outcome of a
    requirement, every ground that holds and that fails, every condition true and
    false, each bound met exactly and just missed, and the first and last day of every
    period with the days beside them, those of what a port is among them.

    PATH is a folder of rules, again for more; the rules at hand if left out.
    """
    from crosscheck.authoring.decided import decided
    from crosscheck.authoring.reports.decided_text import decided_json, decided_text, share
    from crosscheck.profile.reading import read_profile

    rules, found = usable(paths, terminal)
    points = decided(rules, found.cases, found.journeys, read_profile)
    if output == "json":
        text = decided_json(points)
    elif output == "html":
        from crosscheck.authoring.reports.decided_html import decided_html
        from crosscheck.compiler.files.folders import read_folders

        texts = (folder.texts() for folder in read_folders(folders(paths)))
        text = decided_html(points, {path: text for of_folder in texts for path, text in of_folder})
    else:
        text = decided_text(points, terminal.page())
    return Answer(text, FINDINGS if share(points) < fail_under else DONE)
