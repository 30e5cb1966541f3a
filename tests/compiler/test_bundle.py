"""A rule set comes back from its JSON as it went in, and from nothing else."""

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.compiler.files import bundle
from crosscheck.compiler.files.bundle import FORMAT, digest, dumps, loads
from crosscheck.language.nodes import (
    Among,
    AnyOf,
    Both,
    Branch,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    Hours,
    InForce,
    Its,
    Literal,
    Member,
    Moment,
    Only,
    Period,
    Predicate,
    Shift,
    Validity,
    Window,
)
from crosscheck.language.trees import nodes_in
from crosscheck.rulebook.ruleset import Notice, RuleSet
from tests.compiler.reading import good_rules

MAPPING, ENUM, PLAIN = -3, -4, -5
"""How the rows of mappings, of members of an enumeration and of single values begin."""


def test_a_rule_set_comes_back_equal() -> None:
    """Everything but the places of its sources, which the reader of a wheel does not have."""
    rules = good_rules()

    assert loads(dumps(rules)) == rules


def test_equal_rule_sets_give_one_text() -> None:
    """So that a build can be repeated."""
    text = dumps(good_rules())

    assert dumps(loads(text)) == text


def test_a_wheel_names_no_path_of_the_machine_that_built_it() -> None:
    """Spans are dropped."""
    assert ".yaml" not in dumps(good_rules())


def test_yes_is_not_taken_for_the_number_one() -> None:
    """Python holds True and 1 for equal; a table of values must not."""
    rules = good_rules()
    value = rules.ports["tower-bridge"].facts["port.open_to_travellers"][0].value

    assert loads(dumps(rules)).ports["tower-bridge"].facts["port.open_to_travellers"][0].value is value


def test_another_format_is_refused() -> None:
    """An old wheel's bundle is not guessed at."""
    text = dumps(good_rules())

    with pytest.raises(ValueError, match="version"):
        loads(text.replace('"format":', '"format":9', 1))


def signed(rows: list[list[Any]]) -> str:
    """Return *rows* as somebody writes them who knows how a bundle is signed."""
    written = json.dumps({"rows": rows}, ensure_ascii=False, separators=(",", ":"))[1:]
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
    return f'{{"format":"{FORMAT}","sha256":"{digest}",{written}'


def rows_of(rules: RuleSet) -> list[list[Any]]:
    """Return the rows of the bundle of *rules*."""
    rows: list[list[Any]] = json.loads(dumps(rules))["rows"]
    return rows


def test_signing_is_no_secret() -> None:
    """Or the tests of types below would try nothing but the digest."""
    assert signed(rows_of(good_rules())) == dumps(good_rules())


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "1", '{"format":2}', '{"format":2,"rows":[]}', "[" * 100_000]
)
def test_what_is_no_bundle_is_refused(text: str) -> None:
    """With the one error that loading knows."""
    with pytest.raises(ValueError, match="no bundle"):
        loads(text)


@given(st.data())
def test_a_bundle_that_was_changed_is_refused(data: st.DataObject) -> None:
    """Cut short, longer, or with one character in place of another."""
    text = dumps(good_rules())
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([text[:at], text[:at] + text[at + 1 :], text[:at] + "~" + text[at:]]))

    with pytest.raises(ValueError, match=r"it is no bundle|its digest"):
        loads(other)


@pytest.mark.parametrize("value", ["[__import__('os'),738834][1]", 1.5, [], {}, True])
def test_a_day_is_a_number_and_nothing_else(value: object) -> None:
    """A text in the place of a day was once written into the source of a function."""
    rows = rows_of(good_rules())
    period = bundle._KIND[Period]
    named = {place for kind, *parts in rows if kind == period for place in parts}
    days = [place for place in named if type(rows[place][1]) is int]

    assert len(days) > 10
    for day in days:
        with pytest.raises(ValueError, match="it holds what is no rule"):
            loads(signed([*rows[:day], [PLAIN, value], *rows[day + 1 :]]))


def test_a_value_of_another_type_is_refused_wherever_it_stands() -> None:
    """Every text, number, yes, no and nothing of a bundle, one after the other, is made an empty mapping."""
    rows = rows_of(good_rules())
    values = [place for place, row in enumerate(rows) if row[0] == PLAIN]

    for place in values:
        with pytest.raises(ValueError, match="it holds what is no rule"):
            loads(signed([*rows[:place], [MAPPING], *rows[place + 1 :]]))


@pytest.mark.parametrize("sign", ["or", "== 1 or __import__('os') ==", "", "is"])
def test_a_sign_that_is_none_of_the_language_is_refused(sign: str) -> None:
    """Signs are the only texts of a rule that stand for a part of Python, too."""
    rows = rows_of(good_rules())
    place = rows.index([PLAIN, ">="])

    with pytest.raises(ValueError, match="no such word"):
        loads(signed([*rows[:place], [PLAIN, sign], *rows[place + 1 :]]))


@pytest.mark.parametrize(("cls", "field"), [(Fact, "name"), (Its, "name"), (Held, "kind"), (Member, "group")])
@pytest.mark.parametrize("name", ["", "Fact", "valid_for_ever"])
def test_a_name_that_is_none_of_the_rules_is_refused(cls: type[Any], field: str, name: str) -> None:
    """Every fact, property, kind of thing and group, one after the other; each was a fault once it was asked about."""
    rows = rows_of(good_rules())
    at = 1 + bundle._FIELDS[cls].index(field)
    named = [place for place, row in enumerate(rows) if row[0] == bundle._KIND[cls]]

    assert named
    for place in named:
        row = [*rows[place][:at], 0, *rows[place][at + 1 :]]
        with pytest.raises(ValueError, match=r"no such word|there is no "):
            loads(signed(_with(rows, place, row, name)))


def test_a_property_outside_a_thing_is_refused() -> None:
    """There is nothing there that it could be a property of."""
    rows = rows_of(good_rules())
    fact, its = (bundle._KIND[cls] for cls in (Fact, Its))
    own = next(row for row in rows if row[0] == its)
    places = [place for place, row in enumerate(rows) if row[0] == fact and place > own[1]]

    assert places
    for place in places:
        with pytest.raises(ValueError, match="there is no "):
            loads(signed([*rows[:place], own, *rows[place + 1 :]]))


def test_a_group_asked_of_a_property_outside_a_thing_is_refused() -> None:
    """A row of the group stands between the condition and the property."""
    rows = rows_of(good_rules())
    member, its = (bundle._KIND[cls] for cls in (Member, Its))
    own = next(place for place, row in enumerate(rows) if row[0] == its)
    places = [place for place, row in enumerate(rows) if row[0] == member and place > own]

    assert places
    for place in places:
        with pytest.raises(ValueError, match="there is no "):
            loads(signed([*rows[:place], [member, own, *rows[place][2:]], *rows[place + 1 :]]))


CROSSING, NATIONALITY, TYPE = Fact("crossing.date"), Fact("nationality"), Fact("document.type")
SENSELESS: list[Predicate] = [
    Compare(CROSSING, ">=", TYPE),
    Compare(CROSSING, ">=", Literal("NO")),
    Compare(CROSSING, ">=", Literal(-1)),
    Compare(CROSSING, ">=", Shift(CROSSING, TYPE, "days")),
    Compare(CROSSING, ">=", Shift(CROSSING, Literal(-5), "days")),
    Compare(CROSSING, "<=", Shift(Shift(TYPE, Literal(3), "days"), Literal(-1), "days")),
    Compare(Shift(NATIONALITY, Literal(3), "months"), "<=", CROSSING),
    Compare(Fact("document.blank_pages"), ">=", CROSSING),
    Compare(NATIONALITY, "==", Literal(739_943)),
    Compare(NATIONALITY, "==", Literal("Norway")),
    Compare(NATIONALITY, "==", Literal(value=True)),
    Compare(TYPE, "<", Literal("ordinary-passport")),
    Compare(Fact("port.open_to_travellers"), "==", Literal("yes")),
    Compare(Literal(1), "==", Literal(1)),
    Hours(Moment(CROSSING, NATIONALITY), ">=", Moment(CROSSING, NATIONALITY), 24),
    Among(CROSSING, frozenset({"NO", "DE"})),
    Member(CROSSING, "uto-friends"),
    Member(NATIONALITY, "uto-friends", TYPE),
    Covers(NATIONALITY, Literal("NO")),
    Covers(Fact("purpose"), NATIONALITY),
    Only(NATIONALITY, frozenset({"NO"})),
    Only(Fact("purpose"), frozenset({"NO"})),
    Both((Compare(CROSSING, ">=", Literal(739_943)), Compare(CROSSING, ">=", TYPE))),
    Both((Held("ticket", (Condition("date", Compare(CROSSING, ">=", Literal(739_943)), ""),)),)),
    InForce(Validity(), NATIONALITY),
    Window(90, 180, "UTO", NATIONALITY, CROSSING),
    Window(90, 180, "UTO", CROSSING, NATIONALITY),
    Held("visa", (Condition("category", Compare(Its("category"), ">=", CROSSING), ""),)),
    Held("visa", (Condition("valid_until", Compare(CROSSING, ">=", Its("category")), ""),)),
]


def asking(predicate: Predicate, *, in_a_branch: bool) -> RuleSet:
    """Return rules with a notice for whoever meets *predicate*."""
    key = predicate.kind if isinstance(predicate, Held) else next(nodes_in(predicate, Fact), CROSSING).name
    condition = Condition(key, predicate, "")
    if in_a_branch:
        condition = Condition("any_of", AnyOf((Branch("so", (condition,)),)), "")
    notice = Notice("uto.entry.asking", "Asking", "It is asked.", (), concerns=(condition,))
    rules = good_rules()
    return replace(rules, states={"UTO": replace(rules.states["UTO"], notices={"entry": (notice,)})})


@pytest.mark.parametrize("in_a_branch", [False, True], ids=["alone", "in a branch"])
@pytest.mark.parametrize("predicate", SENSELESS)
def test_what_no_rule_file_could_ask_is_refused(predicate: Predicate, in_a_branch: bool) -> None:
    """Values of two types compared, above all: the question ended as a fault, or with a verdict."""
    with pytest.raises(ValueError, match=r"what it asks of `.+` makes no sense"):
        loads(dumps(asking(predicate, in_a_branch=in_a_branch)))


@pytest.mark.parametrize("in_a_branch", [False, True], ids=["alone", "in a branch"])
def test_what_a_rule_file_could_ask_in_its_place_is_read(in_a_branch: bool) -> None:
    """Or the test above would try nothing but the place."""
    rules = asking(Compare(CROSSING, ">=", Literal(739_943)), in_a_branch=in_a_branch)

    assert loads(dumps(rules)) == rules


def test_the_bundle_of_a_digest_that_was_seen_is_not_read_again() -> None:
    """It is the one that a wheel was built with, and reading it twice costs time; another is."""
    text, senseless = dumps(good_rules()), dumps(asking(SENSELESS[0], in_a_branch=False))

    assert loads(text, seen=digest(text)) == good_rules()
    assert loads(text, seen=digest(senseless)) == good_rules()
    with pytest.raises(ValueError, match="makes no sense"):
        loads(senseless, seen=digest(text))


def test_a_row_is_named_from_the_beginning_alone() -> None:
    """Python takes -1 for the last of those read so far, which is another for each row."""
    rows = rows_of(good_rules())
    made = [(place, part) for place, row in enumerate(rows) if row[0] > ENUM for part in range(1, len(row))]

    assert len(made) > 1000
    for place, part in made[::97]:
        row = list(rows[place])
        row[part] -= place
        with pytest.raises(ValueError, match="named from the end"):
            loads(signed([*rows[:place], row, *rows[place + 1 :]]))


def test_a_kind_of_row_that_there_is_not_is_refused() -> None:
    """It was read as a member of an enumeration."""
    rows = rows_of(good_rules())
    place = next(place for place, row in enumerate(rows) if row[0] == ENUM)

    for row in ([ENUM - 2, *rows[place][1:]], [ENUM, rows[place][1] - 3, *rows[place][2:]]):
        with pytest.raises(ValueError, match=r"no such kind|named from the end"):
            loads(signed([*rows[:place], row, *rows[place + 1 :]]))


def _with(rows: list[list[Any]], place: int, row: list[Any], text: str) -> list[list[Any]]:
    """Return *rows* with *row* at *place*, whose part 0 is now *text*, a row before all others."""
    moved = [[PLAIN, text]]
    for each in [*rows[:place], row, *rows[place + 1 :]]:
        kind, *parts = each
        moved.append([kind, *(part if kind <= ENUM else part + 1 for part in parts)])
    at = next(number for number, part in enumerate(row) if number and part == 0)
    moved[place + 1][at] = 0
    return moved


@given(st.data())
def test_no_rows_whatever_raise_anything_else(data: st.DataObject) -> None:
    """Rows that were dropped, doubled, swapped, cut or filled with what JSON can hold."""
    rows = [list(row) for row in rows_of(good_rules())]
    at, to = (data.draw(st.integers(0, len(rows) - 1)) for _ in range(2))
    odd = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.just([]), st.just({})
    )
    match data.draw(st.integers(0, 5)):
        case 0:
            del rows[at]
        case 1:
            rows.insert(to, rows[at])
        case 2:
            rows[at], rows[to] = rows[to], rows[at]
        case 3:
            rows[at] = rows[at][:-1]
        case 4:
            rows[at][data.draw(st.integers(0, len(rows[at]) - 1))] = data.draw(odd)
        case _:
            rows[at] = data.draw(st.lists(odd, max_size=4))

    with suppress(ValueError):
        assert isinstance(loads(signed(rows)), RuleSet)


def test_what_is_no_value_of_rules_is_refused() -> None:
    """Better no bundle than one that loses something."""
    with pytest.raises(TypeError, match="float"):
        dumps(replace(good_rules(), version=1.5))  # type: ignore[arg-type]  # the mistake that the test is about
