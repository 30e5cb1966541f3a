"""One part's requirements as generated Python: the same answers as `by_walk.py`, many times faster.

A part is what one State demands of one movement, or what a port demands.  Functions are
generated when they are first called, and again wherever a part is unpickled.  Source is
made of names of our own only: whatever a rule file says is bound as a constant, so nothing
in a file can run.
"""

import ast
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from threading import Lock, RLock
from types import CodeType
from typing import Any, Final, Protocol, TypeAlias

from crosscheck.backends.endings import DatedRequirement
from crosscheck.backends.python_source.deciding import Telling, decided
from crosscheck.backends.python_source.failing import Failing
from crosscheck.backends.python_source.outcomes import outcomes
from crosscheck.backends.python_source.steady import steady
from crosscheck.backends.python_source.telling import told
from crosscheck.backends.python_source.truths import holds
from crosscheck.backends.python_source.writing import KNOWN, MANY, OPEN, Form, Writer
from crosscheck.backends.reasons.findings import Findings
from crosscheck.backends.reasons.means import Holds, Means
from crosscheck.backends.verdicts import InOrder, Judged, Tell
from crosscheck.decision import NoticeFinding, Outcome, PartDecision, RequirementFinding, Verdict
from crosscheck.expr.nodes import Predicate
from crosscheck.facts import View
from crosscheck.rulebook import Group, Requirement

Decide: TypeAlias = Callable[
    [View, Collection[str], Sequence["Noticing"]], tuple[Verdict, tuple[PartDecision, ...], bool] | None
]
"""Gives the verdict, what each part says, and whether the verdict is certainly the same on the days beside."""


class Noticing(Protocol):
    """A part of a crossing: which it is, and its notices for a traveller."""

    @property
    def part(self) -> str:
        """`exit`, `entry` or `port`."""

    @property
    def of(self) -> str:
        """The State or the port."""

    def concerning(self, view: View) -> tuple[NoticeFinding, ...]:
        """Return the notices that apply, or may apply."""


_ONE_TREE_AT_A_TIME: Final = Lock()
"""CPython 3.11 counts the depth of trees for all threads together: two that make code of trees at the same time may
raise SystemError (compare python/cpython#106905)."""
_PLAIN: Final = (bool, int, str, frozenset, type(None))
_MARK: Final = "\0"
"""Begins a constant that stands for one which no source can hold."""


class CompiledPart:
    """The requirements of one part, ready to be asked of any view.

    `part.outcomes(view)` gives a finding for every requirement, in order, with the ground
    that met it; those not met and those undetermined are without their reasons, and
    counted up by place; what *dated* adds to those met is in it.  `part.failing(view)` gives only the ids of those not met and,
    where there are none, whether any is undetermined: all that a verdict needs.
    `part.steady(view)` tells whether all certainly comes out the same where the crossing is a
    day earlier or later; a stay that ends may then end as much earlier or later.  Safe to share
    between threads: at worst two of them generate the same function.
    """

    def __init__(
        self,
        requirements: Sequence[Requirement],
        groups: Mapping[str, Group],
        dated: Sequence[DatedRequirement | None] | None = None,
    ) -> None:
        self.requirements = tuple(requirements)
        self.groups = groups
        self._one_at_a_time = RLock()
        """Held while a function is written, so that of several threads only one writes it."""
        self._dated = tuple(dated) if dated else (None,) * len(self.requirements)
        self.means = Means(groups, self._holding)
        self.findings = tuple(Findings(requirement, self.means) for requirement in self.requirements)
        self.failing: Callable[..., InOrder] = self._first_of("failing", self._set_failing)
        self.steady: Callable[[View], bool] = self._first_of_steady
        self.outcomes: Callable[[View], Judged] = self._first_of("outcomes", self._set_outcomes)
        self._truths: dict[tuple[Predicate, str | None], Holds] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by what it was made of."""
        return type(self), (self.requirements, self.groups, self._dated)

    def source(self, question: str, form: Form = KNOWN) -> str:
        """Return the source of the function for *question*: `failing` or `outcomes`."""
        return self._written(question, form).text()

    def _written(self, question: str, form: Form) -> Writer:
        if question == "failing":
            return Failing(self.requirements, self.groups, form).written()
        return outcomes(
            self.requirements,
            self.groups,
            form,
            self._settled,
        )

    def _settled(
        self, place: int, outcome: Outcome, met_by: str | None
    ) -> RequirementFinding | Callable[[View], RequirementFinding]:
        """Return the finding that is the same for all travellers, or what gives it."""
        found, dated = self.findings[place].settled(outcome, met_by), self._dated[place]
        if dated is None or outcome is not Outcome.MET or not dated.reads_for(met_by):
            return found
        return partial(dated.met, found)

    def _first_of(self, question: str, keep: Callable[[Any], None]) -> Callable[..., Any]:
        made: list[Callable[..., Any]] = []

        def first(*arguments: Any) -> Any:
            with self._one_at_a_time:
                if not made:
                    made.append(self._generate(question, KNOWN))
                    keep(made[0])
            return made[0](*arguments)

        return first

    def _first_of_steady(self, view: View) -> bool:
        written, unsure = steady(self.requirements, self.groups), {"slow": _never, "many": _never}
        self.steady = _never if written is None else _function("steady", written, unsure)
        return self.steady(view)

    def _set_failing(self, function: Callable[..., InOrder]) -> None:
        self.failing = function

    def _set_outcomes(self, function: Callable[[View], Judged]) -> None:
        self.outcomes = function

    def _generate(self, question: str, form: Form) -> Callable[..., Any]:
        names: dict[str, Any] = {}
        if form is KNOWN:
            names["slow"] = self._later(question, OPEN, names, "slow")
        if form is not MANY:
            names["many"] = self._later(question, MANY, names, "many")
        return _function(question, self._written(question, form), names)

    def _later(self, question: str, form: Form, namespace: dict[str, Any], name: str) -> Callable[..., Any]:
        """Return a function that stands under *name* in *namespace* until it is called."""

        def first(*arguments: Any) -> Any:
            with self._one_at_a_time:
                if namespace[name] is first:
                    namespace[name] = self._generate(question, form)
            return namespace[name](*arguments)

        return first

    def _holding(self, predicate: Predicate, kind: str | None) -> Holds:
        """Return what tells whether *predicate* holds; conditions that several rules share are one function."""
        key = predicate, kind
        if key not in self._truths:
            self._truths[key] = _function("holds", holds(predicate, kind, self.groups), {})
        return self._truths[key]

    def deciding(self, told_of: Sequence[Telling], spans: Sequence[tuple[int, int]]) -> Decide:
        """Return what decides the parts at *spans* at once for a traveller of whom all is known, and gives None for others.

        *told_of* gives why each requirement is not met.
        """
        written = decided(self.requirements, self.groups, self._settled, told_of, spans)
        return _function("decided", written, {"slow": _not_told, "many": _not_told})

    def telling(self, place: int, plainly: Tell) -> Tell:
        """Return what tells why the requirement at *place* is not met as *plainly* does, and faster where all is known."""
        written = told(self.requirements[place], self.groups, self._dated[place])
        return _function("told", written, {"slow": plainly, "many": plainly})


def compile_part(requirements: Sequence[Requirement], groups: Mapping[str, Group]) -> CompiledPart:
    """Return *requirements* ready to be asked of views; *groups* are those that they look up."""
    return CompiledPart(requirements, groups)


def _function(name: str, written: Writer, namespace: dict[str, Any]) -> Callable[..., Any]:
    """Return the function *name* of what was *written*; *namespace* becomes its globals."""
    constants, text = written.constants.values, written.text()
    namespace |= {"__builtins__": {"ValueError": ValueError}, **_NAMES, **constants}
    with _ONE_TREE_AT_A_TIME:
        tree = _WithConstants(constants).visit(ast.parse(text))
        code = compile(tree, f"<crosscheck {name} {written.form.name}>", "exec")
    exec(_bound(code, constants), namespace)  # noqa: S102 - generated from the typed tree; nothing of a rule file is in the source
    function: Callable[..., Any] = namespace[name]
    return function


def _not_told(view: View, unsettled: Collection[str], parts: Sequence[Noticing]) -> None:  # noqa: ARG001 - called as what is generated
    return None


def _never(view: View) -> bool:  # noqa: ARG001 - called as what is generated
    return False


class _UnsettledError(Exception):
    """A function that takes everything for known met something that is not settled."""


def _settled(truth: bool | None) -> bool:
    if truth is None:
        raise _UnsettledError
    return truth


_NAMES: Final = {"settled": _settled, "Unsettled": _UnsettledError}
"""What generated source calls besides its constants."""


class _WithConstants(ast.NodeTransformer):
    """Puts plain values where their names stand, and marks where others are to be: a constant is read faster than a name."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Return the constant that *node* names, or *node*."""
        if node.id not in self._values:
            return node
        value = self._values[node.id]
        is_plain = type(value) in _PLAIN and not (isinstance(value, str) and value.startswith(_MARK))
        return ast.copy_location(ast.Constant(value if is_plain else f"{_MARK}{node.id}"), node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Return the call of what *node* calls by its name, with constants for what it is called with."""
        node.args = [self.visit(argument) for argument in node.args]
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Return what *node* looks up; a table looked into by several values is named, or Python takes its mark for text."""
        node.slice = self.visit(node.slice)
        if not isinstance(node.slice, ast.Tuple):
            node.value = self.visit(node.value)
        return node


def _bound(code: CodeType, values: Mapping[str, Any]) -> CodeType:
    """Return *code* with the values in the place of their marks."""
    return code.replace(co_consts=tuple([_without_marks(constant, values) for constant in code.co_consts]))


def _without_marks(constant: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(constant, CodeType):
        return _bound(constant, values)
    if type(constant) is tuple:
        return tuple([_without_marks(each, values) for each in constant])
    marked = type(constant) is str and constant.startswith(_MARK)
    return values[constant.removeprefix(_MARK)] if marked else constant
