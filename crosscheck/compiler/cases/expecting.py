"""`expect` of a case or a journey -> what is to come of it."""

from collections.abc import Mapping
from typing import Final

from crosscheck.compiler.cases.case import Expected, ExpectedCrossing
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Node, Scalar, Sequence
from crosscheck.compiler.shape import forms_of_cases, renamed, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.deciding.decision import Outcome, Verdict
from crosscheck.rulebook.ruleset import Requirement

_FORMS: Final = (
    "write `met`, `{met: GROUND}`, `{not_met: [GROUND/FACT]}`, `{undetermined: [FACT]}` or `not_applicable`"
)
_PARTS: Final = ("exit", "entry", "port")


def outcome(node: Node, requirement: Requirement, findings: Findings) -> Expected | None:
    """Read what is to come of one requirement."""
    if isinstance(node, Scalar):
        found = {"met": Outcome.MET, "not_applicable": Outcome.NOT_APPLICABLE}.get(node.text)
        if found is None and node.text:
            findings.not_understood(node, _FORMS, "CC602")
        return None if found is None else Expected(found)
    mapping = shape.mapping(node, "`expect`", findings)
    if mapping is None:
        return None
    fields = Fields(mapping, "`expect`", forms_of_cases.EXPECTED_OUTCOME, findings)
    if len(mapping.entries) > 1:
        findings.report("CC602", mapping.entries[1][0].span, "one requirement has one outcome", _FORMS)
        return None
    if "met" in fields:
        scalar = fields.word("met")
        if scalar is None or not _is_ground(scalar, scalar.text, requirement, findings):
            return None
        return Expected(Outcome.MET, scalar.text)
    for name in ("not_met", "undetermined"):
        if name in fields:
            items = _items(fields, name)
            if all(_is_condition(item, item.text, requirement, findings) for item in items):
                return Expected(Outcome(name), conditions=tuple(item.text for item in items))
    return None


def crossing(node: Node, requirements: Mapping[str, Requirement], findings: Findings) -> ExpectedCrossing:
    """Read what is to come of a whole crossing."""
    mapping = shape.mapping(node, "`expect`", findings)
    if mapping is None:
        return ExpectedCrossing()
    fields = Fields(mapping, "`expect`", forms_of_cases.EXPECTED_CROSSING, findings)
    answers = [name for name in ("verdict", "not_covered", "problem") if name in fields]
    if len(answers) != 1:
        message = "a crossing has one answer: a verdict, `not_covered` or a `problem`"
        findings.report("CC602", fields.span, message, "write `verdict: pass`, `fail` or `conditional`")
    parts = {name: verdict for name in _PARTS if (verdict := _verdict(fields, name)) is not None}
    lists: dict[str, tuple[str, ...] | None] = {}
    for name in ("not_met", "undetermined"):
        items = _items(fields, name)
        known = all(_is_known(item, requirements, findings) for item in items)
        lists[name] = tuple(item.text for item in items) if name in fields and known else None
    problem, offered = fields.word("problem"), fields.word("did_you_mean")
    return ExpectedCrossing(
        verdict=_verdict(fields, "verdict"),
        parts=parts,
        met=_met(fields, requirements, findings),
        **lists,
        plan=_plan(fields),
        not_covered=fields.choice("not_covered"),
        problem=problem.text if problem else None,
        did_you_mean=offered.text if offered else None,
    )


def _verdict(fields: Fields, name: str) -> Verdict | None:
    chosen = fields.choice(name)
    return Verdict(chosen) if chosen else None


def _met(fields: Fields, requirements: Mapping[str, Requirement], findings: Findings) -> dict[str, str]:
    found = {}
    for key, value in fields.entries("met"):
        scalar = shape.plain(value, f"`{key.text}`", findings)
        if not is_requirement(key, key.text, requirements, findings) or scalar is None:
            continue
        if _is_ground(scalar, scalar.text, requirements[key.text], findings):
            found[key.text] = scalar.text
    return found


def _plan(fields: Fields) -> dict[str, str]:
    plan = fields.below("plan")
    if plan is None:
        return {}
    return {
        name: scalar.text for name in forms_of_cases.PLAN.order if (scalar := plan.word(name)) is not None
    }


def _items(fields: Fields, name: str) -> tuple[Scalar, ...]:
    """Return each item of a list, or of one item alone."""
    node = fields.node(name)
    if isinstance(node, Sequence):
        return tuple(item for item in node.items if isinstance(item, Scalar) and item.text)
    return fields.words(name)


def _is_known(scalar: Scalar, requirements: Mapping[str, Requirement], findings: Findings) -> bool:
    """Whether `requirement`, `requirement/ground` or `requirement/ground/fact` names something."""
    id_, _, rest = scalar.text.partition("/")
    if not is_requirement(scalar, id_, requirements, findings):
        return False
    ground, _, fact = rest.partition("/")
    if not rest:
        return True
    if not fact:
        return _is_ground(scalar, ground, requirements[id_], findings)
    return _is_condition(scalar, rest, requirements[id_], findings)


def is_requirement(scalar: Scalar, id_: str, known: Mapping[str, Requirement], findings: Findings) -> bool:
    """Whether *id_*, with which *scalar* begins, names a requirement; the hint knows former names too."""
    if id_ not in known:
        hint = renamed.meant_by(id_, known)
        findings.is_no(scalar.cut(0, len(id_)), "CC601", "requirement", hint)
    return id_ in known


def _is_ground(scalar: Scalar, name: str, requirement: Requirement, findings: Findings) -> bool:
    grounds = renamed.grounds_of(requirement)
    if name in grounds:
        return True
    hint = renamed.meant_by(name, grounds, f"it has {shape.listed(grounds)}")
    findings.report("CC603", scalar.span, f"`{requirement.id}` has no ground `{name}`", hint)
    return False


def _is_condition(scalar: Scalar, path: str, requirement: Requirement, findings: Findings) -> bool:
    """Whether `fact` or `ground/fact` (or deeper) names a condition; `for` stands for whom it concerns."""
    first, _, rest = path.partition("/")
    grounds = [ground for ground in requirement.grounds if not rest or ground.name == first]
    keys = {"in_force"}
    if not rest or first == "for":
        keys |= {condition.key for condition in requirement.concerns}
    elif not grounds:
        return _is_ground(scalar, first, requirement, findings)
    for ground in grounds:
        keys |= {condition.key for condition in (*ground.concerns, *ground.needs, *ground.granted)}
    key = (rest or first).partition("/")[0]
    if key in keys:
        return True
    hint = meant(key, keys, f"there are {shape.listed(sorted(keys))}")
    where = f"the ground `{first}`" if rest else f"`{requirement.id}`"
    findings.report("CC603", scalar.span, f"{where} has no condition `{key}`", hint)
    return False
