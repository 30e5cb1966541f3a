"""What ended lately and may have been renewed: told beside a decision, never taken for law.

A list of States or a ground often runs to a last day and is renewed shortly before.  Where
nobody has looked since, it has ended as far as the rules know, and whoever it would have
served hears that, when it ended, and when it was last compared with its source.

Everything that does not depend on the traveller is found out once: of most grounds nothing
ended near a crossing, and that must cost next to nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from crosscheck.deciding.decision import GroundFinding, Reason, Standing
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.evaluating.truth import Holds
from crosscheck.deciding.facts import View
from crosscheck.deciding.reasons import InForceSaid, ListedSaid, Said
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import ALWAYS, Both, Fact, Member, Validity
from crosscheck.language.trees import facts_read, mapped, nodes_in
from crosscheck.language.vocabulary import PORT_FACTS, PORT_SOURCES, SLOT
from crosscheck.rulebook.citation import Source, named
from crosscheck.rulebook.ruleset import Ground, Group, Requirement, RuleSet

_LookedUp: TypeAlias = tuple[str, str] | None
"""A fact and the list in which it is looked up; None: the ground itself."""

LATELY: Final = 366
"""Days after which nobody need be told that something ended."""

_DAY: Final = SLOT["crossing.date"]
_SOURCES: Final = SLOT[PORT_SOURCES]
_NO_SOURCES: Final = ((),) * len(PORT_FACTS)
"""The sources of a port's facts where no port is known."""
_FROM: Final = {"port.modes": "port.has_mode"}
"""Facts of a port, and what the engine works out from them."""


class Endings:
    """Adds to findings what ended lately, and the sources of each list entry that they rest on."""

    def __init__(self, rules: RuleSet, evaluator: Evaluator) -> None:
        self._rules, self._evaluator = rules, evaluator
        self._ends = cache(lambda group: _ends_in(rules.groups[group], rules))
        self._dated: dict[str, DatedRequirement | None] = {}

    def of(self, requirement: Requirement) -> "DatedRequirement | None":
        """Return *requirement* prepared; None where no ground of it has a last day or reads a list."""
        if requirement.id not in self._dated:
            grounds = [
                _DatedGround(requirement.id, each, self._rules, self._evaluator, self._ends)
                for each in requirement.grounds
            ]
            dated = [each for each in grounds if each.reads or each.of_port or each.ends]
            self._dated[requirement.id] = DatedRequirement(dated) if dated else None
        return self._dated[requirement.id]


class DatedRequirement:
    """The grounds of one requirement that have a last day or read a list; the others stand as found."""

    def __init__(self, grounds: Sequence["_DatedGround"]) -> None:
        self._grounds = {each.ground.name: each for each in grounds}
        self._reading = frozenset(each.ground.name for each in grounds if each.reads or each.of_port)
        self._ending = [each for each in grounds if each.ends or any(read.ends for read in each.reads)]

    def reads(self, name: str | None) -> bool:
        """Whether the ground *name* reads a list, or what a port is."""
        return name in self._reading

    def added(
        self, found: Iterable[GroundFinding], view: View, *, is_open: bool
    ) -> tuple[GroundFinding, ...]:
        """Return the grounds *found* with the sources of what they read and, where it *is_open*, what of them ended.

        Those that are near misses by nothing else are among them.
        """
        shown = {each.name: self._with_sources(each, view) for each in found}
        for each in self._ending if is_open else ():
            if (ends := each.ended(view)) and (
                each.ground.name in shown or any(one.reason.standing is Standing.UNMET for one in ends)
            ):
                shown[each.ground.name] = each.told(shown.get(each.ground.name), ends, view)
        return tuple(shown.values())

    def _with_sources(self, found: GroundFinding, view: View) -> GroundFinding:
        ground = self._grounds.get(found.name)
        return found if ground is None else found._replace(sources=ground.sources(view))


class _End(NamedTuple):
    """From *first* to *last* it is worth telling that something ran to *ended*.

    *compared* is the day on which its sources were last looked at; *is_open*: the sources
    leave open what holds since.
    """

    first: int
    last: int
    ended: int
    compared: int | None
    is_open: bool


class _Reading(NamedTuple):
    """A list in which the day of the crossing decides: *id* of the reason, and the fact looked up."""

    id: str
    fact: str
    slot: int
    group: Group
    ends: Mapping[str | None, tuple[_End, ...]]
    """What ended, by member; most are not in it."""


class _Ended(NamedTuple):
    """A period that ended: of a ground (*looked_up* None), or of an entry in a list, by the fact and the group."""

    reason: Reason
    looked_up: _LookedUp = None


class _DatedGround:
    """One ground, prepared to be asked what of it ended."""

    def __init__(
        self,
        requirement_id: str,
        ground: Ground,
        rules: RuleSet,
        evaluator: Evaluator,
        ends_in: Callable[[str], Mapping[str | None, tuple[_End, ...]]],
    ) -> None:
        self.ground = ground
        self.ends = _ends(ground.validity, ground.sources, rules)
        self.reads = tuple(
            _Reading(
                f"{requirement_id}/{ground.name}/{condition.key}",
                fact,
                SLOT[fact],
                rules.groups[member.group],
                ends_in(member.group),
            )
            for condition in (*ground.concerns, *ground.needs)
            for member in nodes_in(condition.predicate, Member)
            if (fact := _fact_read(member)) is not None
        )
        self._name = f"{requirement_id}/{ground.name}"
        self._evaluator = evaluator
        facts = set(facts_read((ground.concerns, ground.needs, ground.granted)))
        self.of_port = tuple(
            n for n, name in enumerate(PORT_FACTS) if name in facts or _FROM.get(name) in facts
        )
        self._lasting: dict[frozenset[_LookedUp], Holds] = {}

    def sources(self, view: View) -> tuple[str, ...]:
        """Return on what the ground rests: its own sources, those of each entry that is read, and those of the port."""
        codes = [(read.group, view[read.slot]) for read in self.reads]
        listed = [
            source
            for group, found in codes
            for code in (sorted(found) if isinstance(found, frozenset) else (found,))
            if (entry := group.members.get(code)) is not None
            for source in entry.sources
        ]
        cited = view[_SOURCES] or _NO_SOURCES
        of_port = [source for place in self.of_port for source in cited[place]]
        return tuple(dict.fromkeys((*self.ground.sources, *listed, *of_port)))

    def told(self, found: GroundFinding | None, ended: Iterable[_Ended], view: View) -> GroundFinding:
        """Return the finding with what *ended*."""
        ground, told = self.ground, {each.reason.id: each.reason for each in ended}
        if found is None:
            found = GroundFinding(ground.name, ground.title, False, (), self.sources(view))
        last = max((day for each in told.values() if (day := _ended_on(each)) is not None), default=None)
        reasons = list(found.reasons)
        for reason in told.values():
            alike = [n for n, other in enumerate(reasons) if other.id == reason.id]
            if alike:
                # `for` and `needs` may both read a fact, under one id: the one that looks it up is meant.
                reasons[max(alike, key=lambda n: _is_about(reasons[n], reason))] = reason
            else:
                reasons.append(reason)
        return found._replace(reasons=tuple(reasons), ended=last)

    def ended(self, view: View) -> Sequence[_Ended]:
        """Return what ended and nobody is known to have renewed.

        What the sources leave open is always told of.  What is over is told of lately, if
        nobody has looked since, and if the ground would have served had it gone on.
        """
        found = self._found(view)
        over = [each for each in found if each.reason.standing is Standing.UNMET]
        if over and not self._might_serve(over, view):
            return [each for each in found if each not in over]
        return found

    def _might_serve(self, over: Iterable[_Ended], view: View) -> bool:
        """Whether the ground perhaps holds if what is *over* had gone on."""
        key = frozenset(each.looked_up for each in over)
        if key not in self._lasting:
            self._lasting[key] = self._gone_on(key)
        return self._lasting[key](view, None) is not False

    def _found(self, view: View) -> list[_Ended]:
        day, found = view[_DAY], []
        for end in self.ends:
            if end.first <= day <= end.last:
                said = InForceSaid("in_force", "crossing.date", day, end.ended, end.compared)
                told = _reason(f"{self._name}/in_force", said, self._name, end)
                found.append(_Ended(told))
        for read in self.reads:
            code = view[read.slot]
            for end in read.ends.get(code, ()):
                if end.first <= day <= end.last:
                    group = read.group
                    ended = end.ended, end.compared
                    listed = ListedSaid("member", read.fact, code, group.id, group.title, day, *ended)
                    told = _reason(read.id, listed, group.id, end)
                    found.append(_Ended(told, (read.fact, group.id)))
        return found

    def _gone_on(self, over: frozenset[_LookedUp]) -> Holds:
        """Return what tells whether the ground would hold if what is *over* had gone on, so that nothing there ends."""

        def lasting(node: Any) -> Any:
            is_over = isinstance(node, Member) and (_fact_read(node), node.group) in over
            return Both(()) if is_over else node

        ground = mapped(self.ground, lasting)
        return self._evaluator.ground(replace(ground, validity=ALWAYS) if None in over else ground)


def _is_about(reason: Reason, ended: Reason) -> tuple[bool, bool]:
    """Return how surely *reason* is of what *ended*: it names the list, or it is at least no condition that is met."""
    same = _group(reason) == _group(ended)
    return same, reason.standing is not Standing.MET


def _group(reason: Reason) -> str | None:
    return reason.said.group if isinstance(reason.said, ListedSaid) else None


def _ended_on(reason: Reason) -> int | None:
    return reason.said.ended if isinstance(reason.said, ListedSaid | InForceSaid) else None


def _fact_read(node: Member) -> str | None:
    """Return the fact that *node* looks up in a list as of the day of the crossing; None if it does not."""
    return node.term.name if isinstance(node.term, Fact) and node.on is None and not node.negated else None


def _reason(id_: str, said: Said, name: str, end: _End) -> Reason:
    """Return the reason that says what *name* ran to, and since when nobody knows more."""
    if end.is_open:
        return Reason(id_, Standing.NOT_SETTLED, said, unsettled=(name,))
    return Reason(id_, Standing.UNMET, said)


def _ends_in(group: Group, rules: RuleSet) -> dict[str | None, tuple[_End, ...]]:
    found = {code: _ends(entry.validity, entry.sources, rules) for code, entry in group.members.items()}
    return {code: ends for code, ends in found.items() if ends}


def _ends(validity: Validity, sources: tuple[str, ...], rules: RuleSet) -> tuple[_End, ...]:
    """Return what is worth telling of the ends of *validity*, and on which days."""
    compared = _last_compared(named(sources, rules.sources))
    found = []
    for ended in (period.last for period in validity.in_force if period.last is not None):
        left_open = [period for period in validity.unsettled if period.first == ended + 1]
        found += [
            _End(ended + 1, NO_END if p.last is None else p.last, ended, compared, is_open=True)
            for p in left_open
        ]
    ends = [period.last for period in (*validity.in_force, *validity.unsettled)]
    if ends and None not in ends:
        last = max(end for end in ends if end is not None)
        if compared is None or compared <= last:
            found.append(_End(last + 1, last + LATELY, last, compared, is_open=False))
    return tuple(found)


def _last_compared(sources: Iterable[Source]) -> int | None:
    return max((source.checked for source in sources if source.checked is not None), default=None)
