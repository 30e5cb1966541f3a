"""`crosscheck facts`: the reference of everything that can be stated."""

from collections.abc import Sequence

import click

from crosscheck.cli.answer import Answer
from crosscheck.cli.options import RULES, load_rules
from crosscheck.cli.terminal import Terminal


@click.command()
@click.argument("name", required=False)
@RULES
@click.pass_obj
def facts(terminal: Terminal, name: str | None, rules: Sequence[str]) -> Answer:
    """List every fact that can be stated: all, or those of NAME (`document`, `stay.until`)."""
    from crosscheck.answers.facts_text import facts_text, names
    from crosscheck.language.errors import ProfileError
    from crosscheck.language.spelling import named_or_near

    if name is not None and name not in names():
        raise ProfileError([("facts", named_or_near("fact.called", name, names(), name=name))])
    return Answer(facts_text(terminal.page(), load_rules(rules), name))
