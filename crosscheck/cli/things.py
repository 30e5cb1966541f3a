"""One thing held, in one line of words: how it is written on the command line, and read."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from crosscheck.cli.days import in_digits
from crosscheck.language.vocabulary import FactType, Type
from crosscheck.profile.shape import BY_STATE, LISTS, PROPERTIES


class Form(NamedTuple):
    """What stands first, as *words*; then a *period*, demanded or not; then `property=value`, or a short name for it."""

    words: tuple[str, ...]
    period: tuple[str, str] | None = None
    is_dated: bool = False
    short: Mapping[str, str] = {}


_VALID: Final = ("valid_from", "valid_until")
_FORMS: Final[Mapping[str, Form]] = {
    "documents": Form(("type",)),
    "visas": Form(
        ("issuing_state", "category"),
        _VALID,
        is_dated=True,
        short={"entries": "entries_left", "stay": "duration_of_stay"},
    ),
    "permits": Form(("issuing_state", "kind"), _VALID),
    "papers": Form(("kind",), _VALID),
    "tickets": Form(("to",)),
    "companions": Form(("relation",)),
    "visits": Form((), ("entered_on", "exited_on"), is_dated=True),
}
_EXAMPLES: Final = {
    "visas": "KZ B12 2026-12-01..2027-02-28 entries=1 stay=30",
    "permits": "CN temporary 2026-01-01..2027-01-01",
    "papers": "consent-for-minor 2026-01-01..2027-01-01 issuing_state=KZ",
    "tickets": "UZ date=2026-12-10 mode=air confirmed=yes",
    "companions": "parent",
    "visits": "2026-06-01..2026-06-20 ground=visa-exemption",
    "documents": "ordinary-passport nationality=KZ date_of_expiry=2030-05-01",
}
_STANDS_FOR: Final = {
    Type.STATE: "STATE",
    Type.STATES: "STATES",
    Type.DATE: "DAY",
    Type.PARTIAL: "DAY",
    Type.TIME: "TIME",
    Type.COUNT: "NUMBER",
    Type.FLAG: "YES-OR-NO",
    Type.WORD: "WORD",
    Type.WORDS: "WORDS",
    Type.TEXT: "TEXT",
}
_NAMED: Final = {
    "category": "CATEGORY",
    "label": "LABEL",
    "document": "LABEL",
    "ending_stay.document": "LABEL",
}
_PERIOD: Final = "FROM..UNTIL"
PLACEHOLDERS: Final = frozenset({*_STANDS_FOR.values(), *_NAMED.values(), "FROM", "UNTIL", "PORT"})
"""Words in advice that stand for what is to be written: none is ever taken for a value."""


def property_at(path: str) -> FactType | None:
    """Return the property that *path* names of one thing (`visits.KZ[0].ground`, `document.type`); None if it names none."""
    heading = path.partition(".")[0].partition("[")[0]
    plural = "documents" if heading == "document" else heading
    return PROPERTIES.get(plural, {}).get(path.rpartition(".")[2])


def placeholder(fact: FactType) -> str:
    """Return the word that stands for a value of *fact*."""
    return _NAMED.get(fact.name, _STANDS_FOR[fact.type])


def placeholders_in(text: str) -> list[str]:
    """Return the placeholders that stand in *text* as words of their own."""
    apart = text.replace("..", " ").replace("=", " ").replace(",", " ").split()
    return [word for word in dict.fromkeys(apart) if word in PLACEHOLDERS]


def form_of(plural: str, state: str | None = None) -> str:
    """Return how one thing is written; of *state*, where that is known.

    >>> form_of("visas", "CN")
    'CN CATEGORY FROM..UNTIL'
    """
    form, facts = _FORMS[plural], PROPERTIES[plural]
    words = [
        state if state and name == BY_STATE.get(plural) else placeholder(facts[name]) for name in form.words
    ]
    return " ".join([*words, _PERIOD] if form.period else words)


def read_thing(plural: str, text: str) -> dict[str, str]:
    """Return the properties that *text* gives one thing of the list *plural*, as a profile has them.

    A State that comes first may have a name of several words; either end of a period may be left open.

    Raises:
        ValueError: It is not of the form, or names a property that there is not.
    """
    form, kind = _FORMS[plural], LISTS[plural].kind
    words = text.split()
    periods = [word for word in words if ".." in word and "=" not in word]
    plain = [word for word in words if "=" not in word and word not in periods]
    fits = len(periods) == form.is_dated or (
        form.period is not None and not form.is_dated and len(periods) < 2
    )
    named = _named(form, plain, plural) if fits else None
    if named is None:
        raise ValueError(
            f"`{text}` is no {kind}; write it as `{form_of(plural)}`{_more(plural)}, such as `{_EXAMPLES[plural]}`"
        )
    held = dict(zip(form.words, named, strict=True))
    for word in words:
        name, equals, value = word.partition("=")
        prop = form.short.get(name, name)
        if equals and (not value or prop not in PROPERTIES[plural]):
            raise ValueError(f"`{word}` is not understood; there may stand {', '.join(_extras(plural))}")
        if equals:
            is_day = PROPERTIES[plural][prop].type is Type.DATE
            held[prop] = in_digits(value) if is_day else value
    if periods and form.period is not None:
        first, _, last = periods[0].partition("..")
        held |= {name: in_digits(day) for name, day in zip(form.period, (first, last), strict=True) if day}
    return held


def _named(form: Form, plain: Sequence[str], plural: str) -> list[str] | None:
    """Return the words that stand first, one for each property; None where there are too few or too many."""
    if len(plain) < len(form.words):
        return None
    beyond = len(plain) - len(form.words)
    if beyond and (not form.words or PROPERTIES[plural][form.words[0]].type is not Type.STATE):
        return None
    return [" ".join(plain[: beyond + 1]), *plain[beyond + 1 :]] if form.words else []


def _extras(plural: str) -> list[str]:
    form = _FORMS[plural]
    told = {*form.words, *(form.period or ()), *form.short.values(), BY_STATE.get(plural)}
    return [f"{name}=" for name in (*form.short, *PROPERTIES[plural]) if name not in told]


def _more(plural: str) -> str:
    return f" [{' '.join(_extras(plural))}]" if _extras(plural) else ""
