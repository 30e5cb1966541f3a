"""Border ports as people read them: a table of all, and one with everything that is known of it."""

from collections.abc import Iterable
from typing import Final

from crosscheck.answers.citing import add_cited, add_evidence, cited
from crosscheck.answers.labels import day, label, listed, shown
from crosscheck.answers.page import Page, columns
from crosscheck.answers.unsettled_text import OPENNESS, port_name
from crosscheck.deciding.nearby import dated_on, nearest_ports
from crosscheck.language.dates import MONTHS
from crosscheck.language.nodes import Period
from crosscheck.language.spoken.sentences import state_name
from crosscheck.rulebook.ruleset import (
    Closing,
    Coverage,
    DatedValue,
    Days,
    Location,
    Notice,
    Port,
    PortDetail,
    RuleSet,
)

_EVER: Final = (Period(None, None),)
_MOST_NEAR: Final = 3
_STATUS: Final = {
    "confirmed": ("✓", "good", "confirmed"),
    "contradicted": ("✗", "bad", "contradicted"),
    "not-found": ("?", "open", "not found in any source"),
    "stated": ("-", "", "said by one source"),
}
"""How far a detail was confirmed: its mark, the role of that, and what it says."""
_SCRIPTS: Final = {"en": "English", "zh": "Chinese", "kk": "Kazakh", "ru": "Russian", "locode": "UN/LOCODE"}


def ports_text(rules: RuleSet, on: int, page: Page) -> str:
    """Return every port that the rules know, and whether travellers may cross there on the day *on*."""
    rows = [
        (port.id, f"{port.home} / {port.neighbour}", openness(port, on), _names(port))
        for port in sorted(rules.ports.values(), key=lambda port: port.id)
    ]
    ids = max((len(row[0]) for row in rows), default=2)
    room = page.width - max(ids, 4) - 9 - 12 - 6
    page.table(("port", "between", "travellers", "names"), rows, (max(ids, 4), 9, 12, room))
    page.gap()
    page.add(f"Travellers: as of {day(on)}. `crosscheck port ID` tells all that is known of one.")
    return page.text()


def openness(port: Port, on: int) -> str:
    """Return whether travellers may cross at *port* on a day, in a word or two."""
    value = dated_on(port, OPENNESS, on)
    if value is None or not value.settled:
        return "not settled"
    return "yes" if value.value else "no"


def port_text(port: Port, rules: RuleSet, page: Page) -> str:
    """Return everything that is known of *port*: each fact with its dates, its evidence and its sources."""
    add_port(port, rules, page)
    return page.text()


def add_port(port: Port, rules: RuleSet, page: Page) -> None:
    """Write everything that is known of *port*."""
    home, neighbour = map(state_name, (port.home, port.neighbour))
    page.add(port.title or port_name(port), role="strong", right=port.id)
    page.add(f"Home State {home}, neighbour {neighbour}: outbound is {home} → {neighbour}.")
    for script, name in port.names.items():
        page.add(f"{_script(script)}: {name}", indent=2)
    if port.location is not None:
        _add_location(page, port.location, rules)
    _add_coverage(page, port.covered)
    page.gap()
    page.add("Facts that rules read", role="strong")
    for name, values in port.facts.items():
        for value in values:
            _add_fact(page, name, value, rules)
    if port.closings is not None:
        page.gap()
        page.add("Days on which it is closed", role="strong")
        for closing in port.closings:
            _add_closing(page, closing, rules)
    if port.details:
        page.gap()
        page.add("What else is said of it", role="strong")
        for detail in port.details:
            _add_detail(page, detail, rules)
        marks = ", ".join(f"{page.plain(mark)} {words}" for mark, _, words in _STATUS.values())
        page.add(f"({marks})", indent=2, role="faint")
    page.gap()
    for requirement in port.requirements:
        page.add(f"Requirement: {requirement.title}", indent=2, right=requirement.id)
    for notice in port.notices:
        page.add(_dated(notice), indent=2, mark="!", role="open", right=notice.id)
    near = nearest_ports(rules, port)[:_MOST_NEAR]
    if near:
        page.add(f"Ports nearest: {listed([f'{port_name(p)} ({p.id})' for p in near], 'and')}.", indent=2)
    page.add(f"Sources: {cited(port.sources, rules)}", indent=2, hang=2, role="faint")


def _add_location(page: Page, location: Location, rules: RuleSet) -> None:
    north, east = (f"{abs(part) / 10_000:g}°" for part in (location.latitude, location.longitude))
    sides = "N" if location.latitude >= 0 else "S", "E" if location.longitude >= 0 else "W"
    note = f" {location.note}" if location.note else ""
    page.add(
        f"Lies at {north} {sides[0]}, {east} {sides[1]}, give or take {location.within} km.{note}", indent=2
    )
    add_cited(page, location.sources, rules, 4)


def _add_coverage(page: Page, covered: Iterable[Coverage]) -> None:
    for part in covered:
        who = (
            "everybody"
            if part.nationalities is None
            else f"nationals of {listed(sorted(part.nationalities), 'and')}"
        )
        types = f", on {listed(sorted(part.document_types))}" if part.document_types is not None else ""
        page.add(f"Covered {_period(part.period)}, for {who}{types}.", indent=2)


def _add_fact(page: Page, name: str, value: DatedValue, rules: RuleSet) -> None:
    title = label(name).removeprefix("the ")
    if value.of:
        title = f"{title}, {shown(value.of, name)}"
    stands = shown(value.value, name) if value.settled else "not settled"
    text = f"{title}: {stands}, {_period(value.period)}"
    _add_dated(page, text, value, rules, settled=value.settled, right=name)


def _add_closing(page: Page, closing: Closing, rules: RuleSet) -> None:
    names = (
        listed([days.title for days in closing.days], "and") if closing.days else "none: it works every day"
    )
    dated = [f"{days.title}: {on}" for days in closing.days if (on := _days(days))]
    validity = closing.validity
    for period in validity.in_force or (() if validity.unsettled else _EVER):
        since = () if period == _EVER[0] else (_period(period),)
        text = ", ".join(("on these days" if dated else names, *since))
        _add_dated(page, text, closing, rules, settled=True, items=dated)
    for period in validity.unsettled:
        _add_dated(page, f"{names}: not settled, {_period(period)}", closing, rules, settled=False)


def _add_dated(
    page: Page,
    text: str,
    value: DatedValue | Closing,
    rules: RuleSet,
    *,
    settled: bool,
    right: str = "",
    items: Iterable[str] = (),
) -> None:
    """Write how something stands over a period, and who says so, or what speaks on each side."""
    mark, role = ("✓", "good") if settled else ("~", "open")
    page.add(text, indent=2, mark=mark, role=role, right=right)
    if value.doubt:
        page.add(value.doubt, indent=3 + page.mark_width)
    for each in items:
        page.add(each, indent=5, mark="-")
    if settled:
        add_cited(page, value.sources, rules, 5 + page.mark_width)
    else:
        add_evidence(page, value.evidence, rules, 5)


def _days(days: Days) -> str:
    """Return the dates of *days*, as far as they are known; nothing of a day of the week."""
    by_month: dict[int, list[str]] = {}
    for month, number in sorted(days.annual):
        by_month.setdefault(month, []).append(str(number))
    dates = [f"{listed(numbers, 'and')} {MONTHS[month - 1]}" for month, numbers in by_month.items()]
    dates += [
        day(each.start) if each.first == each.last else _period(each)
        for each in sorted(days.dated, key=lambda each: each.start)
    ]
    return listed(dates, "and") if dates else ""


def _dated(notice: Notice) -> str:
    """Return the text of *notice*, after the periods in which it is told, if it is not always."""
    periods = listed([_period(period) for period in notice.validity.in_force], "and")
    return f"{periods[:1].upper()}{periods[1:]}: {notice.text}" if notice.validity.in_force else notice.text


def _add_detail(page: Page, detail: PortDetail, rules: RuleSet) -> None:
    mark, role, _ = _STATUS[detail.status]
    name = detail.name.replace("-", " ").replace("_", " ")
    page.add(f"{name}: {detail.text}", indent=2, mark=mark, role=role)
    below = 4 + page.mark_width
    if detail.note:
        page.add(detail.note, indent=below)
    if detail.sources:
        add_cited(page, detail.sources, rules, below)


def _names(port: Port) -> str:
    """Return the names in scripts people would search by; wide ones at the end, where no column follows."""
    names = dict.fromkeys(name for script, name in port.names.items() if script != "locode")
    return ", ".join(sorted(names, key=lambda name: columns(name) - len(name)))


def _script(key: str) -> str:
    """Return what kind of name stands under *key*: `zh`, `other-side-kk`."""
    side, _, script = key.rpartition("-")
    words = _SCRIPTS.get(script, script)
    return f"{side.replace('-', ' ').capitalize()}, {words}" if side else words


def _period(period: Period) -> str:
    first, last = day(period.start), day(period.end)
    match period.first, period.last:
        case None, None:
            return "at all times"
        case _, None:
            return f"since {first}"
        case None, _:
            return f"until {last}"
    return f"{first} to {last}"
