"""What the stages find wrong: one collector for all files of a run."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from crosscheck.compiler.reading.nodes import Scalar
from crosscheck.language.catalogue import CATALOGUE, Severity
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Span
from crosscheck.language.spelling import near

MAX_FINDINGS: Final = 500
"""Problems of one file that are shown; nobody reads more before repairing some."""
TOO_MANY: Final = ("CC130", "CC142")
"""What says so: where what is left out holds an error, and where it holds none."""

Hint: TypeAlias = str | Callable[[], str | None] | None
"""A way out, or what looks for one: looking takes time, and not every finding is shown."""


class Findings:
    """Gathers diagnostics, so that one run shows all of them; of one file, the first `MAX_FINDINGS`."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self._shown: Counter[str] = Counter()
        self._left_out: dict[str, tuple[Span, Counter[Severity]]] = {}
        self.count = 0
        """How often anything was reported, shown or not."""
        self.has_errors = False
        """Whether anything makes the rules unusable, shown or not."""

    def report(
        self,
        code: str,
        span: Span,
        message: str,
        hint: Hint = None,
        related: tuple[tuple[Span, str], ...] = (),
        instead: Hint = None,
    ) -> None:
        """Take in one finding; *instead* is what certainly belongs there."""
        severity = CATALOGUE[code].severity
        self.count += 1
        self.has_errors |= severity is Severity.ERROR
        if self._shown[span.path] >= MAX_FINDINGS and code not in TOO_MANY:
            _, weights = self._left_out.setdefault(span.path, (span, Counter()))
            weights[severity] += 1
            return
        hint, instead = (given() if callable(given) else given for given in (hint, instead))
        found = Diagnostic(code, span, message, hint, related, instead)
        self._shown[span.path] += found not in self._found
        self._found[found] = None

    def known(
        self, word: Scalar, names: Iterable[str], code: str, what: str, otherwise: str | None = None
    ) -> bool:
        """Whether *word* is one of *names*; where it is not, it is reported with what may have been meant."""
        if word.text in names:
            return True
        self.is_no(word, code, what, meant(word.text, names, otherwise))
        return False

    def is_no(self, word: Scalar, code: str, what: str, hint: Hint = None, instead: Hint = None) -> None:
        """Report that *word* is not *what* belongs there."""
        self.report(code, word.span, f"`{word.text}` is no {what}", hint, instead=instead)

    def not_understood(self, word: Scalar, hint: str, code: str = "CC301") -> None:
        """Report that *word* means nothing where it stands."""
        self.report(code, word.span, f"`{word.text}` is not understood here", hint)

    def once(self, name: str, span: Span, first: dict[str, Span], code: str, message: str, hint: str) -> bool:
        """Whether *name* has no place among the *first* yet, and gets it; where it has one, that is reported."""
        if is_new := name not in first:
            first[name] = span
        else:
            self.report(code, span, message, hint, ((first[name], "the first one"),))
        return is_new

    def add(self, found: Diagnostic) -> None:
        """Take in a finding that is made already."""
        self.report(found.code, found.span, found.message, found.hint, found.related, found.instead)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return every finding once, by place, and for a file with too many how many are left out."""
        told = {each.span.path for each in self._found if each.code in TOO_MANY}
        closing = [
            Diagnostic(
                TOO_MANY[Severity.ERROR not in weights],
                span,
                f"this file has over {MAX_FINDINGS} problems: {weights.total()} more are not shown",
                "repair those shown first",
            )
            for path, (span, weights) in self._left_out.items()
            if path not in told
        ]
        return tuple(sorted([*self._found, *closing], key=lambda finding: finding.sort_key))


def meant(
    word: str,
    names: Iterable[str],
    otherwise: str | None = None,
    called: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Callable[[], str | None]:
    """Return what finds the hint that names what *word* may have been meant for, else *otherwise*; *called* as for `near`.

    >>> meant("document.typ", ["document.type", "purpose"])()
    'did you mean `document.type`?'
    """

    def look() -> str | None:
        close = near(word, names, called=called)
        return f"did you mean {' or '.join(f'`{name}`' for name in close)}?" if close else otherwise

    return look
