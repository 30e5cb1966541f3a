"""However a command ends, its status says so: a fault can never be taken for a verdict."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crosscheck.cli.answer import Exit
from crosscheck.cli.group import run
from crosscheck.cli.terminal import write
from tests.cli.commands import ROOT, Shell, command_of, environment_of, in_own_process, started

LINE = "crosscheck --nationality DE --direction inbound --on 2026-12-01"

PLANTS = {
    "in the checker": "import crosscheck.deciding.crossing as m; m.Checker.check = lambda *a, **k: 1 / 0",
    "out of depth": "import crosscheck.deciding.crossing as m\ndef f(*a, **k): return f(*a, **k)\nm.Checker.check = f",
    "in an import": "import sys; sys.modules['crosscheck.answers.screen.screen'] = None",
    "in loading the engine": "import sys; sys.modules['crosscheck.deciding.crossing'] = None",
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


@pytest.mark.parametrize("line", [LINE, f"{LINE} --format json --port x"])
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
    answer, port = (in_own_process(line, **environment) for line in (LINE, "crosscheck port tower-bridge"))

    assert (answer.returncode, port.returncode) == (3, 0), (answer.stderr, port.stderr)
    for done in (answer, port):
        assert done.stdout.isascii()
        assert max(map(len, done.stdout.splitlines())) <= 80
    assert b"-> Utopia" in answer.stdout


def test_an_odd_encoding_is_survived() -> None:
    """What the encoding lacks is written so that it can be."""
    done = in_own_process("crosscheck port tower-bridge", PYTHONIOENCODING="latin-1")

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


def test_a_closed_stdin_holds_no_profile() -> None:
    """It is wrong input, not a fault of ours."""
    command = f"{' '.join(map(_quoted, command_of('crosscheck --profile - --direction outbound')))} <&-"

    done = subprocess.run(["sh", "-c", command], capture_output=True, env=environment_of(), check=False)

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"standard input is closed" in done.stderr


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("crosscheck rules lint .", 2),
        ("crosscheck rules test .", 2),
        ("crosscheck rules format .", 2),
        ("crosscheck rules coverage .", 2),
        ("crosscheck rules sources .", 2),
        ("crosscheck rules schema .", 2),
        (f"{LINE} --rules .", 4),
        ("crosscheck ports --rules .", 4),
        (f"{LINE} --profile x.yaml", 2),
        (LINE, 3),
    ],
)
def test_a_working_folder_that_is_deleted_is_no_fault(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, status: int
) -> None:
    """What needs it holds no rules; what does not need it answers."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    done = shell(line)

    assert done.status == status, done.err
    assert "internal fault" not in done.err


@pytest.mark.parametrize(("line", "status"), [("crosscheck rules lint .", 2), (LINE, 3)])
def test_a_working_folder_that_was_deleted_is_no_fault(tmp_path: Path, line: str, status: int) -> None:
    """Nor where it was gone before the process began."""
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir {_quoted(str(gone))} && exec {' '.join(map(_quoted, command_of(line)))}"

    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, env=environment_of(), check=False, cwd=gone
    )

    assert done.returncode == status, done.stderr
    assert b"internal fault" not in done.stderr


@pytest.mark.parametrize(
    "line", ["rules format .", "rules format --check .", "rules format states", "rules lint --on 2026-11-15"]
)
def test_a_working_folder_deeper_than_a_path_may_be_long_is_no_fault(tmp_path: Path, line: str) -> None:
    """Files are reached from where one stands, as an editor reaches them."""
    goes_deep = (
        f"import os, shutil; os.chdir({str(tmp_path)!r})\n"
        "for _ in range(25): os.mkdir('d' * 200); os.chdir('d' * 200)\n"
        f"shutil.copytree({str(ROOT / 'tests' / 'rules_uto')!r}, 'rules')\n"
        f"os.chdir({'.' if 'lint' in line else 'rules'!r})\n"
    )

    done = in_own_process(f"crosscheck {line}", python=goes_deep)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("asked", "status"), [("x", 2), ("bash_complete", 2), ("", 3), ("bash_source", 0)])
def test_completion_asked_wrongly_is_no_verdict(asked: str, status: int) -> None:
    """1 means that documents are not in order, here as everywhere; who asks for nothing gets the answer."""
    done = in_own_process(LINE, _CROSSCHECK_COMPLETE=asked)

    assert done.returncode == status
    assert b"internal fault" not in done.stderr


NASTY = "\x1b]0;x\x07\x1b[31m\u202e\u200b\x9b2J\x7f\r\nIN ORDER"
SEEN = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b\xa8-\xae]")
"""The same as bytes, and all others of their kind but the end of a line."""


@pytest.mark.parametrize(
    "words",
    [
        ["--set", f"{NASTY}=1"],
        ["--set", f"document.type={NASTY}"],
        ["--nationality", NASTY],
        ["--port", NASTY],
        ["--from", NASTY],
        ["--on", NASTY],
        ["--purpose", NASTY],
        ["--visa", f"UTO {NASTY} 2026-01-01..2026-12-31"],
        ["--profile", NASTY],
        ["--rules", NASTY],
        [f"--{NASTY}"],
        [NASTY],
        ["--format", NASTY],
    ],
)
@pytest.mark.parametrize("output", [[], ["--format", "json"]])
def test_nothing_that_a_stranger_wrote_reaches_a_terminal_as_it_is(
    capsysbinary: pytest.CaptureFixture[bytes], rules_at_hand: None, words: list[str], output: list[str]
) -> None:
    """A name could clear the screen, or write a line that looks like an answer."""
    status = run([*LINE.split()[1:], *output, *words])
    shown = b"".join(capsysbinary.readouterr())

    assert status in (2, 4)
    assert not SEEN.search(shown)
    assert b"\nIN ORDER" not in shown


def test_nothing_raw_reaches_the_terminal_of_a_process() -> None:
    """The same with a process that has a command line of its own."""
    command = [*command_of(LINE), "--nationality", NASTY]

    done = subprocess.run(command, capture_output=True, env=environment_of(), check=False)

    assert done.returncode == 2
    assert not SEEN.search(done.stdout + done.stderr)


@pytest.mark.parametrize("name", ["profile.json", "profile.yaml"])
def test_a_key_of_a_profile_is_shown_escaped(shell: Shell, tmp_path: Path, name: str) -> None:
    """A profile comes from anywhere."""
    file = tmp_path / name
    file.write_text(json.dumps({NASTY: "x", "nationality": NASTY, "visas": [{NASTY: 1}]}), encoding="utf-8")

    for output in ("", "--format json"):
        done = shell(f"{LINE} {output} --profile {_quoted(str(file))}")

        assert done.status == 2
        assert not SEEN.search((done.out + done.err).encode())


def test_a_name_of_a_rule_file_is_shown_escaped(shell: Shell, tmp_path: Path) -> None:
    """And what it holds, in every form of the report."""
    folder = tmp_path / f"rules{NASTY.replace('/', '')}"
    shutil.copytree(ROOT / "tests" / "rules_uto", folder)
    (folder / "states" / "uto" / "entry" / f"x{NASTY}.yaml").write_text("a: b\n")
    (folder / "states" / "uto" / "entry" / "customs.yaml").write_text(f"{NASTY}: b\n", encoding="utf-8")

    for line in (
        "rules lint",
        "rules lint --format json",
        "rules lint --format github",
        "rules lint --format sarif",
        "rules format --diff",
        "rules test",
    ):
        done = shell(f"crosscheck {line} {_quoted(str(folder))}")

        assert done.status in (1, 2), done.err
        assert not SEEN.search((done.out + done.err).encode()), line


def test_colours_are_all_that_a_terminal_gets_beside_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """The colours of an answer pass, whatever else looks like one does not."""
    master, slave = pty.openpty()
    with os.fdopen(slave, "w", encoding="utf-8") as stream, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        write("\x1b[32m\x1b[1mIN ORDER\x1b[0m \x1b[8m \x1b[2J \x1b]0;x\x07\n", Exit.PASS)
        shown = os.read(master, 1000)
    os.close(master)
    assert shown == b"\x1b[32m\x1b[1mIN ORDER\x1b[0m \\u001b[8m \\u001b[2J \\u001b]0;x\\u0007\r\n"


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


@pytest.mark.parametrize(
    "line",
    [
        "crosscheck --nationality DE --direction inbound --rules {}",
        "crosscheck --nationality DE --direction inbound --profile {}",
        "crosscheck ports --rules {}/rules",
        "crosscheck matrix CN --rules {}",
        "crosscheck rules lint {}",
        "crosscheck rules test {}.yaml",
        "crosscheck rules coverage {}",
        "crosscheck rules sources {}",
        "crosscheck rules explain cn.exit.permission {}",
        "crosscheck rules format {}",
        "crosscheck rules format --check {}.yaml",
        "crosscheck rules schema {}",
        "crosscheck rules new case cn.exit.permission {}",
        "crosscheck rules new state XX {}",
        "crosscheck rules new group {}",
        "crosscheck rules new port cn-kz/{}",
    ],
)
def test_a_name_longer_than_a_file_may_have_is_no_fault(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Nothing is called so, which is said; nothing is left behind."""
    monkeypatch.chdir(tmp_path)

    done = shell(line.format("x" * 300))

    assert done.status in {1, 2, 4}, done.err
    assert done.out or done.err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
