"""Names in a phrase -> the facts, States, groups, words and days that they name."""

import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Final

from crosscheck.compiler.meaning.phrases import Ref, Word
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.findings import Findings, Hint, meant
from crosscheck.language import states
from crosscheck.language.nodes import Fact, Its, Literal, Term
from crosscheck.language.source import Span
from crosscheck.language.spelling import misspelt
from crosscheck.language.vocabulary import FACT, FACTS, SLOT, THING, FactType, Type

BRANCHINGS: Final = ("any_of", "all_of", "none_of")
_READABLE: Final = tuple(fact.name for fact in FACTS if fact.readable)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_LIKE: Final = re.compile(r"[0-9]{1,4}[-./][0-9]{1,2}([-./][0-9]{1,4})?|[0-9]{4}|[0-9]{8}")


def is_fact(name: str) -> bool:
    """Whether *name* is spelt as the name of a fact: dotted, or one of the few flat ones."""
    return "." in name or name in FACT


def left_side(name: str, span: Span, scope: Scope) -> tuple[Term, FactType] | None:
    """Find what a condition speaks of; inside a list condition a bare name is the thing's."""
    if scope.thing is not None and "." not in name:
        return _property(name, span, scope)
    return _fact(name, span, scope)


def right_side(ref: Ref, scope: Scope) -> tuple[Term, FactType] | None:
    """Find the fact or, after `its`, the property that a phrase names."""
    if ref.its:
        return _property(ref.name.text, ref.name.span if scope.thing else ref.span, scope)
    return _fact(ref.name.text, ref.name.span, scope)


def day_or_fact(ref: Ref, scope: Scope) -> tuple[Term, FactType | None] | None:
    """Find the day that a phrase names: written out, or as a fact."""
    if not ref.its and ref.name.text[0].isdigit():
        day = parse_date(ref.name.text, ref.name.span, scope.findings)
        return None if day is None else (Literal(day), None)
    return right_side(ref, scope)


def _property(name: str, span: Span, scope: Scope) -> tuple[Term, FactType] | None:
    thing = scope.thing
    if thing is None:
        hint = "write the full name of a fact; `its` speaks of the thing in hand in `visa:`, `permit:`, ..."
        scope.findings.report("CC219", span, "there is no thing here that `its` could mean", hint)
        return None
    for found in thing.properties:
        if found.name == name and found.readable:
            return Its(name), found
    if any(found.name == name for found in thing.properties):
        message = f"`{name}` of a {thing.kind} may be stated, but no rule reads it"
        scope.findings.report("CC217", span, message)
        return None
    names = [found.name for found in thing.properties if found.readable]
    way_out: Hint = meant(name, names, f"a {thing.kind} has {_listed(names)}")
    if name in SLOT:
        # Outside it would be a condition on the traveller: other law, and so no way out.
        way_out = f"`{name}` is the traveller's own; a {thing.kind} has {_listed(names)}"
    elif name in THING or name in BRANCHINGS:
        way_out = f"`{name}:` holds a mapping"
    slip = partial(misspelt, name, names)
    scope.findings.report("CC215", span, f"a {thing.kind} has no property `{name}`", way_out, instead=slip)
    return None


def _fact(name: str, span: Span, scope: Scope) -> tuple[Term, FactType] | None:
    found = FACT.get(name)
    if found is None:
        slip = partial(misspelt, name, _READABLE)
        scope.findings.report("CC210", span, f"`{name}` is no fact", _fact_meant(name, scope), instead=slip)
        return None
    if not found.readable:
        scope.findings.report(
            "CC217", span, f"`{name}` may be stated, but no rule reads it", meant(name, _READABLE)
        )
        return None
    if found.movement not in (None, scope.movement):
        where = f"an {scope.movement} rule" if scope.movement else "a port's file"
        message = f"`{name}` may be read only in {found.movement} rules, and this is {where}"
        scope.findings.report("CC218", span, message, _other_movement(name, scope))
        return None
    return Fact(name), found


def _other_movement(name: str, scope: Scope) -> str:
    if scope.movement is None:
        return "put the requirement into the rules of the State that grants the stay"
    if name.startswith("stay."):
        return "on exit the stay that is ending is `ending_stay.entered_on` until `crossing.date`"
    return "on entry the planned stay is `crossing.date` until `stay.until`"


def _fact_meant(name: str, scope: Scope) -> Hint:
    kind, _, rest = name.partition(".")
    if kind in THING and rest:
        if scope.thing is not None and scope.thing.kind == kind:
            return f"inside `{kind}:` write `its {rest}`"
        names_of_thing = [found.name for found in THING[kind].properties if found.readable]
        if rest not in names_of_thing:
            return meant(rest, names_of_thing, f"a {kind} has {_listed(names_of_thing)}")
        return f"`{rest}` is read inside `{kind}:`"
    names = (*_READABLE, *THING, *BRANCHINGS) if scope.thing is None else _READABLE
    if name == "ending_stay":
        return "write `ending_stay: within its grant`"
    return meant(name, names, "`crosscheck facts` lists every fact")


def state(word: Word, findings: Findings) -> str | None:
    """Return the State that *word* is the code of: rules use one spelling only."""
    if word.text in states.STATES:
        return word.text
    findings.report(
        "CC213",
        word.span,
        f"`{word.text}` is no State code",
        lambda: _state_meant(word.text),
        instead=lambda: states.find(word.text),
    )
    return None


def _state_meant(text: str) -> str:
    if (code := states.find(text)) is not None:
        return f"write `{code}`"
    close = [f"{states.STATES[each]} ({each})" for each in states.meant(text)]
    return f"did you mean {' or '.join(close)}?" if close else "write its code, such as `KZ` or `XXA`"


def group(word: Word, scope: Scope) -> str | None:
    """Return the group that *word* names."""
    if word.text in scope.names.groups:
        return word.text
    hint = meant(word.text, scope.names.groups)
    scope.findings.report("CC211", word.span, f"`{word.text}` is no group", hint)
    return None


def value(word: Word, fact: FactType, findings: Findings) -> str | None:
    """Return the value that *word* is among those that *fact* takes."""
    if word.text == fact.absent:
        return word.text
    if word.text in ABSENT:
        hint = f"write `{fact.absent}`" if fact.absent else None
        findings.report("CC314", word.span, f"`{fact.name}` is never `{word.text}`", hint)
        return None
    if fact.type in (Type.STATE, Type.STATES):
        return state(word, findings)
    if fact.type is Type.TEXT:
        if word.text == word.text.upper():
            return word.text
        hint = f"write `{word.text.upper()}`"
        message = f"`{fact.name}` is written in capitals"
        findings.report("CC214", word.span, message, hint, instead=word.text.upper())
        return None
    return among(word, fact.words, f"`{fact.name}`", findings)


def among(
    word: Word, allowed: Iterable[str], what: str, findings: Findings, code: str = "CC214"
) -> str | None:
    """Return the word if it is *allowed*, else report it with its nearest names."""
    known = tuple(allowed)
    if word.text in known:
        return word.text
    if is_fact(word.text):
        message = f"`{word.text}` is a fact, where a value of {what} is expected"
        findings.report(code, word.span, message, "write `same as FACT` to compare with a fact")
        return None
    hint = meant(word.text, known, f"one of {_listed(known)}")
    slip = partial(misspelt, word.text, known)
    findings.report(code, word.span, f"`{word.text}` is no value of {what}", hint, instead=slip)
    return None


ABSENT: Final = ("none", "no end", "unlimited")
"""The words that state that there is none."""


def parse_date(text: str, span: Span, findings: Findings) -> int | None:
    """Read `2026-12-01` as the day it is."""
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text).toordinal()
        except ValueError:
            findings.report("CC308", span, f"`{text}` is no day of the calendar")
            return None
    hint = "write it as `2026-12-01`: year, month, day" if _DATE_LIKE.fullmatch(text) else None
    findings.report("CC308", span, f"`{text}` is no date", hint or "a date is written `2026-12-01`")
    return None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
