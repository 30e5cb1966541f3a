"""What ended and may have been renewed: named in the answer, and never taken for law."""

import json
from typing import Any

import jsonschema
import pytest

from crosscheck import Decision, Outcome, Rulebook, Verdict
from crosscheck.answers.sentences.messages import sentence
from crosscheck.compiler.files.build import build
from crosscheck.deciding.decision import GroundFinding, Reason, RequirementFinding, Standing
from crosscheck.models.decision import DecisionModel
from crosscheck.models.schema import published_schema
from tests.compiler.reading import good_files
from tests.profiles import day

PERMISSION = """\
requirement: uto.entry.permission
title: Permission to enter
says: A person enters under an exemption or with a visa.
source: uto-border-act-2020
met_by:
  - ground: listed
    title: Nationals of listed States
    source: uto-border-act-2020, art. 4
    for:
      nationality: in uto-listed
    needs:
      purpose: only tourism
    grants:
      stay: 30 days counted from the day of entry
    fix: Come as a tourist.
  - ground: festival
    title: The festival
    source: uto-de-treaty-2021
    in_force: 2026-11-15 .. 2026-12-31
    for:
      nationality: ES
    grants:
      stay: 5 days counted from the day of entry
  - ground: season
    title: The season
    source: uto-de-treaty-2021
    in_force: 2026-05-01 .. 2026-11-30
    unsettled: 2026-12-01 .. 2026-12-31
    doubt: It may go on until the snow melts.
    for:
      nationality: PT
  - ground: visa
    title: A visa
    source: uto-border-act-2020, art. 5
    needs:
      visa:
        issuing_state: UTO
        valid_until: on or after crossing.date
    grants:
      stay: no limit
"""
LISTED = """\
group: uto-listed
title: Listed States
source: uto-border-act-2020, annex 1
members:
  FR: {in_force: 2021-01-01 .. 2026-12-31}
  IT: {in_force: 2021-01-01 .. 2026-10-31}
  GR: {in_force: 2021-01-01 .. 2026-12-31, unsettled: 2027-01-01 .., source: tower-news-2024}
  BE:
    in_force:
      - 2021-01-01 .. 2026-12-31
      - 2027-06-01 ..
"""
STATES = """\
state: {code}
authority: Border Service
source: uto-border-act-2020
covered:
  - since: 2021-01-01
    with: any
    modes: any
"""
PASSABLE = """\
requirement: {id}
title: Free
says: Everybody may.
source: uto-border-act-2020
needs:
  crossing.date: on or after 2000-01-01
"""
ENDED = "The list “Listed States” ended for {} on 2026-12-31 and was last compared on 2026-11-01; "
UNKNOWN = "whether it was renewed is not known."


@pytest.fixture(scope="module", name="rulebook")
def _rulebook() -> Rulebook:
    """Return rules of Utopia and of Germany, which lets everybody leave."""
    return rules_with(PERMISSION)


def rules_with(permission: str) -> Rulebook:
    """Return these rules with what Utopia asks for permission to enter."""
    texts = {
        "states/uto/state.yaml": STATES.format(code="UTO"),
        "states/de/state.yaml": STATES.format(code="DE"),
        "states/uto/entry/permission.yaml": permission,
        "groups/uto-listed.yaml": LISTED,
        **{
            f"states/{id_.replace('.', '/')}.yaml": PASSABLE.format(id=id_)
            for id_ in (
                "uto.entry.document",
                *(f"de.{move}.{what}" for move in ("entry", "exit") for what in ("document", "permission")),
            )
        },
    }
    files = {path: text for path, text in good_files().items() if not path.startswith("states/uto/entry")}
    rules, found = build(files | {path: text.encode() for path, text in texts.items()})
    assert rules is not None, found
    return Rulebook(rules)


def check(rulebook: Rulebook, nationality: str, on: str, **stated: Any) -> Decision:
    """Check a tourist with nothing but a passport, who enters for three days."""
    profile = {
        "nationality": nationality,
        "document": {"type": "ordinary-passport", "date_of_expiry": "2040-01-01"},
        "purpose": ["tourism"],
        "stay": {"days": 3},
        "visas": [],
        "permits": [],
    }
    return rulebook.check(profile | stated, on=on, exit_state="DE", entry_state="UTO")


def permission(decision: Decision) -> RequirementFinding:
    """Return what is said of the permission to enter."""
    return next(
        found for part in decision.parts for found in part.requirements if found.id == "uto.entry.permission"
    )


def ground(decision: Decision, name: str) -> GroundFinding | None:
    """Return what is said of one of its grounds."""
    return next((found for found in permission(decision).grounds if found.name == name), None)


def said(found: GroundFinding | None) -> list[str]:
    """Return the reasons in sentences."""
    assert found is not None
    return [sentence(reason) for reason in found.reasons]


def test_a_list_that_ended_is_a_near_miss_of_its_own(rulebook: Rulebook) -> None:
    """Nobody is let in by it, and the answer says when it ended and when it was last compared."""
    decision = check(rulebook, "FR", "2027-01-15")
    found = ground(decision, "listed")

    assert decision.verdict is Verdict.FAIL
    assert said(found) == [ENDED.format("France") + UNKNOWN]
    assert found is not None
    assert (found.truth, found.ended, found.fix) == (False, day("2026-12-31"), None)
    assert found.sources == ("uto-border-act-2020, art. 4", "uto-border-act-2020, annex 1")


def test_on_its_last_day_the_list_lets_in(rulebook: Rulebook) -> None:
    """By the sources of the ground and of the entry."""
    decision = check(rulebook, "FR", "2026-12-31")

    assert decision.verdict is Verdict.PASS
    assert ground(decision, "listed") == GroundFinding(
        "listed",
        "Nationals of listed States",
        truth=True,
        reasons=(),
        sources=("uto-border-act-2020, art. 4", "uto-border-act-2020, annex 1"),
        fix="Come as a tourist.",
    )


@pytest.mark.parametrize(
    ("nationality", "on", "stated"),
    [
        ("FR", "2028-01-02", {}),
        ("IT", "2027-01-15", {}),
        ("BE", "2027-01-15", {}),
        ("FR", "2027-01-15", {"purpose": ["study"]}),
        ("NL", "2027-01-15", {}),
    ],
    ids=["long-ago", "looked-at-since", "a-later-period-is-known", "would-not-have-served", "never-listed"],
)
def test_what_is_no_near_miss_is_not_named(
    rulebook: Rulebook, nationality: str, on: str, stated: dict[str, Any]
) -> None:
    """The answer speaks of what might have been only where it might."""
    assert ground(check(rulebook, nationality, on, **stated), "listed") is None


def test_the_last_day_on_which_an_end_is_named(rulebook: Rulebook) -> None:
    """366 days after it."""
    assert ground(check(rulebook, "FR", "2028-01-01"), "listed") is not None


def test_a_list_left_open_after_its_end_is_undetermined(rulebook: Rulebook) -> None:
    """The reason says that it ended, when, and when it was last compared."""
    decision = check(rulebook, "GR", "2027-01-15")
    found = ground(decision, "listed")

    assert decision.verdict is Verdict.CONDITIONAL
    assert permission(decision).outcome is Outcome.UNDETERMINED
    assert found is not None
    assert (found.truth, found.ended) == (None, day("2026-12-31"))
    assert [reason.standing for reason in found.reasons] == [Standing.NOT_SETTLED]
    assert said(found) == [f"The list “Listed States” ended for Greece on 2026-12-31; {UNKNOWN}"]
    assert [item.name for item in decision.unsettled] == ["uto-listed"]


def test_a_ground_that_ended_is_named_too(rulebook: Rulebook) -> None:
    """As a list is."""
    found = ground(check(rulebook, "ES", "2027-01-15"), "festival")

    assert said(found) == [f"This ended on 2026-12-31 and was last compared on 2026-11-01; {UNKNOWN}"]
    assert ground(check(rulebook, "FR", "2027-01-15"), "festival") is None


def test_a_ground_left_open_after_its_end_says_when_it_ended(rulebook: Rulebook) -> None:
    """And is asked of nobody."""
    decision = check(rulebook, "PT", "2026-12-15")
    found = ground(decision, "season")

    assert permission(decision).outcome is Outcome.UNDETERMINED
    assert said(found) == [f"This ended on 2026-11-30 and was last compared on 2026-11-01; {UNKNOWN}"]
    assert decision.wanted == ()


def test_every_condition_shows_the_end_too(rulebook: Rulebook) -> None:
    """`--explain` has the same sentence where it shows everything."""
    profile = {"nationality": "FR", "document": {"type": "ordinary-passport"}, "purpose": ["tourism"]}
    decision = rulebook.check(profile, on="2027-01-15", exit_state="DE", entry_state="UTO", everything=True)
    found = ground(decision, "listed")

    assert found is not None
    assert found.ended == day("2026-12-31")
    reasons: list[Reason] = [reason for reason in found.reasons if reason.kind == "member"]
    assert [sentence(reason) for reason in reasons] == [ENDED.format("France") + UNKNOWN]


@pytest.mark.parametrize("nationality", ["FR", "GR", "ES", "PT"])
def test_what_ended_stands_in_the_json(rulebook: Rulebook, nationality: str) -> None:
    """In its published form, with days as days."""
    text = rulebook.to_json(
        check(rulebook, nationality, "2026-12-15" if nationality == "PT" else "2027-01-15")
    )
    data = json.loads(text)

    jsonschema.Draft202012Validator(published_schema("decision")).validate(data)
    DecisionModel.model_validate_json(text)
    shown = [
        each for part in data["sides"] for r in part["requirements"] for each in r["grounds"] if each["ended"]
    ]
    assert [each["ended"] for each in shown] == ["2026-11-30" if nationality == "PT" else "2026-12-31"]
    assert [reason["said"]["ended"] for each in shown for reason in each["reasons"]] == [shown[0]["ended"]]


def test_what_ended_stands_where_the_list_is_read_and_nowhere_else() -> None:
    """`for` and `needs` of a ground may both speak of one fact, under one id."""
    twice = PERMISSION.replace("nationality: in uto-listed", "nationality: not ES").replace(
        "purpose: only tourism", "nationality: in uto-listed"
    )
    profile = {
        "nationality": "FR",
        "document": {"type": "ordinary-passport"},
        "stay": {"days": 3},
        "visas": [],
    }

    decision = rules_with(twice).check(
        profile, on="2027-01-10", exit_state="DE", entry_state="UTO", everything=True
    )

    (listed,) = [each for each in permission(decision).grounds if each.name == "listed"]
    told = [
        (each.kind, each.standing, getattr(each.said, "ended", None) is not None) for each in listed.reasons
    ]
    assert ("not_among", Standing.MET, False) in told or ("differs", Standing.MET, False) in told
    assert ("member", Standing.UNMET, True) in told
    assert len([each for each in told if each[2]]) == 1


UNLISTED = """\
  - ground: unlisted
    title: Whoever is not listed, or does not work
    source: uto-border-act-2020
    needs:
      none_of:
        listed-and-at-work:
          nationality: in uto-listed
          purpose: covers work
        on-foot-and-listed:
          crossing.mode: on-foot
          nationality: in uto-listed
      residence: UTO
"""


def test_a_list_that_would_have_stood_in_the_way_hides_nothing_that_is_wanted() -> None:
    """What ended is told in place of the same list alone, not of a condition that holds, or hangs on what is unstated."""
    rulebook = rules_with(PERMISSION + UNLISTED)
    open_ones = check(rulebook, "GR", "2027-01-15", purpose=None)
    held = check(rulebook, "FR", "2027-01-15")

    found, met = ground(open_ones, "unlisted"), ground(held, "unlisted")
    assert found is not None
    assert met is not None
    assert (found.truth, met.truth) == (None, None)
    assert {path for reason in found.reasons for path in reason.wanted} >= {"residence", "purpose"}
    assert [(reason.id.rpartition("/")[2], reason.wanted) for reason in met.reasons] == [
        ("residence", ("residence",))
    ]
