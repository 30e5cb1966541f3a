"""No nationality needs a visa merely because nobody thought of it."""

from crosscheck.authoring.lint.ledger import find
from crosscheck.compiler.files.build import build
from crosscheck.language.states import STATES
from tests.compiler.reading import good_files
from tests.profiles import day

PERMISSION = "states/uto/entry/permission.yaml"
FRIENDS = """requirement: uto.entry.permission
title: Permission to enter Utopia
says: Friends enter freely.
source: uto-border-act-2020
met_by:

  - ground: friends
    title: Friends
    source: uto-border-act-2020, annex 1
    for:
      nationality: in uto-friends
{needs}    grants:
      stay: 14 days counted from the day of entry
"""


def found(on: str, *, needs: str = "", ledger: str | None = None) -> list[str]:
    """Return what is said of Utopia's ledger where its friends alone enter without a visa."""
    files = good_files()
    files[PERMISSION] = FRIENDS.format(needs=needs).encode()
    if ledger is not None:
        files["states/uto/ledger.yaml"] = f"ledger: UTO\nsource: uto-border-act-2020\n{ledger}".encode()
    rules, diagnostics = build(files)
    assert rules is not None, diagnostics
    return [each.message for each in find(rules, day(on))]


def everybody_but(*codes: str) -> str:
    """Return a ledger that names every nationality but *codes*."""
    return f"needs_visa: {' or '.join(sorted(set(STATES) - set(codes)))}\n"


def test_a_member_falls_through_on_the_day_after_its_last() -> None:
    """France is a friend until 2026-12-31; Norway is so, or perhaps, for ever."""
    ledger = everybody_but("FR", "NO", "XXA")

    assert found("2026-12-31", ledger=ledger) == []
    assert found("2027-01-01", ledger=ledger) == ["1 nationality is decided by nobody: FR"]


def test_what_admits_some_visitors_only_decides_nobody() -> None:
    """Diplomats, other purposes than a visit, whoever holds a paper: the others still need a visa."""
    ledger = everybody_but("FR")

    for narrow in (
        "document.type: diplomatic-passport or service-passport",
        "purpose: only official or transit",
        "crossing.mode: air",
        "paper:\n        kind: invitation",
    ):
        needs = f"    needs:\n      {narrow}\n"
        assert found("2026-12-31", needs=needs, ledger=ledger) == ["1 nationality is decided by nobody: FR"]


def test_a_visit_on_an_ordinary_passport_may_have_its_terms() -> None:
    """They are demanded of everybody whom the ground admits, and it is plain that it does."""
    needs = (
        "    needs:\n      document.type: ordinary-passport or identity-card\n"
        "      document.date_of_expiry: at least 6 months after stay.until\n      purpose: only tourism or private\n"
    )

    assert found("2026-12-31", needs=needs, ledger=everybody_but("FR", "NO", "XXA")) == []


def test_whoever_is_not_covered_need_not_be_decided() -> None:
    """That they are outside is declared already."""
    files = good_files()
    files[PERMISSION] = FRIENDS.format(needs="").encode()
    files["states/uto/state.yaml"] = (
        b"state: UTO\nauthority: Border Service\nsource: uto-border-act-2020\n"
        b"covered:\n  - since: 2021-01-01\n    with: any\n    modes: any\n    nationalities: FR or IT\n"
    )
    del files["states/uto/ledger.yaml"]
    rules, _ = build(files)
    assert rules is not None

    (finding,) = find(rules, day("2026-12-31"))

    assert finding.message == "1 nationality is decided by nobody: IT"
    assert str(finding.span) == "rules/states/uto/state.yaml:5:5"
