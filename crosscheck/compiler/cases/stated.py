"""Facts under `given` and in an example -> a profile, one laid over the other."""

from typing import Final

from crosscheck.compiler.cases.case import Stated
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar, Sequence
from crosscheck.language.source import Span
from crosscheck.language.vocabulary import DOCUMENT, FACTS, THINGS, Teller

UNSTATED: Final = "unstated"
"""Written in place of a value, it takes away what `given` states."""

QUESTION: Final = {
    "crossing.date": "on",
    "from": "exit_state",
    "crossing.from": "exit_state",
    "to": "entry_state",
    "crossing.to": "entry_state",
    "port": "port",
    "direction": "direction",
    "crossing.direction": "direction",
}
"""What stands among the facts of a case but belongs to its question, and as what."""

_LISTS: Final = {thing.plural: thing for thing in (DOCUMENT, *THINGS)}
_SINGLE: Final = tuple(fact.name for fact in FACTS if fact.teller not in (Teller.QUESTION, Teller.ENGINE))
_NESTED: Final = ("document", "visits", "ending_stay")
"""Below which each fact has a name of its own."""
_ROOTS: Final = frozenset({name.partition(".")[0] for name in _SINGLE} | set(_LISTS))


def read(mapping: Mapping | None, findings: Findings) -> tuple[dict[str, Stated], dict[str, str]]:
    """Return what a mapping states: the profile, nested throughout, and the parts of the question."""
    profile: dict[str, Stated] = {}
    question: dict[str, str] = {}
    for key, value in mapping.entries if mapping else ():
        part = QUESTION.get(key.text)
        if part is not None and isinstance(value, Scalar):
            if part in question:
                findings.report("CC605", key.span, f"`{key.text}` is stated twice", "keep one of them")
            question[part] = value.text
        elif _is_known(key, findings):
            _put(profile, key.text.split("."), _value(value), key.span, findings)
    return profile, question


def over(given: dict[str, Stated], changes: dict[str, Stated]) -> dict[str, Stated]:
    """Lay *changes* over *given*: mappings join, anything else replaces, `unstated` takes away."""
    result = dict(given)
    for name, change in changes.items():
        below = result.get(name)
        if change == UNSTATED:
            result.pop(name, None)
        elif isinstance(change, dict):
            result[name] = over(below if isinstance(below, dict) else {}, change)
        else:
            result[name] = change
    return result


def _is_known(key: Scalar, findings: Findings) -> bool:
    """Whether a profile can state *key*; what stands below it is for the profile to judge."""
    root, dot, _ = key.text.partition(".")
    if key.text in _SINGLE or (root in _ROOTS and (not dot or root in _NESTED)):
        return True
    hint = meant(key.text, (*_SINGLE, *_LISTS, *QUESTION))
    findings.report("CC604", key.span, f"no profile states `{key.text}`", hint)
    return False


def _put(into: dict[str, Stated], path: list[str], value: Stated, span: Span, findings: Findings) -> None:
    name, *rest = path
    if not rest and name not in into:
        into[name] = value
        return
    below = into.setdefault(name, {})
    if rest and isinstance(below, dict):
        _put(below, rest, value, span, findings)
    elif not rest and isinstance(value, dict) and isinstance(below, dict) and not below.keys() & value.keys():
        below.update(value)
    else:
        findings.report("CC605", span, f"`{name}` is stated twice", "keep one of them")


def _value(node: Node) -> Stated:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    return {key.text: _value(value) for key, value in node.entries}
