"""What certainly has to stand in place of a finding, put there; all else stays byte for byte."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from crosscheck.language.diagnostics import Diagnostic

Files: TypeAlias = Mapping[str, bytes]
"""The bytes of each file by the path that findings show."""

_MARK, _LINE_ENDS = "CC106", "CC107"
_OF_THE_WHOLE_FILE: Final = frozenset({_MARK, _LINE_ENDS})
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mended:
    """*files* as they are to be; *done* is what was mended, in the order of rounds."""

    files: Files
    done: tuple[Diagnostic, ...]


def mend(files: Files, examine: Callable[[Files], Sequence[Diagnostic]]) -> Mended:
    """Mend what is certain, look again, and go on: what stood behind one finding shows in the next round.

    A mend that leaves its line with an error nobody can mend was not certain after all,
    and is not made.
    """
    done: list[Diagnostic] = []
    given_up: set[Diagnostic] = set()
    found = examine(files)
    while wanted := [each for each in found if is_mendable(each) and each not in given_up]:
        trial = _with(files, wanted)
        after = examine(trial)
        stuck = {
            (each.span.path, each.span.start.line)
            for each in after
            if each.is_error and not is_mendable(each)
        }
        wrong = [
            each
            for each in wanted
            if each.code not in _OF_THE_WHOLE_FILE and (each.span.path, each.span.start.line) in stuck
        ]
        if wrong:
            given_up.update(wrong)
        else:
            files, found = trial, after
            done += wanted
    return Mended(files, tuple(done))


def is_mendable(diagnostic: Diagnostic) -> bool:
    """Whether it is certain what has to stand there."""
    on_one_line = diagnostic.span.start.line == diagnostic.span.end.line
    return diagnostic.code in _OF_THE_WHOLE_FILE or (diagnostic.instead is not None and on_one_line)


def _with(files: Files, wanted: Iterable[Diagnostic]) -> Files:
    by_path: dict[str, list[Diagnostic]] = {}
    for each in wanted:
        by_path.setdefault(each.span.path, []).append(each)
    return {**files, **{path: mended(files[path], of_file) for path, of_file in by_path.items()}}


def mended(data: bytes, findings: Iterable[Diagnostic]) -> bytes:
    """Return the bytes of one file with *findings* mended; of two that overlap, the first."""
    text = data.decode("utf-8")
    ahead = len(_BOM) if text.startswith(_BOM) else 0
    lines = text.split("\n")  # a line may end in CR, which lies past every column
    ordered = sorted(findings, key=lambda each: each.sort_key)
    codes = {each.code for each in ordered}
    for number, start, end, instead in reversed(_apart(ordered)):
        before = ahead if number == 1 else 0
        line = lines[number - 1]
        lines[number - 1] = line[: start - 1 + before] + instead + line[end - 1 + before :]
    text = "\n".join(lines)
    if _MARK in codes:
        text = text.removeprefix(_BOM)
    if _LINE_ENDS in codes:
        text = text.replace("\r\n", "\n")
    return text.encode("utf-8")


def _apart(ordered: Iterable[Diagnostic]) -> list[tuple[int, int, int, str]]:
    """Return (line, first column, column past the last, text) of each mend, none of which touches another."""
    found: list[tuple[int, int, int, str]] = []
    for each in ordered:
        start, end = each.span.start, each.span.end
        if each.instead is None or (found and found[-1][0] == start.line and found[-1][2] > start.column):
            continue
        found.append((start.line, start.column, end.column, each.instead))
    return found
