"""What a visa is for its State's table says; a category that is not in it is named, with what may have been meant."""

from dataclasses import replace

import pytest

from crosscheck.deciding.decision import UnlistedVisa
from crosscheck.deciding.visas import VisaTables
from crosscheck.language.vocabulary import THING_SLOT
from crosscheck.rulebook.ruleset import VisaCategory
from tests.profiles import NEIGHBOUR, UTO, a_thing
from tests.rulebooks import a_rule_set, a_state

PURPOSES = THING_SLOT["visa"]["purposes"]
TABLE = {
    "B12": VisaCategory(frozenset({"tourism"}), ("uto-border-act",)),
    "B21": VisaCategory(None, ("uto-border-act",)),
}


def tables() -> VisaTables:
    """Return the table of Utopia, which is silent about what one category is for."""
    return VisaTables(a_rule_set(replace(a_state(UTO), visas=TABLE)))


def test_the_table_wins_over_what_the_traveller_says() -> None:
    """Where it is silent, and of States without a table, what was said stands."""
    said = frozenset({"work"})
    visas = [
        a_thing("visa", issuing_state=state, category=category, purposes=said)
        for state, category in ((UTO, "B12"), (UTO, "B21"), (NEIGHBOUR, "B12"))
    ]

    told, unlisted = tables().told(visas)

    assert [visa[PURPOSES] for visa in told] == [{"tourism"}, said, said]
    assert unlisted == ()


@pytest.mark.parametrize(("category", "near"), [("21B", ("B12", "B21")), ("XYZ", ())])
def test_a_category_that_is_not_in_the_table_is_named(category: str, near: tuple[str, ...]) -> None:
    """With the categories that it may have been taken for."""
    visas = [a_thing("visa", issuing_state=UTO), a_thing("visa", issuing_state=UTO, category=category)]

    _, unlisted = tables().told(visas)

    assert unlisted == (UnlistedVisa(1, UTO, category, near),)
