"""No answer depends on what was asked before: of other ports, directions, days, travellers or rulebooks, by any thread."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, Final

import pytest

from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Verdict
from crosscheck.deciding.facts import Direction, Question
from crosscheck.language.errors import UncoveredError
from crosscheck.rulebook.ruleset import Notice, Port, RuleSet, StateRules
from tests.generating.cases import Case
from tests.generating.choices import Choices, Seeded
from tests.generating.rules import Ruler, settled
from tests.generating.worlds import half_said
from tests.invented import INVENTED, invented_rulebook
from tests.profiles import GATE
from tests.rulebooks import COVERED, SOURCES
from tests.soak.amount import CHUNKS, SOAK, seeds
from tests.strategies import Drawing, draw_case

BRIDGE, FORD = "bridge", "ford"
"""A port that demands what GATE demands and differs in its facts and notices, and one that differs in all."""
ASKED = 24
"""So many questions of each checker, twice."""
ROUNDS = SOAK // (4 * ASKED) or 12


def _a_border(choices: Choices, drawing: Drawing) -> RuleSet:
    """Return the rules of *drawing* with both movements of both States, and with three ports."""
    case = drawing.of_both_states()
    there = replace(case.question, port=GATE)
    back = Question(there.entry_state, there.exit_state, there.day, GATE)
    wanted = choices.one((Verdict.PASS, Verdict.CONDITIONAL, Verdict.FAIL))
    rules, groups = case.rules, dict(case.rules.groups)
    other = Ruler(choices, back, drawing.anchor, drawing.everything, groups, 10).rule_set(wanted)
    states = {code: _with_both(rules.states[code], other.states[code]) for code in rules.states}
    gate, ford = rules.ports[GATE], other.ports[GATE]
    bridge = replace(ford, requirements=gate.requirements)
    own = tuple(replace(each, id=f"{FORD}.{each.id.partition('.')[2]}") for each in ford.requirements)
    ford = replace(ford, requirements=own)
    ports = {name: _told(port, name) for name, port in ((GATE, gate), (BRIDGE, bridge), (FORD, ford))}
    both = replace(rules, states=states, ports=ports)
    return _without_doubt(choices, replace(case, rules=both)) if choices.whether(70) else both


def _without_doubt(choices: Choices, case: Case) -> RuleSet:
    """Return rules that cover everybody, in which nothing is open and no port changes."""
    rules = settled(choices, case).rules
    states = {code: replace(state, covered=COVERED) for code, state in rules.states.items()}
    ports = {
        name: replace(port, covered=COVERED, facts={fact: values[-1:] for fact, values in port.facts.items()})
        for name, port in rules.ports.items()
    }
    ports[BRIDGE] = replace(ports[BRIDGE], requirements=ports[GATE].requirements)
    return replace(rules, states=states, ports=ports)


def _with_both(here: StateRules, there: StateRules) -> StateRules:
    return replace(
        here,
        requirements={**here.requirements, **there.requirements},
        notices={**here.notices, **there.notices},
    )


def _told(port: Port, name: str) -> Port:
    notice = Notice(f"{name}.hours", f"Hours of {name}", f"{name} opens at nine.", SOURCES)
    return replace(port, id=name, notices=(notice,))


def _some_cases(choices: Choices) -> Iterator[Case]:
    """Yield travellers under one rulebook, who cross at its ports and elsewhere, in both directions."""
    drawing = draw_case(choices)
    while len(drawing.everything.documents or ()) > 1 and choices.whether(80):
        drawing = draw_case(choices)
    rules, first = _a_border(choices, drawing), drawing.of_both_states().question
    travellers = [half_said(choices, drawing.everything, percent) for percent in (0, 20)]
    travellers.append(drawing.case.facts)
    for _ in range(ASKED):
        port = choices.one((GATE, BRIDGE, FORD, GATE, BRIDGE, None))
        states = choices.one(((first.exit_state, first.entry_state), (first.entry_state, first.exit_state)))
        direction: Direction | None = None
        if port is not None:
            direction = "outbound" if rules.ports[port].home == states[0] else "inbound"
        when = first.day + choices.one((0, 0, 1, -1))
        yield Case(rules, Question(*states, when, port, direction), choices.one(travellers))


def _answer(checker: Checker, case: Case, *, everything: bool = False) -> Decision | str:
    try:
        return checker.check(case.question, case.facts, everything=everything)
    except UncoveredError as refusal:
        return str(refusal)


def _alone(case: Case, *, everything: bool = False) -> Decision | str:
    """Return the answer of a checker that was never asked anything else."""
    return _answer(Checker(case.rules), case, everything=everything)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_each_answer_is_that_of_a_checker_asked_nothing_else(chunk: int) -> None:
    """Two rulebooks asked in turn, of several ports and directions; answers are kept and told after all were given."""
    for seed in seeds(chunk, ROUNDS):
        _asked_in_turn(seed)


def _asked_in_turn(seed: int) -> None:
    choices = Seeded(seed)
    rounds = list(zip(_some_cases(choices), _some_cases(choices), strict=True))
    checkers = [Checker(case.rules) for case in rounds[0]]
    given = [
        (case, everything, _answer(checker, case, everything=everything))
        for cases in rounds
        for checker, case in zip(checkers, cases, strict=True)
        for everything in (choices.whether(10),)
    ]
    for case, everything, answer in given:
        assert answer == _alone(case, everything=everything), seed
        if isinstance(answer, Decision):
            checker = next(each for each in checkers if each.rules is case.rules)
            assert checker.verdict(case.question, case.facts) is answer.verdict


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_threads_that_ask_one_checker_of_several_ports_get_each_their_own_answer(chunk: int) -> None:
    """Whichever of them is the first for whom a rule is made ready, and however often threads change places."""
    for seed in seeds(chunk, ROUNDS // 2):
        cases = list(_some_cases(Seeded(seed)))
        checker = Checker(cases[0].rules)
        with hurried(), ThreadPoolExecutor(4) as threads:
            answers = list(threads.map(partial(_answer, checker), cases * 3))
        assert answers == [_alone(case) for case in cases] * 3, seed


@contextmanager
def hurried() -> Iterator[None]:
    """Let threads change places all the time."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)


_IN_ORDER: Final[dict[str, Any]] = {
    "nationality": "UTO",
    "nationalities": ["UTO"],
    "residence": "UTO",
    "date_of_birth": "1990-05-17",
    "purpose": ["tourism"],
    "documents": [
        {
            "type": "ordinary-passport",
            "issuing_state": "UTO",
            "date_of_issue": "2020-05-01",
            "date_of_expiry": "2030-05-01",
            "blank_pages": 9,
        }
    ],
    "crossing": {"mode": "car"},
    "stay": {"until": "2026-12-10"},
    "booking": {"date": "2026-11-01"},
    "ending_stay": {"entered_on": "2026-11-20", "ground": "visa-exemption"},
    **{name: [] for name in ("visas", "permits", "papers", "tickets", "companions", "visits")},
}
_PORTS: Final = ("ferry", "tower-bridge")
_DIRECTIONS: Final[tuple[Direction, ...]] = ("outbound", "inbound")
_FRESH: Final = """
import json, sys
import crosscheck
profile, port, direction, folders = json.loads(sys.argv[1])
rulebook = crosscheck.load_rulebook(folders)
print(rulebook.to_json(rulebook.check(profile, on="2026-12-02", port=port, direction=direction)))
"""


def test_after_many_checks_a_process_says_of_each_port_what_a_fresh_process_says() -> None:
    """Of ports that demand different things, and tell others."""
    rulebook = invented_rulebook()
    asked = [(port, direction) for port in _PORTS for direction in _DIRECTIONS]
    for _ in range(20):
        for port, direction in asked:
            rulebook.check(_IN_ORDER, on="2026-12-02", port=port, direction=direction)
    for port, direction in asked:
        decision = rulebook.check(_IN_ORDER, on="2026-12-02", port=port, direction=direction)
        question = json.dumps([_IN_ORDER, port, direction, [*map(str, INVENTED)]])
        fresh = subprocess.run(
            [sys.executable, "-c", _FRESH, question], capture_output=True, text=True, check=True
        )
        assert json.loads(rulebook.to_json(decision)) == json.loads(fresh.stdout)
