"""Entries and list items back into text, in the one form that rule files have."""

import re
from collections.abc import Sequence as Several
from typing import Final

from crosscheck.authoring.format.items import BLANK, Item, bare
from crosscheck.authoring.format.quoting import written
from crosscheck.compiler.reading.nodes import Node, Scalar, Sequence
from crosscheck.compiler.shape import kinds
from crosscheck.compiler.shape.form import Form, Holds, ListOf, inner
from crosscheck.compiler.shape.forms import GROUND, NOTICE, REQUIREMENT

WIDTH: Final = 120
"""Columns of a line: prose that is longer goes on below."""
_STEP: Final = "  "
_PARAGRAPHS: Final = (GROUND, REQUIREMENT, NOTICE)
"""What stands apart from its neighbours in a list."""
_MODE_LINE: Final = re.compile(r"# (?:yaml-language-server:|-\*-|vim?:)")
"""A comment for an editor, which reads it at the top of a file only."""


def write(items: list[Item], form: Form | None) -> str:
    """Return the text of a file whose top holds *items*."""
    head = _head(items[0])
    text = "\n".join([*head, *_block(items, form, "", apart=False)])
    return re.sub("\n{3,}", "\n\n", text.lstrip("\n")) + "\n"


def _head(first: Item) -> list[str]:
    """Take from *first* the comments that are about the file, and return them."""
    modes = [line for line in first.above if _MODE_LINE.match(line)]
    rest = [line for line in first.above if not _MODE_LINE.match(line)]
    cut = max((place + 1 for place, line in enumerate(rest) if line == BLANK), default=0)
    first.above = rest[cut:]
    return [*modes, *rest[:cut]]


def _block(items: list[Item], holds: "Holds | None", indent: str, *, apart: bool) -> list[str]:
    """Return the lines of a mapping or list; *apart*: with a blank line above each item."""
    lines: list[str] = []
    for place, item in enumerate(_ordered(items, holds)):
        held = inner(holds, item.name)
        own = _item(item, held, indent)
        above = list(item.above)
        spaced = apart or _is_spaced(held)
        while above and above[0] == BLANK and (spaced or not place):
            del above[0]
        if spaced and (place or apart):
            above.insert(0, BLANK)
        lines += [line and indent + line for line in above]
        lines += [*own, *(line and indent + line for line in item.below)]
    return lines


def _is_spaced(holds: "Holds | None") -> bool:
    return isinstance(holds, ListOf) and holds.item in _PARAGRAPHS


def _ordered(items: list[Item], holds: "Holds | None") -> list[Item]:
    """Return *items* in the order of their form; where a key is none of it, as they stand."""
    if holds is kinds.EXAMPLE:
        return sorted(items, key=lambda item: item.name == "expect")
    if isinstance(holds, Form) and all(item.name in holds.order for item in items):
        return sorted(items, key=lambda item: holds.order[item.name])
    return items


def _item(item: Item, holds: "Holds | None", indent: str) -> list[str]:
    """Return the lines of one item.  What stands above its first part on its line moves above it."""
    head = "-" if item.key is None else f"{written(item.key)}:"
    beside = f"  {item.beside}" if item.beside else ""
    value = item.value
    if isinstance(value, Scalar):
        return _with_scalar(value, holds, indent, head, beside)
    if not item.inner:
        return [f"{indent}{head} {_in_brackets(value, holds)}{beside}"]
    lines = _block(item.inner, holds, indent + _STEP, apart=_is_spaced(holds))
    if item.key is not None:
        return [f"{indent}{head}{beside}", *lines]
    while not lines[0].strip() or lines[0].lstrip().startswith("#"):
        item.above += [lines[0].strip()] if lines[0].strip() else []
        del lines[0]
    if item.beside:
        item.above.append(item.beside)
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _with_scalar(value: Scalar, holds: "Holds | None", indent: str, head: str, beside: str) -> list[str]:
    if value.block:
        return _text_block(value.text, indent, head, beside)
    line = f"{indent}{head} {written(value)}"
    if holds is kinds.TEXT and len(line) > WIDTH and " " in value.text:
        return _text_block(value.text, indent, head, beside)
    return [line + beside]


def _text_block(text: str, indent: str, head: str, beside: str) -> list[str]:
    """Return a text of several lines: filled, or as it stands where its lines say something themselves."""
    inside = indent + _STEP
    lines = "\n".join(line.rstrip(" ") for line in text.split("\n")).strip("\n").split("\n")
    if any(line.startswith(" ") for line in lines):
        sign = "|2" if next(line for line in lines if line.strip()).startswith(" ") else "|"
        return [f"{indent}{head} {sign}{beside}", *(line and inside + line for line in lines)]
    filled = [_fill(words(line), inside) for line in lines]
    block = [line for paragraph in filled for line in (BLANK, *paragraph)][1:]
    return [f"{indent}{head} >{beside}", *block]


def words(line: str) -> list[str]:
    """Cut a line of prose at its spaces, and at nothing that only looks like one."""
    return [word for word in line.split(" ") if word]


def _fill(given: Several[str], indent: str) -> list[str]:
    lines: list[str] = []
    for word in given:
        if lines and len(lines[-1]) + 1 + len(word) <= WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return lines


def _in_brackets(node: Node, holds: "Holds | None") -> str:
    """Return what stands in brackets on one line, however long: it is a row of a table."""
    if isinstance(node, Scalar):
        return written(node, in_brackets=True)
    parts = []
    for item in _ordered(bare(node), holds):
        value = _in_brackets(item.value, inner(holds, item.name))
        parts.append(value if item.key is None else f"{written(item.key, in_brackets=True)}: {value}")
    return f"[{', '.join(parts)}]" if isinstance(node, Sequence) else f"{{{', '.join(parts)}}}"
