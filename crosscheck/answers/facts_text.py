"""The reference of facts: everything that can be stated, with its type and its words."""

from collections.abc import Sequence

from crosscheck.answers.page import Page
from crosscheck.language.states import STATES
from crosscheck.language.vocabulary import DOCUMENT, FACTS, THINGS, FactType, Teller
from crosscheck.rulebook.ruleset import RuleSet


def facts_text(page: Page, rules: RuleSet, about: str | None = None) -> str:
    """Return the facts whose names begin with *about*, or all of them, with the types of document that *rules* know."""
    single = [rules.documents.known(fact) for fact in FACTS if _concerns(fact.name, about)]
    _add_table(page, "Facts of one value (--set fact=value)" if single else "", [(f.name, f) for f in single])
    for thing in (DOCUMENT, *THINGS):
        if about is None or about in (thing.kind, thing.plural) or about.startswith(f"{thing.kind}."):
            stated = (
                rules.documents.known(fact) for fact in thing.properties if fact.teller is not Teller.ENGINE
            )
            properties = [(fact.name, fact) for fact in stated]
            _add_table(page, f"{thing.plural}: {thing.meaning} (a list in a profile)", properties)
            if thing is DOCUMENT:
                _add_types(page, rules)
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


def types_of_states(rules: RuleSet) -> list[tuple[str, str, str]]:
    """Return each type of document that a State declares: its name, that of the State, and what it is."""
    return [
        (name, STATES[code], issued.meaning)
        for code, state in rules.states.items()
        for name, issued in state.documents.types.items()
    ]


def _add_types(page: Page, rules: RuleSet) -> None:
    if rows := types_of_states(rules):
        page.gap()
        page.add("Types of document of single States", role="strong")
        page.gap()
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        page.table(("type", "State", "what it is"), rows, (*widths, page.width - sum(widths) - 4))


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
