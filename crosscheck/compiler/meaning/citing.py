"""`source:` under a rule -> the citations it names; each begins with an entry of sources.yaml."""

from crosscheck.compiler.meaning.scope import Names
from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.reading.nodes import Scalar
from crosscheck.compiler.shape.shape import Fields
from crosscheck.rulebook.ruleset import Citations


def read(fields: Fields, names: Names, key: str = "source") -> Citations:
    """Return every citation as written: `SOURCE-ID` or `SOURCE-ID, art. 12(1)`."""
    return tuple(each.text for each in fields.words(key) if _is_citation(each, names, fields.findings))


def _is_citation(scalar: Scalar, names: Names, findings: Findings) -> bool:
    """Whether its source is known."""
    source, place = scalar.partition(", ")
    if names.sources is not None and not findings.known(
        source, names.sources, "CC212", "source", "add it to sources.yaml"
    ):
        return False
    if place and not place.text.strip():
        findings.report("CC301", scalar.span, "nothing follows the comma", f"write `{source.text}`")
        return False
    return True


def read_evidence(fields: Fields, names: Names) -> tuple[tuple[str, str], ...]:
    """Return what speaks on each side of what is not settled: (sentence, citation), one for each source."""
    pieces = fields.each("evidence", "a piece of evidence")
    return tuple((piece.text("says") or "", source) for piece in pieces for source in read(piece, names))
