"""The page `docs/facts.md`, every fact for people to look up: `python -m tests.pages.facts` writes it again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crosscheck.answers.facts_text import types_of_states
from crosscheck.language.errors import MOST_PROBLEMS
from crosscheck.language.values import LARGEST_COUNT, LONGEST_TEXT, MOST_IN_SET
from crosscheck.language.vocabulary import DOCUMENT, FACTS, THINGS, FactType, Teller, ThingType, Type
from crosscheck.rulebook.documents import OF_EVERY_STATE, Documents
from crosscheck.rulebook.ruleset import RuleSet
from tests.shipped.rules import shipped_rules

PAGE: Final = Path(__file__).parents[2] / "docs/facts.md"


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact.  *values* says in words what it takes; *teller* who states it."""

    name: str
    values: str
    meaning: str
    teller: str
    example: str | None
    words: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that belong together.  *key* is their list or heading in a profile, if they have one."""

    title: str
    key: str | None
    intro: str
    entries: tuple[Entry, ...]


def sections(documents: Documents = OF_EVERY_STATE) -> tuple[Section, ...]:
    """Return every fact, in the order in which a reader would look for it, with the types of document that rules know."""
    return (
        _single(
            "The crossing",
            "crossing",
            "The question: which border, on which day. Given with every check, never assumed.",
        ),
        _single("The traveller", None, "Who travels, and what for."),
        _single("The booking", "booking", "What was booked, and when."),
        _single(
            "The stay planned", "stay", "The stay in the State that is entered. Read by rules of entry only."
        ),
        _single(
            "The stay that ends",
            "ending_stay",
            "The stay in the State that is left. Read by rules of exit only.",
        ),
        Section(
            "Travel documents",
            DOCUMENT.plural,
            "All documents held; `document` is short for a single one. Rules read the one that is shown, as "
            "`document.type` and so on.",
            tuple(_entry(documents.known(fact), fact.name) for fact in DOCUMENT.properties),
        ),
        *(_list(thing) for thing in THINGS),
        _single("The port", "port", "Known from the port's file; stated only by somebody who knows better."),
    )


def as_markdown(rules: RuleSet) -> str:
    """Return the reference as a page of documentation, for profiles that *rules* are to judge."""
    introduction = _INTRODUCTION.format(
        largest=LARGEST_COUNT, longest=LONGEST_TEXT, set=MOST_IN_SET, problems=MOST_PROBLEMS,
        most=", ".join(f"{thing.most:,} {thing.plural}" for thing in (DOCUMENT, *THINGS)),
    )  # fmt: skip
    lines = [introduction]
    for section in sections(rules.documents):
        lines += _markdown(section)
        if section.key == DOCUMENT.plural and (types := types_of_states(rules)):
            lines += [
                "",
                "Types of single States, which their folders of rules declare (`documents.yaml`):",
                "",
            ]
            lines += ["| type | State | what it is |", "|---|---|---|"]
            lines += [f"| `{name}` | {state} | {meaning} |" for name, state, meaning in types]
    return "\n".join(lines) + "\n"


_INTRODUCTION = """# Facts

Everything that a profile may state and a rule may read. `crosscheck facts` shows the same.
This page is generated from `crosscheck/language/vocabulary.py` and the shipped rules (`python -m tests.pages.facts`); a test holds them
equal.

A fact that is absent or `null` is **unstated**: unknown, never assumed. An empty list (`[]`) says that there is
**none**. Days are `YYYY-MM-DD`; States are codes (`KZ`, `KAZ`) or names in English, Chinese, Kazakh or Russian. In a profile a dotted name may be
written nested: `stay: {{until: 2026-12-20}}` is `stay.until: 2026-12-20`.

A profile has its limits: a file of 1 MiB, numbers up to {largest:,}, texts of {longest} characters, {set} values in one
set, 1,000 keys that are paths, and of things held {most}. What is beyond is refused with a sentence, like whatever else is wrong; of
{problems} problems each is told, the others are counted. Lists are sequences (a list, a tuple), sets may be Python's; what can
be read only once, such as a generator, is neither."""


def _single(title: str, heading: str | None, intro: str) -> Section:
    facts = [fact for fact in FACTS if _heading(fact) == heading]
    return Section(title, heading, intro, tuple(_entry(fact, fact.name) for fact in facts))


def _heading(fact: FactType) -> str | None:
    return fact.name.partition(".")[0] if "." in fact.name else None


def _list(thing: ThingType) -> Section:
    title = {"visit": "Past stays", "permit": "Residence permits", "paper": "Other papers"}.get(
        thing.kind, thing.plural.capitalize()
    )
    intro = f"{thing.meaning} Rules ask for some one of them, as `{thing.kind}:`."
    if thing.kind == "visit":
        intro += (
            " A list holds all past stays anywhere; a mapping from State to list holds all past stays in those "
            "States and says nothing of others."
        )
    return Section(title, thing.plural, intro, tuple(_entry(fact, fact.name) for fact in thing.properties))


def _entry(fact: FactType, name: str) -> Entry:
    notes = []
    if fact.type is Type.TIME:
        notes.append("read with the day that it is of")
    elif not fact.readable:
        notes.append("no rule reads it")
    if fact.teller is Teller.ENGINE:
        notes.append("never stated")
    return Entry(
        name,
        _values(fact),
        fact.meaning,
        fact.teller.value,
        fact.example,
        fact.words,
        "; ".join(notes) or None,
    )


def _values(fact: FactType) -> str:
    kinds = {
        Type.STATE: "a State",
        Type.DATE: "a day",
        Type.PARTIAL: "a day, a month (`1990-05`) or a year (`1990`)",
        Type.TIME: "a time of day (`14:30`)",
        Type.COUNT: f"a number of {fact.unit}" if fact.unit else "a number",
        Type.FLAG: "`yes` or `no`",
        Type.WORD: "one word",
        Type.TEXT: "text",
        Type.STATES: "States",
        Type.WORDS: "one word or several",
    }
    return kinds[fact.type] + (f", or `{fact.absent}`" if fact.absent else "")


def _markdown(section: Section) -> Iterator[str]:
    where = f" (`{section.key}`)" if section.key else ""
    yield from ("", f"## {section.title}{where}", "", section.intro, "")
    yield from ("| name | takes | means | stated by | example |", "|---|---|---|---|---|")
    for entry in section.entries:
        note = f" ({entry.note})" if entry.note else ""
        example = f"`{entry.example}`" if entry.example else ""
        yield f"| `{entry.name}` | {entry.values} | {entry.meaning}{note} | {entry.teller} | {example} |"
    for entry in section.entries:
        if entry.words:
            yield from (
                "",
                f"Words of `{entry.name}`: " + ", ".join(f"`{word}`" for word in entry.words) + ".",
            )


if __name__ == "__main__":
    PAGE.write_text(as_markdown(shipped_rules()), encoding="utf-8")
