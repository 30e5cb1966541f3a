"""A second language is its words and one line: no other code is touched, and what it lacks is said in English, whole."""

import pytest

from crosscheck.answers.labels import listed, shown
from crosscheck.answers.sentences.messages import counted, say, sentence
from crosscheck.deciding.decision import Reason, Standing
from crosscheck.deciding.reasons import StaySaid
from crosscheck.language.spoken import sentences as language
from crosscheck.language.spoken.en.labels import LABELS
from crosscheck.language.spoken.en.phrases import PHRASES
from crosscheck.language.spoken.en.reasons import REASONS
from crosscheck.language.spoken.sentences import Language, speaking

DAY = 739_951


def _of_russian(count: int) -> str:
    """Return the plural of whole numbers as CLDR has it for Russian."""
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    return "few" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "many"


RUSSIAN = Language(
    reasons={"stay.unstated": "Срок пребывания — не более {allowed}, до {last_day}."},
    phrases={
        "days.one": "{count} дня",
        "days.few": "{count} дней",
        "days.many": "{count} дней",
        "entries.one": "{count} въезд",
        "entries.few": "{count} въезда",
        "entries.many": "{count} въездов",
        "value.yes": "да",
        "value.no": "нет",
        "list.or": "{first} или {last}",
    },
    labels={"stay": "срок пребывания"},
    plural=_of_russian,
)


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the second language known."""
    monkeypatch.setitem(language.LANGUAGES, "ru", RUSSIAN)


def stay(days: int) -> Reason:
    """Return that a stay must not be longer."""
    said = StaySaid("stay", "stay", days, None, None, DAY, None, DAY + days - 1)
    return Reason("uto.entry.permission/short/stay", Standing.UNSTATED, said)


def test_a_sentence_is_said_in_the_language_that_is_spoken() -> None:
    """With its own plural, and to the end of the block alone."""
    before = sentence(stay(30))
    with speaking("ru"):
        assert sentence(stay(30)) == "Срок пребывания — не более 30 дней, до 2026-12-30."
        assert sentence(stay(21)) == "Срок пребывания — не более 21 дня, до 2026-12-21."
        assert [counted("entries", n) for n in (1, 2, 5, 11, 21)] == [
            "1 въезд", "2 въезда", "5 въездов", "11 въездов", "21 въезд",
        ]  # fmt: skip
        assert (shown(True), listed(["a", "b", "c"])) == ("да", "a, b или c")
    assert sentence(stay(30)) == before == "The stay must be at most 30 days, until 2026-12-30."


def test_what_a_language_lacks_is_said_in_english_as_a_whole() -> None:
    """Never a sentence glued from both."""
    with speaking("ru"):
        assert say("documents_only") == PHRASES["documents_only"]
        assert counted("pages", 5) == "5 pages"


def test_a_language_that_nobody_wrote_is_none() -> None:
    """It is not taken for English."""
    with pytest.raises(KeyError), speaking("tlh"):
        pass


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_a_language_says_nothing_under_a_key_that_english_lacks(code: str) -> None:
    """Or it would never be said; forms of a plural aside."""
    spoken = language.LANGUAGES[code]
    stems = {key.rpartition(".")[0] for key in PHRASES if key.endswith(".other")}

    assert not spoken.reasons.keys() - REASONS.keys()
    assert not spoken.labels.keys() - LABELS.keys()
    assert not {key for key in spoken.phrases.keys() - PHRASES.keys() if key.rpartition(".")[0] not in stems}
