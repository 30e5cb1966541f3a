"""Near names: what is offered to whoever writes a word that is not known."""

import itertools
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.language.names.meanings import MEANT
from crosscheck.language.spelling import near, typed
from crosscheck.language.vocabulary import DOCUMENT, FACTS, MODES, PURPOSES, THINGS
from crosscheck.profile.shape import KEYS, LISTS, PROPERTIES, SINGLE
from tests.shipped.rules import shipped_rules

TYPES: Final = shipped_rules().documents.fact
"""Of documents all types that any State has in the shipped rules, and what people call them there."""

PASSPORTS: Final = {"diplomatic-passport", "service-passport", "public-affairs-passport", "ordinary-passport"}
"""The documents of the highest standing: exemptions ask for them, and for no other."""

LESSER: Final = (
    "temporary", "provisional", "emergency", "interim", "one-way", "single-journey", "replacement", "refugee", "stateless",
    "alien", "aliens", "non-citizen", "grey", "foreigners", "seaman", "sailor", "internal", "domestic", "inland", "local",
    "expired", "lost", "cancelled", "damaged", "collective", "family", "child", "world", "fantasy", "camouflage", "honorary",
    "travel", "transit", "return", "exit", "birth", "identity", "laissez", "nansen", "un", "convention", "police", "student",
    "special", "consular", "courtesy", "green", "military", "parliamentary", "royal", "pilgrim", "duplicate",
)  # fmt: skip
"""What a document of a lower standing is called, or one that we do not know."""

HEADS: Final = (
    "passport",
    "pasport",
    "passport-card",
    "document",
    "travel-document",
    "card",
    "permit",
    "certificate",
    "book",
)
JOINED: Final = ("-", " ", "_", "")

WORDS: Final = {
    "document.type": TYPES.words,
    "purpose": PURPOSES,
    "crossing.mode": MODES,
    **{
        f"{thing.kind}.{fact.name}": fact.words
        for thing in (DOCUMENT, *THINGS)
        for fact in thing.properties
        if fact.words
    },
    **{fact.name: fact.words for fact in FACTS if fact.words},
    "a property": tuple(dict.fromkeys(name for each in PROPERTIES.values() for name in each)),
    "a fact": tuple(
        dict.fromkeys((*KEYS, *SINGLE, *(f"document.{name}" for name in PROPERTIES["documents"])))
    ),
}
"""Every closed list of words of the vocabulary, and the names of facts themselves."""


def documents_near(said: str) -> tuple[str, ...]:
    """Return the types of document that are offered to whoever says *said*."""
    return near(said, TYPES.words, called=TYPES.called)


@pytest.mark.parametrize("lesser", LESSER)
def test_no_document_of_a_higher_standing_is_offered_for_a_lower_one(lesser: str) -> None:
    """However it is written: whoever holds a temporary passport is not told to state an ordinary one."""
    for head, sign in itertools.product(HEADS, JOINED):
        said = lesser + sign + head

        assert not PASSPORTS & set(documents_near(said)), said


def test_a_passport_of_office_is_offered_for_two_words_only() -> None:
    """Exemptions ask for it: of all that people may mean, only `official` and `diplomatic` say it."""
    of_office = PASSPORTS - {"ordinary-passport"}

    called = {*MEANT, *TYPES.called}

    assert {said for said in called if of_office & {*MEANT.get(said, ()), *TYPES.called.get(said, ())}} == {
        "official-passport",
        "diplomatic",
    }


@given(st.sampled_from([f"{lesser}-{head}" for lesser in LESSER for head in HEADS]), st.data())
def test_nor_where_a_finger_slipped(said: str, data: st.DataObject) -> None:
    """One letter left out, doubled or of another place."""
    at = data.draw(st.integers(0, len(said) - 1))
    slipped = data.draw(
        st.sampled_from(
            [said[:at] + said[at + 1 :], said[:at] + said[at] + said[at:], said[:at] + "x" + said[at + 1 :]]
        )
    )

    assert not PASSPORTS & set(documents_near(slipped))


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("passport", ("ordinary-passport", "internal-passport")),
        ("temporary-passport", ("emergency-travel-document",)),
        ("provisional-passport", ("emergency-travel-document",)),
        ("emergency-passport", ("emergency-travel-document",)),
        ("Emergency Pasport", ("emergency-travel-document",)),
        ("refugee-passport", ("refugee-travel-document",)),
        ("ordinery-passport", ("ordinary-passport",)),
        ("diplomatic", ("diplomatic-passport",)),
        ("id card", ("identity-card",)),
        ("expired-passport", ()),
        ("护照", ("ordinary-passport",)),
        ("official passport", ("service-passport", "public-affairs-passport")),
        ("回乡证", ("hong-kong-macao-travel-permit",)),
        ("border-pass", ("exit-entry-permit",)),
    ],
)
def test_documents_are_offered_by_meaning(said: str, offered: tuple[str, ...]) -> None:
    """What the word says of the document counts, not what all passports share."""
    assert documents_near(said) == offered


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("holiday", "tourism"),
        ("vacation", "tourism"),
        ("job", "work"),
        ("turism", "tourism"),
        ("visit", "private"),
    ],
)
def test_purposes_are_offered_by_meaning(said: str, offered: str) -> None:
    """What people call it, first what is meant most often."""
    assert near(said, PURPOSES)[0] == offered


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("residence-permit", ("temporary", "permanent")),
        ("residence permit", ("temporary", "permanent")),
        ("residence", ("temporary", "permanent")),
        ("residence-card", ("temporary", "permanent")),
        ("temporary-residence-permit", ("temporary",)),
        ("permanent-residence-permit", ("permanent",)),
        ("green-card", ("permanent",)),
        ("stay-permits", ("stay-permit",)),
    ],
)
def test_kinds_of_permit_are_offered_by_meaning(said: str, offered: tuple[str, ...]) -> None:
    """A residence permit opens a border; a stay permit, which looks like it, does not."""
    assert near(said, WORDS["permit.kind"]) == offered


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_one_slip_of_the_keyboard_is_answered_with_the_word_first(words: tuple[str, ...]) -> None:
    """Of every word of the vocabulary, with one letter too few or another: it comes first or beside its like."""
    for word in words:
        for at in range(1, len(word) - 1) if len(word) > 5 else ():
            for slipped in (word[:at] + word[at + 1 :], word[:at] + "q" + word[at + 1 :]):
                if slipped not in words and slipped not in MEANT:
                    assert word in near(slipped, words), slipped


def test_every_meaning_is_a_word_of_the_vocabulary() -> None:
    """A word that is renamed or gone is offered to nobody, and none that is known stands for another."""
    known = {word for words in WORDS.values() for word in words} | set(LISTS)

    assert {word for words in MEANT.values() for word in words} <= known
    assert all(word == word.casefold() for word in MEANT)
    assert all(
        said not in words
        for said, meant in MEANT.items()
        for words in WORDS.values()
        if set(meant) & set(words)
    )


def test_names_that_are_equally_close_come_in_the_order_of_their_use() -> None:
    """That in which they are given; a set has none, so that its names come by the alphabet."""
    names = ["zeta-pass", "alpha-pass"]

    assert near("pass", names) == ("zeta-pass", "alpha-pass")
    assert near("pass", set(names)) == ("alpha-pass", "zeta-pass")


@pytest.mark.parametrize("text", ["a\0", "\x1b[31m", "\u202eb", "a\u200bb", "\x1c"])
def test_what_cannot_be_seen_is_no_part_of_a_name(text: str) -> None:
    """Blanks around a name are left out; anything else without a shape is refused, and shown escaped."""
    assert typed("  a b\n") == "a b"
    with pytest.raises(ValueError, match="cannot be seen") as raised:
        typed(text)

    assert str(raised.value).isascii()
