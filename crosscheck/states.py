"""State codes and their names: ISO 3166-1 alpha-2 where there is one, else Doc 9303.

One spelling inside and on output (`KZ`, `XXA`, `UNO`); input takes `KZ`, `KAZ`, `kz` and
`Kazakhstan` alike.  Hong Kong, Macao and Taiwan are nationalities of their own here, as
visa law treats them, and so are the British nationalities of Doc 9303 (`GBN`, `GBD`, ...).
"""

import unicodedata
from functools import cache
from types import MappingProxyType
from typing import Final

from crosscheck.spelling import near
from crosscheck.state_names import DOC_9303, ISO_3166, UNITED_NATIONS

_NAMES: Final = {
    **{code: row.split("; ")[1:] for code, row in ISO_3166.items()},
    **{code: row.split("; ") for code, row in DOC_9303.items()},
}

STATES: Final = MappingProxyType({code: names[0] for code, names in _NAMES.items()})
"""Every code, and the name to show for it."""

NATIONALITIES: Final = tuple(sorted((*UNITED_NATIONS.split(), "HK", "MO", "PS", "TW", "VA", "XK")))
"""The nationalities that published tables of visas list: the members of the United Nations, and six more."""


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

    Takes the code itself, its alpha-3 form, `D` for Germany, and the usual English names,
    in any case and with or without accents.

    Raises:
        ValueError: No State is called that, with the nearest names if any are close.

    >>> parse("KZ"), parse("KAZ"), parse("kz"), parse("Kazakhstan"), parse("RKS"), parse("D")
    ('KZ', 'KZ', 'KZ', 'KZ', 'XK', 'DE')
    >>> parse("Kazakstan")
    Traceback (most recent call last):
    ValueError: `Kazakstan` is no known State (did you mean Kazakhstan (KZ)?)
    """
    if (found := find(text)) is not None:
        return found
    spelt, codes = text.strip(), _codes()
    close = dict.fromkeys(codes[_folded(candidate)] for candidate in near(spelt, _spellings()))
    if not close:
        raise ValueError(f"`{spelt[:60]}` is no known State; write its code (`KZ`) or its English name")
    meant = " or ".join(f"{STATES[code]} ({code})" for code in close)
    raise ValueError(f"`{spelt[:60]}` is no known State (did you mean {meant}?)")


def find(text: str) -> str | None:
    """Return the code of the State that *text* means, None if no State is called that.

    >>> find("KAZ"), find("Kazakstan")
    ('KZ', None)
    """
    spelt = text.strip()
    if (code := spelt.upper()) in STATES:
        return code
    return _codes().get(_folded(spelt))


def _folded(text: str) -> str:
    """Return *text* without case, accents, punctuation and a leading `the`, for comparing."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = "".join(
        c if c.isalnum() else "" if c in "'’." else " " for c in bare.replace("&", " and ")
    ).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@cache
def _codes() -> dict[str, str]:
    """Return the code by every spelling, folded."""
    codes = {_folded(spelling): code for code, names in _NAMES.items() for spelling in (code, *names)}
    return codes | {row[:3].casefold(): code for code, row in ISO_3166.items()}


@cache
def _spellings() -> tuple[str, ...]:
    """Return every name, for finding near ones; codes are too short to compare."""
    return tuple(spelling for names in _NAMES.values() for spelling in names if len(spelling) > 3)
