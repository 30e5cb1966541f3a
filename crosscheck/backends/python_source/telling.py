"""The function that tells why a requirement is not met: each ground that is this traveller's, and what of it is unmet.

It is for travellers of whom everything that it reads is known; whoever it is handed on to
otherwise (`slow`, `many`) tells the same of anybody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from crosscheck.backends.endings import NO_SOURCES, DatedRequirement
from crosscheck.backends.python_source.formulas import Formula, Things
from crosscheck.backends.python_source.terms import Reads, fact_of, months, reading
from crosscheck.backends.python_source.writing import KNOWN, Writer
from crosscheck.backends.reasons.means import reader
from crosscheck.backends.reasons.wording import TIED, wording
from crosscheck.backends.reasons.words import Beyond, Count, Each, Same, Span, Word, Words, beyond
from crosscheck.dates import NO_END
from crosscheck.decision import GroundFinding, Outcome, Reason, RequirementFinding, Standing
from crosscheck.expr.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Fact,
    Held,
    Its,
    Literal,
    Member,
    NoneOf,
    Shift,
    Term,
)
from crosscheck.expr.reading import nodes_in
from crosscheck.rulebook import Allowance, Ground, Group, Requirement
from crosscheck.vocabulary import PORT_SOURCES, SLOT, Teller, Type

_UNMET: Final = Standing.UNMET
_MET: Final = Standing.MET
_DAY: Final = SLOT["crossing.date"]


def told(
    requirement: Requirement, groups: Mapping[str, Group], dated: DatedRequirement | None = None
) -> Writer:
    """Write a function that gives the finding of *requirement*, which is not met, with what *dated* adds to it."""
    return _Telling(requirement, groups, dated).written()


class _Telling:
    def __init__(
        self, requirement: Requirement, groups: Mapping[str, Group], dated: DatedRequirement | None
    ) -> None:
        self._requirement = requirement
        self._groups = groups
        self._dated = dated
        self._write = Writer(groups, KNOWN)

    def written(self) -> Writer:
        write, requirement = self._write, self._requirement
        concerned = [write.formulas.concerned(ground) for ground in requirement.grounds]
        demanded = [[self._formula(need, None) for need in _needs(ground)] for ground in requirement.grounds]
        inner = [
            formula
            for ground in requirement.grounds
            for need in _needs(ground)
            for formula in self._inside(need, None)
        ]
        write.share([*concerned, *(formula for needs in demanded for formula in needs), *inner])
        write.begin("told", "view, unsettled")
        at_once = self._with_lists(concerned)
        write.load(at_once, 1)
        write.line(1, "grounds = []")
        for ground, concerns, needs in zip(requirement.grounds, concerned, demanded, strict=True):
            write.line(1, f"if {write.expressions.true(concerns)}:")
            read = [*needs, *(formula for need in _needs(ground) for formula in self._inside(need, None))]
            write.load(self._with_lists(read) - at_once, 2)
            told = [
                self._reason(f"{requirement.id}/{ground.name}", need, ground.allowance, None, is_unmet=True)
                for need in _needs(ground)
            ]
            if len(told) == 1:  # and so it is unmet: the ground does not hold
                write.line(2, f"reasons = ({told[0]},)")
            else:
                write.line(2, "reasons = []")
                for reason, formula in zip(told, needs, strict=True):
                    write.line(2, f"if {write.expressions.false(formula)}:")
                    write.line(3, f"reasons.append({reason})")
                write.line(2, f"reasons = {write.constants.name(tuple)}(reasons)")
            write.line(2, f"grounds.append({self._ground(ground)})")
        if self._dated is not None:
            self._with_ends(self._dated)
        write.line(1, f"return {self._finding()}")
        write.end()
        return write

    def _with_ends(self, dated: DatedRequirement) -> None:
        """Write that what ended is told of, where anything may have."""
        write, name = self._write, self._write.constants.name
        for around in dated.around_ends():
            whose = "" if around.slot is None else f" and view[{around.slot}] in {name(around.codes)}"
            write.line(1, f"if {name(around.first)} <= view[{_DAY}] <= {name(around.last)}{whose}:")
            needs = [self._formula(each, None) for each in _needs(around.ground) if not _reads_lists(each)]
            if around.is_over and needs:
                write.load(self._with_lists(needs), 2)
                unmet = " or ".join(write.expressions.false(need) for need in needs)
                write.line(2, f"if not ({unmet}):")
                write.line(3, f"grounds = {name(dated.with_ends)}(grounds, view)")
            else:
                write.line(2, f"grounds = {name(dated.with_ends)}(grounds, view)")

    def _finding(self) -> str:
        """Return the text of the whole finding, whose `grounds` have been put together."""
        name, rule = self._write.constants.name, self._requirement
        before = ", ".join(name(each) for each in (rule.id, rule.title, Outcome.NOT_MET, None))
        after = ", ".join(name(each) for each in (rule.sources, rule.fix, rule.doubt, ()))
        values = f"{before}, {name(tuple)}(grounds), {after}"
        return f"{name(tuple.__new__)}({name(RequirementFinding)}, ({values}))"

    def _with_lists(self, formulas: Iterable[Formula]) -> set[Reads]:
        """Return all that *formulas* read, and the lists of the things that they read anything of."""
        reads = self._write.reads(formulas)
        return reads | {Reads(None, read.things) for read in reads if read.things is not None}

    def _formula(self, condition: Condition, hand: Things | None) -> Formula:
        return self._write.formulas.conditions((condition,), hand)

    def _inside(self, condition: Condition, hand: Things | None) -> Iterator[Formula]:
        """Yield what is told of inside *condition*."""
        for _, conditions, held in _within(condition, hand):
            for each in conditions:
                yield self._formula(each, held)
                yield from self._inside(each, held)

    def _ground(self, ground: Ground) -> str:
        """Return the text of the finding of *ground*, whose `reasons` have been put together."""
        name = self._write.constants.name
        listed = None if self._dated is None else self._dated.listed(ground.name)
        if listed is None:
            sources = name(ground.sources)
        else:
            table, slots, of_port = listed
            looked_up = [f"view[{slot}]" for slot in slots]
            looked_up += [f"(view[{SLOT[PORT_SOURCES]}] or {name(NO_SOURCES)})[{place}]" for place in of_port]
            sources = f"{name(table)}[{', '.join(looked_up)}]"
        said = f"{sources}, {name(ground.fix)}, {name(ground.doubt)}"
        values = f"{name(ground.name)}, {name(ground.title)}, False, reasons, {said}, None"
        return f"{name(tuple.__new__)}({name(GroundFinding)}, ({values}))"

    def _reason(
        self,
        prefix: str,
        condition: Condition,
        allowance: Allowance | None,
        hand: Things | None,
        *,
        is_unmet: bool,
    ) -> str:
        """Return the text of the reason that *condition* gives."""
        write, name, id_ = self._write, self._write.constants.name, f"{prefix}/{condition.key}"
        message, words = wording(condition, allowance, None if hand is None else hand.kind, self._groups)
        standing = name(_UNMET)
        if not is_unmet:
            holds = write.expressions.true(self._formula(condition, hand))
            standing = f"{name(_MET)} if {holds} else {standing}"
        within = self._told_within(id_, condition, allowance, hand)
        values = f"{name(id_)}, {standing}, {name(message)}, {self._params(words, hand)}, (), (), {within}"
        return f"{name(tuple.__new__)}({name(Reason)}, ({values}))"

    def _params(self, words: Words, hand: Things | None) -> str:
        """Return the text of the values that fill a reason's sentence."""
        if callable(words):
            return self._called(words, hand)
        name = self._write.constants.name
        return f"{{{', '.join(f'{name(said)}: {self._word(word, hand)}' for said, word in words.items())}}}"

    def _word(self, word: Word, hand: Things | None) -> str:
        name = self._write.constants.name
        match word:
            case Same(value):
                return name(value)
            case Literal() | Fact() | Its() | Shift():
                return self._term(word, hand)
            case Span(first, last, extra):
                day, end = self._term(first, hand), self._term(last, hand)
                return f"({end} - {day} + {extra} if {end} < {NO_END} else None)"
            case Beyond(whole, known):
                beyond_what = name(known) if isinstance(known, frozenset) else self._term(known, hand)
                if all(_is_settled(each, hand) for each in (whole, known)):
                    return f"({self._term(whole, hand)} - {beyond_what})"
                return f"{name(beyond)}({self._term(whole, hand)}, {beyond_what})"
            case Count(kind, state):
                return f"{name(len)}({self._write.terms.list_name(Things(kind, state))})"
            case Each(sets):
                return f"({''.join(f'{self._params(words, None)}, ' for words in sets)})"
            case _:
                return self._called(word, hand)

    def _term(self, term: Term, hand: Things | None) -> str:
        """Return the text of *term*."""
        name = self._write.constants.name
        match term:
            case Literal(value):
                return name(value)
            case Fact() | Its():
                read = reading(term, hand)
                held = "view" if read.things is None else self._write.terms.thing_name(read.things)
                return f"{held}[{read.slot}]"
            case Shift(Fact() | Its() as base, Literal(length), unit, month_ends) if _always_ends(base, hand):
                day = self._term(base, hand)
                moved = f"{name(months(length, month_ends))}[{day}]"
                return moved if unit == "months" else f"({day} + {name(length)})"
            case Shift():
                return self._called(reader(term, None if hand is None else hand.kind), hand)

    def _called(self, give: Callable[..., Any], hand: Things | None) -> str:
        row = "None" if hand is None else self._write.terms.thing_name(hand)
        return f"{self._write.constants.name(give)}(view, {row})"

    def _told_within(
        self, id_: str, condition: Condition, allowance: Allowance | None, hand: Things | None
    ) -> str:
        """Return the text of what is told of inside *condition*."""
        name, told = self._write.constants.name, ""
        for called, conditions, held in _within(condition, hand):
            reasons = "".join(f"{self._inner(id_, each, allowance, held)}, " for each in conditions)
            told += f"({name(called)}, ({reasons})), "
        match condition.predicate:
            case Held(kind, _, state):
                return f"(({told}) if {self._write.terms.list_name(Things(kind, state))} else ())"
            case _:
                return f"({told})"

    def _inner(self, id_: str, condition: Condition, allowance: Allowance | None, hand: Things | None) -> str:
        """Return the text of one reason inside another; that a thing is tied is told only where it is not."""
        reason = self._reason(id_, condition, allowance, hand, is_unmet=False)
        if condition.key != TIED:
            return reason
        tied = self._write.expressions.true(self._formula(condition, hand))
        return f"*(() if {tied} else ({reason},))"


def _needs(ground: Ground) -> tuple[Condition, ...]:
    return (*ground.needs, *ground.granted)


def _is_settled(term: Term | frozenset[str], hand: Things | None) -> bool:
    """Whether a set is certainly settled in full once it is known."""
    return isinstance(term, frozenset) or (
        isinstance(term, Fact | Its) and fact_of(term, hand).teller is not Teller.PORT
    )


def _reads_lists(condition: Condition) -> bool:
    return any(nodes_in(condition.predicate, Member))


def _always_ends(day: Fact | Its, hand: Things | None) -> bool:
    """Whether what is read is one day, once it is known: neither a partial date nor one without end."""
    fact = fact_of(day, hand)
    return fact.type is Type.DATE and fact.absent is None


def _within(
    condition: Condition, hand: Things | None
) -> list[tuple[str, tuple[Condition, ...], Things | None]]:
    """Return what the one thing held, or each branch, is called, its conditions, and the thing in hand there."""
    match condition.predicate:
        case Held(kind, conditions, state):
            return [(f"{kind} 1", conditions, Things(kind, state))]
        case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
            return [(branch.name, branch.conditions, hand) for branch in branches]
        case _:
            return []
