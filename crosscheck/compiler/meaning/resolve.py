"""Names in a phrase -> the facts, States, groups, words and days that they name."""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from crosscheck.compiler.meaning.phrases import Ref
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.findings import Findings, Hint, meant
from crosscheck.compiler.reading.nodes import Scalar
from crosscheck.compiler.shape.shape import day, listed
from crosscheck.language import states
from crosscheck.language.nodes import Fact, Its, Literal, Term
from crosscheck.language.source import Span
from crosscheck.language.spelling import misspelt
from crosscheck.language.vocabulary import FACT, FACTS, SLOT, THING, FactType, ThingType, Type

BRANCHINGS: Final = ("any_of", "all_of", "none_of")
_READABLE: Final = tuple(fact.name for fact in FACTS if fact.readable)


def is_fact(name: str) -> bool:
    """Whether *name* is spelt as the name of a fact: dotted, or one of the few flat ones."""
    return "." in name or name in FACT


def left_side(name: Scalar, scope: Scope) -> tuple[Term, FactType] | None:
    """Find what a condition speaks of; inside a list condition a bare name is the thing's."""
    if scope.thing is not None and "." not in name.text:
        return _property(name.text, name.span, scope)
    return _fact(name, scope)


def right_side(ref: Ref, scope: Scope) -> tuple[Term, FactType] | None:
    """Find the fact or, after `its`, the property that a phrase names."""
    if ref.its:
        return _property(ref.name.text, ref.name.span if scope.thing else ref.span, scope)
    return _fact(ref.name, scope)


def day_or_fact(ref: Ref, scope: Scope) -> tuple[Term, FactType | None] | None:
    """Find the day that a phrase names: written out, or as a fact."""
    if not ref.its and ref.name.text[0].isdigit():
        found = day(ref.name, scope.findings)
        return None if found is None else (Literal(found), None)
    return right_side(ref, scope)


def _property(name: str, span: Span, scope: Scope) -> tuple[Term, FactType] | None:
    thing, report = scope.thing, scope.findings.report
    if thing is None:
        hint = "write the full name of a fact; `its` speaks of the thing in hand in `visa:`, `permit:`, ..."
        report("CC219", span, "there is no thing here that `its` could mean", hint)
        return None
    found = next((each for each in thing.properties if each.name == name), None)
    if found is not None and found.readable:
        return Its(name), found
    if found is not None:
        report("CC217", span, f"`{name}` of a {thing.kind} may be stated, but no rule reads it")
        return None
    names = _readable(thing)
    way_out: Hint = meant(name, names, f"a {thing.kind} has {listed(names)}")
    if name in SLOT:
        # Outside it would be a condition on the traveller: other law, and so no way out.
        way_out = f"`{name}` is the traveller's own; a {thing.kind} has {listed(names)}"
    elif name in THING or name in BRANCHINGS:
        way_out = f"`{name}:` holds a mapping"
    slip = partial(misspelt, name, names)
    report("CC215", span, f"a {thing.kind} has no property `{name}`", way_out, instead=slip)
    return None


def _fact(word: Scalar, scope: Scope) -> tuple[Term, FactType] | None:
    name, report = word.text, scope.findings.report
    found = FACT.get(name)
    if found is None:
        slip = partial(misspelt, name, _READABLE)
        scope.findings.is_no(word, "CC210", "fact", _fact_meant(name, scope), slip)
        return None
    if not found.readable:
        message = f"`{name}` may be stated, but no rule reads it"
        report("CC217", word.span, message, meant(name, _READABLE))
        return None
    if found.movement not in (None, scope.movement):
        where = f"an {scope.movement} rule" if scope.movement else "a port's file"
        message = f"`{name}` may be read only in {found.movement} rules, and this is {where}"
        report("CC218", word.span, message, _other_movement(name, scope))
        return None
    return Fact(name), scope.names.document_type if found.is_open else found


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
        names = _readable(THING[kind])
        if rest not in names:
            return meant(rest, names, f"a {kind} has {listed(names)}")
        return f"`{rest}` is read inside `{kind}:`"
    if name == "ending_stay":
        return "write `ending_stay: within its grant`"
    known = (*_READABLE, *THING, *BRANCHINGS) if scope.thing is None else _READABLE
    return meant(name, known, "`crosscheck facts` lists every fact")


def _readable(thing: ThingType) -> list[str]:
    return [found.name for found in thing.properties if found.readable]


def state(word: Scalar, findings: Findings) -> str | None:
    """Return the State that *word* is the code of: rules use one spelling only."""
    if word.text in states.STATES:
        return word.text
    meant_by, code = partial(_state_meant, word.text), partial(states.find, word.text)
    findings.is_no(word, "CC213", "State code", meant_by, code)
    return None


def _state_meant(text: str) -> str:
    if (code := states.find(text)) is not None:
        return f"write `{code}`"
    close = [f"{states.STATES[each]} ({each})" for each in states.meant(text)]
    return f"did you mean {' or '.join(close)}?" if close else "write its code, such as `KZ` or `XXA`"


def group(word: Scalar, scope: Scope) -> str | None:
    """Return the group that *word* names."""
    return word.text if scope.findings.known(word, scope.names.groups, "CC211", "group") else None


def value(word: Scalar, fact: FactType, findings: Findings) -> str | None:
    """Return the value that *word* is among those that *fact* takes."""
    text = word.text
    if text == fact.absent:
        return text
    if text in ABSENT:
        hint = f"write `{fact.absent}`" if fact.absent else None
        findings.report("CC314", word.span, f"`{fact.name}` is never `{text}`", hint)
        return None
    if fact.type in (Type.STATE, Type.STATES):
        return state(word, findings)
    if fact.type is not Type.TEXT:
        return among(word, fact.words, f"`{fact.name}`", findings, fact.called)
    if text == (wanted := text.upper()):
        return text
    message = f"`{fact.name}` is written in capitals"
    findings.report("CC214", word.span, message, f"write `{wanted}`", instead=wanted)
    return None


def among(
    word: Scalar,
    allowed: Sequence[str],
    what: str,
    findings: Findings,
    called: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> str | None:
    """Return the word if it is *allowed*, as any is where it is not known which are; else report it with its nearest names."""
    text = word.text
    if text in allowed or not allowed:
        return text
    if is_fact(text):
        message = f"`{text}` is a fact, where a value of {what} is expected"
        findings.report("CC214", word.span, message, "write `same as FACT` to compare with a fact")
        return None
    hint = meant(text, allowed, f"one of {listed(allowed)}", called)
    slip = partial(misspelt, text, allowed)
    findings.is_no(word, "CC214", f"value of {what}", hint, slip)
    return None


ABSENT: Final = ("none", "no end", "unlimited")
"""The words that state that there is none."""
