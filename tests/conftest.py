"""What holds for every test: hypothesis without a clock, a switch that forbids skips, and whose law it may ask."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings

from crosscheck.compiler.files.folders import Folder

NO_SKIPS = os.environ.get("CROSSCHECK_NO_SKIPS", "") not in {"", "0"}
"""Set where everything that a test may need is promised to be there: on the build server."""

settings.register_profile("crosscheck", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("crosscheck")


def _refuse_a_skip(report: Any) -> None:
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, which CROSSCHECK_NO_SKIPS forbids: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a skipped test a failed one where skips are forbidden."""
    report = yield
    _refuse_a_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Make a skipped test file a failed one where skips are forbidden."""
    report = yield
    _refuse_a_skip(report)
    return report


SHIPPED: Final = Path(__file__).parents[1] / "rules"
ASK_THE_SHIPPED_LAW: Final = (
    "crosscheck/__init__.py",  # the first example of all
    "tests/pages/", "tests/second_derivation/", "tests/shipped/", "tests/soak/",
    "tests/language/test_spelling.py", "tests/models/test_schema.py", "tests/profile/test_limits.py", "tests/rulebook/test_documents.py",
)  # fmt: skip
"""Whose tests may: what is shipped, what is printed and published of it, what people call its papers, and what strangers send to it."""
_read = Folder.read


def _read_what_may_be_asked(folder: Folder) -> Folder:
    """Read *folder*, but not the shipped rules in a test of the engine: a change of law turns none of those red."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "")
    if test and not test.startswith(ASK_THE_SHIPPED_LAW) and _is_shipped(folder.path):
        pytest.fail(f"{test} asks the shipped rules; those of tests/rules_uto are for it")
    return _read(folder)


def _is_shipped(path: Path) -> bool:
    try:
        return path.samefile(SHIPPED)
    except (OSError, ValueError):  # there is nothing
        return False


Folder.read = _read_what_may_be_asked  # type: ignore[method-assign, assignment]
