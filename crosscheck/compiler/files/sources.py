"""sources.yaml -> every law, agreement and notice, once."""

from crosscheck.compiler.meaning import day_counts, phrases
from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.reading.nodes import Mapping, Node
from crosscheck.compiler.shape import forms, kinds, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.source import Span
from crosscheck.rulebook.citation import Grade, Source


def read(node: Node, review: int | None, findings: Findings) -> dict[str, Source]:
    """Read the whole file.  *review*: days after which a source is compared anew, unless it says otherwise."""
    top = shape.mapping(node, "sources.yaml", findings)
    if top is None:
        return {}
    found = {}
    for key, value in Fields(top, "sources.yaml", forms.SOURCES, findings).entries("sources"):
        id_ = shape.name(key, "the id of a source", findings)
        mapping = shape.mapping(value, f"the source `{key.text}`", findings, key.span)
        if id_ is not None and mapping is not None:
            found[id_] = _source(id_, key.span, mapping, review, findings)
    return found


def _source(id_: str, place: Span, mapping: Mapping, review: int | None, findings: Findings) -> Source:
    fields = Fields(mapping, f"the source `{id_}`", forms.SOURCE, findings)
    published, checked = fields.day("published"), fields.day("checked")
    if published is not None and checked is not None and checked < published:
        message, hint = (
            "the source was checked before it was published",
            "`checked` is the day on which you read it",
        )
        findings.report("CC504", fields.value_span("checked"), message, hint)
    address = fields.text("url")
    if address is not None and not shape.is_like(address, kinds.URL):
        hint = "write the whole address: `https://example.org/law`"
        findings.report("CC504", fields.value_span("url"), f"`{address[:60]}` is no web address", hint)
    interval = review_interval(fields) or review
    grade = fields.choice("grade")
    return Source(
        id=id_,
        cite=fields.text("cite") or "",
        publisher=fields.text("publisher") or "",
        url=address,
        published=published,
        checked=checked,
        grade=Grade(grade) if grade else Grade.UNSOURCED,
        note=fields.text("note"),
        review_by=None if checked is None or interval is None else checked + interval,
        span=place,
    )


def review_interval(fields: Fields) -> int | None:
    """Review = NUMBER "days": for how long after a look at a source nobody need look again."""
    scalar = fields.word("review")
    if scalar is None:
        return None
    how = "write a number of days: `180 days`"
    return day_counts.read(phrases.words(scalar), scalar, how, fields.findings)
