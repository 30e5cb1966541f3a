"""Tells whether a traveller's documents are in order for one border crossing.

>>> import crosscheck
>>> rulebook = crosscheck.load_rulebook()
>>> decision = rulebook.check(
...     {"nationality": "KZ", "document": {"type": "ordinary-passport"}},
...     on="2026-12-01", port="khorgos", direction="outbound",
... )

A decision says whether documents are in order, never that somebody will be admitted.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from crosscheck.deciding.decision import Decision, Outcome, Verdict
    from crosscheck.deciding.facts import Direction, Facts, Question
    from crosscheck.language.errors import (
        CrosscheckError,
        ProfileError,
        RulebookError,
        UncoveredError,
        UnsupportedExpressionError,
    )
    from crosscheck.library import Journey, Rulebook, load_rulebook

__all__ = [
    "CrosscheckError",
    "Decision",
    "Direction",
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
    "__version__",
    "load_rulebook",
]

# Out of sight of type checkers, which would take it to have every name there is.
if not TYPE_CHECKING:
    _HOMES = {
        "deciding.decision": ("Decision", "Outcome", "Verdict"),
        "language.errors": (
            "CrosscheckError",
            "ProfileError",
            "RulebookError",
            "UncoveredError",
            "UnsupportedExpressionError",
        ),
        "deciding.facts": ("Direction", "Facts", "Question"),
        "library": ("Journey", "Rulebook", "load_rulebook"),
    }

    def __getattr__(name):  # noqa: ANN001, ANN202
        """Return a public name from the room where it lives, loaded when it is first asked for.

        The command line passes through here on its way to its own guard: whatever goes wrong
        while a room is loaded must reach that guard, and nothing is loaded that is not used.
        """
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"crosscheck.{home}"), name)
        raise AttributeError(f"module 'crosscheck' has no attribute {name!r}")

    def __dir__():  # noqa: ANN202
        """Return what is public, loaded or not."""
        return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
