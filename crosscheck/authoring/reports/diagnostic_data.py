"""Diagnostics as JSON, for programs.

Lines and columns count from 1, columns count characters; `end_column` is the first one past the place.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from crosscheck.language.catalogue import Severity
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Span


def diagnostics_json(
    diagnostics: Iterable[Diagnostic], mended: Iterable[Diagnostic] = (), *, files: int
) -> str:
    """Return what was found in *files* files, by place, and what was mended before."""
    ordered = sorted(diagnostics, key=lambda each: each.sort_key)
    count = Counter(each.severity for each in ordered)
    shown = {
        "files": files,
        "errors": count[Severity.ERROR],
        "warnings": count[Severity.WARNING],
        "findings": [_data(each) for each in ordered],
        "mended": [_data(each) for each in mended],
    }
    return json.dumps(shown, indent=2) + "\n"


def page_of(code: str) -> str:
    """Return the page of the documentation that explains *code*."""
    return f"docs/diagnostics/{code}.md"


def _data(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "about": diagnostic.entry.title,
        **_place(diagnostic.span),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "instead": diagnostic.instead,
        "related": [{**_place(span), "message": what} for span, what in diagnostic.related],
        "page": page_of(diagnostic.code),
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "path": span.path,
        "line": span.start.line,
        "column": span.start.column,
        "end_line": span.end.line,
        "end_column": span.end.column,
    }
