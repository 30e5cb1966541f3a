"""The examples run, and say what the documentation says they do."""

import subprocess
import sys
from pathlib import Path

import pytest

from crosscheck.models.card import CardModel
from tests.shipped.rules import shipped_rulebook

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the booking tool as its user would, from a checkout."""
    return subprocess.run(
        [sys.executable, "examples/booking_tool.py", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )


def test_the_booking_tool_checks_every_traveller() -> None:
    """Each traveller gets a line of their own, whatever is wrong with another; the worst sets the status."""
    ran = run("examples/booking.json")
    lines = ran.stdout.splitlines()
    verdicts = {line.split(": ")[0]: line.split(": ")[1] for line in lines if line.startswith("traveller ")}

    assert ran.stderr == ""
    assert verdicts["traveller 1"] == "IN ORDER"
    assert verdicts["traveller 2"] == "NOT IN ORDER"
    assert verdicts["traveller 3"].startswith("NOT DECIDED; ask for ")
    assert verdicts["traveller 4"] == "NOT COVERED"
    assert verdicts["traveller 5"] == "CANNOT BE READ"
    assert ran.returncode == 2


def test_a_family_in_order_is_told_so() -> None:
    """Exit status 0 only where everybody passes."""
    ran = run("examples/family.json")

    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.count("IN ORDER") == 2
    assert "NOT IN ORDER" not in ran.stdout


@pytest.mark.parametrize("arguments", [(), ("nowhere.json",), ("README.md",)])
def test_a_booking_that_cannot_be_read_is_wrong_input(arguments: tuple[str, ...]) -> None:
    """A sentence on standard error, and status 2; never a verdict."""
    ran = run(*arguments)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr


def test_the_page_for_booking_tools_shows_what_the_example_prints() -> None:
    """The output in the documentation is real."""
    page = (ROOT / "docs/booking-tools.md").read_text(encoding="utf-8")

    assert run("examples/booking.json").stdout in page


def test_the_page_for_booking_tools_shows_a_card_of_today() -> None:
    """It is of the published form, and says what is decided of the traveller above it."""
    page = (ROOT / "docs/booking-tools.md").read_text(encoding="utf-8")
    section = page[page.index("## Ask, and show it in short") : page.index("## Check many")]
    block = section[section.index("```json") + len("```json") :]
    card = CardModel.model_validate_json(block[: block.index("```")])
    profile = {
        "nationality": "CN",
        "document": {"type": "ordinary-passport", "date_of_expiry": "2030-05-01"},
        "purpose": "tourism",
        "stay": {"days": 14},
    }
    rulebook = shipped_rulebook()
    decision = rulebook.check(profile, on="2026-12-01", port="khorgos", direction="outbound", everything=True)

    now = CardModel.model_validate(rulebook.card(decision))
    assert (card.verdict, card.headline, card.ask, card.asks) == (
        now.verdict,
        now.headline,
        now.ask,
        now.asks,
    )
