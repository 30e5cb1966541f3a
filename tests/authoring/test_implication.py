"""What is plain to see follows indeed: the evaluator never contradicts it."""

from collections import Counter
from itertools import permutations

import pytest

from crosscheck.authoring.lint.implication import follows, is_excluded, stated, subject
from crosscheck.deciding.case import Layout
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.facts import View
from crosscheck.language.nodes import Predicate
from crosscheck.rulebook.ruleset import Requirement
from tests.compiler.reading import need
from tests.generating.cases import Case
from tests.generating.choices import Seeded
from tests.generating.worlds import a_traveller, half_said
from tests.laws import reference
from tests.laws.reference import asked
from tests.strategies import Drawing, draw_case

RULE_SETS, TRAVELLERS = 150, 6


def _predicates(requirement: Requirement) -> list[Predicate]:
    """Return what *requirement* and its grounds say, one phrase at a time."""
    written = [requirement.concerns, *(part for g in requirement.grounds for part in (g.concerns, g.needs))]
    return [predicate for conditions in written for predicate in stated(conditions)]


def _views(drawing: Drawing, choices: Seeded) -> list[View]:
    """Return what evaluators see of several travellers, of whom more or less is said."""
    case = drawing.case
    views: list[View] = []
    for percent in (0, 0, 5, 15, 40, 80)[:TRAVELLERS]:
        facts = half_said(choices, a_traveller(choices, case.question, drawing.anchor), percent)
        views += Layout(case.rules).situation(case.question, facts).views
    return views


def _phrases(case: Case) -> list[Predicate]:
    return [
        predicate
        for part in asked(case)
        for requirement in reference.rules_of(case, part)[1]
        for predicate in _predicates(requirement)
    ]


def test_what_follows_is_true_and_what_is_excluded_is_false() -> None:
    """Over pairs of phrases of generated rules, for travellers of whom much or little is said."""
    seen: Counter[str] = Counter()
    for seed in range(RULE_SETS):
        choices = Seeded(seed)
        drawing = draw_case(choices)
        views, evaluator = _views(drawing, choices), Evaluator(drawing.case.rules.groups)
        for given, wanted in permutations(dict.fromkeys(_phrases(drawing.case)), 2):
            if subject(given) is None or subject(given) != subject(wanted):
                continue
            for claim, said, expected in (
                ("follows", follows((given,), wanted), True),
                ("is excluded", is_excluded((given,), wanted), False),
            ):
                if said:
                    is_given, is_wanted = evaluator.holds(given), evaluator.holds(wanted)
                    held = [view for view in views if is_given(view, None) is True]
                    seen[claim] += len(held)
                    assert all(is_wanted(view, None) is expected for view in held), (given, wanted)

    assert min(seen["follows"], seen["is excluded"]) > 200, seen


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("nationality: DE", "nationality: DE or FR"),
        ("nationality: DE or FR", "nationality: not UTO"),
        ("nationality: not DE or FR", "nationality: not FR"),
        ("nationality: in uto-friends", "nationality: in uto-friends"),
        ("document.blank_pages: at least 4 pages", "document.blank_pages: at least 2 pages"),
        ("document.blank_pages: exactly 4 pages", "document.blank_pages: less than 5 pages"),
        ("document.date_of_expiry: on or after 2027-01-01", "document.date_of_expiry: after 2026-01-01"),
        ("date_of_birth: at least 18 years before crossing.date", "date_of_birth: at least 16 years before crossing.date"),
        ("date_of_birth: less than 16 years before crossing.date", "date_of_birth: at most 16 years before crossing.date"),
        ("document.date_of_expiry: at least 6 months after stay.until", "document.date_of_expiry: at least 3 months after stay.until"),
        ("purpose: only tourism", "purpose: only tourism"),
        ("purpose: covers tourism and covers private", "purpose: covers private"),
        ("port.open_to_travellers: yes", "port.open_to_travellers: yes"),
    ],
)  # fmt: skip
def test_a_phrase_follows_from_a_narrower_one(given: str, wanted: str) -> None:
    """And, where the two are not the same, never the other way round."""
    narrow, wide = need(given), need(wanted)

    assert follows(stated([narrow]), wide.predicate)
    assert given == wanted or "covers" in given or not follows(stated([wide]), narrow.predicate)


def test_two_choices_that_are_given_are_each_gone_through_once() -> None:
    """Whatever they choose between, and though neither decides the other."""
    given = stated(
        [
            need(_either("nationality: DE", "nationality: FR")),
            need(_either("purpose: covers study", "purpose: covers work")),
        ]
    )

    assert follows(given, need(_either("nationality: DE or FR", "residence: DE")).predicate)
    assert not follows(given, need(_either("residence: DE", "residence: FR")).predicate)


def _either(one: str, two: str) -> str:
    return f"any_of:\n  one:\n    {one}\n  two:\n    {two}"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("document.blank_pages: at least 2 pages", "document.blank_pages: at least 4 pages"),
        ("residence: not DE", "residence: not DE or none"),
        ("document.date_of_expiry: not no end", "document.date_of_expiry: on or after 1900-01-01"),
        ("nationality: DE", "nationalities: only DE"),
        ("nationality: DE", "document.issuing_state: DE"),
        ("date_of_birth: at least 18 years before crossing.date", "date_of_birth: at least 18 years before 2020-01-01"),
        ("date_of_birth: at least 3 months before crossing.date", "date_of_birth: at least 80 days before crossing.date"),
    ],
)  # fmt: skip
def test_what_is_not_plain_to_see_is_left_open(given: str, wanted: str) -> None:
    """A false alarm costs an author more than a finding that was missed."""
    given_parts, predicate = stated([need(given)]), need(wanted).predicate

    assert not follows(given_parts, predicate)
    assert not is_excluded(given_parts, predicate)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("nationality: DE or FR", "nationality: UTO"),
        ("nationality: in uto-friends", "nationality: not in uto-friends"),
        ("date_of_birth: less than 16 years before crossing.date", "date_of_birth: at least 18 years before crossing.date"),
        ("document.blank_pages: at most 2 pages", "document.blank_pages: more than 2 pages"),
        ("purpose: only tourism", "purpose: covers study"),
    ],
)  # fmt: skip
def test_a_phrase_is_excluded_by_its_opposite(given: str, wanted: str) -> None:
    """Whichever of the two stands under `for`."""
    first, second = need(given), need(wanted)

    assert is_excluded(stated([first]), second.predicate)
    assert is_excluded(stated([second]), first.predicate)
