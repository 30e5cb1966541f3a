"""Formulas as Python expressions: one that is true where the formula certainly is, one where it certainly is not.

What several places share is worked out where it is first asked for, and kept in a local.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from crosscheck.backends.python_source.conditions import Call, Conditions
from crosscheck.backends.python_source.formulas import (
    Either,
    Every,
    Formula,
    OnlyThing,
    Opposite,
    Present,
    Some,
    Test,
    parts_of,
)
from crosscheck.backends.python_source.order import Order
from crosscheck.backends.python_source.terms import Reads, Terms

_CALL_COST: Final = 30
_MONTHS_COST: Final = 6


class Expressions:
    """Words formulas for one function; *all_known* and *terms* as for `Conditions`."""

    def __init__(self, terms: Terms, conditions: Conditions, *, all_known: bool) -> None:
        self.helpers: list[str] = []
        self.order = Order(conditions)
        self._terms = terms
        self._conditions = conditions
        self._all_known = all_known
        self._kept: dict[Formula, str] = {}
        self._keeps = True
        self._searches: dict[Formula, str] = {}
        self._used: dict[str, None] = {}
        self._at_hand: set[tuple[Formula, bool]] = set()

    def keep_what_is_shared(self, formulas: Iterable[Formula]) -> None:
        """Choose what is worked out once: what stands in more than one place, and every call that may be made twice."""
        counts: Counter[Formula] = Counter()

        def count(formula: Formula) -> None:
            counts[formula] += 1
            if counts[formula] == 1:
                for part in parts_of(formula) if not isinstance(formula, Some) else ():
                    count(part)

        for formula in formulas:
            count(formula)
        for formula, times in counts.items():
            if self._is_call(formula):
                worth_keeping = times > 1 or not self._all_known
            else:
                worth_keeping = (
                    times > 1
                    and isinstance(formula, Every | Either | OnlyThing)
                    and self.order.cost(formula) > 1
                )
            if worth_keeping:
                self._kept[formula] = f"b{len(self._kept)}"

    def locals_used(self) -> tuple[str, ...]:
        """Return the locals asked for since the last call that must be `...` until they are worked out."""
        used, self._used = tuple(self._used), {}
        return used

    def bring_to_hand(self, formulas: Sequence[Iterable[Formula]]) -> list[str]:
        """Return lines that work out at once what several of *formulas* ask for, wherever they are asked."""
        counts = Counter(asked for each in formulas for asked in {*self._asked_in(each, positive=True)})
        lines = []
        for asked, times in counts.items():
            if times > 1 and asked not in self._at_hand and not self._is_call(asked[0]):
                text = self._true(asked[0]) if asked[1] else self._false(asked[0])
                lines.append(f"{self._kept_name(*asked)} = True if {text} else False")
                self._at_hand.add(asked)
        return lines

    def forget(self, at_hand: AbstractSet[tuple[Formula, bool]]) -> None:
        """Take nothing but *at_hand* for worked out any more."""
        self._at_hand = set(at_hand)

    @property
    def at_hand(self) -> frozenset[tuple[Formula, bool]]:
        """What has been worked out on every way to the line being written, and whether for true or for false."""
        return frozenset(self._at_hand)

    def _kept_name(self, formula: Formula, positive: bool) -> str:
        return self._kept[formula] if positive else f"n{self._kept[formula]}"

    def _asked_in(self, formulas: Iterable[Formula], *, positive: bool) -> Iterator[tuple[Formula, bool]]:
        for formula in formulas:
            if formula in self._kept:
                yield formula, positive or self._all_known
            else:
                yield from self._asked_in(
                    parts_of(formula), positive=positive is not isinstance(formula, Opposite)
                )

    def true(self, formula: Formula) -> str:
        """Return the expression that is true where *formula* certainly holds."""
        if self._keeps and (formula, True) in self._at_hand:
            return self._kept[formula]
        if formula in self._kept and self._keeps:
            # A test in a condition runs faster than one for its value; a call's None must stay None.
            true = self._true(formula)
            return self._once(
                self._kept[formula], true if self._is_call(formula) else f"True if {true} else False"
            )
        return self._true(formula)

    def false(self, formula: Formula) -> str:
        """Return the expression that is true where *formula* certainly does not hold."""
        if self._keeps and (formula, False) in self._at_hand:
            return self._kept_name(formula, False)
        if formula in self._kept and self._keeps:
            if self._all_known:
                return f"(not {self.true(formula)})"
            if self._is_call(formula):
                return f"({self.true(formula)} is False)"
            return self._once(f"n{self._kept[formula]}", f"True if {self._false(formula)} else False")
        return self._false(formula)

    def all_true(self, formulas: Iterable[Formula]) -> str:
        """Return the expression that is true where all *formulas* certainly hold, the cheapest tested first."""
        return " and ".join(self.true(formula) for formula in self.order.cheapest_first(formulas)) or "True"

    def any_false(self, formulas: Iterable[Formula]) -> str:
        """Return the expression that is true where one of *formulas* certainly does not hold."""
        return " or ".join(self.false(formula) for formula in self.order.cheapest_first(formulas)) or "False"

    def _true(self, formula: Formula) -> str:
        match formula:
            case Test():
                words = self._conditions.words(formula)
                return self._called(words.text) if isinstance(words, Call) else words.true
            case Present(things):
                return self._terms.list_name(things)
            case OnlyThing(things, part):
                return f"({self._terms.list_name(things)} and {self.true(part)})"
            case Some():
                return self._search(formula)
            case Every(parts):
                return f"({self.all_true(parts)})"
            case Either(parts):
                return f"({' or '.join(self.true(part) for part in self.order.likeliest_first(parts)) or 'False'})"
            case Opposite(part):
                return self.false(part)

    def _false(self, formula: Formula) -> str:
        match formula:
            case Test():
                words = self._conditions.words(formula)
                if isinstance(words, Call):
                    return (
                        f"(not {self._called(words.text)})" if self._all_known else f"({words.text} is False)"
                    )
                return words.false
            case Present(things):
                name = self._terms.list_name(things)
                return f"(not {name})" if self._all_known else f"({name} is not None and not {name})"
            case OnlyThing(things, part):
                name = self._terms.list_name(things)
                return f"({name} is not None and (not {name} or {self.false(part)}))"
            case Some():
                return f"({self._search(formula)} is False)"
            case Every(parts):
                return f"({self.any_false(parts)})"
            case Either(parts):
                return f"({' and '.join(self.false(part) for part in self.order.likeliest_first(parts)) or 'True'})"
            case Opposite(part):
                return self.true(part)

    def _called(self, text: str) -> str:
        return f"settled({text})" if self._all_known else text

    def _once(self, name: str, value: str) -> str:
        self._used[name] = None
        return f"({name} if {name} is not ... else ({name} := ({value})))"

    def _search(self, formula: Some) -> str:
        """Return a call of the function that looks through a list."""
        if formula not in self._searches:
            self._searches[formula] = self._write_search(formula)
        return self._searches[formula]

    def _write_search(self, formula: Some) -> str:
        own = sorted(
            read.slot
            for read in self.order.reads(formula.formula)
            if read.things == formula.things and read.slot is not None
        )
        outer = sorted({self._terms.name(read) for read in self.order.reads(formula)})
        names = [name for outer_name in outer for name in self._with_upper(outer_name, formula)]
        # The function may be called from anywhere: nothing is kept, or known to be stated, on the way in.
        here, self._keeps, self._conditions.stated = (
            (self._keeps, self._conditions.stated),
            False,
            frozenset(),
        )
        true, false = self.true(formula.formula), self.false(formula.formula)
        self._keeps, self._conditions.stated = here
        name = f"h{len(self.helpers)}"
        things = self._terms.list_name(formula.things)
        loads = [
            f"        {self._terms.name(Reads(slot, formula.things))} = row[{slot}]"
            for slot in dict.fromkeys(own)
        ]
        self.helpers.append(
            "\n".join((
                f"def {name}({', '.join(names)}):",
                f"    if {things} is None:",
                "        return None",
                "    found = False",
                f"    for row in {things}:",
                *loads,
                f"        if {true}:",
                "            return True",
                f"        if found is False and not {false}:",
                "            found = None",
                "    return found",
            ))
        )  # fmt: skip
        return f"{name}({', '.join(names)})"

    def _with_upper(self, name: str, formula: Formula) -> tuple[str, ...]:
        partial = {
            self._terms.name(read) for read in self.order.reads(formula) if self._terms.is_partial(read)
        }
        return (name, f"{name}z") if name in partial else (name,)

    def _is_call(self, formula: Formula) -> bool:
        return isinstance(formula, Some) or (isinstance(formula, Test) and self._conditions.is_call(formula))
