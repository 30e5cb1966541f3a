"""What a traveller states, as JSON or YAML has it, read into `Facts`.

What is spelt as JSON has it is read straight (`straight.py`), all else with care: every problem is found before
one error is raised.  A key that is absent or null is unstated; an empty list says that there is none.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeGuard

from crosscheck.deciding.facts import Facts, Row
from crosscheck.language import values
from crosscheck.language.errors import MOST_PROBLEMS, Problem, ProfileError
from crosscheck.language.spelling import named_or_near
from crosscheck.language.spoken.sentences import Sentence, UnreadableError, Word
from crosscheck.language.vocabulary import DOCUMENT, THING_SLOT, FactType
from crosscheck.profile.disagreements import disagreements
from crosscheck.profile.paths import with_paths
from crosscheck.profile.shape import (
    ASKED,
    BY_STATE,
    HEADINGS,
    KEYS,
    LISTS,
    PROPERTIES,
    SINGLE,
    VISITED,
    VISITS,
    properties,
    row_of,
    under,
    visits_by_state,
)
from crosscheck.profile.straight import straight
from crosscheck.rulebook.documents import OF_EVERY_STATE, Documents

LONGEST_NAME: Final = 200
"""The longest path of which a problem is told whole."""

_OF_THE_QUESTION: Final = frozenset(
    {"crossing", "on", "date", "port", "direction", "from", "to", "exit_state", "entry_state"}
)
"""What people write into a profile for the question that is asked of it."""
_TYPE: Final = THING_SLOT[DOCUMENT.kind]["type"]


def read_profile(
    data: Mapping[str, Any],
    *,
    day: int,
    assume: Mapping[str, Any] | None = None,
    documents: Documents = OF_EVERY_STATE,
) -> Facts:
    """Return the facts that *data* states.

    Args:
        data: Keys as `crosscheck facts` lists them, nested (`stay: {until: …}`) or dotted
            (`stay.until`).  `document` holds one document, `documents` all of them.
            `visits` is a list of all past stays anywhere, or a mapping from State to all
            past stays in it; `visas` likewise.  A key may also be a path, as
            `Decision.wanted` has it (`documents[1].type`).
        day: The crossing date, an ordinal: `stay.days` counts from it.
        assume: A profile that holds where *data* is silent.
        documents: The types of travel document that the rules know (`RuleSet.documents`).

    Raises:
        ProfileError: Something cannot be read, or two facts disagree; all that is wrong.
    """
    found = straight(data, day, documents)
    facts = read_with_care(data, day=day, documents=documents) if found is None else found
    return _assuming(facts, assume, day, documents) if assume else facts


def _assuming(facts: Facts, assume: Mapping[str, Any], day: int, documents: Documents) -> Facts:
    """Return *facts*, and what *assume* says where they are silent."""
    try:
        facts = facts.assuming(read_profile(assume, day=day, documents=documents))
    except ProfileError as error:
        problems = [(f"assume.{path}" if path else "assume", what) for path, what in error.problems]
        raise ProfileError(problems, error.more) from None
    if found := disagreements(facts, day, documents):
        raise ProfileError([(path, Sentence("assumed.with", problem=what)) for path, what in found])
    return facts


def read_with_care(data: Mapping[str, Any], *, day: int, documents: Documents = OF_EVERY_STATE) -> Facts:
    """Return the facts that *data* states, however it is spelt: what is wrong with it is told here alone.

    Raises:
        ProfileError: As `read_profile` does.
    """
    reading = _Reading(documents)
    facts = reading.facts(data, day)
    if reading.problems:
        told = [(reading.as_written(path), what) for path, what in reading.problems]
        raise ProfileError(told, reading.more)
    return facts


class _Reading:
    """One profile being read, and what was found wrong with it so far."""

    def __init__(self, documents: Documents) -> None:
        self._documents_known, self._known_of = documents, properties(documents)
        self.problems: list[Problem] = []
        self.more = 0
        """How many problems there are, at least, besides as many as are told."""
        self._stated: dict[str, str] = {}
        """The path at which each fact was stated, by name."""

    def facts(self, data: Mapping[str, Any], day: int) -> Facts:
        """Return what *data* states; worth something only if no problem was found."""
        if not isinstance(data, Mapping):
            self._wrong("", "profile.no_mapping", kind=_kind(data))
            return Facts()
        single: dict[str, Any] = {}
        document: dict[str, Any] = {}
        things: dict[str, Any] = {}
        no_document = False
        for key, raw in with_paths(data, self._note).items():
            if not self._is_text(key, ""):
                continue
            if raw is None:
                self._known(key)
            elif key in _OF_THE_QUESTION and not (key in HEADINGS and isinstance(raw, Mapping)):
                self._of_the_question(key)
            elif key in SINGLE:
                self._single(key, key, SINGLE[key], raw, single)
            elif key in HEADINGS:
                self._under(key, raw, single)
            elif key == DOCUMENT.kind and says_none(raw):
                no_document = self._first(key, key)
            elif key.partition(".")[0] == DOCUMENT.kind:
                stated = raw if key == DOCUMENT.kind else {key.removeprefix("document."): raw}
                if self._is_mapping(stated, key):
                    self._properties(DOCUMENT.plural, DOCUMENT.kind, stated, document, first=True)
            elif key in BY_STATE:
                things[key] = self._by_state(key, raw)
            elif key in LISTS:
                things[key] = self._rows(key, key, raw)
            else:
                self._known(key)
        documents = self._documents(things.pop(DOCUMENT.plural, None), document, no_document=no_document)
        self._stay(single, day)
        facts = Facts(values=single, documents=documents, things=things)
        for path, what in () if self.problems else disagreements(facts, day, self._documents_known):
            self._note(path, what)
        return facts

    def as_written(self, path: str) -> str:
        """Return *path* as the profile has it: one document may be stated as `document`."""
        single = any(name.startswith("document.") for name in self._stated)
        return path.replace("documents[0]", "document", 1) if single else path

    def _known(self, key: str) -> None:
        """Note a key at the top that is none of the profile's."""
        heading, _, rest = key.partition(".")
        if key in SINGLE or key in KEYS or (heading == DOCUMENT.kind and rest in PROPERTIES[DOCUMENT.plural]):
            return
        if key in ASKED or key in _OF_THE_QUESTION:
            self._of_the_question(key)
        else:
            dotted = (f"document.{name}" for name in PROPERTIES[DOCUMENT.plural])
            self._misnamed(key, "fact.unknown", key, (*KEYS, *SINGLE, *dotted))

    def _of_the_question(self, key: str) -> None:
        self._wrong(key, "fact.of_question")

    def _under(self, heading: str, raw: object, into: dict[str, Any]) -> None:
        facts = under(heading)
        for key, value in raw.items() if self._is_mapping(raw, heading) else ():
            path = f"{heading}.{key}"
            if not self._is_text(key, heading):
                continue
            if path in ASKED:
                self._known(path)
            elif key not in facts:
                otherwise = Sentence("fact.unknown.within", heading=heading, names=tuple(facts))
                self._misnamed(path, "fact.unknown", key, facts, otherwise)
            elif value is not None:
                self._single(path, path, facts[key], value, into)

    def _single(self, name: str, path: str, fact: FactType, raw: object, into: dict[str, Any]) -> None:
        if self._first(name, path) and (value := self._value(fact, path, raw)) is not None:
            into[name] = value

    def _properties(
        self, plural: str, path: str, raw: Mapping[Any, Any], into: dict[str, Any], *, first: bool = False
    ) -> None:
        """Read the properties of one thing held; with *first*, one stated elsewhere already is a problem."""
        known = self._known_of[plural]
        for key, value in raw.items():
            where = f"{path}.{key}"
            if not self._is_text(key, path):
                continue
            if key not in known:
                self._misnamed(where, "property.unknown", key, known, kind=LISTS[plural].kind)
            elif (
                value is not None
                and (not first or self._first(where, where))
                and (read := self._value(known[key], where, value)) is not None
            ):
                into[key] = read

    def _rows(self, plural: str, path: str, raw: object, state: str | None = None) -> tuple[Row, ...]:
        """Return the rows of one list, of one *state* where they are stated State by State."""
        if says_none(raw):
            return ()
        if isinstance(raw, str | bytes | bytearray) or not isinstance(raw, Sequence):
            self._wrong(path, "list.unread", kind=_kind(raw))
            return ()
        if not self._are_few(plural, path, len(raw)):
            return ()
        rows: list[Row] = []
        for number, item in enumerate(raw):
            where = f"{path}[{number}]"
            if self._is_mapping(item, where):
                held: dict[str, Any] = {}
                self._properties(plural, where, item, held)
                if state is not None and held.setdefault(BY_STATE[plural], state) != state:
                    stated = held[BY_STATE[plural]]
                    self._wrong(f"{where}.{BY_STATE[plural]}", "thing.other_state", state=stated, of=state)
                rows.append(row_of(LISTS[plural], held))
        return tuple(rows)

    def _documents(
        self, listed: tuple[Row, ...] | None, one: dict[str, Any], *, no_document: bool
    ) -> tuple[Row, ...] | None:
        if one.get("type") == "none":
            no_document = True
            one = {key: value for key, value in one.items() if value != "none"}
        for number, row in enumerate(listed or ()):
            if row[_TYPE] == "none":
                self._wrong(f"documents[{number}].type", "document.of_no_type")
        if no_document and (one or listed):
            self._wrong("document", "document.none_and_one")
        elif one and listed is not None:
            self._wrong("documents", "document.one_and_list")
        if no_document:
            return ()
        return (row_of(DOCUMENT, one),) if one else listed

    def _by_state(self, plural: str, raw: object) -> dict[str, tuple[Row, ...]] | tuple[Row, ...]:
        """Return things by State.  A list is complete for every State, a mapping for those it names."""
        if isinstance(raw, Mapping):
            held = {}
            for key, value in raw.items():
                if not self._is_text(key, plural):
                    continue
                path = f"{plural}.{key}"
                code = self._value(PROPERTIES[plural][BY_STATE[plural]], path, key)
                if code is not None and value is not None and self._first(f"{plural}.{code}", path):
                    held[code] = self._rows(plural, path, value, code)
            self._are_few(plural, plural, sum(map(len, held.values())))
            return held
        rows = self._rows(plural, plural, raw)
        if plural != VISITS:
            return rows
        told = {path for path, _ in self.problems}  # what cannot be read is not missing besides
        for number, row in enumerate(rows):
            if row[VISITED] is None and (path := f"{VISITS}[{number}].state") not in told:
                self._wrong(path, "visit.of_no_state")
        return visits_by_state(rows)

    def _stay(self, single: dict[str, Any], day: int) -> None:
        """Add the `stay.until` that `stay.days` means: the day of entry is the first day.

        Who states both states the day: the days say nothing more.
        """
        days, until = single.get("stay.days"), single.get("stay.until")
        if days is None:
            return
        path = self._stated["stay.days"]
        last = day + days - 1
        if last > date.max.toordinal():
            self._wrong(path, "stay.too_long")
        elif until is not None and until != last:
            crossing, ends, said = map(values.show_day, (day, last, until))
            self._wrong(path, "stay.two_ends", count=days, crossing=crossing, last=ends, until=said)
        elif until is not None:
            del single["stay.days"]
        else:
            single["stay.until"] = last

    def _are_few(self, plural: str, path: str, number: int) -> bool:
        """Whether no more things of a kind are stated than a profile may hold."""
        if number <= (most := LISTS[plural].most):
            return True
        self._wrong(path, "list.too_many", count=number, most=most, list=plural)
        return False

    def _misnamed(
        self,
        path: str,
        key: str,
        name: str,
        known: Iterable[str],
        otherwise: Sentence | None = None,
        **words: Word,
    ) -> None:
        """Note a *name* that is none of *known*, with those that may have been meant while problems are still told."""
        told = known if len(self.problems) < MOST_PROBLEMS else ()
        self._note(path, named_or_near(key, name, told, otherwise, **words))

    def _value(self, fact: FactType, path: str, raw: object) -> Any:
        if len(self.problems) >= MOST_PROBLEMS:
            return None  # it will be refused, and what else is wrong with it is not told
        try:
            return values.parse(fact, raw)
        except UnreadableError as error:
            self._note(path, error.said)
            return None

    def _first(self, name: str, path: str) -> bool:
        """Note that *name* is stated at *path*; return False, as a problem, if it was before."""
        if name in self._stated:
            self._wrong(path, "fact.twice")
            return False
        self._stated[name] = path
        return True

    def _is_text(self, key: object, path: str) -> bool:
        if isinstance(key, str):
            return True
        self._wrong(path, "name.no_text", kind=_kind(key))
        return False

    def _is_mapping(self, raw: object, path: str) -> TypeGuard[Mapping[Any, Any]]:
        if isinstance(raw, Mapping):
            return True
        self._wrong(path, "mapping.unread", kind=_kind(raw))
        return False

    def _wrong(self, path: str, key: str, **words: Word) -> None:
        self._note(path, Sentence(key, **words))

    def _note(self, path: str, what: Sentence) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append((path if len(path) <= LONGEST_NAME else f"{path[:LONGEST_NAME]}…", what))
        else:
            self.more += 1


_KINDS: Final = {str: "text", int: "number", float: "number", list: "list", dict: "mapping"}
"""What people call the types of JSON: a phrase `kind.…` each."""


def says_none(raw: object) -> bool:
    """Return whether *raw*, in place of a list or a document, says that there is none."""
    return isinstance(raw, str) and raw.strip(" ").casefold() == "none"


def _kind(raw: object) -> str:
    if isinstance(raw, bool):
        return f"`{str(raw).lower()}`"
    return "null" if raw is None else _KINDS.get(type(raw)) or Sentence("given.type", type=type(raw).__name__)
