"""A decision for programs: JSON as `models/decision.py` describes it, every value in its own type."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from crosscheck.answers.labels import DAYS, day, fact_type, naming
from crosscheck.answers.sentences.messages import told
from crosscheck.deciding.decision import (
    Decision,
    GroundFinding,
    NoticeFinding,
    PartDecision,
    Plan,
    Reason,
    RequirementFinding,
    Unsettled,
)
from crosscheck.deciding.explaining.evidence import decided_by, deciding, overdue
from crosscheck.deciding.reasons import Said
from crosscheck.language import values
from crosscheck.language.dates import NO_END
from crosscheck.language.vocabulary import Type
from crosscheck.rulebook.citation import Source, named, weakest
from crosscheck.rulebook.ruleset import RuleSet

DECISION_SCHEMA: Final = "crosscheck.decision/2-draft"
"""Name and version of the form; the number rises with every change that could break a reader of one that is no draft."""

_DATES: Final = (Type.DATE, Type.PARTIAL)
_PLAIN: Final = (str, bool, type(None))
"""What JSON holds as it stands."""


def decision_json(decision: Decision, rules: RuleSet, *, indent: int | None = 2) -> str:
    """Return *decision* as one JSON text in ASCII, ending in a line end."""
    # what was made here holds nothing that holds itself
    return json.dumps(decision_data(decision, rules), indent=indent, check_circular=False) + "\n"


def decision_data(decision: Decision, rules: RuleSet) -> dict[str, Any]:
    """Return *decision* as plain dicts and lists.  Days are `YYYY-MM-DD`; null is not known."""
    with naming(rules.documents):
        return _decision(decision, rules)


def _decision(decision: Decision, rules: RuleSet) -> dict[str, Any]:
    question, decided = decision.question, deciding(decision.verdict, decision.parts)
    _ = decision.open_points  # what is written is told in full, and holds on to no traveller
    return {
        "schema": DECISION_SCHEMA,
        "verdict": str(decision.verdict),
        "question": {
            "exit_state": question.exit_state,
            "entry_state": question.entry_state,
            "date": day(question.day),
            "port": question.port,
            "direction": question.direction,
            "sides": list(question.sides),
            "require": list(question.require),
        },
        "port": decision.port,
        "border": [{"port": port, "verdict": str(verdict)} for port, verdict in decision.border],
        "asked": list(decision.asked),
        "assumed": list(decision.assumed),
        "not_asked": list(decision.not_asked),
        "stated_of_port": list(decision.stated_of_port),
        "sides": [{"side": part.part, "state": part.of} | _part(part, rules) for part in decision.sides],
        "places": [{"port": part.of} | _part(part, rules) for part in decision.places],
        "wanted": list(decision.wanted),
        "unsettled": _unsettled(decision.unsettled),
        "plan": _plan(decision.plan),
        "next_best": _plan(decision.next_best) if decision.next_best is not None else None,
        "unlisted_visas": [
            {
                "visa": each.place,
                "issuing_state": each.issuing_state,
                "category": each.category,
                "near": list(each.near),
            }
            for each in decision.unlisted_visas
        ],
        "days_apart": [
            {"date": day(other), "verdict": str(verdict)} for other, verdict in decision.days_apart
        ],
        "grade": grade_of(decided, rules),
        "overdue": [source.id for source in overdue(decided, question.day, rules)],
        "sources": sources_data(_cited(decision), rules),
        "rules": {
            "name": decision.rules_name,
            "version": decision.rules_version,
            "digest": decision.rules_digest,
        },
    }


def _part(part: PartDecision, rules: RuleSet) -> dict[str, Any]:
    return {
        "verdict": str(part.verdict),
        "document": part.document,
        "requirements": [_requirement(requirement, rules) for requirement in part.requirements],
        "notices": [_notice(notice) for notice in part.notices],
        "wanted": list(part.wanted),
        "unsettled": _unsettled(part.unsettled),
        "grade": grade_of(deciding(part.verdict, (part,)), rules),
    }


def _unsettled(items: Iterable[Unsettled]) -> list[dict[str, Any]]:
    return [
        {
            "name": item.name,
            "evidence": [{"says": says, "source": source} for says, source in item.evidence],
        }
        for item in items
    ]


def _requirement(requirement: RequirementFinding, rules: RuleSet) -> dict[str, Any]:
    return {
        "id": requirement.id,
        "title": requirement.title,
        "outcome": str(requirement.outcome),
        "met_by": requirement.met_by,
        "grounds": [_ground(ground, rules) for ground in requirement.grounds],
        "concerns": [_reason(reason) for reason in requirement.concerns],
        "sources": list(requirement.sources),
        "grade": grade_of(decided_by(requirement), rules),
        "fix": requirement.fix,
        "doubt": requirement.doubt,
    }


def _ground(ground: GroundFinding, rules: RuleSet) -> dict[str, Any]:
    return {
        "name": ground.name,
        "title": ground.title,
        "in_short": ground.in_short,
        "holds": ground.truth,
        "reasons": [_reason(reason) for reason in ground.reasons],
        "sources": list(ground.sources),
        "grade": grade_of(ground.sources, rules),
        "ended": None if ground.ended is None else day(ground.ended),
        "fix": ground.fix,
        "apply": ground.apply,
        "doubt": ground.doubt,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    key, text = told(reason)
    return {
        "id": reason.id,
        "key": key,
        "standing": str(reason.standing),
        "text": text,
        "said": _said(reason.said),
        "wanted": list(reason.wanted),
        "unsettled": list(reason.unsettled),
        "within": [
            {"name": name, "reasons": [_reason(inner) for inner in reasons]}
            for name, reasons in reason.within
        ],
    }


def _said(said: Said) -> dict[str, Any]:
    """Return what is *said* as JSON holds it, formatted as the type of its fact demands."""
    kind = fact_type(said.fact or "")
    dated = kind is not None and kind.type in _DATES
    return {
        name: value if isinstance(value, _PLAIN) else _value(name, value, dated=dated)
        for name, value in zip(said._fields, said, strict=True)
    }


def _value(name: str, value: Any, *, dated: bool) -> Any:
    """Return one parameter as JSON holds it; *dated*: it is said of a fact that is a day."""
    if isinstance(value, int):
        if name in DAYS or (dated and name in ("actual", "needed")):
            return day(value)
        return "unlimited" if value >= NO_END else value
    if name == "needed" and isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return [_said(each) for each in value]
    if name == "apart":
        return {"amount": value[0], "unit": value[1]}
    if dated and isinstance(value, tuple):
        return values.show_partial(*value)
    items = sorted(value) if isinstance(value, frozenset) else value
    return [item if isinstance(item, _PLAIN) else _value(name, item, dated=dated) for item in items]


def _notice(notice: NoticeFinding) -> dict[str, Any]:
    return {
        "id": notice.id,
        "kind": str(notice.kind),
        "title": notice.title,
        "text": notice.text,
        "apply": notice.apply,
        "certain": notice.certain,
        "first": notice.first,
        "sources": list(notice.sources),
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "exit_document": plan.exit_document,
        "entry_document": plan.entry_document,
        "verdict": str(plan.verdict),
    }


def grade_of(cited: Iterable[str], rules: RuleSet) -> str | None:
    """Return the grade of the weakest source that is *cited*; null where none is."""
    grade = weakest(cited, rules.sources)
    return None if grade is None else str(grade)


def sources_data(cited: Iterable[str], rules: RuleSet) -> dict[str, Any]:
    """Return every source that is *cited* (`ID` or `ID, locator`), by id."""
    return {source.id: _source(source).copy() for source in named(cited, rules.sources)}


@lru_cache(maxsize=1024)
def _source(source: Source) -> dict[str, Any]:
    return {
        "cite": source.cite,
        "publisher": source.publisher,
        "url": source.url,
        "published": None if source.published is None else day(source.published),
        "checked": None if source.checked is None else day(source.checked),
        "review_by": None if source.review_by is None else day(source.review_by),
        "grade": str(source.grade),
    }


def _cited(decision: Decision) -> list[str]:
    cited: list[str] = []
    for part in decision.parts:
        for requirement in part.requirements:
            cited += requirement.sources
            for ground in requirement.grounds:
                cited += ground.sources
        for notice in part.notices:
            cited += notice.sources
    return cited + [source for item in decision.unsettled for _, source in item.evidence]
