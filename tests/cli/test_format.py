"""`crosscheck rules format`, as a rule author types it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from crosscheck.authoring.format import canonical
from tests.cli.commands import ROOT, Shell, in_own_process

NOTICE = "states/uto/entry/customs.yaml"
FORMED = """\
notice: uto.entry.customs
kind: know
title: No cheese
text: Cheese may not be brought in.
source: uto-border-act-2020, art. 77
"""
UNTIDY = """\
title: "No cheese"
notice:  uto.entry.customs
kind: know
text: Cheese may not be brought in.
source: uto-border-act-2020, art. 77
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a copy of the rules of Utopia with one untidy file; the rest is in form."""
    folder = Path(shutil.copytree(ROOT / "tests" / "rules_uto", tmp_path / "rules"))
    (folder / NOTICE).write_text(UNTIDY)
    return folder


def test_an_untidy_file_is_written_anew_and_then_left_as_it_is(shell: Shell, folder: Path) -> None:
    """Its permissions stay, too."""
    (folder / NOTICE).chmod(0o640)
    first = shell(f"crosscheck rules format {folder}")
    second = shell(f"crosscheck rules format {folder}")

    assert (folder / NOTICE).read_text() == FORMED
    assert (folder / NOTICE).stat().st_mode & 0o777 == 0o640
    assert (first.status, second.status) == (0, 0)
    assert first.out.splitlines()[0] == f"formatted {folder / NOTICE}"
    assert first.out.splitlines()[1].startswith("1 file formatted, ")
    assert second.out.startswith("0 files formatted, ")


def test_check_writes_nothing_and_exits_with_1(shell: Shell, folder: Path) -> None:
    """A build server wants to know, not to change."""
    done = shell(f"crosscheck rules format --check {folder}")

    assert done.status == 1
    assert done.out.startswith(f"would format {folder / NOTICE}\n1 file would change, ")
    assert (folder / NOTICE).read_text() == UNTIDY


def test_diff_shows_what_would_change_as_a_patch(shell: Shell, folder: Path) -> None:
    """The patch does what the command would have done."""
    done = shell(f"crosscheck rules format --diff {folder / NOTICE}")
    patch = "".join(
        line for line in done.out.splitlines(keepends=True) if line.startswith(("-", "+", "@", " "))
    )
    subprocess.run(["patch", "-s", str(folder / NOTICE)], input=patch, text=True, check=True)

    assert done.status == 0
    assert (folder / NOTICE).read_text() == FORMED


def test_what_cannot_be_read_is_told_and_left_alone_while_the_rest_is_formatted(
    shell: Shell, folder: Path
) -> None:
    """As lint tells it, with exit status 2."""
    broken = folder / "states/uto/entry/document.yaml"
    broken.write_text("title: A\ntitle: B\n")

    done = shell(f"crosscheck rules format {folder}")

    assert done.status == 2
    assert f"{broken}:2:1: error CC115: `title` stands twice" in done.out
    assert broken.read_text() == "title: A\ntitle: B\n"
    assert (folder / NOTICE).read_text() == FORMED


def test_a_folder_that_is_none_exits_with_2(shell: Shell, tmp_path: Path) -> None:
    """There is nothing to format."""
    done = shell(f"crosscheck rules format {tmp_path / 'nowhere'}")

    assert done.status == 2
    assert "CC131" in done.out


def test_programs_get_what_became_of_each_file(shell: Shell, folder: Path) -> None:
    """In the order of paths."""
    (folder / "groups/uto-friends.yaml").write_text("group: [\n")
    done = shell(f"crosscheck rules format --check --format json {folder}")
    status = {each["path"]: each["status"] for each in json.loads(done.out)["files"]}

    assert status[str(folder / NOTICE)] == "changed"
    assert status[str(folder / "groups/uto-friends.yaml")] == "left alone"
    assert status[str(folder / "ruleset.yaml")] == "in form"


def test_a_file_whose_form_would_say_something_else_is_not_written(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command looks again at what it would write, and calls the fault its own."""
    monkeypatch.setattr(canonical, "_laid_out", lambda *_: "notice: something.else\n")
    done = shell(f"crosscheck rules format {folder / NOTICE}")

    assert done.status == 70
    assert "a fault of crosscheck" in done.out
    assert (folder / NOTICE).read_text() == UNTIDY


def test_each_file_names_the_schema_of_its_kind_where_the_rules_have_them(shell: Shell, folder: Path) -> None:
    """So that an editor that opens it completes and marks; a line that has come to be wrong is replaced."""
    shell(f"crosscheck rules schema {folder}")
    (folder / "states/uto/state.yaml").write_text(
        "# yaml-language-server: $schema=old.json\n" + (folder / "states/uto/state.yaml").read_text()
    )
    first, second = (shell(f"crosscheck rules format {folder}") for _ in range(2))
    top = {
        path: (folder / path).read_text().split("\n")[0]
        for path in (NOTICE, "states/uto/state.yaml", "ruleset.yaml")
    }

    assert (first.status, second.status) == (0, 0)
    assert second.out.startswith("0 files formatted, ")
    assert top == {
        NOTICE: "# yaml-language-server: $schema=../../../schema/notice.schema.json",
        "states/uto/state.yaml": "# yaml-language-server: $schema=../../schema/state.schema.json",
        "ruleset.yaml": "# yaml-language-server: $schema=./schema/ruleset.schema.json",
    }
    assert "old.json" not in (folder / "states/uto/state.yaml").read_text()
    assert shell(f"crosscheck rules lint --on 2026-11-15 {folder}").status == 0


@pytest.mark.parametrize("command", ["rules format", "rules lint --fix"])
def test_what_an_editor_saves_meanwhile_is_not_lost(folder: Path, command: str) -> None:
    """The file stays as it was saved, the others are written, and the status is that of wrong input."""
    file, other = folder / NOTICE, folder / "states/uto/exit/document.yaml"
    untidy = b"\xef\xbb\xbf" + UNTIDY.encode()
    file.write_bytes(untidy)
    other.write_bytes(b"\xef\xbb\xbf" + other.read_bytes())
    saves = f"import os; os.fsync = lambda _: open({str(file)!r}, 'wb').write(b'title: saved')"

    done = in_own_process(f"crosscheck {command} {folder}", python=saves)

    assert done.returncode == 2
    assert b"saved meanwhile and is left as it is" in done.stderr
    assert file.read_bytes() == b"title: saved"
    assert not other.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(folder.rglob(".*")) == []


@pytest.mark.parametrize("command", ["rules format", "rules lint --fix --on 2026-11-15"])
def test_what_a_killed_run_leaves_behind_is_removed_by_the_next(folder: Path, command: str) -> None:
    """The file itself is whole: written or not, never half of it."""
    (folder / NOTICE).write_text(UNTIDY)
    killed = "import os, signal; os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)"

    died = in_own_process(f"crosscheck rules format {folder}", python=killed)
    left = list(folder.rglob(".*"))
    looked = in_own_process(f"crosscheck rules format --check {folder}")
    still_left = list(folder.rglob(".*"))
    done = in_own_process(f"crosscheck {command} {folder}")

    assert died.returncode == -9
    assert left == still_left != []
    assert looked.returncode == 1
    assert done.returncode == (0 if command == "rules format" else 1)  # lint tells what it may not mend
    assert f"removed {left[0]}".encode() in done.stderr
    assert list(folder.rglob(".*")) == []
    assert (folder / NOTICE).read_text() == (FORMED if command == "rules format" else UNTIDY)
