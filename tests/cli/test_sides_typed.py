"""One side of a crossing, asked for at a terminal."""

import json
from pathlib import Path

from tests.cli.commands import Shell

ON = "2026-12-01"


def test_the_first_line_says_what_was_not_asked(shell: Shell) -> None:
    """So does the answer of a pass, which speaks of one State alone."""
    traveller = "--nationality DE --document-type ordinary-passport --document-expires 2031-01-01"
    entering = shell(f"crosscheck {traveller} --from UTO --to DE --side entry --on {ON}")
    leaving = shell(f"crosscheck {traveller} --from DE --on {ON}")

    assert entering.status == 0
    assert entering.out.startswith(f"Entering Germany on {ON} (not asked: Utopia (specimen), any port")
    assert entering.out.splitlines()[1].startswith("  IN ORDER  ")
    assert "(no port was looked at)" in " ".join(entering.out.split("\n\n")[0].split())
    assert leaving.out.startswith(f"Leaving Germany on {ON} (not asked: another State, any port")
    assert "--to STATE" in leaving.out


def test_who_meets_all_is_told_that_only_coverage_is_open(shell: Shell) -> None:
    """Rather than that it depends on a fact, below a page of what is met."""
    traveller = "--nationality DE --document-type ordinary-passport --document-expires 2031-01-01"
    done = shell(f"crosscheck {traveller} --from DE --on {ON}")

    assert done.status == 3
    assert "NOT DECIDED YET Met, if the rules cover what you have not stated: " in " ".join(done.out.split())


def test_at_a_terminal_a_side_that_is_required_and_has_no_rules_is_no_answer(shell: Shell) -> None:
    """Nor is a question of which the required State is missing."""
    refused = shell(f"crosscheck --nationality DE --from UZ --to DE --require exit --on {ON}")
    missing = shell(f"crosscheck --nationality DE --to DE --require exit --on {ON}")

    assert (refused.status, refused.out) == (4, "")
    assert "There are no rules for Uzbekistan" in refused.err
    assert missing.status == 2
    assert "--from: is missing" in missing.err


def test_what_is_assumed_at_a_terminal_stands_in_the_first_line_and_in_the_verdict(shell: Shell) -> None:
    """And what is wrong with it is told by the name of the option."""
    line = f"crosscheck --nationality IS --from DE --to UTO --side entry --on {ON} --assume"
    done, wrong = shell(f"{line} visas=none --assume stay.days=10"), shell(f"{line} vises=none")

    told = " ".join(done.out.split())
    assert "(not asked: Germany, any port; …)" in done.out.splitlines()[0]
    assert "NOT DECIDED YET Assuming the length of the stay: 10, no visas: " in told
    assert "assumed: the length of the stay: 10, no visas, no nationality but those stated" in told
    assert wrong.status == 2
    assert "--assume vises: no fact is called that" in wrong.err


def test_a_pass_says_on_what_assumptions_it_rests(shell: Shell) -> None:
    """In the verdict's own line, where nobody overlooks it."""
    line = f"crosscheck --nationality DE --from UTO --to DE --side entry --on {ON}"
    done = shell(
        f"{line} --assume document.type=ordinary-passport --assume document.date_of_expiry=2031-01-01"
    )

    assert done.status == 0
    told = " ".join(done.out.split())
    assert "IN ORDER Assuming the documents as given: " in told, done.out


def test_which_document_to_show_is_said_of_the_side_that_was_asked(shell: Shell, tmp_path: Path) -> None:
    """Nothing is said of the other State, and no other choice that differs in nothing but what it would be shown."""
    held = [
        {
            "nationality": "UTO",
            "type": "ordinary-passport",
            "issuing_state": "UTO",
            "date_of_expiry": "2031-01-01",
        },
        {
            "nationality": "DE",
            "type": "ordinary-passport",
            "issuing_state": "DE",
            "date_of_expiry": "2031-01-01",
        },
    ]
    (tmp_path / "two.json").write_text(json.dumps({"documents": held, "crossing": {"mode": "bus"}}), "utf-8")
    done = shell(
        f"crosscheck --profile {tmp_path / 'two.json'} --port ferry --direction inbound --side entry --on {ON}"
    )

    told = done.out[done.out.index("  Document ") :].partition("\n\n")[0]
    assert "to Utopia (specimen), which you enter" in " ".join(told.split()), done.out
    assert "both" not in told
    assert "leave" not in told
