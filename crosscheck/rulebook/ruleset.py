"""The compiled, immutable product: requirements, notices, groups, States and ports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from crosscheck.language.nodes import ALWAYS, Condition, Period, Validity
from crosscheck.language.source import Placed, Span
from crosscheck.language.vocabulary import ENDING_STAY
from crosscheck.rulebook.citation import Source
from crosscheck.rulebook.documents import NOTHING_ISSUED, Documents, StateDocuments, documents

Conditions: TypeAlias = tuple[Condition, ...]
"""What must hold together."""
Citations: TypeAlias = tuple[str, ...]
"""What something rests on: each `SOURCE-ID`, or `SOURCE-ID, place in it`."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long a stay is under a ground that lets someone in, as written under `grants`.

    *days* is a number, or `visa.duration_of_stay`, or None where no length is set.
    *counted_from* is `entry` (that day is day 1) or `day-after` (the next day is).
    *limit* and *span* are the window: `90 days in any 180 days`; *span* None is a
    calendar year.  *counting* is the phrase as written.
    """

    days: int | str | None
    counted_from: str = "entry"
    limit: int | None = None
    span: int | None = None
    counting: str | None = None


@dataclass(frozen=True, slots=True)
class Former(Placed):
    """A name that something had before."""

    name: str


@dataclass(frozen=True, slots=True)
class Ground(Placed):
    """One way of meeting a requirement.

    *needs* holds the conditions as written; *granted* those that `grants` add (the
    planned stay within what is allowed), under the keys `stay` and `within`.  A
    requirement that has `needs` in place of `met_by` has one ground called `needs`.
    *in_short* is one sentence without its full stop, for whoever has this ground; *apply* the official address.
    *basis* is what a stay on this ground rests on: one of `vocabulary.STAY_GROUNDS`.
    *formerly* holds names that it had: whoever uses one is told the new one.
    """

    name: str
    title: str
    sources: Citations
    basis: str
    validity: Validity = ALWAYS
    concerns: Conditions = ()
    needs: Conditions = ()
    granted: Conditions = ()
    allowance: Allowance | None = None
    fix: str | None = None
    doubt: str | None = None
    formerly: tuple[Former, ...] = ()
    in_short: str | None = None
    apply: str | None = None

    @property
    def written(self) -> Conditions:
        """What stands under `for` and `needs`; `ending_stay` repeats what stands elsewhere."""
        return self.concerns + tuple(need for need in self.needs if need.key != ENDING_STAY)


@dataclass(frozen=True, slots=True)
class Requirement(Placed):
    """Something that a State or port demands.  *concerns* is its `for`; *doubt* says what
    the sources leave open where part of it is unsettled; *formerly* holds ids that it had.
    """

    id: str
    title: str
    says: str
    sources: Citations
    grounds: tuple[Ground, ...]
    validity: Validity = ALWAYS
    concerns: Conditions = ()
    fix: str | None = None
    doubt: str | None = None
    formerly: tuple[Former, ...] = ()

    @property
    def written(self) -> Conditions:
        """Every condition of it and of its grounds, as its author wrote them."""
        return self.concerns + tuple(each for ground in self.grounds for each in ground.written)


class NoticeKind(StrEnum):
    """What a traveller does with a notice."""

    DO = "do"
    """A duty, also one that is done at the border."""
    CARRY = "carry"
    """To have at hand."""
    KNOW = "know"
    """To be aware of."""


@dataclass(frozen=True, slots=True)
class Notice(Placed):
    """What a traveller should know; never a reason to pass or fail.

    *first*: it says what the whole answer is about, and is read before it.  *apply* is the official address.
    """

    id: str
    title: str
    text: str
    sources: Citations
    validity: Validity = ALWAYS
    concerns: Conditions = ()
    first: bool = False
    kind: NoticeKind = NoticeKind.KNOW
    apply: str | None = None

    grounds: ClassVar[tuple[Ground, ...]] = ()
    """None: it demands nothing."""

    @property
    def written(self) -> Conditions:
        """Every condition of it."""
        return self.concerns


@dataclass(frozen=True, slots=True)
class Membership(Placed):
    """One member's periods in a group, and the sources that put it there."""

    validity: Validity
    sources: Citations


@dataclass(frozen=True, slots=True)
class Group(Placed):
    """A named set; *complete* False: whoever is not listed may still be a member.  *sources* are of the list itself."""

    id: str
    title: str
    members: Mapping[str, Membership]
    complete: bool = True
    sources: Citations = ()


@dataclass(frozen=True, slots=True)
class Coverage(Placed):
    """Since when, for whom and how far the rules are complete; None means all.

    *neighbours* are the States from which one enters, or for which one leaves; *modes* the ways of crossing.
    """

    period: Period
    nationalities: frozenset[str] | None = None
    movements: frozenset[str] | None = None
    document_types: frozenset[str] | None = None
    neighbours: frozenset[str] | None = None
    modes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Electronic:
    """To whom, and when, visas of a category are issued electronically."""

    sources: Citations
    validity: Validity = ALWAYS
    concerns: Conditions = ()


@dataclass(frozen=True, slots=True)
class VisaCategory:
    """What visas of one category are for: *purposes*; None where the State's table is silent."""

    purposes: frozenset[str] | None
    sources: Citations
    title: str = ""
    electronic: Electronic | None = None


@dataclass(frozen=True, slots=True)
class Ledger(Placed):
    """Nationalities that no exemption from the visa names, so that none is forgotten.

    It decides nothing: *needs_visa* says that a code is left out on purpose, *unsettled*
    that the sources do not say, *doubt* what they leave open.
    """

    sources: Citations
    needs_visa: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()
    doubt: str | None = None
    places: Mapping[str, Span] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class StateRules:
    """What one State demands, and issues; *requirements* are those of `entry/` and `exit/` by movement."""

    code: str
    authority: str
    sources: Citations
    covered: tuple[Coverage, ...]
    requirements: Mapping[str, tuple[Requirement, ...]]
    notices: Mapping[str, tuple[Notice, ...]]
    visas: Mapping[str, VisaCategory]
    ledger: Ledger | None = None
    documents: StateDocuments = NOTHING_ISSUED

    def law(self) -> Iterator[Requirement | Notice]:
        """Yield all of it but what visas are for."""
        for movement, demanded in self.requirements.items():
            yield from demanded
            yield from self.notices[movement]


@dataclass(frozen=True, slots=True)
class DatedValue(Placed):
    """A port's fact over one period; *settled* False: the sources conflict or fall silent.

    *evidence* holds what speaks on each side, one (sentence, source id) each; *doubt*
    says in one sentence what they leave open.  *of* are the words of a set that alone
    are not settled; what is settled of it has a value of its own.
    """

    period: Period
    value: Any
    settled: bool
    sources: Citations
    evidence: tuple[tuple[str, str], ...] = ()
    doubt: str | None = None
    of: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Days under one name: *weekdays* (Monday is 0), *annual* (month, day), *dated* periods.

    Of days after *listed_until* it is not known whether they are among them.
    """

    title: str
    weekdays: frozenset[int] = frozenset()
    annual: frozenset[tuple[int, int]] = frozenset()
    dated: tuple[Period, ...] = ()
    listed_until: int | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """Days on which a port is closed, and since when; evidence and doubt as for a `DatedValue`."""

    days: tuple[Days, ...]
    validity: Validity
    sources: Citations
    evidence: tuple[tuple[str, str], ...] = ()
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class PortDetail:
    """A descriptive fact of a port that no rule reads, and how far it was confirmed.

    *status* is `confirmed`, `contradicted`, `not-found` or `stated` (by the source named).
    """

    name: str
    text: str
    status: str
    sources: Citations
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a port lies: *latitude* and *longitude* in ten-thousandths of a degree, north and east.

    *within* is how far off the point may be, in kilometres.
    """

    latitude: int
    longitude: int
    within: int
    sources: Citations
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Port(Placed):
    """A place approved for crossing, with its side in each State.

    *requirements* and *notices* are those of all ports of its border, then its own.
    *closings* None: on which days it is closed is not known.  It is found by *spellings* too.
    """

    id: str
    names: Mapping[str, str]
    home: str
    neighbour: str
    covered: tuple[Coverage, ...]
    facts: Mapping[str, tuple[DatedValue, ...]]
    details: tuple[PortDetail, ...]
    location: Location | None
    requirements: tuple[Requirement, ...]
    notices: tuple[Notice, ...]
    sources: Citations
    title: str = ""
    closings: tuple[Closing, ...] | None = None
    spellings: tuple[str, ...] = ()

    def law(self) -> Iterator[Requirement | Notice]:
        """Yield all that holds at it."""
        yield from self.requirements
        yield from self.notices


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything compiled: plain data, equal if the rules are equal.

    *digest* is the SHA-256 of the sources (path and text of every file, sorted).  *documents* gathers what *states* say
    of types of travel document.
    """

    name: str
    version: str
    digest: str
    default_port: str | None
    sources: Mapping[str, Source]
    groups: Mapping[str, Group]
    states: Mapping[str, StateRules]
    ports: Mapping[str, Port]
    documents: Documents = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look up once what every question asks for."""
        gathered = documents({code: state.documents for code, state in self.states.items()})
        object.__setattr__(self, "documents", gathered)

    def owners(self) -> Iterator[StateRules | Port]:
        """Yield everybody whose law it is, States first."""
        yield from self.states.values()
        yield from self.ports.values()

    def requirements(self) -> Iterator[Requirement]:
        """Yield every requirement, of States first."""
        return (each for owner in self.owners() for each in owner.law() if isinstance(each, Requirement))

    def requirements_by_id(self) -> dict[str, Requirement]:
        """Return every requirement by its id."""
        return {each.id: each for each in self.requirements()}
