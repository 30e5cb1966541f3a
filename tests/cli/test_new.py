"""`crosscheck rules new`: skeletons that lack only what is left blank, and cases at the bounds."""

import re
import shutil
from pathlib import Path

import pytest

from crosscheck.authoring.boundaries import cases_at_bounds
from crosscheck.compiler.files.load import load
from crosscheck.profile.reading import read_profile
from tests.cli.commands import ROOT, Shell

MADE = {
    "state GE": ["states/ge/state.yaml", "states/ge/sources.yaml", "states/ge/visas.yaml", "states/ge/entry/document.yaml",
                 "states/ge/entry/permission.yaml", "states/ge/exit/document.yaml", "states/ge/exit/permission.yaml"],
    "port ge-uto/gate": ["ports/ge-uto/gate.yaml"],
    "requirement uto.entry.form": ["states/uto/entry/form.yaml"],
    "requirement de-uto.form": ["ports/de-uto/form.yaml"],
    "notice uto.exit.card": ["states/uto/exit/card.yaml"],
    "group uto/uto-foes": ["states/uto/groups/uto-foes.yaml"],
    "group foes": ["groups/foes.yaml"],
    "case uto.entry.minor": ["states/uto/entry/minor.cases.yaml"],
}  # fmt: skip


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a copy of the rules of Utopia, to add to."""
    return Path(shutil.copytree(ROOT / "tests" / "rules_uto", tmp_path / "rules"))


@pytest.mark.parametrize("line", MADE)
def test_a_skeleton_lints_clean_but_for_its_blanks(shell: Shell, folder: Path, line: str) -> None:
    """Each blank is a finding that says what belongs there; nothing else is found."""
    done = shell(f"crosscheck rules new {line} {folder}")
    found = shell(f"crosscheck rules lint --on 2026-11-15 {folder}")

    assert done.status == 0, done.err
    assert done.out.splitlines()[:-1] == [f"wrote {folder / path}" for path in MADE[line]]
    assert done.out.splitlines()[-1].startswith("next: ")
    assert set(re.findall(r"(?:error|warning) (CC\d+)", found.out)) == {"CC141"}, found.out


def test_a_folder_that_is_not_there_becomes_one_of_rules(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder, with no path typed: nothing but blanks is found, and nothing is written elsewhere."""
    monkeypatch.chdir(tmp_path)
    made = shell("crosscheck rules new state UTO")
    again = shell("crosscheck rules new notice uto.entry.card")
    found = shell("crosscheck rules lint")

    assert made.out.startswith("wrote rules/ruleset.yaml\nwrote rules/states/uto/state.yaml\n")
    assert again.out.startswith("wrote rules/states/uto/entry/card.yaml\n")
    assert set(re.findall(r"(?:error|warning) (CC\d+)", found.out)) == {"CC141"}, found.out


def test_nothing_is_written_over_what_is_there(shell: Shell, folder: Path) -> None:
    """Not a single file of several."""
    kept = folder / "states/ge/exit/document.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine\n")

    done = shell(f"crosscheck rules new state GE {folder}")

    assert done.status == 1
    assert f"{kept} is there already" in done.err
    assert kept.read_text() == "mine\n"
    assert not (folder / "states/ge/state.yaml").exists()


@pytest.mark.parametrize(
    ("id_", "why"),
    [("de-uto.moat", "no requirement but a port"), ("uto.entry.nothing", "there is none in")],
)
def test_cases_of_no_requirement_are_not_begun(shell: Shell, folder: Path, id_: str, why: str) -> None:
    """Nothing could be filled into such a file that lint would take."""
    before = sorted(folder.rglob("*"))

    done = shell(f"crosscheck rules new case {id_} {folder}")

    assert done.status == 2
    assert why in done.err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    "line",
    ["state QQ", "port gate", "requirement uto.entry", "notice Card", "group Foes", "state GE --boundaries"],
)
def test_a_name_that_is_none_is_told_with_the_form_to_use(shell: Shell, folder: Path, line: str) -> None:
    """And nothing is written."""
    before = sorted(folder.rglob("*"))
    done = shell(f"crosscheck rules new {line} {folder}")

    assert done.status == 2
    assert "`" in done.err
    assert sorted(folder.rglob("*")) == before


def test_a_skeleton_names_its_schema_where_the_rules_have_them(shell: Shell, folder: Path) -> None:
    """So that the editor completes from the first line on."""
    shell(f"crosscheck rules schema {folder}")
    shell(f"crosscheck rules new requirement uto.entry.form {folder}")

    first, second, *_ = (folder / "states/uto/entry/form.yaml").read_text().splitlines()
    assert first == "# yaml-language-server: $schema=../../../schema/requirement.schema.json"
    assert second == "requirement: uto.entry.form"


# At the bounds ------------------------------------------------------------------------------


def test_cases_at_the_bounds_of_every_requirement_pass(shell: Shell, folder: Path) -> None:
    """They say what the plain evaluator says, in the form that `rules test` reads, each marked to be confirmed."""
    of_states = [id_ for id_ in load([folder]).requirements_by_id() if id_.count(".") == 2]
    for id_ in of_states:
        done = shell(f"crosscheck rules new case {id_} --boundaries {folder}")
        assert done.status == 0, done.err
    tried = shell(f"crosscheck rules test {folder}")
    written = [path.read_text() for path in folder.rglob("*.cases.yaml")]

    assert tried.status == 0, tried.out
    assert len(written) == len(of_states)
    assert all(text.count("# confirm") == text.count("    expect: ") > 0 for text in written)


BOUNDED = """\
requirement: uto.entry.form
title: A form
says: Adults fill in a form that lasts, for at most thirty days.
source: uto-border-act-2020, art. 9
in_force: 2024-02-29 .. 2027-12-31
met_by:

  - ground: form
    title: The form
    source: uto-border-act-2020, art. 9
    needs:
      date_of_birth: at least 18 years before crossing.date
      document.date_of_expiry: at least 3 months after crossing.date
      document.blank_pages: at least 2 pages
      visa:
        issuing_state: UTO
        valid_until: on or after crossing.date
      paper:
        kind: not consent-for-minor
        valid_until: on or after crossing.date
    grants:
      stay: 30 days counted from the day of entry
"""


def test_each_kind_of_bound_is_tried_on_both_sides(tmp_path: Path) -> None:
    """Days, month ends, 29 February, ages, pages, the 30th and the 31st day, first and last day in force."""
    folder = Path(shutil.copytree(ROOT / "tests" / "rules_uto", tmp_path / "rules"))
    (folder / "states/uto/entry/form.yaml").write_text(BOUNDED)
    rules = load([folder])
    text = cases_at_bounds(rules, rules.requirements_by_id()["uto.entry.form"], read_profile)
    came = dict(re.findall(r"^  (form, .*):\n(?:    .*\n)*?    expect: (.*)$", text, re.MULTILINE))

    def outcome(start: str) -> list[str]:
        return [expected for name, expected in came.items() if name.startswith(f"form, {start}")]

    met, expired = "{met: form}", "{not_met: [form/document.date_of_expiry]}"
    assert outcome("as it is meant") == [met]
    assert outcome("on the first day in force, 2024-02-29") == [met]
    assert outcome("the day before the first day in force, 2024-02-28") == ["not_applicable"]
    assert outcome("on the last day in force, 2027-12-31") == [met]
    assert outcome("the day after the last day in force, 2028-01-01") == ["not_applicable"]
    assert outcome("date_of_birth 2008-12-01") == [met]
    assert outcome("date_of_birth 2008-12-02") == ["{not_met: [form/date_of_birth]}"]
    assert outcome("document.date_of_expiry 2027-02-28") == [expired]
    assert outcome("document.date_of_expiry 2027-03-01") == [met]
    assert outcome("document.date_of_expiry 2027-04-29") == [expired], (
        "three months after 31 January end on the last day of April, or on the next"
    )
    assert outcome("document.date_of_expiry 2027-04-30") == ["{undetermined: [form/document.date_of_expiry]}"]
    assert outcome("document.date_of_expiry 2027-05-01") == [met]
    assert outcome("document.blank_pages 1") == ["{not_met: [form/document.blank_pages]}"]
    assert outcome("document.blank_pages 2") == [met]
    assert outcome("valid_until of a visa 2026-11-30") == ["{not_met: [form/visa/valid_until]}"]
    assert outcome("valid_until of a visa 2026-12-01") == [met]
    assert outcome("stay.until 2026-12-30") == [met], "the 30th day"
    assert outcome("stay.until 2026-12-31") == ["{not_met: [form/stay]}"]


def test_whoever_shows_a_visa_needs_one(folder: Path) -> None:
    """Of a nationality that the ledger names, with a visa of a category for the purpose: no other ground is open."""
    permission = folder / "states/uto/entry/permission.yaml"
    permission.write_text(permission.read_text().replace("        category: T1 or X9\n", ""))
    rules = load([folder])
    text = cases_at_bounds(rules, rules.requirements_by_id()["uto.entry.permission"], read_profile)
    visa = text.partition("  visa, as it is meant:\n")[2].partition("  # confirm\n")[0]

    assert "    nationality: AD\n" in visa
    assert "category: T1" in visa
    assert "purposes" not in visa, "what a visa is for is told by the table of its State"
    assert visa.endswith("    expect: {met: visa}\n")


def test_where_there_are_cases_already_those_at_the_bounds_are_shown(shell: Shell, folder: Path) -> None:
    """For the author to put in what is missing."""
    there = folder / "states/uto/entry/document.cases.yaml"
    there.write_text(
        "cases: uto.entry.document\nexamples:\n  one: {crossing.date: 2026-12-01, expect: met}\n"
    )
    before = there.read_text()
    (folder / "states/uto/entry/document.cases.yaml").write_text(
        before.replace("met", "{undetermined: [document.type]}")
    )
    before = there.read_text()

    done = shell(f"crosscheck rules new case uto.entry.document --boundaries {folder}")

    assert done.status == 0
    assert "is there already" in done.err
    assert done.out.startswith("cases: uto.entry.document\n")
    assert there.read_text() == before
