"""`*.cases.yaml` beside a group -> who is a member on which day."""

from collections.abc import Collection, Iterator
from typing import Final

from crosscheck.compiler.cases.case import MembershipCase
from crosscheck.compiler.meaning import resolve
from crosscheck.compiler.reading.findings import Findings
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
    if group is not None and findings.known(group, groups, "CC601", "group"):
        shape.own_name(group, stem, findings)
    for key, value in fields.entries("members"):
        days = shape.mapping(value, f"the member `{key.text}`", findings, key.span)
        code = resolve.state(key, findings)
        for on, answer in days.entries if days else ():
            day = shape.day(on, findings)
            said = shape.plain(answer, "an answer", findings)
            word = shape.choice(said, _ANSWERS, "answer here", findings)
            if group is not None and code is not None and day is not None and word is not None:
                yield MembershipCase(group.text, code, day, _ANSWERS[word], on.span)
