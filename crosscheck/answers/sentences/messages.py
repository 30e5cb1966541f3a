"""Every sentence of the engine, once, under a name and with named parameters.

Nothing else in this package holds words for a traveller, so that another language is
another mapping with the same keys.  A sentence is never glued together from pieces: a
parameter is a value (a day, a State, a list of words) or the label of a fact.

Sentences stand in `reason_sentences.py`, all other words in `phrases.py`; here they are chosen
and filled in.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from string import Formatter
from typing import Any, Final

from crosscheck.answers.labels import DAYS, day, in_words, label, listed, shown
from crosscheck.answers.sentences.phrases import PHRASES
from crosscheck.answers.sentences.reason_sentences import REASONS
from crosscheck.deciding.decision import Reason, Standing
from crosscheck.language.dates import NO_END
from crosscheck.language.vocabulary import Type

_OPERATORS: Final = {"==": "on", "!=": "not_on", "<": "before", "<=": "by", ">": "after", ">=": "from"}


def say(key: str, /, **params: object) -> str:
    """Return the phrase *key* with its parameters filled in."""
    return PHRASES[key].format(**params)


def counted(key: str, count: int, /, **params: object) -> str:
    """Return the phrase *key* in the form for *count* things."""
    return say(f"{key}.{'one' if count == 1 else 'other'}", count=count, **params)


def sentence(reason: Reason) -> str:
    """Return how one condition stands, as a sentence for the traveller."""
    params, key = reason.params, key_of(reason)
    text = REASONS[key].format(**{name: _word(name, params) for name in _named_in(key)})
    return text[:1].upper() + text[1:]


def key_of(reason: Reason) -> str:
    """Return the key of the most specific sentence for *reason*."""
    return _key(reason.params.get("fact"), reason.message, _variant(reason), reason.standing)


@lru_cache(maxsize=1024)
def _key(fact: str | None, message: str, variant: str | None, standing: Standing) -> str:
    said = [message] if variant is None else [f"{message}.{variant}", message]
    keys = [f"{each}.{standing}" for each in said]
    return next(key for key in (*(f"{fact}:{key}" for key in keys), *keys) if key in REASONS)


@lru_cache(maxsize=len(REASONS))
def _named_in(key: str) -> tuple[str, ...]:
    """Return the names of the words that fill the sentence *key*."""
    return tuple({name: None for _, name, _, _ in Formatter().parse(REASONS[key]) if name is not None})


def _variant(reason: Reason) -> str | None:
    """Return in which of its variants the sentence is said, if in one."""
    params = reason.params
    match reason.message:
        case "date" if params.get("needed") is not None and not params.get("shift"):
            return _OPERATORS[params["op"]]
        case "flag":
            return "yes" if params["needed"] else "no"
        case "held" if params.get("count") == 0:
            return "none"
        case "member" | "in_force" if params.get("ended") is not None:
            return "ended" if params.get("compared") is not None else "ended_unread"
        case "among" if params.get("actual") == "none":
            return "absent"
        case "stay" if params.get("days") is None and reason.standing is Standing.UNSTATED:
            return "unknown"
        case "stay" if (params.get("last") or 0) >= NO_END:
            return "open"
        case "stay" if params.get("counted_from") == "day-after":
            return "day_after"
        case "within" if params.get("span") is None:
            return "year"
        case _:
            return None


def _word(name: str, params: Mapping[str, Any]) -> str:
    """Return the parameter *name* as a word, formatted as its type demands."""
    if name == "allowed":
        return counted("days", params["days"])
    if name == "thing":
        return thing_needed(params["kind"], params.get("state"), params["needed"])
    value = params[name]
    if name == "needed" and value is None and params.get("other"):
        return label(params["other"])
    form = _FORMS.get(name)
    return shown(value, params.get("fact")) if form is None else form(value)


_FORMS: Final[Mapping[str, Callable[[Any], str]]] = {
    "fact": lambda name: label(str(name)),
    "other": lambda name: label(name) if name else "",
    "state": partial(shown, form=Type.STATE),
    "branches": lambda names: ", ".join(name.replace("-", " ") for name in names),
    "phrase": in_words,
    **dict.fromkeys(DAYS, lambda value: day(value) if isinstance(value, int) else shown(value)),
    **dict.fromkeys(("kind", "title", "group"), str),
}
"""How a parameter is said whose name tells more than the type of the fact."""

_NAMED_BY: Final = {"permit": "kind", "paper": "kind", "companion": "relation", "visit": "state"}
"""The property that says best what a thing is."""


_OF_RESIDENCE: Final = frozenset({"temporary", "permanent"})
"""The kinds of permit that are permits to live there."""


def thing_needed(kind: str, state: str | None, needed: Sequence[Mapping[str, Any]]) -> str:
    """Return what must be held, with all that is demanded of it: `a visa of Kazakhstan that covers work, …`."""
    demands = {each["fact"].partition(".")[2]: each for each in needed}
    noun = say(f"thing.{kind}", state=shown(state, form=Type.STATE))
    named = demands.get(_NAMED_BY.get(kind, ""))
    if kind != "visit" and named is not None and named.get("needed"):
        del demands[_NAMED_BY[kind]]
        how = "named" if kind != "permit" or set(named["needed"]) <= _OF_RESIDENCE else "of_kind"
        noun = say(
            f"thing.{kind}.{how}", name=listed([shown(word, named["fact"]) for word in named["needed"]])
        )
    if (issuer := demands.get("issuing_state")) is not None and issuer.get("needed"):
        del demands["issuing_state"]
        noun = say("thing.of", thing=noun, state=shown(issuer["needed"], issuer["fact"]))
    first, last = (demands.pop(name, None) for name in ("valid_from", "valid_until"))
    pieces = [_demand(name, each) for name, each in demands.items()]
    if first is not None and last is not None and (first.get("op"), last.get("op")) == ("<=", ">="):
        pieces.append(_validity(_day_needed(first), _day_needed(last)))
    else:
        pieces += [
            _demand(name, each) for name, each in (("valid_from", first), ("valid_until", last)) if each
        ]
    return " ".join([noun, ", ".join(pieces)]) if pieces else noun


def _demand(name: str, demand: Mapping[str, Any]) -> str:
    """Return one demand on a thing, as it stands behind the thing."""
    fact, value = demand["fact"], demand.get("needed")
    if demand.get("branches"):
        return say("needed.ways", ways=listed([str(each).replace("-", " ") for each in demand["branches"]]))
    if name == "purposes":
        what = label(demand["other"]) if value is None and demand.get("other") else shown(value, fact)
        return say("needed.purposes", purposes=what)
    if name == "entries_left" and demand.get("op") == ">=" and value is not None:
        return counted("needed.entries", value)
    if name == "stay":
        return say("needed.stay")
    if name == "category" and value is not None:
        return say("needed.category", categories=shown(value, fact))
    if (special := f"needed.{fact}") in PHRASES:
        return say(special, value=shown(value, fact), phrase=in_words(demand["phrase"]))
    return say("needed.other", label=label(fact).removeprefix("the "), phrase=in_words(demand["phrase"]))


def _validity(first: str, last: str) -> str:
    return say("needed.day", day=first) if first == last else say("needed.days", first=first, last=last)


def _day_needed(demand: Mapping[str, Any]) -> str:
    value = demand.get("needed")
    return label(str(demand.get("other"))) if value is None else day(value)
