"""What libyaml could not read, in an author's words.

libyaml says where it gave up, which is often a line after the mistake, and in words of its
own that change from release to release.  Read here are only its two places and whether its
scanner or its parser gave up; the rest is told from the characters that stand there, and
the lines around are looked at again for what an author is likely to have done.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from yaml.error import MarkedYAMLError
from yaml.events import SequenceStartEvent
from yaml.scanner import ScannerError

from crosscheck.compiler.shape import lookalikes
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Position, SourceText, Span

# No pattern goes back over what it has read (`++`, `*+`), so that a long line is looked through once.
_KEY: Final = r"[A-Za-z_][\w.-]*+"
_ITEMS: Final = r"\s*+(?:- ++)*+"
_NO_SPACE: Final = re.compile(rf"{_ITEMS}{_KEY}(:)(?=[^\s/:])")
_TWIN_COLON: Final = re.compile(rf"{_ITEMS}{_KEY}[ \u00a0]?([^\x00-\x7f])")
_HAS_VALUE: Final = re.compile(rf"{_ITEMS}[^\s:#][^:]*+: ++[^\s#]")
_COMPARED: Final = re.compile(r"=|\d")
_QUOTED: Final = re.compile(r"'(?:[^']|'')*+'" r'|"(?:[^"\\]|\\.)*+"', re.DOTALL)
_NAME_OF_AN_ANCHOR: Final = re.compile(r"[&*][\w-]*+")
_QUOTE_IT: Final = "put the whole value in quotation marks"
_UNKNOWN: Final = "this cannot be read as YAML"
_NO_SPACE_FOLLOWS: Final = ("CC111", "no space follows the colon", "write a space after it")
_OUT_OF_PLACE: Final = {
    "-": ("CC137", "a list cannot begin here", "begin it on the next line, indented"),
    "?": ("CC123", "`?` cannot begin a value", _QUOTE_IT),
}
"""What is wrong with a sign that libyaml knows, where it cannot stand."""


def explain(source: SourceText, error: MarkedYAMLError, inside: Any) -> Diagnostic:
    """Return the one finding that says where *source* stops being a rule file, and why.

    *inside*: the event that began the innermost list or mapping that is still open; None outside of all.
    """
    return _Explainer(source, error, inside).explain()


class _Explainer:
    """One place that cannot be read: *place* where libyaml gave up, *context* what it was reading."""

    def __init__(self, source: SourceText, error: MarkedYAMLError, inside: Any) -> None:
        self.path, self.text, self.lines = source.path, source.text, source.text.split("\n")
        self.inside = inside
        self.scanning = isinstance(error, ScannerError)
        mark, context = error.problem_mark, error.context_mark
        self.index = mark.index if mark else 0
        self.place = source.place(self.index)
        self.begun = context.index if context else None
        self.context = self.place if self.begun is None else source.place(self.begun)
        self.line = self._line(self.place.line)
        self.before, self.here = self.line[: self.place.column - 1], self.line[self.place.column - 1 :][:1]

    def explain(self) -> Diagnostic:
        in_brackets = self.inside is not None and self.inside.flow_style
        if self.begun is None:
            found = self._token_out_of_place() if self.scanning else self._after_the_end()
        elif self.scanning:
            found = self._begun(self.begun)
        elif self.here == "!" and self.text[self.begun] in "!&":
            found = self._tag()
        elif self.begun == self.index and (self.here != ":" or in_brackets):
            found = self._nothing()
        elif in_brackets:
            found = self._bracket(self.context)
        elif self.here == ":" and not self.before.strip():
            found = self._no_key()
        else:
            found = self._out_of_line()
        return found

    def _token_out_of_place(self) -> Diagnostic:
        """Return why a sign that libyaml knows cannot stand where it does."""
        if self.here == ":":
            return self._colon()
        return self._say(*_OUT_OF_PLACE.get(self.here, ("CC110", _UNKNOWN, _QUOTE_IT)))

    def _begun(self, start: int) -> Diagnostic:
        """Return what is wrong with a token that begins at *start* and that libyaml could not read to its end."""
        sign = self.text[start : start + 1]
        if sign == "%" and self.context.column == 1:
            return self._directive()
        if sign == "!":
            return self._tag()
        if start == self.index:
            return self._no_beginning(sign)
        if sign in ("|", ">"):
            message = "the text of a block begins on the line after its sign"
            hint = "move it to the next line, indented"
            if _COMPARED.match(self._line(self.place.line), self.place.column - 1):
                hint = "in a phrase write `at least`, `more than` or `after`; a text begins on the next line"
            return self._say("CC139", message, hint)
        if sign in ("'", '"') and not _QUOTED.match(self.text, start, self.index):
            return self._quoted(sign)
        if sign in ("&", "*") and _NAME_OF_AN_ANCHOR.fullmatch(self.text, start, self.index):
            return self._no_beginning(sign)
        if self.here == ":" and self.context.line == self.place.line:
            return self._say(*_NO_SPACE_FOLLOWS)
        return self._suspect(self.context.line) or self._no_colon(self.context.line)

    def _directive(self) -> Diagnostic:
        start = Position(self.context.line, 1)
        return self._say("CC122", "a rule file has no directives", "delete the line", start)

    def _tag(self) -> Diagnostic:
        hint = "delete it, or put the value in quotation marks"
        return self._say("CC118", "a YAML tag stands here", hint, self.context)

    def _no_beginning(self, sign: str) -> Diagnostic:
        return self._say("CC134", f"`{sign}` cannot begin a value", _QUOTE_IT, self.context)

    def _quoted(self, sign: str) -> Diagnostic:
        is_cut = self.index >= len(self.text) or (self.place.column == 1 and self.line[:3] in ("---", "..."))
        if sign == '"' and not is_cut:
            hint = "use single quotation marks, or write `\\\\` for a backslash"
            return self._say("CC136", "this backslash means nothing", hint)
        message = f"the quotation mark `{sign}` is never closed"
        return self._say("CC112", message, "close it at the end of the value", self.context)

    def _no_key(self) -> Diagnostic:
        return self._say("CC110", "no key stands before this colon", "write `key: value`")

    def _colon(self) -> Diagnostic:
        above = self._line_above()
        if _HAS_VALUE.match(self.before):
            return self._say("CC133", "a second colon stands on this line", _QUOTE_IT)
        if found := self._suspect(above):
            return found
        if _HAS_VALUE.match(self._line(above)):
            return self._indented("this line is indented more than the one above, which has a value already")
        if above < self.place.line:
            return self._no_colon(above)
        return self._no_key()

    def _suspect(self, number: int) -> Diagnostic | None:
        """Return what is wrong with the colon of a line, if that is what is wrong with it."""
        line = self._line(number)
        if found := _NO_SPACE.match(line):
            return self._say(*_NO_SPACE_FOLLOWS, Position(number, found.start(1) + 1), instead=": ")
        found = _TWIN_COLON.match(line)
        if found and lookalikes.ascii_twin(found[1]) == ":":
            place = Position(number, found.start(1) + 1)
            message = f"`{found[1]}` is {lookalikes.name(found[1])}, which looks like `:`"
            instead = ":" if line[found.end(1) : found.end(1) + 1] == " " else ": "
            return self._say("CC128", message, "write `: `", place, instead=instead)
        return None

    def _no_colon(self, number: int) -> Diagnostic:
        line = self._line(number)
        start = Position(number, _column(line))
        hint = "write `key: value`; a text of several lines begins with `>` and is indented"
        return self._say("CC138", "this line has no colon", hint, start, len(line.strip()))

    def _bracket(self, place: Position) -> Diagnostic:
        sign = self._line(place.line)[place.column - 1 :][:1]
        closing = {"[": "]", "{": "}"}.get(sign, "")
        hint = f"write `{closing}` after the last value, and commas between them"
        return self._say("CC113", f"the bracket `{sign}` is never closed", hint, place)

    def _nothing(self) -> Diagnostic:
        if self.here == ",":
            return self._say("CC125", "no value stands before this comma", "write one, or delete the comma")
        if self.here in ("]", "}"):
            hint = f"delete it, or {_QUOTE_IT}"
            return self._say("CC113", f"the bracket `{self.here}` closes nothing", hint)
        for number in range(self.place.line, 0, -1):
            line = self._line(number)
            if (column := max(line.rfind("["), line.rfind("{"))) >= 0:
                return self._bracket(Position(number, column + 1))
        return self._say("CC110", _UNKNOWN, None)

    def _out_of_line(self) -> Diagnostic:
        if self.before.strip():
            if self.before.rstrip().endswith(("'", '"')):
                hint = "close the quotation mark at the end of the value; inside '…' write '' for '"
                return self._say("CC135", "text follows the closing quotation mark", hint)
            return self._say("CC110", "this does not belong to what stands before it", _QUOTE_IT)
        if isinstance(self.inside, SequenceStartEvent):
            return self._indented("this line does not continue the list above it")
        if re.match(r"-(\s|$)", self.line[self.place.column - 1 :]):
            return self._indented("a list item stands here among keys")
        return self._indented("this line is indented as no line above it")

    def _after_the_end(self) -> Diagnostic:
        if self.here == "%" and self.place.column == 1:
            return self._directive()
        if self._line(self._line_above()).startswith("..."):
            return self._say("CC121", "a second document begins here", "write it as a file of its own")
        message = "this does not belong to what stands before it"
        return self._say("CC110", message, "a file holds one mapping: `key: value` on each line")

    def _indented(self, message: str) -> Diagnostic:
        """Return that a line begins in the wrong column, with those in which it could begin."""
        own = _column(self.line)
        columns: list[int] = []
        for number in self._lines_above():
            start = _column(self._line(number))
            if not columns or start < columns[-1]:
                columns.append(start)
        others = [str(column) for column in reversed(columns) if column != own]
        hint = "a list stands below a key of its own, and each of its items begins with `- `"
        if others:
            hint = f"begin it in column {' or '.join(others)}, as the line that it belongs with"
        return self._say("CC114", message, hint, Position(self.place.line, own), len(self.line.strip()))

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def _lines_above(self) -> Iterator[int]:
        """Yield the number of each line above that says something, the nearest first."""
        for number in range(self.place.line - 1, 0, -1):
            line = self._line(number).strip()
            if line and not line.startswith("#"):
                yield number

    def _line_above(self) -> int:
        return next(self._lines_above(), self.place.line)

    def _say(
        self,
        code: str,
        message: str,
        hint: str | None,
        place: Position | None = None,
        width: int = 1,
        instead: str | None = None,
    ) -> Diagnostic:
        start = place or self.place
        span = Span(self.path, start, Position(start.line, start.column + max(1, width)))
        return Diagnostic(code, span, message, hint, instead=instead)


def _column(line: str) -> int:
    """Return the column in which *line* begins."""
    return len(line) - len(line.lstrip()) + 1
