"""Files written whole or not at all, and never over what somebody else saved meanwhile."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from crosscheck.language.errors import Problem, ProfileError
from crosscheck.language.spoken.sentences import Sentence

_UNFINISHED: Final = ".crosscheck-unfinished"
"""How the name of a file ends that is being written; only a process that was killed leaves one behind."""


def write_file(path: Path, data: bytes, *, was: bytes | None = None) -> None:
    """Put *data* in place of what *path* holds; whoever reads it meanwhile finds the one or the other.

    A link stays a link, and the file keeps its permissions.  With *was*, it is left alone
    unless it still holds that.

    Raises:
        OSError: It cannot be written, or was saved meanwhile; then it is as it was.
    """
    place = path.resolve() if path.is_symlink() else path
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(stat.S_IMODE(place.stat().st_mode))
        if was is not None:
            _must_hold(place, was)
        Path(name).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _must_hold(place: Path, was: bytes) -> None:
    if place.read_bytes() != was:
        raise OSError(errno.EBUSY, "it was saved meanwhile and is left as it is; run the command again")


def write_files(changes: Iterable[tuple[Path, bytes, bytes]]) -> None:
    """Put in each file the second text in place of the first.

    Raises:
        ProfileError: Some were left alone; why is told of each.
    """
    left: list[Problem] = []
    for path, was, data in changes:
        try:
            write_file(path, data, was=was)
        except OSError as error:
            left.append((path.as_posix(), Sentence("file.not_written", why=_why(error))))
    if left:
        raise ProfileError(left)


def saved(path: Path, data: bytes, write: Callable[[Path, bytes], None]) -> str:
    """Have *data* written by `write_file` or `create_file`, and return what to say of it.

    Raises:
        ProfileError: It cannot be written.
    """
    try:
        write(path, data)
    except OSError as error:
        raise ProfileError([(path.as_posix(), Sentence("file.unwritable", why=_why(error)))]) from None
    return f"wrote {path.as_posix()}\n"


def _why(error: OSError) -> str:
    return (error.strerror or "no reason is given").lower()


def remove_unfinished(paths: Iterable[Path]) -> str:
    """Remove what a killed run left behind in the folders *paths*, or beside the files; return what to say of it."""
    found: list[Path] = []
    for path in paths:
        beside = path.parent.glob(f".{path.name}.*{_UNFINISHED}")
        found += path.rglob(f".*{_UNFINISHED}") if os.path.isdir(path) else beside
    said = ""
    for each in sorted(found):
        with suppress(OSError):
            each.unlink()
            said += f"crosscheck: removed {each.as_posix()}, which a run that was killed left behind\n"
    return said


def create_file(path: Path, data: bytes) -> None:
    """Write *data* to a file that is not there yet, in a folder that need not be there.

    Raises:
        OSError: It is there, or cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
