"""What a traveller states, laid out once: one view for each document to show, with what the question adds left out."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from crosscheck.language.vocabulary import DOCUMENT, PATHS, SLOT, THING_SLOT, THINGS, TIE, VIEW

Row: TypeAlias = tuple[Any, ...]
"""A thing held: its properties in the vocabulary's order, None where unstated."""
View: TypeAlias = tuple[Any, ...]
"""All facts of one case in the order of `vocabulary.VIEW`, None where unknown."""

_DOCUMENT = THING_SLOT["document"]
_SHOWN: Final = tuple(
    (SLOT[f"document.{fact.name}"], _DOCUMENT[fact.name])
    for fact in DOCUMENT.properties
    if f"document.{fact.name}" in SLOT
)
_UNTIL: Final = SLOT["stay.until"]
_NATIONALITY: Final = SLOT["nationality"]
_NATIONALITIES: Final = SLOT["nationalities"]
_SHOWN_NATIONALITY: Final = _DOCUMENT["nationality"]
_LABEL: Final = _DOCUMENT["label"]
_TIED: Final = tuple(
    (SLOT[thing.plural], THING_SLOT[thing.kind][TIE], THING_SLOT[thing.kind]["document"])
    for thing in THINGS
    if TIE in THING_SLOT[thing.kind]
)
"""Where a view holds what may be tied to a document; where a row says so, and where it names the document."""
_PATHS: Final = SLOT[PATHS]
_VISAS: Final = SLOT["visas"]
_NO_DOCUMENT: Final = ((SLOT["document.type"], "none"), (SLOT["document.issuing_state"], "none"))


class Paths(NamedTuple):
    """What a profile calls the document shown (None: none is held) and each visa, where that is not plain.

    *port* is None where no port that the rules know lies between the two States: its facts alone can be stated there.
    """

    document: str | None = "document"
    visas: tuple[str, ...] | None = None
    port: str | None = "port"


PLAIN: Final = Paths()


class Unheard(tuple[Any, ...]):
    """A row that stands for whatever visas of one State (or any) are held, of which nothing was said."""

    __slots__ = ()


class Stated(NamedTuple):
    """What is stated, laid out.

    *views* holds one for each document held; one alone where documents are unstated or none
    is held.  *assumed* names what was taken for granted in laying them out.  *stays_days*:
    the last day of the stay follows from the days that were stated.
    *visas_of* are the States all of whose visas are stated, None where no other visa is held.
    """

    views: tuple[View, ...]
    assumed: tuple[str, ...]
    stays_days: bool
    visas_of: frozenset[str] | None = None


def lay_out(
    values: Mapping[str, Any], documents: tuple[Row, ...] | None, things: Mapping[str, Any]
) -> Stated:
    """Return the views of the facts of one traveller, as `Facts` holds them."""
    view: list[Any] = [None] * len(VIEW)
    for stated in (values, things):
        for name, value in stated.items():
            if name in SLOT:
                view[SLOT[name]] = value
    visas_of, paths = None, PLAIN
    if isinstance(by_state := view[_VISAS], Mapping):
        visas_of = frozenset(by_state)
        view[_VISAS] = tuple(row for rows in by_state.values() for row in rows)
        named = tuple(f"visas.{state}[{n}]" for state, rows in by_state.items() for n in range(len(rows)))
        paths = view[_PATHS] = Paths(visas=named)
    assumed: tuple[str, ...] = ()
    if view[_NATIONALITIES] is None:
        view[_NATIONALITIES] = shown = _nationalities_shown(view[_NATIONALITY], documents or ())
        assumed = () if shown is None else ("nationalities",)
    views: tuple[View, ...]
    if documents and len(documents) > 1:
        showing = []
        for n, (row, called) in enumerate(zip(documents, labels(documents), strict=True)):
            view[_PATHS] = paths._replace(document=_path(n))
            showing.append(_tied(_showing([*view], row), called))
        views = tuple(showing)
    elif documents:
        views = (_tied(_showing(view, documents[0]), None),)
    else:
        if documents is not None:
            for slot, value in _NO_DOCUMENT:
                view[slot] = value
            view[_PATHS] = paths._replace(document=None)
        elif any(view[slot] for slot, _, _ in _TIED):
            assumed = (*assumed, "visas.document")
        views = (_tied(view, None),)
    stays_days = "stay.days" in values and view[_UNTIL] is not None
    return Stated(views, assumed, stays_days, visas_of)


_ASKED: Final = {"crossing.from": "exit_state", "crossing.to": "entry_state"}
"""What the question says, where one side alone is asked."""


def path_of(name: str, view: View) -> str | None:
    """Return where a profile states the fact *name*; None where it is one of a document, and none is held."""
    heading, _, rest = name.partition(".")
    if heading == "port":
        return (view[_PATHS] or PLAIN).port or name
    if name in _ASKED:
        return _ASKED[name]
    shown = (view[_PATHS] or PLAIN).document
    if heading == "document":
        return None if shown is None else f"{shown}.{rest}"
    return f"{shown}.{name}" if name == "nationality" and shown not in (None, PLAIN.document) else name


def labels(documents: Sequence[Row]) -> tuple[str, ...]:
    """Return what each of *documents* is called by: its label, else its path, in capitals as every text is held."""
    return tuple([row[_LABEL] or _path(n).upper() for n, row in enumerate(documents)])


def _path(number: int) -> str:
    return f"documents[{number}]"


def _showing(view: list[Any], document: Row) -> list[Any]:
    """Return *view*, made that of one who shows *document*."""
    for slot, column in _SHOWN:
        view[slot] = document[column]
    if view[_NATIONALITY] is None:
        view[_NATIONALITY] = document[_SHOWN_NATIONALITY]
    return view


def _nationalities_shown(nationality: str | None, documents: Sequence[Row]) -> frozenset[str] | None:
    """Return every nationality that the documents show, None where one of them is unstated."""
    if nationality is not None:
        return frozenset((nationality,))
    shown = [row[_SHOWN_NATIONALITY] for row in documents]
    return frozenset(shown) if shown and None not in shown else None


def _tied(view: list[Any], label: str | None) -> View:
    """Return *view* with what each visa and permit says of whether it is tied to the document shown.

    Of several documents it is the one called *label*, and a tie that is unstated is unknown.
    *label* None: it is the sole one, or unstated, and all are tied to it.
    """
    for slot, column, document in _TIED:
        if rows := view[slot]:
            ties = [label is None or _is_tied(row[document], label) for row in rows]
            view[slot] = tuple(
                [(*row[:column], tie, *row[column + 1 :]) for row, tie in zip(rows, ties, strict=True)]
            )
    return tuple(view)


def _is_tied(tied_to: str | None, label: str) -> bool | None:
    return None if tied_to is None else tied_to in ("none", label)
