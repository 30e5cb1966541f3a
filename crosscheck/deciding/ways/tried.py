"""One case that was tried: what stands in its way, and whether a change of it is a way out."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Outcome, Reason, Standing, Verdict
from crosscheck.deciding.facts import Facts, Question
from crosscheck.deciding.parts import gaps
from crosscheck.deciding.ways.changes import Agrees, Change, followed
from crosscheck.language.errors import CrosscheckError

_TRIES: Final = 170
"""So much is tried at most; what comes first in the order is tried first."""
_READ: Final = 8
"""What it takes to read all that is open of a case, in tries."""
_NEW: Final = {"paper": "papers", "visa": "visas"}


class Tried(NamedTuple):
    """A case with what *changes* made of the one that was asked.

    *obstacles* are the ids of what is not met or, of a case that is not decided, of what no fact could settle; of a change
    those of the case asked that still stand in the way, by outcome alone.
    """

    question: Question
    facts: Facts
    changes: tuple[Change, ...]
    decision: Decision
    obstacles: frozenset[str]


class Trying:
    """Tries changes of one case.  *agrees* tells whether facts can be true of one traveller."""

    def __init__(self, checker: Checker, question: Question, facts: Facts, agrees: Agrees) -> None:
        self.checker, self._agrees = checker, agrees
        decision = checker.check(question, facts)
        self.base = Tried(question, facts, (), decision, _obstacles(decision))
        self._fails = decision.verdict is Verdict.FAIL
        self._left = _TRIES
        self._undetermined = undetermined(decision)
        self._open: tuple[frozenset[str], frozenset[str]] | None = None

    @property
    def is_spent(self) -> bool:
        """Whether no more is tried."""
        return self._left < 0

    def charge(self) -> None:
        """Count that all reasons of a case are read once more."""
        self._left -= _READ

    def case(self, changes: Sequence[Change]) -> tuple[Question, Facts] | None:
        """Return question and facts of whoever followed *changes*; None where they cannot all be true."""
        case = followed(self.base.question, self.base.facts, changes, self.checker.rules)
        return case if self._agrees(*case) else None

    def tried(self, changes: Sequence[Change]) -> Tried | None:
        """Return the case with *changes*; None where it cannot be, or the rules do not cover it."""
        self._left -= 1
        if self._left < 0 or (case := self.case(changes)) is None:
            return None
        try:
            decision = self.checker.check(*case)
        except CrosscheckError:
            return None
        unmet = frozenset(each.id for each in decision.requirements if each.outcome is Outcome.NOT_MET)
        return Tried(*case, tuple(changes), decision, unmet | self._still_open(decision))

    def _still_open(self, decision: Decision) -> frozenset[str]:
        """Return what of the obstacles of an undecided case is as open as before; more is told where it matters."""
        if self._fails:
            return frozenset()
        return self.base.obstacles & undetermined(decision)

    def is_way_out(self, tried: Tried) -> bool:
        """Whether the change leads to a pass, or to a conditional in which nothing is open that was not."""
        decision = tried.decision
        if decision.verdict is not Verdict.CONDITIONAL:
            return decision.verdict is Verdict.PASS
        if tried.obstacles or not undetermined(decision) <= self._undetermined | self.base.obstacles:
            return False
        if self._open is None:
            self._open = _open(self.base.decision)
        turned: set[str] = set()
        for each in decision.requirements:
            if each.id in self.base.obstacles and each.outcome is Outcome.UNDETERMINED:
                self._left -= 1
                for reason in each.open_reasons():
                    if not self._open[1].issuperset(reason.unsettled):
                        return False
                    turned.update(reason.wanted)
        self._left -= _READ
        wanted, unsettled = _open(decision)
        if not unsettled <= self._open[1] or any(_is_of_new(path, tried.changes) for path in wanted):
            return False
        return wanted - turned <= self._open[0]

    def is_needed(self, changes: Sequence[Change]) -> bool:
        """Whether no proper part of *changes* is a way out."""
        if len(changes) == 1:
            return True
        alone = [self.tried((each,)) for each in changes]
        return not any(each is not None and self.is_way_out(each) for each in alone)


def _is_of_new(path: str, changes: Collection[Change]) -> bool:
    """Whether *path* asks for what a thing is that is only to be obtained."""
    kinds = {_NEW[each.kind] for each in changes if each.kind in _NEW}
    return "[" in path and path.partition("[")[0].partition(".")[0] in kinds


def undetermined(decision: Decision) -> frozenset[str]:
    """Return the ids of the requirements that are open."""
    return frozenset(each.id for each in decision.requirements if each.outcome is Outcome.UNDETERMINED)


def _obstacles(decision: Decision) -> frozenset[str]:
    if decision.verdict is Verdict.PASS:
        return frozenset()
    if decision.verdict is Verdict.FAIL:
        return frozenset(each.id for each in decision.requirements if each.outcome is Outcome.NOT_MET)
    return frozenset(each.id for each in decision.requirements if each.standing is Standing.NOT_SETTLED)


def _open(decision: Decision) -> tuple[frozenset[str], frozenset[str]]:
    """Return the paths that are wanted for what is open, and what no source settles of it."""
    reasons = [reason for each in decision.requirements for reason in each.open_reasons()]
    lacking = [path for part in decision.parts for path in part.wanted]
    unsettled = [name for reason in reasons for name in reason.unsettled]
    unsettled += [name for part in decision.parts for name in gaps(part)]
    return frozenset([*lacking, *(path for reason in reasons for path in reason.wanted)]), frozenset(
        unsettled
    )


def reasons_in(reasons: Sequence[Reason]) -> Iterator[Reason]:
    """Yield *reasons* and all that stand within them."""
    for each in reasons:
        yield each
        for _, inner in each.within:
            yield from reasons_in(inner)
