"""Nodes -> the keys that a file of its kind has: which, in which order, holding what."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Final

from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar, Sequence
from crosscheck.compiler.reading.plain import can_be_plain
from crosscheck.compiler.shape.form import Choice, Form, ListOf
from crosscheck.compiler.shape.kinds import NAME_LIKE, Kind
from crosscheck.language.source import Span
from crosscheck.language.spelling import misspelt

NAME: Final = re.compile(NAME_LIKE)
"""How names are spelt: `china-agreement`."""

_NO_TEXT: Final = ("true", "false", "null")
"""What YAML 1.2, by which editors read, takes for a value of its own."""

DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_LIKE: Final = re.compile(r"[0-9]{1,4}[-./][0-9]{1,2}([-./][0-9]{1,4})?|[0-9]{4}|[0-9]{8}")

LONGEST_PHRASE: Final = 2_000
"""Characters that a phrase may have; law in one line is never that long."""


class Fields:
    """One mapping, read against the keys it may have.

    *form* has all of them, as they should stand.  A wrong order is only worth a look.  A
    missing `source` is a matter of evidence and has a code of its own.
    """

    def __init__(self, mapping: Mapping, what: str, form: Form, findings: Findings) -> None:
        self._what, self._form, self.findings = what, form, findings
        order = form.order
        self.span = mapping.entries[0][0].span if mapping.entries else mapping.span
        self._nodes = {key.text: (key, node) for key, node in mapping.entries if key.text in order}
        for key, _ in mapping.entries if len(self._nodes) < len(mapping.entries) else ():
            if key.text not in order:
                hint = meant(key.text, order, f"it has {listed(order)}")
                free = [name for name in order if name not in self._nodes]
                slip = partial(misspelt, key.text, free)
                findings.report("CC201", key.span, f"{what} has no key `{key.text}`", hint, instead=slip)
        for name in form.required:
            if name not in self._nodes:
                if name == "source":
                    self.miss_source()
                else:
                    holds, add = form.holds[name], f"add the key `{name}:`"
                    if isinstance(holds, Choice) and not holds.several:
                        add += f", one of {listed(holds.words)}"
                    findings.report("CC202", self.span, f"{what} has no `{name}`", add)
        self._check_order(order)
        for each in form.needs:
            if each.code and each.key in self._nodes and each.other not in self._nodes:
                self.report(each.code, each.key, each.message, each.hint)

    def _check_order(self, order: dict[str, int]) -> None:
        for before, name in pairwise(self._nodes):
            if order[name] < order[before]:
                message = f"`{name}` stands after `{before}`"
                hint = f"keys stand in one order: {', '.join(n for n in order if n in self._nodes)}"
                self.report("CC203", name, message, hint)
                return

    def miss_source(self) -> None:
        """Report that nothing says where this comes from."""
        hint = "add `source:` with an entry of sources.yaml; every line of law has one"
        self.findings.report("CC501", self.span, f"{self._what} has no source", hint)

    def report(self, code: str, name: str, message: str, hint: str | None = None) -> None:
        """Report what is wrong with the key *name*, or with its lack."""
        self.findings.report(code, self.place(name), message, hint)

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def place(self, name: str) -> Span:
        """Return where the key *name* stands, or the mapping itself."""
        return self._nodes[name][0].span if name in self._nodes else self.span

    def value_span(self, name: str) -> Span:
        """Return where the value of *name* stands, or the mapping itself."""
        return self._nodes[name][1].span if name in self._nodes else self.span

    def node(self, name: str) -> Node | None:
        """Return what stands under *name*."""
        return self._nodes[name][1] if name in self._nodes else None

    def text(self, name: str) -> str | None:
        """Return a text for people, on one line or several; None where it is missing."""
        node = self.node(name)
        if node is None or isinstance(node, Scalar):
            return " ".join(node.text.split()) or None if node else None
        message = f"`{name}` holds {kind(node)}, where a text is expected"
        self.report("CC204", name, message, "write it after the colon, or below after `>`")
        return None

    def word(self, name: str) -> Scalar | None:
        """Return a phrase: plain, on one line."""
        node = self.node(name)
        return None if node is None else plain(node, f"`{name}`", self.findings)

    def words(self, name: str) -> tuple[Scalar, ...]:
        """Return one phrase, or each of a list of them."""
        if isinstance(self.node(name), Sequence):
            return self.listed(name, f"an item of `{name}`")
        word = self.word(name)
        return () if word is None else (word,)

    def listed(self, name: str, what: str) -> tuple[Scalar, ...]:
        """Return each phrase of a list."""
        found = (plain(item, what, self.findings) for item in self.items(name))
        return tuple(item for item in found if item is not None)

    def day(self, name: str) -> int | None:
        """Return a day; None where it is missing, or none."""
        word = self.word(name)
        return None if word is None else day(word, self.findings)

    def closed(self, name: str) -> Choice:
        """Return the closed list of words of which *name* holds one or more."""
        holds = self._form.holds[name]
        assert isinstance(holds, Choice)
        return holds

    def choice(self, name: str) -> str | None:
        """Return the one word out of its closed list that stands under *name*."""
        allowed = self.closed(name)
        return choice(self.word(name), allowed.words, allowed.what, self.findings)

    def mapping(self, name: str) -> Mapping | None:
        """Return the mapping under *name*, which may not be empty."""
        node = self.node(name)
        return None if node is None else mapping(node, f"`{name}`", self.findings, self.place(name))

    def entries(self, name: str) -> tuple[tuple[Scalar, Node], ...]:
        """Return what the mapping under *name* holds."""
        found = self.mapping(name)
        return () if found is None else found.entries

    def _form_of(self, name: str) -> Form:
        """Return the form of the mapping that *name* holds, or of each in its list."""
        holds = self._form.holds[name]
        held = holds.item if isinstance(holds, ListOf) else holds
        assert isinstance(held, Form)
        return held

    def below(self, name: str, what: str | None = None) -> "Fields | None":
        """Return the mapping under *name*, read against its form."""
        found = self.mapping(name)
        return (
            None if found is None else Fields(found, what or f"`{name}`", self._form_of(name), self.findings)
        )

    def items(self, name: str) -> tuple[Node, ...]:
        """Return the list under *name*, which may not be empty."""
        return items(self._nodes[name], self.findings) if name in self._nodes else ()

    def each(self, name: str, what: str | None = None) -> Iterator["Fields"]:
        """Yield each mapping of the list under *name*, read against its form."""
        if name in self._nodes:
            yield from each(self._nodes[name], self._form_of(name), what, self.findings)


def items(entry: tuple[Scalar, Node], findings: Findings) -> tuple[Node, ...]:
    """Return the list that *entry*, a key and its value, holds, which may not be empty."""
    key, node = entry
    if is_missing(node):
        return ()
    if not isinstance(node, Sequence):
        message = f"`{key.text}` holds {kind(node)}, where a list is expected"
        findings.report("CC204", key.span, message, "begin each item on a line of its own, with `- `")
        return ()
    if not node.items:
        findings.report("CC405", node.span, f"`{key.text}` is an empty list", "fill it, or delete the key")
    return node.items


def each(entry: tuple[Scalar, Node], form: Form, what: str | None, findings: Findings) -> Iterator[Fields]:
    """Yield each mapping of the list that *entry* holds, read against its *form*."""
    item = f"an item of `{entry[0].text}`"
    for node in items(entry, findings):
        if (found := mapping(node, item, findings)) is not None:
            yield Fields(found, what or item, form, findings)


def is_like(text: str, of: Kind) -> bool:
    """Whether *text* looks like the pattern of a kind."""
    return re.fullmatch(of["pattern"], text) is not None


def is_missing(node: Node) -> bool:
    """Whether nothing was written there, which has been reported already."""
    return isinstance(node, Scalar) and not node.text


def kind(node: Node) -> str:
    """Return what *node* is, in words."""
    return "a text" if isinstance(node, Scalar) else "a list" if isinstance(node, Sequence) else "a mapping"


def plain(node: Node, what: str, findings: Findings) -> Scalar | None:
    """Return a scalar that says one thing on one line, without quotes."""
    if not isinstance(node, Scalar):
        hint = "write one phrase after the colon"
        findings.report("CC204", node.span, f"{what} is {kind(node)}, where a phrase is expected", hint)
        return None
    if not node.text:
        return None
    if len(node.text) > LONGEST_PHRASE:
        message = f"{what} is {len(node.text)} characters long, and over {LONGEST_PHRASE} nobody can check"
        hint = "list the values in a group and write `in GROUP`, or give each phrase a branch under `any_of`"
        findings.report("CC316", node.span, message, hint)
        return None
    if not node.plain:
        _say_not_plain(node, what, findings)
        return None
    # A phrase over two lines has been reported by the reader.
    return node if node.line == node.end_line else None


def _say_not_plain(node: Scalar, what: str, findings: Findings) -> None:
    """Report a phrase in quotes, or in a block; it is mended only where it certainly says the same without."""
    text, instead = node.text, None
    if node.block:
        form, hint = "a block of text", "write it on the line of its key"
    elif not can_be_plain(text):
        form, hint = "quoted", "without its quotes this would say something else: write what is meant"
    elif can_be_plain(text, in_brackets=True):
        form, hint, instead = "quoted", f"write it without quotes: `{text}`", text
    else:
        form, hint = "quoted", f"write it without quotes, outside of braces and brackets: `{text}`"
    findings.report("CC312", node.span, f"{what} is {form}", hint, instead=instead)


def mapping(
    node: Node, what: str, findings: Findings, span: Span | None = None, form: Form | None = None
) -> Mapping | None:
    """Return a mapping that is not empty; where there is none, the hint names the keys of *form*."""
    if is_missing(node):
        return None
    if not isinstance(node, Mapping):
        hint = "write its keys on the lines below, indented"
        if form is not None:
            hint += f": {listed(form.order)}"
        message = f"{what} holds {kind(node)}, where a mapping is expected"
        findings.report("CC204", span or node.span, message, hint)
        return None
    if not node.entries:
        findings.report("CC405", node.span, f"{what} is empty", "fill it, or delete the key")
        return None
    return node


def name(scalar: Scalar | None, what: str, findings: Findings) -> str | None:
    """Return a name as names are spelt."""
    if scalar is None or not scalar.text:
        return None
    if NAME.fullmatch(scalar.text) and scalar.text not in _NO_TEXT:
        return scalar.text
    message = f"`{scalar.text}` is not spelt as {what} is"
    hint = "begin with a letter; small letters and digits, words joined by hyphens"
    if scalar.text in _NO_TEXT:
        hint = "choose another word: other tools take it for no text at all"
    findings.report("CC207", scalar.span, message, hint)
    return None


def choice(scalar: Scalar | None, allowed: Collection[str], what: str, findings: Findings) -> str | None:
    """Return one of a closed list of words; lists are short, and the word meant is not always the one spelt alike."""
    if scalar is None or scalar.text in allowed:
        return None if scalar is None else scalar.text
    findings.is_no(scalar, "CC315", what, f"one of {listed(allowed)}")
    return None


def day(scalar: Scalar, findings: Findings) -> int | None:
    """Read `2026-12-01` as the day it is."""
    text = scalar.text
    if DATE.fullmatch(text):
        try:
            return date.fromisoformat(text).toordinal()
        except ValueError:
            findings.is_no(scalar, "CC308", "day of the calendar")
            return None
    hint = "write it as `2026-12-01`: year, month, day" if _DATE_LIKE.fullmatch(text) else None
    findings.is_no(scalar, "CC308", "date", hint or "a date is written `2026-12-01`")
    return None


def own_name(scalar: Scalar | None, expected: str, findings: Findings, way_out: str = "move") -> bool:
    """Whether a file calls itself what its path calls it, if it says anything."""
    if scalar is None or scalar.text == expected:
        return True
    message = f"`{scalar.text}` is not what its path says: `{expected}`"
    findings.report("CC205", scalar.span, message, f"write `{expected}`, or {way_out} the file")
    return False


def listed(names: Iterable[str]) -> str:
    """Return *names* as a hint lists them."""
    return ", ".join(f"`{name}`" for name in names)
