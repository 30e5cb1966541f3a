"""`crosscheck rules lint`: what is wrong in rule files, and mending it where that is certain."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from crosscheck.authoring.examine import Examination
from crosscheck.cli.answer import DONE, FINDINGS, UNREADABLE, Answer
from crosscheck.cli.options import day_asked, day_option, format_option
from crosscheck.cli.rules.group import PATHS, folders, report
from crosscheck.cli.terminal import Terminal
from crosscheck.compiler.files.folders import Folder
from crosscheck.language.diagnostics import Diagnostic

_NOTHING_TO_READ = frozenset({"CC102", "CC131"})
"""What is said of a file or folder that gives nothing to look at; the rest are findings."""


@click.command()
@PATHS
@format_option(
    "text",
    "json",
    "sarif",
    "github",
    about="For people, for programs, as SARIF 2.1.0, or as annotations in a GitHub workflow.",
)
@click.option("--fix", is_flag=True, help="Mend what is certain, then tell what is left.")
@day_option("--on", "The day to judge review days and periods as of, YYYY-MM-DD; today if left out.")
@click.pass_obj
def lint(terminal: Terminal, /, paths: Sequence[str], output: str, on: str | None, *, fix: bool) -> Answer:
    """Find what is wrong in rule files, their cases and journeys.

    PATH is a folder of rules, again for more; the rules at hand if left out. All
    problems of all files are told, each with its place, a code, and a way out.
    """
    import gc

    from crosscheck.authoring.examine import examine_folders
    from crosscheck.compiler.files.folders import read_folders

    # A great many small things are made here and kept until the end, which is near: looking
    # among them for what could be thrown away takes a quarter of the time and finds nothing.
    gc.disable()
    asked, day, aside = folders(paths), day_asked(on), ""
    if fix:
        from crosscheck.cli.rules.writing import remove_unfinished

        aside = remove_unfinished(asked)
    read = read_folders(asked)
    mended: tuple[Diagnostic, ...] = ()
    if fix:
        read, mended = _fixed(read, day)
    found = examine_folders(read, on=day)
    unread = any(each.code in _NOTHING_TO_READ for each in found.diagnostics) or not found.files
    exit_status = UNREADABLE if unread else FINDINGS if found.diagnostics else DONE
    return Answer(_shown(found, mended, output, terminal), exit_status, aside=aside)


def _fixed(read: list[Folder], day: int) -> tuple[list[Folder], tuple[Diagnostic, ...]]:
    """Mend the files on disk; return what they hold now, and what was mended."""
    from crosscheck.authoring.examine import examine_folders
    from crosscheck.authoring.lint.mending import Files, mend
    from crosscheck.cli.rules.writing import write_files

    def with_files(files: Files) -> list[Folder]:
        return [
            replace(folder, files={inside: files[f"{folder.shown}/{inside}"] for inside in folder.files})
            for folder in read
        ]

    before = {f"{folder.shown}/{inside}": data for folder in read for inside, data in folder.files.items()}
    result = mend(before, lambda files: examine_folders(with_files(files), on=day).diagnostics)
    write_files(
        (Path(path), before[path], data) for path, data in result.files.items() if data != before[path]
    )
    return with_files(result.files), result.done


def _shown(found: Examination, mended: Sequence[Diagnostic], output: str, terminal: Terminal) -> str:
    from crosscheck import __version__
    from crosscheck.authoring.reports.diagnostic_data import annotations, diagnostics_json, sarif
    from crosscheck.authoring.reports.diagnostic_text import mended_text

    if output == "json":
        return diagnostics_json(found.diagnostics, mended, files=found.files)
    if output == "sarif":
        return sarif(found.diagnostics, version=__version__)
    if output == "github":
        return annotations(found.diagnostics)
    return mended_text(mended, ascii_only=terminal.ascii_only) + report(found, terminal)
