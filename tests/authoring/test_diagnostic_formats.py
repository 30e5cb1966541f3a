"""Findings for programs: JSON, SARIF, annotations of a GitHub workflow."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from crosscheck.authoring.examine import examine
from crosscheck.authoring.reports.diagnostic_data import annotations, diagnostics_json, sarif
from crosscheck.language.catalogue import CATALOGUE
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Position, Span
from tests.diagnostics.test_reports import SITUATIONS, TODAY, laid_out

SCHEMA = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
"""The schema of OASIS (SARIF 2.1.0, errata 01), unchanged."""


def at(line: int, column: int, end_column: int, *, path: str = "rules/a b.yaml") -> Span:
    """Return a place on one line."""
    return Span(path, Position(line, column), Position(line, end_column))


STATE = Diagnostic("CC213", at(8, 22, 25), "`KAZ` is no State code", "write `KZ`", instead="KZ")
TWICE = Diagnostic("CC115", at(3, 1, 6), "`title` stands twice", related=((at(2, 1, 6), "the first one"),))
HIDDEN = Diagnostic("CC407", at(1, 1, 5, path="/rules/x:y,z%.yaml"), "50% \x1b[31m\nred \u202e")


def test_json_holds_every_part_of_a_finding() -> None:
    """By place, whatever order they came in; what was mended stands apart."""
    shown = json.loads(diagnostics_json([STATE, TWICE], [HIDDEN], files=3))

    assert (shown["files"], shown["errors"], shown["warnings"]) == (3, 2, 0)
    assert [each["code"] for each in shown["findings"]] == ["CC115", "CC213"]
    assert [each["code"] for each in shown["mended"]] == ["CC407"]
    assert shown["findings"][1] == {
        "code": "CC213",
        "severity": "error",
        "about": CATALOGUE["CC213"].title,
        "path": "rules/a b.yaml",
        "line": 8,
        "column": 22,
        "end_line": 8,
        "end_column": 25,
        "message": "`KAZ` is no State code",
        "hint": "write `KZ`",
        "instead": "KZ",
        "related": [],
        "page": "docs/diagnostics/CC213.md",
    }
    (related,) = shown["findings"][0]["related"]
    assert (related["line"], related["message"]) == (2, "the first one")


def test_sarif_names_rule_place_and_fix() -> None:
    """A path is a URI there, and a rule is described once."""
    (run,) = json.loads(sarif([STATE, STATE, TWICE, HIDDEN], version="1.2"))["runs"]

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["CC115", "CC213", "CC407"]
    assert [result["ruleIndex"] for result in run["results"]] == [2, 0, 1, 1]
    place = run["results"][2]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "rules/a%20b.yaml"}
    assert place["region"] == {"startLine": 8, "startColumn": 22, "endLine": 8, "endColumn": 25}
    (change,) = run["results"][2]["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "KZ"}
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith(
        "file:///"
    )


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_finding_there_is_makes_good_sarif(name: str, tmp_path: Path, monkeypatch: Any) -> None:
    """Held against the schema of the standard."""
    laid_out(name, tmp_path)
    monkeypatch.chdir(tmp_path)

    log = json.loads(sarif(examine([Path("rules")], on=TODAY).diagnostics, version="1.2"))

    jsonschema.Draft4Validator(SCHEMA).validate(log)
    assert log["runs"][0]["results"]


def test_an_annotation_stands_on_one_line_and_hides_nothing() -> None:
    """What GitHub would read as the end of a property is escaped; so is what a terminal would obey."""
    first, second = annotations([HIDDEN, STATE]).splitlines()

    assert first == (
        "::warning file=/rules/x%3Ay%2Cz%25.yaml,line=1,endLine=1,col=1,endColumn=4,"
        "title=CC407%3A a visa%2C permit%2C paper or ticket that may be past its day::50%25 \\x1b[31m\\x0ared \\u202e"
    )
    assert second == (
        "::error file=rules/a b.yaml,line=8,endLine=8,col=22,endColumn=24,"
        "title=CC213%3A a State code that is none::`KAZ` is no State code%0Ahint: write `KZ`"
    )


def test_nothing_found_is_said_in_each_form() -> None:
    """An empty list, a run without results, no annotation."""
    assert json.loads(diagnostics_json([], files=4))["findings"] == []
    assert json.loads(sarif([], version="1.2"))["runs"][0]["results"] == []
    assert annotations([]) == ""
