"""A finding about a rule file, for its author: a place, a code, a sentence and a way out."""

from dataclasses import dataclass
from enum import StrEnum

from crosscheck.source import Span


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The rules cannot be used: some file cannot be read as one definite law."""
    WARNING = "warning"
    """The rules can be used, but an author should look."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.  *code* is stable and never reused; *related* are other places involved.

    Codes by family: CC1 reading, CC2 names, CC3 types and units, CC4 logic,
    CC5 evidence, CC6 cases.
    """

    code: str
    span: Span
    message: str
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """Order by place, then code, so that output never depends on chance."""
        return self.span, self.code, self.message
