"""One thing held, in one line of words: how it is written on the command line, and read."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from crosscheck.cli.days import in_digits
from crosscheck.language.spoken.sentences import unreadable
from crosscheck.language.vocabulary import FactType, Type
from crosscheck.profile.shape import BY_STATE, LISTS, PROPERTIES


class Form(NamedTuple):
    """What stands first, as *words*; then a *period*, demanded or not; then `property=value`, or a short name for it."""

    example: str
    words: tuple[str, ...]
    period: tuple[str, str] | None = None
    is_dated: bool = False
    short: Mapping[str, str] = {}

    def told(self, plural: str) -> set[str | None]:
        """Return the properties that are not written by their own name."""
        return {*self.words, *(self.period or ()), *self.short.values(), BY_STATE.get(plural)}


_VALID: Final = ("valid_from", "valid_until")
_FORMS: Final[Mapping[str, Form]] = {
    "documents": Form("ordinary-passport nationality=KZ date_of_expiry=2030-05-01", ("type",)),
    "visas": Form(
        "KZ B12 2026-12-01..2027-02-28 entries=1 stay=30",
        ("issuing_state", "category"),
        _VALID,
        is_dated=True,
        short={"entries": "entries_left", "stay": "duration_of_stay"},
    ),
    "permits": Form("CN temporary 2026-01-01..2027-01-01", ("issuing_state", "kind"), _VALID),
    "papers": Form("consent-for-minor 2026-01-01..2027-01-01 issuing_state=KZ", ("kind",), _VALID),
    "tickets": Form("UZ date=2026-12-10 mode=air confirmed=yes", ("to",)),
    "companions": Form("parent", ("relation",)),
    "visits": Form(
        "2026-06-01..2026-06-20 ground=visa-exemption", (), ("entered_on", "exited_on"), is_dated=True
    ),
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
    form, named = _FORMS[plural], {BY_STATE.get(plural): state}
    words = [named.get(name) or placeholder(PROPERTIES[plural][name]) for name in form.words]
    return " ".join([*words, _PERIOD] if form.period else words)


def read_thing(plural: str, text: str) -> dict[str, str]:
    """Return the properties that *text* gives one thing of the list *plural*, as a profile has them.

    A State that comes first may have a name of several words; either end of a period may be left open.

    Raises:
        UnreadableError: It is not of the form, or names a property that there is not.
    """
    form, known = _FORMS[plural], PROPERTIES[plural]
    extras = [f"{name}=" for name in (*form.short, *known) if name not in form.told(plural)]
    words = text.split()
    periods = [word for word in words if ".." in word and "=" not in word]
    plain = [word for word in words if "=" not in word and word not in periods]
    may_be = (1,) if form.is_dated else (0, 1) if form.period else (0,)
    named = _named(form, plain, plural) if len(periods) in may_be else None
    if named is None:
        said = {"given": text, "kind": LISTS[plural].kind, "form": form_of(plural), "example": form.example}
        if extras:
            raise unreadable("thing.unread.more", more=" ".join(extras), **said)
        raise unreadable("thing.unread", **said)
    held = dict(zip(form.words, named, strict=True))
    for word in words:
        name, equals, value = word.partition("=")
        prop = form.short.get(name, name)
        if equals and (not value or prop not in known):
            raise unreadable("thing.no_property", word=word, names=tuple(extras))
        if equals:
            held[prop] = in_digits(value) if known[prop].type is Type.DATE else value
    for period in periods:
        first, _, last = period.partition("..")
        ends = zip(form.period or (), (first, last), strict=True)
        held |= {name: in_digits(day) for name, day in ends if day}
    return held


def written(plural: str, thing: Mapping[str, object], state: str | None = None) -> str | None:
    """Return how *thing* is written for `read_thing`; None where it lacks what must stand there.

    *state* is given where the list is stated State by State, and says already whose it is.
    """
    form = _FORMS[plural]
    said = {name: _text(value) for name, value in thing.items() if value is not None}
    words = [said.pop(name, None) for name in form.words if state is None or name != BY_STATE.get(plural)]
    ends = [said.pop(name, "") for name in form.period or ()]
    if state is not None:
        said.pop(BY_STATE[plural], None)
    short = {name: each for each, name in form.short.items()}
    if None in words:
        return None
    period = ["..".join(ends)] if any(ends) or form.is_dated else []
    more = [f"{short.get(name, name)}={value}" for name, value in said.items()]
    return " ".join([*(word for word in words if word is not None), *period, *more])


def _text(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _named(form: Form, plain: Sequence[str], plural: str) -> list[str] | None:
    """Return the words that stand first, one for each property; None where there are too few or too many."""
    if len(plain) < len(form.words):
        return None
    beyond = len(plain) - len(form.words)
    if beyond and (not form.words or PROPERTIES[plural][form.words[0]].type is not Type.STATE):
        return None
    return [" ".join(plain[: beyond + 1]), *plain[beyond + 1 :]] if form.words else []
