"""A tree is printed in the words it was written in, and read back as the same tree."""

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from crosscheck.compiler.files.build import build
from crosscheck.language.dates import MonthEnds
from crosscheck.language.errors import UnsupportedExpressionError
from crosscheck.language.nodes import Among, Compare, Condition, Fact, InForce, Literal, Shift, Validity
from crosscheck.language.phrases.printing import phrase_text
from crosscheck.rulebook.ruleset import Ground
from tests.compiler.reading import good_files, good_rules, needs, requirement
from tests.compiler.test_phrases import PHRASES, SPANS
from tests.generating.choices import Seeded
from tests.generating.conditions import conditions_text
from tests.generating.rules import GROUPS
from tests.strategies import draw_case

GROUNDS = [
    pytest.param(ground, movement, id=f"{found.id}/{ground.name}")
    for movement, requirements in good_rules().states["UTO"].requirements.items()
    for found in requirements
    for ground in found.grounds
    if ground.needs
]


def bare(tree: Any) -> Any:
    """Return *tree* without phrases (the author chose their order) and without what `grants` put into it.

    One of a single word is that word; days know no month ends; not yes is no.
    """
    if isinstance(tree, tuple):
        return tuple(bare(item) for item in tree if not (isinstance(item, Condition) and item.key == "stay"))
    if not is_dataclass(tree):
        return tree
    if isinstance(tree, Among) and len(tree.values) == 1:
        (value,) = tree.values
        tree = Compare(tree.term, "!=" if tree.negated else "==", Literal(value))
    if isinstance(tree, Compare) and tree.op == "!=" and tree.right in (Literal(True), Literal(False)):
        tree = replace(tree, op="==", right=Literal(tree.right == Literal(False)))
    if isinstance(tree, Shift) and tree.unit == "days":
        tree = replace(tree, month_ends=MonthEnds.NOT_SETTLED)
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


def groups() -> dict[str, bytes]:
    """Return files of the groups that generated rules read."""
    return {
        f"groups/{name}.yaml": (
            f"group: {name}\ntitle: States\nsource: uto-border-act-2020\nmembers:\n  FR: {{in_force: 2021-01-01 ..}}\n"
        ).encode()
        for name in GROUPS
    }


def months(tree: Any) -> list[MonthEnds]:
    """Return how each span of months in *tree* ends."""
    if isinstance(tree, Shift) and tree.unit == "months":
        return [tree.month_ends, *months(tree.base)]
    parts = tree if isinstance(tree, tuple) else ()
    if is_dataclass(tree):
        parts = tuple(getattr(tree, field.name) for field in fields(tree))
    return [found for part in parts for found in months(part)]


def test_a_generated_tree_is_read_back_as_itself_or_refused_as_senseless() -> None:
    """Never as another one: what is refused contradicts itself, or says what no fact can be."""
    files, same, refused = good_files() | groups(), 0, Counter[str]()
    for seed in range(50):
        rules = draw_case(Seeded(seed)).case.rules
        for state in rules.states.values():
            for movement, requirements in state.requirements.items():
                for needed in {g.needs for each in requirements for g in each.grounds if g.needs}:
                    try:
                        lines = conditions_text(needed, 2)
                    except UnsupportedExpressionError:
                        continue  # a window or a period in force, which is written elsewhere
                    kinds = set(months(needed))
                    if len(kinds) > 1:
                        continue  # one rule counts months in one way
                    ends = "".join(f"month_ends: {kind}\n" for kind in kinds - {MonthEnds.NOT_SETTLED})
                    path = f"states/uto/{movement}/printed.yaml"
                    text = (
                        f"requirement: uto.{movement}.printed\ntitle: Printed\nsays: It is printed.\n"
                        f"source: uto-border-act-2020\n{ends}needs:\n{lines}"
                    )
                    again, found = build(files | {path: text.encode()})
                    if again is None:
                        refused.update({finding.code for finding in found})
                        continue
                    read = requirement(again, f"uto.{movement}.printed").grounds[0].needs
                    assert bare(read) == bare(needed), text
                    same += 1
    assert same > 150, (same, refused)
