"""What generated functions promise beyond agreeing: nothing of a file is code, unknown nodes are refused."""

import ast
import keyword
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from threading import Barrier
from typing import Any

import pytest

from crosscheck.backends.by_function import CompiledPart, compile_part
from crosscheck.backends.by_walk import Context, judge
from crosscheck.backends.python_source.telling import told
from crosscheck.backends.python_source.writing import KNOWN, MANY, OPEN, Form
from crosscheck.checker import Checker
from crosscheck.dates import MonthEnds
from crosscheck.decision import Outcome
from crosscheck.errors import UnsupportedExpressionError
from crosscheck.expr.nodes import (
    Among,
    AnyOf,
    Branch,
    Compare,
    Condition,
    Fact,
    Held,
    Hours,
    Its,
    Literal,
    Moment,
    Shift,
)
from crosscheck.facts import View
from crosscheck.rulebook import Ground, Requirement
from crosscheck.source import Position, Span
from crosscheck.vocabulary import SLOT, THING_SLOT, VIEW
from tests.profiles import a_passport, a_profile, a_question, a_thing
from tests.rulebooks import a_ground, a_rule_set, a_state
from tests.rulebooks import a_requirement as a_requirement_of

DAY = 740_000
OURS = re.compile(r"n?[bfhkprt]\d+(_\d+)?z?|o\d+|s\d+")
WORDS = {
    "is_open",
    "view", "row", "failed", "failing", "outcomes", "slow", "many", "found",
    "unmet", "open_ones", "further", "unsettled", "grounds", "reasons", "settled", "Unsettled", "ValueError", "seek_open",
}  # fmt: skip


def a_requirement(*needs: Condition, name: str = "uto.entry.papers") -> Requirement:
    """Return a requirement with one ground that needs all of *needs*."""
    return Requirement(name, "", "", (), (Ground("needs", "", (), "visa", needs=needs),))


def a_view(**facts: Any) -> View:
    """Return a view of which only *facts* are stated, dots written as two underscores."""
    view: list[Any] = [None] * len(VIEW)
    view[SLOT["crossing.date"]] = DAY
    for name, value in facts.items():
        view[SLOT[name.replace("__", ".")]] = value
    return tuple(view)


def outcomes(part: CompiledPart, view: View) -> list[tuple[Outcome, str | None]]:
    """Return the outcome of every requirement of *part*, and the ground that met it."""
    return [(found.outcome, found.met_by) for found in part.outcomes(view)[0]]


def is_among(fact: str, *values: str) -> Condition:
    """Return the condition that *fact* is one of *values*."""
    return Condition(fact, Among(Fact(fact), frozenset(values)), " or ".join(values))


def test_nothing_that_a_rule_file_says_is_in_the_source() -> None:
    """Ids, names and values are bound as constants; every name in the source is one of ours."""
    nasty = "__import__('os').system('true')"
    visa = Condition(
        "visa", Held("visa", (Condition("category", Compare(Its("category"), "==", Literal(nasty)), ""),)), ""
    )
    part = compile_part((a_requirement(is_among("residence", nasty, "x\n"), visa, name=nasty),), {})

    for form in (KNOWN, OPEN, MANY):
        for source in (
            part.source("failing", form),
            part.source("outcomes", form),
            told(part.requirements[0], {}).text(),
        ):
            names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
            assert nasty not in source
            assert all(OURS.fullmatch(name) or name in WORDS for name in names), names
            assert not any(keyword.iskeyword(name) for name in names)


def test_a_node_of_no_known_kind_is_refused_with_its_place() -> None:
    """What cannot be compiled is never approximated."""

    @dataclass(frozen=True)
    class Omen:
        """A predicate that nobody has defined."""

    span = Span("omen.yaml", Position(3, 1), Position(3, 5))
    omen: Any = Omen()
    part = compile_part((a_requirement(Condition("omen", omen, "", span)),), {})

    with pytest.raises(UnsupportedExpressionError) as refused:
        part.outcomes(a_view())
    assert refused.value.node == "Omen"
    assert refused.value.span == span


def test_a_known_view_turns_to_the_slower_forms_only_where_it_must() -> None:
    """One thing held is inlined; two are searched; an unstated fact is unknown."""
    visas = THING_SLOT["visa"]

    def visa(state: str) -> tuple[Any, ...]:
        return tuple(state if slot == visas["issuing_state"] else None for slot in range(len(visas)))

    held = Held(
        "visa", (Condition("issuing_state", Compare(Its("issuing_state"), "==", Literal("UTO")), "UTO"),)
    )
    part = compile_part((a_requirement(Condition("visa", held, "")),), {})

    assert outcomes(part, a_view(visas=(visa("UTO"),))) == [(Outcome.MET, "needs")]
    assert outcomes(part, a_view(visas=(visa("KZ"), visa("UTO")))) == [(Outcome.MET, "needs")]
    assert outcomes(part, a_view(visas=())) == [(Outcome.NOT_MET, None)]
    assert outcomes(part, a_view(visas=None)) == [(Outcome.UNDETERMINED, None)]
    assert part.failing(a_view(visas=(visa("KZ"),)))[0] == ["uto.entry.papers"]


@pytest.mark.parametrize("days_off", [-1, 0, 1])
@pytest.mark.parametrize("op", ["<", "<=", "==", "!=", ">", ">="])
@pytest.mark.parametrize("months", [1, 3, 216])
def test_months_are_exact_where_the_rough_bound_is_not(op: str, months: int, days_off: int) -> None:
    """A quick look that spares the calendar never changes an answer, for whole and partial dates."""
    shifted = Shift(Fact("stay.until"), Literal(months), "months")
    born = Shift(Fact("date_of_birth"), Literal(months), "months")
    requirements = (
        a_requirement(Condition("a", Compare(Fact("document.date_of_expiry"), op, shifted), "")),
        a_requirement(Condition("b", Compare(born, op, Fact("document.date_of_expiry")), "")),
    )
    part = compile_part(requirements, {})
    for latest in range(DAY, DAY + 400, 17):
        for expiry in (
            latest + 30 * months + days_off,
            latest + 31 * months + days_off,
            latest + 6575 + days_off,
        ):
            for earliest in (latest, latest - 3):
                view = a_view(
                    stay__until=latest, document__date_of_expiry=expiry, date_of_birth=(earliest, latest)
                )
                expected = tuple(judge(requirement, Context(view, {})) for requirement in requirements)
                assert outcomes(part, view) == list(expected)


@pytest.mark.parametrize("month_ends", [*MonthEnds])
def test_no_day_beside_a_steady_one_comes_out_otherwise(month_ends: MonthEnds) -> None:
    """At the end of a month a day moved by months may jump by several days, or stand still."""
    limit = Shift(Fact("crossing.date"), Literal(6), "months", month_ends)
    part = compile_part(
        (a_requirement(Condition("a", Compare(Fact("document.date_of_expiry"), ">=", limit), "")),), {}
    )
    february, august = date(2029, 2, 1).toordinal(), date(2029, 8, 1).toordinal()
    came, steady = {}, {}
    for day in range(february, february + 60):
        for expiry in range(august, august + 60):
            view = a_view(crossing__date=day, document__date_of_expiry=expiry)
            came[day, expiry], steady[day, expiry] = outcomes(part, view), part.steady(view)
    for (day, expiry), is_steady in steady.items():
        for beside in (day - 1, day + 1):
            assert not is_steady or came.get((beside, expiry), came[day, expiry]) == came[day, expiry]
    assert sum(steady.values()) > len(steady) / 2


@pytest.mark.parametrize("arrives", [None, 0, 600, 1439])
@pytest.mark.parametrize("departs", [None, 0, 600, 601, 1439])
def test_both_evaluators_count_hours_alike(arrives: int | None, departs: int | None) -> None:
    """Whether or not the times are stated, for one ticket and for two."""
    left, right = Moment(Its("date"), Its("time")), Moment(Fact("crossing.date"), Fact("crossing.time"))
    demands = [
        a_requirement(
            Condition("ticket", Held("ticket", (Condition("date", Hours(left, op, right, hours), ""),)), "")
        )
        for op in ("<", "<=", ">", ">=")
        for hours in (24, 0, -1)
    ]
    part = compile_part(demands, {})
    for days in range(-2, 4):
        one = a_thing("ticket", date=DAY + days, time=departs)
        for tickets in ((one,), (one, a_thing("ticket", date=DAY + days)), (a_thing("ticket"),)):
            view = a_view(crossing__date=DAY, crossing__time=arrives, tickets=tickets)
            plain = [judge(demand, Context(view, {})) for demand in demands]
            assert outcomes(part, view) == plain


def test_what_several_requirements_share_is_worked_out_once() -> None:
    """A condition that two requirements have in common stands in the source once."""
    shared = is_among("residence", "KZ", "UTO"), is_among("crossing.mode", "bus", "rail")
    branches = Condition("any_of", AnyOf(tuple(Branch(each.key, (each,)) for each in shared)), "")
    requirements = (
        a_requirement(branches, name="uto.entry.one"),
        a_requirement(branches, is_among("nationality", "KZ"), name="uto.entry.two"),
    )
    part = compile_part(requirements, {})

    assert "b0 := " in part.source("outcomes")
    assert set(part.failing(a_view(residence="CN", crossing__mode="air", nationality="KZ"))[0]) == {
        "uto.entry.one",
        "uto.entry.two",
    }


@pytest.mark.parametrize("count", [49, 50, 51, 600])
def test_a_requirement_may_have_any_number_of_grounds(count: int) -> None:
    """Plainly and by every generated function, each ground is found, and whoever meets none is told of all."""
    grounds = [
        a_ground(f"g{n}", Condition("document.blank_pages", Compare(Fact("document.blank_pages"), "==", Literal(n)), ""))
        for n in range(2, count + 2)
    ]  # fmt: skip
    rules = a_rule_set(a_state(entry=[a_requirement_of("uto.entry.toll", *grounds)]))
    plain, compiled = Checker(rules, plainly=10_000), Checker(rules, plainly=0)

    for pages in (None, 0, 2, 50, 51, 52, count, count + 1, count + 2):
        facts = a_profile(a_passport(blank_pages=pages))
        decision = plain.check(a_question(), facts)
        for _ in range(3):
            assert compiled.check(a_question(), facts) == decision
            assert compiled.verdict(a_question(), facts) is decision.verdict


def test_of_threads_that_ask_at_once_only_one_writes_a_function(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight that all wrote it would wait eight times as long for the first answer."""
    part = compile_part([a_requirement(is_among("document.type", "ordinary-passport"))], {})
    written: list[tuple[str, str]] = []
    write, start = part._generate, Barrier(8)

    def counted(question: str, form: Form) -> Any:
        written.append((question, form.name))
        return write(question, form)

    monkeypatch.setattr(part, "_generate", counted)

    def ask(_: int) -> object:
        start.wait()
        return part.outcomes(a_view())[0]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))

    assert len({repr(answer) for answer in answers}) == 1
    assert sorted(written) == [("outcomes", "known"), ("outcomes", "open")]
