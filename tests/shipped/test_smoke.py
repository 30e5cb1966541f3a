"""The whole stands together over the shipped rules: a question of each kind, typed and sent, ends as it should.

What a rule says is tried by the cases beside it, what the engine makes of rules over those of Utopia.
"""

import json

import jsonschema

import crosscheck
from crosscheck import Decision, Journey, UncoveredError, Verdict
from crosscheck.models.schema import published_schema
from tests.cli.commands import Shell

FIRST = "crosscheck --nationality KZ --direction outbound"
"""What the README begins with."""
OPEN = f"{FIRST} --port muzart --on 2026-12-01"
PASS = (
    "crosscheck --nationality CN --direction outbound --port khorgos --on 2026-12-01 --purpose tourism --stay 20"
    " --document-type ordinary-passport --document-expires 2030-05-01 --no-visa --set visits=none"
)
FAIL = PASS.replace("--stay 20", "--stay 45")


def test_the_first_command_fits_on_a_screen(shell: Shell) -> None:
    """The best port of the border, what is known of it so far, and what to tell next."""
    done = shell(FIRST)

    lines = done.out.splitlines()
    assert (done.status, done.err) == (3, "")
    assert lines[0].startswith("China → Kazakhstan at Dulata")
    assert lines[1].startswith("  NOT DECIDED YET  ")
    assert "Still open: Travel document and Permission to leave." in " ".join(done.out.split())
    assert "Nobody is known to cross at Muzart." in " ".join(done.out.split())
    assert "--document-type WORD" in done.out
    assert len(lines) <= 24


def test_papers_in_order_pass(shell: Shell) -> None:
    """With the rule that lets one in, until when, and how many days are then used; each requirement to who asks."""
    done = shell(PASS)

    said = " ".join(done.out.split())
    assert done.status == 0
    assert "  IN ORDER" in done.out
    assert "At most until 2026-12-30. By 2026-12-20, 20 of 90 days within 180" in said
    assert "kz.entry.permission" in shell(f"{PASS} --explain").out


def test_a_stay_that_is_too_long_fails_with_the_limit(shell: Shell) -> None:
    """The stay and the limit; to who asks, who says so."""
    done = shell(FAIL)

    said = " ".join(done.out.split())
    assert done.status == 1
    assert "The stay is 45 days; at most 30 days may be stayed, until 2026-12-30." in said
    in_full = " ".join(shell(f"{FAIL} --explain kz.entry.permission").out.split())
    assert "agreement with Kazakhstan, 2 November 2023" in in_full


def test_everything_is_explained(shell: Shell) -> None:
    """Every condition, and what speaks on each side of what no source settles."""
    assert "document.date_of_expiry" in shell(f"{PASS} --explain").out
    assert "treaty of 1992" in shell(f"{OPEN} --explain").out


def test_programs_get_the_same_decisions(shell: Shell) -> None:
    """In the published form."""
    for line, verdict, status in ((PASS, "pass", 0), (FAIL, "fail", 1), (OPEN, "conditional", 3)):
        done = shell(f"{line} --format json")
        data = json.loads(done.out)

        jsonschema.validate(data, published_schema("decision"))
        assert (data["verdict"], done.status) == (verdict, status)


def test_one_side_is_answered_alone(shell: Shell) -> None:
    """Entering, while leaving was not asked."""
    done = shell(
        "crosscheck --nationality KZ --from CN --to KZ --side entry --on 2026-12-01 --set crossing.mode=bus"
        " --document-type ordinary-passport --document-expires 2031-01-01"
    )

    assert done.status == 0
    assert done.out.startswith("Entering Kazakhstan on 2026-12-01 (not asked: China, any port; 1 assumed)")


def test_the_matrix_has_a_row_for_each_nationality(shell: Shell) -> None:
    """With what is granted and who says so."""
    rows = json.loads(shell("crosscheck matrix --entering KZ --on 2024-03-02 --format json").out)["rows"]

    china = next(row for row in rows if row["nationality"] == "CN")
    assert len(rows) == 199
    assert (china["without_visa"], china["max_days"], china["window"]) == ("yes", 30, "90/180")


def test_ports_are_found_by_their_names_in_every_script(shell: Shell) -> None:
    """In the list, and alone with all that is known."""
    assert "木扎尔特" in shell("crosscheck ports --on 2026-12-01").out
    for name in ("muzart", "木扎尔特", "Мұзарт"):
        assert "1,806 m" in shell(f"crosscheck port {name}").out


def test_a_list_is_checked_by_the_library() -> None:
    """Under the rules that are loaded where no path is given; an error is an answer too."""
    citizen = {"nationality": "KZ", "document": {"type": "ordinary-passport", "date_of_expiry": "2031-01-01"}}
    journeys = [
        Journey(profile=citizen, on="2026-12-01", port=port, direction="outbound")
        for port in ("khorgos", "muzart", "torugart")
    ]
    rulebook = crosscheck.load_rulebook()
    found = list(rulebook.check_many(journeys))

    assert {"muzart", "khorgos"} <= set(rulebook.ports)
    assert [type(answer) for answer in found] == [Decision, Decision, UncoveredError]
    assert [answer.verdict for answer in found if isinstance(answer, Decision)] == [Verdict.CONDITIONAL] * 2


def test_the_version_names_the_rules(shell: Shell) -> None:
    """Engine, rules and digest: what a bug report needs."""
    first, second = shell("crosscheck --version").out.splitlines()

    assert first.startswith("crosscheck ")
    assert second.startswith("rules 20")
    assert second.endswith(")")
