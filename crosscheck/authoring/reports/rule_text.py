"""One rule in plain words: what it says, whom it concerns, since when, on what it rests."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crosscheck.answers.citing import cited
from crosscheck.answers.labels import day, in_words, label, listed
from crosscheck.answers.page import Page
from crosscheck.answers.port_text import add_port
from crosscheck.answers.sentences.language import name_of
from crosscheck.compiler.cases.case import Case, Journey, MembershipCase
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import AllOf, AnyOf, Condition, Held, Member, NoneOf, Period, Validity
from crosscheck.language.states import STATES
from crosscheck.language.trees import nodes_in
from crosscheck.rulebook.ruleset import Allowance, Ground, Group, Notice, Port, Requirement, RuleSet

_TIE: Final = "tied_to_document_shown"
_HEADINGS: Final = {AnyOf: "one of these", AllOf: "all of these", NoneOf: "none of these"}
_COUNTED_FROM: Final = {"entry": "the day of entry", "day-after": "the day after entry"}
_ENDING: Final = "the stay that is ending"


class RuleText:
    """Writes one rule, its cases and what has changed in it, to a page."""

    def __init__(
        self, rules: RuleSet, cases: Sequence[Case | MembershipCase], journeys: Sequence[Journey]
    ) -> None:
        self.rules, self.cases, self.journeys = rules, cases, journeys

    def requirement(self, rule: Requirement, page: Page, only: str | None = None) -> str:
        """Return *rule* in words; with *only*, no ground but the one of that name."""
        page.add(rule.title, role="strong", right=rule.id)
        page.add(rule.says, indent=2)
        if rule.span:
            page.add(f"Written in {rule.span.path}.", indent=2)
        self._conditions(page, "Concerns whoever has", rule.concerns, 2)
        self._validity(page, rule.validity, rule.doubt, 2)
        if rule.fix:
            page.add(f"What to do: {rule.fix}", indent=2)
        page.add(f"Sources: {cited(rule.sources, self.rules)}", indent=2, hang=2, role="faint")
        grounds = [ground for ground in rule.grounds if only in (None, ground.name)]
        if len(rule.grounds) > 1 and only is None:
            page.gap()
            page.add(f"Any one of these {len(rule.grounds)} grounds is enough:")
        for ground in grounds:
            self._ground(page, ground)
        self._history(page, grounds)
        self._cases(page, rule, only)
        return page.text()

    def notice(self, rule: Notice, page: Page) -> str:
        """Return a notice in words."""
        page.add(rule.title, role="strong", right=rule.id)
        page.add(rule.text, indent=2)
        page.add("A notice decides nothing.", indent=2)
        self._conditions(page, "Concerns whoever has", rule.concerns, 2)
        self._validity(page, rule.validity, None, 2)
        page.add(f"Sources: {cited(rule.sources, self.rules)}", indent=2, hang=2, role="faint")
        return page.text()

    def group(self, group: Group, page: Page) -> str:
        """Return a group: every member with its periods and sources, and who joined or left when."""
        page.add(group.title, role="strong", right=group.id)
        if not group.complete:
            page.add("The list is known to be partial: whoever is not on it may still be a member.", indent=2)
        rows = [
            (code, STATES.get(code, code), "; ".join(_periods(member.validity)) or "at all times")
            for code, member in sorted(group.members.items())
        ]
        page.table(("", "State", "member"), rows, (3, 28, page.width - 37), indent=2)
        listed_by = (source for member in group.members.values() for source in member.sources)
        sources = dict.fromkeys((*group.sources, *listed_by))
        page.add(f"Sources: {cited(sources, self.rules)}", indent=2, hang=2, role="faint")
        readers = sorted(dict.fromkeys(self._readers(group.id)))
        page.gap()
        page.add(f"Read by: {listed(readers, 'and') if readers else 'no rule'}.")
        self._dates(page, _changes_of(group))
        days = [case for case in self.cases if isinstance(case, MembershipCase) and case.group == group.id]
        page.add(f"Cases: {len(days)} days beside it.")
        return page.text()

    def port(self, port: Port, page: Page) -> str:
        """Return all that is known of a port, and the cases and journeys that cross there."""
        add_port(port, self.rules, page)
        there = [
            f"{case.requirement}: {case.name}"
            for case in self.cases
            if isinstance(case, Case) and case.asked.port == port.id
        ]
        self._told(page, there, [journey.id for journey in self.journeys if journey.asked.port == port.id])
        return page.text()

    def _readers(self, group: str) -> Iterator[str]:
        for rule in self._requirements():
            for ground in rule.grounds:
                if group in _groups((*ground.concerns, *ground.needs)):
                    yield f"{rule.id}/{ground.name}"
            if group in _groups(rule.concerns):
                yield rule.id

    def _requirements(self) -> Iterator[Requirement]:
        for state in self.rules.states.values():
            for found in state.requirements.values():
                yield from found
        for port in self.rules.ports.values():
            yield from port.requirements

    def _ground(self, page: Page, ground: Ground) -> None:
        page.gap()
        if ground.name != "needs":
            page.add(ground.title, indent=2, right=ground.name, role="strong")
        self._validity(page, ground.validity, ground.doubt, 4)
        self._conditions(page, "For whoever has", ground.concerns, 4)
        self._conditions(page, "Needs", ground.needs, 4)
        if ground.allowance is not None:
            page.add(f"Grants {_grant(ground.allowance)}.", indent=4)
        for group in dict.fromkeys(_groups((*ground.concerns, *ground.needs))):
            known = self.rules.groups[group]
            page.add(f"On the list “{known.title}”: {len(known.members)} States.", indent=4, right=group)
        if ground.fix:
            page.add(f"What to do: {ground.fix}", indent=4)
        page.add(cited(ground.sources, self.rules), indent=4, hang=2, role="faint")

    def _validity(self, page: Page, validity: Validity, doubt: str | None, indent: int) -> None:
        periods = list(_periods(validity))
        if periods:
            page.add(f"In force {'; '.join(periods)}.".replace("In force not", "Not"), indent=indent)
        if doubt:
            page.add(f"Doubt: {doubt}", indent=indent)

    def _conditions(self, page: Page, lead: str, conditions: Sequence[Condition], indent: int) -> None:
        shown = list(_lines(conditions))
        if shown:
            page.add(f"{lead}:", indent=indent)
        for depth, line in shown:
            page.add(line, indent=indent + 2 + 2 * depth, mark="-")

    def _history(self, page: Page, grounds: Iterable[Ground]) -> None:
        changes = [
            (on, f"{ground.title} {what}") for ground in grounds for on, what in _turns(ground.validity)
        ]
        groups = dict.fromkeys(
            name for ground in grounds for name in _groups((*ground.concerns, *ground.needs))
        )
        for name in groups:
            known = self.rules.groups[name]
            changes += [(on, f"{known.title}: {what}") for on, what in _changes_of(known)]
        self._dates(page, sorted(changes))

    def _dates(self, page: Page, changes: Sequence[tuple[int, str]]) -> None:
        if changes:
            page.gap()
            page.add("What changed when", role="strong")
        for on, what in changes:
            page.add(what, indent=2, mark=day(on))

    def _cases(self, page: Page, rule: Requirement, only: str | None) -> None:
        path = f"{rule.id}/{only}" if only else rule.id
        beside = [
            case.name
            for case in self.cases
            if isinstance(case, Case) and case.requirement == rule.id and _speaks_of(case, only)
        ]
        travelled = [journey.id for journey in self.journeys if _names(journey, rule.id, path)]
        self._told(page, beside, travelled)

    def _told(self, page: Page, beside: Sequence[str], travelled: Sequence[str]) -> None:
        page.gap()
        page.add("Cases", role="strong")
        for name in beside:
            page.add(name, indent=2, mark="-")
        if travelled:
            page.add(f"Journeys: {', '.join(travelled)}", indent=2, hang=2)
        if not beside and not travelled:
            page.add("None.", indent=2)


def _lines(conditions: Iterable[Condition], kind: str | None = None) -> Iterator[tuple[int, str]]:
    """Give each condition as a line, and how deep it stands."""
    for condition in conditions:
        if condition.key == _TIE:
            continue
        match condition.predicate:
            case Held(held, inner, state):
                yield 0, f"a {held}{f' in {STATES.get(state, state)}' if state else ''} with:"
                yield from ((depth + 1, line) for depth, line in _lines(inner, held))
            case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
                if condition.key == "ending_stay":
                    yield 0, f"{_ENDING}: {condition.phrase}"
                    continue
                yield 0, f"{_HEADINGS[type(condition.predicate)]}:"
                for branch in branches:
                    yield 1, f"{branch.name.replace('-', ' ')}:"
                    yield from ((depth + 2, line) for depth, line in _lines(branch.conditions, kind))
            case _:
                if condition.key in ("stay", "within"):
                    continue
                full = f"{kind}.{condition.key}" if kind and "." not in condition.key else condition.key
                yield 0, f"{name_of(full) or full}: {in_words(condition.phrase)}"


def _grant(allowance: Allowance) -> str:
    if allowance.days is None:
        stay = "a stay without limit"
    elif isinstance(allowance.days, int):
        stay = f"{allowance.days} days counted from {_COUNTED_FROM[allowance.counted_from]}"
    else:
        stay = f"{label(allowance.days)}, counted from {_COUNTED_FROM[allowance.counted_from]}"
    if allowance.limit is None:
        return stay
    window = "a calendar year" if allowance.span is None else f"any {allowance.span} days"
    return f"{stay}, at most {allowance.limit} days in {window}"


def _groups(conditions: tuple[Condition, ...]) -> Iterator[str]:
    return (member.group for member in nodes_in(conditions, Member))


def _periods(validity: Validity) -> Iterator[str]:
    for period in validity.in_force:
        yield _period(period)
    for period in validity.unsettled:
        yield f"not settled {_period(period)}"


def _period(period: Period) -> str:
    first = None if period.first is None else day(period.first)
    last = None if period.last is None or period.last >= NO_END else day(period.last)
    if first and last:
        return f"from {first} to {last}"
    return f"since {first}" if first else f"until {last}" if last else "at all times"


def _turns(validity: Validity) -> Iterator[tuple[int, str]]:
    """Give each day on which something begins, or ends with the day before."""
    for what, periods in (("is in force", validity.in_force), ("is not settled", validity.unsettled)):
        for period in periods:
            if period.first is not None:
                yield period.first, f"{what} from this day"
            if period.last is not None:
                yield period.last, f"{what} for the last day"


def _changes_of(group: Group) -> list[tuple[int, str]]:
    """Return on which day who joined the list, was there for the last day, or became unsettled."""
    turns: dict[tuple[int, str], list[str]] = {}
    for code, member in sorted(group.members.items()):
        for on, what in _turns(member.validity):
            turns.setdefault((on, what), []).append(code)
    return sorted((on, f"{', '.join(codes)} {_of_members(what)}") for (on, what), codes in turns.items())


def _of_members(what: str) -> str:
    return what.replace("is in force", "on the list").replace("is not settled", "not settled")


def _speaks_of(case: Case, ground: str | None) -> bool:
    if ground is None or case.expected.ground == ground:
        return True
    return any(item.partition("/")[0] == ground for item in case.expected.conditions)


def _names(journey: Journey, requirement: str, path: str) -> bool:
    expected = journey.expected
    if path == requirement and requirement in expected.met:
        return True
    if path != requirement and expected.met.get(requirement) == path.partition("/")[2]:
        return True
    items = (*(expected.not_met or ()), *(expected.undetermined or ()))
    return any(item == path or item.startswith(f"{path}/") for item in items)
