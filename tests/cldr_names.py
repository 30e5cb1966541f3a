"""Writes `crosscheck/cldr_names.py` from Babel's copy of CLDR: `python -m tests.cldr_names`."""

from collections.abc import Iterator
from typing import Final

import babel
from babel.core import get_global
from babel.languages import get_official_languages

from crosscheck import states
from crosscheck.spelling import folded
from crosscheck.state_hints import SHARED
from crosscheck.state_names import ISO_3166
from tests.diagnostics_page import ROOT

TABLE: Final = ROOT / "crosscheck" / "cldr_names.py"

LOCALES: Final = ("en", "zh_Hans", "zh_Hant", "kk", "ru")

HEAD: Final = '''"""Names of States in English, Chinese, Kazakh and Russian and at home, and codes that ISO 3166-1 had before.

From the Unicode Common Locale Data Repository (Unicode License v3), as Babel {babel} carries it.
Written by `python -m tests.cldr_names`; the names that we add by hand are in `state_names.py`.
"""

from typing import Final

BABEL: Final = "{babel}"

'''


def names() -> dict[str, tuple[str, ...]]:
    """Return what CLDR calls each State, but for what `state_names.py` has and what two States share."""
    ours = {folded(name) for row in ISO_3166.values() for name in row.split("; ")}
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
    alpha_3 = {row[:3] for row in ISO_3166.values()}
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


def table() -> str:
    """Return the whole file."""
    rows = [f'    "{code}": "{"; ".join(called)}",' for code, called in names().items()]
    own_names = [f'    "{name}": "{" ".join(codes)}",' for name, codes in own().items()]
    codes = [f'    "{code}": "{" ".join(now)}",' for code, now in former().items()]
    return "\n".join(
        [
            HEAD.format(babel=babel.__version__) + "NAMES: Final = {",
            *rows,
            "}",
            '"""What CLDR calls each State beside the names of `state_names.py`; set off by semicolons."""',
            "",
            "OWN: Final = {",
            *own_names,
            "}",
            '"""What States are called in their own languages beside those names: offered, not read."""',
            "",
            "FORMER: Final = {",
            *codes,
            "}",
            '"""Codes of ISO 3166-1 that were withdrawn, and the codes that count in their place."""',
            "",
        ]
    )


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
