"""What rests on what, what is past its day of review, and what ends soon."""

from crosscheck.authoring.citations import ending, resting
from crosscheck.compiler.files.build import build
from tests.compiler.reading import good_files, good_rules
from tests.deciding.test_expired import LISTED
from tests.profiles import day


def test_every_line_of_law_that_cites_a_source_is_told() -> None:
    """Requirements and their grounds, lists, visas, ports and their facts, and who decides."""
    found = {each.source.id: each.cited_by for each in resting(good_rules())}

    assert {
        "uto",
        "uto.entry.permission",
        "uto.entry.permission/visa",
        "uto.entry.document",
        "uto/visas/X9",
        "uto/visas/X9/electronic",
        "uto-friends/FR",
        "moat",
    } <= set(found["uto-border-act-2020"])
    assert "uto-friends/NO" in found["uto-de-treaty-2021"]
    assert found["tower-news-2024"] == ("tower-bridge/port.open_to_travellers", "tower-bridge/location")


def test_the_days_on_which_a_port_is_closed_rest_on_their_sources() -> None:
    """Whoever reads such a source again must find them."""
    files = good_files()
    closed = b"closed:\n  - on: Sunday\n    source: uto-border-act-2020, annex 3\n"
    moat = files["ports/de-uto/moat.yaml"] + closed
    rules, found = build(files | {"ports/de-uto/moat.yaml": moat})

    assert rules is not None, found
    assert "moat/closed" in {each.source.id: each.cited_by for each in resting(rules)}["uto-border-act-2020"]


def test_a_requirement_without_grounds_is_told_once() -> None:
    """Its one ground is the requirement itself."""
    found = {each.source.id: each.cited_by for each in resting(good_rules())}

    assert not any(id_.endswith("/needs") for id_ in found["uto-border-act-2020"])


def test_a_source_that_nothing_cites_is_told_too() -> None:
    """With nothing that rests on it."""
    files = good_files()
    idle = b"  idle:\n    cite: Idle\n    publisher: Nobody\n    grade: press\n"
    rules, found = build(files | {"sources.yaml": files["sources.yaml"] + idle})

    assert rules is not None, found
    assert {each.source.id: each.cited_by for each in resting(rules)}["idle"] == ()


def test_a_source_is_overdue_after_its_day_of_review() -> None:
    """On that day it still is not; without one never."""
    files = good_files()
    text = files["ruleset.yaml"] + b"review: 30 days\n"
    rules, found = build(files | {"ruleset.yaml": text})
    assert rules is not None, found
    acts = {each.source.id: each for each in resting(rules)}

    assert acts["uto-border-act-2020"].source.review_by == day("2026-12-01")
    assert not acts["uto-border-act-2020"].is_overdue(day("2026-12-01"))
    assert acts["uto-border-act-2020"].is_overdue(day("2026-12-02"))
    assert not acts["tower-news-2024"].is_overdue(day("2030-01-01"))


def test_what_ends_within_so_many_days_is_told_soonest_first() -> None:
    """The day itself and the last one included; what a later period follows does not end."""
    rules, found = build(good_files() | {"groups/uto-listed.yaml": LISTED.encode()})
    assert rules is not None, found
    october = day("2026-10-31")

    assert [(each.id, each.last) for each in ending(rules, october, 61)] == [
        ("uto-listed/IT", october),
        ("uto-friends/FR", day("2026-12-31")),
        ("uto-listed/FR", day("2026-12-31")),
        ("uto-listed/GR", day("2026-12-31")),
    ]
    assert [each.id for each in ending(rules, october, 60)] == ["uto-listed/IT"]
    assert ending(rules, october + 1, 59) == ()
    assert ending(rules, october, 0)[0].sources == ("uto-border-act-2020, annex 1",)
