"""`grants` of a ground -> what it allows, and the conditions that this puts on a stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from crosscheck.compiler.meaning import day_counts, phrases
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Mapping, Scalar
from crosscheck.compiler.shape import forms, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.nodes import (
    ALWAYS,
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    Hours,
    InForce,
    Its,
    Literal,
    Member,
    NoneOf,
    Only,
    Shift,
    Term,
    Window,
)
from crosscheck.language.source import Span
from crosscheck.language.trees import facts_read, mapped, nodes_in
from crosscheck.language.vocabulary import TIE
from crosscheck.rulebook.ruleset import Allowance, Conditions, Ground

_FROM: Final = {"the day of entry": "entry", "the day after entry": "day-after"}
_COUNTING: Final = {"all stays": None, "stays without a visa or permit": frozenset({"visa-exemption"})}
_STAY_FORMS: Final = "write `30 days counted from the day of entry`, `visa.duration_of_stay counted from the day of entry` or `no limit`"
_WITHIN_FORMS: Final = "write `90 days in any 180 days` or `90 days in a calendar year`"
_OF_VISA: Final = "visa.duration_of_stay"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a ground grants; *counted* and *begun* say which past stays count within its window."""

    allowance: Allowance
    counted: frozenset[str] | None = None
    begun: int | None = None
    stay_phrase: str = ""
    within_phrase: str = ""
    span: Span | None = None


_Tree = TypeVar("_Tree")

_LASTING: Final = frozenset({"document.type", "document.issuing_state", "nationality"})
"""Facts that are on exit what they were on entry."""

_SPENT: Final = frozenset({"purposes", "entries_left", TIE})
"""What of a visa served to enter: by now an entry is used up, and the purpose is that of the next journey."""

_ENTERED: Final = Fact("ending_stay.entered_on")
_OF_THE_STAY: Final = {
    Fact("crossing.date"): _ENTERED,
    Fact("stay.until"): Fact("crossing.date"),
}
"""What were the days of crossing and the end of the stay, seen from its end."""


def read(mapping: Mapping, findings: Findings) -> Grant:
    """Read the mapping under `grants`."""
    fields = Fields(mapping, "`grants`", forms.GRANTS, findings)
    stay, within, counting = map(fields.word, forms.GRANTS.order)
    days, counted_from = _stay(stay, findings) if stay else (None, "entry")
    limit, span = _within(within, findings) if within else (None, None)
    counted, begun = _counting(counting, findings) if counting else (None, None)
    return Grant(
        Allowance(days, counted_from, limit, span, counting.text if counting else None),
        counted,
        begun,
        stay.text if stay else "",
        within.text if within else "",
        fields.span,
    )


def _stay(scalar: Scalar, findings: Findings) -> tuple[int | str | None, str]:
    """Stay = ( DAYS | "visa.duration_of_stay" ) "counted from" START | "no limit"."""
    days, counted_from = None, "entry"
    if scalar.text == "no limit":
        return days, counted_from
    head, start = scalar.partition(" counted from ")
    days = (
        _OF_VISA
        if head.text == _OF_VISA
        else day_counts.read(phrases.words(head), scalar, _STAY_FORMS, findings)
    )
    named = start.text if start else ""
    if named in _FROM:
        return days, _FROM[named]
    hint = meant(named, _FROM, "add `counted from the day of entry` or `counted from the day after entry`")
    if days is not None and start:
        findings.is_no(start, "CC301", "day to count from", hint)
    elif days is not None:
        message = "nothing says from which day the stay is counted"
        findings.report("CC301", scalar.span, message, hint)
    return days, counted_from


def _within(scalar: Scalar, findings: Findings) -> tuple[int | None, int | None]:
    """Within = DAYS "in any" DAYS | DAYS "in a calendar year"."""
    words = phrases.words(scalar)
    texts = [word.text for word in words]

    def days(some: Sequence[Scalar]) -> int | None:
        return day_counts.read(some, scalar, _WITHIN_FORMS, findings)

    if texts[-4:] == ["in", "a", "calendar", "year"]:
        return days(words[:-4]), None
    cut = next((place for place in range(len(texts)) if texts[place : place + 2] == ["in", "any"]), None)
    if cut is None:
        findings.not_understood(scalar, _WITHIN_FORMS)
        return None, None
    limit, span = days(words[:cut]), days(words[cut + 2 :])
    if limit is not None and span is not None and limit > span:
        message = f"{limit} days do not fit in {span} days"
        findings.report("CC410", scalar.span, message, "the longer span stands last")
    return limit, span


def _counting(scalar: Scalar, findings: Findings) -> tuple[frozenset[str] | None, int | None]:
    """Counting = WHICH ["begun on or after" DATE]."""
    which, begun = scalar.partition(" begun on or after ")
    if which.text not in _COUNTING:
        known = " or ".join(f"`{name}`" for name in _COUNTING)
        findings.not_understood(which, f"write {known}")
        return None, None
    return _COUNTING[which.text], begun and shape.day(begun, findings)


def on_entry(grant: Grant, state: str) -> tuple[Conditions, Condition | None]:
    """Return what a grant demands of the planned stay, and what it demands of the visa itself."""
    return _demands(grant, state, Fact("crossing.date"), Fact("stay.until"))


def on_exit(ground: Ground, grant: Grant | None, state: str) -> Conditions:
    """Return what makes a stay that is ending one that *ground* allowed when it began."""
    basis = Compare(Fact("ending_stay.ground"), "==", Literal(ground.basis))
    conditions = [Condition("ending_stay.ground", basis, ground.basis, ground.span)]
    if ground.validity != ALWAYS:
        conditions.append(Condition("in_force", InForce(ground.validity, _ENTERED), "", ground.span))
    # Whom the ground concerned, it concerned on that day: who has since left a group may still stay out the time.
    conditions.extend(_when_entered(ground.concerns))
    # The exit document is the one that the stay was entered on: what kind it is has not changed since,
    # and tells apart two exemptions that differ in nothing else.
    conditions.extend(_when_entered(need) for need in ground.needs if _is_lasting(need))
    granted, of_visa = _demands(grant, state, _ENTERED, Fact("crossing.date")) if grant else ((), None)
    if ground.basis == "visa":
        conditions.append(_visa_entered_on(ground, of_visa, state))
    elif ground.basis == "residence-permit":
        conditions.append(_permit_still_held(ground, state))
    return (*conditions, *granted)


def _when_entered(tree: _Tree) -> _Tree:
    """Return *tree* as it stood on the day of entry, seen from the end of the stay."""

    def change(node: Any) -> Any:
        if isinstance(node, Member) and node.on is None:
            return replace(node, on=_ENTERED)
        return _OF_THE_STAY.get(node, node) if isinstance(node, Fact) else node

    return mapped(tree, change)


def _is_lasting(need: Condition) -> bool:
    # Named is what is left out: a construct of which nothing is known here is demanded, not forgotten.
    passing = isinstance(
        need.predicate, Covers | Only | Hours | InForce | Held | AnyOf | AllOf | NoneOf | Window
    )
    return not passing and set(facts_read(need.predicate)) <= _LASTING


def _visa_entered_on(ground: Ground, of_visa: Condition | None, state: str) -> Condition:
    """Return that some visa of *state* is of the kind that *ground* asks for, and covers the stay.

    A short visa must not borrow the stay of a ground for visas of another kind, nor that of an older visa.
    """
    inside = [_issued_by(state, ground)]
    for need in ground.needs:
        if isinstance(need.predicate, Held) and need.predicate.kind == "visa":
            asked = (each for each in need.predicate.conditions if _is_of_the_visa(each))
            inside.extend(_when_entered(each) for each in asked)
    inside.extend([of_visa] if of_visa else [])
    return Condition("visa", Held("visa", tuple(inside)), "", ground.span)


def _is_of_the_visa(inside: Condition) -> bool:
    days = {day.name for day in _OF_THE_STAY}
    read = {inside.key, *(its.name for its in nodes_in(inside.predicate, Its))}
    return read.isdisjoint(_SPENT | {"issuing_state"}) and set(facts_read(inside.predicate)) <= days


def _permit_still_held(ground: Ground, state: str) -> Condition:
    lasts = Compare(Its("valid_until"), ">=", Fact("crossing.date"))
    valid = Condition("valid_until", lasts, "on or after crossing.date", ground.span)
    return Condition("permit", Held("permit", (_issued_by(state, ground), valid)), "", ground.span)


def _issued_by(state: str, ground: Ground) -> Condition:
    issued = Compare(Its("issuing_state"), "==", Literal(state))
    return Condition("issuing_state", issued, state, ground.span)


def _demands(grant: Grant, state: str, first: Term, last: Term) -> tuple[Conditions, Condition | None]:
    allowance = grant.allowance
    granted: list[Condition] = []
    of_visa = None
    counts_first_day = allowance.counted_from == "entry"
    if isinstance(allowance.days, int):
        length = allowance.days - 1 if counts_first_day else allowance.days
        limit = Compare(last, "<=", Shift(first, Literal(length), "days"))
        granted.append(Condition("stay", limit, grant.stay_phrase, grant.span))
    elif allowance.days is not None:
        end = Shift(first, Its("duration_of_stay"), "days")
        until = Shift(end, Literal(-1), "days") if counts_first_day else end
        of_visa = Condition("stay", Compare(last, "<=", until), grant.stay_phrase, grant.span)
    if allowance.limit is not None:
        window = Window(allowance.limit, allowance.span, state, first, last, grant.counted, grant.begun)
        granted.append(Condition("within", window, grant.within_phrase, grant.span))
    return tuple(granted), of_visa
