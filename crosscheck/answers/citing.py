"""A source as people read it: what is cited, where in it, and how far it carries."""

from collections.abc import Iterable, Sequence

from crosscheck.answers.sentences.messages import say
from crosscheck.rulebook.ruleset import RuleSet


def cited(sources: Iterable[str], rules: RuleSet) -> str:
    """Return *sources* (`ID` or `ID, locator`) as one line; an id without an entry stands as it is."""
    return "; ".join(dict.fromkeys(_cited(source, rules) for source in sources))


def cited_first(sources: Sequence[str], rules: RuleSet) -> str:
    """Return the first of *sources*, on which a rule rests, and how many more there are."""
    if len(sources) < 2:
        return cited(sources, rules)
    return say("source.more", first=cited(sources[:1], rules), count=len(sources) - 1)


def _cited(source: str, rules: RuleSet) -> str:
    name, _, locator = source.partition(", ")
    known = rules.sources.get(name)
    if known is None:
        return source
    key = f"source.{known.grade}"
    return say(f"{key}.at", cite=known.cite, locator=locator) if locator else say(key, cite=known.cite)
