"""What is published is what is in use."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from crosscheck.models.schema import PUBLISHED, published_schema
from tests.shipped.rules import shipped_rules

FOLDER = Path(__file__).parents[2] / "docs/schema"


@pytest.mark.parametrize("form", PUBLISHED)
def test_a_schema_is_a_schema(form: str) -> None:
    """Of the dialect that it names, with its version."""
    schema = published_schema(form)

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:crosscheck:{form}:{PUBLISHED[form][1]}"


@pytest.mark.parametrize("form", PUBLISHED)
def test_the_published_schema_is_the_one_in_use(form: str) -> None:
    """`docs/schema` holds what `crosscheck schema` prints, so that a change shows in review."""
    published = FOLDER / f"{form}-{PUBLISHED[form][1]}.schema.json"

    said = published_schema(form, shipped_rules().documents)
    assert published.read_text(encoding="utf-8") == json.dumps(said, indent=2) + "\n"


def test_nothing_else_is_published() -> None:
    """No schema of a form that is gone is left behind."""
    assert {path.name for path in FOLDER.glob("*.json")} == {
        f"{form}-{version}.schema.json" for form, (_, version) in PUBLISHED.items()
    }


@pytest.mark.parametrize("form", PUBLISHED)
def test_generators_of_code_need_no_names_of_their_own(form: str) -> None:
    """Of a choice of words that has no name they make up one (`Kind3`); what has a name and is described where it is used they call anew (`Verdict1`)."""
    schema = published_schema(form)
    nameless = [path for path, each in _within(schema) if "enum" in each and path.count("/") != 1]
    described = [path for path, each in _within(schema) if "$ref" in each and len(each) > 1]

    assert nameless == []
    assert described == []


def _within(schema: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(schema, dict):
        yield path, schema
    items = (
        schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    )
    for key, value in items:
        yield from _within(value, f"{path}/{key}" if path else str(key))
