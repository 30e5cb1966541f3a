"""How far an answer carries: that it rests on less than the text of the law, or was to be looked at again."""

from collections.abc import Sequence
from typing import Final

from crosscheck.backends.evidence import deciding, overdue
from crosscheck.citation import Grade, Source, named, weakest
from crosscheck.decision import Decision
from crosscheck.render.labels import day
from crosscheck.render.messages import say
from crosscheck.render.page import Page
from crosscheck.rulebook import RuleSet

_SHOWN: Final = 1
"""Sources that are named; the others are counted."""


def add_grade(page: Page, decision: Decision, rules: RuleSet) -> None:
    """Write what the answer rests on, where that is less than the text of the law."""
    cited = deciding(decision)
    grade = weakest(cited, rules.sources)
    if grade in (None, Grade.OFFICIAL):
        return
    weak = [source for source in named(cited, rules.sources) if source.grade is grade]
    page.add(say(f"rests_on.{grade}", sources=_first(weak)), indent=2)


def add_overdue(page: Page, decision: Decision, rules: RuleSet) -> None:
    """Write loudly that what decides was to be compared with its sources before the crossing."""
    late = overdue(decision, rules)
    if late and late[0].review_by is not None:
        page.gap()
        text = say("overdue", date=day(late[0].review_by), sources=_first(late))
        page.add(text, indent=2, mark="!!", role="bad")


def _first(sources: Sequence[Source]) -> str:
    """Return the first of *sources*, and how many more there are."""
    shown = "; ".join(source.cite for source in sources[:_SHOWN])
    more = len(sources) - _SHOWN
    return say("source.more", first=shown, count=more) if more > 0 else shown
