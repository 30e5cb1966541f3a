"""What a case and a journey say: a question, what is stated, what is expected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from crosscheck.deciding.decision import Outcome, Verdict
from crosscheck.language.source import Placed

Stated: TypeAlias = str | list["Stated"] | dict[str, "Stated"]
"""A profile as it is written: texts, lists and mappings, none of them read yet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is written, by the names that `ask` has for its parts; None where the case leaves one open."""

    on: str
    exit_state: str | None = None
    entry_state: str | None = None
    port: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to come of one requirement.

    *ground* is the one that meets it, None where any may.  *conditions* are those that
    are unmet or open, as `fact` or `ground/fact`.  A list that names grounds is exact
    for each ground it names; a bare `fact` makes it exact for all of them.
    """

    outcome: Outcome
    ground: str | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case(Placed):
    """One example beside a requirement."""

    requirement: str
    name: str
    asked: Asked
    profile: Mapping[str, Stated]
    expected: Expected


@dataclass(frozen=True, slots=True)
class MembershipCase(Placed):
    """Whether *state* is a member of *group* on *day*: yes, no, or (None) no source settles it."""

    group: str
    state: str
    day: int
    expected: bool | None


@dataclass(frozen=True, slots=True)
class ExpectedCrossing:
    """What is to come of a whole crossing; None where nothing is expected.

    *parts* holds the verdict of `exit`, `entry` or `port`; *met* the ground by
    requirement.  *not_met* and *undetermined* are exact for all requirements together;
    an item may stop short (`kz.entry.permission`) and then covers all below it.  *plan*
    names documents by label.  *not_covered* is what an `UncoveredError` speaks of,
    *problem* and *did_you_mean* what a `ProfileError` names and offers.
    """

    verdict: Verdict | None = None
    parts: Mapping[str, Verdict] = field(default_factory=dict)
    met: Mapping[str, str] = field(default_factory=dict)
    not_met: tuple[str, ...] | None = None
    undetermined: tuple[str, ...] | None = None
    plan: Mapping[str, str] = field(default_factory=dict)
    not_covered: str | None = None
    problem: str | None = None
    did_you_mean: str | None = None

    def hangs_on(self, requirement: str) -> bool:
        """Whether another outcome of *requirement* would not be what is expected."""
        named = {item.partition("/")[0] for item in (*(self.not_met or ()), *(self.undetermined or ()))}
        _, *rest = requirement.split(".")
        part = rest[0] if rest[0] in self.parts else "port"
        whole = Verdict.PASS in (self.verdict, self.parts.get(part))
        return whole or requirement in named or requirement in self.met


@dataclass(frozen=True, slots=True)
class Journey(Placed):
    """A whole crossing, told as a border officer would tell it.  *follows_from*: the facts of the law."""

    id: str
    title: str
    told: str
    sources: tuple[str, ...]
    asked: Asked
    profile: Mapping[str, Stated]
    follows_from: tuple[str, ...]
    expected: ExpectedCrossing
