"""The JSON Schemas that are published, made by pydantic from the models."""

from collections.abc import Sequence
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from crosscheck.language.vocabulary import MODES, PURPOSES, STAY_GROUNDS
from crosscheck.models.card import CardModel
from crosscheck.models.decision import DecisionModel
from crosscheck.models.error import ErrorModel
from crosscheck.models.matrix import MatrixChangesModel, MatrixModel
from crosscheck.models.profile import WORD, ProfileModel
from crosscheck.models.question import QuestionModel
from crosscheck.models.ways import WaysModel
from crosscheck.rulebook.documents import Documents

PUBLISHED: Final[dict[str, tuple[type[BaseModel], int | str]]] = {
    "card": (CardModel, "1-draft"),
    "decision": (DecisionModel, "2-draft"),
    "error": (ErrorModel, 1),
    "matrix": (MatrixModel, 1),
    "matrix-changes": (MatrixChangesModel, 1),
    "profile": (ProfileModel, 1),
    "question": (QuestionModel, "1-draft"),
    "ways": (WaysModel, 1),
}
"""Each form with its version, which rises with a change that could break a reader or a writer."""


class _WithoutTitles(GenerateJsonSchema):
    """Says of a field what it means; its name again, in capitals, says nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def published_schema(form: str, documents: Documents | None = None) -> dict[str, Any]:
    """Return the schema of one form of `PUBLISHED` (JSON Schema 2020-12); with *documents*, of what rules read that know these."""
    model, version = PUBLISHED[form]
    schema = model.model_json_schema(schema_generator=_WithoutTitles)
    if documents is not None:
        schema = _with_words(schema, documents.fact.words)
    words = {MODES: "Mode", PURPOSES: "Purpose", STAY_GROUNDS: "StayGround", ("yes", "no"): "YesOrNo"}
    named: dict[str, Any] = {}
    for name, each in (*schema["$defs"].items(), ("", schema)):
        for key, value in each.get("properties", {}).items():
            called = f"{name.removesuffix('Said')}{key.title().replace('_', '')}"
            each["properties"][key] = _under_names(value, called, words, named)
    schema["$defs"] = dict(sorted((schema["$defs"] | named).items()))
    return {
        "$schema": _WithoutTitles.schema_dialect,
        "$id": f"urn:crosscheck:{form}:{version}",
        **schema,
    }


def _with_words(part: Any, words: Sequence[str]) -> Any:
    """Return *part* of a schema with *words* where it has any word of the rules."""
    if isinstance(part, list):
        return [_with_words(each, words) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("pattern") == WORD:
        return {"enum": list(words), "type": "string"}
    return {name: _with_words(each, words) for name, each in part.items()}


def _under_names(schema: Any, called: str, words: dict[tuple[str, ...], str], named: dict[str, Any]) -> Any:
    """Return *schema* with every choice of words *named*: generators of code would call them `Kind1`, `Kind2` otherwise."""
    if isinstance(schema, list):
        return [_under_names(each, called, words, named) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "enum" in schema:
        name = words.setdefault(tuple(schema["enum"]), called)
        named.setdefault(name, schema)
        return {"$ref": f"#/$defs/{name}"}
    return {key: _under_names(each, called, words, named) for key, each in schema.items()}
