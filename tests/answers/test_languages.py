"""A second language is its words and one line: no other code is touched, and what it lacks is said in English, whole."""

import ast
import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

import crosscheck
from crosscheck.answers.labels import listed, shown
from crosscheck.answers.sentences.messages import counted, say, sentence
from crosscheck.cli.group import run
from crosscheck.deciding.decision import Reason, Standing
from crosscheck.deciding.reasons import StaySaid
from crosscheck.language.errors import ProfileError
from crosscheck.language.spoken import sentences as language
from crosscheck.language.spoken.sentences import ENGLISH, Language, Sentence, UnreadableError, speaking
from crosscheck.language.values import parse
from crosscheck.language.vocabulary import FACT, MODES
from crosscheck.library import Rulebook
from tests.rulebooks import a_port, a_rule_set, a_state

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
    problems={
        "join.list": ", ",
        "covered.states": "охвачены: {names:state list}",
        "uncovered.nationality": "Правила ({whose}) не охватывают гражданство {nationality:state}; {covered}.",
        "whose.state": "{of:state}",
        "problems.more.one": "и ещё {count} ошибка",
        "problems.more.few": "и ещё {count} ошибки",
        "problems.more.many": "и ещё {count} ошибок",
        "fact.twice": "указано дважды; оставьте одно из двух",
        "nationality.several": "{problem}; все гражданства — в `nationalities`",
        "option.no_visa": "виза не указана; напишите --no-visa",
        "language.unknown": "Языка `{given}` нет; есть: {known:list}",
    },
    states={"KZ": "Казахстан", "CN": "Китай"},
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
        assert say("documents_only") == ENGLISH.phrases["documents_only"]
        assert counted("pages", 5) == "5 pages"


def test_a_language_that_nobody_wrote_is_none() -> None:
    """It is not taken for English; the error names those there are."""
    with pytest.raises(UnreadableError, match="`tlh` is no language of the answers; there are: en, ru"):
        speaking("tlh")


def test_a_state_is_called_as_the_language_calls_it() -> None:
    """By its code where that has no name for it, which stands in no other language."""
    with speaking("ru"):
        assert [shown(code, "nationality") for code in ("KZ", "FR")] == ["Казахстан", "FR"]
    assert shown("KZ", "nationality") == "Kazakhstan"


def test_an_error_is_said_in_the_language_that_is_spoken() -> None:
    """With its States and plurals; as text it stays English, as what it was raised with."""
    covered = Sentence("covered.states", names=("KZ", "CN"))
    said = Sentence(
        "uncovered.nationality", whose=Sentence("whose.state", of="CN"), nationality="PK", covered=covered
    )
    error = ProfileError([("purpose", Sentence("fact.twice"))] * 52)
    with speaking("ru"):
        assert said.spoken() == "Правила (Китай) не охватывают гражданство PK; охвачены: Казахстан, Китай."
        assert error.lines()[-2:] == ["purpose: указано дважды; оставьте одно из двух", "и ещё 2 ошибки"]
    assert (
        str(said) == "The rules of China do not cover the nationality Pakistan; covered: China, Kazakhstan."
    )
    assert str(error).endswith("purpose: is stated twice; leave out one of the two; and 2 more")


def test_an_error_of_which_a_part_lacks_words_is_said_in_english_as_a_whole() -> None:
    """Never half of it."""
    with pytest.raises(UnreadableError) as raised:
        parse(FACT["nationality"], "Korea, Kazakstan")

    with speaking("ru"):
        assert raised.value.said.key == "nationality.several"
        assert raised.value.said.spoken() == str(raised.value)


def test_the_command_answers_in_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Its errors too, and no longer than that one answer; a program finds their key."""
    asked = "check --direction outbound --no-other-visa --format json --rules tests/rules_uto --language"
    assert run([*asked.split(), "ru"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)["error"]["problems"]
    assert (problem["key"], problem["problem"]) == ("option.no_visa", "виза не указана; напишите --no-visa")
    run(["facts", "nonsense", "--rules", str(Path(__file__).parents[1] / "rules_uto")])
    assert "no fact is called `nonsense`" in capsys.readouterr().err
    assert run(["check", "--language", "tlh"]) == 2
    assert "--language: `tlh` is no language of the answers; there are: en, ru" in capsys.readouterr().err


def test_a_decision_is_told_in_the_language_that_is_asked_for() -> None:
    """As JSON, and nothing else is."""
    rulebook = Rulebook(a_rule_set(a_state(), port=a_port()))
    decision = rulebook.check({"nationality": "KZ"}, on="2026-12-01", exit_state="UTO", sides=["exit"])

    assert rulebook.to_dict(decision, language="ru")["verdict"] == rulebook.to_dict(decision)["verdict"]
    with pytest.raises(ProfileError, match="`tlh` is no language of the answers; there are: en, ru"):
        rulebook.to_json(decision, language="tlh")


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_a_language_says_nothing_under_a_key_that_english_lacks(code: str) -> None:
    """Or it would never be said; forms of a plural aside."""
    spoken = language.LANGUAGES[code]
    stems = {key.rpartition(".")[0] for key in ENGLISH.phrases if key.endswith(".other")}

    assert not spoken.reasons.keys() - ENGLISH.reasons.keys()
    assert not spoken.labels.keys() - ENGLISH.labels.keys()
    assert not {
        key for key in spoken.phrases.keys() - ENGLISH.phrases.keys() if key.rpartition(".")[0] not in stems
    }
    assert not {
        key
        for key in spoken.problems.keys() - ENGLISH.problems.keys()
        if key.rpartition(".")[0] not in ENGLISH.problems
    }
    assert not spoken.states.keys() - ENGLISH.states.keys()


# Every error is a sentence --------------------------------------------------------------

TOLD_BY: Final = {
    "Sentence": 0, "unreadable": 0, "named_or_near": 0, "with_words": 0, "as_text": 1, "_wrong": 1, "wrong": 1,
    "_misnamed": 1, "_with_listed": 0, "_names": 3, "_after": 2, "_say": 0,
}  # fmt: skip
"""What is given the name of a sentence, and as which of its arguments."""


@cache
def files() -> tuple[ast.Module, ...]:
    """Return what stands in every file of the package but the sentences."""
    paths = Path(crosscheck.__file__).parent.rglob("*.py")
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in paths if path.name != "problems.py")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the package, with what is called."""
    for node in (node for of in files() for node in ast.walk(of)):
        if isinstance(node, ast.Call):
            yield (
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""),
                node,
            )


def patterns(node: ast.AST) -> Iterator[str]:
    """Yield the names of sentences that an expression may be; a hole in one stands as `*`."""
    match node:
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=one, orelse=other):
            yield from (*patterns(one), *patterns(other))


def told_by(node: ast.Call, called: str) -> Iterator[str]:
    """Yield the names of sentences that a call gives."""
    place = TOLD_BY.get(called, len(node.args))
    yield from (
        (key for key in patterns(node.args[place]) if "." in key or key in ENGLISH.problems)
        if place < len(node.args)
        else ()
    )


def said_under(pattern: str) -> Iterator[str]:
    """Yield the sentences that stand under a name, its variants included."""
    yield from (key for key in ENGLISH.problems if fnmatchcase(key, pattern) or key.startswith(f"{pattern}."))


def test_every_error_has_its_sentence_and_every_sentence_is_one_of_an_error() -> None:
    """Under each name that the engine gives stands a sentence, and no sentence is dead."""
    told = {key for called, node in calls() for key in told_by(node, called)}
    named = {
        key
        for of in files()
        for node in ast.walk(of)
        for key in patterns(node)
        if key[:1] not in ("", "*", ".")
    }
    words = {key for key in ENGLISH.problems if key.partition(".")[0] in ("join", "mode", "kind")}

    assert [key for key in told if not any(said_under(key))] == []
    assert ENGLISH.problems.keys() - words - {each for key in named for each in said_under(key)} == set()


def test_a_sentence_is_given_every_word_that_fills_it() -> None:
    """Where it is named whole: a hole without a word would be a fault where an error is told."""
    lacking = [
        (key, hole)
        for called, node in calls()
        if called in ("Sentence", "unreadable") and all(word.arg for word in node.keywords)
        for key in told_by(node, called)
        if key in ENGLISH.problems
        for _, hole, _, _ in Formatter().parse(ENGLISH.problems[key])
        if hole and hole not in {word.arg for word in node.keywords}
    ]

    assert lacking == []


def test_nothing_that_was_written_wrongly_is_told_in_a_text_of_its_own() -> None:
    """It is told by a sentence, which has a key: mypy holds the errors of this package to it, and here is the one of Python's."""
    assert [ast.unparse(node) for called, node in calls() if called == "ValueError"] == []


@pytest.mark.parametrize("mode", [*MODES, *("text", "number", "list", "mapping")])
def test_a_word_within_a_sentence_has_its_phrase(mode: str) -> None:
    """Every way of crossing, and every kind of value."""
    assert f"{'mode' if mode in MODES else 'kind'}.{mode}" in ENGLISH.problems
