"""What is handed out: the wheel with the rules compiled, the sdist with the rules as text."""

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscheck.compiler.files import bundle
from crosscheck.compiler.files.load import load
from tests.pages.readme import ROOT, run_module
from tests.shipped.rules import SHIPPED, shipped_rules


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build sdist and wheel from a copy of the checkout, the wheel from the sdist; return their folder."""
    folder = tmp_path_factory.mktemp("built")
    copy = folder / "copy"
    unwanted = shutil.ignore_patterns(
        ".git", ".venv", ".*_cache", "__pycache__", ".hypothesis", "dist", "build"
    )
    shutil.copytree(ROOT, copy, ignore=unwanted)
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(copy)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Iterator[zipfile.ZipFile]:
    """Open the wheel."""
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_the_wheel_holds_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    """No tests, no docs, no benchmarks land in somebody's site-packages."""
    names = wheel.namelist()
    roots = {each.partition("/")[0] for each in names}

    assert {root.partition("-")[0] for root in roots} == {"crosscheck", "crosscheck_travel"}
    assert "crosscheck/py.typed" in names
    assert any(each.endswith("licenses/LICENSE") for each in names)
    assert {each for each in names if each.startswith("crosscheck/_rules/")} == {
        "crosscheck/_rules/bundle.json",
        "crosscheck/_rules/digest",
    }


def test_the_bundle_is_that_of_the_sources(wheel: zipfile.ZipFile) -> None:
    """The rules in the wheel are the rules in the checkout, by digest and by value."""
    ruleset = shipped_rules()
    text = wheel.read("crosscheck/_rules/bundle.json").decode()
    carried = bundle.loads(text)

    assert bundle.digest(text) == wheel.read("crosscheck/_rules/digest").decode()
    assert carried.digest == ruleset.digest
    assert carried == ruleset


def test_the_wheel_answers_in_an_empty_folder_without_a_home(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    """An installed crosscheck needs no checkout, writes nothing, and answers as the checkout does."""
    site, empty = tmp_path / "site", tmp_path / "empty"
    wheel.extractall(site)  # noqa: S202  (the wheel that we just built)
    empty.mkdir()
    question = ("--nationality", "KZ", "--direction", "outbound", "--on", "2026-12-01", "--format", "json")

    installed, checkout = run_module(*question, folder=empty, path=site), run_module(*question)

    assert installed.stderr == ""
    assert json.loads(installed.stdout) == json.loads(checkout.stdout)
    assert installed.returncode == checkout.returncode == 3
    assert list(empty.iterdir()) == []


def test_the_sdist_carries_the_rules_as_text(built: Path) -> None:
    """Whoever builds from source builds from the law as people wrote it."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    shipped = {path.relative_to(ROOT).as_posix() for path in SHIPPED.rglob("*.yaml")}
    assert shipped <= names
    assert {"hatch_build.py", "LICENSE", "README.md", "CHANGELOG.md"} <= names


def test_the_shipped_rules_load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From any folder."""
    monkeypatch.chdir(tmp_path)

    assert load().name == "crosscheck"
