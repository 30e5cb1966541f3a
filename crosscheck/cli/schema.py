"""`crosscheck schema`: the published forms of the JSON that goes in and comes out."""

import json

import click

from crosscheck.cli.answer import Answer


@click.command()
@click.argument("form", type=click.Choice(["decision", "error", "profile"]))
def schema(form: str) -> Answer:
    """Print the JSON Schema of a decision, an error or a profile."""
    from crosscheck.models.schema import published_schema

    return Answer(json.dumps(published_schema(form), indent=2) + "\n")
