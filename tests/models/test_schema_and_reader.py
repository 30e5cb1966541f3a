"""The published schema of a profile and the reader take the same and refuse the same.

Whatever the schema takes, the reader takes, but for what no schema sees: whether a State is called
that, and whether two facts agree.  Whatever the reader takes, the schema takes in the one spelling
that JSON has; `in_one_spelling` is the whole of what the reader forgives besides.
"""

import copy
from typing import Any, Final

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from crosscheck.language.errors import ProfileError
from crosscheck.language.names.codes import DOC_9303, ISO_3166
from crosscheck.language.values import MOST_IN_SET
from crosscheck.language.vocabulary import DOCUMENT, FactType, Type
from crosscheck.models.profile import ProfileModel
from crosscheck.models.schema import published_schema
from crosscheck.profile.reading import read_profile
from crosscheck.profile.shape import HEADINGS, KEYS, LISTS, PROPERTIES, SINGLE, under
from crosscheck.rulebook.documents import OF_EVERY_STATE
from tests.profiles import CROSSING

SCHEMA: Final = Draft202012Validator(
    published_schema("profile", OF_EVERY_STATE), format_checker=Draft202012Validator.FORMAT_CHECKER
)

COMPARED: Final = (
    "after the crossing", "before the crossing", "is before", "is labelled", "is not among the nationalities",
    "the document shows", "does not show the nationality", "are both stated", "says that none is held",
    "in the list of", "would end after the year 9999", "end on", "is stated twice", "another document is labelled",
    "is not known here, such as `ordinary-passport`", "is not known here (did you mean",
)  # fmt: skip
"""What the reader says of two facts that disagree, or of a type of document that no State of the rules declares."""


# What is drawn --------------------------------------------------------------------------

HOSTILE: Final[st.SearchStrategy[Any]] = st.sampled_from(
    [
        None, True, False, -1, 0, 1, 20, 10.0, 0.0, 1.5, -0.0, 1e308, 10**20, 90, 999, 1000, 1990, 1990.0, 9999, 10_000,
        "", " ", "x", "none", "None ", "no end", "unlimited", "UNLIMITED", "yes", "No", "true", "10", "10.0", "010", "-1",
        "1990", "0999", "0000", "1990-05", "1990-00", "1990-13", "1990-00-00", "1990-05-00", "1990-05-17", "1990-5-17",
        "2026-02-29", "2024-02-29", "2026-02-30", "2026-12-01", "0000-01-01", "10000-01-01", " 2026-11-01 ", "2026-11-01T00:00",
        "KZ", "kaz", "Kazakhstan", "哈萨克斯坦", "Bonaire, Sint Eustatius and Saba", "refugee (1951 Convention)", "KZ, CN", "KZ,",
        "KZ\u0000", "\u202eKZ", "K\u00adZ", "K\nZ", "398", "XCT", "Chinese", "tourism", "Tourism", "tourism, work", "tourism,",
        "B12", " b 12 ", "x" * 60, "x" * 61, "x" * 200, "x" * 201, "\t", "a\tb", "\x1b[31m", "\u2028",
        [], [None], [[]], {}, ["KZ"], ["KZ", "CN"], ["KZ, CN"], ["tourism"], ["TOURISM", "work"], ["tourism", 5], ["", "KZ"],
        ["KZ"] * MOST_IN_SET, ["KZ"] * (MOST_IN_SET + 1), ["work"] * (MOST_IN_SET + 1), {"KZ": []}, {"KZ": "none"}, {"KZ": None},
        {"123": []}, {"state": "KZ"}, [{}], [{"state": "KZ"}], [{"state": None}], [{"type": "none"}], {"type": "none"},
    ]
)  # fmt: skip


def good(fact: FactType) -> st.SearchStrategy[Any]:
    """Return values that *fact* may well have."""
    forms: dict[Type, st.SearchStrategy[Any]] = {
        Type.STATE: st.sampled_from(["KZ", "CN", "Kazakhstan"]),
        Type.STATES: st.sampled_from([["KZ"], ["KZ", "CN"], "KZ"]),
        Type.DATE: st.sampled_from(["2026-11-01", "2020-02-29"]),
        Type.PARTIAL: st.sampled_from(["1990", "1990-05", "1990-05-17", 1990]),
        Type.COUNT: st.integers(fact.least, 90),
        Type.TIME: st.sampled_from(["00:00", "14:30", "23:59", "24:00", "9:15"]),
        Type.FLAG: st.booleans(),
        Type.TEXT: st.sampled_from(["B12", "ZHAOSU"]),
    }
    if fact.type in forms:
        return forms[fact.type]
    word = st.sampled_from(fact.words)
    return word if fact.type is Type.WORD else st.lists(word, min_size=1, max_size=3)


def values(fact: FactType) -> st.SearchStrategy[Any]:
    """Return values of *fact*, good ones and any others."""
    return good(fact) | HOSTILE


def mappings(facts: dict[str, FactType]) -> st.SearchStrategy[Any]:
    """Return mappings of some of *facts*, now and then with a key that is none of them, or no mapping at all."""
    some = st.sampled_from(sorted(facts)).flatmap(lambda name: st.tuples(st.just(name), values(facts[name])))
    return st.lists(some, max_size=3).map(dict) | st.just({"lenght": None}) | HOSTILE


def lists(plural: str) -> st.SearchStrategy[Any]:
    """Return lists of things held, by State where that may be; some too long."""
    listed = st.lists(mappings(PROPERTIES[plural]), max_size=2)
    long = st.sampled_from([LISTS[plural].most, LISTS[plural].most + 1]).map(
        lambda number: [{"state": "KZ"}] * number
    )
    if plural != "visits":
        long = long.map(lambda rows: [{} for _ in rows])
    of_states = st.dictionaries(
        st.sampled_from(["KZ", "Kazakhstan", "CN", "123", ""]), listed | HOSTILE, max_size=2
    )
    return listed | of_states | long | HOSTILE


ENTRIES: Final = {
    **{name: values(fact) for name, fact in SINGLE.items() if "." not in name},
    **{heading: mappings(under(heading)) for heading in HEADINGS},
    DOCUMENT.kind: mappings(dict(PROPERTIES[DOCUMENT.plural])),
    **{plural: lists(plural) for plural in LISTS},
    "crossing": HOSTILE,
    "nationalty": HOSTILE,
}
PROFILES: Final = st.lists(
    st.sampled_from(sorted(ENTRIES)).flatmap(lambda key: st.tuples(st.just(key), ENTRIES[key])), max_size=3
).map(dict)


# What is compared -----------------------------------------------------------------------


def problems(data: Any) -> tuple[tuple[str, str], ...]:
    """Return what the reader says is wrong with *data*."""
    try:
        read_profile(copy.deepcopy(data), day=CROSSING)
    except ProfileError as error:
        return error.problems
    return ()


def of_the_model(data: dict[str, Any]) -> dict[str, Any] | None:
    """Return what the model says is stated; None if it refuses *data*."""
    try:
        model = ProfileModel.model_validate(copy.deepcopy(data))
    except ValidationError:
        return None
    return dict(model.stated())


def is_of_no_state(what: str) -> bool:
    """Whether a problem is that no State is called what stands where one is due."""
    return any(
        said in what for said in ("is no known State", "stands for no State", "States where one is asked for")
    )


def in_one_spelling(data: dict[str, Any]) -> dict[str, Any]:
    """Return a profile with all that the reader forgives taken out of its texts."""
    spelt = {}
    for key, value in data.items():
        if key in SINGLE:
            spelt[key] = one(SINGLE[key], value)
        elif key in HEADINGS and isinstance(value, dict):
            spelt[key] = all_of(under(key), value)
        elif key == DOCUMENT.kind and isinstance(value, dict):
            spelt[key] = all_of(dict(PROPERTIES[DOCUMENT.plural]), value)
        elif key in LISTS:
            spelt[key] = held(key, value)
        else:
            spelt[key] = none(value)
    return spelt


def held(plural: str, value: Any) -> Any:
    """Return a list of things, or one for each State, in one spelling."""
    if isinstance(value, dict):
        return {state: held(plural, rows) for state, rows in value.items()}
    if isinstance(value, list):
        known = dict(PROPERTIES[plural])
        return [all_of(known, row) if isinstance(row, dict) else row for row in value]
    return none(value)


def none(value: Any) -> Any:
    """Return the word `none`, however it is written."""
    return "none" if isinstance(value, str) and value.strip().casefold() == "none" else value


def all_of(facts: dict[str, FactType], value: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of one thing in one spelling."""
    return {name: one(facts[name], raw) if name in facts else raw for name, raw in value.items()}


def one(fact: FactType, raw: Any) -> Any:
    """Return a value in one spelling: blanks around it, its case, a number, yes or no as text, a set as one text."""
    if fact.type is Type.TEXT and type(raw) in (int, float) and raw == int(raw):
        return str(int(raw))
    if fact.type in (Type.STATES, Type.WORDS) and isinstance(raw, list):
        of_one = FactType(fact.name, Type.WORD if fact.type is Type.WORDS else Type.STATE, "")
        return [one(of_one, item) for item in raw]
    if not isinstance(raw, str):
        return raw
    text = " ".join(raw.split()) if fact.type is Type.TEXT else raw.strip()
    lower = text.casefold()
    if fact.absent is not None:
        if lower in ("no end", "unlimited") and fact.type in (Type.DATE, Type.COUNT):
            return fact.absent
        if lower == fact.absent:
            return fact.absent
    match fact.type:
        case Type.COUNT:
            number = text.removesuffix(".0")
            return int(number) if number.isdecimal() and (number == "0" or number[0] != "0") else text
        case Type.FLAG:
            return {"true": "yes", "false": "no"}.get(lower, lower)
        case Type.WORD:
            return lower
        case Type.WORDS:
            return [part.strip().casefold() for part in text.split(",")]
        case Type.STATES:
            return [part.strip() for part in text.split(",")] if "," in text else text
    return text


def shown(errors: Any) -> list[str]:
    """Return what a validator found, in short."""
    return [f"{error.json_path}: {error.message[:100]}" for error in errors]


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(PROFILES)
@example({"stay": {"days": 10.0}})
@example({"stay": {"days": 0}})
@example({"date_of_birth": "1990-00-00"})
@example({"documents": [{"type": "none"}]})
@example({"visits": [{}]})
@example({"visits": {"KZ": "none"}})
@example({"nationality": "refugee (1951 Convention)"})
@example({"visas": [{"category": " "}]})
@example({"document": {"type": "x"}})
@example({"visits": [{"state": "XCT"}]})
def test_schema_and_reader_take_and_refuse_the_same(data: dict[str, Any]) -> None:
    """Good profiles and hostile ones, in the whole or in a part."""
    found = problems(data)
    if not list(SCHEMA.iter_errors(data)):
        unforeseen = [
            (path, what)
            for path, what in found
            if not is_of_no_state(what) and not any(said in what for said in COMPARED)
        ]
        assert unforeseen == [], "the schema takes what the reader refuses"
    if not found:
        assert shown(SCHEMA.iter_errors(in_one_spelling(data))) == [], (
            "the reader takes what the schema refuses"
        )


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(PROFILES)
@example({"visits": {"KZ": [], "Kazakhstan": None}})
@example({"visits": {"KZ": [{"entered_on": "2026-01-01"}], "Kazakhstan": []}})
@example({"document": {"type": "x"}})
def test_the_model_takes_what_the_reader_takes(data: dict[str, Any]) -> None:
    """And means the same by it; it refuses the rest, but for facts that disagree, which it does not compare."""
    found = problems(data)
    stated = of_the_model(data)
    if not found:
        assert stated is not None, "the model refuses what the reader takes"
        assert read_profile(stated, day=CROSSING) == read_profile(data, day=CROSSING)
        assert shown(SCHEMA.iter_errors(stated)) == []
    if stated is not None:
        assert all(any(said in what for said in COMPARED) for _, what in found)


def test_the_schema_takes_every_name_of_a_state_that_the_reader_takes() -> None:
    """Those with a comma or a number in them, too."""
    names = [name for names in (*ISO_3166.values(), *DOC_9303.values()) for name in names]

    assert [name for name in names if not SCHEMA.is_valid({"nationality": name})] == []


def test_every_entry_of_a_profile_is_drawn() -> None:
    """A new fact is compared from the day on which it is there."""
    assert set(KEYS) <= set(ENTRIES)
