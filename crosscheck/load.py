"""From folders of rule files to a rule set: the only disk access below the doors.

Everything is read, nothing is written, and nothing found in a file is ever run.
"""

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Final

from crosscheck.diagnostics import Diagnostic, Severity
from crosscheck.errors import RulebookError
from crosscheck.rulebook import RuleSet
from crosscheck.source import Position, Span

_ROOT: Final = "rules"  # what the compiler calls the folders; `_Folders` knows their own names
_MAX_READ: Final = (1 << 20) + 1  # one byte more than the compiler takes, so that it can say so
_TOP: Final = Position(1, 1)


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


def load(paths: Sequence[Path] | None = None) -> RuleSet:
    """Return the rules of the folders *paths* together, or those that crosscheck ships.

    Raises:
        RulebookError: They cannot be used; it holds all that is wrong in all files.
    """
    if paths is None:
        bundle = resources.files("crosscheck").joinpath("_rules", "bundle.json")
        if bundle.is_file():
            from crosscheck.compiler.bundle import loads

            return loads(bundle.read_text(encoding="utf-8"))
        paths = [shipped_folder()]
    found = examine(paths)
    if found.rules is None:
        raise RulebookError(found.diagnostics, found.texts)
    return found.rules


def shipped_folder() -> Path:
    """Return the folder of rules beside the package, which only a checkout has."""
    folder = Path(__file__).parent.parent / "rules"
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def examine(paths: Sequence[Path]) -> Examination:
    """Read and compile the folders *paths* together, and keep all that there is to say."""
    from crosscheck.compiler.build import build

    folders = _Folders()
    for path in paths:
        folders.collect(path)
    rules, diagnostics = build(folders.files, root=_ROOT) if folders.files else (None, ())
    found = [*folders.diagnostics, *map(folders.at_home, diagnostics)]
    if any(each.severity is Severity.ERROR for each in found):
        rules = None
    ordered = tuple(sorted(found, key=lambda each: each.sort_key))
    return Examination(rules, ordered, folders.texts(ordered), len(folders.files))


class _Folders:
    """The rule files of several folders, as if they stood in one."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}  # by path within its folder, as the compiler takes them
        self.shown: dict[str, str] = {}  # the same path -> the path as people know it
        self.diagnostics: list[Diagnostic] = []

    def collect(self, folder: Path) -> None:
        """Take in the rule files of *folder*, in an order that depends on their names alone."""
        if not folder.is_dir():
            what = "is a file, no folder" if folder.exists() else "does not exist"
            hint = "name the folder that holds `ruleset.yaml`"
            self._say("CC131", folder.as_posix(), f"the rules folder `{folder.as_posix()}` {what}", hint)
            return
        count = len(self.files) + len(self.diagnostics)
        for place, folders, names in os.walk(folder, onerror=self._unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in folders:
                self._folder(Path(place, name))
            for name in sorted(name for name in names if not name.startswith(".")):
                self._file(Path(place, name), folder)
        if len(self.files) + len(self.diagnostics) == count:
            hint = "name the folder that holds `ruleset.yaml`"
            self._say("CC131", folder.as_posix(), "the rules folder holds no rule file", hint)

    def at_home(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return *diagnostic* with paths as people know them."""
        related = tuple((self._home(span), what) for span, what in diagnostic.related)
        return replace(diagnostic, span=self._home(diagnostic.span), related=related)

    def texts(self, diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
        """Return the text of each file that *diagnostics* speak of, as far as it is one."""
        concerned = {
            span.path for each in diagnostics for span in (each.span, *(place for place, _ in each.related))
        }
        return {
            self.shown[path]: _text(data)
            for path, data in self.files.items()
            if self.shown[path] in concerned and b"\x00" not in data and len(data) < _MAX_READ
        }

    def _home(self, span: Span) -> Span:
        path = span.path.removeprefix(f"{_ROOT}/")
        return replace(span, path=self.shown.get(path, span.path))

    def _folder(self, path: Path) -> None:
        if path.is_symlink():
            hint = "put the rule files themselves here; a file may be linked within the folder"
            self._say("CC103", path.as_posix(), "this is a link to a folder", hint)
        elif path.suffix == ".yaml":
            hint = "a folder has no ending; a rule file is a file"
            self._say("CC133", path.as_posix(), "this is a folder, named like a rule file", hint)

    def _file(self, path: Path, folder: Path) -> None:
        shown, inside = path.as_posix(), path.relative_to(folder).as_posix()
        if path.suffix.lower() in {".yml", ".yaml"} and path.suffix != ".yaml":
            hint = f"call it `{path.stem}.yaml`, or the rules do without it"
            self._say(
                "CC141", shown, f"the name of a rule file ends in `.yaml`, not in `{path.suffix}`", hint
            )
        if path.suffix != ".yaml":
            return
        if not shown.isprintable():
            self._say(
                "CC102", shown, "the name of this file is no plain text", "give it the id of what it holds"
            )
        elif path.is_symlink() and path.exists() and not path.resolve().is_relative_to(folder.resolve()):
            hint = "copy the file into the folder"
            self._say("CC103", shown, "this link leads out of the rules folder", hint)
        elif inside in self.files:
            message = "this file stands in another rules folder as well"
            related = ((Span(self.shown[inside], _TOP, _TOP), "the first one"),)
            self._say("CC132", shown, message, "keep one of them", related)
        else:
            self._read(path, inside)

    def _read(self, path: Path, inside: str) -> None:
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                self._say("CC102", path.as_posix(), "this is no regular file", "put a text file in its place")
                return
            with path.open("rb") as file:
                data = file.read(_MAX_READ)
        except OSError as error:
            self._unreadable(error)
            return
        self.files[inside], self.shown[inside] = data, path.as_posix()

    def _unreadable(self, error: OSError) -> None:
        why = (error.strerror or "no reason given").lower()
        self._say("CC102", Path(error.filename).as_posix(), f"this cannot be read: {why}")

    def _say(
        self,
        code: str,
        path: str,
        message: str,
        hint: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        self.diagnostics.append(Diagnostic(code, Span(path, _TOP, _TOP), message, hint, related))


def _text(data: bytes) -> str:
    """Return the text of a file with the lines and columns that the compiler counts."""
    return data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
