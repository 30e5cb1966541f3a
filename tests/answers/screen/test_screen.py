"""One answer on one screen, as it is read."""

from dataclasses import replace
from typing import Any, TypeVar

import pytest

from crosscheck.answers.decision_text import decision_text
from crosscheck.answers.page import Page, columns
from crosscheck.answers.screen.screen import LINES, Asked, screen
from crosscheck.deciding.crossing import Checker
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


def page_of(facts: Facts, rule_set: RuleSet, *, width: int = 80, **asked: Any) -> str:
    """Return the screen of someone who enters UTO."""
    decision = Checker(rule_set).check(a_question(**asked), facts)
    return screen(decision, facts, rule_set, lambda: Page(width=width))


def joined(said: str) -> str:
    """Return a text as it reads, without its line ends."""
    return " ".join(said.split())


PASSPORT = a_passport(nationality="KZ")
IN_ORDER = Facts({"nationality": "KZ", "stay.until": CROSSING + 9}, documents=(PASSPORT,))
EXPIRED = Facts(
    {"nationality": "KZ", "stay.until": CROSSING + 30, "residence": "CN"},
    documents=(a_passport(nationality="KZ", date_of_expiry=CROSSING - 1),),
)
OPEN = Facts({"nationality": "KZ"})


def test_a_pass_answers_in_two_lines_and_takes_a_line_for_each_side() -> None:
    """The crossing with its limits, the verdict with what it rests on, each State."""
    assert page_of(IN_ORDER, rules()).splitlines() == [
        "Kazakhstan → Utopia (specimen) on 2026-12-01 (no port asked; 1 assumed)",
        "  IN ORDER  A short stay (no port was looked at)",
        "",
        "  Leaving Kazakhstan          ✓  The ground everybody",
        "  Entering Utopia (specimen)  ✓  A short stay",
        "",
        "  Know    1 more notice, every condition and source: --explain",
        "  Limits  no port asked; assumed: no nationality but those stated",
        "  Documents only; admission is the officer’s decision.   Rules 2026.11.23 (0000)",
    ]


def test_a_fail_leads_with_why_and_tells_a_cause_once() -> None:
    """The permission before all else; the side names what else is not met."""
    said = page_of(EXPIRED, rules())

    assert (
        joined(said).count("The last day of the stay is 2026-12-31; it must be 2026-12-30 or earlier.") == 1
    )
    assert said.splitlines()[1].startswith(
        "  NOT IN ORDER  Permission to enter Utopia – not met. The last day of the stay"
    )
    assert "✗ Travel document – not met. The document expires on 2026-11-30" in joined(said)


def test_an_open_answer_asks_one_thing_and_names_what_comes_then() -> None:
    """The question in words, and how to type the answer, with a placeholder."""
    decision = Checker(rules()).check(a_question(), OPEN)
    asked = [
        Asked("What kind of document is it?", "the travel document", ("--document-type WORD",)),
        *(Asked("", f"fact {number}", ()) for number in range(9)),
    ]

    said = screen(decision, OPEN, rules(), Page, questions=asked)

    assert "  Say next  What kind of document is it?\n            --document-type WORD\n" in said
    assert "fact 0, fact 1, fact 2, fact 3, 5 more" in joined(said)
    assert "crosscheck ask" in said
    assert said.splitlines()[1].startswith("  NOT DECIDED YET  A short stay or A guest")


def test_at_most_three_ways_out_are_shown_in_their_order() -> None:
    """The nearest first."""
    decision = Checker(rules()).check(a_question(), EXPIRED)

    said = screen(decision, EXPIRED, rules(), Page, ways_out=[f"Way {number}." for number in range(5)])

    assert [line.split()[-1] for line in said.splitlines() if "Way " in line and "." in line] == [
        "0.",
        "1.",
        "2.",
    ]


def test_a_port_of_which_no_source_settles_who_may_cross_says_so_and_names_ports_that_work() -> None:
    """Only a port that is known to be open is offered."""
    is_open = a_ground("needs", states_that("port.open_to_travellers", True))
    persons = titled("Who may cross", a_requirement("gate.persons", is_open))
    facts = {"port.open_to_travellers": (a_port_fact(None, settled=False),)}
    gate = a_port(facts=facts, requirements=(persons,))
    bridge = replace(
        a_port(facts={"port.open_to_travellers": (a_port_fact(True),)}), id="bridge", names={"en": "Bridge"}
    )
    ford = replace(bridge, id="ford", names={"en": "Ford"}, facts={})

    said = joined(
        page_of(IN_ORDER, rules(port=gate, neighbours=(bridge, ford)), port=GATE, direction="inbound")
    )

    assert (
        "NOT DECIDED YET No source settles whether travellers may cross at Gate; known to work: Bridge"
        in said
    )
    assert "At Gate ~ Who may cross" in said


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

    said = joined(page_of(facts, rule_set))

    assert "Document Show the ordinary passport of Kazakhstan (valid until 2029-01-01)" in said
    assert next_best in said


def test_a_different_document_for_each_state_is_told() -> None:
    """Each State is named with the document it wants to see."""
    leave = a_requirement("kz.exit.document", a_ground("needs", states_that("nationality", "KZ")))
    enter = a_requirement("uto.entry.document", a_ground("needs", states_that("nationality", UTO)))
    rule_set = a_rule_set(a_state(NEIGHBOUR, exit_=(leave,)), a_state(UTO, entry=(enter,)))
    red = a_passport(nationality="KZ", issuing_state="KZ", date_of_expiry=day("2029-01-01"))
    blue = a_passport(type=None)

    said = joined(page_of(Facts(documents=(red, blue)), rule_set))

    assert "IN ORDER" in said
    assert (
        "the ordinary passport of Kazakhstan (valid until 2029-01-01) to Kazakhstan, which you leave." in said
    )
    assert "Show document 2 to Utopia (specimen), which you enter." in said


def test_a_day_that_matters_near_midnight_is_told() -> None:
    """Two States may read two dates at once."""
    facts = replace(IN_ORDER, documents=(a_passport(nationality="KZ", date_of_expiry=CROSSING),))

    said = joined(page_of(facts, rules()))

    assert "On 2026-12-02 the answer would be “not in order”: mind the clocks" in said


def test_what_the_whole_answer_is_about_stands_right_below_it() -> None:
    """In full where it is certain; what only may concern the traveller waits among the notices."""
    always = Notice("uto.entry.visit", "A visit", "For a visit none of this is asked.", SOURCES, first=True)
    perhaps = Notice(
        "uto.entry.guests", "Guests", "Guests use the other gate.", SOURCES,
        concerns=(states_that("residence", "KZ"),), first=True,
    )  # fmt: skip
    told = rules()
    state = replace(told.states["UTO"], notices={"entry": (always, perhaps, NOTICE), "exit": ()})

    lines = page_of(OPEN, replace(told, states={**told.states, "UTO": state})).splitlines()

    assert lines[3] == "  First  For a visit none of this is asked."
    assert not any("Guests" in line for line in lines)


def test_what_leaves_open_whom_a_requirement_concerns_is_told() -> None:
    """It may not concern the traveller at all."""
    child = Condition(
        "date_of_birth", Compare(Fact("date_of_birth"), ">", Literal(CROSSING - 6574)), "a child"
    )
    consent = a_requirement(
        "uto.entry.consent", a_ground("needs", states_that("residence", "KZ")), concerns=(child,)
    )

    said = joined(page_of(OPEN, a_rule_set(a_state(UTO, entry=(consent,)))))

    assert "whether it is asked depends on the date of birth" in said


def test_a_gap_in_the_rules_is_told_in_words() -> None:
    """What a pass needs concerns others alone: no fact could settle it, and the page says what is missing."""
    of_kz = replace(
        a_requirement("uto.entry.document", a_ground("needs")), concerns=(states_that("nationality", "KZ"),)
    )
    rule_set = a_rule_set(
        a_state(UTO, entry=(of_kz, a_requirement("uto.entry.permission", a_ground("needs"))))
    )
    facts = a_profile(a_passport(nationality="CN"), nationalities=frozenset({"CN"}))

    assert "demands of this traveller: the rules leave a gap" in joined(page_of(facts, rule_set))


def test_the_verdict_words_are_those_of_the_verdict() -> None:
    """One phrase for each, on the second line."""
    expected = {
        "IN ORDER": IN_ORDER,
        "NOT IN ORDER": Facts({"nationality": "KZ"}, documents=()),
        "NOT DECIDED YET": OPEN,
    }

    for words, facts in expected.items():
        assert page_of(facts, rules()).splitlines()[1].startswith(f"  {words}  ")


def test_no_line_is_wider_than_the_page_and_no_word_is_broken() -> None:
    """Whatever the page, and in ASCII too."""
    words = {word for facts in (IN_ORDER, EXPIRED, OPEN) for word in page_of(facts, rules()).split()}
    words |= {
        *["KZ", "national", "asked;", "port", "(no", "…)", "(2", "(1", "limits,", "limit,", "below)"]
    }  # beside the crossing, as there is room
    for width in (40, 60, 80):
        for facts in (IN_ORDER, EXPIRED, OPEN):
            said = page_of(facts, rules(), width=width)

            assert max(columns(line) for line in said.splitlines()) <= width
            assert said.count("\n") <= LINES * 80 // width
            assert {*said.split()} <= words, said


def test_an_ascii_page_is_ascii() -> None:
    """Signs become words."""
    decision = Checker(rules()).check(a_question(), OPEN)

    assert screen(decision, OPEN, rules(), lambda: Page(ascii_only=True)).isascii()


def test_painting_changes_nothing_but_the_looks() -> None:
    """Without its colours a painted page is the plain one."""
    decision = Checker(rules()).check(a_question(), OPEN)
    painted = screen(
        decision, OPEN, rules(), lambda: Page(paint=lambda text, role: f"\x00{role}\x01{text}\x02")
    )

    for role in ("good", "bad", "open", "faint", "strong"):
        painted = painted.replace(f"\x00{role}\x01", "")
    assert painted.replace("\x02", "") == page_of(OPEN, rules())


def test_every_condition_is_shown_to_who_asks() -> None:
    """Met ones with their values, and what is in a list condition; of one requirement, nothing of the others."""
    facts = Facts({"nationality": "KZ"}, documents=(a_passport(nationality="KZ"),))
    decision = Checker(rules()).check(a_question(), facts, everything=True)

    said = decision_text(decision, facts, rules(), Page())

    assert "    Travel document: met                                      uto.entry.document\n" in said
    assert "        ✓  document.date_of_expiry  The document is valid until 2030-05-01.\n" in said
    assert "Cheese may not be brought in. Nor may milk." in said
    alone = decision_text(
        decision,
        facts,
        rules(),
        Page(),
        opened=lambda _, requirement: requirement.id == "uto.entry.permission",
    )
    assert "uto.entry.permission" in alone
    assert "uto.entry.document" not in alone
