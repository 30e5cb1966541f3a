"""A rule file in its one form, after a look whether it still says the same."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from crosscheck.authoring.format import comments, items, writing
from crosscheck.compiler.reading import yaml_nodes
from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar, Sequence
from crosscheck.compiler.shape import forms
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import SourceText

Said: TypeAlias = "str | list[Said] | dict[str, Said]"


class MeaningChangedError(Exception):
    """The form found for a file does not say what the file says, or lacks one of its comments."""


SCHEMA_MARK: Final = "# yaml-language-server: $schema="
"""What tells an editor by which schema to read a file; it stands on the first line."""


def canonical(
    path: str, data: bytes, report: Callable[[Diagnostic], None], schemas: str | None = None
) -> str | None:
    """Return the text that the file *data* should have, None if it cannot be read as one definite text.

    Why it cannot is reported.  What stands untidily (line ends of Windows, a mark at the
    start) is mended, and not reported.  *schemas* is the way from the file to the folder
    of schemas, `../schema`, if it is to name the one of its kind.

    Raises:
        MeaningChangedError: This is a fault of crosscheck; the file is to be left alone.
    """
    found: list[Diagnostic] = []
    source = yaml_nodes.decode(path, data, found.append)
    node = None if source is None else yaml_nodes.read(source, found.append)
    errors = [each for each in found if each.is_error]
    for each in errors:
        report(each)
    if errors or source is None or not isinstance(node, Mapping) or not node.entries:
        return None
    text = _laid_out(source, node)
    _refuse_change(source, node, text)
    return text if schemas is None else naming_its_schema(text, forms.kind_of(node), schemas)


def naming_its_schema(text: str, kind: str | None, schemas: str) -> str:
    """Return *text* with the line that names its schema on top, in place of any other."""
    first, _, rest = text.partition("\n")
    below = rest if first.startswith(SCHEMA_MARK) else text
    return below if kind is None else f"{SCHEMA_MARK}{schemas}/{kind}.schema.json\n{below}"


def _laid_out(source: SourceText, node: Mapping) -> str:
    return writing.write(items.gather(node, comments.find(source, node)), forms.form_of(node))


def _refuse_change(source: SourceText, node: Mapping, text: str) -> None:
    after = SourceText(source.path, text)
    found: list[Diagnostic] = []
    again = yaml_nodes.read(after, found.append)
    if found or again is None or said(again) != said(node):
        raise MeaningChangedError(f"{source.path}: its form would say something else")
    if comments_of(after, again) != comments_of(source, node):
        raise MeaningChangedError(f"{source.path}: its form would lose a comment")


def said(node: Node) -> Said:
    """Return what *node* says: texts, lists and mappings, whatever the order of keys and the breaks of lines."""
    if isinstance(node, Scalar):
        return " ".join(writing.words(node.text.replace("\n", " ")))
    if isinstance(node, Sequence):
        return [said(item) for item in node.items]
    return {key.text: said(value) for key, value in node.entries}


def comments_of(source: SourceText, node: Node) -> Counter[str]:
    """Return every comment of a file, and how often it stands there."""
    return Counter(each.text for each in comments.find(source, node).comments.values())


@dataclass(frozen=True, slots=True)
class Formed:
    """A file before and after.  *before* and *text* are empty where it could not be read.

    *is_at_fault*: its form would have said something else, so that it stays as it is.
    """

    path: str
    before: bytes
    text: str
    diagnostics: tuple[Diagnostic, ...] = ()
    is_at_fault: bool = False

    @property
    def changes(self) -> bool:
        """Whether the file is not in its form yet."""
        return bool(self.text) and self.text.encode() != self.before


def formed(path: str, data: bytes, schemas: str | None = None) -> Formed:
    """Lay out the file *data*; *schemas* as `canonical` takes it."""
    found: list[Diagnostic] = []
    try:
        text = canonical(path, data, found.append, schemas)
    except MeaningChangedError:
        return Formed(path, data, "", is_at_fault=True)
    return Formed(path, data, text or "", tuple(found))
