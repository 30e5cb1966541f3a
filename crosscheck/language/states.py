"""State codes and their names: ISO 3166-1 alpha-2 where there is one, else Doc 9303.

One spelling inside and on output (`KZ`, `XXA`, `UNO`); input takes `KZ`, `KAZ`, `kz`,
`Kazakhstan`, `哈萨克斯坦`, `Қазақстан` and `Казахстан` alike, and a name turned round
(`Korea, Republic of`).  A word for a people, a name
that two States share and a code that counts no more are asked back, never read.  Hong Kong, Macao and Taiwan are nationalities of their own here, as
visa law treats them, and so are the British nationalities of Doc 9303 (`GBN`, `GBD`, ...).
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from crosscheck.language.names.codes import DOC_9303, ISO_3166, UNITED_NATIONS
from crosscheck.language.spelling import folded, misspelt, near, typed
from crosscheck.language.spoken.sentences import ENGLISH, Sentence, UnreadableError, unreadable

STATES: Final = ENGLISH.states
"""Every code, and the name to show for it."""

NATIONALITIES: Final = tuple(sorted((*UNITED_NATIONS.split(), "HK", "MO", "PS", "TW", "VA", "XK")))
"""The nationalities that published tables of visas list: the members of the United Nations, and six more."""


_SHOWN: Final = 60
_MOST_MEANT: Final = 3
_BETWEEN: Final = re.compile(r"[,;/+]")
"""What people set between two States; within a name only the comma stands."""
_PERSON: Final = re.compile(r" (passport|citizen|national|nationality|citizenship)s?$")


def name(code: str) -> str:
    """Return the usual English name of the State *code*.

    Raises:
        KeyError: *code* is not a code of `STATES` (see `parse` for other spellings).

    >>> name("KZ"), name("XXA")
    ('Kazakhstan', 'stateless person (1954 Convention)')
    """
    return STATES[code]


def is_nationality(code: str) -> bool:
    """Return whether a person can hold *code* as a nationality, rather than have it for want of one.

    >>> is_nationality("KZ"), is_nationality("GBN"), is_nationality("XXA"), is_nationality("UNO")
    (True, True, False, False)
    """
    return code not in DOC_9303 or code == "UTO" or code.startswith("GB")


def parse(text: str) -> str:
    """Return the code of the State that *text* means.

    Takes the code itself, its alpha-3 form, `D` for Germany, and the usual names in English,
    Chinese, Kazakh and Russian, in any case, with or without accents, and turned round at a
    comma.  `Hong Kong, China`, as forms print it, is Hong Kong.

    Raises:
        UnreadableError: No State is called that, with the States that may be meant, if any; or it
            holds a control character.

    >>> parse("KZ"), parse("KAZ"), parse("kz"), parse("Казахстан"), parse("RKS"), parse("D")
    ('KZ', 'KZ', 'KZ', 'KZ', 'XK', 'DE')
    >>> parse("Kazakstan")
    Traceback (most recent call last):
    crosscheck.language.spoken.sentences.UnreadableError: `Kazakstan` is no known State (did you mean Kazakhstan (KZ)?)
    """
    if (found := find(text)) is not None:
        return found
    spelt = typed(text)
    shown = f"`{spelt if len(spelt) <= _SHOWN else spelt[:_SHOWN] + '...'}`"
    if each := several(spelt):
        raise unreadable("state.several", given=shown, count=len(each))
    if not _of_no_state().isdisjoint(map(folded, _both_ways(spelt))):
        raise unreadable("state.none", given=shown)
    if close := meant(spelt):
        names = tuple(Sentence("state.called", state=code) for code in close[:_MOST_MEANT])
        if len(close) > _MOST_MEANT:
            raise unreadable(
                "state.unread.near_more", given=shown, names=names, count=len(close) - _MOST_MEANT
            )
        raise unreadable("state.unread.near", given=shown, names=names)
    raise unreadable("state.unread", given=shown)


def find(text: str) -> str | None:
    """Return the code of the State that *text* means, None if no State is called that.

    >>> find("KAZ"), find("哈萨克斯坦"), find("Kazakstan"), find("Korea, Republic of"), find("Taiwan, China")
    ('KZ', 'KZ', None, 'KR', 'TW')
    """
    try:
        spelt = typed(text)
    except UnreadableError:
        return None
    if spelt.isascii() and (code := spelt.upper()) in STATES:
        return code
    if set(_BETWEEN.findall(spelt)) - {","}:
        return None
    return next(filter(None, map(_named, _both_ways(spelt))), None)


def several(text: str) -> tuple[str, ...]:
    """Return what *text* sets side by side if that is several States and not the name of one, else nothing.

    >>> several("DE, FR"), several("Taiwan, China"), several("Korea, Republic of"), several("KZ")
    (('DE', 'FR'), (), (), ())
    """
    parts = tuple(part.strip() for part in _BETWEEN.split(text))
    return parts if len(parts) > 1 and find(text) is None and all(map(find, parts)) else ()


@lru_cache(256)
def meant(text: str) -> tuple[str, ...]:
    """Return the codes of the States that may be meant by *text*, which `find` does not know, the likeliest first.

    >>> meant("Dutch passport"), meant("Korea"), meant("ZAR"), meant("中国人"), meant("Kazakstan"), meant("zzz")
    (('NL',), ('KR', 'KP'), ('CD',), ('CN',), ('KZ',), ())
    """
    for way in _both_ways(text):
        name = _PERSON.sub("", folded(way))
        if (of := _named(name)) is not None:
            return (of,)
        if said := _said_for_states().get(name) or _said_for_states().get(name.removesuffix("s")):
            return said
    name = folded(text)
    if name.endswith("人") and (of := find(name.removesuffix("人"))) is not None:
        return (of,)
    spellings, peoples = _spellings(), _peoples()
    close = [spellings[each] for each in near(name, spellings, meanings={})]
    if (people := misspelt(name, peoples)) is not None:
        close.append(peoples[people])
    return tuple(dict.fromkeys(close))


def _both_ways(text: str) -> tuple[str, ...]:
    """Return *text*, and turned round at its comma if it has one: `Korea, Republic of`."""
    first, comma, last = text.partition(",")
    return (text, f"{last} {first}") if comma else (text,)


def _named(text: str) -> str | None:
    """Return the code of the State that has *text* for a name."""
    name = folded(text)
    return _codes().get(name) or _codes_elsewhere().get(name)


@cache
def _codes() -> dict[str, str]:
    """Return the code by every code and every name of `names/codes.py`, folded."""
    return {code.casefold(): code for code in STATES} | _by_name({**ISO_3166, **DOC_9303})


@cache
def _codes_elsewhere() -> dict[str, str]:
    """Return the code by every other name of CLDR, folded: needed by whoever writes no code, and loaded then."""
    from crosscheck.language.names.cldr import NAMES

    return _by_name(NAMES)


@cache
def _said_for_states() -> dict[str, tuple[str, ...]]:
    """Return the codes of the States that are meant by what is no name of one, folded."""
    from crosscheck.language.names.cldr_offered import FORMER, OWN
    from crosscheck.language.names.hints import CODES, SHARED

    peoples = {people: (code,) for people, code in _peoples().items()}
    return peoples | {folded(word): said for word, said in {**OWN, **FORMER, **CODES, **SHARED}.items()}


@cache
def _peoples() -> dict[str, str]:
    """Return the code by every people, folded: compared by a single slip, since unlike peoples are called alike."""
    from crosscheck.language.names.hints import PEOPLES

    return _by_name(PEOPLES)


def _by_name(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the code by each name that *table* has under it, folded."""
    return {folded(name): code for code, names in table.items() for name in names}


@cache
def _of_no_state() -> frozenset[str]:
    from crosscheck.language.names.hints import NO_STATE

    return frozenset(map(folded, NO_STATE))


@cache
def _spellings() -> dict[str, str]:
    """Return the code by every name, folded, for finding near ones; codes are too short to compare."""
    said = _said_for_states().items()
    told = {word: codes[0] for word, codes in said if len(codes) == 1 and word not in _peoples()}
    spellings = _codes() | _codes_elsewhere() | told
    return {word: code for word, code in spellings.items() if len(word) > 3 or not word.isascii()}
