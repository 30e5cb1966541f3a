"""A traveller who meets a ground, as far as that is plain from its conditions."""

from crosscheck.authoring.bounds import Bounding
from crosscheck.authoring.lines import conditions_of
from crosscheck.authoring.traveller import Thing, Traveller
from crosscheck.language.nodes import lower
from crosscheck.rulebook.ruleset import Ground, Requirement, RuleSet


def traveller_of(rules: RuleSet, requirement: Requirement, ground: Ground, day: int) -> Traveller:
    """Return who meets *ground* on *day*, as far as each condition by itself can be met by saying something."""
    who, bounding = Traveller({"crossing.date": day}), Bounding(rules.groups)
    for condition in (*requirement.concerns, *conditions_of(ground)):
        lower(condition.predicate, bounding).meet(who, None)
    facts = who.facts
    if len(requirement.grounds) > 1 and facts.keys().isdisjoint({"nationality", "nationalities"}):
        facts |= _admitted_by_no_list(rules, requirement)
    if "nationality" in facts and "nationalities" not in facts:
        facts["nationalities"] = frozenset({facts["nationality"]})
    if "nationality" not in facts and len(facts.get("nationalities", ())) == 1:
        (facts["nationality"],) = facts["nationalities"]
    for visa in who.things.get("visas", ()):
        visa.update(_category_for(rules, visa, facts.get("purpose", frozenset())))
    return who


def _admitted_by_no_list(rules: RuleSet, requirement: Requirement) -> Thing:
    """Return a nationality of which the State's ledger says that it needs a visa, so that no other ground is open."""
    state = rules.states.get(requirement.id.partition(".")[0].upper())
    needing = state.ledger.needs_visa if state and state.ledger else ()
    return {"nationality": min(needing)} if needing else {}


def _category_for(rules: RuleSet, visa: Thing, purpose: frozenset[str]) -> Thing:
    """Return the first category of the State's visas for *purpose*, unless a rule asks for one, or none is for it."""
    state = rules.states.get(visa.get("issuing_state", ""))
    if state is None or "category" in visa or not purpose:
        return {}
    meant = [name for name, known in state.visas.items() if purpose <= (known.purposes or frozenset())]
    return {"category": meant[0]} if meant else {}
