"""The function that decides a whole crossing for a traveller of whom all is known: outcomes, reasons and verdicts.

Whoever it is not for it answers with None.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from crosscheck.backends.python_source.outcomes import Answer, cases_of, write_outcome
from crosscheck.backends.python_source.steady import is_far, is_of_no_day
from crosscheck.backends.python_source.writing import KNOWN, Writer
from crosscheck.backends.verdicts import Tell
from crosscheck.decision import NoticeFinding, Outcome, PartDecision, Verdict
from crosscheck.facts import View
from crosscheck.rulebook import Group, Requirement

_PASS: Final = Verdict.PASS
_FAIL: Final = Verdict.FAIL


class Telling(Protocol):
    """Tells of one requirement why it is not met, by whatever does so for now."""

    unmet: Tell


class Asking(NamedTuple):
    """A part of the crossing that demands something: its requirements from the *first* up to the one at *end*."""

    part: str
    of: str
    first: int
    end: int
    notices: Callable[[View], tuple[NoticeFinding, ...]] | None


def decided(
    requirements: Sequence[Requirement],
    groups: Mapping[str, Group],
    answer: Answer,
    told: Sequence[Telling],
    parts: Sequence[Asking],
) -> Writer:
    """Write a function that gives the verdict, the parts, and whether it is certainly the verdict of the days beside, too.

    It fails on every day who does not meet what reads no day.
    *told* gives why each of the *requirements* is not met; *answer* all other findings.
    """
    write = Writer(groups, KNOWN)
    name = write.constants.name
    cases = cases_of(write, requirements)
    everything = [formula for applies, grounds in cases for formula in (applies, *grounds)]
    far = is_far(write, everything, groups)
    write.share(everything)
    write.begin("decided", "view, unsettled")
    write.load(write.reads(everything), 1)
    write.line(1, f"verdict = {' = '.join(f'v{n}' for n in range(len(parts)))} = {name(_PASS)}")
    lasting = {place for place, (applies, grounds) in enumerate(cases) if is_of_no_day((applies, *grounds))}
    write.line(1, "lasts = None")
    of_part = [n for n, part in enumerate(parts) for _ in range(part.first, part.end)]
    for place, (applies, grounds) in enumerate(cases):

        def answered(outcome: Outcome, met_by: str | None = None, place: int = place) -> None:
            if outcome is Outcome.NOT_MET:
                write.line(2, f"o{place} = {name(told[place])}.unmet(view, unsettled)")
                lasts = " = lasts" if place in lasting else ""
                write.line(2, f"verdict = v{of_part[place]}{lasts} = {name(_FAIL)}")
            else:
                given = answer(place, outcome, met_by)
                write.line(2, f"o{place} = {name(given)}{'(view)' if callable(given) else ''}")

        write_outcome(write, requirements[place], applies, grounds, answered)
    said = "".join(f"{_part(write, n, part)}, " for n, part in enumerate(parts))
    write.line(1, f"return verdict, ({said}), lasts is not None or ({far or False})")
    write.end()
    return write


def _part(write: Writer, n: int, part: Asking) -> str:
    """Return the text of what one part says."""
    name = write.constants.name
    findings = "".join(f"o{place}, " for place in range(part.first, part.end))
    notices = "()" if part.notices is None else f"{name(part.notices)}(view)"
    values = f"{name(part.part)}, {name(part.of)}, v{n}, ({findings}), {notices}"
    return f"{name(tuple.__new__)}({name(PartDecision)}, ({values}))"
