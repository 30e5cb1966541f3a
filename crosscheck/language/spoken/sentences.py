"""In which language sentences are said: one mapping each for reasons, other phrases and the names of facts.

A language is a folder or module beside `en`, and a line in `LANGUAGES`.  What it has no words for is said in English, as a whole.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple

from crosscheck.language.spoken.en.labels import LABELS
from crosscheck.language.spoken.en.phrases import PHRASES
from crosscheck.language.spoken.en.reasons import REASONS


class Language(NamedTuple):
    """The words of one language; *plural* names the form for a number, as CLDR calls it (`one`, `few`, `many`, `other`)."""

    reasons: Mapping[str, str]
    phrases: Mapping[str, str]
    labels: Mapping[str, str]
    plural: Callable[[int], str]


ENGLISH: Final = Language(REASONS, PHRASES, LABELS, lambda count: "one" if count == 1 else "other")
LANGUAGES: Final[dict[str, Language]] = {"en": ENGLISH}
"""Every language by its code (BCP 47)."""

_SPOKEN: ContextVar[Language] = ContextVar("spoken", default=ENGLISH)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say every sentence in the language *code*, in this thread or task, until the block ends.

    Raises:
        KeyError: It is none of `LANGUAGES`.
    """
    before = _SPOKEN.set(LANGUAGES[code])
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def phrase(key: str) -> str:
    """Return the phrase *key*, with holes for its parameters."""
    return _SPOKEN.get().phrases.get(key) or ENGLISH.phrases[key]


def phrase_for(key: str, count: int) -> str:
    """Return the phrase *key* in the form for *count* things."""
    spoken = _SPOKEN.get()
    found = spoken.phrases.get(f"{key}.{spoken.plural(count)}")
    return found or ENGLISH.phrases[f"{key}.{ENGLISH.plural(count)}"]


def reason_text(key: str) -> str:
    """Return the sentence of a reason under *key*, with holes."""
    return _SPOKEN.get().reasons.get(key) or ENGLISH.reasons[key]


def name_of(fact: str) -> str | None:
    """Return what a fact or property is called; None where it has no name."""
    return _SPOKEN.get().labels.get(fact) or ENGLISH.labels.get(fact)
