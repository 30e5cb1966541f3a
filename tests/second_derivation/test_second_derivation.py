"""The rules answer a hundred travellers as a second reader derived it, or as the page explains."""

import pytest

from crosscheck import Decision, UncoveredError
from tests.second_derivation.page import HEADING, PAGE, answers, render, travellers, verdicts

EVERYBODY = travellers()


@pytest.fixture(scope="module")
def decided() -> dict[str, Decision | UncoveredError]:
    """Return what the rules answer to everybody."""
    return answers(EVERYBODY)


def test_there_are_a_hundred_travellers() -> None:
    """Each has an own number, and a reason that the second reader gave."""
    assert len({each["id"] for each in EVERYBODY}) == len(EVERYBODY) == 100
    assert [each["id"] for each in EVERYBODY if not each["because"]] == []


def test_the_rules_answer_as_was_derived_or_as_is_explained(
    decided: dict[str, Decision | UncoveredError],
) -> None:
    """Of each traveller the verdict, and that of the exit, of the entry and of the port."""
    expected = {each["id"]: each["derived"] | each.get("differs", {}) for each in EVERYBODY}

    assert {name: verdicts(decision) for name, decision in decided.items()} == expected


def test_every_difference_is_one_and_says_what_became_of_it() -> None:
    """What `differs` names differs, and has its resolution."""
    idle = [
        each["id"]
        for each in EVERYBODY
        if "differs" in each and not each["differs"].items().isdisjoint(each["derived"].items())
    ]
    silent = [each["id"] for each in EVERYBODY if "differs" in each and not each.get("resolution")]

    assert (idle, silent) == ([], [])


def test_nobody_passes_whom_the_second_reader_refused() -> None:
    """The worst mistake is a wrong pass."""
    wrong = [
        each["id"]
        for each in EVERYBODY
        if each["derived"]["verdict"] == "fail" and each.get("differs", {}).get("verdict") == "pass"
    ]

    assert wrong == []


def test_the_page_is_up_to_date(decided: dict[str, Decision | UncoveredError]) -> None:
    """What reviewers read lists everybody and every difference; `python -m tests.second_derivation.page` writes it."""
    _, heading, rest = PAGE.read_text(encoding="utf-8").partition(HEADING)

    assert heading + rest == render(EVERYBODY, decided)
