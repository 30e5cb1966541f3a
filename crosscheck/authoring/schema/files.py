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
from crosscheck.compiler.shape import forms
from crosscheck.compiler.shape.form import Choice, Form, Holds, Kind, ListOf, MapOf
from crosscheck.language.states import STATES
from crosscheck.language.vocabulary import DOCUMENT, FACT, FACTS, THINGS, FactType, Teller, Type
from crosscheck.rulebook.ruleset import RuleSet

KINDS: Final = (*forms.FILES, "memberships", "conditions", "names")
"""Every schema that there is."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_CONDITIONS: Final = "conditions.schema.json"
_STATE: Final = {"enum": list(STATES)}
_STATES: Final = patterns.several(patterns.state_codes())
_COVERS_STATE: Final = {"enum": [f"covers {code}" for code in STATES]}
_PLAIN: Final = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""A text that is not empty; one that looks like a number or a truth is that to an editor."""
_VALUE: Final = {"type": ["string", "number", "boolean"]}


def schema(kind: str, rules: RuleSet) -> Schema:
    """Return the schema of one of `KINDS`, for the files of *rules*."""
    head: Schema = {"$schema": _DIALECT, "title": f"crosscheck rules: {kind}"}
    if kind == "names":
        return head | {"$defs": _names(rules)}
    if kind == "conditions":
        defined = conditions.definitions() | {"covers-state": _COVERS_STATE, "state": _STATE}
        return head | {"$ref": "#/$defs/conditions", "$defs": defined}
    form = forms.MEMBERSHIPS if kind == "memberships" else forms.FILES[kind]
    body = _form(form)
    if kind == "port":
        _refuse_facts_of_a_movement(body)
    return head | body | {"$defs": _used(body, _definitions())}


def file_name(kind: str) -> str:
    """Return what the file of a schema is called."""
    return f"{kind}.schema.json"


def _refuse_facts_of_a_movement(of: Schema) -> None:
    """What is demanded at a port is demanded both ways: no fact of one movement is read there."""
    of_movement = [name for name, fact in FACT.items() if fact.movement]
    for each in _parts(of):
        if each.get("$ref") == _CONDITIONS:
            each["propertyNames"] = {"not": {"enum": of_movement}}


def _definitions() -> dict[str, Schema]:
    citation = {
        "description": "`SOURCE-ID`, or `SOURCE-ID, place in it`",
        "anyOf": [
            _name("source"),
            _pattern(patterns.CITATION, "write `SOURCE-ID` or `SOURCE-ID, place in it`"),
        ],
    }
    return {
        "citation": citation,
        "date": _pattern(patterns.DATE, "write a day as `2026-12-01`"),
        "period": _pattern(
            patterns.PERIOD, "write `2023-11-10 ..`, `.. 2023-11-09` or `2023-12-01 .. 2026-12-31`"
        ),
        "state": _STATE,
        "states": _pattern(_STATES, "write `KZ or CN`", STATES),
        "stated": _stated(),
    }


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
        "port": sorted(rules.ports),
        "requirement": sorted({each.id for each in rules.requirements()}),
    }
    return {name: {"enum": values} if values else {"not": {}} for name, values in listed.items()}


def _name(of: str) -> Schema:
    return {"$ref": f"names.schema.json#/$defs/{of}"}


def _form(form: Form) -> Schema:
    properties = {key.name: {"description": key.meaning, **_holds(key.holds)} for key in form.keys}
    found = closed(properties) | {"required": list(form.required)}
    if form.one_of:
        found["oneOf"] = [{"required": [name]} for name in form.one_of]
    if form.together:
        found["dependentRequired"] = {name: list(others) for name, others in form.together.items()}
    if any(key.holds is Kind.IN_FORCE for key in form.keys):
        not_yet = {"properties": {"in_force": {"const": forms.NOT_YET}}, "required": ["in_force"]}
        found |= {"if": not_yet, "then": {"required": ["unsettled"]}}
    return found


def _holds(holds: Holds) -> Schema:
    match holds:
        case Form():
            return _form(holds)
        case Choice(words, several=False):
            return {"enum": list(words)}
        case Choice(words, instead=instead):
            return _or_alone(patterns.several(patterns.either(words)), "write `A or B`", words, instead)
        case ListOf(item):
            return _list(_holds(item))
        case MapOf(Kind.FACT_OF_A_PORT):
            return closed({name: _dated(fact) for name, fact in FACTS_BY_DATE.items()}, minProperties=1)
        case MapOf(key, value):
            names = {Kind.NAME: _pattern(patterns.NAME)}
            names |= {each: _kind(each) for each in (Kind.STATE, Kind.CATEGORY)}
            return {
                "type": "object",
                **({"propertyNames": names[key]} if key in names else {}),
                "additionalProperties": _holds(value),
                "minProperties": 1,
            }
    return _kind(holds)


def _or_alone(pattern: str, advice: str, examples: Iterable[str], instead: str | None) -> Schema:
    """Return the schema of what *pattern* says, or of *instead* where that may stand alone."""
    if instead is None:
        return _pattern(pattern, advice, examples)
    return _pattern(f"({pattern}|{instead})", advice, [*examples, instead])


def _kind(kind: Kind) -> Schema:
    match kind:
        case Kind.TEXT | Kind.WORD:
            return dict(_PLAIN)
        case Kind.CATEGORY:
            return _pattern(patterns.CATEGORY, "one word in capitals")
        case Kind.NAME:
            return _pattern(patterns.NAME, "small letters and digits, words joined by hyphens")
        case Kind.ID:
            return _pattern(
                rf"{patterns.NAME}(\.{patterns.NAME})+", "names joined by dots: `kz.entry.permission`"
            )
        case Kind.FORMER:
            return _one_or_list({"type": "string"})
        case Kind.CITATIONS:
            return _one_or_list({"$ref": "#/$defs/citation"})
        case Kind.PERIODS:
            return _one_or_list({"$ref": "#/$defs/period"})
        case Kind.IN_FORCE:
            return {"anyOf": [*_kind(Kind.PERIODS)["anyOf"], {"const": forms.NOT_YET}]}
        case Kind.DATE:
            return {"$ref": "#/$defs/date"}
        case Kind.STATE:
            return {"$ref": "#/$defs/state"}
        case Kind.STATES:
            return {"$ref": "#/$defs/states"}
        case Kind.NEIGHBOURS:
            return _or_alone(_STATES, "write `KZ or CN`", STATES, forms.ANY)
        case Kind.STATES_LISTED:
            return _one_or_list({"$ref": "#/$defs/states"})
        case Kind.DAYS_LISTED:
            return _one_or_list(_pattern(patterns.DAY_LISTED, "write `Sunday`, `1 October` or `2026-02-16`"))
        case Kind.PORT:
            return {"anyOf": [_name("port"), _pattern(patterns.NAME)]}
        case Kind.REQUIREMENT_ID:
            return {"anyOf": [_name("requirement"), {"type": "string"}]}
        case Kind.DAYS:
            return _pattern(patterns.DAYS, "write a number of days: `180 days`")
        case Kind.URL:
            return _pattern(r"https?://[^\s<>\"]+", "write the whole address")
        case Kind.POINT:
            return _pattern(patterns.POINT, "write `44.2028 N 80.4164 E`")
        case Kind.RADIUS:
            return _pattern(patterns.RADIUS, "write `5 km`")
        case Kind.CONDITIONS:
            return {"$ref": _CONDITIONS}
        case Kind.STAY:
            return _pattern(patterns.STAY, "write `30 days counted from the day of entry`", [
                "30 days counted from the day of entry", "30 days counted from the day after entry",
                "visa.duration_of_stay counted from the day of entry", "no limit",
            ])  # fmt: skip
        case Kind.WITHIN:
            examples = ["90 days in any 180 days", "90 days in a calendar year"]
            return _pattern(patterns.WITHIN, "write `90 days in any 180 days`", examples)
        case Kind.COUNTING:
            examples = ["all stays", "stays without a visa or permit"]
            return _pattern(patterns.COUNTING, "write which stays count", examples)
        case Kind.STATED:
            return {"$ref": "#/$defs/stated"}
        case Kind.EXAMPLE:
            return _example()
        case Kind.ANSWERS:
            return {
                "type": "object",
                "propertyNames": {"$ref": "#/$defs/date"},
                "additionalProperties": {"enum": ["yes", "no", "not settled"]},
                "minProperties": 1,
            }
        case Kind.REASONS:
            return _one_or_list({"type": "string"}, least=0)
        case Kind.GROUND_BY_REQUIREMENT:
            return {"type": "object", "additionalProperties": {"type": "string"}}
        case Kind.FACT_OF_A_PORT | Kind.VALUE_OF_A_PORT:
            return dict(_VALUE)


def _dated(fact: FactType) -> Schema:
    """Return a list of the values of one fact of a port, by date."""
    item = _form(forms.DATED_VALUE)
    several = fact.type is Type.WORDS
    value = _holds(Choice(("yes", "no") if fact.type is Type.FLAG else fact.words, "value", several))
    for name in ("value", "of"):
        item["properties"][name] = {"description": item["properties"][name]["description"], **value}
    if not several:
        del item["properties"]["of"]
    return {"description": fact.meaning, **_list(item)}


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
        properties.setdefault(root, {"anyOf": [whole, _VALUE]} if root in QUESTION else whole)
    for thing in (DOCUMENT, *THINGS):
        rows: Schema = {"type": "array", "items": closed(_facts(thing.properties))}
        of_state = {"type": "object", "additionalProperties": {"anyOf": [rows, _VALUE]}}
        properties[thing.plural] = {
            "description": thing.meaning,
            "anyOf": [rows, _VALUE, *([of_state] if thing.kind == "visit" else [])],
        }
    properties["document"] = {
        "description": DOCUMENT.meaning,
        "type": ["object", "string"],
        "pattern": "^unstated$",
        "properties": _facts(DOCUMENT.properties),
        "additionalProperties": False,
    }
    for name in QUESTION:
        properties.setdefault(name, {"description": "A part of the question.", **_VALUE})
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
    value: Schema = {**_VALUE, "examples": [*offered, *absent, "unstated"]}
    if fact.type in (Type.STATE, Type.STATES):
        value = {"anyOf": [{"$ref": "#/$defs/state"}, value]}
    if fact.type in (Type.STATES, Type.WORDS):
        value = {"anyOf": [value, {"type": "array", "items": dict(_VALUE)}]}
    return {"description": fact.meaning, **value}


def _example() -> Schema:
    outcome = _form(forms.EXPECTED_OUTCOME) | {"minProperties": 1, "maxProperties": 1}
    stated = _stated()
    expect = {
        "description": "What is to come of it.",
        "anyOf": [{"enum": ["met", "not_applicable"]}, outcome],
    }
    return stated | {"properties": {**stated["properties"], "expect": expect}, "required": ["expect"]}


def _pattern(pattern: str, way_out: str | None = None, examples: Iterable[str] = ()) -> Schema:
    found: Schema = {"type": "string", "pattern": f"^({pattern})$"}
    if way_out is not None:
        found["patternErrorMessage"] = way_out
    return found | ({"examples": list(examples)} if examples else {})


def _list(item: Schema, least: int = 1) -> Schema:
    return {"type": "array", "items": item, "minItems": least}


def _one_or_list(item: Schema, least: int = 1) -> Schema:
    return {"anyOf": [item, _list(item, least)]}
