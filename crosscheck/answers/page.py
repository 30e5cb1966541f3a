"""Lines of at most so many columns: wrapping, right margins, marks, and what ASCII cannot show.

A `Page` is written line by line and joined at the end.  Every text passes through it, so
that a terminal without Unicode gets words instead of signs, and wide characters count two.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

Paint = Callable[[str, str], str]
"""(text, role) -> the text as a terminal shows that role: `good`, `bad`, `open`, `faint`, `strong`."""

WIDTH: Final = 80

_ASCII: Final = {
    "✓": "ok", "✗": "no", "→": "->", "…": "...", "–": "-", "—": "-", "·": "-", "×": "x", "≤": "<=", "≥": ">=",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "ʼ": "'", "′": "'", "″": '"',
    "°": " deg", "№": "No.", "\u00a0": " ", "ß": "ss", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae",
}  # fmt: skip
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def unpainted(text: str, role: str) -> str:  # noqa: ARG001 - it has the form of a `Paint`
    """Return *text* without any colour: a file, a pipe, `NO_COLOR`."""
    return text


def columns(text: str) -> int:
    """Return how many terminal columns *text* takes: wide characters two, combining ones none.

    >>> columns("Muzart"), columns("木扎尔特"), columns("Narınğırlı")
    (6, 8, 10)
    """
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def in_ascii(text: str) -> str:
    """Return *text* in ASCII: signs as words, accents dropped, other scripts as question marks.

    >>> in_ascii("China → Kazakhstan, 9°, 木")
    'China -> Kazakhstan, 9 deg, ?'
    """
    if text.isascii():
        return text
    known = "".join(_ASCII.get(character, character) for character in text)
    plain = "".join(c for c in unicodedata.normalize("NFKD", known) if not unicodedata.combining(c))
    return plain.encode("ascii", "replace").decode("ascii")


def wrapped(text: str, width: int) -> list[str]:
    """Break *text* into lines of at most *width* columns; a word too long for a line is cut.

    Chinese and Japanese text may break between any two characters, as it has no spaces.
    """
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width):
            gap = " " if lines[-1] and piece is not None else ""
            if columns(lines[-1]) + len(gap) + columns(piece) <= width:
                lines[-1] += gap + piece
            elif lines[-1]:
                lines.append(piece)
            else:
                lines[-1] = piece
    return lines


def _hanging(text: str, width: int, hang: int) -> list[str]:
    """Break *text* as `wrapped` does, every line but the first having *hang* columns less."""
    first, *words = text.split()
    while words and columns(f"{first} {words[0]}") <= width:
        first += f" {words.pop(0)}"
    if columns(first) > width:
        first, *rest = _pieces(first, width)
        words.insert(0, "".join(rest))
    return [first, *wrapped(" ".join(words), width - hang)]


def _pieces(word: str, width: int) -> list[str]:
    """Cut *word* where it does not fit on a line of its own."""
    if columns(word) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if columns(pieces[-1]) + _columns_of(character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


class Page:
    """A text in the making.

    Args:
        width: Columns that no line exceeds.
        ascii_only: Whether the reader's terminal can show ASCII only.
        paint: What gives a text the look of its role; widths are measured before it.
    """

    def __init__(self, *, width: int = WIDTH, ascii_only: bool = False, paint: Paint = unpainted) -> None:
        self.width, self.ascii_only, self.paint = width, ascii_only, paint
        self._lines: list[str] = []

    @property
    def mark_width(self) -> int:
        """The columns that a mark takes; `ok` and `no` are wider than their signs."""
        return 2 if self.ascii_only else 1

    def plain(self, text: str) -> str:
        """Return *text* as this page can show it: no control characters, ASCII if need be."""
        seen = _UNSEEN.sub("", text)
        return in_ascii(seen) if self.ascii_only else seen

    def gap(self) -> None:
        """Leave one blank line, unless the page is empty or already has one."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def add(
        self, text: str, *, indent: int = 0, hang: int = 0, mark: str = "", right: str = "", role: str = ""
    ) -> None:
        """Write *text*, wrapped, with *right* at the right margin of its last line if it fits there.

        Args:
            text: One paragraph.
            indent: Columns before the mark and every line.
            hang: More columns before every line but the first.
            mark: A sign or word before the first line; the other lines stand below the text.
            right: An id for looking up; on a line of its own where the text leaves no room.
            role: How to paint the mark, or the text where there is no mark.
        """
        mark = self.plain(mark)
        lead = max(self.mark_width, columns(mark))
        start = indent + (lead + 2 if mark else 0)
        room = self.width - start
        lines = wrapped(self.plain(text), room)
        if hang and len(lines) > 1:
            lines = _hanging(self.plain(text), room, hang)
        painted_mark = self.paint(mark, role) if role else mark
        first = " " * indent + (painted_mark + " " * (lead + 2 - columns(mark)) if mark else "")
        for number, line in enumerate(lines):
            left = first if number == 0 else " " * (start + hang)
            painted = line if mark or not role else self.paint(line, role)
            end = ""
            if right and number == len(lines) - 1:
                used = start + (hang if number else 0) + columns(line)
                end = self._at_margin(self.plain(right), used)
            self._lines.append(left + painted + end if line or mark else "")

    def _at_margin(self, right: str, used: int) -> str:
        space = self.width - used - columns(right)
        if space >= 2:
            return " " * space + self.paint(right, "faint")
        alone = max(0, self.width - columns(right))
        return "\n" + " " * alone + self.paint(right[: self.width], "faint")

    def items(self, lead: str, items: Sequence[str], *, indent: int = 0) -> None:
        """Write *lead* and then *items*, none of them broken, as many to a line as fit."""
        start = indent + columns(lead) + 2
        lines = [""]
        for item in map(self.plain, items):
            if lines[-1] and start + columns(lines[-1]) + 2 + columns(item) > self.width:
                lines.append("")
            lines[-1] += ("  " if lines[-1] else "") + item
        for number, line in enumerate(lines):
            self._lines.append(
                " " * indent + self.plain(lead) + "  " + line if number == 0 else " " * start + line
            )

    def block(self, text: str, *, indent: int = 0) -> None:
        """Write *text* line by line as it stands, such as a table."""
        self._lines.extend((" " * indent + line).rstrip() for line in self.plain(text).split("\n"))

    def table(
        self, headers: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], *, indent: int = 0
    ) -> None:
        """Write a table whose cells are wrapped to *widths*; text in other scripts belongs in the last column."""
        from tabulate import tabulate  # here, because the first answer needs no table

        cells = [
            ["\n".join(wrapped(self.plain(cell), width)) for cell, width in zip(row, widths, strict=True)]
            for row in rows
        ]
        style = "simple" if headers else "plain"
        self.block(
            tabulate(cells, headers=list(headers), tablefmt=style, disable_numparse=True), indent=indent
        )

    def text(self) -> str:
        """Return everything written, ending in one line end."""
        return "\n".join(self._lines).strip("\n") + "\n"
