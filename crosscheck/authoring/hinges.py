"""On which lines of a requirement one traveller's answer hangs.

An answer hangs on a line if another would come were that line always true, or never.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crosscheck.authoring.lines import Line, lines_of
from crosscheck.authoring.trial import open_or_unmet, unexpected
from crosscheck.backends.by_walk import (
    Context,
    Hand,
    Truth,
    applies,
    conjunction,
    ground_truth,
    rows_of,
    truth,
)
from crosscheck.backends.reasons.findings import finding
from crosscheck.compiler.case import Expected
from crosscheck.decision import Outcome
from crosscheck.expr.nodes import ALWAYS, Condition
from crosscheck.expr.reading import nodes_in
from crosscheck.rulebook import Ground, Requirement


@dataclass(frozen=True, slots=True)
class Answer:
    """How a requirement comes out in one case: whether it applies, and each ground."""

    concerned: Truth
    grounds: tuple[Truth, ...]

    @property
    def outcome(self) -> Outcome:
        """The outcome that these truths give, as `by_walk.judge` would."""
        if self.concerned is False:
            return Outcome.NOT_APPLICABLE
        if True in self.grounds:
            return Outcome.MET
        return Outcome.UNDETERMINED if self.concerned is None or None in self.grounds else Outcome.NOT_MET

    @property
    def met_by(self) -> int | None:
        """The place of the first ground that met it."""
        return self.grounds.index(True) if self.outcome is Outcome.MET else None

    def with_ground(self, number: int, held: Truth) -> "Answer":
        """Return the answer with one ground as given."""
        return replace(self, grounds=(*self.grounds[:number], held, *self.grounds[number + 1 :]))

    def hangs_on_ground(self, number: int, *, ground_named: bool) -> bool:
        """Whether the opposite of one ground (of one that is open: that it fails) gives another answer."""
        if self.concerned is False:
            return False
        return not self.same(
            self.with_ground(number, self.grounds[number] is False), ground_named=ground_named
        )

    def same(self, other: "Answer", *, ground_named: bool) -> bool:
        """Whether *other* is the same outcome, and by the same ground where that is asked for."""
        return other.outcome is self.outcome and (not ground_named or other.met_by == self.met_by)


def answer_of(requirement: Requirement, context: Context) -> Answer:
    """Return how *requirement* comes out, ground by ground."""
    grounds = tuple(ground_truth(ground, context) for ground in requirement.grounds)
    return Answer(applies(requirement, context), grounds)


def hinges(
    requirement: Requirement,
    context: Context,
    lines: Iterable[Line] | None = None,
    *,
    ground_named: bool = False,
) -> Iterator[tuple[Line, Truth]]:
    """Give every line on which the answer hangs alone, and whether it holds.

    None stands for a time that is not settled, or a condition that is unknown.  *lines*
    are those of the requirement, worked out before.  With *ground_named*, to be met by
    another ground is another answer.
    """
    base = answer_of(requirement, context)
    foreign = {
        number
        for number, ground in enumerate(requirement.grounds)
        if conjunction(ground.concerns, context) is False
    }
    for line in lines_of(requirement) if lines is None else lines:
        if line.ground is not None and (base.concerned is False or _is_idle(requirement, line, foreign)):
            continue
        same_always, same_never = (
            base.same(_rewritten(base, line, changed, context), ground_named=ground_named)
            for changed in (line.always, line.never)
        )
        if same_always and same_never:
            continue
        yield line, None if same_always == same_never else _known(base, line, context, holds=same_always)


def kept_out(
    requirement: Requirement, context: Context, lines: Iterable[Line], expected: Expected
) -> Iterator[Line]:
    """Give every line of a `for` that is not this traveller's and by that keeps its ground out of what a case names.

    Without it the ground would be among the near misses, by conditions that the case rules out.
    """
    for line in lines:
        if line.ground is None or line.condition is None or not isinstance(line.always, Ground):
            continue
        ground = requirement.grounds[line.ground]
        if not any(line.condition is condition for condition in nodes_in(ground.concerns, Condition)):
            continue
        if truth(line.condition.predicate, context) is not False or line.thing is not None:
            continue
        found = finding(replace(requirement, concerns=(), validity=ALWAYS, grounds=(line.always,)), context)
        near = open_or_unmet(found, unmet=expected.outcome is Outcome.NOT_MET)
        if any(unexpected(expected, near)):
            yield line


def hands_of(line: Line, context: Context) -> list[Hand | None]:
    """Return each thing held that *line* speaks of, or None where it is within no list condition."""
    if line.thing is None:
        return [None]
    return [Hand(line.thing.kind, row) for row in rows_of(line.thing.kind, line.thing.state, context) or ()]


def _known(base: Answer, line: Line, context: Context, *, holds: bool) -> Truth:
    """Return *holds*, or None where the condition is unknown and only looks decided."""
    if line.condition is None:
        return holds
    truths = {truth(line.condition.predicate, context, hand) for hand in hands_of(line, context)}
    unknown = None in truths and (line.thing is None or base.outcome is Outcome.UNDETERMINED)
    return None if unknown else holds


def _is_idle(requirement: Requirement, line: Line, foreign: set[int]) -> bool:
    """Whether the ground of *line* is not this traveller's, whatever the line says."""
    if line.ground not in foreign:
        return False
    concerns = requirement.grounds[line.ground].concerns
    return not any(line.condition is condition for condition in nodes_in(concerns, Condition))


def _rewritten(base: Answer, line: Line, changed: Ground | Requirement, context: Context) -> Answer:
    if isinstance(changed, Ground):
        assert line.ground is not None, "a line of a ground knows its place"
        return base.with_ground(line.ground, ground_truth(changed, context))
    return replace(base, concerned=applies(changed, context))
