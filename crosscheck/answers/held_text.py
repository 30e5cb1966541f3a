"""One thing that the traveller holds, as they would call it."""

from typing import Final

from crosscheck.answers.labels import day, shown
from crosscheck.answers.sentences.messages import say
from crosscheck.deciding.facts import Facts
from crosscheck.language.vocabulary import THING, THING_SLOT, Type

_NAMED_BY: Final = {"visa": "category", "permit": "kind", "paper": "kind", "companion": "relation"}


def thing_held(name: str, state: str | None, facts: Facts) -> str:
    """Return what the thing is called that reasons call *name* (`visa 1`): `the visa B12 of Kazakhstan`.

    *state* is the State of a past stay.
    """
    kind, _, number = name.partition(" ")
    held = facts.things.get(THING[kind].plural) or ()
    if isinstance(held, dict):
        rows = held.get(state, ()) if kind == "visit" else [row for each in held.values() for row in each]
    else:
        rows = held
    if kind not in _NAMED_BY or not 0 < int(number) <= len(rows):
        return name
    slots, row = THING_SLOT[kind], rows[int(number) - 1]
    called = row[slots[_NAMED_BY[kind]]]
    words = {"kind": say(f"held.{kind}"), "name": "" if called is None else called.replace("-", " ")}
    text = say("held", **words).rstrip()
    issuer = row[slots["issuing_state"]] if "issuing_state" in slots else None
    if issuer is not None:
        text = say("thing.of", thing=text, state=shown(issuer, form=Type.STATE))
    if "valid_until" in slots and row[slots["valid_until"]] is not None:
        return say("held.until", thing=text, day=day(row[slots["valid_until"]]))
    return text
