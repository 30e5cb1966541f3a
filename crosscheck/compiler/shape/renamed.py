"""`formerly`: names that a requirement or a ground had, so that whoever uses one is told the new one."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from crosscheck.compiler.reading.findings import Findings, Hint, meant
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.source import Span
from crosscheck.rulebook.ruleset import Former, Ground, Requirement

Named: TypeAlias = Mapping[str, Requirement] | Mapping[str, Ground]
"""Requirements by id, or the grounds of one by name."""


def read(fields: Fields) -> tuple[Former, ...]:
    """Read what stands under `formerly`: one name, or a list of them."""
    return tuple(Former(scalar.text, span=scalar.span) for scalar in fields.words("formerly"))


def refuse_taken(requirements: Iterable[Requirement], findings: Findings) -> None:
    """A former name that somebody bears, or that two had, leads nowhere."""
    by_id = {each.id: each for each in requirements}
    _refuse(by_id, "requirement", findings)
    for requirement in by_id.values():
        _refuse(grounds_of(requirement), "ground", findings)


def grounds_of(requirement: Requirement) -> dict[str, Ground]:
    """Return the grounds of *requirement* by name."""
    return {ground.name: ground for ground in requirement.grounds}


def meant_by(word: str, named: Named, otherwise: str | None = None) -> Hint:
    """Return the hint for a *word* that is no name of *named*: what it is called now, or what is close."""
    now = new_name(word, named)
    return meant(word, named, otherwise) if now is None else f"it is called `{now}` now"


def new_name(word: str, named: Named) -> str | None:
    """Return what the one of *named* that was called *word* is called now; None if none was."""
    return next(
        (name for name, each in named.items() if any(former.name == word for former in each.formerly)), None
    )


def _refuse(named: Named, what: str, findings: Findings) -> None:
    first: dict[str, tuple[str, Span]] = {}
    for name, each in named.items():
        for former in each.formerly:
            assert former.span is not None, "what was read from a file knows where it stands"
            other, earlier = first.setdefault(former.name, (name, former.span))
            if former.name in named:
                hint = "a former name is one that nothing bears any more"
                findings.report("CC220", former.span, f"a {what} is called `{former.name}` now", hint)
            elif earlier != former.span:
                message = f"`{former.name}` is the former name of `{other}` already"
                hint = "keep it where most of what it meant has gone"
                findings.report("CC220", former.span, message, hint, ((earlier, "the first one"),))
