"""How many of the passes that cases and journeys show rest on official texts alone, and what holds back the others.

A pass rests on what the decision says that it does: on the sources of each ground that met a
requirement, of the entries of lists that the ground reads, and of the port's facts that it reads (of those of
one fact the best count).  What a pass is not for, and what only a fail would cite, is not among them; nor are notices.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscheck.authoring.trial import ReadProfile, Trial, Tried
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
    crossed, met = (
        [_weak(cited, rules) for each in tried if (cited := _cited(trial, each)) is not None]
        for tried in (journeys, cases)
    )
    in_journeys, in_cases = _count(crossed), _count(met)
    held = (HeldBack(rules.sources[id_], in_journeys[id_], in_cases[id_]) for id_ in in_journeys | in_cases)
    return OfficialShare(
        Passes(len(crossed), crossed.count(())),
        Passes(len(met), met.count(())),
        tuple(sorted(held, key=lambda each: (-each.journeys, -each.cases, each.source.id))),
    )


def _cited(trial: Trial, tried: Tried) -> tuple[str, ...] | None:
    """Return the citations that decide a journey that passes as expected, or a case that is met as expected."""
    try:
        match tried:
            case Journey() if tried.expected.verdict is Verdict.PASS:
                decision = trial.decision(tried)
                return (
                    deciding(decision.verdict, decision.parts) if decision.verdict is Verdict.PASS else None
                )
            case Case() if tried.expected.outcome is Outcome.MET:
                found = trial.found(tried)
                return decided_by(found) if found.outcome is Outcome.MET else None
    except (ProfileError, UncoveredError):
        pass
    return None


def _weak(cited: Iterable[str], rules: RuleSet) -> tuple[str, ...]:
    return tuple(s.id for s in named(cited, rules.sources) if s.grade is not Grade.OFFICIAL)


def _count(passes: Sequence[tuple[str, ...]]) -> Counter[str]:
    return Counter(source for weak in passes for source in weak)
