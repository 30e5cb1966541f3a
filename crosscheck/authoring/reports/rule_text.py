"""One rule in plain words: what it says, whom it concerns, since when, on what it rests."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crosscheck.answers.citing import cited
from crosscheck.answers.labels import day, in_words, label, listed
from crosscheck.answers.page import Page
from crosscheck.answers.port_text import add_port
from crosscheck.authoring.lines import conditions_of
from crosscheck.compiler.cases.case import Case, Journey, MembershipCase
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import AllOf, AnyOf, Condition, Held, Member, NoneOf, Period, Validity
from crosscheck.language.spoken.sentences import name_of, state_name
from crosscheck.language.trees import nodes_in
from crosscheck.language.vocabulary import ENDING_STAY, TIE
from crosscheck.rulebook.ruleset import Allowance, Ground, Group, Notice, Port, Requirement, RuleSet

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
        written = [f"Written in {rule.span.path}."] if rule.span else []
        self._rule(page, rule, rule.says, *written, doubt=rule.doubt, fix=rule.fix)
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
        apply = [f"Official address: {rule.apply}"] if rule.apply else []
        self._rule(page, rule, rule.text, *apply, f"A notice, to {rule.kind}; it decides nothing.")
        return page.text()

    def group(self, group: Group, page: Page) -> str:
        """Return a group: every member with its periods and sources, and who joined or left when."""
        page.add(group.title, role="strong", right=group.id)
        if not group.complete:
            page.add("The list is known to be partial: whoever is not on it may still be a member.", indent=2)
        rows = [
            (code, state_name(code), "; ".join(_periods(member.validity)) or "at all times")
            for code, member in sorted(group.members.items())
        ]
        page.table(("", "State", "member"), rows, (3, 28, page.width - 37), indent=2)
        listed_by = (source for member in group.members.values() for source in member.sources)
        self._sources(page, dict.fromkeys((*group.sources, *listed_by)))
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
        for rule in self.rules.requirements():
            for ground in rule.grounds:
                if group in _groups(ground):
                    yield f"{rule.id}/{ground.name}"
            if group in _groups(rule):
                yield rule.id

    def _rule(
        self,
        page: Page,
        rule: Requirement | Notice,
        *said: str,
        doubt: str | None = None,
        fix: str | None = None,
    ) -> None:
        page.add(rule.title, role="strong", right=rule.id)
        for sentence in said:
            page.add(sentence, indent=2)
        self._conditions(page, "Concerns whoever has", rule.concerns, 2)
        self._validity(page, rule.validity, doubt, 2)
        if fix:
            page.add(f"What to do: {fix}", indent=2)
        self._sources(page, rule.sources)

    def _sources(self, page: Page, sources: Iterable[str]) -> None:
        page.add(f"Sources: {cited(sources, self.rules)}", indent=2, hang=2, role="faint")

    def _ground(self, page: Page, ground: Ground) -> None:
        page.gap()
        if ground.name != "needs":
            page.add(ground.title, indent=2, right=ground.name, role="strong")
        if ground.in_short:
            page.add(f"In short: {ground.in_short}.", indent=4)
        self._validity(page, ground.validity, ground.doubt, 4)
        self._conditions(page, "For whoever has", ground.concerns, 4)
        self._conditions(page, "Needs", ground.needs, 4)
        if ground.allowance is not None:
            page.add(f"Grants {_grant(ground.allowance)}.", indent=4)
        for group in dict.fromkeys(_groups(ground)):
            known = self.rules.groups[group]
            page.add(f"On the list “{known.title}”: {len(known.members)} States.", indent=4, right=group)
        if ground.fix:
            page.add(f"What to do: {ground.fix}", indent=4)
        if ground.apply:
            page.add(f"Official address: {ground.apply}", indent=4)
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
        for name in dict.fromkeys(name for ground in grounds for name in _groups(ground)):
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
        travelled = [journey.id for journey in self.journeys if _names(journey, path)]
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
        if condition.key == TIE:
            continue
        match condition.predicate:
            case Held(held, inner, state):
                yield 0, f"a {held}{f' in {state_name(state)}' if state else ''} with:"
                yield from ((depth + 1, line) for depth, line in _lines(inner, held))
            case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
                if condition.key == ENDING_STAY:
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
    stay, first_day = "a stay without limit", _COUNTED_FROM[allowance.counted_from]
    if isinstance(allowance.days, int):
        stay = f"{allowance.days} days counted from {first_day}"
    elif allowance.days is not None:
        stay = f"{label(allowance.days)}, counted from {first_day}"
    if allowance.limit is None:
        return stay
    window = "a calendar year" if allowance.span is None else f"any {allowance.span} days"
    return f"{stay}, at most {allowance.limit} days in {window}"


def _groups(rule: Ground | Requirement) -> Iterator[str]:
    return (member.group for member in nodes_in(conditions_of(rule), Member))


def _periods(validity: Validity) -> Iterator[str]:
    yield from map(_period, validity.in_force)
    yield from (f"not settled {_period(period)}" for period in validity.unsettled)


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
            of_member = what.replace("is in force", "on the list").replace("is not settled", "not settled")
            turns.setdefault((on, of_member), []).append(code)
    return sorted((on, f"{', '.join(codes)} {what}") for (on, what), codes in turns.items())


def _speaks_of(case: Case, ground: str | None) -> bool:
    expected = case.expected
    named = (expected.ground, *(item.partition("/")[0] for item in expected.conditions))
    return ground is None or ground in named


def _names(journey: Journey, path: str) -> bool:
    """Whether a journey expects something of what stands at *path*, or below it."""
    expected = journey.expected
    met = (f"{requirement}/{ground}" for requirement, ground in expected.met.items())
    items = (*met, *(expected.not_met or ()), *(expected.undetermined or ()))
    return any(item == path or item.startswith(f"{path}/") for item in items)
