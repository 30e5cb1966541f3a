"""What is answered: verdict, outcomes, reasons.  Plain frozen values; no sentence here.

A reason carries a *message*, the name of a sentence in `render/reason_sentences.py`, and
the values that fill it.  Values are the engine's own: days are ordinals, States are codes.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from crosscheck.facts import Question


class Outcome(StrEnum):
    """What came of one requirement."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """Documents in order, not in order, or not decided.  Never "admitted"."""

    PASS = "pass"
    FAIL = "fail"
    CONDITIONAL = "conditional"


class Standing(StrEnum):
    """How one condition stands."""

    MET = "met"
    UNMET = "unmet"
    UNSTATED = "unstated"
    NOT_SETTLED = "not_settled"


class Reason(NamedTuple):
    """One condition, as it stands.

    *id* is `requirement/ground/fact`, stable between versions.  *message* and *params*
    give its sentence.  *wanted* holds the paths of the unstated facts it hangs on, *unsettled* the
    port facts, groups or periods that no source settles.  *within* holds the reasons of
    each thing held or each branch, for conditions on lists.
    """

    id: str
    standing: Standing
    message: str
    params: Mapping[str, Any]
    wanted: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    within: tuple[tuple[str, tuple["Reason", ...]], ...] = ()


class GroundFinding(NamedTuple):
    """One ground as it stands for this traveller: *truth* True, False or None (unknown).

    *sources* are what it rests on: its own, and those of each entry that it reads in a
    list.  *ended* is the last day of what ended, and of which no renewal is known.
    """

    name: str
    title: str
    truth: bool | None
    reasons: tuple[Reason, ...]
    sources: tuple[str, ...]
    fix: str | None = None
    doubt: str | None = None
    ended: int | None = None


class RequirementFinding(NamedTuple):
    """One requirement: its outcome, the ground that met it, or the near misses.

    *concerns* holds what leaves open whether it concerns this traveller at all.
    """

    id: str
    title: str
    outcome: Outcome
    met_by: str | None
    grounds: tuple[GroundFinding, ...]
    sources: tuple[str, ...]
    fix: str | None = None
    doubt: str | None = None
    concerns: tuple[Reason, ...] = ()


class NoticeFinding(NamedTuple):
    """A notice that applies, or (*certain* False) may apply; *first*: to be read before the verdict."""

    id: str
    title: str
    text: str
    certain: bool
    sources: tuple[str, ...]
    first: bool = False


class PartDecision(NamedTuple):
    """What one State or port says: *part* is `exit`, `entry` or `port`; *of* its code or id."""

    part: str
    of: str
    verdict: Verdict
    requirements: tuple[RequirementFinding, ...]
    notices: tuple[NoticeFinding, ...]


class Plan(NamedTuple):
    """Which document to show to which State: indexes into the documents held, None if unstated."""

    exit_document: int | None
    entry_document: int | None
    verdict: Verdict


class Unsettled(NamedTuple):
    """A fact, membership or period that no source settles, with what speaks on each side."""

    name: str
    evidence: tuple[tuple[str, str], ...]


class UnlistedVisa(NamedTuple):
    """A visa held whose category the State's table does not have: nobody knows what it is for.

    *place* is its index among the visas held, *near* the categories that may have been meant.
    """

    place: int
    issuing_state: str
    category: str
    near: tuple[str, ...]


class Decision(NamedTuple):
    """The whole answer.

    *parts* stand in the order exit, entry, port.  *wanted* are the paths still worth
    stating, those that can settle most first.  *assumed* names what was assumed: parts
    of the question, and `nationalities` where no other was stated.  *days_apart* holds
    the verdicts on the day before and after where they differ from this one.
    *stated_of_port* names the facts of the port that rest on the traveller's own word.
    """

    verdict: Verdict
    question: Question
    parts: tuple[PartDecision, ...]
    wanted: tuple[str, ...]
    unsettled: tuple[Unsettled, ...]
    assumed: tuple[str, ...]
    plan: Plan
    next_best: Plan | None
    days_apart: tuple[tuple[int, Verdict], ...]
    rules_name: str
    rules_version: str
    rules_digest: str
    unlisted_visas: tuple[UnlistedVisa, ...] = ()
    stated_of_port: tuple[str, ...] = ()

    @property
    def not_asked(self) -> tuple[str, ...]:
        """Return what had no say though it has one at every crossing: `port`, where none was named."""
        return () if self.question.port is not None else ("port",)
