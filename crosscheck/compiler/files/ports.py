"""ports/AA-BB/ID.yaml -> a port: what it is by date, and what it demands of those who cross."""

from collections.abc import Iterable
from typing import Any, Final

from crosscheck.compiler.files import requirements, states
from crosscheck.compiler.meaning import citing, closing_days, phrases, resolve, validity
from crosscheck.compiler.meaning.closing_days import Lists
from crosscheck.compiler.meaning.scope import Scope
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.reading.nodes import Mapping, Scalar, Sequence
from crosscheck.compiler.shape import forms, kinds, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.nodes import Period
from crosscheck.language.source import Span
from crosscheck.language.spelling import folded
from crosscheck.language.vocabulary import FACTS, FactType, Teller, Type
from crosscheck.rulebook.ruleset import DatedValue, Location, Port, PortDetail

_CLOSED_FOR: Final = "port.closed_for"
FACTS_BY_DATE: Final = {
    fact.name.removeprefix("port."): fact
    for fact in FACTS
    if fact.teller is Teller.PORT and fact.name != _CLOSED_FOR
}
_ALWAYS: Final = Period(None, None)


def read(mapping: Mapping, id_: str, folder: str, lists: Lists, scope: Scope) -> Port:
    """Read the mapping of a file of the kind `port`; its id has been checked."""
    fields = Fields(mapping, "a port", forms.PORT, scope.findings)
    title = fields.text("title") or ""
    home, neighbour = (_side(fields, side, folder) for side in ("home", "neighbour"))
    if home and home == neighbour:
        place = fields.value_span("neighbour")
        scope.findings.report("CC410", place, "a port lies between two States", "name the other State")
    return Port(
        id=id_,
        names={"en": title} | _names(fields),
        home=home or "",
        neighbour=neighbour or "",
        covered=states.read_coverage(fields, scope),
        facts=_facts(fields, scope),
        details=_details(fields, scope),
        location=_location(fields, scope),
        requirements=tuple(
            requirements.read_requirement(item, name, scope).requirement
            for item, name in _own(fields, "requirements", "requirement", id_)
        ),
        notices=tuple(
            requirements.read_notice(item, name, scope)
            for item, name in _own(fields, "notices", "notice", id_)
        ),
        sources=citing.read(fields, scope.names),
        title=title,
        closings=closing_days.read_closed(fields, lists, scope),
        spellings=tuple(scalar.text for scalar in fields.listed("spellings", "a spelling")),
        span=fields.value_span("port"),
    )


def refuse_shared_names(files: Iterable[tuple[str, Mapping]], findings: Findings) -> None:
    """Whoever names a port is answered for that port, so that no two have a name in common; *files* are by id."""
    first: dict[str, tuple[str, Span]] = {}
    for id_, mapping in files:
        names = mapping.get("names")
        called = [mapping.get("title"), mapping.get("port")]
        called += [value for _, value in names.entries] if isinstance(names, Mapping) else []
        called += spellings.items if isinstance(spellings := mapping.get("spellings"), Sequence) else ()
        own = {folded(each.text): each for each in reversed(called) if isinstance(each, Scalar) and each.text}
        for name, scalar in own.items():
            port, place = first.setdefault(name, (id_, scalar.span))
            if port != id_:
                message = f"`{scalar.text}` names the port `{port}` already"
                hint = "add what sets this one apart, such as the word for railway"
                findings.report("CC206", scalar.span, message, hint, ((place, "the first one"),))


def _side(fields: Fields, name: str, folder: str) -> str | None:
    scalar, findings = fields.word(name), fields.findings
    code = None if scalar is None else resolve.state(scalar, findings)
    if scalar is not None and code is not None and code.lower() not in folder.split("-"):
        hint = "the folder is called after the two States: `ports/cn-kz`"
        findings.is_no(scalar, "CC205", f"State of the folder `{folder}`", hint)
    return code


def _names(fields: Fields) -> dict[str, str]:
    found = {}
    for language, value in fields.entries("names"):
        if isinstance(value, Scalar):
            found[language.text] = value.text
        else:
            hint = "write one name; another goes below a key of its own, such as `also` or `other-side-en`"
            message = f"the name in `{language.text}` is {shape.kind(value)}, not a text"
            fields.findings.report("CC204", value.span, message, hint)
    return found


def _location(port: Fields, scope: Scope) -> Location | None:
    fields = port.below("location")
    if fields is None:
        return None
    at, within = fields.word("at"), fields.word("within")
    point = None if at is None else _point(at, scope.findings)
    radius = None
    if within is not None and shape.is_like(within.text, kinds.RADIUS):
        radius = int(within.text.removesuffix(" km"))
    elif within is not None:
        scope.findings.is_no(within, "CC301", "distance", "write it as `5 km`")
    cited = citing.read(fields, scope.names)
    if point is None or radius is None:
        return None
    return Location(*point, radius, cited, fields.text("note"))


def _point(scalar: Scalar, findings: Findings) -> tuple[int, int] | None:
    """Point = DEGREES ("N" | "S") DEGREES ("E" | "W"), in ten-thousandths of a degree, north and east."""
    if shape.is_like(scalar.text, kinds.POINT):
        north, of_north, east, of_east = scalar.text.split()
        latitude, longitude = (
            round(float(degrees) * 10_000) * (-1 if of in "SW" else 1)
            for degrees, of in ((north, of_north), (east, of_east))
        )
        if abs(latitude) <= 900_000 and abs(longitude) <= 1_800_000:
            return latitude, longitude
    hint = "degrees north, then degrees east: `44.2028 N 80.4164 E`"
    findings.is_no(scalar, "CC301", "point on the map", hint)
    return None


def _own(fields: Fields, name: str, key: str, port: str) -> list[tuple[Mapping, str]]:
    """Return each mapping of a list with its id, which begins with the port's."""
    findings = fields.findings
    found = []
    first: dict[str, Span] = {}
    for item in fields.items(name):
        what = f"an item of `{name}`"
        mapping = shape.mapping(item, what, findings)
        if mapping is None:
            continue
        scalar = mapping.get(key)
        if scalar is None:
            findings.report("CC202", mapping.span, f"{what} has no `{key}`", f"add `{key}: {port}.NAME`")
            continue
        plain = shape.plain(scalar, f"`{key}`", findings)
        if plain is None:
            continue
        id_ = plain.text
        prefix, dot, rest = id_.partition(".")
        if prefix == port and dot and shape.NAME.fullmatch(rest):
            findings.once(id_, plain.span, first, "CC206", f"`{id_}` is defined twice", "rename one")
        else:
            hint = f"write `{port}.{id_.rpartition('.')[2]}`"
            findings.report("CC205", plain.span, f"`{id_}` stands in the file of `{port}`", hint)
        found.append((mapping, id_))
    return found


def _facts(fields: Fields, scope: Scope) -> dict[str, tuple[DatedValue, ...]]:
    """Read what the port is, by date; the names are those of the vocabulary without `port.`."""
    found = {}
    for key, value in fields.entries("facts"):
        fact = FACTS_BY_DATE.get(key.text)
        if fact is None:
            hint = meant(key.text, FACTS_BY_DATE, "what no rule reads stands under `details`")
            scope.findings.report("CC210", key.span, f"`port.{key.text}` is no fact", hint)
            continue
        items = shape.each((key, value), forms.DATED_VALUE, f"a value of `{fact.name}`", scope.findings)
        dated = [each for item in items for each in _dated(fact, item, scope)]
        for of in {value.of for value in dated}:
            known = [(each.period, each.span) for each in dated if each.of == of and each.span]
            validity.refuse_overlaps(known, scope.findings)
        found[fact.name] = tuple(dated)
    return found


def _dated(fact: FactType, fields: Fields, scope: Scope) -> list[DatedValue]:
    findings = scope.findings
    cited = citing.read(fields, scope.names)
    if ("value" in fields) == ("unsettled" in fields):
        both = "value" in fields
        message = "a value is either settled or not" if both else "there is neither `value` nor `unsettled`"
        fields.report("CC404", "unsettled", message, "write `value:` or `unsettled:`")
        return []
    settled = "value" in fields
    evidence = citing.read_evidence(fields, scope.names)
    value = of = None
    if settled:
        if "of" in fields:
            hint = "write `unsettled:` in place of `value:`, and the settled words as a value of their own"
            fields.report("CC404", "of", "`of` names what is not settled, and this is", hint)
        if "source" not in fields:
            fields.miss_source()
        value = _value(fact, fields.word("value"), findings)
        periods = validity.periods(fields.words("in_force"), findings) or (_ALWAYS,)
    else:
        if "in_force" in fields:
            message = "what is not settled is in force on no day"
            fields.report("CC404", "in_force", message, "write the period after `unsettled:`")
        if not evidence:
            hint = "add `evidence:` with what each source `says`"
            fields.report("CC503", "unsettled", "nothing speaks for either side", hint)
        of = _of(fact, fields)
        periods = validity.periods(fields.words("unsettled"), findings)
        cited = cited or tuple(dict.fromkeys(source for _, source in evidence))
    doubt = fields.text("doubt")
    return [
        DatedValue(each, value, settled, cited, evidence, doubt, of, span=fields.span) for each in periods
    ]


def _of(fact: FactType, fields: Fields) -> frozenset[str] | None:
    """Read the words of a set that alone are not settled."""
    scalar = fields.word("of")
    if scalar is not None and fact.type is not Type.WORDS:
        message = f"`{fact.name}` is no set, so that no part of it can be in doubt"
        fields.report("CC404", "of", message, "delete `of:`")
        return None
    return None if scalar is None else _value(fact, scalar, fields.findings)


def _value(fact: FactType, scalar: Scalar | None, findings: Findings) -> Any:
    if scalar is None:
        return None
    if fact.type is Type.WORDS:
        words = states.alternatives(scalar, findings)
        return frozenset(word.text for word in words if resolve.value(word, fact, findings) is not None)
    if fact.type is Type.FLAG:
        answer = shape.choice(scalar, forms.YES_OR_NO, f"value of `{fact.name}`", findings)
        return None if answer is None else answer == "yes"
    first, *rest = phrases.words(scalar)
    if rest:
        findings.not_understood(rest[0], "a port's fact has one value")
        return None
    return resolve.value(first, fact, findings)


def _details(fields: Fields, scope: Scope) -> tuple[PortDetail, ...]:
    """Read what is said of the port that no rule reads, and how far it was confirmed."""
    findings = scope.findings
    found = []
    for key, value in fields.entries("details"):
        name = shape.name(key, "the name of a detail", findings)
        one = shape.mapping(value, f"`{key.text}`", findings, key.span, forms.DETAIL)
        if one is None or name is None:
            continue
        inner = Fields(one, f"the detail `{name}`", forms.DETAIL, findings)
        status = inner.choice("status")
        if status not in (None, "not-found") and "source" not in inner:
            inner.miss_source()
        cited = citing.read(inner, scope.names)
        found.append(PortDetail(name, inner.text("text") or "", status or "", cited, inner.text("note")))
    return tuple(found)
