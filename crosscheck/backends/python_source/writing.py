"""Writes one function: what it loads from the view, its lines, and how it hands a view on.

Three forms of each function share one way of writing it:

- *known*: every fact it reads is stated and no list holds more than one thing.  It hands
  the view on where that turns out otherwise.
- *open*: facts may be unknown.
- *many*: lists may hold any number of things besides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crosscheck.backends.python_source.conditions import Conditions
from crosscheck.backends.python_source.expressions import Expressions
from crosscheck.backends.python_source.formulas import (
    Formula,
    Formulas,
    OnlyThing,
    Present,
    Things,
    parts_of,
)
from crosscheck.backends.python_source.terms import PARTIAL_SLOTS, Constants, Reads, Terms
from crosscheck.backends.windows import rows_of_state
from crosscheck.rulebook import Group
from crosscheck.vocabulary import SLOT, THING

_CROSSING_DATE: Final = Reads(SLOT["crossing.date"])


@dataclass(frozen=True, slots=True)
class Form:
    """Which cases a function is for."""

    name: str
    all_known: bool
    at_most_one: bool


KNOWN: Final = Form("known", all_known=True, at_most_one=True)
OPEN: Final = Form("open", all_known=False, at_most_one=True)
MANY: Final = Form("many", all_known=False, at_most_one=False)


class Writer:
    """Writes functions of one form, with the wording that they share."""

    def __init__(self, groups: Mapping[str, Group], form: Form) -> None:
        self.form = form
        self.constants = Constants()
        self.formulas = Formulas(all_known=form.all_known, at_most_one=form.at_most_one)
        self.terms = Terms(self.constants, whole_dates=form.all_known)
        self.conditions = Conditions(self.terms, groups, all_known=form.all_known)
        self.expressions = Expressions(self.terms, self.conditions, all_known=form.all_known)
        self.order = self.expressions.order
        self.present: frozenset[Things] = frozenset()
        """Lists that cannot be empty where a line is being written."""
        self._singles: set[Things] = set()
        self._lines: list[str] = []
        self._functions: list[str] = []
        self._arguments = "view"

    def share(self, formulas: Sequence[Formula]) -> None:
        """Prepare to write *formulas*: what they share is worked out once."""
        self.expressions.keep_what_is_shared(formulas)
        self._singles = {f.things for f in _all_parts(formulas) if isinstance(f, Present | OnlyThing)}

    def reads(self, formulas: Iterable[Formula]) -> set[Reads]:
        """Return all that *formulas* read."""
        return set().union(*(self.order.reads(formula) for formula in formulas))

    # Lines ----------------------------------------------------------------------------

    def begin(self, name: str, parameters: str = "view") -> None:
        """Begin a function."""
        self._arguments = parameters.replace("=True", "")
        self._lines = [f"def {name}({parameters}):"]

    def line(self, depth: int, text: str) -> None:
        """Write one line of the function."""
        self._lines.append("    " * depth + text)

    def end(self, of_many: str = "") -> None:
        """End the function; it hands the view on where it turns out to be for a case of another form.

        *of_many* is what is taken from the answer of the function that it is handed to.
        """
        head, *body = self._lines
        if used := self.expressions.locals_used():
            body = [f"    {' = '.join(used)} = ...", *body]
        handed_on = {"ValueError": f"return many({self._arguments}){of_many}"} if self._singles else {}
        if self.form.all_known and any("settled(" in line for line in body):
            handed_on["Unsettled"] = f"return slow({self._arguments})"
        if handed_on:
            body = ["    try:", *("    " + line for line in body)]
            for error, answer in handed_on.items():
                body += [f"    except {error}:", f"        {answer}"]
        self._functions.append("\n".join((head, *body)))

    def text(self) -> str:
        """Return everything written, helpers first."""
        return "\n".join((*self.expressions.helpers, *self._functions)) + "\n"

    # Loading --------------------------------------------------------------------------

    def load(self, wanted: set[Reads], depth: int) -> None:
        """Write that *wanted* is loaded."""
        ordered = sorted(
            wanted, key=lambda read: (read.things is not None, read.slot is not None, self.terms.name(read))
        )
        facts = [read for read in ordered if read.things is None]
        lists = dict.fromkeys(read.things for read in ordered if read.things is not None)
        for read in facts:
            name = self.terms.name(read)
            if self.terms.is_partial(read):
                self.line(depth, f"{name}, {name}z = view[{read.slot}] or (None, None)")
            else:
                self.line(depth, f"{name} = view[{read.slot}]")
        self._hand_on(
            depth, [self.terms.name(read) for read in facts if read != _CROSSING_DATE and not read.is_clock]
        )
        for read in facts:
            if self.form.all_known and read.slot in PARTIAL_SLOTS:
                name = self.terms.name(read)
                self.line(depth, f"{name}, {name}z = {name}")
                self.line(depth, f"if {name} != {name}z:")
                self.line(depth + 1, f"return slow({self._arguments})")
        for things in lists:
            slots = [read.slot for read in ordered if read.things == things and read.slot is not None]
            self._load_things(things, slots, depth, anew=Reads(None, things) in wanted)

    def _hand_on(self, depth: int, names: Sequence[str]) -> None:
        """Write that the view is handed on where one of *names* is unknown."""
        if self.form.all_known and names:
            self.line(depth, f"if {' or '.join(f'{name} is None' for name in names)}:")
            self.line(depth + 1, f"return slow({self._arguments})")

    def _load_things(self, things: Things, slots: Sequence[int], depth: int, *, anew: bool) -> None:
        """Write that a list is loaded, unless it is there already, and the properties of the one thing in it."""
        name = self.terms.list_name(things)
        thing = self.terms.thing_name(things)
        if anew:
            self._load_list(things, depth)
        is_single = things in self._singles
        surely = things in self.present and not anew
        names = [self.terms.name(Reads(slot, things)) for slot in slots]
        if not (names or (anew and is_single)):
            return
        if not surely:
            self.line(depth, f"if {name}:")
        inner = depth if surely else depth + 1
        if anew:
            # Raises ValueError, and so hands the view on, where there are several.
            self.line(inner, f"({thing},) = {name}")
        for property_name, slot in zip(names, slots, strict=True):
            self.line(inner, f"{property_name} = {thing}[{slot}]")
        known = [slot for slot in slots if not Reads(slot, things).is_clock]
        self._hand_on(inner, [self.terms.name(Reads(slot, things)) for slot in known])
        if names and not surely and not self.form.all_known:
            self.line(depth, "else:")
            self.line(depth + 1, f"{' = '.join(names)} = None")

    def _load_list(self, things: Things, depth: int) -> None:
        name, slot = self.terms.list_name(things), SLOT[THING[things.kind].plural]
        if things.state is None:
            self.line(depth, f"{name} = view[{slot}]")
        else:
            rows_of = self.constants.name(rows_of_state)
            self.line(depth, f"{name} = {rows_of}(view[{slot}], {self.constants.name(things.state)})")
        self._hand_on(depth, [name])


def _all_parts(formulas: Iterable[Formula]) -> list[Formula]:
    return [part for formula in formulas for part in (formula, *_all_parts(parts_of(formula)))]
