"""groups/ID.yaml -> a named set of States, each member with its own periods and source."""

from crosscheck.compiler.meaning import citing, resolve, validity
from crosscheck.compiler.meaning.phrases import Word
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.nodes import Mapping
from crosscheck.compiler.shape import forms, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.rulebook.ruleset import Group, Membership


def read(mapping: Mapping, id_: str, scope: Scope) -> Group:
    """Read the mapping of a file of the kind `group`; its id has been checked."""
    findings = scope.findings
    fields = Fields(mapping, "a group", forms.GROUP, findings)
    inherited = citing.read(fields, scope.names, findings)
    complete = shape.choice(fields.word("complete"), ("yes", "no"), "answer to `complete`", findings)
    members = {}
    entries = fields.mapping("members")
    for key, value in entries.entries if entries else ():
        plain = shape.plain(key, "a member", findings)
        code = None if plain is None else resolve.state(Word(key.text, key.span), findings)
        if shape.is_missing(value):
            continue
        if not isinstance(value, Mapping):
            message = f"`{key.text}` holds {shape.kind(value)}, where a mapping is expected"
            findings.report("CC204", key.span, message, "write `{in_force: 2023-12-01 .., source: SOURCE}`")
            continue
        member = Fields(value, f"the member `{key.text}`", forms.MEMBER, findings)
        if not inherited and "source" not in member:
            member.miss_source()
        cited = citing.read(member, scope.names, findings) or inherited
        periods = validity.read(member, findings)
        if code is not None:
            members[code] = Membership(periods, cited, key.span)
    title, span = fields.text("title") or "", fields.value_span("group")
    return Group(id_, title, members, complete != "no", inherited, span)
