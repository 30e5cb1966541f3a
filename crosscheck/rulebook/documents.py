"""Types of travel document: those that every State may issue, and those that one State issues by its own law."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from crosscheck.language.source import Span
from crosscheck.language.vocabulary import FACT, FactType

_NATIONAL: Final = frozenset({"ordinary-passport", "diplomatic-passport", "service-passport"})
_ON_REQUEST: Final = frozenset({"ordinary-passport"})


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of travel document of one State.

    *title* is what it is called in a sentence.  *national*: a State issues it to its own nationals, so that it shows
    their nationality.  *on_request*: whoever it is for gets one by asking.  *called*: what else people say for it.
    """

    title: str
    meaning: str
    sources: tuple[str, ...]
    national: bool = False
    on_request: bool = False
    called: tuple[str, ...] = ()
    doubt: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StateDocuments:
    """What one State issues: *types* of its own by name; passports not only to its nationals, but to *passports_for* too."""

    types: Mapping[str, DocumentType]
    passports_for: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    doubt: str | None = None


NOTHING_ISSUED: Final = StateDocuments({})


@dataclass(frozen=True, slots=True, eq=False)
class Documents:
    """Every type of travel document that rules know, and what is known of it; two of these are equal only if they are one.

    *fact* is `document.type` with all its words.  *issued_for* are pairs of nationality and issuer that differ in the
    codes, not in the State.
    """

    fact: FactType
    titles: Mapping[str, str]
    national: frozenset[str]
    on_request: frozenset[str]
    issued_for: frozenset[tuple[str, str]]

    def known(self, fact: FactType) -> FactType:
        """Return *fact* with the words that rules have for it."""
        return replace(self.fact, name=fact.name) if fact.is_open else fact


def documents(of_states: Mapping[str, StateDocuments]) -> Documents:
    """Return what is known where each State issues what *of_states* says, by its code."""
    types = {name: each for issued in of_states.values() for name, each in issued.types.items()}
    fact, called = FACT["document.type"], dict[str, tuple[str, ...]]()
    for name, each in types.items():
        called |= {said: (*called.get(said, ()), name) for said in each.called}
    return Documents(
        replace(fact, words=(*fact.words, *types), called=called),
        {name: each.title for name, each in types.items()},
        _NATIONAL.union(name for name, each in types.items() if each.national),
        _ON_REQUEST.union(name for name, each in types.items() if each.on_request),
        frozenset((code, issuer) for issuer, issued in of_states.items() for code in issued.passports_for),
    )


OF_EVERY_STATE: Final = documents({})
"""What is known without rules."""
