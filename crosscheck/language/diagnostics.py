"""A finding about a rule file, for its author: a place, a code, a sentence and a way out."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crosscheck.language.source import Span

_LONGEST_QUOTE: Final = 120
_LONGEST_SENTENCE: Final = 2_000  # some list every name that there is
_QUOTED: Final = re.compile(rf"`([^`]{{{_LONGEST_QUOTE + 1},}})`")


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The rules cannot be used: some file cannot be read as one definite law."""
    WARNING = "warning"
    """The rules can be used, but an author should look."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.  *code* is stable and never reused; *related* are other places involved.

    *instead* is what certainly has to stand in place of *span*; None where that is a guess.

    Codes by family: CC1 reading, CC2 names, CC3 types and units, CC4 logic,
    CC5 evidence, CC6 cases.
    """

    code: str
    span: Span
    message: str
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    severity: Severity = Severity.ERROR
    instead: str | None = None

    def __post_init__(self) -> None:
        """Shorten what is quoted: a file may hold a value of a million characters."""
        object.__setattr__(self, "message", _shortened(self.message))
        if self.hint is not None:
            object.__setattr__(self, "hint", _shortened(self.hint))

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """Order by place, then code, so that output never depends on chance."""
        return self.span, self.code, self.message


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_QUOTE:
        return text
    quoted = _QUOTED.sub(lambda found: f"`{found[1][: _LONGEST_QUOTE - 20]}…`", text)
    return quoted if len(quoted) <= _LONGEST_SENTENCE else quoted[: _LONGEST_SENTENCE - 1] + "…"
