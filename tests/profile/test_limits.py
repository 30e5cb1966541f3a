"""A profile of any size and shape costs what it is worth: limits, errors no larger than the input, no quadratic reader."""

import pickle
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import pytest

from crosscheck.deciding.facts import Facts
from crosscheck.language.errors import MOST_PROBLEMS, ProfileError
from crosscheck.language.values import MOST_IN_SET
from crosscheck.profile import text
from crosscheck.profile.disagreements import disagreements
from crosscheck.profile.paths import MOST_PATHS
from crosscheck.profile.reading import LONGEST_NAME, read_profile
from crosscheck.profile.shape import LISTS, row_of
from crosscheck.profile.text import parse_profile_text
from tests.growth import Counted, comparisons, grows_in_proportion, lines_run
from tests.profiles import CROSSING

SIZES = (500, 1_000, 2_000, 4_000)


def refused(data: Any) -> ProfileError:
    """Return the error that *data* leads to."""
    with pytest.raises(ProfileError) as raised:
        read_profile(data, day=CROSSING)
    return raised.value


# Limits ---------------------------------------------------------------------------------


@pytest.mark.parametrize("plural", LISTS)
def test_so_many_things_of_a_kind_may_be_held_and_no_more(plural: str) -> None:
    """One more is refused with the number, none of them is read, and none is left out silently."""
    most = LISTS[plural].most
    thing = {"state": "KZ"} if plural == "visits" else {}

    read_profile({plural: [thing] * most}, day=CROSSING)

    assert refused({plural: [thing] * (most + 1)}).problems == (
        (plural, f"holds {most + 1} entries; a profile may hold {most} {plural}, those that matter"),
    )
    assert refused({plural: range(10**9)}).problems[0][1].startswith("holds 1000000000 entries")


def test_past_stays_by_state_are_counted_together() -> None:
    """A thousand in each of two hundred States would be two hundred thousand."""
    assert refused({"visits": {"KZ": [{}] * 600, "CN": [{}] * 401}}).problems == (
        ("visits", "holds 1001 entries; a profile may hold 1000 visits, those that matter"),
    )


@pytest.mark.parametrize(
    ("stays", "kind"),
    [
        (iter, "list_iterator"),
        (lambda rows: (row for row in rows), "generator"),
        (lambda rows: map(dict, rows), "map"),
        (lambda rows: {0: rows[0]}.values(), "dict_values"),
        (lambda rows: bytearray(len(rows)), "bytearray"),
    ],
)
@pytest.mark.parametrize("where", ["list", "by State"])
def test_what_can_be_read_once_is_no_list(stays: Any, kind: str, where: str) -> None:
    """It would be complete at the first check and empty at the next, which then passes."""
    rows = [
        {"state": "KZ", "entered_on": "2026-01-01", "exited_on": "2026-03-26", "ground": "visa-exemption"}
    ]
    data = {"visits": stays(rows) if where == "list" else {"KZ": stays(rows)}}
    path = "visits" if where == "list" else "visits.KZ"

    for _ in range(2):
        assert refused(data).problems == (
            (path, f"write a list, `[]` if there is none, not a value of type {kind}"),
        )


def test_sequences_and_mappings_of_any_type_are_read() -> None:
    """A tuple is as good as a list, and a view of a mapping as good as a dict."""
    read = read_profile(MappingProxyType({"visas": ({"issuing_state": "KZ"},)}), day=CROSSING)

    assert read == read_profile({"visas": [{"issuing_state": "KZ"}]}, day=CROSSING)


# Errors ---------------------------------------------------------------------------------


def test_an_error_tells_fifty_problems_and_counts_the_others() -> None:
    """Before it is pickled and after; whoever shows it line by line says so, too."""
    error = refused({f"k{n:06}": 1 for n in range(60_000)})

    assert (len(error.problems), error.more) == (MOST_PROBLEMS, 60_000 - MOST_PROBLEMS)
    assert error.lines()[-1] == "and 59950 more"
    assert str(error).endswith("; and 59950 more")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - its own output
    assert (copy.problems, copy.more, str(copy)) == (error.problems, error.more, str(error))
    assert refused({"a": 1}).lines() == ["a: no fact is called that"]


LARGE: dict[str, dict[str, Any]] = {
    "unknown keys": {f"k{n:06}": n for n in range(60_000)},
    "long keys": {"k" * 100_000 + str(n): n for n in range(10)},
    "unknown keys below": {"stay": {f"k{n:06}": n for n in range(60_000)}},
    "labels and ties": {
        "documents": [{"label": f"{n} {'x' * 190}"} for n in range(20)],
        "visas": [{"document": f"{n} {'y' * 190}"} for n in range(100)],
    },
    "many documents and many visas of unknown documents": {
        "documents": [{"label": f"DOCUMENT {n}"} for n in range(1_000)],
        "visas": [{"document": f"LOST {n}"} for n in range(1_000)],
    },
    "nationalities that are not held": {
        "nationalities": "KZ",
        "documents": [{"nationality": "CN", "type": "ordinary-passport"}] * 20,
    },
    "words that are none": {"visas": [{"form": "x" * 10_000, "category": "\t" * 300}] * 100},
    "states that are none": {"visits": {f"Kazakstan{'n' * (n % 90)}{n}": [] for n in range(1_000)}},
    "stays that end before they begin": {
        "visits": [{"state": "KZ", "entered_on": "2026-05-02", "exited_on": "2026-05-01"}] * 1_000
    },
    "a list in a list": {"visas": [[[]] * 1_000] * 100},
    "paths into a list that is too long": {
        "visas": [{}] * 100_000,
        **{f"visas[{n}].category": "B12" for n in range(1_000)},
    },
    "paths that lead nowhere": {f"visits.Kazakstan{n}[{n}].ground": n for n in range(1_000)},
}


@pytest.mark.parametrize("name", LARGE)
def test_an_error_is_never_much_larger_than_a_page(name: str) -> None:
    """Whatever is wrong, and however often."""
    error = refused(LARGE[name])

    assert len(error.problems) <= MOST_PROBLEMS
    assert len(str(error)) < MOST_PROBLEMS * 1_000
    assert max(len(path) for path, _ in error.problems) <= LONGEST_NAME + 1


def test_a_label_that_is_not_found_is_told_with_some_that_are_there() -> None:
    """Eight, and how many more."""
    error = refused({"documents": [{"label": f"P{n}"} for n in range(20)], "visas": [{"document": "LOST"}]})

    assert error.problems == (
        (
            "visas[0].document",
            "no document stated is labelled LOST (labels: P0, P1, P2, P3, P4, P5, P6, P7 and 12 more)",
        ),
    )


# Growth ---------------------------------------------------------------------------------


def wrong_in_many_places(number: int) -> dict[str, Any]:
    """Return a profile with *number* wrong keys on each level, and as many wrong values as may be."""
    return {
        **{f"nationaliti{n}": n for n in range(number)},
        "stay": {f"untill{n}": n for n in range(number)},
        "visits": {f"Kazakstan{n}": [] for n in range(number)},
        "visas": [{"form": "stick", f"valid_untill{n}": n} for n in range(number // 100)],
        "purpose": ["turism"] * number,
    }


def wrong_by_paths(number: int) -> dict[str, Any]:
    """Return a profile with *number* paths that lead nowhere, beside lists as long as may be."""
    return {
        "visits": [{"state": "KZ", "entered_on": "2026-01-01", "exited_on": "2026-01-01"}] * 1_000,
        **{f"visits.Kazakstan{n}": [] for n in range(number // 2)},
        **{f"visas[{n}].category": "B12" for n in range(number // 2)},
        **{f"nationaliti{n}": n for n in range(number)},
    }


def test_paths_that_lead_nowhere_take_work_in_proportion() -> None:
    """No path is put into a copy of the whole profile."""
    counts = [lines_run(lambda n=n: refused(wrong_by_paths(n))) for n in (125, 250, 500, 1_000)]  # type: ignore[misc]

    assert grows_in_proportion(counts), counts


def test_so_many_paths_may_be_stated_and_no_more() -> None:
    """A profile of lists is shorter."""
    assert refused({f"visas[{n}].category": "B12" for n in range(1_001)}).problems == (
        ("", "1001 paths are stated, 1000 at most; write lists of things instead"),
    )


def test_reading_what_is_wrong_takes_work_in_proportion() -> None:
    """Near names are looked for while they are told, not for every key."""
    counts = [lines_run(lambda n=n: refused(wrong_in_many_places(n))) for n in SIZES]  # type: ignore[misc]

    assert grows_in_proportion(counts), counts


def test_reading_what_is_right_takes_work_in_proportion() -> None:
    """As many past stays as may be stated."""

    def stays(number: int) -> dict[str, Any]:
        return {"visits": [{"state": "KZ", "entered_on": "2026-01-01", "exited_on": "2026-01-01"}] * number}

    counts = [lines_run(lambda n=n: read_profile(stays(n), day=CROSSING)) for n in (125, 250, 500, 1_000)]  # type: ignore[misc]

    assert grows_in_proportion(counts), counts


def test_labels_are_compared_with_few_others() -> None:
    """Many documents, many visas tied to documents that are not there."""

    def facts(number: int) -> Facts:
        documents = [row_of(LISTS["documents"], {"label": Counted(f"P{n}")}) for n in range(number)]
        visas = [row_of(LISTS["visas"], {"document": Counted(f"LOST{n}")}) for n in range(number)]
        return Facts({}, tuple(documents), {"visas": tuple(visas)})

    counts = []
    for number in (25, 50, 100, 200):
        stated = facts(number)
        counts.append(comparisons(lambda stated=stated: disagreements(stated, CROSSING)))  # type: ignore[misc]

    assert max(counts) < 25, counts


def test_a_key_of_json_that_stands_twice_is_found_without_comparing_all_with_all() -> None:
    """The last of many; `json` hands over the pairs of an object."""

    def pairs(number: int) -> Iterator[tuple[str, int]]:
        yield from ((Counted(f"k{n}"), n) for n in range(number))
        yield Counted(f"k{number - 1}"), 0

    def read(number: int) -> None:
        with pytest.raises(ValueError, match="stands twice"):
            text._without_repetition(list(pairs(number)))

    assert max(comparisons(lambda n=n: read(n)) for n in SIZES) < 10  # type: ignore[misc]


def test_a_repeated_key_is_told_in_a_line_however_long_it_is() -> None:
    """And at the end of a file as large as may be."""
    keys = "".join(f'"k{n}": 1, ' for n in range(60_000))

    with pytest.raises(ProfileError) as raised:
        parse_profile_text("{" + keys + '"' + "x" * 9_000 + '": 1, "' + "x" * 9_000 + '": 2}', "p.json")

    assert raised.value.problems == (
        ("p.json", f"the key `{'x' * 60}` stands twice in one object; keep one of them"),
    )


# Braces ---------------------------------------------------------------------------------

BRACES = "{nationality: KZ, stay: {days: 10}, visas: []}"
READ = {"nationality": "KZ", "stay": {"days": "10"}, "visas": []}


@pytest.mark.parametrize("name", ["p.yaml", "p.yml", "-", "traveller"])
@pytest.mark.parametrize("before", ["", "\n ", "﻿"])
def test_yaml_may_begin_with_a_brace(name: str, before: str) -> None:
    """It is YAML's own form of a mapping, and no JSON."""
    assert parse_profile_text(before + BRACES + "\n", name) == READ


@pytest.mark.parametrize("name", ["p.yaml", "-", "p.json"])
def test_json_is_read_as_json_under_any_name(name: str) -> None:
    """Its numbers are numbers, and a tab before a key is no fault there."""
    assert parse_profile_text('{\n\t"stay": {"days": 10}, "visas": null}', name) == {
        "stay": {"days": 10},
        "visas": None,
    }


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (BRACES, "p.json", ("p.json:1:2", "this is no JSON from here on")),
        ('{"nationality": "KZ",', "-", ("-:1:22", "this is no JSON from here on")),
        ("{nationality: KZ", "p.yaml", ("p.yaml:1:1", "")),
        ("{a: 1, a: 2}", "p.yaml", ("p.yaml:1:8", "`a` stands twice in one mapping")),
        ('{"a": 1, "a": 2}', "p.yaml", ("p.yaml", "the key `a` stands twice in one object")),
        ('{"a": NaN}', "p.yaml", ("p.yaml", "`NaN` is no JSON; write null")),
    ],
)
def test_what_is_neither_is_told_in_the_terms_of_its_name(
    content: str, name: str, problem: tuple[str, str]
) -> None:
    """Of a file that is called YAML nobody hears that it is no JSON, unless it almost is."""
    with pytest.raises(ProfileError) as raised:
        parse_profile_text(content, name)

    ((place, what),) = raised.value.problems
    assert (place, what[: len(problem[1])]) == problem


def test_the_page_of_facts_names_every_limit() -> None:
    """What a limit is stands where the facts stand, from the same place."""
    from tests.pages.facts import as_markdown
    from tests.shipped.rules import shipped_rules

    page = as_markdown(shipped_rules())

    for thing in LISTS.values():
        assert f"{thing.most:,} {thing.plural}" in page
    for limit in (
        f"{MOST_PATHS:,} keys that are paths",
        f"of\n{MOST_PROBLEMS} problems",
        f"{MOST_IN_SET} values",
    ):
        assert limit in page
