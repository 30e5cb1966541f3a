"""state.yaml and visas.yaml of a State: who decides there, what is covered, what visas are for."""

from collections.abc import Callable, Sequence

from crosscheck.compiler.meaning import citing, conditions, phrases, resolve, validity
from crosscheck.compiler.meaning.phrases import Is, Word
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.reading.nodes import Mapping, Scalar
from crosscheck.compiler.shape import forms, shape
from crosscheck.compiler.shape.form import Form
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language import vocabulary
from crosscheck.language.nodes import Period
from crosscheck.language.source import Span
from crosscheck.rulebook.ruleset import Coverage, Electronic, VisaCategory


def read_state(mapping: Mapping, scope: Scope) -> tuple[str, tuple[str, ...], tuple[Coverage, ...], Span]:
    """Return the authority, the sources and what is covered, and where it says so."""
    fields = Fields(mapping, "state.yaml", forms.STATE, scope.findings)
    covered = read_coverage(fields, forms.COVERAGE, scope.findings)
    cited = citing.read(fields, scope.names, scope.findings)
    return fields.text("authority") or "", cited, covered, fields.place("covered")


def read_coverage(fields: Fields, form: Form, findings: Findings) -> tuple[Coverage, ...]:
    """Read the list under `covered`, each item of one *form*."""
    found = []
    for item in fields.items("covered"):
        mapping = shape.mapping(item, "an item of `covered`", findings)
        if mapping is not None:
            found.append(_coverage(Fields(mapping, "an item of `covered`", form, findings), findings))
    return tuple(found)


def _coverage(fields: Fields, findings: Findings) -> Coverage:
    since, until = (
        None if scalar is None else resolve.parse_date(scalar.text, scalar.span, findings)
        for scalar in (fields.word("since"), fields.word("until"))
    )
    if since is not None and until is not None and until < since:
        message = "the period ends before it begins"
        findings.report(
            "CC310", fields.value_span("until"), message, "`since` is the first day, `until` the last"
        )
    return Coverage(
        period=Period(since, until),
        nationalities=_states(fields.word("nationalities"), findings),
        movements=_some_of(fields.word("movements"), forms.MOVEMENTS, "movement", findings),
        document_types=_some_of(
            fields.word("document_types"), vocabulary.DOCUMENT_TYPES, "document type", findings
        ),
        neighbours=_unless_any(fields.word("with"), _states, findings),
        modes=_unless_any(
            fields.word("modes"),
            lambda word, findings: _some_of(word, vocabulary.MODES, "way of crossing", findings),
            findings,
        ),
        span=fields.span,
    )


def _unless_any(
    scalar: Scalar | None,
    read: Callable[[Scalar | None, Findings], frozenset[str] | None],
    findings: Findings,
) -> frozenset[str] | None:
    """Return what is written; None for `any`."""
    return None if scalar is None or scalar.text == forms.ANY else read(scalar, findings)


def _states(scalar: Scalar | None, findings: Findings) -> frozenset[str] | None:
    """Read `A or B` of States; None where nothing is written."""
    if scalar is None:
        return None
    words = alternatives(scalar, findings)
    return frozenset(code for word in words if (code := resolve.state(word, findings)) is not None)


def read_visas(mapping: Mapping, scope: Scope) -> dict[str, VisaCategory]:
    """Read the categories of visas that a State issues."""
    findings = scope.findings
    fields = Fields(mapping, "visas.yaml", forms.VISAS, findings)
    categories = fields.mapping("categories")
    found = {}
    for key, value in categories.entries if categories else ():
        inner = shape.mapping(value, f"the category `{key.text}`", findings, key.span)
        if shape.plain(key, "the name of a category", findings) is None or inner is None:
            continue
        if key.text != key.text.upper() or " " in key.text:
            hint = f"write `{key.text.upper().replace(' ', '-')}`"
            findings.report("CC207", key.span, "a category of visa is one word in capitals", hint)
        found[key.text] = _category(key, inner, scope)
    return found


def _category(key: Scalar, mapping: Mapping, scope: Scope) -> VisaCategory:
    fields = Fields(mapping, f"the category `{key.text}`", forms.CATEGORY, scope.findings)
    purposes = _some_of(fields.word("purposes"), vocabulary.PURPOSES, "purpose", scope.findings)
    return VisaCategory(
        purposes,
        citing.read(fields, scope.names, scope.findings),
        fields.text("title") or "",
        _electronic(fields, scope),
    )


def _electronic(category: Fields, scope: Scope) -> Electronic | None:
    """Read to whom the category is issued electronically; None where it says nothing of that."""
    mapping = category.mapping("electronic")
    if mapping is None:
        return None
    fields = Fields(mapping, "`electronic`", forms.ELECTRONIC, scope.findings)
    concerned = fields.node("for")
    return Electronic(
        citing.read(fields, scope.names, scope.findings),
        validity.read(fields, scope.findings),
        () if concerned is None else conditions.read(concerned, "`for`", scope),
    )


def _some_of(
    scalar: Scalar | None, allowed: Sequence[str], what: str, findings: Findings
) -> frozenset[str] | None:
    """Read `A or B` out of a closed list; None where nothing is written."""
    if scalar is None:
        return None
    words = alternatives(scalar, findings)
    return frozenset(
        word.text for word in words if resolve.among(word, allowed, f"a {what}", findings) is not None
    )


def alternatives(scalar: Scalar, findings: Findings) -> tuple[Word, ...]:
    """Read `A or B`."""
    parts = phrases.parse(scalar.text, scalar.span, findings)
    if parts is None:
        return ()
    if len(parts) == 1 and isinstance(parts[0], Is) and not parts[0].negated:
        return parts[0].values
    findings.report("CC301", scalar.span, f"`{scalar.text}` is not understood here", "write `A or B`")
    return ()
