"""The function that gives the outcome of every requirement, and the ground that met it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from crosscheck.backends.python_source.formulas import Formula
from crosscheck.backends.python_source.writing import Form, Writer
from crosscheck.decision import Outcome
from crosscheck.rulebook import Group, Requirement

_LONGEST_CHAIN: Final = 50

Answer: TypeAlias = Callable[[int, Outcome, str | None], object]
"""Gives what stands for an outcome of a requirement, by its place, and the ground that met it; or what gives it of a view."""


def outcomes(
    requirements: Sequence[Requirement], groups: Mapping[str, Group], form: Form, answer: Answer
) -> Writer:
    """Write a function that gives a tuple of answers, and the places of those not met and of those open."""
    write = Writer(groups, form)
    cases = cases_of(write, requirements)
    everything = [formula for applies, grounds in cases for formula in (applies, *grounds)]
    write.share(everything)
    write.begin("outcomes")
    write.load(write.reads(everything), 1)
    write.line(1, "unmet = []")
    write.line(1, "open_ones = []")
    for place, (applies, grounds) in enumerate(cases):

        def answered(outcome: Outcome, met_by: str | None = None, place: int = place) -> None:
            given = answer(place, outcome, met_by)
            write.line(2, f"o{place} = {write.constants.name(given)}{'(view)' if callable(given) else ''}")
            if outcome is Outcome.NOT_MET:
                write.line(2, f"unmet.append({place})")
            elif outcome is Outcome.UNDETERMINED:
                write.line(2, f"open_ones.append({place})")

        write_outcome(write, requirements[place], applies, grounds, answered)
    write.line(1, f"return ({''.join(f'o{n}, ' for n in range(len(cases)))}), unmet, open_ones")
    write.end()
    return write


def cases_of(write: Writer, requirements: Sequence[Requirement]) -> list[tuple[Formula, tuple[Formula, ...]]]:
    """Return whom each requirement concerns, and what each of its grounds takes."""
    return [
        (write.formulas.applies(requirement), tuple(map(write.formulas.ground, requirement.grounds)))
        for requirement in requirements
    ]


def write_outcome(
    write: Writer,
    requirement: Requirement,
    applies: Formula,
    grounds: Sequence[Formula],
    answered: Callable[..., None],
) -> None:
    """Write what came of *requirement*; *answered* writes what follows from an outcome and the ground that met it.

    Python nests each `elif` in the one before, so that a long chain goes on in a chain of its own.
    """
    say, many_valued = write.expressions, not write.form.all_known
    if len(grounds) > _LONGEST_CHAIN:
        write.line(1, "further = 0")
    write.line(1, f"if {say.false(applies)}:")
    answered(Outcome.NOT_APPLICABLE)
    for n, (ground, formula) in enumerate(zip(requirement.grounds, grounds, strict=True)):
        if n and n % _LONGEST_CHAIN == 0:
            write.line(1, "else:")
            write.line(2, f"further = {n}")
            write.line(1, f"if further != {n}:")
            write.line(2, "pass")
        write.line(1, f"elif {say.true(formula)}:")
        answered(Outcome.MET, ground.name)
    if many_valued:
        write.line(
            1, f"elif {' and '.join((say.true(applies), *(say.false(formula) for formula in grounds)))}:"
        )
        answered(Outcome.NOT_MET)
    write.line(1, "else:")
    answered(Outcome.UNDETERMINED if many_valued else Outcome.NOT_MET)
