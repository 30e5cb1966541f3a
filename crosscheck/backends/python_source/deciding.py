"""The function that decides a whole crossing for a traveller of whom all is known: outcomes, reasons and verdicts.

Whoever it is not for it answers with None.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from crosscheck.backends.python_source.outcomes import Answer, cases_of, write_outcome
from crosscheck.backends.python_source.steady import is_far, is_of_no_day
from crosscheck.backends.python_source.writing import KNOWN, Writer
from crosscheck.backends.verdicts import Tell
from crosscheck.decision import Outcome, PartDecision, Verdict
from crosscheck.rulebook import Group, Requirement

_PASS: Final = Verdict.PASS
_FAIL: Final = Verdict.FAIL


class Telling(Protocol):
    """Tells of one requirement why it is not met, by whatever does so for now."""

    unmet: Tell


def decided(
    requirements: Sequence[Requirement],
    groups: Mapping[str, Group],
    answer: Answer,
    told: Sequence[Telling],
    spans: Sequence[tuple[int, int]],
) -> Writer:
    """Write a function that gives the verdict, the parts, and whether it is certainly the verdict of the days beside, too.

    It fails on every day who does not meet what reads no day.
    *told* gives why each of the *requirements* is not met; *answer* all other findings.  *spans* are the parts that
    demand something: the place of the first requirement of each, and of the first that is no longer its own.  Which
    parts they are, and what notices these have, is said at each call: ports that demand the same share one function.
    """
    write = Writer(groups, KNOWN)
    name = write.constants.name
    cases = cases_of(write, requirements)
    everything = [formula for applies, grounds in cases for formula in (applies, *grounds)]
    far = is_far(write, everything, groups)
    write.share(everything)
    write.begin("decided", "view, unsettled, parts")
    write.load(write.reads(everything), 1)
    write.line(1, f"verdict = {' = '.join(f'v{n}' for n in range(len(spans)))} = {name(_PASS)}")
    lasting = {place for place, (applies, grounds) in enumerate(cases) if is_of_no_day((applies, *grounds))}
    write.line(1, "lasts = None")
    of_part = [n for n, span in enumerate(spans) for _ in range(*span)]
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
    said = "".join(f"{_part(write, n, span)}, " for n, span in enumerate(spans))
    write.line(1, f"return verdict, ({said}), lasts is not None or ({far or False})")
    write.end()
    return write


def _part(write: Writer, n: int, span: tuple[int, int]) -> str:
    """Return the text of what one part says."""
    name = write.constants.name
    findings = "".join(f"o{place}, " for place in range(*span))
    values = f"parts[{n}].part, parts[{n}].of, v{n}, ({findings}), parts[{n}].concerning(view)"
    return f"{name(tuple.__new__)}({name(PartDecision)}, ({values}))"
