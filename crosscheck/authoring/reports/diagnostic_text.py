"""Diagnostics as an author reads them: place, code, sentence, the line itself, the way out.

Whatever stands in a rule file is shown so that it cannot act on a terminal or hide: a
control or invisible character appears as its escape, and the marker still fits below.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from crosscheck.answers.page import Paint, columns, unpainted
from crosscheck.language.catalogue import Severity
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Span

EXPLAINED_IN: Final = "docs/diagnostics.md"
"""Where each code is explained."""

_WIDEST: Final = 100  # columns of a source line that are shown around its marker
_ROLE: Final = {Severity.ERROR: "bad", Severity.WARNING: "open"}


def diagnostics_text(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    *,
    files: int | None = None,
    ascii_only: bool = False,
    paint: Paint = unpainted,
) -> str:
    """Return the whole report, ending in a line that counts.

    Args:
        diagnostics: In any order; the report is sorted by place.
        texts: The files by path; a line of a file that is not among them is not shown.
        files: How many files were read, if the last line is to say so.
        ascii_only: Whether the reader's terminal can show ASCII only.
        paint: What gives the severity its colour.
    """
    ordered = sorted(diagnostics, key=lambda each: each.sort_key)
    show = Shown(ascii_only)
    concerned = {span.path for each in ordered for span in (each.span, *(place for place, _ in each.related))}
    lines = {path: text.split("\n") for path, text in texts.items() if path in concerned}
    blocks = [_one(each, lines, show, paint) for each in ordered]
    return "\n".join([*blocks, _count(ordered, files)]) + "\n"


def mended_text(mended: Iterable[Diagnostic], *, ascii_only: bool = False) -> str:
    """Return one line for each finding that was mended, and an empty one after the last."""
    show = Shown(ascii_only)
    lines = [f"{show(str(each.span))}: mended {each.code}: {show(each.message)}\n" for each in mended]
    return "".join([*lines, "\n"]) if lines else ""


class Shown:
    """How text of a file, or about one, can be shown on the reader's terminal."""

    def __init__(self, ascii_only: bool) -> None:
        self.ascii_only = ascii_only

    def character(self, character: str) -> str:
        """Return *character* itself if it can be seen here, else its escape."""
        if character == "\t" or (character.isascii() and character.isprintable()):
            return character
        if character.isascii():
            return f"\\x{ord(character):02x}"
        if self.ascii_only or not (character.isprintable() or character == "\u3000"):
            return character.encode("ascii", "backslashreplace").decode("ascii")
        return character

    def __call__(self, text: str) -> str:
        """Return *text* with every character shown."""
        known = text.replace("…", "...") if self.ascii_only else text
        return "".join(map(self.character, known))


def _one(diagnostic: Diagnostic, texts: Mapping[str, Sequence[str]], show: Shown, paint: Paint) -> str:
    severity = paint(diagnostic.severity, _ROLE[diagnostic.severity])
    lines = [f"{show(str(diagnostic.span))}: {severity} {diagnostic.code}: {show(diagnostic.message)}"]
    lines += _excerpt(diagnostic.span, texts, show)
    if diagnostic.hint:
        lines.append(f"   hint: {show(diagnostic.hint)}")
    for span, what in diagnostic.related:
        lines.append(f"   {show(str(span))}: {show(what)}")
        lines += _excerpt(span, texts, show)
    return "\n".join(lines) + "\n"


def _excerpt(span: Span, texts: Mapping[str, Sequence[str]], show: Shown) -> list[str]:
    """Return the first line of *span* and a marker below exactly those characters that it covers."""
    of_file = texts.get(span.path, ())
    line = of_file[span.start.line - 1] if span.start.line <= len(of_file) else ""
    if not line.strip():
        return []
    # What is far from the marker is cut off first: a line may be a million characters long.
    cut = max(0, span.start.column - 1 - _WIDEST)
    start = span.start.column - 1 - cut
    near = line[cut : cut + 3 * _WIDEST]
    end = span.end.column - 1 - cut if span.end.line == span.start.line else len(near)
    shown = [show.character(character) for character in near]
    first, last = _window(shown, start)
    before, marked = "".join(shown[first:start]), "".join(shown[start : min(end, last)])
    # A tab is as wide as the terminal makes it: the marker line repeats it.
    indent = "".join("\t" if part == "\t" else " " * columns(part) for part in before)
    head, tail = "… " if first else "", " …" if last < len(shown) else ""
    text = show(head) + "".join(shown[first:last]) + show(tail)
    number = str(span.start.line).rjust(5)
    marker = show(head).replace("…", " ").replace(".", " ") + indent + "^" * max(1, columns(marked))
    return [f"{number} | {text}", f"{' ' * len(number)} | {marker}"]


def _window(shown: list[str], start: int) -> tuple[int, int]:
    """Return which characters of a long line to show: those around *start*."""
    if sum(map(columns, shown)) <= _WIDEST:
        return 0, len(shown)
    first = max(0, start - _WIDEST // 2)
    last, room = first, _WIDEST
    while last < len(shown) and (room := room - columns(shown[last])) >= 0:
        last += 1
    return first, last


def _count(diagnostics: list[Diagnostic], files: int | None) -> str:
    """Return the last line: how much was found, in how many of how many files."""
    if not diagnostics:
        return "nothing found" if files is None else f"nothing found in {counted(files, 'file')}"
    found = Counter(each.severity for each in diagnostics)
    parts = [counted(found[severity], severity) for severity in Severity if found[severity]]
    concerned = len({each.span.path for each in diagnostics})
    if files is None or concerned > files:
        where = counted(concerned, "file")
    else:
        where = f"{concerned} of {counted(files, 'file')}"
    return f"{' and '.join(parts)} in {where}; {EXPLAINED_IN} explains each code"


def counted(count: int, word: str) -> str:
    """Return *count* and *word*, which stands for one: `1 file`, `2 files`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
