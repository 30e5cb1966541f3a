"""What each phrase of the language means, as a tree."""

import pytest

from crosscheck.compiler.meaning.typecheck import _MEANINGS
from crosscheck.language.dates import NO_END, MonthEnds
from crosscheck.language.nodes import (
    Among,
    Both,
    Compare,
    Covers,
    Fact,
    Held,
    Hours,
    Its,
    Literal,
    Member,
    Moment,
    NoneOf,
    Only,
    Predicate,
    Shift,
)
from crosscheck.language.phrases.forms import FITS, FORMS
from crosscheck.language.phrases.printing import phrase_text
from tests.compiler.reading import built, need, needs
from tests.profiles import day

CROSSING = Fact("crossing.date")
EXPIRY = Fact("document.date_of_expiry")
NATIONALITY = Fact("nationality")

PHRASES: list[tuple[str, Predicate]] = [
    ("nationality: NO", Compare(NATIONALITY, "==", Literal("NO"))),
    ("nationality: UTO or XXA", Among(NATIONALITY, frozenset({"UTO", "XXA"}))),
    ("nationality: not UTO", Compare(NATIONALITY, "!=", Literal("UTO"))),
    ("nationality: not UTO or DE", Among(NATIONALITY, frozenset({"UTO", "DE"}), negated=True)),
    ("nationality: in uto-friends", Member(NATIONALITY, "uto-friends")),
    (
        "nationality: not in uto-friends on stay.until",
        Member(NATIONALITY, "uto-friends", Fact("stay.until"), negated=True),
    ),
    (
        "nationality: same as document.issuing_state",
        Compare(NATIONALITY, "==", Fact("document.issuing_state")),
    ),
    ("nationality: not same as residence", Compare(NATIONALITY, "!=", Fact("residence"))),
    ("residence: none", Compare(Fact("residence"), "==", Literal("none"))),
    ("nationalities: covers UTO", Covers(Fact("nationalities"), Literal("UTO"))),
    ("nationalities: covers one in uto-friends", Member(Fact("nationalities"), "uto-friends")),
    (
        "nationalities: not covers one in uto-friends on stay.until",
        Member(Fact("nationalities"), "uto-friends", Fact("stay.until"), negated=True),
    ),
    ("nationalities: only nationality", Covers(NATIONALITY, Fact("nationalities"))),
    ("nationalities: covers nationality", Covers(Fact("nationalities"), NATIONALITY)),
    ("purpose: not covers work", Covers(Fact("purpose"), Literal("work"), negated=True)),
    ("purpose: only tourism or private", Only(Fact("purpose"), frozenset({"tourism", "private"}))),
    ("document.blank_pages: at least 2 pages", Compare(Fact("document.blank_pages"), ">=", Literal(2))),
    ("document.blank_pages: exactly 1 page", Compare(Fact("document.blank_pages"), "==", Literal(1))),
    ("document.blank_pages: less than 9 pages", Compare(Fact("document.blank_pages"), "<", Literal(9))),
    ("document.date_of_expiry: on or after stay.until", Compare(EXPIRY, ">=", Fact("stay.until"))),
    ("document.date_of_expiry: before 2026-12-01", Compare(EXPIRY, "<", Literal(day("2026-12-01")))),
    ("document.date_of_expiry: no end", Compare(EXPIRY, "==", Literal(NO_END))),
    ("document.date_of_expiry: not no end", Compare(EXPIRY, "!=", Literal(NO_END))),
    ("port.open_to_travellers: yes", Compare(Fact("port.open_to_travellers"), "==", Literal(value=True))),
    ("port.open_to_travellers: no", Compare(Fact("port.open_to_travellers"), "==", Literal(value=False))),
    (
        "document.date_of_expiry: after crossing.date and no end",
        Both((Compare(EXPIRY, ">", CROSSING), Compare(EXPIRY, "==", Literal(NO_END)))),
    ),
]


@pytest.mark.parametrize(("line", "tree"), PHRASES, ids=[line for line, _ in PHRASES])
def test_a_phrase_means_this_tree(line: str, tree: Predicate) -> None:
    """The table of the language, line by line."""
    assert need(line).predicate == tree


SPANS: list[tuple[str, Predicate]] = [
    (
        "at least 3 months after stay.until",
        Compare(EXPIRY, ">=", Shift(Fact("stay.until"), Literal(3), "months")),
    ),
    ("at most 10 days after crossing.date", Compare(EXPIRY, "<=", Shift(CROSSING, Literal(10), "days"))),
    ("less than 1 day after crossing.date", Compare(EXPIRY, "<", Shift(CROSSING, Literal(1), "days"))),
    ("more than 2 years after crossing.date", Compare(EXPIRY, ">", Shift(CROSSING, Literal(24), "months"))),
    ("at least 3 days before crossing.date", Compare(Shift(EXPIRY, Literal(3), "days"), "<=", CROSSING)),
    ("at most 3 days before crossing.date", Compare(Shift(EXPIRY, Literal(3), "days"), ">=", CROSSING)),
    ("less than 3 days before crossing.date", Compare(Shift(EXPIRY, Literal(3), "days"), ">", CROSSING)),
    ("more than 3 days before crossing.date", Compare(Shift(EXPIRY, Literal(3), "days"), "<", CROSSING)),
]


@pytest.mark.parametrize(("phrase", "tree"), SPANS, ids=[phrase for phrase, _ in SPANS])
def test_a_span_is_added_to_the_earlier_day(phrase: str, tree: Predicate) -> None:
    """Three months before and three months after are not the same arithmetic at month ends."""
    assert need(f"document.date_of_expiry: {phrase}").predicate == tree


@pytest.mark.parametrize(
    ("phrase", "op", "hours"),
    [
        ("at most 24 hours after crossing.date", "<=", 24),
        ("less than 1 hour after crossing.date", "<", 1),
        ("at least 2 hours before crossing.date", "<=", -2),
    ],
)
def test_hours_are_counted_between_the_crossing_and_a_ticket(phrase: str, op: str, hours: int) -> None:
    """Each with the time that may be stated beside its day; printed, it is the same phrase."""
    held = need(f"ticket:\n  date: {phrase}").predicate

    assert isinstance(held, Held)
    (condition,) = held.conditions
    crossing = Moment(CROSSING, Fact("crossing.time"))
    assert condition.predicate == Hours(Moment(Its("date"), Its("time")), op, crossing, hours)
    assert phrase_text(condition.predicate, "ticket") == phrase


def test_a_rule_says_how_its_months_end() -> None:
    """How a month too short ends is not settled unless `month_ends` says so; days never care."""
    line = "document.date_of_expiry: at least 1 month after stay.until and at least 1 day after stay.until"
    predicate = need(line, month_ends="month_ends: next-day\n").predicate

    assert isinstance(predicate, Both)
    ends = [
        item.right.month_ends
        for item in predicate.items
        if isinstance(item, Compare) and isinstance(item.right, Shift)
    ]
    assert ends == [MonthEnds.NEXT_DAY, MonthEnds.NOT_SETTLED]


def test_a_bare_name_inside_a_thing_is_the_things_and_a_dotted_one_the_cases() -> None:
    """`purpose` on the right is the traveller's, `its` speaks of the thing in hand."""
    held = need(
        "visit:\n  state: DE\n  entered_on: after document.date_of_issue\n  exited_on: at most 9 days after its entered_on"
    ).predicate

    assert isinstance(held, Held)
    assert held.state == "DE"
    assert [condition.predicate for condition in held.conditions] == [
        Compare(Its("entered_on"), ">", Fact("document.date_of_issue")),
        Compare(Its("exited_on"), "<=", Shift(Its("entered_on"), Literal(9), "days")),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ["valid_until", "tied_to_document_shown"]),
        ("  tied_to_document_shown: yes\n", ["valid_until", "tied_to_document_shown"]),
        ("  tied_to_document_shown: yes or no\n", ["valid_until"]),
    ],
)
def test_a_visa_is_tied_to_the_document_shown_unless_the_rule_says_otherwise(
    written: str, expected: list[str]
) -> None:
    """A visa in the other passport does not count; `yes or no` is how a rule lets it."""
    held = need(f"visa:\n  valid_until: after crossing.date\n{written}").predicate

    assert isinstance(held, Held)
    assert [condition.key for condition in held.conditions] == expected


def test_branches_keep_their_names() -> None:
    """Reasons have ids by name, not by position."""
    tree = need(
        "none_of:\n  by-lorry:\n    crossing.mode: lorry\n  for-work:\n    purpose: covers work"
    ).predicate

    assert isinstance(tree, NoneOf)
    assert [branch.name for branch in tree.branches] == ["by-lorry", "for-work"]


def test_a_condition_keeps_the_phrase_and_its_place() -> None:
    """What an officer reads is what was written."""
    first, second = needs("nationality: DE or UTO\nresidence: DE")

    assert (first.key, first.phrase) == ("nationality", "DE or UTO")
    assert second.span is not None
    assert str(second.span) == "rules/states/uto/entry/document.yaml:7:3"


def test_each_form_of_phrases_has_a_meaning_and_facts_that_it_fits() -> None:
    """A form that is added to the table is read, printed and marked at once; what it means is still to be said."""
    fitting = {form for fit in FITS.values() for form in fit.forms}

    assert set(_MEANINGS) == set(FORMS)
    assert set(FORMS) <= fitting


def test_a_phrase_that_does_not_fit_is_told_that_alone() -> None:
    """Which group it should have named is no question before it speaks of what can be in one."""
    text = (
        "requirement: uto.entry.document\ntitle: Document\nsays: It is shown.\nsource: uto-border-act-2020\n"
        "needs:\n  document.type: in uto-frends\n"
    )
    _, found = built("states/uto/entry/document.yaml", text)

    assert [each.code for each in found if each.is_error] == ["CC305"]
