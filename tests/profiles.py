"""Builders of questions and facts: whole and valid until a test changes one thing.

The law is invented and belongs to State UTO (utopia); its neighbour is KZ, its port `gate`.
"""

from datetime import date
from typing import Any, Final

from crosscheck.deciding.facts import Direction, Facts, Question, Row, Side
from crosscheck.language.vocabulary import DOCUMENT, THING

UTO: Final = "UTO"
NEIGHBOUR: Final = "KZ"
GATE: Final = "gate"


def day(text: str) -> int:
    """Return `2026-12-01` as the engine holds it."""
    return date.fromisoformat(text).toordinal()


CROSSING: Final = day("2026-12-01")


def a_question(
    on: int | str = CROSSING,
    *,
    exit_state: str = NEIGHBOUR,
    entry_state: str = UTO,
    port: str | None = None,
    direction: Direction | None = None,
    require: tuple[Side, ...] = (),
) -> Question:
    """Return the question of someone who enters UTO from its neighbour."""
    when = day(on) if isinstance(on, str) else on
    return Question(exit_state, entry_state, when, port, direction, require=require)


def a_thing(kind: str, **properties: Any) -> Row:
    """Return a row of *kind* with *properties*; all else about it is unstated."""
    thing = DOCUMENT if kind == "document" else THING[kind]
    known = {fact.name for fact in thing.properties}
    assert set(properties) <= known, f"no property of a {kind}: {sorted(set(properties) - known)}"
    return tuple(properties.get(fact.name) for fact in thing.properties)


def a_passport(**changes: Any) -> Row:
    """Return an ordinary passport of UTO, valid for years."""
    return a_thing(
        "document",
        **{
            "nationality": UTO,
            "type": "ordinary-passport",
            "issuing_state": UTO,
            "date_of_issue": day("2020-05-01"),
            "date_of_expiry": day("2030-05-01"),
            "blank_pages": 12,
        }
        | changes,
    )


def a_visa(**changes: Any) -> Row:
    """Return a visa of UTO for one entry in December 2026."""
    return a_thing(
        "visa",
        **{
            "issuing_state": UTO,
            "category": "B12",
            "form": "sticker",
            "valid_from": CROSSING,
            "valid_until": day("2026-12-31"),
            "entries_left": 1,
            "duration_of_stay": 30,
        }
        | changes,
    )


def a_visit(
    entered_on: int | str | None, exited_on: int | str | None, ground: str | None = "visa-exemption"
) -> Row:
    """Return a past stay in UTO."""
    first, last = (day(each) if isinstance(each, str) else each for each in (entered_on, exited_on))
    return a_thing("visit", state=UTO, entered_on=first, exited_on=last, ground=ground)


def a_profile(*documents: Row, things: dict[str, Any] | None = None, **values: Any) -> Facts:
    """Return the facts of a tourist from UTO's neighbour; `stay__until` stands for `stay.until`."""
    stated = {name.replace("__", "."): value for name, value in values.items()}
    standing: dict[str, Any] = {"purpose": frozenset({"tourism"}), "nationalities": frozenset({NEIGHBOUR})}
    held = documents or (a_passport(nationality=NEIGHBOUR, issuing_state=NEIGHBOUR),)
    merged = {name: value for name, value in (standing | stated).items() if value is not None}
    return Facts(merged, held, things or {})
