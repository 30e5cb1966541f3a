"""The first line: from where to where, and how far the answer goes: what was assumed, not asked, stated against the rules."""

from collections.abc import Iterator
from typing import Final

from crosscheck.answers.evidence_text import is_overdue
from crosscheck.answers.labels import day, label, shown
from crosscheck.answers.page import Page, columns
from crosscheck.answers.sentences.messages import counted, say
from crosscheck.answers.unsettled_text import port_name
from crosscheck.deciding.decision import Decision
from crosscheck.deciding.facts import EVERYWHERE, SIDES, Facts, Side
from crosscheck.language.spoken.sentences import state_name
from crosscheck.language.states import is_nationality
from crosscheck.language.vocabulary import DOCUMENT, THING_SLOT
from crosscheck.rulebook.ruleset import RuleSet

_DOCUMENT: Final = THING_SLOT[DOCUMENT.kind]


def add_heading(page: Page, decision: Decision, facts: Facts, rules: RuleSet) -> None:
    """Write the crossing, its limits in brackets, and who crosses where there is room for it."""
    text, who = _fitting(decision, facts, rules, page)
    page.add(text, role="strong", right=who)


def limits_below(decision: Decision, facts: Facts, rules: RuleSet, page: Page) -> str:
    """Return how far the answer goes, in full; nothing where the first line has room for all of it."""
    in_full = "; ".join(_limits(decision, facts, rules))
    return "" if f"({in_full})" in _fitting(decision, facts, rules, page)[0] else in_full


def one_side(decision: Decision) -> Side | None:
    """Return the side that alone was asked; None where both were."""
    sides = [side for side in SIDES if side in decision.asked]
    return sides[0] if len(sides) == 1 else None


def states(decision: Decision) -> dict[str, str]:
    """Return what the State that is left, and the one that is entered, are called."""
    found = {side: decision.question.state(side) for side in SIDES}
    return {
        side: say("heading.unknown") if state is None else state_name(state) for side, state in found.items()
    }


def assumed(decision: Decision, facts: Facts) -> Iterator[str]:
    """Yield what was assumed, each in a few words."""
    yield from taken_by_caller(decision, facts)
    for name in decision.assumed:
        if name not in facts.assumed:
            yield say(f"assumed.{name}")


def taken_by_caller(decision: Decision, facts: Facts) -> Iterator[str]:
    """Yield what whoever asked wanted to be taken as so, and nobody stated."""
    for name in decision.assumed:
        if name not in facts.assumed:
            continue
        of_document = name.removeprefix(f"{DOCUMENT.kind}.")
        if facts.documents and of_document != name:
            value = facts.documents[0][_DOCUMENT[of_document]]
            yield say("assumed.fact", fact=label(name), value=shown(value, name, joined="and"))
        elif name in facts.values:
            yield say("assumed.fact", fact=label(name), value=shown(facts.values[name], name, joined="and"))
        else:
            held = facts.documents if name == DOCUMENT.plural else facts.things[name]
            none = not held or held == {EVERYWHERE: ()}
            yield say("assumed.held.none" if none else "assumed.held", things=name)


def _fitting(decision: Decision, facts: Facts, rules: RuleSet, page: Page) -> tuple[str, str]:
    """Return the longest form that takes one line, and who crosses where that fits beside it; or else the shortest."""
    title, who = _title(decision, rules), _who(facts)
    limits = _limits(decision, facts, rules)
    short = limits
    if decision.assumed:
        short = [*limits[:-1], counted("heading.assumed.count", len(decision.assumed))]
    told = ["; ".join(limits), "; ".join(short), counted("heading.limits", len(limits))]
    if len(limits) > 1:
        told.insert(2, say("heading.limits.first", first=limits[0]))
    forms = [*(f"{title} ({each})" for each in told), title] if limits else [title]
    for text in forms:
        for right in (who, ""):
            room = page.width - (columns(page.plain(right)) + 2 if right else 0)
            if columns(page.plain(text)) <= room:
                return text, right
    return forms[-1], ""


def _title(decision: Decision, rules: RuleSet) -> str:
    question, side = decision.question, one_side(decision)
    words = {**states(decision), "date": day(question.day)}
    if decision.port is not None:
        key = f"heading.{side}.at_port" if side else "heading.at_port"
        return say(key, port=port_name(rules.ports[decision.port]), **words)
    return say(f"heading.{side or 'no_port'}", **words)


def _limits(decision: Decision, facts: Facts, rules: RuleSet) -> list[str]:
    """Return what was not asked, stated against the rules, or is to be looked at again, and last what was assumed."""
    limits = list(_not_asked(decision))
    if decision.stated_of_port:
        limits.append(say("heading.own_word"))
    if is_overdue(decision, rules):
        limits.append(say("heading.overdue"))
    if told := list(assumed(decision, facts)):
        limits.append(say("heading.assumed", parts=", ".join(told)))
    return limits


def _not_asked(decision: Decision) -> Iterator[str]:
    """Yield what of the whole crossing was not asked."""
    left = [each for each in SIDES if each not in decision.asked]
    if left and one_side(decision) is not None:
        key = "heading.not_asked.side_and_port" if decision.port is None else "heading.not_asked.side"
        yield say(key, state=states(decision)[left[0]])
    elif decision.port is None:
        yield say("heading.not_asked.port")


def _who(facts: Facts) -> str:
    nationality = facts.values.get("nationality")
    held = facts.documents or ()
    shown_by = {row[_DOCUMENT["nationality"]] for row in held} - {None}
    if nationality is None and len(shown_by) == 1:
        nationality = next(iter(shown_by))
    if nationality is not None and not is_nationality(nationality):
        return state_name(nationality)
    if nationality is not None:
        return say("heading.national", nationality=nationality)
    return say("heading.documents", count=len(held)) if len(held) > 1 else ""
