"""Ways out as sentences, and as plain values in the form that `models/ways.py` describes."""

from collections.abc import Iterable
from typing import Any, Final

from crosscheck.answers.labels import day, document_type, label, listed, naming, shown
from crosscheck.answers.sentences.messages import counted, say
from crosscheck.answers.unsettled_text import port_name
from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.ways.changes import (
    Change,
    DayChange,
    PaperChange,
    PassportChange,
    PortChange,
    StayChange,
    VisaChange,
    WayOut,
)
from crosscheck.language.dates import NO_END
from crosscheck.language.vocabulary import THING, THING_SLOT, Type
from crosscheck.rulebook.ruleset import RuleSet

WAYS_SCHEMA: Final = "crosscheck.ways/1"
"""Name and version of the form; the number rises with every change that could break a reader."""

_NAMED: Final = 6
"""Of more categories than these, what they are for says more."""
_STILL: Final = 2
"""Of what is then still to be stated, so much is named."""
_ASKED_OF: Final = {"visa": ("valid_from", "valid_until", "entries_left", "duration_of_stay", "form"), "paper": ("valid_from", "valid_until", "area")}  # fmt: skip
"""What is told of a thing to be obtained, besides its kind and issuer."""


def way_text(way: WayOut, rules: RuleSet) -> str:
    """Return *way* in a sentence, or in two of which both are to be followed."""
    with naming(rules.documents):
        return " ".join([change_text(each, rules) for each in way.changes])


def way_told(way: WayOut, rules: RuleSet) -> str:
    """Return *way* in a sentence, and where it does not lead to a pass, what is then still to be stated or settled."""
    text = way_text(way, rules)
    if way.verdict is Verdict.PASS:
        return text
    facts = listed([label(name) for name in way.wanted[:_STILL]], "and")
    key = (
        "wayout.both" if way.wanted and way.unsettled else "wayout.then" if way.wanted else "wayout.unsettled"
    )
    return say(key, way=text, facts=facts)


def change_key(change: Change) -> str:
    """Return the name of the sentence that says *change*."""
    match change:
        case DayChange(day=on, until=until):
            return f"wayout.day.{'from' if until is None else 'on' if until == on else 'until'}"
        case PassportChange(blank_pages=int()):
            return "wayout.passport.pages"
        case VisaChange(categories=categories):
            if not categories:
                return "wayout.visa"
            return "wayout.visa.category" if len(categories) <= _NAMED else "wayout.visa.purpose"
        case _:
            return f"wayout.{change.kind}"


def change_text(change: Change, rules: RuleSet) -> str:
    """Return *change* as what to do."""
    key = change_key(change)
    match change:
        case PortChange(port=port):
            return say(key, port=port_name(rules.ports[port]))
        case DayChange(day=on, until=until):
            return say(key, day=day(on), until="" if until is None else day(until))
        case StayChange(days=days, last_day=last):
            return counted(key, days, last_day=day(last))
        case PaperChange(paper=paper, issuing_state=state):
            thing = say("thing.paper.named", name=shown(paper, "paper.kind"))
            return say(key, thing=_of(thing, state))
        case PassportChange(type=type_, until=until, blank_pages=pages):
            words = {"document": document_type(type_), "until": day(until)}
            return say(key, **words) if pages is None else counted(key, pages, **words)
        case VisaChange(issuing_state=state, categories=categories):
            return say(key, thing=_of(say("thing.visa"), state), categories=listed(categories))


def _of(thing: str, state: str | None) -> str:
    return (
        thing
        if state in (None, "none")
        else say("thing.of", thing=thing, state=shown(state, form=Type.STATE))
    )


def ways_data(ways: Iterable[WayOut], rules: RuleSet) -> dict[str, Any]:
    """Return *ways* as plain dicts and lists.  Days are `YYYY-MM-DD`; null is not asked, or not known."""
    return {"schema": WAYS_SCHEMA, "ways_out": [way_data(each, rules) for each in ways]}


def way_data(way: WayOut, rules: RuleSet) -> dict[str, Any]:
    """Return one way out as plain values."""
    with naming(rules.documents):
        return {
            "kind": way.kind,
            "verdict": str(way.verdict),
            "text": way_text(way, rules),
            "wanted": list(way.wanted),
            "unsettled": list(way.unsettled),
            "changes": [_change(each, rules) for each in way.changes],
        }


def _change(change: Change, rules: RuleSet) -> dict[str, Any]:
    said = {"kind": change.kind, "key": change_key(change), "text": change_text(change, rules)}
    match change:
        case PortChange(port=port):
            return {**said, "port": port}
        case DayChange(day=on, until=until):
            return {**said, "date": day(on), "until": None if until is None else day(until)}
        case StayChange(days=days, last_day=last):
            return {**said, "days": days, "last_day": day(last)}
        case PaperChange(paper=paper, issuing_state=state, row=row):
            return {**said, "paper": paper, "issuing_state": state, **_asked_of("paper", row)}
        case PassportChange(place=place, type=type_, until=until, blank_pages=pages):
            return {
                **said,
                "document": place,
                "type": type_,
                "date_of_expiry": day(until),
                "blank_pages": pages,
            }
        case VisaChange(issuing_state=state, categories=categories, rows=rows):
            return {
                **said,
                "issuing_state": state,
                "categories": list(categories),
                **_asked_of("visa", rows[0]),
            }


def _asked_of(kind: str, row: tuple[Any, ...]) -> dict[str, Any]:
    """Return what is asked of a thing of *kind*, as a profile states it."""
    found = {}
    for name in _ASKED_OF[kind]:
        place = THING_SLOT[kind][name]
        value = row[place]
        found[name] = (
            value
            if value is None or isinstance(value, str)
            else _stated(value, THING[kind].properties[place])
        )
    return found


def _stated(value: int, fact: Any) -> int | str:
    if fact.absent is not None and value >= NO_END:
        return str(fact.absent)
    return day(value) if fact.type is Type.DATE else value
