"""Tells whether a traveller's documents are in order for one border crossing.

>>> import crosscheck
>>> rulebook = crosscheck.load_rulebook()
>>> decision = rulebook.check(
...     {"nationality": "KZ", "document": {"type": "ordinary-passport"}},
...     on="2026-12-01", port="khorgos", direction="outbound",
... )

A decision says whether documents are in order, never that somebody will be admitted.
"""

from crosscheck.decision import Decision, Outcome, Verdict
from crosscheck.errors import (
    CrosscheckError,
    ProfileError,
    RulebookError,
    UncoveredError,
    UnsupportedExpressionError,
)
from crosscheck.facts import Facts, Question
from crosscheck.library import Journey, Rulebook, load_rulebook

__all__ = [
    "CrosscheckError",
    "Decision",
    "Facts",
    "Journey",
    "Outcome",
    "ProfileError",
    "Question",
    "Rulebook",
    "RulebookError",
    "UncoveredError",
    "UnsupportedExpressionError",
    "Verdict",
    "load_rulebook",
]
