"""The card: what a decision comes to, what to ask or do next, and what it rests on, in some two thousand characters.

It holds nothing that the decision does not: `models/card.py` describes it, and the whole decision has the rest.
"""

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

from crosscheck.answers.as_json import grade_of
from crosscheck.answers.asking.questions import questions
from crosscheck.answers.labels import day, naming
from crosscheck.answers.near_misses import nearest_first
from crosscheck.answers.sentences.messages import told
from crosscheck.answers.sentences.ways import way_data
from crosscheck.deciding.decision import (
    Decision,
    NoticeFinding,
    Outcome,
    PartDecision,
    RequirementFinding,
    Standing,
    Verdict,
)
from crosscheck.deciding.explaining.evidence import deciding, overdue
from crosscheck.deciding.nearby import next_closed, value_on
from crosscheck.deciding.reasons import StaySaid, WithinSaid
from crosscheck.deciding.ways.changes import WayOut
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import Fact
from crosscheck.language.trees import nodes_in
from crosscheck.rulebook.citation import named
from crosscheck.rulebook.closings import WORKS, closed_for
from crosscheck.rulebook.ruleset import NoticeKind, RuleSet

CARD_SCHEMA: Final = "crosscheck.card/1-draft"
"""Name and version of the form; the number rises with every change that could break a reader of one that is no draft."""

_PERMISSION: Final = ".permission"
_LAST_DAY: Final = Fact("stay.until")
_MOST_WAYS: Final = 3
"""So many ways out are told; the library has them all."""
_MOST_WHY: Final = 2
"""Of one ground so many reasons are told."""


def card_data(decision: Decision, rules: RuleSet, ways_out: Iterable[WayOut] = ()) -> dict[str, Any]:
    """Return *decision* in short, as plain dicts and lists.  Days are `YYYY-MM-DD`; null is not known.

    Of *ways_out* those that come first are told.
    """
    with naming(rules.documents):
        ways = [way_data(each, rules) for each in islice(ways_out, _MOST_WAYS)]
        return _card(decision, rules, ways)


def card_json(decision: Decision, rules: RuleSet, ways_out: Iterable[WayOut] = ()) -> str:
    """Return the card as one JSON text in ASCII, ending in a line end."""
    return json.dumps(card_data(decision, rules, ways_out), indent=2, check_circular=False) + "\n"


def _card(decision: Decision, rules: RuleSet, ways_out: list[dict[str, Any]]) -> dict[str, Any]:
    asked, next_ones = decision.question, questions(decision, rules)
    decided = deciding(decision.verdict, decision.parts)
    sources = named(decided, rules.sources)
    checked = [source.checked for source in sources if source.checked is not None]
    notices = {notice.id: notice for part in decision.parts for notice in part.notices}.values()
    return {
        "schema": CARD_SCHEMA,
        "verdict": str(decision.verdict),
        "headline": _headline(decision),
        "read_first": [_notice(notice, notice.text) for notice in notices if notice.first],
        "question": {
            "exit_state": asked.exit_state,
            "entry_state": asked.entry_state,
            "date": day(asked.day),
            "port": asked.port,
        },
        "asked": list(decision.asked),
        "not_asked": list(decision.not_asked),
        "assumed": list(decision.assumed),
        "stated_of_port": list(decision.stated_of_port),
        "parts": [_part(part) for part in decision.parts],
        "stay": _stay(decision, rules),
        "port": _port(decision, rules),
        "ask": next_ones[0].as_data() if next_ones else None,
        "asks": len(next_ones),
        "unsettled": [each.name for each in decision.unsettled],
        "ways_out": ways_out,
        "to_do": [
            _notice(each, each.title)
            for each in notices
            if not each.first and each.kind is not NoticeKind.KNOW
        ],
        "to_know": sum(not each.first and each.kind is NoticeKind.KNOW for each in notices),
        "rests_on": {
            "sources": [source.id for source in sources],
            "grade": grade_of(decided, rules),
            "checked": day(min(checked)) if checked else None,
            "overdue": [source.id for source in overdue(decided, asked.day, rules)],
        },
        "rules": {"version": decision.rules_version, "digest": decision.rules_digest},
    }


def _headline(decision: Decision) -> dict[str, Any]:
    """Return the rule that carries the verdict: what lets in or out, or what is not met, or is open."""
    carrying = {
        Verdict.PASS: (Outcome.MET,),
        Verdict.FAIL: (Outcome.NOT_MET,),
        Verdict.CONDITIONAL: (Outcome.NOT_MET, Outcome.UNDETERMINED, Outcome.MET),
    }[decision.verdict]
    for outcome in carrying:
        found = [each for each in decision.requirements if each.outcome is outcome]
        if found:
            permissions = [each for each in found if each.id.endswith(_PERMISSION)]
            requirement = (permissions or found)[-1]
            ground = requirement.met_ground
            return {
                "requirement": requirement.id,
                "ground": requirement.met_by,
                "text": requirement.title if ground is None else ground.plainly,
            }
    return {"requirement": None, "ground": None, "text": ""}


def _part(part: PartDecision) -> dict[str, Any]:
    met = (each for each in part.requirements if each.outcome is Outcome.MET)
    carrying = [each for each in met if each.id.endswith(_PERMISSION)]
    ground = carrying[-1].met_ground if carrying else None
    unmet = [each for each in part.requirements if each.outcome is Outcome.NOT_MET]
    undetermined = [each for each in part.requirements if each.outcome is Outcome.UNDETERMINED]
    return {
        "part": part.part,
        "of": part.of,
        "verdict": str(part.verdict),
        "document": part.document,
        "ground": None
        if ground is None
        else {"id": f"{carrying[-1].id}/{ground.name}", "text": ground.plainly},
        "not_met": [_unmet(each) for each in unmet],
        "open": [
            {
                "requirement": each.id,
                "text": each.title,
                "settled": each.standing is not Standing.NOT_SETTLED,
            }
            for each in undetermined
        ],
    }


def _unmet(requirement: RequirementFinding) -> dict[str, Any]:
    """Return a requirement that is not met, and why the ground that comes nearest does not hold."""
    nearest = nearest_first(requirement.grounds)[:1]
    why = [told(reason) for ground in nearest for reason in ground.telling[:_MOST_WHY]]
    return {
        "requirement": requirement.id,
        "text": requirement.title,
        "why": [{"key": key, "text": text} for key, text in why],
        "fix": requirement.fix,
    }


def _notice(notice: NoticeFinding, text: str) -> dict[str, Any]:
    return {
        "id": notice.id,
        "kind": str(notice.kind),
        "text": text,
        "certain": notice.certain,
        "apply": notice.apply,
    }


# What a pass gives ----------------------------------------------------------------------


def _stay(decision: Decision, rules: RuleSet) -> dict[str, Any] | None:
    """Return the stay that the ground lets in for, where somebody is let in on one that is counted."""
    entry = next((part for part in decision.parts if part.part == "entry"), None)
    for requirement in () if entry is None else entry.requirements:
        ground = requirement.met_ground
        if entry is None or ground is None or not requirement.id.endswith(_PERMISSION):
            continue
        demanded = rules.states[entry.of].requirements["entry"]
        grounds = [each for of in demanded if of.id == requirement.id for each in of.grounds]
        by_name = {each.name: each for each in grounds}
        allowance = by_name[ground.name].allowance if ground.name in by_name else None
        if allowance is None:
            return None
        said = [reason.said for reason in ground.reasons]
        counted = next((each for each in said if isinstance(each, StaySaid)), None)
        used = next((each.used for each in said if isinstance(each, WithinSaid)), None)
        days = allowance.days if isinstance(allowance.days, int) else counted.days if counted else None
        # a window or a document may end the stay sooner, and how much of it is left the ground's own days do not say
        is_cut = allowance.limit is not None or _LAST_DAY in nodes_in((by_name[ground.name].needs,), Fact)
        first = decision.question.day + (allowance.counted_from == "day-after")
        return {
            "days": "unlimited" if days is not None and days >= NO_END else days,
            "until": None if days is None or days >= NO_END or is_cut else day(first + days - 1),
            "limit": allowance.limit,
            "span": allowance.span,
            "used": used,
        }
    return None


def _port(decision: Decision, rules: RuleSet) -> dict[str, Any] | None:
    """Return whether the port works on that day, and the next days on which it is closed."""
    asked = decision.question
    if decision.port is None:
        return None
    port = rules.ports[decision.port]
    opened = value_on(port, "port.open_to_travellers", asked.day)
    if opened and port.closings is not None:
        reason = closed_for(port.closings, asked.day)
        opened = None if not reason.settled else reason.value == WORKS
    return {
        "id": port.id,
        "open": opened,
        "next_closed": [day(each) for each in next_closed(port, asked.day)],
    }
