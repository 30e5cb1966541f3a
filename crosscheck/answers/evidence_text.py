"""How far an answer carries: that it rests on less than the text of the law, or was to be looked at again."""

from crosscheck.answers.citing import first_of
from crosscheck.answers.labels import day
from crosscheck.answers.page import Page
from crosscheck.answers.sentences.messages import say
from crosscheck.deciding.decision import Decision
from crosscheck.deciding.explaining.evidence import cited_of_port, deciding, overdue
from crosscheck.rulebook.citation import Grade, named, weakest
from crosscheck.rulebook.ruleset import RuleSet


def add_grade(page: Page, decision: Decision, rules: RuleSet) -> None:
    """Write what the answer rests on, where that is less than the text of the law."""
    cited = deciding(decision.verdict, decision.parts)
    of_port = cited_of_port(decision, rules)
    for phrase, chosen in (
        ("rests_on", [each for each in cited if each not in of_port]),
        ("port_rests_on", [each for each in cited if each in of_port]),
    ):
        grade = weakest(chosen, rules.sources)
        if grade not in (None, Grade.OFFICIAL):
            weak = [source for source in named(chosen, rules.sources) if source.grade is grade]
            page.add(say(f"{phrase}.{grade}", sources=first_of([each.cite for each in weak])), indent=2)


def add_overdue(page: Page, decision: Decision, rules: RuleSet) -> None:
    """Write loudly that what decides was to be compared with its sources before the crossing."""
    late = overdue(deciding(decision.verdict, decision.parts), decision.question.day, rules)
    if late and late[0].review_by is not None:
        page.gap()
        text = say("overdue", date=day(late[0].review_by), sources=first_of([each.cite for each in late]))
        page.add(text, indent=2, mark="!!", role="bad")
