"""What a source is: a law, an agreement, a notice, and how far it can be trusted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crosscheck.language.source import Placed


class Grade(StrEnum):
    """How far a source carries, best first."""

    OFFICIAL = "official"
    """The legal text itself, or a notice of the body that applies it."""
    PRESS = "press"
    """A report of such a text by State media, an agency or a newspaper."""
    SECONDARY = "secondary"
    """A guide, an encyclopaedia, a data set: somebody's reading of the law."""
    UNSOURCED = "unsourced"
    """General knowledge; no text was found."""


_BEST_FIRST: Final = tuple(Grade)


@dataclass(frozen=True, slots=True)
class Source(Placed):
    """One law, agreement or notice, cited once in `sources.yaml` and named by rules.

    *published* and *checked* are days (proleptic ordinals); *checked* is the day
    on which the rules were last compared with the source, and *review_by* the last one
    before somebody should compare them again; None where no interval is set.
    """

    id: str
    cite: str
    publisher: str
    url: str | None
    published: int | None
    checked: int | None
    grade: Grade
    note: str | None = None
    review_by: int | None = None


def named(citations: Iterable[str], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """Return each source that *citations* (`ID` or `ID, place in it`) name, once."""
    ids = dict.fromkeys([citation.partition(", ")[0] for citation in citations])
    return tuple([sources[id_] for id_ in ids if id_ in sources])


def weakest(citations: Iterable[str], sources: Mapping[str, Source]) -> Grade | None:
    """Return the grade of the weakest source among *citations*, on which they carry together."""
    ids = {citation.partition(", ")[0] for citation in citations}
    return max([sources[id_].grade for id_ in ids if id_ in sources], key=_BEST_FIRST.index, default=None)


def strongest(citations: Iterable[str], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return those of *citations* of the best grade among them: for one fact a good witness is enough."""
    graded = {citation: weakest((citation,), sources) for citation in citations}
    best = min((grade for grade in graded.values() if grade), key=_BEST_FIRST.index, default=None)
    return tuple(citation for citation, grade in graded.items() if grade is best)
