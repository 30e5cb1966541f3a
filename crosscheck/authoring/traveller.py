"""Somebody on whom a ground is tried: what is stated of them, and what is still to be."""

from dataclasses import dataclass, field
from typing import Any, Final

from crosscheck.deciding.evaluating.terms import fact_of, shifted
from crosscheck.language.nodes import Fact, Its, Literal, Shift, Term
from crosscheck.language.states import NATIONALITIES
from crosscheck.language.vocabulary import FACT, Type

Thing = dict[str, Any]
"""A thing held: its properties by name."""

_USUAL_STAY: Final = 9
_USUAL_COUNT: Final = 30


@dataclass(slots=True)
class Traveller:
    """Facts by name, and things held by kind: values as the engine holds them."""

    facts: dict[str, Any] = field(default_factory=dict)
    things: dict[str, list[Thing]] = field(default_factory=dict)

    def copy(self) -> "Traveller":
        """Return one to change."""
        return Traveller(
            dict(self.facts),
            {kind: [dict(thing) for thing in things] for kind, things in self.things.items()},
        )

    def value(self, term: Term, thing: Thing | None) -> Any:
        """Return what *term* is, of what may be several days the first; None if that is not stated."""
        found: Any
        match term:
            case Literal(value):
                return value
            case Fact(name):
                found = self.facts.get(name)
            case Its(name):
                found = None if thing is None else thing.get(name)
            case Shift(base, amount, unit, ends):
                found = shifted(self.value(base, thing), self.value(amount, thing), unit, ends)
        return found[0] if isinstance(found, tuple) else found

    def state(self, term: Term, value: Any, thing: Thing | None) -> None:
        """Say that *term* is *value*, unless something else was said of it before."""
        match term:
            case Fact(name) if name not in self.facts:
                partial = FACT[name].type is Type.PARTIAL and isinstance(value, int)
                self.facts[name] = (value, value) if partial else value
            case Its(name) if thing is not None:
                thing.setdefault(name, value)

    def assume(self, term: Term, thing: Thing | None, kind: str | None) -> None:
        """Say something usual of what a condition compares with, where nothing is said of it yet."""
        if isinstance(term, Shift):
            self.assume(term.base, thing, kind)
            self.assume(term.amount, thing, kind)
            return
        fact = fact_of(term, kind)
        if fact is None:
            return
        usual: dict[Type, Any] = {
            Type.DATE: self.facts["crossing.date"] + _USUAL_STAY,
            Type.COUNT: _USUAL_COUNT,
            Type.STATE: NATIONALITIES[0],
        }
        if fact.type in usual:
            self.state(term, usual[fact.type], thing)
        elif fact.words:
            self.state(term, fact.words[0] if fact.type is Type.WORD else frozenset({fact.words[0]}), thing)
