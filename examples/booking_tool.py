"""Check a booking: every traveller in it, on one crossing, with a summary for the agent.

    python examples/booking_tool.py examples/booking.json

Exit status: 0 if everybody's documents are in order, 1 if somebody's are not, 3 if
something is still to be asked, 2 if the booking (or a traveller in it) cannot be read,
4 if the rules do not cover somebody.  The worst one counts: 2, 1, 4, 3, 0.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import crosscheck
from crosscheck import Decision, Journey, ProfileError, Rulebook, UncoveredError, Verdict

WORST_FIRST = (2, 1, 4, 3, 0)
STATUS = {Verdict.PASS: 0, Verdict.FAIL: 1, Verdict.CONDITIONAL: 3}


def main(arguments: list[str]) -> int:
    """Check the booking in the file named, print the summary, and return the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("usage: booking_tool.py BOOKING.json\n")
        return 2
    try:
        booking = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        names = [str(traveller["name"]) for traveller in booking["travellers"]]
        journeys = [journey(booking, traveller) for traveller in booking["travellers"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"the booking cannot be read: {error!r}\n")
        return 2

    rulebook = crosscheck.load_rulebook()  # once for the life of the program, not for each booking
    statuses = {0}
    for name, answer in zip(names, rulebook.check_many(journeys), strict=True):
        status, lines = summary(rulebook, answer)
        statuses.add(status)
        print(f"{name}: " + "\n    ".join(lines))
    print(f"Documents only; admission is the officer's decision. Rules {rulebook.version}.")
    return next(status for status in WORST_FIRST if status in statuses)


def journey(booking: dict[str, Any], traveller: dict[str, Any]) -> Journey:
    """Return what is asked for one traveller: the crossing is the booking's, the facts are theirs."""
    return Journey(
        profile=traveller["profile"],
        on=booking["on"],
        port=booking.get("port"),
        direction=booking.get("direction"),
        exit_state=booking.get("from"),
        entry_state=booking.get("to"),
    )


def summary(rulebook: Rulebook, answer: Decision | crosscheck.CrosscheckError) -> tuple[int, list[str]]:
    """Return the exit status for one traveller, and what to tell the agent."""
    match answer:
        case Decision():
            return STATUS[answer.verdict], [headline(answer), *obstacles(rulebook.to_dict(answer))]
        case UncoveredError():
            return 4, ["NOT COVERED", answer.sentence]
        case ProfileError():
            return 2, ["CANNOT BE READ", *answer.lines()]
        case _:
            raise answer


def headline(decision: Decision) -> str:
    """Return the verdict in a line, and what it is on; whatever is still wanted is asked for by name."""
    match decision.verdict:
        case Verdict.PASS:
            sides = [side for side in ("exit", "entry") if side in decision.not_asked]
            return "IN ORDER" + (f", but for the {sides[0]}, which was not asked" if sides else "")
        case Verdict.FAIL:
            return "NOT IN ORDER"
        case Verdict.CONDITIONAL:
            return "NOT DECIDED" + (f"; ask for {', '.join(decision.wanted)}" if decision.wanted else "")


def obstacles(decision: dict[str, Any]) -> Iterable[str]:
    """Yield each requirement that is not met, with the near misses that a traveller can do something about."""
    for part in (*decision["sides"], *decision["places"]):
        for requirement in part["requirements"]:
            if requirement["outcome"] != "not_met":
                continue
            yield f"not met: {requirement['title']} ({requirement['id']})"
            grounds = requirement["grounds"]
            for ground in [ground for ground in grounds if ground["fix"]] or grounds:
                unmet = [reason["text"] for reason in ground["reasons"] if reason["standing"] == "unmet"]
                yield f"  {ground['title']}: {' '.join(unmet)}"
                if ground["fix"]:
                    yield f"    way out: {ground['fix']}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
