"""What became of one file that was laid out."""

from dataclasses import dataclass

from crosscheck.authoring.format.canonical import MeaningChangedError, canonical
from crosscheck.language.diagnostics import Diagnostic


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
