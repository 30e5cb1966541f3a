"""The JSON Schema of a profile, derived from the vocabulary and published with each version."""

from typing import Any, Final

from crosscheck.profile.shape import HEADINGS, LISTS, PROPERTIES, SINGLE, under
from crosscheck.states import STATES
from crosscheck.vocabulary import DOCUMENT, FactType, ThingType, Type

SCHEMA_VERSION: Final = 1
"""Raised when a profile that was valid no longer is, or means something else."""

SCHEMA_ID: Final = f"urn:crosscheck:profile:{SCHEMA_VERSION}"

_DAY: Final = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_PARTIAL: Final = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_VISITS: Final = "visits"

Schema = dict[str, Any]

ANY_STATE: Final[Schema] = {
    "description": "A State by its ISO 3166-1 code (KZ, KAZ), its Doc 9303 code (XXA) or its English name.",
    "type": "string",
    "pattern": r"^[^0-9,]{1,60}$",
}
_STATE: Final[Schema] = {"$ref": "#/$defs/State"}


def profile_schema() -> Schema:
    """Return the schema of what `read_profile` reads (JSON Schema 2020-12).

    It describes the forms to write; the reader takes a few more (`YES`, ` kz `).  What no
    schema can say, such as two facts that disagree, only the reader finds.
    """
    properties: Schema = {name: fact_schema(fact) for name, fact in SINGLE.items()}
    for heading in HEADINGS:
        properties[heading] = _object({name: fact_schema(fact) for name, fact in under(heading).items()})
    properties[DOCUMENT.kind] = _or_null({"anyOf": [_reference(DOCUMENT), {"const": "none"}]})
    for name, fact in PROPERTIES[DOCUMENT.plural].items():
        properties[f"{DOCUMENT.kind}.{name}"] = fact_schema(fact)
    for plural, thing in LISTS.items():
        properties[plural] = _visits(thing) if plural == _VISITS else _list(thing)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Profile",
        "description": (
            "What a traveller states. A fact that is absent or null is unstated; an empty list says that "
            "there is none. The day, port and States of the crossing are the question and no part of it."
        ),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {
            "State": {"anyOf": [{"enum": sorted(STATES)}, ANY_STATE]},
            **{
                thing.kind: _object(
                    {name: fact_schema(fact) for name, fact in PROPERTIES[plural].items()}, thing.meaning
                )
                for plural, thing in LISTS.items()
            },
        },
    }


def fact_schema(fact: FactType, *, state: Schema = _STATE) -> Schema:
    """Return the schema of one fact's value; null is unstated.  *state* is the schema of a State."""
    forms = _forms(fact, state)
    if fact.absent is not None and fact.type is not Type.WORD:
        forms.append({"const": fact.absent})
    examples = {"examples": [fact.example]} if fact.example is not None else {}
    return {"description": fact.meaning, "anyOf": [*forms, {"type": "null"}], **examples}


def _forms(fact: FactType, state: Schema) -> list[Schema]:
    """Return the ways in which a value of this type may be written."""
    match fact.type:
        case Type.STATE:
            return [state]
        case Type.DATE:
            return [{"type": "string", "format": "date", "pattern": _DAY}]
        case Type.PARTIAL:
            return [
                {"type": "string", "pattern": _PARTIAL},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ]
        case Type.COUNT:
            return [{"type": "integer", "minimum": 0, "maximum": 1_000_000}]
        case Type.FLAG:
            return [{"type": "boolean"}, {"enum": ["yes", "no"]}]
        case Type.WORD:
            return [{"enum": [*fact.words, *([fact.absent] if fact.absent else [])]}]
        case Type.TEXT:
            return [{"type": "string", "minLength": 1, "maxLength": 200}]
        case Type.STATES:
            return [{"type": "array", "minItems": 1, "items": state}, state]
    return [
        {"type": "array", "minItems": 1, "items": {"enum": list(fact.words)}},
        {"enum": list(fact.words)},
    ]


def _object(properties: Schema, description: str | None = None) -> Schema:
    schema: Schema = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    return {"description": description, **schema, "type": "object"} if description else schema


def _list(thing: ThingType) -> Schema:
    items = {"type": "array", "items": _reference(thing), "maxItems": 1000}
    return {
        "description": f"{thing.meaning} All of them: an empty list, or `none`, says that there is none.",
        "anyOf": [items, {"const": "none"}, {"type": "null"}],
    }


def _visits(thing: ThingType) -> Schema:
    everywhere, by_state = _list(thing), _list(thing)
    everywhere["description"] = (
        f"{thing.meaning} A list holds every past stay anywhere; an object holds, by State, every past "
        "stay in that State and says nothing of others."
    )
    everywhere["anyOf"].append({"type": "object", "propertyNames": _STATE, "additionalProperties": by_state})
    return everywhere


def _reference(thing: ThingType) -> Schema:
    return {"$ref": f"#/$defs/{thing.kind}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
