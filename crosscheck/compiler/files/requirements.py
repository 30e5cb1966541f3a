"""Requirements, grounds and notices of a State or a port."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from crosscheck.compiler.meaning import citing, conditions, grants, validity
from crosscheck.compiler.meaning.grants import Grant
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.nodes import Mapping
from crosscheck.compiler.shape import forms, renamed, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.dates import SAID_OF_MONTH_ENDS, MonthEnds
from crosscheck.language.nodes import Condition, Held
from crosscheck.language.source import Span
from crosscheck.language.trees import facts_read
from crosscheck.rulebook.ruleset import Ground, Notice, Requirement

_UNCHANGEABLE: Final = frozenset(
    {
        "nationality", "nationalities", "date_of_birth", "residence",
        "crossing.date", "crossing.from", "crossing.to", "crossing.direction",
    }
)  # fmt: skip
"""What a traveller cannot change: all that may decide whose a ground is."""


@dataclass(frozen=True, slots=True)
class Built:
    """A requirement, and the grants its grounds were built from."""

    requirement: Requirement
    grants: tuple[Grant | None, ...]

    def endings(self, state: str) -> tuple[tuple[str, tuple[Condition, ...]], ...]:
        """Return what `ending_stay: within its grant` stands for, ground by ground."""
        pairs = zip(self.requirement.grounds, self.grants, strict=True)
        return tuple((ground.name, grants.on_exit(ground, grant, state)) for ground, grant in pairs)


def read_requirement(mapping: Mapping, id_: str, scope: Scope) -> Built:
    """Read the mapping of a file of the kind `requirement`; its id has been checked."""
    findings = scope.findings
    fields = Fields(mapping, "a requirement", forms.REQUIREMENT, findings)
    inner = _with_month_ends(fields, scope)
    validity.demand_doubt(fields, findings)
    validity.demand_law(fields, findings)
    requirement = Requirement(
        id=id_,
        title=fields.text("title") or "",
        says=fields.text("says") or "",
        sources=citing.read(fields, scope.names, findings),
        grounds=(),
        validity=validity.read(fields, findings),
        concerns=_conditions(fields, "for", inner),
        fix=fields.text("fix"),
        doubt=fields.text("doubt"),
        formerly=renamed.read(fields),
        span=fields.value_span("requirement"),
    )
    if ("needs" in fields) == ("met_by" in fields):
        both = "needs" in fields
        message = (
            "a requirement has either `needs` or `met_by`, not both"
            if both
            else "nothing says how this is met"
        )
        hint = "put the `needs` into each ground" if both else "add `needs:`, or `met_by:` with its grounds"
        findings.report("CC404", fields.place("met_by"), message, hint)
    if "met_by" in fields:
        if "grants" in fields:
            findings.report(
                "CC406", fields.place("grants"), "a ground grants a stay, not a requirement that has grounds"
            )
        built = _grounds(fields, inner)
    else:
        ground = partial(Ground, "needs", requirement.title, requirement.sources, span=requirement.span)
        built = [_complete(ground, fields, inner)]
    return Built(replace(requirement, grounds=tuple(g for g, _ in built)), tuple(g for _, g in built))


def read_notice(mapping: Mapping, id_: str, scope: Scope) -> Notice:
    """Read the mapping of a file of the kind `notice`; its id has been checked."""
    fields = Fields(mapping, "a notice", forms.NOTICE, scope.findings)
    return Notice(
        id=id_,
        title=fields.text("title") or "",
        text=fields.text("text") or "",
        first=shape.choice(fields.word("first"), ("yes", "no"), "answer to `first`", scope.findings) == "yes",
        sources=citing.read(fields, scope.names, scope.findings),
        validity=validity.read(fields, scope.findings),
        concerns=_conditions(fields, "for", scope),
        span=fields.value_span("notice"),
    )


def _grounds(fields: Fields, scope: Scope) -> list[tuple[Ground, Grant | None]]:
    findings = scope.findings
    built: list[tuple[Ground, Grant | None]] = []
    first: dict[str, Span] = {}
    for item in fields.items("met_by"):
        mapping = shape.mapping(item, "an item of `met_by`", findings)
        if mapping is None:
            continue
        inner = Fields(mapping, "a ground", forms.GROUND, findings)
        within = _with_month_ends(inner, scope)
        scalar = inner.word("ground")
        name = shape.name(scalar, "the name of a ground", findings) or ""
        if scalar is not None and name:
            if name in first:
                related = ((first[name], "the first one"),)
                findings.report(
                    "CC206", scalar.span, f"two grounds are called `{name}`", "rename one", related
                )
            elif name == "needs":
                findings.report(
                    "CC207", scalar.span, "a ground is not called `needs`", "that is what a requirement has"
                )
            first.setdefault(name, scalar.span)
        validity.demand_doubt(inner, findings)
        ground = partial(
            Ground,
            name=name,
            title=inner.text("title") or "",
            sources=citing.read(inner, scope.names, findings),
            validity=validity.read(inner, findings),
            concerns=(concerns := _conditions(inner, "for", within)),
            fix=inner.text("fix"),
            doubt=inner.text("doubt"),
            formerly=renamed.read(inner),
            span=scalar.span if scalar else inner.span,
        )
        _refuse_changeable(concerns, inner.span, scope)
        built.append(_complete(ground, inner, within))
    return built


def _complete(ground: Callable[..., Ground], fields: Fields, scope: Scope) -> tuple[Ground, Grant | None]:
    """Return the *ground* with what it needs and grants."""
    findings = scope.findings
    needs = _conditions(fields, "needs", scope)
    mapping = fields.mapping("grants")
    if mapping is not None and scope.movement != "entry":
        findings.report("CC406", fields.place("grants"), "only a ground for entry grants a stay")
        mapping = None
    grant = None if mapping is None else grants.read(mapping, findings)
    kinds = {c.predicate.kind for c in needs if isinstance(c.predicate, Held)}
    basis = "visa-exemption" if "grants" in fields else "citizenship"
    basis = "visa" if "visa" in kinds else "residence-permit" if "permit" in kinds else basis
    granted: tuple[Condition, ...] = ()
    if grant is not None:
        assert scope.state is not None
        granted, of_visa = grants.on_entry(grant, scope.state)
        if of_visa is not None:
            if "visa" not in kinds:
                message = "no visa stands under `needs` whose duration of stay could be granted"
                findings.report(
                    "CC406", of_visa.span or fields.span, message, "add `visa:`, or write the number of days"
                )
            needs = tuple(_with(condition, of_visa) for condition in needs)
    return ground(
        needs=needs,
        granted=granted,
        allowance=None if grant is None else grant.allowance,
        basis=basis,
    ), grant


def _with(condition: Condition, of_visa: Condition) -> Condition:
    held = condition.predicate
    if not isinstance(held, Held) or held.kind != "visa":
        return condition
    return replace(condition, predicate=replace(held, conditions=(*held.conditions, of_visa)))


def _conditions(fields: Fields, name: str, scope: Scope) -> tuple[Condition, ...]:
    node = fields.node(name)
    return () if node is None else conditions.read(node, f"`{name}`", scope)


def _with_month_ends(fields: Fields, scope: Scope) -> Scope:
    """Return *scope* with the end of months that *fields* choose, if they choose one."""
    if "month_ends" not in fields:
        return scope
    chosen = shape.choice(fields.word("month_ends"), SAID_OF_MONTH_ENDS, "end of a month", scope.findings)
    return replace(scope, month_ends=MonthEnds(chosen)) if chosen else scope


def _refuse_changeable(concerns: tuple[Condition, ...], place: Span, scope: Scope) -> None:
    """`for` says whose a ground is: what a traveller could change belongs under `needs`."""
    for condition in concerns:
        held = isinstance(condition.predicate, Held)
        changeable = [name for name in facts_read(condition.predicate) if name not in _UNCHANGEABLE]
        if held or changeable:
            what = condition.key if held else changeable[0]
            message = f"`for` of a ground reads `{what}`, which a traveller can change"
            hint = "move it to `needs`: then its not holding is a reason, and a way out"
            scope.findings.report("CC401", condition.span or place, message, hint)
