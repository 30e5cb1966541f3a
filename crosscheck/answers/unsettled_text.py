"""What no source settles: the evidence on each side, and where to cross instead."""

from collections.abc import Iterator

from crosscheck.answers.citing import add_evidence
from crosscheck.answers.labels import label, listed
from crosscheck.answers.page import Page
from crosscheck.answers.sentences.messages import say
from crosscheck.deciding.decision import Decision, RequirementFinding, Unsettled
from crosscheck.deciding.nearby import dated_on, working_ports
from crosscheck.deciding.parts import GAP
from crosscheck.language.spoken.sentences import name_of
from crosscheck.rulebook.ruleset import Port, RuleSet

OPENNESS = "port.open_to_travellers"
_MOST_NEAR = 2
_MOST_LISTS = 2


def add_unsettled(page: Page, decision: Decision, rules: RuleSet, *, everything: bool) -> None:
    """Write each thing that the decision hangs on and that no source settles.

    A list that ended is told with the ground that reads it, and not again.  Unless
    *everything* is wanted, what stands at the port is left out, lists are told together,
    and the evidence is left to `crosscheck port`.
    """
    told = _told_as_ended(decision)
    if not everything:
        told |= told_at_port(decision)
    items = [
        item
        for item in decision.unsettled
        if item.name not in told and (item.evidence or not _is_in_force(item.name))
    ]
    if not items:
        return
    page.gap()
    page.add(say("unsettled"), indent=2, role="strong")
    groups = [item.name for item in items if item.name in rules.groups]
    if len(groups) > 1 and not everything:
        titles = "; ".join(rules.groups[name].title for name in groups[:_MOST_LISTS])
        more = len(groups) - _MOST_LISTS
        key = "unsettled.groups.more" if more > 0 else "unsettled.groups"
        page.add(say(key, titles=titles, count=more), indent=4, mark="~", role="open")
        items = [item for item in items if item.name not in groups]
    for item in items:
        page.add(_about(item, decision, rules), indent=4, mark="~", role="open", right=item.name)
        if everything:
            add_evidence(page, item.evidence, rules, 7)
        if item.name.startswith("port.") and decision.port and not everything:
            page.add(say("unsettled.sources", port=decision.port), indent=7)
        if item.name == OPENNESS:
            _add_way_on(page, decision, rules)


def _told_as_ended(decision: Decision) -> frozenset[str]:
    """Return the lists of which a reason tells that they ended, when, and when they were last compared."""
    grounds = [ground for each in decision.requirements for ground in each.grounds]
    ended = [each for ground in grounds for each in ground.reasons if getattr(each.said, "ended", None)]
    return frozenset(name for reason in ended for name in reason.unsettled)


def told_at_port(decision: Decision) -> frozenset[str]:
    """Return what no source settles and `add_opening` tells, at the port."""
    of_port = [each for part in decision.places for each in part.requirements]
    return frozenset({OPENNESS}).intersection(name for each in of_port for name in open_names(each))


def open_names(requirement: RequirementFinding) -> Iterator[str]:
    """Yield what no source settles and *requirement* hangs on."""
    return (name for reason in requirement.open_reasons() for name in reason.unsettled)


def add_opening(page: Page, decision: Decision, rules: RuleSet) -> None:
    """Write loudly that no source settles whether travellers may cross at the port, and where else they may."""
    port = rules.ports[decision.port or ""]
    value = dated_on(port, OPENNESS, decision.question.day)
    doubt = value.doubt if value is not None and value.doubt else ""
    text = say("unsettled.opening", doubt=doubt)
    page.add(text, indent=6 + page.mark_width, role="strong")
    page.add(say("unsettled.sources", port=port.id), indent=6 + page.mark_width)
    _add_way_on(page, decision, rules)


def _add_way_on(page: Page, decision: Decision, rules: RuleSet) -> None:
    if near := near_names(rules, decision):
        page.add(say("unsettled.nearby", ports=near), indent=6 + page.mark_width)
    named = "" if decision.question.port else f"--port {decision.port} "
    page.add(say("unsettled.state", option=f"{named}--set {OPENNESS}=yes"), indent=6 + page.mark_width)


def _is_in_force(name: str) -> bool:
    """Return whether *name* is a requirement or ground, of which the reasons told already that it is open."""
    return name == "in_force" or (name_of(name) is None and "." in name and not name.endswith(GAP))


def _about(item: Unsettled, decision: Decision, rules: RuleSet) -> str:
    port = rules.ports.get(decision.port or "")
    if item.name == OPENNESS and port is not None:
        return say(f"unsettled.{OPENNESS}", port=port_name(port))
    if item.name.endswith(GAP):
        gap = item.name.removesuffix(GAP)
        found = [each.title for each in decision.requirements if each.id == gap]
        return say("unsettled.gap", title=found[0] if found else gap)
    if name_of(item.name) is not None:
        return say("unsettled.fact", fact=label(item.name))
    if item.name in rules.groups:
        return say("unsettled.group", title=rules.groups[item.name].title)
    return say("unsettled.other", name=item.name)


def near_names(
    rules: RuleSet, decision: Decision, word: str = "and", *, mode: str | None = None
) -> str | None:
    """Return the names of the nearest ports where travellers may cross on that day; None where there is none."""
    at = rules.ports.get(decision.port or "")
    near = [] if at is None else working_ports(rules, at, decision.question.day, mode=mode)
    names = [
        port_name(port) + (f" / {other}" if (other := port.names.get("other-side-en")) else "")
        for port in near[:_MOST_NEAR]
    ]
    return listed(names, word) if near else None


def port_name(port: Port) -> str:
    """Return the usual name of *port* in Latin letters, its id if it has none."""
    return port.names.get("en", port.id)
