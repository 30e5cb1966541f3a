"""One side of a crossing, asked for at a terminal."""

from tests.cli.commands import Shell

ON = "2026-12-01"


def test_the_first_line_says_what_was_not_asked(shell: Shell) -> None:
    """So does the answer of a pass, which speaks of one State alone."""
    traveller = "--nationality KZ --document-type ordinary-passport --document-expires 2031-01-01 --set crossing.mode=bus"
    entering = shell(f"crosscheck {traveller} --from CN --to KZ --side entry --on {ON}")
    leaving = shell(f"crosscheck {traveller} --from KZ --on {ON}")

    assert entering.status == 0
    assert entering.out.splitlines()[0].startswith(
        f"Entering Kazakhstan on {ON}; leaving China was not asked"
    )
    assert "IN ORDER  all that Kazakhstan asks of whoever enters is met" in entering.out
    assert leaving.out.splitlines()[0].startswith(
        f"Leaving Kazakhstan on {ON}; entering another State was not asked"
    )
    assert "--to STATE" in leaving.out


def test_at_a_terminal_a_side_that_is_required_and_has_no_rules_is_no_answer(shell: Shell) -> None:
    """Nor is a question of which the required State is missing."""
    refused = shell(f"crosscheck --nationality KZ --from UZ --to KZ --require exit --on {ON}")
    missing = shell(f"crosscheck --nationality KZ --to KZ --require exit --on {ON}")

    assert (refused.status, refused.out) == (4, "")
    assert "There are no rules for Uzbekistan" in refused.err
    assert missing.status == 2
    assert "--from: is missing" in missing.err


def test_what_is_assumed_at_a_terminal_stands_below_the_first_line(shell: Shell) -> None:
    """And what is wrong with it is told by the name of the option."""
    line = f"crosscheck --nationality FR --from CN --to KZ --side entry --on {ON} --assume"
    done, wrong = shell(f"{line} visas=none --assume stay.days=10"), shell(f"{line} vises=none")

    told = " ".join(done.out.splitlines()[1:3])
    assert told.startswith("(assumed: no other nationality, the length of the stay: 10, no visas)")
    assert wrong.status == 2
    assert "--assume vises: no fact is called that" in wrong.err
