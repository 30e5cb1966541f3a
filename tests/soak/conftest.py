"""What strangers type is about the shipped rules."""

from tests.shipped.conftest import rules_at_hand

__all__ = ["rules_at_hand"]
