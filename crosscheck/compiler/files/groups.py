"""groups/ID.yaml -> a named set of States, each member with its own periods and source."""

from crosscheck.compiler.meaning import citing, resolve, validity
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.nodes import Mapping
from crosscheck.compiler.shape import forms, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.rulebook.ruleset import Group, Membership


def read(mapping: Mapping, id_: str, scope: Scope) -> Group:
    """Read the mapping of a file of the kind `group`; its id has been checked."""
    findings = scope.findings
    fields = Fields(mapping, "a group", forms.GROUP, findings)
    inherited = citing.read(fields, scope.names)
    complete = fields.choice("complete")
    members = {}
    for key, value in fields.entries("members"):
        plain = shape.plain(key, "a member", findings)
        code = None if plain is None else resolve.state(key, findings)
        if shape.is_missing(value):
            continue
        if not isinstance(value, Mapping):
            message = f"`{key.text}` holds {shape.kind(value)}, where a mapping is expected"
            findings.report("CC204", key.span, message, "write `{in_force: 2023-12-01 .., source: SOURCE}`")
            continue
        member = Fields(value, f"the member `{key.text}`", forms.MEMBER, findings)
        if not inherited and "source" not in member:
            member.miss_source()
        cited = citing.read(member, scope.names) or inherited
        periods = validity.read(member)
        if code is not None:
            members[code] = Membership(periods, cited, span=key.span)
    title, span = fields.text("title") or "", fields.value_span("group")
    return Group(id_, title, members, complete != "no", inherited, span=span)
