"""The grammar of phrases as regular expressions: what may be written for a fact of each type.

They are those of ECMA-262, as JSON Schema has them, and of Python alike.  What no regular
expression can tell (30 February, a group that does not exist) is left to `rules lint`.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeAlias

from crosscheck.compiler.shape.kinds import DATE_LIKE, NAME_LIKE, STATE_LIKE, several
from crosscheck.language.phrases.forms import FITS, FLIPPED, SINGULAR, SPELT
from crosscheck.language.vocabulary import CLOCK, FACT, THINGS, FactType, Type

_TEXT: Final = r"[^\sa-z,;|/&<>=!][^\sa-z,;|&]*"
_NUMBER: Final = "(0|[1-9][0-9]{0,4})"
_TIME: Final = f"{_NUMBER} (day|month|year)s?"
_DATES: Final = (Type.DATE, Type.PARTIAL)


Reach: TypeAlias = Mapping[str, FactType]
"""The facts that a phrase may name where it stands, by the words that name them."""

_PROPERTIES: Final = {f"{thing.kind}.{each.name}": each for thing in THINGS for each in thing.properties}
_CLOCKED: Final = [(FACT | _PROPERTIES)[name] for name in CLOCK]


def phrase(fact: FactType, reach: Reach) -> str:
    """Return what a whole phrase on *fact* looks like."""
    part = f"({'|'.join(_parts(fact, reach))})"
    return f"^{part}( and {part})*$"


def values(fact: FactType) -> str:
    """Return what one value of *fact* looks like, where it is a State, a word or a text."""
    if fact.type in (Type.STATE, Type.STATES):
        return STATE_LIKE
    return _TEXT if fact.type is Type.TEXT else either(fact.words)


def either(words: Iterable[str]) -> str:
    """Return what one of *words* looks like.

    >>> either(["stay.until", "its valid_until"])
    '(stay\\\\.until|its valid_until)'
    """
    return f"({'|'.join(word.replace('.', chr(92) + '.') for word in words)})"


def _parts(fact: FactType, reach: Reach) -> Iterable[str]:
    """Give each form that fits *fact*, but for one with a place that nothing fills."""
    fills = _fills(fact, reach)
    return filter(None, (form.pattern(fills) for form in FITS[fact.type].forms))


def _named(reach: Reach, types: Collection[Type], like: FactType | None = None) -> str | None:
    """Return what names a fact of one of *types*, with the words and the unit of *like*; None if none does."""
    fits = [
        name
        for name, fact in reach.items()
        if fact.type in types and (like is None or (fact.words, fact.unit) == (like.words, like.unit))
    ]
    return either(fits) if fits else None


def _fills(fact: FactType, reach: Reach) -> Mapping[str, str | None]:
    """Return what fills each place of a form; None where no fact in *reach* does."""
    value, dated, is_date = values(fact), _named(reach, _DATES), fact.type in _DATES
    single = Type.STATE if fact.type is Type.STATES else Type.WORD
    alike = dated if is_date else _named(reach, (fact.type,), fact)
    clocked = [name for name, each in reach.items() if each in _CLOCKED]
    compared = {op: words for op, words in SPELT["COMPARED"].items() if op in FLIPPED or not is_date}
    spelt = {**SPELT, "COMPARED": compared}.items()
    said = several(f"({value}|{fact.absent})" if fact.absent else value)
    span, number = _named(reach, (Type.COUNT,), _A_SPAN), f"{_NUMBER} {_unit(fact.unit or 'days')}"
    return {place: either(words.values()) for place, words in spelt} | {
        "ANSWER": "yes|no",
        "VALUES": fact.absent if is_date or fact.type is Type.COUNT else said,
        "GROUP": NAME_LIKE,
        "PART": _or(value, _named(reach, (single, fact.type), fact)),
        "WHOLE": _or(several(value), _named(reach, (single,), fact)),
        "DATED": dated,
        "DAY": _or(DATE_LIKE, dated),
        "MOMENT": either(clocked) if fact in _CLOCKED else None,
        "NUMBER": _NUMBER,
        "HOURS": _unit("hours"),
        "AMOUNT": _or(_TIME, span) if is_date else _or(number, alike),
        "FACT": alike,
    }


def _unit(plural: str) -> str:
    """Return what a unit looks like after a number: one, or several."""
    one = SINGULAR[plural]
    return f"{one}s?" if plural == f"{one}s" else f"({one}|{plural})"


def _or(written: str, named: str | None) -> str:
    return f"({written}|{named})" if named else f"({written})"


_A_SPAN: Final = FactType("a span of days", Type.COUNT, "", unit="days")
