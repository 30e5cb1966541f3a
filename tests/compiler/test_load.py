"""Folders on disk into rules: what is read, what is refused, and that nothing is written."""

import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crosscheck.authoring.examine import examine
from crosscheck.compiler.files import bundle
from crosscheck.compiler.files import load as load_module
from crosscheck.compiler.files.folders import read_folders
from crosscheck.compiler.files.load import load, shipped_folder
from crosscheck.language.errors import RulebookError
from crosscheck.language.nodes import Compare, Condition, Fact
from crosscheck.rulebook.ruleset import Notice

ROOT = Path(__file__).parents[2]
GOOD_RULES = Path(__file__).parents[1] / "rules_uto"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the good rules."""
    return Path(shutil.copytree(GOOD_RULES, tmp_path / "rules"))


def test_a_folder_becomes_a_rule_set(rules: Path) -> None:
    """Its digest depends on what the files hold, not on where they are."""
    loaded = load([rules])

    assert loaded == load([GOOD_RULES])
    assert loaded.name == "utopia"


def test_two_folders_are_read_as_one(rules: Path) -> None:
    """The same files in two places are the same rules."""
    other = rules.parent / "more"
    (other / "states").mkdir(parents=True)
    (rules / "states" / "uto").rename(other / "states" / "uto")

    assert load([rules, other]) == load([GOOD_RULES])


def test_what_two_folders_define_is_reported(rules: Path) -> None:
    """Neither folder wins."""
    with pytest.raises(RulebookError) as caught:
        load([rules, GOOD_RULES])

    assert {each.span.path.startswith(rules.as_posix()) for each in caught.value.diagnostics} >= {False}
    assert "CC206" in {each.code for each in caught.value.diagnostics}


@pytest.mark.parametrize(
    "path", ["states/uto/entry/document.yaml", "groups/uto-friends.yaml", "ruleset.yaml"]
)
def test_what_cannot_be_opened_is_not_missing(rules: Path, path: str) -> None:
    """It is told that the file cannot be read, and nothing of those that rest on it."""
    (rules / path).unlink()
    (rules / path).symlink_to("gone.yaml")

    assert [each.code for each in examine([rules]).diagnostics] == ["CC102"]


def test_the_error_holds_all_findings_in_order_and_the_texts(rules: Path) -> None:
    """So that whoever catches it can draw the lines, even in another process."""
    customs = rules / "states" / "uto" / "entry" / "customs.yaml"
    customs.write_text("notice: [\n")
    (rules / "ruleset.yaml").write_text("ruleset: &a utopia\n")
    with pytest.raises(RulebookError) as caught:
        load([rules])
    error = caught.value

    assert [each.sort_key for each in error.diagnostics] == sorted(
        each.sort_key for each in error.diagnostics
    )
    assert error.texts[customs.as_posix()] == "notice: [\n"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    assert (again.diagnostics, again.texts) == (error.diagnostics, error.texts)


def test_other_files_and_hidden_ones_are_none_of_ours(rules: Path) -> None:
    """A README, an editor's backup, a version control folder."""
    (rules / "README.md").write_text("\x00")
    (rules / ".hidden.yaml").write_text("[")
    (rules / "states" / "kept.yaml~").write_text("[")
    (rules / ".git").mkdir()
    (rules / ".git" / "config.yaml").write_text("[")

    assert load([rules]) == load([GOOD_RULES])


def test_a_link_within_the_folder_is_followed(rules: Path) -> None:
    """It names a rule of these rules, so nothing from outside comes in."""
    customs = rules / "states" / "uto" / "entry" / "customs.yaml"
    customs.rename(rules / "customs.txt")
    customs.symlink_to(rules / "customs.txt")

    assert load([rules]) == load([GOOD_RULES])


def test_files_are_read_in_the_order_of_their_names(rules: Path) -> None:
    """Not in the order in which a disk happens to list them."""
    (found,) = read_folders([rules])

    assert list(found.files) == list(read_folders([GOOD_RULES])[0].files)


def test_nothing_is_written(rules: Path) -> None:
    """Loading leaves the folder as it was."""
    before = sorted((path, path.stat().st_mtime_ns) for path in rules.rglob("*"))
    load([rules])

    assert sorted((path, path.stat().st_mtime_ns) for path in rules.rglob("*")) == before


def test_examining_reads_cases_too(rules: Path) -> None:
    """Loading does not: an answer needs none."""
    cases = rules / "states" / "uto" / "entry" / "document.cases.yaml"
    cases.write_text("cases: uto.entry.nothing\n")

    assert load([rules]).name == "utopia"
    assert "CC601" in {each.code for each in examine([rules]).diagnostics}


def test_an_installed_package_reads_its_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It has no rule files, and the bundle gives what they gave."""
    compiled = load([GOOD_RULES])
    (tmp_path / "_rules").mkdir()
    (tmp_path / "_rules" / "bundle.json").write_text(bundle.dumps(compiled), encoding="utf-8")
    monkeypatch.setattr("crosscheck.compiler.files.load.PACKAGE", tmp_path)

    assert load() == compiled


def test_a_package_without_rules_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A broken installation is a finding, too."""
    monkeypatch.setattr(load_module, "shipped_folder", lambda: tmp_path / "rules")

    with pytest.raises(RulebookError, match="does not exist"):
        load()


def test_the_shipped_folder_is_shown_as_short_as_it_can_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Within a checkout as `rules`, elsewhere in full."""
    monkeypatch.chdir(GOOD_RULES.parent.parent)
    assert shipped_folder() == Path("rules")

    monkeypatch.chdir(tmp_path)
    assert shipped_folder().is_absolute()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Crosscheck as a wheel lays it out, with the rules of Utopia in its bundle; where a path begins."""
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "crosscheck", site / "crosscheck", ignore=shutil.ignore_patterns("__pycache__"))
    (site / "crosscheck" / "_rules").mkdir()
    return site


def _cut(text: str) -> str:
    return text[: len(text) // 2]


def _with_a_text_for_a_day(text: str) -> str:
    day = re.findall(r"\[-5,(7\d{5})\]", text)[0]
    return text.replace(f"[-5,{day}]", f"[-5,\"[__import__('os'),{day}][1]\"]")


def _with_a_word_for_a_day(text: str) -> str:
    """Sign it anew besides: it is typed as the classes of the tree ask, and compares a day with a word."""
    rules = load([GOOD_RULES])
    senseless = Condition("crossing.date", Compare(Fact("crossing.date"), ">=", Fact("document.type")), "")
    notice = Notice("uto.entry.senseless", "Senseless", "It is.", (), concerns=(senseless,))
    return bundle.dumps(
        replace(rules, states={"UTO": replace(rules.states["UTO"], notices={"entry": (notice,)})})
    )


@pytest.mark.parametrize(
    "damage",
    [
        _cut,
        _with_a_text_for_a_day,
        _with_a_word_for_a_day,
        lambda _: "{}",
        lambda _: "",
        lambda _: "[" * 100_000,
    ],
)
def test_damaged_rules_are_no_internal_fault_and_no_verdict(
    installed: Path, damage: Callable[[str], str]
) -> None:
    """The command says what to do and ends in 4; the library raises RulebookError."""
    text = bundle.dumps(load([GOOD_RULES]))
    (installed / "crosscheck" / "_rules" / "bundle.json").write_text(damage(text), encoding="utf-8")
    (installed / "crosscheck" / "_rules" / "digest").write_text(bundle.digest(text), encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed)}
    library = "import crosscheck\ntry: crosscheck.load_rulebook()\nexcept crosscheck.language.errors.RulebookError: print('told')"
    ask = ["-m", "crosscheck", "--nationality", "DE", "--direction", "inbound"]

    ran, called = (
        subprocess.run(
            [sys.executable, *how], capture_output=True, env=environment, cwd=installed, check=False
        )
        for how in (ask, ["-c", library])
    )

    assert (ran.returncode, ran.stdout) == (4, b"")
    assert b"damaged; install it again" in ran.stderr
    assert called.stdout == b"told\n"
