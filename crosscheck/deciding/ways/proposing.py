"""Which changes are worth trying: proposed by the reasons for which a case is not in order."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from crosscheck.deciding.case import Layout
from crosscheck.deciding.decision import GroundFinding, PartDecision, Reason, RequirementFinding, Standing
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.facts import Row, View
from crosscheck.deciding.nearby import comes_into_question, nearest_ports
from crosscheck.deciding.question import at_port
from crosscheck.deciding.reasons import (
    BothSaid,
    BranchSaid,
    CountSaid,
    DateSaid,
    HeldSaid,
    HoursSaid,
    InForceSaid,
    ListedSaid,
    StaySaid,
    WithinSaid,
)
from crosscheck.deciding.stated import labels
from crosscheck.deciding.ways.changes import (
    PaperChange,
    PassportChange,
    PortChange,
    StayChange,
    VisaChange,
)
from crosscheck.deciding.ways.things import cards_in, things_asked
from crosscheck.deciding.ways.tried import Tried, reasons_in
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import Held, Member, Validity
from crosscheck.language.trees import facts_read, nodes_in
from crosscheck.language.vocabulary import THING_SLOT
from crosscheck.rulebook.ruleset import Ground, Port, Requirement, RuleSet

DAYS: Final = 60
"""How far another day may lie from the one that was asked."""

_DOCUMENT: Final = THING_SLOT["document"]
_VISA: Final = THING_SLOT["visa"]
_PAPER: Final = THING_SLOT["paper"]
_RENEWED: Final = frozenset({"identity-card"})
"""Documents that are renewed besides passports."""
_IN_THE_WAY: Final = (Standing.UNMET, Standing.NOT_SETTLED)


class Proposing:
    """Proposes changes under *rules*: what does not depend on the traveller is found out once."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._evaluator, self._layout = Evaluator(self._rules.groups), Layout(self._rules)
        self._by_id = self._rules.requirements_by_id()
        self._cards = cache(lambda requirement: cards_in(self._by_id[requirement]))
        self._things = cache(self._things_of)
        self._law_days = cache(self._law_days_of)

    def ports(self, tried: Tried) -> Iterator[PortChange]:
        """Yield the other ports of the border that come into question, the nearest first; none where the border itself was asked."""
        question, mode = tried.question, tried.facts.values.get("crossing.mode")
        if question.port is not None:
            for port in nearest_ports(self._rules, self._rules.ports[question.port]):
                if comes_into_question(port, question.day, mode):
                    yield PortChange("port", port.id)

    def stays(self, tried: Tried) -> Iterator[StayChange]:
        """Yield shorter stays that the reasons name, the longest first."""
        question, until = tried.question, tried.facts.values.get("stay.until")
        if until is None:
            return
        bounds: set[int] = set()
        for _, finding in _obstacles(tried):
            for ground in finding.grounds:
                for reason in reasons_in(ground.reasons):
                    bounds |= _last_days(reason, question.day, until)
        for last in sorted(bounds, reverse=True):
            if question.day <= last < until:
                yield StayChange("stay", last - question.day + 1, last)

    def passports(self, tried: Tried) -> Iterator[PassportChange]:
        """Yield what the document shown could be renewed to, the least first."""
        documents, rules = tried.facts.documents, self._rules
        renewable = rules.documents.national | rules.documents.on_request | _RENEWED
        for part, finding in _obstacles(tried):
            if not documents or part.document is None:
                continue
            row = documents[part.document]
            if row[_DOCUMENT["type"]] not in renewable:
                continue
            asked: set[tuple[int, int | None]] = set()
            for ground in finding.grounds:
                if (of_ground := _renewal(ground, row)) is not None:
                    asked.add(of_ground)
            for until, pages in sorted(asked, key=lambda each: (each[0], each[1] or 0)):
                yield PassportChange("passport", part.document, row[_DOCUMENT["type"]], until, pages)

    def papers(self, tried: Tried) -> Iterator[PaperChange]:
        """Yield the papers that could be obtained, where it is stated which are held."""
        if tried.facts.things.get("papers") is None:
            return
        for row in dict.fromkeys(row for _, row in self._rows(tried, "paper")):
            yield PaperChange("paper", row[_PAPER["kind"]], row[_PAPER["issuing_state"]], row)

    def visas(self, tried: Tried) -> Iterator[VisaChange]:
        """Yield a visa of each category that could be obtained, where it is stated which are held."""
        held = tried.facts.things.get("visas")
        documents = tried.facts.documents or ()
        for part, row in self._rows(tried, "visa"):
            if part.part == "exit":
                continue  # a visa opens an entry: on leaving, what counts is the one that was held then
            issuer, category = row[_VISA["issuing_state"]], row[_VISA["category"]]
            if held is None or (isinstance(held, dict) and issuer not in held):
                continue
            tied = row
            if len(documents) > 1 and part.document is not None:
                filled = [*row]
                filled[_VISA["document"]] = labels(documents)[part.document]
                tied = tuple(filled)
            yield VisaChange("visa", issuer, () if category is None else (category,), (tied,))

    def _rows(self, tried: Tried, kind: str) -> Iterator[tuple[PartDecision, Row]]:
        port = self._rules.ports.get(tried.decision.port or "")
        question = tried.question if port is None else at_port(tried.question, port)
        views = self._layout.situation(question, tried.facts).views
        for part, finding in _obstacles(tried):
            view: View = views[part.document or 0]
            cards = self._cards(finding.id)
            for ground in finding.grounds:
                if ground.truth is True:
                    continue
                for held in self._things(finding.id, ground.name):
                    if held.kind == kind:
                        for row in things_asked(held, view, self._evaluator, self._rules.states, cards):
                            yield part, row

    def _things_of(self, requirement: str, ground: str) -> tuple[Held, ...]:
        found: list[Ground] = [each for each in self._by_id[requirement].grounds if each.name == ground]
        held = [node for each in found for node in nodes_in((each.needs, each.granted), Held)]
        return tuple([node for node in held if node.kind in ("visa", "paper")])

    def of_a_day(self, tried: Tried) -> frozenset[str]:
        """Return which of the obstacles of *tried* another day might remove."""
        return frozenset(
            each.id for part, each in _obstacles(tried) if self._turns_on_the_day(part, each, tried)
        )

    def _turns_on_the_day(self, part: PartDecision, finding: RequirementFinding, tried: Tried) -> bool:
        day, moves = tried.question.day, "stay.days" in tried.facts.values
        port = part.of if part.part == "port" else tried.decision.port
        law, reads_birth = self._law_days(finding.id, port)
        if any(abs(each - day) <= DAYS for each in law):
            return True
        born = tried.facts.values.get("date_of_birth")
        if reads_birth and born is not None and any(_is_birthday_near(each, day) for each in born):
            return True
        for ground in finding.grounds:
            against = [each for each in ground.reasons if each.standing in _IN_THE_WAY]
            if against and all(_is_of_time(each, moves=moves) for each in against):
                return True
        return False

    def _law_days_of(self, requirement: str, port: str | None) -> tuple[tuple[int, ...], bool]:
        """Return the days on which the law that *requirement* reads begins or ends, and whether it reads a date of birth."""
        rule: Requirement = self._by_id[requirement]
        facts = set(facts_read((rule.concerns, *(g.written + g.granted for g in rule.grounds))))
        validities: list[Validity] = [rule.validity, *[each.validity for each in rule.grounds]]
        for node in nodes_in(rule, Member):
            validities += [entry.validity for entry in self._rules.groups[node.group].members.values()]
        periods = [period for each in validities for period in each.periods]
        if port is not None:
            of_port: Port = self._rules.ports[port]
            periods += [
                value.period for name in of_port.facts if name in facts for value in of_port.facts[name]
            ]
        starts = {each.first for each in periods if each.first is not None}
        ends = {each.last + 1 for each in periods if each.last is not None}
        return tuple(starts | ends), "date_of_birth" in facts


def _obstacles(tried: Tried) -> Iterator[tuple[PartDecision, RequirementFinding]]:
    for part in tried.decision.parts:
        for each in part.requirements:
            if each.id in tried.obstacles:
                yield part, each


def _last_days(reason: Reason, day: int, until: int) -> set[int]:
    """Return the last days of a stay that *reason* names."""
    if reason.standing not in _IN_THE_WAY:
        return set()
    match reason.said:
        case StaySaid(last_day=int(last)):
            return {last}
        case WithinSaid(limit=limit, least=int(used)) if until < NO_END:
            return {until - (used - limit), day + limit - 1}
        case DateSaid(fact="stay.until", op="<=" | "<" | "==" as op, needed=int(last)):
            return {last - (op == "<")}
        case DateSaid(other="stay.until", op=">=" | ">" | "==" as op, actual=int(last), apart=None):
            return {last - (op == ">")}
    return set()


def _renewal(ground: GroundFinding, row: Row) -> tuple[int, int | None] | None:
    """Return until when the document shown must be valid for *ground*, and its blank pages; None where that is not what is wanting."""
    until, pages, found = row[_DOCUMENT["date_of_expiry"]], None, False
    for reason in reasons_in(ground.reasons):
        if reason.standing is not Standing.UNMET:
            continue
        match reason.said:
            case DateSaid(fact="document.date_of_expiry", op=">=" | ">" as op, needed=int(needed)):
                until, found = max(until or 0, needed + (op == ">")), True
            case DateSaid(fact="document.date_of_issue"):
                found = True
            case CountSaid(fact="document.blank_pages", op=">=" | ">" as op, needed=int(least)):
                pages, found = max(pages or 0, least + (op == ">")), True
    return (until, pages) if found and until is not None and until < NO_END else None


def _is_of_time(reason: Reason, *, moves: bool) -> bool:
    """Return whether *reason* may come out otherwise on another day; *moves*: the days of the stay are stated, not its end."""
    match reason.said:
        case InForceSaid() | WithinSaid() | ListedSaid() | HoursSaid() | DateSaid():
            return True
        case StaySaid():
            return not moves
        case HeldSaid(number=number):
            return number != 0
        case BranchSaid() | BothSaid():
            return any(_is_of_time(each, moves=moves) for _, inner in reason.within for each in inner)
        case said:
            return bool(said.fact == "port.closed_for")


def _is_birthday_near(born: int, day: int) -> bool:
    at, on = date.fromordinal(max(born, 1)), date.fromordinal(day)
    apart: int = (on - at.replace(year=on.year, day=min(at.day, 28))).days % 365
    return apart <= DAYS + 4 or apart >= 365 - DAYS - 4
