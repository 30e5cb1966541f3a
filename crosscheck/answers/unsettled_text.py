"""What no source settles: the evidence on each side, and where to cross instead."""

from collections.abc import Iterator

from crosscheck.answers.citing import add_evidence
from crosscheck.answers.labels import label, listed
from crosscheck.answers.page import Page
from crosscheck.answers.sentences.messages import say
from crosscheck.deciding.decision import Decision, RequirementFinding, Unsettled
from crosscheck.deciding.nearby import working_ports
from crosscheck.deciding.parts import GAP
from crosscheck.language.spoken.sentences import name_of
from crosscheck.rulebook.ruleset import Port, RuleSet

OPENNESS = "port.open_to_travellers"
_MOST_NEAR = 2


def add_unsettled(page: Page, decision: Decision, rules: RuleSet) -> None:
    """Write each thing that the decision hangs on and that no source settles, with the evidence on each side.

    A list that ended is told with the ground that reads it, and not again.
    """
    told = _told_as_ended(decision)
    items = [
        item
        for item in decision.unsettled
        if item.name not in told and (item.evidence or not _is_in_force(item.name))
    ]
    if not items:
        return
    page.gap()
    page.add(say("unsettled"), indent=2, role="strong")
    for item in items:
        page.add(about(item, decision, rules), indent=4, mark="~", role="open", right=item.name)
        add_evidence(page, item.evidence, rules, 7)
        if item.name == OPENNESS:
            if near := near_names(rules, decision):
                page.add(say("unsettled.nearby", ports=near), indent=6 + page.mark_width)
            named = "" if decision.question.port else f"--port {decision.port} "
            page.add(
                say("unsettled.state", option=f"{named}--set {OPENNESS}=yes"), indent=6 + page.mark_width
            )


def _told_as_ended(decision: Decision) -> frozenset[str]:
    """Return the lists of which a reason tells that they ended, when, and when they were last compared."""
    grounds = [ground for each in decision.requirements for ground in each.grounds]
    ended = [each for ground in grounds for each in ground.reasons if getattr(each.said, "ended", None)]
    return frozenset(name for reason in ended for name in reason.unsettled)


def open_names(requirement: RequirementFinding) -> Iterator[str]:
    """Yield what no source settles and *requirement* hangs on."""
    return (name for reason in requirement.open_reasons() for name in reason.unsettled)


def _is_in_force(name: str) -> bool:
    """Return whether *name* is a requirement or ground, of which the reasons told already that it is open."""
    return name == "in_force" or (name_of(name) is None and "." in name and not name.endswith(GAP))


def about(item: Unsettled, decision: Decision, rules: RuleSet) -> str:
    """Return what it is that no source settles."""
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
    asked = rules.ports.get(decision.port or "")
    near = [] if asked is None else working_ports(rules, asked, decision.question.day, mode=mode)
    names = [
        port_name(port) + (f" / {other}" if (other := port.names.get("other-side-en")) else "")
        for port in near[:_MOST_NEAR]
    ]
    return listed(names, word) if near else None


def port_name(port: Port) -> str:
    """Return the usual name of *port* in Latin letters, its id if it has none."""
    return port.names.get("en", port.id)
