"""The schemas of rule files, held by a validator against good files and bad ones."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from crosscheck.authoring.rule_schema.files import KINDS, file_name, schema
from crosscheck.compiler import forms, yaml_nodes
from crosscheck.compiler.yaml_nodes import Mapping, Node, Scalar, Sequence
from crosscheck.load import load, read_folders

ROOT = Path(__file__).parents[2]
BAD = ROOT / "tests/diagnostics"

CAUGHT: Final = frozenset(
    {
        "CC125", "CC201", "CC202", "CC204", "CC207", "CC210", "CC213", "CC214", "CC215", "CC217", "CC218",
        "CC219", "CC301", "CC302", "CC303", "CC304", "CC305", "CC306", "CC307", "CC308", "CC309", "CC313", "CC314", "CC315", "CC404", "CC405",
        "CC412", "CC414", "CC501", "CC502", "CC503", "CC602", "CC604",
    }
)  # fmt: skip
"""Codes whose mistakes an editor marks while they are typed."""

BEYOND: Final = frozenset(
    {
        "CC202-neither-requirement-nor-notice",
        "CC218-planned-stay-on-exit",
        "CC308-no-day-of-the-calendar",
        "CC501-closing-without-source",
        "CC501-member-without-source",
    }
)
"""Examples of these codes that only other lines, the path or a calendar can tell."""


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
    if node.plain and node.text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return node.text.lower() == "true"
    return node.text


@cache
def validator(kind: str, folder: str) -> Draft202012Validator:
    """Return what validates files of one kind against the schemas of the rules in *folder*."""
    rules = load([ROOT / folder])
    shared = [
        (file_name(each), DRAFT202012.create_resource(schema(each, rules)))
        for each in ("names", "conditions")
    ]
    registry: Registry[Any] = Registry().with_resources(shared)
    Draft202012Validator.check_schema(schema(kind, rules))
    return Draft202012Validator(schema(kind, rules), registry=registry)


def refusals(data: bytes, folder: str) -> list[str] | None:
    """Return what a validator says of a file; None if it is no YAML, or of no kind."""
    found: list[Any] = []
    source = yaml_nodes.decode("a.yaml", data, found.append)
    node = None if source is None else yaml_nodes.read(source, found.append)
    if not isinstance(node, Mapping) or (kind := forms.kind_of(node)) is None:
        return None
    value = as_an_editor_reads_it(node)
    return [
        f"{error.json_path}: {error.message}"[:300] for error in validator(kind, folder).iter_errors(value)
    ]


@pytest.mark.parametrize("folder", ["rules", "tests/rules_uto"])
def test_every_sound_file_is_taken(folder: str) -> None:
    """No false alarm while typing."""
    files = read_folders([ROOT / folder])[0].files

    assert {path: wrong for path, data in files.items() if (wrong := refusals(data, folder)) != []} == {}


@pytest.mark.parametrize(
    "folder",
    [path for path in sorted(BAD.iterdir()) if path.name[:5] in CAUGHT and path.name not in BEYOND],
    ids=lambda path: path.name,
)
def test_what_an_editor_can_tell_is_marked(folder: Path) -> None:
    """One file of each example of these codes is refused."""
    files = [path.read_bytes() for path in sorted(folder.rglob("*.yaml"))]

    assert any(refusals(data, "tests/rules_uto") for data in files)


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_schemas_are_current(kind: str) -> None:
    """Whoever adds a source, a group, a port or a requirement runs `crosscheck rules schema`."""
    shipped = ROOT / "rules/schema" / file_name(kind)

    assert json.loads(shipped.read_text(encoding="utf-8")) == schema(kind, load([ROOT / "rules"]))


def test_a_schema_offers_what_may_stand_there() -> None:
    """Facts by name, phrases to begin from, States, groups, sources."""
    rules = load([ROOT / "tests/rules_uto"])
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
