"""Diagnostics as SARIF 2.1.0, which code-scanning services and editors read."""

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from crosscheck.authoring.reports.diagnostic_data import page_of
from crosscheck.language.catalogue import CATALOGUE, FAMILIES
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Span

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(diagnostics: Sequence[Diagnostic], *, version: str) -> str:
    """Return one run of one tool of that *version*, its results by place."""
    ordered = sorted(diagnostics, key=lambda each: each.sort_key)
    codes = sorted({each.code for each in ordered})
    driver = {"name": "crosscheck", "version": version, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in ordered],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    family, _ = FAMILIES[code[:3]]
    return {
        "id": code,
        "shortDescription": {"text": CATALOGUE[code].title},
        "help": {"text": f"See {page_of(code)} in the documentation of crosscheck."},
        "defaultConfiguration": {"level": str(CATALOGUE[code].severity)},
        "properties": {"tags": [family.lower()]},
    }


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    hint = f" (hint: {diagnostic.hint})" if diagnostic.hint else ""
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": str(diagnostic.severity),
        "message": {"text": diagnostic.message + hint},
        "locations": [_location(diagnostic.span)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": place, **_location(span), "message": {"text": what}}
            for place, (span, what) in enumerate(diagnostic.related)
        ]
    if diagnostic.instead is not None:
        replacement = {
            "deletedRegion": _region(diagnostic.span),
            "insertedContent": {"text": diagnostic.instead},
        }
        change = {"artifactLocation": _artifact(diagnostic.span), "replacements": [replacement]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _location(span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(span), "region": _region(span)}}


def _artifact(span: Span) -> dict[str, str]:
    """Return where the file is: a path as it was named is relative to the folder that lint was run in."""
    return {"uri": ("file://" if span.path.startswith("/") else "") + quote(span.path)}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }
