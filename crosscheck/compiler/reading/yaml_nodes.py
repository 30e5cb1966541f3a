"""Text into nodes that know where they stand; YAML's traps are refused, never interpreted.

The nodes are built from libyaml's *events*: its own composer recurses and can be made to
crash the interpreter, and it forgets places and repeated keys.  A scalar stays text here;
what it means is decided by the fact that it meets, so that `NO` is Norway and `010` no 8.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, TypeAlias

from yaml import CBaseLoader
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from crosscheck.compiler.reading.findings import MAX_FINDINGS
from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar, Sequence, new_tuple
from crosscheck.compiler.reading.yaml_errors import explain
from crosscheck.compiler.shape import lookalikes
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Position, SourceText, Span

Report: TypeAlias = Callable[[Diagnostic], None]

MAX_BYTES = 1 << 20
"""The largest rule file: 1 MiB."""
MAX_DEPTH = 64
"""How deep lists and mappings may stand in one another."""

PROSE_KEYS = frozenset(
    {
        "title",
        "says",
        "in_short",
        "text",
        "doubt",
        "fix",
        "note",
        "cite",
        "publisher",
        "authority",
        "names",
        "told",
    }
)
"""Keys whose values are for people to read: any script may stand there."""

_UNREADABLE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TOO_MANY_UNREADABLE = 8
_BLANK = re.compile("<([^<>]+)>")
"""What `rules new` leaves to fill, and what belongs there."""
_ASKED = re.compile(r"(?:^|[\s\[{,])(\?)\s++$")
"""The question mark that YAML may set before a key."""
_NO_SPACE_AFTER_COLON = re.compile(r"[a-z_][a-z_.]*+(:)(?![/\s]|$)")


class _CannotGoOnError(Exception):
    """What follows has no definite meaning; the reason has been reported."""


def decode(path: str, data: bytes, report: Report) -> SourceText | None:
    """Turn the bytes of a file into its text, with `\\n` line ends; None if it is no text.

    What is only untidy (a byte-order mark, CRLF) is a warning; what hides meaning is an
    error, after which a space stands in its place so that the rest can be read as well.
    """

    def say(code: str, before: str, message: str, hint: str) -> None:
        place = SourceText(path, before).place(len(before))
        end = Position(place.line, place.column + 1)
        report(Diagnostic(code, Span(path, place, end), message, hint))

    if len(data) > MAX_BYTES:
        say("CC101", "", "the file is larger than 1 MiB", "split it")
        return None
    if b"\x00" in data:
        before = data[: data.index(b"\x00")].decode("utf-8", "replace")
        say("CC105", before, "this is no text file: it holds a NUL byte", "save it as text in UTF-8")
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        say("CC104", before, message, "save the file in the encoding UTF-8")
        return None
    if text.startswith("\ufeff"):
        text = text[1:]
        message, hint = "the file begins with a byte-order mark", "save it as UTF-8 without BOM"
        say("CC106", "", message, hint)
    if "\r\n" in text:
        message, hint = "lines end in CRLF, as on Windows", "save the file with LF line ends"
        say("CC107", text[: text.index("\r\n")], message, hint)
        text = text.replace("\r\n", "\n")
    unreadable = list(_UNREADABLE.finditer(text))
    if len(unreadable) > _TOO_MANY_UNREADABLE:
        message = f"this is no text file: it holds {len(unreadable)} control characters"
        say("CC105", text[: unreadable[0].start()], message, "save it as text in UTF-8")
        return None
    for found in unreadable:
        hint = "delete it; a line ends in LF and in nothing else"
        message = f"the control character U+{ord(found[0]):04X} stands here"
        say("CC108", text[: found.start()], message, hint)
    return SourceText(path, _UNREADABLE.sub(" ", text) if unreadable else text)


def read(source: SourceText, report: Report) -> Node | None:
    """Return the one value that the file holds; None if it cannot be told.

    What can be passed over is reported and passed over, so that one run shows as much as
    can be known: of a repeated key the first value stays, of an alias nothing.
    """
    return _Reader(source, report).read()


class _Reader:
    """Takes the events of one file and makes nodes of them."""

    def __init__(self, source: SourceText, report: Report) -> None:
        self.source, self.report = source, report
        self.found: list[Diagnostic] = []
        self.tabs = "\t" in source.text
        # A space stands in for what is refused anyway, so that the rest can be read as well.
        self.text = source.text.replace("\t", " ")
        if not self.text.isascii():
            self.text = lookalikes.INVISIBLE.sub(" ", self.text)
        self.marked_keys = "?" in self.text
        self.parser: Any = None  # the compiled parser's events have no types of their own
        self.inside: list[Any] = []
        """The events that began the lists and mappings which are still open."""
        self.searched = 0
        """How many problems were found before anything was parsed."""

    def read(self) -> Node | None:
        node = None
        try:
            self._search_text()
            node = self._document(self.text)
        except _CannotGoOnError:
            pass
        except MarkedYAMLError as error:
            self._explain(error)
        for diagnostic in self.found:
            self.report(diagnostic)
        return node

    def _explain(self, error: MarkedYAMLError) -> None:
        """Report why libyaml gave up, unless what stands before that place is too deep already.

        Some of its releases refuse deep nesting by themselves, before they give the first event of it.
        """
        found, inside = self.found, self.inside[-1] if self.inside else None
        self.found = found[: self.searched]
        try:
            self._document(self.text[: error.problem_mark.index if error.problem_mark else 0])
        except _CannotGoOnError:
            return
        except YAMLError:
            pass
        self.found = found
        # A tab was reported already, and explains whatever went wrong after it.
        if not self.tabs:
            self._break_off(explain(SourceText(self.source.path, self.text), error, inside))

    def _break_off(self, last: Diagnostic) -> None:
        """Add what ends the reading, in place of what was only a sign of it."""
        line = last.span.start.line

        def is_sign(found: Diagnostic) -> bool:
            runs_into = found.code == "CC124" and found.span.start.line <= line <= found.span.end.line + 1
            return runs_into or (found.code, found.span.start.line) == (last.code, line)

        self.found = [*(found for found in self.found if not is_sign(found)), last]

    def _search_text(self) -> None:
        """Report what is wrong wherever it stands, even in prose and comments."""
        if self.tabs:
            for found in re.finditer("^[^\t\n]*(\t+)", self.source.text, re.MULTILINE):
                span = self._span_at(found.start(1), found.end(1))
                # How deep an indentation was meant to be, a tab does not say.
                instead = " " if found[0].strip() else None
                hint = "use spaces: two for each level"
                self._say("CC109", span, "a tab stands here", hint, instead=instead)
        for found in () if self.source.text.isascii() else lookalikes.INVISIBLE.finditer(self.source.text):
            message = f"an invisible character stands here: {lookalikes.name(found[0])}"
            place = self._span_at(found.start(), found.end())
            self._say("CC129", place, message, "delete it", instead="")

    def _document(self, text: str) -> Node | None:
        self.searched, self.inside = len(self.found), []
        self.parser = CBaseLoader(text)
        self.parser.get_event()  # the start of the stream
        start = self.parser.get_event()
        if isinstance(start, StreamEndEvent):
            self._say_empty()
            return None
        head = self.text[: start.end_mark.index]
        if found := re.search(r"^%.*", head, re.MULTILINE):
            span = self._span_at(found.start(), found.end())
            self._say("CC122", span, "a rule file has no directives", "delete the line, and `---` with it")
        node = self._node(self.parser.get_event(), prose=False)
        self.parser.get_event()  # the end of the document
        after = self.parser.get_event()
        if not isinstance(after, StreamEndEvent):
            message, hint = "a second document begins here", "write it as a file of its own, without `---`"
            self._say("CC121", self._span(after), message, hint)
        if _is_missing(node):
            self._say_empty()
        return node

    def _say_empty(self) -> None:
        self._say("CC126", self._span_at(0, 0), "the file is empty", "delete it, or write what it is to hold")

    def _node(self, event: Any, *, prose: bool) -> Node:
        if isinstance(event, AliasEvent):
            span, message = self._span(event), f"`*{event.anchor}` is a YAML alias"
            self._say("CC117", span, message, "write the value out where it is meant")
            return _nothing(span)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, prose=prose)
        if len(self.inside) == MAX_DEPTH:
            message = f"lists and mappings stand more than {MAX_DEPTH} deep in one another"
            place = self._span_at(event.start_mark.index, event.start_mark.index + 1)
            self._say("CC120", place, message, "no rule needs that many levels")
            raise _CannotGoOnError
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, prose=prose)
        assert isinstance(event, MappingStartEvent)
        return self._mapping(event, prose=prose)

    def _sequence(self, start: Any, *, prose: bool) -> Sequence:
        items: list[Node] = []
        self.inside.append(start)
        while not isinstance(event := self.parser.get_event(), SequenceEndEvent):
            item = self._node(event, prose=prose)
            if _is_missing(item):
                span = self._span_at(event.start_mark.index - 1, event.start_mark.index)
                self._say("CC125", span, "an item of the list has no value", "write one, or delete the item")
            items.append(item)
        self.inside.pop()
        return Sequence(tuple(items), self._span_of_all(start, event, items), bool(start.flow_style))

    def _mapping(self, start: Any, *, prose: bool) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        self.inside.append(start)
        while not isinstance(event := self.parser.get_event(), MappingEndEvent):
            key = self._key(event)
            value = self._node(self.parser.get_event(), prose=prose or key.text in PROSE_KEYS)
            if _is_missing(value):
                self._say("CC125", key.span, f"`{key.text}` has no value", "write one, or delete the key")
            if key.text == "<<":
                message = "`<<` is YAML's merge key"
                self._say("CC119", key.span, message, "write the keys out where they are meant")
            elif key.text in first:
                message = f"`{key.text}` stands twice in one mapping"
                related = ((first[key.text].span, "the first one"),)
                self._say("CC115", key.span, message, "keep one of them", related)
            elif key.text:
                first[key.text] = key
                entries.append((key, value))
        self.inside.pop()
        nodes = [value for _, value in entries]
        return Mapping(tuple(entries), self._span_of_all(start, event, nodes), bool(start.flow_style))

    def _key(self, event: Any) -> Scalar:
        if self.marked_keys or not isinstance(event, ScalarEvent):
            self._refuse_complex_key(event)
        key = self._node(event, prose=False)
        return key if isinstance(key, Scalar) else _nothing(key.span)

    def _refuse_complex_key(self, event: Any) -> None:
        start = event.start_mark.index
        asked = _ASKED.search(self.text, max(0, start - 80), start)
        if not isinstance(event, ScalarEvent) or asked:
            place = asked.start(1) if asked else start
            message, hint = "a key is one word or sentence on one line", "write it as `key: value`"
            self._say("CC123", self._span_at(place, place + 1), message, hint)

    def _scalar(self, event: Any, *, prose: bool) -> Scalar:
        start, end, style, text = event.start_mark, event.end_mark, event.style, event.value
        block, plain = style in ("|", ">"), style not in ("|", ">", "'", '"')
        place = (self.source.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        scalar: Scalar = new_tuple(Scalar, (text, *place, plain, block))
        if plain and scalar.line == scalar.end_line and "<" not in text:
            is_clear = prose or (":" not in text and text.isascii())
            return scalar if is_clear else self._search_name(scalar)
        if block:
            line, column = self._end_of_block(event)
            scalar = scalar._replace(text=text.rstrip("\n"), end_line=line, end_column=column)
        elif scalar.line != scalar.end_line:
            message = "the value goes on over a second line"
            hint = "a phrase stands on one line; a text of several lines begins with `>`"
            self._say("CC124", scalar.span, message, hint)
        if style == '"' and (_HIDDEN.search(scalar.text) or lookalikes.INVISIBLE.search(scalar.text)):
            hint = "write the character itself if a reader is to see it"
            self._say("CC108", scalar.span, "a backslash makes a character here that cannot be seen", hint)
        if blank := _BLANK.fullmatch(scalar.text.strip()):
            hint = f"write it in place of `{blank[0]}`"
            self._say("CC141", scalar.span, f"this is a blank: {blank[1]}", hint)
            return scalar._replace(text="")
        if not plain and not scalar.text.strip():
            self._say("CC125", scalar.span, "the text is empty", "write one, or delete the key")
            return scalar._replace(text="")
        return scalar if prose else self._search_name(scalar)

    def _search_name(self, scalar: Scalar) -> Scalar:
        """Report what makes a key, a code or a phrase look like something that it is not.

        What was meant is given on, so that later stages find only what is wrong besides.
        """
        if scalar.text.isascii() and not (scalar.plain and ":" in scalar.text):
            return scalar
        text = scalar.text if scalar.text.isascii() else self._without_lookalikes(scalar)
        if scalar.plain and (match := _NO_SPACE_AFTER_COLON.match(scalar.text)):
            place = scalar.cut(*match.span(1)).span
            self._say("CC111", place, "no space follows the colon", "write a space after it", instead=": ")
            text = ""
        same_places = len(text) == len(scalar.text) and not (set('":') & set(text) - set(scalar.text))
        return scalar._replace(text=text if same_places else "")

    def _without_lookalikes(self, scalar: Scalar) -> str:
        found = tuple(islice(lookalikes.problems(scalar.text), MAX_FINDINGS + 1))
        for code, start, end, message, hint, instead in found:
            exact = instead if scalar.plain else None
            self._say(code, scalar.cut(start, end).span, message, hint, instead=exact)
        return lookalikes.plain_words(scalar.text) if found else scalar.text

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            span = self._span_at(event.start_mark.index, event.start_mark.index + len(event.anchor) + 1)
            hint = "delete it, and write the value out where it is meant"
            self._say("CC116", span, f"`&{event.anchor}` is a YAML anchor", hint)
        if event.tag is not None:
            place = event.start_mark.index
            found = re.compile(r"!\S*").search(self.text, place, place + 200)
            span = self._span_at(*(found.span() if found else (place, place + 1)))
            hint = "delete it: the fact decides what type a value has"
            self._say("CC118", span, "a YAML tag stands here", hint)

    def _say(
        self,
        code: str,
        span: Span,
        message: str,
        hint: str,
        related: tuple[tuple[Span, str], ...] = (),
        instead: str | None = None,
    ) -> None:
        if len(self.found) == MAX_FINDINGS:
            hint = "repair those shown first"
            self.found.append(Diagnostic("CC130", span, f"this file has over {MAX_FINDINGS} problems", hint))
            raise _CannotGoOnError
        self.found.append(Diagnostic(code, span, message, hint, related, instead=instead))

    def _span_of_all(self, start: Any, end: Any, children: list[Node]) -> Span:
        """Return the span of a collection: libyaml ends a block one at the token after it."""
        last = self._span(end) if start.flow_style or not children else children[-1].span
        return new_tuple(Span, (self.source.path, self._span(start).start, last.end))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        first = new_tuple(Position, (start.line + 1, start.column + 1))
        last = new_tuple(Position, (end.line + 1, end.column + 1))
        return new_tuple(Span, (self.source.path, first, last))

    def _end_of_block(self, event: Any) -> Position:
        """Return where what is last written in a text after `>` or `|` ends."""
        written = self.text[event.start_mark.index : event.end_mark.index].rstrip()
        *above, line = written.split("\n")
        column = len(line) if above else event.start_mark.column + len(line)
        return Position(event.start_mark.line + 1 + len(above), column + 1)

    def _span_at(self, start: int, end: int) -> Span:
        return Span(self.source.path, self.source.place(start), self.source.place(end))


def _nothing(span: Span) -> Scalar:
    """Return what stands where something was refused."""
    return Scalar("", span.path, *span.start, *span.end)


def _is_missing(node: Node) -> bool:
    """Return whether nothing at all was written where *node* was due."""
    if node[0] or not isinstance(node, Scalar):
        return False
    return (node.line, node.column) == (node.end_line, node.end_column)
