"""Rule sets of every kind of node, made around one traveller so that all verdicts come up.

Free rules fail nearly everybody.  So each condition is drawn until it is true or false of
the traveller at hand, as wanted; `tests/laws/reference.py` tells which it is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from crosscheck.deciding.decision import Outcome, Verdict
from crosscheck.deciding.facts import Facts, Question
from crosscheck.language.dates import NO_END, SAID_OF_MONTH_ENDS, MonthEnds
from crosscheck.language.nodes import (
    ALWAYS,
    AllOf,
    Among,
    AnyOf,
    Both,
    Branch,
    Compare,
    Condition,
    Covers,
    Fact,
    Held,
    Hours,
    InForce,
    Its,
    Literal,
    Member,
    Moment,
    NoneOf,
    Only,
    Period,
    Predicate,
    Shift,
    Term,
    Validity,
    Window,
)
from crosscheck.language.vocabulary import (
    FACT,
    FACTS,
    MODES,
    STAY_GROUNDS,
    THING,
    THING_SLOT,
    THINGS,
    FactType,
    Type,
)
from crosscheck.rulebook.ruleset import (
    Allowance,
    Coverage,
    DatedValue,
    Ground,
    Group,
    Membership,
    Notice,
    Port,
    Requirement,
    RuleSet,
    StateRules,
    VisaCategory,
)
from tests.generating.cases import Case
from tests.generating.choices import Choices, some
from tests.generating.worlds import CATEGORIES, PORT_FACTS, STATES, WORDS_IN_PLAY, a_value
from tests.laws.reference import Reading
from tests.profiles import GATE, NEIGHBOUR, UTO
from tests.rulebooks import COVERED, SOURCES, a_port_fact

GROUPS: Final = ("allies", "partners")
ORDERED: Final = ("<=", ">=", "<", ">")
_FIXED_OF_TRAVELLER: Final = ("nationality", "nationalities", "date_of_birth", "residence", "crossing.date")
"""What a ground's `for` may read: nothing that a traveller could change."""


@dataclass(frozen=True)
class Ruler:
    """Makes rules around one traveller, of whom everything is known."""

    choices: Choices
    question: Question
    anchor: int
    facts: Facts
    groups: dict[str, Group]
    unsettled: int
    """Of a hundred periods, memberships and port facts, how many are not settled."""

    # Steering -----------------------------------------------------------------------

    @property
    def reading(self) -> Reading:
        """Return the traveller as the reference reads them, showing the first document."""
        rules = RuleSet("draft", "0", "0", None, {}, self.groups, {}, {})
        question = replace(self.question, port=None)
        return Reading(Case(rules, question, self.facts), 0 if self.facts.documents else None)

    def _wanting(self, make: Callable[[], Condition], want: bool) -> Condition:
        """Return a condition that is as wanted of the traveller, if six tries find one."""
        reading, condition = self.reading, make()
        for _ in range(5):
            if reading.holds(condition.predicate, assume=not want) is want:
                break
            condition = make()
        return condition

    def conditions(self, movement: str, want: bool, least: int, most: int) -> tuple[Condition, ...]:
        """Return conditions with different keys, all true, or one of them false, as wanted."""
        count = self.choices.number(least, most)
        spoilt = self.choices.number(0, count - 1) if count and not want else -1
        made = [self._wanting(lambda: self.condition(movement), n != spoilt) for n in range(count)]
        return _with_keys(made)

    # Conditions ---------------------------------------------------------------------

    def condition(self, movement: str, depth: int = 0) -> Condition:
        """Return any condition on a fact, a list or branches."""
        choices, roll = self.choices, self.choices.number(0, 99)
        if roll < 52 or depth > 1:
            fact = choices.one(_readable(movement))
            return Condition(fact.name, self.about(Fact(fact.name), fact, movement, None), "")
        if roll < 76:
            return self.held(movement)
        if roll < 90:
            key = choices.one(("any_of", "none_of", "all_of"))
            branches = tuple(
                Branch(
                    name,
                    _with_keys([self.condition(movement, depth + 1) for _ in range(choices.number(1, 2))]),
                )
                for name in ("one", "other")[: choices.number(1, 2)]
            )
            kinds: dict[str, type[AnyOf | NoneOf | AllOf]] = {
                "any_of": AnyOf,
                "none_of": NoneOf,
                "all_of": AllOf,
            }
            return Condition(key, kinds[key](branches), "")
        if movement == "port":
            return self.held(movement)
        return self.within(movement)

    def held(self, movement: str) -> Condition:
        """Return a condition on some one thing held."""
        choices = self.choices
        thing = choices.one(THINGS)
        state = choices.one(STATES[:2]) if thing.kind == "visit" else None
        properties = [
            fact
            for fact in thing.properties
            if fact.readable
            and fact.name != "tied_to_document_shown"
            and (thing.kind, fact.name) != ("visit", "state")
        ]
        made = []
        for _ in range(choices.number(0, 2)):
            fact = choices.one(properties)
            made.append(Condition(fact.name, self.about(Its(fact.name), fact, movement, thing.kind), ""))
        if thing.kind in ("visa", "permit") and choices.whether(80):
            tied = Compare(Its("tied_to_document_shown"), "==", Literal(value=True))
            made.append(Condition("tied_to_document_shown", tied, "yes"))
        if thing.kind == "visa" and movement == "entry" and choices.whether(40):
            limit = Shift(Shift(Fact("crossing.date"), Its("duration_of_stay"), "days"), Literal(-1), "days")
            made.append(Condition("stay", Compare(Fact("stay.until"), "<=", limit), ""))
        return Condition(thing.kind, Held(thing.kind, _with_keys(made), state), "")

    def within(self, movement: str) -> Condition:
        """Return a condition on the days present in a window."""
        choices = self.choices
        state = str(self.question.entry_state if movement == "entry" else self.question.exit_state)
        first, last = ("crossing.date", "stay.until")
        if movement == "exit":
            first, last = ("ending_stay.entered_on", "crossing.date")
        limit, span = choices.one(((90, 180), (14, 30), (90, None), (30, 90), (2, 3), (42, 180)))
        counted = frozenset(some(choices, STAY_GROUNDS, 1, 2)) if choices.whether(50) else None
        begun = self.anchor - choices.one((0, 9, 60, 80)) if choices.whether(30) else None
        window = Window(limit, span, state, Fact(first), Fact(last), counted, begun)
        if choices.whether(50):
            used = self.reading.days_used(window, assume=True)
            window = replace(window, limit=max(1, used - choices.one((0, 0, 1))))
        return Condition("within", window, "")

    def about(self, term: Term, fact: FactType, movement: str, kind: str | None) -> Predicate:
        """Return a predicate on one value, of every form that its type allows."""
        choices = self.choices
        if choices.whether(8):
            return Both((self.phrase(term, fact, movement, kind), self.phrase(term, fact, movement, kind)))
        return self.phrase(term, fact, movement, kind)

    def phrase(self, term: Term, fact: FactType, movement: str, kind: str | None) -> Predicate:
        """Return what one phrase says of a value."""
        choices = self.choices
        if fact.type in (Type.DATE, Type.PARTIAL):
            return self.about_day(term, fact, movement, kind)
        if fact.absent is not None and choices.whether(12):
            word: int | str = NO_END if fact.absent in ("no end", "unlimited") else "none"
            return Compare(term, choices.one(("==", "!=")), Literal(word))
        match fact.type:
            case Type.STATES | Type.WORDS:
                return self.about_set(term, fact, movement)
            case Type.COUNT:
                number, op = choices.one((0, 1, 2, 14, 30)), choices.one((*ORDERED, "=="))
                return Compare(term, "<=" if number == 0 and op == "<" else op, Literal(number))
            case Type.FLAG:
                negated = choices.one(("==", "!=")) == "!="
                return Compare(term, "==", Literal(choices.whether(70) is not negated))
            case Type.STATE if choices.whether(45):
                on = self._day_fact(movement, kind) if choices.whether(25) else None
                return Member(term, choices.one(GROUPS), on, negated=choices.whether(30))
            case Type.STATE if choices.whether(25):
                other = Fact(choices.one(("nationality", "crossing.to", "residence")))
                return Compare(term, choices.one(("==", "!=")), other)
        options = _options(fact)
        if choices.whether(50):
            return Compare(term, choices.one(("==", "==", "!=")), Literal(choices.one(options)))
        values, negated = some(choices, options, 1, 3), choices.whether(35)
        if len(values) == 1:
            return Compare(term, "!=" if negated else "==", Literal(values[0]))
        return Among(term, frozenset(values), negated)

    def about_set(self, term: Term, fact: FactType, movement: str) -> Predicate:
        """Return what a phrase says of a set."""
        choices, options = self.choices, _options(fact)
        if choices.whether(35):
            return Only(term, frozenset(some(choices, options, 1, 3)))
        if term == Fact("nationalities") and choices.whether(15):
            return Covers(Fact("nationality"), term)
        if fact.type is Type.STATES and choices.whether(35):
            on = self._day_fact(movement, None) if choices.whether(25) else None
            return Member(term, choices.one(GROUPS), on, negated=choices.whether(40))
        part: Term = Literal(choices.one(options))
        if choices.whether(40):
            sets = {Type.STATES: ("nationality", "crossing.to", "nationalities"), Type.WORDS: ("purpose",)}
            modes = ("crossing.mode", "port.modes")
            names = modes if "on-foot" in fact.words else sets[fact.type]
            part = Fact(choices.one([name for name in names if fact.type is not Type.WORDS or name in FACT]))
        return Covers(term, part, negated=choices.whether(25))

    def about_day(self, term: Term, fact: FactType, movement: str, kind: str | None) -> Predicate:
        """Return what a phrase says of a date, the span on whichever of the two is earlier."""
        choices = self.choices
        if fact.type is Type.PARTIAL:
            years = choices.one((14, 16, 18)) * 12
            born = Shift(term, Literal(years), "months", choices.one(tuple(MonthEnds)))
            if choices.whether(70):
                return Compare(born, choices.one(ORDERED), Fact("crossing.date"))
            return Compare(term, choices.one(ORDERED), Literal(self._a_day()))
        if kind == "ticket" and term == Its("date") and choices.whether(60):
            crossing = Moment(Fact("crossing.date"), Fact("crossing.time"))
            hours = choices.one((24, 24, 0, 1, 48, -1, -24))
            return Hours(Moment(term, Its("time")), choices.one(ORDERED), crossing, hours)
        if fact.absent is not None and choices.whether(10):
            return Compare(term, choices.one(("==", "!=")), Literal(NO_END))
        if choices.whether(10):
            return InForce(self.validity(), term)
        other: Term = Literal(self._a_day())
        if choices.whether(70):
            other = self._day_fact(movement, kind)
        moved: Term = term
        if choices.whether(40):
            count, unit = choices.one(
                ((1, "months"), (3, "months"), (6, "months"), (1, "days"), (30, "days"))
            )
            ends = choices.one(tuple(MonthEnds)) if unit == "months" else MonthEnds.NOT_SETTLED
            if choices.whether(50):
                other = Shift(other, Literal(count), unit, ends)
            else:
                moved = Shift(term, Literal(count), unit, ends)
        plain = moved == term and isinstance(other, Fact | Its)
        return Compare(
            moved, choices.one((*ORDERED, "<=", ">=", *(("==", "!=") if plain else ORDERED[:2]))), other
        )

    def _day_fact(self, movement: str, kind: str | None) -> Term:
        names = ["crossing.date", "crossing.date", "document.date_of_expiry", "booking.date"]
        names += {"entry": ["stay.until"] * 2, "exit": ["ending_stay.entered_on"] * 2}.get(movement, [])
        if kind is not None and self.choices.whether(20):
            dates = [fact.name for fact in THING[kind].properties if fact.type is Type.DATE]
            if dates:
                return Its(self.choices.one(dates))
        return Fact(self.choices.one(names))

    def _a_day(self) -> int:
        return self.choices.one((self.anchor, self.question.day)) + self.choices.one((0, 1, -1, 30, -30))

    # Periods and groups -------------------------------------------------------------

    def validity(self) -> Validity:
        """Return a validity around the crossing date, a part of it perhaps not settled."""
        choices = self.choices
        if choices.whether(45):
            return ALWAYS
        periods = tuple(self.period() for _ in range(choices.number(1, 2)))
        if not choices.whether(self.unsettled):
            return Validity(periods)
        return Validity(periods if choices.whether(70) else (), (self.period(),))

    def period(self) -> Period:
        """Return a period that begins or ends near the crossing date, or is open there."""
        choices, now = self.choices, self.question.day
        first = None if choices.whether(25) else now - choices.one((0, 0, 1, 100, 1000, -1))
        last = None if choices.whether(40) else now + choices.one((0, 0, 1, 100, -1))
        return Period(first, last if last is None or first is None else max(first, last))

    def a_group(self, name: str) -> Group:
        """Return a group of States, dated, perhaps incomplete."""
        members = {code: Membership(self.validity(), SOURCES) for code in some(self.choices, STATES, 1, 3)}
        return Group(name, f"The {name}", members, complete=not self.choices.whether(self.unsettled))

    # Grounds and requirements -------------------------------------------------------

    def ground(self, name: str, movement: str, want: bool) -> Ground:
        """Return a ground that holds of the traveller, or does not."""
        choices = self.choices
        granted, allowance = self.granted(movement) if movement == "entry" else ((), None)
        spoils = not want
        concerns = self.concerns(not (spoils and choices.whether(15))) if choices.whether(35) else ()
        return Ground(
            name,
            f"The ground {name}",
            SOURCES,
            "visa-exemption",
            self.validity() if choices.whether(25) else ALWAYS,
            concerns,
            self.conditions(movement, want, 1 if spoils else 0, 3),
            granted,
            allowance,
            "Do something else." if choices.whether(30) else None,
        )

    def concerns(self, want: bool) -> tuple[Condition, ...]:
        """Return the `for` of a ground: one condition on what a traveller cannot change."""
        return (self._wanting(self._concern, want),)

    def _concern(self) -> Condition:
        fact = FACT[self.choices.one(_FIXED_OF_TRAVELLER)]
        return Condition(fact.name, self.about(Fact(fact.name), fact, "any", None), "")

    def granted(self, movement: str) -> tuple[tuple[Condition, ...], Allowance | None]:
        """Return what a ground grants, and the conditions that follow from it."""
        choices = self.choices
        if choices.whether(50):
            return (), None
        made, days, counted_from = [], None, choices.one(("entry", "day-after"))
        limit = span = None
        if choices.whether(70):
            days = choices.one((14, 30, 60))
            moved = Literal(days - (counted_from == "entry"))
            until = Shift(Fact("crossing.date"), moved, "days")
            made.append(Condition("stay", Compare(Fact("stay.until"), "<=", until), ""))
        if choices.whether(50):
            within = self.within(movement)
            assert isinstance(within.predicate, Window)
            limit, span = within.predicate.limit, within.predicate.span
            made.append(within)
        return tuple(made), Allowance(days, counted_from, limit, span)

    def requirement(self, name: str, movement: str, want: bool, *, demanded: bool) -> Requirement:
        """Return a requirement that the traveller meets, or does not; all concern them if demanded."""
        made = self._requirement(name, movement, want, demanded=demanded)
        for _ in range(2):
            outcome, _ground = self.reading.outcome(made)
            if (outcome is Outcome.NOT_MET) is not want:
                break
            made = self._requirement(name, movement, want, demanded=demanded)
        return made

    def _requirement(self, name: str, movement: str, want: bool, *, demanded: bool) -> Requirement:
        choices = self.choices
        count = choices.number(1, 3)
        meeting = choices.number(0, count - 1) if want else -1
        names = ("needs",) if count == 1 else ("first", "second", "third")[:count]
        loose = not demanded and choices.whether(40)
        return Requirement(
            name,
            f"The requirement {name}",
            "What it says.",
            SOURCES,
            tuple(
                self.ground(ground, movement, n == meeting or (want and choices.whether(20)))
                for n, ground in enumerate(names)
            ),
            self.validity() if loose else ALWAYS,
            self.conditions(movement, choices.whether(80), 1, 2) if loose else (),
        )

    def requirements(self, prefix: str, movement: str, want: bool) -> tuple[Requirement, ...]:
        """Return `document`, `permission` and perhaps another, one of them unmet unless wanted."""
        choices = self.choices
        names = ["persons", "goods"] if movement == "port" else ["document", "permission", "money"]
        names = names[: choices.number(0 if movement == "port" else 2, len(names))]
        spoilt = choices.one(names) if names and not want else None
        return tuple(
            self.requirement(
                f"{prefix}.{name}",
                movement,
                name != spoilt,
                demanded=name in ("document", "permission", spoilt) and not choices.whether(6),
            )
            for name in names
        )

    # States, port, rule set ---------------------------------------------------------

    def coverage(self) -> tuple[Coverage, ...]:
        """Return a coverage that mostly takes the traveller in, sometimes by neighbour, way, nationality or document."""
        choices = self.choices
        if choices.whether(70):
            return COVERED
        return tuple(
            Coverage(
                Period(self.question.day - choices.one((1000, 0)), None),
                frozenset({*some(choices, STATES, 2, 3), self.reading.fact("nationality")})
                if choices.whether(40)
                else None,
                frozenset({"entry", "exit"}) if choices.whether(30) else None,
                frozenset(
                    {
                        *some(choices, _options(FACT["document.type"]), 2, 3),
                        self.reading.fact("document.type"),
                    }
                )
                if choices.whether(40)
                else None,
                frozenset(some(choices, STATES, 3, 4)) if choices.whether(40) else None,
                frozenset({*some(choices, MODES[:WORDS_IN_PLAY], 1, 3), self.reading.fact("crossing.mode")})
                if choices.whether(40)
                else None,
            )
            for _ in range(choices.number(1, 2))
        )

    def state(self, code: str, wants: dict[str, bool]) -> StateRules:
        """Return one State's rules; only the movement in question is worth filling."""
        movement = "exit" if code == self.question.exit_state else "entry"
        prefix = f"{code.lower()}.{movement}"
        notices = tuple(
            Notice(
                f"{prefix}.notice",
                "A notice",
                "Mind the gap.",
                SOURCES,
                self.validity(),
                self.concerns(want=True),
            )
            for _ in range(self.choices.number(0, 1))
        )
        visas = {
            category: VisaCategory(
                None
                if self.choices.whether(self.unsettled)
                else frozenset(some(self.choices, _options(FACT["purpose"]), 1, 3)),
                SOURCES,
            )
            for category in CATEGORIES[:2]
        }
        return StateRules(
            code,
            "The border service",
            SOURCES,
            self.coverage(),
            {movement: self.requirements(prefix, movement, wants[movement])},
            {movement: notices},
            visas,
        )

    def port(self, want: bool) -> Port:
        """Return the port between the two States, its facts dated and perhaps not settled."""
        facts = {fact.name: self._port_fact(fact) for fact in PORT_FACTS if self.choices.whether(80)}
        return Port(
            GATE,
            {"en": "Gate"},
            UTO,
            NEIGHBOUR,
            tuple(replace(each, neighbours=None, modes=None) for each in self.coverage())
            if self.choices.whether(30)
            else COVERED,
            facts,
            (),
            None,
            self.requirements(GATE, "port", want),
            (),
            SOURCES,
        )

    def _port_fact(self, fact: FactType) -> tuple[DatedValue, ...]:
        now = self.question.day
        settled = not self.choices.whether(self.unsettled)
        value = a_value(self.choices, fact, self.question, self.anchor)
        change = now - self.choices.one((0, 1, -1))
        other = a_value(self.choices, fact, self.question, self.anchor)
        doubts: tuple[DatedValue, ...] = ()
        if fact.type is Type.WORDS and self.choices.whether(self.unsettled):
            of = frozenset((self.choices.one(fact.words),))
            doubts = (replace(a_port_fact(None, settled=False, first=change), of=of),)
        return (
            a_port_fact(other, last=change - 1),
            a_port_fact(value if settled else None, settled=settled, first=change),
            *doubts,
        )

    def rule_set(self, wanted: Verdict) -> RuleSet:
        """Return rules under which the traveller, all told, comes to about the verdict wanted."""
        wants = {"exit": True, "entry": True, "port": True}
        if wanted is Verdict.FAIL:
            wants[self.choices.one(("exit", "entry", "exit", "entry", "port"))] = False
        asked = str(self.question.exit_state), str(self.question.entry_state)
        states = {code: self.state(code, wants) for code in asked}
        ports = {GATE: self.port(wants["port"])}
        return RuleSet("generated", "2026.11.23", "0" * 64, None, {}, self.groups, states, ports)


def _readable(movement: str) -> tuple[FactType, ...]:
    """Return the facts that rules of *movement* may read; only a port is sure to know the direction.

    `port.has_mode` rests on an assumption that a statement may overturn: `tests/deciding/test_way_of_crossing.py` holds it.
    """
    return tuple(
        fact
        for fact in FACTS
        if fact.readable
        and fact.name != "port.has_mode"
        and fact.movement in (None, movement)
        and (fact.name != "crossing.direction" or movement == "port")
    )


def _options(fact: FactType) -> tuple[str, ...]:
    if fact.type in (Type.STATE, Type.STATES):
        return STATES
    return CATEGORIES if fact.type is Type.TEXT else fact.words[:WORDS_IN_PLAY]


def _with_keys(conditions: list[Condition]) -> tuple[Condition, ...]:
    """Return *conditions* without a second one of the same key, as a mapping has none."""
    return tuple({condition.key: condition for condition in conditions}.values())


def some_groups(
    choices: Choices, question: Question, anchor: int, facts: Facts, unsettled: int
) -> dict[str, Group]:
    """Return the groups that rules may look up."""
    ruler = Ruler(choices, question, anchor, facts, {}, unsettled)
    return {name: ruler.a_group(name) for name in GROUPS}


def settled(choices: Choices, case: Case) -> Case:
    """Return *case* under rules in which everything left open has been settled, one way or the other."""
    shown = {row[THING_SLOT["document"]["nationality"]] for row in case.facts.documents or ()}
    codes = tuple(sorted({*STATES, "none", case.facts.values.get("nationality", "none"), *(shown - {None})}))
    return replace(case, rules=_Settling(choices, codes).rule_set(case.rules))


@dataclass(frozen=True)
class _Settling:
    choices: Choices
    codes: tuple[str, ...]
    """Those that may be members of a list that is not known in full."""

    def rule_set(self, rules: RuleSet) -> RuleSet:
        states = {code: self.state(state) for code, state in rules.states.items()}
        ports = {name: self.port(port) for name, port in rules.ports.items()}
        groups = {name: self.group(group) for name, group in rules.groups.items()}
        return replace(rules, states=states, ports=ports, groups=groups)

    def group(self, group: Group) -> Group:
        members = {
            code: Membership(self.validity(member.validity), member.sources)
            for code, member in group.members.items()
        }
        if not group.complete:
            for code in self.codes:
                if code not in members and self.choices.whether(50):
                    members[code] = Membership(ALWAYS, SOURCES)
        return replace(group, members=members, complete=True)

    def validity(self, validity: Validity) -> Validity:
        if not validity.unsettled:
            return validity
        if self.choices.whether(50):
            return Validity((*validity.in_force, *validity.unsettled))
        periods = list(validity.in_force)
        for gone in validity.unsettled:
            periods = [rest for period in periods for rest in _without(period, gone)]
        return Validity(tuple(periods) or (Period(2, 1),))

    def state(self, state: StateRules) -> StateRules:
        requirements = {
            movement: tuple(map(self.requirement, found)) for movement, found in state.requirements.items()
        }
        visas = {
            category: replace(
                known,
                purposes=frozenset(some(self.choices, _options(FACT["purpose"]), 1, 2))
                if known.purposes is None
                else known.purposes,
            )
            for category, known in state.visas.items()
        }
        for category in (*CATEGORIES, "none"):
            visas.setdefault(category, VisaCategory(frozenset({"tourism"}), SOURCES))
        return replace(state, requirements=requirements, visas=visas)

    def port(self, port: Port) -> Port:
        facts = {}
        for fact in PORT_FACTS:
            known = port.facts.get(fact.name, ())
            value: Any = a_value(self.choices, fact, Question(UTO, NEIGHBOUR, 700_000), 700_000)
            facts[fact.name] = (
                *(
                    each if each.settled else replace(each, value=value, settled=True)
                    for each in known
                    if each.of is None
                ),
                a_port_fact(value),
            )
        return replace(port, facts=facts, requirements=tuple(map(self.requirement, port.requirements)))

    def requirement(self, requirement: Requirement) -> Requirement:
        return replace(
            requirement,
            validity=self.validity(requirement.validity),
            concerns=self.conditions(requirement.concerns),
            grounds=tuple(
                replace(
                    ground,
                    validity=self.validity(ground.validity),
                    concerns=self.conditions(ground.concerns),
                    needs=self.conditions(ground.needs),
                )
                for ground in requirement.grounds
            ),
        )

    def conditions(self, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(replace(each, predicate=self.predicate(each.predicate)) for each in conditions)

    def predicate(self, predicate: Predicate) -> Predicate:
        match predicate:
            case InForce(validity, on):
                return InForce(self.validity(validity), on)
            case Compare(left, op, right):
                return Compare(self.term(left), op, self.term(right))
            case Both(items):
                return Both(tuple(map(self.predicate, items)))
            case Held(kind, conditions, state):
                return Held(kind, self.conditions(conditions), state)
            case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
                kept = tuple(Branch(each.name, self.conditions(each.conditions)) for each in branches)
                return type(predicate)(kept)
            case _:
                return predicate

    def term(self, term: Term) -> Term:
        if isinstance(term, Shift) and term.month_ends is MonthEnds.NOT_SETTLED:
            return replace(term, month_ends=self.choices.one(SAID_OF_MONTH_ENDS))
        return term


def _without(period: Period, gone: Period) -> list[Period]:
    """Return what is left of *period* once the days of *gone* are taken out of it."""
    left = []
    if gone.first is not None and (period.first is None or period.first < gone.first):
        last = gone.first - 1 if period.last is None else min(period.last, gone.first - 1)
        left.append(Period(period.first, last))
    if gone.last is not None and (period.last is None or period.last > gone.last):
        first = gone.last + 1 if period.first is None else max(period.first, gone.last + 1)
        left.append(Period(first, period.last))
    return left
