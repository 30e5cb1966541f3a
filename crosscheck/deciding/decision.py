"""What is answered: verdict, outcomes, reasons.  Frozen values; no sentence here.

A reason carries what is *said* (`reasons.py`): the kind of condition, by which a sentence is found in `answers/sentences/`, and
the values that fill it.  Values are the engine's own: days are ordinals, States are codes.

Verdict, outcomes and plan are there at once.  Why, and what else is worth knowing, is told when
somebody first reads it; until then an answer holds on to what it was made from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple

from crosscheck.deciding.facts import SIDES, Question, Side
from crosscheck.deciding.reasons import Said
from crosscheck.deciding.told import ToldWhenRead
from crosscheck.language.dates import iso
from crosscheck.rulebook.ruleset import NoticeKind


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


_OPEN: Final = (Standing.UNSTATED, Standing.NOT_SETTLED)


class Reason(NamedTuple):
    """One condition, as it stands.

    *id* is `requirement/ground/fact`, stable between versions.  *said* has the kind of condition and
    what fills its sentence.  *wanted* holds the paths of the unstated facts it hangs on, *unsettled* the
    port facts, groups or periods that no source settles.  *within* holds the reasons of
    each thing held or each branch, for conditions on lists.
    """

    id: str
    standing: Standing
    said: Said
    wanted: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    within: tuple[tuple[str, tuple["Reason", ...]], ...] = ()

    @property
    def kind(self) -> str:
        """The kind of condition."""
        return self.said.kind

    @property
    def fact(self) -> str | None:
        """What the condition is about: a fact, a property, a kind of thing held."""
        return self.said.fact


class GroundFinding(NamedTuple):
    """One ground as it stands for this traveller: *truth* True, False or None (unknown).

    *sources* are what it rests on: its own, and those of each entry that it reads in a
    list.  *ended* is the last day of what ended, and of which no renewal is known.  *in_short*
    is one sentence without its full stop, for whoever has this ground; *apply* the official address.
    """

    name: str
    title: str
    truth: bool | None
    reasons: tuple[Reason, ...]
    sources: tuple[str, ...]
    fix: str | None = None
    doubt: str | None = None
    ended: int | None = None
    in_short: str | None = None
    apply: str | None = None

    @property
    def plainly(self) -> str:
        """What it is, in its author's plain sentence; its title where there is none."""
        return self.in_short or self.title

    @property
    def telling(self) -> tuple[Reason, ...]:
        """The conditions that decide: the unmet ones of a near miss, the open ones of an open ground."""
        decisive = (Standing.UNMET,) if self.truth is False else _OPEN
        return tuple([reason for reason in self.reasons if reason.standing in decisive])


@dataclass(frozen=True, slots=True, repr=False)
class RequirementFinding(ToldWhenRead):
    """One requirement: its outcome, the ground that met it, or the near misses.

    *concerns* holds what leaves open whether it concerns this traveller at all.  *grounds* and
    *concerns* are told when they are first read.
    """

    later: ClassVar = ("concerns", "grounds")

    id: str
    title: str
    outcome: Outcome
    met_by: str | None
    sources: tuple[str, ...]
    fix: str | None
    doubt: str | None
    concerns: tuple[Reason, ...]
    grounds: tuple[GroundFinding, ...]

    def __repr__(self) -> str:
        return f"<RequirementFinding {self.id}: {self.outcome}>"

    def __hash__(self) -> int:
        return hash((self.id, self.outcome, self.met_by))

    @property
    def met_ground(self) -> GroundFinding | None:
        """The ground that met it; None where none did."""
        return next((each for each in self.grounds if each.name == self.met_by), None)

    @property
    def standing(self) -> Standing:
        """How it stands as a whole: not settled only where no fact could help."""
        if self.outcome is not Outcome.UNDETERMINED:
            return Standing.UNMET if self.outcome is Outcome.NOT_MET else Standing.MET
        reasons = list(self.open_reasons())
        unsettled = any(reason.unsettled for reason in reasons)
        wanted = any(reason.wanted for reason in reasons)
        return Standing.NOT_SETTLED if unsettled and not wanted else Standing.UNSTATED

    def open_reasons(self) -> Iterator[Reason]:
        """Yield what leaves it open: whether it concerns the traveller, and what grounds that are open themselves hang on."""
        if self.outcome is Outcome.UNDETERMINED:
            open_grounds = [ground.reasons for ground in self.grounds if ground.truth is None]
            for reasons in (self.concerns, *open_grounds):  # of which all are there where everything is kept
                yield from (each for each in reasons if each.standing in _OPEN)


class NoticeFinding(NamedTuple):
    """A notice that applies, or (*certain* False) may apply; *first*: to be read before the verdict.

    *apply* is the official address.
    """

    id: str
    title: str
    text: str
    certain: bool
    sources: tuple[str, ...]
    first: bool = False
    kind: NoticeKind = NoticeKind.KNOW
    apply: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class PartDecision(ToldWhenRead):
    """What one State or port says: *part* is `exit`, `entry` or `port`; *of* its code or id.

    *document* is the place of the document that it sees, None where none is stated.  *wanted* and *unsettled*
    are as those of the decision, of this part alone; they and *notices* are told when they are first read.
    """

    later: ClassVar = ("notices", "wanted", "unsettled")

    part: str
    of: str
    verdict: Verdict
    document: int | None
    requirements: tuple[RequirementFinding, ...]
    notices: tuple[NoticeFinding, ...]
    wanted: tuple[str, ...]
    unsettled: tuple["Unsettled", ...]

    def __repr__(self) -> str:
        return f"<PartDecision {self.part} {self.of}: {self.verdict}>"

    def __hash__(self) -> int:
        return hash((self.part, self.of, self.verdict, self.requirements))


class Plan(NamedTuple):
    """Which document to show to which State: indexes into the documents held, None if unstated."""

    exit_document: int | None
    entry_document: int | None
    verdict: Verdict

    def places(self) -> tuple[tuple[Side, int | None], ...]:
        """Return by side the place of the document that is shown there; None where none is known, or the side not asked."""
        return ("exit", self.exit_document), ("entry", self.entry_document)


class Unsettled(NamedTuple):
    """A fact, membership or period that no source settles, with what speaks on each side."""

    name: str
    evidence: tuple[tuple[str, str], ...]


class OpenPoint(NamedTuple):
    """What leaves a *part* of the State or port *of* open, with one document shown.

    The *reasons* of an open *requirement*, by its id; where that is None, *missing* are the paths of the facts
    without which nobody can tell whether the rules cover the traveller.
    """

    part: str
    of: str
    requirement: str | None
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()


class PortStanding(NamedTuple):
    """What comes of the crossing at one *port* of the border, by its id."""

    port: str
    verdict: Verdict


class UnlistedVisa(NamedTuple):
    """A visa held whose category the State's table does not have: nobody knows what it is for.

    *place* is its index among the visas held, *near* the categories that may have been meant.
    """

    place: int
    issuing_state: str
    category: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Decision(ToldWhenRead):
    """The whole answer.

    *port* is the one at which it stands: that which was named, or where none was the best of the *border*, whose
    ports are given with what comes of the crossing at each.  None, and the border empty, where no port was asked.
    *parts* stand in the order exit, entry, port.  *wanted* are the paths still worth
    stating, those that can settle most first.  *assumed* names what was assumed: parts
    of the question, and `nationalities` where no other was stated.  *days_apart* holds
    the verdicts on the day before and after where they differ from this one.
    *stated_of_port* names the facts of the port that rest on the traveller's own word.

    *open_points* are what *wanted* hangs on, of every document with which the crossing may still pass.

    *wanted*, *open_points*, *unsettled* and *days_apart* are told when they are first read, and so are the reasons
    and notices within *parts*.  Until all is told a decision holds on to the facts that it was made
    from; what is pickled or copied is told first, and carries none.
    """

    later: ClassVar = ("wanted", "open_points", "unsettled", "days_apart")

    verdict: Verdict
    question: Question
    port: str | None
    border: tuple[PortStanding, ...]
    parts: tuple[PartDecision, ...]
    plan: Plan
    next_best: Plan | None
    assumed: tuple[str, ...]
    stated_of_port: tuple[str, ...]
    unlisted_visas: tuple[UnlistedVisa, ...]
    rules_name: str
    rules_version: str
    rules_digest: str
    wanted: tuple[str, ...]
    open_points: tuple[OpenPoint, ...]
    unsettled: tuple[Unsettled, ...]
    days_apart: tuple[tuple[int, Verdict], ...]

    @property
    def requirements(self) -> tuple[RequirementFinding, ...]:
        """Return what came of every requirement, of all parts."""
        return tuple([each for part in self.parts for each in part.requirements])

    @property
    def sides(self) -> tuple[PartDecision, ...]:
        """Return what each State says that was asked: of the exit, of the entry."""
        return tuple([part for part in self.parts if part.part in SIDES])

    @property
    def places(self) -> tuple[PartDecision, ...]:
        """Return what the port says, if one was asked."""
        return tuple([part for part in self.parts if part.part not in SIDES])

    @property
    def asked(self) -> tuple[str, ...]:
        """Return what had a say, of `exit`, `entry` and `port`: the verdict is on these alone."""
        return tuple([part.part for part in self.parts])

    @property
    def not_asked(self) -> tuple[str, ...]:
        """Return what had no say though it has one at every crossing, of `exit`, `entry` and `port`."""
        return tuple([part for part in (*SIDES, "port") if part not in self.asked])

    def __repr__(self) -> str:
        asked = self.question
        at = "" if self.port is None else f" at {self.port}"
        route = f"{asked.exit_state or '?'} to {asked.entry_state or '?'}{at} on {iso(asked.day)}"
        return f"<Decision {self.verdict}: {route}, {self.rules_name} {self.rules_version}>"

    def __hash__(self) -> int:
        return hash((self.verdict, self.question, self.parts, self.plan, self.rules_digest))
