"""Phrases that fit their facts -> predicates: dates with dates, days with days, never months with days."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from crosscheck.compiler.meaning import resolve
from crosscheck.compiler.meaning.contradictions import never
from crosscheck.compiler.meaning.phrases import Amount, Part, Ref
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Scalar
from crosscheck.language.dates import NO_END, MonthEnds
from crosscheck.language.nodes import (
    Among,
    Both,
    Compare,
    Covers,
    Fact,
    Hours,
    Its,
    Literal,
    Member,
    Moment,
    Only,
    Predicate,
    Shift,
    Term,
)
from crosscheck.language.phrases import forms
from crosscheck.language.phrases.forms import FITS, FLIPPED, SINGULAR, Form, unit_of
from crosscheck.language.source import Span
from crosscheck.language.vocabulary import CLOCK, FactType, Type

_DATES: Final = (Type.DATE, Type.PARTIAL)
_SINGLE: Final = {Type.STATES: Type.STATE, Type.WORDS: Type.WORD}
"""What a set is made of."""
_SETS: Final = _SINGLE.keys()
_OPPOSITE: Final = {"yes": "no", "no": "yes"}
_PLURAL: Final = {singular: plural for plural, singular in SINGULAR.items()}
_LARGEST: Final = 99_999
"""More days, pages or entries than any law counts; less than `NO_END` by far."""


def check(parts: tuple[Part, ...], term: Term, fact: FactType, scope: Scope) -> Predicate | None:
    """Return the predicate that the *parts* make of *term*, None if one does not fit."""
    checker = _Checker(term, fact, scope, may_be_absent=not _excludes_absence(parts, fact))
    found = [checker.part(part) for part in parts]
    items = tuple(item for item in found if item is not None)
    if len(items) < len(found):
        return None
    if never(items, term):
        whole = Span(parts[0].span.path, parts[0].span.start, parts[-1].span.end)
        hint = "`and` joins what must hold together; values of which one is enough are joined by `or`"
        message = f"no value of `{fact.name}` can meet all of this"
        scope.findings.report("CC413", whole, message, hint)
        return None
    return items[0] if len(items) == 1 else Both(items)


def number(word: Scalar, findings: Findings) -> int | None:
    """Read a whole number, written as people write it and in no other way."""
    if re.fullmatch(r"0|[1-9][0-9]*", word.text):
        if int(word.text[:9]) <= _LARGEST and len(word.text) < 9:
            return int(word.text)
        findings.report("CC307", word.span, f"`{word.text}` is larger than anything a law counts")
        return None
    # `1,5` is one and a half to most of the world: only between thousands does a sign mean nothing.
    digits = re.match(r"0*[0-9]{1,3}([_,][0-9]{3})+(?![0-9_,])|[0-9]+(?![0-9_,])", word.text)
    bare = digits[0].replace("_", "").replace(",", "").lstrip("0") if digits else ""
    rest = word.text[len(digits[0]) :] if digits else ""
    hint = "write it in digits, without sign, leading zero or separator"
    if bare and rest in {*_PLURAL, *SINGULAR}:
        hint = f"write `{bare} {rest}`"
    elif bare and not rest:
        hint = f"write `{bare}`"
    findings.is_no(word, "CC307", "whole number", hint)
    return None


def _excludes_absence(parts: tuple[Part, ...], fact: FactType) -> bool:
    """Whether the fact is never absent, or one of *parts* says that it may not be."""
    return fact.absent is None or any(
        part.form is forms.IS and part.said[0] and any(word.text == fact.absent for word in part.said[1])
        for part in parts
    )


class _Checker:
    """Makes predicates of one term."""

    def __init__(self, term: Term, fact: FactType, scope: Scope, *, may_be_absent: bool) -> None:
        self.term, self.fact, self.scope, self.may_be_absent = term, fact, scope, may_be_absent
        self.findings, self.report = scope.findings, scope.findings.report

    def part(self, part: Part) -> Predicate | None:
        """Return what *part* says of the term; None, and a finding, if it says nothing."""
        if part.form.name and part.form not in FITS[self.fact.type].forms:
            self._unfit(part.span, part.form.name)
            return None
        return _MEANINGS[part.form](self, part.span, *part.said)

    def _unfit(self, span: Span, what: str) -> None:
        kind = f"a {self.fact.type.value}" if self.fact.type is not Type.FLAG else "yes or no"
        hint = f"it takes {FITS[self.fact.type].said}"
        self.report("CC305", span, f"{what} does not fit `{self.fact.name}`, which is {kind}", hint)

    def is_(self, span: Span, negated: bool, values: tuple[Scalar, ...]) -> Predicate | None:
        if self._repeats(values):
            return None
        first, kind = values[0].text, self.fact.type
        written = " or ".join(word.text for word in values)
        if kind in _SETS:
            hint = f"write `covers {first}` if it must be among them, `only {written}` if nothing else may be"
            message = f"`{self.fact.name}` is a {kind.value}: a bare value does not say how to compare"
            self.report("CC306", span, message, hint)
            return None
        if kind is Type.FLAG:
            return self._flag(span, written, first, negated=negated)
        if kind in _DATES or kind is Type.COUNT:
            return self._absent(span, values, negated=negated)
        known = self._values(values)
        if known is None:
            return None
        if negated and self.may_be_absent:
            self._warn_of_absence(span, f"write `not {written} or {self.fact.absent}`")
        if len(known) == 1:
            return Compare(self.term, "!=" if negated else "==", Literal(*known))
        return Among(self.term, known, negated)

    def _values(self, words: tuple[Scalar, ...]) -> frozenset[str] | None:
        """Return what *words* name; None if one of them is no value of the fact."""
        found = [resolve.value(word, self.fact, self.findings) for word in words]
        known = frozenset(value for value in found if value is not None)
        return None if None in found else known

    def _warn_of_absence(self, span: Span, way_out: str) -> None:
        message = f"`{self.fact.name}` may be `{self.fact.absent}`, and then this holds"
        self.report("CC408", span, message, f"{way_out} if that is not meant")

    def _flag(self, span: Span, written: str, first: str, *, negated: bool) -> Predicate | None:
        if written in _OPPOSITE and not negated:
            return Compare(self.term, "==", Literal(written == "yes"))
        opposite = _OPPOSITE.get(first)
        hint = f"write `{opposite}`" if negated and opposite else "it takes `yes` or `no`"
        self.report("CC305", span, f"`{self.fact.name}` is answered with yes or no", hint)
        return None

    def _absent(self, span: Span, values: tuple[Scalar, ...], *, negated: bool) -> Predicate | None:
        word, *more = values
        text = word.text
        if text == self.fact.absent and not more:
            # A date that may be missing altogether is the word; "no end" is later than every day.
            absent = "none" if text == "none" else NO_END
            return Compare(self.term, "!=" if negated else "==", Literal(absent))
        if text in resolve.ABSENT and not more:
            resolve.value(word, self.fact, self.findings)
        elif text[0].isdigit():
            what, hint = "day", f"write `on or after {text}` or `on or before {text}`"
            if self.fact.type is Type.COUNT:
                what = "number"
                hint = f"write `exactly {text} {self.fact.unit}` or `at least {text} {self.fact.unit}`"
            message = f"a bare {what} does not say how to compare `{self.fact.name}`"
            self.report("CC305", span, message, hint)
        else:
            self._unfit(span, f"`{text}`")
        return None

    def in_(self, span: Span, negated: bool, name: Scalar, day: Ref | None) -> Predicate | None:
        group = resolve.group(name, self.scope)
        on = None if day is None else self._day(day)
        if group is None or (day is not None and on is None):
            return None
        if negated and self.may_be_absent:
            self._warn_of_absence(span, f"add `and not {self.fact.absent}`")
        return Member(self.term, group, on, negated)

    def covers(self, span: Span, negated: bool, part: Ref) -> Predicate | None:
        if part.its or resolve.is_fact(part.name.text):
            other = self._alike(part, self.fact.type, _SINGLE[self.fact.type])
        else:
            value = resolve.value(part.name, self.fact, self.findings)
            other = None if value is None else Literal(value)
        return None if other is None else Covers(self.term, other, negated)

    def only(self, span: Span, values: tuple[Scalar, ...]) -> Predicate | None:
        if self._repeats(values):
            return None
        word, *more = values
        if not more and resolve.is_fact(word.text):
            other = self._alike(Ref(word, its=False, span=word.span), _SINGLE[self.fact.type])
            return None if other is None else Covers(other, self.term)
        known = self._values(values)
        return None if known is None else Only(self.term, known)

    def same(self, span: Span, negated: bool, fact: Ref) -> Predicate | None:
        other = self._alike(fact, *(_DATES if self.fact.type in _DATES else (self.fact.type,)))
        return None if other is None else Compare(self.term, "!=" if negated else "==", other)

    def _alike(self, ref: Ref, *types: Type) -> Term | None:
        """Return the fact that *ref* names, if it is of one of *types* and has values in common with this one."""
        found = resolve.right_side(ref, self.scope)
        if found is None:
            return None
        term, other = found
        if other.type in types and (other.words, other.unit) == (self.fact.words, self.fact.unit):
            return term
        if other.type is self.fact.type:
            message = f"`{self.fact.name}` and `{other.name}` have no values in common"
        else:
            message = f"`{self.fact.name}` is a {self.fact.type.value}, `{other.name}` a {other.type.value}"
        self.report("CC313", ref.span, message, "compare facts of one kind")
        return None

    def count(self, span: Span, op: str, amount: Amount) -> Predicate | None:
        if self.fact.type is Type.COUNT:
            found = self._amount(amount, time=False)
            return None if found is None else Compare(self.term, op, found[0])
        if self.fact.type not in _DATES:
            self._unfit(span, "a number")
        elif isinstance(amount, Ref) or self._amount(amount, time=True) is not None:
            hint = "write `at least 3 months after DAY`, `on or after DAY`"
            message = f"`{self.fact.name}` is a date; say after or before which day"
            self.report("CC305", span, message, hint)
        return None

    def span(self, span: Span, op: str, amount: Amount, side: str, anchor: Ref) -> Predicate | None:
        if op == "==":
            hint = "write `at least ... and at most ...`"
            message = "`exactly` counts things, not the time between two days"
            self.report("CC305", span, message, hint)
            return None
        found, day = self._amount(amount, time=True), self._day(anchor)
        if found is None or day is None:
            return None
        length, unit = found
        ends = self.scope.month_ends if unit == "months" else MonthEnds.NOT_SETTLED
        # The span is always added to the earlier of the two days.
        if side == "after":
            return Compare(self.term, op, Shift(day, length, unit, ends))
        return Compare(Shift(self.term, length, unit, ends), FLIPPED[op], day)

    def hours(
        self, span: Span, op: str, written: Scalar, unit: Scalar, side: str, anchor: Ref
    ) -> Predicate | None:
        """Read hours between two days of which a time may be stated too."""
        count, day = number(written, self.findings), self._day(anchor)
        if count is None or day is None:
            return None
        left, right = self._moment(self.term), self._moment(day)
        if left is None or right is None or op == "==":
            message = (
                "hours are counted `at least` or `at most` between the crossing date and the date of a ticket"
            )
            self.report("CC303", unit.span, message, "write days, months or years")
            return None
        if side == "after":
            return Hours(left, op, right, count)
        return Hours(left, FLIPPED[op], right, -count)

    def _moment(self, day: Term) -> Moment | None:
        """Return the moment that *day* and its clock tell; None where it has none."""
        match day:
            case Fact(name) if name in CLOCK:
                return Moment(day, Fact(CLOCK[name]))
            case Its(name) if (
                self.scope.thing is not None and (full := f"{self.scope.thing.kind}.{name}") in CLOCK
            ):
                return Moment(day, Its(CLOCK[full].partition(".")[2]))
        return None

    def bound(self, span: Span, op: str, anchor: Ref) -> Predicate | None:
        day = self._day(anchor)
        return None if day is None else Compare(self.term, op, day)

    def _day(self, ref: Ref) -> Term | None:
        found = resolve.day_or_fact(ref, self.scope)
        if found is None:
            return None
        term, other = found
        if other is not None and other.type not in _DATES:
            message = f"`{other.name}` is a {other.type.value}, where a day is expected"
            self.report("CC313", ref.span, message)
            return None
        return term

    def _amount(self, amount: Amount, *, time: bool) -> tuple[Term, str] | None:
        """Return the number written, or the fact that stands for one, and its unit."""
        if isinstance(amount, Ref):
            return self._amount_of_fact(amount, time=time)
        written, word = amount
        count = number(written, self.findings)
        wanted = "days" if time else self.fact.unit
        assert wanted is not None
        if word is None:
            if count is not None:
                hint = f"write `{count} {unit_of(count, wanted)}`"
                self.report("CC302", written.span, f"{count} has no unit", hint)
            return None
        unit = _PLURAL.get(word.text, word.text)
        allowed = ("days", "months", "years") if time else (wanted,)
        if unit not in allowed:
            self._wrong_unit(word, unit, allowed)
            return None
        if count is None:
            return None
        return (Literal(count * 12), "months") if unit == "years" else (Literal(count), unit)

    def _amount_of_fact(self, ref: Ref, *, time: bool) -> tuple[Term, str] | None:
        found = resolve.right_side(ref, self.scope)
        if found is None:
            return None
        term, other = found
        wanted = "days" if time else self.fact.unit
        if other.type is not Type.COUNT or other.unit != wanted:
            what = f"is counted in {other.unit}" if other.type is Type.COUNT else f"is a {other.type.value}"
            message = f"`{other.name}` {what}, where a number of {wanted} is expected"
            self.report("CC313", ref.span, message)
            return None
        return term, "days"

    def _wrong_unit(self, word: Scalar, unit: str, allowed: tuple[str, ...]) -> None:
        if unit in ("months", "years") and allowed == ("days",):
            message = f"`{self.fact.name}` is counted in days, and a {SINGULAR[unit]} is no number of days"
            self.report("CC304", word.span, message, "write the number of days that the source gives")
            return
        time = len(allowed) > 1
        counted = (
            "a span of time is counted in days, months or years"
            if time
            else f"`{self.fact.name}` is counted in {allowed[0]}"
        )
        hint = meant(word.text, (*allowed, *(SINGULAR[name] for name in allowed)))
        self.findings.is_no(word, "CC303", f"unit here: {counted}", hint)

    def _repeats(self, values: tuple[Scalar, ...]) -> bool:
        seen: set[str] = set()
        for word in values:
            if word.text in seen:
                self.report("CC409", word.span, f"`{word.text}` stands twice", "delete one of them")
                return True
            seen.add(word.text)
        return False


_MEANINGS: Final[Mapping[Form, Callable[..., Predicate | None]]] = {
    forms.IN: _Checker.in_,
    forms.ONE_IN: _Checker.in_,
    forms.COVERS: _Checker.covers,
    forms.ONLY: _Checker.only,
    forms.SAME: _Checker.same,
    forms.HOURS: _Checker.hours,
    forms.SPAN: _Checker.span,
    forms.COUNT: _Checker.count,
    forms.BOUND: _Checker.bound,
    forms.IS: _Checker.is_,
}
"""What makes a predicate of each form: it is given where the phrase stands, and what is said step by step."""
