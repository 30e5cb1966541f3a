"""Which answers can still make a difference: what the open conditions tell apart, read off what they say."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Final, NamedTuple

from crosscheck.answers.asking.objects import Choice
from crosscheck.answers.labels import document_type, listed, shown
from crosscheck.answers.sentences.messages import say
from crosscheck.deciding.decision import OpenPoint, Reason, Standing
from crosscheck.deciding.facts import contains, possibly
from crosscheck.deciding.reasons import AmongSaid, CoverSaid, EqualSaid, HeldSaid, ModeSaid, OnlySaid, Said
from crosscheck.language.vocabulary import FactType, Type
from crosscheck.rulebook.ruleset import RuleSet

_MOST_STATES: Final = 12
"""More States than these are no choice that anybody reads."""
_MOST_TOGETHER: Final = 2
"""Of so many kinds of thing each choice of several is offered."""
_PURPOSES: Final = "visa.purposes"
_CATEGORY: Final = "visa.category"
_ISSUER: Final = "issuing_state"
_OFFERED_BY: Final = {
    "visas": _ISSUER,
    "permits": _ISSUER,
    "papers": "kind",
    "companions": "relation",
    "tickets": "to",
}
"""What tells things held apart for whoever is asked for them."""


class Open(NamedTuple):
    """A condition that is open, with those of the same thing beside it."""

    reason: Reason
    beside: tuple[Reason, ...]

    @property
    def said(self) -> Said:
        """What is said of it."""
        return self.reason.said


def open_conditions(reasons: tuple[Reason, ...]) -> Iterator[Open]:
    """Yield every condition of *reasons* that is open, those inside another after it."""
    for reason in reasons:
        if reason.wanted:
            yield Open(reason, reasons)
            for _, inner in reason.within:
                if not any(each.standing is Standing.UNMET for each in inner):
                    yield from open_conditions(inner)


def innermost(path: str, found: Iterable[Open]) -> list[Open]:
    """Return those of *found* that themselves read what is stated at *path*, not by what is inside them."""
    return [
        each
        for each in found
        if path in each.reason.wanted
        and not any(path in inner.wanted for _, within in each.reason.within for inner in within)
    ]


# One value ------------------------------------------------------------------------------


def options_of(
    name: str, fact: FactType, found: list[Open], points: Iterable[OpenPoint], rules: RuleSet
) -> tuple[tuple[Choice, ...], bool]:
    """Return the values of the fact *name* that *found* tell apart, and whether others may be stated."""
    if fact.type is Type.FLAG:
        return tuple(Choice(value, shown(value)) for value in (True, False)), False
    if name == _CATEGORY:
        return tuple(_categories(found, rules)), True
    if fact.type not in (Type.WORD, Type.WORDS, Type.STATE, Type.STATES):
        return (), True
    named = _named_by(name, found)
    if fact.type in (Type.STATE, Type.STATES):
        states = sorted(named or ()) if named is not None and len(named) <= _MOST_STATES else []
        return tuple(Choice(code, shown(code, name, form=Type.STATE)) for code in states), True
    alike = frozenset[str]() if named is None else _most_alike(name, fact.words, named, points, rules)
    words = [word for word in fact.words if word not in alike]
    return tuple(Choice(word, _word(name, word)) for word in words), bool(alike)


def _word(name: str, word: str) -> str:
    return document_type(word) if name == "document.type" else shown(word, form=Type.WORD)


def _named_by(name: str, found: list[Open]) -> frozenset[str] | None:
    """Return the values that some condition takes otherwise than those that none names; None: any may be such."""
    named = frozenset[str]()
    for each in found:
        values = _named(name, each.said)
        if values is None:
            return None
        named |= values
    return named


def _most_alike(
    name: str, words: Iterable[str], named: frozenset[str], points: Iterable[OpenPoint], rules: RuleSet
) -> frozenset[str]:
    """Return the most of *words* that all act alike: named by no condition, and all of them covered or none.

    None of them where that is a single one, which may as well be offered.
    """
    limits = [each for point in points for each in _limits(name, point, rules)]
    groups: dict[tuple[bool, ...], set[str]] = {}
    for word in words:
        if word not in named:
            groups.setdefault(tuple([word in each for each in limits]), set()).add(word)
    most = max(groups.values(), key=len, default=set())
    return frozenset(most if len(most) > 1 else ())


def _named(name: str, said: Said) -> frozenset[str] | None:
    """Return the values of the fact *name* that *said* names; None where it does not say which it tells apart."""
    match said:
        case AmongSaid(fact=fact, needed=needed) if fact == name:
            return frozenset(needed)
        case EqualSaid(fact=fact, needed=tuple(needed)) if fact == name:
            return frozenset(needed)
        case EqualSaid(other=other, actual=str(actual)) if other == name:
            return frozenset((actual,))
        case OnlySaid(fact=fact, needed=needed) if fact == name and needed is not None:
            return _set(needed)
        case CoverSaid(fact=fact, needed=needed) if fact == name and needed is not None:
            return _set(needed)
        case CoverSaid(other=other, actual=actual) if other == name and actual is not None:
            return _set(actual)
        case ModeSaid(needed=frozenset(needed)) if name == "crossing.mode":
            return needed
        case _:
            return None


def _set(value: Any) -> frozenset[str]:
    value = possibly(value)
    return frozenset((value,)) if isinstance(value, str) else frozenset(value)


def _limits(name: str, point: OpenPoint, rules: RuleSet) -> Iterator[frozenset[str]]:
    """Yield the values of the fact *name* to which the rules keep that *point* is of, where they do not reach all."""
    of: Any = rules.ports[point.of] if point.part == "port" else rules.states[point.of]
    for each in of.covered:
        by = {"document.type": each.document_types, "crossing.mode": each.modes}
        if (values := by.get(name)) is not None:
            yield values


def _categories(found: list[Open], rules: RuleSet) -> Iterator[Choice]:
    """Yield the categories of the visa's State that may do; none while that State is not known."""
    for issuer in sorted({state for each in found for state in _issuers(each)}):
        table = rules.states[issuer].visas if issuer in rules.states else {}
        named = [_categories_named(each.said, issuer, rules) for each in found]
        wanted = frozenset[str]().union(*[each for each in named if each is not None])
        for category in sorted(wanted if None not in named else table.keys() | wanted):
            title = table[category].title if category in table else ""
            label = say("choice.category", category=category, title=title) if title else category
            yield Choice(category, label)


def _issuers(each: Open) -> Iterator[str]:
    """Yield the State that issued the visa in hand, where the conditions on it say so."""
    for reason in each.beside:
        said = reason.said
        by_name = said.fact == f"visa.{_ISSUER}" and isinstance(said, EqualSaid | AmongSaid)
        if by_name and isinstance(actual := getattr(said, "actual", None), str):
            yield actual


def _categories_named(said: Said, issuer: str, rules: RuleSet) -> frozenset[str] | None:
    """Return the categories of *issuer* that *said* tells apart from others; None where all may matter."""
    if said.fact == _PURPOSES and isinstance(said, CoverSaid) and said.needed is not None:
        table = rules.states[issuer].visas if issuer in rules.states else {}
        return frozenset(
            name
            for name, visa in table.items()
            if visa.purposes is not None and contains(visa.purposes, said.needed)
        )
    return _named(_CATEGORY, said)


# Things held ----------------------------------------------------------------------------


def only_if(found: Iterable[Open], rules: RuleSet) -> dict[str, tuple[str, ...]]:
    """Return the properties, with their values, one of which a thing must have so that one of *found* may hold."""
    demanded = [_demanded(each.said, rules) for each in found if isinstance(each.said, HeldSaid)]
    if not demanded:
        return {}
    common = [name for name in demanded[0] if all(name in each for each in demanded)]
    return {name: tuple(sorted({value for each in demanded for value in each[name]})) for name in common}


def _demanded(said: HeldSaid, rules: RuleSet) -> dict[str, frozenset[str]]:
    """Return what *said* demands of single properties, as the words and States that will do."""
    needed: dict[str, frozenset[str]] = {}
    for each in said.needed:
        name = (each.fact or "").rpartition(".")[2]
        named = each.needed if isinstance(each, EqualSaid | AmongSaid) else None
        if each.kind in ("equal", "among") and named and all(isinstance(value, str) for value in named):
            needed[name] = frozenset(named) & needed.get(name, frozenset(named))
    for each in said.needed:
        issuers = needed.get(_ISSUER)
        if each.fact == _PURPOSES and isinstance(each, CoverSaid) and each.needed is not None and issuers:
            tables = [rules.states[code].visas if code in rules.states else {} for code in issuers]
            if all(tables):
                told = [_categories_named(each, code, rules) or frozenset() for code in issuers]
                of_purpose = frozenset[str]().union(*told)
                needed["category"] = of_purpose & needed.get("category", of_purpose)
    return needed


def things_offered(
    plural: str, state: str | None, limits: Mapping[str, tuple[str, ...]]
) -> tuple[Choice, ...]:
    """Return the answers to what is held of the list *plural*, of which none but those within *limits* matter.

    Each is a whole answer; that nothing is held comes first.  *state*: it is the list of what is of that State.
    """
    if state is not None:
        none = Choice([], say(f"choice.no.{plural}"))
        return (none,) if plural == "visits" else (none, Choice([{}], _of_states(plural, (state,))))
    name = _OFFERED_BY.get(plural, "")
    values = limits.get(name, ())
    if plural == "visas" and values:
        return tuple(
            Choice(
                {state: [{}] if state in held else [] for state in values},
                _of_states(plural, held)
                if held
                else say(f"choice.no.{plural}.of", states=_states(values, "or")),
            )
            for held in _choices(values)
        )
    none = Choice([], say(f"choice.no.{plural}"))
    several = (held for held in _choices(values) if held)
    return none, *(Choice([{name: value} for value in held], _of(plural, name, held)) for held in several)


def _choices(values: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield none of *values*, each, and where they are few each choice of several."""
    for number in range(len(values) + 1 if len(values) <= _MOST_TOGETHER else 2):
        yield from combinations(values, number)


def _of(plural: str, name: str, held: tuple[str, ...]) -> str:
    if name in (_ISSUER, "to"):
        return _of_states(plural, held)
    return listed([shown(each, form=Type.WORD) for each in held], "and")


def _of_states(plural: str, held: tuple[str, ...]) -> str:
    """Return each thing with its State: `a visa of China and a visa of Kazakhstan`."""
    return listed([say(f"choice.{plural}.of", states=_states((code,))) for code in held], "and")


def _states(codes: tuple[str, ...], word: str = "and") -> str:
    return listed([shown(code, form=Type.STATE) for code in codes], word)
