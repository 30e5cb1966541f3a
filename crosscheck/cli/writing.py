"""Files written whole or not at all."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Put *data* in place of what *path* holds; whoever reads it meanwhile finds the one or the other.

    A link stays a link, and the file keeps its permissions.

    Raises:
        OSError: It cannot be written; then it is as it was.
    """
    place = path.resolve()
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(stat.S_IMODE(place.stat().st_mode))
        Path(name).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def create_file(path: Path, data: bytes) -> None:
    """Write *data* to a file that is not there yet, in a folder that need not be there.

    Raises:
        OSError: It is there, or cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
