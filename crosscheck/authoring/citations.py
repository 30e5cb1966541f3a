"""What rests on what: for each source every line of law that cites it, and what ends soon."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import ALWAYS, Validity
from crosscheck.rulebook.citation import Source
from crosscheck.rulebook.ruleset import Closing, DatedValue, Notice, Port, RuleSet, StateRules


@dataclass(frozen=True, slots=True)
class Line:
    """Something that cites sources: *id* as reasons write it, or `GROUP/MEMBER`, `PORT/FACT`, `STATE/visas/CATEGORY` and the like."""

    id: str
    sources: tuple[str, ...]
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Resting:
    """One source, and the ids of the lines that cite it."""

    source: Source
    cited_by: tuple[str, ...]

    def is_overdue(self, on: int) -> bool:
        """Whether it should have been compared with the rules again before the day *on*."""
        return self.source.review_by is not None and self.source.review_by < on


@dataclass(frozen=True, slots=True)
class Ending:
    """A line of law whose period ends on *last*, and after which no later one is in force."""

    last: int
    id: str
    sources: tuple[str, ...]


def resting(rules: RuleSet) -> tuple[Resting, ...]:
    """Return every source of *rules*, by id, with what rests on it."""
    cited: dict[str, dict[str, None]] = {id_: {} for id_ in rules.sources}
    for line in lines(rules):
        for citation in line.sources:
            cited.setdefault(citation.partition(", ")[0], {})[line.id] = None
    return tuple(Resting(rules.sources[id_], tuple(cited[id_])) for id_ in sorted(rules.sources))


def ending(rules: RuleSet, on: int, within: int) -> tuple[Ending, ...]:
    """Return what ends on the day *on* or in the *within* days after it, soonest first."""
    found = {
        line.id: Ending(last, line.id, line.sources)
        for line in (*lines(rules), *_facts(rules))
        if on <= (last := _last(line.validity)) <= on + within
    }
    return tuple(sorted(found.values(), key=lambda each: (each.last, each.id)))


def lines(rules: RuleSet) -> Iterator[Line]:
    """Yield everything that cites a source; what all ports of a border share, once for each.

    What is law for a time has that time; a fact of a port has none here.
    """
    for state in rules.states.values():
        yield from _of_state(state)
    for group in rules.groups.values():
        yield Line(group.id, group.sources)
        for code, entry in group.members.items():
            yield Line(f"{group.id}/{code}", entry.sources, entry.validity)
    for port in rules.ports.values():
        yield from _of_port(port)


def _of_state(state: StateRules) -> Iterator[Line]:
    code = state.code.lower()
    yield Line(code, state.sources)
    if state.ledger is not None:
        yield Line(f"{code}/ledger", state.ledger.sources)
    for name, category in state.visas.items():
        yield Line(f"{code}/visas/{name}", category.sources)
        if (electronic := category.electronic) is not None:
            yield Line(f"{code}/visas/{name}/electronic", electronic.sources, electronic.validity)
    if of_passports := state.documents.sources:
        yield Line(f"{code}/passports_for", of_passports)
    for name, issued in state.documents.types.items():
        yield Line(f"{code}/documents/{name}", issued.sources)
    yield from _of_law(state)


def _of_port(port: Port) -> Iterator[Line]:
    yield Line(port.id, port.sources)
    for name, values in port.facts.items():
        yield Line(f"{port.id}/{name}", _cited(values))
    if of_closings := _cited(port.closings or ()):
        yield Line(f"{port.id}/closed", of_closings)
    if port.location is not None:
        yield Line(f"{port.id}/location", port.location.sources)
    for detail in port.details:
        yield Line(f"{port.id}/{detail.name}", detail.sources)
    yield from _of_law(port)


def _cited(told: Iterable[DatedValue | Closing]) -> tuple[str, ...]:
    cited = (source for each in told for source in (*each.sources, *(by for _, by in each.evidence)))
    return tuple(dict.fromkeys(cited))


def _of_law(owner: StateRules | Port) -> Iterator[Line]:
    for each in sorted(owner.law(), key=lambda each: isinstance(each, Notice)):
        yield Line(each.id, each.sources, each.validity)
        for ground in each.grounds:
            if ground.name != "needs":
                yield Line(f"{each.id}/{ground.name}", ground.sources, ground.validity)


def _facts(rules: RuleSet) -> Iterator[Line]:
    """Yield every fact of a port with the time in which a source settles it."""
    for port in rules.ports.values():
        for name, values in port.facts.items():
            settled = tuple(value.period for value in values if value.settled)
            yield Line(f"{port.id}/{name}", _cited(values), Validity(settled))


def _last(validity: Validity) -> int:
    """Return the last day of all that is in force; `NO_END` where there is none."""
    return max((period.last or NO_END for period in validity.in_force), default=NO_END)
