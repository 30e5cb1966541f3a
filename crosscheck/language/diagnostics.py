"""A finding about a rule file, for its author: a place, a code, a sentence and a way out."""

import re
from dataclasses import dataclass
from typing import Final

from crosscheck.language.catalogue import CATALOGUE, Entry, Severity
from crosscheck.language.source import Span

_LONGEST_QUOTE: Final = 120
_LONGEST_SENTENCE: Final = 2_000  # some list every name that there is
_QUOTED: Final = re.compile(rf"`([^`]{{{_LONGEST_QUOTE + 1},}})`")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.  *code* is stable and never reused; *related* are other places involved.

    *instead* is what certainly has to stand in place of *span*; None where that is a guess.

    How much it weighs, and what it is about, the catalogue says by its code.
    """

    code: str
    span: Span
    message: str
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    instead: str | None = None

    def __post_init__(self) -> None:
        """Shorten what is quoted: a file may hold a value of a million characters."""
        object.__setattr__(self, "message", _shortened(self.message))
        if self.hint is not None:
            object.__setattr__(self, "hint", _shortened(self.hint))

    @property
    def entry(self) -> Entry:
        """What the catalogue says of its code."""
        return CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.entry.severity

    @property
    def is_error(self) -> bool:
        """Whether the rules cannot be used."""
        return self.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """Order by place, then code, so that output never depends on chance."""
        return self.span, self.code, self.message


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_QUOTE:
        return text
    quoted = _QUOTED.sub(lambda found: f"`{found[1][: _LONGEST_QUOTE - 20]}…`", text)
    return quoted if len(quoted) <= _LONGEST_SENTENCE else quoted[: _LONGEST_SENTENCE - 1] + "…"
