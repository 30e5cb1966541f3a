"""`formerly`: names that a requirement or a ground had, so that whoever uses one is told the new one."""

from collections.abc import Iterable, Sequence

from crosscheck.compiler.reading.findings import Findings, Hint, meant
from crosscheck.compiler.shape.shape import Fields
from crosscheck.rulebook.ruleset import Former, Ground, Requirement


def read(fields: Fields) -> tuple[Former, ...]:
    """Read what stands under `formerly`: one name, or a list of them."""
    return tuple(Former(scalar.text, span=scalar.span) for scalar in fields.words("formerly"))


def refuse_taken(requirements: Sequence[Requirement], findings: Findings) -> None:
    """A former name that somebody bears, or that two had, leads nowhere."""
    _refuse(requirements, "requirement", findings)
    for requirement in requirements:
        _refuse(requirement.grounds, "ground", findings)


def meant_by(word: str, named: Iterable[Requirement | Ground], otherwise: str | None = None) -> Hint:
    """Return the hint for a *word* that names none of *named*: what it is called now, or what is close."""
    every = tuple(named)
    if (now := new_name(word, every)) is not None:
        return f"it is called `{now}` now"
    return meant(word, [_name(each) for each in every], otherwise)


def new_name(word: str, named: Iterable[Requirement | Ground]) -> str | None:
    """Return what the one of *named* that was called *word* is called now; None if none was."""
    return next((_name(each) for each in named if any(former.name == word for former in each.formerly)), None)


def _name(each: Requirement | Ground) -> str:
    return each.id if isinstance(each, Requirement) else each.name


def _refuse(named: Sequence[Requirement | Ground], what: str, findings: Findings) -> None:
    borne = {_name(each) for each in named}
    first: dict[str, tuple[str, Former]] = {}
    for each in named:
        for former in each.formerly:
            assert former.span is not None, "what was read from a file knows where it stands"
            other, earlier = first.setdefault(former.name, (_name(each), former))
            if former.name in borne:
                hint = "a former name is one that nothing bears any more"
                findings.report("CC220", former.span, f"a {what} is called `{former.name}` now", hint)
            elif earlier is not former and earlier.span is not None:
                message = f"`{former.name}` is the former name of `{other}` already"
                hint = "keep it where most of what it meant has gone"
                findings.report("CC220", former.span, message, hint, ((earlier.span, "the first one"),))
