"""`*.cases.yaml` beside a group -> who is a member on which day."""

from collections.abc import Collection, Iterator
from typing import Final

from crosscheck.compiler.cases.case import MembershipCase
from crosscheck.compiler.meaning import resolve
from crosscheck.compiler.meaning.phrases import Word
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Mapping
from crosscheck.compiler.shape import forms, shape
from crosscheck.compiler.shape.shape import Fields

_ANSWERS: Final = {"yes": True, "no": False, "not settled": None}


def read(
    mapping: Mapping, stem: str, groups: Collection[str], findings: Findings
) -> Iterator[MembershipCase]:
    """Give every State and day under `members` of the cases of the group *stem*."""
    fields = Fields(mapping, "a file of cases", forms.MEMBERSHIPS, findings)
    group = fields.word("cases")
    if group is not None and group.text not in groups:
        findings.report("CC601", group.span, f"`{group.text}` is no group", meant(group.text, groups))
    elif group is not None and group.text != stem:
        message = f"`{group.text}` is not what its path says: `{stem}`"
        findings.report("CC205", group.span, message, f"write `{stem}`, or move the file")
    members = fields.mapping("members")
    for key, value in members.entries if members else ():
        days = shape.mapping(value, f"the member `{key.text}`", findings, key.span)
        code = resolve.state(Word(key.text, key.span), findings)
        for on, answer in days.entries if days else ():
            day = resolve.parse_date(on.text, on.span, findings)
            word = shape.choice(
                shape.plain(answer, "an answer", findings), tuple(_ANSWERS), "answer here", findings
            )
            if group is not None and code is not None and day is not None and word is not None:
                yield MembershipCase(group.text, code, day, _ANSWERS[word], on.span)
