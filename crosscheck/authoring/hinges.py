"""On which lines of a requirement one traveller's answer hangs.

An answer hangs on a line if another would come were that line always true, or never.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from crosscheck.authoring.comparing import is_exact_for, open_or_unmet, unexpected
from crosscheck.authoring.lines import Line, conditions_of, lines_of
from crosscheck.authoring.trial import Seen
from crosscheck.compiler.cases.case import Expected
from crosscheck.deciding.decision import Outcome, RequirementFinding
from crosscheck.deciding.evaluating.evaluator import Evaluator, rows_reader
from crosscheck.deciding.evaluating.truth import Holds, all_true
from crosscheck.deciding.explaining.findings import Findings
from crosscheck.deciding.facts import Row, View
from crosscheck.language.nodes import ALWAYS
from crosscheck.language.validity import Truth, during
from crosscheck.language.vocabulary import SLOT
from crosscheck.rulebook.ruleset import Ground, Requirement

_DAY: Final = SLOT["crossing.date"]


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
        self.parts = {None: _parts(requirement, evaluator)} | {
            number: _parts(ground, evaluator) for number, ground in enumerate(requirement.grounds)
        }
        self._rewritten: dict[Line, tuple[Holds, Holds]] = {}
        self._without: dict[Line, Findings] = {}

    def of(self, seen: Seen) -> "Hanging":
        """Return what hangs on what in a case that is *seen*."""
        return Hanging(self, seen)

    def rewritten(self, line: Line) -> tuple[Holds, Holds]:
        """Return what tells whether the part in which *line* stands holds, were the line always true, and were it never."""
        if line not in self._rewritten:
            always, never = (line.part_if(true=true).predicate for true in (True, False))
            self._rewritten[line] = self.evaluator.holds(always), self.evaluator.holds(never)
        return self._rewritten[line]

    def found_without(self, line: Line, seen: Seen) -> RequirementFinding:
        """Return the finding of the ground of *line* alone, were the line always true."""
        if line not in self._without:
            ground = line.whole_if(true=True)
            assert isinstance(ground, Ground), "only lines of grounds are asked for"
            alone = replace(self.requirement, concerns=(), validity=ALWAYS, grounds=(ground,))
            self._without[line] = Findings(alone, self.evaluator)
        findings = self._without[line]
        return findings.told(self.evaluator.judge(findings.requirement)(seen.view), *seen)


class Hanging:
    """The answer of one requirement in one case, and on what it hangs."""

    def __init__(self, hinges: Hinges, seen: Seen) -> None:
        self.hinges, self.seen = hinges, seen
        self._parts = {place: truths(seen.view) for place, truths in hinges.parts.items()}
        own, *grounds = map(all_true, self._parts.values())
        self.answer = Answer(own, tuple(grounds))
        self._failing = {place: truths.count(False) for place, truths in self._parts.items()}

    def lines(
        self, lines: Iterable[Line] | None = None, *, ground_named: bool = False
    ) -> Iterator[tuple[Line, Truth]]:
        """Give every line on which the answer hangs alone, all or of *lines*, and whether it holds.

        None stands for a time that is not settled, or a condition that is unknown.  With
        *ground_named*, to be met by another ground is another answer.
        """
        base = self.answer
        same: dict[tuple[int | None, Truth], bool] = {}
        for line in self.hinges.lines if lines is None else lines:
            if (line.ground is not None and base.concerned is False) or self._is_out_without(line):
                continue
            parts = self._parts[line.ground]
            beside = None if None in (*parts[: line.part], *parts[line.part + 1 :]) else True
            for held in (truths := [all_true((beside, held)) for held in self._if(line)]):
                if (line.ground, held) not in same:
                    other = base.with_part(line.ground, held)
                    same[line.ground, held] = base.same(other, ground_named=ground_named)
            same_always, same_never = (same[line.ground, held] for held in truths)
            if same_always and same_never:
                continue
            yield line, None if same_always == same_never else self._known(line, holds=same_always)

    def kept_out(self, expected: Expected) -> Iterator[Line]:
        """Give every line of a `for` that is not this traveller's and by that keeps its ground out of what a case names.

        Without it the ground would be among the near misses, by conditions that the case rules out.
        """
        for line in self.hinges.lines:
            if line.ground is None or not self._keeps_out(line):
                continue
            if is_exact_for(expected, self.hinges.requirement.grounds[line.ground].name):
                found = self.hinges.found_without(line, self.seen)
                near = open_or_unmet(found, unmet=expected.outcome is Outcome.NOT_MET)
                if any(unexpected(expected, near)):
                    yield line

    def rows(self, line: Line) -> tuple[Row | None, ...]:
        """Return each thing held that *line* speaks of, or None where it is within no list condition."""
        if line.thing is None:
            return (None,)
        return rows_reader(line.thing.kind, line.thing.state)(self.seen.view) or ()

    def _keeps_out(self, line: Line) -> bool:
        """Whether the condition *line* fails, and nothing beside what it stands in keeps its ground from being this traveller's."""
        own = self._parts[line.ground][: len(line.whole.concerns) + 1]
        if line.condition is None or line.thing is not None or line.part >= len(own):
            return False
        if own[line.part] is not False or own.count(False) > 1:
            return False
        return self.hinges.evaluator.holds(line.condition.predicate)(self.seen.view, None) is False

    def _is_out_without(self, line: Line) -> bool:
        """Whether something else fails that must hold together with *line*."""
        return self._failing[line.ground] > (self._parts[line.ground][line.part] is False)

    def _if(self, line: Line) -> tuple[Truth, Truth]:
        """Return whether the part in which *line* stands holds, were the line always true, and were it never."""
        if not line.is_inside:
            return True, False
        always, never = self.hinges.rewritten(line)
        return always(self.seen.view, None), never(self.seen.view, None)

    def _known(self, line: Line, *, holds: bool) -> Truth:
        """Return *holds*, or None where the condition is unknown and only looks decided."""
        if line.condition is None:
            return holds
        truth = self.hinges.evaluator.holds(line.condition.predicate, line.kind)
        truths = {truth(self.seen.view, row) for row in self.rows(line)}
        unknown = None in truths and (line.thing is None or self.answer.outcome is Outcome.UNDETERMINED)
        return None if unknown else holds


def _parts(whole: Ground | Requirement, evaluator: Evaluator) -> Callable[[View], list[Truth]]:
    """Return what tells of all that must hold together, for a ground to hold or a requirement to concern somebody.

    The time in force comes first, then `conditions_of` *whole*.
    """
    in_force = during(whole.validity)
    holds = [evaluator.holds(condition.predicate) for condition in conditions_of(whole)]
    return lambda view: [in_force(view[_DAY]), *[each(view, None) for each in holds]]
