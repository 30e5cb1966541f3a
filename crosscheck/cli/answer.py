"""What a command gives back: a text for stdout and an exit status.  The one place for exit codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from crosscheck.deciding.decision import Verdict


class Exit(IntEnum):
    """How a command ended, for scripts.

    A verdict has a status that nothing else has: a crash, a closed pipe or a wrong option
    can never be taken for one.  `rules lint` and `rules test` use 0, 1 and 2.
    """

    PASS = 0
    FAIL = 1
    WRONG_INPUT = 2
    CONDITIONAL = 3
    NOT_COVERED = 4
    INTERNAL_FAULT = 70
    NOT_WRITTEN = 74
    INTERRUPTED = 130
    CLOSED_PIPE = 141


class AnsweredError(Exception):
    """A command cannot go on: *answer* is what there is to say."""

    def __init__(self, answer: "Answer") -> None:
        super().__init__()
        self.answer = answer


DONE = Exit.PASS
"""A command that gives no verdict has done its work; lint and test found nothing."""
FINDINGS = Exit.FAIL
"""Lint or test found something."""
UNREADABLE = Exit.WRONG_INPUT
"""The files that lint or test should look at cannot be read."""

OF_VERDICT = {Verdict.PASS: Exit.PASS, Verdict.FAIL: Exit.FAIL, Verdict.CONDITIONAL: Exit.CONDITIONAL}


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a command has to say.

    Commands print nothing themselves: *text* is written in one go once the whole answer
    is known, so that a fault halfway leaves nothing half-written.  *aside* goes to stderr.
    *more* are answers that come later, from a command that goes on until it is interrupted.
    """

    text: str
    exit: Exit = DONE
    aside: str = ""
    more: "Iterable[Answer]" = ()
