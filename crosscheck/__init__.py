"""Tells whether a traveller's documents are in order for one border crossing.

>>> import crosscheck
>>> rulebook = crosscheck.load_rulebook()
>>> decision = rulebook.check(
...     {"nationality": "KZ", "document": {"type": "ordinary-passport"}},
...     on="2026-12-01", port="khorgos", direction="outbound",
... )
>>> decision.verdict, decision.asked
(<Verdict.CONDITIONAL: 'conditional'>, ('exit', 'entry', 'port'))

**Ask.**  `load_rulebook()` reads the rules that are shipped, or a folder of your own; do it once, any number of threads may share what it
returns.  `Rulebook.check` answers for one traveller, `check_many` for a stream of `Journey`s, `verdict` without reasons and faster.
What a traveller may state is a mapping as JSON has it; `crosscheck facts` lists all of it, and what is left out is not known, never assumed.

**Read.**  A `Decision` has a `verdict`: `pass`, `fail`, or `conditional` where a fact is lacking or no source settles a point.
`wanted` are the paths still worth stating; `sides` and `places` hold the answer for each State and for the port, and in each the
requirements, with an `Outcome`, grounds and reasons; `asked` and `not_asked` say what the verdict speaks of.
`Rulebook.to_json` and `to_dict` give all of it in the published form, with every reason as a sentence and every source.

**Errors.**  Whatever is raised on purpose is a `CrosscheckError`: `ProfileError` where question or profile cannot be read or
contradict themselves (`problems` names each path), `UncoveredError` where the rules do not reach the question, `RulebookError` where rules cannot be used.

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
