"""What no source settles: the evidence on each side, and where to cross instead."""

from crosscheck.decision import Decision, Unsettled
from crosscheck.facts import Question
from crosscheck.nearby import working_ports
from crosscheck.render.citing import cited
from crosscheck.render.labels import LABELS, label, listed
from crosscheck.render.messages import say
from crosscheck.render.page import Page
from crosscheck.rulebook import Port, RuleSet

OPENNESS = "port.open_to_travellers"
_MOST_NEAR = 3


def add_unsettled(page: Page, decision: Decision, rules: RuleSet, *, everything: bool) -> None:
    """Write each thing that the decision hangs on and that no source settles."""
    items = [item for item in decision.unsettled if item.evidence or not _is_in_force(item.name)]
    if not items:
        return
    page.gap()
    page.add(say("unsettled"), indent=2, role="strong")
    for item in items:
        page.add(_about(item, decision, rules), indent=4, mark="~", role="open", right=item.name)
        for says, source in item.evidence:
            page.add(says, indent=7, mark="-")
            if everything:
                page.add(cited((source,), rules), indent=7 + page.mark_width + 2, hang=2, role="faint")
        if item.name.startswith("port.") and decision.question.port and not everything:
            page.add(say("unsettled.sources", port=decision.question.port), indent=7)
        if item.name == OPENNESS:
            if near := near_names(rules, decision.question):
                page.add(say("unsettled.nearby", ports=near), indent=7)
            page.add(say("unsettled.state", option=f"--set {OPENNESS}=yes"), indent=7)


def _is_in_force(name: str) -> bool:
    """Return whether *name* is a requirement or ground, of which the reasons told already that it is open."""
    return name == "in_force" or (name not in LABELS and "." in name)


def _about(item: Unsettled, decision: Decision, rules: RuleSet) -> str:
    port = rules.ports.get(decision.question.port or "")
    if item.name == OPENNESS and port is not None:
        return say(f"unsettled.{OPENNESS}", port=port_name(port))
    if item.name in LABELS:
        return say("unsettled.fact", fact=label(item.name))
    if item.name in rules.groups:
        return say("unsettled.group", title=rules.groups[item.name].title)
    return say("unsettled.other", name=item.name)


def near_names(
    rules: RuleSet, question: Question, word: str = "and", *, mode: str | None = None
) -> str | None:
    """Return the names of the nearest ports where travellers may cross on that day; None where there is none."""
    asked = rules.ports.get(question.port or "")
    near = [] if asked is None else working_ports(rules, asked, question.day, mode=mode)
    return listed([both_sides(port) for port in near[:_MOST_NEAR]], word) if near else None


def both_sides(port: Port) -> str:
    """Return the usual name of *port* on either side of the border."""
    other = port.names.get("other-side-en")
    return port_name(port) if other is None else f"{port_name(port)} / {other}"


def port_name(port: Port) -> str:
    """Return the usual name of *port* in Latin letters, its id if it has none."""
    return port.names.get("en", port.id)
