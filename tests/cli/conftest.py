"""What the command-line tests share."""

import pytest

from tests.cli.commands import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return what runs command lines."""
    return Shell(capsys)
