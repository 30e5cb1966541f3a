"""Trees are read, and written anew, whatever nodes they are made of."""

from typing import Any

from crosscheck.language.nodes import Compare, Condition, Fact, Held, Literal, Member, NoneOf
from crosscheck.language.trees import blocks, mapped, nodes_in
from tests.compiler.reading import need

CHOICE = """none_of:
  resident:
    visa:
      issuing_state: UTO
      entries_left: at least 1 entry
  friend:
    nationality: in uto-friends and not UTO
"""


def test_what_nothing_changes_in_stays_the_same_object() -> None:
    """So whatever was made of it before can be used again."""
    tree = need(CHOICE)
    (member,) = nodes_in(tree, Member)

    def change(node: Any) -> Any:
        return Literal("DE") if node is member else node

    changed = mapped(tree, change)

    assert mapped(tree, lambda node: node) is tree
    assert not [*nodes_in(changed, Member)]
    assert isinstance(tree.predicate, NoneOf)
    assert isinstance(changed.predicate, NoneOf)
    assert changed.predicate.branches[0] is tree.predicate.branches[0]
    assert changed.predicate.branches[1].name == "friend"


def test_a_node_that_is_changed_is_not_looked_into() -> None:
    """Else what is put in place of a node, and holds it, would be changed without end."""
    bound = Compare(Fact("nationality"), "==", Literal("DE"))

    def change(node: Any) -> Any:
        return (bound, bound) if isinstance(node, Compare) else node

    changed: Any = mapped((bound,), change)

    assert changed == ((bound, bound),)


def test_the_conditions_within_another_stand_in_blocks() -> None:
    """Each branch is one, and so is all that is asked of one thing; a phrase has none."""
    tree = need(CHOICE)
    resident, friend = blocks(tree.predicate)
    (visa,) = resident.conditions
    (of_visa,) = blocks(visa.predicate)

    assert (resident.name, resident.thing, friend.name) == ("resident", None, "friend")
    assert isinstance(visa.predicate, Held)
    assert of_visa.thing is visa.predicate
    assert [each.key for each in of_visa.conditions][:2] == ["issuing_state", "entries_left"]
    assert blocks(friend.conditions[0].predicate) == ()


def test_every_condition_stands_in_a_block_of_another() -> None:
    """Whoever follows the blocks down meets all that there are."""
    tree = need(CHOICE)

    def below(condition: Condition) -> list[Condition]:
        inside = [each for block in blocks(condition.predicate) for each in block.conditions]
        return [condition, *(found for each in inside for found in below(each))]

    assert below(tree) == [*nodes_in(tree, Condition)]
