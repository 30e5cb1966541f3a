"""`crosscheck rules explain`, as an author types it."""

import shutil
from pathlib import Path

import pytest

from crosscheck.answers.page import Page
from crosscheck.authoring.reports.rule_text import RuleText
from tests.cli.commands import ROOT, Shell
from tests.compiler.reading import built, requirement

RULES = "tests/rules_uto tests/rules_beside_uto"


def test_a_requirement_is_told_in_plain_words(shell: Shell) -> None:
    """What it says, each ground with its days, what changed when, and the cases beside it."""
    done = shell(f"crosscheck rules explain uto.entry.permission {RULES}")

    assert done.status == 0, done.err
    for part in (
        "Permission to enter",
        "Visits from Iceland",
        "In force since 2022-03-01.",
        "Grants 30 days counted from the day of entry, at most 90 days in any 180 days.",
        "What changed when",
        "not met with 31 days",
    ):
        assert part in " ".join(done.out.split())
    assert max(map(len, done.out.splitlines())) <= 80


def test_one_ground_is_told_alone(shell: Shell) -> None:
    """With the cases and journeys that speak of it, and no others."""
    done = shell(f"crosscheck rules explain uto.entry.permission/islands {RULES}")

    assert "islands" in done.out
    assert "Residents of Utopia" not in done.out
    assert "not met with 31 days" in done.out
    assert "met with a permit to live there" not in done.out


def test_a_group_is_told_with_its_members_and_readers(shell: Shell) -> None:
    """Who is on it since when, and which grounds read it."""
    done = shell("crosscheck rules explain uto-friends tests/rules_uto")

    assert "France" in done.out
    assert "from 2021-01-01 to 2026-12-31" in done.out
    assert "2026-12-31  FR on the list for the last day" in done.out
    assert "uto.entry.permission/" in done.out


def test_a_port_is_told_with_the_cases_at_it(shell: Shell) -> None:
    """What is known of it, then whatever crosses there: beside the requirements of all ports, and in journeys."""
    done = shell(f"crosscheck rules explain ferry {RULES}")

    told = " ".join(done.out.split())
    assert done.status == 0, done.err
    assert "The Ferry" in done.out.splitlines()[0]
    assert "de-uto.open: met by ferry" in told
    assert "Journeys: icelander-by-ferry" in told
    assert "at the bridge" not in told


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("uto.entry.permision", "did you mean"),
        ("uto.entry.permission/ilands", "did you mean"),
        ("nothing-like-it", "no requirement, ground, notice, group or port"),
    ],
)
def test_an_id_that_is_none_is_wrong_input(shell: Shell, id_: str, said: str) -> None:
    """With the name that may have been meant."""
    done = shell(f"crosscheck rules explain {id_} {RULES}")

    assert done.status == 2
    assert said in done.err


def test_a_profile_fills_in_the_values_and_shows_what_tipped_it(shell: Shell, tmp_path: Path) -> None:
    """Thirty-one days alone make the difference, and then two things together."""
    profile = tmp_path / "traveller.yaml"
    profile.write_text(
        "nationality: IS\nnationalities: [IS]\ndocument: {type: ordinary-passport, date_of_expiry: 2030-05-01}\n"
        "purpose: [tourism]\nstay.days: 31\nvisas: []\npermits: []\nvisits: []\n"
    )
    line = f"crosscheck rules explain uto.entry.permission {RULES} --on 2026-12-01 --port ferry --profile {profile}"

    done = shell(line)

    assert done.status == 0, done.err
    assert "Permission to enter Utopia: not met" in done.out
    tipped = done.out.partition("What tipped it")[2]
    assert "uto.entry.permission/islands/stay: does not hold" in tipped

    profile.write_text(profile.read_text().replace("tourism", "work"))
    assert "islands/stay" not in shell(line).out.partition("What tipped it")[2]


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("uto.entry.passport", "`uto.entry.passport` is called `uto.entry.document` now"),
        ("uto.entry.permission/national", "`national` of `uto.entry.permission` is called `citizen` now"),
    ],
)
def test_whoever_uses_a_former_name_is_told_the_new_one(
    shell: Shell, tmp_path: Path, id_: str, said: str
) -> None:
    """Of a requirement and of a ground."""
    rules = Path(shutil.copytree(ROOT / "tests" / "rules_uto", tmp_path / "rules"))
    for name, old, new in (
        ("document", "title:", "formerly: uto.entry.passport\ntitle:"),
        ("permission", "  - ground: citizen\n", "  - ground: citizen\n    formerly: national\n"),
    ):
        file = rules / "states/uto/entry" / f"{name}.yaml"
        file.write_text(file.read_text().replace(old, new, 1))

    done = shell(f"crosscheck rules explain {id_} {rules}")

    assert done.status == 2
    assert said in done.err


def test_a_list_is_told_wherever_a_phrase_names_it() -> None:
    """Though something else is said of the same fact beside it."""
    rules, found = built(
        "states/uto/entry/document.yaml",
        "requirement: uto.entry.document\ntitle: Document\nsays: It is shown.\nsource: uto-border-act-2020\n"
        "needs:\n  nationality: not DE and in uto-friends\n",
    )
    assert rules is not None, found

    told = RuleText(rules, (), ()).requirement(requirement(rules, "uto.entry.document"), Page())

    assert "uto-friends" in told.partition("On the list")[2]
