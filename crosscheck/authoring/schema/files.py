"""The schemas themselves: the forms of `compiler/shape/forms.py`, told to editors in JSON Schema 2020-12.

Names that other files define (sources, groups, ports, requirements) are offered and not
demanded: a source that was added a minute ago is no mistake.  They stand in a schema of
their own, `names`, so that adding one changes one file; and so do `conditions`, which are long.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from crosscheck.authoring.schema import conditions, patterns
from crosscheck.authoring.schema.conditions import Schema, closed
from crosscheck.compiler.cases.stated import QUESTION
from crosscheck.compiler.files.ports import FACTS_BY_DATE
from crosscheck.compiler.shape import forms, forms_of_cases, kinds
from crosscheck.compiler.shape.form import Choice, Form, Holds, ListOf, MapOf
from crosscheck.compiler.shape.kinds import ANY_VALUE, list_of, named, pattern, several
from crosscheck.language.states import STATES
from crosscheck.language.vocabulary import DOCUMENT, FACT, FACTS, THINGS, FactType, Teller, Type
from crosscheck.rulebook.ruleset import RuleSet

KINDS: Final = (*forms.FILES, "memberships", "conditions", "names")
"""Every schema that there is."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_COVERS_STATE: Final = {"enum": [f"covers {code}" for code in STATES]}


def schema(kind: str, rules: RuleSet) -> Schema:
    """Return the schema of one of `KINDS`, for the files of *rules*."""
    head: Schema = {"$schema": _DIALECT, "title": f"crosscheck rules: {kind}"}
    if kind == "names":
        return head | {"$defs": _names(rules)}
    if kind == "conditions":
        defined = conditions.definitions(rules.documents) | {
            "covers-state": _COVERS_STATE,
            "state": kinds.SHARED["state"],
        }
        return head | {"$ref": "#/$defs/conditions", "$defs": defined}
    form = forms_of_cases.MEMBERSHIPS if kind == "memberships" else forms.FILES[kind]
    body = _form(form)
    if kind == "port":
        _refuse_facts_of_a_movement(body)
    return head | body | {"$defs": _used(body, kinds.SHARED | {"stated": _stated()})}


def file_name(kind: str) -> str:
    """Return what the file of a schema is called."""
    return f"{kind}.schema.json"


def _refuse_facts_of_a_movement(of: Schema) -> None:
    """What is demanded at a port is demanded both ways: no fact of one movement is read there."""
    of_movement = [name for name, fact in FACT.items() if fact.movement]
    for each in _parts(of):
        if each.get("$ref") == kinds.CONDITIONS["$ref"]:
            each["propertyNames"] = {"not": {"enum": of_movement}}


def _used(body: Schema, defined: dict[str, Schema]) -> dict[str, Schema]:
    """Return those of *defined* that *body* speaks of, and those that these speak of."""
    wanted: set[str] = set()
    unread = [body]
    while unread:
        named = {str(part.get("$ref")).removeprefix("#/$defs/") for part in _parts(unread.pop())}
        unread += [defined[name] for name in defined if name in named - wanted]
        wanted |= named
    return {name: each for name, each in defined.items() if name in wanted}


def _parts(of: Any) -> Iterator[Schema]:
    """Give every mapping in a schema, itself among them."""
    if isinstance(of, dict):
        yield of
    for each in of.values() if isinstance(of, dict) else of if isinstance(of, list) else ():
        yield from _parts(each)


def _names(rules: RuleSet) -> dict[str, Schema]:
    groups = sorted(rules.groups)
    listed = {
        "source": sorted(rules.sources),
        "group": groups,
        "in-group": [f"{word} {name}" for name in groups for word in ("in", "not in")],
        "covers-one-in-group": [
            f"{word} one in {name}" for name in groups for word in ("covers", "not covers")
        ],
        "document-type": list(rules.documents.fact.words),
        "port": sorted(rules.ports),
        "requirement": sorted({each.id for each in rules.requirements()}),
    }
    return {name: {"enum": values} if values else {"not": {}} for name, values in listed.items()}


def _form(form: Form) -> Schema:
    properties = {key.name: {"description": key.meaning, **_holds(key.holds)} for key in form.keys}
    found = closed(properties) | {"required": list(form.required)}
    if form.one_of:
        found["oneOf"] = [{"required": [name]} for name in form.one_of]
    if form.needs:
        found["dependentRequired"] = {
            key: [each.other for each in form.needs if each.key == key] for key, *_ in form.needs
        }
    if any(key.holds is kinds.IN_FORCE for key in form.keys):
        not_yet = {"properties": {"in_force": {"const": kinds.NOT_YET}}, "required": ["in_force"]}
        found |= {"if": not_yet, "then": {"required": ["unsettled"]}}
    return found


def _holds(holds: Holds) -> Schema:
    match holds:
        case Form():
            return _form(holds)
        case Choice(words, several=False):
            return {"enum": list(words)}
        case Choice(words, instead=instead):
            joined, alone = several(patterns.either(words)), [instead] if instead else []
            like = f"({joined}|{instead})" if instead else joined
            return pattern(like, "write `A or B`", [*words, *alone])
        case ListOf(item):
            return list_of(_holds(item))
        case MapOf(key=kinds.FACT_OF_A_PORT):
            return closed({name: _dated(fact) for name, fact in FACTS_BY_DATE.items()}, minProperties=1)
        case MapOf(value, key):
            names = {"propertyNames": key} if key else {}
            return {"type": "object", **names, "additionalProperties": _holds(value), "minProperties": 1}
        case kinds.EXAMPLE:
            return _example()
    return holds


def _dated(fact: FactType) -> Schema:
    """Return a list of the values of one fact of a port, by date."""
    item = _form(forms.DATED_VALUE)
    several = fact.type is Type.WORDS
    value = _holds(Choice(("yes", "no") if fact.type is Type.FLAG else fact.words, "value", several))
    for name in ("value", "of"):
        item["properties"][name] = {"description": item["properties"][name]["description"], **value}
    if not several:
        del item["properties"]["of"]
    return {"description": fact.meaning, **list_of(item)}


def _stated() -> Schema:
    """Return the facts that a case or a journey states: which there are, not what each may be."""
    told = [fact for fact in FACTS if fact.teller is not Teller.QUESTION]
    properties = _facts(told)
    for root in sorted({fact.name.partition(".")[0] for fact in told if "." in fact.name}):
        start = f"{root}."
        parts = [
            replace(each, name=each.name.removeprefix(start)) for each in told if each.name.startswith(start)
        ]
        whole = closed(_facts(parts))
        properties.setdefault(root, {"anyOf": [whole, ANY_VALUE]} if root in QUESTION else whole)
    for thing in (DOCUMENT, *THINGS):
        rows: Schema = {"type": "array", "items": closed(_facts(thing.properties))}
        of_state = {"type": "object", "additionalProperties": {"anyOf": [rows, ANY_VALUE]}}
        properties[thing.plural] = {
            "description": thing.meaning,
            "anyOf": [rows, ANY_VALUE, *([of_state] if thing.kind == "visit" else [])],
        }
    properties["document"] = {
        "description": DOCUMENT.meaning,
        "type": ["object", "string"],
        "pattern": "^unstated$",
        "properties": _facts(DOCUMENT.properties),
        "additionalProperties": False,
    }
    for name in QUESTION:
        properties.setdefault(name, {"description": "A part of the question.", **ANY_VALUE})
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": {r"^(visits|document|ending_stay)\.": {}},
        "additionalProperties": False,
    }


def _facts(of: Iterable[FactType]) -> dict[str, Schema]:
    return {fact.name: _fact(fact) for fact in of}


def _fact(fact: FactType) -> Schema:
    offered = ["yes", "no"] if fact.type is Type.FLAG else [*fact.words] or [str(fact.example)]
    absent = [fact.absent] if fact.absent else []
    value: Schema = {**ANY_VALUE, "examples": [*offered, *absent, "unstated"]}
    if fact.is_open:
        value = {"anyOf": [named("document-type"), value]}
    if fact.type in (Type.STATE, Type.STATES):
        value = {"anyOf": [{"$ref": "#/$defs/state"}, value]}
    if fact.type in (Type.STATES, Type.WORDS):
        value = {"anyOf": [value, {"type": "array", "items": ANY_VALUE}]}
    return {"description": fact.meaning, **value}


def _example() -> Schema:
    outcome = _form(forms_of_cases.EXPECTED_OUTCOME) | {"minProperties": 1, "maxProperties": 1}
    stated = _stated()
    expect = {
        "description": "What is to come of it.",
        "anyOf": [{"enum": ["met", "not_applicable"]}, outcome],
    }
    return stated | {"properties": {**stated["properties"], "expect": expect}, "required": ["expect"]}
