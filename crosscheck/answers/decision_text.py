"""Everything of a decision as people read it: each condition with its value, each notice whole, every source (`--explain`)."""

from collections.abc import Callable

from crosscheck.answers.evidence_text import grade_text, overdue_text
from crosscheck.answers.explain_text import add_requirement
from crosscheck.answers.labels import naming
from crosscheck.answers.page import Page
from crosscheck.answers.screen.gist import Gist
from crosscheck.answers.screen.heading import limits_below
from crosscheck.answers.screen.plan import plan_texts
from crosscheck.answers.screen.screen import add_answer
from crosscheck.answers.sentences.messages import say
from crosscheck.answers.unsettled_text import add_unsettled
from crosscheck.deciding.decision import Decision, PartDecision, RequirementFinding
from crosscheck.deciding.facts import Facts
from crosscheck.rulebook.ruleset import RuleSet


def decision_text(
    decision: Decision,
    facts: Facts,
    rules: RuleSet,
    page: Page,
    *,
    opened: Callable[[PartDecision, RequirementFinding], bool] = lambda _, __: True,
) -> str:
    """Return *decision* as a page: the answer, then each requirement that is *opened* with every condition.

    Args:
        decision: What was decided, with everything kept in it.
        facts: What was stated; the heading and the plan name the documents held.
        rules: The rules it was decided by; sources and ports are named after them.
        page: Where to write; its width and signs hold throughout.
        opened: Whether a requirement of a part is shown; all of them if left out.
    """
    gist, is_whole = Gist(decision, facts, rules), True
    with naming(rules.documents):
        add_answer(page, decision, facts, rules)
        for part in decision.parts:
            shown = [each for each in part.requirements if opened(part, each)]
            is_whole = is_whole and len(shown) == len(part.requirements)
            if shown:
                page.gap()
                page.add(gist.part(part), indent=2, role="strong")
            for requirement in shown:
                add_requirement(page, requirement, rules)
        if is_whole:
            _add_rest(page, decision, facts, rules, gist)
        rules_named = say("rules", version=decision.rules_version, digest=decision.rules_digest[:4])
        page.gap()
        page.add(say("documents_only"), indent=2, right=rules_named)
    return page.text()


def _add_rest(page: Page, decision: Decision, facts: Facts, rules: RuleSet, gist: Gist) -> None:
    """Write what is about no requirement alone."""
    add_unsettled(page, decision, rules)
    page.gap()
    for text in plan_texts(decision, facts):
        page.add(text, indent=2)
    page.gap()
    for visa in decision.unlisted_visas:
        page.add(gist.unlisted(visa), indent=2, mark="!", role="bad")
    if text := overdue_text(decision, rules):
        page.add(text, indent=2, mark="!", role="bad")
    for first in (True, False):
        for notice in gist.notices(first=first):
            page.add(
                gist.notice(notice),
                indent=2,
                mark="!" if notice.certain else "-",
                role="open",
                right=notice.id,
            )
    if text := grade_text(decision, rules):
        page.add(text, indent=2)
    if limits := limits_below(decision, facts, rules, page):
        page.add(limits, indent=2, mark=say("screen.limits"))
