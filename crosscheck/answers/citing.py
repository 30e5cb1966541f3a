"""A source as people read it: what is cited, where in it, and how far it carries."""

from collections.abc import Iterable, Sequence

from crosscheck.answers.page import Page
from crosscheck.answers.sentences.messages import say
from crosscheck.rulebook.ruleset import RuleSet


def cited(sources: Iterable[str], rules: RuleSet) -> str:
    """Return *sources* (`ID` or `ID, locator`) as one line; an id without an entry stands as it is."""
    return "; ".join(dict.fromkeys(_cited(source, rules) for source in sources))


def first_of(sources: Sequence[str]) -> str:
    """Return the first of *sources*, as people read them, and how many more there are."""
    first, *others = sources or [""]
    return say("source.more", first=first, count=len(others)) if others else first


def cited_first(sources: Sequence[str], rules: RuleSet) -> str:
    """Return the first of *sources*, on which a rule rests, and how many more there are."""
    return first_of([_cited(source, rules) for source in sources])


def add_cited(page: Page, sources: Iterable[str], rules: RuleSet, indent: int) -> None:
    """Write *sources* below what rests on them."""
    page.add(cited(sources, rules), indent=indent, hang=2, role="faint")


def add_evidence(page: Page, evidence: Iterable[tuple[str, str]], rules: RuleSet, indent: int) -> None:
    """Write what speaks on each side of what no source settles, and who says so."""
    for says, source in evidence:
        page.add(says, indent=indent, mark="-")
        add_cited(page, (source,), rules, indent + page.mark_width + 2)


def _cited(source: str, rules: RuleSet) -> str:
    name, _, locator = source.partition(", ")
    known = rules.sources.get(name)
    if known is None:
        return source
    key = f"source.{known.grade}"
    return say(f"{key}.at", cite=known.cite, locator=locator) if locator else say(key, cite=known.cite)
