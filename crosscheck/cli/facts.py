"""`crosscheck facts`: the reference of everything that can be stated."""

import click

from crosscheck.cli.answer import Answer
from crosscheck.cli.terminal import Terminal


@click.command()
@click.argument("name", required=False)
@click.pass_obj
def facts(terminal: Terminal, name: str | None) -> Answer:
    """List every fact that can be stated: all, or those of NAME (`document`, `stay.until`)."""
    from crosscheck.answers.facts_text import facts_text, names
    from crosscheck.language.errors import ProfileError
    from crosscheck.language.spelling import did_you_mean

    if name is not None and name not in names():
        meant = did_you_mean(name, names()) or "; `crosscheck facts` lists all"
        raise ProfileError([("facts", f"no fact is called `{name}`{meant}")])
    return Answer(facts_text(terminal.page(), name))
