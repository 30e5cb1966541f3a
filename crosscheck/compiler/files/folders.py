"""Folders of rule files, read: the only disk access below the doors, with `load.py`.

Everything is read, nothing is written, and nothing found in a file is ever run.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Position, Span

_MAX_READ: Final = (1 << 20) + 1  # one byte more than the compiler takes, so that it can say so
_TOP: Final = Position(1, 1)


def read_folders(paths: Sequence[Path]) -> list["Folder"]:
    """Read every rule file, case and journey of the folders *paths*; one given again says that it was."""
    found: dict[Path, Folder] = {}
    for path in paths:
        place = _place(path)
        if place in found:
            message = f"the rules folder `{path.as_posix()}` is given twice"
            found[place].say("CC131", path, message, "name each folder once")
        else:
            found[place] = Folder(path).read()
    return list(found.values())


def _place(path: Path) -> Path:
    """Return where *path* leads, itself where that cannot be told: there may be no working folder."""
    try:
        return path.resolve()
    except (
        OSError,
        RuntimeError,
        ValueError,
    ):  # no text of a path; up to Python 3.12 a link that leads to itself is a RuntimeError
        return path


def read_places(paths: Sequence[Path]) -> list["Folder"]:
    """Read every rule file, case and journey of *paths*, of which each is a folder of rules or one file."""
    return [Folder(path.parent).take(path) if os.path.isfile(path) else Folder(path).read() for path in paths]


def texts(folders: Sequence["Folder"], diagnostics: Iterable[Diagnostic]) -> dict[str, str]:
    """Return the text of each file that *diagnostics* speak of, as far as it is one."""
    spans = {span for each in diagnostics for span in (each.span, *(place for place, _ in each.related))}
    concerned = {span.path for span in spans}
    return {path: text for folder in folders for path, text in folder.texts() if path in concerned}


@dataclass(frozen=True, slots=True)
class Folder:
    """The bytes of each file by its path within the folder *path*, and what could not be read."""

    path: Path
    files: dict[str, bytes] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """The paths, within the folder, of rule files that are there and were not read."""

    @property
    def shown(self) -> str:
        """Its path as people see it."""
        return self.path.as_posix()

    def say(self, code: str, path: Path, message: str, hint: str | None = None) -> None:
        """Add a diagnostic of *path* as a whole."""
        self.diagnostics.append(Diagnostic(code, Span(path.as_posix(), _TOP, _TOP), message, hint))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each file that is a text, by the path that people see."""
        for inside, data in self.files.items():
            if b"\x00" not in data and len(data) < _MAX_READ:
                yield f"{self.shown}/{inside}", _text(data)

    def read(self) -> "Folder":
        """Take in every file that holds rules, by names alone; a hidden file or folder is none of ours."""
        hint = "name the folder that holds `ruleset.yaml`"
        if not os.path.isdir(self.path):
            what = "is a file, no folder" if os.path.exists(self.path) else "does not exist"
            self.say("CC131", self.path, f"the rules folder `{self.shown}` {what}", hint)
            return self
        for place, folders, names in os.walk(self.path, onerror=self._unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in folders:
                self._folder(Path(place, name))
            for name in sorted(name for name in names if not name.startswith(".")):
                self.take(Path(place, name))
        if not self.files and not self.diagnostics:
            self.say("CC131", self.path, "the rules folder holds no rule file", hint)
        return self

    def _folder(self, path: Path) -> None:
        if path.is_symlink():
            hint = "put the rule files themselves here; a file may be linked within the folder"
            self.say("CC103", path, "this is a link to a folder", hint)
        elif path.suffix == ".yaml":
            hint = "a folder has no ending; a rule file is a file"
            self.say("CC132", path, "this is a folder, named like a rule file", hint)

    def take(self, path: Path) -> "Folder":
        """Take in one file, if its name is that of a rule file."""
        if path.suffix != ".yaml":
            if path.suffix.lower() in {".yml", ".yaml"}:
                message = f"the name of a rule file ends in `.yaml`, not in `{path.suffix}`"
                self._refuse("CC140", path, message, f"call it `{path.stem}.yaml`")
        elif not path.name.isprintable():
            hint = "give it the id of what it holds"
            self.say("CC102", path, "the name of this file is no plain text", hint)
        elif (
            path.is_symlink() and os.path.exists(path) and not _place(path).is_relative_to(_place(self.path))
        ):
            hint = "copy the file into the folder"
            self._refuse("CC103", path, "this link leads out of the rules folder", hint)
        else:
            self._read(path)
        return self

    def _read(self, path: Path) -> None:
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                self._refuse("CC102", path, "this is no regular file", "put a text file in its place")
                return
            with path.open("rb") as file:
                # Room for as much as is asked for is made before any is read.
                data = file.read() if status.st_size < _MAX_READ else file.read(_MAX_READ)
                self.files[path.relative_to(self.path).as_posix()] = data
        except OSError as error:
            self._refuse("CC102", path, _why(error))

    def _refuse(self, code: str, path: Path, message: str, hint: str | None = None) -> None:
        """Say why the rule file *path* is not read; what it would define is not missing."""
        self.say(code, path, message, hint)
        self.unread.append(path.relative_to(self.path).with_suffix(".yaml").as_posix())

    def _unreadable(self, error: OSError) -> None:
        self.say("CC102", Path(error.filename), _why(error))


def _why(error: OSError) -> str:
    return f"this cannot be read: {(error.strerror or 'no reason is given').lower()}"


def _text(data: bytes) -> str:
    """Return the text of a file with the lines and columns that the compiler counts."""
    return data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
