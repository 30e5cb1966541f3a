"""A decision: what is there at once, what is told when somebody reads it, and what it then carries."""

import copy
import gc
import pickle
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any, Final

import pytest

from crosscheck import Decision, Rulebook, Verdict
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import PartDecision, Reason, RequirementFinding
from crosscheck.deciding.facts import Facts, Question
from crosscheck.language.nodes import Compare, Fact
from crosscheck.rulebook.ruleset import RuleSet
from tests.invented import invented_rulebook, invented_rules
from tests.profiles import CROSSING, GATE, NEIGHBOUR, UTO, a_passport, a_profile, a_question
from tests.rulebooks import (
    a_condition,
    a_ground,
    a_port,
    a_port_fact,
    a_requirement,
    a_rule_set,
    a_state,
    states_that,
)

LABEL, BORN = "GRANDMOTHERS-OLD-BLUE-ONE", 725_001
"""What a traveller states and no reason names: what a document is called, and a day of birth."""


def rules() -> RuleSet:
    """Return rules that read much, of which something is open, not met, not settled, and turns with the day."""
    valid = Compare(Fact("document.date_of_expiry"), ">=", Fact("crossing.date"))
    uto = a_state(
        UTO,
        entry=[
            a_requirement("uto.entry.document", a_ground("valid", a_condition(valid, "document.date_of_expiry"))),
            a_requirement("uto.entry.permission", a_ground("resident", states_that("residence", UTO))),
            a_requirement("uto.entry.way", a_ground("bus", states_that("crossing.mode", "bus"))),
        ],
    )  # fmt: skip
    is_open = a_requirement("gate.open", a_ground("open", states_that("port.open_to_travellers", True)))
    port = a_port(
        requirements=(is_open,), facts={"port.open_to_travellers": (a_port_fact(None, settled=False),)}
    )
    return a_rule_set(uto, port=port)


def asked(port: str | None = GATE) -> Question:
    """Return the question of who enters UTO."""
    return replace(a_question(), port=port, direction=None if port is None else "inbound")


def stated(**values: Any) -> Facts:
    """Return what somebody states who has two documents, one of which expires on the day of the crossing."""
    held = (
        a_passport(label=LABEL, date_of_expiry=CROSSING),
        a_passport(label="B", date_of_expiry=CROSSING - 1),
    )
    return a_profile(*held, date_of_birth=(BORN, BORN), nationalities=frozenset({UTO, NEIGHBOUR}), **values)


def a_decision(checker: Checker | None = None, *, everything: bool = False, **values: Any) -> Decision:
    """Return a decision of which nothing was read yet."""
    made = checker or Checker(rules())
    return made.check(asked(), stated(**values), everything=everything)


def within(value: Any) -> Iterator[Any]:
    """Yield every value inside a decision that may be told late, without reading anything that is not told."""
    yield value
    for part in value.parts:
        yield part
        yield from part.requirements


def holders(decision: Decision) -> int:
    """Return how many of the values inside *decision* hold on to what they were made from."""
    return sum(each._teller is not None for each in within(decision))


def read(value: Any) -> Any:
    """Read every field of *value* and of what is inside it; return it all as plain tuples."""
    if is_dataclass(value):
        return tuple((each.name, read(getattr(value, each.name))) for each in fields(value))
    return tuple(map(read, value)) if type(value) is tuple else value


def objects(value: Any) -> Iterator[Any]:
    """Yield everything that *value* leads to."""
    seen: dict[int, Any] = {}
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, type):
            continue
        seen[id(each)] = each
        waiting += gc.get_referents(each)
    return iter(seen.values())


# What is there at once ------------------------------------------------------------------


def test_verdict_outcomes_and_plan_are_there_before_anything_is_told() -> None:
    """Whoever reads no more has nothing told for them."""
    decision = a_decision()
    before = holders(decision)

    assert decision.verdict is Verdict.CONDITIONAL
    assert decision.plan.verdict is decision.verdict
    assert [[found.outcome for found in part.requirements] for part in decision.parts]
    assert decision.assumed == ("ending_stay.document",)
    assert holders(decision) == before > 2


def test_repr_tells_nothing() -> None:
    """Of a decision, its parts and its requirements; a debugger that looks costs nothing, and shows no facts."""
    decision = a_decision()
    before = holders(decision)

    shown = " ".join(repr(each) for each in within(decision))

    assert holders(decision) == before
    assert LABEL not in shown
    assert "conditional" in shown


@pytest.mark.parametrize("kind", [Decision, PartDecision, RequirementFinding])
def test_a_decision_is_a_frozen_value_and_no_tuple(kind: type) -> None:
    """Nobody changes an answer, or takes it apart by places; no field is added to it either."""
    value: Any = next(each for each in within(a_decision()) if isinstance(each, kind))

    assert is_dataclass(kind)
    assert not isinstance(value, tuple)
    for name in [each.name for each in fields(value)]:
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, None)
        with pytest.raises(FrozenInstanceError):
            delattr(value, name)
    with pytest.raises((FrozenInstanceError, TypeError, AttributeError)):
        value.another = 1
    with pytest.raises(TypeError):
        iter(value)


def test_every_field_is_among_those_of_the_class() -> None:
    """Those that are told when read as the others."""
    assert {each.name for each in fields(Decision)} >= {"verdict", "parts", "plan", "wanted", "unsettled", "days_apart"}  # fmt: skip
    assert {each.name for each in fields(PartDecision)} >= {"verdict", "requirements", "notices"}
    assert {each.name for each in fields(RequirementFinding)} >= {"outcome", "met_by", "grounds", "concerns"}
    for value in within(a_decision()):
        assert set(value.later) < {each.name for each in fields(value)}


def test_a_misspelt_name_is_an_error_before_and_after_all_is_told(tmp_path: Path) -> None:
    """At run time, from a copy too, and to a type checker, which would believe a `__getattr__`."""
    decision: Any = a_decision()
    for value in (decision, pickled(5, decision), decision):
        for each in within(value):
            with pytest.raises(AttributeError, match="wantd"):
                _ = each.wantd
            assert not hasattr(each, "__len__")
        read(value)

    script = tmp_path / "misspelt.py"
    script.write_text(
        textwrap.dedent("""
            from crosscheck import Decision

            def first(decision: Decision) -> tuple[str, ...]:
                return decision.wantd
        """)
    )
    said = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(script)], capture_output=True, text=True, check=False
    )
    assert '"Decision" has no attribute "wantd"' in said.stdout, said.stdout + said.stderr


# What is told ---------------------------------------------------------------------------


def test_what_is_told_is_right_whatever_is_read_first() -> None:
    """Each field alone, of a decision of its own, is that of one that was read from the first to the last."""
    whole = a_decision()
    expected = dict(read(whole))

    assert whole.days_apart
    assert whole.wanted
    assert [each.name for each in whole.unsettled] == ["port.open_to_travellers"]
    for name in reversed(expected):
        assert read(getattr(a_decision(), name)) == expected[name], name


def test_a_decision_told_late_equals_one_told_at_once_and_has_its_hash() -> None:
    """Comparing tells; a hash does not need to."""
    early, late = a_decision(), a_decision()
    read(early)
    before = holders(late)

    assert hash(late) == hash(early)
    assert holders(late) == before
    assert late == early
    assert holders(late) == 0
    assert late != a_decision(residence=UTO)
    assert {early: 1}[a_decision()] == 1


def test_decisions_that_differ_only_in_what_is_told_differ() -> None:
    """Everything is more than what decided."""
    assert a_decision() != a_decision(everything=True)


def test_threads_that_read_at_once_read_the_same() -> None:
    """Eight of them, of one decision after another; whoever told first, all see equal values."""
    expected = read(a_decision())
    with hurried(), ThreadPoolExecutor(8) as threads:
        for _ in range(20):
            decision, start = a_decision(), Barrier(8)

            def at_once(_: int, decision: Decision = decision, start: Barrier = start) -> Any:
                start.wait()
                return read(decision)

            answers = list(threads.map(at_once, range(8)))
            assert answers == [expected] * 8
            assert holders(decision) == 0


@contextmanager
def hurried() -> Iterator[None]:
    """Let threads change places all the time."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)


def test_a_decision_can_be_told_after_its_rulebook_is_gone() -> None:
    """It holds what it needs, and whoever keeps it need keep nothing else."""
    checker = Checker(rules())
    decision = a_decision(checker)
    del checker
    gc.collect()

    assert read(decision) == read(a_decision())


# What it carries ------------------------------------------------------------------------


def test_a_decision_that_is_told_holds_neither_facts_nor_rules() -> None:
    """`docs/booking-tools.md` promises that whoever keeps an answer keeps no profile."""
    facts, checker = stated(), Checker(rules())
    decision = checker.check(asked(), facts)
    assert any(each is facts or each is checker for each in objects(decision))

    read(decision)

    kept = list(objects(decision))
    assert not [each for each in kept if isinstance(each, Facts | RuleSet | Checker)]
    assert LABEL not in kept
    assert BORN not in kept


def pickled(protocol: int, value: Any) -> Any:
    """Return what comes of *value* in another process."""
    return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own bytes


COPIES: Final[dict[str, Callable[[Any], Any]]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle-{each}": partial(pickled, each) for each in range(2, pickle.HIGHEST_PROTOCOL + 1)},
}


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("made", COPIES.values(), ids=COPIES)
def test_a_copy_is_told_first_equal_and_frozen(made: Callable[[Any], Any], everything: bool) -> None:
    """However it is copied, of a decision that nobody read, and of what is inside it alone."""
    decision = a_decision(everything=everything)

    carried = made(decision)

    assert carried == a_decision(everything=everything)
    assert hash(carried) == hash(decision)
    assert not [each for each in objects(carried) if isinstance(each, Facts | RuleSet | Checker)]
    with pytest.raises(FrozenInstanceError):
        carried.verdict = Verdict.PASS
    part = a_decision(everything=everything).parts[1]
    assert made(part) == part
    assert made(part.requirements[0]) == part.requirements[0]
    assert replace(carried, wanted=()).wanted == ()


def test_a_pickle_shows_of_a_traveller_only_what_reasons_show() -> None:
    """Neither the name of a document nor a day of birth: nobody who is sent an answer is sent a profile."""
    decision = a_decision()
    shown = {str(value) for reason in reasons(decision) for value in reason.said}
    assert not shown & {LABEL, str(BORN)}

    for carried in (pickle.dumps(decision), pickle.dumps(decision, 2), pickle.dumps(copy.copy(a_decision()))):
        assert LABEL.encode() not in carried
        assert BORN.to_bytes(4, "little") not in carried
        assert b"Checker" not in carried
        assert b"RuleSet" not in carried


def reasons(decision: Decision) -> Iterator[Reason]:
    """Yield every reason of *decision*."""
    waiting = [
        reason
        for part in decision.parts
        for found in part.requirements
        for each in (found.concerns, *(ground.reasons for ground in found.grounds))
        for reason in each
    ]
    while waiting:
        reason = waiting.pop()
        yield reason
        waiting += [each for _, inner in reason.within for each in inner]


def test_json_tells_first_and_shows_no_more() -> None:
    """The same text for a decision that nobody read, for one that was read, and for a copy."""
    rulebook = Rulebook(rules())
    unread, known = a_decision(), a_decision()
    read(known)

    text = rulebook.to_json(unread)

    assert text == rulebook.to_json(known) == rulebook.to_json(copy.deepcopy(a_decision()))
    assert LABEL not in text
    assert holders(unread) == 0


def test_the_rules_are_not_in_a_pickled_decision() -> None:
    """An answer is some kilobytes, whatever the rules weigh."""
    rulebook = Rulebook(a_heavy(invented_rules()))
    decision = rulebook.check(
        {"nationality": "IS", "documents": [{"label": LABEL}, {"label": "b"}], "date_of_birth": "1985-12-17"},
        on="2026-12-01",
        port="ferry",
        direction="inbound",
    )

    carried = pickle.dumps(decision)

    assert len(carried) < len(pickle.dumps(rulebook)) / 10
    assert LABEL.encode() not in carried
    assert pickled(5, decision) == decision


def a_heavy(rules: RuleSet) -> RuleSet:
    """Return *rules* with notices for whoever leaves, which weigh more than all that is said of one who enters."""
    uto = rules.states[UTO]
    notice, *_ = uto.notices["entry"]
    heavy = tuple(replace(notice, id=f"uto.exit.n{n}", text=f"{n} " * 900) for n in range(99))
    return replace(rules, states={**rules.states, UTO: replace(uto, notices={**uto.notices, "exit": heavy})})


def test_nothing_of_a_reason_can_be_changed() -> None:
    """What fills a sentence may be the same for all who are answered: each word of it is frozen."""
    profile = {"nationality": "IS", "date_of_birth": "2015-05-17", "papers": [], "companions": []}
    decision = invented_rulebook().check(profile, on="2026-12-01", port="ferry", direction="inbound")

    found = list(reasons(decision))
    assert found
    assert all(isinstance(hash(reason), int) for reason in found)


def test_a_fault_in_telling_is_no_missing_field(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or `getattr(decision, "wanted", ())` would say that nothing is wanted."""
    monkeypatch.setattr(Checker, "days_apart", lambda *_: None.nothing)  # type: ignore[attr-defined]

    with pytest.raises(RuntimeError, match="`days_apart` could not be told"):
        getattr(a_decision(), "days_apart", ())


def test_a_finding_carries_the_words_of_its_author() -> None:
    """The short sentence and the address of a ground, and the kind of a notice; in the JSON as in the library."""
    rulebook = invented_rulebook()
    traveller = {
        "nationalities": ["IS"], "date_of_birth": "1990-01-01", "purpose": ["tourism"],
        "documents": [{"type": "ordinary-passport", "issuing_state": "IS", "nationality": "IS"}],
    }  # fmt: skip

    decision = rulebook.check(traveller, on="2026-12-01", entry_state="UTO")

    permission = next(each for each in decision.requirements if each.id == "uto.entry.permission")
    islands = next(ground for ground in permission.grounds if ground.name == "islands")
    assert (
        islands.in_short
        == "No visa is needed for up to 30 days, 90 in any 180, for tourism, a visit or business"
    )
    assert islands.apply == "https://visa.example/uto"
    (side,) = rulebook.to_dict(decision)["sides"]
    told = {each["id"]: (each["kind"], each["apply"]) for each in side["notices"]}
    assert told["uto.entry.customs"] == ("know", None)
