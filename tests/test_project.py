"""What is handed out: the README's commands and picture, the wheel, the sdist, the no-skip switch."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.readme import PICTURE, run_module, shown

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ONE_LINERS = re.findall(r"^```sh\n(python3 -m venv .*)\n```$", README, re.MULTILINE)


def test_the_readme_has_two_one_liners() -> None:
    """One ends in a verdict, one in passing tests; the build server runs them word for word."""
    verdict, tests = ONE_LINERS

    assert verdict.endswith(".venv/bin/crosscheck --nationality KZ --direction outbound")
    assert tests.endswith(".venv/bin/pytest -q -n auto -m 'not slow'")
    assert "PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt " in tests


def _pinned(path: str) -> dict[str, set[str]]:
    """Return the versions that each package is held to, by its name as package indexes compare names."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            package, equals, version = line.partition(" ;")[0].partition("==")
            assert equals, f"{line} is no exact version"
            found.setdefault(package, set()).add(version)
    return found


def _declared() -> dict[str, str]:
    """Return the lowest version of each package that is declared for running, building or testing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    requirements = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    found = [each.partition(">=") for each in [*requirements, *(each for extra in extras for each in extra)]]
    return {package.lower(): lowest for package, _, lowest in found}


@pytest.mark.parametrize("path", ["constraints.txt", ".ci/lowest.txt"])
def test_everything_that_is_declared_is_held_to_an_exact_version(path: str) -> None:
    """Otherwise the tests could fall on a day on which nothing was changed here."""
    pinned = _pinned(path)

    assert _declared().keys() <= pinned.keys()
    for package, lowest in _declared().items():
        for version in pinned[package]:
            assert [int(part) for part in re.findall(r"\d+", version)] >= [
                int(part) for part in re.findall(r"\d+", lowest)
            ]


def test_the_lowest_versions_are_those_that_are_declared() -> None:
    """A floor that is raised in one place is raised in the other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["author"]]
    pinned = _pinned(".ci/lowest.txt")

    for package, _, lowest in (each.partition(">=") for each in needed):
        (version,) = pinned[package.lower()]
        assert version.removesuffix(".0") == lowest.removesuffix(".0")


def test_the_readme_shows_real_output() -> None:
    """What it shows is what the command prints, to the letter and to the digest of the rules."""
    pictures = [picture[0] for picture in PICTURE.finditer(README)]

    assert any(len(picture.splitlines()) > 5 for picture in pictures)
    assert shown(README) == README, "`make pages` writes it again"


def test_the_readme_embeds_the_library_as_it_is() -> None:
    """The Python of the README runs and ends in one of the three verdicts."""
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.stdout.strip() in {"pass", "fail", "conditional"}


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
    from crosscheck.compiler.files import bundle
    from crosscheck.compiler.files.load import load

    ruleset = load([ROOT / "rules"])
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

    shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.yaml")}
    assert shipped <= names
    assert {"hatch_build.py", "LICENSE", "README.md", "CHANGELOG.md"} <= names


def test_a_skip_fails_where_skips_are_forbidden(tmp_path: Path) -> None:
    """The switch of the build server works: the same file passes without it and fails with it."""
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_one.py").write_text("import pytest\ndef test_one(): pytest.skip('no disk')\n")
    (tmp_path / "test_file.py").write_text("import pytest\npytest.skip('no net', allow_module_level=True)\n")
    environment = {name: value for name, value in os.environ.items() if name != "CROSSCHECK_NO_SKIPS"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]

    lax = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    strict = subprocess.run(
        command,
        cwd=tmp_path,
        env={**environment, "CROSSCHECK_NO_SKIPS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "2 skipped" in lax.stdout
    assert strict.returncode != 0
    assert "CROSSCHECK_NO_SKIPS forbids" in strict.stdout
