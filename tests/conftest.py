"""What holds for every test: hypothesis without a clock, and a switch that forbids skips."""

import os
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import settings

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
