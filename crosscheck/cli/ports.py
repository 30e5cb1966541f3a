"""`crosscheck ports` and `crosscheck port ID`: where one may cross, and what is known of each place."""

from collections.abc import Sequence

import click

from crosscheck.cli.answer import Answer
from crosscheck.cli.options import LANGUAGE, RULES, day_asked, day_option, load_rules
from crosscheck.cli.terminal import Terminal


@click.command()
@day_option("--on", "The day to tell for, YYYY-MM-DD; today if left out.")
@LANGUAGE
@RULES
@click.pass_obj
def ports(terminal: Terminal, on: str | None, rules: Sequence[str]) -> Answer:
    """List the ports that the rules know."""
    from crosscheck.answers.port_text import ports_text

    day = day_asked(on)
    return Answer(ports_text(load_rules(rules), day, terminal.page()))


@click.command()
@click.argument("name", metavar="ID")
@LANGUAGE
@RULES
@click.pass_obj
def port(terminal: Terminal, name: str, rules: Sequence[str]) -> Answer:
    """Tell all that is known of one port: each fact with its marks, evidence and sources.

    ID may also be any of its names, in any script.
    """
    from crosscheck.answers.port_text import port_text
    from crosscheck.deciding.question import find_port
    from crosscheck.language.errors import ProfileError
    from crosscheck.language.spoken.sentences import UnreadableError

    rule_set = load_rules(rules)
    try:
        found = find_port(rule_set, name)
    except UnreadableError as error:
        raise ProfileError([("port", error.said)]) from None
    return Answer(port_text(found, rule_set, terminal.page()))
