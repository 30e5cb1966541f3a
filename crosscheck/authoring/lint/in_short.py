"""The short sentences of grounds: that those of permissions are there, are plain, and promise no more than the law."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from crosscheck.authoring.lines import conditions_of
from crosscheck.authoring.lint import finding
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.nodes import Condition
from crosscheck.language.trees import blocks
from crosscheck.language.vocabulary import ENDING_STAY
from crosscheck.rulebook.ruleset import Ground, Requirement, RuleSet

LONGEST: Final = 90
"""Characters that fit on the screen beside what it adds: the name of a list, and its last day."""
_PERMISSION: Final = "permission"
_SYNTAX: Final = re.compile(r"[{}\[\]`_<>=]|\.\.|\w\.\w|\w/\w")
_WORD: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_NUMBER: Final = re.compile(r"\d+")
_DAYS: Final = re.compile(r"(\d+)[ -]days?\b")


def find(rules: RuleSet) -> Iterator[Diagnostic]:
    """Look at every ground: one that settles a permission on some day has a short sentence."""
    ids = _ids(rules)
    for requirement in rules.requirements():
        for ground in requirement.grounds:
            if ground.in_short:
                name = f"`{_path(requirement, ground)}`"
                yield from _plain(ground, name, ground.in_short, ids)
                yield from _numbers(
                    (*requirement.concerns, *conditions_of(ground)), ground, name, ground.in_short
                )
            elif requirement.id.endswith(f".{_PERMISSION}") and _can_be_met(ground):
                message = f"`{_path(requirement, ground)}` has no short sentence, with which an answer that rests on it begins"
                hint = "add `in_short:`, such as `No visa is needed for up to 30 days`"
                yield from finding.at(ground.span, "CC427", message, hint)


def _path(requirement: Requirement, ground: Ground) -> str:
    return requirement.id if ground.name == "needs" else f"{requirement.id}/{ground.name}"


def _ids(rules: RuleSet) -> Collection[str]:
    """Return the words with a hyphen that are names of the rules, and none of plain English."""
    issued = (name for state in rules.states.values() for name in state.documents.types)
    return {*rules.groups, *rules.sources, *issued}


def _can_be_met(ground: Ground) -> bool:
    return bool(ground.validity.in_force) or not ground.validity.unsettled


def _plain(ground: Ground, name: str, said: str, ids: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what keeps *said* from a screen: its length, its full stop, words of the rule language."""
    wrong = []
    if len(said) > LONGEST:
        wrong.append((f"is {len(said)} characters long, and over {LONGEST} do not fit", "shorten it"))
    if said.endswith("."):
        wrong.append(("ends in a full stop, and the screen sets its own", "delete the full stop"))
    names = [word for word in _WORD.findall(said) if word in ids]
    if (syntax := _SYNTAX.search(said)) or names:
        sign = syntax[0] if syntax else names[0]
        wrong.append((f"holds `{sign}`, which is of the rule language", "say it in plain words"))
    for what, hint in wrong:
        yield from finding.at(ground.span, "CC428", f"the short sentence of {name} {what}", hint)


def _numbers(conditions: Iterable[Condition], ground: Ground, name: str, said: str) -> Iterator[Diagnostic]:
    """Yield a number in *said* that stands nowhere in the ground, or another length of stay than it grants."""
    allowance = ground.allowance
    granted = [] if allowance is None else [allowance.days, allowance.limit, allowance.span]
    known = {*map(str, granted), *_numbers_of(conditions)}
    strange = next((number for number in _NUMBER.findall(said) if number not in known), None)
    days = _DAYS.search(said)
    hint = "say what the ground grants and asks for"
    if strange is not None:
        message = f"the short sentence of {name} says {strange}, which stands nowhere in the ground"
        yield from finding.at(ground.span, "CC429", message, hint)
    elif (
        days and allowance is not None and isinstance(allowance.days, int) and int(days[1]) != allowance.days
    ):
        message = f"the short sentence of {name} first says {days[1]} days, and a stay is {allowance.days}"
        yield from finding.at(ground.span, "CC429", message, hint)


def _numbers_of(conditions: Iterable[Condition]) -> Iterator[str]:
    """Yield every number that an author wrote in *conditions*."""
    for condition in conditions:
        yield from _NUMBER.findall(condition.phrase)
        if condition.key == ENDING_STAY:
            continue  # what stands within it was written elsewhere, of the day of entry
        for block in blocks(condition.predicate):
            yield from _numbers_of(block.conditions)
