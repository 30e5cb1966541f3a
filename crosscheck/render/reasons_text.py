"""Why one requirement stands as it does, line by line: grounds, conditions, sources."""

from typing import Final

from crosscheck.decision import GroundFinding, Outcome, Reason, RequirementFinding, Standing
from crosscheck.render.citing import cited
from crosscheck.render.labels import label
from crosscheck.render.messages import say, sentence
from crosscheck.render.page import Page
from crosscheck.rulebook import RuleSet

MARKS: Final = {Standing.MET: "✓", Standing.UNMET: "✗", Standing.UNSTATED: "?", Standing.NOT_SETTLED: "~"}
ROLES: Final = {
    Standing.MET: "good",
    Standing.UNMET: "bad",
    Standing.UNSTATED: "open",
    Standing.NOT_SETTLED: "open",
}


def standing_of(requirement: RequirementFinding) -> Standing:
    """Return how a requirement stands as a whole: not settled only where no fact could help."""
    if requirement.outcome is Outcome.NOT_MET:
        return Standing.UNMET
    if requirement.outcome is not Outcome.UNDETERMINED:
        return Standing.MET
    reasons = [
        *requirement.concerns,
        *(reason for ground in requirement.grounds if ground.truth is None for reason in ground.reasons),
    ]
    unsettled = any(reason.unsettled for reason in reasons)
    return Standing.NOT_SETTLED if unsettled and not any(reason.wanted for reason in reasons) else Standing.UNSTATED


class ReasonLines:
    """Writes requirements on a page; what has been said once is not said again."""

    def __init__(self, page: Page, rules: RuleSet) -> None:
        self._page, self._rules = page, rules
        self._said: set[object] = set()

    def add(self, requirement: RequirementFinding) -> None:
        """Write one requirement that concerns the traveller, or may."""
        standing = standing_of(requirement)
        mark, role = MARKS[standing], ROLES[standing]
        ground = next((g for g in requirement.grounds if g.name == requirement.met_by), None)
        named = ground is not None and ground.name != "needs"
        title = ground.title if ground is not None and named else requirement.title
        self._page.add(title, indent=4, mark=mark, role=role, right=requirement.id)
        if standing is Standing.MET:
            return
        grounds = [(ground, _worth_saying(ground)) for ground in requirement.grounds]
        said = tuple((ground.title if len(grounds) > 1 else "", reasons) for ground, reasons in grounds)
        key = (requirement.concerns, tuple((title, tuple(map(_gist, reasons))) for title, reasons in said))
        if key in self._said:
            self._line(say("requirement.as_above"), 7)
            return
        self._said.add(key)
        if requirement.concerns:
            self._line(say("requirement.concerns"), 7)
            self._reasons(requirement.concerns, 7)
        if len(grounds) == 1:
            self._ground(*grounds[0], 7, requirement)
        else:
            if standing is not Standing.UNMET:
                self._line(say("requirement.one_of"), 7)
            for ground, reasons in grounds:
                self._page.add(ground.title, indent=7, role="strong")
                self._ground(ground, reasons, 9, requirement)
        if requirement.doubt:
            self._line(requirement.doubt, 7)

    def _ground(
        self, ground: GroundFinding, reasons: tuple[Reason, ...], indent: int, requirement: RequirementFinding
    ) -> None:
        self._reasons(reasons, indent)
        if ground.doubt and ground.doubt != requirement.doubt and ground.truth is None:
            self._line(ground.doubt, indent)
        sources = cited(ground.sources or requirement.sources, self._rules)
        if sources and sources not in self._said:
            self._said.add(sources)
            self._page.add(sources, indent=indent + self._page.mark_width + 2, hang=2, role="faint")

    def _reasons(self, reasons: tuple[Reason, ...], indent: int) -> None:
        for reason in reasons:
            self._page.add(
                sentence(reason), indent=indent, mark=MARKS[reason.standing], role=ROLES[reason.standing]
            )
            inner = indent + self._page.mark_width + 2
            if reason.message == "held" and not reason.within and reason.params.get("needed"):
                self._page.add(needed_of(reason), indent=inner, hang=2)
            for name, parts in reason.within:
                shown = tuple(part for part in parts if part.standing is reason.standing) or parts
                telling = tuple(part for part in shown if part.standing is not Standing.MET)
                if telling and reason.message == "held":
                    self._page.add(name, indent=inner)
                    self._reasons(telling, inner + 2)

    def _line(self, text: str, indent: int) -> None:
        self._page.add(text, indent=indent)


def needed_of(reason: Reason) -> str:
    """Return what is needed of a thing held, as the rule words it."""
    return say(
        "held.needed",
        needed="; ".join(
            f"{label(part['fact']).removeprefix('the ')}: {part['phrase']}" if part["phrase"] else label(part["fact"])
            for part in reason.params["needed"]
        ),
    )


def _gist(reason: Reason) -> tuple[Standing, str]:
    return reason.standing, sentence(reason)


def _worth_saying(ground: GroundFinding) -> tuple[Reason, ...]:
    """Return the conditions that decide: the unmet ones of a near miss, the open ones of an open ground."""
    if ground.truth is False:
        return tuple(reason for reason in ground.reasons if reason.standing is Standing.UNMET)
    return tuple(
        reason for reason in ground.reasons if reason.standing in (Standing.UNSTATED, Standing.NOT_SETTLED)
    )
