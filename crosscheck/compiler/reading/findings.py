"""What the stages find wrong: one collector for all files of a run."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from crosscheck.language.diagnostics import Diagnostic, Severity
from crosscheck.language.source import Span
from crosscheck.language.spelling import near

MAX_FINDINGS: Final = 500
"""Problems of one file that are shown; nobody reads more before repairing some."""
TOO_MANY: Final = "CC130"

Hint: TypeAlias = str | Callable[[], str | None] | None
"""A way out, or what looks for one: looking takes time, and not every finding is shown."""


class Findings:
    """Gathers diagnostics, so that one run shows all of them; of one file, the first `MAX_FINDINGS`."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self._shown: Counter[str] = Counter()
        self._first_hidden: dict[str, tuple[Span, Severity]] = {}
        self._hidden: Counter[str] = Counter()
        self.count = 0
        """How often anything was reported, shown or not."""
        self.has_errors = False
        """Whether anything makes the rules unusable, shown or not."""

    def report(self, diagnostic: Diagnostic) -> None:
        """Take one finding in."""
        self.count += 1
        self.has_errors |= diagnostic.severity is Severity.ERROR
        path = diagnostic.span.path
        if diagnostic in self._found:
            return
        if self._shown[path] < MAX_FINDINGS or diagnostic.code == TOO_MANY:
            self._found[diagnostic] = None
            self._shown[path] += 1
            return
        self._hide(diagnostic.span, diagnostic.severity)

    def _hide(self, span: Span, severity: Severity) -> None:
        self._hidden[span.path] += 1
        first, worst = self._first_hidden.get(span.path, (span, severity))
        self._first_hidden[span.path] = (
            first,
            Severity.ERROR if Severity.ERROR in (worst, severity) else worst,
        )

    def error(
        self,
        code: str,
        span: Span,
        message: str,
        hint: Hint = None,
        related: tuple[tuple[Span, str], ...] = (),
        instead: Hint = None,
    ) -> None:
        """Take in what makes the rules unusable; *instead* is what certainly belongs there."""
        if self._shown[span.path] >= MAX_FINDINGS:
            self.count += 1
            self.has_errors = True
            self._hide(span, Severity.ERROR)
        else:
            hint, instead = (given() if callable(given) else given for given in (hint, instead))
            self.report(Diagnostic(code, span, message, hint, related, instead=instead))

    def warn(self, code: str, span: Span, message: str, hint: str | None = None) -> None:
        """Take in what an author should look at."""
        self.report(Diagnostic(code, span, message, hint, severity=Severity.WARNING))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return every finding once, by place, and for a file with too many how many are left out."""
        told = {each.span.path for each in self._found if each.code == TOO_MANY}
        closing = [
            Diagnostic(
                TOO_MANY,
                span,
                f"this file has over {MAX_FINDINGS} problems: {self._hidden[path]} more are not shown",
                "repair those shown first",
                severity=severity,
            )
            for path, (span, severity) in self._first_hidden.items()
            if path not in told
        ]
        return tuple(sorted([*self._found, *closing], key=lambda finding: finding.sort_key))


def meant(word: str, names: Iterable[str], otherwise: str | None = None) -> Callable[[], str | None]:
    """Return what finds the hint that names what *word* may have been meant for, else *otherwise*.

    >>> meant("document.typ", ["document.type", "purpose"])()
    'did you mean `document.type`?'
    """

    def look() -> str | None:
        close = near(word, names)
        return f"did you mean {' or '.join(f'`{name}`' for name in close)}?" if close else otherwise

    return look
