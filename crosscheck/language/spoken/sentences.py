"""In which language sentences are said: one mapping each for reasons, other phrases, the names of facts, errors and States.

A language is a file beside `en.json` and a line in `PLURALS`.  What it has no words for is said in English, as a whole;
a State that it has no name for by its code.

A hole of an error may say how it is filled: `{state:state}` with the name of a State, `{mode:mode}` with the text `mode.…` of the word,
or the word itself; `{names:or}` with one of several, `{names:list}` with all of them.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self, TypeAlias

from crosscheck.language.names.codes import DOC_9303, ISO_3166

Word: TypeAlias = str | int | tuple[str, ...]
"""What fills a sentence: a text, a number, several texts, or a sentence within."""


class Language(NamedTuple):
    """The words of one language; *plural* names the form for a number, as CLDR calls it (`one`, `few`, `many`, `other`)."""

    reasons: Mapping[str, str]
    phrases: Mapping[str, str]
    labels: Mapping[str, str]
    plural: Callable[[int], str]
    problems: Mapping[str, str] = MappingProxyType({})
    states: Mapping[str, str] = MappingProxyType({})
    """The name of each State by its code."""


PLURALS: Final[Mapping[str, Callable[[int], str]]] = {"en": lambda count: "one" if count == 1 else "other"}
"""Of each language, by its code (BCP 47), which form a number takes."""


def _read(code: str) -> Language:
    """Return the language *code* as its file has it."""
    texts = json.loads(Path(__file__).with_name(f"{code}.json").read_text(encoding="utf-8"))
    return Language(plural=PLURALS[code], **texts)


ENGLISH: Final = _read("en")._replace(
    states=MappingProxyType(
        {code: name for code, (_, name, *_others) in ISO_3166.items()}
        | {code: names[0] for code, names in DOC_9303.items()}
    )
)
"""States by the usual English short names of ISO 3166-1 and Doc 9303, as `names/codes.py` has them."""
LANGUAGES: Final = {code: _read(code) for code in PLURALS} | {"en": ENGLISH}
"""Every language by its code."""

_SPOKEN: ContextVar[Language] = ContextVar("spoken", default=ENGLISH)


def speaking(code: str) -> AbstractContextManager[None]:
    """Say every sentence in the language *code*, in this thread or task, until the block ends.

    Raises:
        UnreadableError: It is none of `LANGUAGES`; it is raised before the block is entered.
    """
    return _speaking(_language(code))


def speak(code: str) -> None:
    """Say every sentence from here on in the language *code*, in this thread or task.

    Raises:
        UnreadableError: It is none of `LANGUAGES`.
    """
    _SPOKEN.set(_language(code))


@contextmanager
def _speaking(language: Language) -> Iterator[None]:
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def _language(code: str) -> Language:
    if code not in LANGUAGES:
        raise unreadable("language.unknown", given=str(code)[:60], known=tuple(LANGUAGES))
    return LANGUAGES[code]


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


def state_name(code: str) -> str:
    """Return what a State is called; its code where it has no name."""
    return _SPOKEN.get().states.get(code, code)


class Sentence(str):  # noqa: SLOT000 - slots would save nothing beside a text of its own
    """A sentence of an error, by the name and the words by which another language says it; as text it is English.

    >>> said = Sentence("question.no_border", state="KZ")
    >>> said, said.key, said.words
    ('is the State that is left, Kazakhstan: no border is crossed', 'question.no_border', {'state': 'KZ'})
    """

    key: str
    """The name of the sentence: the same in every language, and never another sentence."""
    words: Mapping[str, Word]
    """What fills it, by name."""

    def __new__(cls, key: str, /, **words: Word) -> Self:
        """Make the sentence *key* of *words*."""
        self = super().__new__(cls, _Filling(ENGLISH).sentence(key, words))
        self.key, self.words = key, words
        return self

    def spoken(self) -> str:
        """Return it in the language that is spoken; in English where that has no words for it, or for a part of it."""
        try:
            return _Filling(_SPOKEN.get()).sentence(self.key, self.words)
        except KeyError:
            return str(self)

    def as_data(self) -> dict[str, Any]:
        """Return key and words as JSON has them, a sentence within as it has this one."""
        return {"key": self.key, "words": {name: _as_data(word) for name, word in self.words.items()}}

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by what it was made of."""
        return _made, (self.key, self.words)


def _as_data(word: Word) -> Any:
    if isinstance(word, tuple):
        return [_as_data(each) for each in word]
    return word.as_data() if isinstance(word, Sentence) else word


def _made(key: str, words: Mapping[str, Word]) -> Sentence:
    return Sentence(key, **words)


class UnreadableError(ValueError):
    """What somebody wrote means nothing definite; *said* is what is wrong with it, and what to write."""

    def __init__(self, said: Sentence) -> None:
        self.said = said
        super().__init__(said)


def unreadable(key: str, /, **words: Word) -> UnreadableError:
    """Return the error that says the sentence *key*."""
    return UnreadableError(Sentence(key, **words))


class _Filling(Formatter):
    """Fills the holes of sentences in one language; raises KeyError where it has no words."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def sentence(self, key: str, words: Mapping[str, Word]) -> str:
        """Return the sentence *key*, in the form for as many things as it counts."""
        texts, count = self._language.problems, words.get("count")
        form = f"{key}.{self._language.plural(count)}" if isinstance(count, int) else key
        return self.vformat(texts[form] if form in texts else texts[key], (), words)

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return the word *value* as its hole says, see above."""
        kind, join = _forms(format_spec)
        if not isinstance(value, tuple):
            return self._word(value, kind)
        said = [self._word(each, kind) for each in value]
        if join == "list" and kind:
            said.sort()
        return self._language.problems[f"join.{join}"].join(said) or self._language.phrases["value.none"]

    def _word(self, value: str | int, kind: str) -> str:
        if isinstance(value, Sentence):
            return self.sentence(value.key, value.words)
        if kind == "state":
            return self._language.states.get(str(value), str(value))
        return (
            self._language.problems.get(f"{kind}.{value}", str(value).replace("-", " "))
            if kind
            else str(value)
        )


@cache
def _forms(spec: str) -> tuple[str, str]:
    """Return of which kind a word is, and how several are joined, as a hole says it.

    >>> _forms("state or"), _forms("list"), _forms("mode")
    (('state', 'or'), ('', 'list'), ('mode', ''))
    """
    words = spec.split()
    join = words.pop() if words and words[-1] in ("or", "list") else ""
    return "".join(words), join
