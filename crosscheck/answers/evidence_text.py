"""How far an answer carries: that it rests on less than the text of the law, or was to be looked at again."""

from crosscheck.answers.citing import first_of
from crosscheck.answers.labels import day
from crosscheck.answers.sentences.messages import say
from crosscheck.deciding.decision import Decision
from crosscheck.deciding.explaining.evidence import cited_of_port, deciding, overdue
from crosscheck.rulebook.citation import Grade, Source, named, weakest
from crosscheck.rulebook.ruleset import RuleSet


def grade_text(decision: Decision, rules: RuleSet) -> str:
    """Return what the answer rests on, where that is less than the text of the law; nothing otherwise."""
    cited = deciding(decision.verdict, decision.parts)
    of_port = cited_of_port(decision, rules)
    told = []
    for phrase, chosen in (
        ("rests_on", [each for each in cited if each not in of_port]),
        ("port_rests_on", [each for each in cited if each in of_port]),
    ):
        grade = weakest(chosen, rules.sources)
        if grade not in (None, Grade.OFFICIAL):
            weak = [source for source in named(chosen, rules.sources) if source.grade is grade]
            told.append(say(f"{phrase}.{grade}", sources=first_of([each.cite for each in weak])))
    return " ".join(told)


def is_overdue(decision: Decision, rules: RuleSet) -> bool:
    """Return whether what decides was to be compared with its sources before the crossing."""
    return bool(_overdue(decision, rules))


def overdue_text(decision: Decision, rules: RuleSet) -> str:
    """Return that what decides was to be compared with its sources before the crossing; nothing where it was not."""
    late = _overdue(decision, rules)
    if not late or late[0].review_by is None:
        return ""
    return say("overdue", date=day(late[0].review_by), sources=first_of([each.cite for each in late]))


def _overdue(decision: Decision, rules: RuleSet) -> tuple[Source, ...]:
    return overdue(deciding(decision.verdict, decision.parts), decision.question.day, rules)
