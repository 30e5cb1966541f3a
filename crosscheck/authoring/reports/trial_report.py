"""How cases and journeys went, for programs: JSON, and the JUnit XML that build servers read."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET

from crosscheck.authoring.comparing import Difference
from crosscheck.authoring.trial import CaseResult


def trial_json(results: Sequence[CaseResult]) -> str:
    """Return every case and journey, with what came otherwise than expected."""
    listed: list[dict[str, Any]] = [
        {
            "subject": result.subject,
            "name": result.name,
            "passed": result.passed,
            "path": result.span.path if result.span else None,
            "line": result.span.start.line if result.span else None,
            "differences": [
                {"what": each.what, "of": each.of, "expected": each.expected, "actual": each.actual}
                for each in result.differences
            ],
        }
        for result in results
    ]
    failed = sum(not result.passed for result in results)
    return (
        json.dumps({"run": len(results), "failed": failed, "results": listed}, ensure_ascii=False, indent=2)
        + "\n"
    )


def trial_junit(results: Sequence[CaseResult]) -> str:
    """Return one `testsuite` for each file of cases, one `testcase` for each case or journey."""
    failures = sum(not result.passed for result in results)
    top = ET.Element("testsuites", name="crosscheck", tests=str(len(results)), failures=str(failures))
    for path, found in groupby(results, key=lambda result: result.span.path if result.span else ""):
        of_file = list(found)
        failed = sum(not result.passed for result in of_file)
        suite = ET.SubElement(
            top,
            "testsuite",
            name=path,
            tests=str(len(of_file)),
            failures=str(failed),
            errors="0",
            skipped="0",
        )
        for result in of_file:
            case = ET.SubElement(suite, "testcase", classname=result.subject, name=result.name)
            if result.span:
                case.set("file", result.span.path)
                case.set("line", str(result.span.start.line))
            if not result.passed:
                said = _sentences(result.differences)
                failure = ET.SubElement(case, "failure", message=said[0])
                failure.text = "\n".join(said)
    ET.indent(top)
    return ET.tostring(top, encoding="unicode", xml_declaration=True) + "\n"


def _sentences(differences: Iterable[Difference]) -> list[str]:
    return [
        f"{each.what} of {each.of}: expected {each.expected or 'nothing'}, came {each.actual or 'nothing'}"
        for each in differences
    ]
