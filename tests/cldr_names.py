"""Writes `cldr.py` and `cldr_offered.py` under `crosscheck/language/names/` from Babel's copy of CLDR: `python -m tests.cldr_names`."""

from collections.abc import Iterator
from typing import Final

import babel
from babel.core import get_global
from babel.languages import get_official_languages

from crosscheck.language import states
from crosscheck.language.names.codes import ISO_3166
from crosscheck.language.names.hints import SHARED
from crosscheck.language.spelling import folded
from tests.pages.diagnostics import ROOT

FOLDER: Final = ROOT / "crosscheck" / "language" / "names"

LOCALES: Final = ("en", "zh_Hans", "zh_Hant", "kk", "ru")

HEAD: Final = '''"""{what}

From the Unicode Common Locale Data Repository (Unicode License v3), as Babel {babel} carries it.
Written by `python -m tests.cldr_names`; the names that we add by hand are in `codes.py`.
"""

from typing import Final

from crosscheck.language.names.tables import table

BABEL: Final = "{babel}"

'''


def names() -> dict[str, tuple[str, ...]]:
    """Return what CLDR calls each State, but for what `codes.py` has and what two States share."""
    ours = {folded(name) for row in ISO_3166.values() for name in row}
    shared = {folded(name) for name in SHARED}
    return {
        code: found
        for code in ISO_3166
        if (
            found := tuple(dict.fromkeys(name for name in _called(code) if folded(name) not in ours | shared))
        )
    }


def _called(code: str) -> Iterator[str]:
    for locale in LOCALES:
        name = babel.Locale.parse(locale).territories.get(code)
        if name is not None:
            yield name


def own() -> dict[str, tuple[str, ...]]:
    """Return by name what States are called in their own languages, but for what is read anyway or told as a hint."""
    hints = {folded(name) for name in SHARED}
    found: dict[str, tuple[str, ...]] = {}
    for code in ISO_3166:
        for language in get_official_languages(code, de_facto=True):
            try:
                name = babel.Locale.parse(language).territories.get(code)
            except babel.UnknownLocaleError:
                continue
            if name is not None and states.find(name) is None and folded(name) not in hints:
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), code)))
    return dict(sorted(found.items()))


def former() -> dict[str, tuple[str, ...]]:
    """Return the codes of two and three letters that are none any more, and the States they stood for."""
    alpha_3 = {row[0] for row in ISO_3166.values()}
    return {
        code: tuple(now)
        for code, now in sorted(get_global("territory_aliases").items())
        if code.isalpha()
        and code.isupper()
        and len(code) < 4
        and states.find(code) is None
        and code not in alpha_3
        and all(each in states.STATES for each in now)
    }


def tables() -> dict[str, str]:
    """Return both files, by their names."""
    read, offered = (
        HEAD.format(what=what, babel=babel.__version__)
        for what in (
            "Names of States in English, Chinese, Kazakh and Russian.",
            "What is offered where it is written for a State: its name at home, and codes that ISO 3166-1 had before.",
        )
    )
    called = "What CLDR calls each State beside the names of `codes.py`; set off by semicolons."
    at_home = "What States are called in their own languages beside those names: offered, not read."
    withdrawn = "Codes of ISO 3166-1 that were withdrawn, and the codes that count in their place."
    return {
        "cldr.py": read + _table("NAMES", names(), called),
        "cldr_offered.py": f"{offered}{_table('OWN', own(), at_home)}\n{_table('FORMER', former(), withdrawn)}",
    }


def _table(name: str, rows: dict[str, tuple[str, ...]], what: str) -> str:
    written = "".join(f"{word}: {'; '.join(behind)}\n" for word, behind in rows.items())
    return f'{name}: Final = table("""\n{written}""")\n"""{what}"""\n'


if __name__ == "__main__":
    for file, text in tables().items():
        (FOLDER / file).write_text(text, encoding="utf-8")
