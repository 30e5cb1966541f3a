"""Files become one rule set, or everything that stands in its way."""

import re
from dataclasses import replace

from crosscheck.compiler.cases.cases import read_cases
from crosscheck.compiler.files.build import build, build_folders, digest
from crosscheck.compiler.files.folders import read_folders
from crosscheck.compiler.shape import forms
from crosscheck.language.nodes import (
    AnyOf,
    Compare,
    Condition,
    Fact,
    Held,
    InForce,
    Its,
    Literal,
    Member,
    Period,
    Shift,
    Validity,
    Window,
)
from crosscheck.language.source import Span
from crosscheck.language.trees import nodes_in
from crosscheck.rulebook.ruleset import Closing, Days, Location
from tests.compiler.reading import built, good_files, good_rules, requirement
from tests.invented import INVENTED
from tests.profiles import day

ENTERED, CROSSING, UNTIL = Fact("ending_stay.entered_on"), Fact("crossing.date"), Fact("stay.until")


def by_key(conditions: tuple[Condition, ...]) -> dict[str, object]:
    """Return the predicates by the key of their condition."""
    return {condition.key: condition.predicate for condition in conditions}


def test_a_grant_holds_the_planned_stay_to_its_days() -> None:
    """30 days from the day of entry end 29 days later; from the day after entry, 14 days end 14 later."""
    grounds = {ground.name: ground for ground in requirement(good_rules(), "uto.entry.permission").grounds}

    assert by_key(grounds["treaty"].granted) == {
        "stay": Compare(UNTIL, "<=", Shift(CROSSING, Literal(29), "days")),
        "within": Window(90, 180, "UTO", CROSSING, UNTIL, frozenset({"visa-exemption"}), day("2021-06-01")),
    }
    assert by_key(grounds["friends"].granted) == {
        "stay": Compare(UNTIL, "<=", Shift(CROSSING, Literal(14), "days")),
        "within": Window(60, None, "UTO", CROSSING, UNTIL),
    }
    assert grounds["resident"].granted == ()


def test_a_stay_that_the_visa_allows_is_demanded_of_that_visa() -> None:
    """Of several visas the one that is good for entry must also be long enough."""
    grounds = {ground.name: ground for ground in requirement(good_rules(), "uto.entry.permission").grounds}
    held = grounds["visa"].needs[0].predicate

    assert isinstance(held, Held)
    allowed = Shift(Shift(CROSSING, Its("duration_of_stay"), "days"), Literal(-1), "days")
    assert by_key(held.conditions)["stay"] == Compare(UNTIL, "<=", allowed)
    assert grounds["visa"].granted == ()


def test_a_category_of_visa_says_to_whom_it_is_issued_electronically() -> None:
    """With its own dates and source; a category that says nothing is not known to be."""
    visas = good_rules().states["UTO"].visas
    electronic = visas["X9"].electronic

    assert visas["T1"].electronic is None
    assert electronic is not None
    assert electronic.sources == ("uto-border-act-2020, annex 3",)
    assert electronic.validity == Validity(in_force=(Period(day("2024-01-01"), None),))
    assert by_key(electronic.concerns) == {"nationality": Member(Fact("nationality"), "uto-friends")}


def test_electronic_visas_have_a_source_and_say_whose_they_are() -> None:
    """Without either it is no line of law."""
    text = """\
visas: UTO
categories:
  X9:
    source: uto-border-act-2020
    electronic:
      in_force: 2024-01-01 ..
"""
    _, found = built("states/uto/visas.yaml", text)

    assert [each.code for each in found] == ["CC202", "CC501"]


def test_a_ground_says_what_a_stay_on_it_rests_on() -> None:
    """Past stays count by their ground, and an ending stay names it."""
    grounds = requirement(good_rules(), "uto.entry.permission").grounds

    assert [(ground.name, ground.basis) for ground in grounds] == [
        ("citizen", "citizenship"),
        ("treaty", "visa-exemption"),
        ("friends", "visa-exemption"),
        ("visa", "visa"),
        ("resident", "residence-permit"),
        ("islands", "visa-exemption"),
    ]


def test_an_ending_stay_is_held_against_the_grant_in_force_on_the_day_of_entry() -> None:
    """`within its grant` is one branch for each ground of the permission to enter."""
    tree = requirement(good_rules(), "uto.exit.permission").grounds[0].needs[0].predicate
    assert isinstance(tree, AnyOf)
    branches = {branch.name: by_key(branch.conditions) for branch in tree.branches}

    assert list(branches) == ["citizen", "treaty", "friends", "visa", "resident", "islands"]
    treaty = branches["treaty"]
    assert treaty["ending_stay.ground"] == Compare(
        Fact("ending_stay.ground"), "==", Literal("visa-exemption")
    )
    assert isinstance(treaty["in_force"], InForce)
    assert treaty["in_force"].on == ENTERED
    assert treaty["stay"] == Compare(CROSSING, "<=", Shift(ENTERED, Literal(29), "days"))
    assert "in_force" not in branches["friends"]
    assert "ticket" not in treaty


def test_a_condition_of_an_ending_stay_stands_where_entry_has_it() -> None:
    """What is found about it points there: the day is another, the place is not."""
    leaving = requirement(good_rules(), "uto.exit.permission").grounds[0].needs
    concerns = [
        each
        for ground in requirement(good_rules(), "uto.entry.permission").grounds
        for each in ground.concerns
    ]

    spans = {each.span for each in nodes_in(leaving, Condition)}
    assert {each.span for each in concerns} <= spans
    assert all(isinstance(span, Span) for span in spans)


def test_two_exemptions_are_told_apart_on_exit_by_the_kind_of_document() -> None:
    """The longer grant of a diplomatic passport must not cover for an ordinary one."""
    tree = requirement(good_rules(), "uto.exit.permission").grounds[0].needs[0].predicate
    assert isinstance(tree, AnyOf)

    assert "document.type" in by_key(tree.branches[1].conditions)


def test_an_ending_stay_is_held_against_the_groups_of_the_day_of_entry() -> None:
    """Who entered on the last day of a list leaves in time, though no longer on it."""
    tree = requirement(good_rules(), "uto.exit.permission").grounds[0].needs[0].predicate
    assert isinstance(tree, AnyOf)
    friends = next(branch for branch in tree.branches if branch.name == "friends")

    assert Member(Fact("nationality"), "uto-friends", ENTERED) in by_key(friends.conditions).values()


def test_a_stay_on_a_visa_is_held_against_what_its_ground_asks_of_the_visa() -> None:
    """Of its kind and of its days, seen from the day of entry; not of what an entry uses up."""
    tree = requirement(good_rules(), "uto.exit.permission").grounds[0].needs[0].predicate
    assert isinstance(tree, AnyOf)
    visa = by_key(tree.branches[3].conditions)["visa"]
    assert isinstance(visa, Held)
    inside = by_key(visa.conditions)

    assert list(inside) == [
        "issuing_state",
        "category",
        "form",
        "valid_from",
        "valid_until",
        "duration_of_stay",
        "stay",
    ]
    assert inside["valid_from"] == Compare(Its("valid_from"), "<=", ENTERED)


def test_a_member_may_come_and_go_and_be_unsettled() -> None:
    """A group keeps each member's periods; a group that is not complete says so."""
    group = good_rules().groups["uto-friends"]

    assert not group.complete
    assert group.members["XXA"].validity.in_force == (
        Period(None, day("2020-12-31")),
        Period(day("2022-01-01"), None),
    )
    assert group.members["NO"].validity.unsettled == (Period(day("2027-01-01"), None),)
    assert group.members["NO"].sources == ("uto-de-treaty-2021",)
    assert group.members["FR"].sources == ("uto-border-act-2020, annex 1",)
    assert group.sources == ("uto-border-act-2020, annex 1",)


def test_a_port_fact_that_is_in_doubt_has_no_value_but_evidence() -> None:
    """Both sides are kept, to be shown."""
    settled, open_ = good_rules().ports["tower-bridge"].facts["port.open_to_travellers"]

    assert (settled.value, settled.settled) == (True, True)
    assert (open_.value, open_.settled, open_.doubt) == (None, False, "It may have been closed.")
    assert [source for _, source in open_.evidence] == ["tower-news-2024", "uto-border-act-2020, annex 3"]


def test_a_warning_does_not_stop_use() -> None:
    """Only errors leave no rule set."""
    path = "states/uto/entry/customs.yaml"
    rules, found = built(path, good_files()[path].decode() + "unsettled: 2030-01-01 ..\n")

    assert rules is not None
    assert [finding.code for finding in found] == ["CC203"]


def test_what_an_unreadable_file_would_define_is_not_reported_as_missing() -> None:
    """One broken line is one finding."""
    for path in (
        "sources.yaml",
        "groups/uto-friends.yaml",
        "states/uto/entry/permission.yaml",
        "states/uto/state.yaml",
    ):
        rules, found = built(path, "a: b: c\n")

        assert rules is None
        assert {finding.span.path for finding in found} == {f"rules/{path}"}


def test_two_folders_are_one_rulebook_and_may_not_both_define_a_thing() -> None:
    """A name that is defined twice is a finding in the second folder."""
    files = good_files()
    moat = {path: data for path, data in files.items() if path.endswith("moat.yaml")}
    rest = {path: data for path, data in files.items() if path not in moat}

    together, found = build_folders([("one", rest), ("two", moat)])
    assert together is not None, found
    assert replace(together, digest="") == replace(good_rules(), digest="")
    twice, found = build_folders([("one", files), ("two", moat)])
    assert twice is None
    assert [(finding.code, finding.span.path) for finding in found] == [
        ("CC206", "two/ports/de-uto/moat.yaml")
    ]


def test_a_state_and_the_ports_of_a_border_may_keep_sources_and_groups_of_their_own() -> None:
    """Adding one of them touches one folder; many sources are shared out in a folder `sources`."""
    files = good_files()
    moved = {
        "groups/uto-friends.yaml": "states/uto/groups/uto-friends.yaml",
        "sources.yaml": "ports/de-uto/sources/laws.yaml",
    }

    together, found = build({moved.get(path, path): data for path, data in files.items()})

    assert together is not None, found
    assert replace(together, digest="") == replace(good_rules(), digest="")


def test_what_holds_at_every_port_of_a_border_stands_beside_them() -> None:
    """A requirement or notice there belongs to each port of the folder, before its own."""
    toll = (
        "requirement: de-uto.toll\ntitle: Toll\nsays: It is paid.\nsource: uto-border-act-2020\n"
        "needs:\n  crossing.mode: on-foot\n"
    )
    rain = "notice: de-uto.rain\nkind: know\ntitle: Rain\ntext: It rains.\nsource: uto-border-act-2020\n"
    added = {"ports/de-uto/toll.yaml": toll.encode(), "ports/de-uto/rain.yaml": rain.encode()}
    rules, found = build(good_files() | added)

    assert rules is not None, found
    assert [each.id for each in rules.ports["moat"].requirements] == ["de-uto.toll"]
    assert [each.id for each in rules.ports["tower-bridge"].requirements][:2] == [
        "de-uto.toll",
        "tower-bridge.persons",
    ]
    assert [each.id for each in rules.ports["tower-bridge"].notices] == ["de-uto.rain", "tower-bridge.wind"]


def without_comments(data: bytes) -> bytes:
    """Return a file from its first key on."""
    return re.sub(rb"\A(#.*\n)+", b"", data)


def turned_round(data: bytes) -> bytes:
    """Return a file with its outermost keys in the opposite order, each with what stands under it."""
    entries = re.split(r"^(?=[a-z])", data.decode(), flags=re.MULTILINE)
    return "".join(entry.rstrip("\n") + "\n" for entry in reversed(entries)).encode()


def test_no_order_of_keys_makes_a_file_something_else() -> None:
    """Every file, of whatever kind, says the same with its keys turned round; lint names the order alone."""
    files = {path: data for each in read_folders(INVENTED) for path, data in each.files.items()}
    files["ports/de-uto/feasts.yaml"] = FEASTS.encode()
    kinds = {each.partition(b":")[0].decode() for each in map(without_comments, files.values())}
    assert kinds == set(forms.FILES)
    turned = {path: turned_round(data) for path, data in files.items()}
    rules, found = build(files)
    same, about_order = build(turned)

    assert rules is not None, found
    assert same is not None, about_order
    assert replace(same, digest="") == replace(rules, digest="")
    assert {each.code for each in about_order} - {each.code for each in found} == {"CC203"}
    cases, journeys, _ = read_cases([("rules", files)], rules)
    same_cases, same_journeys, unread = read_cases([("rules", turned)], rules)
    assert (same_cases, same_journeys) == (cases, journeys)
    assert {each.code for each in unread} <= {"CC203"}


def test_a_rule_of_a_border_is_called_what_its_path_says() -> None:
    """The folder of the ports, then the name of the file."""
    text = "notice: moat.rain\nkind: know\ntitle: Rain\ntext: It rains.\nsource: uto-border-act-2020\n"
    _, (found,) = built("ports/de-uto/rain.yaml", text)

    assert found.code == "CC205"
    assert found.message == "`moat.rain` is not what its path says: `de-uto.rain`"


FEASTS = """days: de-uto.feasts
title: Feasts of the bridge
source: uto-border-act-2020, annex 2
each:
  harvest:
    title: Harvest
    on:
      - 1 October
      - 2 October
  moon:
    title: Moon
    on: 2026-02-16 .. 2026-02-18
    listed_until: 2026-12-31
"""
MOAT = """port: moat
title: The Moat
source: uto-border-act-2020, annex 3
home: DE
neighbour: UTO
facts:
  modes:
    - value: car
      source: uto-de-treaty-2021
    - unsettled: 2024-01-01 ..
      of: on-foot
      doubt: Some walk.
      evidence:
        - says: Somebody walked.
          source: tower-news-2024
closed:
  - on: days of de-uto.feasts
    in_force: 2021-01-01 ..
  - on: Sunday
    unsettled: 2024-01-01 ..
    doubt: It may work on Sundays.
    evidence:
      - says: It worked on one.
        source: tower-news-2024
"""


def test_a_port_says_on_which_days_it_is_closed() -> None:
    """By lists that the ports of a border share, days of the week, days of every year, and dates."""
    files = {"ports/de-uto/feasts.yaml": FEASTS.encode(), "ports/de-uto/moat.yaml": MOAT.encode()}
    rules, found = build(good_files() | files)

    assert rules is not None, found
    moon = Days("Moon", dated=(Period(day("2026-02-16"), day("2026-02-18")),), listed_until=day("2026-12-31"))
    assert rules.ports["moat"].closings == (
        Closing(
            (Days("Harvest", annual=frozenset({(10, 1), (10, 2)})), moon),
            Validity((Period(day("2021-01-01"), None),)),
            ("uto-border-act-2020, annex 2",),
        ),
        Closing(
            (Days("Sunday", frozenset({6})),),
            Validity(unsettled=(Period(day("2024-01-01"), None),)),
            ("tower-news-2024",),
            (("It worked on one.", "tower-news-2024"),),
            "It may work on Sundays.",
        ),
    )
    assert rules.ports["tower-bridge"].closings is None


def test_a_closing_on_a_list_rests_on_the_sources_of_the_list_too() -> None:
    """Those that it names itself come first."""
    moat = MOAT.replace(
        "    in_force: 2021-01-01 ..\n", "    in_force: 2021-01-01 ..\n    source: tower-news-2024\n", 1
    )
    rules, found = build(
        good_files() | {"ports/de-uto/feasts.yaml": FEASTS.encode(), "ports/de-uto/moat.yaml": moat.encode()}
    )

    assert rules is not None, found
    closings = rules.ports["moat"].closings
    assert closings is not None
    assert closings[0].sources == ("tower-news-2024", "uto-border-act-2020, annex 2")


def test_one_word_of_a_set_may_be_in_doubt() -> None:
    """Beside the value of all others, for a time of its own."""
    files = {"ports/de-uto/feasts.yaml": FEASTS.encode(), "ports/de-uto/moat.yaml": MOAT.encode()}
    rules, found = build(good_files() | files)

    assert rules is not None, found
    settled, doubted = rules.ports["moat"].facts["port.modes"]
    assert (settled.value, settled.of) == (frozenset({"car"}), None)
    assert (doubted.settled, doubted.of) == (False, frozenset({"on-foot"}))


def test_a_port_lies_where_its_file_says() -> None:
    """North and east count up, south and west down; how exact the point is goes with it."""
    where = good_rules().ports["tower-bridge"].location

    assert where == Location(515055, -754, 1, ("tower-news-2024",))


def test_a_source_is_reviewed_after_its_own_interval_or_that_of_the_rule_set() -> None:
    """The day is the last before somebody should look again; a source never checked has none."""
    files = good_files()
    files["ruleset.yaml"] += b"review: 180 days\n"
    own = b"    checked: 2026-11-01\n    grade: official\n    review: 30 days\n"
    files["sources.yaml"] = files["sources.yaml"].replace(
        b"    checked: 2026-11-01\n    grade: official\n", own, 1
    )

    rules, found = build(files)

    assert rules is not None, found
    assert {id_: source.review_by for id_, source in rules.sources.items()} == {
        "uto-border-act-2020": day("2026-12-01"),
        "uto-de-treaty-2021": day("2027-04-30"),
        "tower-news-2024": None,
    }


def test_the_digest_is_of_rules_alone_and_of_their_content() -> None:
    """A case or a line end changes no answer; a word of law does."""
    files = good_files()
    same = digest([("rules", files)])

    assert digest([("elsewhere", files | {"states/uto/exit/document.cases.yaml": b"x"})]) == same
    assert digest([("rules", {path: data.replace(b"\n", b"\r\n") for path, data in files.items()})]) == same
    assert digest([("rules", files | {"sources.yaml": files["sources.yaml"] + b"\n"})]) != same


def test_nothing_at_all_is_no_rule_set() -> None:
    """An empty folder says what is missing."""
    rules, found = build({})

    assert rules is None
    assert [finding.code for finding in found] == ["CC202"]
