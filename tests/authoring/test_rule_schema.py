"""The schemas of rule files, held by a validator against good files and bad ones."""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from crosscheck.authoring.schema.files import file_name, schema
from crosscheck.compiler.files.build import build
from crosscheck.compiler.files.folders import read_folders
from crosscheck.compiler.reading import yaml_nodes
from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar, Sequence
from crosscheck.compiler.shape import forms
from crosscheck.rulebook.ruleset import RuleSet
from tests.compiler.reading import good_files, good_rules

ROOT = Path(__file__).parents[2]
BAD = ROOT / "tests/diagnostics"

CAUGHT: Final = frozenset(
    {
        "CC125", "CC201", "CC202", "CC204", "CC207", "CC210", "CC213", "CC214", "CC215", "CC217", "CC218",
        "CC219", "CC301", "CC302", "CC303", "CC304", "CC305", "CC306", "CC307", "CC308", "CC309", "CC313", "CC314", "CC315", "CC317", "CC404", "CC405",
        "CC412", "CC414", "CC501", "CC502", "CC503", "CC602", "CC604",
    }
)  # fmt: skip
"""Codes whose mistakes an editor marks while they are typed."""

BEYOND: Final = frozenset(
    {
        "CC202-neither-requirement-nor-notice",
        "CC218-planned-stay-on-exit",
        "CC404-short-sentence-beside-grounds",
        "CC308-no-day-of-the-calendar",
        "CC501-closing-without-source",
        "CC501-member-without-source",
    }
)
"""Examples of these codes that only other lines or keys, the path or a calendar can tell."""


def as_an_editor_reads_it(node: Node) -> Any:
    """Return *node* as YAML 1.2 has it (the core schema): numbers are numbers, `yes` and `NO` are texts."""
    if isinstance(node, Sequence):
        return [as_an_editor_reads_it(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: as_an_editor_reads_it(value) for key, value in node.entries}
    assert isinstance(node, Scalar)
    if node.plain and re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if node.plain and re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text):
        return float(node.text)
    if node.plain and not node.text:
        return None
    if node.plain and node.text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return node.text.lower() == "true"
    return node.text


@cache
def validator(kind: str, compiled: Callable[[], RuleSet]) -> Draft202012Validator:
    """Return what validates files of one kind against the schemas of the rules that *compiled* returns."""
    rules = compiled()
    shared = [
        (file_name(each), DRAFT202012.create_resource(schema(each, rules)))
        for each in ("names", "conditions")
    ]
    registry: Registry[Any] = Registry().with_resources(shared)
    Draft202012Validator.check_schema(schema(kind, rules))
    return Draft202012Validator(schema(kind, rules), registry=registry)


def refusals(data: bytes, rules: Callable[[], RuleSet] = good_rules) -> list[str] | None:
    """Return what a validator says of a file among *rules*; None if it is no YAML, or of no kind."""
    found: list[Any] = []
    source = yaml_nodes.decode("a.yaml", data, found.append)
    node = None if source is None else yaml_nodes.read(source, found.append)
    if not isinstance(node, Mapping) or (kind := forms.kind_of(node)) is None:
        return None
    value = as_an_editor_reads_it(node)
    return [
        f"{error.json_path}: {error.message}"[:300] for error in validator(kind, rules).iter_errors(value)
    ]


def test_every_sound_file_is_taken() -> None:
    """No false alarm while typing."""
    files = read_folders([ROOT / "tests/rules_uto"])[0].files

    assert {path: wrong for path, data in files.items() if (wrong := refusals(data)) != []} == {}


@pytest.mark.parametrize(
    "folder",
    [path for path in sorted(BAD.iterdir()) if path.name[:5] in CAUGHT and path.name not in BEYOND],
    ids=lambda path: path.name,
)
def test_what_an_editor_can_tell_is_marked(folder: Path) -> None:
    """One file of each example of these codes is refused."""
    files = [path.read_bytes() for path in sorted(folder.rglob("*.yaml"))]

    assert any(refusals(data) for data in files)


ODD: Final = (
    "0", "10", "10.0", "-1", "1e3", "yes", "no", "none", "no end", "unlimited", "true", "not", "in", "covers", "only",
    "UTO or UTO", "DE or", "or DE", "in uto-friends", "DE and FR", "not DE and not FR", "KZ,DE", "kz", "KAZ", "x", "A b",
    "2026-02-30", "2026-12-01", "2026-1-1", "..", "2020-01-01 ..", "2021-01-01 .. 2020-01-01", "not yet", "any", "no day",
    "30 days", "1 days", "1 day", "0 days", "99999 days", "100000 days", "90 days in any 0 days", "no limit", "days of x",
    "at least 1 page", "at least 01 pages", "at least 2 page", "exactly 3 days", "at least stay.days days", "same as stay.until",
    "same as nationality", "its valid_until", "on or after its entered_on", "covers nationality", "only tourism or",
    "at most its duration_of_stay after crossing.date", "not in uto-friends on stay.until", "UTO  or DE", "5 km", "51.5 N 0.1 W",
    "https://x", "ftp://x", "[]", "{}", "all stays begun on or after 2020-02-30",
)  # fmt: skip
"""What an author may write where something else belongs, but for `null` and `~`: to an editor they are as good as nothing."""

TOLD_BY_OTHERS: Final = {
    "CC202": "neither `requirement` nor `notice`, which the path tells",
    "CC207": "names in other names' places",
    "CC218": "the movement, which the path tells",
    "CC308": "a day that no calendar has",
    "CC501": "a member or closing without a source, where the list may have one",
}
"""Codes that a schema marks in some places, and elsewhere only other lines, the path or a calendar can tell."""


@cache
def _scalars(path: str) -> tuple[Scalar, ...]:
    """Return every key and value of a file of Utopia that stands on one line."""
    found: list[Scalar] = []

    def look(node: Node) -> None:
        if isinstance(node, Sequence):
            for item in node.items:
                look(item)
        elif isinstance(node, Mapping):
            for entry in node.entries:
                look(entry[0])
                look(entry[1])
        elif node.span.start.line == node.span.end.line and not node.block:
            found.append(node)

    source = yaml_nodes.decode(path, good_files()[path], lambda _: None)
    node = None if source is None else yaml_nodes.read(source, lambda _: None)
    assert node is not None
    look(node)
    return tuple(found)


def slipped(chance: random.Random) -> tuple[str, bytes]:
    """Return the path of a file of Utopia, and its text with something else in it, too little or too much."""
    path = chance.choice(sorted(good_files()))
    lines = good_files()[path].decode().split("\n")
    at = chance.choice(_scalars(path))
    number = at.span.start.line - 1
    line = lines[number]
    match chance.randrange(8):
        case 0:
            del lines[number]
        case 1:
            lines.insert(number, chance.choice(lines))
        case 2:
            other = chance.randrange(len(lines))
            lines[number], lines[other] = lines[other], line
        case _:
            elsewhere = chance.choice(_scalars(chance.choice(sorted(good_files())))).text
            new = chance.choice((elsewhere, chance.choice(ODD)))
            lines[number] = line[: at.span.start.column - 1] + new + line[at.span.end.column - 1 :]
    return path, "\n".join(lines).encode()


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_the_schema_and_the_reader_take_and_refuse_the_same_files(seed: int) -> None:
    """No schema refuses what rules can be made of, and none takes what an editor could have marked."""
    path, data = slipped(random.Random(seed))  # noqa: S311 - nothing here is secret
    _, found = build(good_files() | {path: data})
    codes = {each.code for each in found if each.is_error and each.span.path == f"rules/{path}"}

    refused = refusals(data)

    if refused:
        assert codes, (path, data.decode(), refused)
    elif (
        refused is not None and "CC115" not in codes
    ):  # of two keys of one name an editor marks one, the schema none
        # several types of document are a pattern to the schema: which there are, each State's own file says
        of_types = {"CC214"} if b"document_types" in data else set()
        assert not codes & CAUGHT - TOLD_BY_OTHERS.keys() - of_types, (path, data.decode(), codes)


def test_a_schema_offers_what_may_stand_there() -> None:
    """Facts by name, phrases to begin from, States, groups, sources."""
    rules = good_rules()
    names = schema("names", rules)["$defs"]
    of_conditions = schema("conditions", rules)["$defs"]

    assert "uto-border-act-2020" in names["source"]["enum"]
    assert "in uto-friends" in names["in-group"]["enum"]
    assert "covers one in uto-friends" in names["covers-one-in-group"]["enum"]
    assert "KZ" in of_conditions["state"]["enum"]
    assert "covers tourism" in of_conditions["conditions"]["properties"]["purpose"]["examples"]
    assert (
        "on or after crossing.date"
        in of_conditions["conditions.visa"]["properties"]["valid_until"]["examples"]
    )
    assert (
        "same as its issuing_state"
        in of_conditions["conditions.visa"]["properties"]["crossing.to"]["examples"]
    )
