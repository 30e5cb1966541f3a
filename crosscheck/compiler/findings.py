"""What the stages find wrong: one collector for all files of a run."""

from collections.abc import Iterable

from crosscheck.diagnostics import Diagnostic, Severity
from crosscheck.source import Span
from crosscheck.spelling import near


class Findings:
    """Gathers diagnostics, so that one run shows all of them."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def report(self, diagnostic: Diagnostic) -> None:
        """Take one finding in."""
        self._found.append(diagnostic)

    def error(
        self,
        code: str,
        span: Span,
        message: str,
        hint: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Take in what makes the rules unusable."""
        self.report(Diagnostic(code, span, message, hint, related))

    def warn(self, code: str, span: Span, message: str, hint: str | None = None) -> None:
        """Take in what an author should look at."""
        self.report(Diagnostic(code, span, message, hint, severity=Severity.WARNING))

    @property
    def has_errors(self) -> bool:
        """Whether anything makes the rules unusable."""
        return any(finding.severity is Severity.ERROR for finding in self._found)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return every finding once, by place."""
        return tuple(sorted(dict.fromkeys(self._found), key=lambda finding: finding.sort_key))


def meant(word: str, names: Iterable[str]) -> str | None:
    """Return the hint that names what *word* may have been meant for.

    >>> meant("document.typ", ["document.type", "purpose"])
    'did you mean `document.type`?'
    """
    close = near(word, names)
    return f"did you mean {' or '.join(f'`{name}`' for name in close)}?" if close else None
