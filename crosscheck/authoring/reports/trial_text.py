"""How cases and journeys went: for people, as JSON, and as the JUnit XML that build servers read."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Final
from xml.etree import ElementTree as ET

from crosscheck.answers.page import Page
from crosscheck.authoring.comparing import Difference
from crosscheck.authoring.reports.diagnostic_text import counted
from crosscheck.authoring.trial import CaseResult

_WORDS: Final = {"membership": "member", "plan": "document to show"}
"""What is called otherwise than in JSON."""


def trial_text(cases: Sequence[CaseResult], journeys: Sequence[CaseResult], page: Page) -> str:
    """Return every case and journey that went otherwise than expected, and a line that counts."""
    ran = (*cases, *journeys)
    for result in ran:
        if result.passed:
            continue
        page.add(str(result.span or result.subject))
        page.add(f"{result.subject}: {result.name}", indent=2, mark="✗", role="bad")
        rows = [_row(difference) for difference in result.differences]
        page.table(("what", "of", "expected", "came"), rows, _widths(rows, page.width - 5), indent=5)
        page.gap()
    number = f"{counted(len(cases), 'case')} and {counted(len(journeys), 'journey')}"
    if failed := _failed(ran):
        page.add(f"{number}: {failed} went otherwise than expected", role="bad")
    elif ran:
        page.add(f"{number}: all as expected", role="good")
    return page.text()


def _row(of: Difference) -> tuple[str, str, str, str]:
    return _WORDS.get(of.what, of.what), of.of, str(of.expected or "-"), str(of.actual or "-")


def _widths(rows: Sequence[tuple[str, ...]], room: int) -> tuple[int, int, int, int]:
    """Return how wide each column may be: what and where in full if they are short, the rest shared."""
    what, of = (max(len(row[place]) for row in rows) for place in (0, 1))
    what, of = max(4, what), max(2, min(24, of))
    rest = (room - what - of - 6) // 2
    return what, of, rest, rest


def _failed(results: Sequence[CaseResult]) -> int:
    return sum(not result.passed for result in results)


def trial_json(results: Sequence[CaseResult]) -> str:
    """Return every case and journey, with what came otherwise than expected."""
    listed = [
        {
            "subject": result.subject,
            "name": result.name,
            "passed": result.passed,
            "path": result.span.path if result.span else None,
            "line": result.span.start.line if result.span else None,
            "differences": [asdict(each) for each in result.differences],
        }
        for result in results
    ]
    shown = {"run": len(results), "failed": _failed(results), "results": listed}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def trial_junit(results: Sequence[CaseResult]) -> str:
    """Return one `testsuite` for each file of cases, one `testcase` for each case or journey."""
    top = ET.Element("testsuites", _counted("crosscheck", results))
    for path, found in groupby(results, key=lambda result: result.span.path if result.span else ""):
        of_file = list(found)
        suite = ET.SubElement(top, "testsuite", _counted(path, of_file), errors="0", skipped="0")
        for result in of_file:
            case = ET.SubElement(suite, "testcase", classname=result.subject, name=result.name)
            if result.span:
                case.set("file", result.span.path)
                case.set("line", str(result.span.start.line))
            said = [
                f"{each.what} of {each.of}: expected {each.expected or 'nothing'}, came {each.actual or 'nothing'}"
                for each in result.differences
            ]
            if said:
                ET.SubElement(case, "failure", message=said[0]).text = "\n".join(said)
    ET.indent(top)
    return ET.tostring(top, encoding="unicode", xml_declaration=True) + "\n"


def _counted(name: str, results: Sequence[CaseResult]) -> dict[str, str]:
    return {"name": name, "tests": str(len(results)), "failures": str(_failed(results))}
