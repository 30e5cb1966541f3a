"""What ended lately and may have been renewed: told beside a decision, never taken for law.

A list of States or a ground often runs to a last day and is renewed shortly before.  Where
nobody has looked since, it has ended as far as the rules know, and whoever it would have
served hears that, when it ended, and when it was last compared with its source.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from crosscheck.backends.by_walk import Context, ground_truth
from crosscheck.citation import named
from crosscheck.decision import GroundFinding, Outcome, PartDecision, Reason, RequirementFinding, Standing
from crosscheck.expr.nodes import Fact, Member, Period, Validity
from crosscheck.expr.reading import nodes_in
from crosscheck.facts import View
from crosscheck.rulebook import Ground, Group, Membership, Requirement, RuleSet
from crosscheck.vocabulary import SLOT

LATELY: Final = 366
"""Days after which nobody need be told that something ended."""

_DAY: Final = SLOT["crossing.date"]
_OPEN: Final = (Outcome.NOT_MET, Outcome.UNDETERMINED)


class Endings:
    """Adds to what a part says what ended lately, and the sources of each list entry that it rests on."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._parts: dict[tuple[str, str], dict[str, tuple[_DatedGround, ...]]] = {}

    def added(self, part: PartDecision, view: View) -> PartDecision:
        """Return what *part* says of the traveller of *view*, with what it rests on and what ended."""
        key = part.part, part.of
        dated = self._parts.get(key)
        if dated is None:
            dated = self._parts[key] = self._dated_of(*key)
        if not dated:
            return part
        told = [
            _told(found, dated[found.id], view) if found.id in dated else found for found in part.requirements
        ]
        return part._replace(requirements=tuple(told))

    def _dated_of(self, part: str, of: str) -> dict[str, tuple["_DatedGround", ...]]:
        """Return, by requirement, the grounds with a last day and those that read a list; others stand as found."""
        if part == "port":
            requirements = self._rules.ports[of].requirements
        else:
            requirements = self._rules.states[of].requirements.get(part, ())
        prepared = {each.id: _dated_grounds(each, self._rules) for each in requirements}
        return {id_: grounds for id_, grounds in prepared.items() if grounds}


def _dated_grounds(requirement: Requirement, rules: RuleSet) -> tuple["_DatedGround", ...]:
    grounds = (_DatedGround(requirement.id, ground, rules) for ground in requirement.grounds)
    return tuple(each for each in grounds if each.reads or each.has_last_day)


def _told(finding: RequirementFinding, dated: Iterable["_DatedGround"], view: View) -> RequirementFinding:
    shown = {ground.name: ground for ground in finding.grounds}
    changed = False
    for each in dated:
        ended = each.ended(view) if finding.outcome in _OPEN else ()
        found = shown.get(each.ground.name)
        is_near_miss = any(one.reason.standing is Standing.UNMET for one in ended)
        if (found is not None and (ended or each.reads)) or is_near_miss:
            shown[each.ground.name] = each.told(found, ended, view)
            changed = True
    return finding._replace(grounds=tuple(shown.values())) if changed else finding


@dataclass(frozen=True, slots=True)
class _Ended:
    """A period that ended: of a ground, or of the entry of *code* in *group*."""

    reason: Reason
    validity: Validity
    group: Group | None = None
    code: str = ""


class _DatedGround:
    """One ground, prepared to be asked what of it ended."""

    def __init__(self, requirement_id: str, ground: Ground, rules: RuleSet) -> None:
        self.ground = ground
        self.has_last_day = any(period.last is not None for period in ground.validity.in_force)
        self.reads = tuple(
            (f"{requirement_id}/{ground.name}/{condition.key}", member.term.name, rules.groups[member.group])
            for condition in (*ground.concerns, *ground.needs)
            for member in nodes_in(condition.predicate, Member)
            if isinstance(member.term, Fact) and member.on is None and not member.negated
        )
        """Each list in which the day of the crossing decides: id of the reason, the fact looked up, the list."""
        self._name = f"{requirement_id}/{ground.name}"
        self._rules = rules

    def told(self, found: GroundFinding | None, ended: Iterable[_Ended], view: View) -> GroundFinding:
        """Return the finding with what *ended*, and with the sources of every entry that is read."""
        ground, told = self.ground, {each.reason.id: each.reason for each in ended}
        found = found or GroundFinding(ground.name, ground.title, truth=False, reasons=(), sources=())
        last = max((reason.params["ended"] for reason in told.values()), default=None)
        known = [told.pop(reason.id, reason) for reason in found.reasons]
        listed = (source for *_, entry in self._entries(view) for source in entry.sources)
        return found._replace(
            reasons=(*known, *told.values()),
            sources=tuple(dict.fromkeys((*ground.sources, *listed))),
            ended=last,
        )

    def ended(self, view: View) -> tuple[_Ended, ...]:
        """Return what ended and nobody is known to have renewed.

        What the sources leave open is always told of.  What is over is told of lately, if
        nobody has looked since, and if the ground would have served had it gone on.
        """
        found = tuple(self._found(view))
        over = [each for each in found if each.reason.standing is Standing.UNMET]
        if over and ground_truth(*self._gone_on(over, view)) is False:
            return tuple(each for each in found if each not in over)
        return found

    def _found(self, view: View) -> Iterator[_Ended]:
        day, ground = view[_DAY], self.ground
        if self.has_last_day:
            params = {"fact": "crossing.date", "actual": day}
            reason = Reason(
                f"{self._name}/in_force", Standing.UNMET, "in_force", params, unsettled=(self._name,)
            )
            if (told := self._ended(reason, ground.validity, ground.sources, day)) is not None:
                yield _Ended(told, ground.validity)
        for id_, fact, group, code, entry in self._entries(view):
            params = {"fact": fact, "actual": code, "group": group.id, "title": group.title, "day": day}
            reason = Reason(id_, Standing.UNMET, "member", params, unsettled=(group.id,))
            if (told := self._ended(reason, entry.validity, entry.sources, day)) is not None:
                yield _Ended(told, entry.validity, group, code)

    def _entries(self, view: View) -> Iterator[tuple[str, str, Group, str, Membership]]:
        for id_, fact, group in self.reads:
            code = view[SLOT[fact]]
            if (entry := group.members.get(code)) is not None:
                yield id_, fact, group, code, entry

    def _ended(self, reason: Reason, validity: Validity, sources: tuple[str, ...], day: int) -> Reason | None:
        """Return *reason* with the day of the end; None where nothing ended, or where it is known to be over."""
        left_open = _left_open(validity, day)
        last = _over(validity, day) if left_open is None else left_open
        if last is None:
            return None
        checked = [
            source.checked for source in named(sources, self._rules.sources) if source.checked is not None
        ]
        compared = max(checked, default=None)
        if left_open is None and compared is not None and compared > last:
            return None
        params = {**reason.params, "ended": last, "compared": compared}
        if left_open is None:
            return reason._replace(params=params, unsettled=())
        return reason._replace(params=params, standing=Standing.NOT_SETTLED)

    def _gone_on(self, over: Iterable[_Ended], view: View) -> tuple[Ground, Context]:
        """Return the ground and the case as they would be if what is *over* had gone on."""
        ground, groups, today = self.ground, dict(self._rules.groups), Period(view[_DAY], view[_DAY])
        for each in over:
            longer = replace(each.validity, in_force=(*each.validity.in_force, today))
            if each.group is None:
                ground = replace(ground, validity=longer)
            else:
                group = groups[each.group.id]
                entry = replace(group.members[each.code], validity=longer)
                groups[group.id] = replace(group, members={**group.members, each.code: entry})
        return ground, Context(view, groups)


def _left_open(validity: Validity, day: int) -> int | None:
    """Return the last day of the period that ended where the unsettled one of *day* begins."""
    begun = [p.first for p in validity.unsettled if p.first is not None and _holds(p, day)]
    return next((p.last for p in validity.in_force if p.last is not None and p.last + 1 in begun), None)


def _over(validity: Validity, day: int) -> int | None:
    """Return the last day of what ended lately before *day*; None where a later period is known."""
    ends = [period.last for period in (*validity.in_force, *validity.unsettled)]
    if not ends or None in ends:
        return None
    last = max(end for end in ends if end is not None)
    return last if last < day <= last + LATELY else None


def _holds(period: Period, day: int) -> bool:
    return (period.first or 0) <= day and (period.last is None or day <= period.last)
