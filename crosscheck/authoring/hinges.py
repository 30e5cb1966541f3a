"""On which lines of a requirement one traveller's answer hangs.

An answer hangs on a line if another would come were that line always true, or never.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

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
        wholes: tuple[Ground | Requirement, ...] = (hinges.requirement, *hinges.requirement.grounds)
        self.truths = tuple([hinges.holds(whole)(seen.view, None) for whole in wholes])
        """Whether the requirement applies, and whether each ground holds."""
        self.outcome, self._met_by = _came(self.truths)

    def turns(self, part: int, held: Truth, *, ground_named: bool) -> bool:
        """Whether another answer would come, were one of the truths *held*; to be met by another ground is one, if *ground_named*."""
        outcome, met_by = _came((*self.truths[:part], held, *self.truths[part + 1 :]))
        return outcome is not self.outcome or (ground_named and met_by != self._met_by)

    def lines(
        self, lines: Iterable[Line] | None = None, *, ground_named: bool = False
    ) -> Iterator[tuple[Line, Truth]]:
        """Give every line on which the answer hangs alone, all or of *lines*, and whether it holds.

        None stands for a time that is not settled, or a condition that is unknown.
        """
        view = self.seen.view
        for line in self.hinges.lines if lines is None else lines:
            always: Truth = self.hinges.always(line.outer or line)(view, None)
            never: Truth = False
            if line.outer is not None and always is not False:  # nothing beside it fails
                always, never = self.hinges.always(line)(view, None), self.hinges.never(line)(view, None)
            if always is not never:
                turned = [self.turns(line.part, held, ground_named=ground_named) for held in (always, never)]
                if any(turned):
                    yield line, None if all(turned) else self._known(line, holds=turned[1])

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
        unknown = None in truths and (line.thing is None or self.outcome is Outcome.UNDETERMINED)
        return None if unknown else holds


def _came(truths: tuple[Truth, ...]) -> tuple[Outcome, int | None]:
    """Return the outcome that these truths give, as `Evaluator.judge` would, and the first ground that met it."""
    concerned, *grounds = truths
    if concerned is False:
        return Outcome.NOT_APPLICABLE, None
    if True in grounds:
        return Outcome.MET, grounds.index(True)
    return Outcome.UNDETERMINED if None in truths else Outcome.NOT_MET, None
