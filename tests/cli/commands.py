"""Whole command lines, run as a user types them: in this process, or in one of their own."""

import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscheck.cli.group import run
from crosscheck.compiler.files import load
from crosscheck.rulebook.ruleset import RuleSet
from tests.invented import INVENTED, invented_rules

ROOT = Path(__file__).parents[2]
ASK_RULES = ("ask", "check", "matrix", "port", "ports")
"""The commands that take `--rules`; options without a command mean the first."""


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str


class Shell:
    """Runs command lines that begin with `crosscheck`, without the cost of a new process or of reading rules.

    They stand as a user types them: where they name no rules they ask those that the fixture lays at hand, which are
    invented, but for the tests of what is shipped.
    """

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, line: str) -> Outcome:
        """Run one line; words are split as a shell splits them."""
        name, *words = shlex.split(line)
        assert name == "crosscheck"
        status = run(words)
        out, err = self._capsys.readouterr()
        return Outcome(status, out, err)


def in_own_process(
    line: str, *, python: str = "", stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run one line in a process of its own; *python* is run there first, to plant something."""
    return subprocess.run(
        command_of(line, python=python),
        input=None if stdin is None else stdin.encode(),
        capture_output=True,
        env=environment_of(**environment),
        check=False,
        timeout=60,
    )


@pytest.fixture
def rules_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every command line of this process that names no rules the invented ones, read once."""
    lay_at_hand(monkeypatch, invented_rules)


def lay_at_hand(monkeypatch: pytest.MonkeyPatch, rules: Callable[[], RuleSet]) -> None:
    """Put *rules* where the shipped ones lie."""
    read = load.load
    monkeypatch.setattr(load, "load", lambda paths=None: read(paths) if paths else rules())


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], rules_at_hand: None) -> Shell:
    """Return what runs command lines, over the rules at hand."""
    return Shell(capsys)


@contextmanager
def started(line: str, *, python: str = "") -> Iterator[subprocess.Popen[str]]:
    """Run one line beside the test, with what it prints to be read; it ends with the test, or after two minutes.

    An interrupt reaches it also where whoever began the tests ignores interrupts, which processes inherit.
    """
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = command_of(line, python=f"{heard}\n{python}")
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment_of()) as process:
        overdue = threading.Timer(120, process.kill)
        overdue.start()
        try:
            yield process
        finally:
            overdue.cancel()
            process.kill()


def command_of(line: str, *, python: str = "") -> list[str]:
    """Return the argument list that runs *line* as the installed command would, over the invented rules if it names none."""
    name, *words = shlex.split(line)
    assert name == "crosscheck"
    if "--rules" not in words and words[:1] not in ([], ["--version"]):
        asks = words[0] in ASK_RULES or words[0].startswith("-")
        words += [word for folder in INVENTED if asks for word in ("--rules", str(folder))]
    return [sys.executable, "-c", f"{python}\nfrom crosscheck.__main__ import main\nmain()", *words]


def environment_of(**changes: str) -> dict[str, str]:
    """Return a plain environment: UTF-8, no wish for colour, this checkout on the path."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "COVERAGE_PROCESS_START") if name in os.environ
    }
    return kept | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"} | changes
