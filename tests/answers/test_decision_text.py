"""Whole answers, as they are read."""

from dataclasses import replace
from typing import Any, TypeVar

import pytest

from crosscheck.answers.decision_text import decision_text
from crosscheck.answers.page import Page, columns
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Verdict
from crosscheck.deciding.facts import Facts
from crosscheck.language.nodes import Among, Compare, Condition, Fact, Literal
from crosscheck.rulebook.citation import Grade, Source
from crosscheck.rulebook.ruleset import Ground, Notice, Port, Requirement, RuleSet
from tests.profiles import CROSSING, GATE, NEIGHBOUR, UTO, a_passport, a_profile, a_question, day
from tests.rulebooks import (
    SOURCES,
    a_ground,
    a_port,
    a_port_fact,
    a_requirement,
    a_rule_set,
    a_state,
    states_that,
)

ACT = Source("uto-border-act", "Border Act of Utopia, 2020", "Utopia", None, None, None, Grade.OFFICIAL)
GAZETTE = Source("uto-gazette", "The Gazette", "Utopia", None, None, None, Grade.PRESS)
VALID = Condition(
    "document.date_of_expiry",
    Compare(Fact("document.date_of_expiry"), ">=", Fact("crossing.date")),
    "on or after crossing.date",
)
KIND = Condition(
    "document.type", Among(Fact("document.type"), frozenset({"identity-card", "ordinary-passport"})), ""
)
STAY = Condition("stay.until", Compare(Fact("stay.until"), "<=", Literal(day("2026-12-30"))), "by then")
Titled = TypeVar("Titled", Ground, Requirement)
NOTICE = Notice("uto.entry.cheese", "No cheese", "Cheese may not be brought in. Nor may milk.", SOURCES)


def titled(title: str, thing: Titled) -> Titled:
    """Return *thing* under a title that a person would read."""
    return replace(thing, title=title)


def rules(*, port: Port | None = None, neighbours: tuple[Port, ...] = ()) -> RuleSet:
    """Return rules in which UTO wants a valid document, and a short stay or a purpose."""
    document = titled(
        "Travel document",
        a_requirement("uto.entry.document", a_ground("needs", KIND, VALID), fix="Renew it in time."),
    )
    short_stay = titled("A short stay", a_ground("short-stay", STAY))
    guest = titled("A guest", a_ground("guest", states_that("residence", "KZ"), fix="Ask for an invitation."))
    permission = titled(
        "Permission to enter Utopia", a_requirement("uto.entry.permission", short_stay, guest)
    )
    state = a_state(UTO, entry=(document, permission), notices={"entry": (NOTICE,), "exit": ()})
    found = a_rule_set(state, port=port)
    ports = {**found.ports, **{each.id: each for each in neighbours}}
    return replace(found, sources={each.id: each for each in (ACT, GAZETTE)}, ports=ports)


def page_of(facts: Facts, rule_set: RuleSet, *, page: Page | None = None, **asked: Any) -> str:
    """Return the answer to someone who enters UTO."""
    decision = Checker(rule_set).check(a_question(**asked), facts)
    return decision_text(decision, facts, rule_set, page or Page())


def test_what_the_whole_answer_is_about_stands_before_the_verdict() -> None:
    """In full, and not again among the titles; one that may concern the traveller says so."""
    always = Notice("uto.entry.visit", "A visit", "For a visit none of this is asked.", SOURCES, first=True)
    perhaps = Notice(
        "uto.entry.guests", "Guests", "Guests use the other gate.", SOURCES,
        concerns=(states_that("residence", "KZ"),), first=True,
    )  # fmt: skip
    told = rules()
    state = replace(told.states["UTO"], notices={"entry": (always, perhaps, NOTICE), "exit": ()})
    facts = Facts({"nationality": "KZ"}, documents=(a_passport(nationality="KZ"),))

    for everything in (False, True):
        decision = Checker(replace(told, states={**told.states, "UTO": state})).check(a_question(), facts)
        lines = decision_text(decision, facts, told, Page(), everything=everything).splitlines()

        assert lines[3:7] == [
            "  !  For a visit none of this is asked.",
            "",
            "  !  Perhaps: Guests use the other gate.",
            "",
        ]
        assert lines[7].startswith("  CONDITIONAL")
        assert not any("A visit" in line or "Guests" in line for line in lines[8:])


def test_a_pass_takes_a_line_for_each_requirement() -> None:
    """The crossing, the answer, what is met and by what, what to know, what was assumed."""
    facts = Facts(
        {"nationality": "KZ", "stay.until": CROSSING + 9}, documents=(a_passport(nationality="KZ"),)
    )

    assert page_of(facts, rules()) == (
        "Kazakhstan → Utopia (specimen) on 2026-12-01, no port looked at      KZ national\n"
        "(assumed: no other nationality)\n"
        "\n"
        "  IN ORDER  what the two States ask is met; whether a port is open to you was\n"
        "            not asked\n"
        "\n"
        "  Leaving Kazakhstan\n"
        "    ✓  The ground everybody                                     kz.exit.document\n"
        "    ✓  The ground everybody                                   kz.exit.permission\n"
        "  Entering Utopia (specimen)\n"
        "    ✓  Travel document                                        uto.entry.document\n"
        "    ✓  A short stay                                         uto.entry.permission\n"
        "\n"
        "  !  To know: No cheese.\n"
        "  All of it, with every condition and source: --explain\n"
        "  Documents only; admission is the officer’s decision.   Rules 2026.11.23 (0000)\n"
    )


def test_a_fail_says_what_is_what_must_be_who_says_so_and_the_way_out() -> None:
    """Near misses are told ground by ground; ways out come from their unmet conditions and fixes."""
    passport = a_passport(nationality="KZ", date_of_expiry=CROSSING - 1)
    facts = Facts(
        {"nationality": "KZ", "stay.until": CROSSING + 30, "residence": "CN"}, documents=(passport,)
    )

    assert page_of(facts, rules()) == (
        "Kazakhstan → Utopia (specimen) on 2026-12-01, no port looked at      KZ national\n"
        "(assumed: no other nationality)\n"
        "\n"
        "  NOT IN ORDER  2 of 4 requirements are not met\n"
        "\n"
        "  Leaving Kazakhstan\n"
        "    ✓  The ground everybody                                     kz.exit.document\n"
        "    ✓  The ground everybody                                   kz.exit.permission\n"
        "  Entering Utopia (specimen)\n"
        "    ✗  Travel document                                        uto.entry.document\n"
        "       ✗  The document expires on 2026-11-30; it must be valid on 2026-12-01.\n"
        "          Border Act of Utopia, 2020\n"
        "    ✗  Permission to enter Utopia                           uto.entry.permission\n"
        "       A short stay\n"
        "         ✗  The last day of the stay is 2026-12-31; it must be 2026-12-30 or\n"
        "            earlier.\n"
        "       A guest\n"
        "         ✗  The State of residence is China; it must be Kazakhstan.\n"
        "\n"
        "  What would make it pass\n"
        "    1.  The document must still be valid on 2026-12-01.\n"
        "        Or: Renew it in time.\n"
        "    2.  The last day of the stay must be 2026-12-30 or earlier.\n"
        "\n"
        "  !  To know: No cheese.\n"
        "  All of it, with every condition and source: --explain\n"
        "  Documents only; admission is the officer’s decision.   Rules 2026.11.23 (0000)\n"
    )


def test_an_open_answer_asks_and_offers_every_ground() -> None:
    """What a fact would have to be is said; a question mark stands for what can be stated."""
    said = page_of(Facts({"nationality": "KZ"}), rules())

    assert "  CONDITIONAL  depends on 4 facts that you can state\n" in said
    assert (
        "       The document shown must be an ordinary passport or an identity card. The\n"
        "       document must still be valid on 2026-12-01.\n"
    ) in said
    assert "       One of these is enough:\n       A short stay\n         The last day" in said


def test_a_port_of_which_no_source_settles_who_may_cross_says_so_and_names_ports_that_work() -> None:
    """Only a port that is known to be open is offered; stating the fact is, too."""
    is_open = a_ground("needs", states_that("port.open_to_travellers", True))
    persons = titled("Who may cross", a_requirement("gate.persons", is_open))
    facts = {"port.open_to_travellers": (a_port_fact(None, settled=False),)}
    gate = a_port(facts=facts, requirements=(persons,))
    bridge = replace(
        a_port(facts={"port.open_to_travellers": (a_port_fact(True),)}), id="bridge", names={"en": "Bridge"}
    )
    ford = replace(bridge, id="ford", names={"en": "Ford"}, facts={})

    passport = a_passport(nationality="KZ")
    stated = Facts({"nationality": "KZ", "stay.until": CROSSING}, documents=(passport,))
    said = page_of(stated, rules(port=gate, neighbours=(bridge, ford)), port=GATE, direction="inbound")

    assert "  CONDITIONAL  depends on whether travellers may cross at Gate\n" in said
    assert (
        "    ~  Who may cross                                                gate.persons\n"
        "       Not settled for travellers.\n"
        "       What speaks on each side: crosscheck port gate\n"
        "       Working ports nearby: Bridge.\n"
        "       If you know better: --set port.open_to_travellers=yes\n"
    ) in said


@pytest.mark.parametrize(
    ("expiry", "next_best"),
    [
        ("2026-11-30", "The next best choice is not in order: "),
        ("2031-01-01", "Another choice would be in order too: "),
    ],
)
def test_of_several_documents_it_says_which_to_show(expiry: str, next_best: str) -> None:
    """And what the next best choice would give."""
    state = a_state(NEIGHBOUR, exit_=(a_requirement("kz.exit.document", a_ground("needs", VALID)),))
    rule_set = rules()
    rule_set = replace(rule_set, states={**rule_set.states, NEIGHBOUR: state})
    first = a_passport(nationality=UTO, date_of_expiry=day(expiry), issuing_state=UTO)
    second = a_passport(nationality="KZ", issuing_state="KZ", date_of_expiry=day("2029-01-01"))
    facts = Facts({"stay.until": CROSSING}, documents=(second, first))

    said = " ".join(page_of(facts, rule_set).split())

    assert "Which document to show Show the ordinary passport of Kazakhstan (valid until 2029-01-01)" in said
    assert next_best in said


def test_a_requirement_like_the_last_one_is_said_once() -> None:
    """Two States that want the same paper need one explanation."""
    wanted = a_ground("needs", KIND)
    leave = a_requirement("kz.exit.document", wanted)
    enter = a_requirement("uto.entry.document", wanted)
    rule_set = a_rule_set(a_state(NEIGHBOUR, exit_=(leave,)), a_state(UTO, entry=(enter,)))

    said = page_of(Facts({"nationality": "KZ"}), rule_set)

    assert said.count("The document shown must be") == 1
    assert said.count("As above.") == 1


def test_a_day_that_matters_near_midnight_is_told() -> None:
    """Two States may read two dates at once."""
    facts = Facts(
        {"nationality": "KZ", "stay.until": CROSSING + 5},
        documents=(a_passport(nationality="KZ", date_of_expiry=CROSSING),),
    )

    said = " ".join(page_of(facts, rules()).split())

    assert "On 2026-12-02 the answer would be “not in order”: mind the clocks" in said


def test_a_narrow_ascii_page_holds_all_of_it() -> None:
    """No line is wider than the page, whatever the page."""
    for width in (50, 60, 80):
        page = Page(width=width, ascii_only=True)
        said = page_of(Facts({"nationality": "KZ"}), rules(), page=page)

        assert said.isascii()
        assert max(columns(line) for line in said.splitlines()) <= width


def test_painting_changes_nothing_but_the_looks() -> None:
    """Without its colours a painted page is the plain one."""
    facts = Facts({"nationality": "KZ"})
    painted = page_of(facts, rules(), page=Page(paint=lambda text, role: f"\x00{role}\x01{text}\x02"))

    stripped = painted
    for role in ("good", "bad", "open", "strong", "faint"):
        stripped = stripped.replace(f"\x00{role}\x01", "")
    assert stripped.replace("\x02", "") == page_of(facts, rules())


def test_the_verdict_words_are_those_of_the_verdict() -> None:
    """One phrase for each."""
    expected = {Verdict.PASS: "IN ORDER", Verdict.FAIL: "NOT IN ORDER", Verdict.CONDITIONAL: "CONDITIONAL"}
    passport = a_passport(nationality="KZ")
    cases = {
        Verdict.PASS: Facts({"nationality": "KZ", "stay.until": CROSSING}, documents=(passport,)),
        Verdict.FAIL: Facts({"nationality": "KZ"}, documents=()),
        Verdict.CONDITIONAL: Facts({"nationality": "KZ"}),
    }

    for verdict, facts in cases.items():
        line = page_of(facts, rules()).splitlines()[3]

        assert line.startswith(f"  {expected[verdict]}  ")


def test_a_different_document_for_each_state_is_told() -> None:
    """Each State is named with the document it wants to see."""
    leave = a_requirement("kz.exit.document", a_ground("needs", states_that("nationality", "KZ")))
    enter = a_requirement("uto.entry.document", a_ground("needs", states_that("nationality", UTO)))
    rule_set = a_rule_set(a_state(NEIGHBOUR, exit_=(leave,)), a_state(UTO, entry=(enter,)))
    red = a_passport(nationality="KZ", issuing_state="KZ", date_of_expiry=day("2029-01-01"))
    blue = a_passport(type=None)

    said = " ".join(page_of(Facts(documents=(red, blue)), rule_set).split())

    assert "IN ORDER" in said
    assert (
        "Show the ordinary passport of Kazakhstan (valid until 2029-01-01) to Kazakhstan, which you leave. "
        "Show document 2 to Utopia (specimen), which you enter." in said
    )


def test_what_leaves_open_whom_a_requirement_concerns_is_told() -> None:
    """Before what is demanded: it may not concern the traveller at all."""
    child = Condition(
        "date_of_birth", Compare(Fact("date_of_birth"), ">", Literal(CROSSING - 6574)), "a child"
    )
    consent = a_requirement(
        "uto.entry.consent", a_ground("needs", states_that("residence", "KZ")), concerns=(child,)
    )
    rule_set = a_rule_set(a_state(UTO, entry=(consent,)))

    said = page_of(Facts({"nationality": "KZ"}), rule_set)

    assert (
        "       Whether this concerns you depends on the date of birth.\n"
        "       The State of residence must be Kazakhstan.\n"
    ) in said


def test_a_gap_in_the_rules_is_told_in_words() -> None:
    """What a pass needs concerns others alone: no fact could settle it, and the page says what is missing."""
    of_kz = replace(
        a_requirement("uto.entry.document", a_ground("needs")), concerns=(states_that("nationality", "KZ"),)
    )
    rule_set = a_rule_set(
        a_state(UTO, entry=(of_kz, a_requirement("uto.entry.permission", a_ground("needs"))))
    )

    said = page_of(a_profile(a_passport(nationality="CN"), nationalities=frozenset({"CN"})), rule_set)

    assert "  CONDITIONAL  depends on what no source settles" in said
    assert "~  What “" in said
    assert "demands of this traveller: the rules leave a gap" in " ".join(said.split())
    assert "uto.entry.document/for" in said


def test_every_condition_is_shown_to_who_asks() -> None:
    """Met ones with their values, and what is in a list condition."""
    facts = Facts({"nationality": "KZ"}, documents=(a_passport(nationality="KZ"),))
    decision = Checker(rules()).check(a_question(), facts, everything=True)

    said = decision_text(decision, facts, rules(), Page(), everything=True)

    assert "    Travel document: met                                      uto.entry.document\n" in said
    assert "        ✓  document.date_of_expiry  The document is valid until 2030-05-01.\n" in said
    assert "Cheese may not be brought in. Nor may milk." in said
