"""The text of a profile file, JSON or YAML, as the mapping that it holds."""

import json
from typing import Any, Final

from crosscheck.compiler.reading import nodes
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.errors import ProfileError
from crosscheck.language.spoken.sentences import Sentence, UnreadableError, unreadable

LARGEST: Final = 1 << 20
"""The largest profile file: 1 MiB."""

_NULLS: Final = frozenset({"null", "Null", "NULL", "~"})


def parse_profile_text(data: bytes | str, name: str) -> dict[str, Any]:
    """Return the mapping that a profile file holds; `read_profile` says what it means.

    JSON if *name* ends in `.json`; else YAML, with the same traps refused as in rule
    files: a repeated key, an anchor, a tag, a look-alike.  JSON is also read under another
    name, and YAML may begin with a brace, too.

    Args:
        data: What the file holds.
        name: How messages call it: its path, or `-`.

    Raises:
        ProfileError: It cannot be read.  The path of each problem is `name:line:column`.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > LARGEST:
        raise ProfileError([(name, Sentence("file.too_large"))])
    if name.endswith(".json"):
        found = _from_json(raw, name)
    elif raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        found = _from_braces(raw, name)
    else:
        found = _from_yaml(raw, name)
    if not isinstance(found, dict):
        raise ProfileError([(name, Sentence("file.no_mapping"))])
    return found


_EMPTY: Final = Sentence("file.empty")
_NO_JSON: Final = "json.unread"
"""What is said where it is not JSON at all; it may be YAML."""


def _from_braces(raw: bytes, name: str) -> object:
    """Return what a text that begins with a brace holds: JSON if it is that, else YAML."""
    try:
        return _from_json(raw, name)
    except ProfileError as no_json:
        if no_json.problems[0][1].key != _NO_JSON:
            raise
        try:
            return _from_yaml(raw, name)
        except ProfileError:
            if name.endswith((".yaml", ".yml")):
                raise
            raise no_json from None


def _from_json(raw: bytes, name: str) -> object:
    if not raw.strip():
        raise ProfileError([(name, _EMPTY)])
    try:
        found: object = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_without_repetition, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise ProfileError([(place, Sentence(_NO_JSON))]) from None
    except UnicodeDecodeError:
        said = Sentence("file.no_utf8")
    except RecursionError:
        said = Sentence("json.too_deep")
    except UnreadableError as error:  # JSON that `json` would take although it means nothing definite
        said = error.said
    except ValueError:
        said = Sentence("json.number")
    else:
        return found
    raise ProfileError([(name, said)])


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise unreadable("json.twice", name=key[:60])
        found[key] = value
    return found


def _refuse_constant(constant: str) -> None:
    raise unreadable("json.constant", given=constant)


def _from_yaml(raw: bytes, name: str) -> object:
    from crosscheck.compiler.reading import yaml_nodes

    found: list[Diagnostic] = []
    source = yaml_nodes.decode(name, raw, found.append)
    node = yaml_nodes.read(source, found.append) if source is not None else None
    problems = [
        (str(one.span), _finding(one)) for one in sorted(found, key=lambda one: one.sort_key) if one.is_error
    ]
    if problems or node is None:
        raise ProfileError(problems or [(name, _EMPTY)])

    def plain(node: nodes.Node) -> object:
        if isinstance(node, nodes.Mapping):
            return {key.text: plain(value) for key, value in node.entries}
        if isinstance(node, nodes.Sequence):
            return [plain(item) for item in node.items]
        return None if node.plain and node.text in _NULLS else node.text

    return plain(node)


def _finding(found: Diagnostic) -> Sentence:
    """Return what a finding of the catalogue says; its words are those of the catalogue."""
    words = {"code": found.code, "message": found.message}
    return (
        Sentence("file.finding.hint", hint=found.hint, **words)
        if found.hint
        else Sentence("file.finding", **words)
    )
