"""The short sentences of grounds: which are asked for, and which claim too much."""

import pytest

from crosscheck.authoring.lint import in_short
from crosscheck.compiler.files.build import build
from tests.compiler.reading import good_files

PATH = "states/uto/exit/permission.yaml"
GROUND = """\
requirement: uto.exit.permission
title: Permission to leave Utopia
says: Whoever leaves has stayed as long as was allowed.
{said}source: uto-border-act-2020, art. 7
{law}needs:
  document.date_of_expiry: at least 3 months after crossing.date
"""


def codes(said: str = "", law: str = "") -> list[str]:
    """Return what is found of a ground that says *said* in short, its law being in force as *law* has it."""
    text = GROUND.format(said=said and f"in_short: {said}\n", law=law)
    rules, found = build(good_files() | {PATH: text.encode()})
    assert rules is not None, found
    return [each.code for each in in_short.find(rules)]


def test_a_ground_that_is_settled_on_no_day_may_go_without() -> None:
    """It meets nobody; one that is settled on some day does."""
    assert codes() == ["CC427"]
    assert codes(
        law="unsettled: 2020-01-01 ..\ndoubt: It is silent.\nin_force: 2019-01-01 .. 2019-12-31\n"
    ) == ["CC427"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("People leave on a passport valid for three months", []),
        ("People leave on a passport valid for 3 months", []),
        ("People leave on a passport valid for 6 months", ["CC429"]),
        ("x" * 90, []),
        ("x" * 91, ["CC428"]),
        ("People leave on a passport.", ["CC428"]),
        ("People leave on a document.type that is valid", ["CC428"]),
        ("People of uto-friends leave as they like", ["CC428"]),
        ("No visa-free stay is older than this", []),
    ],
)
def test_a_short_sentence_is_plain_and_true_to_its_numbers(said: str, found: list[str]) -> None:
    """Ninety characters, without its full stop, without words of the rule language, without a number of its own."""
    assert codes(said) == found
