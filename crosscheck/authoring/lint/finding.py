"""A finding about rules that can be used: nobody can be shown where what came from no file stands."""

from collections.abc import Iterator

from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Span


def at(
    span: Span | None, code: str, message: str, hint: str, *related: tuple[Span | None, str]
) -> Iterator[Diagnostic]:
    """Yield what is found at *span*, with the *related* places that are known."""
    if span is not None:
        places = tuple((place, said) for place, said in related if place is not None)
        yield Diagnostic(code, span, message, hint, places)
