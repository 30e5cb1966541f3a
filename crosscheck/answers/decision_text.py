"""A decision as people read it: the crossing in words, the answer, then why.

Requirements that are met take one line.  Those that are not say what is, what must be,
and who says so.  Ids stand at the right margin, for looking up.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from crosscheck.answers.evidence_text import add_grade, add_overdue
from crosscheck.answers.explain_text import add_requirement
from crosscheck.answers.labels import day, document_type, label, listed, naming, shown
from crosscheck.answers.page import Page
from crosscheck.answers.reasons_text import ReasonLines
from crosscheck.answers.sentences.messages import counted, say
from crosscheck.answers.unsettled_text import (
    OPENNESS,
    add_opening,
    add_unsettled,
    open_names,
    port_name,
    told_at_port,
)
from crosscheck.answers.ways_text import add_ways
from crosscheck.deciding.decision import (
    Decision,
    NoticeFinding,
    Outcome,
    PartDecision,
    Plan,
    Standing,
    Verdict,
)
from crosscheck.deciding.facts import EVERYWHERE, SIDES, Facts, Side
from crosscheck.language.dates import NO_END
from crosscheck.language.spoken.sentences import ENGLISH, state_name
from crosscheck.language.states import is_nationality
from crosscheck.language.vocabulary import DOCUMENT, THING_SLOT
from crosscheck.rulebook.ruleset import RuleSet

_ROLES: Final = {Verdict.PASS: "good", Verdict.FAIL: "bad", Verdict.CONDITIONAL: "open"}
_ASSUMED_IN_WORDS: Final = ("date", "direction", "crossing.mode", "nationalities")
_DOCUMENT: Final = THING_SLOT[DOCUMENT.kind]
_DOCUMENTS: Final = DOCUMENT.plural


def decision_text(
    decision: Decision,
    facts: Facts,
    rules: RuleSet,
    page: Page,
    *,
    tell_more: Sequence[str] = (),
    correct: Sequence[str] = (),
    everything: bool = False,
) -> str:
    """Return *decision* as a page.

    Args:
        decision: What was decided.
        facts: What was stated; the heading and the plan name the documents held.
        rules: The rules it was decided by; sources and ports are named after them.
        page: Where to write; its width and signs hold throughout.
        tell_more: How to state each fact still wanted, as the reader would type it.
        correct: How to state each thing that was assumed, likewise.
        everything: Show every condition with its value (`--explain`), not only those that decide.
    """
    with naming(rules.documents):
        _add_heading(page, decision, facts, rules)
        if everything:
            for part in decision.parts:
                page.gap()
                page.add(_part_title(part, rules), indent=2, role="strong")
                for requirement in part.requirements:
                    add_requirement(page, requirement, rules)
        else:
            page.gap()
            lines, elsewhere = ReasonLines(page, rules, facts), told_at_port(decision)
            for part in decision.parts:
                concerned = [r for r in part.requirements if r.outcome is not Outcome.NOT_APPLICABLE]
                if concerned:
                    page.add(_part_title(part, rules), indent=2, role="strong")
                for requirement in concerned:
                    lines.add(requirement, told_elsewhere=elsewhere)
                    if part.part == "port" and elsewhere.intersection(open_names(requirement)):
                        add_opening(page, decision, rules)
        add_unsettled(page, decision, rules, everything=everything)
        add_ways(page, decision, rules)
        _add_plan(page, decision, facts)
        _add_notices(page, decision, everything=everything)
        add_grade(page, decision, rules)
        _add_foot(page, decision, tell_more, correct, everything=everything)
    return page.text()


def _add_heading(page: Page, decision: Decision, facts: Facts, rules: RuleSet) -> None:
    question, one_side = decision.question, _one_side(decision)
    words = {**_states(decision), "date": day(question.day)}
    if decision.port is not None:
        key = f"heading.{one_side}.at_port" if one_side else "heading.at_port"
        title = say(key, port=port_name(rules.ports[decision.port]), **words)
    else:
        title = say(f"heading.{one_side or 'no_port'}", **words)
    page.add(title, role="strong", right=_who(facts))
    for side in SIDES:
        if side not in decision.asked and question.state(side) not in (None, *rules.states):
            page.add(say("heading.no_rules", state=words[side]))
    if decision.border:
        page.add(_border(decision, rules))
    if assumed := list(_assumed(decision, facts)):
        page.add(say("assumed", parts=", ".join(assumed)))
    if decision.stated_of_port:
        told = [(label(name), shown(facts.values[name], name)) for name in decision.stated_of_port]
        own = [say("own_word.fact", fact=fact, value=value) for fact, value in told]
        page.add(say("own_word", facts="; ".join(own)), role="open")
    page.gap()
    for notice in _notices(decision, first=True):
        page.add(_text_of(notice), indent=2, mark="!", role="open")
        page.gap()
    word = say(f"verdict.{decision.verdict}")
    answer, taken = _answer(decision, rules), list(_taken_by_caller(decision, facts))
    if taken and decision.verdict is Verdict.PASS:
        answer = say("answer.pass.assuming", parts=", ".join(taken), answer=answer)
    page.add(answer, indent=2, mark=word, role=_ROLES[decision.verdict])
    add_overdue(page, decision, rules)


def _one_side(decision: Decision) -> Side | None:
    """Return the side that alone was asked; None where both were."""
    sides = [side for side in SIDES if side in decision.asked]
    return sides[0] if len(sides) == 1 else None


def _states(decision: Decision) -> dict[str, str]:
    """Return what the State that is left, and the one that is entered, are called."""
    states = {side: decision.question.state(side) for side in SIDES}
    return {
        side: say("heading.unknown") if state is None else state_name(state) for side, state in states.items()
    }


def _who(facts: Facts) -> str:
    nationality = facts.values.get("nationality")
    held = facts.documents or ()
    shown_by = {row[_DOCUMENT["nationality"]] for row in held} - {None}
    if nationality is None and len(shown_by) == 1:
        nationality = next(iter(shown_by))
    if nationality is not None and not is_nationality(nationality):
        return state_name(nationality)
    if nationality is not None:
        return say("heading.national", nationality=nationality)
    return say("heading.documents", count=len(held)) if len(held) > 1 else ""


def _border(decision: Decision, rules: RuleSet) -> str:
    """Return that the border was asked, and what comes of the crossing at the port where the rules began."""
    began = next((each for each in decision.border if each.port == rules.default_port), None)
    if began is None or began.port == decision.port:
        return counted("border", len(decision.border))
    verdict = say(f"verdict.word.{began.verdict}")
    return counted(
        "border.began", len(decision.border), port=port_name(rules.ports[began.port]), verdict=verdict
    )


def _assumed(decision: Decision, facts: Facts) -> Iterator[str]:
    """Yield what was assumed in a few words; what takes a sentence stands at the foot."""
    yield from _taken_by_caller(decision, facts)
    for name in decision.assumed:
        if name in _ASSUMED_IN_WORDS and name not in facts.assumed:
            yield say(f"assumed.{name}")


def _taken_by_caller(decision: Decision, facts: Facts) -> Iterator[str]:
    """Yield what whoever asked wanted to be taken as so, and nobody stated."""
    for name in decision.assumed:
        if name not in facts.assumed:
            continue
        of_document = name.removeprefix(f"{DOCUMENT.kind}.")
        if facts.documents and of_document != name:
            value = facts.documents[0][_DOCUMENT[of_document]]
            yield say("assumed.fact", fact=label(name), value=shown(value, name, joined="and"))
        elif name in facts.values:
            yield say("assumed.fact", fact=label(name), value=shown(facts.values[name], name, joined="and"))
        else:
            held = facts.documents if name == _DOCUMENTS else facts.things[name]
            none = not held or held == {EVERYWHERE: ()}
            yield say("assumed.held.none" if none else "assumed.held", things=name)


def _answer(decision: Decision, rules: RuleSet) -> str:
    """Return the answer in one line."""
    if decision.verdict is Verdict.PASS:
        if decision.stated_of_port:
            return say("answer.pass.own_word")
        if (side := _one_side(decision)) is not None:
            at_port = ".at_port" if decision.places else ""
            return say(f"answer.pass.{side}{at_port}", **_states(decision))
        return say("answer.pass.no_port" if decision.not_asked else "answer.pass")
    outcomes = [requirement.outcome for requirement in decision.requirements]
    if decision.verdict is Verdict.FAIL:
        total = len(outcomes) - outcomes.count(Outcome.NOT_APPLICABLE)
        return counted("answer.fail", outcomes.count(Outcome.NOT_MET), total=total)
    if Outcome.NOT_MET in outcomes:
        return say("answer.if_covered")
    if not decision.unsettled and {*outcomes} <= {Outcome.MET, Outcome.NOT_APPLICABLE}:
        return say("answer.pass.if_covered")
    count, port = len(decision.wanted), rules.ports.get(decision.port or "")
    beyond_facts = [each for each in decision.requirements if each.standing is Standing.NOT_SETTLED]
    left_open = {name for each in beyond_facts for name in open_names(each)}
    by_port = {"port": port_name(port)} if port and left_open == {OPENNESS} else {}
    which = ".port" if by_port else ""
    if count and decision.unsettled:
        return counted(f"answer.both{which}", count, **by_port)
    if count:
        return counted("answer.wanted", count)
    return say(f"answer.unsettled{which}", **by_port) if decision.unsettled else say("answer.open")


def _part_title(part: PartDecision, rules: RuleSet) -> str:
    of = port_name(rules.ports[part.of]) if part.part == "port" else state_name(part.of)
    return say(f"part.{part.part}", of=of)


def _add_plan(page: Page, decision: Decision, facts: Facts) -> None:
    """Write which document to show to whom, where there is a choice."""
    held, plan = facts.documents or (), decision.plan
    places = _shown(decision, plan)
    if len(held) < 2 or not places:
        return
    page.gap()
    page.add(say("plan"), indent=2, role="strong")
    if len(places) > 1 and len(set(places.values())) == 1:
        page.add(say("plan.both", document=_document(held, places["exit"])), indent=4)
    else:
        for part, place in places.items():
            said = say(f"plan.{part}", document=_document(held, place), state=_states(decision)[part])
            page.add(said, indent=4)
    if decision.next_best is not None and _shown(decision, decision.next_best) != places:
        key = "plan.equal" if decision.next_best.verdict is plan.verdict else "plan.worse"
        verdict = say(f"verdict.word.{decision.next_best.verdict}")
        page.add(
            say(key, verdict=verdict, document=_pair(held, _shown(decision, decision.next_best).values())),
            indent=4,
        )


def _shown(decision: Decision, plan: Plan) -> dict[Side, int]:
    """Return the place of the document that *plan* shows to each side that was asked."""
    return {side: at for side, at in plan.places() if at is not None and side in decision.asked}


def _pair(held: Sequence[Any], places: Iterable[int]) -> str:
    shown_to = [_document(held, place) for place in places]
    if len(shown_to) == 1:
        return shown_to[0]
    if len(set(shown_to)) == 1:
        return say("plan.same", document=shown_to[0])
    return say("plan.pair", exit_document=shown_to[0], entry_document=shown_to[1])


def _document(held: Sequence[Any], place: int) -> str:
    row = held[place]
    kind, state = row[_DOCUMENT["type"]], row[_DOCUMENT["issuing_state"]] or row[_DOCUMENT["nationality"]]
    expiry = row[_DOCUMENT["date_of_expiry"]]
    if kind is None or state is None:
        return say("plan.document.open", number=place + 1)
    words = {"type": document_type(kind), "state": state_name(state)}
    if expiry is None or expiry >= NO_END:
        return say("plan.document.endless", **words)
    return say("plan.document", expiry=shown(expiry, "document.date_of_expiry"), **words)


def _add_notices(page: Page, decision: Decision, *, everything: bool) -> None:
    """Write the notices: by their titles, or all of each if *everything* is wanted."""
    notices = _notices(decision, first=False)
    page.gap()
    for visa in decision.unlisted_visas:
        words = {"category": visa.category, "state": state_name(visa.issuing_state)}
        key = "unlisted_visa.near" if visa.near else "unlisted_visa"
        page.add(say(key, near=listed(visa.near), **words), indent=2, mark="!!", role="bad")
    for certain, mark, key in ((True, "!", "notices"), (False, "-", "notices.maybe")):
        concerned = [notice for notice in notices if notice.certain is certain]
        for notice in concerned if everything else ():
            page.add(_text_of(notice), indent=2, mark=mark, role="open", right=notice.id)
        if concerned and not everything:
            titles = "; ".join(dict.fromkeys(notice.title for notice in concerned))
            page.add(say(key, titles=titles), indent=2, mark=mark, role="open")


def _notices(decision: Decision, *, first: bool) -> Sequence[NoticeFinding]:
    """Return the notices that stand before the verdict, or those that stand below; each once."""
    found = {notice.id: notice for part in decision.parts for notice in part.notices if notice.first is first}
    return tuple(found.values())


def _text_of(notice: NoticeFinding) -> str:
    return notice.text if notice.certain else say("notice.maybe", text=notice.text)


def _add_foot(
    page: Page, decision: Decision, tell_more: Sequence[str], correct: Sequence[str], *, everything: bool
) -> None:
    if everything:
        page.gap()
    else:
        page.add(say("in_full"), indent=2)
    if tell_more:
        page.items(say("tell_more"), tell_more, indent=2)
    if correct:
        page.items(say("correct"), correct, indent=2)
    if decision.days_apart:
        days = [
            say(
                f"days_apart.{'then' if number else 'first'}",
                date=day(other),
                verdict=say(f"verdict.word.{verdict}"),
            )
            for number, (other, verdict) in enumerate(decision.days_apart)
        ]
        page.add(say("days_apart", days="".join(days)), indent=2)
    for name in decision.assumed:
        if f"assumed.{name}" in ENGLISH.phrases and name not in _ASSUMED_IN_WORDS:
            page.add(say(f"assumed.{name}"), indent=2)
    rules = say("rules", version=decision.rules_version, digest=decision.rules_digest[:4])
    page.add(say("documents_only"), indent=2, right=rules)
