"""How far the grounds of a requirement are out of a traveller's reach."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crosscheck.deciding.decision import GroundFinding, Reason, Standing
from crosscheck.deciding.reasons import AmongSaid, EqualSaid, HeldSaid

_COMMON: Final = frozenset({"ordinary-passport", "identity-card", "none"})
"""Documents that people hold, or what stands for none."""
_FAR_OFF: Final = frozenset(
    {"crossing.from", "ending_stay.ground", "nationality", "nationalities", "purpose"}
)
"""What a traveller does not change to be let in; what people come for is no more theirs to choose than who they are."""


def nearest_first(grounds: Iterable[GroundFinding]) -> Sequence[GroundFinding]:
    """Return *grounds*, the one first that is the easiest to reach."""
    return sorted(grounds, key=_reach)


def _reach(ground: GroundFinding) -> tuple[bool, bool, bool, bool, int]:
    """Return how far *ground* is out of reach.

    That it would stay open even so is further than what is unmet of it; what is for others further than a thing that can
    be had; and that further than too many days, or a day too late.
    """
    stays_open = any(
        reason.standing is Standing.NOT_SETTLED
        or (reason.standing is Standing.UNSTATED and str(reason.fact).startswith("port."))
        for reason in ground.reasons
    )
    far, count = _distance(ground.telling)
    return is_for_few(ground), stays_open, far, any(_none_held(ground.telling)), count


def _distance(unmet: tuple[Reason, ...]) -> tuple[bool, int]:
    """Return how far a ground is from holding: what is for others, or for a stay on another ground, is far off."""
    return any(map(_is_far_off, unmet)), len(unmet)


def _is_far_off(reason: Reason) -> bool:
    if reason.kind == "any_of":
        return bool(reason.within) and all(any(map(_is_far_off, parts)) for _, parts in reason.within)
    return reason.fact in _FAR_OFF or str(reason.fact).startswith("port.") or _is_document_of_few(reason)


def is_for_few(ground: GroundFinding) -> bool:
    """Return whether *ground* is far from what most people have.

    It is unsettled as such, for a document that few are issued, for a permit of which none
    is held, or for another purpose and for something else besides.
    """
    telling = ground.telling
    facts = [reason.fact for reason in telling]
    return (
        is_unsettled(telling)
        or (ground.truth is False and len(facts) > 1 and "purpose" in facts)
        or "permit" in _none_held(telling)
        or any(map(_is_document_of_few, telling))
    )


def _is_document_of_few(reason: Reason) -> bool:
    """Return whether *reason* asks for a document that only few are issued."""
    said = reason.said
    if not isinstance(said, AmongSaid | EqualSaid) or said.fact != "document.type":
        return False
    return _COMMON.isdisjoint(said.needed or _COMMON)


def _none_held(reasons: Iterable[Reason]) -> Iterator[str]:
    """Yield the kinds of thing that *reasons* lack and of which none at all is held."""
    for reason in reasons:
        if isinstance(reason.said, HeldSaid) and reason.said.number == 0:
            yield reason.said.fact


def is_unsettled(reasons: Iterable[Reason]) -> bool:
    """Return whether it is the ground itself that no source settles, whatever else is open."""
    return any(reason.kind == "in_force" and reason.standing is Standing.NOT_SETTLED for reason in reasons)
