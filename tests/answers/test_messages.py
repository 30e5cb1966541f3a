"""The catalogue: every reason has a sentence, every sentence is used."""

import ast
import re
import string
from pathlib import Path
from typing import Any

import pytest

from crosscheck.answers.labels import fact_type, listed, shown
from crosscheck.answers.sentences import messages
from crosscheck.answers.sentences.messages import sentence, told
from crosscheck.deciding.decision import Reason, Standing
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.explaining.findings import Findings
from crosscheck.deciding.reasons import (
    AmongSaid,
    BothSaid,
    BranchSaid,
    CountSaid,
    CoverSaid,
    DateSaid,
    EqualSaid,
    FlagSaid,
    HeldSaid,
    HoursSaid,
    InForceSaid,
    ListedSaid,
    ModeSaid,
    OnlySaid,
    Said,
    StaySaid,
    WithinSaid,
)
from crosscheck.language.dates import NO_END
from crosscheck.language.spoken.sentences import ENGLISH
from crosscheck.language.vocabulary import DOCUMENT, FACTS, SLOT, THINGS, VIEW, Type
from crosscheck.rulebook.ruleset import RuleSet
from tests.invented import invented_rules

DAY = 739_951
NOTHING = re.compile(r"\bNone\b(?! of these)|[{}]")
"""What a parameter without a value would leave in a sentence."""

SAMPLES: dict[str, Said] = {
    each.kind: each
    for each in (
        EqualSaid("equal", "nationality", "KZ", ("CN",), None),
        EqualSaid("differs", "nationality", "KZ", ("CN",), None),
        FlagSaid("flag", "nationality", actual=True, needed=True),
        DateSaid("date", "stay.until", DAY, ">=", None, None),
        CountSaid("count", "nationality", 0, ">=", None, None, None),
        HoursSaid("hours", "crossing.date", DAY, 600, "<=", 24, "after", "crossing.date", DAY, None),
        AmongSaid("among", "nationality", "KZ", ("CN", "KZ")),
        AmongSaid("not_among", "nationality", "KZ", ("CN", "KZ")),
        ListedSaid("member", "nationality", "KZ", "a-group", "A group", DAY),
        ListedSaid("not_member", "nationality", "KZ", "a-group", "A group", DAY),
        ListedSaid("covers_one", "nationalities", frozenset({"KZ"}), "friends", "Friends", 739_000),
        ListedSaid("not_covers_one", "nationalities", frozenset({"KZ"}), "friends", "Friends", 739_000),
        CoverSaid("covers", "nationalities", ("tourism",), "purpose", ("work",), frozenset({"work"})),
        CoverSaid("not_covers", "nationalities", ("tourism",), None, ("work",), frozenset({"work"})),
        OnlySaid("only", "nationality", ("work",), ("tourism",), frozenset({"work"})),
        ModeSaid("has_mode", "crossing.mode", "rail", frozenset({"bus", "car"})),
        InForceSaid("in_force", "crossing.date", DAY),
        BothSaid("both", "stay.until"),
        HeldSaid("held", "ticket", 1, None, (AmongSaid("among", "ticket.to", None, ("CN",)),)),
        BranchSaid("any_of", "any_of", ("one", "another")),
        BranchSaid("all_of", "all_of", ("one", "another")),
        BranchSaid("none_of", "none_of", ("one", "another")),
        StaySaid("stay", "stay", 30, "entry", 45, DAY, DAY + 44, DAY + 29),
        WithinSaid("within", "within", 90, 180, "KZ", 91, 95, DAY),
    )
}
"""What is said of each kind of condition, as the evaluator gives it."""

VARIANTS: dict[str, dict[str, Any]] = {
    **{name: {"op": op, "needed": DAY} for op, name in messages._DAYS_SAID.items()},
    **{name: {"op": op, "needed": 1} for op, name in messages._AMOUNTS.items()},
    **{
        f"{side}_{name}": {"op": op, "side": side, "needed": DAY, "apart": (18 * 12, "months")}
        for op, name in messages._AMOUNTS.items()
        for side in ("before", "after")
    },
    "yes": {"needed": True},
    "no": {"needed": False},
    "none": {"number": 0},
    "absent": {"actual": "none"},
    "unknown": {"days": None, "last_day": None},
    "open": {"last": NO_END},
    "day_after": {"counted_from": "day-after"},
    "year": {"span": None},
    "fact": {"other": "nationality"},
    "ended": {"ended": DAY - 10, "compared": DAY - 20},
    "ended_unread": {"ended": DAY - 10, "compared": None},
}
"""What makes each variant of a sentence the one to say."""


def a_reason(kind: str, standing: Standing, fact: str | None = None, **changes: Any) -> Reason:
    """Return a reason as the evaluator would give it."""
    said: Any = SAMPLES[kind]
    known = {name: value for name, value in changes.items() if name in said._fields}
    said = type(said)(**said._asdict() | known | ({} if fact is None else {"fact": fact}))
    return Reason("uto.entry.permission/visa/x", standing, said)


def reason_for(key: str) -> Reason:
    """Return a reason that only the sentence *key* fits best."""
    fact, _, rest = key.rpartition(":")
    kind, *variant, standing = rest.split(".")
    changes = VARIANTS[variant[0]] if variant else {}
    typed = fact_type(fact)
    if typed is not None and typed.type in (Type.WORD, Type.WORDS):
        needed = tuple(typed.words[:2])
        word = typed.words[0] if typed.type is Type.WORD else (typed.words[0],)
        changes = {"actual": word, "needed": needed, "extra": frozenset(needed[:1])} | changes
    if kind == "count" and typed is not None:
        changes = {"unit": typed.unit} | changes
    return a_reason(kind, Standing(standing), fact or None, **changes)


def test_every_reason_has_a_sentence() -> None:
    """However a condition stands, there is a whole sentence for it."""
    said = [sentence(a_reason(kind, standing)) for kind in SAMPLES for standing in Standing]

    assert [text for text in said if not text.endswith(".") or text[0].islower() or "{" in text] == []


def test_every_sentence_is_said_of_something() -> None:
    """No sentence is dead: each is the best one for some reason, and can be filled in."""
    reasons = {key: reason_for(key) for key in ENGLISH.reasons}

    assert {key: best for key, reason in reasons.items() if (best := told(reason)[0]) != key} == {}
    assert [key for key, reason in reasons.items() if NOTHING.search(sentence(reason))] == []


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
            assert told(a_reason("flag", standing, flag, needed=needed))[0].startswith(f"{flag}:"), flag


def conditions_said(rule_set: RuleSet) -> list[str]:
    """Return the sentence of every condition of every requirement, with nothing stated."""
    nothing: list[Any] = [None] * len(VIEW)
    nothing[SLOT["crossing.date"]] = DAY
    view, evaluator = tuple(nothing), Evaluator(rule_set.groups)
    found = [
        Findings(requirement, evaluator).told(evaluator.judge(requirement)(view), view, (), everything=True)
        for requirement in rule_set.requirements()
    ]
    return [sentence(reason) for one in found for ground in one.grounds for reason in ground.reasons]


def test_every_condition_of_rules_can_be_said() -> None:
    """With nothing stated, each has a whole sentence, whose holes are filled."""
    said = conditions_said(invented_rules())

    assert said
    assert [text for text in said if not text.endswith(".") or NOTHING.search(text)] == []


def test_every_phrase_is_used() -> None:
    """No phrase is dead: each is asked for somewhere in the renderers, by name or by pattern."""
    patterns = set()
    for path in Path(messages.__file__).parents[2].rglob("*.py"):
        if path.name in ("phrases.py", "reasons.py", "labels.py"):
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

    dead = [key for key in ENGLISH.phrases if not any(pattern.fullmatch(key) for pattern in used)]

    assert dead == []


def test_parameters_are_named() -> None:
    """Another language may need them in another order."""
    texts = (*ENGLISH.reasons.values(), *ENGLISH.phrases.values())
    names = [
        (text, name) for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None
    ]

    assert [each for each in names if not each[1].isidentifier()] == []


def test_every_fact_has_a_label() -> None:
    """A new fact in the vocabulary needs a name that fits a sentence."""
    properties = [f"{thing.kind}.{p.name}" for thing in (DOCUMENT, *THINGS) for p in thing.properties]

    assert {*(fact.name for fact in FACTS), *properties} - set(ENGLISH.labels) == set()


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


def test_no_sentence_holds_a_phrase_of_the_rule_language() -> None:
    """What a rule's author writes is no English for a traveller, however it is dressed."""
    holes = {
        name
        for text in (*ENGLISH.reasons.values(), *ENGLISH.phrases.values())
        for name in re.findall(r"{(\w+)}", text)
    }

    assert "phrase" not in holes
    assert all("phrase" not in said._fields for said in SAMPLES.values())


def test_of_several_demands_on_one_fact_each_is_said() -> None:
    """Those that stand as the whole does."""
    inner = tuple(a_reason("date", Standing.UNSTATED, op=op, needed=DAY) for op in (">=", "<="))
    both = a_reason("both", Standing.UNSTATED)._replace(within=(("", inner),))

    assert sentence(both) == " ".join(map(sentence, inner))


def test_every_unit_and_every_kind_of_thing_has_its_words() -> None:
    """Or the first traveller of whom they are said would end in a fault."""
    properties = [prop for thing in (DOCUMENT, *THINGS) for prop in thing.properties]
    units = {fact.unit for fact in (*FACTS, *properties) if fact.unit} | {"days", "months", "years", "hours"}

    assert not {f"{unit}.{form}" for unit in units for form in ("one", "other")} - ENGLISH.phrases.keys()
    assert not {f"thing.{thing.kind}" for thing in THINGS} - ENGLISH.phrases.keys()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            ("stay", Standing.UNMET, None, {"actual": 2, "days": 1}),
            "The stay is 2 days; at most 1 day may be stayed",
        ),
        (
            ("stay", Standing.MET, None, {"actual": 1, "days": 1}),
            "The stay is 1 day; at most 1 day may be stayed.",
        ),
        (("within", Standing.UNSTATED, None, {"limit": 1}), "may come to at most 1 day in any"),
        (
            ("covers", Standing.MET, "purpose", {"needed": ("work", "study")}),
            "The purpose includes work and study.",
        ),
        (
            ("covers", Standing.UNMET, "purpose", {"actual": ("private", "journalism"), "needed": ("work",)}),
            "stated: private and journalism",
        ),
        (
            (
                "count",
                Standing.MET,
                "visa.entries_left",
                {"actual": NO_END, "op": ">=", "needed": 1, "unit": "entries"},
            ),
            "The visa has any number of entries left; it had to have at least 1 entry.",
        ),
        (
            ("equal", Standing.UNMET, "companion.relation", {"actual": "other-adult", "needed": ("parent",)}),
            "The companion is of another kind (other adult) than is needed: parent.",
        ),
    ],
)
def test_numbers_and_lists_read_as_english(
    reason: tuple[str, Standing, str | None, dict[str, Any]], said: str
) -> None:
    """One is singular, what all holds is joined by `and`, and no number of entries is `unlimited left`."""
    kind, standing, fact, changes = reason

    assert said in sentence(a_reason(kind, standing, fact, **changes))
