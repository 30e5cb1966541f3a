"""Faults planted in this process: what is said, and what is written where."""

import io
import json
import sys

import jsonschema
import pytest

from crosscheck.answers.screen import screen
from crosscheck.cli.answer import OF_VERDICT, Exit
from crosscheck.cli.failures import failed
from crosscheck.cli.group import run
from crosscheck.cli.terminal import Terminal, write
from crosscheck.compiler.files import load
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Verdict
from crosscheck.language.errors import ProfileError, UncoveredError, UnsupportedExpressionError
from crosscheck.language.spoken.sentences import Sentence
from crosscheck.models.schema import published_schema
from tests.cli.commands import Shell

PLACES: dict[str, tuple[object, str]] = {
    "the checker": (Checker, "check"),
    "the renderer": (screen, "add_answer"),
    "the loader": (load, "load"),
}
"""Where a fault may be."""
LINE = "crosscheck --nationality DE --direction inbound"


def _breaks(error: BaseException) -> object:
    def check(*_: object, **__: object) -> None:
        raise error

    return check


@pytest.mark.parametrize(
    "error", [ZeroDivisionError(), AssertionError("x"), RecursionError(), OSError(5, "I/O"), MemoryError()]
)
@pytest.mark.parametrize("where", ["the checker", "the renderer", "the loader"])
def test_a_fault_is_told_from_a_verdict(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, where: str, error: Exception
) -> None:
    """It asks to be reported, on stderr alone."""
    owner, name = PLACES[where]
    monkeypatch.setattr(owner, name, _breaks(error))

    done = shell(LINE)

    assert done.status == Exit.INTERNAL_FAULT
    assert done.out == ""
    assert "Please report it" in done.err


def test_a_fault_is_json_for_programs(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """They need not guess from an empty stdout."""
    monkeypatch.setattr(Checker, "check", _breaks(ZeroDivisionError()))

    done = shell(f"{LINE} --format=json")

    data = json.loads(done.out)
    jsonschema.validate(data, published_schema("error"))
    assert data["error"]["kind"] == "internal"


def test_an_interruption_is_no_fault(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends in 130 wherever it strikes."""
    monkeypatch.setattr(Checker, "check", _breaks(KeyboardInterrupt()))

    assert shell(LINE).status == Exit.INTERRUPTED


def test_rules_that_a_back_end_cannot_do_are_unusable(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """It refuses rather than approximate; no verdict was reached."""
    monkeypatch.setattr(Checker, "check", _breaks(UnsupportedExpressionError("Window", None)))

    done = shell(LINE)

    assert done.status == Exit.NOT_COVERED
    assert "Window is not supported" in done.err


class _Broken(io.StringIO):
    """A stream whose reader went away, or whose disk is full."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, _: str) -> int:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status"), [(BrokenPipeError(), Exit.CLOSED_PIPE), (OSError(28, "No space"), Exit.NOT_WRITTEN)]
)
@pytest.mark.parametrize("line", ["--nationality DE --direction inbound", "schema error", "--help"])
def test_what_could_not_be_written_is_no_verdict(
    monkeypatch: pytest.MonkeyPatch, rules_at_hand: None, error: OSError, status: Exit, line: str
) -> None:
    """Neither for a check nor for anything else."""
    monkeypatch.setattr(sys, "stdout", _Broken(error))

    assert run(line.split()) == status


def test_a_lost_stderr_does_not_change_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict stands on stdout; an aside that nobody reads is no fault."""
    monkeypatch.setattr(sys, "stderr", _Broken(BrokenPipeError()))

    assert write("aside\n", Exit.FAIL, err=True) == Exit.FAIL


def test_without_stdout_nothing_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process may be started with stdout closed."""
    monkeypatch.setattr(sys, "stdout", None)

    assert write("answer\n", Exit.PASS) == Exit.NOT_WRITTEN


def test_no_two_verdicts_share_a_status_and_nothing_else_has_one() -> None:
    """Scripts rely on it."""
    verdicts = {OF_VERDICT[verdict] for verdict in Verdict}

    assert len(verdicts) == 3
    assert verdicts.isdisjoint(set(Exit) - {Exit.PASS, Exit.FAIL, Exit.CONDITIONAL})


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ProfileError([("a", Sentence("fact.twice")), ("", Sentence("file.empty"))]), Exit.WRONG_INPUT),
        (UncoveredError("route", "muzart", "KZ to RU", Sentence("file.empty")), Exit.NOT_COVERED),
        (ValueError("x"), Exit.INTERNAL_FAULT),
    ],
)
def test_every_error_has_words_and_a_status(error: Exception, status: Exit) -> None:
    """And its traceback only for who asks."""
    answer = failed(error, [], debug=True)

    assert answer.exit == status
    assert answer.aside.startswith("crosscheck: ")
    assert answer.text == ""
    assert ("ValueError: x" in answer.aside) == (status is Exit.INTERNAL_FAULT)


def test_a_terminal_is_measured_and_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A role that has no look is left as it is."""
    terminal = Terminal(width=80, colour=True, ascii_only=False)

    assert terminal.paint("x", "good") == "\x1b[32m\x1b[1mx\x1b[0m"
    assert terminal.paint("x", "") == "x"
    assert Terminal.at_hand().colour is False
