"""`source:` under a rule -> the citations it names; each begins with an entry of sources.yaml."""

from crosscheck.compiler.findings import Findings, meant
from crosscheck.compiler.scope import Names
from crosscheck.compiler.shape import Fields
from crosscheck.compiler.yaml_nodes import Scalar


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
        findings.error("CC212", span, f"`{source}` is no source", hint)
        return None
    if comma and not locator.strip():
        findings.error("CC301", scalar.span, "nothing follows the comma", f"write `{source}`")
        return None
    return scalar.text
