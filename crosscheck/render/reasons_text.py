"""Why one requirement stands as it does, line by line: grounds, conditions, sources."""

from collections.abc import Hashable
from typing import Final

from crosscheck.decision import GroundFinding, Outcome, Reason, RequirementFinding, Standing
from crosscheck.render.citing import cited_first
from crosscheck.render.labels import in_words, label
from crosscheck.render.messages import say, sentence
from crosscheck.render.page import Page, columns
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
    wanted = any(reason.wanted for reason in reasons)
    return Standing.NOT_SETTLED if unsettled and not wanted else Standing.UNSTATED


class ReasonLines:
    """Writes requirements on a page; what has been said once is not said again."""

    def __init__(self, page: Page, rules: RuleSet) -> None:
        self._page, self._rules = page, rules
        self._said: set[Hashable] = set()

    def add(self, requirement: RequirementFinding) -> None:
        """Write one requirement that concerns the traveller, or may."""
        standing = standing_of(requirement)
        title = self._met_in_a_line(requirement) if standing is Standing.MET else requirement.title
        self._page.add(title, indent=4, mark=MARKS[standing], role=ROLES[standing], right=requirement.id)
        if standing is Standing.MET:
            return
        grounds = [(ground, _telling(ground)) for ground in requirement.grounds]
        gist = (
            _gist(requirement.concerns),
            *((ground.title if len(grounds) > 1 else "", _gist(reasons)) for ground, reasons in grounds),
        )
        if gist in self._said:
            self._page.add(say("requirement.as_above"), indent=7)
            return
        self._said.add(gist)
        if requirement.concerns:
            self._page.add(say("requirement.concerns"), indent=7)
            self._reasons(requirement.concerns, 7)
        if len(grounds) == 1:
            self._reasons(grounds[0][1], 7)
            self._authority(grounds[0][0], requirement, 7)
        elif grounds:
            self._choice(grounds, requirement)
        if requirement.doubt:
            self._page.add(requirement.doubt, indent=7)

    def _met_in_a_line(self, requirement: RequirementFinding) -> str:
        """Return the ground that met *requirement* if it fits on one line with the id, else the title."""
        ground = next((g for g in requirement.grounds if g.name == requirement.met_by), None)
        if ground is None or ground.name == "needs":
            return requirement.title
        taken = 4 + self._page.mark_width + 2 + 2 + len(requirement.id)
        fits = columns(ground.title) + taken <= self._page.width
        return ground.title if fits else requirement.title

    def _choice(
        self, grounds: list[tuple[GroundFinding, tuple[Reason, ...]]], requirement: RequirementFinding
    ) -> None:
        """Write several grounds of which one is enough; a near miss beside an open one takes few lines."""
        is_open = requirement.outcome is Outcome.UNDETERMINED
        if is_open:
            self._page.add(say("requirement.one_of"), indent=7)
        for ground, reasons in grounds:
            self._page.add(ground.title, indent=7, role="strong")
            brief = is_open and ground.truth is False
            self._reasons(reasons[:1] if brief else reasons, 9)
            if not brief:
                self._authority(ground, requirement, 9)

    def _authority(self, ground: GroundFinding, requirement: RequirementFinding, indent: int) -> None:
        """Write what the sources leave open, and who says so, unless it was said before."""
        below = indent + self._page.mark_width + 2
        if ground.doubt and ground.doubt != requirement.doubt and ground.truth is None:
            self._page.add(ground.doubt, indent=below)
        sources = cited_first(ground.sources or requirement.sources, self._rules)
        if sources and sources not in self._said:
            self._said.add(sources)
            self._page.add(sources, indent=below, hang=2, role="faint")

    def _reasons(self, reasons: tuple[Reason, ...], indent: int) -> None:
        for reason in reasons:
            mark, role = MARKS[reason.standing], ROLES[reason.standing]
            self._page.add(sentence(reason), indent=indent, mark=mark, role=role)
            for name, parts in _near_misses(reason):
                inner = indent + self._page.mark_width + 2
                self._page.add(name.replace("-", " "), indent=inner)
                self._reasons(parts, inner + 2)


def _near_misses(reason: Reason) -> list[tuple[str, tuple[Reason, ...]]]:
    """Return the things held, or the branches, that tell why *reason* stands as it does.

    Of things held all that stand as it does; of branches those that came closest.
    """
    found = [
        (name, tuple(part for part in parts if part.standing is reason.standing))
        for name, parts in reason.within
    ]
    found = [(name, parts) for name, parts in found if parts]
    if reason.message == "held":
        return found
    if reason.message not in ("any_of", "all_of") or reason.standing is not Standing.UNMET:
        return []
    if reason.message == "all_of":
        return found
    closest = min((_distance(parts) for _, parts in found), default=None)
    return [(name, parts) for name, parts in found if _distance(parts) == closest]


def _distance(unmet: tuple[Reason, ...]) -> tuple[bool, int]:
    """Return how far a branch is from holding: one for a stay on another ground is out of the question."""
    return any(reason.params.get("fact") == "ending_stay.ground" for reason in unmet), len(unmet)


def needed_of(reason: Reason) -> str:
    """Return what is needed of a thing held, as the rule words it."""
    needed = [
        f"{label(part['fact']).removeprefix('the ')}: {in_words(part['phrase'])}"
        for part in reason.params["needed"]
    ]
    return say("held.needed", needed="; ".join(needed))


def _gist(reasons: tuple[Reason, ...]) -> Hashable:
    return tuple((reason.standing, sentence(reason)) for reason in reasons)


def _telling(ground: GroundFinding) -> tuple[Reason, ...]:
    """Return the conditions that decide: the unmet ones of a near miss, the open ones of an open ground."""
    decisive = (Standing.UNMET,) if ground.truth is False else (Standing.UNSTATED, Standing.NOT_SETTLED)
    return tuple(reason for reason in ground.reasons if reason.standing in decisive)
