"""Which document to show to whom: the best of all pairs is found without trying them all."""

from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crosscheck.deciding.case import Layout
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.facts import Facts, Question, Row
from crosscheck.deciding.parts import Part
from crosscheck.deciding.plans import Plans, ShownPlan
from crosscheck.language.dates import NO_END
from crosscheck.language.nodes import Compare, Fact, Literal, Period
from crosscheck.rulebook.ruleset import Coverage, RuleSet
from tests.growth import grows_in_proportion, lines_run
from tests.profiles import CROSSING, GATE, NEIGHBOUR, UTO, a_passport
from tests.rulebooks import a_condition, a_ground, a_port, a_requirement, a_rule_set, a_state, states_that


def at_least(fact: str, number: int) -> Any:
    """Return the condition that *fact* is *number* or more."""
    return a_condition(Compare(Fact(fact), ">=", Literal(number)), fact)


def rules() -> RuleSet:
    """Return rules that ask of a document, on either side and at the port, different things."""
    some = Coverage(Period(None, None), document_types=frozenset({"ordinary-passport", "identity-card"}))
    uto = a_state(
        UTO,
        entry=[
            a_requirement("uto.entry.document", a_ground("type", states_that("document.type", "ordinary-passport"))),
            a_requirement("uto.entry.pages", a_ground("pages", at_least("document.blank_pages", 2))),
        ],
        covered=(some,),
    )  # fmt: skip
    neighbour = a_state(
        NEIGHBOUR,
        exit_=[
            a_requirement("kz.exit.issuer", a_ground("issuer", states_that("document.issuing_state", NEIGHBOUR))),
            a_requirement("kz.exit.pages", a_ground("pages", at_least("document.blank_pages", 1))),
        ],
    )  # fmt: skip
    pages = a_requirement("gate.pages", a_ground("pages", at_least("document.blank_pages", 3)))
    return a_rule_set(uto, neighbour, port=a_port(requirements=(pages,)))


DOCUMENTS = st.lists(
    st.builds(
        a_passport,
        nationality=st.sampled_from([UTO, NEIGHBOUR, None]),
        type=st.sampled_from(["ordinary-passport", "identity-card", "seafarer-document", None]),
        issuing_state=st.sampled_from([UTO, NEIGHBOUR, None]),
        blank_pages=st.sampled_from([0, 1, 2, 3, None]),
    ),
    min_size=1,
    max_size=6,
).filter(lambda held: any(row[2] != "seafarer-document" for row in held))


def every_pair(plans: Plans, question: Question, facts: Facts) -> list[ShownPlan]:
    """Return all plans, best first, tried one by one."""
    views = Layout(rules()).situation(question, facts).views
    leaving, entering = plans._tried(question, facts, views, Part.shown)
    found = []
    for n, m in product(leaving, entering):
        parts = (leaving[n][0], entering[m][0], *leaving[n][1:], *entering[m][1:])
        seen = (n, m, *[n] * len(leaving[n][1:]), *[m] * len(entering[m][1:]))
        verdicts = [shown.verdict for shown in parts]
        worst = next((each for each in (Verdict.FAIL, Verdict.CONDITIONAL) if each in verdicts), Verdict.PASS)
        found.append(ShownPlan((n, m), parts, seen, Verdict.CONDITIONAL if None in verdicts else worst))
    return sorted(found, key=ShownPlan.preference)


@given(DOCUMENTS, st.booleans(), st.sampled_from([None, GATE]))
def test_the_best_plan_and_the_next_are_those_of_all_pairs(
    documents: list[Row], inbound: bool, port: str | None
) -> None:
    """And no document that may be shown in a plan that does not fail is left out."""
    question = Question(*((NEIGHBOUR, UTO) if inbound else (UTO, NEIGHBOUR)), CROSSING, port)
    facts = Facts({"nationalities": frozenset({UTO, NEIGHBOUR})}, tuple(documents))
    plans = Plans(rules())
    views = Layout(rules()).situation(question, facts).views

    found, expected = plans.best_first(question, facts, views), every_pair(plans, question, facts)

    assert [plan.documents for plan in found[:2]] == [plan.documents for plan in expected[:2]]
    assert found[0].verdict is expected[0].verdict is plans.verdict(question, facts, views)
    for side in (0, 1):
        assert {plan.documents[side] for plan in found if plan.verdict is not Verdict.FAIL} == {
            plan.documents[side] for plan in expected if plan.verdict is not Verdict.FAIL
        }


def holding(number: int) -> Facts:
    """Return the facts of somebody with *number* documents, none of which will do."""
    return Facts(
        {"nationalities": frozenset({UTO})},
        tuple(a_passport(label=f"P{n}", blank_pages=n % 3, date_of_expiry=NO_END) for n in range(number)),
    )


def test_plans_grow_with_the_documents_held_not_with_their_pairs() -> None:
    """Twice as many documents are twice the work, the decision with its reasons included."""
    checker, question = Checker(rules()), Question(NEIGHBOUR, UTO, CROSSING, GATE)
    counts = []
    for number in (10, 20, 40, 80):
        facts = holding(number)
        counts.append(lines_run(lambda facts=facts: checker.check(question, facts)))  # type: ignore[misc]

    assert grows_in_proportion(counts), counts
