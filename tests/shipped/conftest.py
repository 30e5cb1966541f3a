"""What the tests that type command lines share."""

from tests.cli.commands import shell, shipped_once

__all__ = ["shell", "shipped_once"]
