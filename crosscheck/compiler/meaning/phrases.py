"""The right-hand side of a condition: a short phrase in words -> its parts, with their places.

This stage knows the grammar and nothing of facts: whether `30 days` suits the fact is for
`typecheck.py`.  Every function's docstring is its line of the grammar.

    phrase   = part { "and" part }
    ref      = "its" NAME | FACT
    day      = ref | DATE
"""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.reading.nodes import Scalar
from crosscheck.language.source import Span


@dataclass(frozen=True, slots=True)
class Ref:
    """A fact, a property of the thing in hand (*its*), or a day written out."""

    name: Scalar
    its: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Is:
    """`KZ` · `KZ or CN` · `not KZ or CN` · `none` · `yes`."""

    values: tuple[Scalar, ...]
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class In:
    """`in GROUP` · `not in GROUP on FACT`; of a set `covers one in GROUP`."""

    group: Scalar
    on: Ref | None
    negated: bool
    of_set: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Covering:
    """`covers VALUE` · `covers FACT` · `not covers VALUE`."""

    part: Ref
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Nothing:
    """`only A or B`: nothing else."""

    values: tuple[Scalar, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Same:
    """`same as FACT` · `not same as FACT`."""

    other: Ref
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Amount:
    """`at least 3 entries`; with *anchor* a span of time, *after* that day or before it: `at least 3 months after stay.until`.

    Either *number* (with its *unit*) or *fact*, which stands for both.
    """

    op: str
    number: Scalar | None
    unit: Scalar | None
    fact: Ref | None
    anchor: Ref | None
    after: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Bound:
    """`on or after DAY` · `on or before DAY` · `after DAY` · `before DAY`."""

    op: str
    day: Ref
    span: Span


Part: TypeAlias = Is | In | Covering | Nothing | Same | Amount | Bound

_COMPARISONS: Final = {
    ("at", "least"): ">=",
    ("at", "most"): "<=",
    ("less", "than"): "<",
    ("more", "than"): ">",
    ("exactly",): "==",
}
_BOUNDS: Final = {
    ("on", "or", "after"): ">=",
    ("on", "or", "before"): "<=",
    ("after",): ">",
    ("before",): "<",
}
_KEYWORDS: Final = frozenset(
    [
        "not",
        "or",
        "and",
        "in",
        "on",
        "at",
        "least",
        "most",
        "exactly",
        "less",
        "more",
        "than",
        "covers",
        "only",
        "same",
        "as",
        "its",
        "after",
        "before",
    ]
)
_OF_NUMBERS: Final = frozenset("0123456789+-.")
_WORD: Final = re.compile(r"[^ ]+")


class _PhraseError(Exception):
    """A place, what is wrong there, and the way out if there is one."""


def words(phrase: Scalar) -> tuple[Scalar, ...]:
    """Cut a phrase that stands on one line into its words, of which `no end` is still two."""
    return tuple([phrase.cut(*found.span()) for found in _WORD.finditer(phrase.text)])


def parse(phrase: Scalar, findings: Findings) -> tuple[Part, ...] | None:
    """Phrase = part { "and" part }.  Reports what is not understood and returns None then."""
    parts: list[Part] = []
    failed = False
    given = words(phrase)
    joints = [place for place, word in enumerate(given) if word.text == "and"]
    start = 0
    for cut in (*joints, len(given)):
        end = given[min(cut, len(given) - 1)].span if given else phrase.span
        try:
            parts.append(_Parser(given[start:cut], end).part())
        except _PhraseError as problem:
            failed = True
            findings.report("CC301", *problem.args)
        start = cut + 1
    return None if failed else tuple(parts)


class _Parser:
    """Reads the words of one part from left to right; *end* is where to point past the last."""

    def __init__(self, given: tuple[Scalar, ...], end: Span) -> None:
        self._words, self._end, self._next = given, end, 0

    def part(self) -> Part:
        """Part = is | in | covers | only | same | amount | bound."""
        part = self._part()
        if (left := self._peek()) is not None:
            hint = _leftover(left.text) or _after(part)
            raise _PhraseError(left.span, f"`{left.text}` is not understood here", hint)
        return part

    def _part(self) -> Part:
        negated = self._take("not")
        if self._take("in"):
            return self._in(negated=negated)
        if self._take("covers"):
            if self._take("one"):
                self._expect("in")
                return self._in(negated=negated, of_set=True)
            return Covering(self._ref("a value or a fact"), negated, self._span())
        if self._take("same"):
            self._expect("as")
            return Same(self._ref("a fact"), negated, self._span())
        if not negated:
            if self._take("only"):
                return Nothing(self._values(), self._span())
            if (op := self._operator(_COMPARISONS)) is not None:
                return self._amount(op)
            if (op := self._operator(_BOUNDS)) is not None:
                return Bound(op, self._ref("a day or a fact"), self._span())
        return Is(self._values(), negated, self._span())

    def _in(self, *, negated: bool, of_set: bool = False) -> In:
        """["not"] ["covers" "one"] "in" GROUP ["on" ref]."""
        group = self._word("the name of a group")
        on = self._ref("a fact") if self._take("on") else None
        return In(group, on, negated, of_set, self._span())

    def _values(self) -> tuple[Scalar, ...]:
        """Values = value { "or" value }, value = WORD | "no" "end"."""
        values = [self._value()]
        while self._take("or"):
            values.append(self._value())
        return tuple(values)

    def _value(self) -> Scalar:
        word = self._word("a value")
        if word.text == "no" and (following := self._peek()) is not None and following.text == "end":
            self._next += 1
            return word._replace(text="no end", end_column=following.end_column)
        return word

    def _amount(self, op: str) -> Amount:
        """Amount = comparison ( NUMBER [UNIT] | ref ) [ ("after" | "before") day ]."""
        number = unit = fact = anchor = None
        if self._following()[:1] in _OF_NUMBERS:
            number = self._word("a number")
            if (following := self._following()) and following not in _KEYWORDS:
                unit = self._word("a unit")
        else:
            fact = self._ref("a number or a fact")
        after = self._take("after")
        if after or self._take("before"):
            anchor = self._ref("a day or a fact")
        return Amount(op, number, unit, fact, anchor, after, self._span())

    def _ref(self, what: str) -> Ref:
        """Ref = "its" NAME | FACT."""
        following = self._peek()
        its = self._take("its")
        name = self._word("a property" if its else what)
        start = following.span.start if its and following is not None else name.span.start
        return Ref(name, its, Span(name.span.path, start, name.span.end))

    def _peek(self) -> Scalar | None:
        return self._words[self._next] if self._next < len(self._words) else None

    def _following(self) -> str:
        """Return the next word; an empty text past the last."""
        return self._words[self._next].text if self._next < len(self._words) else ""

    def _take(self, keyword: str) -> bool:
        found = self._following() == keyword
        self._next += found
        return found

    def _expect(self, keyword: str) -> None:
        if not self._take(keyword):
            raise self._missing(f"`{keyword}`")

    def _operator(self, operators: dict[tuple[str, ...], str]) -> str | None:
        for spelling, op in operators.items():
            end = self._next + len(spelling)
            if tuple(word.text for word in self._words[self._next : end]) == spelling:
                self._next = end
                return op
        return None

    def _word(self, what: str) -> Scalar:
        word = self._peek()
        if word is None or word.text in _KEYWORDS:
            raise self._missing(what)
        if (hint := _leftover(word.text)) is not None:
            raise _PhraseError(word.span, f"`{word.text}` is not understood here", hint)
        self._next += 1
        return word

    def _missing(self, what: str) -> _PhraseError:
        word = self._peek()
        if word is None:
            return _PhraseError(self._end, f"{what} is missing at the end of the phrase")
        return _PhraseError(word.span, f"{what} is expected here, not `{word.text}`")

    def _span(self) -> Span:
        first, last = self._words[0].span, self._words[self._next - 1].span
        return Span(first.path, first.start, last.end)


def _after(part: Part) -> str | None:
    """Return what may have been meant by a word that follows *part*."""
    match part:
        case Is() | Nothing():
            return "join values with `or`, phrases with `and`, and the words of one value with a hyphen"
        case Covering() | Same() | Bound() | Amount(anchor=Ref()):
            return "a fact is one word, such as `crossing.date`; `crosscheck facts` lists them"
    return None


def _leftover(text: str) -> str | None:
    if text.strip(",;|/&") != text:
        return "join values with `or`, and phrases with `and`"
    if text[0] in "<>=!":
        return "write it in words: `at least`, `at most`, `on or after`, `same as`"
    return None
