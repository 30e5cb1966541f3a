"""`crosscheck rules sources`: a page, JSON and CSV of the same."""

import csv
import io
import json
import shutil
from pathlib import Path

from tests.cli.commands import Shell
from tests.compiler.reading import GOOD_RULES

UTOPIA = f"crosscheck rules sources {GOOD_RULES} --on 2026-12-01"


def test_the_page_says_what_is_overdue_what_ends_and_what_rests_on_what(shell: Shell) -> None:
    """In this order."""
    done = shell(f"{UTOPIA} --within 30")

    assert done.status == 0
    assert "Past the day of review on 2026-12-01: 0" in done.out
    assert "Ending by 2026-12-31: 1\n  2026-12-31 uto-friends/FR\n" in done.out
    assert "uto-border-act-2020" in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())


CASES = """cases: uto.entry.permission
given:
  crossing.date: 2026-12-01
  stay.until: 2026-12-10
  date_of_birth: 1990-05-17
  residence: DE
  document: {type: ordinary-passport, blank_pages: 3}
  purpose: [tourism]
  crossing.mode: car
  port.class: international
  tickets: [{to: DE, date: 2026-12-10, confirmed: yes}]
  visits: []
  visas: []
  permits: []
  papers: []
examples:
  met by a citizen:
    nationality: UTO
    nationalities: [UTO]
    expect: {met: citizen}
  met under the treaty:
    nationality: DE
    nationalities: [DE]
    port.open_to_travellers: yes
    expect: {met: treaty}
  said to be met by a stranger:
    nationality: KZ
    nationalities: [KZ]
    expect: met
"""


def test_the_page_says_how_many_passes_rest_on_official_texts_alone(shell: Shell, tmp_path: Path) -> None:
    """A treaty known from the news holds back the pass under it; a case that comes otherwise is no pass."""
    rules = Path(shutil.copytree(GOOD_RULES, tmp_path / "rules"))
    (rules / "states/uto/entry/permission.cases.yaml").write_text(CASES)
    sources = rules / "sources.yaml"
    of_official_texts = shell(f"crosscheck rules sources {rules} --on 2026-12-01").out
    law, treaty, news = sources.read_text().split("  grade: ", 2)
    sources.write_text("  grade: ".join((law, treaty, news.replace("official", "press", 1))))
    page = shell(f"crosscheck rules sources {rules} --on 2026-12-01").out
    data = json.loads(shell(f"crosscheck rules sources {rules} --format json").out)

    assert "alone\n  2 of 2 cases that are met (100 %)\n\n" in of_official_texts
    assert (
        "Passes that rest on official texts alone\n"
        "  1 of 2 cases that are met (50 %)\n"
        "  The others rest on these, too:\n"
        f"    {'uto-de-treaty-2021'.ljust(50)}press: journeys 0, cases 1\n"
    ) in page
    assert data["official_alone"] == {
        "journeys": {"total": 0, "official": 0},
        "cases": {"total": 2, "official": 1},
        "held_back_by": [{"source": "uto-de-treaty-2021", "grade": "press", "journeys": 0, "cases": 1}],
    }


def test_rules_without_a_pass_say_nothing_of_passes(shell: Shell) -> None:
    """Nothing of nothing is no share."""
    assert "official texts alone" not in shell(UTOPIA).out


def test_json_and_csv_have_every_source(shell: Shell) -> None:
    """With every line that cites it."""
    data = json.loads(shell(f"{UTOPIA} --format json").out)
    rows = list(csv.DictReader(io.StringIO(shell(f"{UTOPIA} --format csv").out)))

    assert [source["source"] for source in data["sources"]] == [row["source"] for row in rows]
    assert [source["cited_by"] for source in data["sources"]] == [row["cited_by"].split("; ") for row in rows]
    assert data["ending"] == [
        {"last_day": "2026-12-31", "id": "uto-friends/FR", "sources": ["uto-border-act-2020, annex 1"]}
    ]
    assert {row["overdue"] for row in rows} == {"no"}


def test_a_day_that_is_none_is_wrong_input(shell: Shell) -> None:
    """With the form to use."""
    done = shell("crosscheck rules sources --on soon")

    assert (done.status, done.out) == (2, "")
    assert "YYYY-MM-DD" in done.err


def test_rules_that_cannot_be_read_are_reported(shell: Shell, tmp_path: Path) -> None:
    """As by every other command for authors."""
    (tmp_path / "ruleset.yaml").write_text("ruleset: [")

    done = shell(f"crosscheck rules sources {tmp_path}")

    assert done.status == 2
    assert "error CC" in done.out
