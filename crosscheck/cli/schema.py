"""`crosscheck schema`: the published forms of the JSON that goes in and comes out."""

import json
from collections.abc import Sequence

import click

from crosscheck.cli.answer import Answer
from crosscheck.cli.options import RULES, load_rules


@click.command()
@click.argument(
    "form",
    type=click.Choice(
        ["card", "decision", "error", "matrix", "matrix-changes", "profile", "question", "ways"]
    ),
)
@RULES
def schema(form: str, rules: Sequence[str]) -> Answer:
    """Print the JSON Schema of what goes in or comes out."""
    from crosscheck.models.schema import published_schema

    said = published_schema(form, load_rules(rules).documents if form == "profile" else None)
    return Answer(json.dumps(said, indent=2) + "\n")
