"""The command `crosscheck`: which command is meant, and how every way of ending becomes an exit status."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from contextvars import copy_context
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from crosscheck import __version__
from crosscheck.cli.answer import DONE, Answer, AnsweredError, Exit
from crosscheck.cli.terminal import Terminal, hush, write

_NAME: Final = "crosscheck"
_DEBUG: Final = "CROSSCHECK_DEBUG"

_COMMANDS: Final = {
    "check": "crosscheck.cli.check:check",
    "ask": "crosscheck.cli.interview.command:ask",
    "ports": "crosscheck.cli.ports:ports",
    "port": "crosscheck.cli.ports:port",
    "matrix": "crosscheck.cli.matrix:matrix",
    "facts": "crosscheck.cli.facts:facts",
    "rules": "crosscheck.cli.rules.group:rules",
    "schema": "crosscheck.cli.schema:schema",
}
"""Where each command lives; only the one that is asked for is imported."""

EXAMPLES: Final = """\b
Examples:
  crosscheck --nationality KZ --direction outbound
  crosscheck --nationality CN --direction outbound --port khorgos \\
      --purpose tourism --stay 20 --document-type ordinary-passport \\
      --document-expires 2030-05-01 --no-visa --on 2026-12-01
  crosscheck --profile traveller.yaml --from CN --to KZ --format json
  crosscheck port muzart
  crosscheck rules lint
"""

STATUSES: Final = """\b
Exit status: 0 in order, 1 not in order, 3 conditional; 2 wrong input,
4 not covered or rules unusable, 70 internal fault, 130 interrupted.
"""


class CommandGroup(click.Group):
    """A group of commands of which *otherwise* is meant where options come without a command."""

    def __init__(
        self, *args: Any, where: dict[str, str], otherwise: str | None = None, **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self._where, self._otherwise = where, otherwise

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which help lists them."""
        return list(self._where)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command that is asked for, and no other."""
        if cmd_name not in self._where:
            return None
        module, _, name = self._where[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options of the group; what is left names the command.

        Nothing at all asks for help.  An option that is not the group's own belongs to
        the command that is meant otherwise.
        """
        if not args:
            args = ["--help"]
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if self._otherwise and args[0].startswith("-") and args[0] not in own and args[0] != "--":
            args = [self._otherwise, *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            from crosscheck.language.spelling import did_you_mean

            known = ", ".join(self._where)
            meant = did_you_mean(args[0], self._where) or f"; there are: {known}"
            raise click.UsageError(f"`{args[0]}` is no command{meant}", ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Offer the options of the command that is meant otherwise, too."""
        found = super().shell_complete(ctx, incomplete)
        if self._otherwise and incomplete.startswith("-"):
            command = self.get_command(ctx, self._otherwise)
            assert command is not None
            found += command.shell_complete(click.Context(command, parent=ctx), incomplete)
        return found


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from crosscheck.compiler.files.load import load

    rules = load()
    click.echo(f"crosscheck {__version__}\nrules {rules.version} ({rules.digest[:16]})")
    ctx.exit()


@click.group(
    name=_NAME,
    cls=CommandGroup,
    where=_COMMANDS,
    otherwise="check",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog=f"{EXAMPLES}\n\n{STATUSES}",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the versions of engine and rules.",
)
def group() -> None:
    """Tell whether a traveller's documents are in order for one border crossing.

    Options without a command mean `check`. Every answer names its sources.
    """


def main() -> NoReturn:
    """Run the command line and end the process with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command line, write what it has to say, and return its exit status."""
    try:
        if os.environ.get(f"_{_NAME.upper()}_COMPLETE"):
            return _completed(list(args))
        # A language that is asked for is spoken in this answer, and not in the next one of this process.
        answer = copy_context().run(_answered, list(args))
        return _told(answer)
    except BrokenPipeError:
        hush()
        return Exit.CLOSED_PIPE
    except KeyboardInterrupt:
        write("\n", Exit.INTERRUPTED, err=True)
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a fault in saying what went wrong is a fault, too
        write(f"crosscheck: internal fault: {type(error).__name__}\n", Exit.INTERNAL_FAULT, err=True)
        return Exit.INTERNAL_FAULT


def _completed(args: list[str]) -> Exit:
    """Write what a shell asks for to complete a line; what it asked wrongly is no verdict."""
    try:
        group.main(args, prog_name=_NAME)
    except SystemExit as over:
        return DONE if not over.code else Exit.WRONG_INPUT
    except LookupError:  # click takes for granted what a shell says of the line
        return Exit.WRONG_INPUT
    return DONE


def _told(answer: Answer) -> Exit:
    if answer.aside:
        write(answer.aside, answer.exit, err=True)
    status = write(answer.text, answer.exit) if answer.text else answer.exit
    for later in answer.more:
        status = _told(later)
    return status


def _answered(args: list[str]) -> Answer:
    """Return the answer of the command that *args* ask for; every error is an answer too.

    Help and version, which click writes itself, are gathered like any other answer.
    """
    terminal, said_by_click = Terminal.at_hand(), io.StringIO()
    try:
        with redirect_stdout(said_by_click), group.make_context(_NAME, args, obj=terminal) as ctx:
            answer = group.invoke(ctx)
            assert isinstance(answer, Answer), "a command gives back its answer"
            return answer
    except click.exceptions.Exit as over:
        return Answer(said_by_click.getvalue(), DONE if over.exit_code == 0 else Exit.WRONG_INPUT)
    except AnsweredError as instead:
        return instead.answer
    except click.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:  # noqa: BLE001 - every failure becomes words and a status
        from crosscheck.cli.failures import failed

        return failed(error, args, debug=bool(os.environ.get(_DEBUG)))
