"""What ended lately and may have been renewed: told beside a decision, never taken for law.

A list of States or a ground often runs to a last day and is renewed shortly before.  Where
nobody has looked since, it has ended as far as the rules know, and whoever it would have
served hears that, when it ended, and when it was last compared with its source.

Everything that does not depend on the traveller is found out once: of most grounds nothing
ended near a crossing, and that must cost next to nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, Final

from crosscheck.backends.by_walk import Context, truth
from crosscheck.citation import Source, named
from crosscheck.dates import NO_END
from crosscheck.decision import GroundFinding, Outcome, PartDecision, Reason, RequirementFinding, Standing
from crosscheck.expr.nodes import Fact, Member, Period, Validity
from crosscheck.expr.reading import facts_read, nodes_in
from crosscheck.expr.validity import in_force
from crosscheck.facts import View
from crosscheck.rulebook import Ground, Group, Requirement, RuleSet
from crosscheck.vocabulary import PORT_FACTS, PORT_SOURCES, SLOT

LATELY: Final = 366
"""Days after which nobody need be told that something ended."""

_DAY: Final = SLOT["crossing.date"]
_SOURCES: Final = SLOT[PORT_SOURCES]
NO_SOURCES: Final = ((),) * len(PORT_FACTS)
"""The sources of a port's facts where no port is known."""
_FROM: Final = {"port.modes": "port.has_mode"}
"""Facts of a port, and what the engine works out from them."""
_MET: Final = Outcome.MET
_NOT_APPLICABLE: Final = Outcome.NOT_APPLICABLE


class Endings:
    """Adds to findings what ended lately, and the sources of each list entry that they rest on."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._dated: dict[str, DatedRequirement | None] = {}

    def added(self, part: PartDecision, requirements: Iterable[Requirement], view: View) -> PartDecision:
        """Return what *part*, which holds *requirements*, says of the traveller of *view*, with all that is added."""
        told = [
            found if (dated := self.of(requirement)) is None else dated.told(found, view)
            for requirement, found in zip(requirements, part.requirements, strict=True)
        ]
        return part._replace(requirements=tuple(told))

    def of(self, requirement: Requirement) -> "DatedRequirement | None":
        """Return *requirement* prepared; None where no ground of it has a last day or reads a list."""
        if requirement.id not in self._dated:
            grounds = [_DatedGround(requirement.id, ground, self._rules) for ground in requirement.grounds]
            dated = [each for each in grounds if each.reads or each.of_port or each.ends]
            self._dated[requirement.id] = DatedRequirement(dated) if dated else None
        return self._dated[requirement.id]


class DatedRequirement:
    """The grounds of one requirement that have a last day or read a list; the others stand as found."""

    def __init__(self, grounds: Sequence["_DatedGround"]) -> None:
        self._grounds = {each.ground.name: each for each in grounds}
        self._reading = {each.ground.name: each for each in grounds if each.reads or each.of_port}
        self._ending = [each for each in grounds if each.ends or any(read.ends for read in each.reads)]
        self._met: dict[tuple[str, object], RequirementFinding] = {}

    def reads_for(self, name: str | None) -> bool:
        """Whether the ground *name* reads a list."""
        return name in self._reading

    def met(self, finding: RequirementFinding, view: View) -> RequirementFinding:
        """Return *finding*, met by a ground that reads a list and telling no more, with the sources of that ground."""
        name = finding.met_by
        assert name is not None
        key = name, self._reading[name].looked_up(view)
        known = self._met.get(key)
        if known is None:
            known = self._met[key] = self._told(finding, view, is_open=False)
        return known

    def told(self, finding: RequirementFinding, view: View) -> RequirementFinding:
        """Return *finding* with the sources of what it reads and, where it is open, with what ended."""
        if finding.outcome is _NOT_APPLICABLE:
            return finding
        return self._told(finding, view, is_open=finding.outcome is not _MET)

    def _told(self, finding: RequirementFinding, view: View, *, is_open: bool) -> RequirementFinding:
        grounds = [self._with_sources(found, view) for found in finding.grounds]
        if is_open:
            grounds = self.with_ends(grounds, view)
        return RequirementFinding(*finding[:4], tuple(grounds), *finding[5:])

    def _with_sources(self, found: GroundFinding, view: View) -> GroundFinding:
        """Return the finding with the sources of every entry that its ground reads."""
        ground = self._grounds.get(found.name)
        return found if ground is None else GroundFinding(*found[:4], ground.sources(view), *found[5:])

    def listed(self, name: str) -> tuple["Listed", Sequence[int], Sequence[int]] | None:
        """Return the sources of the ground *name* by what is looked up, and where; None where they are always the same.

        Looked up are slots of the view, and places among the sources of the port's facts.
        """
        ground = self._reading.get(name)
        if ground is None:
            return None
        return ground.listed, [read.slot for read in ground.reads], ground.of_port

    def around_ends(self) -> Iterator["Around"]:
        """Yield the circumstances under which something may have ended; under no others does `with_ends` add anything."""
        for each in self._ending:
            if each.ends:
                yield _around(each.ground, each.ends)
            for read in each.reads:
                if ends := [end for found in read.ends.values() for end in found]:
                    yield _around(each.ground, ends, read.slot, frozenset(read.ends))

    def with_ends(self, grounds: list[GroundFinding], view: View) -> list[GroundFinding]:
        """Return *grounds* with what of them ended; and those that are near misses by nothing else."""
        ended = [(each, ends) for each in self._ending if (ends := each.ended(view))]
        if not ended:
            return grounds
        shown = {found.name: found for found in grounds}
        for each, ends in ended:
            found = shown.get(each.ground.name)
            if found is not None or any(one.reason.standing is Standing.UNMET for one in ends):
                shown[each.ground.name] = each.told(found, ends, view)
        return list(shown.values())


@dataclass(frozen=True, slots=True)
class Around:
    """From the *first* to the *last* day something of *ground* may have ended for those whose *slot* holds one of *codes*.

    None of both: for all.  *is_over*: nothing is left open, so that it concerns nobody whom the ground would not serve.
    """

    ground: Ground
    first: int
    last: int
    is_over: bool
    slot: int | None
    codes: frozenset[str | None]


def _around(
    ground: Ground,
    ends: Sequence["_End"],
    slot: int | None = None,
    codes: frozenset[str | None] = frozenset(),
) -> Around:
    first, last = min(end.first for end in ends), max(end.last for end in ends)
    return Around(ground, first, last, not any(end.is_open for end in ends), slot, codes)


@dataclass(frozen=True, slots=True)
class _End:
    """From *first* to *last* it is worth telling that something ran to *ended*.

    *compared* is the day on which its sources were last looked at; *is_open*: the sources
    leave open what holds since.
    """

    first: int
    last: int
    ended: int
    compared: int | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """A list in which the day of the crossing decides: *id* of the reason, and the fact looked up."""

    id: str
    fact: str
    slot: int
    group: Group
    ends: dict[str | None, tuple[_End, ...]]
    """What ended, by member; most are not in it."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """A period that ended: of a ground, or of the entry of *code* in *group*."""

    reason: Reason
    validity: Validity
    group: Group | None = None
    code: str = ""


class Listed(dict[Any, tuple[str, ...]]):
    """On what *ground* rests, by the codes looked up in *groups* and then the sources of so many facts *of_port*.

    That is its own sources, those of the entries, and those of the facts.
    """

    def __init__(self, ground: Ground, groups: Sequence[Group], of_port: int) -> None:
        super().__init__()
        self._ground, self._groups, self._of_port = ground, groups, of_port

    def __missing__(self, looked_up: Any) -> tuple[str, ...]:
        count = len(self._groups)
        found = looked_up if count + self._of_port > 1 else (looked_up,)
        entries = [
            group.members.get(code)
            for group, codes in zip(self._groups, found[:count], strict=True)
            for code in (sorted(codes) if isinstance(codes, frozenset) else (codes,))
        ]
        listed = [source for entry in entries if entry is not None for source in entry.sources]
        of_port = [source for cited in found[count:] for source in cited]
        known = self[looked_up] = tuple(dict.fromkeys((*self._ground.sources, *listed, *of_port)))
        return known


class _DatedGround:
    """One ground, prepared to be asked what of it ended."""

    def __init__(self, requirement_id: str, ground: Ground, rules: RuleSet) -> None:
        self.ground = ground
        self.ends = _ends(ground.validity, ground.sources, rules)
        self.reads = tuple(
            _Reading(
                f"{requirement_id}/{ground.name}/{condition.key}",
                member.term.name,
                SLOT[member.term.name],
                rules.groups[member.group],
                _ends_in(rules.groups[member.group], rules),
            )
            for condition in (*ground.concerns, *ground.needs)
            for member in nodes_in(condition.predicate, Member)
            if isinstance(member.term, Fact) and member.on is None and not member.negated
        )
        self._name = f"{requirement_id}/{ground.name}"
        self._rules = rules
        facts = set(facts_read((ground.concerns, ground.needs, ground.granted)))
        self.of_port = tuple(
            n for n, name in enumerate(PORT_FACTS) if name in facts or _FROM.get(name) in facts
        )
        self.looked_up: Callable[[View], Any] = self._looked_up
        if len(self.reads) == 1 and not self.of_port:
            self.looked_up = itemgetter(self.reads[0].slot)
        self.listed = Listed(ground, [read.group for read in self.reads], len(self.of_port))
        self._lasting: dict[tuple[tuple[str | None, str], ...], tuple[Ground, Mapping[str, Group]]] = {}

    def sources(self, view: View) -> tuple[str, ...]:
        """Return on what the ground rests: its own sources, and those of each entry that is read."""
        return self.listed[self.looked_up(view)] if self.reads or self.of_port else self.ground.sources

    def _looked_up(self, view: View) -> Any:
        found = [view[read.slot] for read in self.reads]
        if self.of_port:
            cited = view[_SOURCES] or NO_SOURCES
            found += [cited[place] for place in self.of_port]
        return tuple(found) if len(found) > 1 else found[0]

    def told(self, found: GroundFinding | None, ended: Iterable[_Ended], view: View) -> GroundFinding:
        """Return the finding with what *ended*."""
        ground, told = self.ground, {each.reason.id: each.reason for each in ended}
        if found is None:
            found = GroundFinding(ground.name, ground.title, False, (), self.sources(view))
        last = max((reason.params["ended"] for reason in told.values()), default=None)
        reasons = [told.pop(reason.id, reason) for reason in found.reasons]
        return found._replace(reasons=(*reasons, *told.values()), ended=last)

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
        """Whether the ground perhaps holds if what is *over* had gone on; mostly what it needs tells."""
        ground, groups = self._gone_on(over)
        context = Context(view, groups)
        if in_force(ground.validity, context.day) is False:
            return False
        conditions = (*ground.needs, *ground.granted, *ground.concerns)
        return all(truth(each.predicate, context) is not False for each in conditions)

    def _found(self, view: View) -> list[_Ended]:
        day, found = view[_DAY], []
        for end in self.ends:
            if end.first <= day <= end.last:
                params = {"fact": "crossing.date", "actual": day}
                told = _reason(f"{self._name}/in_force", "in_force", params, self._name, end)
                found.append(_Ended(told, self.ground.validity))
        for read in self.reads:
            code = view[read.slot]
            for end in read.ends.get(code, ()):
                if end.first <= day <= end.last:
                    group = read.group
                    params = {
                        "fact": read.fact,
                        "actual": code,
                        "group": group.id,
                        "title": group.title,
                        "day": day,
                    }
                    told = _reason(read.id, "member", params, group.id, end)
                    found.append(_Ended(told, group.members[code].validity, group, code))
        return found

    def _gone_on(self, over: Iterable[_Ended]) -> tuple[Ground, Mapping[str, Group]]:
        """Return the ground and the groups as they would be if what is *over* had gone on."""
        key = tuple([(None if each.group is None else each.group.id, each.code) for each in over])
        if key not in self._lasting:
            ground, groups = self.ground, dict(self._rules.groups)
            for each in over:
                last = each.reason.params["ended"]
                longer = replace(each.validity, in_force=(*each.validity.in_force, Period(last + 1, None)))
                if each.group is None:
                    ground = replace(ground, validity=longer)
                else:
                    group = groups[each.group.id]
                    entry = replace(group.members[each.code], validity=longer)
                    groups[group.id] = replace(group, members={**group.members, each.code: entry})
            self._lasting[key] = ground, groups
        return self._lasting[key]


def _reason(id_: str, message: str, params: dict[str, object], name: str, end: _End) -> Reason:
    """Return the reason that says what *name* ran to, and since when nobody knows more."""
    params |= {"ended": end.ended, "compared": end.compared}
    if end.is_open:
        return Reason(id_, Standing.NOT_SETTLED, message, params, unsettled=(name,))
    return Reason(id_, Standing.UNMET, message, params)


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
