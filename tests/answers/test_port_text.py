"""A port as people read it: in how far a fact is doubtful, on which dates it is closed, when a notice is told."""

from dataclasses import replace

import pytest

from crosscheck.answers.page import Page
from crosscheck.answers.port_text import port_text
from crosscheck.language.nodes import ALWAYS, Period
from crosscheck.rulebook.ruleset import Closing, Days, Notice
from tests.profiles import day
from tests.rulebooks import SOURCES, a_port, a_port_fact, a_rule_set, in_force

FEAST = Days("Feast", annual=frozenset({(5, 2), (5, 1)}))
MOON = Days(
    "Moon", dated=(Period(day("2027-02-05"), day("2027-02-07")), Period(day("2026-02-16"), day("2026-02-16")))
)
SUNDAY = Days("Sunday", weekdays=frozenset({6}))


def closed(*days: Days, doubt: str | None = None, since: str | None = None) -> list[str]:
    """Return what is told of the days on which a port is closed on *days*."""
    validity = ALWAYS if since is None else in_force(day(since))
    port = a_port(closings=(Closing(days, validity, SOURCES, doubt=doubt),))
    told = port_text(port, a_rule_set(port=port), Page()).splitlines()
    start = told.index("Days on which it is closed") + 1
    return [line.strip() for line in told[start : told.index("", start)]]


def test_a_settled_fact_tells_its_doubt() -> None:
    """As one that is not settled does."""
    fact = replace(a_port_fact(value=True), doubt="The first day is a guess.")
    port = a_port(facts={"port.open_to_travellers": (fact,)})

    assert "The first day is a guess." in port_text(port, a_rule_set(port=port), Page())


def test_closing_days_are_told_by_their_dates() -> None:
    """Those of every year by month, those of one year in their order."""
    told = closed(FEAST, MOON, since="2012-06-06")

    assert told[:3] == [
        "✓  on these days, since 2012-06-06",
        "-  Feast: 1 and 2 May",
        "-  Moon: 2026-02-16 and 2027-02-05 to 2027-02-07",
    ]


@pytest.mark.parametrize(
    ("days", "told"),
    [((SUNDAY,), "✓  Sunday"), ((), "✓  none: it works every day")],
    ids=["Sunday", "no day"],
)
def test_a_day_of_the_week_is_told_by_its_name(days: tuple[Days, ...], told: str) -> None:
    """And no day as none; where it holds always, no period is told."""
    assert closed(*days)[0] == told


def test_a_closing_tells_its_doubt() -> None:
    """Though it is settled."""
    assert closed(FEAST, doubt="Two days were not announced.")[1] == "Two days were not announced."


def test_a_notice_of_some_days_tells_them() -> None:
    """Several on one matter can then be told apart; one that always holds needs none."""
    notices = (
        Notice("gate.hours", "Hours", "It works at night.", SOURCES, in_force(day("2026-07-01"))),
        Notice("gate.cheese", "Cheese", "Eat it before.", SOURCES),
    )
    port = a_port(notices=notices)
    told = [line.strip() for line in port_text(port, a_rule_set(port=port), Page()).splitlines()]

    assert any(line.startswith("!  Since 2026-07-01: It works at night.") for line in told)
    assert any(line.startswith("!  Eat it before.") for line in told)
