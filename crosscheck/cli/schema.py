"""`crosscheck schema`: the published forms of the JSON that goes in and comes out."""

import json

import click

from crosscheck.cli.answer import Answer


@click.command()
@click.argument("form", type=click.Choice(["decision", "error", "profile"]))
def schema(form: str) -> Answer:
    """Print the JSON Schema of a decision, an error or a profile."""
    from crosscheck.render.decision_schema import decision_schema, error_schema

    if form == "profile":
        from crosscheck.profile.schema import profile_schema

        found = profile_schema()
    else:
        found = decision_schema() if form == "decision" else error_schema()
    return Answer(json.dumps(found, indent=2) + "\n")
