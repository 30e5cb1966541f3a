"""What would make a crossing pass: the shortest true set of things that the traveller could do."""

from collections.abc import Iterator
from typing import Final

from crosscheck.answers.labels import day, known_documents
from crosscheck.answers.page import Page
from crosscheck.answers.sentences.messages import counted, say, sentence
from crosscheck.answers.unsettled_text import OPENNESS, near_names
from crosscheck.deciding.decision import (
    Decision,
    GroundFinding,
    Reason,
    RequirementFinding,
    Standing,
    Verdict,
)
from crosscheck.deciding.reasons import AmongSaid, HeldSaid, StaySaid
from crosscheck.language.vocabulary import FACTS
from crosscheck.rulebook.ruleset import RuleSet

_GIVEN: Final = frozenset({"purpose", *[fact.name for fact in FACTS if not fact.changeable]})
"""What the traveller is or travels for: nobody is told to be somebody else, or to want something else."""
_MODE: Final = "crossing.mode"
_OF_THE_PORT: Final = frozenset({_MODE, OPENNESS, "port.closed_for"})
_MEASURED: Final = frozenset({"stay", "date", "count", "among", "within", "has_mode"})
"""Conditions whose other side has the traveller's own days and documents."""


def add_ways(page: Page, decision: Decision, rules: RuleSet) -> None:
    """Write, for every requirement that is not met or that no fact could settle, what the traveller could change."""
    listed: dict[tuple[str, ...], None] = {}
    for part in decision.parts:
        for requirement in part.requirements:
            standing = requirement.standing
            if standing in (Standing.UNMET, Standing.NOT_SETTLED):
                # what those can do about it who hang on a ground that no source settles, whatever they tell
                fixes = [g.fix for g in requirement.grounds if g.truth is None and g.fix]
                ways = (
                    *dict.fromkeys(fixes if standing is Standing.NOT_SETTLED else ()),
                    *ways_out(requirement, part.part),
                    *_elsewhere(requirement, decision, rules),
                )
                if not ways and standing is Standing.UNMET:
                    ways = (say("ways.none", title=requirement.title),)
                listed |= {ways: None} if ways else {}
    if listed:
        page.gap()
        key = "ways" if decision.verdict is Verdict.FAIL else "ways.conditional"
        page.add(say(key), indent=2, role="strong")
    for number, ways in enumerate(listed, 1):
        page.add(ways[0], indent=4, mark=f"{number}.")
        for way in ways[1:]:
            page.add(say("ways.or", way=way), indent=8)


def ways_out(requirement: RequirementFinding, part: str) -> tuple[str, ...]:
    """Return the ways of meeting *requirement* of a State or port, one for each ground that is within reach."""
    within_reach = [
        ground
        for ground in sorted(requirement.grounds, key=lambda ground: len(_unmet(ground)))
        if ground.truth is False and ground.ended is None and _unmet(ground) and not _stays_open(ground, part)
    ]
    ways: dict[str, frozenset[str]] = {}
    for ground in within_reach:
        for way, changed in _way(ground, part):
            if not any(known <= changed for known in ways.values()):
                ways[way] = changed
    if requirement.fix:
        ways.setdefault(requirement.fix, frozenset())
    return tuple(ways)


def _stays_open(ground: GroundFinding, part: str) -> bool:
    """Return whether *ground* would not hold even so: no source settles something else of it, or a port has to say it.

    Whoever followed such a way would end where nothing is settled.
    """
    left = [reason for reason in ground.reasons if reason.standing is not Standing.UNMET]
    return any(
        reason.standing is Standing.NOT_SETTLED or (part != "port" and str(reason.fact).startswith("port."))
        for reason in left
    )


def _way(ground: GroundFinding, part: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield how *ground* could hold, and what would have to change for it."""
    unmet = _unmet(ground)
    facts = [str(reason.fact) for reason in unmet]
    if any(map(_is_out_of_hand, unmet, facts)):
        return
    measured = all(reason.kind in _MEASURED for reason in unmet)
    about_place = any(fact.startswith(("crossing.", "port.")) and fact != _MODE for fact in facts)
    if about_place and part != "port":
        return
    if ground.fix and (about_place or not measured or any(fact.startswith("document.") for fact in facts)):
        yield ground.fix, frozenset({ground.fix})
    elif measured and not about_place:
        turned = dict.fromkeys(map(_turned, unmet))
        yield " ".join(turned), frozenset(turned)


def _elsewhere(requirement: RequirementFinding, decision: Decision, rules: RuleSet) -> Iterator[str]:
    """Yield where to cross instead, if what the port is stands in the way."""
    unmet = [reason.said for ground in requirement.grounds for reason in _unmet(ground)]
    stands_in_the_way = [each for each in unmet if each.fact in _OF_THE_PORT]
    if stands_in_the_way:
        mode = next((getattr(each, "actual", None) for each in stands_in_the_way if each.fact == _MODE), None)
        if near := near_names(rules, decision, "or", mode=mode):
            yield say("way.elsewhere", ports=near)


def _is_out_of_hand(reason: Reason, fact: str) -> bool:
    """Return whether no advice could change *reason*: showing another document changes its nationality."""
    said = reason.said
    if fact == "document.type" and isinstance(said, AmongSaid) and said.kind == "among":
        return known_documents().on_request.isdisjoint(said.needed)
    if fact == "nationality":
        return False
    if isinstance(said, HeldSaid) and fact == "permit":
        return said.number == 0
    return fact in _GIVEN or fact.startswith("ending_stay.")


def _unmet(ground: GroundFinding) -> list[Reason]:
    return [reason for reason in ground.reasons if reason.standing is Standing.UNMET]


def _turned(reason: Reason) -> str:
    """Return an unmet condition as what must be."""
    match reason.said:
        case StaySaid(days=int(days), last_day=int(last_day)):
            return say("way.stay", days=counted("days", days), last_day=day(last_day))
    return sentence(reason._replace(standing=Standing.UNSTATED))
