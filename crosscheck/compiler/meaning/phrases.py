"""The right-hand side of a condition: a short phrase in words -> its parts, with their places.

This stage knows the forms of phrases (`language/phrases/forms.py`) and nothing of facts: whether `30 days`
suits the fact is for `typecheck.py`.  A phrase is parts joined by `and`.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.reading.nodes import Scalar
from crosscheck.language.phrases.forms import FORMS, IS, SPELT, Form
from crosscheck.language.source import Span


class Ref(NamedTuple):
    """A fact, a property of the thing in hand (*its*), or a day written out."""

    name: Scalar
    its: bool
    span: Span


Amount: TypeAlias = Ref | tuple[Scalar, Scalar | None]
"""A number with its unit, if that is written, or a fact that stands for both."""


class Part(NamedTuple):
    """What has one *form*; *said* is, step by step, what fills it, or whether it is said at all."""

    form: Form
    said: tuple[Any, ...]
    span: Span


_WHAT: Final = {
    "GROUP": "the name of a group", "DATED": "a fact", "FACT": "a fact", "PART": "a value or a fact",
    "DAY": "a day or a fact", "MOMENT": "a day or a fact",
}  # fmt: skip
"""What is missing where nothing fills a place."""
_OPERATORS: Final = {
    place: [(words.split(), meaning) for meaning, words in spelt.items()] for place, spelt in SPELT.items()
}
_NO_WORDS: Final = frozenset(
    ["", "and", "or", "its"]
    + [word for form in FORMS for step in form.steps for word in step.words]
    + [word for spelt in SPELT.values() for words in spelt.values() for word in words.split()]
) - {"one"}  # which a group may be called
"""What names nothing: the words of the language, and the end of a phrase."""
_OF_NUMBERS: Final = frozenset("0123456789+-.")
_WORD: Final = re.compile(r"[^ ]+")


class _PhraseError(Exception):
    """A place, what is wrong there, and the way out if there is one."""


def words(phrase: Scalar) -> tuple[Scalar, ...]:
    """Cut a phrase that stands on one line into its words, of which `no end` is still two."""
    return tuple([phrase.cut(*found.span()) for found in _WORD.finditer(phrase.text)])


def values(parts: Sequence[Part]) -> tuple[Scalar, ...]:
    """Return the values of which a phrase is nothing but `A or B`; none where it says something else."""
    match parts:
        case [Part(form, (False, found))] if form is IS:
            return tuple(found)
    return ()


def parse(phrase: Scalar, findings: Findings) -> tuple[Part, ...] | None:
    """Return the parts of a phrase; report what is not understood and return None then."""
    parts: list[Part] = []
    failed = False
    given = words(phrase)
    joints = [place for place, word in enumerate(given) if word.text == "and"]
    start = 0
    for cut in (*joints, len(given)):
        end = given[min(cut, len(given) - 1)].span if given else phrase.span
        try:
            parts.append(_Reader(given[start:cut], end).part())
        except _PhraseError as problem:
            failed = True
            findings.report("CC301", *problem.args)
        start = cut + 1
    return None if failed else tuple(parts)


class _Reader:
    """Reads the words of one part from left to right; *end* is where to point past the last."""

    def __init__(self, given: tuple[Scalar, ...], end: Span) -> None:
        self._words, self._end, self._next = given, end, 0
        self._texts = [*(word.text for word in given), ""]

    def part(self) -> Part:
        """Return the part, of the first form that its words tell."""
        form, said = next((form, said) for form in FORMS if (said := self._said(form)) is not None)
        if left := self._texts[self._next]:
            hint = _leftover(left) or form.joined
            raise _PhraseError(self._words[self._next].span, f"`{left}` is not understood here", hint)
        first, last = self._words[0].span, self._words[-1].span
        return Part(form, said, Span(first.path, first.start, last.end))

    def _said(self, form: Form) -> tuple[Any, ...] | None:
        """Return what is said in each step of *form*; None if this is no phrase of that form."""
        self._next = 0
        said: list[Any] = []
        for optional, expected, place in form.steps:
            filled = self._filled(place) if self._follow(expected) else None
            if filled is None and not optional:
                return None
            said.append(filled if place else filled is not None)
        return tuple(said)

    def _follow(self, expected: Sequence[str]) -> bool:
        """Whether these words follow: of several the last is demanded, those before it tell the form."""
        if self._take(*expected):
            return True
        if len(expected) > 1 and self._take(*expected[:-1]):
            raise self._missing(f"`{expected[-1]}`")
        return False

    def _filled(self, place: str) -> Any:
        """Return what fills *place*; None where the words tell another form."""
        if place in _OPERATORS:
            return next((meaning for expected, meaning in _OPERATORS[place] if self._take(*expected)), None)
        match place:
            case "":
                return True
            case "VALUES" | "WHOLE":
                return self._values()
            case "NUMBER":
                return self._number()
            case "HOURS":
                return self._word("a unit") if self._texts[self._next] in ("hour", "hours") else None
            case "AMOUNT":
                return self._amount()
            case "GROUP":
                return self._word(_WHAT[place])
        return self._ref(_WHAT[place])

    def _values(self) -> tuple[Scalar, ...]:
        """Values = value { "or" value }, value = WORD | "no" "end"."""
        found = [self._value()]
        while self._take("or"):
            found.append(self._value())
        return tuple(found)

    def _value(self) -> Scalar:
        word = self._word("a value")
        if word.text == "no" and self._take("end"):
            return word._replace(text="no end", end_column=self._words[self._next - 1].end_column)
        return word

    def _number(self) -> Scalar | None:
        return self._word("a number") if self._texts[self._next][:1] in _OF_NUMBERS else None

    def _amount(self) -> Amount:
        """Amount = NUMBER [UNIT] | ref."""
        number = self._number()
        if number is None:
            return self._ref("a number or a fact")
        return number, None if self._texts[self._next] in _NO_WORDS else self._word("a unit")

    def _ref(self, what: str) -> Ref:
        """Ref = "its" NAME | FACT | DATE."""
        first = self._next
        its = self._take("its")
        name = self._word("a property" if its else what)
        return Ref(name, its, Span(name.span.path, self._words[first].span.start, name.span.end))

    def _take(self, *expected: str) -> bool:
        end = self._next + len(expected)
        found = self._texts[self._next : end] == [*expected]
        self._next = end if found else self._next
        return found

    def _word(self, what: str) -> Scalar:
        text = self._texts[self._next]
        if text in _NO_WORDS:
            raise self._missing(what)
        word = self._words[self._next]
        if (hint := _leftover(text)) is not None:
            raise _PhraseError(word.span, f"`{text}` is not understood here", hint)
        self._next += 1
        return word

    def _missing(self, what: str) -> _PhraseError:
        if text := self._texts[self._next]:
            return _PhraseError(self._words[self._next].span, f"{what} is expected here, not `{text}`")
        return _PhraseError(self._end, f"{what} is missing at the end of the phrase")


def _leftover(text: str) -> str | None:
    if text.strip(",;|/&") != text:
        return "join values with `or`, and phrases with `and`"
    if text[0] in "<>=!":
        return "write it in words: `at least`, `at most`, `on or after`, `same as`"
    return None
