"""An interview: what a decision wants is stated as somebody has it, again and again, until it is decided.

The whole of what is true of somebody is a profile; they begin by stating a part of it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from crosscheck.cli.statements import Statements, raise_problems, state_options
from crosscheck.deciding.crossing import Checker
from crosscheck.deciding.decision import Decision, Verdict
from crosscheck.deciding.facts import Facts, Question
from crosscheck.deciding.stated import labels
from crosscheck.language.errors import ProfileError, UncoveredError
from crosscheck.language.vocabulary import PORT_FACTS, SLOT
from crosscheck.profile.paths import stated_at
from crosscheck.profile.reading import read_profile
from crosscheck.profile.shape import BY_STATE, LISTS, PROPERTIES
from tests.generating.choices import Choices
from tests.generating.profile_again import facts_to_profile

LONGEST: Final = 200
"""More answers than anybody has."""

Profile = Mapping[str, Any]
Answer = Callable[[Profile, str, Any], Profile]
"""States a value at a path of a profile."""


@dataclass
class Interview:
    """Somebody at one crossing: *whole* is all that is true of them, *asked* what they were asked so far."""

    checker: Checker
    question: Question
    whole: Facts
    choices: Choices
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Decide about the whole of them."""
        self.profile = facts_to_profile(self.whole)
        self.expected = self.verdict_on(self.whole)

    def verdict_on(self, facts: Facts) -> Verdict | None:
        """Return the verdict; None where it is not covered."""
        try:
            return self.checker.verdict(self.question, facts)
        except UncoveredError:
            return None

    def held(self, facts: Facts) -> None:
        """Ask of someone who states *facts* of themselves; raise where a law of advice does not hold."""
        profile: Profile = facts_to_profile(facts)
        for _ in range(LONGEST):
            facts = _read(profile, self.question)
            try:
                decision = self.checker.check(self.question, facts)
            except UncoveredError:
                if self.expected is None:
                    return
                assumed = "crossing.mode" not in facts.values  # one that the port has, whatever else is named
                assert assumed, "what is covered in the end is said not to be"
                profile = self._corrected(profile, "crossing.mode")
                continue
            untrue = self._untrue(decision, facts)
            if decision.verdict is not Verdict.CONDITIONAL:
                assert decision.wanted == ()
                assert untrue or decision.verdict is self.expected, (decision.verdict, self.expected)
            if decision.wanted:
                profile = self._answered(profile, facts, self.choices.one(decision.wanted))
            elif untrue:
                profile = self._corrected(profile, untrue[0])
            else:
                assert decision.verdict is self.expected, (decision.verdict, self.expected)
                return
        raise AssertionError(f"no end: {self.asked[-9:]}")

    # Answers ------------------------------------------------------------------------

    def _answered(self, profile: Profile, facts: Facts, path: str) -> Profile:
        """Return *profile* with the answer to *path*, which says the same at every door."""
        assert path not in self.asked, f"{path} is asked twice"
        self.asked.append(path)
        if path == "port":  # whoever crosses at none can tell what it would be
            for name in PORT_FACTS:
                profile = stated_at(profile, name, self._value(name), instead=True)
            return profile
        heading = path.partition(".")[0]
        if facts.documents is None and heading in ("document", "nationality"):
            one = len(self.whole.documents or ()) == 1
            if not one and not (path == "nationality" and path in self.profile):
                return stated_at(profile, "documents", self.profile["documents"])
        value = self._value(path)
        assert value is not None, f"{path} is asked of somebody of whom all is known"
        if path.partition(".")[0] in ("visas", "permits") and "[" not in path:
            known = labels(
                facts.documents or ()
            )  # nothing can be tied to a document that was not told of yet
            value = [
                {name: each for name, each in row.items() if name != "document" or each in known}
                for row in value
            ]
        try:
            told = stated_at(profile, path, value, instead=True)
        except ValueError as error:
            raise AssertionError(f"{path} is asked where it cannot be told: {error}") from error
        read = _read(told, self.question)
        typed = _typed(profile, path, value)
        assert _views(typed, self.question) == _views(told, self.question), path
        if path not in profile:  # a key of a profile may be a path
            assert path in ("visas", "date_of_birth") or (
                _read({**profile, path: value}, self.question) == read
            ), path
        return told

    def _value(self, path: str) -> Any:
        """Return what the whole of them has at *path*, as a profile says it."""
        name, _, place = path.partition("[")
        plural, _, state = name.partition(".")
        rows: Any = self.profile.get("documents" if plural == "document" else plural)
        if name == "nationality" and name not in self.profile:
            return self.profile["documents"][0]["nationality"]
        if plural == "document":
            return rows[0].get(state)
        if state and plural in BY_STATE:
            rows = [row for row in rows if row[BY_STATE[plural]] == state]
        elif state:
            return (rows or {}).get(state)
        if not place:
            return rows
        number, _, prop = place.partition("].")
        return rows[int(number)].get(prop)

    # Assumptions --------------------------------------------------------------------

    def _untrue(self, decision: Decision, facts: Facts) -> list[str]:
        """Return what is assumed and not true of the whole of them."""
        layout = self.checker._layout
        here, there = (layout.situation(self.question, each).views[0] for each in (facts, self.whole))
        untrue = {
            "nationalities": here[SLOT["nationalities"]] != there[SLOT["nationalities"]],
            "crossing.mode": there[SLOT["port.has_mode"]] is not True,
            "ending_stay.document": "ending_stay.document" in self.whole.values,
            "visas.document": len(self.whole.documents or ()) > 1,
        }
        return [name for name in decision.assumed if untrue[name]]

    def _corrected(self, profile: Profile, name: str) -> Profile:
        path = "documents" if name == "visas.document" else name
        assert path not in self.asked, f"{path} is assumed after it was told"
        self.asked.append(path)
        if path == "documents":
            profile = {key: value for key, value in profile.items() if key != "document"}
        return stated_at(profile, path, self._value(path), instead=True)


def _read(profile: Profile, question: Question) -> Facts:
    """Return the facts of *profile*: whatever is true of somebody is taken."""
    try:
        return read_profile(profile, day=question.day)
    except ProfileError as error:
        raise AssertionError(f"refused: {error}") from error


def _views(profile: Profile, question: Question) -> list[tuple[Any, ...]]:
    """Return what is seen of a profile, whatever the order of visas and whether they are stated by State."""
    views = _read(profile, question).stated.views
    visas = [view[SLOT["visas"]] for view in views]
    ordered = [sorted(rows, key=repr) if rows else rows for rows in visas]
    return [
        (*view[: SLOT["visas"]], rows, *view[SLOT["visas"] + 1 : SLOT["paths"]])
        for view, rows in zip(views, ordered, strict=True)
    ]


def _typed(profile: Profile, path: str, value: Any) -> Profile:
    """Return *profile* with *value* at *path*, stated as on the command line."""
    plural = path.partition(".")[0]
    is_list = plural in LISTS and "[" not in path
    if is_list and not value:
        assignments = [f"{path}=none"]
    elif is_list:
        if (
            path == "visas"
        ):  # the whole list is told anew: beside --no-other-visa the options say what it holds
            profile = {key: told for key, told in profile.items() if key != path}
        by_state: Counter[str] = Counter()
        assignments = []
        for place, row in enumerate(value):
            state = row["issuing_state"] if path == "visas" else ""
            at = f"{path}.{state}[{by_state[state]}]" if state else f"{path}[{place}]"
            by_state[state] += 1
            assignments += _of_thing(path, at, row)
    else:
        assignments = [f"{path}={_text(value)}"]
    nothing: dict[str, Any] = dict.fromkeys(("stay", "until", "document_type", "document_expires"))
    statements = Statements(data=dict(profile))
    state_options(
        statements,
        nationality=(),
        purpose=(),
        visa=(),
        no_visa=False,
        no_other_visa=path == "visas" and bool(value),
        assignments=assignments,
        **nothing,
    )
    try:
        raise_problems(statements, Statements())
    except ProfileError as error:
        raise AssertionError(f"refused: {error}") from error
    return statements.data


_FIRST: Final = {
    "visas": ("issuing_state", "category"),
    "permits": ("issuing_state", "kind"),
    "papers": ("kind",),
    "tickets": ("to",),
    "companions": ("relation",),
    "documents": ("type",),
    "visits": (),
}
_PERIODS: Final = {"visits": ("entered_on", "exited_on")}


def _of_thing(path: str, at: str, row: Mapping[str, Any]) -> list[str]:
    """Return the assignments that state one thing: a line of words, and by its own path what holds a space."""
    plural = path.partition(".")[0]
    first = _FIRST[plural][path.startswith("visas.") :]
    period = _PERIODS.get(plural, ("valid_from", "valid_until"))
    texts = {name: _text(value) for name, value in row.items()}
    apart = {name: text for name, text in texts.items() if " " in text}
    words = [texts[name] for name in first]
    if period[0] in PROPERTIES[plural]:
        words.append("..".join(texts.get(name, "") if name not in apart else "" for name in period))
    extras = set(texts) - set(first) - set(period) - set(apart) - {BY_STATE.get(plural)}
    words += [f"{name}={texts[name]}" for name in sorted(extras)]
    return [f"{path}={' '.join(words)}", *(f"{at}.{name}={text}" for name, text in apart.items())]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
