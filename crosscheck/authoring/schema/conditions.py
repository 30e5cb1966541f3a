"""What stands under `for` and `needs`, for editors: every fact with what may be said of it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from crosscheck.authoring.schema import patterns
from crosscheck.authoring.schema.patterns import Reach
from crosscheck.compiler.meaning.conditions import TERM
from crosscheck.compiler.shape.kinds import NAME_LIKE
from crosscheck.language.phrases.forms import FITS
from crosscheck.language.vocabulary import ENDING_STAY, FACTS, THINGS, TIE, FactType, ThingType, Type
from crosscheck.rulebook.documents import Documents

Schema = dict[str, Any]

_BRANCHINGS: Final = {
    "any_of": "One of these, each under a name of its own, must hold.",
    "all_of": "All of these, each under a name of its own, must hold.",
    "none_of": "None of these, each under a name of its own, may hold.",
}


def definitions(documents: Documents) -> dict[str, Schema]:
    """Return the definitions of `conditions`, and of those about one thing held, as `conditions.visa`."""
    facts = {fact.name: documents.known(fact) for fact in FACTS if fact.readable}
    return {"conditions": _of_the_case(facts)} | {
        f"conditions.{thing.kind}": _of_a_thing(thing, facts) for thing in THINGS
    }


def _of_the_case(facts: Mapping[str, FactType]) -> Schema:
    properties = {name: said_of(fact, facts) for name, fact in facts.items()}
    for thing in THINGS:
        properties[thing.kind] = {
            "description": f"{thing.meaning} Some one satisfies all of this.",
            "$ref": f"#/$defs/conditions.{thing.kind}",
        }
    properties[ENDING_STAY] = {
        "description": "On exit: the stay that is ending was within what it was granted.",
        "const": "within its grant",
    }
    return closed(properties | _branchings("conditions"), minProperties=1)


def _of_a_thing(thing: ThingType, facts: Mapping[str, FactType]) -> Schema:
    own = {fact.name: fact for fact in thing.properties if fact.readable}
    reach = {**facts} | {f"its {name}": fact for name, fact in own.items()}
    properties = {name: said_of(fact, reach) for name, fact in own.items()}
    properties |= {name: said_of(fact, reach) for name, fact in facts.items() if "." in name}
    if thing.kind == "visit":
        properties["state"] = {"description": "The State of the stay: one.", "$ref": "#/$defs/state"}
    if tied := properties.get(TIE):
        tied["enum"] = ["yes", "no", "yes or no"]
        del tied["pattern"]
    for dated in (properties[name] for name in TERM if name in properties):
        dated["pattern"] = f"^any term$|{dated['pattern']}"
        dated["examples"].append("any term")
    whole = closed(properties | _branchings(f"conditions.{thing.kind}"), minProperties=1)
    return whole | ({"required": ["state"]} if thing.kind == "visit" else {})


def closed(properties: dict[str, Schema], **more: Any) -> Schema:
    """Return the schema of a mapping with these keys, and none besides."""
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def _branchings(of: str) -> dict[str, Schema]:
    branches = {
        "type": "object",
        "propertyNames": {"pattern": f"^{NAME_LIKE}$"},
        "additionalProperties": {"$ref": f"#/$defs/{of}"},
        "minProperties": 1,
    }
    return {name: {"description": meaning, **branches} for name, meaning in _BRANCHINGS.items()}


def said_of(fact: FactType, reach: Reach) -> Schema:
    """Return what may be said of *fact*, with phrases to begin from."""
    said: Schema = {
        "description": fact.meaning,
        "type": "string",
        "pattern": patterns.phrase(fact, reach),
        "patternErrorMessage": f"write {FITS[fact.type].said}",
        "examples": list(_beginnings(fact, reach)),
    }
    offered = {
        Type.STATE: ["#/$defs/state", "names.schema.json#/$defs/in-group"],
        Type.STATES: ["#/$defs/covers-state", "names.schema.json#/$defs/covers-one-in-group"],
    }.get(fact.type)
    if offered:  # what is long stands once, and is offered, not demanded
        said["anyOf"] = [*({"$ref": each} for each in offered), {"type": "string"}]
    return said


def _beginnings(fact: FactType, reach: Reach) -> Iterable[str]:
    """Give the phrases that an editor offers."""
    places = {
        "ALIKE": [name for name, each in reach.items() if each.type is fact.type and each.name != fact.name],
        "ABSENT": [fact.absent] if fact.absent else [],
        "WORDS": [" or ".join(fact.words[:2])],
        "WORD": fact.words,
        "UNIT": [fact.unit],
        "EXAMPLE": [fact.example],
    }
    for phrase in FITS[fact.type].begin.split(", "):
        place = next((each for each in places if each in phrase), None)
        yield from (phrase.replace(place, str(each)) for each in places[place]) if place else [phrase]
