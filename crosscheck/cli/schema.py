"""`crosscheck schema`: the published forms of the JSON that goes in and comes out."""

import json

import click

from crosscheck.cli.answer import Answer


@click.command()
@click.argument("form", type=click.Choice(["decision", "error", "matrix", "matrix-changes", "profile"]))
def schema(form: str) -> Answer:
    """Print the JSON Schema of what goes in or comes out."""
    from crosscheck.models.schema import published_schema

    return Answer(json.dumps(published_schema(form), indent=2) + "\n")
