"""Every way in which a command can fail, as words and an exit status.

People read stderr.  With `--format json` a program finds the same on stdout, as the
schema `error` describes it (see `crosscheck schema`).
"""

import json
import traceback
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import click

from crosscheck.answers.page import WIDTH, wrapped
from crosscheck.cli.answer import Answer, Exit
from crosscheck.cli.terminal import plain
from crosscheck.language.errors import CrosscheckError, ProfileError, RulebookError, UncoveredError
from crosscheck.language.spoken.sentences import Sentence, Word

ERROR_SCHEMA: Final = "crosscheck.error/1"
"""Name and version of the form; `models/error.py` describes it."""
_NAME: Final = "crosscheck: "
_WAYS_OUT: Final = {"port": "way_out.port", "route": "way_out.port", "state": "way_out.state"}
"""What to do where something is not covered, by what that is."""


def failed(error: Exception, args: Sequence[str], *, debug: bool = False) -> Answer:
    """Return what to say about *error*; a fault of ours is told apart from everybody else's."""
    kind, exit_status, message, details = _told(error)
    if debug and exit_status is Exit.INTERNAL_FAULT:
        message += "\n" + "".join(traceback.format_exception(error)).rstrip()
    text = ""
    if _wants_json(args):
        shown = {"schema": ERROR_SCHEMA, "error": {"kind": kind, "exit_status": int(exit_status), **details}}
        text = json.dumps(shown, indent=2, ensure_ascii=True) + "\n"
    return Answer(text, exit_status, aside=f"{_NAME}{message}\n")


def _told(error: Exception) -> tuple[str, Exit, str, dict[str, Any]]:
    """Return kind, exit status, words, and what a program gets of *error*."""
    match error:
        case ProfileError():
            problems = [
                {"path": path, "problem": what.spoken(), **what.as_data()} for path, what in error.problems
            ]
            lines = [plain(line, one_line=True) for line in error.lines()]
            number = _say("failure.problems", count=len(problems) + error.more)
            message = lines[0] if len(lines) == 1 else "\n  ".join([number, *lines])
            details = {"message": "; ".join(error.lines()), "problems": problems, "more": error.more}
            return "input", Exit.WRONG_INPUT, message, details
        case UncoveredError():
            said = error.sentence.spoken()
            way_out = _say(_WAYS_OUT.get(error.what, "way_out"))
            answer = _say("failure.not_covered", said=plain(said, one_line=True))
            message = "\n".join((*wrapped(f"{_NAME}{answer}", WIDTH), *wrapped(way_out, WIDTH)))
            message = message.removeprefix(_NAME)  # which stands before every message
            asked = {"what": error.what, "of": error.of, "value": error.value}
            details = {"message": said, **asked, **error.sentence.as_data()}
            return "not_covered", Exit.NOT_COVERED, message, details
        case RulebookError() if error.diagnostics:
            from crosscheck.authoring.reports.diagnostic_text import diagnostics_text

            report = diagnostics_text(error.diagnostics, error.texts).rstrip()
            found = [
                {
                    "code": d.code,
                    "severity": str(d.severity),
                    "place": str(d.span),
                    "message": d.message,
                    "hint": d.hint,
                }
                for d in error.diagnostics
            ]
            message = _say("failure.rules")
            details = {"message": message, "diagnostics": found}
            return "rules", Exit.NOT_COVERED, f"{message}\n{report}", details
        case CrosscheckError():
            said = error.said.spoken() if isinstance(error, RulebookError) else str(error)
            message = _say("failure.rules.said", said=plain(said, one_line=True))
            key = error.said.as_data() if isinstance(error, RulebookError) else {}
            return "rules", Exit.NOT_COVERED, message, {"message": said, **key}
        case click.UsageError():
            return "usage", Exit.WRONG_INPUT, _usage(error), {"message": error.format_message()}
        case click.ClickException():
            message = error.format_message()
            return "usage", Exit.WRONG_INPUT, plain(message, one_line=True), {"message": message}
        case _:
            message = _say("failure.fault", fault=type(error).__name__, place=_where(error))
            told = f"{message}\n{_say('failure.fault.advice')}"
            return "internal", Exit.INTERNAL_FAULT, told, {"message": message}


def _say(key: str, **words: Word) -> str:
    return Sentence(key, **words).spoken()


def _usage(error: click.UsageError) -> str:
    context = error.ctx
    hint = f"\nTry `{context.command_path} --help`." if context is not None else ""
    return plain(error.format_message(), one_line=True) + hint


def _where(error: Exception) -> str:
    """Return file and line where *error* arose: of ours if it passed through us."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "crosscheck" in Path(frame.filename).parts] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "an unknown place"


def _wants_json(args: Sequence[str]) -> bool:
    """Return whether the command line asks for JSON, even where it could not be read as a whole."""
    return "--format=json" in args or ("--format", "json") in pairwise(args)
