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
from crosscheck.deciding.explaining.evidence import entries
from crosscheck.deciding.facts import View
from crosscheck.deciding.reasons import InForceSaid, ListedSaid, Said
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import ALWAYS, Both, Fact, Member, Validity
from crosscheck.language.trees import facts_read, mapped, nodes_in
from crosscheck.language.vocabulary import FACT, PORT_FACTS, PORT_SOURCES, SLOT
from crosscheck.rulebook.citation import named
from crosscheck.rulebook.ruleset import Ground, Group, Requirement, RuleSet

_LookedUp: TypeAlias = tuple[str, str] | None
"""A fact and the list in which it is looked up; None: the ground itself."""

LATELY: Final = 366
"""Days after which nobody need be told that something ended."""

_DAY: Final = SLOT["crossing.date"]
_OTHERWISE: Final = (Standing.MET, Standing.UNSTATED)
"""How a condition on more than a list may stand that holds without it, or asks for what is not stated: that is told instead."""
_SOURCES: Final = SLOT[PORT_SOURCES]
_NO_SOURCES: Final = ((),) * len(PORT_FACTS)
"""The sources of a port's facts where no port is known."""


class Endings:
    """Adds to findings what ended lately, and the sources of each list entry that they rest on."""

    def __init__(self, rules: RuleSet, evaluator: Evaluator) -> None:
        self.rules, self.evaluator = rules, evaluator
        self.in_list = cache(lambda group: _ends_in(rules.groups[group], rules))

    def of(self, requirement: Requirement) -> Mapping[str, "DatedGround"]:
        """Return the grounds of *requirement* that have a last day or read a list, by name; the others stand as found."""
        grounds = [DatedGround(requirement.id, each, self) for each in requirement.grounds]
        return {each.ground.name: each for each in grounds if each.reads or each.readings}


def with_ends(
    found: Iterable[GroundFinding], dated: Mapping[str, "DatedGround"], view: View, *, is_open: bool
) -> tuple[GroundFinding, ...]:
    """Return the grounds *found* with the sources of what they read and, where it *is_open*, what of them ended.

    Those that are near misses by nothing else are among them.
    """
    shown = {each.name: each for each in found}
    for name, ground in dated.items():
        if name in shown:
            shown[name] = shown[name]._replace(sources=ground.sources(view))
        ends = ground.ended(view) if is_open else ()
        if ends and (name in shown or any(reason.standing is Standing.UNMET for _, reason in ends)):
            shown[name] = ground.told(shown.get(name), ends, view)
    return tuple(shown.values())


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
    """A list in which the day of the crossing decides, or (*looked_up* None) the ground itself: what of it ended.

    *id* is that of the reason, *name* what no source settles; *ends* gives what is worth telling for a traveller.
    """

    id: str
    name: str
    looked_up: _LookedUp
    ends: Callable[[View], Sequence[_End]]
    said: Callable[[View, _End], Said]


_Ended: TypeAlias = tuple[_LookedUp, Reason]


class DatedGround:
    """One ground, prepared to be asked what of it ended."""

    def __init__(self, requirement_id: str, ground: Ground, endings: Endings) -> None:
        self.ground, self._endings, rules = ground, endings, endings.rules
        name = f"{requirement_id}/{ground.name}"
        conditions = (*ground.concerns, *ground.needs)
        found = [(each.key, member) for each in conditions for member in nodes_in(each.predicate, Member)]
        self._members = [member for _, member in found if _fact_read(member) is not None]
        own = _ends(ground.validity, ground.sources, rules)
        self.readings = [_of_ground(name, own)] if own else []
        for key, member in found:
            if (fact := _fact_read(member)) is not None and (ends := endings.in_list(member.group)):
                self.readings.append(_of_list(f"{name}/{key}", fact, rules.groups[member.group], ends))
        facts = set(facts_read((*conditions, *ground.granted)))
        facts |= {FACT[fact].root for fact in facts}
        self._of_port = [n for n, each in enumerate(PORT_FACTS) if each in facts]
        self.reads = bool(self._members or self._of_port)
        """Whether it reads a list, or what a port is."""
        self._lasting = cache(self._gone_on)

    def sources(self, view: View) -> tuple[str, ...]:
        """Return on what the ground rests: its own sources, those of each entry that is read, and those of the port."""
        listed = [
            cited
            for _, entry in entries(self._members, view, self._endings.rules.groups)
            for cited in entry.sources
        ]
        cited = view[_SOURCES] or _NO_SOURCES
        of_port = [source for place in self._of_port for source in cited[place]]
        return tuple(dict.fromkeys((*self.ground.sources, *listed, *of_port)))

    def told(self, found: GroundFinding | None, ended: Iterable[_Ended], view: View) -> GroundFinding:
        """Return the finding with what *ended*."""
        ground, is_shown = self.ground, found is not None
        found = found or GroundFinding(
            ground.name,
            ground.title,
            False,
            (),
            self.sources(view),
            in_short=ground.in_short,
            apply=ground.apply,
        )
        reasons, told = list(found.reasons), []
        for reason in {each.id: each for _, each in ended}.values():
            alike = [n for n, other in enumerate(reasons) if other.id == reason.id]
            if not alike and is_shown:
                continue  # of a ground that is shown each condition is, but those that hold, with the list or without
            if not alike:
                reasons.append(reason)
            else:
                # `for` and `needs` may both read a fact, under one id: the one that looks it up is meant.
                place = max(alike, key=lambda n: _is_about(reasons[n], reason))
                if _group(reasons[place]) != _group(reason) and reasons[place].standing in _OTHERWISE:
                    continue
                reasons[place] = reason
            told.append(reason.said)
        days = [said.ended for said in told if isinstance(said, ListedSaid | InForceSaid)]
        last = max((day for day in days if day is not None), default=None)
        return found._replace(reasons=tuple(reasons), ended=last)

    def ended(self, view: View) -> Sequence[_Ended]:
        """Return what ended and nobody is known to have renewed.

        What the sources leave open is always told of.  What is over is told of lately, if
        nobody has looked since, and if the ground would have served had it gone on.
        """
        found = [
            (read.looked_up, _reason(read, read.said(view, end), end))
            for read in self.readings
            for end in read.ends(view)
            if end.first <= view[_DAY] <= end.last
        ]
        over = frozenset(of for of, reason in found if reason.standing is Standing.UNMET)
        if over and self._lasting(over)(view, None) is False:
            return [each for each in found if each[1].standing is not Standing.UNMET]
        return found

    def _gone_on(self, over: frozenset[_LookedUp]) -> Holds:
        """Return what tells whether the ground would hold if what is *over* had gone on, so that nothing there ends."""

        def lasting(node: Any) -> Any:
            is_over = isinstance(node, Member) and (_fact_read(node), node.group) in over
            return Both(()) if is_over else node

        ground = mapped(self.ground, lasting)
        return self._endings.evaluator.ground(replace(ground, validity=ALWAYS) if None in over else ground)


def _of_ground(name: str, ends: Sequence[_End]) -> _Reading:
    def said(view: View, end: _End) -> Said:
        return InForceSaid("in_force", "crossing.date", view[_DAY], end.ended, end.compared)

    return _Reading(f"{name}/in_force", name, None, lambda _: ends, said)


def _of_list(id_: str, fact: str, group: Group, ends: Mapping[str | None, tuple[_End, ...]]) -> _Reading:
    slot = SLOT[fact]

    def said(view: View, end: _End) -> Said:
        listed = group.id, group.title, view[_DAY]
        return ListedSaid("member", fact, view[slot], *listed, end.ended, end.compared)

    return _Reading(id_, group.id, (fact, group.id), lambda view: ends.get(view[slot], ()), said)


def _is_about(reason: Reason, ended: Reason) -> tuple[bool, bool]:
    """Return how surely *reason* is of what *ended*: it names the list, or it is at least no condition that is met."""
    same = _group(reason) == _group(ended)
    return same, reason.standing is not Standing.MET


def _group(reason: Reason) -> str | None:
    return reason.said.group if isinstance(reason.said, ListedSaid) else None


def _fact_read(node: Member) -> str | None:
    """Return the fact that *node* looks up in a list as of the day of the crossing; None if it does not."""
    return node.term.name if isinstance(node.term, Fact) and node.on is None and not node.negated else None


def _reason(read: _Reading, said: Said, end: _End) -> Reason:
    """Return the reason that says what was *read* ran to, and since when nobody knows more."""
    if end.is_open:
        return Reason(read.id, Standing.NOT_SETTLED, said, unsettled=(read.name,))
    return Reason(read.id, Standing.UNMET, said)


def _ends_in(group: Group, rules: RuleSet) -> dict[str | None, tuple[_End, ...]]:
    found = {code: _ends(entry.validity, entry.sources, rules) for code, entry in group.members.items()}
    return {code: ends for code, ends in found.items() if ends}


def _ends(validity: Validity, sources: tuple[str, ...], rules: RuleSet) -> tuple[_End, ...]:
    """Return what is worth telling of the ends of *validity*, and on which days."""
    checked = [source.checked for source in named(sources, rules.sources)]
    compared = max((day for day in checked if day is not None), default=None)
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
