"""Rule files looked at as their author wants them looked at: compiled, their cases read, linted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosscheck.compiler.cases.case import Case, Journey, MembershipCase
from crosscheck.compiler.cases.cases import read_cases
from crosscheck.compiler.files.folders import Folder, read_folders, texts
from crosscheck.compiler.files.load import compiled
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.rulebook.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Examination:
    """What a look at rule files found: *rules* is None if any diagnostic is an error.

    *texts* holds the files that diagnostics speak of, by the path that these show.
    *files* counts all that were read.
    """

    rules: RuleSet | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    files: int
    cases: tuple[Case | MembershipCase, ...] = ()
    journeys: tuple[Journey, ...] = ()


def examine(paths: Sequence[Path], *, on: int | None = None) -> Examination:
    """Read and compile the folders *paths* together, cases and journeys too, and keep all there is to say.

    With *on*, a day, the rules are linted as of that day, and what a waiver excuses is
    left out.  Cases are read against the rules, and rules are linted, once they have no error.
    """
    return examine_folders(read_folders(paths), on=on)


def examine_folders(folders: Sequence[Folder], *, on: int | None) -> Examination:
    """Do what `examine` does, of what was read already."""
    rules, diagnostics = compiled(folders)
    cases: tuple[Case | MembershipCase, ...] = ()
    journeys: tuple[Journey, ...] = ()
    if rules is not None and not any(folder.diagnostics for folder in folders):
        cases, journeys, more = read_cases(
            [(each.shown, each.files) for each in folders if each.files], rules
        )
        diagnostics += more
    if rules is not None and on is not None:
        from crosscheck.authoring.lint.lint import lint  # which takes long to load, and is not always wanted

        unread = [each for folder in folders for each in folder.diagnostics]
        of_all = {path: text for folder in folders for path, text in folder.texts()}
        diagnostics = (
            *unread,
            *lint(rules, on, [each for each in diagnostics if each not in unread], of_all),
        )
    ordered = tuple(sorted(diagnostics, key=lambda each: each.sort_key))
    if any(each.is_error for each in ordered):
        rules, cases, journeys = None, (), ()
    files = sum(len(folder.files) for folder in folders)
    return Examination(rules, ordered, texts(folders, ordered), files, cases, journeys)
