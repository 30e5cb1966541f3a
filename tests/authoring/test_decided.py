"""What the cases decide: the lines on which some case's answer hangs."""

from dataclasses import replace
from pathlib import Path

from crosscheck.authoring.decided import decided
from crosscheck.authoring.lines import lines_of
from crosscheck.authoring.points import Point, days_to_try
from crosscheck.authoring.trial import Trial
from crosscheck.compiler.cases.case import Case
from crosscheck.compiler.cases.cases import read_cases
from crosscheck.compiler.files.build import build
from crosscheck.language.nodes import Period, Validity
from crosscheck.profile.reading import read_profile
from crosscheck.rulebook.ruleset import RuleSet
from tests.authoring.test_trial import PERMISSION
from tests.compiler.reading import built, good_files, good_rules

RULES = Path(__file__).parents[2] / "rules"


def points(examples: str, rules: RuleSet | None = None) -> dict[tuple[str, str, str], list[str]]:
    """Return what *examples* of the permission to enter Utopia decide, by kind, id and way."""
    rules = rules or good_rules()
    text = PERMISSION.removesuffix("  a case:\n") + examples
    cases, _, wrong = read_cases(
        [("rules", {"states/uto/entry/permission.cases.yaml": text.encode()})], rules
    )
    assert not wrong, wrong
    return {(point.kind, point.id, point.way): point.by for point in decided(rules, cases, (), read_profile)}


STAY = "uto.entry.permission/treaty/stay"


def test_a_case_decides_the_line_on_which_its_answer_hangs() -> None:
    """Thirty days are the bound, and thirty-one are one too many."""
    found = points(
        "  in time:\n    expect: met\n  too long:\n    stay.until: 2026-12-31\n    expect: {not_met: [treaty/stay]}\n"
    )

    assert found["condition", STAY, "true"] == ["in time"]
    assert found["condition", STAY, "false"] == ["too long"]
    assert found["bound", STAY, "on the bound"] == ["in time"]
    assert found["bound", STAY, "just past the bound"] == ["too long"]
    assert found["ground", "uto.entry.permission/treaty", "holds"] == ["in time"]
    assert found["ground", "uto.entry.permission/treaty", "fails"] == ["too long"]
    assert found["outcome", "uto.entry.permission", "met"] == ["in time"]


def test_a_case_decides_nothing_where_two_lines_stand_in_the_way() -> None:
    """Were either of them otherwise, the answer would be the same."""
    found = points(
        "  two reasons:\n    stay.until: 2026-12-31\n    purpose: [work]\n    expect: {not_met: [treaty/purpose, treaty/stay]}\n"
    )

    assert found["condition", STAY, "false"] == []
    assert found["ground", "uto.entry.permission/treaty", "fails"] == ["two reasons"]


def test_a_case_that_names_all_that_is_unmet_decides_whom_a_ground_is_for() -> None:
    """The `for` of the treaty keeps it out of a Brazilian's answer: without that line more would be unmet than the case says."""
    line = "condition", "uto.entry.permission/treaty/nationality", "false"
    brazilian = (
        "  a Brazilian:\n    nationality: BR\n    nationalities: [BR]\n    purpose: [work]\n"
        "    expect: {not_met: [%s]}\n"
    )

    assert points(brazilian % "all_of, visit, stay, visa, permit")[line] == ["a Brazilian"]
    assert points(brazilian % "visa/visa")[line] == []


def test_of_a_ground_that_asks_nothing_and_is_never_out_of_force_no_fail_is_asked() -> None:
    """It leaves every answer open: no case can come out as not met."""
    everybody = (
        "  - ground: everybody\n    title: Whoever comes\n    source: uto-border-act-2020, art. 9\n"
        "    unsettled: 1900-01-01 ..\n    doubt: What is done with them was not found.\n"
    )
    path = "states/uto/entry/permission.yaml"
    rules, found = built(path, f"{good_files()[path].decode()}\n{everybody}")
    assert rules is not None, found
    in_time = "  in time:\n    expect: met\n"

    asked = points(in_time, rules)

    assert ("ground", "uto.entry.permission/everybody", "open") in asked
    assert ("ground", "uto.entry.permission/everybody", "fails") not in asked
    assert ("outcome", "uto.entry.permission", "not_met") not in asked
    assert ("outcome", "uto.entry.permission", "not_met") in points(in_time)


def test_a_case_that_comes_otherwise_than_expected_decides_nothing() -> None:
    """What nobody promised may change unseen."""
    found = points("  wrong:\n    expect: {not_met: [treaty/stay]}\n")

    assert not any(found.values())


def test_what_is_unknown_decides_only_the_outcome() -> None:
    """An unstated stay shows neither that thirty days are enough nor that more are too many."""
    found = points("  open:\n    stay.until: unstated\n    expect: {undetermined: [treaty/stay]}\n")

    assert found["outcome", "uto.entry.permission", "undetermined"] == []
    opened = points(
        "  open:\n    stay.until: unstated\n    expect: {undetermined: [treaty/ticket, treaty/stay, treaty/within]}\n"
    )
    assert opened["outcome", "uto.entry.permission", "undetermined"] == ["open"]
    assert opened["condition", STAY, "true"] == opened["condition", STAY, "false"] == []


def test_the_days_to_try_are_the_ends_of_each_period_and_the_days_beside_them() -> None:
    """What ended before the rules claim to be complete is not called for."""
    validity = Validity((Period(None, 100), Period(200, 300)), (Period(301, None),))

    assert days_to_try(validity, 0) == (100, 101, 199, 200, 300, 301)
    assert days_to_try(validity, 250) == (300, 301)


def test_a_member_is_decided_by_the_days_that_its_group_names() -> None:
    """A State on a list has its own first and last day."""
    rules = good_rules()
    text = b"cases: uto-friends\nmembers:\n  FR: {2021-01-01: yes, 2026-12-31: yes, 2027-01-01: yes}\n"
    cases, _, _ = read_cases([("rules", {"groups/uto-friends.cases.yaml": text})], rules)

    of_france = [
        (point.way, point.by)
        for point in decided(rules, cases, (), read_profile)
        if point.id == "uto-friends/FR"
    ]

    assert of_france == [
        ("2020-12-31", []),
        ("2021-01-01", ["FR on 2021-01-01"]),
        ("2026-12-31", ["FR on 2026-12-31"]),
        ("2027-01-01", []),
    ]


def test_a_page_shows_what_is_written_in_the_rules_as_it_is() -> None:
    """No text of a rule file becomes markup."""
    from crosscheck.authoring.reports.decided_html import decided_html
    from crosscheck.language.source import Position, Span

    span = Span("rules/a.yaml", Position(1, 1), Position(1, 2))
    page = decided_html([Point("condition", "a/<b>", "true", span)], {"rules/a.yaml": "says: <script>"})

    assert "<script>" not in page
    assert "a/&lt;b&gt;" in page
    assert 'class="line none"' in page


def test_a_stay_that_its_window_holds_to_as_few_days_is_not_asked_for() -> None:
    """No case could hang on it: ninety-one days are too many for ninety in any 180 in the first place."""
    permission = good_rules().requirements_by_id()["uto.entry.permission"]
    number, treaty = next(
        (number, ground) for number, ground in enumerate(permission.grounds) if ground.name == "treaty"
    )
    assert treaty.allowance is not None
    tight = replace(treaty, allowance=replace(treaty.allowance, days=90, limit=90, span=180))
    grounds = (*permission.grounds[:number], tight, *permission.grounds[number + 1 :])

    assert STAY in {line.id for line in lines_of(permission)}
    assert STAY not in {line.id for line in lines_of(replace(permission, grounds=grounds))}


PORT = """cases: tower.way
given:
  port: tower
  crossing.date: 2026-11-30
examples:
  the last day on which it is closed:
    expect: {not_met: [port.open_to_travellers]}
  the first on which it is open, which is stated here:
    crossing.date: 2026-12-01
    port.open_to_travellers: yes
    expect: met
"""


def test_a_day_of_a_port_is_decided_by_a_case_at_it_that_does_not_state_the_fact() -> None:
    """What a case states itself is not what the file of the port says."""
    files = good_files() | {
        "ports/de-uto/tower.yaml": b"""port: tower
title: The Tower
source: uto-border-act-2020, annex 3
home: DE
neighbour: UTO
covered:
  - since: 2021-01-01
facts:
  class:
    - value: international
      source: uto-border-act-2020, annex 3
  open_to_travellers:
    - value: no
      in_force: .. 2026-11-30
      source: uto-border-act-2020, annex 3
    - value: yes
      in_force: 2026-12-01 ..
      source: uto-border-act-2020, annex 3
requirements:

  - requirement: tower.way
    title: Way
    says: It is open.
    source: uto-border-act-2020, annex 3
    needs:
      port.open_to_travellers: yes
"""
    }
    rules, found = build(files)
    assert rules is not None, found
    cases, _, wrong = read_cases([("rules", {"ports/de-uto/tower.cases.yaml": PORT.encode()})], rules)
    assert not wrong, wrong

    told = {
        (point.id, point.way): point.by
        for point in decided(rules, cases, (), read_profile)
        if point.kind == "fact" and point.id.startswith("tower/")
    }

    assert told == {
        ("tower/port.class", "any day"): [],
        ("tower/port.open_to_travellers", "2026-11-30"): ["tower.way: the last day on which it is closed"],
        ("tower/port.open_to_travellers", "2026-12-01"): [],
    }


def test_two_lines_that_share_an_id_are_two_points() -> None:
    """`for` and `needs` of one ground may both have a choice, with branches of one name."""
    files, path = good_files(), "states/uto/entry/permission.yaml"
    choice = b"    needs:\n      any_of:\n        resident:\n          residence: UTO\n        friend:\n          residence: DE\n"
    files[path] = files[path].replace(b"    needs:\n", choice, 1)
    rules, _ = build(files)
    assert rules is not None

    id_ = "uto.entry.permission/treaty/any_of/resident/residence"
    found = [point for point in decided(rules, (), (), read_profile) if point.id == id_]

    assert sorted((point.way, point.span.start.line) for point in found if point.span) == [
        (way, line) for way in ("false", "true") for line in (33, 39)
    ]


ANNOUNCED = """requirement: uto.entry.toll
title: Toll
says: Whoever enters has a page for the stamp of the toll.
source: uto-border-act-2020, art. 40
in_force: not yet
unsettled: 2026-11-15 ..
doubt: Announced on 15 November 2026; no source names the first day.
needs:
  document.blank_pages: at least 1 page
"""
CASES_OF_ANNOUNCED = """cases: uto.entry.toll
given:
  document: {blank_pages: 0}
examples:
  not applicable on the day before the announcement:
    crossing.date: 2026-11-14
    expect: not_applicable
  undetermined from the day of the announcement on:
    crossing.date: 2026-11-15
    expect: {undetermined: [in_force]}
  met whoever has what may be demanded:
    crossing.date: 2026-11-15
    document: {blank_pages: 1}
    expect: met
"""


def test_what_was_only_announced_needs_no_invented_day() -> None:
    """Before the announcement it does not apply, then nobody is failed by it; and cases can decide all of it."""
    rules, found = built("states/uto/entry/toll.yaml", ANNOUNCED)
    assert rules is not None, found
    files = {"states/uto/entry/toll.cases.yaml": CASES_OF_ANNOUNCED.encode()}
    cases, _, wrong = read_cases([("rules", files)], rules)
    assert not wrong, wrong
    trial = Trial(rules, read_profile)
    requirement = trial.requirements["uto.entry.toll"]
    judge = trial.evaluator.judge(requirement)

    assert [trial.of(case).differences for case in cases] == [(), (), ()]
    for case in cases:
        assert isinstance(case, Case)
        assert judge(trial.seen(case).view).outcome is case.expected.outcome
    undecided = [
        (point.id, point.way)
        for point in decided(rules, cases, (), read_profile)
        if point.id.startswith("uto.entry.toll") and not point.by
    ]
    assert undecided == []
