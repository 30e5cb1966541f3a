"""State codes and their names: ISO 3166-1 alpha-2 where there is one, else Doc 9303.

One spelling inside and on output (`KZ`, `XXA`, `UNO`); input takes `KZ`, `KAZ`, `kz`,
`Kazakhstan`, `哈萨克斯坦`, `Қазақстан` and `Казахстан` alike.  A word for a people, a name
that two States share and a code that counts no more are asked back, never read.  Hong Kong, Macao and Taiwan are nationalities of their own here, as
visa law treats them, and so are the British nationalities of Doc 9303 (`GBN`, `GBD`, ...).
"""

from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from crosscheck.spelling import folded, near, typed
from crosscheck.state_names import DOC_9303, ISO_3166, UNITED_NATIONS

_NAMES: Final = {
    **{code: row.split("; ")[1:] for code, row in ISO_3166.items()},
    **{code: row.split("; ") for code, row in DOC_9303.items()},
}

STATES: Final = MappingProxyType({code: names[0] for code, names in _NAMES.items()})
"""Every code, and the name to show for it."""

NATIONALITIES: Final = tuple(sorted((*UNITED_NATIONS.split(), "HK", "MO", "PS", "TW", "VA", "XK")))
"""The nationalities that published tables of visas list: the members of the United Nations, and six more."""


_SHOWN: Final = 60


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
    Chinese, Kazakh and Russian, in any case and with or without accents.

    Raises:
        ValueError: No State is called that, with the States that may be meant, if any; or it
            holds a control character.

    >>> parse("KZ"), parse("KAZ"), parse("kz"), parse("Казахстан"), parse("RKS"), parse("D")
    ('KZ', 'KZ', 'KZ', 'KZ', 'XK', 'DE')
    >>> parse("Kazakstan")
    Traceback (most recent call last):
    ValueError: `Kazakstan` is no known State (did you mean Kazakhstan (KZ)?)
    """
    if (found := find(text)) is not None:
        return found
    spelt = typed(text)
    shown = f"`{spelt if len(spelt) <= _SHOWN else spelt[:_SHOWN] + '...'}`"
    if "," in spelt and all(map(find, parts := spelt.split(","))):
        raise ValueError(f"{shown} is {len(parts)} States where one is asked for")
    if folded(spelt) in _of_no_state():
        raise ValueError(
            f"{shown} stands for no State of ISO 3166-1 or Doc 9303; "
            "write the nationality that the person holds, or `XXA` if there is none"
        )
    if close := meant(spelt):
        told = " or ".join(f"{STATES[code]} ({code})" for code in close)
        raise ValueError(f"{shown} is no known State (did you mean {told}?)")
    raise ValueError(
        f"{shown} is no known State; write its code (`KZ`) or its name in English, Chinese, Kazakh or Russian"
    )


def find(text: str) -> str | None:
    """Return the code of the State that *text* means, None if no State is called that.

    >>> find("KAZ"), find("哈萨克斯坦"), find("Kazakstan")
    ('KZ', 'KZ', None)
    """
    try:
        spelt = typed(text)
    except ValueError:
        return None
    if spelt.isascii() and (code := spelt.upper()) in STATES:
        return code
    name = folded(spelt)
    return _codes().get(name) or _codes_elsewhere().get(name)


@lru_cache(256)
def meant(text: str) -> tuple[str, ...]:
    """Return the codes of the States that may be meant by *text*, which `find` does not know, the likeliest first.

    >>> meant("Dutch"), meant("Korea"), meant("ZAR"), meant("中国人"), meant("Kazakstan"), meant("zzz")
    (('NL',), ('KR', 'KP'), ('CD',), ('CN',), ('KZ',), ())
    """
    name = folded(text)
    if said := _said_for_states().get(name) or _said_for_states().get(name.removesuffix("s")):
        return said
    if name.endswith("人") and (of := find(name.removesuffix("人"))) is not None:
        return (of,)
    spellings = _spellings()
    return tuple(dict.fromkeys(spellings[each] for each in near(name, spellings, meanings={})))


@cache
def _codes() -> dict[str, str]:
    """Return the code by every code and every name of `state_names.py`, folded."""
    codes = {folded(spelling): code for code, names in _NAMES.items() for spelling in (code, *names)}
    return codes | {row[:3].casefold(): code for code, row in ISO_3166.items()}


@cache
def _codes_elsewhere() -> dict[str, str]:
    """Return the code by every other name of CLDR, folded: needed by whoever writes no code, and loaded then."""
    from crosscheck.cldr_names import NAMES

    return {folded(name): code for code, row in NAMES.items() for name in row.split("; ")}


@cache
def _said_for_states() -> dict[str, tuple[str, ...]]:
    """Return the codes of the States that are meant by what is no name of one, folded."""
    from crosscheck.cldr_names import FORMER
    from crosscheck.state_hints import CODES, PEOPLES, SHARED

    peoples = {people: code for code, row in PEOPLES.items() for people in row.split("; ")}
    told = {**peoples, **FORMER, **CODES, **SHARED}
    return {folded(word): tuple(codes.split()) for word, codes in told.items()}


@cache
def _of_no_state() -> frozenset[str]:
    from crosscheck.state_hints import NO_STATE

    return frozenset(map(folded, NO_STATE))


@cache
def _spellings() -> dict[str, str]:
    """Return the code by every name and people, folded, for finding near ones; codes are too short to compare."""
    told = {word: codes[0] for word, codes in _said_for_states().items() if len(codes) == 1}
    spellings = _codes() | _codes_elsewhere() | told
    return {word: code for word, code in spellings.items() if len(word) > 3 or not word.isascii()}
