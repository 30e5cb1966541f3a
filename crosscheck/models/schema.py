"""The JSON Schemas that are published, made by pydantic from the models."""

from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from crosscheck.models.decision import DecisionModel
from crosscheck.models.error import ErrorModel
from crosscheck.models.matrix import MatrixChangesModel, MatrixModel
from crosscheck.models.profile import ProfileModel

PUBLISHED: Final[dict[str, tuple[type[BaseModel], int | str]]] = {
    "decision": (DecisionModel, "2-draft"),
    "error": (ErrorModel, 1),
    "matrix": (MatrixModel, 1),
    "matrix-changes": (MatrixChangesModel, 1),
    "profile": (ProfileModel, 1),
}
"""Each form with its version, which rises with a change that could break a reader or a writer."""


class _WithoutTitles(GenerateJsonSchema):
    """Says of a field what it means; its name again, in capitals, says nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def published_schema(form: str) -> dict[str, Any]:
    """Return the schema of one form of `PUBLISHED` (JSON Schema 2020-12)."""
    model, version = PUBLISHED[form]
    return {
        "$schema": _WithoutTitles.schema_dialect,
        "$id": f"urn:crosscheck:{form}:{version}",
        **model.model_json_schema(schema_generator=_WithoutTitles),
    }
