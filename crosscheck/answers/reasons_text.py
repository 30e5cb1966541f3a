"""Why one requirement stands as it does: the grounds that come nearest, and what each lacks.

What is left out here (grounds farther off, doubts, the sources of what is only open) is
in `--explain`.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from crosscheck.answers.citing import cited_first
from crosscheck.answers.held_text import thing_held
from crosscheck.answers.labels import label, listed
from crosscheck.answers.page import Page, columns
from crosscheck.answers.sentences.messages import say, sentence
from crosscheck.deciding.decision import GroundFinding, Reason, RequirementFinding, Standing
from crosscheck.deciding.facts import Facts
from crosscheck.deciding.reasons import AmongSaid, EqualSaid, HeldSaid
from crosscheck.rulebook.ruleset import RuleSet

SIGNS: Final = {
    Standing.MET: ("✓", "good"),
    Standing.UNMET: ("✗", "bad"),
    Standing.UNSTATED: ("?", "open"),
    Standing.NOT_SETTLED: ("~", "open"),
}
"""The mark of each standing, and the role of that."""
_IN_FULL: Final = 3
"""Grounds of one requirement that are told with their conditions; the others by their titles."""
_COMMON: Final = frozenset({"ordinary-passport", "identity-card", "none"})
"""Documents that people hold, or what stands for none."""
_FAR_OFF: Final = frozenset({"crossing.from", "ending_stay.ground", "nationality", "nationalities"})
_TOLD_NOWHERE_ELSE: Final = frozenset({"port.long_transit"})
"""Facts of a port that no requirement of the port itself reads."""
_NEAR: Final = 2
"""Near misses that are told beside grounds that are still open."""


class ReasonLines:
    """Writes requirements on a page; what has been said once is not said again."""

    def __init__(self, page: Page, rules: RuleSet, facts: Facts) -> None:
        self._page, self._rules, self._facts = page, rules, facts
        self._below = 4 + page.mark_width + 2
        self._said: set[Hashable] = set()

    def add(self, requirement: RequirementFinding, *, told_elsewhere: frozenset[str] = frozenset()) -> None:
        """Write one requirement that concerns the traveller, or may.

        *told_elsewhere* names what no source settles and the page tells at another place.
        """
        standing = requirement.standing
        title = self._met_in_a_line(requirement) if standing is Standing.MET else requirement.title
        self._marked(title, 4, standing, right=requirement.id)
        if standing is Standing.MET:
            return
        grounds = [g for g in requirement.grounds if not told_elsewhere.issuperset(_open_facts(g))]
        if not grounds and not requirement.concerns:
            return
        gist = (
            _gist(requirement.concerns),
            *((ground.title if len(grounds) > 1 else "", _gist(ground.telling)) for ground in grounds),
        )
        if gist in self._said:
            self._page.add(say("requirement.as_above"), indent=self._below)
            return
        self._said.add(gist)
        if requirement.concerns:
            self._concerns(requirement.concerns)
        if standing is Standing.UNMET:
            self._unmet(grounds, requirement)
        else:
            self._open(grounds, requirement)

    def _marked(self, text: str, indent: int, standing: Standing, *, right: str = "") -> None:
        mark, role = SIGNS[standing]
        self._page.add(text, indent=indent, mark=mark, role=role, right=right)

    def _concerns(self, reasons: tuple[Reason, ...]) -> None:
        """Write on which facts it depends whether a requirement concerns the traveller at all."""
        facts = dict.fromkeys(label(name) for reason in reasons for name in reason.wanted)
        if facts:
            self._page.add(say("requirement.concerns", facts=listed([*facts], "and")), indent=self._below)
        self._together((reason for reason in reasons if not reason.wanted), self._below)

    def _met_in_a_line(self, requirement: RequirementFinding) -> str:
        """Return the ground that met *requirement* if it fits on one line with the id, else the title."""
        ground = next((g for g in requirement.grounds if g.name == requirement.met_by), None)
        if ground is None or ground.name == "needs":
            return requirement.title
        taken = 4 + self._page.mark_width + 2 + 2 + len(requirement.id)
        fits = columns(ground.title) + taken <= self._page.width
        return ground.title if fits else requirement.title

    def _unmet(self, grounds: list[GroundFinding], requirement: RequirementFinding) -> None:
        """Write the near misses, the nearest first, each with what is unmet and who says so."""
        nearest = sorted(grounds, key=lambda ground: (_is_for_few(ground), _distance(ground.telling)))
        in_full = [
            ground
            for place, ground in enumerate(nearest[:_IN_FULL])
            if place == 0 or not (_is_for_few(ground) or _lacks_the_same(ground, nearest[:place]))
        ]
        for ground in in_full:
            indent = self._below
            if len(grounds) > 1:
                self._page.add(ground.title, indent=indent, role="strong")
                indent += 2
            self._reasons(ground.telling, indent, requirement)
            self._sources(ground.sources or requirement.sources, indent)
        self._others("requirement.nor", [ground for ground in nearest if ground not in in_full])

    def _open(self, grounds: list[GroundFinding], requirement: RequirementFinding) -> None:
        """Write the grounds that may hold, and of the others those that the traveller seems to count on."""
        undecided = sorted((g for g in grounds if g.truth is None), key=_is_for_few)
        # What no source settles can help nobody on its own: it is offered to nobody who has another way.
        doubtful = [ground for ground in undecided if _is_unsettled(ground.telling)]
        maybe = [ground for ground in undecided if ground not in doubtful]
        if not maybe:
            maybe, doubtful = doubtful, []
        near = [ground for ground in grounds if ground.truth is False and _may_be_counted_on(ground)]
        if len(undecided) == 1 and not near:
            self._open_ground(maybe[0], requirement, self._below)
            return
        in_full = min(_IN_FULL, sum(not _is_for_few(ground) for ground in maybe) or 1)
        if in_full > 1:
            self._page.add(say("requirement.one_of"), indent=self._below)
        for ground in maybe[:in_full]:
            self._page.add(ground.title, indent=self._below, role="strong")
            self._open_ground(ground, requirement, self._below + 2)
        self._others("requirement.or", maybe[in_full:])
        self._others("requirement.not_settled", doubtful)
        for ground in near[:_NEAR]:
            self._page.add(ground.title, indent=self._below, role="strong")
            self._reasons(ground.telling, self._below + 2, requirement)

    def _open_ground(self, ground: GroundFinding, requirement: RequirementFinding, indent: int) -> None:
        """Write what one ground still needs in one paragraph, or what the sources leave open of it."""
        telling = ground.telling
        if ground.doubt and _is_unsettled(telling):
            self._marked(ground.doubt, indent, Standing.NOT_SETTLED)
            return
        self._together(telling, indent)
        if requirement.doubt and any(reason.unsettled for reason in telling):
            self._page.add(requirement.doubt, indent=indent)

    def _together(self, reasons: Iterable[Reason], indent: int) -> None:
        """Write open conditions as one paragraph for each standing."""
        by_standing: dict[Standing, list[str]] = {}
        for reason in reasons:
            by_standing.setdefault(reason.standing, []).append(sentence(reason))
        for standing, sentences in by_standing.items():
            text = " ".join(dict.fromkeys(sentences))
            if len(by_standing) == 1 and standing is Standing.UNSTATED:
                self._page.add(text, indent=indent)  # the requirement bears the mark
            else:
                self._marked(text, indent, standing)

    def _others(self, key: str, grounds: list[GroundFinding]) -> None:
        if grounds:
            titles = "; ".join(ground.title for ground in grounds)
            self._page.add(say(key, titles=titles), indent=self._below, hang=2)

    def _sources(self, sources: tuple[str, ...], indent: int) -> None:
        """Write who says so, unless it was said before."""
        text = cited_first(sources, self._rules)
        if text and text not in self._said:
            self._said.add(text)
            self._page.add(text, indent=indent + self._page.mark_width + 2, hang=2, role="faint")

    def _reasons(self, reasons: tuple[Reason, ...], indent: int, requirement: RequirementFinding) -> None:
        for reason in reasons:
            self._marked(sentence(reason), indent, reason.standing)
            for name, parts in _near_misses(reason):
                inner = indent + self._page.mark_width + 2
                self._page.add(self._inside(name, reason, requirement), indent=inner)
                self._reasons(parts, inner + 2, requirement)

    def _inside(self, name: str, reason: Reason, requirement: RequirementFinding) -> str:
        """Return what one thing held, or one branch, is called."""
        if isinstance(reason.said, HeldSaid):
            return thing_held(name, reason.said.state, self._facts)
        if reason.fact == "ending_stay":
            return self._ground_of_entry(requirement.id.partition(".")[0].upper(), name)
        return name.replace("-", " ")

    def _ground_of_entry(self, state: str, name: str) -> str:
        """Return the title of the ground of entry that a stay in *state* may have rested on."""
        rules = self._rules.states.get(state)
        entry = rules.requirements.get("entry", ()) if rules is not None else ()
        wanted = f"{state.lower()}.entry.permission"
        titles = {ground.name: ground.title for each in entry if each.id == wanted for ground in each.grounds}
        return titles.get(name, name.replace("-", " "))


def _near_misses(reason: Reason) -> list[tuple[str, tuple[Reason, ...]]]:
    """Return the things held, or the branches, that tell why *reason* stands as it does.

    Of things held all that stand as it does; of branches those that came closest, and
    none where each is for others, for a stay on another ground or for another crossing.
    """
    found = [
        (name, tuple(part for part in parts if part.standing is reason.standing))
        for name, parts in reason.within
    ]
    found = [(name, parts) for name, parts in found if parts]
    if reason.kind == "held":
        return found
    if reason.kind not in ("any_of", "all_of") or reason.standing is not Standing.UNMET:
        return []
    if reason.kind == "all_of":
        return found
    closest = min((_distance(parts) for _, parts in found), default=None)
    if closest is None or (closest[0] and reason.fact == "ending_stay"):
        return []
    return [(name, parts) for name, parts in found if _distance(parts) == closest]


def _distance(unmet: tuple[Reason, ...]) -> tuple[bool, int]:
    """Return how far a branch is from holding: what is for others, or for a stay on another ground, is far off."""
    return any(map(_is_far_off, unmet)), len(unmet)


def _is_far_off(reason: Reason) -> bool:
    if reason.kind == "any_of":
        return bool(reason.within) and all(any(map(_is_far_off, parts)) for _, parts in reason.within)
    return reason.fact in _FAR_OFF or _is_document_of_few(reason)


def _is_for_few(ground: GroundFinding) -> bool:
    """Return whether *ground* is far from what most people have.

    It is unsettled as such, for a document that few are issued, for a permit of which none
    is held, or for another purpose and for something else besides.
    """
    telling = ground.telling
    facts = [reason.fact for reason in telling]
    return (
        _is_unsettled(telling)
        or (ground.truth is False and len(facts) > 1 and "purpose" in facts)
        or "permit" in _none_held(ground)
        or any(map(_is_document_of_few, telling))
    )


def _is_document_of_few(reason: Reason) -> bool:
    """Return whether *reason* asks for a document that only few are issued."""
    said = reason.said
    if not isinstance(said, AmongSaid | EqualSaid) or said.fact != "document.type":
        return False
    return _COMMON.isdisjoint(said.needed or _COMMON)


def _none_held(ground: GroundFinding) -> set[str]:
    """Return the kinds of thing that *ground* lacks and of which none at all is held."""
    held = [reason.said for reason in ground.telling if isinstance(reason.said, HeldSaid)]
    return {said.fact for said in held if said.number == 0}


def _lacks_the_same(ground: GroundFinding, told: Iterable[GroundFinding]) -> bool:
    """Return whether *ground* fails for want of what one of *told* wants, too."""
    lacking = _none_held(ground)
    return any(lacking & _none_held(other) for other in told)


def _may_be_counted_on(ground: GroundFinding) -> bool:
    """Return whether a traveller may count on *ground*, which fails: on a thing held, or but for one condition."""
    telling = ground.telling
    if any(reason.kind == "held" and reason.within for reason in telling):
        return True
    fact = str(telling[0].fact)
    is_near = len(telling) == 1 and not _none_held(ground) and not _is_for_few(ground)
    return is_near and (fact in _TOLD_NOWHERE_ELSE or not fact.startswith(("port.", "crossing.")))


def _is_unsettled(reasons: Iterable[Reason]) -> bool:
    """Return whether it is the ground itself that no source settles, whatever else is open."""
    return any(reason.kind == "in_force" and reason.standing is Standing.NOT_SETTLED for reason in reasons)


def _open_facts(ground: GroundFinding) -> Iterator[str]:
    """Yield what leaves *ground* open: facts unstated, and what no source settles."""
    for reason in ground.reasons:
        yield from (*reason.wanted, *reason.unsettled)
    if ground.truth is not None:
        yield ""


def _gist(reasons: tuple[Reason, ...]) -> Hashable:
    return tuple((reason.standing, sentence(reason)) for reason in reasons)
