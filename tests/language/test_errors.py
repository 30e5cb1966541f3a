"""What crosscheck raises on purpose can go anywhere."""

import copy
import pickle

import pytest

from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.errors import (
    CrosscheckError,
    ProfileError,
    RulebookError,
    UncoveredError,
    UnsupportedExpressionError,
)
from crosscheck.language.source import Position, Span
from crosscheck.language.spoken.sentences import Sentence

HERE = Span("rules/ruleset.yaml", Position(1, 1), Position(1, 2))
COVERED = Sentence("covered.states", names=("CN", "KZ"))
ERRORS = [
    RulebookError([Diagnostic("CC101", HERE, "it is too large")], {"rules/ruleset.yaml": "..."}),
    ProfileError([("nationality", Sentence("state.unread", given="`x`"))] * 60, 3, asked=2),
    UncoveredError("state", "MN", "MN", Sentence("uncovered.state", states=("MN",), covered=COVERED)),
    UnsupportedExpressionError("Held", HERE),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_comes_back_from_another_process_as_it_went(error: CrosscheckError) -> None:
    """With all that it holds, and saying the same; so does one that is copied."""
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):  # noqa: S301 - its own output
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_every_error_is_tried() -> None:
    """A new one as well."""
    assert {type(error) for error in ERRORS} == set(CrosscheckError.__subclasses__())
