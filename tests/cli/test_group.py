"""The command and its commands: which one is meant, help, versions, completion."""

import json
import subprocess

import jsonschema
import pytest

from tests.cli.commands import Shell, command_of, environment_of


@pytest.mark.parametrize("line", ["crosscheck", "crosscheck --help", "crosscheck -h"])
def test_help_has_examples(shell: Shell, line: str) -> None:
    """Bare `crosscheck` shows them, too."""
    done = shell(line)

    assert done.status == 0
    assert "crosscheck --nationality KZ --direction outbound" in done.out
    assert "Exit status" in done.out


@pytest.mark.parametrize(
    "command", ["", "check", "ports", "port", "facts", "rules", "rules lint", "rules test", "schema"]
)
def test_every_help_fits_an_ascii_terminal(shell: Shell, command: str) -> None:
    """80 columns, no signs that `LANG=C` lacks."""
    done = shell(f"crosscheck {command} --help")

    assert done.status == 0
    assert done.out.isascii()
    assert max(map(len, done.out.splitlines())) <= 80


def test_options_without_a_command_mean_check(shell: Shell) -> None:
    """`check` may be left out."""
    line = "--nationality DE --direction inbound --on 2026-12-01"

    assert shell(f"crosscheck {line}") == shell(f"crosscheck check {line}")


@pytest.mark.parametrize("command", ["ports", "facts", "rules", "check"])
def test_options_before_another_command_are_an_error(shell: Shell, command: str) -> None:
    """They are not dropped in silence."""
    done = shell(f"crosscheck --nationality KZ {command}")

    assert done.status == 2
    assert f"`crosscheck {command} ...`" in done.err


def test_an_unknown_command_is_asked_back(shell: Shell) -> None:
    """The nearest one is offered."""
    done = shell("crosscheck prots")

    assert done.status == 2
    assert "did you mean ports" in done.err


def test_an_unknown_option_is_wrong_input(shell: Shell) -> None:
    """Click offers the nearest."""
    done = shell("crosscheck --nationalty KZ")

    assert done.status == 2
    assert "--nationality" in done.err


def test_facts_are_a_reference_of_the_vocabulary(shell: Shell) -> None:
    """All of it, or what one asks for, in 80 columns."""
    everything, some = shell("crosscheck facts"), shell("crosscheck facts stay")

    assert "document.date_of_expiry" in everything.out
    assert "companions" in everything.out
    assert max(map(len, everything.out.splitlines())) <= 80
    assert "stay.until" in some.out
    assert "document.type" not in some.out
    assert shell("crosscheck facts stay.untill").status == 2


def test_ports_are_listed_with_their_names(shell: Shell) -> None:
    """In the scripts that travellers search by, and whether one may cross."""
    done = shell("crosscheck ports --on 2026-12-01")

    assert done.status == 0
    assert "渡口" in done.out
    assert "not settled" in done.out
    assert shell("crosscheck ports --on someday").status == 2


@pytest.mark.parametrize("name", ["ferry", "FERRY", "Fähre", "渡口", "Ferryboat", "'The Ferry'"])
def test_a_port_is_found_by_any_name(shell: Shell, name: str) -> None:
    """In any script and spelling."""
    done = shell(f"crosscheck port {name}")

    assert done.status == 0
    assert "渡口" in done.out


def test_of_a_port_each_fact_is_marked_and_sourced(shell: Shell) -> None:
    """What is known of it, and what is not."""
    done = shell("crosscheck port tower-bridge")

    assert done.status == 0
    assert "port.open_to_travellers" in done.out
    assert "✗" in done.out
    assert "244 m" in done.out


def test_a_misspelt_port_is_asked_back(shell: Shell) -> None:
    """A near name is wrong input; a far one is not covered."""
    assert shell("crosscheck port frery").status == 2
    assert shell("crosscheck port dover").status == 4


@pytest.mark.parametrize("form", ["decision", "error", "profile"])
def test_schemas_are_published(shell: Shell, form: str) -> None:
    """Each is JSON Schema."""
    done = shell(f"crosscheck schema {form}")

    assert done.status == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(done.out))


def test_a_shell_completes_options_and_commands() -> None:
    """Also the options of `check`, which may be left out."""
    found = {}
    for typed in ("crosscheck --nat", "crosscheck po"):
        done = subprocess.run(
            command_of("crosscheck"),
            capture_output=True,
            text=True,
            check=False,
            env=environment_of(_CROSSCHECK_COMPLETE="bash_complete", COMP_WORDS=typed, COMP_CWORD="1"),
        )
        found[typed] = done.stdout.split()

    assert found["crosscheck --nat"] == ["plain,--nationality"]
    assert found["crosscheck po"] == ["plain,ports", "plain,port"]
