"""A rule file in its one form, after a look whether it still says the same."""

from collections import Counter
from dataclasses import dataclass
from typing import Final, TypeAlias

from crosscheck.authoring.format import comments, items, writing
from crosscheck.compiler.reading import yaml_nodes
from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar, Sequence
from crosscheck.compiler.shape import forms
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import SourceText

Said: TypeAlias = "str | list[Said] | dict[str, Said]"


SCHEMA_MARK: Final = "# yaml-language-server: $schema="
"""What tells an editor by which schema to read a file; it stands on the first line."""


@dataclass(frozen=True, slots=True)
class Formed:
    """A file before and after; *text* is empty where it stays as it is.

    *is_at_fault*: its form would have said something else, or lacked one of its comments.
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
    """Return the file *data* as it should be, or why it cannot be read as one definite text.

    What stands untidily (line ends of Windows, a mark at the start) is mended, and not reported.  *schemas* is
    the way from the file to the folder of schemas, `../schema`, if it is to name the one of its kind.
    """
    found: list[Diagnostic] = []
    source = yaml_nodes.decode(path, data, found.append)
    node = None if source is None else yaml_nodes.read(source, found.append)
    errors = tuple(each for each in found if each.is_error)
    if errors or source is None or not isinstance(node, Mapping) or not node.entries:
        return Formed(path, data, "", errors)
    text = _laid_out(source, node)
    if _is_another(source, node, text):
        return Formed(path, data, "", is_at_fault=True)
    return Formed(
        path, data, text if schemas is None else naming_its_schema(text, forms.kind_of(node), schemas)
    )


def naming_its_schema(text: str, kind: str | None, schemas: str) -> str:
    """Return *text* with the line that names its schema on top, in place of any other."""
    first, _, rest = text.partition("\n")
    below = rest if first.startswith(SCHEMA_MARK) else text
    return below if kind is None else f"{SCHEMA_MARK}{schemas}/{kind}.schema.json\n{below}"


def _laid_out(source: SourceText, node: Mapping) -> str:
    return writing.write(items.gather(node, comments.find(source, node)), forms.form_of(node))


def _is_another(source: SourceText, node: Mapping, text: str) -> bool:
    """Whether *text* says something else than the file did, or lacks a comment: a fault of crosscheck."""
    after, found = SourceText(source.path, text), list[Diagnostic]()
    again = yaml_nodes.read(after, found.append)
    if found or again is None or said(again) != said(node):
        return True
    return comments_of(after, again) != comments_of(source, node)


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
