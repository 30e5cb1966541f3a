"""One requirement, one side, the whole answer: each in a sentence."""

from collections.abc import Iterator, Sequence
from typing import Final

from crosscheck.answers.evidence_text import is_overdue
from crosscheck.answers.held_text import thing_held
from crosscheck.answers.labels import day, label, listed
from crosscheck.answers.near_misses import is_for_few, is_unsettled, nearest_first
from crosscheck.answers.screen.heading import one_side, states, taken_by_caller
from crosscheck.answers.sentences.messages import counted, say, sentence
from crosscheck.answers.unsettled_text import OPENNESS, about, near_names, open_names, port_name
from crosscheck.deciding.decision import (
    Decision,
    GroundFinding,
    NoticeFinding,
    Outcome,
    PartDecision,
    Reason,
    RequirementFinding,
    Standing,
    UnlistedVisa,
    Verdict,
)
from crosscheck.deciding.facts import SIDES, Facts
from crosscheck.deciding.nearby import next_closed, value_on, working_ports
from crosscheck.deciding.reasons import HeldSaid, ListedSaid, StaySaid, WithinSaid
from crosscheck.language.dates import NO_END
from crosscheck.language.spoken.sentences import state_name
from crosscheck.rulebook.ruleset import RuleSet

_PERMISSION: Final = "permission"
_TITLES: Final = 3
"""Of what is still open, so much is named."""
_NAMED: Final = 2
"""Of several ways in which a requirement may be met, so many are named."""


class Gist:
    """What a decision comes to, in sentences that fit on a screen."""

    def __init__(self, decision: Decision, facts: Facts, rules: RuleSet) -> None:
        self._decision, self._facts, self._rules = decision, facts, rules
        self._told: RequirementFinding | None = None
        """The requirement that the verdict was told with; its cause is not told again."""

    def headline(self) -> str:
        """Return the rule that carries the verdict, after all that it rests on and that is not known to be so."""
        text = self._carrying()
        if self._decision.stated_of_port:
            text = say("headline.own_word", answer=text)
        if taken := list(taken_by_caller(self._decision, self._facts)):
            text = say("headline.assuming", parts=", ".join(taken), answer=text)
        if is_overdue(self._decision, self._rules):
            text = say("headline.overdue", answer=text)
        return text

    def _carrying(self) -> str:
        decision = self._decision
        requirements = decision.requirements
        if decision.verdict is Verdict.PASS:
            return self._granted()
        unmet = [each for each in requirements if each.outcome is Outcome.NOT_MET]
        if unmet:
            text = self._carried_by(_first(unmet))
            return text if decision.verdict is Verdict.FAIL else say("headline.if_covered", answer=text)
        open_ones = [each for each in requirements if each.outcome is Outcome.UNDETERMINED]
        if not open_ones and decision.unsettled:
            return about(decision.unsettled[0], decision, self._rules)
        if not open_ones:
            return say("headline.coverage", answer=self._granted())
        at_port = [each for part in decision.places for each in part.requirements if each in open_ones]
        if shut := [each for each in at_port if each.standing is Standing.NOT_SETTLED]:
            return self._carried_by(shut[0])  # whatever else is said, nobody knows whether one gets across
        if granted := self._granted_by(("entry",)):
            titles = list(dict.fromkeys(each.title for each in open_ones))
            return say("headline.so_far", open=listed(titles[:_TITLES], "and"), granted=granted)
        return self._carried_by(_first(open_ones))

    def _carried_by(self, requirement: RequirementFinding) -> str:
        text = self.of(requirement)
        self._told = requirement
        return text

    def _granted(self) -> str:
        side = one_side(self._decision)
        if text := self._granted_by():
            return text if self._decision.places else say("headline.no_port", answer=text)
        key = f"headline.pass.{side}" if side else "headline.pass"
        return say(key, **states(self._decision))

    def _granted_by(self, sides: Sequence[str] = SIDES) -> str:
        """Return what the permission that is met rests on: of entering, or else of leaving, if it is of one of *sides*."""
        parts = [part for part in self._decision.parts if part.part in sides]
        permissions = [each for part in parts for each in part.requirements if each.id.endswith(_PERMISSION)]
        met = [each for each in permissions if each.met_by is not None]
        return self.of(met[-1]) if met else ""

    def part(self, part: PartDecision) -> str:
        """Return what one side, or the port, is called."""
        of = port_name(self._rules.ports[part.of]) if part.part == "port" else state_name(part.of)
        return say(f"part.{part.part}", of=of)

    def border(self) -> str:
        """Return at which other ports of the border it is alike, and how it is at the port where the rules began."""
        decision, rules = self._decision, self._rules
        at = rules.ports.get(decision.port or "")
        if at is None or not decision.border:
            return ""
        alike = {each.port for each in decision.border if each.verdict is decision.verdict}
        names = [
            port_name(port)
            for port in working_ports(rules, at, decision.question.day)
            if port.id in alike and port.id != rules.default_port
        ]
        told = [say("border.alike", ports=listed(names[:_NAMED], "and"))] if names else []
        for each in decision.border:
            if each.port == rules.default_port != decision.port:
                began = rules.ports[each.port]
                is_known = value_on(began, OPENNESS, decision.question.day) is not None
                verdict = say(f"verdict.word.{each.verdict}")
                key = "border.began" if is_known else "border.unknown"
                told.append(say(key, port=port_name(began), verdict=verdict))
        return " ".join(told)

    def met(self, part: PartDecision) -> str:
        """Return what a part of which all is met rests on."""
        told = [each for each in part.requirements if each.outcome is Outcome.MET]
        if part.part == "port" and self._decision.stated_of_port:
            return say("gist.port.own_word")
        if part.part == "port":
            days = next_closed(self._rules.ports[part.of], self._decision.question.day)
            return say("gist.port.until", days=listed([*map(day, days)], "and")) if days else say("gist.port")
        permission = [each for each in told if each.id.endswith(_PERMISSION)]
        if permission:
            return self.of(permission[-1])
        return "; ".join(dict.fromkeys(self.of(each) for each in told))

    def of(self, requirement: RequirementFinding, *, is_brief: bool = False) -> str:
        """Return how one requirement stands, and why."""
        if requirement.standing is Standing.MET:
            ground = requirement.met_ground
            return requirement.title if ground is None or ground.name == "needs" else ground.plainly
        if is_brief or requirement is self._told:
            return requirement.title
        if requirement.standing is Standing.UNMET:
            return self._unmet(requirement)
        if requirement.standing is Standing.NOT_SETTLED:
            return self._not_settled(requirement)
        return self._open(requirement)

    def _unmet(self, requirement: RequirementFinding) -> str:
        grounds = nearest_first(requirement.grounds)
        if not grounds:
            return requirement.title
        reasons = " ".join(dict.fromkeys(self._reason(each, requirement) for each in grounds[0].telling))
        return say("gist.unmet", title=requirement.title, why=reasons)

    def _reason(self, reason: Reason, requirement: RequirementFinding) -> str:
        """Return why one condition is not met; of things held, why the first of them will not do."""
        if isinstance(reason.said, HeldSaid):
            for name, parts in reason.within:
                unmet = [each for each in parts if each.standing is Standing.UNMET]
                if unmet:
                    thing = thing_held(name, reason.said.state, self._facts)
                    return say("gist.thing", thing=thing, why=" ".join(map(sentence, unmet)))
        return sentence(reason)

    def _not_settled(self, requirement: RequirementFinding) -> str:
        names = list(dict.fromkeys(open_names(requirement)))
        if OPENNESS in names and self._decision.port is not None:
            near = near_names(self._rules, self._decision)
            port = port_name(self._rules.ports[self._decision.port])
            return say("gist.opening.near" if near else "gist.opening", port=port, near=near)
        if ended := _ended(requirement):
            return say("gist.not_settled", title=requirement.title, why=ended[0])
        doubts = [each.doubt for each in requirement.grounds if each.truth is None and each.doubt]
        if requirement.doubt or doubts:
            return say("gist.not_settled", title=requirement.title, why=requirement.doubt or doubts[0])
        told = [
            about(each, self._decision, self._rules)
            for each in self._decision.unsettled
            if each.name in names
        ]
        return say("gist.not_settled", title=requirement.title, why=" ".join(dict.fromkeys(told)))

    def _open(self, requirement: RequirementFinding) -> str:
        if requirement.concerns:
            facts = dict.fromkeys(label(name) for each in requirement.concerns for name in each.wanted)
            if facts:
                return say("gist.concerns", title=requirement.title, facts=listed([*facts], "and"))
        if not requirement.id.endswith(_PERMISSION):
            return requirement.title  # what is asked next says more than the ways of meeting it
        grounds = sorted(self._possible(requirement), key=is_for_few)
        ways = [each.plainly for each in grounds if each.name != "needs"]
        if not ways:
            return requirement.title
        more = len(ways) - _NAMED
        if more <= 0:
            return listed(ways, "or")
        return counted("gist.open.more", more, ways="; ".join(ways[:_NAMED]))

    def _possible(self, requirement: RequirementFinding) -> Sequence[GroundFinding]:
        """Return the grounds that may hold; those that no source settles, or that ended, only where there is no other."""
        undecided = [each for each in requirement.grounds if each.truth is None]
        settled = [each for each in undecided if each.ended is None and not is_unsettled(each.telling)]
        return settled or undecided

    def ended(self) -> Sequence[str]:
        """Return which lists named this traveller until they ended, with no renewal known, and may matter still; each once."""
        told = (
            ()
            if self._told is None or self._told.standing is not Standing.NOT_SETTLED
            else _ended(self._told)
        )
        ended = [text for each in self._decision.requirements for text in _ended(each)]
        return tuple(each for each in dict.fromkeys(ended) if each not in told[:1])

    def where_unsettled(self) -> Sequence[str]:
        """Return what the authors advise those whose case hangs on a ground that no source settles; each once."""
        if self._decision.verdict is not Verdict.CONDITIONAL:
            return ()
        return tuple(
            dict.fromkeys(
                ground.fix
                for part in self._decision.parts
                if part.part in SIDES  # of a port its own row says where else to cross
                for each in part.requirements
                if each.standing is Standing.NOT_SETTLED
                for ground in each.grounds
                if ground.truth is None and ground.ended is None and ground.fix
            )
        )

    def advice(self) -> str:
        """Return what the author of a rule that is not met, or not settled, says can be done about it, if anything."""
        for requirement in self._decision.requirements:
            if requirement.standing in (Standing.UNMET, Standing.NOT_SETTLED):
                # of several grounds, what one of them advises need not serve who is told of another
                fixes = {each.fix for each in requirement.grounds} - {None}
                if fix := requirement.fix or (fixes.pop() if len(fixes) == 1 else None):
                    return fix
        return ""

    def notices(self, *, first: bool) -> Sequence[NoticeFinding]:
        """Return the notices that stand before everything else, or the others; each once."""
        found = {
            each.id: each for part in self._decision.parts for each in part.notices if each.first is first
        }
        return tuple(found.values())

    def notice(self, notice: NoticeFinding) -> str:
        """Return all of a notice."""
        return notice.text if notice.certain else say("notice.maybe", text=notice.text)

    def unlisted(self, visa: UnlistedVisa) -> str:
        """Return that nobody knows what a visa held is for."""
        key = "unlisted_visa.near" if visa.near else "unlisted_visa"
        return say(key, near=listed(visa.near), category=visa.category, state=state_name(visa.issuing_state))


def _first(requirements: Sequence[RequirementFinding]) -> RequirementFinding:
    """Return the one that tells most: the permission of entering, or of leaving, or the first."""
    permissions = [each for each in requirements if each.id.endswith(_PERMISSION)]
    return permissions[-1] if permissions else requirements[0]


def _ended(requirement: RequirementFinding) -> Sequence[str]:
    """Return of an open requirement which lists ended on which it may rest, with no renewal known."""
    if requirement.outcome is not Outcome.UNDETERMINED:
        return ()
    grounds = [each for each in requirement.grounds if each.truth is None and each.ended is not None]
    reasons = [each for ground in grounds for each in ground.reasons]
    return [sentence(each) for each in reasons if getattr(each.said, "ended", None) is not None]


def granted_texts(decision: Decision, rules: RuleSet, last_day: int | None) -> Iterator[str]:
    """Yield what a pass gives: until when one may stay, how many days of a span are used, when its list ends.

    *decision* is one that was made with everything kept; *last_day* the latest with which it is still a pass, None where
    none is known.
    """
    for requirement in decision.requirements:
        ground = requirement.met_ground
        if ground is None or not requirement.id.endswith(f"entry.{_PERMISSION}"):
            continue
        if last_day is not None:
            yield say("granted.stay", last_day=day(last_day))
        for reason in ground.reasons:
            said = reason.said
            if isinstance(said, WithinSaid) and None not in (said.used, said.span, said.at):
                yield say(
                    "granted.within", used=said.used, limit=said.limit, span=said.span, day=day(said.at or 0)
                )
            elif isinstance(said, ListedSaid) and isinstance(said.actual, str) and said.day is not None:
                entry = rules.groups[said.group].members.get(said.actual)
                periods = entry.validity.in_force if entry is not None else ()
                ends = [each.end for each in periods if said.day in each and each.end is not None]
                if ends and ends[0] < NO_END:
                    yield say("granted.list", last_day=day(ends[0]))


def longest_stay(decision: Decision) -> int | None:
    """Return the last day that the days of the ground allow which lets the traveller in; None where it counts none."""
    for requirement in decision.requirements:
        ground = requirement.met_ground
        if ground is not None and requirement.id.endswith(f"entry.{_PERMISSION}"):
            for reason in ground.reasons:
                last = reason.said.last_day if isinstance(reason.said, StaySaid) else None
                if last is not None and last < NO_END:
                    return last
    return None
