"""The terminal at hand: how wide, which signs, which colours; and writing to it safely."""

import os
import re
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, TextIO

import click

from crosscheck.answers.page import WIDTH, Page, unpainted
from crosscheck.cli.answer import Exit

_STYLES: Final[dict[str, dict[str, Any]]] = {
    "good": {"fg": "green", "bold": True},
    "bad": {"fg": "red", "bold": True},
    "open": {"fg": "yellow", "bold": True},
    "strong": {"bold": True},
    "faint": {"dim": True},
}
_SIGNS: Final = "✓✗→…’“”–·"
_NARROWEST: Final = 50
_COERCED: Final = ("", "C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself sets `LC_CTYPE` to where the locale is `C` (PEP 538)."""
_INVISIBLE: Final = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_UNSEEN: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_INVISIBLE}]")
_IN_A_LINE: Final = re.compile(f"[\x00-\x1f\x7f-\x9f{_INVISIBLE}]")
_COLOURS: Final = re.compile(r"(\x1b\[(?:[012]|3[123])m)")
"""What `click.style` makes of the styles above; a terminal that takes colours gets it as it is."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What stdout can show."""

    width: int
    colour: bool
    ascii_only: bool

    @staticmethod
    def at_hand() -> "Terminal":
        """Look at stdout and the environment.

        Colour needs a terminal that wants it (`NO_COLOR`, `TERM=dumb`); signs need an
        encoding that has them and a locale that is not declared to be plain `C`.
        """
        out = sys.stdout
        interactive = out is not None and out.isatty()
        dumb = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        columns = shutil.get_terminal_size((WIDTH, 24)).columns if interactive else WIDTH
        width = max(_NARROWEST, min(WIDTH, columns))
        return Terminal(width, interactive and not dumb, _is_ascii_only(out))

    def page(self) -> Page:
        """Return an empty page as wide and as plain as this terminal needs it."""
        return Page(
            width=self.width, ascii_only=self.ascii_only, paint=self.paint if self.colour else unpainted
        )

    def paint(self, text: str, role: str) -> str:
        """Return *text* in the colours of *role*."""
        return click.style(text, **_STYLES[role]) if role in _STYLES else text


def _is_ascii_only(out: TextIO | None) -> bool:
    encoding = getattr(out, "encoding", None) or "ascii"
    try:
        _SIGNS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    over_all, of_signs, usual = (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    declared = over_all or (usual if of_signs in _COERCED else of_signs)
    return declared in ("C", "POSIX") and not os.environ.get("PYTHONIOENCODING")


def plain(text: str, *, one_line: bool = False) -> str:
    """Return *text* with an escape for each character that moves a cursor, hides, or turns text around.

    The escape is that of JSON, so that JSON stays JSON.  With *one_line* a line end is one, too.
    """
    return (_IN_A_LINE if one_line else _UNSEEN).sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write(text: str, exit_status: Exit, *, err: bool = False) -> Exit:
    """Write *text* whole, and return *exit_status*; another one if it could not be written."""
    stream = sys.stderr if err else sys.stdout
    if stream is None:
        return exit_status if err or not text else Exit.NOT_WRITTEN
    encoding = getattr(stream, "encoding", None) or "ascii"
    parts = _COLOURS.split(text) if not err and stream.isatty() else [text]
    text = "".join(part if place % 2 else plain(part) for place, part in enumerate(parts))
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        hush()
        return exit_status if err else Exit.CLOSED_PIPE
    except OSError as error:
        hush()
        if not err:
            write(f"crosscheck: the answer could not be written: {error.strerror}\n", exit_status, err=True)
        return exit_status if err else Exit.NOT_WRITTEN
    return exit_status


_GONE: Final = (OSError, ValueError, AttributeError)
"""What comes of a stream that is closed, or was never there."""


def hush() -> None:
    """Let whatever is still buffered for a stream that is gone go nowhere, silently.

    Python flushes stdout once more when it ends, and would complain and exit with 120.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(*_GONE):
            try:
                stream.flush()
            except _GONE:
                os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
