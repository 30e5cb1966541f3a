"""A tree is printed in the words it was written in, and read back as the same tree."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from crosscheck.errors import UnsupportedExpressionError
from crosscheck.expr.nodes import Condition, Fact, InForce, Validity
from crosscheck.expr.printing import conditions_text, phrase_text
from crosscheck.rulebook import Ground
from tests.compiler.reading import good_rules, needs
from tests.compiler.test_phrases import PHRASES, SPANS

GROUNDS = [
    pytest.param(ground, movement, id=f"{found.id}/{ground.name}")
    for movement, requirements in good_rules().states["UTO"].requirements.items()
    for found in requirements
    for ground in found.grounds
    if ground.needs
]


def bare(tree: Any) -> Any:
    """Return *tree* without phrases (the author chose their order) and without what `grants` put into it."""
    if isinstance(tree, tuple):
        return tuple(bare(item) for item in tree if not (isinstance(item, Condition) and item.key == "stay"))
    if not is_dataclass(tree):
        return tree
    return type(tree), *(
        bare(getattr(tree, field.name)) for field in fields(tree) if field.name not in ("phrase", "span")
    )


@pytest.mark.parametrize(("ground", "movement"), GROUNDS)
def test_print_then_read_gives_the_same_tree(ground: Ground, movement: str) -> None:
    """Every construct of the language, nested as the good rules nest it."""
    next_day = "month_ends: next-day\n" if "next-day" in repr(ground.needs) else ""

    again = needs(conditions_text(ground.needs), movement=movement, month_ends=next_day)

    assert bare(again) == bare(ground.needs)


@pytest.mark.parametrize(
    "line", [line for line, _ in PHRASES] + [f"document.date_of_expiry: {span}" for span, _ in SPANS]
)
def test_a_printed_phrase_means_what_the_written_one_means(line: str) -> None:
    """The order of alternatives may change, the tree may not."""
    (written,) = needs(line)
    (again,) = needs(conditions_text((written,)))

    assert again.predicate == written.predicate


def test_what_is_written_elsewhere_is_no_phrase() -> None:
    """A period of force stands in the rule, not in a condition."""
    with pytest.raises(UnsupportedExpressionError):
        phrase_text(InForce(Validity(), Fact("crossing.date")))
