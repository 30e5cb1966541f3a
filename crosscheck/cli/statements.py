"""What is stated on the command line, as a profile has it, and back: how a fact is stated there."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from crosscheck import states
from crosscheck.cli.days import in_digits
from crosscheck.decision import Decision, Reason
from crosscheck.errors import ProfileError
from crosscheck.facts import Facts
from crosscheck.profile.shape import ASKED, LISTS, PROPERTIES, SINGLE
from crosscheck.spelling import did_you_mean
from crosscheck.vocabulary import THING, THINGS, Type

VISA_FORM: Final = "ISSUER CATEGORY FROM..UNTIL [entries=N] [stay=DAYS]"
_VISA_EXAMPLE: Final = "KZ B12 2026-12-01..2027-02-28 entries=1 stay=30"
_EXTRAS: Final = {
    "entries": "entries_left",
    "stay": "duration_of_stay",
    "form": "form",
    "document": "document",
}

_OPTIONS: Final = {
    "nationality": "--nationality",
    "nationalities": "--nationality",
    "purpose": "--purpose",
    "stay.days": "--stay",
    "stay.until": "--until",
    "document.type": "--document-type",
    "document.date_of_expiry": "--document-expires",
    "on": "--on",
    "port": "--port",
    "direction": "--direction",
    "exit_state": "--from",
    "entry_state": "--to",
}
"""The option by which each fact or part of the question is stated, if it has one of its own."""


@dataclass
class Statements:
    """A profile in the making, and the option that each of its facts came from."""

    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def state(self, name: str, value: Any, origin: str) -> None:
        """State one fact; what an option says replaces what the profile file said."""
        if self.origins.get(name, origin) != origin:
            self.problems.append(
                (origin, f"`{name}` is stated by {self.origins[name]} too; leave out one of the two")
            )
            return
        self.origins[name] = origin
        heading, _, rest = name.partition(".")
        within = self.data.get(heading)
        if rest and isinstance(within, Mapping):
            self.data[heading] = {**within, rest: value}
        elif rest and heading == "visits":
            self.data[heading] = {rest: value}
        else:
            self.data[name] = value

    def told(self, path: str) -> str:
        """Return *path* as the person at the terminal knows it: the option, if one stated it."""
        for name, origin in self.origins.items():
            if path == name or path.startswith((f"{name}[", f"{name}.")):
                return origin if path == name else f"{origin} ({path})"
        if path == "document.type" or path.startswith("documents[0]."):
            return self.origins.get(path.replace("documents[0]", "document"), path)
        return path


def state_options(
    statements: Statements,
    *,
    nationality: Sequence[str],
    purpose: Sequence[str],
    stay: str | None,
    until: str | None,
    document_type: str | None,
    document_expires: str | None,
    visa: Sequence[str],
    no_visa: bool,
    assignments: Sequence[str],
) -> None:
    """Add what the options of `check` state to *statements*; problems are kept there, too."""
    several = [each for each in nationality if "," in each and states.find(each) is None]
    if several:
        apart = " ".join(f"--nationality {part.strip()}" for part in several[0].split(","))
        statements.problems.append(
            (
                "--nationality",
                f"`{several[0]}` is more than one: state each by itself, first that of the document shown: {apart}",
            )
        )
    elif nationality:
        statements.state("nationality", nationality[0], "--nationality")
        if len(nationality) > 1:
            statements.state("nationalities", list(nationality), "--nationality")
    if purpose:
        statements.state(
            "purpose", [word.strip() for part in purpose for word in part.split(",")], "--purpose"
        )
    for name, value in (
        ("stay.days", stay),
        ("stay.until", until),
        ("document.type", document_type),
        ("document.date_of_expiry", document_expires),
    ):
        if value is not None:
            statements.state(name, value, _OPTIONS[name])
    if no_visa and visa:
        statements.problems.append(("--no-visa", "a visa is stated by --visa; leave out one of the two"))
    elif no_visa:
        statements.state("visas", [], "--no-visa")
    elif visa:
        visas = [_read_visa(text, statements.problems) for text in visa]
        statements.state("visas", visas, "--visa")
    for assignment in assignments:
        _assign(statements, assignment)
    if no_visa and statements.data.get("permits") is None:
        statements.state("permits", [], "--no-visa")


def _read_visa(text: str, problems: list[tuple[str, str]]) -> dict[str, str]:
    """Return the visa that `ISSUER CATEGORY FROM..UNTIL` describes; each end may be left open."""
    words = text.split()
    periods = [number for number, word in enumerate(words) if ".." in word]
    held: dict[str, str] = {}
    if len(periods) != 1 or periods[0] < 2:
        problems.append(
            ("--visa", f"`{text}` is no visa; write it as `{VISA_FORM}`, such as `{_VISA_EXAMPLE}`")
        )
        return held
    at = periods[0]
    held["issuing_state"], held["category"] = " ".join(words[: at - 1]), words[at - 1]
    first, _, last = words[at].partition("..")
    days = (("valid_from", first), ("valid_until", last))
    held |= {name: in_digits(day) for name, day in days if day}
    for extra in words[at + 1 :]:
        name, equals, value = extra.partition("=")
        if not equals or not value or name not in _EXTRAS:
            known = ", ".join(f"{known}=" for known in _EXTRAS)
            problems.append(
                ("--visa", f"`{extra}` is not understood after the dates; there may stand {known}")
            )
        else:
            held[_EXTRAS[name]] = value
    return held


def _assign(statements: Statements, assignment: str) -> None:
    """Read one `--set fact=value`."""
    name, equals, value = (part.strip() for part in assignment.partition("="))
    origin = f"--set {name}"
    if not equals or not name or not value:
        statements.problems.append(("--set", f"`{assignment}` is not of the form fact=value"))
    elif name in ASKED:
        statements.problems.append(
            (origin, "this is part of the question: use --on, --port, --direction, --from, --to")
        )
    elif name in SINGLE or _is_of_document(name):
        fact = SINGLE.get(name) or PROPERTIES["documents"][name.removeprefix("document.")]
        is_day = fact.type in (Type.DATE, Type.PARTIAL)
        statements.state(name, in_digits(value) if is_day else value, origin)
    elif name in LISTS or re.fullmatch(r"visits\..+", name):
        if value.casefold() == "none":
            statements.state(name, [], origin)
        else:
            statements.problems.append(
                (origin, "only `none` can be said here of a list; use --visa or --profile")
            )
    elif name.partition(".")[0] in THING:
        statements.problems.append(
            (origin, "this belongs to one of several things held; use --visa or --profile")
        )
    else:
        known = [*SINGLE, *(f"document.{prop}" for prop in PROPERTIES["documents"]), *LISTS]
        meant = did_you_mean(name, known)
        statements.problems.append(
            (origin, f"no fact is called that{meant or '; `crosscheck facts` lists all'}")
        )


def _is_of_document(name: str) -> bool:
    heading, _, prop = name.partition(".")
    return heading == "document" and prop in PROPERTIES["documents"]


def ways_to_tell(decision: Decision, facts: Facts) -> tuple[str, ...]:
    """Return how each of the facts that *decision* wants could be stated, as it would be typed, in their order."""
    asked = list(decision.wanted)
    if "visas" in asked and "permits" in asked:  # --no-visa speaks of both
        asked.remove("permits")
    of_visa = [short for short, prop in _EXTRAS.items() if f"visa.{prop}" in asked]
    if of_visa:  # one option says them all
        first = asked.index(f"visa.{_EXTRAS[of_visa[0]]}")
        asked[first] = "visa." + " ".join(f"{short}=..." for short in of_visa)
        asked = [name for name in asked if name.removeprefix("visa.") not in _EXTRAS.values()]
    own = facts.values.get("nationality")
    ways = [
        way for name in asked for way in (_visas(decision) if name == "visas" else [_way_to_tell(name, own)])
    ]
    return tuple(dict.fromkeys(ways))


def _visas(decision: Decision) -> list[str]:
    """Return how to state the visas that would matter: those of the States whose visas rules ask for."""
    issuers = dict.fromkeys(_issuers(reason for reason in _open_reasons(decision)))
    named = [
        f'--visa "{state} CATEGORY FROM..UNTIL"' for state in issuers or (decision.question.entry_state,)
    ]
    return [f"--no-visa or {named[0]}", *(f"or {each}" for each in named[1:])]


def _open_reasons(decision: Decision) -> Iterator[Reason]:
    for part in decision.parts:
        for requirement in part.requirements:
            for ground in requirement.grounds:
                if ground.truth is None:
                    yield from ground.reasons


def _issuers(reasons: Iterable[Reason]) -> Iterator[str]:
    """Yield the State of every visa that is asked for and not stated."""
    for reason in reasons:
        if "visas" in reason.wanted:
            for need in reason.params.get("needed") or () if reason.message == "held" else ():
                if need["fact"] == "visa.issuing_state":
                    yield from need.get("needed") or ()
            for _, inner in reason.within:
                yield from _issuers(inner)


def _way_to_tell(name: str, own: str | None) -> str:
    """Return how the fact *name* could be stated by a national of *own*."""
    heading, _, rest = name.partition(".")
    kinds = {thing.plural: thing.kind for thing in THINGS}
    if name == "port":
        return "--port PORT"
    if heading == "visa":
        return f'--visa "... {rest}"' if "=" in rest else f'--visa "{VISA_FORM}"'
    if name in kinds or heading == "visits":
        return f"--set {name}=none"
    if heading in kinds.values():
        return f"--profile FILE ({name})"
    fact = SINGLE.get(name) or PROPERTIES["documents"].get(rest)
    example = fact.example if fact is not None else None
    if name == "document.issuing_state":
        example = own or example
    if name == "stay.until":
        return "--stay 20"
    if name in _OPTIONS:
        return f"{_OPTIONS[name]} {example}"
    return f"--set {name}={_quoted(example or '...')}"


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def raise_problems(
    statements: Statements,
    asked: Sequence[tuple[str, str]] = (),
    stated: Sequence[tuple[str, str]] = (),
    more: int = 0,
) -> None:
    """Raise one error with every problem, if there is any: of the options, of what is *asked*, of what is *stated*.

    A key `on` of a profile is no option: who is asked and who is told differ by where a problem was found.
    """
    problems = [
        *statements.problems,
        *((_OPTIONS.get(path, path), _in_options(what)) for path, what in asked),
        *((statements.told(path), what) for path, what in stated),
    ]
    if problems:
        raise ProfileError(problems, more)


def _in_options(what: str) -> str:
    """Return a sentence about the question with the options of the command line for its parts."""
    return re.sub(r"\b(exit_state|entry_state)\b", lambda match: _OPTIONS[match[0]], what)
