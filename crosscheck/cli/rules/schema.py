"""`crosscheck rules schema`: JSON Schema of rule files, for editors."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from crosscheck.cli.answer import Answer
from crosscheck.cli.rules.group import folders, usable
from crosscheck.cli.terminal import Terminal


@click.command("schema")
@click.argument("words", metavar="[KIND] [PATH]...", nargs=-1)
@click.option(
    "--out",
    metavar="DIR",
    help="Where to write them; the folder `schema` of the rules if left out.",
)
@click.pass_obj
def schema_of_rules(terminal: Terminal, /, words: Sequence[str], out: str | None) -> Answer:
    """Write the JSON Schema of every kind of rule file, or show that of one KIND.

    By these an editor offers facts, words, States, groups and sources, and marks mistakes
    while you type. PATH is a folder of rules, again for more; the rules at hand if left out.
    """
    from crosscheck.authoring.schema.files import KINDS, file_name, schema
    from crosscheck.cli.rules.writing import create_file, saved, write_file

    kind = words[0] if words and words[0] in KINDS else None
    paths = words[1:] if kind else words
    _refuse_misspelt(paths, KINDS)
    rules, _ = usable(paths, terminal)
    if kind is not None and out is None:
        return Answer(_text(schema(kind, rules)))
    folder = Path(out) if out is not None else folders(paths)[0] / "schema"
    written = []
    for each in [kind] if kind else KINDS:
        place, data = folder / file_name(each), _text(schema(each, rules)).encode()
        written.append(saved(place, data, write_file if os.path.exists(place) else create_file))
    return Answer("".join(written))


def _text(of: dict[str, Any]) -> str:
    return json.dumps(of, ensure_ascii=False, indent=1) + "\n"


def _refuse_misspelt(paths: Sequence[str], kinds: Sequence[str]) -> None:
    from crosscheck.language.spelling import did_you_mean

    for word in paths:
        if not os.path.exists(word) and (meant := did_you_mean(word, kinds)):
            raise click.UsageError(f"`{word}` is no kind of rule file{meant}")
