"""What is said to somebody who is asked, on stderr, and what is typed back: stdout is for the answer alone."""

import sys
from collections.abc import Iterable

from crosscheck.answers.asking.objects import LIST, NextQuestion
from crosscheck.answers.page import Page
from crosscheck.answers.sentences.messages import say
from crosscheck.cli.answer import Exit
from crosscheck.cli.interview.replies import is_numbered
from crosscheck.cli.terminal import Terminal, write
from crosscheck.cli.things import form_of
from crosscheck.language.errors import ProfileError

_PROMPT = "> "
_WITH_A_FORM = frozenset({"date", "partial_date", "time", "set", "states"})
"""The types of answer of which it is said how they are written."""


class Talk:
    """Both sides of a conversation, line by line, at a terminal or in a pipe."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    @property
    def is_typed(self) -> bool:
        """Whether somebody sits at a terminal, who can be asked again."""
        try:
            return sys.stdin.isatty()
        except (AttributeError, ValueError):  # standard input is closed, or was never there
            return False

    def tell(self, *paragraphs: str) -> None:
        """Say each of *paragraphs* on lines of its own."""
        page = self._page()
        for each in paragraphs:
            page.add(each)
        self._write(page.text())

    def show(self, question: NextQuestion) -> None:
        """Say *question*, with the answers that can be chosen and how others are written."""
        page = self._page()
        page.add(question.ask, role="strong")
        for number, option in enumerate(question.options, 1):
            page.add(option.label, indent=2, mark=f"{number:>2}" if is_numbered(question) else "-")
        for each in _forms(question):
            page.add(each, indent=2, role="faint")
        self._write(f"\n{page.text()}")

    def read(self) -> str | None:
        """Return the next line that is typed, without what surrounds it; None where there will be none."""
        self._write(_PROMPT)
        try:
            line = sys.stdin.buffer.readline()
        except (AttributeError, ValueError):  # standard input is closed, or was never there
            return None
        return line.decode("utf-8", "replace").strip() if line else None

    def _page(self) -> Page:
        return Page(width=self._terminal.width, ascii_only=self._terminal.ascii_only)

    @staticmethod
    def _write(text: str) -> None:
        write(text, Exit.PASS, err=True)


def _forms(question: NextQuestion) -> Iterable[str]:
    """Yield how answers to *question* are written that are not chosen."""
    if question.type == LIST:
        plural, _, state = question.wanted.partition(".")
        form = form_of(plural, state or None)
        yield say("interview.form.list", form=form.removeprefix(f"{state} ") if state else form)
    elif question.fact == "on":
        yield say("interview.form.on")
    elif question.fact == "stay.until":
        yield say("interview.form.stay")
    elif question.type in _WITH_A_FORM:
        yield say(f"interview.form.{question.type}")


def problems_told(error: ProfileError, path: str) -> Iterable[str]:
    """Yield what is wrong with an answer to what stands at *path*; of anything else also where that stands."""
    own = path.partition(".")[0].partition("[")[0].removesuffix("s")
    for where, what in error.problems:
        is_own = where.removeprefix("--set ").startswith(own)
        yield what.spoken() if is_own else f"{where}: {what.spoken()}"
