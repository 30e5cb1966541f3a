"""What a phrase may speak of where it stands: which names are known, and which facts may be read."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeAlias

from crosscheck.compiler.reading.findings import Findings
from crosscheck.language.dates import MonthEnds
from crosscheck.language.nodes import Predicate
from crosscheck.language.vocabulary import FACT, FactType, ThingType
from crosscheck.rulebook.ruleset import Conditions

Endings: TypeAlias = tuple[tuple[str, Conditions], ...] | None


@dataclass(frozen=True, slots=True)
class Names:
    """Every name that some file defines; gathered before any file is built.

    *sources* is None where sources.yaml could not be read: then every name may be right.  *document_type* is the fact
    of that name, with the words of every State; with none where those of one could not be read.
    """

    sources: Collection[str] | None
    groups: Collection[str]
    ports: Collection[str]
    document_type: FactType = FACT["document.type"]
    understood: dict[tuple[object, ...], Predicate] = field(default_factory=dict)
    """What phrases mean that were read without a finding: rules say the same thing again and again."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a condition stands.

    *movement* is None in a port's file.  *thing* is the kind of thing in hand inside a
    list condition.  *endings* is what `ending_stay: within its grant` stands for in an
    exit rule: per ground of the State's permission to enter, its name and conditions;
    None where that permission could not be read.
    """

    findings: Findings
    names: Names
    state: str | None = None
    movement: str | None = None
    thing: ThingType | None = None
    month_ends: MonthEnds = MonthEnds.NOT_SETTLED
    endings: Endings = ()
