"""`crosscheck rules test`, as an author types it."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree as ET

import pytest

from crosscheck.authoring.trial import Trial, name_of
from tests.cli.commands import ROOT, Shell, environment_of, started

RULES = "tests/rules_uto tests/rules_beside_uto"
CASES = """cases: uto.exit.permission
given:
  crossing.date: 2026-12-01
  nationality: UTO
examples:
  leaves & <returns>:
    expect: {not_met: [needs/ending_stay]}
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return the rules of Utopia with one case that goes otherwise than expected."""
    folder = Path(shutil.copytree(ROOT / "tests" / "rules_uto", tmp_path / "rules"))
    (folder / "states/uto/exit/permission.cases.yaml").write_text(CASES)
    return folder


def test_json_holds_every_case_with_its_place(shell: Shell, folder: Path) -> None:
    """A program finds what an author reads."""
    done = shell(f"crosscheck rules test {folder} --format json")

    assert done.status == 1
    report = json.loads(done.out)
    (failed,) = (each for each in report["results"] if not each["passed"])
    assert (report["run"], report["failed"]) == (len(report["results"]), 1)
    assert (failed["subject"], failed["line"]) == ("uto.exit.permission", 6)
    assert failed["differences"][0]["what"] == "outcome"


def test_junit_is_xml_whatever_a_case_is_called(shell: Shell, folder: Path) -> None:
    """A build server shows the name, the file and the difference."""
    done = shell(f"crosscheck rules test {folder} --format junit")

    assert done.status == 1
    top = ET.fromstring(done.out)  # noqa: S314 - written by the command itself
    (failed,) = top.iterfind(".//testcase[failure]")
    assert (failed.get("name"), failed.get("classname")) == ("leaves & <returns>", "uto.exit.permission")
    assert top.get("failures") == "1"
    assert top.get("tests") == str(len(list(top.iter("testcase"))))


def test_words_choose_what_is_run(shell: Shell) -> None:
    """All of them must be found; in id, name or path, whatever their case."""
    done = shell(f"crosscheck rules test {RULES} -k 'uto.entry MET' --format json")

    subjects = {each["subject"] for each in json.loads(done.out)["results"]}
    assert done.status == 0
    assert subjects == {"uto.entry.permission", "uto.entry.document"}


def test_words_that_choose_nothing_are_wrong_input(shell: Shell) -> None:
    """A build that runs no case must not be green."""
    done = shell(f"crosscheck rules test {RULES} -k nosuchcase")

    assert done.status == 2
    assert "nosuchcase" in done.err


def test_only_what_the_words_choose_is_run(shell: Shell, folder: Path) -> None:
    """Each case that is tried is one call, and of those not named there is none."""
    tried: list[str] = []

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is Trial.of.__code__:
            tried.append(name_of(frame.f_locals["tried"])[0])

    sys.setprofile(watch)
    try:
        shell(f"crosscheck rules test {folder} -k uto.exit.permission")
    finally:
        sys.setprofile(None)

    assert set(tried) == {"uto.exit.permission"}


@pytest.mark.parametrize("output", ["text", "json", "junit"])
def test_rules_without_a_case_are_not_tested(shell: Shell, folder: Path, output: str) -> None:
    """A build that runs nothing must not be green, in whatever form it reads the report."""
    for path in (*folder.rglob("*.cases.yaml"), *folder.rglob("journeys/*.yaml")):
        path.unlink()

    done = shell(f"crosscheck rules test {folder} --format {output}")

    assert done.status == 1
    assert "nothing was tested" in done.err


def test_watching_runs_again_after_a_change_until_interrupted(folder: Path) -> None:
    """The mended case passes without the command being typed again."""
    with started(f"crosscheck rules test {folder} --watch") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.endswith("1 went otherwise than expected\n"):
                path = folder / "states/uto/exit/permission.cases.yaml"
                path.write_text(CASES.replace("not_met", "undetermined"))
            elif line.endswith(": all as expected\n"):
                break
        else:
            pytest.fail("the mended case never passed")
        process.send_signal(signal.SIGINT)

        assert process.wait(20) == 130


def test_interrupts_that_are_ignored_outside_hold_no_test_up() -> None:
    """Started from a script's background, or by `trap "" INT`, tests that interrupt a command end all the same."""
    watching = "test_watching_runs_again_after_a_change_until_interrupted"
    tests = f"{sys.executable} -m pytest -q -p no:cacheprovider tests/cli/test_trial.py -k {watching}"

    done = subprocess.run(
        ["sh", "-c", f"trap '' INT; exec {tests}"],
        capture_output=True, text=True, cwd=ROOT, env=environment_of(), check=False, timeout=600,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout
