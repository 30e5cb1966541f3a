"""Profiles of strangers at the command line: as large as may be, wrong as often as may be, answered in a page."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from crosscheck.language.errors import MOST_PROBLEMS
from crosscheck.models.error import ErrorModel
from crosscheck.models.schema import published_schema
from tests.cli.commands import Shell

LARGE: dict[str, dict[str, Any]] = {
    "many documents, many visas of documents that are not there": {
        "documents": [{"label": f"{'DOCUMENT' * 9} {n}"} for n in range(1_000)],
        "visas": [{"document": f"{'LOST' * 9} {n}"} for n in range(1_000)],
    },
    "as many as may be held": {
        "documents": [{"label": f"{'DOCUMENT' * 20} {n}"} for n in range(20)],
        "visas": [{"document": f"{'LOST' * 40} {n}"} for n in range(100)],
        "permits": [{"document": f"{'LOST' * 40} {n}"} for n in range(100)],
    },
    "unknown keys": {f"k{n:06}": 1 for n in range(60_000)},
    "unknown States": {"visits": {f"Kazakstan {n}": [] for n in range(10_000)}},
    "one long key": {"k" * 900_000: 1},
    "one long value": {"nationality": "K" * 900_000},
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_said_of_a_large_profile_is_short(shell: Shell, tmp_path: Path, name: str) -> None:
    """On both streams, and of the published form: at most fifty problems, and how many more."""
    path = tmp_path / "traveller.json"
    path.write_text(json.dumps(LARGE[name]), encoding="utf-8")

    done = shell(
        f"crosscheck --profile {path} --port ferry --direction inbound --on 2026-12-01 --format json"
    )

    data = json.loads(done.out)
    jsonschema.validate(data, published_schema("error"))
    error = ErrorModel.model_validate(data).error
    assert done.status == 2
    assert len(error.problems) <= MOST_PROBLEMS
    assert f"and {error.more} more" in done.err or error.more == 0
    assert len(done.err) < 50_000
    assert len(done.out) < 120_000


def test_yaml_may_begin_with_a_brace(shell: Shell, tmp_path: Path) -> None:
    """It was refused as no JSON."""
    path = tmp_path / "traveller.yaml"
    path.write_text("{nationality: KZ, document: {type: ordinary-passport}, visas: []}\n", encoding="utf-8")

    done = shell(f"crosscheck --profile {path} --port ferry --direction inbound --on 2026-12-01")

    assert (done.status, done.err) == (3, "")
