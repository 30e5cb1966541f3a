"""`# crosscheck: allow CC408, because …`: a finding that its author has looked at and excuses.

A waiver stands on the line it excuses, or alone on the line above.  It names what it
excuses and gives a reason, so that whoever reads the rule later can judge it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from crosscheck.language.catalogue import CATALOGUE
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Position, Span

MARK: Final = "# crosscheck:"
_MARKED: Final = re.compile(r"(?<!\S)#\s*crosscheck:(?P<rest>.*)")
_WAIVER: Final = re.compile(r"\s*allow (?P<codes>CC\d+(?:(?:,| and) CC\d+)*), because (?P<reason>\S.*\S)\s*")
_CODE: Final = re.compile(r"CC\d+")
_FORM: Final = "write `# crosscheck: allow CC408, because …`, with a code and a reason"


_Excused: TypeAlias = tuple[str, int, str]
"""A path, a line, a code."""


def apply(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return what no waiver excuses, and what is wrong with the waivers themselves.

    *texts* holds every file that was read: a waiver that excuses nothing stands where no
    finding does.
    """
    waivers: dict[_Excused, Span] = {}
    kept: list[Diagnostic] = []
    for path, text in texts.items():
        if MARK[2:] in text:
            kept += _read(path, text, waivers)
    used = set()
    for diagnostic in diagnostics:
        place = diagnostic.span.path, diagnostic.span.start.line, diagnostic.code
        if place in waivers:
            used.add(place)
        else:
            kept.append(diagnostic)
    for place in waivers.keys() - used:
        message = f"nothing here is `{place[2]}`, and so this waiver excuses nothing"
        hint = "delete it, or move it to the line that it excuses"
        kept.append(Diagnostic("CC509", waivers[place], message, hint))
    return tuple(kept)


def _read(path: str, text: str, waivers: dict[_Excused, Span]) -> Iterator[Diagnostic]:
    """Put each waiver of a file among *waivers*, and yield what is wrong with those that are none."""
    lines = text.split("\n")
    below = _lines_excused(lines)
    for number, line in enumerate(lines, start=1):
        marked = _MARKED.search(line)
        if marked is None:
            continue
        span = Span(path, Position(number, marked.start() + 1), Position(number, len(line.rstrip()) + 1))
        waiver = _WAIVER.fullmatch(marked["rest"])
        if waiver is None:
            yield Diagnostic("CC508", span, "this waiver lacks a code or a reason", _FORM)
            continue
        excused = number if line[: marked.start()].strip() else below[number]
        for code in _CODE.findall(waiver["codes"]):
            if code in CATALOGUE and CATALOGUE[code].waivable:
                waivers[path, excused, code] = span
            else:
                message = f"`{code}` is never excused"
                hint = "only findings about logic, evidence and cases with which rules can be used are"
                yield Diagnostic("CC510", span, message, hint)


def _lines_excused(lines: list[str]) -> list[int]:
    """Return for each line, by its number, the first one below that holds more than a comment."""
    below = [len(lines)] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        is_comment = lines[number].lstrip().startswith("#")
        below[number] = below[number + 1] if is_comment else number + 1
    return below
