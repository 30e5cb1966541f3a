"""The catalogue: every reason has a sentence, every sentence is used."""

import ast
import re
import string
from pathlib import Path
from typing import Any

import pytest

from crosscheck.answers.labels import LABELS, fact_type, in_words, listed, shown
from crosscheck.answers.sentences import messages
from crosscheck.answers.sentences.messages import key_of, sentence
from crosscheck.answers.sentences.phrases import PHRASES
from crosscheck.answers.sentences.reason_sentences import REASONS
from crosscheck.compiler.files.load import load
from crosscheck.deciding.decision import Reason, Standing
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.explaining.findings import Findings
from crosscheck.language.dates import NO_END
from crosscheck.language.vocabulary import DOCUMENT, FACTS, SLOT, THINGS, VIEW, Type

DAY = 739_951
RULES = Path(__file__).parents[2]
NOTHING = re.compile(r"\bNone\b(?! of these)|[{}]")
"""What a parameter without a value would leave in a sentence."""

SAMPLES: dict[str, dict[str, Any]] = {
    "equal": {"actual": "KZ", "needed": ["CN"], "other": None},
    "differs": {"actual": "KZ", "needed": ["CN"], "other": None},
    "flag": {"actual": True, "needed": True},
    "date": {"op": ">=", "actual": DAY, "needed": None, "other": "stay.until", "unit": None, "phrase": "as late"},
    "count": {"op": ">=", "actual": 0, "needed": 1, "other": None, "unit": "entries", "phrase": "at least 1 entry"},
    "among": {"actual": "KZ", "needed": ["CN", "KZ"]},
    "not_among": {"actual": "KZ", "needed": ["CN", "KZ"]},
    "member": {"actual": "KZ", "group": "a-group", "title": "A group", "day": DAY},
    "not_member": {"actual": "KZ", "group": "a-group", "title": "A group", "day": DAY},
    "covers": {"actual": ["tourism"], "needed": ["work"], "extra": ["work"], "other": "purpose"},
    "covers_one": {"actual": ["KZ"], "group": "friends", "title": "Friends", "day": 739000},
    "not_covers_one": {"actual": ["KZ"], "group": "friends", "title": "Friends", "day": 739000},
    "not_covers": {"actual": ["tourism"], "needed": ["work"], "extra": ["work"], "other": None},
    "only": {"actual": ["work"], "needed": ["tourism"], "extra": ["work"]},
    "has_mode": {"actual": "rail", "needed": ["bus", "car"]},
    "in_force": {"actual": DAY},
    "both": {"phrase": "before a day and after another"},
    "hours": {"op": "<=", "actual": DAY, "needed": 24, "other": "crossing.date", "phrase": "at most 24 hours after"},
    "held": {"kind": "paper", "count": 1, "state": None, "needed": [{"fact": "visa.category", "phrase": "B12"}]},
    "any_of": {"branches": ["one", "another"], "phrase": ""},
    "all_of": {"branches": ["one", "another"], "phrase": ""},
    "none_of": {"branches": ["one", "another"], "phrase": ""},
    "stay": {
        "days": 30, "counted_from": "entry", "actual": 45, "first": DAY, "last": DAY + 44, "last_day": DAY + 29,
    },
    "within": {"limit": 90, "span": 180, "state": "KZ", "least": 91, "used": 95, "at": DAY},
}  # fmt: skip
"""Parameters as the evaluator gives them, by message."""

VARIANTS: dict[str, dict[str, Any]] = {
    **{name: {"op": op, "needed": DAY} for op, name in messages._OPERATORS.items()},
    "yes": {"needed": True},
    "no": {"needed": False},
    "none": {"count": 0},
    "absent": {"actual": "none"},
    "unknown": {"days": None, "last_day": None},
    "open": {"last": NO_END},
    "day_after": {"counted_from": "day-after"},
    "year": {"span": None},
    "ended": {"ended": DAY - 10, "compared": DAY - 20},
    "ended_unread": {"ended": DAY - 10, "compared": None},
}
"""What makes each variant of a sentence the one to say."""


def a_reason(message: str, standing: Standing, fact: str = "nationality", **changes: Any) -> Reason:
    """Return a reason as the evaluator would give it."""
    return Reason(
        "uto.entry.permission/visa/x", standing, message, {"fact": fact, **SAMPLES[message], **changes}
    )


def reason_for(key: str) -> Reason:
    """Return a reason that only the sentence *key* fits best."""
    fact, _, rest = key.rpartition(":")
    message, *variant, standing = rest.split(".")
    changes = VARIANTS[variant[0]] if variant else {}
    if message == "held":
        changes = {"kind": fact or "paper"} | changes
    kind = fact_type(fact)
    if kind is not None and kind.type in (Type.WORD, Type.WORDS):
        needed = list(kind.words[:2])
        word = kind.words[0] if kind.type is Type.WORD else [kind.words[0]]
        changes = {"actual": word, "needed": needed, "extra": needed[:1]} | changes
    usual = (
        "document.blank_pages" if message == "count" else "stay.until" if message == "date" else "nationality"
    )
    return a_reason(message, Standing(standing), fact or usual, **changes)


@pytest.mark.parametrize("message", SAMPLES)
@pytest.mark.parametrize("standing", Standing)
def test_every_reason_has_a_sentence(message: str, standing: Standing) -> None:
    """However a condition stands, there is a whole sentence for it."""
    text = sentence(a_reason(message, standing))

    assert text.endswith(".")
    assert not text[0].islower()
    assert "{" not in text


@pytest.mark.parametrize("key", REASONS)
def test_every_sentence_is_said_of_something(key: str) -> None:
    """No sentence is dead: each is the best one for some reason, and can be filled in."""
    reason = reason_for(key)

    assert key_of(reason) == key
    assert not NOTHING.search(sentence(reason))


@pytest.mark.parametrize("needed", [True, False])
def test_every_yes_or_no_is_said_in_a_sentence_of_its_own(needed: bool) -> None:
    """A traveller reads no `yes; needed: no`: of each flag that a rule may read, however it stands."""
    flags = [
        *(fact.name for fact in FACTS if fact.type is Type.FLAG and fact.name != "port.has_mode"),
        *(
            f"{thing.kind}.{fact.name}"
            for thing in (DOCUMENT, *THINGS)
            for fact in thing.properties
            if fact.type is Type.FLAG
        ),
    ]

    assert "visa.tied_to_document_shown" in flags
    for flag in flags:
        for standing in (Standing.MET, Standing.UNMET, Standing.UNSTATED):
            assert key_of(a_reason("flag", standing, flag, needed=needed)).startswith(f"{flag}:"), flag


@pytest.mark.parametrize("rules", [RULES / "tests/rules_uto", RULES / "rules"])
def test_every_condition_of_real_rules_can_be_said(rules: Path) -> None:
    """With nothing stated, every condition of every rule still has a sentence."""
    rule_set = load([rules])
    nothing: list[Any] = [None] * len(VIEW)
    nothing[SLOT["crossing.date"]] = DAY
    view, evaluator = tuple(nothing), Evaluator(rule_set.groups)
    requirements = [
        requirement
        for state in rule_set.states.values()
        for movement in state.requirements.values()
        for requirement in movement
    ] + [requirement for port in rule_set.ports.values() for requirement in port.requirements]

    found = [
        Findings(requirement, evaluator).everything(evaluator.judge(requirement)(view), view, ())
        for requirement in requirements
    ]
    said = [sentence(reason) for one in found for ground in one.grounds for reason in ground.reasons]

    assert said
    assert all(text.endswith(".") and not NOTHING.search(text) for text in said)


def test_every_phrase_is_used() -> None:
    """No phrase is dead: each is asked for somewhere in the renderers, by name or by pattern."""
    patterns = set()
    for path in Path(messages.__file__).parents[2].rglob("*.py"):
        if path.name in ("phrases.py", "reason_sentences.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                patterns.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                patterns.add(
                    "".join(
                        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.]*"
                        for part in node.values
                    )
                )
    used = [
        re.compile(f"(?:{pattern})(?:\\.one|\\.other)?") for pattern in patterns if pattern.count(".") < 9
    ]

    dead = [key for key in PHRASES if not any(pattern.fullmatch(key) for pattern in used)]

    assert dead == []


@pytest.mark.parametrize(("catalogue", "key"), [(c, k) for c in (REASONS, PHRASES) for k in c])
def test_parameters_are_named(catalogue: dict[str, str], key: str) -> None:
    """Another language may need them in another order."""
    names = [name for _, name, _, _ in string.Formatter().parse(catalogue[key]) if name is not None]

    assert all(name.isidentifier() for name in names)


def test_every_fact_has_a_label() -> None:
    """A new fact in the vocabulary needs a name that fits a sentence."""
    properties = [f"{thing.kind}.{p.name}" for thing in (DOCUMENT, *THINGS) for p in thing.properties]

    assert {*(fact.name for fact in FACTS), *properties} - set(LABELS) == set()


def test_values_are_shown_as_their_type_demands() -> None:
    """A day is a date, a State has its name, a word has spaces, a set is a list."""
    assert shown(DAY, "stay.until") == "2026-12-01"
    assert shown(NO_END, "document.date_of_expiry") == "no end"
    assert shown(NO_END, "visa.entries_left") == "unlimited"
    assert shown("KZ", "nationality") == "Kazakhstan"
    assert shown("identity-card", "document.type") == "an identity card"
    assert shown(frozenset({"work", "tourism"}), "purpose") == "tourism or work"
    assert shown((DAY, DAY + 30), "date_of_birth") == "2026-12-01 .. 2026-12-31"
    assert shown(None) == "not stated"
    assert listed([]) == "none"


def test_a_phrase_of_a_rule_names_no_fact_by_its_dotted_name() -> None:
    """A traveller reads what is meant, not what it is called in a file."""
    assert in_words("on or after crossing.date") == "on or after the crossing date"
