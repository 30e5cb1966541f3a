"""What an answer rests on: the sources of a ground, and of every list that it looks somebody up in."""

from collections.abc import Iterable, Iterator, Mapping

from crosscheck.deciding.decision import Decision, Outcome, PartDecision, RequirementFinding, Verdict
from crosscheck.deciding.evaluating.terms import reader
from crosscheck.deciding.facts import View
from crosscheck.language.nodes import Its, Member
from crosscheck.language.trees import nodes_in
from crosscheck.rulebook.citation import Source, named
from crosscheck.rulebook.ruleset import Ground, Group, Membership, RuleSet


def rests_on(ground: Ground, view: View, groups: Mapping[str, Group]) -> tuple[str, ...]:
    """Return the citations on which *ground* rests for this traveller.

    They are its own and those of each entry that it reads in a list: of the traveller's
    nationality, whether the entry is in force on that day or not.
    """
    read = nodes_in((ground.concerns, ground.needs), Member)
    listed = (cited for _, entry in entries(read, view, groups) for cited in entry.sources)
    return tuple(dict.fromkeys((*ground.sources, *listed)))


def entries(
    read: Iterable[Member], view: View, groups: Mapping[str, Group]
) -> Iterator[tuple[Member, Membership]]:
    """Yield each entry of a list that one of *read* finds; what is read of a thing held is left out."""
    for member in read:
        found = None if isinstance(member.term, Its) else reader(member.term, None)(view, None)
        for code in sorted(found) if isinstance(found, frozenset) else (found,):
            if code is not None and (entry := groups[member.group].members.get(code)) is not None:
                yield member, entry


def decided_by(finding: RequirementFinding) -> tuple[str, ...]:
    """Return the citations that decide one requirement: of one that is met, those of the ground that met it."""
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return ()
    met_by = finding.met_by
    cited = list(finding.sources) if met_by is None else []
    for ground in finding.grounds:
        if met_by in (None, ground.name):
            cited += ground.sources
    return tuple(dict.fromkeys(cited))


def deciding(verdict: Verdict, parts: Iterable[PartDecision]) -> tuple[str, ...]:
    """Return the citations that decide that *parts* come to *verdict*: of a fail, those of what is not met."""
    findings = [finding for part in parts for finding in part.requirements]
    if verdict is Verdict.FAIL:
        findings = [finding for finding in findings if finding.outcome is Outcome.NOT_MET]
    return tuple(dict.fromkeys(cited for finding in findings for cited in decided_by(finding)))


def cited_of_port(decision: Decision, rules: RuleSet) -> frozenset[str]:
    """Return what the facts of the port are cited from, on whatever day."""
    if decision.port is None:
        return frozenset()
    port = rules.ports[decision.port]
    values = [value for dated in port.facts.values() for value in dated]
    closings = [cited for closing in port.closings or () for cited in closing.sources]
    return frozenset((*closings, *(cited for value in values for cited in value.sources)))


def overdue(cited: Iterable[str], day: int, rules: RuleSet) -> tuple[Source, ...]:
    """Return the sources *cited* that were to be compared again before *day*, longest ago first."""
    late = [
        source
        for source in named(cited, rules.sources)
        if source.review_by is not None and source.review_by < day
    ]
    return tuple(sorted(late, key=lambda source: (source.review_by or 0, source.id)))
