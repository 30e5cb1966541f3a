"""Types of travel document that a State declares are words of its rulebook, and of no other."""

import pickle
from dataclasses import replace
from typing import Any, Final

import pytest

from crosscheck import ProfileError, Rulebook
from crosscheck.answers.labels import naming, shown
from crosscheck.compiler.files.build import build
from crosscheck.compiler.files.bundle import dumps, loads
from crosscheck.profile.reading import read_profile, read_with_care
from crosscheck.profile.straight import straight
from crosscheck.rulebook.documents import DocumentType, StateDocuments, documents
from tests.compiler.reading import built, good_files, good_rules
from tests.profiles import CROSSING
from tests.shipped.rules import shipped_rules

FILE: Final = "states/uto/documents.yaml"
PASS: Final = {"document": {"type": "river-pass"}}
A_RULE: Final = """requirement: uto.entry.ferry
title: Ferry
says: The ferry takes who holds a pass, or a passport of the court.
source: uto-border-act-2020, annex 5
for:
  nationality: UTO
needs:
  document.type: {types}
"""


def test_what_a_state_declares_is_known_to_its_rulebook() -> None:
    """Every key of the file, and the words beside those that several States issue."""
    rules = good_rules()
    issued, known = rules.states["UTO"].documents, rules.documents

    assert issued.types["river-pass"] == DocumentType(
        "pass for the River",
        "A card with which who lives by the river crosses it; the town hall gives it to whoever lives there.",
        ("uto-border-act-2020, annex 5",),
        on_request=True,
        called=("bank-card", "uferkarte"),
    )
    assert issued.types["court-passport"].doubt == "Whether the court still issues it was not found."
    assert known.fact.words[-2:] == ("river-pass", "court-passport")
    assert known.on_request == {"ordinary-passport", "river-pass"}
    assert known.national == {
        "ordinary-passport",
        "diplomatic-passport",
        "service-passport",
        "court-passport",
    }
    assert known.issued_for == {("GE", "UTO")}


def test_a_bundle_and_a_pickle_keep_it() -> None:
    """Whoever loads rules that were built knows the same words."""
    rules = good_rules()

    for again in (loads(dumps(rules)), pickle.loads(pickle.dumps(rules))):  # noqa: S301 - its own output
        assert again == rules
        assert again.documents.fact == rules.documents.fact
        assert again.documents.titles == rules.documents.titles


def test_a_profile_is_read_by_the_words_of_the_rules() -> None:
    """Straight, and with care."""
    known = good_rules().documents
    facts = read_with_care(PASS, day=CROSSING, documents=known)

    assert facts.documents is not None
    assert "river-pass" in facts.documents[0]
    assert straight(PASS, CROSSING, known) == read_profile(PASS, day=CROSSING, documents=known) == facts
    assert straight(PASS, CROSSING) is None


def test_another_rulebook_does_not_know_them() -> None:
    """Two stand side by side in one process; neither knows the papers of the other's States."""
    utopian, shipped = Rulebook(good_rules()), Rulebook(shipped_rules())
    permit = {"document": {"type": "hong-kong-macao-travel-permit"}}

    for _ in range(2):
        assert read_profile(PASS, day=CROSSING, documents=utopian.rules.documents).documents
        assert read_profile(permit, day=CROSSING, documents=shipped.rules.documents).documents
        with pytest.raises(ProfileError, match="`hong-kong-macao-travel-permit` is not known here"):
            utopian.check({"nationality": "UTO", **permit}, on="2026-12-01", entry_state="UTO")
        with pytest.raises(ProfileError, match="`river-pass` is not known here"):
            shipped.check({"nationality": "KZ", **PASS}, on="2026-12-01", port="khorgos", direction="inbound")


@pytest.mark.parametrize(
    ("said", "offered"),
    [("Uferkarte", "river-pass"), ("bank card", "river-pass"), ("court-pasport", "court-passport")],
)
def test_who_writes_something_else_is_offered_the_type(said: str, offered: str) -> None:
    """By what people call it, or by what looks like it; it is not read as it."""
    with pytest.raises(ProfileError, match=rf"is not known here \(did you mean {offered}\?\)"):
        read_profile({"document": {"type": said}}, day=CROSSING, documents=good_rules().documents)


def test_a_passport_of_the_state_shows_its_nationality_or_one_that_it_issues_passports_for() -> None:
    """The file says which types are such passports, and which nationalities besides its own they show."""
    kind = DocumentType("court passport", "A passport.", (), national=True)
    card = DocumentType("court card", "A card.", ())
    known = documents(
        {"FR": StateDocuments({"court-passport": kind, "court-card": card}, passports_for=frozenset({"MC"}))}
    )

    def of(nationality: str, kind: str) -> dict[str, Any]:
        return {"nationality": nationality, "document": {"type": kind, "issuing_state": "FR"}}

    for fine in (("FR", "court-passport"), ("DE", "court-card"), ("MC", "court-passport")):
        assert read_profile(of(*fine), day=CROSSING, documents=known).documents
    for passport in ("court-passport", "ordinary-passport"):
        with pytest.raises(ProfileError, match="a passport issued by FR does not show the nationality DE"):
            read_profile(of("DE", passport), day=CROSSING, documents=known)


def test_a_type_is_called_by_its_title() -> None:
    """With its article; kinds of passport are told as one, whichever State declares them."""
    with naming(good_rules().documents):
        assert shown("river-pass", "document.type") == "a pass for the River"
        assert (
            shown(frozenset({"river-pass", "court-passport", "ordinary-passport"}), "document.type")
            == "an ordinary or court passport or a pass for the River"
        )
    assert shown("river-pass", "document.type") == "a river pass"


@pytest.mark.parametrize("on_request", [True, False])
def test_a_document_that_one_can_ask_for_is_renewed(on_request: bool) -> None:
    """A way out names one that is valid for longer; nobody is told to renew what is not given for the asking."""
    rule = A_RULE.format(types="river-pass") + "  document.date_of_expiry: on or after stay.until\n"
    of_utopia = (
        good_files()[FILE].decode().replace("    on_request: yes\n", "    on_request: yes\n" * on_request)
    )
    files = {FILE: of_utopia.encode(), "states/uto/entry/ferry.yaml": rule.encode()}
    rules, found = build(good_files() | files)
    assert rules is not None, found
    entry = tuple(each for each in rules.states["UTO"].requirements["entry"] if each.id == "uto.entry.ferry")
    rules = replace(rules, states={"UTO": replace(rules.states["UTO"], requirements={"entry": entry})})
    held = {"type": "river-pass", "nationality": "UTO", "date_of_expiry": "2026-12-10"}
    stated = {"nationality": "UTO", "document": held, "stay": {"until": "2026-12-20"}}

    ways = Rulebook(rules).ways_out(stated, on="2026-12-01", entry_state="UTO")

    renewed = [each for each in ways if each.kind == "passport"]
    assert bool(renewed) == on_request, ways


def test_a_type_that_could_not_be_read_is_not_missing() -> None:
    """One finding tells of the file; the rules that name its types are not told besides."""
    rule = A_RULE.format(types="river-pass or ordinary-passport").encode()
    rules, found = build(good_files() | {FILE: b"documents: [", "states/uto/entry/ferry.yaml": rule})

    assert rules is None
    assert {each.span.path for each in found} == {f"rules/{FILE}"}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("source: uto-border-act-2020, annex 5\ntypes", "types", "CC501"),
        ("annex 6", "annex 6\n    colour: green", "CC201"),
        ("source: uto-border-act-2020, annex 6", "source: uto-law", "CC212"),
        ("passports_for: GE", "passports_for: GEX", "CC213"),
        ("  court-passport:", "  Court-Passport:", "CC207"),
        ("    title: court passport\n", "", "CC202"),
        ("documents: UTO", "documents: DE", "CC205"),
    ],
)
def test_what_is_wrong_with_the_file_is_told_as_of_any_other(before: str, after: str, code: str) -> None:
    """With the codes of its sisters."""
    text = good_files()[FILE].decode()
    assert before in text

    _, found = built(FILE, text.replace(before, after))

    assert code in {each.code for each in found}


def test_two_states_do_not_declare_one_type() -> None:
    """Whose it is would be anybody's guess."""
    of_another = good_files()[FILE].replace(b"documents: UTO", b"documents: DE")

    _, found = built("states/de/documents.yaml", of_another.decode())

    assert [each.message for each in found if each.code == "CC206"] == [
        "the document type `river-pass` is defined twice",
        "the document type `court-passport` is defined twice",
    ]
