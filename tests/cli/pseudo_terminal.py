"""Somebody at a terminal: a command on a pseudo-terminal of its own, what it shows, and what is typed to it."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.cli.commands import command_of, environment_of

PATIENCE = 30.0
"""How many seconds somebody waits for what must come."""
_OWN_TERMINAL = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"
"""Run first in the command: Ctrl-C reaches who has the terminal for its own."""


class Sitting:
    """One command at a terminal."""

    def __init__(self, process: subprocess.Popen[bytes], terminal: int) -> None:
        self._process, self._terminal = process, terminal
        self.shown = ""
        """All that was shown so far, with what was typed among it, as a terminal echoes it."""
        self._read = 0

    def sees(self, text: str) -> str:
        """Wait until *text* is shown, after what was seen before; return what stood before it."""
        until = time.monotonic() + PATIENCE
        while (place := self.shown.find(text, self._read)) < 0:
            if not self._more(until):
                message = f"never saw {text!r} after: {self.shown[self._read :]}"
                raise AssertionError(message)
        before, self._read = self.shown[self._read : place], place + len(text)
        return before

    def types(self, line: str) -> None:
        """Type *line* and the return key, once the prompt is there."""
        self.sees("\n> ")
        self.presses(f"{line}\n")

    def presses(self, keys: str) -> None:
        """Press *keys* and no more."""
        os.write(self._terminal, keys.encode())

    def ends(self) -> int:
        """Wait for the end, and return the exit status."""
        until = time.monotonic() + PATIENCE
        while self._more(until):
            pass
        return self._process.wait(timeout=PATIENCE)

    def _more(self, until: float) -> bool:
        """Read what is shown next; return whether anything was."""
        ready, _, _ = select.select([self._terminal], [], [], max(0.0, until - time.monotonic()))
        try:
            read = os.read(self._terminal, 65536) if ready else b""
        except OSError:  # the other end is closed
            read = b""
        self.shown += read.decode().replace("\r\n", "\n")
        return bool(read)


@contextmanager
def at_a_terminal(line: str, **environment: str) -> Iterator[Sitting]:
    """Run one line at a terminal of 24 lines and 80 columns; it ends with the test."""
    ours, theirs = pty.openpty()
    try:
        with subprocess.Popen(
            command_of(line, python=_OWN_TERMINAL),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=environment_of(TERM="dumb", **environment),
        ) as process:
            os.close(theirs)
            try:
                yield Sitting(process, ours)
            finally:
                process.kill()
    finally:
        os.close(ours)
