"""What would make a crossing pass: the other side of every unmet condition."""

from collections.abc import Iterator
from typing import Final

from crosscheck.decision import Decision, GroundFinding, Outcome, Reason, RequirementFinding, Standing
from crosscheck.render.labels import day
from crosscheck.render.messages import say, sentence
from crosscheck.render.page import Page
from crosscheck.render.unsettled_text import OPENNESS, near_names
from crosscheck.rulebook import RuleSet

_UNCHANGEABLE: Final = frozenset({"nationality", "nationalities", "date_of_birth", "residence"})
_MODE: Final = "crossing.mode"
_OF_THE_PORT: Final = frozenset({_MODE, OPENNESS, "port.closed_for"})
_MEASURED: Final = frozenset({"stay", "date", "count", "among", "only"})
"""Conditions whose other side says more than a fix could: it has the traveller's own days."""


def add_ways(page: Page, decision: Decision, rules: RuleSet) -> None:
    """Write, for every requirement that is not met, what the traveller could change."""
    unmet = [r for part in decision.parts for r in part.requirements if r.outcome is Outcome.NOT_MET]
    if not unmet:
        return
    page.gap()
    page.add(say("ways"), indent=2, role="strong")
    listed: set[tuple[str, ...]] = set()
    number = 0
    for requirement in unmet:
        elsewhere = _elsewhere(requirement, decision, rules)
        ways = (*ways_out(requirement), *elsewhere) or (say("ways.none", title=requirement.title),)
        if ways in listed:
            continue
        listed.add(ways)
        number += 1
        page.add(ways[0], indent=4, mark=f"{number}.")
        for way in ways[1:]:
            page.add(say("ways.or", way=way), indent=8)


def ways_out(requirement: RequirementFinding) -> tuple[str, ...]:
    """Return the ways of meeting *requirement*, one for each ground that is within reach."""
    nearest_first = sorted(requirement.grounds, key=lambda ground: len(_unmet(ground)))
    ways = dict.fromkeys(way for ground in nearest_first for way in _way(ground))
    if requirement.fix:
        ways.setdefault(requirement.fix)
    return tuple(ways)


def _way(ground: GroundFinding) -> Iterator[str]:
    """Yield how *ground* could hold: in the traveller's own numbers, or by its fix where a thing is missing."""
    unmet = _unmet(ground)
    if (
        ground.truth is not False
        or ground.ended is not None
        or not unmet
        or not all(map(_is_changeable, unmet))
    ):
        return
    if ground.fix and any(reason.message not in _MEASURED for reason in unmet):
        yield ground.fix
    else:
        yield " ".join(dict.fromkeys(map(_turned, unmet)))


def _elsewhere(requirement: RequirementFinding, decision: Decision, rules: RuleSet) -> Iterator[str]:
    """Yield where to cross instead, if what the port is stands in the way."""
    params = [reason.params for ground in requirement.grounds for reason in _unmet(ground)]
    stands_in_the_way = [each for each in params if each.get("fact") in _OF_THE_PORT]
    if stands_in_the_way:
        mode = next((each["actual"] for each in stands_in_the_way if each["fact"] == _MODE), None)
        if near := near_names(rules, decision.question, "or", mode=mode):
            yield say("way.elsewhere", ports=near)


def _unmet(ground: GroundFinding) -> list[Reason]:
    return [reason for reason in ground.reasons if reason.standing is Standing.UNMET]


def _is_changeable(reason: Reason) -> bool:
    fact = str(reason.params.get("fact"))
    return fact == _MODE or (
        fact not in _UNCHANGEABLE and not fact.startswith(("crossing.", "port.", "ending_stay."))
    )


def _turned(reason: Reason) -> str:
    """Return an unmet condition as what must be."""
    if reason.message == "stay" and reason.params.get("days") is not None:
        return say("way.stay", days=reason.params["days"], last_day=day(reason.params["last_day"]))
    return sentence(reason._replace(standing=Standing.UNSTATED))
