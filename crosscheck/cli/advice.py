"""How what a decision wants could be stated, as it would be typed: with placeholders, never with sample values."""

from collections.abc import Iterable, Iterator
from typing import Final

from crosscheck.cli.statements import OPTIONS
from crosscheck.cli.things import form_of, placeholder, property_at
from crosscheck.deciding.decision import Decision, Reason
from crosscheck.deciding.facts import Facts
from crosscheck.deciding.reasons import AmongSaid, EqualSaid, HeldSaid
from crosscheck.profile.shape import LISTS, SINGLE

_ASKED: Final = {"port": "--port PORT", "exit_state": "--from STATE", "entry_state": "--to STATE"}
"""How to ask for the whole crossing, of which a part was left out."""


def ways_to_tell(path: str, decision: Decision, facts: Facts) -> tuple[str, ...]:
    """Return how *path*, which *decision* on *facts* wants, could be stated.

    Of several ways the later ones begin with `or`; one that says `none` is never the first.
    """
    return tuple(_ways(path, decision, facts))


def _ways(path: str, decision: Decision, facts: Facts) -> Iterator[str]:
    plural, _, state = path.partition(".")
    if path in _ASKED:
        yield _ASKED[path]
    elif path == "visas":
        yield from _visas(decision)
        yield "or --no-visa" if facts.things.get("visas") is None else "or --no-other-visa"
    elif plural == "visas" and "[" not in path:
        yield f'--visa "{form_of(plural, state)}"'
        yield f"or --set {path}=none"
    elif plural in LISTS and "[" not in path:
        form = form_of(plural)
        yield f'--set {path}="{form}" or none' if " " in form else f"--set {path}={form} or none"
    elif path == "stay.until":
        yield "--stay NUMBER"
        yield "or --until DAY"
    elif path in OPTIONS and path != "nationalities":
        yield f"{OPTIONS[path]} {_placeholder(path)}"
    else:
        statement = f"{path}={_placeholder(path)}"
        yield f'--set "{statement}"' if "[" in path else f"--set {statement}"


def _visas(decision: Decision) -> Iterator[str]:
    """Yield how to state the visas that would matter: those of the States whose visas rules ask for."""
    asked = decision.question
    requirements = (each for part in decision.parts for each in part.requirements)
    issuers = dict.fromkeys(_issuers(reason for each in requirements for reason in each.open_reasons()))
    for number, state in enumerate(issuers or [asked.entry_state or str(asked.exit_state)]):
        yield f'{"or " if number else ""}--visa "{form_of("visas", state)}"'


def _issuers(reasons: Iterable[Reason]) -> Iterator[str]:
    """Yield the State of every visa that is asked for and not stated."""
    for reason in reasons:
        if "visas" in reason.wanted:
            for need in reason.said.needed if isinstance(reason.said, HeldSaid) else ():
                if isinstance(need, AmongSaid | EqualSaid) and need.fact == "visa.issuing_state":
                    yield from need.needed or ()
            for _, inner in reason.within:
                yield from _issuers(inner)


def _placeholder(path: str) -> str:
    """Return what stands for the value of a fact, or of a property of one thing."""
    fact = SINGLE.get(path) or property_at(path)
    assert fact is not None, path
    return placeholder(fact)
