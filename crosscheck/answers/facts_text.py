"""The reference of facts: everything that can be stated, with its type and its words."""

from collections.abc import Sequence

from crosscheck.answers.page import Page
from crosscheck.language.vocabulary import DOCUMENT, FACTS, THINGS, FactType, Teller


def facts_text(page: Page, about: str | None = None) -> str:
    """Return the facts whose names begin with *about*, or all of them."""
    single = [fact for fact in FACTS if _concerns(fact.name, about)]
    _add_table(page, "Facts of one value (--set fact=value)" if single else "", [(f.name, f) for f in single])
    for thing in (DOCUMENT, *THINGS):
        if about is None or about in (thing.kind, thing.plural) or about.startswith(f"{thing.kind}."):
            properties = [(fact.name, fact) for fact in thing.properties if fact.teller is not Teller.ENGINE]
            _add_table(page, f"{thing.plural}: {thing.meaning} (a list in a profile)", properties)
    if about is None:
        page.gap()
        page.add(
            "In a profile null, or nothing, is unstated; [] is none. `crosscheck schema profile` has the schema."
        )
    return page.text()


def names() -> Sequence[str]:
    """Return everything that the reference can be asked for."""
    headings = dict.fromkeys(fact.name.partition(".")[0] for fact in FACTS)
    kinds = [name for thing in (DOCUMENT, *THINGS) for name in (thing.kind, thing.plural)]
    return [*(fact.name for fact in FACTS), *headings, *kinds]


def _concerns(name: str, about: str | None) -> bool:
    return about is None or name == about or name.startswith(f"{about}.")


def _add_table(page: Page, title: str, facts: Sequence[tuple[str, FactType]]) -> None:
    if not facts:
        return
    page.gap()
    page.add(title, role="strong")
    page.gap()
    rows = [(name, _type(fact), _meaning(fact)) for name, fact in facts]
    name_width = max(len(name) for name, _ in facts)
    page.table(("fact", "type", "meaning"), rows, (name_width, 12, page.width - name_width - 12 - 4))


def _type(fact: FactType) -> str:
    form = fact.unit or fact.type.value
    return f"{form}, or {fact.absent}" if fact.absent else form


def _meaning(fact: FactType) -> str:
    said = fact.meaning
    if fact.words:
        said += f" One of: {', '.join(fact.words)}."
    elif fact.example:
        said += f" E.g. {fact.example}"
    return (
        said
        if fact.teller in (Teller.TRAVELLER, Teller.ENGINE)
        else f"{said} (Stated by {fact.teller.value}.)"
    )
