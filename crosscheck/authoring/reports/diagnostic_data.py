"""Diagnostics for programs: as JSON, as SARIF 2.1.0, as annotations of a GitHub workflow.

Lines and columns count from 1, columns count characters; `end_column` is the first one past the place.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from crosscheck.authoring.reports.diagnostic_text import Shown
from crosscheck.language.catalogue import CATALOGUE, FAMILIES, Severity
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Span

_SARIF: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def diagnostics_json(
    diagnostics: Iterable[Diagnostic], mended: Iterable[Diagnostic] = (), *, files: int
) -> str:
    """Return what was found in *files* files, by place, and what was mended before."""
    ordered = _by_place(diagnostics)
    count = Counter(each.severity for each in ordered)
    shown = {
        "files": files,
        "errors": count[Severity.ERROR],
        "warnings": count[Severity.WARNING],
        "findings": [_data(each) for each in ordered],
        "mended": [_data(each) for each in mended],
    }
    return json.dumps(shown, indent=2) + "\n"


def _by_place(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda each: each.sort_key)


def _page_of(code: str) -> str:
    """Return the page of the documentation that explains *code*."""
    return f"docs/diagnostics/{code}.md"


def _data(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "about": diagnostic.entry.title,
        **_place(diagnostic.span),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "instead": diagnostic.instead,
        "related": [{**_place(span), "message": what} for span, what in diagnostic.related],
        "page": _page_of(diagnostic.code),
    }


def _place(span: Span) -> dict[str, Any]:
    names = ("line", "column", "end_line", "end_column")
    return {"path": span.path, **dict(zip(names, (*span.start, *span.end), strict=True))}


# SARIF, which code-scanning services and editors read -------------------------------------


def sarif(diagnostics: Iterable[Diagnostic], *, version: str) -> str:
    """Return one run of one tool of that *version*, its results by place."""
    ordered = _by_place(diagnostics)
    codes = sorted({each.code for each in ordered})
    driver = {"name": "crosscheck", "version": version, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in ordered],
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    family, _ = FAMILIES[code[:3]]
    return {
        "id": code,
        "shortDescription": {"text": CATALOGUE[code].title},
        "help": {"text": f"See {_page_of(code)} in the documentation of crosscheck."},
        "defaultConfiguration": {"level": CATALOGUE[code].severity},
        "properties": {"tags": [family.lower()]},
    }


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    hint = f" (hint: {diagnostic.hint})" if diagnostic.hint else ""
    artifact, region = _location(diagnostic.span).values()
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": diagnostic.severity,
        "message": {"text": diagnostic.message + hint},
        "locations": [{"physicalLocation": _location(diagnostic.span)}],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(span), "message": {"text": what}}
            for number, (span, what) in enumerate(diagnostic.related)
        ]
    if diagnostic.instead is not None:
        replacement = {"deletedRegion": region, "insertedContent": {"text": diagnostic.instead}}
        change = {"artifactLocation": artifact, "replacements": [replacement]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _location(span: Span) -> dict[str, Any]:
    """Return file and region; a path as it was named is relative to the folder that lint was run in."""
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return {
        "artifactLocation": {"uri": ("file://" if span.path.startswith("/") else "") + quote(span.path)},
        "region": dict(zip(names, (*span.start, *span.end), strict=True)),
    }


# A GitHub workflow: one command on a line for each ----------------------------------------

_IN_TEXT: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY: Final = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


def annotations(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a workflow command for each finding, by place; nothing where nothing was found.

    `endColumn` is the last column that belongs to the place, and is shown only on one line.
    """
    return "".join(map(_annotation, _by_place(diagnostics)))


def _annotation(diagnostic: Diagnostic) -> str:
    span, show = diagnostic.span, Shown(ascii_only=False)
    properties = {"file": show(span.path), "line": span.start.line, "endLine": span.end.line}
    if span.start.line == span.end.line:
        properties |= {"col": span.start.column, "endColumn": max(span.start.column, span.end.column - 1)}
    properties["title"] = f"{diagnostic.code}: {diagnostic.entry.title}"
    in_property, in_text = str.maketrans(_IN_PROPERTY), str.maketrans(_IN_TEXT)
    listed = ",".join(f"{name}={str(value).translate(in_property)}" for name, value in properties.items())
    hint = f"\nhint: {show(diagnostic.hint)}" if diagnostic.hint else ""
    message = (show(diagnostic.message) + hint).translate(in_text)
    return f"::{diagnostic.severity} {listed}::{message}\n"
