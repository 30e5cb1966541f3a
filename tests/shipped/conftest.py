"""Here command lines ask the shipped rules, as they do at home."""

import pytest

from tests.cli.commands import lay_at_hand, shell
from tests.shipped.rules import shipped_rules

__all__ = ["shell"]


@pytest.fixture
def rules_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every command line that names no rules the shipped ones, read once."""
    lay_at_hand(monkeypatch, shipped_rules)
