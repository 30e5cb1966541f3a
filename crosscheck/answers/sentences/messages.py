"""Every sentence of the engine, once, under a name and with named parameters.

Nothing else in this package holds words for a traveller, so that another language is
another mapping with the same keys.  A sentence is never glued together from pieces: a
parameter is a value (a day, a State, a list of words) or the label of a fact.

They stand in `en/`, and in a folder like it for each further language; here they are chosen and filled in.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from string import Formatter
from typing import Any, Final

from crosscheck.answers.labels import DAYS, day, label, listed, shown
from crosscheck.deciding.decision import Reason, Standing
from crosscheck.deciding.reasons import (
    AmongSaid,
    BranchSaid,
    CountSaid,
    DateSaid,
    EqualSaid,
    FlagSaid,
    HeldSaid,
    HoursSaid,
    InForceSaid,
    ListedSaid,
    OnlySaid,
    Said,
    StaySaid,
    WithinSaid,
)
from crosscheck.language.dates import NO_END
from crosscheck.language.spoken.sentences import ENGLISH, phrase, phrase_for, reason_text
from crosscheck.language.vocabulary import Type

_DAYS_SAID: Final = {"==": "on", "!=": "not_on", "<": "before", "<=": "by", ">": "after", ">=": "from"}
_AMOUNTS: Final = {"==": "exactly", "!=": "not", "<": "less", "<=": "at_most", ">": "more", ">=": "at_least"}


def say(key: str, /, **params: object) -> str:
    """Return the phrase *key* with its parameters filled in."""
    return phrase(key).format(**params)


def counted(key: str, count: int, /, **params: object) -> str:
    """Return the phrase *key* in the form for *count* things."""
    return phrase_for(key, count).format(count=count, **params)


def sentence(reason: Reason) -> str:
    """Return how one condition stands, as a sentence for the traveller; of several demands on one fact, theirs."""
    return told(reason)[1]


def told(reason: Reason) -> tuple[str, str]:
    """Return the key of the sentence that says how one condition stands, and the sentence."""
    said, standing = reason.said, reason.standing
    key = _key(said.fact, said.kind, _variant(said, standing), standing)
    if said.kind == "both":
        parts = [each for _, inner in reason.within for each in inner if each.standing is standing]
        if parts:
            return key, " ".join(dict.fromkeys(map(sentence, parts)))
    text = reason_text(key)
    text = text.format(**{name: _word(name, said) for name in _holes(text)})
    return key, text[:1].upper() + text[1:]


@lru_cache(maxsize=1024)
def _key(fact: str | None, kind: str, variant: str | None, standing: Standing) -> str:
    forms = [kind] if variant is None else [f"{kind}.{variant}", kind]
    keys = [f"{each}.{standing}" for each in forms]
    return next(key for key in (*(f"{fact}:{key}" for key in keys), *keys) if key in ENGLISH.reasons)


@lru_cache(maxsize=1024)
def _holes(text: str) -> tuple[str, ...]:
    """Return the names of the words that fill *text*."""
    return tuple({name: None for _, name, _, _ in Formatter().parse(text) if name is not None})


def _variant(said: Said, standing: Standing) -> str | None:
    """Return in which of its variants a sentence is said, if in one."""
    match said:
        case DateSaid() | CountSaid() | HoursSaid():
            return _measured(said)
        case FlagSaid(needed=needed):
            return "yes" if needed else "no"
        case HeldSaid(number=0):
            return "none"
        case ListedSaid(ended=int(), compared=compared) | InForceSaid(ended=int(), compared=compared):
            return "ended" if compared is not None else "ended_unread"
        case AmongSaid(actual="none"):
            return "absent"
        case OnlySaid(other=str()):
            return "fact"
        case StaySaid(days=None) if standing is Standing.UNSTATED:
            return "unknown"
        case StaySaid(last=int(last)) if last >= NO_END:
            return "open"
        case StaySaid(counted_from="day-after"):
            return "day_after"
        case WithinSaid(span=None):
            return "year"
        case _:
            return None


def _measured(said: DateSaid | CountSaid | HoursSaid) -> str | None:
    """Return how a day, a number or a span stands to what it is held against; None where that is not known at all."""
    match said:
        case HoursSaid(op=op, side=side) | DateSaid(op=op, side=str(side), apart=(int(), _)):
            return f"{side}_{_AMOUNTS[op]}"
        case (
            DateSaid(apart=(None, _)) | DateSaid(needed=None, other=None) | CountSaid(needed=None, other=None)
        ):
            return None
        case DateSaid(op=op):
            return _DAYS_SAID[op]
        case CountSaid(op=op):
            return _AMOUNTS[op]


def _word(name: str, said: Any) -> str:
    """Return the word *name* of a sentence, formatted as its type demands."""
    if (form := _FORMS.get(name)) is not None:
        return form(getattr(said, name))
    if (own := _OWN.get(name)) is not None:
        return own(said)
    value = getattr(said, name)
    if name == "actual" and isinstance(said, CountSaid):
        return _amount(said, value)
    return shown(value, said.fact, joined="and" if name in _TOGETHER else "or")


def _amount(said: CountSaid, value: int | None) -> str:
    """Return a number of what *said* counts, if it has a unit."""
    if said.unit is None or value is None:
        return shown(value, said.fact)
    return counted(said.unit, value) if value < NO_END else say(f"{said.unit}.unlimited")


def _needed(said: Any) -> str:
    """Return what is needed: a value, or what the fact is called that has it."""
    needed, other = said.needed, getattr(said, "other", None)
    if needed is None and other:
        return label(other)
    if isinstance(said, CountSaid):
        return _amount(said, needed)
    return shown(needed, said.fact, joined="and" if said.kind == "covers" else "or")


def _span(amount: int, unit: str) -> str:
    """Return a span of time in the largest unit that it is whole in."""
    if amount >= NO_END:
        return shown(amount)
    years, months = divmod(amount, 12)
    return counted("years", years) if unit == "months" and not months else counted(unit, amount)


_FORMS: Final[Mapping[str, Callable[[Any], str]]] = {
    "fact": lambda name: label(str(name)),
    "other": lambda name: label(name) if name else "",
    "state": partial(shown, form=Type.STATE),
    "branches": lambda names: ", ".join(name.replace("-", " ") for name in names),
    **dict.fromkeys(DAYS, lambda value: day(value) if isinstance(value, int) else shown(value)),
    **dict.fromkeys(("title", "group"), str),
    **dict.fromkeys(("used", "least", "limit"), partial(counted, "days")),
}
"""How a word is said whose name tells more than the type of the fact."""

_OWN: Final[Mapping[str, Callable[[Any], str]]] = {
    "allowed": lambda said: counted("days", said.days),
    "lasts": lambda said: counted("days", said.actual),
    "thing": lambda said: thing_needed(said.fact, said.state, said.needed),
    "apart": lambda said: _span(*said.apart),
    "hours": lambda said: counted("hours", said.hours),
    "needed": _needed,
}
"""The words that are said of more than one field."""

_TOGETHER: Final = frozenset({"actual", "extra"})
"""The words of which all hold: what is stated."""
_NAMED_BY: Final = {"permit": "kind", "paper": "kind", "companion": "relation", "visit": "state"}
"""The property that says best what a thing is."""
_OF_RESIDENCE: Final = frozenset({"temporary", "permanent"})
"""The kinds of permit that are permits to live there."""


def thing_needed(kind: str, state: str | None, needed: Sequence[Said]) -> str:
    """Return what must be held, with all that is demanded of it: `a visa of Kazakhstan that covers work, …`."""
    demands = [((each.fact or "").rpartition(".")[2], each) for each in needed]
    noun = say(f"thing.{kind}", state=shown(state, form=Type.STATE))
    if kind != "visit" and (named := _one_of(demands, _NAMED_BY.get(kind, ""))) is not None:
        words = named.needed or ()
        how = "named" if kind != "permit" or set(words) <= _OF_RESIDENCE else "of_kind"
        noun = say(f"thing.{kind}.{how}", name=listed([shown(word, named.fact) for word in words]))
    if (issuer := _one_of(demands, "issuing_state")) is not None:
        noun = say("thing.of", thing=noun, state=_needed(issuer))
    pieces = []
    first, last = (_day_of(demands, *each) for each in (("valid_from", "<="), ("valid_until", ">=")))
    if first is not None and last is not None:
        demands = [each for each in demands if each[1] not in (first, last)]
        pieces.append(_validity(_needed(first), _needed(last)))
    pieces = [_demand(name, each) for name, each in demands] + pieces
    return " ".join([noun, ", ".join(dict.fromkeys(pieces))]) if pieces else noun


def _one_of(demands: list[tuple[str, Said]], name: str) -> AmongSaid | EqualSaid | None:
    """Take the demand that the property *name* is one of some values out of *demands*, and return it."""
    for each in demands:
        if (
            each[0] == name
            and isinstance(each[1], AmongSaid | EqualSaid)
            and each[1].kind in ("among", "equal")
        ):
            demands.remove(each)
            return each[1]
    return None


def _day_of(demands: list[tuple[str, Said]], name: str, op: str) -> DateSaid | None:
    found = (each for of, each in demands if of == name and isinstance(each, DateSaid) and each.op == op)
    return next((each for each in found if each.apart is None), None)


def _demand(name: str, said: Any) -> str:
    """Return one demand on a thing, as it stands behind the thing."""
    match said:
        case BranchSaid(branches=branches):
            return say("needed.ways", ways=listed([each.replace("-", " ") for each in branches]))
        case StaySaid():
            return say("needed.stay")
        case CountSaid(op=">=", needed=int(least)) if name == "entries_left":
            return counted("needed.entries", least)
    forms = f"{said.kind}.{_variant(said, Standing.UNSTATED)}", said.kind
    keys = [key for form in forms for key in (f"needed.{said.fact}.{form}", f"needed.{form}")]
    key = next((key for key in keys if key in ENGLISH.phrases), "needed.other")
    words = {each: _word(each, said) for each in _holes(phrase(key)) if each != "label"}
    return say(key, label=label(str(said.fact)).removeprefix("the "), **words)


def _validity(first: str, last: str) -> str:
    return say("needed.day", day=first) if first == last else say("needed.days", first=first, last=last)
