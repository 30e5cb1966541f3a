"""What a State says of itself: who decides there, what is covered, what it issues, whom no exemption names."""

from collections.abc import Callable

from crosscheck.compiler.meaning import citing, conditions, phrases, resolve, validity
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.reading.nodes import Mapping, Scalar
from crosscheck.compiler.shape import forms, kinds, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.nodes import Period
from crosscheck.language.source import Span
from crosscheck.rulebook.documents import DocumentType, StateDocuments
from crosscheck.rulebook.ruleset import Citations, Coverage, Electronic, Ledger, VisaCategory


def read_state(mapping: Mapping, scope: Scope) -> tuple[str, Citations, tuple[Coverage, ...], Span]:
    """Return the authority, the sources and what is covered, and where it says so."""
    fields = Fields(mapping, "state.yaml", forms.STATE, scope.findings)
    covered = read_coverage(fields, scope)
    cited = citing.read(fields, scope.names)
    return fields.text("authority") or "", cited, covered, fields.place("covered")


def read_coverage(fields: Fields, scope: Scope) -> tuple[Coverage, ...]:
    """Read the list under `covered`."""
    return tuple(_coverage(item, scope) for item in fields.each("covered"))


def _coverage(fields: Fields, scope: Scope) -> Coverage:
    fact, findings = scope.names.document_type, scope.findings
    since, until = fields.day("since"), fields.day("until")
    if since is not None and until is not None and until < since:
        message, hint = "the period ends before it begins", "`since` is the first day, `until` the last"
        findings.report("CC310", fields.value_span("until"), message, hint)
    return Coverage(
        period=Period(since, until),
        nationalities=_states(fields, "nationalities"),
        movements=_some_of(fields, "movements"),
        document_types=_each_of(
            fields,
            "document_types",
            None,
            lambda word: resolve.among(word, fact.words, "a document type", findings, fact.called),
        ),
        neighbours=_states(fields, "with", unless=kinds.ANY),
        modes=_some_of(fields, "modes"),
        span=fields.span,
    )


def _states(fields: Fields, name: str, unless: str | None = None) -> frozenset[str] | None:
    """Read `A or B` of States; None where nothing is written, or *unless*."""
    return _each_of(fields, name, unless, lambda word: resolve.state(word, fields.findings))


def _some_of(fields: Fields, name: str) -> frozenset[str] | None:
    """Read `A or B` out of a closed list; None where nothing is written, or what stands for all of it."""
    if name not in fields:
        return None
    closed = fields.closed(name)
    what, findings = f"a {closed.what}", fields.findings
    return _each_of(
        fields, name, closed.instead, lambda word: resolve.among(word, closed.words, what, findings)
    )


def _each_of(
    fields: Fields, name: str, unless: str | None, read: Callable[[Scalar], str | None]
) -> frozenset[str] | None:
    scalar = fields.word(name)
    if scalar is None or scalar.text == unless:
        return None
    return frozenset(filter(None, map(read, alternatives(scalar, fields.findings))))


def read_visas(mapping: Mapping, scope: Scope) -> dict[str, VisaCategory]:
    """Read the categories of visas that a State issues."""
    findings = scope.findings
    fields = Fields(mapping, "visas.yaml", forms.VISAS, findings)
    found = {}
    for key, value in fields.entries("categories"):
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
    return VisaCategory(
        _some_of(fields, "purposes"),
        citing.read(fields, scope.names),
        fields.text("title") or "",
        _electronic(fields, scope),
    )


def _electronic(category: Fields, scope: Scope) -> Electronic | None:
    """Read to whom the category is issued electronically; None where it says nothing of that."""
    fields = category.below("electronic")
    if fields is None:
        return None
    return Electronic(
        citing.read(fields, scope.names),
        validity.read(fields),
        conditions.under(fields, "for", scope),
    )


def read_documents(mapping: Mapping, scope: Scope, first: dict[str, Span]) -> StateDocuments:
    """Read the mapping of a file of the kind `documents`; its State has been checked.  *first* are the types read before."""
    fields = Fields(mapping, "documents.yaml", forms.DOCUMENTS, scope.findings)
    found, of_all = {}, scope.names.document_type
    for key, value in fields.entries("types"):
        inner = shape.mapping(value, f"the document type `{key.text}`", scope.findings, key.span)
        if key.text in (*of_all.words, of_all.absent):
            message = f"`{key.text}` means the same of every State"
            scope.findings.report("CC206", key.span, message, "give it a name of its own, or delete it")
        elif shape.name(key, "a document type", scope.findings) is not None and inner is not None:
            what = f"the document type `{key.text}` is defined twice"
            scope.findings.once(key.text, key.span, first, "CC206", what, "keep one of them")
            found[key.text] = _document_type(key, inner, scope)
    if "passports_for" in fields and "source" not in fields:
        fields.miss_source()
    cited = citing.read(fields, scope.names)
    return StateDocuments(found, _states(fields, "passports_for") or frozenset(), cited, fields.text("doubt"))


def _document_type(key: Scalar, mapping: Mapping, scope: Scope) -> DocumentType:
    fields = Fields(mapping, f"the document type `{key.text}`", forms.DOCUMENT_TYPE, scope.findings)
    return DocumentType(
        fields.text("title") or "",
        fields.text("meaning") or "",
        citing.read(fields, scope.names),
        fields.choice("national") == "yes",
        fields.choice("on_request") == "yes",
        tuple(
            "-".join(each.text.casefold().split()) for each in fields.listed("called", "an item of `called`")
        ),
        fields.text("doubt"),
        key.span,
    )


def read_ledger(mapping: Mapping, scope: Scope) -> Ledger:
    """Read the mapping of a file of the kind `ledger`; its State has been checked."""
    fields = Fields(mapping, "a ledger", forms.LEDGER, scope.findings)
    places: dict[str, Span] = {}
    codes = {name: _codes(fields, name, places) for name in ("needs_visa", "unsettled")}
    cited = citing.read(fields, scope.names)
    doubt = fields.text("doubt")
    span = fields.value_span("ledger")
    return Ledger(cited, codes["needs_visa"], codes["unsettled"], doubt, places, span=span)


def _codes(fields: Fields, name: str, places: dict[str, Span]) -> frozenset[str]:
    """Codes = CODE { "or" CODE }, on one line or a list of them; none stands twice in the file."""
    found = set()
    for scalar in fields.words(name):
        for word in alternatives(scalar, fields.findings):
            code = resolve.state(word, fields.findings)
            if code is not None:
                message = f"`{code}` stands in the ledger twice"
                if fields.findings.once(code, word.span, places, "CC409", message, "keep one of them"):
                    found.add(code)
    return frozenset(found)


def alternatives(scalar: Scalar, findings: Findings) -> tuple[Scalar, ...]:
    """Read `A or B`."""
    parts = phrases.parse(scalar, findings)
    found = phrases.values(parts or ())
    if parts is not None and not found:
        findings.not_understood(scalar, "write `A or B`")
    return found
