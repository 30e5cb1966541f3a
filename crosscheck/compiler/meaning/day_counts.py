"""`30 days` -> a number of days, where nothing but days makes sense."""

from collections.abc import Sequence

from crosscheck.compiler.meaning import typecheck
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Scalar
from crosscheck.language.phrases.forms import unit_of


def read(words: Sequence[Scalar], scalar: Scalar, forms: str, findings: Findings) -> int | None:
    """DAYS = NUMBER ( "day" | "days" ).  *forms* says how *scalar* as a whole is written."""
    if not words or not words[0].text[0].isdigit() or len(words) > 2:
        findings.not_understood(scalar, forms)
        return None
    days = typecheck.number(words[0], findings)
    if days is None:
        return None
    if days == 0:
        findings.report("CC410", words[0].span, "0 days are no time at all", forms)
        return None
    if len(words) == 1:
        hint = f"write `{days} {unit_of(days, 'days')}`"
        findings.report("CC302", words[0].span, f"{days} has no unit", hint)
        return None
    if words[1].text in ("day", "days"):
        return days
    if words[1].text.rstrip("s") in ("month", "year"):
        message = f"days are counted here, and a {words[1].text.rstrip('s')} is no number of days"
        findings.report("CC304", words[1].span, message, "write a number of days")
    else:
        nearest = meant(words[1].text, ("days",), forms)
        findings.is_no(words[1], "CC303", "unit here", nearest)
    return None
