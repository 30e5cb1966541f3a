"""What the tests of strangers' command lines share."""

from tests.cli.commands import shipped_once

__all__ = ["shipped_once"]
