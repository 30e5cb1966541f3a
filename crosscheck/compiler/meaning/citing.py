"""`source:` under a rule -> the citations it names; each begins with an entry of sources.yaml."""

from crosscheck.compiler.meaning.scope import Names
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Scalar
from crosscheck.compiler.shape import forms, shape
from crosscheck.compiler.shape.shape import Fields


def read(fields: Fields, names: Names, findings: Findings, key: str = "source") -> tuple[str, ...]:
    """Return every citation as written: `SOURCE-ID` or `SOURCE-ID, art. 12(1)`."""
    return tuple(
        cited for scalar in fields.words(key) if (cited := citation(scalar, names, findings)) is not None
    )


def citation(scalar: Scalar, names: Names, findings: Findings) -> str | None:
    """Return one citation whose source is known."""
    source, comma, locator = scalar.text.partition(", ")
    if names.sources is not None and source not in names.sources:
        span = scalar.part(0, len(source))
        hint = meant(source, names.sources, "add it to sources.yaml")
        findings.report("CC212", span, f"`{source}` is no source", hint)
        return None
    if comma and not locator.strip():
        findings.report("CC301", scalar.span, "nothing follows the comma", f"write `{source}`")
        return None
    return scalar.text


def read_evidence(fields: Fields, names: Names, findings: Findings) -> tuple[tuple[str, str], ...]:
    """Return what speaks on each side of what is not settled: (sentence, citation), one for each source."""
    found: list[tuple[str, str]] = []
    for item in fields.items("evidence"):
        mapping = shape.mapping(item, "an item of `evidence`", findings)
        if mapping is not None:
            inner = Fields(mapping, "a piece of evidence", forms.EVIDENCE, findings)
            found.extend((inner.text("says") or "", source) for source in read(inner, names, findings))
    return tuple(found)
