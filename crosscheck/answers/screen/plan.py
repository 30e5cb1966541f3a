"""Which document to show to whom, where there is a choice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from crosscheck.answers.labels import document_type, shown
from crosscheck.answers.screen.heading import states
from crosscheck.answers.sentences.messages import say
from crosscheck.deciding.decision import Decision, Plan
from crosscheck.deciding.facts import Facts, Side
from crosscheck.language.dates import NO_END
from crosscheck.language.spoken.sentences import state_name
from crosscheck.language.vocabulary import DOCUMENT, THING_SLOT

_DOCUMENT: Final = THING_SLOT[DOCUMENT.kind]


def plan_texts(decision: Decision, facts: Facts) -> Iterator[str]:
    """Yield which document to show to which State, and the next best choice; nothing where there is no choice."""
    held, plan = facts.documents or (), decision.plan
    places = _shown(decision, plan)
    if len(held) < 2 or not places:
        return
    if len(places) > 1 and len(set(places.values())) == 1:
        yield say("plan.both", document=_document(held, places["exit"]))
    else:
        for side, place in places.items():
            yield say(f"plan.{side}", document=_document(held, place), state=states(decision)[side])
    if decision.next_best is not None and _shown(decision, decision.next_best) != places:
        key = "plan.equal" if decision.next_best.verdict is plan.verdict else "plan.worse"
        verdict = say(f"verdict.word.{decision.next_best.verdict}")
        yield say(key, verdict=verdict, document=_pair(held, _shown(decision, decision.next_best).values()))


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
