"""What the tests that type command lines share."""

from tests.cli.commands import rules_at_hand, shell

__all__ = ["rules_at_hand", "shell"]
