"""The grammar of phrases as regular expressions: what may be written for a fact of each type.

They are those of ECMA-262, as JSON Schema has them, and of Python alike.  What no regular
expression can tell (30 February, a group that does not exist) is left to `rules lint`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from crosscheck.compiler.meaning.fits import FORMS
from crosscheck.language.states import STATES
from crosscheck.language.vocabulary import CLOCK, FactType, ThingType, Type

NAME: Final = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
DATE: Final = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
PERIOD: Final = rf"({DATE} \.\.( {DATE})?|\.\. {DATE})"
MONTH: Final = "(January|February|March|April|May|June|July|August|September|October|November|December)"
DAYS: Final = "[1-9][0-9]{0,4} days?"
STAY: Final = rf"(({DAYS}|visa\.duration_of_stay) counted from the day (of|after) entry|no limit)"
WITHIN: Final = rf"{DAYS} in (any {DAYS}|a calendar year)"
COUNTING: Final = rf"(all stays|stays without a visa or permit)( begun on or after {DATE})?"
CATEGORY: Final = "[^ a-z]+"
CITATION: Final = rf"{NAME}(, .*\S.*)?"
DAY_LISTED: Final = (
    rf"((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[1-3]?[0-9] {MONTH}|{DATE}( \.\. {DATE})?|days of .+|no day)"
)
POINT: Final = r"[0-9]{1,2}(\.[0-9]{1,4})? [NS] [0-9]{1,3}(\.[0-9]{1,4})? [EW]"
RADIUS: Final = "[1-9][0-9]{0,2} km"

_TEXT: Final = r"[^\sa-z,;|/&<>=!][^\sa-z,;|&]*"
_NUMBER: Final = "(0|[1-9][0-9]{0,4})"
_UNITS: Final = {"days": "days?", "pages": "pages?", "entries": "(entry|entries)"}
_TIME: Final = f"{_NUMBER} (day|month|year)s?"
_HOLE: Final = re.compile(r"\{(\w+)\}")
_DATES: Final = (Type.DATE, Type.PARTIAL)


@dataclass(frozen=True, slots=True)
class Reach:
    """The facts that a phrase may name where it stands; *thing* is the one in hand, whose properties are `its`."""

    facts: Mapping[str, FactType]
    thing: ThingType | None = None

    def named(self, types: Collection[Type], like: FactType | None = None) -> str | None:
        """Return what names a fact of one of *types*, with the words and the unit of *like*; None if none does."""
        fits = [
            name
            for name, fact in self.everything()
            if fact.type in types and (like is None or (fact.words, fact.unit) == (like.words, like.unit))
        ]
        return either(fits) if fits else None

    def everything(self) -> Iterable[tuple[str, FactType]]:
        """Give every fact with the words that name it."""
        yield from self.facts.items()
        for each in self.thing.properties if self.thing else ():
            if each.readable:
                yield f"its {each.name}", each


def phrase(fact: FactType, reach: Reach) -> str:
    """Return what a whole phrase on *fact* looks like."""
    part = f"({'|'.join(_parts(fact, reach))})"
    return f"^{part}( and {part})*$"


def values(fact: FactType) -> str:
    """Return what one value of *fact* looks like, where it is a State, a word or a text."""
    if fact.type in (Type.STATE, Type.STATES):
        return state_codes()
    return _TEXT if fact.type is Type.TEXT else either(fact.words)


def several(value: str) -> str:
    """Return what `A or B` looks like.

    >>> several("[AB]")
    '[AB]( or [AB])*'
    """
    return f"{value}( or {value})*"


def either(words: Iterable[str]) -> str:
    """Return what one of *words* looks like.

    >>> either(["stay.until", "its valid_until"])
    '(stay\\\\.until|its valid_until)'
    """
    return f"({'|'.join(word.replace('.', chr(92) + '.') for word in words)})"


def state_codes() -> str:
    """Return what a State code looks like: exactly those that there are."""
    short = sorted(code for code in STATES if len(code) == 2)
    by_letter = (
        f"{first}[{''.join(code[1] for code in codes)}]"
        for first, codes in groupby(short, lambda code: code[0])
    )
    return f"({'|'.join([*by_letter, *sorted(code for code in STATES if len(code) != 2)])})"


def _parts(fact: FactType, reach: Reach) -> Iterable[str]:
    """Give each form that fits *fact*, but for one with a hole that nothing fills."""
    fills = _fills(fact, reach)
    for form in FORMS[fact.type]:
        if all(fills[hole] is not None for hole in _HOLE.findall(form)):
            yield form.format_map(fills)


def _fills(fact: FactType, reach: Reach) -> Mapping[str, str | None]:
    """Return what fills each hole of a form; None where no fact in *reach* does."""
    value, dated = values(fact), reach.named(_DATES)
    single = Type.STATE if fact.type is Type.STATES else Type.WORD
    alike = dated if fact.type in _DATES else reach.named((fact.type,), fact)
    kind = reach.thing.kind if reach.thing else ""
    clocked = {name: each for name, each in reach.everything() if name.replace("its ", f"{kind}.") in CLOCK}
    return {
        "values": several(f"({value}|{fact.absent})" if fact.absent else value),
        "absent": fact.absent,
        "group": NAME,
        "part": _or(value, reach.named((single, fact.type), fact)),
        "whole": _or(several(value), reach.named((single,), fact)),
        "dated": dated,
        "day": _or(DATE, dated),
        "span": _or(_TIME, reach.named((Type.COUNT,), _A_SPAN)),
        "moment": either(clocked) if fact in clocked.values() else None,
        "number": _NUMBER,
        "amount": _or(f"{_NUMBER} {_UNITS[fact.unit or 'days']}", alike),
        "alike": alike,
    }


def _or(written: str, named: str | None) -> str:
    return f"({written}|{named})" if named else f"({written})"


_A_SPAN: Final = FactType("a span of days", Type.COUNT, "", unit="days")
