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
from crosscheck.backends.by_function import compile_part
from crosscheck.backends.by_walk import Context, judge
from crosscheck.checker import Checker
from crosscheck.compiler.build import build
from crosscheck.decision import Decision, Outcome, Verdict
from crosscheck.facts import Facts, Question, View
from crosscheck.rulebook import RuleSet
from crosscheck.views import Layout, Situation
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
TURN: Final = 250
"""How many cases a contestant does in a row."""
_FROM, _TO = SLOT["crossing.from"], SLOT["crossing.to"]


def rules() -> RuleSet:
    """Compile the 44 rules."""
    files = {path.relative_to(RULES).as_posix(): path.read_bytes() for path in RULES.rglob("*.yaml")}
    ruleset, diagnostics = build(files, root=RULES.name)
    if ruleset is None:
        raise SystemExit("\n".join(f"{found.span}: {found.code}: {found.message}" for found in diagnostics))
    return ruleset


def compiled(ruleset: RuleSet) -> Callable[[View], tuple[bool | None, Sequence[str]]]:
    """Return the check of a view: True, False or None, and the ids that are not met.

    Both States see the same document here, so their rules are compiled as one part.
    """
    crossings = {
        leaving: compile_part(
            (*ruleset.states[leaving].requirements["exit"], *ruleset.states[entering].requirements["entry"]),
            ruleset.groups,
        )
        for leaving, entering in (("CN", "KZ"), ("KZ", "CN"))
    }

    def check(view: View) -> tuple[bool | None, Sequence[str]]:
        failed, is_open = crossings[view[_FROM]].failing(view)
        return False if failed else None if is_open else True, failed

    return check


def view_of(layout: Layout, person: dict[str, Any], unstated: frozenset[str] = frozenset()) -> View:
    """Return the view of *person*, as the checker lays it out."""
    return layout.situation(profiles.question(person, unstated), profiles.facts(person, unstated)).views[0]


def differences(ruleset: RuleSet, people: Sequence[dict[str, Any]], hidden: Sequence[frozenset[str]]) -> int:
    """Print how the answers compare; return how many differ."""
    check, layout, differing = compiled(ruleset), Layout(ruleset), 0
    verdicts: Counter[bool | None] = Counter()
    for person in people:
        passed, failed = by_hand.check(person)
        verdict, ids = check(view_of(layout, person))
        expected = [f"{id_[:2].lower()}.{IDS[id_[3:]]}" for id_ in failed]
        differing += verdict is not passed or sorted(ids) != sorted(expected)
        verdicts[verdict] += 1
    print(f"{len(people):,} travellers, every fact stated: {verdicts[True]:,} pass, {verdicts[False]:,} fail")
    print(f"  verdict and failed ids as by hand: {len(people) - differing:,}")
    by_outcome: Counter[bool | None] = Counter()
    unlike = 0
    for person, unstated in zip(people, hidden, strict=True):
        view = view_of(layout, person, unstated)
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


def measure(
    contestants: dict[str, tuple[Callable[..., Any], Sequence[Any]]], rounds: int
) -> dict[str, float]:
    """Return the median cost of each contestant in microseconds over *rounds*.

    In every round all of them take turns, a few hundred cases at a time, so that whatever
    else the machine does falls on all alike.  Time is that of the processor.
    """
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    gc.collect()
    gc.disable()
    for number in range(rounds + 1):
        spent = dict.fromkeys(contestants, 0.0)
        counted = len(next(iter(contestants.values()))[1])
        for start in range(0, counted, TURN):
            for name, (function, cases) in contestants.items():
                turn = cases[start : start + TURN]
                began = time.process_time()
                for case in turn:
                    function(case)
                spent[name] += time.process_time() - began
        if number:  # the first one warms up
            for name, total in spent.items():
                taken[name].append(total / counted * 1e6)
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

    check, checker, layout = compiled(ruleset), Checker(ruleset, plainly=0), Layout(ruleset)

    def verdict(asked: tuple[Question, Facts]) -> Verdict:
        return checker.verdict(*asked)

    def lay_out(asked: tuple[Question, Facts]) -> Situation:
        return layout.situation(*asked)

    def decision(asked: tuple[Question, Facts]) -> Decision:
        return checker.check(*asked)

    costs = measure(
        {
            "by hand": (by_hand.check, people),
            "all stated": (check, [view_of(layout, person) for person in people]),
            "some unstated": (
                compiled(ruleset),
                [view_of(layout, person, less) for person, less in zip(people, hidden, strict=True)],
            ),
        },
        arguments.rounds,
    )
    report(costs, "by hand")
    few = slice(0, 2_000)
    asked = [(profiles.question(person), profiles.facts(person)) for person in people[few]]
    asked_less = [
        (profiles.question(person, unstated), profiles.facts(person, unstated))
        for person, unstated in zip(people[few], hidden[few], strict=True)
    ]
    whole = measure(
        {
            "by hand": (by_hand.check, people[few]),
            "facts laid out": (lay_out, asked),
            "verdict": (verdict, asked),
            "decision": (decision, asked),
            "decision, some unstated": (decision, asked_less),
        },
        max(3, arguments.rounds // 3),
    )
    report(whole, "by hand")
    ratios = {name: cost / table["by hand"] for table in (costs, whole) for name, cost in table.items()}
    return 1 if unlike or any(ratios[name] > limit for name, limit in LIMITS.items()) else 0


def report(costs: dict[str, float], base: str) -> None:
    """Print what each contestant costs, and how many times the *base*."""
    print(f"\n{'':26}{'µs':>9}{'times by hand':>16}{'limit':>8}")
    for name, cost in costs.items():
        limit = LIMITS.get(name)
        print(f"{name:26}{cost:9.2f}{cost / costs[base]:16.2f}{'' if limit is None else f'{limit:8.1f}'}")


if __name__ == "__main__":
    sys.exit(main())
