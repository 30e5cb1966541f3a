"""From folders of rule files to a rule set, or from the bundle that the wheel carries."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.errors import RulebookError
from crosscheck.language.spoken.sentences import Sentence, UnreadableError
from crosscheck.rulebook.ruleset import RuleSet

if TYPE_CHECKING:  # who loads the bundle reads no folder, and starting costs time
    from crosscheck.compiler.files.folders import Folder

PACKAGE: Final = Path(__file__).parents[2]
"""Where crosscheck lies; `importlib.resources` would find it too, and take longer to load than the rules."""


def load(paths: Sequence[Path] | None = None) -> RuleSet:
    """Return the rules of the folders *paths* together, or those that crosscheck ships.

    Raises:
        RulebookError: They cannot be used; it holds all that is wrong in all files.
    """
    if paths is None:
        shipped = PACKAGE / "_rules"
        bundle, seen = shipped / "bundle.json", shipped / "digest"
        if os.path.isfile(bundle):
            from crosscheck.compiler.files.bundle import loads

            try:
                digest = seen.read_text(encoding="utf-8") if os.path.isfile(seen) else ""
                return loads(bundle.read_text(encoding="utf-8"), seen=digest)
            except (OSError, ValueError) as error:
                why = error.said if isinstance(error, UnreadableError) else str(error)
                raise RulebookError((), said=Sentence("rules.damaged", why=why)) from error
        paths = [shipped_folder()]
    from crosscheck.compiler.files.folders import read_folders, texts

    folders = read_folders(paths)
    rules, diagnostics = compiled(folders)
    if rules is None or any(each.is_error for each in diagnostics):
        raise RulebookError(diagnostics, texts(folders, diagnostics))
    return rules


def shipped_folder() -> Path:
    """Return the folder of rules beside the package, which only a checkout has."""
    folder = Path(__file__).parents[3] / "rules"
    with suppress(OSError, ValueError):  # no working folder, or one elsewhere
        return folder.relative_to(Path.cwd())
    return folder


def compiled(folders: "Sequence[Folder]") -> tuple[RuleSet | None, tuple[Diagnostic, ...]]:
    """Return the rules in *folders*, None where they do not compile, and all that is wrong, in order."""
    from crosscheck.compiler.files.build import build_folders

    full = [(folder.shown, folder.files) for folder in folders if folder.files]
    unread = [diagnostic for folder in folders for diagnostic in folder.diagnostics]
    paths = [(folder.shown, path) for folder in folders for path in folder.unread]
    rules, diagnostics = build_folders(full, unread=paths) if full else (None, ())
    return rules, tuple(sorted([*unread, *diagnostics], key=lambda each: each.sort_key))
