"""Who enters a State without a visa on one day: the same question for every nationality.

The traveller is imagined and holds one document, which is in order, and nothing else; see
`docs/matrix.md`.  What the rules say of him is asked of `deciding/evaluating/evaluator.py`, as for any
other traveller.  A fact that this leaves open makes the answer undetermined, never yes.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

from crosscheck.deciding.coverage import Covered, no_rules_for
from crosscheck.deciding.decision import Outcome
from crosscheck.deciding.evaluating.evaluator import Evaluator
from crosscheck.deciding.evaluating.truth import all_true, any_true
from crosscheck.deciding.explaining.evidence import entries, rests_on
from crosscheck.deciding.facts import EVERYWHERE, View
from crosscheck.language.dates import NO_END, add_months
from crosscheck.language.nodes import Member
from crosscheck.language.states import NATIONALITIES
from crosscheck.language.trees import nodes_in
from crosscheck.language.validity import Truth, in_force
from crosscheck.language.vocabulary import MODES, THINGS, VIEW
from crosscheck.rulebook.citation import Grade, weakest
from crosscheck.rulebook.ruleset import Allowance, Ground, Requirement, RuleSet

AGE: Final = 30
"""The years of the traveller: of age for everything that is asked by age."""
_LONG: Final = 3_660
"""A stay of ten years, beyond which the length of one that is limited is not looked for."""


class WithoutVisa(StrEnum):
    """Whether a nationality enters without a visa."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a matrix is about: which State is entered, for which purposes, on which document."""

    entering: str
    purposes: frozenset[str] = frozenset({"tourism"})
    document_type: str = "ordinary-passport"


class Position(NamedTuple):
    """One nationality on one day.

    *ground* is the name of the one that lets somebody stay longest, or of the first that
    is open.  *max_days* is the longest stay as that ground counts its days, None where it
    sets none; *window* is `90/180` or `90/year`.  *evisa*: whether a visa for the purpose
    is issued electronically; None where that is not known.  *sources* are what this rests
    on, and *grade* is that of the weakest of them.
    """

    nationality: str
    without_visa: WithoutVisa
    ground: str | None = None
    max_days: int | None = None
    window: str | None = None
    evisa: bool | None = None
    sources: tuple[str, ...] = ()
    grade: Grade | None = None


class Matrix:
    """The positions under one rule set, of whoever comes from where and in a way that its rules cover.

    Raises:
        UncoveredError: No State of the rules is entered.
    """

    def __init__(self, rules: RuleSet, asked: Asked) -> None:
        if asked.entering not in rules.states:
            raise no_rules_for((asked.entering,), rules)
        self.rules, self.asked = rules, asked
        self.state = rules.states[asked.entering]
        self._evaluator = Evaluator(rules.groups)
        self._covered = Covered(self.state.covered, "entry")
        wanted = f"{asked.entering.lower()}.entry.permission"
        demands = self.state.requirements.get("entry", ())
        self.permission: Requirement | None = next((each for each in demands if each.id == wanted), None)

    def on(self, day: int) -> tuple[Position, ...]:
        """Return the position of every nationality on *day*."""
        return tuple(self.position(nationality, day) for nationality in NATIONALITIES)

    def position(self, nationality: str, day: int) -> Position:
        """Return the position of one nationality on *day*."""
        view = self.view(nationality, day, last=day)
        evisa, issued = self._electronic(view, nationality, day)
        if self.permission is None or self._covered.covers(view) is False:
            return Position(nationality, WithoutVisa.UNDETERMINED, evisa=evisa or None)
        permission = self.permission
        outcome = self._evaluator.judge(permission)(view).outcome
        ground: Ground | None = None
        days: int | None = None
        if outcome is Outcome.MET:
            answer = WithoutVisa.YES
            holding = [each for each in permission.grounds if self.holds(each, view)]
            lengths = [self._longest(each, nationality, day) for each in holding]
            place = max(range(len(holding)), key=lambda n: NO_END if lengths[n] is None else lengths[n] or 0)
            ground, days = holding[place], lengths[place]
            cited = rests_on(ground, view, self.rules.groups)
        elif outcome is Outcome.NOT_MET:
            answer = WithoutVisa.NO
            cited = (*permission.sources, *self._missing_from(permission, nationality, view, day), *issued)
        else:
            answer = WithoutVisa.UNDETERMINED
            left = [each for each in permission.grounds if self.holds(each, view) is None]
            ground = left[0] if left else None
            resting = (rests_on(each, view, self.rules.groups) for each in left)
            cited = (*(source for cited in resting for source in cited), *issued)
        window = _window(ground.allowance) if ground is not None and answer is WithoutVisa.YES else None
        cited = tuple(dict.fromkeys(cited))
        grade = weakest(cited, self.rules.sources)
        return Position(
            nationality, answer, ground.name if ground else None, days, window, evisa, cited, grade
        )

    def holds(self, ground: Ground, view: View) -> Truth:
        """Return whether *ground* holds for a traveller."""
        return self._evaluator.ground(ground)(view, None)

    def view(self, nationality: str, day: int, *, last: int) -> View:
        """Return what rules see of the imagined traveller of *nationality*, who stays from *day* to *last*."""
        born = add_months(day, -12 * AGE)
        known: dict[str, Any] = {
            "crossing.date": day,
            "crossing.to": self.asked.entering,
            "nationality": nationality,
            "nationalities": frozenset({nationality}),
            "residence": nationality,
            "date_of_birth": (born, born),
            "purpose": self.asked.purposes,
            "stay.until": last,
            "document.type": self.asked.document_type,
            "document.issuing_state": nationality,
            "document.date_of_expiry": NO_END,
            "document.blank_pages": 99,
            "port.class": "international",
            "port.open_to_travellers": True,
            "port.modes": frozenset(MODES),
            **{thing.plural: () for thing in THINGS},
            "visits": {EVERYWHERE: ()},
        }
        return tuple([known.get(name) for name in VIEW])

    def _longest(self, ground: Ground, nationality: str, day: int) -> int | None:
        """Return the days of the longest stay under *ground*, as it counts them; None: no limit.

        A stay of one day is known to pass.  What the grant allows is tried first.
        """
        allowance = ground.allowance or Allowance(None)

        def passes(days: int) -> bool:
            last = NO_END if days >= NO_END else day + days - 1
            return self.holds(ground, self.view(nationality, day, last=last)) is True

        uncounted = 1 if isinstance(allowance.days, int) and allowance.counted_from != "entry" else 0
        granted = allowance.days + uncounted if isinstance(allowance.days, int) else NO_END
        bound = min(granted, NO_END if allowance.limit is None else allowance.limit)
        if passes(bound):
            return None if bound >= NO_END else bound - uncounted
        good, bad = 1, min(bound, _LONG)
        while bad - good > 1:
            middle = (good + bad) // 2
            good, bad = (middle, bad) if passes(middle) else (good, middle)
        return good - uncounted

    def _missing_from(
        self, permission: Requirement, nationality: str, view: View, day: int
    ) -> tuple[str, ...]:
        """Return who says that no exemption names this nationality on that day.

        They are those of its entries in lists, ended or not yet begun, and of the ledger that has it in need of a visa.
        """
        read = nodes_in(tuple(ground.concerns for ground in permission.grounds), Member)
        cited = [
            source
            for _, entry in entries(read, view, self.rules.groups)
            if in_force(entry.validity, day) is not True
            for source in entry.sources
        ]
        ledger = self.state.ledger
        if ledger is not None and nationality in ledger.needs_visa:
            cited.extend(ledger.sources)
        return tuple(cited)

    def _electronic(self, view: View, nationality: str, day: int) -> tuple[bool | None, tuple[str, ...]]:
        """Return whether a visa for the purpose is issued electronically, and who says so."""
        if nationality == self.asked.entering:
            return False, ()
        truths: list[Truth] = []
        for category in self.state.visas.values():
            if (electronic := category.electronic) is None:
                continue
            covered = None if category.purposes is None else self.asked.purposes <= category.purposes
            concerned = self._evaluator.concerns(electronic)(view, None)
            truths.append(all_true((covered, concerned)))
            if truths[-1] is True:
                listed = entries(nodes_in(electronic.concerns, Member), view, self.rules.groups)
                return True, (*electronic.sources, *(cited for _, each in listed for cited in each.sources))
        return any_true(truths), ()


def _window(allowance: Allowance | None) -> str | None:
    if allowance is None or allowance.limit is None:
        return None
    return f"{allowance.limit}/{allowance.span or 'year'}"
