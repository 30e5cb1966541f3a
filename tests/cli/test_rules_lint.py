"""`crosscheck rules lint` in all its forms, and `--fix`."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, Shell

CUSTOMS = "states/uto/entry/customs.yaml"
ON = "--on 2026-11-15"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a copy of the rules of Utopia, to break."""
    return Path(shutil.copytree(ROOT / "tests" / "rules_uto", tmp_path / "rules"))


def broken(folder: Path, old: str, new: str) -> Path:
    """Return the notice about customs after replacing *old*, which must be there."""
    file = folder / CUSTOMS
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    return file


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_each_form_exits_as_the_text_does(shell: Shell, folder: Path, form: str) -> None:
    """0 clean, 1 findings, 2 unreadable."""
    assert shell(f"crosscheck rules lint {ON} --format {form} {folder}").status == 0
    broken(folder, "not UTO", "not UTP")
    assert shell(f"crosscheck rules lint {ON} --format {form} {folder}").status == 1
    assert shell(f"crosscheck rules lint {ON} --format {form} {folder}/nowhere").status == 2


def test_json_says_in_how_many_files_what_was_found(shell: Shell, folder: Path) -> None:
    """With the place as numbers."""
    broken(folder, "not UTO", "not UTP")

    shown = json.loads(shell(f"crosscheck rules lint {ON} --format json {folder}").out)

    assert (shown["files"], shown["errors"], shown["warnings"]) == (len(list(folder.rglob("*.yaml"))), 1, 0)
    (finding,) = shown["findings"]
    assert (finding["code"], finding["line"], finding["column"]) == ("CC213", 9, 20)


def test_fix_mends_what_is_certain_and_tells_the_rest(shell: Shell, folder: Path) -> None:
    """A name of a State has one code; which fact was meant by a wrong one is a guess."""
    file = broken(folder, "nationality: not UTO", "nationality: not Kazakhstan\n  nation: DE")

    done = shell(f"crosscheck rules lint {ON} --fix {folder}")

    assert done.status == 1
    assert "customs.yaml:9:20: mended CC213: `Kazakhstan` is no State code\n" in done.out
    assert "customs.yaml:10:3: error CC210: `nation` is no fact" in done.out
    assert "nationality: not KZ\n  nation: DE\n" in file.read_text()


def test_fix_leaves_clean_files_alone(shell: Shell, folder: Path) -> None:
    """Not even the time of the last change moves."""
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*.yaml")}
    file = broken(folder, "not UTO", "not uto")

    done = shell(f"crosscheck rules lint {ON} --fix {folder}")

    assert done.status == 0, done.out
    after = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*")}
    assert {path for path in before if after[path] != before[path]} == {file}


def test_a_mended_file_keeps_its_permissions_and_a_link_stays_one(shell: Shell, folder: Path) -> None:
    """And nothing else is left in the folder."""
    file = broken(folder, "not UTO", "not uto")
    real = file.with_name("real.txt")
    file.rename(real)
    file.symlink_to("real.txt")
    real.chmod(0o640)
    names = sorted(path.name for path in file.parent.iterdir())

    assert shell(f"crosscheck rules lint {ON} --fix {folder}").status == 0

    assert file.is_symlink()
    assert "not UTO" in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in file.parent.iterdir()) == names


def test_a_file_that_cannot_be_written_is_named(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is then as it was."""
    file = broken(folder, "not UTO", "not uto")
    before = file.read_bytes()

    def full(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = shell(f"crosscheck rules lint {ON} --fix {folder}")

    assert done.status == 2
    assert "customs.yaml: not written: no space left on device" in done.err
    assert file.read_bytes() == before
    assert not list(file.parent.glob(".*"))
