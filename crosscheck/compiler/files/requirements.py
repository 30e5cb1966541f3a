"""Requirements, grounds and notices of a State or a port."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from crosscheck.compiler.meaning import citing, conditions, grants, validity
from crosscheck.compiler.meaning.grants import Grant
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.nodes import Mapping
from crosscheck.compiler.shape import forms, kinds, renamed, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.dates import MonthEnds
from crosscheck.language.nodes import Condition, Held
from crosscheck.language.source import Span
from crosscheck.language.trees import facts_read
from crosscheck.language.vocabulary import FACTS, Teller
from crosscheck.rulebook.ruleset import Conditions, Ground, Notice, NoticeKind, Requirement

_UNCHANGEABLE: Final = {fact.name for fact in FACTS if not fact.changeable or fact.teller is Teller.QUESTION}
"""What a traveller cannot change: all that may decide whose a ground is."""

_OF_A_GROUND: Final = ("in_short", "apply")


@dataclass(frozen=True, slots=True)
class Built:
    """A requirement, and the grants its grounds were built from."""

    requirement: Requirement
    grants: tuple[Grant | None, ...]

    def endings(self, state: str) -> tuple[tuple[str, Conditions], ...]:
        """Return what `ending_stay: within its grant` stands for, ground by ground."""
        pairs = zip(self.requirement.grounds, self.grants, strict=True)
        return tuple((ground.name, grants.on_exit(ground, grant, state)) for ground, grant in pairs)


def read_requirement(mapping: Mapping, id_: str, scope: Scope) -> Built:
    """Read the mapping of a file of the kind `requirement`; its id has been checked."""
    fields = Fields(mapping, "a requirement", forms.REQUIREMENT, scope.findings)
    inner = _with_month_ends(fields, scope)
    law = _law(fields, inner)
    span = fields.value_span("requirement")
    if ("needs" in fields) == ("met_by" in fields):
        message, hint = "nothing says how this is met", "add `needs:`, or `met_by:` with its grounds"
        if "needs" in fields:
            message = "a requirement has either `needs` or `met_by`, not both"
            hint = "put the `needs` into each ground"
        fields.report("CC404", "met_by", message, hint)
    if "met_by" in fields:
        if "grants" in fields:
            message = "a ground grants a stay, not a requirement that has grounds"
            fields.report("CC406", "grants", message)
        for name in _OF_A_GROUND:
            if name in fields:
                message = f"`{name}` is said of a ground, not of a requirement that has grounds"
                fields.report("CC404", name, message, "move it into the ground that it is about")
        built = _grounds(fields, inner)
    else:
        ground = partial(Ground, "needs", law["title"], law["sources"], span=span, **_words(fields))
        built = [_complete(ground, fields, inner)]
    grounds, granted = tuple(ground for ground, _ in built), tuple(grant for _, grant in built)
    says = fields.text("says") or ""
    return Built(Requirement(id=id_, says=says, grounds=grounds, span=span, **law), granted)


def _law(fields: Fields, scope: Scope) -> dict[str, Any]:
    """Read what requirements and grounds have in common."""
    return {
        "title": fields.text("title") or "",
        "sources": citing.read(fields, scope.names),
        "validity": validity.read(fields),
        "concerns": conditions.under(fields, "for", scope),
        "fix": fields.text("fix"),
        "doubt": fields.text("doubt"),
        "formerly": renamed.read(fields),
    }


def _words(fields: Fields) -> dict[str, Any]:
    """Read what a ground tells a traveller beside its law."""
    return {"in_short": fields.text("in_short"), "apply": _address(fields)}


def _address(fields: Fields) -> str | None:
    """Read the official address under `apply`."""
    address = fields.text("apply")
    if address is not None and not shape.is_like(address, kinds.ADDRESS):
        message, hint = (
            f"`{address[:60]}` is no address to send anybody to",
            kinds.ADDRESS["patternErrorMessage"],
        )
        fields.findings.report("CC317", fields.value_span("apply"), message, hint)
        return None
    return address


def read_notice(mapping: Mapping, id_: str, scope: Scope) -> Notice:
    """Read the mapping of a file of the kind `notice`; its id has been checked."""
    fields = Fields(mapping, "a notice", forms.NOTICE, scope.findings)
    return Notice(
        id=id_,
        kind=NoticeKind(fields.choice("kind") or NoticeKind.KNOW),
        title=fields.text("title") or "",
        text=fields.text("text") or "",
        first=fields.choice("first") == "yes",
        apply=_address(fields),
        sources=citing.read(fields, scope.names),
        validity=validity.read(fields),
        concerns=conditions.under(fields, "for", scope),
        span=fields.value_span("notice"),
    )


def _grounds(fields: Fields, scope: Scope) -> list[tuple[Ground, Grant | None]]:
    findings = scope.findings
    built: list[tuple[Ground, Grant | None]] = []
    first: dict[str, Span] = {}
    for inner in fields.each("met_by", "a ground"):
        within = _with_month_ends(inner, scope)
        scalar = inner.word("ground")
        name = shape.name(scalar, "the name of a ground", findings) or ""
        if scalar is not None and name:
            message = f"two grounds are called `{name}`"
            is_new = findings.once(name, scalar.span, first, "CC206", message, "rename one")
            if is_new and name == "needs":
                message, hint = "a ground is not called `needs`", "that is what a requirement has"
                findings.report("CC207", scalar.span, message, hint)
        law = _law(inner, within) | _words(inner)
        _refuse_changeable(law["concerns"], inner.span, scope)
        ground = partial(Ground, name=name, span=scalar.span if scalar else inner.span, **law)
        built.append(_complete(ground, inner, within))
    return built


def _complete(ground: Callable[..., Ground], fields: Fields, scope: Scope) -> tuple[Ground, Grant | None]:
    """Return the *ground* with what it needs and grants."""
    needs = conditions.under(fields, "needs", scope)
    granting = fields.mapping("grants")
    if granting is not None and scope.movement != "entry":
        fields.report("CC406", "grants", "only a ground for entry grants a stay")
        granting = None
    grant = None if granting is None else grants.read(granting, scope.findings)
    kinds = {c.predicate.kind for c in needs if isinstance(c.predicate, Held)}
    basis = "visa-exemption" if "grants" in fields else "citizenship"
    basis = "visa" if "visa" in kinds else "residence-permit" if "permit" in kinds else basis
    granted: Conditions = ()
    if grant is not None:
        assert scope.state is not None
        granted, of_visa = grants.on_entry(grant, scope.state)
        if of_visa is not None:
            if "visa" not in kinds:
                message = "no visa stands under `needs` whose duration of stay could be granted"
                hint = "add `visa:`, or write the number of days"
                scope.findings.report("CC406", of_visa.span or fields.span, message, hint)
            needs = tuple(_with(condition, of_visa) for condition in needs)
    allowance = None if grant is None else grant.allowance
    return ground(needs=needs, granted=granted, allowance=allowance, basis=basis), grant


def _with(condition: Condition, of_visa: Condition) -> Condition:
    held = condition.predicate
    if not isinstance(held, Held) or held.kind != "visa":
        return condition
    return replace(condition, predicate=replace(held, conditions=(*held.conditions, of_visa)))


def _with_month_ends(fields: Fields, scope: Scope) -> Scope:
    """Return *scope* with the end of months that *fields* choose, if they choose one."""
    chosen = fields.choice("month_ends")
    return replace(scope, month_ends=MonthEnds(chosen)) if chosen else scope


def _refuse_changeable(concerns: Conditions, place: Span, scope: Scope) -> None:
    """`for` says whose a ground is: what a traveller could change belongs under `needs`."""
    for condition in concerns:
        held = isinstance(condition.predicate, Held)
        changeable = [name for name in facts_read(condition.predicate) if name not in _UNCHANGEABLE]
        if held or changeable:
            what = condition.key if held else changeable[0]
            message = f"`for` of a ground reads `{what}`, which a traveller can change"
            hint = "move it to `needs`: then its not holding is a reason, and a way out"
            scope.findings.report("CC401", condition.span or place, message, hint)
