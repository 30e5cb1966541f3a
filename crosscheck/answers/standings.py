"""The mark of each standing, and the role of that."""

from typing import Final

from crosscheck.deciding.decision import Standing

SIGNS: Final = {
    Standing.MET: ("✓", "good"),
    Standing.UNMET: ("✗", "bad"),
    Standing.UNSTATED: ("?", "open"),
    Standing.NOT_SETTLED: ("~", "open"),
}
