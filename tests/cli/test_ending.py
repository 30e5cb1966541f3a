"""However a command ends, its status says so: a fault can never be taken for a verdict."""

import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, command_of, environment_of, in_own_process, started

LINE = "crosscheck --nationality KZ --direction outbound --on 2026-12-01"

PLANTS = {
    "in the checker": "import crosscheck.checker as m; m.Checker.check = lambda *a, **k: 1 / 0",
    "in the renderer": "import crosscheck.render.decision_text as m; m._add_foot = lambda *a, **k: 1 / 0",
    "in the loader": "import crosscheck.load as m; m.load = lambda *a, **k: [].pop()",
    "out of depth": "import crosscheck.checker as m\ndef f(*a, **k): return f(*a, **k)\nm.Checker.check = f",
    "out of memory": "import crosscheck.checker as m\ndef f(*a, **k): raise MemoryError\nm.Checker.check = f",
    "in an import": "import sys; sys.modules['crosscheck.render.decision_text'] = None",
    "in loading the engine": "import sys; sys.modules['crosscheck.checker'] = None",
    "in loading the command": "import sys; sys.modules['click'] = None",
    "in saying so": "import sys; sys.modules['crosscheck.cli.statements'] = sys.modules['crosscheck.cli.failures'] = None",
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_crash_is_an_internal_fault(plant: str) -> None:
    """It exits with 70, leaves stdout empty, shows no traceback, and asks to report it."""
    done = in_own_process(LINE, python=PLANTS[plant])

    assert done.returncode == 70
    assert done.stdout == b""
    assert b"internal fault" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_traceback_is_shown_to_who_asks() -> None:
    """`CROSSCHECK_DEBUG=1` is for who can read it."""
    done = in_own_process(LINE, python=PLANTS["in the checker"], CROSSCHECK_DEBUG="1")

    assert done.returncode == 70
    assert b"ZeroDivisionError: division by zero" in done.stderr


def test_ctrl_c_is_no_verdict() -> None:
    """Interrupted while it waits for a profile, it exits with 130."""
    waits = (
        "import sys, time, crosscheck.cli.check as m\n"
        "def wait(name): print('waiting', file=sys.stderr, flush=True); time.sleep(30)\n"
        "m.read_profile_file = wait"
    )
    with started("crosscheck --profile - --direction outbound", python=waits) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)

    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "line", [LINE, f"{LINE} --format json", f"{LINE} --format json --port x", "crosscheck --help"]
)
def test_a_closed_pipe_is_no_verdict(line: str) -> None:
    """Nobody reads: the status is that of a broken pipe, and nothing is complained of."""
    read, write = os.pipe()
    os.close(read)

    done = subprocess.run(
        command_of(line), stdout=write, stderr=subprocess.PIPE, env=environment_of(), check=False
    )

    os.close(write)
    assert done.returncode == 141
    assert b"Error" not in done.stderr
    assert b"Exception" not in done.stderr


def test_head_gets_its_line() -> None:
    """`| head -1` shows the first line, and no complaint follows."""
    command = f"{' '.join(map(_quoted, command_of('crosscheck facts')))} | head -1"

    done = subprocess.run(["sh", "-c", command], capture_output=True, env=environment_of(), check=False)

    assert done.stdout == b"Facts of one value (--set fact=value)\n"
    assert done.stderr == b""


@pytest.mark.parametrize("redirect", [">/dev/full", ">&-"])
def test_an_answer_that_could_not_be_written_is_no_verdict(redirect: str) -> None:
    """A full disk or a closed stdout exits with 74."""
    command = f"{' '.join(map(_quoted, command_of(LINE)))} {redirect}"

    done = subprocess.run(["sh", "-c", command], capture_output=True, env=environment_of(), check=False)

    assert done.returncode == 74


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "POSIX"},
    ],
)
def test_a_plain_locale_gets_plain_text(environment: dict[str, str]) -> None:
    """Signs become words; names in other scripts do no harm."""
    for line in (LINE, "crosscheck port muzart"):
        done = in_own_process(line, **environment)

        assert done.returncode in (0, 3), done.stderr
        assert done.stdout.isascii()
        assert max(map(len, done.stdout.splitlines())) <= 80
    assert b"-> Kazakhstan" in in_own_process(LINE, **environment).stdout


def test_an_odd_encoding_is_survived() -> None:
    """What the encoding lacks is written so that it can be."""
    done = in_own_process("crosscheck port muzart", PYTHONIOENCODING="latin-1")

    assert done.returncode == 0
    assert done.stdout.isascii()


def test_broken_bytes_on_the_command_line_are_wrong_input() -> None:
    """They are shown, not choked on."""
    done = subprocess.run(
        [
            *(word.encode() for word in command_of("crosscheck --direction outbound --nationality")),
            b"\xff\xfe",
        ],
        capture_output=True,
        env=environment_of(),
        check=False,
    )

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colour_is_for_a_terminal_that_wants_it(environment: dict[str, str], coloured: bool) -> None:
    """A terminal gets it, unless `NO_COLOR` or `TERM=dumb` says no."""
    master, slave = pty.openpty()

    done = subprocess.run(
        command_of(LINE),
        stdout=slave,
        stderr=slave,
        env=environment_of(**({"TERM": "xterm"} | environment)),
        check=False,
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(master)

    assert done.returncode == 3
    assert (b"\x1b[" in shown) == coloured


def test_it_runs_in_an_empty_folder_without_a_home(tmp_path: Path) -> None:
    """Nothing is written anywhere, and nothing is looked for at home."""
    folder = tmp_path
    done = subprocess.run(
        command_of(LINE),
        capture_output=True,
        cwd=folder,
        env=environment_of(HOME="/nonexistent", PYTHONDONTWRITEBYTECODE="1"),
        check=False,
    )

    assert done.returncode == 3
    assert list(folder.iterdir()) == []


def test_python_dash_m_is_the_same_command() -> None:
    """`python -m crosscheck` needs no script on the path."""
    python, *_ = command_of("crosscheck")
    done = subprocess.run(
        [python, "-m", "crosscheck", "--version"],
        capture_output=True,
        env=environment_of(),
        check=False,
        cwd=ROOT,
    )

    assert done.returncode == 0
    assert done.stdout.startswith(b"crosscheck ")


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"
