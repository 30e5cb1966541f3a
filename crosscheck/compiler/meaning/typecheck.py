"""Phrases that fit their facts -> predicates: dates with dates, days with days, never months with days."""

import re
from typing import Final

from crosscheck.compiler.meaning import resolve
from crosscheck.compiler.meaning.contradictions import never
from crosscheck.compiler.meaning.fits import FITS
from crosscheck.compiler.meaning.phrases import Amount, Bound, Covering, In, Is, Nothing, Part, Ref, Same
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
from crosscheck.language.phrases.printing import FLIPPED, SINGULAR, unit_of
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
        isinstance(part, Is) and part.negated and any(word.text == fact.absent for word in part.values)
        for part in parts
    )


def _plural(unit: Scalar) -> str:
    return _PLURAL.get(unit.text, unit.text)


class _Checker:
    """Makes predicates of one term."""

    def __init__(self, term: Term, fact: FactType, scope: Scope, *, may_be_absent: bool) -> None:
        self.term, self.fact, self.scope, self.may_be_absent = term, fact, scope, may_be_absent
        self.findings, self.report = scope.findings, scope.findings.report

    def part(self, part: Part) -> Predicate | None:
        match part:
            case Is():
                return None if self._repeats(part.values) else self._is(part)
            case In():
                return self._in(part)
            case Covering():
                return self._covers(part)
            case Nothing():
                return self._only(part)
            case Same():
                return self._same(part)
            case Amount(anchor=Ref() as anchor):
                return self._span_of_time(part, anchor)
            case Amount():
                return self._count(part)
            case Bound():
                return self._bound(part)

    def _unfit(self, span: Span, what: str) -> None:
        kind = f"a {self.fact.type.value}" if self.fact.type is not Type.FLAG else "yes or no"
        hint = f"it takes {FITS[self.fact.type]}"
        self.report("CC305", span, f"{what} does not fit `{self.fact.name}`, which is {kind}", hint)

    def _is(self, part: Is) -> Predicate | None:
        first, kind = part.values[0].text, self.fact.type
        written = " or ".join(word.text for word in part.values)
        if kind in _SETS:
            hint = f"write `covers {first}` if it must be among them, `only {written}` if nothing else may be"
            message = f"`{self.fact.name}` is a {kind.value}: a bare value does not say how to compare"
            self.report("CC306", part.span, message, hint)
            return None
        if kind is Type.FLAG:
            return self._flag(part, written)
        if kind in _DATES or kind is Type.COUNT:
            return self._absent(part)
        known = self._values(part.values)
        if known is None:
            return None
        if part.negated and self.may_be_absent:
            self._warn_of_absence(part.span, f"write `not {written} or {self.fact.absent}`")
        if len(known) == 1:
            return Compare(self.term, "!=" if part.negated else "==", Literal(*known))
        return Among(self.term, known, part.negated)

    def _values(self, words: tuple[Scalar, ...]) -> frozenset[str] | None:
        """Return what *words* name; None if one of them is no value of the fact."""
        found = [resolve.value(word, self.fact, self.findings) for word in words]
        known = frozenset(value for value in found if value is not None)
        return None if None in found else known

    def _warn_of_absence(self, span: Span, way_out: str) -> None:
        message = f"`{self.fact.name}` may be `{self.fact.absent}`, and then this holds"
        self.report("CC408", span, message, f"{way_out} if that is not meant")

    def _flag(self, part: Is, written: str) -> Predicate | None:
        if written in _OPPOSITE and not part.negated:
            return Compare(self.term, "==", Literal(written == "yes"))
        opposite = _OPPOSITE.get(part.values[0].text)
        hint = f"write `{opposite}`" if part.negated and opposite else "it takes `yes` or `no`"
        self.report("CC305", part.span, f"`{self.fact.name}` is answered with yes or no", hint)
        return None

    def _absent(self, part: Is) -> Predicate | None:
        word, *more = part.values
        text = word.text
        if text == self.fact.absent and not more:
            # A date that may be missing altogether is the word; "no end" is later than every day.
            absent = "none" if text == "none" else NO_END
            return Compare(self.term, "!=" if part.negated else "==", Literal(absent))
        if text in resolve.ABSENT and not more:
            resolve.value(word, self.fact, self.findings)
        elif text[0].isdigit():
            what, hint = "day", f"write `on or after {text}` or `on or before {text}`"
            if self.fact.type is Type.COUNT:
                what = "number"
                hint = f"write `exactly {text} {self.fact.unit}` or `at least {text} {self.fact.unit}`"
            message = f"a bare {what} does not say how to compare `{self.fact.name}`"
            self.report("CC305", part.span, message, hint)
        else:
            self._unfit(part.span, f"`{text}`")
        return None

    def _in(self, part: In) -> Predicate | None:
        group = resolve.group(part.group, self.scope)
        on = None if part.on is None else self._day(part.on)
        if self.fact.type is not (Type.STATES if part.of_set else Type.STATE):
            self._unfit(part.span, "`covers one in GROUP`" if part.of_set else "`in GROUP`")
            return None
        if group is None or (part.on is not None and on is None):
            return None
        if part.negated and self.may_be_absent:
            self._warn_of_absence(part.span, f"add `and not {self.fact.absent}`")
        return Member(self.term, group, on, part.negated)

    def _covers(self, part: Covering) -> Predicate | None:
        if self.fact.type not in _SETS:
            self._unfit(part.span, "`covers`")
            return None
        name = part.part.name
        if part.part.its or resolve.is_fact(name.text):
            other = self._alike(part.part, self.fact.type, _SINGLE[self.fact.type])
        else:
            value = resolve.value(name, self.fact, self.findings)
            other = None if value is None else Literal(value)
        return None if other is None else Covers(self.term, other, part.negated)

    def _only(self, part: Nothing) -> Predicate | None:
        if self.fact.type not in _SETS:
            self._unfit(part.span, "`only`")
            return None
        if self._repeats(part.values):
            return None
        word, *more = part.values
        if not more and resolve.is_fact(word.text):
            other = self._alike(Ref(word, its=False, span=word.span), _SINGLE[self.fact.type])
            return None if other is None else Covers(other, self.term)
        known = self._values(part.values)
        return None if known is None else Only(self.term, known)

    def _same(self, part: Same) -> Predicate | None:
        if self.fact.type in _SETS:
            if resolve.right_side(part.other, self.scope) is not None:
                self._unfit(part.span, "`same as`")
            return None
        other = self._alike(part.other, *(_DATES if self.fact.type in _DATES else (self.fact.type,)))
        return None if other is None else Compare(self.term, "!=" if part.negated else "==", other)

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

    def _count(self, part: Amount) -> Predicate | None:
        if self.fact.type in _DATES:
            if part.number is None or self._amount(part, time=True) is not None:
                hint = "write `at least 3 months after DAY`, `on or after DAY`"
                message = f"`{self.fact.name}` is a date; say after or before which day"
                self.report("CC305", part.span, message, hint)
            return None
        if self.fact.type is not Type.COUNT:
            self._unfit(part.span, "a number")
            return None
        amount = self._amount(part, time=False)
        return None if amount is None else Compare(self.term, part.op, amount[0])

    def _span_of_time(self, part: Amount, anchor: Ref) -> Predicate | None:
        if self.fact.type not in _DATES:
            self._unfit(part.span, "a span of time")
            return None
        if part.number and part.unit and _plural(part.unit) == "hours":
            return self._hours(part, part.number, part.unit, anchor)
        if part.op == "==":
            hint = "write `at least ... and at most ...`"
            message = "`exactly` counts things, not the time between two days"
            self.report("CC305", part.span, message, hint)
            return None
        amount, day = self._amount(part, time=True), self._day(anchor)
        if amount is None or day is None:
            return None
        length, unit = amount
        ends = self.scope.month_ends if unit == "months" else MonthEnds.NOT_SETTLED
        # The span is always added to the earlier of the two days.
        if part.after:
            return Compare(self.term, part.op, Shift(day, length, unit, ends))
        return Compare(Shift(self.term, length, unit, ends), FLIPPED[part.op], day)

    def _hours(self, part: Amount, written: Scalar, unit: Scalar, anchor: Ref) -> Predicate | None:
        """Read hours between two days of which a time may be stated too."""
        count, day = number(written, self.findings), self._day(anchor)
        if count is None or day is None:
            return None
        left, right = self._moment(self.term), self._moment(day)
        if left is None or right is None or part.op == "==":
            message = (
                "hours are counted `at least` or `at most` between the crossing date and the date of a ticket"
            )
            self.report("CC303", unit.span, message, "write days, months or years")
            return None
        if part.after:
            return Hours(left, part.op, right, count)
        return Hours(left, FLIPPED[part.op], right, -count)

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

    def _bound(self, part: Bound) -> Predicate | None:
        if self.fact.type not in _DATES:
            self._unfit(part.span, "a comparison of days")
            return None
        day = self._day(part.day)
        return None if day is None else Compare(self.term, part.op, day)

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

    def _amount(self, part: Amount, *, time: bool) -> tuple[Term, str] | None:
        """Return the number written, or the fact that stands for one, and its unit."""
        if part.fact is not None:
            return self._amount_of_fact(part.fact, time=time)
        assert part.number is not None
        count = number(part.number, self.findings)
        wanted = "days" if time else self.fact.unit
        assert wanted is not None
        if part.unit is None:
            if count is not None:
                hint = f"write `{count} {unit_of(count, wanted)}`"
                self.report("CC302", part.number.span, f"{count} has no unit", hint)
            return None
        unit = _plural(part.unit)
        allowed = ("days", "months", "years") if time else (wanted,)
        if unit not in allowed:
            self._wrong_unit(part.unit, unit, allowed)
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
