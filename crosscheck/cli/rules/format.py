"""`crosscheck rules format`: rule files in their one form."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscheck.cli.answer import DONE, FINDINGS, UNREADABLE, Answer, Exit
from crosscheck.cli.options import format_option
from crosscheck.cli.rules.group import PATHS, folders
from crosscheck.cli.terminal import Terminal
from crosscheck.compiler.files.folders import Folder
from crosscheck.language.diagnostics import Diagnostic

if TYPE_CHECKING:
    from crosscheck.authoring.format.canonical import Formed


@click.command("format")
@PATHS
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@format_option("text", "json", about="For people or for programs.")
@click.pass_obj
def format_(terminal: Terminal, /, paths: Sequence[str], output: str, *, check: bool, diff: bool) -> Answer:
    """Lay out rule files: keys in their order, one form for each thing, every comment kept.

    PATH is a folder of rules or one file, again for more; the rules at hand if left out.
    What a file says is never changed. A file that cannot be read is told and left alone.
    """
    from crosscheck.authoring.format.canonical import formed
    from crosscheck.authoring.reports.diagnostic_text import diagnostics_text
    from crosscheck.authoring.reports.format_text import differences, format_json, format_text
    from crosscheck.cli.rules.writing import remove_unfinished, write_files
    from crosscheck.compiler.files.folders import read_places, texts

    asked, writes = folders(paths), not (check or diff)
    aside = remove_unfinished(asked) if writes else ""
    read = read_places(asked)
    found = [
        formed(f"{folder.shown}/{inside}", data, schemas_of(Path(folder.shown, inside)))
        for folder in read
        for inside, data in folder.files.items()
    ]
    unread = [each for folder in read for each in folder.diagnostics]
    unread += [diagnostic for each in found for diagnostic in each.diagnostics]
    if writes:
        write_files((Path(each.path), each.before, each.text.encode()) for each in found if each.changes)
    if output == "json":
        text = format_json(found)
    else:
        text = differences(found) if diff else ""
        if unread:
            text += diagnostics_text(unread, texts(read, unread), ascii_only=terminal.ascii_only) + "\n"
        text += format_text(found, written=writes)
    return Answer(text, _status(found, unread, read, check=check), aside=aside)


def schemas_of(file: Path) -> str | None:
    """Return the way from *file* to the schemas of its rules, None if there are none."""
    above = list(file.parents)
    with suppress(OSError):  # no working folder
        above += file.absolute().parents[len(above) :]
    for steps, folder in enumerate(above):
        # `Path.is_file` raises where a path is too long, which that of a working folder may be.
        if os.path.isfile(folder / "ruleset.yaml"):
            return f"{'../' * steps or './'}schema" if os.path.isdir(folder / "schema") else None
    return None


def _status(
    found: Sequence["Formed"], unread: Sequence[Diagnostic], read: Sequence[Folder], *, check: bool
) -> Exit:
    if any(each.is_at_fault for each in found):
        return Exit.INTERNAL_FAULT
    if unread or not any(folder.files for folder in read):
        return UNREADABLE
    return FINDINGS if check and any(each.changes for each in found) else DONE
