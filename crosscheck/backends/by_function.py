"""One part's requirements as generated Python: the same answers as `by_walk.py`, many times faster.

A part is what one State demands of one movement, or what a port demands.  Functions are
generated when they are first called, and again wherever a part is unpickled.  Source is
made of names of our own only: whatever a rule file says is bound as a constant, so nothing
in a file can run.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from crosscheck.backends.python_source.functions import KNOWN, MANY, OPEN, Form, Source
from crosscheck.decision import Outcome
from crosscheck.facts import View
from crosscheck.rulebook import Group, Requirement

Finding: TypeAlias = tuple[Outcome, str | None]
"""The outcome of a requirement, and the first ground that met it."""
Failing: TypeAlias = tuple[list[str], bool]
"""The ids of the requirements not met, in no order that matters; and whether any is undetermined, told only
where none is not met."""

_PLAIN: Final = (bool, int, str, frozenset, type(None))


class CompiledPart:
    """The requirements of one part, ready to be asked of any view.

    `part(view)` gives the outcome of every requirement, in order, and the name of the
    first ground that met it.  `part.failing(view)` gives only the ids of those not met
    and, where there are none, whether any is undetermined: all that a verdict needs.  Safe to share between threads:
    at worst two of them generate the same function.
    """

    def __init__(self, requirements: Sequence[Requirement], groups: Mapping[str, Group]) -> None:
        self.requirements = tuple(requirements)
        self.groups = groups
        self.failing: Callable[..., Failing] = self._first_of("failing", self._set_failing)
        self.outcomes: Callable[[View], tuple[Finding, ...]] = self._first_of("outcomes", self._set_outcomes)

    def __call__(self, view: View) -> tuple[Finding, ...]:
        """Return the outcome of every requirement, and the first ground that met it."""
        return self.outcomes(view)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by what it was made of."""
        return type(self), (self.requirements, self.groups)

    def source(self, question: str, form: Form = KNOWN) -> str:
        """Return the source of the function for *question*: `failing` or `outcomes`."""
        text: str = getattr(Source(self.requirements, self.groups, form), question)()
        return text

    def _first_of(self, question: str, keep: Callable[[Any], None]) -> Callable[..., Any]:
        def first(*arguments: Any) -> Any:
            function = self._generate(question, KNOWN)
            keep(function)
            return function(*arguments)

        return first

    def _set_failing(self, function: Callable[..., Failing]) -> None:
        self.failing = function

    def _set_outcomes(self, function: Callable[[View], tuple[Finding, ...]]) -> None:
        self.outcomes = function

    def _generate(self, question: str, form: Form) -> Callable[..., Any]:
        source = Source(self.requirements, self.groups, form)
        text: str = getattr(source, question)()
        constants = source.constants.values
        tree = _WithConstants(constants).visit(ast.parse(text))
        namespace: dict[str, Any] = {"__builtins__": {"ValueError": ValueError}, **_NAMES, **constants}
        if form is KNOWN:
            namespace["slow"] = self._later(question, OPEN, namespace, "slow")
        if form is not MANY:
            namespace["many"] = self._later(question, MANY, namespace, "many")
        code = compile(tree, f"<crosscheck {question} {form.name}>", "exec")
        exec(code, namespace)  # noqa: S102 - generated from the typed tree; nothing of a rule file is in the source
        function: Callable[..., Any] = namespace[question]
        return function

    def _later(self, question: str, form: Form, namespace: dict[str, Any], name: str) -> Callable[..., Any]:
        """Return a function that stands under *name* in *namespace* until it is called."""

        def first(*arguments: Any) -> Any:
            namespace[name] = function = self._generate(question, form)
            return function(*arguments)

        return first


def compile_part(requirements: Sequence[Requirement], groups: Mapping[str, Group]) -> CompiledPart:
    """Return *requirements* ready to be asked of views; *groups* are those that they look up."""
    return CompiledPart(requirements, groups)


class _UnsettledError(Exception):
    """A function that takes everything for known met something that is not settled."""


def _settled(truth: bool | None) -> bool:
    if truth is None:
        raise _UnsettledError
    return truth


_NAMES: Final = {"settled": _settled, "Unsettled": _UnsettledError}
"""What generated source calls besides its constants."""


class _WithConstants(ast.NodeTransformer):
    """Puts plain values where their names stand: a constant is read faster than a name."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Return the constant that *node* names, or *node*."""
        value = self._values.get(node.id, self)
        return ast.copy_location(ast.Constant(value), node) if type(value) in _PLAIN else node
