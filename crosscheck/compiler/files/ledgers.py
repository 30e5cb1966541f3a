"""ledger.yaml of a State: the nationalities that no exemption names, each put there on purpose."""

from crosscheck.compiler.files import states
from crosscheck.compiler.meaning import citing, resolve, validity
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.nodes import Mapping
from crosscheck.compiler.shape import forms
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.source import Span
from crosscheck.rulebook.ruleset import Ledger


def read(mapping: Mapping, scope: Scope) -> Ledger:
    """Read the mapping of a file of the kind `ledger`; its State has been checked."""
    fields = Fields(mapping, "a ledger", forms.LEDGER, scope.findings)
    validity.demand_doubt(fields)
    places: dict[str, Span] = {}
    codes = {name: _codes(fields, name, places) for name in ("needs_visa", "unsettled")}
    cited = citing.read(fields, scope.names)
    doubt = fields.text("doubt")
    return Ledger(cited, codes["needs_visa"], codes["unsettled"], doubt, fields.value_span("ledger"), places)


def _codes(fields: Fields, name: str, places: dict[str, Span]) -> frozenset[str]:
    """Codes = CODE { "or" CODE }, on one line or a list of them; none stands twice in the file."""
    found = set()
    for scalar in fields.words(name):
        for word in states.alternatives(scalar, fields.findings):
            code = resolve.state(word, fields.findings)
            if code is not None:
                message = f"`{code}` stands in the ledger twice"
                if fields.findings.once(code, word.span, places, "CC409", message, "keep one of them"):
                    found.add(code)
    return frozenset(found)
