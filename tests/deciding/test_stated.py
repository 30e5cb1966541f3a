"""What a traveller states is laid out once, when it is said, and the same for every question."""

import pickle
from dataclasses import replace

from crosscheck.deciding.facts import Facts
from crosscheck.language.vocabulary import SLOT
from tests.profiles import UTO, a_passport, a_thing

NATIONALITY, NATIONALITIES, VISAS, UNTIL = (
    SLOT[name] for name in ("nationality", "nationalities", "visas", "stay.until")
)
TIED = -1
"""Where a visa says whether it is tied to the document shown: in its last place."""


def test_each_document_has_a_view_of_its_own() -> None:
    """It shows its own nationality; every nationality that the documents show is held."""
    facts = Facts(documents=(a_passport(nationality=UTO), a_passport(nationality="KZ")))

    first, second = facts.stated.views

    assert (first[NATIONALITY], second[NATIONALITY]) == (UTO, "KZ")
    assert first[NATIONALITIES] == second[NATIONALITIES] == {UTO, "KZ"}
    assert "nationalities" in facts.stated.assumed


def test_a_visa_is_tied_to_a_sole_document_and_to_none_of_several_unless_it_says_so() -> None:
    """Among several documents a tie that is unstated is unknown."""
    visas = {"visas": (a_thing("visa", document="OLD"), a_thing("visa"))}
    new, old = a_passport(label="NEW"), a_passport(label="OLD")

    (alone,) = Facts(documents=(new,), things=visas).stated.views
    with_new, with_old = Facts(documents=(new, old), things=visas).stated.views

    assert [visa[TIED] for visa in alone[VISAS]] == [True, True]
    assert [visa[TIED] for visa in with_new[VISAS]] == [False, None]
    assert [visa[TIED] for visa in with_old[VISAS]] == [True, None]


def test_facts_that_are_changed_or_sent_elsewhere_are_laid_out_as_they_are_then() -> None:
    """Nothing of what was said before is left, and nothing is lost on the way."""
    facts = Facts({"stay.until": 740000}, documents=(a_passport(),))

    changed = replace(facts, values={"stay.until": 740001})
    sent = pickle.loads(pickle.dumps(facts))  # noqa: S301 - our own bytes

    assert changed.stated.views[0][UNTIL] == 740001
    assert (sent, sent.stated) == (facts, facts.stated)


def test_of_days_stated_it_is_known_that_the_last_follows_from_them() -> None:
    """A day later it is another."""
    plain, days = (Facts(values).stated for values in ({}, {"stay.until": 740000, "stay.days": 5}))

    assert (plain.stays_days, days.stays_days) == (False, True)
