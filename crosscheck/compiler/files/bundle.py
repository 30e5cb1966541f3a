"""A rule set as one JSON text, quick to load: what the wheel carries.

Every value stands once, in a table; a value made of others names them by their rows, which
come before it.  A row is `[kind, ...]`: a class of the tree and its fields, or a container.
Spans are dropped: whoever has no sources has nothing to point at.

A bundle is read as what anybody may have written: its digest is compared, every value must be of
the type that the class it stands in declares, and name only facts, properties and groups that there are,
and every comparison must be one that a rule file could ask for.  The last takes about as long as all the rest: a wheel
holds the digest of its bundle besides, and of that one it was seen to when the wheel was built.
What is read is data; nothing of it is ever run.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain
from typing import Any, Final, get_args, get_origin, get_type_hints

from crosscheck.language import nodes
from crosscheck.language.dates import MonthEnds
from crosscheck.language.spoken.sentences import unreadable
from crosscheck.language.vocabulary import SLOT, THING_SLOT
from crosscheck.rulebook import citation, documents, ruleset
from crosscheck.rulebook.citation import Grade
from crosscheck.rulebook.ruleset import NoticeKind, RuleSet

_CLASSES: Final[tuple[type[Any], ...]] = tuple(
    each
    for module in (nodes, citation, documents, ruleset)
    for each in vars(module).values()
    if isinstance(each, type) and is_dataclass(each) and each.__module__ == module.__name__
)
_FIELDS: Final = {cls: tuple(f.name for f in fields(cls) if f.compare) for cls in _CLASSES}
_KIND: Final = {cls: place for place, cls in enumerate(_CLASSES)}
_ENUMS: Final = (Grade, MonthEnds, NoticeKind)
FORMAT: Final = hashlib.sha256(
    json.dumps(
        [
            *([each.__name__, *_FIELDS[each]] for each in _CLASSES),
            *([each.__name__, *each] for each in _ENUMS),
        ]
    ).encode()
).hexdigest()[:8]
"""Is another when a bundle can no longer be read: rows name classes and fields by their place among these."""
_TUPLE, _SET, _MAPPING, _ENUM, _PLAIN = -1, -2, -3, -4, -5
_HEAD: Final = re.compile(r'\{"format":"([0-9a-f]{8})","sha256":"([0-9a-f]{64})",')
_WORDS: Final[Mapping[type[Any], tuple[str, Collection[str]]]] = {
    nodes.Compare: ("op", frozenset({"==", "!=", "<", "<=", ">", ">="})),
    nodes.Hours: ("op", frozenset({"<", "<=", ">", ">="})),
    nodes.Shift: ("unit", frozenset({"days", "months"})),
    nodes.Fact: ("name", SLOT.keys()),
    nodes.Held: ("kind", THING_SLOT.keys()),
}
"""Texts that are signs or names of the language: no other may stand there."""


def dumps(rules: RuleSet) -> str:
    """Return *rules* as JSON; equal rule sets give the same text."""
    table = _Table()
    table.add(rules)
    rows = json.dumps({"rows": table.rows}, ensure_ascii=False, separators=(",", ":"))[1:]
    return f'{{"format":"{FORMAT}","sha256":"{_sha256(rows)}",{rows}'


def digest(text: str) -> str:
    """Return the digest that `dumps` wrote into *text*."""
    head = _HEAD.match(text)
    return "" if head is None else head[2]


def loads(text: str, *, seen: str = "") -> RuleSet:
    """Return the rule set that `dumps` wrote.

    Args:
        text: The bundle.
        seen: The digest of a bundle of which it is known that a rule file could say all of it.

    Raises:
        UnreadableError: *text* is no bundle of this format, or not as it was written.
    """
    head = _HEAD.match(text)
    if head is None or head[1] != FORMAT:
        raise unreadable("bundle.version")
    if head[2] != _sha256(text[head.end() :]):
        raise unreadable("bundle.digest")
    try:
        rows = json.loads(text)["rows"]
        values = _made(rows)
        if head[2] != seen:
            _check(rows, values)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise unreadable("bundle.content", why=str(error)) from error
    rules: RuleSet = values[-1]
    return rules


def _sha256(rows: str) -> str:
    return hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()


def _made(rows: list[list[Any]]) -> list[Any]:
    """Return the values of *rows*: quickly, since whoever asks one question waits for it.

    Raises:
        LookupError: A row is of no kind, or names another that does not come before it.
        TypeError: One has another number of parts than its class has fields.
    """
    values: list[Any] = []
    for kind, *parts in rows:
        value: Any
        held = [values[part] for part in parts] if kind > _ENUM else parts
        if kind >= 0:
            value = _CLASSES[kind](*held)
        elif kind == _PLAIN:
            (value,) = held
        elif kind == _TUPLE:
            value = tuple(held)
        elif kind == _SET:
            value = frozenset(held)
        elif kind == _MAPPING:
            value = dict(zip(held[::2], held[1::2], strict=True))
        elif kind == _ENUM:
            value = _ENUMS[held[0]](held[1])
        else:
            raise LookupError("there is no such kind of row")
        values.append(value)
    return values


def _check(rows: list[list[Any]], values: list[Any]) -> None:
    """See that *values*, which were made of *rows*, are a rule set that rule files could say.

    Raises:
        LookupError: It reads a property of a thing that has none such, or a row is named from the end.
        TypeError: A part is not of the type that its class declares, or is no word of the language or group of
            the rules, or no rule file could say it.
    """
    for kind, *parts in rows:
        if min(parts if kind > _ENUM else parts[: kind == _ENUM], default=0) < 0:
            raise LookupError("a row is named from the end")
    rules = values[-1]
    if type(rules) is not RuleSet:
        raise TypeError("it does not end with a rule set")
    words = {**_WORDS, nodes.Member: ("group", rules.groups)}
    asked: list[nodes.Condition] = []
    for value in values:
        cls = value.__class__
        for name, hint in _hints(cls):
            part = getattr(value, name)
            if not _fits(hint)(part):
                raise TypeError(f"`{name}` of {cls.__name__} is of another type")
            if hint == ruleset.Conditions and cls not in (nodes.Held, nodes.Branch):
                asked += part
        if cls in words and getattr(value, words[cls][0]) not in words[cls][1]:
            raise TypeError(f"{cls.__name__} knows no such word")
    from crosscheck.compiler.files import reread
    from crosscheck.compiler.meaning.scope import Names

    reread.check(asked, Names(None, rules.groups, (), rules.documents.fact))


@cache
def _hints(cls: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Return the fields that a bundle has of *cls*, each with its type; none of what is no class of the tree."""
    hints = get_type_hints(cls) if cls in _FIELDS else {}
    return tuple((name, hints[name]) for name in _FIELDS.get(cls, ()))


@cache
def _fits(hint: Any) -> Callable[[Any], bool]:
    """Return what tells of a value whether it is of the type *hint*."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:  # the value of a port's fact
        return _fits(str | int | bool | frozenset[str] | None)
    if origin is None:
        return lambda value: type(value) is hint
    fit, *others = [_fits(each) for each in arguments if each is not Ellipsis]
    if origin is Mapping:
        return lambda value: (
            type(value) is dict and all(map(fit, value)) and all(map(others[0], value.values()))
        )
    if origin is frozenset or Ellipsis in arguments:
        return lambda value: type(value) is origin and all(map(fit, value))
    if origin is tuple:
        each_fits = (fit, *others)
        return lambda value: (
            type(value) is tuple
            and len(value) == len(each_fits)
            and all(fits(part) for fits, part in zip(each_fits, value, strict=True))
        )
    return lambda value: fit(value) or any(fits(value) for fits in others)


class _Table:
    """Rows written so far, and where each value stands among them."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._places: dict[tuple[Any, ...], int] = {}

    def add(self, value: Any) -> int:
        """Write *value* and what it is made of, unless it stands there already; return its row."""
        cls, held = type(value), value
        if cls in _KIND:
            kind, held = _KIND[cls], [getattr(value, name) for name in _FIELDS[cls]]
        elif cls in _ENUMS:
            return self._row(_ENUM, [_ENUMS.index(cls), value.value])
        elif cls is tuple:
            kind = _TUPLE
        elif cls is frozenset:
            kind, held = _SET, sorted(value)
        elif isinstance(value, Mapping):
            kind, held = _MAPPING, chain.from_iterable(value.items())
        elif value is None or cls in (bool, int, str):
            return self._row(_PLAIN, [value])
        else:
            raise TypeError(f"{cls.__name__} has no place in a bundle")
        return self._row(kind, [self.add(each) for each in held])

    def _row(self, kind: int, parts: list[Any]) -> int:
        # The type is part of the key because True equals 1.
        key = (kind, type(parts[0]) if kind == _PLAIN else None, *parts)
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append([kind, *parts])
        return self._places[key]
