"""On which lines of a requirement one traveller's answer hangs.

An answer hangs on a line if another would come were that line always true, or never.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from crosscheck.authoring.comparing import is_exact_for, open_or_unmet, unexpected
from crosscheck.authoring.lines import Line, lines_of
from crosscheck.authoring.trial import Seen
from crosscheck.compiler.cases.case import Expected
from crosscheck.deciding.decision import Outcome
from crosscheck.deciding.evaluating.evaluator import Evaluator, rows_reader
from crosscheck.deciding.evaluating.truth import Holds
from crosscheck.deciding.explaining.findings import Findings
from crosscheck.deciding.facts import Row
from crosscheck.language.nodes import ALWAYS
from crosscheck.language.validity import Truth
from crosscheck.rulebook.ruleset import Ground, Requirement


class Answer(NamedTuple):
    """How a requirement comes out in one case: whether it applies, and each ground."""

    concerned: Truth
    grounds: tuple[Truth, ...]

    @property
    def outcome(self) -> Outcome:
        """The outcome that these truths give, as `Evaluator.judge` would."""
        if self.concerned is False:
            return Outcome.NOT_APPLICABLE
        if True in self.grounds:
            return Outcome.MET
        return Outcome.UNDETERMINED if self.concerned is None or None in self.grounds else Outcome.NOT_MET

    @property
    def met_by(self) -> int | None:
        """The place of the first ground that met it."""
        return self.grounds.index(True) if self.outcome is Outcome.MET else None

    def with_part(self, number: int | None, held: Truth) -> "Answer":
        """Return the answer with one ground as given, or (None) with whether the requirement applies."""
        if number is None:
            return self._replace(concerned=held)
        return self._replace(grounds=(*self.grounds[:number], held, *self.grounds[number + 1 :]))

    def hangs_on_ground(self, number: int, *, ground_named: bool) -> bool:
        """Whether the opposite of one ground (of one that is open: that it fails) gives another answer."""
        if self.concerned is False:
            return False
        return not self.same(self.with_part(number, self.grounds[number] is False), ground_named=ground_named)

    def same(self, other: "Answer", *, ground_named: bool) -> bool:
        """Whether *other* is the same outcome, and by the same ground where that is asked for."""
        return other.outcome is self.outcome and (not ground_named or other.met_by == self.met_by)


class Hinges:
    """One requirement, prepared to tell on which of its lines an answer hangs."""

    def __init__(self, requirement: Requirement, evaluator: Evaluator) -> None:
        self.requirement, self.evaluator = requirement, evaluator
        self.lines = tuple(lines_of(requirement))
        self.always = cache(lambda line: self.holds(line.whole_if(true=True)))
        """What tells the same of that in which a line stands, were the line always true."""
        self.never = cache(lambda line: self.holds(line.whole_if(true=False)))
        self.without = cache(self._without)

    def of(self, seen: Seen) -> "Hanging":
        """Return what hangs on what in a case that is *seen*."""
        return Hanging(self, seen)

    def holds(self, whole: Ground | Requirement) -> Holds:
        """Return what tells whether a ground holds, or a requirement concerns somebody."""
        return self.evaluator.ground(whole) if isinstance(whole, Ground) else self.evaluator.concerns(whole)

    def _without(self, line: Line) -> Findings:
        """Return the findings of the ground of *line* alone, were the line always true."""
        ground = line.whole_if(true=True)
        assert isinstance(ground, Ground), "only lines of grounds are asked for"
        alone = replace(self.requirement, concerns=(), validity=ALWAYS, grounds=(ground,))
        return Findings(alone, self.evaluator)


class Hanging:
    """The answer of one requirement in one case, and on what it hangs."""

    def __init__(self, hinges: Hinges, seen: Seen) -> None:
        self.hinges, self.seen = hinges, seen
        requirement, view = hinges.requirement, seen.view
        grounds = tuple([hinges.holds(ground)(view, None) for ground in requirement.grounds])
        self.answer = Answer(hinges.holds(requirement)(view, None), grounds)

    def lines(
        self, lines: Iterable[Line] | None = None, *, ground_named: bool = False
    ) -> Iterator[tuple[Line, Truth]]:
        """Give every line on which the answer hangs alone, all or of *lines*, and whether it holds.

        None stands for a time that is not settled, or a condition that is unknown.  With
        *ground_named*, to be met by another ground is another answer.
        """
        base, view = self.answer, self.seen.view
        for line in self.hinges.lines if lines is None else lines:
            always: Truth = self.hinges.always(line.outer or line)(view, None)
            never: Truth = False
            if line.outer is not None and always is not False:  # nothing beside it fails
                always, never = self.hinges.always(line)(view, None), self.hinges.never(line)(view, None)
            if always is not never:
                same_always, same_never = [
                    base.same(base.with_part(line.ground, held), ground_named=ground_named)
                    for held in (always, never)
                ]
                if not (same_always and same_never):
                    yield line, None if same_always == same_never else self._known(line, holds=same_always)

    def kept_out(self, expected: Expected) -> Iterator[Line]:
        """Give every line of a `for` that is not this traveller's and by that keeps its ground out of what a case names.

        Without it the ground would be among the near misses, by conditions that the case rules out.
        """
        unmet = expected.outcome is Outcome.NOT_MET
        for line in self.hinges.lines:
            ground = line.whole
            if isinstance(ground, Ground) and is_exact_for(expected, ground.name) and self._keeps_out(line):
                without = self.hinges.without(line)
                judged = self.hinges.evaluator.judge(without.requirement)(self.seen.view)
                if any(unexpected(expected, open_or_unmet(without.told(judged, *self.seen), unmet=unmet))):
                    yield line

    def rows(self, line: Line) -> tuple[Row | None, ...]:
        """Return each thing held that *line* speaks of, or None where it is within no list condition."""
        if line.thing is None:
            return (None,)
        return rows_reader(line.thing.kind, line.thing.state)(self.seen.view) or ()

    def _keeps_out(self, line: Line) -> bool:
        """Whether the condition *line* fails, and nothing beside what it stands in keeps its ground from being this traveller's."""
        evaluator, whole, view = self.hinges.evaluator, line.whole, self.seen.view
        beside = [each for each in whole.concerns if each is not (line.outer or line).condition]
        if line.condition is None or line.thing is not None or len(beside) == len(whole.concerns):
            return False
        return (
            evaluator.holds(line.condition.predicate)(view, None) is False
            and evaluator.every(whole.concerns)(view, None) is False
            and evaluator.every(beside, validity=whole.validity)(view, None) is not False
        )

    def _known(self, line: Line, *, holds: bool) -> Truth:
        """Return *holds*, or None where the condition is unknown and only looks decided."""
        if line.condition is None:
            return holds
        truth = self.hinges.evaluator.holds(line.condition.predicate, line.kind)
        truths = {truth(self.seen.view, row) for row in self.rows(line)}
        unknown = None in truths and (line.thing is None or self.answer.outcome is Outcome.UNDETERMINED)
        return None if unknown else holds
