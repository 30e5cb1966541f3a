"""The function that tells whether one predicate holds, of a view and perhaps a thing in hand."""

from collections.abc import Mapping

from crosscheck.backends.python_source.formulas import Things
from crosscheck.backends.python_source.writing import MANY, Writer
from crosscheck.expr.nodes import Condition, Predicate
from crosscheck.rulebook import Group


def holds(predicate: Predicate, kind: str | None, groups: Mapping[str, Group]) -> Writer:
    """Write a function that gives True, False or None, whatever is stated and held."""
    write, hand = Writer(groups, MANY), None if kind is None else Things(kind)
    formula = write.formulas.conditions((Condition("", predicate, ""),), hand)
    write.share((formula,))
    write.begin("holds", "view, row")
    reads = write.reads((formula,))
    own = {
        read for read in reads if read.things is not None and read.things == hand and read.slot is not None
    }
    write.load(reads - own, 1)
    for read in sorted(own, key=lambda read: read.slot or 0):
        write.line(1, f"{write.terms.name(read)} = row[{read.slot}]")
    true, false = write.expressions.true(formula), write.expressions.false(formula)
    write.line(1, f"return True if {true} else False if {false} else None")
    write.end()
    return write
