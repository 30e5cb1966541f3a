"""What was expected of a case or journey against what came, condition by condition."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from crosscheck.compiler.cases.case import Expected, ExpectedCrossing
from crosscheck.deciding.decision import Decision, Outcome, Reason, RequirementFinding, Standing
from crosscheck.deciding.facts import Facts
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.language.vocabulary import THING_SLOT

_OPEN: Final = (Standing.UNSTATED, Standing.NOT_SETTLED)
_LABEL: Final = THING_SLOT["document"]["label"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came otherwise than expected.

    *what* is `outcome`, `verdict`, `ground`, `condition`, `membership`, `plan`, `coverage`
    or `profile`; *of* says which (a requirement, a part, a path).  Of a condition one of
    *expected* and *actual* is None: it was expected and did not come, or the reverse.
    """

    what: str
    of: str
    expected: str | None
    actual: str | None


def unlike(expected: Expected, found: RequirementFinding) -> Iterator[Difference]:
    """Yield how a requirement came otherwise than a case expects."""
    if found.outcome is not expected.outcome:
        yield Difference("outcome", found.id, expected.outcome, found.outcome)
    elif expected.ground is not None and found.met_by != expected.ground:
        yield Difference("ground", found.id, expected.ground, found.met_by)
    if expected.conditions:
        actual = open_or_unmet(found, unmet=expected.outcome is Outcome.NOT_MET)
        yield from _conditions(expected.conditions, actual, unexpected(expected, actual), _stands_for)


def _conditions(
    items: Iterable[str],
    actual: Collection[str],
    beyond: Iterable[str],
    covers: Callable[[str, str], bool],
) -> Iterator[Difference]:
    """Give each of *items* that covers none of the *actual* conditions, and each of those that are *beyond* them."""
    for item in items:
        if not any(covers(item, path) for path in actual):
            yield Difference("condition", item, item, None)
    for path in beyond:
        yield Difference("condition", path, None, path)


def unexpected(expected: Expected, actual: Iterable[str]) -> Iterator[str]:
    """Yield each condition among the *actual* ones that a case rules out by those it names."""
    for path in actual:
        named = any(_stands_for(item, path) for item in expected.conditions)
        if not named and is_exact_for(expected, path.partition("/")[0]):
            yield path


def is_exact_for(expected: Expected, ground: str) -> bool:
    """Whether a case names all that is unmet, or open, in *ground*."""
    return any(item.partition("/")[0] == ground or "/" not in item for item in expected.conditions)


def _stands_for(item: str, path: str) -> bool:
    """Whether *item* names *path*, something above it, or (as a bare fact) that fact in any ground."""
    if "/" not in item:  # whether the requirement itself is in force stands in no ground
        path = path.partition("/")[2] or path
    return _is_within(item, path)


def _is_within(item: str, path: str) -> bool:
    return path == item or path.startswith(f"{item}/")


def open_or_unmet(found: RequirementFinding, *, unmet: bool) -> tuple[str, ...]:
    """Return the path below the requirement of every condition that is unmet, or else open.

    Of grounds that are certainly not met, what is open in them matters to nobody.
    """
    told = [ground.reasons for ground in found.grounds if unmet or ground.truth is None]
    told += [] if unmet else [found.concerns]
    wanted = (Standing.UNMET,) if unmet else _OPEN
    paths = (path for reasons in told for reason in reasons for path in _leaves(reason, wanted))
    return tuple(dict.fromkeys(path.removeprefix(f"{found.id}/") for path in paths))


def _leaves(reason: Reason, wanted: tuple[Standing, ...]) -> Iterable[str]:
    if reason.standing not in wanted:
        return
    below = [path for _, inner in reason.within for each in inner for path in _leaves(each, wanted)]
    yield from below or [reason.id]


def refused(expected: ExpectedCrossing, problem: ProfileError) -> Iterable[Difference]:
    """Return how a journey that could not be read differs from what was expected of it."""
    fits = [
        (path, what)
        for path, what in problem.problems
        if path == expected.problem and (expected.did_you_mean is None or expected.did_you_mean in what)
    ]
    if len(fits) != 1 or len(problem.problems) != 1:
        offered = f"{expected.problem}: {expected.did_you_mean or ''}" if expected.problem else None
        for path, what in problem.problems:
            yield Difference("profile", path, offered, f"{path}: {what}")


def compare(expected: ExpectedCrossing, decision: Decision, facts: Facts) -> Iterable[Difference]:
    """Yield how the answer to a journey differs from what was expected."""
    if expected.not_covered or expected.problem:
        problem = f"problem: {expected.problem}"
        wanted = f"not covered: {expected.not_covered}" if expected.not_covered else problem
        yield Difference("verdict", "crossing", wanted, decision.verdict)
        return
    verdicts = {"crossing": decision.verdict, **{part.part: part.verdict for part in decision.parts}}
    for name, verdict in {"crossing": expected.verdict, **expected.parts}.items():
        if verdict is not None and verdicts.get(name) is not verdict:
            yield Difference("verdict", name, verdict, verdicts.get(name))
    found = {each.id: each for part in decision.parts for each in part.requirements}
    for id_, ground in expected.met.items():
        came = found[id_].met_by or found[id_].outcome if id_ in found else None
        if came != ground:
            yield Difference("ground", id_, ground, came)
    yield from _lists(expected, found)
    for name, label in expected.plan.items():
        index = decision.plan.exit_document if name == "exit" else decision.plan.entry_document
        shown = facts.documents[index][_LABEL] if facts.documents and index is not None else None
        if str(shown).casefold() != label.casefold():
            yield Difference("plan", name, label, shown)


def _lists(expected: ExpectedCrossing, found: Mapping[str, RequirementFinding]) -> Iterable[Difference]:
    for outcome, items in (
        (Outcome.NOT_MET, expected.not_met),
        (Outcome.UNDETERMINED, expected.undetermined),
    ):
        if items is None:
            continue
        grounds = {tuple(item.split("/")[:2]) for item in items if item.count("/") >= 1}
        named = {item.partition("/")[0] for item in items}
        actual = [
            f"{each.id}/{path}"
            for each in found.values()
            if each.outcome is outcome
            for path in open_or_unmet(each, unmet=outcome is Outcome.NOT_MET)
        ]
        beyond = [
            path
            for path in actual
            if (path.partition("/")[0] not in named or tuple(path.split("/")[:2]) in grounds)
            and not any(_is_within(item, path) for item in items)
        ]
        yield from _conditions(items, actual, beyond, _is_within)


def problems_of(problem: ProfileError | UncoveredError) -> Iterable[Difference]:
    """Yield why a case could not be tried."""
    if isinstance(problem, UncoveredError):
        yield Difference("coverage", problem.of, None, problem.sentence)
        return
    for path, what in problem.problems:
        yield Difference("profile", path, None, f"{path}: {what}" if path else what)
