"""How many of the passes that cases and journeys show rest on official texts alone, and what holds back the others.

A pass rests on what the decision says that it does: on the sources of each ground that met a
requirement, of the entries of lists that the ground reads, and of the port's facts that it reads (of those of
one fact the best count).  What a pass is not for, and what only a fail would cite, is not among them; nor are notices.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscheck.authoring.trial import ReadProfile, Trial
from crosscheck.compiler.cases.case import Case, Journey, MembershipCase
from crosscheck.deciding.decision import Outcome, Verdict
from crosscheck.deciding.explaining.evidence import decided_by, deciding
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.rulebook.citation import Grade, Source, named
from crosscheck.rulebook.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Passes:
    """*official* of *total* passes rest on official texts alone."""

    total: int
    official: int


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A source that is less than official, and how many passes of each kind rest on it, too."""

    source: Source
    journeys: int
    cases: int


@dataclass(frozen=True, slots=True)
class OfficialShare:
    """The journeys that are expected to pass and do, the cases that are expected to be met and are."""

    journeys: Passes
    cases: Passes
    held_back_by: tuple[HeldBack, ...]
    """Those that hold back most journeys first, then most cases."""


def official_share(
    rules: RuleSet,
    cases: Iterable[Case | MembershipCase],
    journeys: Iterable[Journey],
    read_profile: ReadProfile,
) -> OfficialShare:
    """Return how many passes of *cases* and *journeys* rest on official texts alone."""
    trial = Trial(rules, read_profile)
    crossed = [_weak(cited, rules) for journey in journeys if (cited := _crossed(trial, journey)) is not None]
    met = [_weak(cited, rules) for case in cases if (cited := _met(trial, case)) is not None]
    in_journeys, in_cases = _count(crossed), _count(met)
    held = [
        HeldBack(source, in_journeys[source.id], in_cases[source.id]) for source in rules.sources.values()
    ]
    return OfficialShare(
        Passes(len(crossed), crossed.count(())),
        Passes(len(met), met.count(())),
        tuple(
            sorted(
                (each for each in held if each.journeys or each.cases),
                key=lambda each: (-each.journeys, -each.cases, each.source.id),
            )
        ),
    )


def _crossed(trial: Trial, journey: Journey) -> tuple[str, ...] | None:
    """Return the citations that decide a journey that passes as expected."""
    if journey.expected.verdict is not Verdict.PASS:
        return None
    try:
        decision = trial.decision(journey)
    except (ProfileError, UncoveredError):
        return None
    return deciding(decision.verdict, decision.parts) if decision.verdict is Verdict.PASS else None


def _met(trial: Trial, case: Case | MembershipCase) -> tuple[str, ...] | None:
    """Return the citations that decide a case that is met as expected."""
    if isinstance(case, MembershipCase) or case.expected.outcome is not Outcome.MET:
        return None
    try:
        found = trial.found(case)
    except (ProfileError, UncoveredError):
        return None
    return decided_by(found) if found.outcome is Outcome.MET else None


def _weak(cited: Iterable[str], rules: RuleSet) -> tuple[str, ...]:
    return tuple(s.id for s in named(cited, rules.sources) if s.grade is not Grade.OFFICIAL)


def _count(passes: Sequence[tuple[str, ...]]) -> Counter[str]:
    return Counter(source for weak in passes for source in weak)
