"""Why an outcome is what it is: every condition with its standing, and what would settle it.

The truths are those of `by_walk.py`; this file only says them.  A reason's *message*
names a sentence of `render/messages.py`; its *params* are engine values.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from crosscheck.backends.by_walk import (
    Context,
    Hand,
    Truth,
    applies,
    conjunction,
    ground_truth,
    in_force,
    rows_of,
    truth,
    value_of,
)
from crosscheck.backends.windows import window_count
from crosscheck.dates import NO_END
from crosscheck.decision import GroundFinding, Outcome, Reason, RequirementFinding, Standing
from crosscheck.expr.nodes import (
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
    InForce,
    Its,
    Literal,
    Member,
    NoneOf,
    Only,
    Predicate,
    Shift,
    Term,
    Window,
)
from crosscheck.rulebook import Allowance, Ground, Requirement
from crosscheck.vocabulary import FACT, THING, THING_SLOT, Type

Params = dict[str, Any]

_VISA = THING_SLOT["visa"]
_VISIT = THING_SLOT["visit"]
_VISIT_DAYS: Final = (_VISIT["entered_on"], _VISIT["exited_on"])
_TIED: Final = "tied_to_document_shown"


def finding(
    requirement: Requirement,
    context: Context,
    *,
    everything: bool = False,
    known: Outcome | None = None,
) -> RequirementFinding:
    """Return the outcome of *requirement* with its reasons.

    Shown are the ground that met it, or those that could have: near misses and grounds
    still open.  With *everything*, every ground and every condition.  *known* is the
    outcome where it has been worked out before: of one that is not met every ground is out.
    """
    if known is Outcome.NOT_MET and not everything:
        return _not_met(requirement, context)
    concerned = applies(requirement, context)
    truths = [ground_truth(ground, context) for ground in requirement.grounds]
    met_by = None
    if concerned is False:
        outcome = Outcome.NOT_APPLICABLE
    elif True in truths:
        outcome, met_by = Outcome.MET, requirement.grounds[truths.index(True)].name
    elif concerned is True and None not in truths:
        outcome = Outcome.NOT_MET
    else:
        outcome = Outcome.UNDETERMINED
    grounds = []
    for ground, held in zip(requirement.grounds, truths, strict=True):
        if everything or _worth_showing(ground, held, outcome, met_by, context):
            reasons = _ground_reasons(requirement.id, ground, context, everything=everything)
            grounds.append(
                GroundFinding(
                    ground.name, ground.title, held, reasons, ground.sources, ground.fix, ground.doubt
                )
            )
    if outcome is Outcome.UNDETERMINED:
        grounds.sort(key=lambda found: found.truth is False)
    return RequirementFinding(
        requirement.id,
        requirement.title,
        outcome,
        met_by,
        tuple(grounds),
        requirement.sources,
        requirement.fix,
        requirement.doubt,
        _concerns(requirement, context) if outcome is Outcome.UNDETERMINED else (),
    )


def _not_met(requirement: Requirement, context: Context) -> RequirementFinding:
    """Return the near misses of a requirement known not to be met."""
    grounds = tuple(
        GroundFinding(
            ground.name,
            ground.title,
            False,
            _ground_reasons(requirement.id, ground, context, everything=False),
            ground.sources,
            ground.fix,
            ground.doubt,
        )
        for ground in requirement.grounds
        if _worth_showing(ground, False, Outcome.NOT_MET, None, context)
    )
    return RequirementFinding(
        requirement.id,
        requirement.title,
        Outcome.NOT_MET,
        None,
        grounds,
        requirement.sources,
        requirement.fix,
        requirement.doubt,
    )


def _worth_showing(
    ground: Ground, held: Truth, outcome: Outcome, met_by: str | None, context: Context
) -> bool:
    if outcome is Outcome.NOT_APPLICABLE:
        return False
    if met_by is not None:
        return ground.name == met_by
    in_time = in_force(ground.validity, context.day)
    return held is None or (in_time is not False and conjunction(ground.concerns, context) is not False)


def _concerns(requirement: Requirement, context: Context) -> tuple[Reason, ...]:
    """Return what leaves open whether the requirement concerns this traveller at all."""
    reasons = [
        _reason(f"{requirement.id}/for/{condition.key}", condition, None, context, None)
        for condition in requirement.concerns
        if truth(condition.predicate, context) is None
    ]
    if in_force(requirement.validity, context.day) is None:
        reasons.append(_not_settled(f"{requirement.id}/in_force", requirement.id, context))
    return tuple(reasons)


def _ground_reasons(
    requirement_id: str, ground: Ground, context: Context, *, everything: bool
) -> tuple[Reason, ...]:
    prefix = f"{requirement_id}/{ground.name}"
    reasons = []
    in_time = in_force(ground.validity, context.day)
    if in_time is None:
        reasons.append(_not_settled(f"{prefix}/in_force", f"{requirement_id}/{ground.name}", context))
    elif in_time is False and everything:
        params = {"fact": "crossing.date", "actual": context.day}
        reasons.append(Reason(f"{prefix}/in_force", Standing.UNMET, "in_force", params))
    for condition in (*ground.concerns, *ground.needs, *ground.granted):
        held = truth(condition.predicate, context)
        if everything or held is not True:
            reasons.append(_reason(f"{prefix}/{condition.key}", condition, ground.allowance, context, None))
    return tuple(reasons)


def _not_settled(reason_id: str, name: str, context: Context) -> Reason:
    params = {"fact": "crossing.date", "actual": context.day}
    return Reason(reason_id, Standing.NOT_SETTLED, "in_force", params, unsettled=(name,))


def _reason(
    reason_id: str, condition: Condition, allowance: Allowance | None, context: Context, hand: Hand | None
) -> Reason:
    predicate = condition.predicate
    held = truth(predicate, context, hand)
    wanted, unsettled = missing(predicate, context, hand) if held is None else ((), ())
    if held is not None:
        standing = Standing.MET if held else Standing.UNMET
    else:
        standing = Standing.UNSTATED if wanted else Standing.NOT_SETTLED
    message, params = _say(condition, allowance, context, hand)
    return Reason(
        reason_id,
        standing,
        message,
        params,
        wanted,
        unsettled,
        _within(reason_id, predicate, allowance, context, hand),
    )


def _within(
    reason_id: str, predicate: Predicate, allowance: Allowance | None, context: Context, hand: Hand | None
) -> tuple[tuple[str, tuple[Reason, ...]], ...]:
    """Return the reasons of each thing held, or of each branch."""

    def of(conditions: Iterable[Condition], thing: Hand | None) -> tuple[Reason, ...]:
        return tuple(
            _reason(f"{reason_id}/{c.key}", c, allowance, context, thing)
            for c in conditions
            if not (c.key == _TIED and truth(c.predicate, context, thing) is True)
        )

    match predicate:
        case Held(kind, conditions, state):
            rows = rows_of(kind, state, context) or ()
            return tuple((f"{kind} {n}", of(conditions, Hand(kind, row))) for n, row in enumerate(rows, 1))
        case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
            return tuple((branch.name, of(branch.conditions, hand)) for branch in branches)
        case _:
            return ()


# What is missing --------------------------------------------------------------------


def missing(
    predicate: Predicate, context: Context, hand: Hand | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the unstated facts, and the unsettled ones, that leave *predicate* unknown.

    Only what is read inside a part that is itself unknown counts: a thing that is out for
    another reason asks for nothing.
    """
    wanted: dict[str, None] = {}
    unsettled: dict[str, None] = {}
    _missing(predicate, context, hand, wanted, unsettled)
    return tuple(wanted), tuple(unsettled)


def _missing(
    predicate: Predicate,
    context: Context,
    hand: Hand | None,
    wanted: dict[str, None],
    unsettled: dict[str, None],
) -> None:
    if truth(predicate, context, hand) is not None:
        return

    def conditions(items: Sequence[Condition], thing: Hand | None) -> None:
        if conjunction(items, context, thing) is None:
            for item in items:
                _missing(item.predicate, context, thing, wanted, unsettled)

    def terms(*parts: Term | None) -> None:
        for part in parts:
            if part is not None:
                _missing_terms(part, context, hand, wanted, unsettled)

    match predicate:
        case Compare(left, _, right):
            terms(left, right)
        case Among(term, _, _) | Only(term, _):
            terms(term)
        case Covers(whole, part, _):
            terms(whole, part)
        case Member(term, group, on, _):
            before = len(wanted) + len(unsettled)
            terms(term, on)
            if len(wanted) + len(unsettled) == before:
                unsettled[group] = None
        case InForce(_, on):
            terms(on)
            if value_of(on, context, hand) is not None:
                unsettled["in_force"] = None
        case Both(items):
            for item in items:
                _missing(item, context, hand, wanted, unsettled)
        case Held(kind, inner, state):
            rows = rows_of(kind, state, context)
            if rows is None:
                wanted[f"visits.{state}" if kind == "visit" else THING[kind].plural] = None
            for row in rows or ():
                conditions(inner, Hand(kind, row))
        case AnyOf(branches) | AllOf(branches) | NoneOf(branches):
            for branch in branches:
                conditions(branch.conditions, hand)
        case Window(_, _, state, first, last, counted, _):
            terms(first, last)
            read = _VISIT_DAYS if counted is None else (*_VISIT_DAYS, _VISIT["ground"])
            rows = rows_of("visit", state, context)
            if rows is None or any(row[slot] is None for row in rows for slot in read):
                wanted[f"visits.{state}"] = None


def _missing_terms(
    term: Term, context: Context, hand: Hand | None, wanted: dict[str, None], unsettled: dict[str, None]
) -> None:
    match term:
        case Fact(name):
            value = value_of(term, context)
            if name in context.unsettled:
                unsettled[name] = None
            elif value is None or _is_vague(value):
                wanted["port" if name.startswith("port.") else name] = None
        case Its(name) if hand is not None and value_of(term, context, hand) is None:
            if hand.kind == "visa" and name == "purposes":
                read = [each for each in ("issuing_state", "category") if hand.row[_VISA[each]] is None]
                wanted.update(dict.fromkeys(f"visa.{each}" for each in read))
                if not read:
                    unsettled["visa.purposes"] = None
            else:
                wanted[f"{hand.kind}.{'document' if name == _TIED else name}"] = None
        case Shift(base, amount, _, _):
            _missing_terms(base, context, hand, wanted, unsettled)
            _missing_terms(amount, context, hand, wanted, unsettled)
        case _:
            pass


def _is_vague(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and value[0] != value[1]


# What is said -------------------------------------------------------------------------


def _say(
    condition: Condition, allowance: Allowance | None, context: Context, hand: Hand | None
) -> tuple[str, Params]:
    predicate = condition.predicate
    if condition.key == "stay" and isinstance(predicate, Compare):
        return "stay", _stay(predicate, allowance, context, hand)
    match predicate:
        case Compare(left, op, right):
            return _say_compare(left, op, right, condition, context, hand)
        case Among(term, values, negated):
            message = "not_among" if negated else "among"
            return message, _about(term, context, hand) | {"needed": sorted(values)}
        case Member(term, group, on, negated):
            day = context.day if on is None else value_of(on, context, hand)
            named = {"group": group, "title": context.groups[group].title, "day": day}
            return "not_member" if negated else "member", _about(term, context, hand) | named
        case Covers(whole, part, negated):
            have, want = value_of(whole, context, hand), value_of(part, context, hand)
            need = None if want is None else sorted(want) if isinstance(want, frozenset) else [want]
            extra = sorted(set(need) - have) if have is not None and need is not None else []
            params = _about(whole, context, hand) | {
                "needed": need,
                "extra": extra,
                "other": _name(part, hand),
            }
            return "not_covers" if negated else "covers", params
        case Only(whole, values):
            have = value_of(whole, context, hand)
            extra = sorted(have - values) if have is not None else []
            return "only", _about(whole, context, hand) | {"needed": sorted(values), "extra": extra}
        case InForce(_, on):
            return "in_force", _about(on, context, hand)
        case Both(_):
            return "both", {"fact": _full_key(condition.key, hand), "phrase": condition.phrase}
        case Held(kind, _, state):
            rows = rows_of(kind, state, context)
            needed = [
                {"fact": f"{kind}.{c.key}", "phrase": c.phrase}
                for c in predicate.conditions
                if c.key != _TIED
            ]
            count = None if rows is None else len(rows)
            return "held", {"fact": kind, "kind": kind, "count": count, "state": state, "needed": needed}
        case AnyOf(branches):
            return "any_of", _branches(condition, branches)
        case AllOf(branches):
            return "all_of", _branches(condition, branches)
        case NoneOf(branches):
            return "none_of", _branches(condition, branches)
        case Window(limit, span, state, first, last, counted, begun):
            start, end = value_of(first, context, hand), value_of(last, context, hand)
            rows = rows_of("visit", state, context)
            least, most = (
                window_count(span, start, None if end is None else max(start, end), rows, counted, begun)
                if start is not None
                else (None, None)
            )
            return "within", {
                "fact": "within",
                "limit": limit,
                "span": span,
                "state": state,
                "least": least,
                "used": most,
                "at": end,
            }


def _branches(condition: Condition, branches: tuple[Branch, ...]) -> Params:
    return {
        "fact": condition.key,
        "branches": [branch.name for branch in branches],
        "phrase": condition.phrase,
    }


def _say_compare(
    left: Term, op: str, right: Term, condition: Condition, context: Context, hand: Hand | None
) -> tuple[str, Params]:
    params = _about(left, context, hand)
    needed = value_of(right, context, hand)
    kind = _type_of(left, hand)
    other = None if isinstance(right, Literal) else _name(right, hand)
    if kind is Type.FLAG:
        return "flag", params | {"needed": needed if op == "==" else not needed}
    if kind in (Type.DATE, Type.PARTIAL, Type.COUNT):
        message = "count" if kind is Type.COUNT else "date"
        unit = _unit_of(left, hand)
        params |= {"op": op, "needed": needed, "other": other, "unit": unit, "phrase": condition.phrase}
        if isinstance(left, Shift):
            params["shift"] = (value_of(left.amount, context, hand), left.unit)
        return message, params
    needs = None if needed is None else [needed]
    return "equal" if op == "==" else "differs", params | {"needed": needs, "other": other}


def _stay(predicate: Compare, allowance: Allowance | None, context: Context, hand: Hand | None) -> Params:
    """Return what is allowed and planned: days as the ground counts them, and the last day."""
    first, last = _first_day(predicate.right), value_of(predicate.left, context, hand)
    start = value_of(first, context, hand)
    latest = value_of(predicate.right, context, hand)
    from_entry = allowance is None or allowance.counted_from == "entry"
    days = allowance.days if allowance is not None and isinstance(allowance.days, int) else None
    if days is None and latest is not None and start is not None and latest < NO_END:
        days = latest - start + (1 if from_entry else 0)
    actual = None
    if last is not None and start is not None and last < NO_END:
        actual = last - start + (1 if from_entry else 0)
    return {
        "fact": "stay",
        "days": days,
        "counted_from": "entry" if from_entry else "day-after",
        "actual": actual,
        "first": start,
        "last": last,
        "last_day": latest,
    }


def _first_day(term: Term) -> Term:
    while isinstance(term, Shift):
        term = term.base
    return term


def _about(term: Term, context: Context, hand: Hand | None) -> Params:
    subject = _first_day(term)
    value = value_of(subject, context, hand)
    actual = sorted(value) if isinstance(value, frozenset) else value
    return {"fact": _name(subject, hand), "actual": actual}


def _name(term: Term, hand: Hand | None) -> str | None:
    match _first_day(term):
        case Fact(name):
            return name
        case Its(name):
            return _full_key(name, hand)
        case _:
            return None


def _full_key(key: str, hand: Hand | None) -> str:
    return f"{hand.kind}.{key}" if hand is not None and "." not in key else key


def _type_of(term: Term, hand: Hand | None) -> Type | None:
    match _first_day(term):
        case Fact(name):
            return FACT[name].type
        case Its(name) if hand is not None:
            return THING[hand.kind].properties[THING_SLOT[hand.kind][name]].type
        case _:
            return None


def _unit_of(term: Term, hand: Hand | None) -> str | None:
    match _first_day(term):
        case Fact(name):
            return FACT[name].unit
        case Its(name) if hand is not None:
            return THING[hand.kind].properties[THING_SLOT[hand.kind][name]].unit
        case _:
            return None
