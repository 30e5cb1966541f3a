"""Facts: what the table says of each holds together."""

from crosscheck.compiler.shape import forms
from crosscheck.language.vocabulary import DOCUMENT, FACT, FACTS, THINGS, FactType, ThingType


def stated(fact: FactType, thing: ThingType | None = None) -> bool:
    """Return whether somebody can state what *fact* is derived from."""
    if thing is not None:
        return any(fact.derived_from == each.name for each in thing.properties)
    return fact.derived_from in FACT or fact.derived_from in {f"port.{key.name}" for key in forms.PORT.keys}


def test_what_is_worked_out_is_worked_out_from_what_somebody_states() -> None:
    """Whoever lacks it is asked for that: a name that nobody knows would be a question without an answer."""
    derived = [(fact, None) for fact in FACTS if fact.derived_from]
    of_things = [(each, thing) for thing in THINGS for each in thing.properties if each.derived_from]

    assert [fact.name for fact, thing in (*derived, *of_things) if not stated(fact, thing)] == []


def test_the_first_and_last_day_of_a_thing_are_among_its_properties() -> None:
    """They are compared with each other in every profile."""
    named = [(thing, name) for thing in (DOCUMENT, *THINGS) for name in thing.period or ()]

    assert [name for thing, name in named if name not in {each.name for each in thing.properties}] == []
