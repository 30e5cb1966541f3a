"""Every condition of a decision with its value, met or not (`--explain`)."""

from collections.abc import Iterator, Sequence
from typing import Final

from crosscheck.answers.citing import add_cited
from crosscheck.answers.labels import naming
from crosscheck.answers.page import Page
from crosscheck.answers.sentences.messages import say, sentence
from crosscheck.answers.standings import SIGNS
from crosscheck.deciding.decision import Reason, RequirementFinding
from crosscheck.rulebook.ruleset import RuleSet

_HOLDS: Final = {True: "explain.holds", False: "explain.fails", None: "explain.open"}


def add_requirement(page: Page, requirement: RequirementFinding, rules: RuleSet) -> None:
    """Write one requirement: each ground of it, and each condition as a row of a table."""
    with naming(rules.documents):
        outcome = say(f"explain.{requirement.outcome}")
        page.add(f"{requirement.title}: {outcome}", indent=4, right=requirement.id)
        if requirement.concerns:
            _add_rows(page, requirement.concerns)
        for ground in requirement.grounds:
            title = say("explain.needs") if ground.name == "needs" else ground.title
            page.add(f"{title}: {say(_HOLDS[ground.truth])}", indent=6)
            _add_rows(page, ground.reasons)
            if ground.doubt:
                page.add(ground.doubt, indent=8)
            if ground.fix and ground.truth is None:
                page.add(ground.fix, indent=8)
            add_cited(page, ground.sources, rules, 8)


def add_hinges(page: Page, hinges: Sequence[tuple[str, bool | None]]) -> None:
    """Write on which conditions the outcome hangs: with any one of them otherwise, it would be another."""
    page.gap()
    if not hinges:
        page.add(say("explain.no_hinge"), indent=4)
        return
    page.add(say("explain.hinges"), indent=4)
    for id_, holds in hinges:
        page.add(f"{id_}: {say(_HOLDS[holds])}", indent=6, mark="-")


def _add_rows(page: Page, reasons: tuple[Reason, ...]) -> None:
    rows = list(_rows(reasons))
    if not rows:
        return
    names = min(max(len(row[1]) for row in rows), 26)
    room = page.width - 8 - page.mark_width - names - 4
    page.table((), rows, (page.mark_width, names, room), indent=8)


def _rows(reasons: tuple[Reason, ...]) -> Iterator[tuple[str, str, str]]:
    for reason in reasons:
        if reason.kind == "both":  # each demand has a line of its own
            for _, parts in reason.within:
                yield from _rows(parts)
            continue
        _, _, *path = reason.id.split("/")
        name = ".".join(path)
        yield SIGNS[reason.standing][0], name, sentence(reason)
        for thing, parts in reason.within:
            yield "", "", f"{thing}:"
            yield from _rows(parts)
