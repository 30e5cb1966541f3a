"""What is pinned and what is declared agree, and the no-skip switch works."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


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
