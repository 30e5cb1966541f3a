"""Diagnostics as annotations of a GitHub workflow: one command on a line for each."""

from collections.abc import Iterable

from crosscheck.authoring.reports.diagnostic_text import Shown
from crosscheck.language.diagnostics import Diagnostic

_IN_TEXT = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_TEXT, (":", "%3A"), (",", "%2C"))


def annotations(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a workflow command for each finding, by place; nothing where nothing was found.

    `endColumn` is the last column that belongs to the place, and is shown only on one line.
    """
    return "".join(_one(each) for each in sorted(diagnostics, key=lambda each: each.sort_key))


def _one(diagnostic: Diagnostic) -> str:
    span, show = diagnostic.span, Shown(ascii_only=False)
    properties = {"file": show(span.path), "line": span.start.line, "endLine": span.end.line}
    if span.start.line == span.end.line:
        properties |= {"col": span.start.column, "endColumn": max(span.start.column, span.end.column - 1)}
    properties["title"] = f"{diagnostic.code}: {diagnostic.entry.title}"
    listed = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTY)}" for name, value in properties.items())
    hint = f"\nhint: {show(diagnostic.hint)}" if diagnostic.hint else ""
    return f"::{diagnostic.severity} {listed}::{_escaped(show(diagnostic.message) + hint, _IN_TEXT)}\n"


def _escaped(text: str, signs: Iterable[tuple[str, str]]) -> str:
    for sign, escape in signs:
        text = text.replace(sign, escape)
    return text
