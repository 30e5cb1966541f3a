"""`crosscheck rules coverage`, as an author types it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, Shell


@pytest.mark.parametrize("output", ["text", "json", "html"])
def test_the_command_says_what_no_case_decides(shell: Shell, output: str) -> None:
    """In a form for people, for programs, or as a page with the rules line by line."""
    result = shell(f"crosscheck rules coverage tests/rules_uto --format {output}")

    assert result.status == 0, result.err
    if output == "json":
        listed = json.loads(result.out)["points"]
        assert {point["kind"] for point in listed} >= {"outcome", "ground", "condition", "bound", "period"}
    else:
        assert "states/uto/entry/permission.yaml" in result.out


def test_too_little_that_is_decided_is_a_finding(shell: Shell) -> None:
    """A build may ask for more than there is; what cannot be read is another matter."""
    assert shell("crosscheck rules coverage tests/rules_uto --fail-under 100").status == 1
    assert shell("crosscheck rules coverage no-such-folder").status == 2
    assert shell("crosscheck rules coverage --fail-under 101").status == 2
    assert (
        "'half' is not a valid number from 0 to 100"
        in shell("crosscheck rules coverage --fail-under half").err
    )


def test_where_there_is_nothing_to_cover_nothing_is_covered(shell: Shell, tmp_path: Path) -> None:
    """A build that asks for a share of a rulebook without any law is not green; one that asks for none is."""
    folder = tmp_path / "rules"
    folder.mkdir()
    shutil.copy(ROOT / "tests" / "rules_uto" / "sources.yaml", folder)
    (folder / "ruleset.yaml").write_text("ruleset: empty\ntitle: Nothing yet\nversion: 2026.12.1\n")

    assert shell(f"crosscheck rules coverage {folder} --fail-under 100").status == 1
    assert shell(f"crosscheck rules coverage {folder} --fail-under 0.1 --format json").status == 1
    assert "0.0 %: cases decide 0 of 0 points" in shell(f"crosscheck rules coverage {folder}").out
