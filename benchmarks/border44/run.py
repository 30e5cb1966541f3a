"""The compiled rules against the same rules by hand: same answers, and what each costs.

    python -m benchmarks.border44.run

Exits with 1 where an answer differs or a ratio is above its limit.  Every ratio is taken
within this run, on one core: medians of rounds in which all contestants take turns.
"""

import argparse
import gc
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks.border44 import by_hand, profiles
from crosscheck.backends.by_function import CompiledPart, compile_part
from crosscheck.backends.by_walk import Context, judge
from crosscheck.checker import Checker
from crosscheck.compiler.build import build
from crosscheck.decision import Outcome
from crosscheck.facts import View
from crosscheck.rulebook import RuleSet
from crosscheck.views import situation
from crosscheck.vocabulary import SLOT

RULES: Final = Path(__file__).parent / "rules"
LIMITS: Final = {"all stated": 1.0, "some unstated": 1.4, "decision": 10.0}
IDS: Final = {
    "X01": "exit.document", "X02": "exit.permission", "X03": "exit.own-document", "X04": "exit.consent",
    "X05": "exit.blank-page", "E01": "entry.document", "E02": "entry.valid", "E03": "entry.issuer",
    "E04": "entry.valid-six-months", "E05": "entry.valid-three-months", "E06": "entry.valid-for-stay",
    "E07": "entry.blank-pages", "E08": "entry.permission", "E09": "entry.visa-issuer", "E10": "entry.visa-dates",
    "E11": "entry.visa-entries", "E12": "entry.visa-purpose", "E13": "entry.visa-stay", "E14": "entry.consent",
    "E15": "entry.transit", "E16": "entry.third-country", "E17": "entry.watched-residence",
}  # fmt: skip
"""The rules by hand, by number, and the requirements that say the same."""
_FROM, _TO = SLOT["crossing.from"], SLOT["crossing.to"]


def rules() -> RuleSet:
    """Compile the 44 rules."""
    files = {path.relative_to(RULES).as_posix(): path.read_bytes() for path in RULES.rglob("*.yaml")}
    ruleset, diagnostics = build(files, root=RULES.name)
    if ruleset is None:
        raise SystemExit("\n".join(f"{found.span}: {found.code}: {found.message}" for found in diagnostics))
    return ruleset


def compiled(ruleset: RuleSet) -> Callable[[View], tuple[bool | None, list[str]]]:
    """Return the check of a view: True, False or None, and the ids that are not met."""

    def parts(movement: str) -> dict[str, CompiledPart]:
        return {
            code: compile_part(state.requirements[movement], ruleset.groups)
            for code, state in ruleset.states.items()
        }

    exits, entries = parts("exit"), parts("entry")

    def check(view: View) -> tuple[bool | None, list[str]]:
        failed, undetermined = exits[view[_FROM]].failing(view)
        also_failed, also_undetermined = entries[view[_TO]].failing(view)
        failed += also_failed
        return (False if failed else None if undetermined or also_undetermined else True), failed

    return check


def view_of(ruleset: RuleSet, person: dict[str, Any], unstated: frozenset[str] = frozenset()) -> View:
    """Return the view of *person*, as the checker lays it out."""
    return situation(ruleset, profiles.question(person, unstated), profiles.facts(person, unstated)).views[0]


def differences(ruleset: RuleSet, people: Sequence[dict[str, Any]], hidden: Sequence[frozenset[str]]) -> int:
    """Print how the answers compare; return how many differ."""
    check, differing = compiled(ruleset), 0
    verdicts: Counter[bool | None] = Counter()
    for person in people:
        passed, failed = by_hand.check(person)
        verdict, ids = check(view_of(ruleset, person))
        expected = [f"{id_[:2].lower()}.{IDS[id_[3:]]}" for id_ in failed]
        differing += verdict is not passed or sorted(ids) != sorted(expected)
        verdicts[verdict] += 1
    print(f"{len(people):,} travellers, every fact stated: {verdicts[True]:,} pass, {verdicts[False]:,} fail")
    print(f"  verdict and failed ids as by hand: {len(people) - differing:,}")
    by_outcome: Counter[bool | None] = Counter()
    unlike = 0
    for person, unstated in zip(people, hidden, strict=True):
        view = view_of(ruleset, person, unstated)
        verdict, ids = check(view)
        walked = walk(ruleset, view)
        by_outcome[verdict] += 1
        unlike += (verdict, sorted(ids)) != (walked[0], sorted(walked[1]))
    print(
        f"{len(people):,} travellers, some facts unstated: {by_outcome[True]:,} pass, {by_outcome[False]:,} fail, "
        f"{by_outcome[None]:,} not decided"
    )
    print(f"  verdict and failed ids as the plain evaluator has them: {len(people) - unlike:,}")
    return differing + unlike


def walk(ruleset: RuleSet, view: View) -> tuple[bool | None, list[str]]:
    """Return what the plain evaluator answers."""
    context = Context(view, ruleset.groups)
    requirements = (
        *ruleset.states[view[_FROM]].requirements["exit"],
        *ruleset.states[view[_TO]].requirements["entry"],
    )
    outcomes = {requirement.id: judge(requirement, context)[0] for requirement in requirements}
    failed = [id_ for id_, outcome in outcomes.items() if outcome is Outcome.NOT_MET]
    undetermined = Outcome.UNDETERMINED in outcomes.values()
    return (False if failed else None if undetermined else True), failed


def microseconds(function: Callable[..., Any], cases: Sequence[tuple[Any, ...]]) -> float:
    """Return what one call costs, over all *cases* once."""
    start = time.process_time()
    for case in cases:
        function(*case)
    return (time.process_time() - start) / len(cases) * 1e6


def measure(
    contestants: dict[str, tuple[Callable[..., Any], Sequence[tuple[Any, ...]]]], rounds: int
) -> dict[str, float]:
    """Return the median cost of each contestant over *rounds* in which they take turns."""
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for function, cases in contestants.values():
        microseconds(function, cases)
    gc.collect()
    gc.disable()
    for _ in range(rounds):
        for name, (function, cases) in contestants.items():
            taken[name].append(microseconds(function, cases))
    gc.enable()
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> int:
    """Compare and measure; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--travellers", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--core", type=int, help="the core to run on (default: the last one)")
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        core = arguments.core if arguments.core is not None else max(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {core})

    random = Random(7)  # noqa: S311 - repeatable, not secret
    ruleset = rules()
    people = [profiles.traveller(random) for _ in range(arguments.travellers)]
    hidden = [profiles.unknown_facts(random, 0.15) for _ in people]
    unlike = differences(ruleset, people, hidden)

    check, checker = compiled(ruleset), Checker(ruleset)
    asked = [(profiles.question(person), profiles.facts(person)) for person in people]
    asked_less = [
        (profiles.question(person, unstated), profiles.facts(person, unstated))
        for person, unstated in zip(people, hidden, strict=True)
    ]
    costs = measure(
        {
            "by hand": (by_hand.check, [(person,) for person in people]),
            "all stated": (check, [(view_of(ruleset, person),) for person in people]),
            "some unstated": (
                check,
                [(view_of(ruleset, person, less),) for person, less in zip(people, hidden, strict=True)],
            ),
        },
        arguments.rounds,
    )
    few = slice(0, 2_000)
    costs |= measure(
        {
            "by hand again": (by_hand.check, [(person,) for person in people[few]]),
            "verdict": (checker.verdict, asked[few]),
            "decision": (checker.check, asked[few]),
            "decision, some unstated": (checker.check, asked_less[few]),
        },
        arguments.rounds,
    )
    exceeded = False
    print(f"\n{'':26}{'µs':>9}{'times by hand':>16}{'limit':>8}")
    for name, cost in costs.items():
        ratio = cost / costs["by hand"]
        limit = LIMITS.get(name)
        exceeded |= limit is not None and ratio > limit
        print(f"{name:26}{cost:9.2f}{ratio:16.2f}{'' if limit is None else f'{limit:8.1f}'}")
    return 1 if unlike or exceeded else 0


if __name__ == "__main__":
    sys.exit(main())
