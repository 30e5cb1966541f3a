"""The published form of the JSON that `check --format json` gives: JSON Schema 2020-12.

Every object is closed and every key is always there, so that a reader may rely on it.  A
change that could break a reader raises the number in `schema`.
"""

from typing import Any, Final

from crosscheck.citation import Grade
from crosscheck.decision import Outcome, Standing, Verdict
from crosscheck.render.as_json import DECISION_SCHEMA
from crosscheck.vocabulary import DOCUMENT

ERROR_SCHEMA: Final = "crosscheck.error/1"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def _object(about: str, **properties: Schema) -> Schema:
    return {
        "description": about,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema, about: str = "") -> Schema:
    return {"type": "array", "items": items} | ({"description": about} if about else {})


def _text(about: str = "") -> Schema:
    return {"type": "string"} | ({"description": about} if about else {})


def _perhaps(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


_DATE: Final[Schema] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_VERDICT: Final[Schema] = {"enum": [str(verdict) for verdict in Verdict]}
_SOURCES: Final = _list(_text(), "`ID` or `ID, locator`; see `sources`.")


def decision_schema() -> Schema:
    """Return the schema of a decision."""
    return {
        "$schema": _DIALECT,
        "$id": f"urn:{DECISION_SCHEMA.replace('/', ':').replace('.', ':')}",
        "title": "A decision of crosscheck",
        **_object(
            "Whether a traveller's documents are in order for one crossing. Never says that somebody is admitted.",
            schema={"const": DECISION_SCHEMA},
            verdict=_VERDICT
            | {"description": "`pass`: in order; `fail`: not in order; `conditional`: not decided."},
            question=_object(
                "What was asked.",
                exit_state=_text("The State that is left."),
                entry_state=_text("The State that is entered."),
                date=_DATE,
                port=_perhaps(_text("The id of the port.")),
                direction=_perhaps({"enum": ["outbound", "inbound"]}),
            ),
            assumed=_list(_text(), "Parts of the question, and facts, that were taken for granted."),
            parts=_list(_ref("part"), "Exit State, entry State, port, in this order."),
            wanted=_list(_text(), "Facts still worth stating, those that can settle most first."),
            unsettled=_list(
                _object(
                    "What no source settles.",
                    name=_text(),
                    evidence=_list(_object("What speaks on one side.", says=_text(), source=_text())),
                )
            ),
            plan=_ref("plan"),
            next_best=_perhaps(_ref("plan")),
            days_apart=_list(
                _object("A day next to the crossing date with another verdict.", date=_DATE, verdict=_VERDICT)
            ),
            sources={
                "description": "Every source that is cited, by id.",
                "type": "object",
                "additionalProperties": _ref("source"),
            },
            rules=_object("The rules it was decided by.", name=_text(), version=_text(), digest=_text()),
        ),
        "$defs": _definitions(),
    }


def _definitions() -> Schema:
    place = _perhaps({"type": "integer", "minimum": 0})
    return {
        "part": _object(
            "What one State or port says.",
            part={"enum": ["exit", "entry", "port"]},
            of=_text("The code of the State or the id of the port."),
            verdict=_VERDICT,
            requirements=_list(_ref("requirement")),
            notices=_list(
                _object(
                    "What to know, without being a reason to pass or fail.",
                    id=_text(),
                    title=_text(),
                    text=_text(),
                    certain={"type": "boolean", "description": "False: it may not concern this traveller."},
                    sources=_SOURCES,
                )
            ),
        ),
        "requirement": _object(
            "Something that is demanded.",
            id=_text(),
            title=_text(),
            outcome={"enum": [str(outcome) for outcome in Outcome]},
            met_by=_perhaps(_text("The name of the ground that met it.")),
            grounds=_list(_ref("ground"), "The ground that met it, or those that could have."),
            concerns=_list(_ref("reason"), "What leaves open whether it concerns this traveller."),
            sources=_SOURCES,
            fix=_perhaps(_text()),
            doubt=_perhaps(_text("What the sources leave open.")),
        ),
        "ground": _object(
            "One way of meeting a requirement.",
            name=_text(),
            title=_text(),
            holds={"type": ["boolean", "null"], "description": "null: not known."},
            reasons=_list(_ref("reason")),
            sources=_SOURCES,
            fix=_perhaps(_text()),
            doubt=_perhaps(_text()),
        ),
        "reason": _object(
            "One condition, as it stands.",
            id=_text("`requirement/ground/fact`; stable between versions."),
            kind=_text("The kind of condition."),
            standing={"enum": [str(standing) for standing in Standing]},
            text=_text("The condition in a sentence; its words may change, its id does not."),
            params={"type": "object", "description": "The values in the sentence."},
            wanted=_list(_text()),
            unsettled=_list(_text()),
            within=_list(
                _object(
                    "The conditions on one thing held, or of one branch.",
                    name=_text(),
                    reasons=_list(_ref("reason")),
                )
            ),
        ),
        "plan": _object(
            f"Which of the `{DOCUMENT.plural}` to show, counted from 0; null where none is stated.",
            exit_document=place,
            entry_document=place,
            verdict=_VERDICT,
        ),
        "source": _object(
            "A law, an agreement or a notice.",
            cite=_text(),
            publisher=_text(),
            url=_perhaps(_text()),
            published=_perhaps(_DATE),
            checked=_perhaps(_DATE),
            grade={"enum": [str(grade) for grade in Grade]},
        ),
    }


def error_schema() -> Schema:
    """Return the schema of what stands on stdout in place of a decision where there is none."""
    return {
        "$schema": _DIALECT,
        "$id": f"urn:{ERROR_SCHEMA.replace('/', ':').replace('.', ':')}",
        "title": "Why crosscheck reached no verdict",
        **_object(
            "No verdict was reached.",
            schema={"const": ERROR_SCHEMA},
            error={
                "type": "object",
                "properties": {
                    "kind": {"enum": ["input", "usage", "not_covered", "rules", "internal"]},
                    "exit_status": {"type": "integer"},
                    "message": _text(),
                    "problems": _list(_object("One problem.", path=_text(), problem=_text())),
                    "what": _text("What is not covered."),
                    "of": _text("The State or port whose coverage ends there."),
                    "value": _text("What was asked."),
                    "diagnostics": _list({"type": "object"}),
                },
                "required": ["kind", "exit_status", "message"],
            },
        ),
    }
